"""What a person reads while something awaits them: suggestions and conflicts, locked, damaged and open documents."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.amounts import awaits, offers
from pipeline.merging import Merged
from pipeline.obstacles import REWRITTEN
from pipeline.waiting import Waiting, waiting_in
from tests.command import DOCUMENTS, Workplace, workplace
from tests.edits.steps import OWNER, PERSON, Steps, any_steps, by_owner, by_person
from tests.edits.subjects import SMALL
from tests.merge_oracle import merge
from tests.small_documents import decided, word_file
from tests.store_runs import one, output, place

__all__ = ["output", "workplace"]

POSTING, GUIDE, ANNEX, ROLE, PLAN, CHECKLIST = DOCUMENTS
TODAY = "--date=2026-11-22"
BASE = "Første avsnitt om stillingen.\nMidt imellom.\nSiste avsnitt om frister."
MINE = BASE.replace("frister", "frister, og litt til fra meg")
CLASH, MINE_TOO = BASE.replace("frister", "uker"), BASE.replace("frister", "datoer")


def edit(path: Path, *, protected: bool = False, clash: bool = False) -> None:
    """Let a person write in the document: a paragraph, and over the words that the case is about to change."""
    document = docx.Document(str(path))
    document.paragraphs[3].insert_paragraph_before("Dette har en leder skrevet.")
    for run in [run for paragraph in document.paragraphs for run in paragraph.runs] if clash else []:
        run.text = run.text.replace("rfaringskonsulent", "rfaringsansatt")
    if protected:
        protection = OxmlElement("w:documentProtection")
        protection.set(qn("w:enforcement"), "1")
        document.settings.element.append(protection)
    document.save(str(path))


def make(workplace: Workplace, *options: str) -> None:
    workplace.make_docs("cases/bydel-x.yaml", TODAY, *options)


def change(workplace: Workplace) -> None:
    """Change the case, so that every document changes."""
    workplace.edit_case("tittel: Erfaringskonsulent", "tittel: Erfaringsmedarbeider")


def lock(workplace: Workplace, name: str) -> None:
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-11\n  låst: [{name}]")


def said_of(workplace: Workplace, name: str, *command: str) -> Any:
    """Return what the JSON says of one document."""
    documents = workplace.make_docs(*command, "cases/bydel-x.yaml", "--json").json["cases"][0]["documents"]
    return next(each for each in documents if each["document"] == name)


# --- conflicts --------------------------------------------------------------------------------------------------------


def test_a_conflict_waits_until_it_is_decided(output: Path) -> None:
    """It is counted in every run, with exit code 1; our comment outlives the decision, and does not count."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE_TOO))
    first = one(output, CLASH)
    assert (first.action, first.conflicts, first.exit_code) == ("merged", 1, 1)
    again = one(output, CLASH)
    assert (again.action, again.waiting, again.waiting_conflicts, again.exit_code) == ("unchanged", 1, 1, 1)
    merged = place(output).read_bytes()
    for accept in (True, False):
        place(output).write_bytes(decided(merged, accept=accept))
        assert (one(output, CLASH).waiting_conflicts, one(output, CLASH).exit_code) == (0, 0)


def test_a_comment_that_is_left_over_is_no_conflict(output: Path) -> None:
    """Word accepts a change, and leaves the comment on it."""
    one(output, BASE)
    place(output).write_bytes(word_file(MINE_TOO))
    one(output, CLASH)
    document = docx.Document(str(place(output)))
    for kind in ("w:ins", "w:del"):
        for element in list(document.element.iter(qn(kind))):
            for child in list(element) if kind == "w:ins" else []:
                element.addprevious(child)
            element.getparent().remove(element)
    document.save(str(place(output)))
    assert "Konflikt" in "".join(each.text for each in document.comments)
    assert waiting_in(place(output).read_bytes()) == Waiting(0, 0)


@settings(deadline=None, max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(list(SMALL)), person=any_steps(PERSON), owner=any_steps(OWNER))
def test_as_many_wait_as_the_merge_made(name: str, person: Steps, owner: Steps) -> None:
    """In the text, in tables, in headers and footers; and none once all are decided."""
    base = SMALL[name]
    merged = merge(base, by_person(base, person), by_owner(base, owner))
    if isinstance(merged, Merged) and merged.content is not None:
        assert waiting_in(merged.content).conflicts == merged.conflicts
        assert {waiting_in(decided(merged.content, accept=accept)).conflicts for accept in (True, False)} == {0}


def test_a_file_that_cannot_be_read_says_why() -> None:
    """Nothing awaits anybody in it, nor in no file at all."""
    assert waiting_in(None) == Waiting()
    found = waiting_in(word_file(BASE)[:-40])
    assert (found.suggestions, found.fault is not None) == (0, True)


