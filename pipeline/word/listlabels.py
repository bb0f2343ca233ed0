"""The numbers and bullets in front of list paragraphs, counted as Word counts them: the numbering part in, labels out.

Editors renumber lists and copy their definitions, so that only what a reader sees can be compared: «2.» or «•», and on
which level (ECMA-376 part 1 § 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.word.formatting import value
from pipeline.word.names import w

_LEVEL, _ID = w("lvl"), w("numId")
_ABSTRACT, _ABSTRACT_ID = w("abstractNum"), w("abstractNumId")
_BULLETS = {0xF0B7: "•"}  # the Symbol font's, which LibreOffice writes for the other
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    properties: _Element | None
    look: _Element | None
    legal: bool
    restart: int | None


class ListLabels:
    """The lists of one document; remembers how far each has been counted."""

    def __init__(self, numbering: _Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if numbering is None:
            return
        linked = {
            link: each.get(_ABSTRACT_ID, "")
            for each in numbering.iterchildren(_ABSTRACT)
            if (link := value(each.find(w("styleLink")))) is not None
        }
        for each in numbering.iterchildren(_ABSTRACT):
            self._abstract[each.get(_ABSTRACT_ID, "")] = {_place(one): _level(one) for one in each.iterchildren(_LEVEL)}
        aliases = {
            each.get(_ABSTRACT_ID, ""): linked[link]
            for each in numbering.iterchildren(_ABSTRACT)
            if (link := value(each.find(w("numStyleLink")))) in linked
        }
        for number in numbering.iterchildren(w("num")):
            self._learn(number, aliases)

    def _learn(self, number: _Element, aliases: dict[str, str]) -> None:
        abstract = value(number.find(_ABSTRACT_ID)) or ""
        abstract = aliases.get(abstract, abstract)
        levels, starts = dict(self._abstract.get(abstract, {})), dict[int, int]()
        for override in number.iterchildren(w("lvlOverride")):
            own, start = override.find(_LEVEL), value(override.find(w("startOverride")))
            if own is not None:
                levels[_place(override)] = _level(own)
            if start is not None:
                starts[_place(override)] = _number(start, 1)
        self._lists[number.get(_ID, "")] = (abstract, levels, starts)

    def properties(self, number: str, level: str) -> _Element | None:
        """The ``w:pPr`` of a level of a list; None when there is none."""
        found = self._lists.get(number, ("", {}, {}))[1].get(_number(level, 0))
        return None if found is None else found.properties

    def look(self, number: str, level: str) -> _Element | None:
        """The ``w:rPr`` of the labels on a level of a list; None when there is none."""
        found = self._lists.get(number, ("", {}, {}))[1].get(_number(level, 0))
        return None if found is None else found.look

    def next_label(self, number: str, level: str) -> tuple[int, str] | None:
        """The level and label of the next paragraph of a list; None when it is in no list. Counts on."""
        if number not in self._lists:
            return None
        abstract, levels, starts = self._lists[number]
        place = _number(level, 0)
        if place not in levels:
            return (place, "")
        counters = self._counters.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for overridden, start in starts.items():
                counters[overridden] = start - 1
        counters[place] = counters.get(place, levels[place].start - 1) + 1
        for deeper in [each for each in counters if each > place]:
            if levels.get(deeper) is None or levels[deeper].restart != 0:
                del counters[deeper]
        return (place, _written(levels, place, counters))


def _written(levels: dict[int, _Level], place: int, counters: dict[int, int]) -> str:
    level = levels[place]

    def counted(match: re.Match[str]) -> str:
        wanted = int(match[1]) - 1
        of = levels.get(wanted)
        if of is None:
            return ""
        count = counters.get(wanted, of.start)
        return str(count) if level.legal else _spelled(count, of.format)

    return level.text.translate(_BULLETS) if level.format == "bullet" else _PLACE.sub(counted, level.text)


def _spelled(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        letters = ""
        for worth, letter in _ROMAN:
            letters += letter * (count // worth)
            count %= worth
        return letters if form == "lowerRoman" else letters.upper()
    if form == "none":
        return ""
    return str(count) if form == "decimal" else f"{form}:{count}"


def _level(element: _Element) -> _Level:
    restart = value(element.find(w("lvlRestart")))
    return _Level(
        start=_number(value(element.find(w("start"))), 0),
        format=value(element.find(w("numFmt"))) or "decimal",
        text=value(element.find(w("lvlText"))) or "",
        properties=element.find(w("pPr")),
        look=element.find(w("rPr")),
        legal=element.find(w("isLgl")) is not None,
        restart=None if restart is None else _number(restart, 0),
    )


def _place(element: _Element) -> int:
    return _number(element.get(w("ilvl")), 0)


def _number(text: str | None, otherwise: int) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise
