"""Which paragraphs are which section of the spec.

A section is known by the hidden bookmark on its heading, then by the heading's words, then by the aliases of its spec;
so it may be renamed and moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Section, Template
from pipeline.word.bookmarks import section_bookmark
from pipeline.word.reading import Paragraph, Reading, normal


@dataclass(frozen=True, slots=True)
class Found:
    """A section as it stands in a document: its heading's place among the headings, and what is below it."""

    section: Section
    order: int
    heading: str
    content: tuple[Paragraph, ...]

    def holds(self, at: int) -> bool:
        """Whether body paragraph `at` is in the section."""
        return self.order <= at <= self.order + len(self.content)

    @property
    def text(self) -> list[Paragraph]:
        """What is below the heading and says something, other headings left out."""
        return [paragraph for paragraph in self.content if not paragraph.level and paragraph.text.strip()]


def find_sections(template: Template, reading: Reading) -> dict[str, Found]:
    """The spec's sections that the document has, by id."""
    paragraphs = reading.body
    headings = [at for at, paragraph in enumerate(paragraphs) if paragraph.level and paragraph.text.strip()]
    claimed = _claimed(template.sections, [(at, paragraphs[at]) for at in headings])
    found = {}
    for section in template.sections:
        at = claimed.get(section.id)
        if at is not None:
            below = tuple(_below(paragraphs, at))
            found[section.id] = Found(section, at, paragraphs[at].text.strip(), below)
    return found


def _claimed(sections: Sequence[Section], headings: Sequence[tuple[int, Paragraph]]) -> dict[str, int]:
    """Which heading (by its place) each section has; the surest sign is asked first, for all sections."""
    taken: dict[str, int] = {}
    for signs in (_bookmark, _words, _aliases):
        for section in sections:
            if section.id in taken:
                continue
            wanted = signs(section)
            for at, heading in headings:
                if at not in taken.values() and wanted & {normal(heading.text), *heading.bookmarks}:
                    taken[section.id] = at
                    break
    return taken


def _bookmark(section: Section) -> set[str]:
    return {section_bookmark(section.id)}


def _words(section: Section) -> set[str]:
    return {normal(section.heading)}


def _aliases(section: Section) -> set[str]:
    return {normal(alias) for alias in section.aliases}


def _below(paragraphs: Sequence[Paragraph], at: int) -> Iterator[Paragraph]:
    """What belongs to the heading at `at`: all until the next heading of the same or a higher level."""
    level = paragraphs[at].level or 0
    for paragraph in paragraphs[at + 1 :]:
        if paragraph.level and paragraph.level <= level and paragraph.text.strip():
            return
        yield paragraph


def sections_at(found: dict[str, Found], at: int) -> list[Found]:
    """The sections that hold body paragraph `at`, the innermost last."""
    holding = (one for one in found.values() if one.holds(at))
    return sorted(holding, key=lambda one: one.order)


def section_of(found: dict[str, Found], at: int) -> str | None:
    """The heading of the innermost section that holds body paragraph `at`."""
    holding = sections_at(found, at)
    return holding[-1].heading if holding else None
