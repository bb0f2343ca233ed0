"""Section bookmarks are set by filling, since Word lets nobody make a hidden one."""

from __future__ import annotations

from io import BytesIO

from docx import Document

from pipeline.word.bookmarks import mark_sections
from pipeline.word.package import read_package, write_package
from pipeline.word.reading import read_document


def _written(*headings: str) -> bytes:
    document = Document()
    for heading in headings:
        document.add_heading(heading, 2)
        document.add_paragraph(f"Om {heading}.")
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _marked(content: bytes, sections: dict[str, str]) -> list[tuple[str, tuple[str, ...]]]:
    marked = write_package(mark_sections(read_package(content, "mal.docx"), sections))
    return [(one.text, one.bookmarks) for one in read_document(marked, "mal.docx").body if one.level]


def test_a_heading_that_the_spec_knows_gets_its_bookmark() -> None:
    """The words count, not their case, spacing or a number in front; other headings are left alone."""
    found = _marked(_written("1. om  OSS", "Noe annet"), {"om_oss": "Om oss"})
    assert found == [("1. om  OSS", ("_seksjon_om_oss",)), ("Noe annet", ())]


def test_only_the_first_of_two_equal_headings_is_marked() -> None:
    """A bookmark's name is unique in a document."""
    found = _marked(_written("Om oss", "Om oss"), {"om_oss": "Om oss"})
    assert [bookmarks for _, bookmarks in found] == [("_seksjon_om_oss",), ()]


def test_a_bookmark_that_is_there_stays_where_it_is() -> None:
    """A renamed heading with its bookmark keeps it, and a package with all its bookmarks is not rewritten."""
    once = mark_sections(read_package(_written("Om oss"), "mal.docx"), {"om_oss": "Om oss"})
    again = mark_sections(once, {"om_oss": "Et helt annet ord"})
    assert again == once
