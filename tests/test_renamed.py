"""Documents that a person renamed, copied or deleted: followed, reported and left alone, never guessed at."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import AccessError, Fault
from pipeline.files import read_file
from pipeline.word.identity import properties_of
from tests.small_documents import draft, text, word_file
from tests.store_runs import everything, one, output, place, remembered, run

__all__ = ["output"]

NEW_NAME = "Brev til søkere – ferdig.docx"
BASE = "Første avsnitt om stillingen.\nSiste avsnitt om frister."
MINE = BASE.replace("frister", "frister, og litt til fra meg")
NEWS = BASE.replace("stillingen", "stillingen og oppgavene")


def test_a_renamed_document_is_followed(output: Path) -> None:
    """Nobody edited it, so it is replaced where it lies now; nothing is made under the old name."""
    one(output, BASE)
    place(output).rename(place(output, NEW_NAME))
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.path, outcome.exit_code) == ("replaced", place(output, NEW_NAME), 0)
    assert text(place(output, NEW_NAME).read_bytes()) == NEWS
    assert not place(output).exists()


def test_a_renamed_and_edited_document_is_merged(output: Path) -> None:
    """The news goes into the person's file under the name that they gave it."""
    one(output, BASE)
    place(output).unlink()
    place(output, NEW_NAME).write_bytes(word_file(MINE))
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.path) == ("merged", place(output, NEW_NAME))
    assert one(output, NEWS).waiting == 1
    assert sorted(path.name for path in place(output).parent.iterdir()) == [NEW_NAME]


def test_the_new_name_is_remembered(output: Path) -> None:
    """A file that comes to lie in the old place later is a copy: the one that was followed stays followed."""
    one(output, BASE)
    place(output).rename(place(output, NEW_NAME))
    assert one(output, BASE).action == "unchanged"
    shutil.copy(place(output, NEW_NAME), place(output))
    outcome = one(output, NEWS)
    assert (outcome.path, outcome.action) == (place(output, NEW_NAME), "replaced")
    assert any("brev.docx er en kopi" in note for note in outcome.notes)
    assert place(output).read_bytes() == word_file(BASE)


@pytest.mark.parametrize("odd", ["../brev.docx", "a/b.docx", "", "..", "/etc/passwd", "brev.txt"])
def test_a_damaged_name_leads_nowhere(output: Path, odd: str) -> None:
    """What the state says of the name is believed only when it can be one."""
    one(output, BASE)
    file = remembered(output) / "state.json"
    file.write_text(json.dumps({**json.loads(file.read_bytes()), "file": odd}), encoding="utf-8")
    assert (one(output, NEWS).action, one(output, NEWS).path) == ("replaced", place(output))


def test_renamed_back_it_is_followed_back(output: Path) -> None:
    """The name that is remembered is no longer there, and the old one is."""
    one(output, BASE)
    place(output).rename(place(output, NEW_NAME))
    one(output, NEWS)
    place(output, NEW_NAME).rename(place(output))
    outcome = one(output, BASE)
    assert (outcome.path, outcome.action) == (place(output), "replaced")


def test_a_new_version_lies_beside_the_renamed_document(output: Path) -> None:
    """What cannot be merged gets its new version under the name that the document has now."""
    one(output, BASE)
    place(output).unlink()
    place(output, NEW_NAME).write_bytes(word_file(MINE, signed=True))
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.exit_code) == ("beside", 1)
    assert outcome.beside == place(output, NEW_NAME.replace(".docx", ".ny.docx"))
    assert outcome.reason == "dokumentet er signert digitalt"


def test_a_copy_is_told_and_never_touched(output: Path) -> None:
    """The document in its place is followed; the copy stays as it is, and the note says how to change that."""
    one(output, BASE)
    copy = place(output, "brev - kopi.docx")
    shutil.copy(place(output), copy)
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.path, outcome.exit_code) == ("replaced", place(output), 0)
    (note,) = outcome.notes
    assert note.startswith("brev - kopi.docx er en kopi")
    assert f'make-docs adopt "{copy}"' in note
    assert copy.read_bytes() == word_file(BASE)


def test_several_candidates_are_never_guessed_between(output: Path) -> None:
    """The document is gone and two files say that they are it: nothing is done, and a person must say which."""
    one(output, BASE)
    place(output).rename(place(output, "a.docx"))
    shutil.copy(place(output, "a.docx"), place(output, "b.docx"))
    before = everything(output)
    outcome = one(output, NEWS)
    assert (outcome.action, outcome.exit_code, outcome.content) == ("failed", 1, None)
    (fault,) = outcome.faults
    assert "a.docx og b.docx" in fault.message
    assert "make-docs adopt" in (fault.hint or "")
    assert everything(output) == before


@pytest.mark.parametrize("name", ["~$brev2.docx", ".brev2.docx", "brev.ny.docx", "notat.txt"])
def test_what_is_no_document_is_no_candidate(output: Path, name: str) -> None:
    """Owner files, hidden files, new versions beside and other kinds of files are not asked who they are."""
    one(output, BASE)
    shutil.copy(place(output), place(output, name))
    assert one(output, BASE).notes == ()


