"""Suggestions in a person's file: what is remembered of them, from the run that made them until they are decided."""

from __future__ import annotations

import os
import re
import stat
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.keeping import Outcome
from pipeline.memory import recall
from pipeline.state import digest
from pipeline.word.package import read_package
from pipeline.word.revisions import pending
from tests.small_documents import decided, text, word_file
from tests.store_runs import everything, one, output, place, remembered

__all__ = ["output"]

# Three paragraphs: the person changes the last one, the template the first.
BASE = "Første avsnitt om stillingen.\nMidt imellom.\nSiste avsnitt om frister."
MINE = BASE.replace("om frister", "om frister, og litt til fra meg")
NEWS = BASE.replace("stillingen", "stillingen og oppgavene")
LATER = NEWS.replace("Midt imellom", "Midt imellom står dette")
CLASH, MINE_TOO = BASE.replace("frister", "uker"), BASE.replace("frister", "datoer")


def written(output: Path) -> bytes:
    """Return the document as it lies there."""
    return place(output).read_bytes()


@pytest.fixture
def merged(output: Path) -> Outcome:
    """Make a document, let a person edit it, and let the template change: give what the third run says."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    return one(output, NEWS)


def test_news_arrives_as_suggestions_in_the_person_s_file(output: Path, merged: Outcome) -> None:
    """Suggestions alone ask for nobody (exit code 0); rejected: the person's words, accepted: the news too."""
    assert (merged.action, merged.exit_code, merged.suggestions, merged.conflicts) == ("merged", 0, 1, 0)
    assert merged.beside is None
    assert written(output) == merged.content
    assert text(decided(written(output), accept=False)) == MINE
    assert text(decided(written(output), accept=True)) == MINE.replace("stillingen", "stillingen og oppgavene")


def test_a_conflict_asks_for_a_person(output: Path) -> None:
    """Where both changed the same words the run ends with 1, and the person's words stay until they decide."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE_TOO))
    outcome = one(output, CLASH)
    assert (outcome.action, outcome.exit_code, outcome.conflicts) == ("merged", 1, 1)
    assert text(decided(written(output), accept=False)) == MINE_TOO


def test_what_the_suggestions_are_measured_from_is_kept(output: Path, merged: Outcome) -> None:
    """BASE is the new generation; the one before it is kept while a person has not decided."""
    memory = recall(remembered(output), written(output))
    assert memory.base == word_file(NEWS)
    assert memory.previous == word_file(BASE)


def test_the_same_run_again_only_says_what_waits(output: Path, merged: Outcome) -> None:
    """Nothing is written, not even the state, and the suggestions are counted."""
    before = everything(output)
    again = one(output, NEWS)
    assert (again.action, again.waiting, again.exit_code) == ("unchanged", merged.suggestions, 0)
    assert everything(output) == before


def test_suggestions_that_wait_are_superseded_and_never_stack(output: Path, merged: Outcome) -> None:
    """Another change of the template while the first waits gives the file that both at once would have given."""
    again = one(output, LATER)
    assert again.action == "merged"
    assert pending(read_package(written(output), "")) == again.suggestions == 2
    assert text(decided(written(output), accept=False)) == MINE
    memory = recall(remembered(output), written(output))
    assert (memory.base, memory.previous) == (word_file(LATER), word_file(BASE))


@pytest.mark.parametrize("accept", [True, False])
def test_decided_suggestions_are_forgotten(output: Path, merged: Outcome, *, accept: bool) -> None:
    """Once nothing waits, the next save drops what was kept for it; what was rejected is not offered again."""
    place(output).write_bytes(decided(written(output), accept=accept))
    mine = text(written(output))
    assert one(output, NEWS).waiting == 0
    outcome = one(output, LATER)
    assert (outcome.action, outcome.suggestions) == ("merged", 1)
    assert text(decided(written(output), accept=True)) == mine.replace("Midt imellom", "Midt imellom står dette")
    memory = recall(remembered(output), written(output))
    assert memory.previous == word_file(NEWS)


def test_news_that_the_person_wrote_themselves_moves_base_only(output: Path) -> None:
    """Nothing to write, so the file is left alone; BASE is the new generation, and the file still counts as edited."""
    one(output, BASE)
    mine = word_file(NEWS.replace("frister", "frister, og litt til"))
    place(output).write_bytes(mine)
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.write, outcome.content) == ("unchanged", (), mine)
    memory = recall(remembered(output), mine)
    assert memory.base == word_file(NEWS)
    assert memory.state.written == digest(word_file(BASE))
    assert one(output, LATER).action == "merged"
    assert len(list((output / ".make-docs" / "backup").rglob("*.docx"))) == 1


def test_a_merged_file_is_never_replaced(output: Path, merged: Outcome) -> None:
    """Though it is byte for byte what we left: it holds a person's words."""
    assert one(output, BASE + "\nNytt sist.").action == "merged"
    assert "og litt til fra meg" in text(written(output))


