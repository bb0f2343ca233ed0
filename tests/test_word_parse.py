"""XML in and out: strictly, or not at all."""

from __future__ import annotations

import pytest

from pipeline.errors import DocumentUnreadable
from pipeline.word.parse import parse, serialise

LAUGHS = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "doctype"),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "doctype"),
        (f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><x>&a29;</x>', "doctype"),
        ("<x>R&D</x>", "xml"),
        ("<x>A < B</x>", "xml"),
        ("<x><y></x></y>", "xml"),
        ("<x>&ukjent;</x>", "xml"),
        ("<x>\x01</x>", "xml"),
        ("", "xml"),
        ("<x>" * 300 + "</x>" * 300, "xml-depth"),
    ],
    ids=["dtd", "external-entity", "laughs", "ampersand", "less-than", "crossed", "entity", "control", "empty", "deep"],
)
def test_what_is_not_strict_xml_is_refused(xml: str, code: str) -> None:
    """Nothing is guessed or left out: a recovering parser would lose the text after the fault in silence."""
    with pytest.raises(DocumentUnreadable) as caught:
        parse(xml.encode(), "word/document.xml", name="brev.docx")
    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == (code, "brev.docx")
    assert "word/document.xml" in fault.message


def test_a_doctype_is_refused_in_every_encoding() -> None:
    """UTF-16 does not hide a DOCTYPE."""
    with pytest.raises(DocumentUnreadable):
        parse('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16"))


def test_blanks_between_elements_can_be_dropped() -> None:
    """Indentation goes; spaces that are the text of an element stay."""
    xml = b"<p>\n  <t> </t>\n  <t>a &amp; b</t> </p>"
    assert serialise(parse(xml, drop_blanks=True)).endswith(b"<p><t> </t><t>a &amp; b</t></p>")


def test_comments_and_instructions_are_left_out() -> None:
    """Comments in the XML are nobody's text, and a text stays one text when they go."""
    root = parse(b"<?mso-application x?><p><!-- nei --><t>a<!-- nei -->b</t></p>")
    assert [element.tag for element in root.iter()] == ["p", "t"]
    assert root[0].text == "ab"


def test_serialised_parts_are_standalone_utf8() -> None:
    """Parts begin with the declaration that Word expects, and letters are letters."""
    written = serialise(parse("<t>æøå «é» 🙂</t>".encode()))
    assert written.startswith(b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>")
    assert "æøå «é» 🙂".encode() in written
