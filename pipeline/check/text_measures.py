"""Measures over more than a sentence: paragraphs, the lead, stretches without a heading, lists, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.check.prose import Passage, Remark, counted
from pipeline.language.abbreviations import explains, uses
from pipeline.languagespecs import Measure
from pipeline.wording import joined


def long_paragraphs(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Paragraphs with more words than the limit."""
    long = sorted((one for one in passages if one.words > measure.limit), key=lambda one: -one.words)
    if not long:
        return None
    longest = f" Det lengste har {long[0].words}." if len(long) > 1 else f" Det har {long[0].words}."
    message = f"{counted(len(long), 'avsnitt', 'avsnitt').replace('Én', 'Ett')} har over {measure.limit} ord.{longest}"
    return Remark(message, _openings(long))


def long_lead(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """The lead, known by its style, when it has more words than the limit."""
    lead = [one for one in passages if one.prose and one.paragraph.style.casefold() in measure.styles]
    words = sum(one.words for one in lead)
    if words <= measure.limit:
        return None
    return Remark(f"Ingressen har {words} ord. Høyst {measure.limit} gjør at den blir lest.", _openings(lead[:1]))


def no_heading(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Stretches of text between headings that are longer than the limit; tables have headings of their own."""
    found = []
    for stretch in _stretches(passages):
        words = sum(one.words for one in stretch)
        if words > measure.limit:
            found.append((words, stretch))
    if not found:
        return None
    found.sort(key=lambda one: -one[0])
    message = f"Her er det {found[0][0]} ord uten en overskrift. Etter {measure.limit} ord er det lett å miste tråden."
    return Remark(message, _openings([stretch[0] for _, stretch in found]))


def long_lists(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Lists with more items than the limit; what stands in tables is no list."""
    lists = [list(items) for listed, items in groupby(passages, _is_item) if listed]
    long = [items for items in lists if len(items) > measure.limit and not items[0].inside & measure.except_sections]
    if not long:
        return None
    long.sort(key=len, reverse=True)
    many = "En liste" if len(long) == 1 else f"{len(long)} lister"
    longest = f" Den lengste har {len(long[0])}." if len(long) > 1 else f" Den har {len(long[0])}."
    return Remark(f"{many} har over {measure.limit} punkter.{longest}", _openings([items[0] for items in long]))


def unexplained(measure: Measure, passages: Sequence[Passage], document: str) -> Remark | None:
    """Abbreviations that nobody explains where they first stand: before, beside, or later in the same section."""
    known = measure.known_in.get(document, ())
    found = [
        (short, place)
        for short in measure.words
        if short not in known and (place := _first_unexplained(short, measure.words[short], passages))
    ]
    if not found:
        return None
    found.sort(key=lambda one: one[1].number)
    told = joined([f"{short} ({measure.words[short]})" for short, _ in found])
    quotes = [(one.section, text) for short, one in found for text in [_quote(one, short)]]
    return Remark(f"Forkortelser uten forklaring: {told}.", tuple(dict.fromkeys(quotes)))


def _first_unexplained(short: str, full: str, passages: Sequence[Passage]) -> Passage | None:
    first = next((one for one in passages if one.prose and uses(one.paragraph.text, short)), None)
    if first is None:
        return None
    heard = (one for one in passages if one.number <= first.number or one.section == first.section)
    return None if any(explains(one.paragraph.text, short, full) for one in heard) else first


def _quote(passage: Passage, short: str) -> str:
    return next((one.text for one in passage.sentences if uses(one.text, short)), passage.paragraph.text.strip())


def _is_item(passage: Passage) -> bool:
    return passage.paragraph.list_item and passage.paragraph.table is None


def _stretches(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The text between one heading or table and the next."""
    stretch: list[Passage] = []
    for one in passages:
        if one.paragraph.level or one.paragraph.table is not None:
            yield stretch
            stretch = []
        elif one.words:
            stretch.append(one)
    yield stretch


def _openings(passages: Sequence[Passage]) -> tuple[tuple[str | None, str], ...]:
    """How paragraphs begin, to find them by."""
    return tuple((one.section, one.sentences[0].text if one.sentences else one.paragraph.text) for one in passages)
