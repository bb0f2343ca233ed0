"""Notes are numbered as the document refers to them, for LibreOffice goes by that."""

from __future__ import annotations

from pipeline.word.canonical import differences
from pipeline.word.ledger import ledger
from pipeline.word.note_order import notes_out_of_order, with_notes_in_order
from pipeline.word.package import write_package
from pipeline.word.reading import read_document
from tests.office import Editor
from tests.word_xml import package, paragraph, run, story_xml

_REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
_SEPARATOR = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'


def document(references: tuple[int, ...], notes: tuple[int, ...]) -> dict[str, bytes]:
    """Return a document that refers to these notes, in this order, and has those."""
    body = "".join(paragraph(run(f"avsnitt {each}") + _REFERENCE.format(each)) for each in references)
    entries = "".join(f'<w:footnote w:id="{each}">{paragraph(f"note {each}")}</w:footnote>' for each in notes)
    return package(body, others={"footnotes": story_xml("footnotes", _SEPARATOR + entries)})


def notes(parts: dict[str, bytes]) -> list[str]:
    """Return the words of the notes as they stand in the file."""
    xml = parts["word/footnotes.xml"].decode()
    return [each.partition("<")[0] for each in xml.split(">note ")[1:]]


def test_notes_are_numbered_in_the_order_of_the_references() -> None:
    """A note with a higher number than those after it is numbered anew, and no note comes to another reference."""
    parts = document((1, 3, 2), (1, 2, 3))
    assert list(notes_out_of_order(parts)) == ["word/footnotes.xml"]
    mended = with_notes_in_order(parts, document((1, 2), (1, 2)))
    assert [each.text for each in read_document(write_package(mended), "").paragraphs[3:]] == [
        "note 1",
        "note 3",
        "note 2",
    ]
    assert list(notes_out_of_order(mended)) == []
    assert differences(parts, mended) == ()
    assert ledger(parts) == ledger(mended)
    assert mended["word/footnotes.xml"].count(b"separator") == 2


def test_a_new_note_that_nothing_refers_to_goes() -> None:
    """A note that came along for nothing goes; one that the person had stays."""
    parts = document((1,), (1, 2, 3))
    assert notes(with_notes_in_order(parts, document((1,), (1, 2)))) == ["1", "2"]


def test_what_is_in_order_keeps_its_bytes() -> None:
    """Nothing is written where nothing is wrong."""
    parts = document((1, 2), (1, 2))
    assert with_notes_in_order(parts, parts) == parts
    assert with_notes_in_order(package(), {}) == package()


def test_libreoffice_goes_by_the_numbers(editor: Editor) -> None:
    """The reason for it all: each reference shows its own note when their numbers rise."""

    def seen(parts: dict[str, bytes]) -> list[str]:
        paragraphs = read_document(editor.resave(write_package(parts)), "brev.docx").paragraphs
        return [each.text for each in paragraphs if each.text.startswith("note")]

    assert seen(with_notes_in_order(document((3, 1), (1, 3)), {})) == ["note 3", "note 1"]
