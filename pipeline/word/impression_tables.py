"""What a person could change in a table: its rows and cells, how they are merged, their borders and backgrounds.

Borders, backgrounds and margins are those that come out of the table style, its conditions (first row, bands and so on)
and the table's and the cell's own properties, in this order (ECMA-376 part 1 §§ 17.4 and 17.7.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml.etree import _Element

from pipeline.word.effective import TableLook, shown
from pipeline.word.formatting import Said, Trait, changes_in, length, raw, shading, side_of, sides, value
from pipeline.word.impression_line import Around
from pipeline.word.names import w
from pipeline.word.table_conditions import Grid, conditions, flags
from pipeline.word.text import switched_on

if TYPE_CHECKING:
    from pipeline.word.impression import Story

_TR, _TC, _TBLPR, _TRPR, _TCPR = w("tr"), w("tc"), w("tblPr"), w("trPr"), w("tcPr")
_INSIDE = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
_SEEN_THROUGH = (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("del"), w("moveTo"), w("moveFrom"))
_PROPERTIES = frozenset({_TBLPR, _TRPR, _TCPR, w("tblGrid"), w("tblPrEx"), w("sdtPr"), w("sdtEndPr"), w("customXmlPr")})
# What is compared as what comes out of it in the cells, or what editors add on their own.
_TABLE_KNOWN = frozenset(
    w(name)
    for name in (
        *("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption"),
        *("tblDescription", "tblOverlap", "tblStyleRowBandSize", "tblStyleColBandSize", "tblPrChange"),
    )
)
_ROW_NOISE = frozenset(w(name) for name in ("cnfStyle", "divId", "ins", "del", "trPrChange", "wBefore", "wAfter"))
_CELL_NOISE = frozenset(
    w(name)
    for name in (
        *("tcW", "gridSpan", "vMerge", "tcBorders", "tcMar", "cnfStyle", "hideMark", "cellIns", "cellDel"),
        *("cellMerge", "tcPrChange"),
    )
)


def read_table(story: Story, table: _Element, around: Around) -> Trait:
    """The table with all that stands in it."""
    return _Table(story, table, around).read()


class _Table:
    def __init__(self, story: Story, table: _Element, around: Around) -> None:
        self._story = story
        self._around = around
        self._effective = story.whole.effective
        self._properties = table.find(_TBLPR)
        self._style = self._effective.style_of(self._properties, w("tblStyle"), "table")
        self._rows = list(_seen_through(story, table, _TR))
        self._columns = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        self._flags = flags(self._child("tblLook"))
        below = [each.find(_TBLPR) for each in self._effective.chain(self._style)]
        self._below = [each for each in [*below, self._properties] if each is not None]
        self._borders_of = [sides(each.find(w("tblBorders"))) for each in self._below]
        self._margins_of = [_margins(each.find(w("tblCellMar"))) for each in self._below]
        self._by_look: dict[tuple[str, ...], tuple[Said, Said]] = {}

    def _child(self, name: str) -> _Element | None:
        return None if self._properties is None else self._properties.find(w(name))

    def _all(self, name: str) -> list[_Element]:
        """What the style and the table say of one thing, weakest first."""
        return [found for properties in self._below if (found := properties.find(w(name))) is not None]

    def read(self) -> Trait:
        rows = tuple(self._row(number, row) for number, row in enumerate(self._rows))
        changes = changes_in(self._properties)
        return ("table", self._effective.name(self._style), self._about(), rows, changes, self._around.within)

    def _about(self) -> Trait:
        said: Said = {}
        said["width"] = _width(self._child("tblW"))
        for indent in self._all("tblInd"):
            said["indent"] = length(indent.get(w("w"))) or None
        for justified in self._all("jc"):
            said["jc"] = None if justified.get(w("val")) in ("left", "start") else justified.get(w("val"))
        own = () if self._properties is None else self._properties
        said.update({str(each.tag): raw(each) for each in own if each.tag not in _TABLE_KNOWN})
        if not self._story.whole.lossy:
            said["fixed"] = int(any(layout.get(w("type")) == "fixed" for layout in self._all("tblLayout")))
            said["caption"] = value(self._child("tblCaption")) or None
            said["description"] = value(self._child("tblDescription")) or None
        return shown(said)

    # --- rows and cells -----------------------------------------------------------------------------------------

    def _row(self, number: int, row: _Element) -> Trait:
        properties = row.find(_TRPR)
        said: Said = {}
        for each in () if properties is None else properties:
            if each.tag in (w("tblHeader"), w("hidden"), w("cantSplit")):
                said[str(each.tag)] = int(switched_on(each))
            elif each.tag == w("trHeight"):
                said["height"] = (length(each.get(w("val"))), each.get(w("hRule"), "auto"))
            elif each.tag in (w("gridBefore"), w("gridAfter")):
                said[str(each.tag)] = value(each)
            elif each.tag not in _ROW_NOISE:
                said[str(each.tag)] = raw(each)
        exceptions = row.find(w("tblPrEx"))
        said["exceptions"] = None if exceptions is None else raw(exceptions)
        cells, column = list[Trait](), int(_whole(said.get(w("gridBefore"))))
        for cell in _seen_through(self._story, row, _TC):
            span = _whole(value(cell.find(f"{_TCPR}/{w('gridSpan')}")) or "1")
            cells.append(self._cell(cell, Grid(number, len(self._rows), column, span, self._columns)))
            column += span
        return (shown(said), tuple(cells), changes_in(properties))

    def _cell(self, cell: _Element, grid: Grid) -> Trait:
        look = self._effective.table(self._style, conditions(self._flags, grid))
        properties = cell.find(_TCPR)
        by_style, borders = self._style_says(look)
        said: Said = {**by_style, "span": grid.columns if grid.columns != 1 else None}
        if properties is not None:
            said.update(_cell_says(properties))
        if properties is not None and (merged := properties.find(w("vMerge"))) is not None:
            said["merged"] = value(merged) or "continue"
        said["width"] = _width(None if properties is None else properties.find(w("tcW")))
        for margins in self._margins_of:
            said.update(margins)
        said.update(_margins(None if properties is None else properties.find(w("tcMar"))))
        said.update(self._borders(borders, properties, grid))
        inside = Around(table=look)
        changes = changes_in(properties)
        return (shown(said), self._story.blocks(cell, inside), changes)

    def _style_says(self, look: TableLook) -> tuple[Said, Said]:
        """What the table style says of a cell and of its borders, under the conditions that hold for it."""
        if look.key not in self._by_look:
            said, borders = Said(), Said()
            for source in look.cell:
                said.update(_cell_says(source))
                borders.update(sides(source.find(w("tcBorders"))))
            self._by_look[look.key] = said, borders
        return self._by_look[look.key]

    def _borders(self, by_style: Said, properties: _Element | None, grid: Grid) -> Said:
        outer = {
            "top": grid.row == 0,
            "bottom": grid.row == grid.rows - 1,
            "left": grid.column == 0,
            "right": grid.column + grid.columns >= self._columns,
        }
        *below, own = self._borders_of if self._properties is not None else [*self._borders_of, Said()]
        said: Said = {}
        for table in below:
            said.update(_mapped(table, outer))
        said.update(by_style)
        said.update(_mapped(own, outer))
        said.update(sides(None if properties is None else properties.find(w("tcBorders"))))
        return {f"border-{side}": line for side, line in said.items() if not side.startswith("inside")}


def _width(element: _Element | None) -> Trait:
    """A width as a length, or as a share of the page or table; None when it is left to the program."""
    kind = "auto" if element is None else element.get(w("type"), "dxa")
    if element is None or kind in ("auto", "nil"):
        return None
    return length(element.get(w("w"))) if kind == "dxa" else element.get(w("w"))


def _margins(element: _Element | None) -> Said:
    return {
        f"margin-{side_of(side)}": length(side.get(w("w"))) or None for side in (() if element is None else element)
    }


def _mapped(borders: Said, outer: dict[str, bool]) -> Said:
    """The borders of a table as those of a cell: the outer ones where it lies at the edge, else those between cells."""
    found: Said = {}
    for side, at_the_edge in outer.items():
        name = side if at_the_edge else _INSIDE[side]
        if name in borders:
            found[side] = borders[name]
    return found


def _cell_says(properties: _Element) -> Said:
    said: Said = {}
    for each in properties:
        if each.tag == w("shd"):
            said["background"] = shading(each)
        elif each.tag == w("vAlign"):
            said["aligned"] = None if value(each) == "top" else value(each)
        elif each.tag == w("textDirection"):
            said["direction"] = None if value(each) in ("lrTb", "lr") else value(each)
        elif each.tag == w("hMerge"):
            said["merged across"] = value(each) or "continue"
        elif each.tag not in _CELL_NOISE:
            said[str(each.tag)] = raw(each)
    return said


def _seen_through(story: Story, container: _Element, wanted: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row; what else stands between them waits for the next paragraph."""
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag in _SEEN_THROUGH:
            if child.tag == w("sdt"):
                story.waiting += story.control(child)
            yield from _seen_through(story, child, wanted)
        elif child.tag not in _PROPERTIES and not story.zero_width(child, story.waiting.append):
            story.waiting.append(("unknown", raw(child)))


def _whole(text: Trait) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() else 0
