"""The Word lint: each fault that makes Word refuse a document is named, and sound documents pass."""

from __future__ import annotations

import io
import time

import docx as python_docx
import pytest

from pipeline.word.lint import lint
from pipeline.word.package import read_package
from tests.word_xml import package, paragraph, run, story_xml

ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"
NESTED = f"<w:tbl>{ROW}</w:tbl>"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
DATED = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>{}</dcterms:created></cp:coreProperties>'
)


def rules(parts: dict[str, bytes]) -> list[str]:
    """Return the ids of the rules that are broken; each comes with a sentence."""
    for fault in lint(parts):
        identity, _, sentence = fault.partition(": ")
        assert identity == identity.lower()
        assert sentence.endswith(".")
    return [fault.partition(": ")[0] for fault in lint(parts)]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>", "cell-without-paragraph"),
        (f"<w:tbl><w:tr><w:tc><w:p/>{NESTED}</w:tc></w:tr></w:tbl>", "cell-without-paragraph"),
        (f"<w:tbl>{ROW}<w:tr/></w:tbl>", "row-without-cell"),
        ("<w:tbl><w:tblPr/></w:tbl>", "table-without-row"),
        ("<w:p><w:r><w:pict><w:txbxContent/></w:pict></w:r></w:p>", "story-without-paragraph"),
        ("<w:p><w:p/></w:p>", "paragraph-in-paragraph"),
        ("<w:p><w:r><w:t>a<w:r/></w:t></w:r></w:p>", "element-in-text"),
        ("<w:p><w:t>a</w:t></w:p>", "text-outside-run"),
        ("<w:r><w:t>a</w:t></w:r>", "text-outside-run"),
        ("<w:p/>løst<w:p/>", "loose-text"),
        ("<w:p>løst</w:p>", "loose-text"),
        ("<w:tc><w:p/></w:tc>", "cell-outside-row"),
        ("<w:p><w:r/><w:pPr/></w:p>", "properties-not-first"),
        ("<w:p><w:r><w:t>a</w:t><w:rPr/></w:r></w:p>", "properties-not-first"),
        ("<w:tbl><w:tr><w:tc><w:p/><w:tcPr/></w:tc></w:tr></w:tbl>", "properties-not-first"),
        ("<w:sectPr/><w:p/>", "section-not-last"),
        ('<w:p><w:ins w:id="1"><w:r/></w:ins></w:p>', "revision-without-author"),
        ('<w:p><w:del w:author="Kari"><w:r/></w:del></w:p>', "revision-without-id"),
        ('<w:p w14:paraId="80000000"/>', "paragraph-id"),
        ('<w:p w14:paraId="00000000"/>', "paragraph-id"),
        ('<w:p><w:hyperlink r:id="rId9"><w:r/></w:hyperlink></w:p>', "relation-missing"),
        ('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', "comment-missing"),
        ('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>', "footnote-missing"),
        ('<w:p><w:r><w:endnoteReference w:id="1"/></w:r></w:p>', "endnote-missing"),
        ('<w:p mc:Ignorable="w99"/>', "prefix-undeclared"),
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'/></mc:AlternateContent></w:r></w:p>",
            "prefix-undeclared",
        ),
    ],
)
def test_what_word_refuses_is_found(body: str, rule: str) -> None:
    """Each fault by itself, and nothing else with it."""
    assert rules(package(body)) == [rule]


def test_a_sound_document_passes() -> None:
    """Everything that people use passes: tables, nested tables, controls, revisions, comments, notes, links."""
    revision = 'w:id="1" w:author="Kari"'
    held = f"<w:sdt><w:sdtContent>{ROW}</w:sdtContent></w:sdt>"
    body = (
        paragraph(f"<w:ins {revision}>{run('a')}</w:ins><w:del {revision}><w:r><w:delText>b</w:delText></w:r></w:del>")
        + f"<w:tbl><w:tr><w:tc><w:tcPr/>{NESTED}<w:p/><w:bookmarkEnd w:id='1'/></w:tc></w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent><w:tbl>{held}</w:tbl></w:sdtContent></w:sdt>"
        + '<w:p w14:paraId="7FFFFFFF"><w:hyperlink r:id="comments"><w:r/></w:hyperlink>'
        '<w:r><w:commentReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:sectPr/>'
    )
    others = {
        "comments": story_xml("comments", f'<w:comment w:id="1" w:author="Kari">{paragraph("?")}</w:comment>'),
        "footnotes": story_xml("footnotes", '<w:footnote w:id="2"><w:p/></w:footnote>'),
        "header1": story_xml("hdr", "<w:p/>"),
    }
    assert lint(package(body, others=others)) == ()


