"""The command line as a contract: commands, options, exit codes, JSON, and what goes where."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline import __version__
from pipeline.cli import run
from tests.command import DOCUMENTS, ROOT, Workplace, workplace

__all__ = ["workplace"]

TODAY = "--date=2026-11-22"


def test_one_case_becomes_six_documents(workplace: Workplace) -> None:
    """The main job: six documents in output/CASE, each named in the table, exit code 0."""
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert said.code == 0
    assert [name for name in DOCUMENTS if workplace.document(name).is_file()] == list(DOCUMENTS)
    assert all(name in said.out for name in DOCUMENTS)
    assert "FEIL" not in said.out
    assert "ADVARSEL" not in said.out
    assert f"Dokumentene ligger i {Path('output/bydel-x')}." in said.out


@pytest.mark.parametrize("day", ["2026-11-22", "2027-01-15"])
def test_the_complete_case_has_no_error_and_no_warning(workplace: Workplace, day: str) -> None:
    """bydel-x is fine on any day of the recruitment; only advice may remain."""
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", f"--date={day}")
    assert said.code == 0
    case = said.json["cases"][0]
    findings = [*case["findings"], *(one for document in case["documents"] for one in document["findings"])]
    assert {finding["severity"] for finding in findings} <= {"advice"}


def test_build_may_be_written_or_left_out(workplace: Workplace) -> None:
    """`make-docs build CASE` and `make-docs CASE` are the same command; without a case it takes the folder cases."""
    written = workplace.make_docs("build", "cases/bydel-x.yaml", "--json", TODAY)
    left_out = workplace.make_docs("--json", TODAY, "cases/bydel-x.yaml")
    assert {one["action"] for one in written.json["cases"][0]["documents"]} == {"created"}
    assert {one["action"] for one in left_out.json["cases"][0]["documents"]} == {"unchanged"}
    everything = workplace.make_docs("--json", TODAY)
    assert [case["case"] for case in everything.json["cases"]] == ["bydel-x", "unn-2022", "uteseksjonen-2021"]
    assert everything.code == 1


def test_running_twice_changes_nothing(workplace: Workplace) -> None:
    """The second run writes nothing: same bytes, same modification time, action unchanged, also another day."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(workplace.folder / "output")}
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", "--date=2027-01-15")
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in _files(workplace.folder / "output")}
    assert after == before
    assert {document["action"] for document in said.json["cases"][0]["documents"]} == {"unchanged"}


def test_a_dry_run_writes_nothing_and_ends_as_the_real_run(workplace: Workplace) -> None:
    """--dry-run tells what would happen, and leaves no file behind, not even the output folder."""
    planned = workplace.make_docs("cases", "--dry-run", "--json", TODAY)
    assert not (workplace.folder / "output").exists()
    real = workplace.make_docs("cases", "--json", TODAY)
    assert planned.code == real.code == 1
    assert planned.json["dry_run"] is True
    assert planned.json["cases"] == real.json["cases"]


def test_only_makes_the_documents_that_are_named(workplace: Workplace) -> None:
    """--only limits the run, and a slip in the name gets a suggestion and exit code 2."""
    workplace.make_docs("cases/bydel-x.yaml", "--only", "intervjuguide", "-d", "stillingsbeskrivelse")
    assert sorted(path.stem for path in (workplace.folder / "output" / "bydel-x").iterdir()) == [
        "intervjuguide",
        "stillingsbeskrivelse",
    ]
    slip = workplace.make_docs("cases/bydel-x.yaml", "--only", "intervjugide")
    assert slip.code == 2
    assert "intervjuguide" in slip.err


def test_json_has_the_shape_that_scripts_rely_on(workplace: Workplace) -> None:
    """--json prints one object on stdout and nothing else there; unknown parts are null."""
    said = workplace.make_docs("cases/uteseksjonen-2021.yaml", "--json", "--verbose", TODAY)
    assert set(said.json) == {"version", "command", "dry_run", "errors", "cases", "exit_code"}
    assert (said.json["version"], said.json["command"], said.json["exit_code"]) == (1, "build", said.code)
    case = said.json["cases"][0]
    assert set(case) == {"case", "path", "errors", "findings", "documents"}
    assert set(case["documents"][0]) == {
        *("document", "path", "action", "beside", "suggestions", "conflicts", "errors", "findings"),
        *("waiting", "waiting_conflicts", "reason", "notes"),
    }
    assert set(case["findings"][0]) == {
        *("rule", "severity", "section", "field", "message", "hint", "source", "places"),
    }
    assert set(case["findings"][0]["places"][0]) == {"document", "section", "text"}
    assert case["documents"][0]["beside"] is None
    assert "1 leser saken" in said.err


