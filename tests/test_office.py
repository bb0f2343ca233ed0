"""LibreOffice as the tests use it: one process, many documents, and what it makes of tracked changes."""

from __future__ import annotations

import pytest

from pipeline.word.reading import read_document
from tests.office import Editor
from tests.word_xml import docx, paragraph, run

_BY = 'w:author="make-docs" w:date="2026-11-22T00:00:00Z"'
_BODY = paragraph(
    run("Vi har ")
    + f'<w:del w:id="1" {_BY}><w:r><w:delText>to</w:delText></w:r></w:del>'
    + f'<w:ins w:id="2" {_BY}>{run("tre")}</w:ins>'
    + run(" ansatte.")
)


def _words(content: bytes) -> list[str]:
    return [each.text for each in read_document(content, "brev.docx").paragraphs]


def test_changes_survive_a_save_and_are_resolved_on_demand(editor: Editor) -> None:
    """A save keeps the tracked changes; accepting takes the new words, rejecting the old ones."""
    content = docx(_BODY)
    assert read_document(editor.resave(content), "brev.docx").tracked_changes == 2
    assert _words(editor.accept_all(content)) == ["Vi har tre ansatte."]
    assert _words(editor.reject_all(content)) == ["Vi har to ansatte."]


def test_what_cannot_be_opened_is_told(editor: Editor) -> None:
    """A document that LibreOffice cannot open fails the test that asked, and the next document is served."""
    with pytest.raises(AssertionError):
        editor.resave(b"PK\x03\x04 no zip")
    assert _words(editor.resave(docx(paragraph("Hei")))) == ["Hei"]
