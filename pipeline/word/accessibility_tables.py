"""Tables: what a screen reader needs to say which column a cell is in (WCAG 2.1, 1.3.1; ECMA-376 part 1 § 17.4).

An empty cell is a barrier only where nobody can know that it is there to be written in: without a column header above
it and without words to the left of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.word.accessibility_page import Barrier, Cell, Page, Row, Table, first, is_on
from pipeline.word.fingerprint_package import is_lossy
from pipeline.word.formatting import value
from pipeline.word.names import w

_LEAST = 2
_MERGED_DOWN, _MERGED_ACROSS = w("vMerge"), w("hMerge")
_PICTURES = (w("drawing"), w("pict"), w("object"), w("sdt"))


def table_barriers(page: Page) -> Iterator[Barrier]:
    """What is wrong with the tables of the main story.

    LibreOffice leaves descriptions out when it saves, and nobody can write them there; so they are not asked for then.
    """
    lossy = is_lossy(page.parts)
    for table in page.tables:
        many_columns = any(len(row.cells) >= _LEAST for row in table.rows)
        if len(table.rows) >= _LEAST and many_columns and not _has(table.rows[0], "tblHeader"):
            yield _barrier(table, "no-header-row")
        if not lossy and not _described(table):
            yield _barrier(table, "no-table-description")
        if not all(_has(row, "cantSplit") for row in table.rows):
            yield _barrier(table, "row-splits")
        yield from _merged(table)
        yield from _empty_cells(table)


def _barrier(table: Table, code: str, quote: str = "", detail: str = "") -> Barrier:
    words = quote or " | ".join(cell.words for cell in table.rows[0].cells if cell.words) or table.first.words
    return Barrier(code, words, detail, table.first.read.part, table.first.read.number)


def _has(row: Row, tag: str) -> bool:
    return is_on(row.properties, w(tag))


def _described(table: Table) -> bool:
    properties = first(table.element, w("tblPr"))
    return any((value(first(properties, w(tag))) or "").strip() for tag in ("tblCaption", "tblDescription"))


def _merged(table: Table) -> Iterator[Barrier]:
    for row in table.rows:
        for cell in row.cells:
            if cell.span > 1 or _merges(cell) or first(cell.properties, _MERGED_ACROSS) is not None:
                yield _barrier(table, "merged-cells", cell.words)
                return


def _empty_cells(table: Table) -> Iterator[Barrier]:
    """The first header cell without words, else the first empty cell that nothing says what is for."""
    headers = {cell.column for cell in table.rows[0].cells if not _is_empty(cell)}
    has_header = _has(table.rows[0], "tblHeader")
    for number, row in enumerate(table.rows):
        labelled = False
        for cell in row.cells:
            if not _is_empty(cell):
                labelled = True
            elif number == 0 and has_header:
                yield _barrier(table, "empty-header-cell")
                return
            elif not labelled and cell.column not in headers and not _merges(cell):
                yield _barrier(table, "empty-cell", " | ".join(one.words for one in row.cells if one.words))
                return


def _is_empty(cell: Cell) -> bool:
    return not cell.words and next(cell.element.iter(*_PICTURES), None) is None


def _merges(cell: Cell) -> bool:
    """Whether it takes part in a cell of several rows."""
    return first(cell.properties, _MERGED_DOWN) is not None
