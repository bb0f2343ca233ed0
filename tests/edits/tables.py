"""Edits of tables: cells, rows, columns and whole tables."""

from __future__ import annotations

import copy

from lxml.etree import _Element

from tests.edits.document import Word, find, nth, say, text, xml


def _plain(word: Word) -> list[_Element]:
    """The tables without merged cells, in which columns can be told apart."""
    plain = [each for each in word.tables() if not find(each, ".//w:gridSpan|.//w:vMerge|.//w:tbl")]
    return [each for each in plain if find(each, "w:tblGrid/*") and not find(each, "w:tr[not(w:tc)]")]


def _rows(word: Word) -> list[_Element]:
    """The rows that may come and go: not the first of a table, nor the only one."""
    rows = [row for table in word.tables() for row in find(table, "w:tr")[1:] if not find(row, ".//w:vMerge")]
    return [row for row in rows if find(row, "w:tc") and not find(row, ".//w:tc[not(w:p)]")]


def _own_twin(word: Word, row: _Element) -> _Element:
    """A row like this one, with empty cells."""
    twin = word.twin(row)
    for each in find(twin, ".//w:tc"):
        for other in find(each, "w:p")[1:]:
            each.remove(other)
        for control in find(each, ".//w:sdt|.//w:tbl"):
            parent = control.getparent()
            assert parent is not None
            parent.remove(control)
        say(find(each, "w:p")[0], "")
    return twin


def edit_cell(word: Word, place: int, detail: int, marker: str) -> bool:
    """The words of a cell are others, or get one more."""
    cells = [each for each in find(word.body, ".//w:tc/w:p[w:r/w:t]") if not find(each, ".//w:sdt|.//w:drawing")]
    found = nth([each for each in cells if text(each).strip()], place)
    if found is None or find(found, ".//w:ins|.//w:del"):
        return False
    say(found, f"{text(found)} {marker}" if detail % 2 else f"Cellen sier {marker}")
    return True


def add_to_cell(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A cell gets one more paragraph, which is its last."""
    found = nth(find(word.body, ".//w:tc[not(.//w:tbl)]/w:p[last()]"), place)
    if found is None:
        return False
    new = word.twin(found)
    say(new, f"og {marker} til slutt")
    found.addnext(new)
    return True


def add_row(word: Word, place: int, detail: int, marker: str) -> bool:
    """A table gets one more row."""
    found = nth(_rows(word), place)
    if found is None:
        return False
    new = _own_twin(word, found)
    for number, each in enumerate(find(new, "w:tc/w:p[1]")):
        say(each, f"{marker} i rute {number + 1}")
    if detail % 3:
        found.addnext(new)
    else:
        found.addprevious(new)
    return True


def take_row(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A row is deleted."""
    found = nth([row for row in _rows(word) if not find(row, ".//w:bookmarkStart|.//w:commentRangeStart")], place)
    if found is None or find(found, ".//w:commentRangeEnd|.//w:bookmarkEnd"):
        return False
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)
    return True


def change_row(word: Word, place: int, _detail: int, marker: str) -> bool:
    """Every cell of a row says something new."""
    found = nth(_rows(word), place)
    if found is None or find(found, ".//w:sdt|.//w:ins|.//w:del|.//w:drawing"):
        return False
    for each in find(found, "w:tc/w:p[1]"):
        say(each, f"{text(each)} og {marker}")
    return True


def move_row(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A row is moved down by one."""
    found = nth([row for row in _rows(word) if row.getnext() is not None], place)
    following = found.getnext() if found is not None else None
    if found is None or following is None or find(following, ".//w:vMerge"):
        return False
    following.addnext(found)
    return True


def add_column(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A table gets one more column, last."""
    table = nth(_plain(word), place)
    if table is None:
        return False
    grid = find(table, "w:tblGrid")[0]
    grid.append(copy.deepcopy(grid[-1]))
    for number, row in enumerate(find(table, "w:tr")):
        twin = copy.deepcopy(find(row, "w:tc")[-1])
        for each in find(twin, "*[not(self::w:tcPr)]"):
            twin.remove(each)
        twin.append(xml(f"<w:p><w:r><w:t>{marker} {number}</w:t></w:r></w:p>"))
        row.append(twin)
    return True


def take_column(word: Word, place: int, detail: int, _marker: str) -> bool:
    """A column is deleted."""
    candidates = [each for each in _plain(word) if len(find(each, "w:tblGrid/w:gridCol")) > 2]
    table = nth([each for each in candidates if not find(each, ".//w:bookmarkStart|.//w:commentRangeStart")], place)
    if table is None or find(table, ".//w:commentRangeEnd|.//w:bookmarkEnd"):
        return False
    grid = find(table, "w:tblGrid")[0]
    column = detail % len(grid)
    grid.remove(grid[column])
    for row in find(table, "w:tr"):
        cells = find(row, "w:tc")
        if column < len(cells) and len(cells) > 1:
            row.remove(cells[column])
    return True


def add_table(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A new table comes after a paragraph."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    cell = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    rows = "".join(
        f"<w:tr>{cell.format(f'{marker} {row}')}{cell.format(f'verdi {row} av {marker}')}</w:tr>" for row in range(3)
    )
    table = xml(
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/>'
        f'<w:gridCol w:w="3000"/></w:tblGrid>{rows}</w:tbl>'
    )
    found.addnext(table)
    following = table.getnext()
    if following is None or following.tag != found.tag:
        table.addnext(xml("<w:p/>"))
    return True


def take_table(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A table is deleted."""
    found = nth(word.tables(), place)
    if found is None or find(found, ".//w:bookmarkStart|.//w:commentRangeStart|.//w:commentRangeEnd|.//w:bookmarkEnd"):
        return False
    word.body.remove(found)
    return True


def merge_cells(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """The two first cells of a row become one."""
    rows = [row for row in _rows(word) if len(find(row, "w:tc")) > 2 and not find(row, ".//w:gridSpan|.//w:sdt")]
    row = nth(rows, place)
    if row is None:
        return False
    first, second, *_ = find(row, "w:tc")
    properties = first.find("{*}tcPr")
    if properties is None:
        return False
    width = find(properties, "w:tcW")
    span = xml('<w:gridSpan w:val="2"/>')
    if width:
        width[0].addnext(span)
    else:
        properties.insert(0, span)
    for each in find(second, "w:p"):
        first.append(each)
    row.remove(second)
    return True


def to_table(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A paragraph becomes a table of two cells: its words, and a remark."""
    found = nth(
        [each for each in word.paragraphs() if not find(each, ".//w:bookmarkStart|.//w:commentRangeStart")], place
    )
    if found is None:
        return False
    width = '<w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
    table = xml(
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/>'
        f'<w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc>{width}</w:tc><w:tc>{width}<w:p><w:r><w:t>{marker}</w:t></w:r>'
        "</w:p></w:tc></w:tr></w:tbl>"
    )
    found.addprevious(table)
    found.addprevious(xml("<w:p/>"))
    find(table, ".//w:tc")[0].append(found)
    return True
