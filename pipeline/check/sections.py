"""One document against its spec: sections that are missing, empty, too thin, unfinished or out of order.

A section may be renamed and moved (see `found`), but not emptied or deleted. What is read is the document as a reader
sees it after accepting all tracked changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.amounts import number
from pipeline.check.found import Found, find_sections, section_of
from pipeline.errors import Fault, TemplateError
from pipeline.expressions import Facts, MeetsGap, WrongValue
from pipeline.model import Finding, Section, Severity, Template, TextPlace
from pipeline.values import PLACEHOLDER
from pipeline.word.reading import Paragraph, Reading
from pipeline.wording import excerpt, quoted, word_count

_BRACKETED = re.compile(r"\[(?!Fyll ut:)[^\[\]]{2,}\]")
_LEFT_OVER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}")


def check_sections(template: Template, reading: Reading, facts: Facts | None, known: Iterable[str]) -> list[Finding]:
    """The findings on one document.

    Args:
        template: the document's template with its spec.
        reading: the document, as delivered.
        facts: the case, for sections that are expected only sometimes; None leaves those unassessed.
        known: placeholders that a gap in the case accounts for; they are that gap's finding, not the section's.

    Raises:
        TemplateError: a section's condition cannot be used.
    """
    found = find_sections(template, reading)
    gaps = frozenset(known)
    listed = any(gap in one.text for one in reading.body if one.list_item for gap in gaps)
    findings: list[Finding] = []
    gone: set[str] = set()  # what is told to be missing or empty, with all that is part of it
    for section in template.sections:
        there = found.get(section.id)
        if there is not None and there.text:
            findings += _thin(template, there, gaps, thin_by_gap=listed)
        elif section.parent in gone:
            gone.add(section.id)
        elif there is not None or (section.required and _expected(section, facts)):
            gone.add(section.id)
            findings.append(_empty(template, there) if there else _missing(template, section, found, reading.body))
    findings += _disordered(template, found)
    findings += unfinished(template, reading, found, gaps)
    return findings


def _expected(section: Section, facts: Facts | None) -> bool:
    if section.when is None:
        return True
    try:
        return facts is not None and facts.holds(section.when)
    except MeetsGap:
        return False
    except WrongValue as error:
        raise TemplateError([Fault("section-broken", f"delen {section.id}: {error}", key=section.id)]) from error


def _finding(template: Template, section: Section, message: str, hint: str | None, quote: str | None = None) -> Finding:
    return Finding(
        rule=section.rule or f"{template.name}.{section.id}",
        severity=section.severity,
        message=message,
        hint=hint,
        source=section.source,
        section=section.heading,
        document=template.name,
        places=(TextPlace(template.name, section.heading, quote),),
    )


def _missing(template: Template, section: Section, found: dict[str, Found], body: Sequence[Paragraph]) -> Finding:
    """A section that is not there; a heading that we do not know, in its place, may be the one."""
    because = f" {section.why}" if section.why else ""
    stranger = _stranger(template, section, found, body)
    ask = f"Heter delen nå «{stranger}»? Da skriver du «{section.heading}» som overskrift igjen." if stranger else ""
    hint = " ".join(part for part in (section.hint, ask) if part)
    return _finding(template, section, f"Delen «{section.heading}» mangler.{because}", hint or None)


def _stranger(template: Template, section: Section, found: dict[str, Found], body: Sequence[Paragraph]) -> str | None:
    """The one heading between a section's neighbours that belongs to no section."""
    ids = [one.id for one in template.sections]
    place = ids.index(section.id)
    start = max((found[one].order for one in ids[:place] if one in found), default=-1)
    end = min((found[one].order for one in ids[place + 1 :] if one in found), default=len(body))
    between = [one.text.strip() for one in body[start + 1 : end] if (one.level or 0) > 1 and one.text.strip()]
    return between[0] if len(between) == 1 else None


def _empty(template: Template, found: Found) -> Finding:
    """A section that has a heading and no more."""
    because = f" {found.section.why}" if found.section.why else ""
    return _finding(template, found.section, f"Delen «{found.heading}» er tom.{because}", found.section.hint)