def test_waiting_conflicts_are_told_everywhere(workplace: Workplace) -> None:
    """In the run, the status and the JSON of both, with exit code 1 until they are decided."""
    make(workplace)
    edit(workplace.document(GUIDE), clash=True)
    change(workplace)
    first = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    again = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    told = said_of(workplace, GUIDE, TODAY)
    waiting = awaits(told["waiting"], told["waiting_conflicts"])
    assert told["waiting_conflicts"] == 1
    assert (first.code, again.code) == (1, 1)
    assert f"redigert, {waiting}" in again.words
    assert "Se på konfliktene først, for «Godta alle» tar også dem." in again.words
    assert "Gjør du ingenting, gjelder deres tekst." in again.words
    status = workplace.make_docs("status", "cases/bydel-x.yaml")
    assert (status.code, f"redigert, {waiting}" in status.words) == (1, True)
    assert said_of(workplace, GUIDE, "status")["conflicts"] == 1


@pytest.mark.parametrize(
    ("suggestions", "conflicts", "offered", "awaited"),
    [
        (0, 0, "", ""),
        (3, 0, "3 forslag", "3 forslag venter"),
        (3, 1, "3 forslag, 1 av dem en konflikt", "3 forslag venter, 1 av dem er en konflikt"),
        (3, 3, "3 forslag, 3 av dem konflikter", "3 forslag venter, 3 av dem er konflikter"),
        (1, 1, "1 forslag, som er en konflikt", "1 forslag venter, og det er en konflikt"),
        (0, 1, "1 konflikt", "1 konflikt venter"),
        (1, 2, "1 forslag og 2 konflikter", "1 forslag og 2 konflikter venter"),
    ],
)
def test_how_many_in_words(suggestions: int, conflicts: int, offered: str, awaited: str) -> None:
    """Conflicts are among the suggestions, and said to be."""
    assert (offers(suggestions, conflicts), awaits(suggestions, conflicts)) == (offered, awaited)


# --- what was checked -------------------------------------------------------------------------------------------------


def test_the_check_says_what_it_took_for_granted(workplace: Workplace) -> None:
    """The findings are those of the document with all suggestions accepted: in the run, and in `check`."""
    make(workplace)
    edit(workplace.document(POSTING))
    change(workplace)
    run = workplace.make_docs("cases/bydel-x.yaml", TODAY).words
    many = said_of(workplace, POSTING, TODAY)["waiting"]
    assert f"Kontrollert med forslagene: {POSTING} som om {many} forslag er godtatt." in run
    checked = workplace.make_docs("check", "cases/bydel-x.yaml", TODAY).words
    assert f"{POSTING} kontrollert som om {many} forslag er godtatt" in checked
    assert f"{GUIDE} kontrollert ingen" in checked


# --- locked -----------------------------------------------------------------------------------------------------------


def test_a_locked_document_that_is_outdated_is_told_of(workplace: Workplace) -> None:
    """With the command that lays a new version beside it, and that is not to be compared with the locked one."""
    make(workplace)
    lock(workplace, POSTING)
    assert said_of(workplace, POSTING, TODAY)["notes"] == []
    change(workplace)
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert said.code == 0
    assert "Låst, men malen eller saken er endret siden." in said.words
    command = f"make-docs {Path('cases/bydel-x.yaml')} --only {POSTING} --new-version"
    assert f"Trenger dere en ny versjon: {command}" in said.words
    beside = workplace.make_docs(*command.split()[1:], TODAY)
    assert beside.code == 1
    assert f"Ny versjon ligger i {POSTING}.ny.docx." in beside.words
    assert "Bruk den nye filen som egen versjon, eller lås opp først." in beside.words
    assert "Sammenlign" not in beside.words
    assert "adopt" not in beside.words


def test_suggestions_in_a_locked_document_are_told_of(workplace: Workplace) -> None:
    """Nobody decided on them before it was locked."""
    make(workplace)
    edit(workplace.document(POSTING))
    change(workplace)
    make(workplace)
    lock(workplace, POSTING)
    told = said_of(workplace, POSTING, TODAY)
    assert (told["action"], told["waiting"] > 0) == ("locked", True)
    assert f"låst, men {told['waiting']} forslag venter i dokumentet" in told["notes"][0]


# --- damaged, open, renamed, gone -------------------------------------------------------------------------------------


