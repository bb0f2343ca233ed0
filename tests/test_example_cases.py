"""The three example cases: what is said of them (a golden text each), what must be found, and what must not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.case import load_case
from pipeline.fields import load_fields
from pipeline.word.reading import read_document
from tests.command import DOCUMENTS, TEMPLATES, Workplace, workplace
from tests.outline import outline

__all__ = ["workplace"]

CASES = ("bydel-x", "unn-2022", "uteseksjonen-2021")
TODAY = "--date=2026-11-22"


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_a_case(workplace: Workplace, golden: Callable[[str, str], None], case: str) -> None:
    """The report in the terminal, word for word."""
    said = workplace.make_docs(f"cases/{case}.yaml", TODAY)
    assert said.code == (0 if case == "bydel-x" else 1)
    assert said.err == ""
    golden(f"{case}/rapport.txt", "\n".join(line.rstrip() for line in said.out.splitlines()) + "\n")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_says(
    workplace: Workplace, golden: Callable[[str, str], None], case: str, document: str
) -> None:
    """The document as an outline: every word that it holds."""
    workplace.make_docs(f"cases/{case}.yaml", "--only", document, TODAY)
    golden(f"{case}/{document}.txt", outline(workplace.document(document, case).read_bytes()))


@pytest.mark.parametrize("case", CASES)
def test_one_finding_for_each_gap(workplace: Workplace, case: str) -> None:
    """Every gap in the case is one finding, and each of them names the documents that show it."""
    said = workplace.make_docs(f"cases/{case}.yaml", "--json", TODAY)
    loaded = load_case(workplace.case(case), load_fields(TEMPLATES / "felter.yaml"))
    gaps = [one["field"] for one in _findings(said.json) if one["message"].startswith("Mangler: ")]
    assert Counter(gaps) == Counter(gap.path for gap in loaded.gaps)
    assert bool(gaps) == (case != "bydel-x")


def test_placeholders_stand_in_the_documents_that_the_findings_name(workplace: Workplace) -> None:
    """A finding on a gap names exactly the documents in which its placeholder can be seen."""
    said = workplace.make_docs("cases/uteseksjonen-2021.yaml", "--json", TODAY)
    texts = {name: outline(workplace.document(name, "uteseksjonen-2021").read_bytes()) for name in DOCUMENTS}
    for finding in _findings(said.json):
        if finding["message"].startswith("Mangler: "):
            placeholder = f"[Fyll ut: {finding['message'].removeprefix('Mangler: ').split('. ')[0].rstrip('.')}]"
            shown = {name for name, text in texts.items() if placeholder in text}
            assert {place["document"] for place in finding["places"]} == shown, finding["field"]


def test_what_uteseksjonen_must_be_told(workplace: Workplace) -> None:
    """The gaps and rules that the real posting of 2021 runs into (fagrapport § 3.4)."""
    findings = _findings(workplace.make_docs("cases/uteseksjonen-2021.yaml", "--json", TODAY).json)
    fields = {one["field"] for one in findings if one["message"].startswith("Mangler: ")}
    assert fields >= {
        "kontaktpersoner_utlysning",
        "forarbeid.rolleforståelse",
        "oppfølging.veileder.navn",
        "lønn.tabell_dato",
        "stilling.arbeider_med_under_18",
        "stilling.tjenestelov",
        "lønn.ansiennitet_for_egenerfaring_år",
    }
    rules = {one["rule"]: one["severity"] for one in findings}
    assert {"K4.9", "K4.13", "K6.9", "K8.7", "K4.15"} <= set(rules)
    assert rules["K4.15"] == "advice"
    assert [one["rule"] for one in findings].count("K6.9") == 1


def test_what_uteseksjonen_must_not_be_told(workplace: Workplace) -> None:
    """«Plettfri vandel kreves ikke» and «ikke krav» about education are no faults."""
    findings = _findings(workplace.make_docs("cases/uteseksjonen-2021.yaml", "--json", TODAY).json)
    said = [one for one in findings if not one["message"].startswith("Mangler: ")]
    assert not {one["rule"] for one in said} & {"K4.4", "K4.5", "K6.15", "L8", "L3", "K2.8"}


def test_what_unn_must_be_told_and_not(workplace: Workplace) -> None:
    """A part-time, temporary position with pay by agreement; rules of Oslo and of another law stay silent."""
    findings = _findings(workplace.make_docs("cases/unn-2022.yaml", "--json", TODAY).json)
    assert {"K4.14", "K2.8", "L3", "L8"} <= {one["rule"] for one in findings}
    fields = {one["field"] for one in findings}
    assert {"kontaktpersoner_utlysning", "oppfølging.veileder.navn"} <= fields
    assert not {"lønn.lt_fra", "lønn.tabell_dato", "virksomhet.kommune"} & fields
    assert "K6.8" not in {one["rule"] for one in findings}
    assert not [one for one in findings if one["rule"] == "K6.13" and not one["message"].startswith("Mangler: ")]


def test_the_complete_case_has_nothing_left_to_fill_in(workplace: Workplace) -> None:
    """bydel-x leaves no placeholder and no template code in any document."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    for name in DOCUMENTS:
        text = outline(workplace.document(name).read_bytes())
        assert "[Fyll ut" not in text
        assert "{" not in text
        assert "None" not in text


@pytest.mark.parametrize("case", CASES)
def test_optional_parts_vanish_without_a_blank_line(workplace: Workplace, case: str) -> None:
    """No document has an empty paragraph outside the cells that people write in."""
    workplace.make_docs(f"cases/{case}.yaml", TODAY)
    for name in DOCUMENTS:
        reading = read_document(workplace.document(name, case).read_bytes(), name)
        empty = [at for at, one in enumerate(reading.body) if one.table is None and not one.text.strip()]
        assert empty == [], (name, [reading.body[at - 1].text for at in empty])


def _findings(said: Any) -> list[dict[str, Any]]:
    """All the findings of a run on one case."""
    (case,) = said["cases"]
    return [*case["findings"], *(one for document in case["documents"] for one in document["findings"])]
