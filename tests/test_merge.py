"""What becomes of a document: what may hold a person's words is never written over, and nothing is written in vain."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Fault
from pipeline.keeping import Action, Beside, History, Outcome, Write
from pipeline.merge import merge
from pipeline.merging import Merged, Refused
from pipeline.model import Draft, Failed
from pipeline.waiting import Waiting
from pipeline.word.package import read_package, write_package
from pipeline.word.same import same_content
from tests.small_documents import decided, draft, text, word_file

TODAY = date(2026, 11, 22)
PATH = Path("output/bydel-x/brev.docx")
NY, NY_2 = PATH.with_name("brev.ny.docx"), PATH.with_name("brev.ny-2.docx")
FREE = (Beside(NY),)
OLD, NEW, EDITED = word_file("gammelt"), word_file("nytt"), word_file("gammelt, og mitt", signed=True)
MINE = word_file("gammelt, og mitt")
RESAVED = write_package(dict(reversed(read_package(OLD, "").items())))
FAULT = Fault("io", "Filen kan ikke leses.")


def sha(content: bytes) -> str:
    """Return the hash that the state keeps."""
    return hashlib.sha256(content).hexdigest()


def known_as(content: bytes | None) -> str | None:
    """Return the hash of the file that we left, None when we left none."""
    return None if content is None else sha(content)


def history(
    current: bytes | None,
    base: bytes | None = None,
    written: bytes | None = None,
    *,
    besides: tuple[Beside, ...] = FREE,
    open_in: str | None = None,
    locked: bool = False,
    faults: tuple[Fault, ...] = (),
) -> History:
    """Return a history in which `written` is the file that we left, BASE itself unless said otherwise."""
    left = written if written is not None else base
    return History(PATH, current, base, known_as(left), besides, open_in, locked, faults)


def over(content: bytes | None, path: Path = PATH) -> tuple[Write, ...]:
    """Return the one write that puts the new version in the place of `content`."""
    return (Write(path, NEW, content),)


OVER_2 = over(word_file("gammelt", case="2"))

# What lies there before, and what becomes of it when the draft says NEW; None are the writes of a merge.
BRANCHES: dict[str, tuple[History, Action, tuple[Write, ...] | None, int]] = {
    "nothing lies there": (history(None), "created", over(None), 0),
    "the person deleted ours": (history(None, OLD), "created", over(None), 0),
    "ours, and nothing new": (history(NEW, NEW), "unchanged", (), 0),
    "ours, and something new": (history(OLD, OLD), "replaced", over(OLD), 0),
    "edited, and nothing new": (history(EDITED, NEW), "unchanged", (), 0),
    "edited, and something new": (history(EDITED, OLD), "beside", over(None, NY), 1),
    "edited into what the draft says": (history(NEW, OLD), "unchanged", (), 0),
    "unknown, but as the draft": (history(NEW), "unchanged", (), 0),
    "unknown": (history(EDITED), "beside", over(None, NY), 1),
    "not a Word document": (history(b"notater", OLD), "beside", over(None, NY), 1),
    "changed only in what nobody sees": (history(word_file("gammelt", case="2"), OLD), "replaced", OVER_2, 0),
    "as we left it, but merged": (history(EDITED, OLD, EDITED), "beside", over(None, NY), 1),
    "as we left it, resaved, but merged": (history(RESAVED, OLD, RESAVED), "merged", None, 0),
    "resaved by an editor": (history(RESAVED, OLD), "replaced", over(RESAVED), 0),
    "locked": (history(OLD, OLD, locked=True), "locked", (), 0),
    "locked before it was ever made": (history(None, locked=True), "locked", (), 0),
    "locked and open": (history(OLD, OLD, locked=True, open_in="Word"), "locked", (), 0),
    "ours, new, but open": (history(OLD, OLD, open_in="Word"), "failed", (), 5),
    "gone, but open": (history(None, open_in="LibreOffice"), "failed", (), 5),
    "open, and nothing new": (history(NEW, NEW, open_in="Word"), "unchanged", (), 0),
    "edited and open, nothing new": (history(EDITED, NEW, open_in="Word"), "unchanged", (), 0),
    "edited and open, something new": (history(EDITED, OLD, open_in="Word"), "beside", over(None, NY), 1),
    "the place cannot be used": (history(None, faults=(FAULT,)), "failed", (), 5),
    "the new version lies beside already": (
        history(EDITED, OLD, besides=(Beside(NY, NEW, ours=True), Beside(NY_2))),
        "beside",
        (),
        1,
    ),
    "somebody laid the new version beside": (
        history(EDITED, OLD, besides=(Beside(NY, NEW), Beside(NY_2))),
        "beside",
        (Write(NY, NEW, NEW),),
        1,
    ),
    "an earlier version of ours lies beside": (
        history(EDITED, OLD, besides=(Beside(NY, OLD, ours=True), Beside(NY_2))),
        "beside",
        over(OLD, NY),
        1,
    ),
    "the earlier version beside was edited": (
        history(EDITED, OLD, besides=(Beside(NY, EDITED), Beside(NY_2))),
        "beside",
        over(None, NY_2),
        1,
    ),
    "the first was edited, the second is ours": (
        history(EDITED, OLD, besides=(Beside(NY, EDITED), Beside(NY_2, OLD, ours=True), Beside(PATH))),
        "beside",
        over(OLD, NY_2),
        1,
    ),
    "the version beside is open": (
        history(EDITED, OLD, besides=(Beside(NY, OLD, ours=True, open_in="Word"), Beside(NY_2))),
        "failed",
        (),
        5,
    ),
    "the version beside is open, and up to date": (
        history(EDITED, OLD, besides=(Beside(NY, NEW, ours=True, open_in="Word"), Beside(NY_2))),
        "beside",
        (),
        1,
    ),
}


@pytest.mark.parametrize("branch", BRANCHES)
def test_every_branch(branch: str) -> None:
    """Each thing that can lie in a document's place has one action, one set of writes and one exit code."""
    before, action, writes, exit_code = BRANCHES[branch]
    outcome = merge(draft("nytt"), before, TODAY)
    assert (outcome.action, outcome.exit_code) == (action, exit_code)
    writes = outcome.write if writes is None else writes
    assert outcome.write == writes
    assert (outcome.document, outcome.path) == ("brev", PATH)
    written = next((write.content for write in writes if write.path == PATH), before.current)
    assert outcome.content == written
    assert bool(outcome.faults) == (action == "failed")
    assert (outcome.beside is not None) == (action == "beside")


