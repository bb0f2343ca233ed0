"""The output folder: runs one after the other, crashes between, people editing, and what is in the way."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline import memory
from pipeline.errors import AccessError, Fault
from pipeline.keeping import Outcome, Write
from pipeline.merge import merge
from pipeline.provenance import document_id, provenance
from pipeline.store import Store
from tests.small_documents import draft, small_case, word_file
from tests.store_runs import TODAY, everything, one, output, place, remembered, run
from tests.trouble import Killed, Trouble, troubled

__all__ = ["output"]

CASE = small_case()
EDITED = word_file("gammelt, og mitt", signed=True)


def fault_codes(outcome: Outcome) -> list[str]:
    """Return the codes of an outcome's faults."""
    return [fault.code for fault in outcome.faults]


# --- runs one after the other -----------------------------------------------------------------------------------------


def test_the_first_run_makes_document_and_state(output: Path) -> None:
    """The document is there, and beside it, out of the way, what later runs need to know."""
    outcome = one(output, "gammelt")
    assert (outcome.action, outcome.exit_code) == ("created", 0)
    assert place(output).read_bytes() == outcome.content == word_file("gammelt")
    assert (remembered(output) / "last.docx").read_bytes() == word_file("gammelt")
    assert json.loads((remembered(output) / "fields.json").read_bytes()) == [
        ["word/document.xml", 0, 0, 7, "brev.tekst", False]
    ]
    kept = json.loads((remembered(output) / "state.json").read_bytes())
    assert kept["version"] == 2
    assert kept["written"] == kept["base"] == hashlib.sha256(word_file("gammelt")).hexdigest()
    assert kept["origin"].items() >= provenance("bydel-x", "brev", template="t", case="1").items()
    assert "ikke slett" in (output / ".make-docs" / "README.txt").read_text(encoding="utf-8").casefold()


def test_the_state_holds_no_words(output: Path) -> None:
    """What a document says stands in BASE only; the small files name fields and hashes."""
    one(output, "hemmelig")
    for name in ("state.json", "fields.json"):
        assert b"hemmelig" not in (remembered(output) / name).read_bytes()


def test_a_second_run_touches_nothing(output: Path) -> None:
    """Same bytes, same mtimes, same files on the disk: the documents, the state and the rest."""
    one(output, "gammelt")
    before = everything(output)
    assert one(output, "gammelt").action == "unchanged"
    assert everything(output) == before


def test_a_new_version_replaces_what_nobody_touched(output: Path) -> None:
    """A document as we left it follows the template, again and again."""
    for words, action in (("en", "created"), ("to", "replaced"), ("tre", "replaced"), ("tre", "unchanged")):
        assert one(output, words).action == action
        assert place(output).read_bytes() == word_file(words)


def test_a_field_that_is_not_shown_leaves_the_document_alone(output: Path) -> None:
    """Another case digest in the provenance is no reason to write, now or later."""
    one(output, "gammelt")
    before = place(output).stat().st_mtime_ns
    (outcome,) = run(output, draft("gammelt", case="2"))
    assert (outcome.action, outcome.content) == ("unchanged", word_file("gammelt"))
    assert place(output).stat().st_mtime_ns == before
    assert one(output, "nytt").action == "replaced"


def test_an_edited_document_gets_the_new_version_beside_it(output: Path) -> None:
    """The person's file stays, the new one lies beside it, the run says so; a second run writes nothing."""
    one(output, "gammelt")
    place(output).write_bytes(EDITED)
    outcome = one(output, "nytt")
    assert (outcome.action, outcome.beside, outcome.exit_code) == ("beside", place(output, "brev.ny.docx"), 1)
    assert outcome.content == place(output).read_bytes() == EDITED
    assert place(output, "brev.ny.docx").read_bytes() == word_file("nytt")
    assert (remembered(output) / "last.docx").read_bytes() == word_file("gammelt")
    before = everything(output)
    again = one(output, "nytt")
    assert (again.action, again.exit_code) == ("beside", 1)
    assert everything(output) == before


def test_an_edited_document_with_nothing_new_is_left_in_peace(output: Path) -> None:
    """Editing alone is no event: nothing is written and nobody need look."""
    one(output, "gammelt")
    place(output).write_bytes(EDITED)
    before = everything(output)
    outcome = one(output, "gammelt")
    assert (outcome.action, outcome.exit_code) == ("unchanged", 0)
    assert everything(output) == before


