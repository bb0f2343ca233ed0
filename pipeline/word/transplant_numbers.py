"""Numbers and names that must be a document's own: of drawings, content controls and bookmarks.

Sources: ECMA-376 part 1 §§ 20.4.2.5, 17.5.2.18 and 17.13.6.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_COMMENTS, REL_ENDNOTES, REL_FOOTER, REL_FOOTNOTES, REL_HEADER, WP, w
from pipeline.word.parse import parse, take_out

_DRAWING, _CONTROL_PROPERTIES = f"{{{WP}}}docPr", w("sdtPr")
_START, _END, _ID, _NAME, _VALUE = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name"), w("val")
_STORIES = (REL_HEADER, REL_FOOTER, REL_FOOTNOTES, REL_ENDNOTES, REL_COMMENTS)
_CURSOR = "_goback"


class Numbers:
    """Which numbers and names the document `parts` has, together with all that were given out since."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts

    def renew(self, element: _Element) -> None:
        """Give what `element` holds, in place, numbers that nothing in the document has; drop bookmarks it has."""
        for drawing in element.iter(_DRAWING):
            drawing.set("id", _next(self._drawings))
        for properties in element.iter(_CONTROL_PROPERTIES):
            for identity in properties.iterchildren(_ID):
                identity.set(_VALUE, _next(self._controls))
        self._renew_bookmarks(element)

    def _renew_bookmarks(self, element: _Element) -> None:
        ends: dict[str, list[_Element]] = {}
        starts = list(element.iter(_START))
        for end in list(element.iter(_END)):
            ends.setdefault(end.get(_ID, ""), []).append(end)
        for start in starts:
            waiting = ends.get(start.get(_ID, ""))
            end = waiting.pop(0) if waiting else _end_of(start)
            name = start.get(_NAME, "").casefold()
            if name in self._names:
                take_out(start)
                take_out(end)
                continue
            self._names.add(name)
            start.set(_ID, _next(self._bookmarks))
            end.set(_ID, start.get(_ID, ""))
        for waiting in ends.values():
            for end in waiting:
                take_out(end)

    @cached_property
    def _roots(self) -> tuple[_Element, ...]:
        main = opc.main_part(self._parts)
        return tuple(parse(self._parts[part], part) for part in (main, *opc.related(self._parts, main, *_STORIES)))

    @cached_property
    def _drawings(self) -> set[str]:
        return {each.get("id", "") for root in self._roots for each in root.iter(_DRAWING)}

    @cached_property
    def _controls(self) -> set[str]:
        path = f".//{_CONTROL_PROPERTIES}/{_ID}"
        return {each.get(_VALUE, "") for root in self._roots for each in root.iterfind(path)}

    @cached_property
    def _bookmarks(self) -> set[str]:
        return {each.get(_ID, "") for root in self._roots for each in root.iter(_START, _END)}

    @cached_property
    def _names(self) -> set[str]:
        names: Iterable[str] = (each.get(_NAME, "") for root in self._roots for each in root.iter(_START))
        return {_CURSOR, *(name.casefold() for name in names)}


def _end_of(start: _Element) -> _Element:
    """An end for a bookmark whose own stands in what was not brought along."""
    end = start.makeelement(_END)
    start.addnext(end)
    return end


def _next(taken: set[str]) -> str:
    """A small number from 1 that nobody has; Word wants them within 32 bits with sign."""
    number = len(taken) + 1
    while str(number) in taken:
        number += 1
    taken.add(str(number))
    return str(number)