def test_a_document_that_could_not_be_filled_stays_as_it_is() -> None:
    """A failed draft fails the document with its own faults and exit code, and nothing is written."""
    outcome = merge(Failed("brev", (FAULT,), 4), history(EDITED, OLD), TODAY)
    assert outcome == Outcome("brev", "failed", PATH, EDITED, faults=(FAULT,), exit_code=4)


def test_base_follows_what_the_file_holds_of_ours() -> None:
    """BASE becomes the draft that was written, the file that equals it, and nothing else."""
    assert merge(draft("nytt"), history(None), TODAY).draft == draft("nytt")
    assert merge(draft("nytt"), history(OLD, OLD), TODAY).draft == draft("nytt")
    assert merge(draft("nytt"), history(EDITED, OLD), TODAY).draft is None
    assert merge(draft("nytt"), history(EDITED, NEW), TODAY).draft is None
    mended = merge(draft("nytt", case="2"), history(NEW, OLD), TODAY).draft
    assert mended == draft("nytt")


def test_a_crash_between_document_and_state_is_mended() -> None:
    """A document that is what we would write is ours, though the state still tells of the one before."""
    outcome = merge(draft("nytt"), history(NEW, OLD), TODAY)
    assert (outcome.action, outcome.write, outcome.draft) == ("unchanged", (), draft("nytt"))


def test_an_open_document_says_how_to_go_on() -> None:
    """The message names the program, and the hint the file that a crashed program leaves behind."""
    (word,) = merge(draft("nytt"), history(OLD, OLD, open_in="Word"), TODAY).faults
    assert word.message == "Dokumentet er åpent i Word. Lukk det og kjør på nytt."
    assert "«~$»" in (word.hint or "")
    assert word.path == str(PATH)
    (office,) = merge(draft("nytt"), history(OLD, OLD, open_in="LibreOffice"), TODAY).faults
    assert "LibreOffice" in office.message
    assert "«.~lock»" in (office.hint or "")


def test_a_field_that_the_document_does_not_show_changes_nothing() -> None:
    """Provenance and dates are no content: a document that differs only there is not written again."""
    assert same_content(word_file("a", case="1"), word_file("a", case="2"))
    assert same_content(word_file("a", day=date(2026, 1, 1)), word_file("a", day=date(2027, 1, 1)))
    outcome = merge(draft("gammelt", case="2"), history(OLD, OLD), TODAY)
    assert (outcome.action, outcome.write, outcome.content) == ("unchanged", (), OLD)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (word_file("a"), word_file("b")),
        (word_file("a"), word_file("a", title="Et annet brev")),
        (word_file("a"), word_file("a", label="Fortrolig")),
        (word_file("a"), word_file("a")[:-30]),
        (b"", word_file("a")),
        (b"notater", b"andre notater"),
    ],
    ids=["words", "title", "somebody's property", "cut off", "empty", "not Word"],
)
def test_what_makes_two_files_different(first: bytes, second: bytes) -> None:
    """Anything but provenance and dates; and a file that cannot be read equals only itself."""
    assert not same_content(first, second)
    assert not same_content(second, first)
    assert same_content(first, first)