def test_an_error_in_json_has_its_place(workplace: Workplace) -> None:
    """An error has code, message, hint, path, line, column and key."""
    workplace.edit_case("  prosent: 100", "  prosnt: 100")
    said = workplace.make_docs("cases/bydel-x.yaml", "--json")
    error = said.json["cases"][0]["errors"][0]
    assert set(error) == {"code", "message", "hint", "path", "line", "column", "key"}
    assert "prosent" in error["hint"]
    assert error["line"] > 1
    assert said.code == 3


def test_one_broken_case_does_not_stop_the_others(workplace: Workplace) -> None:
    """Two cases of which one is broken: the other is made all the same, and the exit code is the highest."""
    workplace.case("unn-2022").write_text("stilling: [\n", encoding="utf-8")
    said = workplace.make_docs("cases", "--json", TODAY)
    assert said.code == 3
    made = {case["case"]: len(case["documents"]) for case in said.json["cases"]}
    assert made == {"bydel-x": len(DOCUMENTS), "unn-2022": 0, "uteseksjonen-2021": len(DOCUMENTS)}
    assert workplace.document("intervjuguide").is_file()


def test_two_cases_of_one_name_are_an_error(workplace: Workplace) -> None:
    """They would write to one folder; exit code 2, both named."""
    other = workplace.folder / "andre"
    other.mkdir()
    (other / "Bydel-X.yml").write_bytes(workplace.case().read_bytes())
    said = workplace.make_docs("cases/bydel-x.yaml", str(other))
    assert said.code == 2
    assert "bydel-x.yaml" in said.words
    assert "Bydel-X.yml" in said.words


def test_files_that_begin_with_underscore_or_dot_are_no_cases(workplace: Workplace) -> None:
    """A folder's drafts and hidden files are left out."""
    for name in ("_utkast.yaml", ".skjult.yaml", "les-meg.txt"):
        (workplace.folder / "cases" / name).write_text("tull", encoding="utf-8")
    said = workplace.make_docs("cases", "--json", "--dry-run", TODAY)
    assert [case["case"] for case in said.json["cases"]] == ["bydel-x", "unn-2022", "uteseksjonen-2021"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chekc", "cases"], "Mente du «check»?"),
        (["nwe"], "Mente du «new»?"),
        (["bydel-x"], "Mente du «cases/bydel-x.yaml»?"),
        (["-v", "check", "cases"], "Skriv kommandoen først: make-docs check"),
        (["cases/bydel-x.yaml", "--dryrun"], "--dry-run"),
        (["cases/bydel-x.yaml", "--date", "i morgen"], "Skriv den slik: 2027-01-26"),
        (["--templates", "finnes-ikke"], "finnes-ikke"),
    ],
)
def test_wrong_usage_gets_a_suggestion(workplace: Workplace, arguments: list[str], words: str) -> None:
    """Wrong usage ends with 2, says on stderr what to try, and makes nothing."""
    said = workplace.make_docs(*arguments)
    assert said.code == 2
    assert words in said.words
    assert said.out == ""
    assert not (workplace.folder / "output").exists()


def test_a_case_that_is_not_there(workplace: Workplace) -> None:
    """A name that is nearly right gets a suggestion; exit code 3."""
    said = workplace.make_docs("cases/bydel-y.yaml")
    assert said.code == 3
    assert "bydel-x.yaml" in said.out


def test_an_empty_folder_of_cases(workplace: Workplace) -> None:
    """A folder without cases is wrong usage, and says how to begin."""
    (workplace.folder / "tom").mkdir()
    said = workplace.make_docs("tom")
    assert said.code == 2
    assert "make-docs new" in said.err


def test_version_and_help(workplace: Workplace) -> None:
    """--version tells the version; -h is in Norwegian and shows the options of the main job."""
    assert __version__ in workplace.make_docs("--version").out
    said = workplace.make_docs("-h")
    assert said.code == 0
    assert "Bruk: make-docs" in said.out
    assert "--dry-run" in said.out
    assert "Usage" not in said.out
    assert "Options" not in said.out


def test_quiet_says_nothing_when_all_is_well(workplace: Workplace) -> None:
    """--quiet leaves only what must be mended."""
    assert workplace.make_docs("cases/bydel-x.yaml", "-q", TODAY).out == ""
    said = workplace.make_docs("cases/unn-2022.yaml", "-q", TODAY)
    assert "MANGLER" in said.out
    assert "ADVARSEL" not in said.out
    assert "RÅD" not in said.out


