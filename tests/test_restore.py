"""Bringing back what a document was before make-docs wrote in it."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import docx
import pytest

from pipeline.backup import back_up, backups
from pipeline.errors import AccessError, UsageError
from pipeline.memory import recall, stage
from pipeline.report.upkeep import tell_shelves
from pipeline.restore import bring_back, named_case, shelves
from pipeline.store import Store
from pipeline.word.package import read_package, write_package
from tests.command import Workplace, workplace
from tests.small_documents import draft, text, word_file
from tests.store_runs import CLOCK, everything, one, output, place

__all__ = ["output", "workplace"]

BASE = "Første avsnitt om stillingen.\nSiste avsnitt om frister."
MINE = BASE.replace("frister", "frister, og litt til fra meg")
NEWS = BASE.replace("stillingen", "stillingen og oppgavene")
LATER = NEWS + "\nEt avsnitt til."


@pytest.fixture
def merged(output: Path) -> bytes:
    """Give the merged file in an output folder in which the person's own is backed up."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    one(output, NEWS)
    return place(output).read_bytes()


def store(output: Path, clock: datetime = CLOCK) -> Store:
    """Return the output folder for a command that writes."""
    return Store(output, planning=False, now=lambda: clock)


def test_what_was_written_over_comes_back(output: Path, merged: bytes) -> None:
    """The newest backup is number 1; the file that lay there becomes the newest, so that it can be undone."""
    restored = bring_back(store(output), "bydel-x", "brev", 1)
    assert (restored.path, restored.made, restored.undo) == (place(output), CLOCK, True)
    assert place(output).read_bytes() == word_file(MINE)
    bring_back(store(output), "bydel-x", "brev", 1)
    assert place(output).read_bytes() == merged
    bring_back(store(output), "bydel-x", "brev", 2)
    assert place(output).read_bytes() == merged, "the second newest is the merged file itself, backed up once"


def test_what_was_brought_back_is_the_person_s(output: Path, merged: bytes) -> None:
    """The same news is not offered again; what comes after it is."""
    bring_back(store(output), "bydel-x", "brev", 1)
    assert one(output, NEWS).action == "unchanged"
    outcome = one(output, LATER)
    assert (outcome.action, outcome.suggestions) == ("merged", 1)
    assert "og oppgavene" not in text(place(output).read_bytes())
    assert "og litt til fra meg" in text(place(output).read_bytes())


def test_a_deleted_document_comes_back(output: Path, merged: bytes) -> None:
    """There is nothing to undo, since nothing lay there."""
    shutil.copy(place(output), place(output, "notater.txt"))
    place(output).unlink()
    restored = bring_back(store(output), "bydel-x", "brev", 1)
    assert not restored.undo
    assert place(output).read_bytes() == word_file(MINE)


def test_what_a_crash_left_is_settled_first(output: Path, merged: bytes) -> None:
    """A run was killed after it wrote the document: what it meant to remember holds, and the backup is brought back."""
    memory = recall(output / ".make-docs/saker/bydel-x/brev", merged)
    stage(output / ".make-docs/saker/bydel-x/brev", memory.state, draft(LATER), word_file(NEWS), durable=False)
    bring_back(store(output), "bydel-x", "brev", 1)
    after = recall(output / ".make-docs/saker/bydel-x/brev", place(output).read_bytes())
    assert (after.base, after.previous) == (word_file(LATER), word_file(NEWS))


def test_a_renamed_document_comes_back_under_its_name(output: Path, merged: bytes) -> None:
    """It is found by its id, as in every run."""
    place(output).rename(place(output, "Brev.docx"))
    assert bring_back(store(output), "bydel-x", "brev", 1).path == place(output, "Brev.docx")
    assert not place(output).exists()


def test_the_same_bytes_are_not_written(output: Path, merged: bytes) -> None:
    """A document that is as the backup says already is left alone."""
    place(output).write_bytes(word_file(MINE))
    before = place(output).stat().st_mtime_ns
    assert not bring_back(store(output), "bydel-x", "brev", 1).changed
    assert place(output).stat().st_mtime_ns == before


def test_an_open_document_is_left_alone(output: Path, merged: bytes) -> None:
    """What Word would save later would wipe it out."""
    place(output, "~$brev.docx").write_bytes(b"")
    before = everything(output)
    with pytest.raises(AccessError) as caught:
        bring_back(store(output), "bydel-x", "brev", 1)
    assert caught.value.faults[0].code == "document-open"
    assert everything(output).keys() == before.keys()
    assert place(output).read_bytes() == merged


