"""The checklist: what the case answers is ticked, what people do never is, and no point can vanish unseen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.word.reading import read_document
from tests.command import Workplace, workplace
from tests.outline import outline

__all__ = ["workplace"]

TODAY = "--date=2026-11-22"
OPEN, TICKED = "☐", "☒"
ONLY_PEOPLE_KNOW = (
    "Les dere opp",
    "Svar på det kollegene lurer på",
    "La flere lese utkastet",
    "Publiser utlysningen",
    "Be søkeren om referanser",
    "Velg den best kvalifiserte",
    "Skriv innstilling",
    "Svar alle søkerne",
    "Gjør opplæringsplanen ferdig",
    "Fortell kollegene",
    "Følg med på slitasje",
)


def box(workplace: Workplace, point: str, case: str = "bydel-x") -> str:
    """The box before a point."""
    text = outline(workplace.document("sjekkliste", case).read_bytes())
    (line,) = (line for line in text.splitlines() if f"| {point}" in line)
    return line.split("|")[1].strip()


def make(workplace: Workplace, case: str = "bydel-x") -> None:
    workplace.make_docs(f"cases/{case}.yaml", "--only", "sjekkliste", TODAY)


def test_an_answer_is_ticked_and_shown(workplace: Workplace) -> None:
    """A date in the case ticks its point; a gap leaves the box open and the placeholder in sight."""
    make(workplace)
    assert box(workplace, "Drøft stillingen med kollegene") == TICKED
    assert "drøftet 18. november 2026" in outline(workplace.document("sjekkliste").read_bytes())
    make(workplace, "unn-2022")
    assert box(workplace, "Drøft stillingen med kollegene", "unn-2022") == OPEN
    assert box(workplace, "Bestem lønn", "unn-2022") == OPEN


UNDECIDED = {
    "Bestem hva som ikke ligger": "utdeling av medisiner",
    "Bestem om dere venter": "i fagmøter",
    "Bestem team": "fagmøte hver 14. dag",
    "Bestem om en erfaringskonsulent kan være mentor": "Nettverk for erfaringskonsulenter i Oslo",
    "Bestem hva dere tilbyr": "AKAN",
}


@pytest.mark.parametrize("point", UNDECIDED)
def test_one_undecided_item_leaves_the_box_open(workplace: Workplace, point: str) -> None:
    """A list is answered when all of it is: the placeholder of one item never stands beside a tick."""
    make(workplace)
    assert box(workplace, point) == TICKED
    workplace.edit_case(f"- {UNDECIDED[point]}\n", "- uavklart\n")
    make(workplace)
    assert box(workplace, point) == OPEN


def test_a_case_for_the_interview_needs_more_than_its_title(workplace: Workplace) -> None:
    """Cases are not chosen while what to look for is undecided."""
    make(workplace)
    assert box(workplace, "Bestem antall intervjuer") == TICKED
    workplace.edit_case("ser_etter: si fra, begrunne, lytte", "ser_etter: uavklart")
    make(workplace)
    assert box(workplace, "Bestem antall intervjuer") == OPEN


WARNED = {
    "Drøft stillingen med kollegene": ("drøftet_med_ansatte: 2026-11-18", "drøftet_med_ansatte: 2027-02-18"),
    "Drøft stillingen med tillitsvalgt": (
        "drøftet_med_tillitsvalgt: 2026-11-25",
        "drøftet_med_tillitsvalgt: 2027-02-25",
    ),
    "Få ledelsen med": ("forankret_hos_ledelsen: 2026-12-02", "forankret_hos_ledelsen: 2027-03-02"),
    "Bestem veileder": (
        "hyppighet: én time hver uke de tre første månedene, deretter hver 14. dag",
        "hyppighet: ved behov",
    ),
    "Bestem omfang": ("ansettelsesform: fast ", "midlertidig: {varighet_måneder: 12}\n  ansettelsesform: midlertidig "),
    "Bestem lønn": ("ansiennitet_for_egenerfaring_år: 5", "ansiennitet_for_egenerfaring_år: 0"),
    "Bestem om utdanning": ("fagkompetanse: kun_egenerfaring", "fagkompetanse: dobbeltkompetanse_krav"),
    "Avklar om dere skal be om politiattest": ("kreves: ja", "kreves: nei"),
    "Sett sammen panelet": ("    - rolle: tillitsvalgt\n", ""),
    "Bestem antall intervjuer": ("runder: 2", "runder: 1"),
    "Bestem når dere har medarbeidersamtaler": ("deretter: hvert halvår", "deretter: hvert annet år"),
    "Bestem hva dere tilbyr": (
        "    - bedriftshelsetjenesten\n    - AKAN\n    - psykologtjeneste\n",
        "",
    ),
}


@pytest.mark.parametrize("point", WARNED)
def test_what_the_run_warns_about_is_not_ticked(workplace: Workplace, point: str) -> None:
    """A tick never says that something is settled when a finding of the same run says that it is not."""
    make(workplace)
    assert box(workplace, point) == TICKED
    workplace.edit_case(*WARNED[point])
    make(workplace)
    assert box(workplace, point) == OPEN


SETTLED = {
    "a lawful reason": (
        "Bestem omfang",
        "ansettelsesform: fast ",
        "midlertidig: {varighet_måneder: 12, grunnlag: vikariat}\n  ansettelsesform: midlertidig ",
    ),
    "part time discussed": (
        "Bestem omfang",
        "prosent: 100",
        "prosent: 50\n  deltid_begrunnelse: Vi har ikke midler til mer\n  deltid_drøftet: 2026-11-25",
    ),
    "a reason for the demand": (
        "Bestem om utdanning",
        "formalkompetanse_krav: nei",
        "formalkompetanse_krav: ja\n  formalkompetanse_begrunnelse: Oppgavene krever det.",
    ),
}


@pytest.mark.parametrize("what", SETTLED)
def test_what_is_decided_with_its_reason_is_ticked(workplace: Workplace, what: str) -> None:
    """An unusual choice is a decision too when the case has what the law or the guide asks for with it."""
    point, old, new = SETTLED[what]
    workplace.edit_case(old, new)
    make(workplace)
    assert box(workplace, point) == TICKED


def test_part_time_without_a_reason_is_open(workplace: Workplace) -> None:
    """Neither the size of the job nor the reason for it is settled before both are written (L8)."""
    workplace.edit_case("prosent: 100", "prosent: 50\n  deltid_begrunnelse: Vi har ikke midler til mer")
    make(workplace)
    assert box(workplace, "Bestem omfang") == OPEN
    assert box(workplace, "Begrunn deltiden") == OPEN


def test_the_only_one_of_a_kind_is_a_question(workplace: Workplace) -> None:
    """With somebody there from before, or two new ones, the question of more than one is answered (K3.11)."""
    point = "Vurder om dere bør ha flere enn én"
    make(workplace)
    assert box(workplace, point) == TICKED
    workplace.edit_case("erfaringskonsulenter_fra_før: 1", "erfaringskonsulenter_fra_før: 0")
    make(workplace)
    assert box(workplace, point) == OPEN
    workplace.edit_case("  antall: 1\n", "  antall: 2\n")
    make(workplace)
    assert box(workplace, point) == TICKED


def test_the_dates_of_the_case_are_shown(workplace: Workplace) -> None:
    """The days that everybody waits for stand where they are used; the ones that are not set are not mentioned."""
    make(workplace)
    text = outline(workplace.document("sjekkliste").read_bytes())
    assert "Saken: søknadsfrist 15. februar 2027" in text
    assert "Datoer:" not in text
    workplace.edit_case("  runder: 2\n", "  runder: 2\n  datoer: {første: 2027-02-22, andre: 2027-03-01}\n")
    workplace.edit_case("  frist: 2027-02-15\n", "  frist: 2027-02-15\n  publisert: 2027-01-18\n")
    make(workplace)
    text = outline(workplace.document("sjekkliste").read_bytes())
    assert "lyses ut 18. januar 2027, søknadsfrist 15. februar 2027" in text
    assert "første intervju 22. februar 2027, andre intervju 1. mars 2027" in text


def test_only_oslo_is_sent_to_what_only_oslo_has(workplace: Workplace) -> None:
    """Erfaringsskolen, Dokument 24 and 25 and the templates of Velferdsetaten mean nothing elsewhere."""
    words = ("Erfaringsskolen", "Dokument 24", "Velferdsetatens", "Miljøarbeider")
    make(workplace)
    make(workplace, "unn-2022")
    here, there = (outline(workplace.document("sjekkliste", name).read_bytes()) for name in ("bydel-x", "unn-2022"))
    assert all(word in here for word in words)
    assert not any(word in there for word in words)


def test_what_a_certificate_hinders_is_told_where_it_can(workplace: Workplace) -> None:
    """Young people and people with disabilities have rules of their own, told where the job is with them."""
    make(workplace)
    assert "seksuallovbrudd" not in outline(workplace.document("sjekkliste").read_bytes())
    assert box(workplace, "Avklar om dere skal be om politiattest") == TICKED
    workplace.edit_case("arbeider_med_under_18: nei", "arbeider_med_under_18: ja")
    make(workplace)
    text = outline(workplace.document("sjekkliste").read_bytes())
    assert "seksuallovbrudd" in text
    assert "yrkesforbud" not in text
    assert box(workplace, "Avklar om dere skal be om politiattest") == OPEN


@pytest.mark.parametrize("point", ONLY_PEOPLE_KNOW)
def test_what_happens_between_people_is_never_ticked(workplace: Workplace, point: str) -> None:
    """Not even in a case without a gap."""
    make(workplace)
    assert box(workplace, point) == OPEN


def test_a_point_that_is_taken_out_is_missed(workplace: Workplace) -> None:
    """Whichever row somebody deletes, a finding says which point is gone; with all of them there, nothing is said."""
    make(workplace)
    file = workplace.document("sjekkliste")
    whole = file.read_bytes()
    assert _missed(workplace, file) == []
    for number, table in enumerate(docx.Document(BytesIO(whole)).tables):
        document = docx.Document(BytesIO(whole))
        row = document.tables[number].rows[len(table.rows) - 1]
        point = row.cells[1].paragraphs[0].text
        document.tables[number]._tbl.remove(row._tr)
        document.save(str(file))
        assert _missed(workplace, file), point


def test_the_boxes_are_known_to_a_screen_reader(workplace: Workplace) -> None:
    """Every point has a box of its own, so that none is read without one."""
    make(workplace)
    reading = read_document(workplace.document("sjekkliste").read_bytes(), "sjekkliste")
    boxes = [one.text for one in reading.body if one.text.strip() in (OPEN, TICKED)]
    rows = sum(len(table.rows) - 1 for table in docx.Document(str(workplace.document("sjekkliste"))).tables)
    assert len(boxes) == rows


def _missed(workplace: Workplace, file: Path) -> list[str]:
    said = workplace.make_docs("check", str(file), "--case", "cases/bydel-x.yaml", "--json", TODAY).json
    findings = [one for case in said["cases"] for document in case["documents"] for one in document["findings"]]
    return [one["message"] for one in findings if one["message"].endswith("er borte fra sjekklista.")]
