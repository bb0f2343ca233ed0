"""The state of a document: what is written is read, an older one as well, and what is odd is nothing known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.memory import Memory, commit, recall, stage
from pipeline.model import FieldSpan
from pipeline.state import State, digest, parsed, parsed_fields, written_out
from tests.small_documents import draft, word_file
from tests.store_runs import one, output, place, remembered

__all__ = ["output"]

FULL = State(
    "a" * 64,
    "b" * 64,
    "c" * 64,
    "d" * 64,
    frozenset({"1", "2"}),
    {"brev.ny.docx": "e" * 64},
    frozenset({"brev.ny.docx"}),
    {"case": "../cases/bydel-x.yaml"},
    "Brev.docx",
)


def test_what_is_written_is_read() -> None:
    """Every entry comes back, in a file that is the same every time."""
    assert parsed(written_out(FULL)) == FULL
    assert parsed(written_out(State())) == State()
    assert written_out(FULL) == written_out(parsed(written_out(FULL)))


def test_a_state_of_the_first_version_is_read(output: Path) -> None:
    """What an earlier make-docs left holds on: the document is known, and follows the template."""
    one(output, "gammelt")
    entries = json.loads((remembered(output) / "state.json").read_bytes())
    first = {key: entries[key] for key in ("written", "base", "fields", "besides", "origin")}
    (remembered(output) / "state.json").write_text(json.dumps({"version": 1, **first}), encoding="utf-8")
    assert one(output, "gammelt").action == "unchanged"
    assert one(output, "nytt").action == "replaced"
    assert json.loads((remembered(output) / "state.json").read_bytes())["version"] == 2


@pytest.mark.parametrize(
    "odd",
    [b"", b"{", b"[]", b"7", b'{"version": 99}', b'{"version": "2"}', b"{}", b"\xff", b"[" * 100_000],
)
def test_what_is_odd_is_nothing_known(odd: bytes) -> None:
    """No crash and no guess."""
    assert parsed(odd) == State()
    assert parsed_fields(odd) == ()


def test_odd_entries_are_left_out() -> None:
    """The others hold."""
    odd = {"version": 2, "written": 7, "base": "b", "told": [1, "x"], "besides": {"a": 1, "b": "c"}}
    assert parsed(json.dumps(odd).encode()) == State(base="b", told=frozenset({"x"}), besides={"b": "c"})


@pytest.mark.parametrize("row", ["x", ["p"], ["p", "0", 0, 1, "a.b", False], ["p", 0, 0, 1, "a.b", 0], None])
def test_a_map_of_fields_with_something_odd_is_empty(row: object) -> None:
    """A map that is half right would name the wrong words."""
    assert parsed_fields(json.dumps([["p", 0, 0, 1, "a.b", False]]).encode()) == (FieldSpan("p", 0, 0, 1, "a.b"),)
    assert parsed_fields(json.dumps([["p", 0, 0, 1, "a.b", False], row]).encode()) == ()


def test_what_is_remembered_is_what_the_hashes_vouch_for(tmp_path: Path) -> None:
    """BASE, its fields and the one before it: each alone is lost when somebody changed it."""
    folder, one_before = tmp_path / "brev", word_file("før")
    new = draft("nytt")
    stage(folder, State(written=digest(new.content)), new, one_before, durable=False)
    commit(folder)
    whole = recall(folder, new.content)
    assert whole == Memory(whole.state, new.content, new.fields, one_before)
    for name, lost in (("last.docx", "base"), ("fields.json", "fields"), ("previous.docx", "previous")):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(b"[]")
        left = recall(folder, new.content)
        assert getattr(left, lost) in (None, ())
        assert left.state == whole.state
        (folder / name).write_bytes(content)
    assert recall(folder, new.content) == whole


def test_the_one_before_goes_with_the_last_suggestion(tmp_path: Path) -> None:
    """Old words are not kept longer than they are needed."""
    folder = tmp_path / "brev"
    for previous in (word_file("før"), None):
        stage(folder, State(), draft("nytt"), previous, durable=False)
        commit(folder)
        assert (folder / "previous.docx").exists() == (previous is not None)


def test_nothing_new_writes_nothing(output: Path) -> None:
    """The state of an unchanged document is compared, not written; what somebody damaged is mended."""
    one(output, "gammelt")
    before = {path: path.stat().st_mtime_ns for path in remembered(output).iterdir()}
    one(output, "gammelt")
    assert {path: path.stat().st_mtime_ns for path in remembered(output).iterdir()} == before
    (remembered(output) / "fields.json").write_bytes(b"")
    one(output, "gammelt")
    assert recall(remembered(output), place(output).read_bytes()).fields == draft("gammelt").fields