@pytest.mark.parametrize("news", [True, False])
def test_a_damaged_file_is_called_so(workplace: Workplace, *, news: bool) -> None:
    """In the run and the status, with the way to a backup, and nobody is told to compare it with anything."""
    make(workplace)
    path = workplace.document(GUIDE)
    path.write_bytes(path.read_bytes()[:20000])
    if news:
        change(workplace)
    for command in ([TODAY], ["status"]):
        said = workplace.make_docs(*command, "cases/bydel-x.yaml").words
        assert f"{GUIDE} skadet, kan ikke åpnes" in said
        assert "make-docs restore" in said
        assert "Sammenlign" not in said
    assert said_of(workplace, GUIDE, "status")["states"][0] == "damaged"
    assert path.stat().st_size == 20000


def test_an_open_document_was_not_touched(workplace: Workplace) -> None:
    """It is no failure to make it; the last line says what to do, in a plan what to do before."""
    make(workplace)
    workplace.document(GUIDE).with_name(f"~${GUIDE[2:]}.docx").write_bytes(b"")
    change(workplace)
    planned = workplace.make_docs("cases/bydel-x.yaml", TODAY, "--dry-run").words
    assert "åpent i Word, blir ikke rørt" in planned
    assert "1 dokument er åpent. Lukk det før du kjører." in planned
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY)
    assert (said.code, "åpent i Word, ikke rørt" in said.words) == (5, True)
    assert "1 dokument var åpent. Lukk det, og kjør på nytt." in said.words
    assert "kunne ikke lages" not in said.words
    assert said_of(workplace, GUIDE, TODAY)["action"] == "failed"


def test_a_file_that_was_only_saved_again_is_ours(workplace: Workplace) -> None:
    """The run and the status agree: nobody edited it."""
    make(workplace)
    docx.Document(str(workplace.document(GUIDE))).save(str(workplace.document(GUIDE)))
    assert "redigert" not in workplace.make_docs("cases/bydel-x.yaml", TODAY).words
    assert said_of(workplace, GUIDE, "status")["states"] == ["fresh"]


def test_several_candidates_are_named_in_the_status(workplace: Workplace) -> None:
    """Which files, and the command that chooses; none of them is called a copy."""
    make(workplace)
    path = workplace.document(GUIDE)
    shutil.copy(path, path.with_name("a.docx"))
    path.rename(path.with_name("b.docx"))
    said = workplace.make_docs("status", "cases/bydel-x.yaml").words
    assert f"{GUIDE} flere filer kan være dokumentet" in said
    assert "a.docx og b.docx" in said
    assert f"make-docs adopt {Path('output/bydel-x/a.docx')}" in said
    assert "kopi" not in said
    assert "flere filer kan være dokumentet" in workplace.make_docs("cases/bydel-x.yaml", TODAY).words


def test_a_document_that_is_gone_has_its_whole_command(workplace: Workplace) -> None:
    """The note ends with what can be typed as it stands, and it brings the document back."""
    make(workplace)
    workplace.document(GUIDE).unlink()
    (note,) = said_of(workplace, GUIDE, TODAY)["notes"]
    workplace.make_docs(*note.partition("make-docs ")[2].split(), TODAY)
    assert workplace.document(GUIDE).is_file()


# --- beside -----------------------------------------------------------------------------------------------------------


def test_a_protected_document_can_be_opened(workplace: Workplace) -> None:
    """The reason comes with the way out."""
    make(workplace)
    edit(workplace.document(GUIDE), protected=True)
    change(workplace)
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY).words
    assert "Ikke rørt: dokumentet er beskyttet mot endringer." in said
    assert "Velg Se gjennom > Begrens redigering > Stopp beskyttelse i Word, og kjør på nytt." in said
    assert f"Kjør så make-docs adopt {Path('output/bydel-x') / GUIDE}.docx" in said


def test_a_rewritten_document_may_be_the_wrong_one(output: Path) -> None:
    """Hardly anything of what we made stands there, so the person is asked."""
    one(output, BASE)
    place(output).write_bytes(word_file("Noe helt annet.\nReferat fra julebordet.\nDet var hyggelig."))
    outcome = one(output, BASE.replace("stillingen", "oppgavene"))
    assert (outcome.action, outcome.reason) == ("beside", REWRITTEN)
    assert outcome.notes[0] == "Er dette riktig fil?"


def test_the_newest_of_several_versions_is_named(workplace: Workplace) -> None:
    """Somebody wrote in the first, so a second one lies there."""
    make(workplace)
    path = workplace.document(GUIDE)
    edit(path, protected=True)
    change(workplace)
    make(workplace)
    edit(path.with_name(f"{GUIDE}.ny.docx"))
    workplace.edit_case("tittel: Erfaringsmedarbeider", "tittel: Erfaringsveileder")
    notes = said_of(workplace, GUIDE, TODAY)["notes"]
    assert f"{GUIDE}.ny.docx har tekst noen har skrevet. Den nyeste er {GUIDE}.ny-2.docx." in notes


