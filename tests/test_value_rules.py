"""The rules of regler.yaml: each with an example where it fires, alone, and one where it applies and is fine.

Every example is the complete case bydel-x with some values changed, on a day when nothing can be said of that case. So
whatever else is found in an example, is a finding too many.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.case import load_case
from pipeline.check.gaps import check_gaps
from pipeline.check.rules import check_rules
from pipeline.errors import CaseError
from pipeline.expressions import Facts
from pipeline.library import Library, load_library
from pipeline.model import Case, Finding, Rule

ROOT = Path(__file__).parent.parent
TODAY = date(2025, 1, 15)
LATER = date(2026, 1, 15)
Edits = Mapping[str, object]

UNTOUCHED: Edits = {"sak.sist_endret": "2025-01-11"}
"""The case as it would have been while its pay table was new."""


TEMPORARY: Edits = {
    "stilling.ansettelsesform": "midlertidig",
    "stilling.midlertidig": {"grunnlag": "vikariat", "varighet_måneder": 12},
}
SPANS: Edits = dict.fromkeys(("lønn.lt_fra", "lønn.lt_til", "lønn.kroner_fra", "lønn.kroner_til")) | {
    "lønn.alternativer": [
        {"vilkår": "uten utdanning", "lt_fra": 23, "lt_til": 28, "kroner_fra": 515250, "kroner_til": 542700},
        {"vilkår": "med utdanning", "lt_fra": 28, "lt_til": 40, "kroner_fra": 542700, "kroner_til": 650600},
    ]
}
SECOND = "lønn.alternativer.1."
ELSEWHERE: Edits = {"virksomhet.kommune": "Bergen kommune"}
OTHER_LAW: Edits = {"stilling.tjenestelov": "spesialisthelsetjenesteloven", "politiattest.hjemmel": "loven HR oppgir"}
MINORS: Edits = {"stilling.arbeider_med_under_18": "ja"}
OPERATIVE = {"tekst": "Følge opp brukere", "nivå": "operativt"}
STRATEGIC = {"tekst": "Utvikle tjenesten", "nivå": "strategisk"}
ONE_CASE = {"tittel": "Et møte", "situasjon": "En bruker du kjenner, kommer inn.", "ser_etter": "grenser"}
NO_PEER = [{"rolle": "nærmeste_leder"}, {"rolle": "tillitsvalgt"}]
DEGREE: Edits = {
    "kvalifikasjoner.formalkompetanse_krav": "ja",
    "kvalifikasjoner.formalkompetanse_begrunnelse": "Loven krever det",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A rule, known by its id and by words of its message, with edits that break it.

    `fine` are edits on top that mend it, needed when the rule has nothing to do with bydel-x. `off`: what mends it
    makes the rule say nothing, because it is about a choice that the source advises against. `field`: the field of the
    finding, where it is not that of the rule. `beside`: the id of another rule that the broken case cannot but break.
    """

    rule: str
    words: str
    broken: Edits
    fine: Edits | None = None
    name: str = "bydel-x"
    today: date = TODAY
    off: bool = False
    field: str | None = None
    beside: str | None = None


