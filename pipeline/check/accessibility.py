"""Accessibility of one document as it will be delivered: barriers in, one finding for each kind of them out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.barriers import ACCESSIBILITY, BARRIERS, SOURCE, words
from pipeline.check.found import find_sections, section_of
from pipeline.model import Finding, Template, TextPlace
from pipeline.word.accessibility import Barrier, find_barriers
from pipeline.word.reading import Reading
from pipeline.wording import excerpt


def check_accessibility(template: Template, reading: Reading, source: str | None = None) -> list[Finding]:
    """The findings on a document of this template; `source` is the law, as lover.yaml has it."""
    kinds: dict[str, list[Barrier]] = {}
    for barrier in find_barriers(reading) if reading.roots else ():
        kinds.setdefault(barrier.code, []).append(barrier)
    if not kinds:
        return []
    places = _Places(template, reading)
    return [
        Finding(
            rule=ACCESSIBILITY,
            severity=BARRIERS[code].severity,
            message=words(code, barriers[0]),
            hint=BARRIERS[code].hint,
            source=source or SOURCE,
            document=template.name,
            places=places.of(barriers),
            quotes=True,
        )
        for code, barriers in kinds.items()
    ]


class _Places:
    """Where barriers stand, as people know it: the section's heading and the words."""

    def __init__(self, template: Template, reading: Reading) -> None:
        self._document = template.name
        self._found = find_sections(template, reading)
        self._main = reading.main
        self._at = {paragraph.number: at for at, paragraph in enumerate(reading.body)}

    def of(self, barriers: Iterable[Barrier]) -> tuple[TextPlace, ...]:
        return tuple(dict.fromkeys(self._each(barriers)))

    def _each(self, barriers: Iterable[Barrier]) -> Iterator[TextPlace]:
        for barrier in barriers:
            at = self._at.get(barrier.number) if barrier.number is not None and barrier.part == self._main else None
            section = None if at is None else section_of(self._found, at)
            yield TextPlace(self._document, section, excerpt(barrier.text) if barrier.text else None)