def test_a_version_beside_that_nobody_touched_is_renewed(output: Path) -> None:
    """One new version beside the document is enough, as long as nobody writes in it."""
    one(output, "gammelt")
    place(output).write_bytes(EDITED)
    for words in ("nytt", "nyere"):
        assert one(output, words).beside == place(output, "brev.ny.docx")
        assert place(output, "brev.ny.docx").read_bytes() == word_file(words)
    assert not place(output, "brev.ny-2.docx").exists()


def test_an_edited_version_beside_is_never_written_over(output: Path) -> None:
    """When the person writes in the version beside, or it is somebody else's file, the next one gets a new name."""
    one(output, "gammelt")
    place(output).write_bytes(EDITED)
    place(output, "brev.ny.docx").write_bytes(b"somebody's")
    assert one(output, "nytt").beside == place(output, "brev.ny-2.docx")
    place(output, "brev.ny-2.docx").write_bytes(EDITED)
    place(output, "brev.ny-3.docx").mkdir()
    assert one(output, "nyere").beside == place(output, "brev.ny-4.docx")
    assert place(output, "brev.ny.docx").read_bytes() == b"somebody's"
    assert place(output, "brev.ny-2.docx").read_bytes() == EDITED
    assert place(output, "brev.ny-4.docx").read_bytes() == word_file("nyere")


def test_a_file_that_we_did_not_make_is_never_written_over(output: Path) -> None:
    """A file of that name without a state is somebody's."""
    place(output).parent.mkdir(parents=True)
    place(output).write_bytes(b"notater")
    outcome = one(output, "nytt")
    assert (outcome.action, outcome.content, outcome.exit_code) == ("beside", b"notater", 1)
    assert place(output).read_bytes() == b"notater"
    assert one(output, "nytt").action == "beside"


def test_taking_the_version_beside_into_use(output: Path) -> None:
    """A person who puts the new version in the document's place is followed from there."""
    one(output, "gammelt")
    place(output).write_bytes(EDITED)
    one(output, "nytt")
    place(output, "brev.ny.docx").replace(place(output))
    assert one(output, "nytt").action == "unchanged"
    assert one(output, "nyere").action == "replaced"


def test_a_locked_document_is_never_touched(output: Path) -> None:
    """What the case calls published or signed is neither made, replaced nor laid beside."""
    assert one(output, "gammelt", locked=("brev",)).action == "locked"
    assert not place(output).exists()
    one(output, "gammelt")
    before = everything(output)
    outcome = one(output, "nytt", locked=("brev",))
    assert (outcome.action, outcome.exit_code, outcome.content) == ("locked", 0, word_file("gammelt"))
    assert everything(output) == before


def test_one_failing_document_does_not_stop_the_others(output: Path) -> None:
    """A folder in the place of one document; the other two are made."""
    place(output).mkdir(parents=True)
    outcomes = run(output, draft("a", "foran"), draft("b"), draft("c", "bak"))
    assert [outcome.action for outcome in outcomes] == ["created", "failed", "created"]
    assert [outcome.exit_code for outcome in outcomes] == [0, 5, 0]


# --- planning ---------------------------------------------------------------------------------------------------------


def test_a_plan_says_what_the_run_does_and_writes_nothing(output: Path) -> None:
    """Created, replaced, beside and unchanged: a plan gives the very outcomes of the run after it."""
    for words, edited in (("en", None), ("to", None), ("to", None), ("tre", EDITED), ("tre", None)):
        if edited:
            place(output).write_bytes(edited)
        before = everything(output)
        planned = one(output, words, planning=True)
        assert everything(output) == before
        assert output.exists() == bool(before)
        assert one(output, words) == planned


