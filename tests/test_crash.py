"""A run that is killed anywhere, and the run after it: as if the first had never been, or had come to its end."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline import memory, store
from pipeline.files import move_file, remove_file, write_file
from pipeline.keeping import Outcome
from pipeline.memory import recall
from pipeline.merge import merge
from pipeline.merging import merge_documents
from pipeline.store import Store
from pipeline.word.package import read_package, write_package
from tests.small_documents import draft, small_case, text, word_file
from tests.store_runs import CLOCK, TODAY, one, place, remembered
from tests.trouble import Killed, Trouble, troubled

BASE = "Første avsnitt om stillingen.\nMidt imellom.\nSiste avsnitt om frister."
MINE = BASE.replace("frister", "frister, og litt til fra meg")
NEWS = BASE.replace("stillingen", "stillingen og oppgavene")
LATER = NEWS.replace("Midt imellom", "Midt imellom står dette")


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merge what was merged before only once: it is the same every time, and takes most of the time."""
    monkeypatch.setattr("pipeline.merge.merge_documents", cache(merge_documents))


# What lies there before the run that is killed, by what a person did with the document.
BEFORE = {"untouched": None, "edited": word_file(MINE), "signed": word_file(MINE, signed=True)}
DECIDED = ("merged", "merged, then edited")


def prepared(output: Path, before: str) -> None:
    """Lay the output folder out as it is before the run; what was laid out beside it once is copied."""
    pattern = output.with_name(f"before {before}")
    if not pattern.exists():
        _prepare(pattern, before)
    shutil.copytree(pattern, output)


def _prepare(output: Path, before: str) -> None:
    one(output, BASE)
    edited = BEFORE.get(before, word_file(MINE))
    if edited is not None:
        place(output).write_bytes(edited)
    if before in DECIDED:
        one(output, BASE.replace("Midt", "Litt midt"))


def state_of(output: Path) -> tuple[object, ...]:
    """Return what a run leaves behind that later runs and people can see."""
    kept = recall(remembered(output), place(output).read_bytes())
    lying = {path.name: path.read_bytes() for path in place(output).parent.glob("*.docx")}
    staged = sorted(path.name for path in remembered(output).glob("*") if path.name.startswith("next-"))
    return kept, lying, staged


class Countdown:
    """Lets the n-th of our own writes, moves and removals be the moment of death: before it happens, or after."""

    def __init__(self, when: int, *, after: bool) -> None:
        self.when, self.after, self.calls = when, after, 0

    def around(self, call: Callable[..., object]) -> Callable[..., object]:
        """Give the call with death around it."""

        def wrapped(*args: object, **options: object) -> object:
            self.calls += 1
            if self.calls == self.when and not self.after:
                raise Killed
            result = call(*args, **options)
            if self.calls == self.when:
                raise Killed
            return result

        return wrapped


def killed_runs(folder: Path, before: str, words: str) -> Iterator[tuple[Path, int]]:
    """Give an output folder for each step in which the run that brings `words` can be killed, until it is not."""
    for when in range(1, 60):
        for after in (False, True):
            output = folder / f"{when}-{after}"
            prepared(output, before)
            death = Countdown(when, after=after)
            with pytest.MonkeyPatch.context() as patch:
                for module in (store, memory):
                    patch.setattr(module, "write_file", death.around(write_file))
                patch.setattr(memory, "move_file", death.around(move_file))
                patch.setattr(memory, "remove_file", death.around(remove_file))
                try:
                    one(output, words)
                except Killed:
                    yield output, when
                else:
                    return
    pytest.fail("the run never came to its end")


@pytest.mark.parametrize("before", [*BEFORE, *DECIDED])
def test_the_next_run_ends_where_one_run_would_have(tmp_path: Path, before: str) -> None:
    """Killed before or after any of its writes: the same run again leaves the same documents and the same state."""
    whole = tmp_path / "whole"
    prepared(whole, before)
    one(whole, NEWS)
    deaths = 0
    for output, _ in killed_runs(tmp_path, before, NEWS):
        one(output, NEWS)
        assert state_of(output) == state_of(whole)
        deaths += 1
    assert deaths >= 6