@pytest.mark.parametrize("waiting", [True, False])
@pytest.mark.parametrize("written", [True, False])
def test_what_suggestions_are_measured_from_is_remembered_while_something_waits(
    monkeypatch: pytest.MonkeyPatch, *, waiting: bool, written: bool
) -> None:
    """The BASE before the first suggestion stays until all are decided."""
    merged = Merged(NEW if written else None, suggestions=int(written))
    monkeypatch.setattr("pipeline.merge.merge_documents", lambda *_, **__: merged)
    monkeypatch.setattr("pipeline.merge.waiting_in", lambda _: Waiting(int(waiting)))
    before = replace(history(MINE, OLD), previous=EDITED)
    outcome = merge(draft("nytt"), before, TODAY)
    assert (outcome.action, outcome.edited) == ("merged" if written else "unchanged", not written)
    expected = {(True, True): EDITED, (True, False): EDITED, (False, True): OLD, (False, False): None}
    assert outcome.previous == expected[waiting, written]


def test_a_fault_of_our_own_is_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """When our own check refused the merge, the reason is told, and that it is a fault in make-docs."""
    refused = Refused("noe gikk galt.", bug=True)
    monkeypatch.setattr("pipeline.merge.merge_documents", lambda *_, **__: refused)
    outcome = merge(draft("nytt"), history(MINE, OLD), TODAY)
    assert (outcome.action, outcome.reason) == ("beside", "noe gikk galt")
    assert "feil i make-docs" in outcome.notes[0]


WORDS = ("a", "b", "c")
CONTENTS = [word_file(words, case=case) for words in WORDS for case in "12"] + [b"", b"notater"]
contents = st.sampled_from(CONTENTS)
besides = st.lists(
    st.builds(Beside, st.just(NY), contents, st.booleans(), st.sampled_from([None, None, "Word"])), max_size=3
)


@settings(deadline=None)
@given(
    words=st.sampled_from(WORDS),
    current=st.none() | contents,
    base=st.none() | contents,
    written=st.none() | contents.map(sha),
    lying=besides,
    open_in=st.sampled_from([None, None, "Word"]),
)
def test_a_persons_words_are_never_written_over(
    words: str, current: bytes | None, base: bytes | None, written: str | None, lying: list[Beside], open_in: str | None
) -> None:
    """Whatever the state says: only a file that we know we wrote is written over, the ones beside it included."""
    named = [Beside(PATH.with_name(f"brev.ny-{n}.docx"), b.current, b.ours, b.open_in) for n, b in enumerate(lying)]
    places = (*named, Beside(PATH.with_name("brev.ny-9.docx")))
    outcome = merge(draft(words), History(PATH, current, base, written, places, open_in), TODAY)
    known = {PATH: current is None or (base is not None and same_content(current, base))}
    known |= {place.path: place.current is None or place.ours for place in places}
    lies = {PATH: current} | {place.path: place.current for place in places}
    for write in outcome.write:
        assert known[write.path] or outcome.action == "merged" or write.content == write.over
        assert write.over == lies[write.path]
        assert not (write.path == PATH and open_in)
    assert current is None or outcome.content is not None
    if outcome.action == "merged" and current is not None and outcome.content is not None:
        assert text(decided(outcome.content, accept=False)) == text(current)


@settings(deadline=None)
@given(words=st.sampled_from(WORDS), current=st.none() | contents, base=st.none() | contents)
def test_a_second_run_writes_nothing(words: str, current: bytes | None, base: bytes | None) -> None:
    """After a run, the same draft has nothing to write: neither in the document's place nor beside it."""

    def remembered(outcome: Outcome) -> History:
        kept = outcome.draft.content if outcome.draft else base
        left = outcome.content if outcome.draft and not outcome.edited else base
        laid = next((write.content for write in outcome.write if write.path != PATH), None)
        places = (*((Beside(NY, laid, ours=True),) if laid else ()), Beside(NY_2))
        return History(
            PATH,
            outcome.content,
            kept,
            known_as(left),
            places,
            previous=outcome.previous,
        )

    new: Draft = draft(words)
    first = merge(new, History(PATH, current, base, known_as(base), FREE), TODAY)
    second = merge(new, remembered(first), TODAY)
    assert second.write == ()
    assert second.content == first.content
    assert second.exit_code == first.exit_code
    assert second.waiting_conflicts == first.conflicts
    assert second.waiting == 0 if first.action != "merged" else second.waiting > 0
