"""Declaring which file is followed: a copy, a renamed one, one without a state, one into which the news was taken."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import pytest

from pipeline.memory import commit
from pipeline.word.reading import read_document
from tests.command import Said, Workplace, workplace

__all__ = ["workplace"]

NAME = "stillingsutlysning"
TODAY = "--date=2026-11-22"
OURS = "Dette har en leder skrevet."


def edit(path: Path) -> None:
    """Let a person write in the document."""
    document = docx.Document(str(path))
    document.paragraphs[3].insert_paragraph_before(OURS)
    document.save(str(path))


def words(path: Path) -> str:
    """Return what a reader sees in it."""
    return "\n".join(paragraph.text for paragraph in read_document(path.read_bytes(), "").paragraphs)


def make(workplace: Workplace, *options: str) -> dict[str, dict[str, object]]:
    """Run the main job, and give what it says of each document."""
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY, *options)
    return {one["document"]: one for one in said.json["cases"][0]["documents"]}


def adopt(workplace: Workplace, path: Path, *options: str) -> Said:
    """Adopt the file, as a person names it: from the folder they stand in."""
    return workplace.make_docs("adopt", str(path.relative_to(workplace.folder)), *options)


def change(workplace: Workplace) -> None:
    """Change the case, so that every document changes."""
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")


def test_a_file_without_a_state_is_followed(workplace: Workplace) -> None:
    """Its own words are what the person wants; what changes from now on comes as suggestions, and nothing else."""
    make(workplace)
    path = workplace.document(NAME)
    edit(path)
    shutil.rmtree(workplace.folder / "output" / ".make-docs")
    before = path.read_bytes()
    said = adopt(workplace, path, "--case", "cases/bydel-x.yaml")
    assert (said.code, path.read_bytes()) == (0, before)
    assert f"make-docs følger {Path('output/bydel-x') / path.name} heretter" in said.words
    assert "blir ikke foreslått" in said.words
    compare = re.search(r"i dag: make-docs (\S+ --only \S+ --output sammenlign)", said.words)
    assert compare is not None
    assert workplace.make_docs(*compare[1].split()).code == 0
    assert (workplace.folder / "sammenlign" / "bydel-x" / path.name).is_file()
    assert make(workplace)[NAME]["action"] == "unchanged"
    change(workplace)
    assert make(workplace)[NAME]["action"] == "merged"
    assert OURS in words(path)


def test_the_case_follows_from_the_folder(workplace: Workplace) -> None:
    """Without a state and without --case, the case of that name in cases/ is meant; when there is none, it is asked."""
    make(workplace)
    shutil.rmtree(workplace.folder / "output" / ".make-docs")
    assert adopt(workplace, workplace.document(NAME)).code == 0
    shutil.rmtree(workplace.folder / "output" / ".make-docs")
    workplace.case().rename(workplace.folder / "bydel-x.yaml")
    said = adopt(workplace, workplace.document(NAME))
    assert (said.code, "--case" in said.err) == (2, True)
    assert adopt(workplace, workplace.document(NAME), "--case", "bydel-x.yaml").code == 0


def test_a_copy_is_followed_instead(workplace: Workplace) -> None:
    """The one in the old place is the copy from now on, and is left alone."""
    make(workplace)
    path = workplace.document(NAME)
    copy = path.with_name("Utlysning våren.docx")
    shutil.copy(path, copy)
    edit(copy)
    said = adopt(workplace, copy)
    assert said.code == 0
    assert f"{path.name} blir ikke oppdatert lenger" in said.words
    assert f"Angre slik: make-docs adopt {path.relative_to(workplace.folder)}" in said.words
    change(workplace)
    before = path.read_bytes()
    outcome = make(workplace)[NAME]
    assert (outcome["action"], outcome["path"]) == ("merged", str(copy.relative_to(workplace.folder)))
    assert path.read_bytes() == before
    assert OURS in words(copy)


def test_one_of_several_candidates_is_chosen(workplace: Workplace) -> None:
    """The document is gone and two files say that they are it; after adopt the run goes on."""
    make(workplace)
    path = workplace.document(NAME)
    first, second = path.with_name("a.docx"), path.with_name("b.docx")
    shutil.copy(path, first)
    path.rename(second)
    assert make(workplace)[NAME]["action"] == "failed"
    assert adopt(workplace, second).code == 0
    outcome = make(workplace)[NAME]
    assert (outcome["action"], Path(str(outcome["path"])).name) == ("unchanged", "b.docx")


def test_the_news_taken_in_by_hand_is_not_laid_beside_again(workplace: Workplace) -> None:
    """A new version that nobody touched is removed, and said so; the next run has nothing to bring."""
    make(workplace)
    path = workplace.document(NAME)
    edit(path)
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-11\n  låst: [{NAME}]")
    change(workplace)
    assert make(workplace, "--new-version")[NAME]["action"] == "beside"
    beside = path.with_name(f"{NAME}.ny.docx")
    workplace.edit_case(f"  låst: [{NAME}]\n", "")
    said = adopt(workplace, path)
    assert (said.code, beside.exists()) == (0, False)
    assert f"{beside.name} er fjernet" in said.words
    assert make(workplace)[NAME]["action"] == "unchanged"


def test_an_edited_version_beside_stays(workplace: Workplace) -> None:
    """Somebody wrote in it, so it is theirs."""
    make(workplace)
    path = workplace.document(NAME)
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-11\n  låst: [{NAME}]")
    change(workplace)
    make(workplace, "--new-version")
    beside = path.with_name(f"{NAME}.ny.docx")
    edit(beside)
    assert adopt(workplace, path).code == 0
    assert OURS in words(beside)


def test_a_version_beside_that_is_edited_meanwhile_stays(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves in it while the other is being adopted: it is looked at again right before it goes."""
    make(workplace)
    path = workplace.document(NAME)
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-11\n  låst: [{NAME}]")
    change(workplace)
    make(workplace, "--new-version")
    beside = path.with_name(f"{NAME}.ny.docx")

    def commit_slowly(folder: Path) -> None:
        commit(folder)
        edit(beside)

    monkeypatch.setattr("pipeline.adopt.commit", commit_slowly)
    said = adopt(workplace, path)
    assert said.code == 0
    assert "er fjernet" not in said.words
    assert OURS in words(beside)


