"""What new words look like: as their neighbours, but bold, in italics or marked where the template says so."""

from __future__ import annotations

from copy import deepcopy

from lxml.etree import _Element

from pipeline.word.cutting import RPR, R
from pipeline.word.names import w

# What a run's own formatting says on purpose; new words take these from the template, the rest from their neighbours.
_DELIBERATE = frozenset(
    w(tag)
    for tag in (
        *("rStyle", "b", "bCs", "i", "iCs", "u", "strike", "dstrike", "caps", "smallCaps", "vertAlign", "highlight"),
        *("vanish", "rPrChange", "ins", "del", "moveFrom", "moveTo", "webHidden"),
    )
)


def neighbour(start: _Element, gone: list[_Element]) -> _Element | None:
    """The run whose looks new words take: the first that they replace, else the one before them, else after."""
    first = next((run for node in gone for run in node.iter(R)), None)
    if first is not None:
        return first
    before = next((each for each in start.itersiblings(preceding=True) if each.tag == R), None)
    return before if before is not None else next((each for each in start.itersiblings() if each.tag == R), None)


def dress(run: _Element, model: _Element | None) -> None:
    """Give a new run the neighbour's font and size, and keep what the template says on purpose."""
    if model is None or model.getparent() is None:
        return
    theirs, ours = run.find(RPR), model.find(RPR)
    if ours is None:
        return
    plain = [deepcopy(child) for child in ours if child.tag not in _DELIBERATE]
    deliberate = [child for child in theirs if child.tag in _DELIBERATE] if theirs is not None else []
    if not plain and theirs is not None and all(child.tag in _DELIBERATE for child in theirs):
        return
    properties = run.makeelement(RPR)
    properties.extend(_in_order([*deliberate, *plain]))
    if theirs is not None:
        run.remove(theirs)
    if len(properties):
        run.insert(0, properties)


_ORDER = [
    w(tag)
    for tag in (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow"),
        *("emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern"),
        *("position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs"),
        *("em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    )
]


def _in_order(properties: list[_Element]) -> list[_Element]:
    """Run properties in the order of the schema (§ 17.3.2.28)."""
    return sorted(properties, key=lambda each: _ORDER.index(each.tag) if each.tag in _ORDER else len(_ORDER))