def test_another_document_s_file_is_no_candidate(output: Path) -> None:
    """A file with another id is somebody else's, and one without any as well."""
    one(output, BASE)
    place(output).unlink()
    place(output, "notat.docx").write_bytes(word_file(BASE, document="notat"))
    place(output, "ulest.docx").write_bytes(b"ikke et dokument")
    assert one(output, NEWS).action == "unchanged"
    assert place(output, "notat.docx").read_bytes() == word_file(BASE, document="notat")


def test_a_file_that_cannot_be_read_is_no_candidate(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that another program holds stops nothing."""
    one(output, BASE)
    shutil.copy(place(output), place(output, "kopi.docx"))

    def held(path: Path) -> bytes | None:
        if path.name == "kopi.docx":
            raise AccessError([Fault("in-use", "Filen er i bruk av et annet program.")])
        return read_file(path)

    monkeypatch.setattr("pipeline.places.read_file", held)
    assert (one(output, NEWS).action, one(output, NEWS).notes) == ("replaced", ())


def test_one_file_by_two_names_is_one_file(output: Path) -> None:
    """As on a disk that does not tell «Brev» from «brev»: here a second name for the very same file."""
    one(output, BASE)
    place(output, "BREV.docx").hardlink_to(place(output))
    assert one(output, BASE).notes == ()


def test_links_are_not_asked(output: Path, tmp_path: Path) -> None:
    """A link may lead anywhere."""
    one(output, BASE)
    place(output).rename(tmp_path / "elsewhere.docx")
    place(output, "lenke.docx").symlink_to(tmp_path / "elsewhere.docx")
    assert one(output, NEWS).content is None


def test_the_id_is_read_without_the_rest() -> None:
    """Only two small parts are inflated; what is no Word file says nothing."""
    assert properties_of(word_file("x"))["make-docs.dokument"] == "brev"
    assert properties_of(b"notater") == {}
    assert properties_of(word_file("x")[:-40]) == {}


# --- deleted ----------------------------------------------------------------------------------------------------------


def test_a_deleted_document_is_not_made_again(output: Path) -> None:
    """The person took it away; the note says what brings it back, and nobody need look."""
    run(output, draft("gammelt"), draft("annet", "notat"))
    place(output).unlink()
    before = everything(output)
    for words in ("gammelt", "nytt"):
        outcome, _ = run(output, draft(words), draft("annet", "notat"))
        assert (outcome.action, outcome.content, outcome.exit_code) == ("unchanged", None, 0)
        (note,) = outcome.notes
        assert "--only brev --force" in note
    assert everything(output) == before


def test_force_makes_it_again(output: Path) -> None:
    """And then it is followed as before."""
    run(output, draft("gammelt"), draft("annet", "notat"))
    place(output).unlink()
    assert one(output, "nytt", force=True).action == "created"
    assert one(output, "nyere").action == "replaced"


@pytest.mark.parametrize("leave", ["no folder", "an empty folder"])
def test_a_folder_that_is_gone_is_made_anew(output: Path, leave: str) -> None:
    """Whoever clears the whole folder wants a fresh start."""
    run(output, draft("gammelt"), draft("annet", "notat"))
    shutil.rmtree(place(output).parent)
    if leave == "an empty folder":
        place(output).parent.mkdir()
    assert [outcome.action for outcome in run(output, draft("gammelt"), draft("annet", "notat"))] == ["created"] * 2


def test_a_document_whose_state_is_lost_is_made(output: Path) -> None:
    """Nobody knows that it ever was there."""
    run(output, draft("gammelt"), draft("annet", "notat"))
    place(output).unlink()
    shutil.rmtree(remembered(output))
    assert one(output, "gammelt").action == "created"


# --- locked, and versions beside --------------------------------------------------------------------------------------


def test_a_new_version_is_laid_beside_a_locked_document(output: Path) -> None:
    """Asked for, and only then; the locked file is never touched, and there is nothing to lay when nothing is new."""
    one(output, BASE)
    assert one(output, NEWS, locked=("brev",)).action == "locked"
    outcome = one(output, NEWS, locked=("brev",), new_version=True)
    assert (outcome.action, outcome.reason, outcome.exit_code) == ("beside", "dokumentet er låst", 1)
    assert place(output).read_bytes() == outcome.content == word_file(BASE)
    assert place(output, "brev.ny.docx").read_bytes() == word_file(NEWS)
    assert one(output, BASE, locked=("brev",), new_version=True).action == "locked"


def test_a_version_beside_that_has_nothing_more_is_told_once(output: Path) -> None:
    """The person sees that it may go; it is not taken away, and not told of again."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE, signed=True))
    one(output, NEWS)
    place(output).write_bytes(word_file(BASE))
    outcome = one(output, BASE)
    assert outcome.notes == ("brev.ny.docx har ikke noe nytt lenger, og kan slettes.",)
    assert one(output, BASE).notes == ()
    assert place(output, "brev.ny.docx").exists()


def test_a_file_that_we_do_not_know_is_explained(output: Path) -> None:
    """Its new version lies beside it, and the note says how it can be followed."""
    place(output).parent.mkdir(parents=True)
    place(output).write_bytes(word_file(MINE))
    outcome = one(output, NEWS)
    assert outcome.reason == "make-docs vet ikke hva som er redigert i filen"
    assert f"make-docs adopt {place(output)}" in outcome.notes[0]
