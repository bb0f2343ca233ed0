"""What `make-docs status` tells, in words and as JSON: the states of each document of each case."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.amounts import awaits, number
from pipeline.errors import Fault, MakeDocsError
from pipeline.obstacles import DAMAGED
from pipeline.report import Json, errors_as_json
from pipeline.report.lines import cases_in_words, clean, console, say_fault, say_labelled, say_line
from pipeline.report.telling import say_faults, say_json

State = Literal[
    "missing",
    "deleted",
    "candidates",
    "damaged",
    "fresh",
    "edited",
    "unknown",
    "outdated",
    "waiting",
    "beside",
    "locked",
    "open",
    "copy",
    "failed",
]


@dataclass(frozen=True, slots=True)
class DocumentStatus:
    """A document, or a copy of one, and its states. `suggestions` of ours await a person in it, `conflicts` of which
    are conflicts; `notes` say what can be done about it.
    """

    document: str
    path: Path
    states: tuple[State, ...]
    suggestions: int = 0
    conflicts: int = 0
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """The documents of one case; `errors` say why the case cannot be used, and `exit_code` what they ask for."""

    case: str
    path: Path
    documents: tuple[DocumentStatus, ...] = ()
    errors: tuple[Fault, ...] = ()
    exit_code: int = 0


WORDS: Mapping[State, str] = {
    "missing": "ikke laget",
    "deleted": "ligger ikke i mappen lenger",
    "candidates": "flere filer kan være dokumentet",
    "damaged": DAMAGED,
    "fresh": "som make-docs laget det",
    "edited": "redigert",
    "unknown": "make-docs kjenner ikke denne filen",
    "outdated": "malen eller saken er endret siden sist",
    "waiting": "{}",
    "beside": "ny versjon ved siden av",
    "locked": "låst i saken",
    "open": "åpent i Word",
    "copy": "kopi, blir ikke oppdatert",
    "failed": "kan ikke lages nå",
}
_COUNTED: Mapping[State, str] = {
    **WORDS,
    "outdated": "der malen eller saken er endret siden sist",
    "waiting": "der {}",
    "beside": "med ny versjon ved siden av",
}
_URGENCY: tuple[State, ...] = (
    *("failed", "damaged", "candidates", "waiting", "beside", "open", "locked", "unknown", "outdated", "edited"),
    *("deleted", "missing", "fresh"),
)
"""A document counts once in the total: as the first of these that it is."""


def hear_statuses(reports: Iterable[CaseStatus], *, wants_json: bool) -> int:
    """Tells each case as it comes, or all of them at the end; gives the exit code."""
    screen = console(sys.stdout)
    told: list[CaseStatus] = []
    faults: tuple[Fault, ...] = ()
    code = 0
    try:
        for report in reports:
            told.append(report)
            if not wants_json:
                _tell(screen, report)
    except MakeDocsError as error:
        faults, code = error.faults, error.exit_code
    code = max([code, *(report.exit_code for report in told)])
    if wants_json:
        say_json(_as_json(told, faults, code))
    else:
        say_faults(faults)
        _tell_total(screen, told)
    return code


def _tell(screen: Console, report: CaseStatus) -> None:
    say_line(screen, f"{report.case}  ({report.path})", style="bold")
    for fault in report.errors:
        say_fault(screen, fault)
    if report.documents:
        box = ASCII if screen.encoding.lower() not in ("utf-8", "utf8") else SIMPLE_HEAD
        table = Table(box=box, pad_edge=False)
        table.add_column("Dokument", no_wrap=True)
        table.add_column("Status")
        for one in report.documents:
            table.add_row(clean(one.document), clean(", ".join(_in_words(one))))
        screen.print(table)
    for fault in [fault for one in report.documents for fault in one.faults]:
        say_fault(screen, fault)
    notes = [note for one in report.documents for note in _noted(one)]
    for note in notes:
        say_labelled(screen, "MERK", "", note)
    screen.print()


def _noted(one: DocumentStatus) -> Iterator[str]:
    """What the table has no room for: another file name, and what can be done."""
    if one.path.stem != one.document and one.states != ("candidates",):
        yield f"{one.document}: {'kopien' if one.states == ('copy',) else 'filen'} heter {one.path.name}."
    if one.notes:
        yield f"{one.document}: {' '.join(one.notes)}"


def _in_words(one: DocumentStatus) -> list[str]:
    return [WORDS[state].format(awaits(one.suggestions, one.conflicts)) for state in one.states]


def _tell_total(screen: Console, reports: list[CaseStatus]) -> None:
    """One line on all the cases, when there are several: each document counted once, by its most urgent state."""
    if len(reports) < 2:
        return
    documents = [one for report in reports for one in report.documents if one.states != ("copy",)]
    urgent: dict[State, list[DocumentStatus]] = {state: [] for state in _URGENCY}
    for one in documents:
        urgent[next(state for state in _URGENCY if state in one.states)].append(one)
    said = []
    for state, these in urgent.items():
        awaited = awaits(sum(one.suggestions for one in these), sum(one.conflicts for one in these))
        said += [f"{len(these)} {_COUNTED[state].format(awaited)}"] if these else []
    beginning = cases_in_words([(report.case, bool(report.errors)) for report in reports])
    say_line(screen, f"{beginning}, {number(len(documents), 'dokument', 'dokumenter')}: {'; '.join(said) or 'ingen'}.")


def _as_json(reports: list[CaseStatus], faults: tuple[Fault, ...], code: int) -> Json:
    return {
        "version": 1,
        "command": "status",
        "errors": errors_as_json(faults),
        "cases": [
            {
                "case": report.case,
                "path": str(report.path),
                "errors": errors_as_json(report.errors),
                "documents": [
                    {
                        "document": one.document,
                        "path": str(one.path),
                        "states": list(one.states),
                        "suggestions": one.suggestions,
                        "conflicts": one.conflicts,
                        "notes": list(one.notes),
                        "errors": errors_as_json(one.faults),
                    }
                    for one in report.documents
                ],
            }
            for report in reports
        ],
        "exit_code": code,
    }
