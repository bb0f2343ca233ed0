"""Proofreading of comparisons in templates: those that could never be true, and those that make sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.expressions import Remark, find_tags, proof_tags
from pipeline.model import Field
from tests.template_kit import root_of


@pytest.fixture
def root(tmp_path: Path) -> Field:
    """Give the small vocabulary."""
    return root_of(tmp_path)


def remarks(root: Field, test: str) -> list[Remark]:
    """What proofreading says of a question."""
    tags, broken = find_tags([f"{{% if {test} %}}{{% endif %}}"])
    assert broken == ()
    return list(proof_tags(tags, root).remarks)


def said(root: Field, test: str) -> list[tuple[str, str | None]]:
    """The message and the remedy of each remark."""
    return [(remark.message, remark.hint) for remark in remarks(root, test)]


@pytest.mark.parametrize(
    ("test", "message", "hint"),
    [
        ('stilling.form == "fst"', "«fst» er ikke et valg i stilling.form", "Mente du «fast»?"),
        ('"fst" == stilling.form', "«fst» er ikke et valg i stilling.form", "Mente du «fast»?"),
        ('stilling.form in ["fast", "vikar"]', "«vikar» er ikke et valg i stilling.form", None),
        ('"operativ" in stilling.nivå', "«operativ» er ikke et valg i stilling.nivå[]", "Mente du «operativt»?"),
        (
            'stilling.brukernært == "ja"',
            "stilling.brukernært er ja eller nei og kan ikke sammenlignes med en tekst",
            "Skriv {% if felt %} eller {% if not felt %}.",
        ),
        ('stilling.prosent == "100"', "stilling.prosent er et tall og kan ikke sammenlignes med en tekst", None),
        ("stilling.tittel == 3", "stilling.tittel er en tekst og kan ikke sammenlignes med et tall", None),
        (
            'stilling.oppstart < "2027-01-01"',
            "stilling.oppstart er en dato og kan ikke sammenlignes med en tekst",
            None,
        ),
        (
            "stilling.oppstart == stilling.prosent",
            "stilling.oppstart er en dato og kan ikke sammenlignes med et tall",
            None,
        ),
        ('stilling.form > "fast"', "stilling.form er en tekst og kan ikke være større eller mindre", None),
        ("stilling == 1", "stilling er en gruppe av felt og kan ikke sammenlignes", None),
        ("3 in stilling.prosent", "stilling.prosent er et tall, og ingenting kan være «in» den", None),
    ],
)
def test_a_comparison_that_can_never_be_true_is_told(root: Field, test: str, message: str, hint: str | None) -> None:
    """Choices that do not exist, and kinds that have nothing to do with each other: silent faults otherwise."""
    assert said(root, test) == [(message, hint)]


def test_a_list_is_not_equal_to_a_word(root: Field) -> None:
    """The commonest slip with lists, with the remedy."""
    ((message, hint),) = said(root, 'stilling.nivå == "operativt"')
    assert message == "stilling.nivå er en liste og kan ikke sammenlignes"
    assert hint == 'Skriv for eksempel {% if "operativt" in stilling.nivå %}.'


@pytest.mark.parametrize(
    "test",
    [
        'stilling.form == "fast" or stilling.form in ["midlertidig"]',
        '"operativt" in stilling.nivå and not "strategisk" in stilling.nivå',
        "stilling.prosent < 100 and stilling.antall >= 2 and 1 < stilling.antall < 5",
        "stilling.oppstart < stilling.slutt",
        "stilling.brukernært == true",
        '"team" in stilling.tittel',
        "stilling.oppgaver | antall > 3",
        'stilling.oppgaver | med("nivå", "operativt")',
    ],
)
def test_comparisons_that_make_sense(root: Field, test: str) -> None:
    """Numbers with numbers, dates with dates, choices with their keys, a word in a list or in a text."""
    assert remarks(root, test) == []
