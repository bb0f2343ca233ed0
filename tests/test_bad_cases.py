"""Every fault of a case has a file in tests/cases/ named after it, and is told with place, fault and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.case import load_case
from pipeline.errors import CaseError
from pipeline.fields import Vocabulary, load_fields
from tests.vocabulary import vocabulary_of

CASES = Path(__file__).parent / "cases"
TEMPLATES = Path(__file__).parent.parent / "templates"


class Expected(NamedTuple):
    """One fault: its line (None when the file has none), and words from the message and from the remedy."""

    line: int | None
    message: str
    hint: str


SIGN = "betyr noe eget i YAML"
QUOTE = "Sett anførselstegn rundt hele verdien"
UTF8 = "«UTF-8»"

EXPECTED = {
    # what the file is
    "tom": Expected(1, "filen er tom", "make-docs new"),
    "bare-kommentarer": Expected(1, "filen er tom", "make-docs new"),
    "liste-i-stedet": Expected(1, "filen er en liste", "bindestrekene"),
    "bare-tekst": Expected(1, "filen er bare tekst", "kolon og mellomrom"),
    "cp1252": Expected(3, "lagret som ANSI", UTF8),
    "utf16": Expected(1, "UTF-16", UTF8),
    "utf16-uten-bom": Expected(1, "UTF-16", UTF8),
    "midt-i-et-tegn": Expected(2, "slutter midt i et tegn", "OneDrive"),
    "bare-nuller": Expected(None, "filen er ødelagt", "tidligere versjon"),
    "egentlig-word": Expected(None, "ikke en tekstfil (Word-dokument", "YAML-fil"),
    # what its YAML says
    "tabulator": Expected(2, "rykket inn med tabulator (også linje 3)", "mellomrom"),
    "hardt-mellomrom": Expected(2, "U+00A0", "Slett mellomrommene"),
    "hardt-mellomrom-i-nokkel": Expected(2, "U+00A0", "Slett mellomrommene"),
    "kolon-i-verdi": Expected(2, "kolon med mellomrom etter", QUOTE),
    "prosenttegn-forst": Expected(2, f"«%», som {SIGN}", '"%tittel%"'),
    "krollalfa-forst": Expected(3, f"«@», som {SIGN}", '"@example.no"'),
    "apostrof-forst": Expected(2, f"«`», som {SIGN}", QUOTE),
    "uavsluttet-anforselstegn": Expected(2, "anførselstegnet blir aldri lukket", 'Sett " på slutten'),
    "anforselstegn-inni": Expected(2, "fortsetter etter anførselstegnet", "bruk «» inne i teksten"),
    "omvendt-skrastrek": Expected(2, "skråstreken", "to ganger"),
    "uavsluttet-klamme": Expected(2, "klammen «[» blir aldri lukket", "«]»"),
    "uavsluttet-krollparentes": Expected(2, "klammen «{» blir aldri lukket", "«}»"),
    "for-langt-inn": Expected(3, "rykket inn 4 mellomrom, men skulle trolig hatt 2", "like langt inn"),
    "for-kort-inn": Expected(3, "rykket inn 2 mellomrom, men skulle trolig hatt 4", "like langt inn"),
    "kolon-uten-mellomrom": Expected(2, "mellomrom mangler etter kolonet i «antall:»", "«antall: …»"),
    "bare-kolon-uten-mellomrom": Expected(2, "«stilling» skal ha egne felter", "skriv «antall: …»"),
    "uten-kolon": Expected(1, "kolon mangler etter «stilling»", "«stilling:»"),
    "bindestrek-uten-mellomrom": Expected(4, "mellomrom mangler etter bindestreken", "«- »"),
    "bindestrek-pa-samme-linje": Expected(2, "samme linje som nøkkelen", "egen linje"),
    "stjerne-som-punkt": Expected(3, "begynner med «*»", "«- »"),
    "liste-under-verdi": Expected(3, "et felt som alt har en verdi", "linje 2"),
    "uforklarlig": Expected(4, "kan ikke leses, linje 4", "linja over"),
    "verdi-etter-nummertegn": Expected(2, "blir ikke med", "anførselstegn"),
    "to-dokumenter": Expected(3, "mer enn én del", "«---»"),
    "dobbel-nokkel": Expected(4, "«tittel» står to ganger (første gang på linje 2)", "Behold den ene"),
    "dobbel-nokkel-nfd": Expected(3, "«nivå» står to ganger", "Behold den ene"),
    "alias-bombe": Expected(1, f"«&» foran en verdi {SIGN}", "anførselstegn"),
    "anker": Expected(2, f"«&» foran en verdi {SIGN}", "anførselstegn"),
    "tagg": Expected(2, f"«!» foran en verdi {SIGN}", "anførselstegn"),
    "flettenokkel": Expected(2, "«<<»", "rett inn"),
    "nokkel-er-liste": Expected(1, "nøkkelen er ikke et ord", "anførselstegn"),
    "malkode": Expected(2, "nøkkelen er ikke et ord", "anførselstegn"),
    "dypt-nostet": Expected(1, "mer enn 20 nivåer", "Fjern"),
    "veldig-dypt-nostet": Expected(1, "mer enn 20 nivåer", "Fjern"),
    "styretegn": Expected(2, "usynlig linjeskifttegn (U+000B)", "Slett tegnet"),
    "styretegn-i-kode": Expected(2, "U+000C", "Slett tegnet"),
    "linjeskilletegn": Expected(2, "U+2028", "Enter"),
    "ikke-tegn": Expected(2, "U+FDD0", "Slett tegnet"),
    # what the vocabulary says of it
    "skrivefeil-i-nokkel": Expected(3, "ukjent felt «prosnt»", "Mente du «prosent»?"),
    "nokkel-i-feil-gruppe": Expected(3, "ukjent felt «ansettelsesform»", "hører hjemme under «stilling»"),
    "ukjent-nokkel": Expected(3, "ukjent felt «parkeringsplass»", "Feltene her er «tittel»"),
    "komma-i-krollparentes": Expected(2, "ukjent felt «seksjonsleder»", "Et komma deler verdien"),
    "umulig-dato": Expected(3, "datoen 31.02.2027 finnes ikke", "Februar 2027 har 28 dager"),
    "dato-uten-arhundre": Expected(2, "mangler århundre", "fire siffer"),
    "prosent-150": Expected(3, "«150» er for stort", "høyst være 100"),
    "prosenttegn": Expected(2, "«50 %» er ikke bare et tall", "Skriv bare tallet: 50"),
    "tusenpunktum": Expected(2, "kan leses på to måter", "«1 000»"),
    "ord-i-stedet-for-tall": Expected(2, "«to» er ikke et helt tall", "med siffer"),
    "ukjent-valg": Expected(2, "«fats» er ikke et av valgene", "Mente du «fast»?"),
    "valg-to-ganger": Expected(5, "«operativt» står to ganger", "Behold den ene"),
    "true-i-stedet-for-ja": Expected(2, "«true» er ikke ja eller nei", "Skriv ja"),
    "postnummer-tre-siffer": Expected(2, "«150» har ikke riktig form", "fire siffer"),
    "tekst-i-stedet-for-liste": Expected(2, "«fora» skal være en liste", "«- »"),
    "felter-i-stedet-for-liste": Expected(3, "«oppgaver» skal være en liste", "«- » foran det første feltet"),
    "liste-i-stedet-for-tekst": Expected(2, "stillingstittel skal være en tekst", "anførselstegn"),
    "felter-i-stedet-for-tekst": Expected(3, "stillingstittel skal være en tekst", "samme linje"),
    "tekst-i-stedet-for-gruppe": Expected(1, "«stilling» skal ha egne felter", "linjene under"),
    # what may never be in it
    "fodselsnummer": Expected(3, "inneholder et fødselsnummer", "aldri en person"),
    # all of it at once
    "flere-feil": Expected(5, "datoen 30.02.2027 finnes ikke", "Februar"),
}


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """Give the small vocabulary."""
    return vocabulary_of(tmp_path_factory.mktemp("felter"))


def test_every_bad_case_is_expected() -> None:
    """No file in tests/cases/ is left untested, and none is missing."""
    assert {path.stem for path in CASES.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_case_is_told_with_place_fault_and_remedy(name: str, vocabulary: Vocabulary) -> None:
    """A wrong case is refused with exit code 3, and says where, what and what to do."""
    path, expected = CASES / f"{name}.yaml", EXPECTED[name]
    with pytest.raises(CaseError) as caught:
        load_case(path, vocabulary)
    assert caught.value.exit_code == 3
    told = [(fault.line, fault.message, fault.hint) for fault in caught.value.faults]
    assert any(
        line == expected.line and expected.message in message and expected.hint in (hint or "")
        for line, message, hint in told
    ), told
    for fault in caught.value.faults:
        assert fault.path == str(path)
        assert fault.hint, f"no remedy for {fault.message}"
        assert fault.code
        assert "\n" not in fault.message + fault.hint


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_case_is_bad_for_the_real_vocabulary_too(name: str) -> None:
    """The files hold with templates/felter.yaml as well, so that the whole command can be tried on them."""
    with pytest.raises(CaseError):
        load_case(CASES / f"{name}.yaml", load_fields(TEMPLATES / "felter.yaml"))


def test_all_the_faults_of_a_file_come_at_once(vocabulary: Vocabulary) -> None:
    """Slips of YAML, unknown keys and wrong values are told in one run, in the order of the file."""
    with pytest.raises(CaseError) as caught:
        load_case(CASES / "flere-feil.yaml", vocabulary)
    assert [fault.line for fault in caught.value.faults] == [2, 3, 4, 5, 6, 7]
    assert [fault.key for fault in caught.value.faults if fault.key] == [
        "stilling.prosnt",
        "stilling.antall",
        "stilling.oppstart",
        "stilling.nivå[1]",
    ]


def test_a_case_with_personal_data_repeats_nothing(vocabulary: Vocabulary) -> None:
    """Neither the number nor any other word of the file is in the messages, only lines and kinds."""
    with pytest.raises(CaseError) as caught:
        load_case(CASES / "fodselsnummer.yaml", vocabulary)
    told = " ".join(f"{fault.message} {fault.hint} {fault.key}" for fault in caught.value.faults)
    assert "130972" not in told
    assert "prosnt" not in told
    assert "hemmelig" not in told
    assert "andre feil (linje 4)" in told