EXAMPLES = (
    Example("PRØVEVERDIER", "eksempelsaken", {}, {}, name="min-sak", off=True),
    Example("DATOER", "en dag som ikke har vært", {"sak.sist_endret": "2025-01-16"}),
    Example("SKRIVEMÅTE", "Kommunen er skrevet", {"virksomhet.kommune": "Oslo Kommune"}),
    Example("SKRIVEMÅTE", "står ikke i lista over bydelene", {"virksomhet.navn": "Alna bydel"}),
    Example("K4.8", "Beskrivelsen av arbeidsplassen", {"virksomhet.beskrivelse": "ord " * 121}),
    Example("K11.3a", "hvordan det er å jobbe", {"virksomhet.arbeidskultur": None}),
    Example("K1.3", "drøftet med de ansatte", {"forarbeid.drøftet_med_ansatte": "2027-02-16"}),
    Example("K3.12", "forankret hos ledelsen", {"forarbeid.forankret_hos_ledelsen": "2027-02-16"}),
    Example("DATOER", "er drøftet med tillitsvalgt", {"forarbeid.drøftet_med_tillitsvalgt": "2027-02-16"}),
    Example("K3.11", "den eneste erfaringskonsulenten", {"forarbeid.erfaringskonsulenter_fra_før": 0}),
    Example(
        "K2.8",
        "hvorfor den ikke er fast",
        {**TEMPORARY, "stilling.midlertidig.grunnlag": "midlertidig_arbeid"},
        {"stilling.midlertidig.beskrivelse": "Arbeidet tar slutt når boligene er bygd."},
    ),
    Example(
        "L3",
        "varer så lenge",
        {**TEMPORARY, "stilling.midlertidig.varighet_måneder": 37},
        {"stilling.midlertidig.varighet_måneder": 36},
    ),
    Example(
        "L3",
        "hva som finansierer",
        {
            **TEMPORARY,
            "stilling.midlertidig.grunnlag": "midlertidig_arbeid",
            "stilling.midlertidig.beskrivelse": "Arbeidet tar slutt når boligene er bygd.",
            "stilling.midlertidig.finansiering": "tilskudd",
        },
        {"stilling.midlertidig.grunnlag": "vikariat"},
    ),
    Example(
        "DATOER",
        "før den har begynt",
        {**TEMPORARY, "stilling.midlertidig.til": "2027-03-31"},
        {"stilling.midlertidig.til": "2028-03-31"},
    ),
    Example(
        "DATOER",
        "ett sted i saken",
        {**TEMPORARY, "stilling.midlertidig.fra": "2027-04-02"},
        {"stilling.midlertidig.fra": "2027-04-01"},
    ),
    Example("L3", "tyder på noe midlertidig", {"stilling.tittel": "Erfaringskonsulent, engasjement"}),
    Example(
        "L8",
        "Deltid er drøftet",
        {"stilling.prosent": 50, "stilling.deltid_begrunnelse": "Behov", "stilling.deltid_drøftet": "2027-02-16"},
        {"stilling.deltid_drøftet": "2027-02-15"},
    ),
    Example(
        "L8",
        "åpner for deltid",
        {"stilling.alternative_prosenter": [50, 60]},
        {"stilling.deltid_begrunnelse": "Behov", "stilling.deltid_drøftet": "2026-12-01"},
    ),
    Example("SKRIVEMÅTE", "Stillingskoden", {"stilling.stillingskode": "12a4"}, {"stilling.stillingskode": "1234"}),
    Example("K2.4", "den nærmeste lederen", {"stilling.nærmeste_leder_navn": None}),
    Example("K4.12", "for mange oppgaver", {"stilling.oppgaver": [OPERATIVE, STRATEGIC]}),
    Example("K4.12", "operativt nivå", {"stilling.oppgaver": [STRATEGIC, STRATEGIC, STRATEGIC]}),
    Example("K8.7", "utvikle tjenesten", {"stilling.oppgaver": [OPERATIVE, OPERATIVE, OPERATIVE]}),
    Example(
        "DATOER",
        "søknadsfristen går ikke ut",
        {"stilling.oppstart": "2027-02-15", "opplæring.plan_ferdig": "2027-02-14"},
    ),
    Example("K4.2", "Ingen av kravene nevner", {"kvalifikasjoner.krav": ["Godt norsk"]}),
    Example(
        "K4.2",
        "for pårørende, men",
        {"stilling.erfaringsbakgrunn": ["pårørende"]},
        {"kvalifikasjoner.krav": ["Egenerfaring eller erfaring som pårørende"]},
    ),
    Example(
        "K4.4",
        "Saken krever utdanning. ",
        {**DEGREE, "kvalifikasjoner.krav": ["Egenerfaring", "Fagbrev"]},
        {"kvalifikasjoner.formalkompetanse_krav": "nei"},
        off=True,
    ),
    Example("K4.4", "fagutdanning kreves, og et annet", {"stilling.fagkompetanse": "dobbeltkompetanse_krav"}),
    Example(
        "K4.4",
        "ingen av kravene sier hvilken",
        DEGREE,
        {"kvalifikasjoner.krav": ["Egenerfaring", "Fagbrev"]},
        beside="K4.4",
    ),
    Example(
        "K4.5",
        "krever erfaringsskole",
        {"kvalifikasjoner.erfaringsskole_krav": "ja", "kvalifikasjoner.erfaringsskole_begrunnelse": "Behov"},
        {"kvalifikasjoner.erfaringsskole_krav": "nei"},
        off=True,
    ),
    Example("K4.15", "personlige egenskaper", {"kvalifikasjoner.egenskaper": ["rolig", "trygg"]}),
    Example("K4.14", "etter avtale", {"lønn.form": "etter_avtale"}),
    Example("K4.14", "Lønnsspennet går fra lønnstrinn", {"lønn.lt_fra": 35}),
    Example("K4.14", "Årslønnen går fra", {"lønn.kroner_fra": 600000}),
    Example("K4.14", "Lønnsspennet har lønnstrinn", {"lønn.lt_til": 60, "lønn.kroner_til": 990000}),
    Example("K4.14", "Kronene stemmer ikke", {"lønn.kroner_til": 586700}),
    Example(
        "K4.14",
        "høyeste lønnstrinn er begge",
        {**ELSEWHERE, "lønn.lt_til": 27},
        {"lønn.kroner_til": 537100},
    ),
    Example(
        "K4.14",
        "både ett lønnsspenn og en liste",
        {"lønn.alternativer": SPANS["lønn.alternativer"]},
        dict.fromkeys(("lønn.lt_fra", "lønn.lt_til", "lønn.kroner_fra", "lønn.kroner_til")),
    ),
    Example(
        "K4.14",
        "}}» går fra lønnstrinn",
        {**SPANS, f"{SECOND}lt_fra": 41},
        {f"{SECOND}lt_fra": 28},
        field="lønn.alternativer[2].lt_fra",
    ),
    Example(
        "K4.14",
        "Årslønnen for «",
        {**SPANS, f"{SECOND}kroner_fra": 700000},
        {f"{SECOND}kroner_fra": 542700},
        field="lønn.alternativer[2].kroner_fra",
    ),
    Example(
        "K4.14",
        "» har lønnstrinn",
        {**SPANS, f"{SECOND}lt_til": 60},
        {f"{SECOND}lt_til": 40},
        field="lønn.alternativer[2].lt_til",
    ),
    Example(
        "K4.14",
        "Kronene for «",
        {**SPANS, f"{SECOND}kroner_fra": 542800},
        {f"{SECOND}kroner_fra": 542700},
        field="lønn.alternativer[2].kroner_fra",
    ),
    Example(
        "K4.14",
        "høyeste lønnstrinn for «",
        {**SPANS, **ELSEWHERE, f"{SECOND}lt_til": 28},
        {f"{SECOND}kroner_til": 542700},
        field="lønn.alternativer[2].kroner_til",
    ),
    Example(
        "K6.8",
        "}} er uvanlig",
        {"lønn.lt_fra": 18, "lønn.kroner_fra": 492650},
    ),
    Example(
        "K6.8",
        "}}» er uvanlig",
        {**SPANS, f"{SECOND}lt_til": 41, f"{SECOND}kroner_til": 661600},
        {f"{SECOND}lt_til": 40, f"{SECOND}kroner_til": 650600},
        field="lønn.alternativer[2].lt_fra",
    ),
    Example("K4.14", "Lønnstabellen i saken er fra", {}, today=LATER),
    Example("K4.14", "ikke lagt inn i malene", {"lønn.tabell_dato": "2025-05-01"}),
    Example("K6.9", "null år", {"lønn.ansiennitet_for_egenerfaring_år": 0}),
    Example("K6.9", "års lønnsansiennitet", {"lønn.ansiennitet_for_egenerfaring_år": 11}),
    Example("K6.10", "hva lønnen bygger på", {"lønn.begrunnelse": None}),
    Example("K6.12", "i tariffavtalen", {"stilling.stillingskode_navn": "erfaringsmedarbeider"}),
    Example("L4", "Loven tillater høyst seks", {"vilkår.prøvetid_måneder": 7}),
    Example(
        "L4",
        "mer enn halve tiden",
        {**TEMPORARY, "stilling.midlertidig.varighet_måneder": 8},
        {"vilkår.prøvetid_måneder": 4},
    ),
    Example("L1", "Tariffavtalen i saken", {"vilkår.tariffavtale": "Hovedtariffavtalen i KS"}),
    Example("L1", "Pensjonsordningen", {"vilkår.pensjon": "KLP"}),
    Example("K6.13", "Saken krever ikke politiattest, men", {"politiattest.kreves": "nei"}),
    Example(
        "L13",
        "møte brukere, og saken krever ikke",
        {**OTHER_LAW, "politiattest.kreves": "nei"},
        {"politiattest.kreves": "ja"},
    ),
    Example("L13", "noen under 18 år", MINORS, {"politiattest.hjemmel": "loven HR oppgir"}),
    Example("K6.14", "godtar en politiattest", {"politiattest.maks_alder_måneder": 6}),
    Example("K6.15", "ikke blir vurdert konkret", {"politiattest.vurderes_konkret": "nei"}),
    Example("DATOER", "ikke publisert før", {"søknad.publisert": "2027-02-15"}, {"søknad.publisert": "2027-01-15"}),
    Example("DATOER", "dager på seg", {"søknad.publisert": "2027-02-10"}, {"søknad.publisert": "2027-02-01"}),
    Example("K5.1", "Nærmeste leder er ikke", {"intervju.panel.0.rolle": "hr"}),
    Example("K5.1", "Tillitsvalgt er ikke", {"intervju.panel.1.rolle": "hr"}),
    Example("K5.1", "Ingen erfaringskonsulent", {"intervju.panel": NO_PEER}),
    Example("K5.2", "satt opp til å forberede", {"intervju.panel.2.forbereder": "nei"}),
    Example("K5.3", "intervjurunder", {"intervju.runder": 1}),
    Example(
        "DATOER",
        "første intervju er ikke før",
        {"intervju.datoer": {"første": "2027-03-02", "andre": "2027-03-01"}},
        {"intervju.datoer.andre": "2027-03-09"},
    ),
    Example(
        "DATOER",
        "og søknadsfristen er",
        {"intervju.datoer": {"første": "2027-02-15", "andre": "2027-03-01"}},
        {"intervju.datoer.første": "2027-02-16"},
    ),
    Example(
        "DATOER",
        "og oppstart er {{ stilling.oppstart }}.",
        {"intervju.datoer": {"første": "2027-03-01", "andre": "2027-04-01"}},
        {"intervju.datoer.andre": "2027-03-09"},
    ),
    Example("K11.3c", "for mange caser", {"intervju.case": [{"tittel": "T", "situasjon": "S", "ser_etter": "a"}]}),
    Example("K11.4", "tre referanser", {"intervju.referanser": 2}),
    Example("K8.3", "jevnlig", {"oppfølging.veileder.hyppighet": "ved behov"}),
    Example("K8.2", "sammen med kollegene", {"oppfølging.ordinær_veiledning": None}),
    Example("K3.5", "tilbyr en mentor", {"oppfølging.mentor": None}),
    Example("K3.7", "ingen nettverk", {"oppfølging.nettverk": None}),
    Example("K8.6", "hospitering", {"oppfølging.hospitering": None}),
    Example("K8.10", "Medarbeidersamtalen", {"oppfølging.medarbeidersamtale.deretter": "ved behov"}),
    Example("K8.11", "bare ett tiltak", {"oppfølging.funksjonsfall": ["AKAN"]}),
    Example("K7.1", "innledende opplæring", {"opplæring.uker": 1}),
    Example("K7.3", "Opplæringsplanen blir ferdig", {"opplæring.plan_ferdig": "2027-04-01"}),
)
each_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.rule}: {one.words}")


