"""A document as plain text that a person can read in a diff: headings, lists, tables, headers and footers."""

from __future__ import annotations

from itertools import groupby

from pipeline.word.reading import Paragraph, read_document


def outline(content: bytes) -> str:
    """The document, one line a paragraph; table rows on one line, cells apart by « | »."""
    reading = read_document(content, "outline.docx")
    lines: list[str] = []
    for row, paragraphs in groupby(reading.paragraphs, key=lambda one: (one.part, one.table, one.row)):
        if row[1] is None:
            lines += [_line(paragraph) for paragraph in paragraphs if paragraph.text.strip()]
        else:
            cells = [" / ".join(one.text for one in cell) for _, cell in groupby(paragraphs, key=lambda one: one.cell)]
            lines.append(f"| {' | '.join(cells)} |".replace("\n", " / "))
    return "\n".join(lines) + "\n"


def _line(paragraph: Paragraph) -> str:
    text = paragraph.text.replace("\n", " / ").replace("\t", " → ")
    if paragraph.level:
        return f"\n{'#' * paragraph.level} {text}"
    if not paragraph.part.endswith("document.xml"):
        return f"[{paragraph.part.rpartition('/')[2]}] {text}"
    return f"- {text}" if paragraph.list_item else text
