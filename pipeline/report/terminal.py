"""What people read in the terminal about a case: its documents, what is missing, and what to look at, gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.keeping import Outcome
from pipeline.model import Finding, Severity
from pipeline.report import Report
from pipeline.report.closing import checked_as_if_accepted, closing, remarks
from pipeline.report.lines import SEVERITIES, clean, count, say_fault, say_labelled, say_line
from pipeline.report.words import happened
from pipeline.wording import joined

_REQUIREMENT = re.compile(r"[KL]\d")
_MOST_QUOTES = 3
_ENDED = (".»", "!»", "?»", "…»")


@dataclass(frozen=True, slots=True)
class Telling:
    """How much to tell, and about what: `checking` is the command that only reads."""

    dry_run: bool = False
    quiet: bool = False
    verbose: bool = False
    checking: bool = False


def tell(screen: Console, report: Report, telling: Telling) -> None:
    """One case: its documents, its findings, and a closing line that says what to do."""
    if telling.quiet and report.exit_code == 0:
        return
    say_line(screen, f"{report.case}  ({report.path})" if report.path is not None else report.case, style="bold")
    for fault in report.errors:
        say_fault(screen, fault)
    if report.outcomes:
        screen.print(_documents(screen, report, telling))
    for outcome in report.outcomes:
        for fault in outcome.faults:
            say_fault(screen, fault)
    _say_remarks(screen, report, telling)
    severities: tuple[Severity, ...] = ("error",) if telling.quiet else ("error", "warning", "advice")
    for severity in severities:
        of_this = [finding for finding in report.findings if finding.severity == severity]
        _say_findings(screen, report, severity, [finding for finding in of_this if not finding.missing])
        _say_missing(screen, report, severity, [finding for finding in of_this if finding.missing])
    if report.unassessed and (telling.verbose or report.without_case):
        why = "vi vet ikke hvilken sak dokumentet hører til" if report.without_case else "saken mangler opplysninger"
        say_line(screen, f"Ikke vurdert, fordi {why}: {', '.join(dict.fromkeys(r.id for r in report.unassessed))}.")
        if report.without_case:
            say_line(screen, "Oppgi saken med --case, så blir de også vurdert.")
    for line in closing(report, planned=telling.dry_run, checking=telling.checking):
        say_line(screen, line)
    screen.print()


def _say_remarks(screen: Console, report: Report, telling: Telling) -> None:
    """What is to be known of single documents; `quiet` leaves what a person must look at."""
    outcomes = [outcome for outcome in report.outcomes if outcome.exit_code or not telling.quiet]
    said = {one.document: list(remarks(report, one, planned=telling.dry_run)) for one in outcomes}
    notes = {document: sentences for document, sentences in said.items() if sentences}
    for document, (first, *others) in notes.items():
        say_labelled(screen, "MERK", "", f"{document}: {first}")
        for other in others:
            say_labelled(screen, "", "", other)
    accepted = None if telling.checking or telling.quiet else checked_as_if_accepted(report)
    if accepted is not None:
        say_line(screen, accepted)
    if notes or accepted:
        screen.print()


def _documents(screen: Console, report: Report, telling: Telling) -> Table:
    table = Table(box=ASCII if screen.encoding.lower() not in ("utf-8", "utf8") else SIMPLE_HEAD, pad_edge=False)
    table.add_column("Dokument", no_wrap=True)
    table.add_column("Status" if telling.checking else "Hva vi planlegger" if telling.dry_run else "Hva vi gjorde")
    table.add_column("Funn")
    for outcome in report.outcomes:
        concerning = [finding for finding in report.findings if _concerns(finding, outcome.document)]
        table.add_row(outcome.document, clean(_happened(outcome, telling)), count(concerning) or "ingen")
    return table


def _concerns(finding: Finding, document: str) -> bool:
    return finding.document == document or any(place.document == document for place in finding.places)


def _happened(outcome: Outcome, telling: Telling) -> str:
    if telling.checking:
        return f"kontrollert som om {outcome.waiting} forslag er godtatt" if outcome.waiting else "kontrollert"
    return happened(outcome, planned=telling.dry_run)


def _say_findings(screen: Console, report: Report, severity: Severity, findings: Sequence[Finding]) -> None:
    for finding in findings:
        say_labelled(screen, *SEVERITIES[severity], finding.message)
        for line in _details(report, finding):
            say_labelled(screen, "", "", line)
    if findings:
        screen.print()


def _say_missing(screen: Console, report: Report, severity: Severity, findings: Sequence[Finding]) -> None:
    """What the case does not tell yet, under one heading: nobody has done anything wrong."""
    if not findings:
        return
    must = "Dette må fylles ut" if severity == "error" else "Dette bør fylles ut"
    many = f"{len(findings)} opplysninger" if len(findings) > 1 else "én opplysning"
    say_line(
        screen, f"{must} ({many}). Ta gjerne litt om gangen. Hull står som [Fyll ut: …] i dokumentene.", style="bold"
    )
    for finding in findings:
        say_labelled(screen, "MANGLER", SEVERITIES[severity][1], finding.message.removeprefix("Mangler: "))
        for line in _details(report, finding):
            say_labelled(screen, "", "", line)
    screen.print()


def _details(report: Report, finding: Finding) -> Iterator[str]:
    if finding.hint:
        yield finding.hint
    about = []
    if finding.quotes:
        yield from _quotes(report, finding)
    elif finding.places:
        about.append(f"Står i {joined(list(_by_document(report, finding)))}.")
    if finding.source:
        number = f" ({finding.rule})" if _REQUIREMENT.match(finding.rule) else ""
        about.append(f"Kilde: {finding.source}{number}.")
    if about:
        yield " ".join(about)


def _quotes(report: Report, finding: Finding) -> Iterator[str]:
    """What is said where, a line for each section.

    Of errors all, for each of them must go; of the rest the first few, for one who sees those finds the others.
    """
    shown = finding.places if finding.severity == "error" else finding.places[:_MOST_QUOTES]
    more = len(finding.places) - len(shown)
    spots = list(dict.fromkeys((place.document, place.section) for place in shown))
    for number, (document, section) in enumerate(spots, start=1):
        said = [f"«{place.text}»" for place in shown if (place.document, place.section) == (document, section)]
        last = number == len(spots) and more
        where = _named(report, document, [section] if section else [])
        words = joined([*said, f"{more} til"] if last else said)
        yield f"Står i {where}: {words}{'' if words.endswith(_ENDED) else '.'}"


def _by_document(report: Report, finding: Finding) -> Iterator[str]:
    for document in dict.fromkeys(place.document for place in finding.places):
        sections = dict.fromkeys(
            place.section for place in finding.places if place.document == document and place.section
        )
        yield _named(report, document, sections)


def _named(report: Report, document: str, sections: Iterable[str]) -> str:
    title = report.titles.get(document, document)
    named = title[:1].lower() + title[1:]
    listed = joined([f"«{section}»" for section in sections])
    return f"{named} ({listed})" if listed else named