def test_new_makes_an_empty_case_that_loads(workplace: Workplace) -> None:
    """`make-docs new` explains every field, points at the schema, and its documents can be made at once."""
    said = workplace.make_docs("new", "cases/frogner")
    text = workplace.case("frogner").read_text(encoding="utf-8")
    assert said.code == 0
    assert text.startswith("# yaml-language-server: $schema=../templates/sak.schema.json\n")
    made = workplace.make_docs("cases/frogner.yaml", "--json", TODAY)
    assert made.code == 1
    assert {document["action"] for document in made.json["cases"][0]["documents"]} == {"created"}
    assert made.json["cases"][0]["errors"] == []


def test_new_never_writes_over_a_case(workplace: Workplace) -> None:
    """A file that is there already stays as it is; exit code 2."""
    before = workplace.case().read_bytes()
    said = workplace.make_docs("new", "cases/bydel-x.yaml")
    assert said.code == 2
    assert "finnes fra før" in said.err
    assert workplace.case().read_bytes() == before


def test_an_edited_document_is_merged(workplace: Workplace) -> None:
    """The news comes as suggestions in the person's own file, the run counts them, and a second one writes nothing."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    path = workplace.document("stillingsbeskrivelse")
    edited = Document(str(path))
    edited.paragraphs[3].insert_paragraph_before("Dette har en leder skrevet.")
    edited.save(str(path))
    workplace.edit_case("Følge opp brukere sammen med en fast kollega", "Følge opp beboere sammen med en kollega")
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    merged = next(one for one in said.json["cases"][0]["documents"] if one["document"] == "stillingsbeskrivelse")
    assert (said.code, merged["action"], merged["beside"], merged["reason"]) == (0, "merged", None, None)
    assert merged["suggestions"] > 0
    assert "Dette har en leder skrevet." in [paragraph.text for paragraph in Document(str(path)).paragraphs]
    before = path.read_bytes()
    again = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert (again.code, path.read_bytes()) == (0, before)
    assert f"redigert, {merged['suggestions']} forslag venter" in again.words
    assert "velg Se gjennom > Neste" in again.words


def test_a_document_that_cannot_be_merged_is_never_overwritten(workplace: Workplace) -> None:
    """The new version goes beside it, the run says so and ends with 1; a second run writes nothing more."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    path = workplace.document("stillingsbeskrivelse")
    edited = Document(str(path))
    edited.paragraphs[3].insert_paragraph_before("Dette har en leder skrevet.")
    protection = OxmlElement("w:documentProtection")
    protection.set(qn("w:enforcement"), "1")
    edited.settings.element.append(protection)
    edited.save(str(path))
    theirs = path.read_bytes()
    workplace.edit_case("Følge opp brukere sammen med en fast kollega", "Følge opp beboere sammen med en kollega")
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    beside = path.with_name("stillingsbeskrivelse.ny.docx")
    actions = {one["document"]: (one["action"], one["beside"]) for one in said.json["cases"][0]["documents"]}
    assert said.code == 1
    assert path.read_bytes() == theirs
    assert actions["stillingsbeskrivelse"] == ("beside", str(Path("output/bydel-x") / beside.name))
    assert actions["stillingsutlysning"][0] == "replaced"
    written = beside.stat().st_mtime_ns
    again = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert (again.code, beside.stat().st_mtime_ns, path.read_bytes()) == (1, written, theirs)
    assert "stillingsbeskrivelse.ny.docx" in again.out
    assert "stillingsbeskrivelse: Ikke rørt: dokumentet er beskyttet mot endringer." in again.words
    assert "Kjør så make-docs adopt" in again.words


def test_an_edited_document_stays_when_there_is_nothing_to_bring(workplace: Workplace) -> None:
    """Edited, but the template and the case are the same: unchanged, exit code 0, not a byte is touched."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    path = workplace.document("intervjuguide")
    edited = Document(str(path))
    edited.add_paragraph("Et ekstra spørsmål.")
    edited.save(str(path))
    theirs = path.read_bytes()
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    assert said.code == 0
    assert path.read_bytes() == theirs
    assert {one["action"] for one in said.json["cases"][0]["documents"]} == {"unchanged"}
    assert "redigert, ikke noe nytt" in workplace.make_docs("cases/bydel-x.yaml", TODAY).out


def test_a_locked_document_is_not_touched(workplace: Workplace) -> None:
    """sak.låst keeps a published document as it is, whatever the case says now."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = workplace.document("stillingsutlysning").read_bytes()
    workplace.edit_case("sist_endret: 2027-01-11", "sist_endret: 2027-01-12\n  låst: [stillingsutlysning]")
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", "--date=2027-01-15")
    actions = {one["document"]: one["action"] for one in said.json["cases"][0]["documents"]}
    assert actions["stillingsutlysning"] == "locked"
    assert actions["intervjuguide"] == "replaced"
    assert workplace.document("stillingsutlysning").read_bytes() == before


