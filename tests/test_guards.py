"""Under every branch: optional values stand guarded, and no gap passes for something that is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.expressions import Remark, find_tags, proof_tags
from pipeline.model import Field
from tests.template_kit import FIELDS, root_of


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Field:
    """Give the small vocabulary."""
    return root_of(tmp_path_factory.mktemp("felter"))


def remarks(root: Field, text: str) -> list[Remark]:
    """What proofreading says of one paragraph."""
    tags, broken = find_tags([text])
    assert broken == ()
    return list(proof_tags(tags, root).remarks)


def said(root: Field, text: str) -> list[str]:
    """What the remarks on one paragraph say."""
    return [remark.message for remark in remarks(root, text)]


# --- optional values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "message", "ask"),
    [
        ("stilling.kode", "stilling.kode", "stilling.kode"),
        ("stilling.slutt | dato", "stilling.slutt", "stilling.slutt"),
        ("stilling.fora | liste", "stilling.fora", "stilling.fora"),
        ("stilling.varighet", "stilling.varighet", "stilling.varighet"),
        ("mentor.navn", "mentor.navn", "mentor"),
        ("mentor.hvor", "mentor.hvor", "mentor"),
        ("sak.sist_endret | dato", "sak.sist_endret", "sak"),
    ],
)
def test_an_optional_value_needs_a_guard(root: Field, shown: str, message: str, ask: str) -> None:
    """The remedy names what to ask about: the field, or the group above it that may be missing."""
    (remark,) = remarks(root, f"{{{{ {shown} }}}}")
    assert (remark.code, remark.warning) == ("unguarded", False)
    assert remark.message == f"{message} kan mangle, men står uten vern"
    assert remark.hint == f"Sett {{% if {ask} is oppgitt %}} … {{% endif %}} rundt."


@pytest.mark.parametrize(
    "text",
    [
        "{% if stilling.kode is oppgitt %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is uavklart %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is not oppgitt %}ingen{% else %}{{ stilling.kode }}{% endif %}",
        "{% if not stilling.kode is oppgitt %}ingen{% else %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode == 'x' %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode != 'x' %}{{ stilling.kode }}{% endif %}",
        "{% if 'x' in stilling.kode %}{{ stilling.kode }}{% endif %}",
        "{% if 'x' not in stilling.kode %}ingen{% else %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.slutt > stilling.oppstart %}{{ stilling.slutt | dato }}{% endif %}",
        "{% if stilling.brukernært and stilling.kode is oppgitt %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is oppgitt and (stilling.antall > 2 or stilling.turnus) %}{{ stilling.kode }}{% endif %}",
        "{% if not (stilling.kode is not oppgitt or stilling.brukernært) %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is oppgitt and stilling.slutt or stilling.kode == 'x' %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.fora | antall > 1 %}{{ stilling.fora | liste }}{% endif %}",
        "{% for f in stilling.fora %}{{ f }}{% if loop.first %}{{ stilling.fora | liste }}{% endif %}{% endfor %}",
        "{% for o in stilling.oppgaver %}{% if o.kommentar is oppgitt %}{{ o.kommentar }}{% endif %}{% endfor %}",
        "{% for o in stilling.oppgaver if o.kommentar is oppgitt %}{{ o.kommentar }}{% endfor %}",
        "{% for o in stilling.oppgaver %}{% for s in o.steg %}{{ o.steg | liste }}{% endfor %}{% endfor %}",
        "{% if mentor %}{{ mentor.navn }}{% endif %}",
        "{% if mentor is oppgitt %}{{ mentor.navn }}{% endif %}",
        "{% if mentor.navn is oppgitt %}{{ mentor.navn }}{% endif %}",
        "{% if mentor.hvor is oppgitt %}{{ mentor.navn }}, {{ mentor.hvor }}{% endif %}",
        "{% set k = stilling.kode %}{% if k is oppgitt %}{{ k }}{{ stilling.kode }}{% endif %}",
        "{{ stilling.kode if stilling.kode is oppgitt else 'ingen' }}",
    ],
)
def test_what_guards_an_optional_value(root: Field, text: str) -> None:
    """Every question that the value has passed when it is shown, however it is asked."""
    assert "unguarded" not in [remark.code for remark in remarks(root, text)]


@pytest.mark.parametrize(
    "text",
    [
        "{% if stilling.brukernært %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is not oppgitt %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode %}ja{% else %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode == 'x' %}x{% else %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is oppgitt or stilling.slutt is oppgitt %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is oppgitt or stilling.brukernært %}{{ stilling.kode }}{% endif %}",
        "{% if not (stilling.kode is oppgitt and stilling.brukernært) %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.kode is oppgitt %}{% endif %}{{ stilling.kode }}",
        "{% if 'x' not in stilling.kode %}{{ stilling.kode }}{% endif %}",
        "{% if stilling.slutt is oppgitt %}{{ stilling.kode }}{% endif %}",
        "{% for f in stilling.fora %}{% endfor %}{{ stilling.fora | liste }}",
        "{% for o in stilling.oppgaver %}{{ o.kommentar }}{% endfor %}",
        "{% for o in stilling.oppgaver %}{% if o.kommentar %}{% for p in stilling.oppgaver %}{{ p.kommentar }}"
        "{% endfor %}{% endif %}{% endfor %}",
        "{% if mentor %}{{ mentor.hvor }}{% endif %}",
        "{% if mentor.navn is oppgitt %}{{ mentor.hvor }}{% endif %}",
        "{% set k = stilling.kode %}{{ k }}",
        "{{ stilling.kode if stilling.brukernært else 'ingen' }}",
        "{{ 'ingen' if stilling.kode is oppgitt else stilling.kode }}",
    ],
)
def test_what_does_not_guard_it(root: Field, text: str) -> None:
    """A question about something else, one of two questions, or the wrong side of the right question."""
    assert "unguarded" in [remark.code for remark in remarks(root, text)]


@pytest.mark.parametrize(
    ("text", "guarded"),
    [
        ("{% if stilling.form == 'midlertidig' %}{{ stilling.varighet }}{% endif %}", True),
        ("{% if stilling.form in ['midlertidig'] %}{{ stilling.varighet }}{% endif %}", True),
        (
            "{% if stilling.form == 'fast' %}{% elif stilling.form %}{{ stilling.varighet }}{% endif %}",
            True,
        ),
        ("{% if stilling.form == 'fast' %}{{ stilling.varighet }}{% endif %}", False),
        ("{% if stilling.form != 'midlertidig' %}{{ stilling.varighet }}{% endif %}", False),
        ("{% if stilling.form == 'fast' %}fast{% else %}{{ stilling.varighet }}{% endif %}", False),
        ("{% if stilling.form is oppgitt %}{{ stilling.varighet }}{% endif %}", False),
        ("{% if stilling.prosent < 100 %}{{ stilling.begrunnelse }}{% endif %}", True),
        ("{% if 100 > stilling.prosent %}{{ stilling.begrunnelse }}{% endif %}", True),
        ("{% if stilling.prosent <= 50 %}{{ stilling.begrunnelse }}{% endif %}", True),
        ("{% if stilling.prosent == 50 %}{{ stilling.begrunnelse }}{% endif %}", True),
        (
            "{% if stilling.prosent >= 100 %}hel{% elif stilling.prosent > 0 %}{{ stilling.begrunnelse }}{% endif %}",
            True,
        ),
        ("{% if stilling.prosent <= 100 %}{{ stilling.begrunnelse }}{% endif %}", False),
        ("{% if stilling.prosent > 50 %}{{ stilling.begrunnelse }}{% endif %}", False),
        ("{% if stilling.prosent >= 100 %}hel{% else %}{{ stilling.begrunnelse }}{% endif %}", False),
    ],
)
def test_the_condition_that_makes_a_field_required_guards_it(root: Field, text: str, guarded: bool) -> None:
    """Where the condition holds for certain, the value is there or is a gap; where it may not, it may be missing."""
    assert ("unguarded" not in [remark.code for remark in remarks(root, text)]) is guarded


def test_fields_that_hang_together_are_remembered(tmp_path: Path) -> None:
    """Where one question was answered no, the other one of the two is what is left."""
    fields = FIELDS.replace(
        "[{felt: stilling.form, er: [midlertidig]}]",
        "[{felt: stilling.form, er: [midlertidig]}, {felt: stilling.slutt, fylt: nei}]",
    )
    text = (
        "{% if stilling.form == 'midlertidig' and stilling.slutt is oppgitt %}til {{ stilling.slutt | dato }}"
        "{% elif stilling.form == 'midlertidig' %}i {{ stilling.varighet }} måneder{% endif %}"
    )
    assert fields != FIELDS
    assert remarks(root_of(tmp_path, fields), text) == []


# --- gaps -----------------------------------------------------------------------------------------------------------

ELSE, NOT = "et hull i {} ville havne i else", "et hull i {} ville regnes som «ikke» her"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("{% if stilling.form == 'fast' %}a{% else %}b{% endif %}", [ELSE.format("stilling.form")]),
        ("{% if stilling.form != 'fast' %}a{% else %}b{% endif %}", [ELSE.format("stilling.form")]),
        ("{% if stilling.brukernært %}a{% else %}b{% endif %}", [ELSE.format("stilling.brukernært")]),
        ("{% if stilling.turnus %}a{% else %}b{% endif %}", [ELSE.format("stilling.turnus")]),
        ("{% if stilling.antall > 1 %}a{% else %}b{% endif %}", [ELSE.format("stilling.antall")]),
        ("{% if 'operativt' in stilling.nivå %}a{% else %}b{% endif %}", [ELSE.format("stilling.nivå")]),
        ("{% if stilling.oppgaver | antall > 1 %}a{% else %}b{% endif %}", [ELSE.format("stilling.oppgaver")]),
        (
            "{% if stilling.form == 'fast' and stilling.brukernært %}a{% else %}b{% endif %}",
            [ELSE.format("stilling.form"), ELSE.format("stilling.brukernært")],
        ),
        (
            "{% if stilling.form is oppgitt and stilling.form == 'fast' %}a{% else %}b{% endif %}",
            [ELSE.format("stilling.form")],
        ),
        ("{% if not stilling.brukernært %}a{% endif %}", [NOT.format("stilling.brukernært")]),
        ("{% if not stilling.form == 'fast' %}a{% endif %}", [NOT.format("stilling.form")]),
        ("{% if not (stilling.form != 'fast') %}a{% endif %}", [NOT.format("stilling.form")]),
        ("{% if 'operativt' not in stilling.nivå %}a{% endif %}", [NOT.format("stilling.nivå")]),
        ("{% if stilling.form not in ['fast'] %}a{% endif %}", [NOT.format("stilling.form")]),
        ("{% if stilling.antall == 1 or not stilling.brukernært %}a{% endif %}", [NOT.format("stilling.brukernært")]),
        (
            "{% if stilling.antall == 1 %}{% elif not stilling.brukernært %}a{% else %}b{% endif %}",
            [NOT.format("stilling.brukernært"), ELSE.format("stilling.antall")],
        ),
        ("{{ 'a' if stilling.brukernært else 'b' }}", [ELSE.format("stilling.brukernært")]),
        (
            "{% for o in stilling.oppgaver %}{% if o.nivå == 'operativt' %}a{% else %}b{% endif %}{% endfor %}",
            [ELSE.format("stilling.oppgaver[].nivå")],
        ),
    ],
)
def test_a_gap_that_passes_for_something_known_is_warned_of(root: Field, text: str, messages: list[str]) -> None:
    """An else, a `not` or a `not in` would say something about a value that nobody has given."""
    found = remarks(root, text)
    assert [remark.message for remark in found] == messages
    assert all(
        remark.warning and remark.code == "gap-else" and "is uavklart" in (remark.hint or "") for remark in found
    )


@pytest.mark.parametrize(
    "text",
    [
        "{% if stilling.form == 'fast' %}a{% elif stilling.form is uavklart %}?{% else %}b{% endif %}",
        "{% if stilling.form is uavklart %}?{% elif stilling.form != 'fast' %}a{% else %}b{% endif %}",
        "{% if stilling.form == 'fast' %}a{% elif stilling.form == 'midlertidig' %}b{% endif %}",
        "{% if stilling.form != 'fast' %}a{% endif %}",
        "{% if not stilling.brukernært and stilling.brukernært is not uavklart %}a{% endif %}",
        "{% if stilling.brukernært is not uavklart and not stilling.brukernært %}a{% endif %}",
        "{% if stilling.brukernært is uavklart or not stilling.brukernært %}{{ stilling.tittel }}{% endif %}",
        "{% if stilling.brukernært is uavklart %}?{% elif not stilling.brukernært %}a{% endif %}",
        "{% if stilling.brukernært %}{% if stilling.brukernært %}a{% else %}b{% endif %}{% endif %}",
        "{% if stilling.antall > 0 %}{% if stilling.antall == 1 %}a{% else %}b{% endif %}{% endif %}",
        "{% if stilling.kode is oppgitt %}{{ stilling.kode }}{% else %}ingen{% endif %}",
        "{% if mentor %}a{% else %}b{% endif %}",
        "{% for f in stilling.fora %}{% if loop.last %} og {% else %}, {% endif %}{% endfor %}",
        "{{ stilling.kode if stilling.kode is oppgitt else 'ingen' }}",
    ],
)
def test_a_gap_that_somebody_asked_about_is_no_danger(root: Field, text: str) -> None:
    """A branch of its own, a question in the same condition, or no branch that it could reach."""
    assert remarks(root, text) == []


def test_a_known_gap_may_pass_through_any_filter(root: Field) -> None:
    """Where a field is a gap for certain it shows as its placeholder, whatever its kind."""
    text = (
        "{% if stilling.brukernært is uavklart %}{{ stilling.brukernært }}{{ stilling.brukernært | stor }}{% endif %}"
    )
    assert remarks(root, text) == []
    assert "not-words" in [remark.code for remark in remarks(root, text.replace("uavklart", "oppgitt"))]
