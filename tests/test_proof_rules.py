"""Proofreading of rules and conditions: the expressions of regler.yaml and of specs, without a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.expressions import proof_expression, proof_message
from pipeline.model import Field
from tests.template_kit import root_of


@pytest.fixture
def root(tmp_path: Path) -> Field:
    """Give the small vocabulary."""
    return root_of(tmp_path)


@pytest.mark.parametrize(
    "expression",
    [
        "dager(stilling.oppstart, i_dag) >= 14",
        "måneder(stilling.oppstart, stilling.slutt or stilling.oppstart) <= 36",
        "stilling.antall * 2 + 1 > 3 - -1",
        'nevner(stilling.fora, ["a"]) and not nevner(alle_tekster, ["b"])',
        'ord(stilling.tittel) < 3 and saksnavn != "x"',
        "(stilling.prosent or 50) > 20",
    ],
)
def test_rules_may_ask_more_than_templates(root: Field, expression: str) -> None:
    """Functions, arithmetic, the day and the case's name."""
    assert proof_expression(expression, root).remarks == ()


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("stilling.prosnt > 3", "unknown-field"),
        ("stilling.antall >", "expression-broken"),
        ("stilling.antall > 1 else 2", "expression-broken"),
        ("true %}{{ stilling.tittel }}{% if 1", "expression-broken"),
        ("}}", "expression-broken"),
        ("", "expression-broken"),
        ("dager(stilling.oppstart)", "wrong-arguments"),
        ("dager(stilling.tittel, i_dag)", "wrong-arguments"),
        ("nevner(stilling.tittel, stilling.tittel)", "wrong-arguments"),
        ("ord(i_dag)", "wrong-arguments"),
        ("dager(fra=i_dag, til=i_dag)", "wrong-arguments"),
        ("stilling.tittel * 3", "wrong-arithmetic"),
        ("i_dag - stilling.oppstart", "wrong-arithmetic"),
        ("i_dag == saksnavn", "wrong-comparison"),
        ("stilling.antall // 2", "not-supported"),
        ("stilling.antall ** 9", "not-supported"),
        ("open('x')", "not-supported"),
        ("i_morgen", "unknown-name"),
    ],
)
def test_a_rule_that_cannot_be_used_is_told(root: Field, expression: str, code: str) -> None:
    """Whatever is wrong with an expression is found before any case is."""
    assert code in [remark.code for remark in proof_expression(expression, root).remarks]


def test_messages_may_show_anything_but_groups(root: Field) -> None:
    """In a rule's message dates and numbers format themselves; names are looked at as everywhere."""
    assert (
        proof_message("{{ stilling.oppstart }} {{ stilling.prosent }} {{ stilling.nivå }} {{ i_dag }}", root).remarks
        == ()
    )
    wrong = proof_message("{{ stilling.prosnt }} {{ stilling }} {% if stilling %}x{% endif %} {{ a b }}", root)
    assert [remark.code for remark in wrong.remarks] == ["expression-broken"]
    wrong = proof_message("{{ stilling.prosnt }} {{ stilling }} {% if stilling %}x{% endif %}", root)
    assert [remark.code for remark in wrong.remarks] == ["unknown-field", "not-words", "not-supported"]


def test_a_rule_that_is_too_deep_is_told(root: Field) -> None:
    """In its expressions and in its messages."""
    deep = f"{'(' * 300}stilling.antall{')' * 300}"
    for proof in (proof_expression(deep, root), proof_message(f"{{{{ {deep} }}}}", root)):
        (remark,) = proof.remarks
        assert (remark.code, remark.hint) == (
            "expression-broken",
            "Del det opp, eller ta bort parenteser som ikke trengs.",
        )
        assert "for mye står inni hverandre" in remark.message
