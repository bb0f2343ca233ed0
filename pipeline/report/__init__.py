"""6 tell: what became of each case, for people (`terminal`) and for programs (`as_json`, DESIGN section 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import A_PERSON_MUST_LOOK, Fault
from pipeline.keeping import Outcome
from pipeline.model import ContentRule, Finding, Rule

Json: TypeAlias = dict[str, "Json"] | list["Json"] | str | int | bool | None


@dataclass(frozen=True, slots=True)
class Report:
    """What happened to one case. `fault_code` is the exit code that its errors ask for, 0 when it has none.

    `titles` are the documents' names for people; `without_case` is true of a document that nobody knows the case of.
    """

    case: str
    path: Path | None
    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()
    unassessed: tuple[Rule | ContentRule, ...] = ()
    errors: tuple[Fault, ...] = ()
    fault_code: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    without_case: bool = False

    @property
    def exit_code(self) -> int:
        look = any(finding.severity == "error" for finding in self.findings)
        return max([self.fault_code, A_PERSON_MUST_LOOK * look, *(outcome.exit_code for outcome in self.outcomes)])

    def findings_on(self, document: str | None) -> tuple[Finding, ...]:
        """The findings on one document, or those on the case (None)."""
        return tuple(finding for finding in self.findings if finding.document == document)


@dataclass(frozen=True, slots=True)
class Run:
    """All that one command did. `errors` are those that stopped it; `command` is None when it never got that far."""

    command: str | None
    dry_run: bool
    reports: tuple[Report, ...] = ()
    errors: tuple[Fault, ...] = ()
    fault_code: int = 0

    @property
    def exit_code(self) -> int:
        return max([self.fault_code, *(report.exit_code for report in self.reports)])


def as_json(run: Run) -> Json:
    """The run as the object that `--json` prints; unknown parts are null."""
    return {
        "version": 1,
        "command": run.command,
        "dry_run": run.dry_run,
        "errors": errors_as_json(run.errors),
        "cases": [_case(report) for report in run.reports],
        "exit_code": run.exit_code,
    }


def _case(report: Report) -> Json:
    return {
        "case": report.case,
        "path": str(report.path) if report.path is not None else None,
        "errors": errors_as_json(report.errors),
        "findings": _findings(report.findings_on(None)),
        "documents": [_document(report, outcome) for outcome in report.outcomes],
    }


def _document(report: Report, outcome: Outcome) -> Json:
    return {
        "document": outcome.document,
        "path": str(outcome.path),
        "action": outcome.action,
        "beside": str(outcome.beside) if outcome.beside is not None else None,
        "suggestions": outcome.suggestions,
        "conflicts": outcome.conflicts,
        "waiting": outcome.waiting,
        "waiting_conflicts": outcome.waiting_conflicts,
        "reason": outcome.reason,
        "notes": list(outcome.notes),
        "errors": errors_as_json(outcome.faults),
        "findings": _findings(report.findings_on(outcome.document)),
    }


def errors_as_json(faults: Iterable[Fault]) -> Json:
    """Faults with the keys that other programs rely on."""
    return [
        {
            "code": fault.code,
            "message": fault.message,
            "hint": fault.hint,
            "path": fault.path,
            "line": fault.line,
            "column": fault.column,
            "key": fault.key,
        }
        for fault in faults
    ]


def _findings(findings: Iterable[Finding]) -> Json:
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity,
            "section": finding.section,
            "field": finding.field,
            "message": finding.message,
            "hint": finding.hint,
            "source": finding.source,
            "places": [
                {"document": place.document, "section": place.section, "text": place.text} for place in finding.places
            ],
        }
        for finding in findings
    ]