@pytest.mark.parametrize("owner", ["~$brev.docx", ".~lock.brev.docx#"])
def test_an_open_document_is_not_merged(output: Path, owner: str) -> None:
    """What the person would save later would wipe our suggestions out: exit code 5, and nothing is written."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    place(output, owner).write_bytes(b"")
    before = everything(output)
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.exit_code, outcome.draft) == ("failed", 5, None)
    assert everything(output) == before
    place(output, owner).unlink()
    assert one(output, NEWS).action == "merged"


def test_a_plan_counts_what_the_run_will_offer(output: Path) -> None:
    """A dry run merges too, and writes nothing."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    before = everything(output)
    planned = one(output, NEWS, planning=True)
    assert everything(output) == before
    assert one(output, NEWS) == planned


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which file an open one is")
def test_what_is_remembered_of_a_merge_reaches_the_disk(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The merged file, its backup and BASE can none of them be made again: each is on the disk before the next step."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    synced: list[str] = []
    fsync = os.fsync

    def noted(number: int) -> None:
        synced.append(Path(f"/proc/self/fd/{number}").readlink().name)
        fsync(number)

    monkeypatch.setattr(os, "fsync", noted)
    one(output, NEWS)
    files = [re.sub(r"^\.(.*)\.\d+\.tmp$", r"\1", name) for name in synced if name.endswith(".tmp")]
    assert files[:4] == ["next-previous.docx", "next-last.docx", "next-fields.json", "next-state.json"]
    assert files[4].startswith("0001_")
    assert files[5:] == ["brev.docx"]


# --- backups ----------------------------------------------------------------------------------------------------------


def kept(output: Path) -> list[tuple[str, bytes]]:
    """Return the backups, the oldest first, by name."""
    folder = output / ".make-docs" / "backup" / "bydel-x" / "brev"
    return [(path.name, path.read_bytes()) for path in sorted(folder.glob("*"))]


def test_a_person_s_file_is_backed_up_before_it_is_written(output: Path, merged: Outcome) -> None:
    """The bytes they had, under the number, the time and a short hash; a merged file is backed up as well."""
    ((name, content),) = kept(output)
    assert content == word_file(MINE)
    assert name.startswith("0001_2026-11-22T14.03.09_")
    first = written(output)
    one(output, LATER)
    assert [content for _, content in kept(output)] == [word_file(MINE), first]
    assert merged.content == first


def test_what_is_kept_is_as_closed_as_the_document(output: Path) -> None:
    """Who may not open the document may open neither its backup, nor BASE, nor a new version beside it."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    place(output).chmod(0o600)
    one(output, NEWS)
    place(output).write_bytes(word_file(MINE, signed=True))
    assert one(output, LATER).action == "beside"
    files = [path for path in output.rglob("*.docx") if path.is_file()]
    assert {path.name for path in files} >= {"brev.docx", "brev.ny.docx", "last.docx", "previous.docx"}
    assert len(files) == 5
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_what_we_generated_ourselves_is_not_backed_up(output: Path) -> None:
    """It can be made again; but a file that an editor saved anew is no longer quite ours."""
    one(output, BASE)
    one(output, NEWS)
    assert kept(output) == []
    resaved = word_file(NEWS, day=datetime(2026, 12, 1).date())
    place(output).write_bytes(resaved)
    assert one(output, LATER).action == "replaced"
    assert [content for _, content in kept(output)] == [resaved]


def test_the_newest_ten_are_kept(output: Path) -> None:
    """In the order they were made, whatever the clock says."""
    one(output, BASE)
    for number in range(13):
        place(output).write_bytes(word_file(MINE + f"\nRunde {number}."))
        one(output, f"{BASE}\nNytt {number}.", clock=datetime(2026, 1, 28 - number))
    assert [int(name[:4]) for name, _ in kept(output)] == list(range(4, 14))
    assert all(f"Runde {number}" in text(content) for number, (_, content) in enumerate(kept(output), 3))


def test_a_document_without_a_backup_is_not_written(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the backup cannot be made, the person's file stays as it is, and the run says why."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE))
    (output / ".make-docs" / "backup").write_bytes(b"")
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.exit_code) == ("failed", 5)
    assert written(output) == word_file(MINE)
    (output / ".make-docs" / "backup").unlink()
    assert one(output, NEWS).action == "merged"