def test_a_document_that_is_open_in_word_is_left_alone(workplace: Workplace) -> None:
    """Word's owner file beside it stops that one document with exit code 5; the others are made."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = workplace.document("intervjuguide").read_bytes()
    workplace.document("intervjuguide").with_name("~$tervjuguide.docx").write_bytes(b"\x05Leder")
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert said.code == 5
    assert "åpent i Word" in said.out
    assert workplace.document("intervjuguide").read_bytes() == before
    assert "laget på nytt" in said.out


def test_a_file_where_the_output_folder_should_be(workplace: Workplace) -> None:
    """It cannot be written below a file: exit code 5 and one sentence, in a dry run too."""
    (workplace.folder / "output").write_text("en fil der mappen skulle vært", encoding="utf-8")
    for extra in ([], ["--dry-run"]):
        said = workplace.make_docs("cases/bydel-x.yaml", *extra, "--output", "output/under")
        assert said.code == 5
        assert said.err.startswith("FEIL")


def test_an_output_folder_without_write_permission(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """No right to write ends with 5, says which file, and leaves what is there as it was."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = {name: workplace.document(name).read_bytes() for name in DOCUMENTS}
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")

    def refused(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refused)
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert said.code == 5
    assert "intervjuguide" in said.words
    assert "Du har ikke tilgang til å skrive her." in said.words
    assert "Permission denied" not in said.words
    assert {name: workplace.document(name).read_bytes() for name in DOCUMENTS} == before


def test_every_bad_case_ends_with_3_and_a_remedy(workplace: Workplace) -> None:
    """All the faulty cases under tests/cases in one run: each is told with its file, and nothing is made of them."""
    said = workplace.make_docs(str(ROOT / "tests" / "cases"), "--json", TODAY)
    files = {path.stem for path in (ROOT / "tests" / "cases").glob("*.yaml")}
    assert said.code == 3
    assert {case["case"] for case in said.json["cases"]} == files
    for case in said.json["cases"]:
        assert case["documents"] == []
        assert case["errors"], case["case"]
        assert all(error["message"] and Path(error["path"]).stem == case["case"] for error in case["errors"])
    assert "Traceback" not in said.err
    assert not list(workplace.folder.glob("output/*/*.docx"))


def test_a_bug_is_admitted_without_a_traceback_or_a_case_s_words(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 70; the exception's words, which may quote the case, are not shown."""
    words = "hemmelig" + " innhold"

    def broken(*_arguments: object) -> None:
        raise RuntimeError(words)

    monkeypatch.setattr("pipeline.library.load_library", broken)
    for extra in ([], ["--verbose"]):
        said = workplace.make_docs("cases/bydel-x.yaml", *extra)
        assert said.code == 70
        assert "hemmelig" not in said.err + said.out
        assert ("File " in said.err) == bool(extra)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--json", "--bogus"], 2),
        (["--json", "--date", "i morgen"], 2),
        (["--json", "cases/bydel-x.yaml", "--only", "finnes-ikke"], 2),
        (["--json", "--templates", "cases"], 4),
        (["check", "--json", "notat.txt"], 2),
        (["check", "--json", "templates", "cases"], 2),
    ],
)
def test_json_is_one_object_whatever_goes_wrong(workplace: Workplace, arguments: list[str], code: int) -> None:
    """A program that asked for JSON gets it, with the error and the exit code in it."""
    said = workplace.make_docs(*arguments)
    errors = [*said.json["errors"], *(error for case in said.json["cases"] for error in case["errors"])]
    assert said.code == said.json["exit_code"] == code
    assert errors[0]["message"]


