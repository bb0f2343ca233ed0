"""What a case's report says besides its table and its findings: remarks on single documents, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.amounts import number
from pipeline.errors import CaseError
from pipeline.keeping import Outcome
from pipeline.obstacles import DAMAGED, LOCKED, is_compared
from pipeline.report import Report
from pipeline.report.lines import count
from pipeline.report.words import kind
from pipeline.wording import typed

_LAYOUT = "oppsett fulgte malen: "
_DECIDE = (
    "Åpne dokumenter med forslag i Word, velg Se gjennom > Neste, og godta eller avvis hvert forslag. "
    "Gjør du ingenting, gjelder deres tekst."
)
_CONFLICTS_FIRST = "Se på konfliktene først, for «Godta alle» tar også dem."
_WILL_DECIDE = "Forslagene kommer som sporede endringer i Word. Gjør du ingenting, gjelder deres tekst."
_WILL_COMPARE = "Dokumenter som får en ny versjon ved siden av, blir ikke rørt."


def remarks(report: Report, outcome: Outcome, *, planned: bool) -> Iterator[str]:
    """What the person should know of the document, besides what was done with it: sentences."""
    untouched = "Blir ikke rørt" if planned else "Ikke rørt"
    if outcome.path.stem != outcome.document and outcome.content is not None and not report.without_case:
        yield f"Dokumentet heter {outcome.path.name}."
    if outcome.reason == DAMAGED:
        yield f"Filen er skadet, og kan ikke åpnes. {untouched}."
    elif outcome.reason and outcome.reason != LOCKED:
        yield f"{untouched}: {outcome.reason}."
    if outcome.beside is not None:
        yield f"Ny versjon {'blir lagt' if planned else 'ligger'} i {outcome.beside.name}."
    for note in outcome.notes:
        if note.startswith(_LAYOUT):
            yield _layout(report, outcome.document, note.removeprefix(_LAYOUT), planned=planned)
        else:
            yield note if ".docx " in note else note[:1].upper() + note[1:]


def _layout(report: Report, document: str, what: str, *, planned: bool) -> str:
    """Changed looks cannot be tracked in Word, so that there is only one way back."""
    follows = "kommer til å følge" if planned else "følger nå"
    return (
        f"{what[:1].upper()}{what[1:]} {follows} malen. Det er ikke forslag, og kan ikke avvises i Word. "
        f"Angre slik: make-docs restore {report.case} {document} --number 1"
    )


def checked_as_if_accepted(report: Report) -> str | None:
    """That the findings are those of the documents with all suggestions accepted; None when there are none."""
    counted = [(one.document, one.suggestions + one.waiting) for one in report.outcomes]
    said = [f"{document} som om {many} forslag er godtatt" for document, many in counted if many]
    return f"Kontrollert med forslagene: {', '.join(said)}." if said else None


def closing(report: Report, *, planned: bool, checking: bool) -> Iterator[str]:
    """The last lines on a case, which say what to do."""
    if report.errors:
        if report.fault_code == CaseError.exit_code:
            yield f"Ingenting {'blir' if planned else 'er'} laget for denne saken."
        return
    counted = count(report.findings)
    failed = sum(kind(outcome) == "failed" for outcome in report.outcomes)
    yield f"Funn: {counted}." if counted else "Ingen funn."
    yield from _not_made(report, failed, planned=planned)
    yield from _to_decide(report, planned=planned)
    if any(finding.severity == "error" and not finding.missing for finding in report.findings):
        yield "Se på feilene før dere bruker dokumentene."
    if any(finding.missing for finding in report.findings) and failed < len(report.outcomes):
        yield "Dokumentene er utkast til hullene er fylt, i saken eller i Word."
    there = [outcome.path for outcome in report.outcomes if outcome.content is not None]
    if planned:
        yield "Ingenting er skrevet (--dry-run)."
    elif not checking and there:
        yield f"Dokumentene ligger i {there[0].parent}. Åpne dem i Word."


def _not_made(report: Report, failed: int, *, planned: bool) -> Iterator[str]:
    opened = sum(kind(outcome) == "open" for outcome in report.outcomes)
    if opened:
        them, were = ("det", "åpent") if opened == 1 else ("dem", "åpne")
        many, then = number(opened, "dokument", "dokumenter"), "før du kjører" if planned else "og kjør på nytt"
        yield f"{many} {'er' if planned else 'var'} {were}. Lukk {them}{' ' if planned else ', '}{then}."
    if failed:
        could = "kan" if planned else "kunne"
        yield f"{failed} av {len(report.outcomes)} dokumenter {could} ikke lages. Se hvorfor over, og kjør på nytt."


def _to_decide(report: Report, *, planned: bool) -> Iterator[str]:
    beside = [one.path for one in report.outcomes if one.beside is not None and is_compared(one.reason)]
    if beside and planned:
        yield _WILL_COMPARE
    elif beside:
        yield (
            "Dokumenter med ny versjon ved siden av er ikke rørt. Åpne dokumentet og den nye versjonen i Word, velg "
            "Se gjennom > Sammenlign, og flytt over det du vil ha. "
            f"Kjør så make-docs adopt {typed(beside[0])}{' (og likt for de andre)' if len(beside) > 1 else ''}."
        )
    offered = [one for one in report.outcomes if one.suggestions or one.conflicts]
    waiting = [one for one in report.outcomes if (one.waiting or one.waiting_conflicts) and one.action != "locked"]
    if waiting or (offered and not planned):
        clashes = any(one.conflicts or one.waiting_conflicts for one in report.outcomes)
        yield f"{_DECIDE} {_CONFLICTS_FIRST}" if clashes else _DECIDE
    elif offered:
        yield _WILL_DECIDE
