"""The markup of tracked changes by us: insertions, deletions and the marks of paragraphs and rows.

Source: ECMA-376 part 1 § 17.13.5. A link or a simple field cannot stand in ``w:ins`` or ``w:del``: there the
markup goes round the runs inside (§ 17.13.5.18). Deleted text is
``w:delText``, a deleted instruction ``w:delInstrText``.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from lxml.etree import _Element

from pipeline.word.cutting import RPR, R
from pipeline.word.inline import HYPERLINK, SDT, SDT_CONTENT, SIMPLE_FIELD, T
from pipeline.word.names import w
from pipeline.word.revisions import AUTHOR

INS, DEL, PPR, TRPR = w("ins"), w("del"), w("pPr"), w("trPr")
PROPERTIES_CHANGE = w("pPrChange")
_ID, _AUTHOR, _DATE = w("id"), w("author"), w("date")
_DELETED = {T: w("delText"), w("instrText"): w("delInstrText")}
_ZERO_WIDTH = frozenset({RPR, w("commentReference"), w("annotationRef"), w("lastRenderedPageBreak")})
_REVISIONS = tuple(
    w(tag)
    for tag in (
        *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange"),
        *("tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge", "tblPrExChange"),
    )
)
_ROW_CHANGE = w("trPrChange")


class Tracker:
    """Makes the markup, each piece with an id of its own.

    Args:
        roots: the parts that changes are made in.
        moment: the date of the changes, «2026-11-22T00:00:00Z».
    """

    def __init__(self, roots: Iterable[_Element], moment: str) -> None:
        self._moment = moment
        numbers = (each.get(_ID, "") for root in roots for each in root.iter(*_REVISIONS))
        self._last = max((int(number) for number in numbers if number.isdecimal()), default=900_000)

    def _stamp(self, element: _Element) -> _Element:
        self._last += 1
        element.set(_ID, str(self._last))
        element.set(_AUTHOR, AUTHOR)
        element.set(_DATE, self._moment)
        return element

    def _new(self, near: _Element, tag: str) -> _Element:
        return self._stamp(near.makeelement(tag))

    # --- runs -------------------------------------------------------------------------------------------------------

    def delete(self, nodes: Iterable[_Element]) -> list[_Element]:
        """Mark these runs and wholes deleted; gives what now holds them, in order."""
        made: list[_Element] = []
        for node in nodes:
            if node.tag in (HYPERLINK, SIMPLE_FIELD, SDT, SDT_CONTENT):
                inner = self.delete(list(node))
                made += [node] if inner else []
            elif node.tag == R or _is_math(node):
                if all(child.tag in _ZERO_WIDTH for child in node):
                    continue
                made.append(self._deleted(node, made[-1] if made else None))
        return list(dict.fromkeys(made))

    def _deleted(self, node: _Element, last: _Element | None) -> _Element:
        for child in node:
            child.tag = _DELETED.get(child.tag, child.tag)
        if last is not None and last.tag == DEL and last.getnext() is node:
            last.append(node)
            return last
        wrapper = self._new(node, DEL)
        node.addprevious(wrapper)
        wrapper.append(node)
        return wrapper

    def insert(self, nodes: Iterable[_Element]) -> list[_Element]:
        """Mark these runs and wholes, which stand nowhere yet, inserted; gives what is to be put in, in order."""
        made: list[_Element] = []
        for node in nodes:
            node.tail = None
            if node.tag == HYPERLINK:
                inner = self.insert(list(node))
                for each in inner:
                    node.append(each)
                made.append(node)
            elif made and made[-1].tag == INS:
                made[-1].append(node)
            else:
                wrapper = self._new(node, INS)
                wrapper.append(node)
                made.append(wrapper)
        return made

    # --- paragraphs and rows ----------------------------------------------------------------------------------------

    def mark_paragraph(self, paragraph: _Element, tag: str) -> None:
        """Mark a paragraph's mark inserted or deleted (§§ 17.13.5.15 and 17.13.5.20)."""
        properties = paragraph.find(PPR)
        if properties is None:
            properties = paragraph.makeelement(PPR)
            paragraph.insert(0, properties)
        run_properties = properties.find(RPR)
        if run_properties is None:
            run_properties = properties.makeelement(RPR)
            late = next((child for child in properties if child.tag in (w("sectPr"), PROPERTIES_CHANGE)), None)
            properties.append(run_properties) if late is None else late.addprevious(run_properties)
        place = 1 if tag == DEL and run_properties.find(INS) is not None else 0
        run_properties.insert(place, self._new(run_properties, tag))

    def mark_row(self, row: _Element, tag: str) -> None:
        """Mark a row inserted or deleted (§§ 17.13.5.16 and 17.13.5.12)."""
        properties = row.find(TRPR)
        if properties is None:
            properties = row.makeelement(TRPR)
            place = sum(1 for child in row if child.tag == w("tblPrEx"))
            row.insert(place, properties)
        change = properties.find(_ROW_CHANGE)
        mark = self._new(properties, tag)
        properties.append(mark) if change is None else change.addprevious(mark)

    def exchange_properties(self, paragraph: _Element, new: _Element | None) -> None:
        """Give the paragraph the properties `new`, and say what they were; its mark's looks and section stay."""
        former = paragraph.find(PPR)
        properties = paragraph.makeelement(PPR)
        properties.extend([child for child in (() if new is None else new) if child.tag not in NOT_PROPERTIES])
        if former is not None:
            properties.extend([child for child in former if child.tag in NOT_PROPERTIES])
            paragraph.remove(former)
        paragraph.insert(0, properties)
        self.change_properties(paragraph, former)

    def change_properties(self, paragraph: _Element, former: _Element | None) -> None:
        """Say that the paragraph's properties were `former` (§ 17.13.5.29)."""
        properties = paragraph.find(PPR)
        if properties is None:
            properties = paragraph.makeelement(PPR)
            paragraph.insert(0, properties)
        change = self._new(properties, PROPERTIES_CHANGE)
        kept = change.makeelement(PPR)
        if former is not None:
            kept.extend(deepcopy(child) for child in former if child.tag not in NOT_PROPERTIES)
        change.append(kept)
        properties.append(change)


NOT_PROPERTIES = frozenset({RPR, w("sectPr"), PROPERTIES_CHANGE})
"""What stands in ``w:pPr`` and is no property of the paragraph's own."""


def is_marked(paragraph: _Element, tag: str) -> bool:
    """Whether the paragraph's mark is inserted or deleted."""
    return paragraph.find(f"{PPR}/{RPR}/{tag}") is not None


def _is_math(node: _Element) -> bool:
    return node.tag.endswith(("}oMath", "}oMathPara"))
