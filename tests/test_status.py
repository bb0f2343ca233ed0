"""`make-docs status`: what state each document is in, told without writing anything."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from tests.command import DOCUMENTS, Workplace, workplace

__all__ = ["workplace"]

POSTING, GUIDE, ANNEX, ROLE, PLAN, CHECKLIST = DOCUMENTS
TODAY = "--date=2026-11-22"


def edit(path: Path) -> None:
    """Let a person write in the document."""
    document = docx.Document(str(path))
    document.paragraphs[3].insert_paragraph_before("Dette har en leder skrevet.")
    document.save(str(path))


def states(workplace: Workplace) -> dict[str, list[str]]:
    """Return the states of each document, and of each copy by its file's name."""
    said = workplace.make_docs("status", "cases/bydel-x.yaml", "--json")
    assert said.code == said.json["exit_code"] == 0
    return {
        one["document"] if one["states"] != ["copy"] else Path(one["path"]).name: one["states"]
        for one in said.json["cases"][0]["documents"]
    }


def all_are(*told: str) -> dict[str, list[str]]:
    """Return these states for every document."""
    return {name: list(told) for name in DOCUMENTS}


def test_every_state_is_told(workplace: Workplace) -> None:
    """From before the first run until the document is locked, open, renamed, copied, deleted or unknown."""
    assert states(workplace) == all_are("missing")
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert states(workplace) == all_are("fresh")
    edit(workplace.document(POSTING))
    assert states(workplace)[POSTING] == ["edited"]
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")
    assert states(workplace) == {**all_are("fresh", "outdated"), POSTING: ["edited", "outdated"]}
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert states(workplace) == {**all_are("fresh"), POSTING: ["edited", "waiting"]}
    workplace.document(GUIDE).unlink()
    workplace.document(ANNEX).with_name(f"~${ANNEX[2:]}.docx").write_bytes(b"")
    shutil.copy(workplace.document(PLAN), workplace.document(PLAN).with_name("kopi.docx"))
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-11\n  låst: [{ROLE}]")
    shutil.rmtree(workplace.folder / "output" / ".make-docs" / "saker" / "bydel-x" / PLAN)
    edit(workplace.document(PLAN))
    assert states(workplace) == {
        POSTING: ["edited", "waiting"],
        GUIDE: ["deleted"],
        ANNEX: ["fresh", "open"],
        ROLE: ["fresh", "locked"],
        PLAN: ["unknown"],
        CHECKLIST: ["fresh"],
        "kopi.docx": ["copy"],
    }
    workplace.edit_case("tittel: Erfaringsmedarbeider", "tittel: Erfaringskonsulent")
    workplace.make_docs("cases/bydel-x.yaml", TODAY, "--new-version")
    assert states(workplace)[ROLE] == ["fresh", "outdated", "beside", "locked"]