@pytest.fixture(scope="module")
def library() -> Library:
    """Give what comes with the tool."""
    return load_library(ROOT / "templates")


class _Written(yaml.SafeDumper):
    """Writes YAML as people do: what is said twice is written twice."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _set(tree: Any, path: str, value: object) -> None:
    *above, last = path.split(".")
    for step in above:
        tree = tree[int(step)] if step.isdigit() else tree.setdefault(step, {})
    tree[int(last) if last.isdigit() else last] = copy.deepcopy(value)


def _case(folder: Path, library: Library, *edits: Edits, name: str = "bydel-x") -> Case:
    """Give the case bydel-x with these values changed; None takes one away."""
    tree = yaml.safe_load((ROOT / "cases" / "bydel-x.yaml").read_text(encoding="utf-8"))
    for some in (UNTOUCHED, *edits):
        for place, value in some.items():
            _set(tree, place, value)
    path = folder / f"{name}.yaml"
    path.write_text(yaml.dump(tree, Dumper=_Written, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load_case(path, library.vocabulary)


def _facts(case: Case, library: Library, today: date = TODAY) -> Facts:
    return Facts(case.values, case.name, today, library.vocabulary.tables)


def _found(case: Case, library: Library, today: date = TODAY) -> list[Finding]:
    """Give what is said of a case before it has any document: gaps and rules.

    When nothing is missing, only a table that is not stored may leave a rule unassessed.
    """
    findings, unassessed = check_rules(library.rules, _facts(case, library, today))
    assert [rule.message for rule in unassessed if not (case.gaps or _asks_a_table(rule))] == []
    return [*check_gaps(case, [], {}, library.by_name), *findings]


def _asks_a_table(rule: Rule) -> bool:
    return "tabell(" in f"{rule.when} {rule.demand}"


def _rule_of(example: Example, library: Library) -> Rule:
    (rule,) = (one for one in library.rules if one.id == example.rule and example.words in one.message)
    return rule


def test_nothing_is_said_of_the_case_that_the_examples_begin_with(tmp_path: Path, library: Library) -> None:
    """All rules can be assessed on it, and all are fine."""
    assert _found(_case(tmp_path, library), library) == []


def test_every_rule_has_an_example(library: Library) -> None:
    """Each rule of regler.yaml is that of exactly one example, so that no rule comes in without one."""
    shown = Counter(id(_rule_of(example, library)) for example in EXAMPLES)
    assert [rule.message for rule in library.rules if shown[id(rule)] != 1] == []


@each_example
def test_a_broken_value_gives_one_finding(tmp_path: Path, library: Library, example: Example) -> None:
    """Of the rule that it breaks, on its field, and nothing else."""
    rule = _rule_of(example, library)
    case = _case(tmp_path, library, example.broken, name=example.name)
    assert [one.rule for one in check_rules([rule], _facts(case, library, example.today))[0]] == [rule.id]
    found = _found(case, library, example.today)
    expected = Counter([rule.id, *([example.beside] if example.beside else [])])
    assert Counter(one.rule for one in found) == expected, [one.message for one in found]
    assert (example.field or rule.field, rule.severity) in {(one.field, one.severity) for one in found}


@each_example
def test_a_value_that_is_right_gives_none(tmp_path: Path, library: Library, example: Example) -> None:
    """The rule applies to the case as it was, or as the example mends it, and says nothing."""
    rule = _rule_of(example, library)
    case = _case(tmp_path, library, *([] if example.fine is None else [example.broken, example.fine]))
    facts = _facts(case, library)
    rounds = [about for _, about in facts.each(rule.each.name, rule.each.items)] if rule.each else [facts]
    applies = any(rule.when is None or about.holds(rule.when) for about in rounds)
    assert applies is not example.off
    assert check_rules([rule], facts) == ([], [])
    assert {one.rule for one in _found(case, library)} <= {example.beside}


# --- the mutated cases that the requirements ask for ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("edits", "rule", "field"),
    [
        ({"lønn.lt_fra": 18, "lønn.kroner_fra": 492650}, "K6.8", "lønn.lt_fra"),
        ({"lønn.lt_til": 41, "lønn.kroner_til": 661600}, "K6.8", "lønn.lt_fra"),
        ({"lønn.lt_fra": 35, "lønn.kroner_fra": 595700}, "K4.14", "lønn.lt_fra"),
        ({"lønn.lt_fra": 35}, "K4.14", "lønn.lt_fra"),
        ({"politiattest.maks_alder_måneder": 6}, "K6.14", "politiattest.maks_alder_måneder"),
        ({"intervju.runder": 1}, "K5.3", "intervju.runder"),
        (
            {"intervju.panel": [{"rolle": "nærmeste_leder"}, {"rolle": "erfaringskonsulent", "forbereder": "ja"}]},
            "K5.1",
            "intervju.panel",
        ),
        ({"intervju.case": [ONE_CASE]}, "K11.3c", "intervju.case"),
        ({"intervju.case": [ONE_CASE] * 4}, "K11.3c", "intervju.case"),
        ({**TEMPORARY, "stilling.midlertidig.varighet_måneder": 8}, "L4", "vilkår.prøvetid_måneder"),
        ({"opplæring.plan_ferdig": "2027-04-01"}, "K7.3", "opplæring.plan_ferdig"),
        ({"oppfølging.veileder.hyppighet": "ved behov"}, "K8.3", "oppfølging.veileder.hyppighet"),
        ({"stilling.prosent": 50, "stilling.deltid_drøftet": "2026-12-01"}, "L8", "stilling.deltid_begrunnelse"),
    ],
)
def test_one_fault_gives_one_finding(tmp_path: Path, library: Library, edits: Edits, rule: str, field: str) -> None:
    """A complete case with one value that is wrong."""
    (finding,) = _found(_case(tmp_path, library, edits), library)
    assert (finding.rule, finding.field) == (rule, field)


def test_part_time_must_be_both_explained_and_discussed(tmp_path: Path, library: Library) -> None:
    """Two things that nobody has done are two findings (working environment act § 14-1 b)."""
    found = _found(_case(tmp_path, library, {"stilling.prosent": 50}), library)
    assert [(one.rule, one.severity, one.field) for one in found] == [
        ("L8", "warning", "stilling.deltid_begrunnelse"),
        ("L8", "warning", "stilling.deltid_drøftet"),
    ]


def test_a_birth_number_is_refused_and_not_repeated(tmp_path: Path, library: Library) -> None:
    """In any text of the case; the run ends with 3."""
    number = "15076500565"
    with pytest.raises(CaseError) as error:
        _case(tmp_path, library, {"virksomhet.beskrivelse": f"Ring Kari, {number}."})
    assert error.value.exit_code == 3
    assert number not in repr(error.value.faults)


def test_a_table_that_is_not_stored_is_no_mismatch(tmp_path: Path, library: Library) -> None:
    """Pay of a year whose table nobody has laid in cannot be checked, and that is said as advice."""
    case = _case(tmp_path, library, {"lønn.tabell_dato": "2025-05-01", "lønn.kroner_fra": 557200})
    (finding,) = _found(case, library)
    assert (finding.severity, finding.field) == ("advice", "lønn.tabell_dato")
    assert finding.message.startswith("Lønnstabellen fra 1. mai 2025 er ikke lagt inn")


def test_every_alternative_that_fails_is_told(tmp_path: Path, library: Library) -> None:
    """With its own field and its own words."""
    wrong = {f"lønn.alternativer.{at}.kroner_til": 700000 for at in (0, 1)}
    found = _found(_case(tmp_path, library, {**SPANS, **wrong}), library)
    assert [one.field for one in found] == ["lønn.alternativer[1].kroner_fra", "lønn.alternativer[2].kroner_fra"]
    assert "lønnstrinn 28 542 700 kroner" in found[0].message.replace("\N{NO-BREAK SPACE}", " ")
    assert "«uten utdanning»" in found[0].message
