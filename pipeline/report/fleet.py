"""What people read after several cases: the totals, and a short list of what they must look at, gravest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console

from pipeline.amounts import awaits, number
from pipeline.errors import CaseError
from pipeline.keeping import Outcome
from pipeline.report import Report, Run
from pipeline.report.lines import cases_in_words, count, say_labelled, say_line
from pipeline.report.words import KINDS, counted, happened, kind

_MOST = 12


def tell_fleet(screen: Console, run: Run, *, checking: bool) -> None:
    """One line on all the cases, and what to look at in which of them."""
    outcomes = [outcome for report in run.reports for outcome in report.outcomes]
    found = count([finding for report in run.reports for finding in report.findings])
    beginning = cases_in_words([(report.case, _unusable(report)) for report in run.reports])
    done = "" if checking or not outcomes else f": {_total(outcomes, planned=run.dry_run)}"
    many = number(len(outcomes), "dokument", "dokumenter")
    say_line(screen, f"{beginning}, {many}{done}. Funn: {found or 'ingen'}.")
    lines = list(_to_look_at(run.reports, planned=run.dry_run))
    if lines:
        say_line(screen, "")
        say_line(screen, "Dette må dere se på:", style="bold")
    for line in lines[:_MOST]:
        say_labelled(screen, "–", "", line, indent=2)
    if len(lines) > _MOST:
        say_line(screen, f"  og {len(lines) - _MOST} til")


def _total(outcomes: Sequence[Outcome], *, planned: bool) -> str:
    """«40 uendret; 3 fikk 31 forslag, 2 av dem konflikter; 5 ny versjon ved siden av»."""
    these = {each: [outcome for outcome in outcomes if kind(outcome) == each] for each in KINDS}
    return "; ".join(counted(each, found, planned=planned) for each, found in these.items() if found)


def _unusable(report: Report) -> bool:
    return report.fault_code == CaseError.exit_code


def _to_look_at(reports: Sequence[Report], *, planned: bool) -> Iterator[str]:
    """A line for each thing that a person must look at: what stops the most first."""
    for report in reports:
        if report.errors:
            yield f"{report.case}: {'saken kan ikke brukes' if _unusable(report) else report.errors[0].message}"
    each = [(f"{report.case}, {outcome.document}", outcome) for report in reports for outcome in report.outcomes]
    for name, outcome in each:
        if outcome.action == "failed":
            yield f"{name}: {happened(outcome, planned=planned)}"
    for name, outcome in each:
        if outcome.conflicts or outcome.waiting_conflicts:
            yield f"{name}: {_offered(outcome, planned=planned)}"
    for name, outcome in each:
        if outcome.beside is not None or kind(outcome) == "damaged":
            yield f"{name}: {happened(outcome, planned=planned)}"
    for report in reports:
        if errors := sum(finding.severity == "error" for finding in report.findings):
            yield f"{report.case}: {errors} feil"
    for name, outcome in each:
        if (outcome.suggestions or outcome.waiting) and not (outcome.conflicts or outcome.waiting_conflicts):
            yield f"{name}: {_offered(outcome, planned=planned)}"


def _offered(outcome: Outcome, *, planned: bool) -> str:
    """What awaits the person in the document, or what will."""
    if planned and outcome.action == "merged":
        return happened(outcome, planned=True)
    return awaits(outcome.suggestions + outcome.waiting, outcome.conflicts + outcome.waiting_conflicts)
