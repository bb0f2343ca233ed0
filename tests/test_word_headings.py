"""Headings, lists and bookmarks: how the places in a document are recognised, whoever saved it last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.word.reading import normal, title_of
from tests.word_xml import document_xml, only, paragraph, read, run, story_xml

STYLES = story_xml(
    "styles",
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{identity}"{" w:default=" + chr(34) + "1" + chr(34) if first else ""}>'
        f'<w:name w:val="{name}"/>{f"<w:basedOn w:val={chr(34)}{based}{chr(34)}/>" if based else ""}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
        for first, identity, name, based, properties in (
            (True, "Normal", "Normal", "", ""),
            (False, "Overskrift1", "heading 1", "Normal", '<w:outlineLvl w:val="0"/>'),
            (False, "Overskrift2", "Heading 2", "Normal", ""),
            (False, "a3", "Overskrift 3", "Normal", ""),
            (False, "x4", "heading 4,Kapittel", "Normal", ""),
            (False, "Egen", "Bydelens delkapittel", "Overskrift2", ""),
            (False, "Innhold", "TOC Heading", "Overskrift1", '<w:outlineLvl w:val="9"/>'),
            (False, "Tittel", "Title", "Normal", ""),
            (False, "Omriss", "Egen omriss", "Normal", '<w:outlineLvl w:val="4"/>'),
            (False, "Liste", "List Bullet", "Normal", '<w:numPr><w:numId w:val="3"/></w:numPr>'),
            (False, "Liste2", "Mine punkter", "Liste", ""),
            (False, "Rundt", "Rundt", "Rundt2", ""),
            (False, "Rundt2", "Rundt to", "Rundt", ""),
        )
    ),
)
SOME = {"styles": STYLES}


def styled(style: str, more: str = "") -> str:
    """Return a paragraph of a style."""
    return paragraph("Om oss", f'<w:pStyle w:val="{style}"/>{more}')


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ("Overskrift1", 1),
        ("Overskrift2", 2),
        ("a3", 3),
        ("x4", 4),
        ("Egen", 2),
        ("Omriss", 5),
        ("Tittel", 1),
        ("Innhold", None),
        ("Normal", None),
        ("Liste", None),
        ("Rundt", None),
        ("Heading6", 6),
        ("Ukjent", None),
    ],
)
def test_a_heading_is_known_by_the_name_of_its_style(style: str, level: int | None) -> None:
    """By name in any case and language, also through what it is based on; by id only when the style is not defined."""
    assert only(styled(style), others=SOME).level == level


def test_an_outline_level_makes_a_heading() -> None:
    """A paragraph can be a heading by itself; body text by outline does not undo a heading style."""
    assert only(styled("Normal", '<w:outlineLvl w:val="1"/>'), others=SOME).level == 2
    assert only(styled("Normal", '<w:outlineLvl w:val="9"/>'), others=SOME).level is None
    assert only(styled("Overskrift2", '<w:outlineLvl w:val="9"/>'), others=SOME).level == 2


def test_a_heading_in_a_table_or_inserted_with_tracking_is_a_heading() -> None:
    """Where it stands and how it came there make no difference."""
    inserted = paragraph(
        f'<w:ins w:id="1" w:author="Kari">{run("Ny")}</w:ins>',
        '<w:pStyle w:val="Overskrift2"/><w:rPr><w:ins w:id="2" w:author="Kari"/></w:rPr>',
    )
    found = read(f"<w:tbl><w:tr><w:tc>{inserted}</w:tc></w:tr></w:tbl>", others=SOME).paragraphs
    assert [(each.text, each.level) for each in found] == [("Ny", 2)]


def test_style_names_not_ids_are_reported() -> None:
    """The name is the same whoever saved the file; an unknown style has only its id."""
    found = read(styled("Overskrift1") + "<w:p/>" + styled("Ukjent"), others=SOME)
    assert [each.style for each in found.paragraphs] == ["heading 1", "Normal", "Ukjent"]


def test_list_items_are_known_by_paragraph_or_style() -> None:
    """A list item has a number or bullet of its own or of its style; number 0 takes the style's away."""
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
    body = (
        styled("Liste2")
        + styled("Normal", own.format(4))
        + styled("Liste", own.format(0))
        + styled("Overskrift2", own.format(4))
        + styled("Normal")
    )
    assert [each.list_item for each in read(body, others=SOME).paragraphs] == [True, True, False, False, False]


def test_bookmarks_belong_to_the_paragraph_where_they_begin() -> None:
    """Those within the paragraph, and those that stand just before it."""
    mark = '<w:bookmarkStart w:id="{0}" w:name="b{0}"/>'
    body = paragraph("a") + mark.format(1) + paragraph(mark.format(2) + run("b")) + paragraph("c")
    assert [each.bookmarks for each in read(body).paragraphs] == [(), ("b1", "b2"), ()]


@pytest.mark.parametrize(
    "text",
    [
        "Om oss",
        "OM OSS",
        " Om\xa0oss ",
        "Om\n oss",
        "4. Om oss",
        "3.2 Om oss",
        "3.2.1. Om oss:",
        "4)\tOm oss",
        "Om\xad oss.",
        "Om oss …",
        "O\u200bm oss",
    ],
)
def test_headings_that_look_alike_are_equal(text: str) -> None:
    """Case, spacing, soft hyphens, literal numbers and closing punctuation make no difference."""
    assert normal(text) == "om oss"


def test_letters_are_equal_however_they_are_composed() -> None:
    """Files from a Mac may hold å as a and a ring."""
    assert normal("La\u030annstakere på A\u030as") == normal("Lånnstakere på Ås")


@pytest.mark.parametrize(
    ("one", "other"), [("10 spørsmål", "spørsmål"), ("2027", ""), ("Lønn", "Lønn og vilkår"), ("4.", ""), ("a-b", "ab")]
)
def test_headings_that_differ_stay_different(one: str, other: str) -> None:
    """A number that is part of the words is kept."""
    assert normal(one) != normal(other)


@given(st.text())
def test_normal_is_stable(text: str) -> None:
    """What is normal stays so, apart from numbers that stood behind numbers."""
    once = normal(text)
    assert normal(once) == once or once[:1].isdigit() or normal(text)[:1].isdigit()


def test_the_title_is_the_first_heading_with_words() -> None:
    """With the styles part by name, without it by id; a document without headings has no title."""
    body = styled("Overskrift1").replace("Om oss", "") + paragraph("x") + styled("Overskrift1") + styled("Tittel")
    document = document_xml(body).encode()
    assert title_of(document) == title_of(document, STYLES.encode()) == "Om oss"
    assert title_of(document_xml(styled("a3")).encode(), STYLES.encode()) == ""
