"""A template's memory of who edited it does not reach the documents."""

from __future__ import annotations

from io import BytesIO

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pipeline.word.lint import lint
from pipeline.word.package import read_package
from pipeline.word.traces import without_traces

PEOPLE = "http://schemas.microsoft.com/office/2011/relationships/people"
PEOPLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"


def _edited() -> dict[str, bytes]:
    """A document that Word and a document library have left their marks in."""
    document = Document()
    document.add_paragraph("Tekst")
    main = document.part
    people = b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
    main.relate_to(Part(PackURI("/word/people.xml"), PEOPLE_TYPE, people, main.package), PEOPLE)
    item = Part(PackURI("/customXml/item9.xml"), "application/xml", b"<eier>Kari Eksempel</eier>", main.package)
    main.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    content = BytesIO()
    document.save(content)
    return read_package(content.getvalue(), "mal.docx")


def test_people_and_library_metadata_are_left_behind() -> None:
    """Their parts, relationships and content types go; the rest stays, and Word can open it."""
    before = _edited()
    after = without_traces(before)
    assert {"word/people.xml", "customXml/item9.xml"} <= set(before) - set(after)
    assert lint(after) == ()
    assert not [part for part, content in after.items() if b"people" in content or b"customXml" in content]
    assert after["word/document.xml"] == before["word/document.xml"]


def test_a_package_without_traces_is_not_rewritten() -> None:
    """Nothing to take away, nothing changed."""
    clean = without_traces(_edited())
    assert without_traces(clean) == clean
