"""What `make-docs status` tells, in words and as JSON: the states of each document of each case."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.errors import Fault, MakeDocsError
from pipeline.report import Json, errors_as_json
from pipeline.report.lines import clean, console, say_fault, say_line
from pipeline.report.telling import say_faults, say_json

State = Literal[
    "missing",
    "deleted",
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
    """A document, or a copy of one, and its states. `suggestions` of ours await a person in it."""

    document: str
    path: Path
    states: tuple[State, ...]
    suggestions: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseStatus:
    """The documents of one case; `errors` say why the case cannot be used, and `exit_code` what they ask for."""

    case: str
    path: Path
    documents: tuple[DocumentStatus, ...] = ()
    errors: tuple[Fault, ...] = ()
    exit_code: int = 0


_WORDS: Mapping[State, str] = {
    "missing": "ikke laget",
    "deleted": "slettet",
    "fresh": "som make-docs laget det",
    "edited": "redigert",
    "unknown": "make-docs kjenner ikke denne filen",
    "outdated": "malen eller saken er endret siden sist",
    "waiting": "{} forslag venter på deg",
    "beside": "ny versjon ligger ved siden av",
    "locked": "låst i saken",
    "open": "åpent i Word",
    "copy": "kopi, blir ikke oppdatert",
    "failed": "kan ikke lages nå",
}
_COUNTED: Mapping[State, str] = {
    **_WORDS,
    "outdated": "der malen eller saken er endret siden sist",
    "waiting": "med forslag som venter ({} i alt)",
    "beside": "med ny versjon ved siden av",
}


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
        table.add_column("Dokument")
        table.add_column("Status")
        for one in report.documents:
            name = one.document if one.path.stem == one.document else f"{one.document} ({one.path.name})"
            table.add_row(clean(name), ", ".join(_in_words(one)))
        screen.print(table)
    for fault in [fault for one in report.documents for fault in one.faults]:
        say_fault(screen, fault)
    screen.print()


def _in_words(one: DocumentStatus) -> list[str]:
    return [_WORDS[state].format(one.suggestions) for state in one.states]


def _tell_total(screen: Console, reports: list[CaseStatus]) -> None:
    """One line on all the cases, when there are several: how many documents are in each state."""
    documents = [one for report in reports for one in report.documents if one.states != ("copy",)]
    if len(reports) < 2:
        return
    counted = {state: sum(state in one.states for one in documents) for state in _COUNTED}
    waiting = sum(one.suggestions for one in documents)
    said = [f"{count} {_COUNTED[state].format(waiting)}" for state, count in counted.items() if count]
    say_line(screen, f"Til sammen {len(reports)} saker, {len(documents)} dokumenter: {'; '.join(said) or 'ingen'}.")


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
                        "errors": errors_as_json(one.faults),
                    }
                    for one in report.documents
                ],
            }
            for report in reports
        ],
        "exit_code": code,
    }
