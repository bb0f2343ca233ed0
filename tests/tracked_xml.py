"""Tracked changes written as raw WordprocessingML, ours and other people's."""

from __future__ import annotations

from tests.word_xml import run

OURS, THEIRS = "make-docs", "En annen"
_DATE = 'w:date="2026-11-22T00:00:00Z"'


def by(author: str = OURS, number: int = 900) -> str:
    """Return the attributes of a tracked change."""
    return f'w:id="{number}" w:author="{author}" {_DATE}'


def gone(text: str, properties: str = "") -> str:
    """Return a run of deleted text."""
    return run(text, properties).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")


def ins(content: str, author: str = OURS) -> str:
    """Return an insertion; content without tags becomes one run."""
    return f"<w:ins {by(author)}>{content if '<' in content or not content else run(content)}</w:ins>"


def deletion(content: str, author: str = OURS) -> str:
    """Return a deletion; content without tags becomes one run."""
    return f"<w:del {by(author)}>{content if '<' in content or not content else gone(content)}</w:del>"


def mark(kind: str, author: str = OURS) -> str:
    """Return the properties of a paragraph whose mark was inserted (ins) or deleted (del)."""
    return f"<w:rPr><w:{kind} {by(author)}/></w:rPr>"


def formerly(properties: str = "", author: str = OURS) -> str:
    """Return what tells that a paragraph had these properties."""
    return f"<w:pPrChange {by(author)}><w:pPr>{properties}</w:pPr></w:pPrChange>"


def cell(content: str) -> str:
    """Return a cell of a table."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def row(*cells: str, kind: str = "", author: str = OURS) -> str:
    """Return a row; `kind` says that it was inserted (ins) or deleted (del)."""
    properties = f"<w:trPr><w:{kind} {by(author)}/></w:trPr>" if kind else ""
    return f"<w:tr>{properties}{''.join(map(cell, cells))}</w:tr>"


def table(*rows: str) -> str:
    """Return a table of two columns."""
    grid = '<w:gridCol w:w="2000"/>' * 2
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def point(kind: str, number: int, name: str = "") -> str:
    """Return one end of a range: bookmarkStart, commentRangeEnd and so on."""
    return f'<w:{kind} w:id="{number}"{f" w:name={chr(34)}{name}{chr(34)}" if name else ""}/>'


def comment_reference(number: int) -> str:
    """Return the run that shows where a comment is."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'
