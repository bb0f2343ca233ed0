"""Template sources: clean enough for the template language, with a line for each paragraph, and nothing dangerous."""

from __future__ import annotations

from pipeline.word.names import R
from pipeline.word.source import clean_source, fillable_parts, paragraph_words, quote, template_hazards
from tests.word_xml import document_xml, package, paragraph, run, story_xml


def source(body: str) -> str:
    """Return the source of a document with this body."""
    return clean_source(document_xml(body).encode())


def test_line_n_is_paragraph_n() -> None:
    """Each paragraph begins a line, so that an error in a line can quote the paragraph."""
    text = source(paragraph("Én") + "<w:tbl><w:tr><w:tc>" + paragraph("To {{ x }}") + "<w:p/></w:tc></w:tr></w:tbl>")
    assert len(text.split("\n")) == 4
    assert quote(text, 2) == "Én"
    assert quote(text, 3) == "To {{ x }}"


def test_a_line_without_words_quotes_the_words_before_it() -> None:
    """The end of a template, where an open loop is noticed, often has no words of its own."""
    text = source(paragraph("{% for x in y %}") + "<w:p/>")
    assert quote(text, 3) == quote(text, 99) == "{% for x in y %}"
    assert quote(text, 1) == ""


def test_a_quote_joins_runs_and_is_short() -> None:
    """A quote is the visible words with their tags, letters as letters, at most 120 characters."""
    text = source(paragraph(run("A &amp; ") + run("B") + "<w:r><w:tab/></w:r>" + run("{{ c &lt; 3 }}")))
    assert quote(text, 2) == "A & B {{ c < 3 }}"
    assert quote(text.replace("&lt;", "<"), 2) == "A & B {{ c < 3 }}"
    long = quote(source(paragraph("ord " * 100)), 2)
    assert len(long) <= 120
    assert long.endswith("ord…")


def test_paragraph_words_are_all_the_words() -> None:
    """The words of the paragraphs in order, empty ones left out."""
    assert list(paragraph_words(source(paragraph("En") + "<w:p/>" + paragraph("To")))) == ["En", "To"]


def test_what_editors_leave_behind_is_stripped() -> None:
    """Ids that loops would double, spelling marks and page breaks of the last printing are no part of a template."""
    text = source(
        '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00AA" w:rsidRDefault="00BB">'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>'
        '<w:r w:rsidRPr="00CC"><w:rPr><w:noProof/></w:rPr><w:lastRenderedPageBreak/><w:t>Hei</w:t></w:r></w:p>'
    )
    assert text.endswith("\n<w:p><w:r><w:rPr><w:noProof/></w:rPr><w:t>Hei</w:t></w:r></w:p></w:body></w:document>")


def test_bookmarks_that_mean_something_stay() -> None:
    """Only the place of the cursor goes; the hidden bookmarks of sections stay with their ids."""
    marked = '<w:bookmarkStart w:id="4" w:name="_seksjon_om_oss"/><w:bookmarkEnd w:id="4"/>'
    assert marked in source(paragraph(marked + run("Om oss")))


def test_indentation_goes_and_spaces_in_text_stay() -> None:
    """Hand-indented XML would otherwise give line breaks in the text."""
    text = source("<w:p>\n   <w:r>\n <w:t>En\n   to</w:t>\n <w:t> </w:t></w:r>\n</w:p>")
    assert text.endswith("\n<w:p><w:r><w:t>En    to</w:t><w:t> </w:t></w:r></w:p></w:body></w:document>")


def test_fillable_parts_are_those_that_exist() -> None:
    """The document first, then its headers, footers and footnotes."""
    others = {"header1": story_xml("hdr", "<w:p/>"), "styles": story_xml("styles", "")}
    assert fillable_parts(package(others=others)) == ("word/document.xml", "word/header1.xml")


def arrow(kind: str, target: str, *, external: bool = True) -> str:
    """Return a relationship of the document."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId9" Type="{kind}" Target="{target}"{mode}/>'


def hazards(arrows: str) -> list[str]:
    """Return the codes of what a template with these relationships may not hold."""
    return [fault.code for fault in template_hazards(package(arrows=arrows), "mal.docx")]


def test_links_that_word_follows_by_itself_are_hazards() -> None:
    """A linked template, image or data source is fetched when the document is opened, wherever it lies."""
    for kind in ("attachedTemplate", "image", "oleObject", "mailMergeSource", "subDocument", "noeNytt"):
        (fault,) = template_hazards(package(arrows=arrow(f"{R}/{kind}", "file:///x/hemmelig.dotx")), "mal.docx")
        assert fault.code == "template-external"
        assert fault.path == "mal.docx"
        assert "hemmelig.dotx" in fault.message
        assert fault.hint


def test_links_that_people_follow_are_not() -> None:
    """A hyperlink is followed by whoever clicks it."""
    assert hazards(arrow(f"{R}/hyperlink", "https://www.oslo.kommune.no")) == []


def test_macros_embedded_documents_and_signatures_are_hazards() -> None:
    """They would be in every document that is made from the template, or broken in it."""
    macros = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    assert hazards(arrow(macros, "vbaProject.bin", external=False)) == ["template-macros"]
    assert hazards(arrow(f"{R}/aFChunk", "chunk.html", external=False)) == ["template-alt-chunk"]
    parts = package()
    signed = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    added = f'<Relationship Id="rId2" Type="{signed}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", added.encode())
    assert [fault.code for fault in template_hazards(parts)] == ["template-signed"]


def test_a_sound_template_has_no_hazards() -> None:
    """Nothing is said when there is nothing to say."""
    assert template_hazards(package()) == ()
