"""Headers and footers whose looks the template changed, while their words are the same in all three documents.

Those whose words changed are merged as text is; a section's headers and footers are paired by their kind. Source:
ECMA-376 part 1 § 17.10.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from itertools import groupby

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.layout_pages import sections_of
from pipeline.word.layout_styles import StyleSheet
from pipeline.word.layout_untouched import form_of
from pipeline.word.names import WP, R, w
from pipeline.word.parse import parse, serialise
from pipeline.word.shape import shape
from pipeline.word.text import P, leaves
from pipeline.word.transplant import NotTransplantable, Transplant
from pipeline.word.transplant_clean import clean
from pipeline.word.transplant_styles import REFERENCES

_KINDS = {w("headerReference"): "topptekst", w("footerReference"): "bunntekst"}
_VALUE, _TYPE, _TEXT, _RUN, _NUMBER = w("val"), w("type"), w("t"), w("r"), w("numId")
_RELATION, _FIELD, _FIELD_MARK, _FIELD_KIND = f"{{{R}}}", w("fldSimple"), w("fldChar"), w("fldCharType")
_DRAWING, _PROPERTIES = f"{{{WP}}}docPr", (w("pPr"), w("tblPr"), w("trPr"), w("tcPr"))
_REVISIONS = (w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange"), w("pPrChange"), w("tblPrChange"))


class Headers:
    """The headers and footers of one document."""

    def __init__(self, parts: Mapping[str, bytes], root: _Element, sheet: StyleSheet) -> None:
        self._parts = parts
        self._main = opc.main_part(parts)
        self._sheet = sheet
        self.sections = sections_of(root)

    def of(self, section: _Element) -> dict[tuple[str, str], str]:
        """The parts of a section by the tag of the reference and its type."""
        arrows = {arrow.id: arrow.target for arrow in opc.relationships(self._parts, self._main)}
        found = {
            (each.tag, each.get(_TYPE, "default")): arrows.get(each.get(f"{_RELATION}id", ""), "")
            for each in section.iterchildren(*_KINDS)
        }
        return {kind: part for kind, part in found.items() if part in self._parts}

    def root(self, part: str) -> _Element:
        """The root of one of the parts."""
        return parse(self._parts[part], part)

    def content(self, part: str) -> tuple[bytes, list[str]]:
        """The bytes of a part, and what it points at."""
        return self._parts[part], [self._content(arrow) for arrow in opc.relationships(self._parts, part)]

    def looks(self, part: str) -> object:
        """What a reader sees of a part, the numbers that fields show apart; None when changes in it are tracked."""
        root = self.root(part)
        if next(root.iter(*_REVISIONS), None) is not None:
            return None
        copied = deepcopy(root)
        clean(copied)
        _blank_fields(copied)
        targets = {arrow.id: self._content(arrow) for arrow in opc.relationships(self._parts, part)}
        for element in copied.iter():
            if element.tag in REFERENCES:
                element.set(_VALUE, self._sheet.name_of(element.get(_VALUE, "")))
            elif element.tag == _NUMBER:
                element.set(_VALUE, "0" if element.get(_VALUE) == "0" else "en liste")
            elif element.tag == _DRAWING:
                element.attrib.pop("id", "")
            for name in map(str, element.keys()):
                if name.startswith(_RELATION):
                    element.set(name, targets.get(element.get(name, ""), ""))
        return [_seen(child) for child in copied]

    def form(self, part: str) -> object:
        """All of a part that a person could have touched, see `layout_untouched`."""
        targets = {arrow.id: self._content(arrow) for arrow in opc.relationships(self._parts, part)}
        root = self.root(part)
        return form_of(root, self._sheet, targets), self._sheet.theme_in(root)

    def _content(self, arrow: opc.Relationship) -> str:
        return arrow.target if arrow.external else hashlib.sha256(self._parts.get(arrow.target, b"")).hexdigest()


def follow_headers(
    base: Headers, ours: Headers, theirs: Headers, transplant: Transplant
) -> tuple[dict[str, bytes], list[str]]:
    """The headers and footers of OURS that follow, by part, and what they are, in Norwegian."""
    if not len(base.sections) == len(ours.sections) == len(theirs.sections):
        return {}, []
    changed: dict[str, bytes] = {}
    told: list[str] = []
    for was, now, wanted in zip(base.sections, ours.sections, theirs.sections, strict=True):
        old, mine, new = base.of(was), ours.of(now), theirs.of(wanted)
        for kind in old.keys() & mine.keys() & new.keys():
            part = mine[kind]
            if part in changed or not _is_followed(base, ours, theirs, (old[kind], part, new[kind])):
                continue
            content = _brought(theirs.root(new[kind]), new[kind], ours.root(part), part, transplant)
            if content is not None:
                changed[part] = content
                told.append(_KINDS[kind[0]])
    return changed, [what for what in _KINDS.values() if what in told]


def _is_followed(base: Headers, ours: Headers, theirs: Headers, parts: tuple[str, str, str]) -> bool:
    was, now, wanted = parts
    if base.content(was) == theirs.content(wanted):
        return False
    looks = base.looks(was)
    if looks is None or theirs.looks(wanted) in (looks, None) or ours.form(now) != base.form(was):
        return False
    return _words(base.root(was)) == _words(theirs.root(wanted))


def _brought(wanted: _Element, source: str, root: _Element, target: str, transplant: Transplant) -> bytes | None:
    """The part with the content of THEIRS; None when some of it cannot be moved."""
    try:
        brought = [transplant.bring(child, source, target) for child in wanted]
    except NotTransplantable:
        return None
    root[:] = brought
    return serialise(root)


def _words(root: _Element) -> list[str]:
    return ["".join(words for _, words in leaves(paragraph)) for paragraph in root.iter(P)]


def _blank_fields(root: _Element) -> None:
    """Page numbers are counted anew at every save, so what fields show is not compared."""
    depth = 0
    for element in root.iter():
        if element.tag == _FIELD_MARK:
            depth += {"separate": 1, "end": -1}.get(element.get(_FIELD_KIND, ""), 0)
        elif element.tag == _TEXT and (depth > 0 or next(element.iterancestors(_FIELD), None) is not None):
            element.text = ""


def _seen(element: _Element) -> object:
    """The element as a tree of tuples in which runs that look alike are one."""
    if element.tag in _PROPERTIES:
        return shape(element)
    children: list[object] = []
    for is_run, group in groupby(element, lambda child: child.tag == _RUN):
        if is_run:
            children += _pieces(list(group))
        else:
            children += [_seen(child) for child in group if child.tag not in _PROPERTIES or _says_something(child)]
    attributes = tuple(sorted((str(name), str(element.get(name))) for name in map(str, element.keys())))
    words = (element.text or "") if len(element) == 0 else ""
    return (element.tag, attributes, tuple(children), words)


def _pieces(runs: list[_Element]) -> list[object]:
    """What runs hold, each piece with the properties of its run; words that follow each other are one piece."""
    pieces: list[tuple[object, object]] = []
    for run in runs:
        properties = run.find(w("rPr"))
        looks = shape(properties) if properties is not None and _says_something(properties) else None
        for child in run:
            if child is properties:
                continue
            piece: object = child.text or "" if child.tag == _TEXT else _seen(child)
            if pieces and isinstance(piece, str) and isinstance(pieces[-1][1], str) and pieces[-1][0] == looks:
                pieces[-1] = (looks, f"{pieces[-1][1]}{piece}")
            else:
                pieces.append((looks, piece))
    return list(pieces)


def _says_something(properties: _Element) -> bool:
    return bool(shape(properties)[3])
