"""How the templates are made: one set of styles, nothing formatted by hand, and readable to a screen reader.

The measures are fagrapport § 4.2 (WCAG 2.1 AA for documents) and the brief for the look of the documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from lxml import etree

from pipeline.word.package import read_package
from pipeline.word.reading import read_document
from tests.command import DOCUMENTS, TEMPLATES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
each_template = pytest.mark.parametrize("name", DOCUMENTS)


def _parts(name: str) -> dict[str, bytes]:
    return read_package((TEMPLATES / f"{name}.docx").read_bytes(), name)


def _root(name: str, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(_parts(name)[part])


def _stories(name: str) -> Iterator[etree._Element]:
    for part in _parts(name):
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", part):
            yield _root(name, part)


def test_the_templates_share_one_set_of_styles() -> None:
    """Names and values of all styles are the same in every template, so one change is one change."""
    styles = {_parts(name)["word/styles.xml"] for name in DOCUMENTS}
    assert len(styles) == 1


@each_template
def test_every_style_that_is_used_is_there(name: str) -> None:
    """No paragraph, run or table names a style that the template does not have."""
    known = {style.get(f"{W}styleId") for style in _root(name, "word/styles.xml").iter(f"{W}style")}
    used = {
        element.get(f"{W}val")
        for story in _stories(name)
        for element in story.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert used <= known


@each_template
def test_nothing_is_formatted_by_hand(name: str) -> None:
    """Runs have a character style or nothing; paragraphs have a style, and what depends on the place at the most.

    That is the list they count in, rows that stay together, and the tab stop at the page's own right edge.
    """
    for story in _stories(name):
        for properties in story.iter(f"{W}rPr"):
            if properties.getparent().tag == f"{W}r":  # type: ignore[union-attr]
                assert {child.tag for child in properties} <= {f"{W}rStyle"}, etree.tostring(properties)
        for properties in story.iter(f"{W}pPr"):
            allowed = {f"{W}{one}" for one in ("pStyle", "numPr", "sectPr", "keepNext", "tabs")}
            assert {child.tag for child in properties} <= allowed, etree.tostring(properties)


@each_template
def test_headings_are_in_order(name: str) -> None:
    """One heading 1, the title, first; no level is skipped on the way down."""
    levels = [one.level for one in read_document((TEMPLATES / f"{name}.docx").read_bytes(), name).body if one.level]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each_template
def test_the_language_is_norwegian(name: str) -> None:
    """The default language is nb-NO, and no run says otherwise."""
    (language,) = _root(name, "word/styles.xml").iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.get(f"{W}val") == "nb-NO"
    for story in _stories(name):
        assert {one.get(f"{W}val") for one in story.iter(f"{W}lang")} <= {"nb-NO"}


@each_template
def test_tables_can_be_read_aloud(name: str) -> None:
    """Each table says what it is; work tables repeat a header row; rows stay whole; no cell is merged."""
    for table in _root(name).iter(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblDescription") is not None
        rows = table.findall(f"{W}tr")
        texts = ["".join(map(str, row.itertext())).strip() for row in rows]
        first = next(row for row, text in zip(rows, texts, strict=True) if not text.startswith("{%tr"))
        style = table.find(f"{W}tblPr/{W}tblStyle")
        if style is None or style.get(f"{W}val") != "Underskrifttabell":
            assert first.find(f"{W}trPr/{W}tblHeader") is not None, texts[0]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert table.find(f".//{W}gridSpan") is None
        assert table.find(f".//{W}vMerge") is None
        widths = [int(column.get(f"{W}w", "0")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert sum(widths) <= 9700


@each_template
def test_there_are_no_text_boxes_and_no_empty_paragraphs_as_air(name: str) -> None:
    """Nothing floats, and space comes from styles."""
    for story in _stories(name):
        assert not list(story.iter(f"{W}txbxContent", f"{W}pict", f"{W}drawing"))
    body = _root(name).find(f"{W}body")
    assert body is not None
    empty = [one for one in body.iterfind(f"{W}p") if not "".join(map(str, one.itertext())).strip()]
    assert empty == []


@each_template
def test_the_only_content_controls_are_check_boxes_with_titles(name: str) -> None:
    """A check box tells a screen reader what it is about."""
    for control in _root(name).iter(f"{W}sdt"):
        assert control.find(f"{W}sdtPr/{W14}checkbox") is not None
        title = control.find(f"{W}sdtPr/{W}alias")
        assert title is not None
        assert title.get(f"{W}val")


@each_template
def test_header_and_footer_say_whose_and_which_page(name: str) -> None:
    """Unit and document above (not on the first page), the case and «Side X av Y» below."""
    parts = _parts(name)
    headers = [etree.tostring(_root(name, part), encoding="unicode") for part in parts if "word/header" in part]
    footers = [etree.tostring(_root(name, part), encoding="unicode") for part in parts if "word/footer" in part]
    assert any("virksomhet.enhet" in header for header in headers)
    assert footers
    assert all("PAGE" in footer and "NUMPAGES" in footer for footer in footers)
    assert _root(name).find(f".//{W}sectPr/{W}titlePg") is not None


def test_colours_have_contrast() -> None:
    """Text against its surface has at least 4.5:1 in every style."""
    checked = 0
    for style in _root(DOCUMENTS[0], "word/styles.xml").iter(f"{W}style"):
        colour = style.find(f"{W}rPr/{W}color")
        surfaces = {one.get(f"{W}fill", "auto") for one in style.iter(f"{W}shd")} or {"auto"}
        for surface in surfaces:
            if colour is None or colour.get(f"{W}val") == "auto":
                continue
            written = str(colour.get(f"{W}val"))
            on_header_row = "2A2859" if written == "FFFFFF" else "FFFFFF"
            background = on_header_row if surface == "auto" else surface
            assert _contrast(written, background) >= 4.5, style.get(f"{W}styleId")
            checked += 1
    assert checked >= 8


def test_nothing_is_taken_from_oslo_s_own_profile() -> None:
    """No logo, no Oslo Sans: the fonts are ones that every Office has, and there is no picture."""
    for name in DOCUMENTS:
        parts = _parts(name)
        assert not [part for part in parts if "media/" in part or "fonts/" in part]
        assert b"Oslo Sans" not in parts["word/styles.xml"]


def _contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.1 (success criterion 1.4.3) between two colours such as 2A2859."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