def test_file_names_are_never_cut(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow console too: they stand below the table, broken at spaces only."""
    make(workplace)
    name = "Intervjuguide-for-erfaringskonsulenter-i-Bydel-X-og-naboene.docx"
    workplace.document(GUIDE).rename(workplace.document(GUIDE).with_name(name))
    monkeypatch.setattr("pipeline.report.lines._Console.width", 60)
    assert name in workplace.make_docs("cases/bydel-x.yaml", TODAY).out
    assert name in workplace.make_docs("status", "cases/bydel-x.yaml").out


def test_a_layout_that_followed_is_explained(workplace: Workplace) -> None:
    """The JSON keeps the short note, and the person reads what it means and how it is undone."""
    make(workplace)
    edit(workplace.document(GUIDE))
    template = workplace.folder / "templates" / f"{GUIDE}.docx"
    changed = docx.Document(str(template))
    changed.sections[0].left_margin = Cm(4)
    changed.save(str(template))
    planned = workplace.make_docs("cases/bydel-x.yaml", TODAY, "--dry-run").words
    assert "Marger kommer til å følge malen." in planned
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY).words
    assert f"{GUIDE}: Marger følger nå malen. Det er ikke forslag, og kan ikke avvises i Word." in said
    assert f"Angre slik: make-docs restore bydel-x {GUIDE} --number 1" in said
    assert workplace.make_docs("restore", "bydel-x", GUIDE, "--number", "1").code == 0


# --- several cases ----------------------------------------------------------------------------------------------------


def test_what_to_look_at_comes_last_and_the_gravest_first(workplace: Workplace) -> None:
    """After several cases: what cannot be used, conflicts, new versions, errors, suggestions; not after one case."""
    workplace.make_docs("cases", TODAY)
    workplace.case("unn-2022").write_text("stilling: [\n", encoding="utf-8")
    edit(workplace.document(GUIDE), clash=True)
    edit(workplace.document(POSTING))
    edit(workplace.document(ROLE), protected=True)
    workplace.document(PLAN).unlink()
    change(workplace)
    said = workplace.make_docs("cases", TODAY)
    listed = said.out.partition("Dette må dere se på:\n")[2].splitlines()
    assert [line.partition(":")[0] for line in listed] == [
        "– unn-2022",
        f"– bydel-x, {GUIDE}",
        f"– bydel-x, {ROLE}",
        "– uteseksjonen-2021",
        f"– bydel-x, {POSTING}",
    ]
    assert listed[0] == "– unn-2022: saken kan ikke brukes"
    assert "Til sammen 3 saker (1 kan ikke brukes: unn-2022), 12 dokumenter:" in said.words
    assert "1 ligger ikke i mappen lenger" in said.words
    assert "Dette må dere se på" not in workplace.make_docs("cases/bydel-x.yaml", TODAY).out


def test_a_long_list_is_cut(workplace: Workplace) -> None:
    """Twelve lines, and how many more there are."""
    for number in range(15):
        (workplace.folder / "cases" / f"sak-{number}.yaml").write_text("stilling: [\n", encoding="utf-8")
    listed = workplace.make_docs("cases", "--dry-run", TODAY).out.partition("Dette må dere se på:\n")[2].splitlines()
    assert len(listed) == 13
    assert listed[-1] == "  og 5 til"


def test_each_document_counts_once_in_the_status(workplace: Workplace) -> None:
    """As the most urgent thing that it is, so that the numbers add up."""
    make(workplace)
    edit(workplace.document(GUIDE))
    change(workplace)
    make(workplace)
    workplace.edit_case("tittel: Erfaringsmedarbeider", "tittel: Erfaringsveileder")
    lock(workplace, ROLE)
    workplace.case("unn-2022").write_text("stilling: [\n", encoding="utf-8")
    total = workplace.make_docs("status").words.partition("Til sammen ")[2]
    assert total.startswith("3 saker (1 kan ikke brukes: unn-2022), 12 dokumenter: 1 der ")
    counts = [int(part.split()[0]) for part in total.partition("dokumenter: ")[2].split("; ")]
    assert sum(counts) == 12


def test_a_plan_does_not_say_that_it_writes(workplace: Workplace) -> None:
    """Nor the steps of --verbose."""
    said = workplace.make_docs("cases/bydel-x.yaml", TODAY, "--dry-run", "-v")
    assert "5 ser hva som ville blitt skrevet" in said.err
    assert "5 skriver det som er nytt" not in said.err
    assert "5 skriver det som er nytt" in workplace.make_docs("cases/bydel-x.yaml", TODAY, "-v").err
