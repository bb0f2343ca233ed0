"""Files from the world outside: every one is read, or refused by name, and real documents are not blamed."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import DocumentUnreadable
from pipeline.word.lint import lint
from pipeline.word.marks import resolve_marks
from pipeline.word.names import w
from pipeline.word.package import main_part, read_package, write_package
from pipeline.word.reading import Reading, read_document
from pipeline.word.source import clean_source, fillable_parts

# What becomes of each damaged file: «refused» with a code by the package or the reading, «lint» when it reads but Word
# would refuse it, «sound» when Word opens it as well.
DAMAGED = {
    "made__04_missing_rel_image": "lint relation-missing",
    "made__05_empty_tc": "lint cell-without-paragraph",
    "made__11_dup_zip_entry": "refused duplicate-entries",
    "made__22_tc_ends_with_tbl": "lint cell-without-paragraph",
    "made__24_ins_without_author": "lint revision-without-author",
    "made__26_bad_core_date": "lint core-date",
    "made__27_docm_ctype": "refused macros",
    "made__60_docxtpl_empty_cell": "lint cell-without-paragraph",
    "made__61_docxtpl_empty_table": "lint table-without-row",
    "made__62_docxtpl_richtext_no_r": "lint element-in-text",
    "made__crc_flip": "refused damaged",
    "made__deep_xml_300": "refused xml-depth",
    "made__empty": "refused empty",
    "made__ext_template": "sound",
    "made__html": "refused html",
    "made__leading_junk": "sound",
    "made__lockfile": "refused owner-file",
    "made__odt": "refused odt",
    "made__ole_doc": "refused old-word",
    "made__pdf": "refused pdf",
    "made__plainzip": "refused not-word",
    "made__rel_dotdot": "lint target-missing",
    "made__rtf": "refused rtf",
    "made__trailing_junk": "sound",
    "made__truncated_90": "refused truncated",
    "made__xml_laughs": "refused doctype",
    "made__xxe_file": "refused doctype",
    "made__xxe_internal": "refused doctype",
    "made__zip_dotdot": "sound",
    "sdk__InvalidDocProps": "lint target-missing",
    "sdk__document_with_password": "refused password",
}

# Real documents that are refused, and why: macros, and the Strict variant whose names are all different.
REFUSED = {
    "sdk__2D_Column-O12-Word-Charts.docx": "strict",
    "sdk__Open_XML_API_testing_Macro_enabled.dotm": "macros",
    "sdk__argSz-Argument_Size_Sub-Superscript_Function_Superscript_-val--2.docx": "strict",
    "sdk__fldSimple-Field_Definitions-GreetingLine.docx": "strict",
    "sdk__left-Table_Left_Border-themeColor-background1.docx.docx": "strict",
}

# The validator's own broken examples: the lint is right to speak.
BLAMED = {"sdk__5Errors.docx", "sdk__simpleSdt.docx"}

# What makes the words of the file differ from the words that a reader sees.
_UNSEEN = re.compile(rb"<w:(moveFrom|vanish)\b|w14:checkbox|<w:sym\b")
_SPACES = re.compile(r"[\s\xad-]")


def outcome(path: Path) -> str:
    """Return what becomes of a file, in a word or two."""
    content = path.read_bytes()
    try:
        read_document(content, path.name)
    except DocumentUnreadable as error:
        (fault,) = error.faults
        return f"refused {fault.code}" if fault.path == path.name and fault.hint else f"unexplained {fault.code}"
    faults = lint(read_package(content, path.name))
    return f"lint {faults[0].partition(':')[0]}" if faults else "sound"


def test_every_damaged_file_ends_as_it_should(corpus: Path) -> None:
    """A damaged file is refused with its own sentence, or read and named by the lint; none gives a traceback."""
    assert {path.stem: outcome(path) for path in sorted((corpus / "malformed").iterdir())} == DAMAGED


@pytest.fixture(scope="module")
def real(corpus: Path) -> dict[Path, Reading]:
    """Return what a reader sees of each real document that we read."""
    readings = {}
    refused = {}
    for path in sorted((corpus / "word").iterdir()):
        try:
            readings[path] = read_document(path.read_bytes(), path.name)
        except DocumentUnreadable as error:
            refused[path.name] = error.faults[0].code
    assert refused == REFUSED
    return readings


def test_real_documents_are_read(real: dict[Path, Reading]) -> None:
    """Every real document is read, or refused by name."""
    assert len(real) >= 100


def test_no_word_of_real_documents_is_missed(real: dict[Path, Reading]) -> None:
    """The words of the body are those in the file, found by another parser, unless some are meant to be unseen."""
    for path, reading in real.items():
        with zipfile.ZipFile(BytesIO(path.read_bytes())) as archive:
            body = archive.read(main_part(read_package(path.read_bytes(), path.name)))
        if not _UNSEEN.search(body):
            words = "".join(text.text or "" for text in ElementTree.fromstring(body).iter(w("t")))
            seen = "".join(paragraph.text for paragraph in reading.body)
            assert _SPACES.sub("", seen) == _SPACES.sub("", words), path.name


def test_hidden_text_of_a_real_document_is_left_out(real: dict[Path, Reading], corpus: Path) -> None:
    """A document with 725 hidden characters is read without just those."""
    path = corpus / "word" / "sdk__column2.docx"
    parts = read_package(path.read_bytes(), path.name)
    runs = ElementTree.fromstring(parts[main_part(parts)]).iter(w("r"))
    hidden = [run for run in runs if run.find(f"{w('rPr')}/{w('vanish')}") is not None]
    lost = "".join(text.text or "" for run in hidden for text in run.iter(w("t")))
    seen = "".join(paragraph.text for paragraph in real[path].body)
    assert len(_SPACES.sub("", lost)) == 725
    assert "{\\LinkToBook" not in seen


def test_accepted_and_tracked_read_the_same(real: dict[Path, Reading], corpus: Path) -> None:
    """A document with tracked changes reads as the one in which Word has accepted them."""
    tracked, accepted = (
        real[corpus / "word" / f"powertools__RP036-Vert-Merged-Cells{end}.docx"] for end in ("", "-Accepted")
    )
    assert [each.text for each in tracked.body] == [each.text for each in accepted.body]
    assert tracked.tracked_changes > accepted.tracked_changes == 0


def test_moved_text_of_a_real_document_is_seen_once(real: dict[Path, Reading], corpus: Path) -> None:
    """A paragraph that was moved with tracking stands at its new place only."""
    found = [each.text for each in real[corpus / "word" / "powertools__014-MovedParagraph.docx"].body if each.text]
    assert len(found) == len(set(found)) == 5


def test_real_documents_are_not_blamed(real: dict[Path, Reading]) -> None:
    """The lint finds nothing in what Word itself wrote; a false alarm would keep a good document from people."""
    blamed = {path.name for path in real if lint(read_package(path.read_bytes(), path.name))}
    assert blamed == BLAMED


def words(reading: Reading) -> list[str]:
    """Return the words of each paragraph that has some."""
    return [each.text for each in reading.paragraphs if each.text]


def test_real_documents_survive_being_templates(real: dict[Path, Reading]) -> None:
    """Cleaned, rendered without a tag and packed, a document says the same and is as sound as before."""
    for path, before in real.items():
        parts = read_package(path.read_bytes(), path.name)
        if path.name in BLAMED:
            continue
        filled = {part: resolve_marks(clean_source(parts[part], part), part)[0] for part in fillable_parts(parts)}
        made = write_package(parts | filled)
        after = read_document(made, path.name)
        assert words(after) == words(before), path.name
        assert lint(read_package(made, path.name)) == (), path.name
