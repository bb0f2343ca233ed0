"""Tracked changes resolved, of everybody or of one author: the root of a story in, changed in place.

Follows ECMA-376 part 1 § 17.13.5, and what Word makes of it: a paragraph whose mark goes runs on into the next, whose
properties win; the last paragraph of a cell stays. What other people put into something that goes is kept: their
insertions, the anchors of their comments, and what they wrote in a row that we inserted or deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word.former_properties import drop_if_empty, settle
from pipeline.word.joining import Loose, join, with_last_paragraph
from pipeline.word.names import w
from pipeline.word.text import P
from pipeline.word.tracked import (
    CELL_MERGE,
    CHANGES,
    DEL,
    DELETIONS,
    ID,
    INSERTIONS,
    MATH_CONTROL,
    NUMBERING_CHANGE,
    NUMPR,
    PPR,
    RANGE_ENDS,
    REVISIONS,
    RPR,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    is_bare,
    is_by,
    neighbour,
    put,
    survivors,
    tidy,
)

_UNDELETED = {w("delText"): w("t"), w("delInstrText"): w("instrText")}
_CELL_OR_STORY = frozenset(w(tag) for tag in ("body", "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent"))


def resolve(root: _Element, *, accept: bool, author: str | None = None) -> bool:
    """Accept or reject; whether there was anything to do."""
    found = [each for each in root.iter(*REVISIONS) if is_by(each, author)]
    if found:
        _Story(root, found, accept).resolve()
    return bool(found)


@dataclass(slots=True)
class _Found:
    """The tracked changes of a story by what they change."""

    content: list[_Element] = field(default_factory=list)
    marks: list[_Element] = field(default_factory=list)
    rows: list[_Element] = field(default_factory=list)
    cells: list[_Element] = field(default_factory=list)
    properties: list[_Element] = field(default_factory=list)
    numbering: list[_Element] = field(default_factory=list)
    ranges: list[_Element] = field(default_factory=list)
    asides: list[_Element] = field(default_factory=list)


def _sorted(revisions: list[_Element]) -> _Found:
    found = _Found()
    by_parent = {TRPR: found.rows, TCPR: found.cells, NUMPR: found.numbering}
    for each in revisions:
        parent = each.getparent()
        around = None if parent is None else parent.tag
        if each.tag in CHANGES:
            found.properties.append(each)
        elif each.tag in RANGE_ENDS:
            found.ranges.append(each)
        elif each.tag in (CELL_MERGE, NUMBERING_CHANGE):
            found.asides.append(each)
        elif around == RPR and parent is not None:
            holder = parent.getparent()
            if holder is not None and holder.tag == PPR:
                found.marks.append(each)
        else:
            by_parent.get(str(around), found.content).append(each)
    return found


class _Story:
    """One story on its way from changes that are tracked to changes that are made or undone."""

    def __init__(self, root: _Element, found: list[_Element], accept: bool) -> None:
        self._root = root
        self._found = _sorted(found)
        self._accept = accept
        self._goes = DELETIONS if accept else INSERTIONS
        self._loose = Loose()
        self._emptied: set[_Element | None] = set()
        self._short: list[_Element] = []

    def resolve(self) -> None:
        """Do it: properties, runs, rows and cells, and then the paragraphs that are left."""
        found = self._found
        restyled = {_above(change, 2) for change in found.properties if change.tag == w("pPrChange")}
        for change in reversed(found.properties):
            settle(change, accept=self._accept)
        for aside in found.asides:
            _remove(aside)
        self._ranges()
        for mark in found.numbering:
            _numbering(mark, goes=mark.tag in self._goes)
        for wrapper in reversed(found.content):
            self._content(wrapper)
        gone = self._marks()
        for mark in reversed(found.cells):
            self._unit(mark, self._cell)
        for mark in reversed(found.rows):
            self._unit(mark, self._row)
        gone = [paragraph for paragraph in gone if self._is_here(paragraph)]
        join(gone, self._emptied & restyled, self._loose, rejected=not self._accept)
        for container in self._short:
            with_last_paragraph(container)
        self._loose.forget(accept=self._accept)

    def _is_here(self, element: _Element) -> bool:
        return any(around is self._root for around in element.iterancestors())

    def _ranges(self) -> None:
        """The ends of ranges in which text was moved; they say nothing more."""
        if not self._found.ranges:
            return
        gone = {(RANGE_ENDS[start.tag], start.get(ID)) for start in self._found.ranges}
        ends = [end for end in self._root.iter(*RANGE_ENDS.values()) if (end.tag, end.get(ID)) in gone]
        for each in (*self._found.ranges, *ends):
            _remove(each)

    # --- runs -------------------------------------------------------------------------------------------------------

    def _content(self, wrapper: _Element) -> None:
        parent = wrapper.getparent()
        if parent is None:
            return
        if parent.tag == MATH_CONTROL or wrapper.tag not in self._goes:
            _undelete(wrapper)
            kept = list(wrapper)
        else:
            kept = list(survivors(wrapper))
            self._loose.note(kept)
            paragraph = next(wrapper.iterancestors(P), None)
            if paragraph is None:
                self._short += [each for each in wrapper.iterancestors() if each.tag in _CELL_OR_STORY][:1]
            else:
                self._emptied.add(paragraph)
        for each in kept:
            wrapper.addprevious(each)
        parent.remove(wrapper)
        tidy(parent)

    def _marks(self) -> list[_Element]:
        """The paragraphs whose marks go; the marks of the others are theirs for good."""
        gone: dict[_Element, None] = {}
        for mark in self._found.marks:
            paragraph = _above(mark, 3)
            _remove(mark)
            if paragraph is not None and mark.tag in self._goes:
                gone[paragraph] = None
        return list(gone)

    # --- rows and cells ---------------------------------------------------------------------------------------------

    def _unit(self, mark: _Element, remove: Callable[[_Element], None]) -> None:
        """A row or a cell that was inserted or deleted. It stays when somebody wrote in it without tracking that."""
        unit = _above(mark, 2)
        _remove(mark)
        if unit is None or mark.tag not in self._goes:
            return
        if all(is_bare(paragraph) for paragraph in unit.iter(P)):
            remove(unit)

    def _cell(self, cell: _Element) -> None:
        row = next(cell.iterancestors(TR), None)
        if self._removed(cell) and row is not None and next(row.iter(TC), None) is None:
            self._row(row)

    def _row(self, row: _Element) -> None:
        table = next(row.iterancestors(TBL), None)
        if not self._removed(row) or table is None or next(table.iter(TR), None) is not None:
            return
        self._short += [each for each in table.iterancestors() if each.tag in _CELL_OR_STORY][:1]
        self._removed(table)

    def _removed(self, unit: _Element) -> bool:
        """Take it away, and put what is kept of it in the nearest paragraph; False when there is none."""
        parent = unit.getparent()
        near = neighbour(unit)
        if parent is None:
            return False
        kept = list(survivors(unit))
        if kept and near is not None:
            self._loose.note(kept)
            put(kept, near[0], last=near[1])
        parent.remove(unit)
        tidy(parent)
        return True


def _above(element: _Element, levels: int) -> _Element | None:
    """What stands so many levels further out."""
    for around in element.iterancestors():
        levels -= 1
        if not levels:
            return around
    return None


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        drop_if_empty(parent)


def _numbering(mark: _Element, *, goes: bool) -> None:
    """A paragraph that became an item of a list: it is one for good, or no longer (ECMA-376 part 1 § 17.13.5.19)."""
    numbering = mark.getparent()
    _remove(mark)
    if goes and numbering is not None:
        _remove(numbering)


def _undelete(wrapper: _Element) -> None:
    """Make deleted text text again, where no other deletion is round it."""
    if wrapper.tag not in DELETIONS or next(wrapper.iterancestors(DEL), None) is not None:
        return
    for text in list(wrapper.iter(*_UNDELETED)):
        if next(text.iterancestors(DEL), wrapper) is wrapper:
            text.tag = _UNDELETED[text.tag]