def test_a_plan_foretells_a_folder_without_write_permission(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dry run ends with the exit code of the real one."""
    one(output, "gammelt")
    monkeypatch.setattr(os, "access", lambda path, _mode: ".make-docs" in str(path))
    outcome = one(output, "nytt", planning=True)
    assert (outcome.action, outcome.exit_code, fault_codes(outcome)) == ("failed", 5, ["no-access"])
    assert outcome.content == word_file("gammelt")
    assert one(output, "gammelt", planning=True).action == "unchanged"
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(AccessError) as caught:
        one(output, "gammelt", planning=True)
    assert caught.value.exit_code == 5


# --- crashes and damage -----------------------------------------------------------------------------------------------


def test_a_crash_between_document_and_state_is_mended(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document is new and the state old: the next run sees that the document is its own, and goes on."""
    one(output, "gammelt")

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.store.commit", killed)
        with pytest.raises(Killed):
            one(output, "nytt")
    assert place(output).read_bytes() == word_file("nytt")
    assert (remembered(output) / "last.docx").read_bytes() == word_file("gammelt")
    assert one(output, "nytt").action == "unchanged"
    assert (remembered(output) / "last.docx").read_bytes() == word_file("nytt")
    assert one(output, "nyere").action == "replaced"


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("lasting", [False, True])
def test_whatever_fails_nothing_is_lost(tmp_path: Path, *, edited: bool, lasting: bool) -> None:
    """The n-th call of a run fails, or kills it, for every n: the document is whole, and the next run goes on."""
    error: Callable[[], BaseException] = Killed if lasting else lambda: OSError(errno.ENOSPC, "")
    for when in range(1, 400):
        output = tmp_path / str(when)
        one(output, "gammelt")
        if edited:
            place(output).write_bytes(EDITED)
        trouble = Trouble(when, error, lasting=lasting)
        store = Store(output, planning=False)
        outcome = None
        try:
            with troubled(trouble):
                (outcome,) = store.write(CASE, [merge(draft("nytt"), store.history(CASE, "brev"), TODAY)])
        except Killed:
            assert lasting
        allowed = [EDITED] if edited else [word_file("gammelt"), word_file("nytt")]
        assert place(output).read_bytes() in allowed
        if outcome:
            assert outcome.content in (place(output).read_bytes(), None if outcome.action == "failed" else b"")
            assert outcome.exit_code in (0, 1) or outcome.faults
        after = one(output, "nytt")
        assert after.action == "beside" if edited else after.action in ("unchanged", "replaced")
        assert place(output).read_bytes() == (EDITED if edited else word_file("nytt"))
        assert one(output, "nyere").action == ("beside" if edited else "replaced")
        if not trouble.struck:
            return
    pytest.fail("the sweep never ended")


@pytest.mark.parametrize(("step", "action"), [("write_file", "failed"), ("move_file", "created")])
def test_a_state_that_cannot_be_written_is_said(
    output: Path, monkeypatch: pytest.MonkeyPatch, step: str, action: str
) -> None:
    """Before the document nothing is made, after it the document is; the fault and exit code 5 say it, and it mends."""
    fault = Fault("disk-full", "Det er ikke mer plass på disken.")

    def full(*_: object, **__: object) -> bool:
        raise AccessError([fault])

    with monkeypatch.context() as patch:
        patch.setattr(memory, step, full)
        outcome = one(output, "nytt")
    assert (outcome.action, outcome.exit_code, outcome.faults) == (action, 5, (fault,))
    assert place(output).exists() == (action == "created")
    assert one(output, "nytt").action == ("unchanged" if action == "created" else "created")
    assert one(output, "nyere").action == "replaced"


DAMAGE: dict[str, tuple[str, bytes]] = {
    "empty": ("state.json", b""),
    "not JSON": ("state.json", b"{"),
    "not UTF-8": ("state.json", b"\xff\xfe{"),
    "a list": ("state.json", b"[]"),
    "nested without end": ("state.json", b"[" * 100_000),
    "another version": ("state.json", b'{"version": 99}'),
    "no version": ("state.json", b"{}"),
    "odd types": ("state.json", b'{"version": 1, "written": 7, "base": [], "besides": "x", "origin": {"a": 1}}'),
    "BASE cut off": ("last.docx", b"PK"),
    "BASE exchanged": ("last.docx", EDITED),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_state_is_an_unknown_past(output: Path, damage: str) -> None:
    """No crash and nothing written over; when the document is what we would write anyway, the state is mended."""
    name, content = DAMAGE[damage]
    one(output, "gammelt")
    (remembered(output) / name).write_bytes(content)
    assert one(output, "nytt").action == "beside"
    assert place(output).read_bytes() == word_file("gammelt")
    (remembered(output) / name).write_bytes(content)
    assert one(output, "gammelt").action == "unchanged"
    assert one(output, "nytt").action == "replaced"


def test_a_lost_state_is_an_unknown_past(output: Path) -> None:
    """Without .make-docs, documents are somebody's; nothing is lost."""
    one(output, "gammelt")
    for path in remembered(output).iterdir():
        path.unlink()
    assert one(output, "nytt").action == "beside"
    assert place(output).read_bytes() == word_file("gammelt")


# --- what is in the way -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("owner", "program"), [("~$brev.docx", "Word"), (".~lock.brev.docx#", "LibreOffice")])
def test_an_open_document_is_not_written(output: Path, owner: str, program: str) -> None:
    """A document that is open is left alone with exit code 5, and only when there is something to write."""
    one(output, "gammelt")
    place(output, owner).write_bytes(b"")
    assert one(output, "gammelt").action == "unchanged"
    for planning in (True, False):
        outcome = one(output, "nytt", planning=planning)
        assert (outcome.action, outcome.exit_code) == ("failed", 5)
        assert f"åpent i {program}" in outcome.faults[0].message
    assert place(output).read_bytes() == word_file("gammelt")
    place(output, owner).unlink()
    assert one(output, "nytt").action == "replaced"


def test_a_document_that_changes_while_we_work_is_not_written(output: Path) -> None:
    """Between looking and writing a person may save, or open the document: what they did stands."""
    one(output, "gammelt")
    store = Store(output, planning=False)
    outcome = merge(draft("nytt"), store.history(CASE, "brev"), TODAY)
    place(output).write_bytes(EDITED)
    (failed,) = store.write(CASE, [outcome])
    assert (failed.action, failed.exit_code, failed.content) == ("failed", 5, EDITED)
    assert failed.faults[0].message == "Filen ble endret mens make-docs arbeidet, og er ikke rørt."
    place(output).write_bytes(word_file("gammelt"))
    place(output, "~$brev.docx").write_bytes(b"")
    (failed,) = store.write(CASE, [outcome])
    assert fault_codes(failed) == ["document-open"]
    assert place(output).read_bytes() == word_file("gammelt")


def test_a_save_while_the_backup_is_written_stands(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the last look at the whole file comes a backup, which takes its time on a slow disk."""
    one(output, "gammelt")
    place(output).write_bytes(word_file("gammelt", day=date(2026, 12, 1)))  # as an editor saved it
    monkeypatch.setattr("pipeline.store.back_up", lambda *_: place(output).write_bytes(EDITED))
    outcome = one(output, "nytt")
    assert (outcome.action, fault_codes(outcome)) == ("failed", ["changed-meanwhile"])
    assert place(output).read_bytes() == EDITED


def test_a_document_that_cannot_be_read(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is neither checked nor written; when it is open, that is the reason that is told."""
    one(output, "gammelt")
    real_open = io.open

    def denied(path: Any, *args: Any, **options: Any) -> Any:
        if Path(path) == place(output):
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, *args, **options)

    monkeypatch.setattr(io, "open", denied)
    outcome = one(output, "nytt")
    assert (outcome.action, outcome.exit_code, fault_codes(outcome)) == ("failed", 5, ["no-access"])
    place(output, "~$brev.docx").write_bytes(b"")
    assert fault_codes(one(output, "nytt")) == ["document-open"]


def test_links_are_not_followed(output: Path, tmp_path: Path) -> None:
    """A link in the place of a document or of a case's folder leads nowhere; what it points at is not touched."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "brev.docx").write_bytes(b"somebody's")
    place(output).parent.mkdir(parents=True)
    place(output).symlink_to(elsewhere / "brev.docx")
    outcome = one(output, "nytt")
    assert (outcome.action, outcome.exit_code, fault_codes(outcome)) == ("failed", 5, ["not-a-file"])
    place(output).unlink()
    place(output).parent.rmdir()
    place(output).parent.symlink_to(elsewhere, target_is_directory=True)
    outcome = one(output, "nytt")
    assert (outcome.action, outcome.exit_code, fault_codes(outcome)) == ("failed", 5, ["leads-out"])
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == {"brev.docx": b"somebody's"}


ODD_NAMES = ["..", ".", "", "a/b", "a\\b", "../x", "/tmp/x", ".make-docs", "a:b", "a\0b", "a ", "a.", "~\n", "b" * 300]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_no_name_leads_out_of_the_output_folder(output: Path, tmp_path: Path, name: str) -> None:
    """Whatever a case or a template is called: nothing is written outside the case's folder."""
    store = Store(output, planning=False)
    case = small_case(name)
    (outcome,) = store.write(case, [merge(draft("nytt"), store.history(case, "brev"), TODAY)])
    assert (outcome.action, outcome.exit_code) == ("failed", 5)
    if name not in ("a ", "a."):
        (outcome,) = store.write(CASE, [merge(draft("nytt", name), store.history(CASE, name), TODAY)])
        assert (outcome.action, outcome.exit_code) == ("failed", 5)
    outside = Outcome("brev", "created", place(output), write=(Write(tmp_path / "brev.docx", b"x"),))
    assert store.write(CASE, [outside])[0].action == "failed"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["lock", "README.txt", "readme.TXT", "saker", "backup"])
def test_our_own_files_take_no_case_s_name(output: Path, name: str) -> None:
    """A case may be called what our own files are called: it is made, remembered and followed."""
    case = small_case(name)
    for words, action in (("en", "created"), ("to", "replaced"), ("to", "unchanged")):
        store = Store(output, planning=False)
        with store.exclusive():
            (outcome,) = store.write(case, [merge(draft(words), store.history(case, "brev"), TODAY)])
        assert (outcome.action, outcome.exit_code, outcome.faults) == (action, 0, ())


# --- one run at a time ------------------------------------------------------------------------------------------------


def test_two_runs_at_once(output: Path) -> None:
    """The second one stops at once and says why; a plan may look all the while."""
    with Store(output, planning=False).exclusive():
        with pytest.raises(AccessError) as caught, Store(output, planning=False).exclusive():
            pytest.fail("two runs at once")
        assert caught.value.exit_code == 5
        assert caught.value.faults[0].message.startswith("En annen kjøring holder på")
        with Store(output, planning=True).exclusive():
            pass
    with Store(output, planning=False).exclusive():
        pass


def test_a_killed_run_holds_nobody_up(output: Path) -> None:
    """The lock of a process that is gone is no lock."""
    code = f"""
import os, pathlib
from pipeline.store import Store
with Store(pathlib.Path({str(output)!r}), planning=False).exclusive():
    os._exit(9)
"""
    root = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 9
    with Store(output, planning=False).exclusive():
        pass


def test_an_output_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """A file where the output folder should be: exit code 5 before any work is done, in a plan as well."""
    (tmp_path / "output").write_bytes(b"")
    for planning in (True, False):
        with pytest.raises(AccessError) as caught, Store(tmp_path / "output", planning=planning).exclusive():
            pytest.fail("there is no folder")
        assert caught.value.exit_code == 5
        assert caught.value.faults[0].code == "not-a-folder"


def test_a_lock_file_that_cannot_be_opened(output: Path) -> None:
    """A folder where the lock should be is a fault, not a crash."""
    (output / ".make-docs" / "lock").mkdir(parents=True)
    with pytest.raises(AccessError) as caught, Store(output, planning=False).exclusive():
        pytest.fail("there is no lock")
    assert caught.value.exit_code == 5


# --- names ------------------------------------------------------------------------------------------------------------


def test_the_opaque_id_is_the_same_everywhere() -> None:
    """It depends on case and document alone, not on how an «å» is composed, and tells nothing of either."""
    assert document_id("bydel-x", "brev") == "a14625ec-dd74-5745-8f13-6836fd4055b4"
    assert document_id("b\u00e5t", "brev") == document_id("ba\u030at", "brev")
    assert document_id("bydel-x", "brev") != document_id("bydel-y", "brev")


def test_the_case_of_a_document_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state names the case's file as seen from the output folder, so that both may be moved together."""
    case = small_case(folder=tmp_path / "before" / "cases")
    store = Store(tmp_path / "before" / "output", planning=False)
    store.write(case, [merge(draft("nytt"), store.history(case, "brev"), TODAY)])
    (tmp_path / "before").rename(tmp_path / "after")
    file = tmp_path / "after" / "cases" / "bydel-x.yaml"
    moved = Store(tmp_path / "after" / "output", planning=True)
    assert moved.case_of(document_id("bydel-x", "brev")) is None
    file.parent.mkdir()
    file.touch()
    assert moved.case_of(document_id("bydel-x", "brev")) == file
    monkeypatch.chdir(tmp_path / "after")
    assert moved.case_of(document_id("bydel-x", "brev")) == Path("cases/bydel-x.yaml")
    assert Store(Path("output"), planning=True).case_of(document_id("bydel-x", "brev")) == Path("cases/bydel-x.yaml")
    assert moved.case_of(document_id("bydel-x", "notat")) is None
    assert moved.case_of("") is None
    (tmp_path / "after" / "output" / ".make-docs" / "saker" / "bydel-x" / "brev" / "state.json").write_bytes(b"{")
    assert moved.case_of(document_id("bydel-x", "brev")) is None
