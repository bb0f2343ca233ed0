"""The rules of regler.yaml over one case."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.errors import Fault, TemplateError
from pipeline.expressions import Facts, MeetsGap, WrongValue
from pipeline.model import ContentRule, Finding, Rule


def check_rules(rules: Iterable[Rule], facts: Facts) -> tuple[list[Finding], list[Rule]]:
    """The findings, and the rules that could not be assessed because the case does not tell yet.

    Raises:
        TemplateError: a rule compares things that cannot be compared.
    """
    findings, unassessed = [], []
    for rule in rules:
        try:
            known = True
            for path, about in facts.each(rule.each.name, rule.each.items) if rule.each else [(None, facts)]:
                try:
                    if not _is_fine(rule, about):
                        findings.append(_finding(rule, about, path))
                except MeetsGap:
                    known = False
            if not known:
                unassessed.append(rule)
        except MeetsGap:
            unassessed.append(rule)
        except WrongValue as error:
            raise broken(rule, error) from error
    return findings, unassessed


def broken(rule: Rule | ContentRule, error: WrongValue) -> TemplateError:
    """The error of a rule that asks the case for something that it cannot give."""
    place = str(rule.path) if rule.path else None
    return TemplateError([Fault("rule-broken", f"regelen {rule.id}: {error}", None, place, rule.line)])


def _is_fine(rule: Rule, facts: Facts) -> bool:
    return (rule.when is not None and not facts.holds(rule.when)) or facts.holds(rule.demand)


def _at(field: str | None, path: str | None) -> str | None:
    """A rule's field as it is in the list item at the concrete `path`, when it is in that list."""
    generic = re.sub(r"\[\d+\]", "[]", path or "")
    return f"{path}{field.removeprefix(generic)}" if field and path and field.startswith(generic) else field


def _finding(rule: Rule, facts: Facts, path: str | None) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=facts.text(rule.message),
        hint=facts.text(rule.hint) if rule.hint else None,
        source=rule.source,
        field=_at(rule.field, path),
    )
