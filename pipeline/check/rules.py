"""The rules of regler.yaml over one case."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.errors import Fault, TemplateError
from pipeline.expressions import Facts, MeetsGap, WrongValue
from pipeline.model import Finding, Rule


def check_rules(rules: Iterable[Rule], facts: Facts) -> tuple[list[Finding], list[Rule]]:
    """The findings, and the rules that could not be assessed because the case does not tell yet.

    Raises:
        TemplateError: a rule compares things that cannot be compared.
    """
    findings, unassessed = [], []
    for rule in rules:
        try:
            fine = (rule.when is not None and not facts.holds(rule.when)) or facts.holds(rule.demand)
            if not fine:
                findings.append(_finding(rule, facts))
        except MeetsGap:
            unassessed.append(rule)
        except WrongValue as error:
            place = str(rule.path) if rule.path else None
            raise TemplateError(
                [Fault("rule-broken", f"regelen {rule.id}: {error}", None, place, rule.line)]
            ) from error
    return findings, unassessed


def _finding(rule: Rule, facts: Facts) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=facts.text(rule.message),
        hint=facts.text(rule.hint) if rule.hint else None,
        source=rule.source,
        field=rule.field,
    )
