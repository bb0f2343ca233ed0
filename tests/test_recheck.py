"""`make-docs check` on what people edited: documents, folders, cases, and documents that have lost their case."""

from __future__ import annotations

import shutil

import pytest
from docx import Document

from tests.command import DOCUMENTS, Workplace, workplace

__all__ = ["workplace"]

TODAY = "--date=2026-11-22"


def test_checking_a_case_reads_its_output_and_writes_nothing(workplace: Workplace) -> None:
    """A case that is fine is fine when it is checked again; not a byte changes."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = {name: workplace.document(name).read_bytes() for name in DOCUMENTS}
    said = workplace.make_docs("check", "cases/bydel-x.yaml", "--json", TODAY)
    assert said.code == 0
    assert said.json["command"] == "check"
    assert [one["document"] for one in said.json["cases"][0]["documents"]] == list(DOCUMENTS)
    assert {name: workplace.document(name).read_bytes() for name in DOCUMENTS} == before


def test_a_section_that_a_person_deleted_is_found(workplace: Workplace) -> None:
    """The document is known by what it says of itself, its case by the output folder's state."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    path = workplace.document("stillingsutlysning")
    edited = Document(str(path))
    gone = False
    for paragraph in list(edited.paragraphs):
        if paragraph.style is not None and paragraph.style.name == "Heading 2":
            gone = paragraph.text == "Søkerliste"
        parent = paragraph._p.getparent()
        if gone and parent is not None:
            parent.remove(paragraph._p)
    renamed = path.with_name("Utlysning til nettsiden.docx")
    edited.save(str(renamed))
    said = workplace.make_docs("check", str(renamed), "--json", TODAY)
    findings = said.json["cases"][0]["documents"][0]["findings"]
    assert [one["section"] for one in findings if one["severity"] == "error"] == ["Søkerliste"]
    assert said.json["cases"][0]["case"] == "bydel-x"
    assert said.code == 1


def test_a_gap_that_was_filled_in_by_hand_is_advice(workplace: Workplace) -> None:
    """A placeholder that people replaced in Word in every document becomes advice: it stands only in Word."""
    workplace.edit_case("arbeidssted: ", "arbeidssted: uavklart # ")
    made = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    assert made.code == 1
    assert [one["severity"] for one in made.json["cases"][0]["findings"] if one["field"] == "stilling.arbeidssted"] == [
        "error"
    ]
    for name in DOCUMENTS:
        _replace(workplace, name, "[Fyll ut: arbeidssted]", "Storgata 1")
    said = workplace.make_docs("check", "cases/bydel-x.yaml", "--json", TODAY)
    about = [one for one in said.json["cases"][0]["findings"] if one["field"] == "stilling.arbeidssted"]
    assert [one["severity"] for one in about] == ["advice"]
    assert "i Word" in about[0]["message"]
    assert said.code == 0


def test_a_document_without_a_case_is_checked_as_far_as_it_goes(workplace: Workplace) -> None:
    """Far from its output folder, a document is checked against its spec, and the rules that need a case are named."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    elsewhere = workplace.folder / "nedlastet" / "opplaeringsplan.docx"
    elsewhere.parent.mkdir()
    shutil.copy(workplace.document("opplaeringsplan"), elsewhere)
    said = workplace.make_docs("check", str(elsewhere), "--output", "nedlastet")
    assert said.code == 0
    assert "Ikke vurdert" in said.out
    assert "--case" in said.out
    assert "K5.3" in said.out
    with_case = workplace.make_docs(
        "check", str(elsewhere), "--output", "nedlastet", "--case", "cases/unn-2022.yaml", "--json"
    )
    (case,) = with_case.json["cases"]
    assert case["case"] == "unn-2022"
    assert [one["severity"] for one in case["findings"] if one["field"] == "opplæring.ansvarlig"] == ["advice"]
    for elsewhere_too in ("intervju.panel", "stilling.team"):
        assert [one for one in case["findings"] if one["field"] == elsewhere_too] == []
    assert with_case.code == 0


def test_a_folder_of_documents(workplace: Workplace) -> None:
    """A folder is checked document by document; Word's owner files and new versions are passed."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    folder = workplace.folder / "output" / "bydel-x"
    (folder / "~$tervjuguide.docx").write_bytes(b"x")
    shutil.copy(workplace.document("intervjuguide"), folder / "intervjuguide.ny.docx")
    said = workplace.make_docs("check", "output/bydel-x", "--json", TODAY)
    assert sorted(one["document"] for one in said.json["cases"][0]["documents"]) == sorted(DOCUMENTS)
    everything = workplace.make_docs("check", "output", "--json", TODAY)
    assert everything.json["cases"] == said.json["cases"]


def test_a_copy_is_a_document_of_its_own(workplace: Workplace) -> None:
    """Two files that are the same document are both read; a fault in one is not hidden by the other."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    clean = workplace.document("intervjuguide")
    copy = clean.with_name("intervjuguide (kopi).docx")
    edited = Document(str(clean))
    edited.add_paragraph("[Fyll ut: noe]")
    edited.save(str(copy))
    for files in ([clean, copy], [copy, clean]):
        said = workplace.make_docs("check", *map(str, files), "--json", TODAY)
        faulty = [
            document["path"]
            for case in said.json["cases"]
            for document in case["documents"]
            if any(one["rule"] == "PLASSHOLDER" for one in document["findings"])
        ]
        assert faulty == [str(copy)]
        assert said.code == 1


def test_a_gap_that_only_one_document_lost_is_still_a_gap(workplace: Workplace) -> None:
    """Filled in by hand in one of several documents, it does not pass for filled in everywhere."""
    workplace.edit_case("arbeidssted: ", "arbeidssted: uavklart # ")
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    _replace(workplace, "stillingsutlysning", "[Fyll ut: arbeidssted]", "Storgata 1")
    said = workplace.make_docs("cases/bydel-x.yaml", "--only", "stillingsutlysning", "--json", TODAY)
    about = [one["severity"] for one in said.json["cases"][0]["findings"] if one["field"] == "stilling.arbeidssted"]
    assert about == ["error"]


def test_folders_that_lead_back_to_themselves_are_passed(workplace: Workplace) -> None:
    """A symbolic link in the output folder does not make the check run for ever."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    for name in ("a", "b"):
        (workplace.folder / "output" / name).symlink_to(workplace.folder / "output", target_is_directory=True)
    said = workplace.make_docs("check", "output", "--json", TODAY)
    assert [case["case"] for case in said.json["cases"]] == ["bydel-x"]


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("rapport.docx", None, 2, "hvilket dokument"),
        ("intervjuguide.docx", b"%PDF-1.7", 5, "PDF"),
        ("notat.txt", b"hei", 2, "kan ikke kontrolleres"),
        ("finnes-ikke.docx", b"", 5, "finnes-ikke.docx"),
    ],
)
def test_what_cannot_be_checked(workplace: Workplace, name: str, content: bytes | None, code: int, words: str) -> None:
    """A file that is no document of ours, or no document at all, is named with a remedy."""
    path = workplace.folder / name
    if content is None:
        Document().save(str(path))
    elif content:
        path.write_bytes(content)
    said = workplace.make_docs("check", str(path))
    assert said.code == code
    assert words in said.words


def _replace(workplace: Workplace, name: str, old: str, new: str) -> None:
    path = workplace.document(name)
    document = Document(str(path))
    tables = [paragraph for table in document.tables for cell in table._cells for paragraph in cell.paragraphs]
    for paragraph in [*document.paragraphs, *tables]:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(path))
