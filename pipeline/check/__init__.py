"""4 check: the whole set of documents, as it will be delivered, against the specs, the rules and the case's gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.barriers import ACCESSIBILITY
from pipeline.check.accessibility import check_accessibility
from pipeline.check.content import check_content
from pipeline.check.forms import check_forms
from pipeline.check.gaps import check_gaps
from pipeline.check.language import check_language
from pipeline.check.rules import check_rules
from pipeline.check.sections import check_sections
from pipeline.errors import DocumentUnreadable, Fault
from pipeline.expressions import Facts
from pipeline.keeping import Outcome
from pipeline.library import Library
from pipeline.model import Case, ContentRule, Draft, Failed, Finding, Rule, TextPlace
from pipeline.word.reading import Reading, read_document

_ORDER = {"error": 0, "warning": 1, "advice": 2}


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings, the gravest first, and the rules that nobody can assess yet."""

    findings: tuple[Finding, ...]
    unassessed: tuple[Rule | ContentRule, ...] = ()


def check(
    case: Case, drafts: Iterable[Draft | Failed], outcomes: Iterable[Outcome], library: Library, today: date
) -> Checked:
    """Checks a case and its documents as they will be delivered.

    Raises:
        TemplateError: a rule cannot be used.
    """
    facts = Facts(case.values, case.name, today, library.vocabulary.tables)
    readings, unreadable = _read(outcomes)
    ruled, unassessed = check_rules(library.rules, facts)
    read = check_documents(readings, library, facts, [gap.shown for gap in case.gaps])
    filled = [draft for draft in drafts if isinstance(draft, Draft)]
    findings = [
        *unreadable,
        *check_gaps(case, filled, readings, library.by_name),
        *ruled,
        *check_forms(case, library.vocabulary),
        *read.findings,
    ]
    return Checked(_sorted(findings), (*unassessed, *read.unassessed))


def _read(outcomes: Iterable[Outcome]) -> tuple[dict[str, Reading], list[Finding]]:
    """The documents that can be read, by name, and a finding for each that cannot."""
    readings: dict[str, Reading] = {}
    findings = []
    for one in outcomes:
        try:
            if one.content is not None:
                readings[one.document] = read_document(one.content, one.path.name)
        except DocumentUnreadable as error:
            findings += [_unreadable(one.document, fault) for fault in error.faults]
    return readings, findings


def _unreadable(document: str, fault: Fault) -> Finding:
    return Finding("ULESELIG", "error", fault.message, fault.hint, document=document, places=(TextPlace(document),))


def check_documents(
    readings: Mapping[str, Reading], library: Library, facts: Facts | None, known: Iterable[str] = ()
) -> Checked:
    """Checks documents by themselves; without `facts`, what depends on the case is left unassessed."""
    findings: list[Finding] = []
    unassessed: list[ContentRule] = []
    for document, reading in readings.items():
        template = library.by_name[document]
        findings += check_sections(template, reading, facts, known)
        content, unknown = check_content(template, library.content_rules, reading, facts, known)
        findings += content
        unassessed += unknown
        if library.language is not None:
            findings += check_language(template, library.language, reading)
        findings += check_accessibility(template, reading, library.catalogue.source_of(ACCESSIBILITY))
    return Checked(_sorted(findings), tuple(unassessed))


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.severity]))