def _thin(template: Template, found: Found, gaps: frozenset[str], *, thin_by_gap: bool) -> Iterator[Finding]:
    """A section that is thinner than its spec asks for; how thin a gap makes it, the gap's finding says.

    A list that nobody knows yet (`thin_by_gap`) may leave several sections thin, and shows in one of them.
    """
    section, text = found.section, found.text
    because = f" {section.why}" if section.why else ""
    if thin_by_gap or any(placeholder in gaps for one in text for placeholder in PLACEHOLDER.findall(one.text)):
        return
    words = sum(word_count(paragraph.text) for paragraph in text)
    items = sum(paragraph.list_item for paragraph in text)
    rows = len({(one.table, one.row) for one in text if one.table is not None and not one.header_row})
    for has, least, one, many in (
        (words, section.minimum_words, "ord", "ord"),
        (items, section.minimum_items, "punkt", "punkter"),
        (rows, section.minimum_rows, "rad", "rader"),
    ):
        if has < least:
            message = f"Delen «{found.heading}» er tynn: {number(has, one, many)}, vi venter minst {least}.{because}"
            yield _finding(template, section, message, section.hint)


def _disordered(template: Template, found: dict[str, Found]) -> Iterator[Finding]:
    """Advice on the sections that would have to move, as few as possible; parts of a section move with it."""
    for parent in dict.fromkeys(section.parent for section in template.sections):
        around = found.get(parent or "")
        parts = [found[one.id] for one in template.sections if one.parent == parent and one.id in found]
        at_home = [one for one in parts if around is None or around.holds(one.order)]
        in_order = _longest_rising([one.order for one in at_home])
        staying = [one for at, one in enumerate(at_home) if at in in_order]
        for one in parts:
            if one in staying:
                continue
            yield Finding(
                rule="REKKEFØLGE",
                severity="advice",
                message=f"Delen «{one.heading}» står et annet sted enn i malen.",
                hint="Flytt den hvis rekkefølgen ikke er valgt med vilje.",
                section=one.heading,
                document=template.name,
                places=(TextPlace(template.name, one.heading),),
            )


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The positions of a longest rising subsequence (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, value in enumerate(numbers):
        pile = bisect_left(tails, value)
        before.append(ends[pile - 1] if pile else None)
        tails[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [at]
    chosen = set()
    step: int | None = ends[-1] if ends else None
    while step is not None:
        chosen.add(step)
        step = before[step]
    return chosen


def unfinished(
    template: Template, reading: Reading, found: dict[str, Found], known: frozenset[str]
) -> Iterator[Finding]:
    """Placeholders that no gap accounts for, their brackets round what somebody wrote, and tags that were left over."""
    for at, paragraph in enumerate(reading.paragraphs):
        left = list(_left_over(paragraph.text, known))
        if not left:
            continue
        section = section_of(found, at) if at < len(reading.body) else None
        place = TextPlace(template.name, section, excerpt(paragraph.text.strip()))
        for rule, severity, message, hint in left:
            yield Finding(rule, severity, message, hint, section=section, document=template.name, places=(place,))


def _left_over(text: str, known: frozenset[str]) -> Iterator[tuple[str, Severity, str, str]]:
    """Rule, severity, message and hint for what a paragraph should not show any more."""
    for placeholder in dict.fromkeys(PLACEHOLDER.findall(text)):
        if placeholder not in known:
            yield "PLASSHOLDER", "error", f"Her står det fortsatt {placeholder}.", "Skriv det som skal stå der."
    for words in dict.fromkeys(_BRACKETED.findall(text)):
        message, hint = f"Her står det klammer: {quoted(words)}.", "Ta dem bort hvis de er igjen etter utfylling."
        yield "PLASSHOLDER", "advice", message, hint
    tag = _LEFT_OVER.search(text)
    if tag is not None:
        message = f"Her står det igjen en kode fra malen: {tag[0]}"
        yield "MALKODE", "error", message, "Slett koden, eller gi beskjed til maleieren."