def test_a_leader_understands_the_words(workplace: Workplace) -> None:
    """The states are whole words in Norwegian, and the number of suggestions is told."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    edit(workplace.document(POSTING))
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")
    assert "redigert, malen eller saken er endret siden sist" in workplace.make_docs("status").words
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    said = workplace.make_docs("status", "cases/bydel-x.yaml", "--json").json["cases"][0]["documents"][0]
    told = workplace.make_docs("status").words
    assert f"redigert, {said['suggestions']} forslag venter" in told
    assert "som make-docs laget det" in told
    waiting = f"1 der {said['suggestions']} forslag venter"
    assert f"Til sammen 3 saker, 18 dokumenter: {waiting}; 12 ikke laget; 5 som make-docs laget det." in told


def test_nothing_is_written(workplace: Workplace) -> None:
    """Not even the output folder, and nothing after a run either."""
    workplace.make_docs("status")
    assert not (workplace.folder / "output").exists()
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = {path: path.stat().st_mtime_ns for path in (workplace.folder / "output").rglob("*")}
    workplace.make_docs("status")
    assert {path: path.stat().st_mtime_ns for path in (workplace.folder / "output").rglob("*")} == before


def test_the_json_has_a_shape_that_scripts_rely_on(workplace: Workplace) -> None:
    """One object; each document with its path, its states and how many suggestions wait in it."""
    said = workplace.make_docs("status", "--json")
    assert set(said.json) == {"version", "command", "errors", "cases", "exit_code"}
    assert (said.json["version"], said.json["command"]) == (1, "status")
    assert [case["case"] for case in said.json["cases"]] == ["bydel-x", "unn-2022", "uteseksjonen-2021"]
    assert set(said.json["cases"][0]) == {"case", "path", "errors", "documents"}
    assert set(said.json["cases"][0]["documents"][0]) == {
        *("document", "path", "states", "suggestions", "conflicts", "errors", "notes"),
    }


def test_a_case_that_is_wrong_does_not_stop_the_others(workplace: Workplace) -> None:
    """Its fault is told, and the exit code is the highest."""
    workplace.case("unn-2022").write_text("stilling: [\n", encoding="utf-8")
    said = workplace.make_docs("status", "--json")
    assert said.code == 3
    assert [bool(case["errors"]) for case in said.json["cases"]] == [False, True, False]
    assert "unn-2022" in workplace.make_docs("status").words


@pytest.mark.parametrize("arguments", [("finnes-ikke.yaml",), ("tom",)])
def test_a_folder_without_cases_and_a_case_that_is_not_there(workplace: Workplace, arguments: tuple[str, ...]) -> None:
    """The same exit codes as for the main job."""
    (workplace.folder / "tom").mkdir()
    assert workplace.make_docs("status", *arguments).code == workplace.make_docs(*arguments).code != 0


def test_what_cannot_be_used_is_told(workplace: Workplace) -> None:
    """A folder in a document's place ends with 5, and the others are told."""
    workplace.document(POSTING).mkdir(parents=True)
    said = workplace.make_docs("status", "cases/bydel-x.yaml")
    assert said.code == 5
    assert "Her ligger en mappe der filen skal ligge." in said.words
    assert "ikke laget" in said.words


# --- the main job's own words -----------------------------------------------------------------------------------------


def test_force_needs_only(workplace: Workplace) -> None:
    """Wrong usage, with the remedy; with --only the document is made again."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    workplace.document(POSTING).unlink()
    said = workplace.make_docs("cases/bydel-x.yaml", "--force", TODAY)
    assert (said.code, "--force virker bare sammen med --only" in said.err) == (2, True)
    assert "make-docs cases/bydel-x.yaml --only intervjuguide --force" in said.words.replace("\\", "/")
    assert "ligger ikke i mappen lenger" in workplace.make_docs("cases/bydel-x.yaml", TODAY).words
    assert not workplace.document(POSTING).exists()
    workplace.make_docs("cases/bydel-x.yaml", "--only", POSTING, "--force", TODAY)
    assert workplace.document(POSTING).exists()


def test_the_fleet_is_summed_up(workplace: Workplace) -> None:
    """A plan of several cases ends with all their documents by what becomes of them, and so does the run."""
    workplace.make_docs("cases", TODAY)
    edit(workplace.document(POSTING))
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")
    planned = workplace.make_docs("cases", "--dry-run", TODAY)
    document = workplace.make_docs("cases/bydel-x.yaml", "--dry-run", "--json", TODAY).json["cases"][0]["documents"][0]
    offered = f"{document['suggestions']} forslag"
    assert (
        f"Til sammen 3 saker, 18 dokumenter: 12 forblir uendret; 5 blir laget på nytt; 1 får {offered}."
        in planned.words
    )
    told = workplace.make_docs("cases", TODAY).words
    assert f"18 dokumenter: 12 uendret; 5 laget på nytt; 1 fikk {offered}." in told
    assert "velg Se gjennom > Neste" in told
    again = workplace.make_docs("cases", TODAY).words
    assert f"redigert, {offered} venter" in again
    assert f"18 dokumenter: 17 uendret; 1 der {offered} venter." in again
