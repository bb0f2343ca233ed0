"""What people read in the terminal about a case: its documents, what is missing, and what to look at, gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.errors import CaseError
from pipeline.keeping import Action, Outcome
from pipeline.model import Finding, Severity
from pipeline.report import Report, Run
from pipeline.report.lines import SEVERITIES, clean, say_fault, say_labelled, say_line
from pipeline.wording import joined

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
_PLANNED: Mapping[Action, str] = {
    **_DONE,
    "created": "blir laget",
    "unchanged": "forblir uendret",
    "replaced": "blir laget på nytt",
    "merged": "blir flettet",
    "beside": "ny versjon legges ved siden av",
    "failed": "kan ikke lages",
}
_REQUIREMENT = re.compile(r"[KL]\d")
_COMPARE = (
    "Dokumenter med ny versjon ved siden av er ikke rørt. Åpne dokumentet og filen som heter .ny.docx i Word, velg "
    "Se gjennom > Sammenlign, og flytt over det du vil ha. Kjør så make-docs adopt på dokumentet når det er gjort."
)
_DECIDE = "Åpne dokumenter med forslag i Word, velg Se gjennom > Neste, og godta eller avvis hvert forslag."


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
    notes = [note for outcome in report.outcomes for note in _noted(outcome)]
    for note in () if telling.quiet else notes:
        say_labelled(screen, "MERK", "", note)
    if notes and not telling.quiet:
        screen.print()
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
    for line in _closing(report, telling):
        say_line(screen, line)
    screen.print()


def tell_total(screen: Console, run: Run, telling: Telling) -> None:
    """One line on all the cases, when there were several."""
    if len(run.reports) > 1 and not telling.quiet:
        outcomes = [outcome for report in run.reports for outcome in report.outcomes]
        counted = count([finding for report in run.reports for finding in report.findings])
        done = "" if telling.checking or not outcomes else f": {_total(outcomes, _PLANNED if run.dry_run else _DONE)}"
        total = f"Til sammen {len(run.reports)} saker, {_number(len(outcomes), 'dokument', 'dokumenter')}{done}."
        say_line(screen, f"{total} Funn: {counted or 'ingen'}.")


def _total(outcomes: Sequence[Outcome], words: Mapping[Action, str]) -> str:
    """«40 uendret, 10 flettet (31 forslag, 2 konflikter), 5 ny versjon ved siden av»."""
    said = []
    for action in words:
        these = [outcome for outcome in outcomes if outcome.action == action]
        if these:
            offered = _offered(sum(one.suggestions for one in these), sum(one.conflicts for one in these))
            said.append(f"{len(these)} {words[action]}{f' ({offered})' if offered else ''}")
    return ", ".join(said)


def _offered(suggestions: int, conflicts: int) -> str:
    """«7 forslag, 2 konflikter»; empty when there is nothing."""
    told = [f"{suggestions} forslag"] if suggestions else []
    return ", ".join([*told, _number(conflicts, "konflikt", "konflikter")] if conflicts else told)


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def count(findings: Iterable[Finding]) -> str:
    """«2 feil, 1 advarsel»; empty when there are none."""
    findings = list(findings)
    counted = []
    for severity, (one, many) in _COUNTED.items():
        number = sum(finding.severity == severity for finding in findings)
        if number:
            counted.append(f"{number} {one if number == 1 else many}")
    return ", ".join(counted)


def _documents(screen: Console, report: Report, telling: Telling) -> Table:
    table = Table(box=ASCII if screen.encoding.lower() not in ("utf-8", "utf8") else SIMPLE_HEAD, pad_edge=False)
    table.add_column("Dokument", no_wrap=True)
    table.add_column("Status" if telling.checking else "Hva vi planlegger" if telling.dry_run else "Hva vi gjorde")
    table.add_column("Funn")
    for outcome in report.outcomes:
        concerning = [finding for finding in report.findings if _concerns(finding, outcome.document)]
        renamed = outcome.path.stem != outcome.document and not report.without_case
        name = f" ({outcome.path.name})" if renamed and outcome.content is not None else ""
        table.add_row(outcome.document, clean(_happened(outcome, telling) + name), count(concerning) or "ingen")
    return table


def _concerns(finding: Finding, document: str) -> bool:
    return finding.document == document or any(place.document == document for place in finding.places)


def _happened(outcome: Outcome, telling: Telling) -> str:
    if telling.checking:
        return "kontrollert"
    if outcome.action == "unchanged" and outcome.content is None:
        return "slettet av dere"
    if outcome.action == "unchanged" and outcome.waiting:
        return f"beholdt, {outcome.waiting} forslag venter på deg"
    if outcome.action == "unchanged" and (outcome.draft is None or outcome.edited):
        return "beholdt, endret i Word"
    words = (_PLANNED if telling.dry_run else _DONE)[outcome.action]
    if outcome.action == "merged":
        offered = _offered(outcome.suggestions, outcome.conflicts)
        return f"{words}: {offered}" if offered else words
    return f"{words}: {outcome.beside.name}" if outcome.beside is not None else words


def _noted(outcome: Outcome) -> Iterator[str]:
    """What the person should know of the document, besides what was done with it."""
    if outcome.reason:
        yield f"{outcome.document} er ikke rørt: {outcome.reason}."
    for note in outcome.notes:
        yield f"{outcome.document}: {note}"


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
    if finding.places:
        about.append(f"Står i {joined(list(_by_document(report, finding)))}.")
    if finding.source:
        number = f" ({finding.rule})" if _REQUIREMENT.match(finding.rule) else ""
        about.append(f"Kilde: {finding.source}{number}.")
    if about:
        yield " ".join(about)


def _by_document(report: Report, finding: Finding) -> Iterator[str]:
    for document in dict.fromkeys(place.document for place in finding.places):
        sections = dict.fromkeys(
            place.section for place in finding.places if place.document == document and place.section
        )
        title = report.titles.get(document, document)
        named = title[:1].lower() + title[1:]
        yield f"{named} ({joined([f'«{section}»' for section in sections])})" if sections else named


def _closing(report: Report, telling: Telling) -> Iterator[str]:
    if report.errors:
        if report.fault_code == CaseError.exit_code:
            yield "Ingenting er laget for denne saken."
        return
    counted = count(report.findings)
    failed = sum(outcome.action == "failed" for outcome in report.outcomes)
    yield f"Funn: {counted}." if counted else "Ingen funn."
    if failed:
        yield f"{failed} av {len(report.outcomes)} dokumenter kunne ikke lages. Se hvorfor over, og kjør på nytt."
    if any(outcome.action == "beside" for outcome in report.outcomes):
        yield _COMPARE
    if any(outcome.suggestions or outcome.conflicts or outcome.waiting for outcome in report.outcomes):
        yield _DECIDE
    if any(finding.severity == "error" and not finding.missing for finding in report.findings):
        yield "Se på feilene før dere bruker dokumentene."
    if any(finding.missing for finding in report.findings) and failed < len(report.outcomes):
        yield "Dokumentene er utkast til hullene er fylt, i saken eller i Word."
    there = [outcome.path for outcome in report.outcomes if outcome.content is not None]
    if telling.dry_run:
        yield "Ingenting er skrevet (--dry-run)."
    elif not telling.checking and there:
        yield f"Dokumentene ligger i {there[0].parent}. Åpne dem i Word."
