"""What an element points at outside its part: links and images come along, what has parts of its own does not.

Source: ECMA-376 part 1 § 17.16.22 (hyperlinks), part 1 § 15.2.14 (images), part 2 § 6.5 (relationships).
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.additions import Additions
from pipeline.word.names import REL_HYPERLINK, REL_IMAGE, R

_PREFIX = f"{{{R}}}"
_OTHERS = {
    "chart": "et diagram",
    "chartEx": "et diagram",
    "oleObject": "et innebygd objekt",
    "package": "et innebygd objekt",
    "control": "en kontroll",
    "image": "et bilde som hentes utenfra",
}


class RelationMap:
    """The relationships of the parts of THEIRS as relationships of the parts of OURS."""

    def __init__(self, theirs: Mapping[str, bytes], ours: Additions) -> None:
        self._theirs = theirs
        self._ours = ours

    def obstacle(self, element: _Element, source: str) -> str | None:
        """What `element`, which is in the part `source`, points at that cannot come along; None when all can."""
        arrows = None
        for each, name in _pointers(element):
            arrows = self._arrows(source) if arrows is None else arrows
            arrow = arrows.get(each.get(name, ""))
            if arrow is None:
                return "en peker uten mål"
            if not self._can_come(arrow):
                kind = arrow.type.rpartition("/")[2]
                return _OTHERS.get(kind, "en SmartArt-figur" if "diagram" in kind else "innhold av en ukjent type")
        return None

    def bring(self, element: _Element, source: str, target: str) -> None:
        """Let `element`, which was in `source` of THEIRS, point at the same from `target` of OURS."""
        arrows = None
        for each, name in _pointers(element):
            arrows = self._arrows(source) if arrows is None else arrows
            arrow = arrows[each.get(name, "")]
            aim = arrow.target if arrow.external else self._image(arrow.target)
            each.set(name, self._ours.relate(target, arrow.type, aim, external=arrow.external))

    def _arrows(self, source: str) -> dict[str, opc.Relationship]:
        return {arrow.id: arrow for arrow in opc.relationships(self._theirs, source)}

    def _can_come(self, arrow: opc.Relationship) -> bool:
        if arrow.external:
            return arrow.type == REL_HYPERLINK
        nested = opc.relationships(self._theirs, arrow.target)
        return arrow.type == REL_IMAGE and arrow.target in self._theirs and not nested

    def _image(self, part: str) -> str:
        """The part of OURS with the bytes of this part of THEIRS."""
        content = self._theirs[part]
        kind = opc.content_types(self._theirs).of(part) or "application/octet-stream"
        ours = self._ours.parts()
        types = opc.content_types(ours)
        same = (name for name, there in ours.items() if there == content and types.of(name) == kind)
        found = next(same, None)
        if found is not None:
            return found
        extension = posixpath.splitext(part)[1].lower()
        folder = posixpath.join(posixpath.dirname(opc.main_part(ours)), "media")
        name = hashlib.sha256(content).hexdigest()[:16]
        return self._ours.add(posixpath.join(folder, f"{name}{extension}"), content, kind)


def _pointers(element: _Element) -> Iterator[tuple[_Element, str]]:
    """The elements in `element` that use a relationship, each with the attribute that names it."""
    for each in element.iter():
        for name in map(str, each.keys()):
            if name.startswith(_PREFIX) and each.get(name):
                yield each, name
