"""Gaps in a case: one finding each, naming the documents that show it.

A gap that people have filled in by hand in every document that showed it is advice only: the case should learn of it.
A document that nobody can read, or that is not there, tells nothing of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from pipeline.check.found import find_sections, section_of
from pipeline.model import Case, Draft, Finding, Template, TextPlace
from pipeline.values import Gap
from pipeline.word.reading import Reading


def check_gaps(
    case: Case,
    drafts: Iterable[Draft],
    readings: Mapping[str, Reading],
    templates: Mapping[str, Template],
) -> list[Finding]:
    """One finding for each gap in the case.

    Args:
        case: the case.
        drafts: the documents as they would be unedited; they tell where the gap would show.
        readings: the documents as delivered, by name.
        templates: the templates, by name.
    """
    shows: dict[str, set[str]] = {}
    for draft in drafts:
        for span in draft.fields:
            if span.placeholder:
                shows.setdefault(span.path, set()).add(draft.document)
    showing = _showing({gap.shown for gap in case.gaps}, readings, templates)
    findings = []
    for gap in case.gaps:
        documents, places = shows.get(gap.path, set()), _places(gap, showing)
        asked = documents | set(gap.field.used_in)  # a document that was not read may still show it
        only_in_word = bool(documents) and not places and asked <= readings.keys()
        findings.append(_finding(case, gap, places, only_in_word=only_in_word))
    return findings


def _showing(
    gaps: Collection[str], readings: Mapping[str, Reading], templates: Mapping[str, Template]
) -> list[tuple[str, str | None, str]]:
    """The paragraphs that show one of the gaps: document, section, text."""
    showing = []
    for document, reading in readings.items():
        shown = [(at, one.text) for at, one in enumerate(reading.paragraphs) if any(gap in one.text for gap in gaps)]
        found = find_sections(templates[document], reading) if shown else {}
        for at, text in shown:
            showing.append((document, section_of(found, at) if at < len(reading.body) else None, text))
    return showing


def _places(gap: Gap, showing: Iterable[tuple[str, str | None, str]]) -> tuple[TextPlace, ...]:
    places = dict.fromkeys((document, section) for document, section, text in showing if gap.shown in text)
    return tuple(TextPlace(document, section, gap.shown) for document, section in places)


def _finding(case: Case, gap: Gap, places: tuple[TextPlace, ...], *, only_in_word: bool) -> Finding:
    field = gap.field
    where = _where(case, gap)
    if only_in_word:
        message = f"«{field.title}» er fylt ut i Word, men står ikke i saken."
        hint = f"Skriv det også inn under {gap.path} ({where}), så er det med neste gang."
    else:
        message = f"Mangler: {field.title}.{f' {field.why}' if field.why else ''}"
        hint = f"Fyll ut {gap.path} ({where})."
    return Finding(
        rule=field.rule or "HULL",
        severity="advice" if only_in_word else field.gap_severity,
        message=message,
        hint=hint,
        source=field.source,
        field=gap.path,
        missing=not only_in_word,
        places=places,
    )


def _where(case: Case, gap: Gap) -> str:
    """The file and, when something stands there already, the line."""
    path = gap.path
    while path and path not in case.places:
        path = path.rpartition(".")[0]
    line = f", linje {case.places[path].line}" if path else ""
    return f"{Path(case.path).name}{line}"