@pytest.mark.parametrize("before", [*BEFORE, *DECIDED])
def test_a_run_with_other_news_follows_just_as_well(tmp_path: Path, before: str) -> None:
    """The template changed again after the crash: the result is that of both changes, or of the last alone."""
    both, last = tmp_path / "both", tmp_path / "last"
    for output in (both, last):
        prepared(output, before)
    one(both, NEWS)
    one(both, LATER)
    one(last, LATER)
    ends = {text(place(each).read_bytes()) for each in (both, last)}
    for output, _ in killed_runs(tmp_path, before, NEWS):
        one(output, LATER)
        assert text(place(output).read_bytes()) in ends
        assert recall(remembered(output), place(output).read_bytes()).base in (word_file(LATER), word_file(BASE))


def test_a_person_who_edits_after_the_crash_loses_nothing(tmp_path: Path) -> None:
    """Between the crash and the next run the person writes on: their words are there, and what waited still does."""
    for output, when in killed_runs(tmp_path, "edited", NEWS):
        place(output).write_bytes(_with_words(place(output).read_bytes()))
        assert recall(remembered(output), place(output).read_bytes()).base in (word_file(BASE), word_file(NEWS)), when
        outcome = one(output, LATER)
        assert outcome.action in ("merged", "beside"), when
        assert "litt til fra meg" in text(place(output).read_bytes())
        assert "Skrevet etterpå." in text(place(output).read_bytes())


def _with_words(content: bytes) -> bytes:
    """Return the document with one paragraph more, as a person would write it."""
    parts = read_package(content, "")
    added = b"<w:p><w:r><w:t>Skrevet etterp\xc3\xa5.</w:t></w:r></w:p></w:body>"
    body = parts["word/document.xml"].replace(b"</w:body>", added)
    return write_package({**parts, "word/document.xml": body})


def test_a_plan_after_a_crash_writes_nothing(tmp_path: Path) -> None:
    """A dry run sees through the crash as the real run does, and mends nothing."""
    for output, _ in killed_runs(tmp_path, "edited", NEWS):
        before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
        planned = one(output, NEWS, planning=True)
        assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
        assert one(output, NEWS) == planned


@pytest.mark.parametrize("lasting", [False, True])
def test_whatever_the_system_refuses_the_merged_file_is_whole(tmp_path: Path, *, lasting: bool) -> None:
    """The n-th call to the system fails, or kills the run: the file is the person's or the merged one, and heals."""
    whole = tmp_path / "whole"
    prepared(whole, "edited")
    one(whole, NEWS)
    error: Callable[[], BaseException] = Killed if lasting else lambda: OSError(errno.ENOSPC, "")
    case = small_case()
    for when in range(1, 600):
        output = tmp_path / str(when)
        prepared(output, "edited")
        trouble = Trouble(when, error, lasting=lasting)
        runs = Store(output, planning=False, now=lambda: CLOCK)
        outcomes: tuple[Outcome, ...] = ()
        try:
            with troubled(trouble):
                outcomes = runs.write(case, [merge(draft(NEWS), runs.history(case, "brev"), TODAY)])
        except Killed:
            assert lasting
        lying = place(output).read_bytes()
        assert lying in (word_file(MINE), place(whole).read_bytes())
        assert all(one.exit_code == 0 or one.faults for one in outcomes)
        one(output, NEWS)
        assert place(output).read_bytes() == place(whole).read_bytes()
        kept = recall(remembered(output), place(output).read_bytes())
        assert (kept.base, kept.previous) == (word_file(NEWS), word_file(BASE))
        if not trouble.struck:
            return
    pytest.fail("the sweep never ended")


def test_what_was_staged_is_dropped_when_the_document_was_not_written(tmp_path: Path) -> None:
    """A state for a document that never came is taken away, and the old one holds."""
    output = tmp_path / "output"
    prepared(output, "edited")
    before = recall(remembered(output), place(output).read_bytes())
    memory.stage(remembered(output), before.state, draft("Noe annet."), None, durable=False)
    assert (remembered(output) / "next-last.docx").exists()
    assert recall(remembered(output), place(output).read_bytes()) == before
    one(output, BASE)
    assert not list(remembered(output).glob("next-*"))
