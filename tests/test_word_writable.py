"""What forbids writing in a person's file."""

from __future__ import annotations

import pytest

from pipeline.errors import DocumentUnreadable
from pipeline.word.names import REL_ALT_CHUNK, REL_SIGNATURE
from pipeline.word.writable import obstacle
from tests.word_xml import package, paragraph, story_xml

BODY = paragraph("Ord")


def with_settings(inside: str) -> dict[str, bytes]:
    """A package with these settings."""
    return package(BODY, others={"settings": story_xml("settings", inside)})


def test_an_ordinary_document() -> None:
    """Nothing is in the way, with or without settings."""
    assert obstacle(package(BODY)) is None
    assert obstacle(with_settings("<w:zoom/>")) is None


@pytest.mark.parametrize("kind", ["readOnly", "comments", "trackedChanges", "forms"])
@pytest.mark.parametrize("value", ["1", "true", "on"])
def test_a_protected_document(kind: str, value: str) -> None:
    """Whatever the protection lets through, we write nothing."""
    parts = with_settings(f'<w:documentProtection w:edit="{kind}" w:enforcement="{value}"/>')
    assert obstacle(parts) == "dokumentet er beskyttet mot endringer"


@pytest.mark.parametrize("said", ['w:enforcement="0"', 'w:enforcement="false"', 'w:enforcement="off"', ""])
def test_protection_that_is_switched_off(said: str) -> None:
    """Word keeps the kind of a protection that somebody lifted."""
    assert obstacle(with_settings(f'<w:documentProtection w:edit="readOnly" {said}/>')) is None


def test_a_signed_document() -> None:
    """A signature would be broken."""
    parts = package(BODY)
    arrow = f'<Relationship Id="s" Type="{REL_SIGNATURE}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", arrow.encode())
    assert obstacle(parts) == "dokumentet er signert digitalt"


def test_a_document_that_holds_another_file() -> None:
    """Word puts its text in when it opens the document, so we do not know what stands there."""
    parts = package(BODY, arrows=f'<Relationship Id="a" Type="{REL_ALT_CHUNK}" Target="annet.html"/>')
    parts["word/annet.html"] = b"<p>Ord</p>"
    assert obstacle(parts) == "dokumentet inneholder en annen fil som Word fletter inn når det åpnes"


def test_settings_that_cannot_be_read() -> None:
    """Who cannot tell whether a document is protected does not write in it."""
    with pytest.raises(DocumentUnreadable):
        obstacle(package(BODY, others={"settings": "<w:settings"}))
