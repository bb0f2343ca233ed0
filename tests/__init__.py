"""One file per behaviour; the docstring of each test states the fact that it holds."""