def test_tags_left_over_are_not_words_business() -> None:
    """Word opens a document with «{{» in it; a value may hold just that, so it is the check that speaks of tags."""
    assert lint(package(paragraph("{{ 7*7 }}"))) == ()


def with_core(date: str, arrows: int = 1) -> dict[str, bytes]:
    """Return a package with core properties."""
    parts = package()
    arrow = "".join(f'<Relationship Id="c{n}" Type="{CORE}" Target="docProps/core.xml"/>' for n in range(arrows))
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", f"{arrow}</Relationships>".encode())
    return parts | {"docProps/core.xml": DATED.format(date).encode()}


@pytest.mark.parametrize("date", ["2020-01-01T00:00:00Z", "2020-01-01", "2020-01-01T10:00:00.123+01:00"])
def test_dates_of_the_format_pass(date: str) -> None:
    """Core dates are W3CDTF (ECMA-376 part 2 § 11.1)."""
    assert lint(with_core(date)) == ()


def test_faults_of_the_package_are_found() -> None:
    """What hangs the parts together: types, arrows, names and dates."""
    sound = package(others={"header1": story_xml("hdr", "<w:p/>")})
    assert rules(with_core("i går")) == ["core-date"]
    assert rules(with_core("2020-01-01", arrows=2)) == ["core-twice"]
    assert rules(sound | {"word/ukjent.dat": b"x"}) == ["part-without-type"]
    assert rules(sound | {"Word/Document.xml": b"<x/>"}) == ["part-twice"]
    assert rules({name: part for name, part in sound.items() if name != "word/header1.xml"}) == ["target-missing"]
    assert rules({name: part for name, part in sound.items() if name != "_rels/.rels"}) == ["package-incomplete"]
    assert rules(package(main_type="application/xml")) == ["wrong-type", "no-document"]
    arrows = sound["word/_rels/document.xml.rels"]
    arrow = arrows[arrows.index(b"<Relationship ") : arrows.index(b"/>") + 2]
    assert rules(sound | {"word/_rels/document.xml.rels": arrows.replace(arrow, arrow * 2)}) == ["relation-twice"]


def test_faults_in_other_parts_are_found() -> None:
    """Headers must hold a paragraph, notes are numbered once, lists are defined before they are used."""
    assert rules(package(others={"header1": story_xml("hdr", "")})) == ["story-without-paragraph"]
    notes = '<w:footnote w:id="2"><w:p/></w:footnote>' * 2
    assert rules(package(others={"footnotes": story_xml("footnotes", notes)})) == ["footnote-twice"]
    lists = story_xml("numbering", '<w:num w:numId="1"/><w:abstractNum w:abstractNumId="0"/>')
    assert rules(package(others={"numbering": lists})) == ["numbering-order"]
    assert rules(package(others={"styles": "<w:styles>"})) == ["xml"]
    assert rules(package() | {"word/document.xml": b"<!DOCTYPE x><x/>"}) == ["doctype"]
    assert rules(package() | {"word/document.xml": b"<x/>"}) == ["no-document"]


def test_what_python_docx_makes_passes() -> None:
    """Another program's sound documents are not blamed, and five pages take less than a blink."""
    document = python_docx.Document()
    for number in range(40):
        document.add_heading(f"Del {number}", 2)
        document.add_paragraph("Ord og flere ord. " * 12)
    document.add_table(10, 4)
    buffer = io.BytesIO()
    document.save(buffer)
    parts = read_package(buffer.getvalue(), "brev.docx")
    assert lint(parts) == ()
    began = time.perf_counter()
    lint(parts)
    assert time.perf_counter() - began < 0.25
