"""What people read in the terminal: a table of documents, then what to look at, the gravest first.

Text only: no control characters get through, colour is never the only sign, and a narrow or old console (cp1252) is
served as well as a wide one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TextIO

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.errors import Fault
from pipeline.model import Action, Finding, Outcome, Severity
from pipeline.report import A_PERSON_MUST_LOOK, Report, Run
from pipeline.wording import joined

SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    "error": ("FEIL", "bold red"),
    "warning": ("ADVARSEL", "yellow"),
    "advice": ("RÅD", "cyan"),
}
_COUNTED: Mapping[Severity, tuple[str, str]] = {
    "error": ("feil", "feil"),
    "warning": ("advarsel", "advarsler"),
    "advice": ("råd", "råd"),
}
_DONE: Mapping[Action, str] = {
    "created": "laget",
    "unchanged": "uendret",
    "replaced": "laget på nytt",
    "merged": "flettet",
    "beside": "ny versjon ved siden av",
    "locked": "låst, ikke rørt",
    "failed": "ikke laget",
}
_INDENT = 10
_REQUIREMENT = re.compile(r"[KL]\d")
_PLANNED: Mapping[Action, str] = {
    **_DONE,
    "created": "blir laget",
    "unchanged": "forblir uendret",
    "replaced": "blir laget på nytt",
    "merged": "blir flettet",
    "beside": "ny versjon legges ved siden av",
    "failed": "kan ikke lages",
}


def console(stream: TextIO, *, width: int | None = None) -> Console:
    """A console on `stream`: colours only where somebody sees them, 100 columns where nobody tells the width."""
    watched = stream.isatty()
    return Console(
        file=stream,
        width=width or (None if watched else 100),
        highlight=False,
        soft_wrap=False,
        emoji=False,
        markup=False,
    )


def clean(words: str) -> str:
    """`words` without control characters, which could steer the terminal."""
    return "".join(letter if unicodedata.category(letter) not in ("Cc", "Cf") else " " for letter in words)


def say_line(screen: Console, words: str, *, style: str = "") -> None:
    """One line of plain words."""
    screen.print(Text(clean(words), style=style))


def say_fault(screen: Console, fault: Fault, *, severity: Severity = "error") -> None:
    """One fault: place – what is wrong – the remedy."""
    place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part is not None)
    what = " – ".join(part for part in (place, fault.key, fault.message) if part)
    name, style = SEVERITIES[severity]
    _say_labelled(screen, name, style, what)
    if fault.hint:
        _say_labelled(screen, "", "", fault.hint)


def tell(screen: Console, report: Report, *, dry_run: bool, quiet: bool, verbose: bool) -> None:
    """One case: its documents, its findings, and a closing line that says what to do."""
    if quiet and report.exit_code == 0:
        return
    say_line(screen, _title(report), style="bold")
    for fault in report.errors:
        say_fault(screen, fault)
    if report.outcomes:
        screen.print(_documents(screen, report, dry_run=dry_run))
    for outcome in report.outcomes:
        for fault in outcome.faults:
            say_fault(screen, fault)
    findings = [one for one in report.findings if verbose or not quiet or one.severity == "error"]
    for severity in SEVERITIES:
        _say_findings(screen, severity, [finding for finding in findings if finding.severity == severity])
    if verbose and report.unassessed:
        screen.print(f"Ikke vurdert, fordi saken mangler opplysninger: {', '.join(r.id for r in report.unassessed)}")
    say_line(screen, _closing(report, dry_run=dry_run))
    screen.print()


def tell_total(screen: Console, run: Run, *, quiet: bool) -> None:
    """One line on all the cases, when there were several."""
    if len(run.reports) > 1 and not quiet:
        outcomes = [outcome for report in run.reports for outcome in report.outcomes]
        words = _PLANNED if run.dry_run else _DONE
        done = ", ".join(
            f"{number} {words[action]}" for action in words if (number := sum(one.action == action for one in outcomes))
        )
        counted = count([finding for report in run.reports for finding in report.findings])
        say_line(
            screen, f"Til sammen {len(run.reports)} saker. Dokumenter: {done or 'ingen'}. Funn: {counted or 'ingen'}."
        )


def _title(report: Report) -> str:
    return f"{report.case}  ({report.path})" if report.path is not None else report.case


def _documents(screen: Console, report: Report, *, dry_run: bool) -> Table:
    table = Table(box=ASCII if screen.encoding.lower() not in ("utf-8", "utf8") else SIMPLE_HEAD, pad_edge=False)
    table.add_column("Dokument", no_wrap=True)
    table.add_column("Hva vi planlegger" if dry_run else "Hva vi gjorde")
    table.add_column("Funn")
    for outcome in report.outcomes:
        concerning = [finding for finding in report.findings if _concerns(finding, outcome.document)]
        table.add_row(outcome.document, clean(_happened(outcome, dry_run=dry_run)), count(concerning) or "ingen")
    return table


def _concerns(finding: Finding, document: str) -> bool:
    return finding.document == document or any(place.document == document for place in finding.places)


def _happened(outcome: Outcome, *, dry_run: bool) -> str:
    words = (_PLANNED if dry_run else _DONE)[outcome.action]
    return f"{words}: {outcome.beside.name}" if outcome.beside is not None else words


def count(findings: Iterable[Finding]) -> str:
    """«2 feil, 1 advarsel»; empty when there are none."""
    findings = list(findings)
    counted = []
    for severity, (one, many) in _COUNTED.items():
        number = sum(finding.severity == severity for finding in findings)
        if number:
            counted.append(f"{number} {one if number == 1 else many}")
    return ", ".join(counted)


def _say_findings(screen: Console, severity: Severity, findings: Sequence[Finding]) -> None:
    name, style = SEVERITIES[severity]
    for finding in findings:
        _say_labelled(screen, name, style, finding.message)
        for line in _details(finding):
            _say_labelled(screen, "", "", line)
    if findings:
        screen.print()


def _say_labelled(screen: Console, label: str, style: str, words: str) -> None:
    """`words` beside a label, wrapped under themselves."""
    lines = wrap(clean(words), max(screen.width - _INDENT, 20)) or [""]
    screen.print(Text.assemble((f"{label:<{_INDENT}}", style), lines[0]))
    for line in lines[1:]:
        screen.print(Text(" " * _INDENT + line))


def _details(finding: Finding) -> Iterator[str]:
    if finding.hint:
        yield finding.hint
    about = []
    if finding.places:
        about.append(f"Står i {joined(list(_by_document(finding)))}.")
    if finding.source:
        number = f" ({finding.rule})" if _REQUIREMENT.match(finding.rule) else ""
        about.append(f"Kilde: {finding.source}{number}.")
    if about:
        yield " ".join(about)


def _by_document(finding: Finding) -> Iterator[str]:
    for document in dict.fromkeys(place.document for place in finding.places):
        sections = dict.fromkeys(
            place.section for place in finding.places if place.document == document and place.section
        )
        yield f"{document} ({joined([f'«{section}»' for section in sections])})" if sections else document


def _closing(report: Report, *, dry_run: bool) -> str:
    counted = count(report.findings)
    beside = [outcome for outcome in report.outcomes if outcome.action == "beside"]
    if report.errors:
        return "Ingenting er laget for denne saken. Rett filen og kjør på nytt."
    parts = [f"Funn: {counted}." if counted else "Ingen funn."]
    if beside:
        parts.append("Dokumenter som er endret i Word, er ikke rørt. Sammenlign dem med .ny.docx-filene.")
    if report.exit_code == A_PERSON_MUST_LOOK:
        parts.append("Dokumentene kan brukes, men noen må se på feilene først.")
    if dry_run:
        parts.append("Ingenting er skrevet (--dry-run).")
    return " ".join(parts)
