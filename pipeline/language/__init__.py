"""Norwegian prose: sentences, phrases and how hard a text is to read. Text in, values out; no Word, no cases."""