def test_the_oldest_backup_is_there_until_it_is_brought_back(output: Path, merged: bytes) -> None:
    """A write-protected document is not written, and no backup goes; once it can be written, the chosen one stays."""
    folder = store(output).backup_folder("bydel-x") / "brev"
    for number in range(9):
        back_up(folder, word_file(f"Runde {number}."), CLOCK, place(output))
    place(output).chmod(0o444)
    with pytest.raises(AccessError) as caught:
        bring_back(store(output), "bydel-x", "brev", 10)
    assert caught.value.faults[0].code == "write-protected"
    kept = [each.path.read_bytes() for each in backups(folder)]
    assert kept[-1] == word_file(MINE)
    place(output).chmod(0o644)
    bring_back(store(output), "bydel-x", "brev", len(kept))
    assert place(output).read_bytes() == word_file(MINE)
    assert [each.path.read_bytes() for each in backups(folder)] == kept


def test_a_save_meanwhile_stands(output: Path, merged: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person saves while their file is being backed up: it is not replaced by the backup."""
    mine = word_file(LATER)
    monkeypatch.setattr("pipeline.restore.back_up", lambda *_: place(output).write_bytes(mine))
    with pytest.raises(AccessError) as caught:
        bring_back(store(output), "bydel-x", "brev", 1)
    assert caught.value.faults[0].code == "changed-meanwhile"
    assert place(output).read_bytes() == mine


@pytest.mark.parametrize(
    ("case", "document", "number", "code"),
    [
        ("bydel-y", "brev", 1, "unknown-case"),
        ("bydel-x", "brv", 1, "no-backups"),
        ("bydel-x", "brev", 2, "no-such-backup"),
        ("bydel-x", "brev", 0, "no-such-backup"),
        ("..", "brev", 1, "unknown-case"),
    ],
)
def test_what_is_not_there_is_told(
    output: Path, merged: bytes, case: str, document: str, number: int, code: str
) -> None:
    """No such case, document or number: exit code 2, with what there is."""
    with pytest.raises(UsageError) as caught:
        bring_back(store(output), case, document, number)
    (fault,) = caught.value.faults
    assert (fault.code, bool(fault.hint)) == (code, True)
    assert place(output).read_bytes() == merged


@pytest.mark.parametrize("named", ["bydel-x", "cases/bydel-x.yaml", "output/bydel-x", "output/bydel-x/", "bydel-x.yml"])
def test_a_case_may_be_named_in_many_ways(named: str) -> None:
    """By its file, its folder or its name."""
    assert named_case(named) == "bydel-x"


def test_other_files_among_the_backups_are_passed(output: Path, merged: bytes) -> None:
    """Only what we named ourselves is a backup."""
    (output / ".make-docs" / "backup" / "bydel-x" / "brev" / "notat.docx").write_bytes(b"")
    (shelf,) = shelves(store(output), "bydel-x", ["brev.docx"])
    assert [copy.made for copy in shelf.copies] == [CLOCK]
    assert shelf.copies[0].amount == "13 ord"


def test_two_of_the_same_minute_are_told_apart(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list has seconds where it must, and only there."""
    one(output, BASE)
    for number, clock in enumerate([CLOCK, CLOCK.replace(second=30), CLOCK.replace(minute=50)]):
        place(output).write_bytes(word_file(f"{MINE}\nRunde {number}."))
        one(output, f"{BASE}\nNytt {number}.", clock=clock)
    tell_shelves("bydel-x", shelves(store(output), "bydel-x"))
    said = capsys.readouterr().out
    assert [line.split()[3] for line in said.splitlines()[1:4]] == ["14.50", "14.03.30", "14.03.09"]


def edited_and_merged(workplace: Workplace) -> Path:
    """Make the documents, write in one, and let the case bring something new; gives the one."""
    workplace.make_docs("cases/bydel-x.yaml")
    path = workplace.document("stillingsutlysning")
    edited = docx.Document(str(path))
    edited.paragraphs[3].insert_paragraph_before("Dette har en leder skrevet.")
    edited.save(str(path))
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")
    workplace.make_docs("cases/bydel-x.yaml")
    return path


@pytest.mark.parametrize(
    ("lock", "remedy"),
    [("[stillingsutlysning]", "ut av sak.låst i cases/bydel-x.yaml"), ("uavklart", "hvilke dokumenter som er låst")],
)
def test_a_locked_document_is_not_brought_back(workplace: Workplace, lock: str, remedy: str) -> None:
    """It is refused with the remedy, and nothing is written; unlocked, it is brought back."""
    path = edited_and_merged(workplace)
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-11\n  låst: {lock}")
    before = path.read_bytes()
    said = workplace.make_docs("restore", "bydel-x", "stillingsutlysning", "--number", "1")
    assert (said.code, path.read_bytes()) == (2, before)
    assert "dokumentet er låst" in said.words
    assert remedy in said.words.replace("\\", "/")
    workplace.edit_case(f"  låst: {lock}", "  låst: [intervjuguide]")
    assert workplace.make_docs("restore", "bydel-x", "stillingsutlysning", "--number", "1").code == 0
    assert path.read_bytes() != before


@pytest.mark.parametrize("damage", ["stilling: [", None])
def test_a_case_that_cannot_be_read_locks_nothing(workplace: Workplace, damage: str | None) -> None:
    """Damaged or gone, it does not stand in the way of a backup."""
    edited_and_merged(workplace)
    if damage is None:
        workplace.case().unlink()
    else:
        workplace.case().write_text(damage, encoding="utf-8")
    assert workplace.make_docs("restore", "bydel-x", "stillingsutlysning", "--number", "1").code == 0


def test_what_is_lost_is_told(workplace: Workplace) -> None:
    """What make-docs put in, suggestions too, and that it does not come by itself."""
    edited_and_merged(workplace)
    said = workplace.make_docs("restore", "bydel-x", "stillingsutlysning", "--number", "1").words
    assert "Det make-docs har satt inn siden da, er ikke med, heller ikke forslag som ventet." in said
    assert "Det blir ikke foreslått på nytt." in said


def test_a_case_that_nobody_knows(workplace: Workplace) -> None:
    """It is said so, with a guess; a case that has no backups is another matter."""
    workplace.make_docs("cases/bydel-x.yaml")
    said = workplace.make_docs("restore", "finnesikke")
    assert (said.code, "Finner ingen sak som heter finnesikke" in said.words) == (2, True)
    assert "Mente du «bydel-x»?" in workplace.make_docs("restore", "bydel-y").words
    for known in ("bydel-x", "unn-2022"):
        said = workplace.make_docs("restore", known)
        assert (said.code, "ingen sikkerhetskopier av dokumentene i saken" in said.words) == (2, True)


def test_the_command_lists_and_brings_back(workplace: Workplace) -> None:
    """The list numbers each document's backups; --number brings one back, and says how to undo it."""
    workplace.make_docs("cases/bydel-x.yaml")
    path = workplace.document("stillingsutlysning")
    mine = path.read_bytes()
    path.write_bytes(word_file("Bare mitt.\nIngenting annet."))
    workplace.case().write_text(workplace.case().read_text(encoding="utf-8").replace("prosent: 100", "prosent: 50"))
    assert workplace.make_docs("restore", "bydel-x").code == 2
    path.write_bytes(_resaved(mine))
    workplace.make_docs("cases/bydel-x.yaml")
    listed = workplace.make_docs("restore", "cases/bydel-x.yaml")
    assert listed.code == 0
    assert "stillingsutlysning  (nå:" in listed.out
    assert "make-docs restore bydel-x stillingsutlysning --number 1" in listed.words
    said = workplace.make_docs("restore", "bydel-x", "stillingsutlysning", "--number", "1")
    assert said.code == 0
    assert "slik det lå: make-docs restore bydel-x stillingsutlysning --number 1" in said.words
    assert path.read_bytes() == _resaved(mine)
    assert (
        "Ingenting er skrevet" in workplace.make_docs("restore", "bydel-x", "stillingsutlysning", "--number", "2").out
    )
    missing = workplace.make_docs("restore", "bydel-x", "--number", "1")
    assert (missing.code, "hvilket dokument" in missing.err) == (2, True)
    slip = workplace.make_docs("restore", "bydel-x", "stillingsutlysing")
    assert (slip.code, "stillingsutlysning" in slip.err) == (2, True)


def _resaved(content: bytes) -> bytes:
    """Return the same document, zipped by another program."""
    parts = read_package(content, "")
    return write_package(dict(reversed(parts.items())))
