"""Which conditions of a table style hold for a cell: first row, last column, bands.

Sources: ECMA-376 part 1 §§ 17.4.55 and 17.7.6.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.word.names import w

_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200}
_FLAGS["noVBand"] = 0x400


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a cell is, and how large the table is: `columns` are the cell's own, `across` those of the table."""

    row: int
    rows: int
    column: int
    columns: int
    across: int


def conditions(asked: Collection[str], grid: Grid) -> tuple[str, ...]:
    """The conditions that hold for a cell, weakest first, as Word and LibreOffice have them."""
    top, bottom = "firstRow" in asked and grid.row == 0, "lastRow" in asked and grid.row == grid.rows - 1
    left = "firstColumn" in asked and grid.column == 0
    right = "lastColumn" in asked and grid.column + grid.columns >= grid.across
    found = []
    if "noVBand" not in asked:
        found.append("band1Vert" if (grid.column - ("firstColumn" in asked)) % 2 == 0 else "band2Vert")
    if "noHBand" not in asked:
        found.append("band1Horz" if (grid.row - ("firstRow" in asked)) % 2 == 0 else "band2Horz")
    named = {"lastCol": right, "firstCol": left, "lastRow": bottom, "firstRow": top}
    corners = {"seCell": bottom and right, "swCell": bottom and left, "neCell": top and right}
    found += [name for name, holds in {**named, **corners, "nwCell": top and left}.items() if holds]
    return tuple(found)


def flags(look: _Element | None) -> frozenset[str]:
    """Which conditions a table asks for, from the attributes or the older bit mask."""
    if look is None:
        return frozenset()
    try:
        mask = int(look.get(w("val"), "0"), 16)
    except ValueError:
        mask = 0
    said = {name: look.get(w(name)) for name in _FLAGS}
    return frozenset(
        name for name, bit in _FLAGS.items() if (said[name] in ("1", "true", "on") if said[name] else mask & bit)
    )
