"""Puts new blocks between those that are there, so that rejecting them leaves no trace.

The rules about the marks of paragraphs are those that editors keep to when changes are rejected or accepted.
"""

from __future__ import annotations

from copy import deepcopy

from lxml.etree import _Element

from pipeline.word.cutting import RPR
from pipeline.word.manuscript import PPR, SECTION, SEEN_THROUGH, TBL, TC, seen_through
from pipeline.word.names import w
from pipeline.word.parse import take_out
from pipeline.word.revisions import AUTHOR
from pipeline.word.text import P
from pipeline.word.tracking import INS, PROPERTIES_CHANGE, Tracker

_CONTAINERS = frozenset({w("body"), w("hdr"), w("ftr"), w("txbxContent"), w("footnote"), w("endnote"), TC})
_TAKEN = (SECTION, *(f"{RPR}/{w(tag)}" for tag in ("ins", "moveFrom", "moveTo")))


class Placer:
    """Places new blocks, and marks them inserted with `tracker`; `removed` are the paragraphs that we deleted."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._new: set[_Element] = set()
        self.removed: set[_Element] = set()

    def paragraph(self, paragraph: _Element, anchor: _Element | None, where: _Element) -> _Element:
        """Put an inserted paragraph in; gives the paragraph that its words stand in.

        Rejected, a paragraph goes with its mark, and what is left of it joins the next. Before a table, or last in a
        cell, there is no next to join: there the mark before it is the inserted one, and the new paragraph has the old
        mark with the old properties (ECMA-376 part 1 § 17.13.5.20).
        """
        put(paragraph, anchor, where, (P, TBL))
        following = next_block(paragraph)
        if following is not None and following.tag == P:
            self._tracker.mark_paragraph(paragraph, INS)
            return paragraph
        before = previous_block(paragraph)
        if before is None or not _has_free_mark(before):
            self._tracker.mark_paragraph(paragraph, INS)
        elif following is None and before in self.removed:
            self._join_into_removed(before, paragraph)
            return before
        else:
            self._hand_over_mark(before, paragraph)
        return paragraph

    def _hand_over_mark(self, before: _Element, paragraph: _Element) -> None:
        properties = before.find(PPR)
        change = None if properties is None else properties.find(PROPERTIES_CHANGE)
        self._tracker.change_properties(paragraph, properties if change is None else change.find(PPR))
        if change is not None and before in self._new:
            take_out(change)
        self._new.add(paragraph)
        _copy_mark(before, paragraph)
        self._tracker.mark_paragraph(before, INS)

    def _join_into_removed(self, removed: _Element, paragraph: _Element) -> None:
        """The last paragraph of a cell gives way to another one: its mark cannot go, so the new words go into it."""
        removed.extend([child for child in paragraph if child.tag != PPR])
        self._tracker.exchange_properties(removed, paragraph.find(PPR))
        take_out(paragraph)

    def table(self, table: _Element, anchor: _Element | None, where: _Element) -> None:
        """Put an inserted table in, and a paragraph between two tables, which Word would make one of."""
        put(table, anchor, where, (P, TBL))
        for neighbour, lay in ((previous_block(table), table.addprevious), (next_block(table), table.addnext)):
            if neighbour is not None and neighbour.tag == TBL:
                between = table.makeelement(P)
                lay(between)
                self._tracker.mark_paragraph(between, INS)


def _copy_mark(former: _Element, paragraph: _Element) -> None:
    """Give the paragraph's mark the looks of the one that it now is; ``w:pPrChange`` cannot hold these."""
    properties, looks = paragraph.find(PPR), former.find(f"{PPR}/{RPR}")
    if properties is None:
        return
    for own in properties.findall(RPR):
        properties.remove(own)
    if looks is not None:
        copied = deepcopy(looks)
        change = properties.find(PROPERTIES_CHANGE)
        properties.append(copied) if change is None else change.addprevious(copied)


def put(new: _Element, anchor: _Element | None, where: _Element, kinds: tuple[str, ...]) -> None:
    """After the anchor, else before the first block or row, else at the end before the section's properties."""
    if anchor is not None:
        anchor.addnext(new)
        return
    first = next(seen_through(where, kinds), None)
    if first is not None:
        first.addprevious(new)
    else:
        last = next((child for child in where if child.tag == SECTION), None)
        where.append(new) if last is None else last.addprevious(new)


def next_block(element: _Element) -> _Element | None:
    """The block that follows in the same container."""
    at: _Element | None = element
    while at is not None and at.tag not in _CONTAINERS:
        for sibling in at.itersiblings():
            if sibling.tag in (P, TBL):
                return sibling
            found = next(seen_through(sibling, (P, TBL)), None) if sibling.tag in SEEN_THROUGH else None
            if found is not None:
                return found
        at = at.getparent()
    return None


def previous_block(element: _Element) -> _Element | None:
    """The block before it in the same container."""
    at: _Element | None = element
    while at is not None and at.tag not in _CONTAINERS:
        for sibling in at.itersiblings(preceding=True):
            if sibling.tag in (P, TBL):
                return sibling
            found = list(seen_through(sibling, (P, TBL))) if sibling.tag in SEEN_THROUGH else []
            if found:
                return found[-1]
        at = at.getparent()
    return None


def paragraph_near(element: _Element) -> _Element | None:
    """A paragraph beside a table or row, where a comment does not go with it: a comment in what is deleted keeps it."""
    table = element if element.tag == TBL else next(element.iterancestors(TBL), element)
    for step in (previous_block, next_block):
        found = step(table)
        if found is not None and found.tag == P:
            return found
    return None


def _has_free_mark(block: _Element) -> bool:
    """Whether the block is a paragraph whose mark can be marked: it ends no section, and nobody else tracked it."""
    change = block.find(f"{PPR}/{PROPERTIES_CHANGE}")
    if change is not None and change.get(w("author")) != AUTHOR:
        return False
    return block.tag == P and all(block.find(f"{PPR}/{taken}") is None for taken in _TAKEN)