def test_a_bug_in_json_is_told_in_json(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even exit code 70 comes with its object."""
    monkeypatch.setattr("pipeline.library.load_library", lambda *_: 1 / 0)
    said = workplace.make_docs("--json")
    assert (said.code, said.json["exit_code"], said.json["errors"][0]["code"]) == (70, 70, "bug")


def test_the_work_goes_on_when_nobody_reads_the_answer(workplace: Workplace) -> None:
    """`make-docs | head -1` makes all the documents; a full disk under the answer ends with 5."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "pipeline", "cases"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.wait(120) == 1
    assert len(list((workplace.folder / "output").glob("*/*.docx"))) == 3 * len(DOCUMENTS)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run([*call, "-n"], stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert ended.returncode == 5
    assert b"Traceback" not in ended.stderr


def test_ctrl_c_ends_with_130(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupted run says what happened to the documents."""

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.library.load_library", interrupted)
    said = workplace.make_docs("cases/bydel-x.yaml")
    assert said.code == 130
    assert "Avbrutt" in said.err


def test_control_characters_never_reach_the_terminal(workplace: Workplace) -> None:
    """A value or a key that would steer the terminal comes out as words."""
    workplace.case().write_text('stilling: {"\\e[31mrød": 1}\n', encoding="utf-8")
    said = workplace.make_docs("cases/bydel-x.yaml")
    assert said.code == 3
    assert "\x1b" not in said.out + said.err


def test_a_cp1252_console_and_crlf_cases(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a Windows console of old, with a case saved by Notepad, everything is said in letters that it has."""
    workplace.case().write_bytes(workplace.case().read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n"))
    code = run(["cases/bydel-x.yaml", TODAY])
    sys.stdout.flush()
    words = raw.getvalue().decode("cp1252")
    assert code == 0
    assert "opplaeringsplan" in words
    assert "RÅD" in words
    assert "?" not in words.replace("?\r\n", "")


def test_no_colours_when_nobody_watches(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Output to a file has no escape codes, whatever the environment says about terminals."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    assert "\x1b" not in workplace.make_docs("cases/unn-2022.yaml", TODAY).out


def test_a_progress_bar_only_when_the_work_is_long_and_somebody_watches(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twelve cases on a terminal show progress on stderr; the same twelve into a file do not."""
    for number in range(12):
        (workplace.folder / "cases" / f"sak-{number}.yaml").write_bytes(workplace.case().read_bytes())
    assert workplace.make_docs("cases", "--dry-run", TODAY, "-d", "intervjuguide").err == ""
    watched = io.StringIO()
    monkeypatch.setattr(watched, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", watched)
    run(["cases", "--dry-run", TODAY, "-d", "intervjuguide"])
    assert "Lager dokumenter" in watched.getvalue()


def test_help_does_not_import_what_it_does_not_need() -> None:
    """--help is quick: no lxml, no Jinja, no Babel, no rich, no PyYAML."""
    script = (
        "import sys, json; from pipeline.cli import run; run(['--help']);"
        "heavy = ('lxml', 'jinja2', 'docxtpl', 'babel', 'rich', 'yaml', 'docx');"
        "print(json.dumps([module for module in heavy if module in sys.modules]))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, encoding="utf-8")
    assert json.loads(said.stdout.splitlines()[-1]) == []


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_another_case_of_the_same_name_does_not_take_over(workplace: Workplace) -> None:
    """Documents belong to the case file that they were made from, as long as that file is there."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    before = workplace.document("intervjuguide").read_bytes()
    other = workplace.folder / "andre" / "bydel-x.yaml"
    other.parent.mkdir()
    other.write_bytes(workplace.case().read_bytes().replace(b"Oslo kommune", b"Bergen kommune"))
    said = workplace.make_docs(str(other), TODAY)
    assert said.code == 5
    assert "en annen sak med samme navn" in said.words
    assert workplace.document("intervjuguide").read_bytes() == before
    workplace.case().unlink()
    assert "laget på nytt" in workplace.make_docs(str(other), TODAY).out


def test_an_undecided_lock_protects_what_is_there(workplace: Workplace) -> None:
    """`låst: uavklart` makes what is not there, and touches nothing that is."""
    workplace.edit_case("sist_endret: 2027-01-11", "sist_endret: 2027-01-11\n  låst: uavklart")
    made = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    assert {one["action"] for one in made.json["cases"][0]["documents"]} == {"created"}
    workplace.edit_case("sist_endret: 2027-01-11", "sist_endret: 2027-01-12")
    again = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    assert {one["action"] for one in again.json["cases"][0]["documents"]} == {"locked"}


def test_wildcards_work_where_the_terminal_does_not_know_them(workplace: Workplace) -> None:
    """cmd.exe hands over `cases/*.yaml` as it stands."""
    said = workplace.make_docs("cases/*-20*.yaml", "--dry-run", "--json", TODAY)
    assert [case["case"] for case in said.json["cases"]] == ["unn-2022", "uteseksjonen-2021"]