def test_suggestions_that_wait_still_wait(workplace: Workplace) -> None:
    """Adopting a file with suggestions in it changes nothing about them."""
    make(workplace)
    path = workplace.document(NAME)
    edit(path)
    change(workplace)
    offered = make(workplace)[NAME]["suggestions"]
    assert adopt(workplace, path).code == 0
    assert make(workplace)[NAME]["waiting"] == offered


FAULTS = {
    "missing": ("output/bydel-x/finnes-ikke.docx", 5, "finner ikke dokumentet"),
    "not Word": ("output/bydel-x/notat.docx", 5, ""),
    "unknown document": ("output/bydel-x/ukjent.docx", 2, "vet ikke hvilket dokument dette er"),
    "a version beside": ("output/bydel-x/intervjuguide.ny.docx", 2, "ny versjon ved siden av"),
    "elsewhere": ("intervjuguide.docx", 2, "ligger ikke i mappen til saken"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_followed_is_told(workplace: Workplace, fault: str) -> None:
    """Each with the remedy, and nothing is written."""
    make(workplace)
    guide = workplace.document("intervjuguide")
    (guide.with_name("notat.docx")).write_bytes(b"notater")
    docx.Document().save(str(guide.with_name("ukjent.docx")))
    shutil.copy(guide, guide.with_name("intervjuguide.ny.docx"))
    shutil.copy(guide, workplace.folder / "intervjuguide.docx")
    before = {path: path.read_bytes() for path in (workplace.folder / "output").rglob("*") if path.is_file()}
    name, code, message = FAULTS[fault]
    said = workplace.make_docs("adopt", name)
    assert (said.code, message in said.words) == (code, True)
    assert {path: path.read_bytes() for path in (workplace.folder / "output").rglob("*") if path.is_file()} == before
