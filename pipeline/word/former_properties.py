"""Tracked changes of properties: the new ones are kept, or the former ones come back (ECMA-376 part 1 § 17.13.5).

The element that tells of the change in, the properties it stands in changed in place.
"""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.tracked import (
    CELL_DEL,
    CELL_INS,
    CELL_MERGE,
    CHANGES,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SECTPR,
    TRPR,
)

_MARKS = frozenset({INS, DEL, MOVE_FROM, MOVE_TO, CELL_INS, CELL_DEL, CELL_MERGE})
# What is no part of the former properties, for it cannot be changed in this way.
_APART = {
    PPR: frozenset({RPR, SECTPR}),
    SECTPR: frozenset({w("headerReference"), w("footerReference")}),
}
# What of that stands before the other properties; the rest comes after them.
_FIRST = frozenset({w("headerReference"), w("footerReference"), INS, DEL, MOVE_FROM, MOVE_TO})
_MAY_VANISH = frozenset({PPR, RPR, TRPR, w("tblPrEx")})


def settle(change: _Element, *, accept: bool) -> None:
    """Keep the new properties (`accept`) or bring the former ones back, and forget that there was a change."""
    properties = change.getparent()
    if properties is None:
        return
    properties.remove(change)
    if not accept:
        _restore(properties, change)
    drop_if_empty(properties)


def _restore(properties: _Element, change: _Element) -> None:
    apart = _APART.get(properties.tag, frozenset()) | _MARKS | CHANGES
    former = [each for old in change for each in old if each.tag not in apart]
    kept = [each for each in properties if each.tag in apart]
    before = [each for each in kept if each.tag in _FIRST and properties.tag != TRPR]
    properties[:] = [*before, *former, *(each for each in kept if each not in before)]


def drop_if_empty(properties: _Element) -> None:
    """Take away properties that no longer say anything."""
    parent = properties.getparent()
    if parent is not None and properties.tag in _MAY_VANISH and not len(properties):
        parent.remove(properties)
        drop_if_empty(parent)
