"""Mends what loops and conditions leave behind in a rendered part, where Word would otherwise refuse the document.

A condition can empty a table cell or a table; a loop doubles bookmarks and ids that must be unique.
"""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.names import WP, w
from pipeline.word.parse import take_out
from pipeline.word.text import P

_TBL, _TR, _TC = w("tbl"), w("tr"), w("tc")
_BLOCKS = frozenset({P, _TBL, w("sdt"), w("customXml"), w("altChunk")})
_STORIES = (w("hdr"), w("ftr"), w("footnote"), w("endnote"), w("comment"), w("txbxContent"))
_BODY, _SECTION = w("body"), w("sectPr")
_BOOKMARK_START, _BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
_ID, _NAME, _VALUE = w("id"), w("name"), w("val")
_SDT_ID = f"{w('sdtPr')}/{_ID}"
_DRAWING = f"{{{WP}}}docPr"


def repair(root: _Element) -> None:
    """Mend `root` in place: rows, tables, cells and stories that lack what they must hold; then what must be unique."""
    _drop_empty_rows_and_tables(root)
    _part_tables(root)
    _fill_empty_stories(root)
    _pair_bookmarks(root)
    _number_drawings(root)
    _number_controls(root)


def _drop_empty_rows_and_tables(root: _Element) -> None:
    """A row has a cell and a table has a row (ECMA-376 part 1 §§ 17.4.78 and 17.4.37). Innermost first."""
    for row in reversed(list(root.iter(_TR))):
        if next(row.iter(_TC), None) is None:
            take_out(row)
    for table in reversed(list(root.iter(_TBL))):
        if next(table.iter(_TR), None) is None:
            take_out(table)


def _part_tables(root: _Element) -> None:
    """Word shows two tables without a paragraph between them as one, so they get an empty one."""
    for table in root.iter(_TBL):
        following = table.getnext()
        while following is not None and following.tag not in _BLOCKS:
            following = following.getnext()
        if following is not None and following.tag == _TBL:
            table.addnext(table.makeelement(P))


def _fill_empty_stories(root: _Element) -> None:
    """A cell ends with a paragraph (§ 17.4.65), also after a nested table; body, header, note and text box have one."""
    for cell in root.iter(_TC):
        last = next((child for child in cell.iterchildren(reversed=True) if child.tag in _BLOCKS), None)
        if last is None or last.tag == _TBL:
            cell.append(cell.makeelement(P))
    for story in root.iter(*_STORIES):
        if not any(child.tag in _BLOCKS for child in story):
            story.append(story.makeelement(P))
    for body in root.iter(_BODY):
        if not any(child.tag in _BLOCKS for child in body):
            body.insert(0, body.makeelement(P))


def _pair_bookmarks(root: _Element) -> None:
    """Bookmark names are unique whatever their case, and so are the ids that pair start and end (§ 17.13.6.2).

    Of two with one name the later goes. An end whose start is gone goes too; a start whose end is gone gets one.
    """
    starts = list(root.iter(_BOOKMARK_START))
    if not starts and next(root.iter(_BOOKMARK_END), None) is None:
        return
    names: set[str] = set()
    taken = {start.get(_ID, "") for start in starts}
    used: set[str] = set()
    open_starts: dict[str, list[_Element]] = {}
    for mark in list(root.iter(_BOOKMARK_START, _BOOKMARK_END)):
        key = mark.get(_ID, "")
        if mark.tag == _BOOKMARK_START:
            open_starts.setdefault(key, []).append(mark)
            continue
        waiting = open_starts.get(key)
        if not waiting:
            take_out(mark)
            continue
        _settle(waiting.pop(0), mark, names, used, taken)
    for waiting in open_starts.values():
        for start in waiting:
            end = start.makeelement(_BOOKMARK_END)
            start.addnext(end)
            _settle(start, end, names, used, taken)


def _settle(start: _Element, end: _Element, names: set[str], used: set[str], taken: set[str]) -> None:
    """Drop the pair if its name is used, else give both ends one id that nobody has."""
    name = start.get(_NAME, "").casefold()
    if name in names:
        take_out(start)
        take_out(end)
        return
    names.add(name)
    key = start.get(_ID, "")
    if key in used or not key:
        key = str(_next_number(taken))
        taken.add(key)
    used.add(key)
    start.set(_ID, key)
    end.set(_ID, key)


def _number_drawings(root: _Element) -> None:
    """Drawings have ids of their own (ECMA-376 part 1 § 20.4.2.5); Word has refused documents with doubles."""
    _renumber(list(root.iter(_DRAWING)), "id")


def _number_controls(root: _Element) -> None:
    """Content controls have ids of their own (§ 17.5.2.18)."""
    _renumber(root.findall(f".//{_SDT_ID}"), _VALUE)


def _renumber(elements: list[_Element], attribute: str) -> None:
    """Give every element after the first with an id a new one; ids that are unique stay."""
    taken = {element.get(attribute, "") for element in elements}
    if len(taken) == len(elements):
        return
    used: set[str] = set()
    for element in elements:
        key = element.get(attribute, "")
        if key in used or not key:
            key = str(_next_number(taken))
            taken.add(key)
            element.set(attribute, key)
        used.add(key)


def _next_number(taken: set[str]) -> int:
    """The smallest number from 1 that nobody has; small, since Word wants ids within 32 bits with sign."""
    number = len(taken)
    while str(number) in taken or not number:
        number += 1
    return number
