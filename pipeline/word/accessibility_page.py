"""A document opened to be looked at for barriers: its reading in, paragraphs and tables with elements out.

What counts as text is what `reading` says: tracked changes are accepted, deleted and hidden text is not there. In a
template, paragraphs and rows of which only a tag is left do not count; what such tags stand round is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.effective import Effective
from pipeline.word.names import REL_STYLES, mc, w
from pipeline.word.parse import parse
from pipeline.word.reading import Paragraph, Reading
from pipeline.word.story import seen_through
from pipeline.word.styles import Styles, read_styles
from pipeline.word.text import P, switched_on

_TABLE, _ROW, _CELL, _RUN, _TEXT = w("tbl"), w("tr"), w("tc"), w("r"), w("t")
_PPR, _RPR, _STYLE = w("pPr"), w("rPr"), w("pStyle")
_TRPR, _ROW_DELETED = w("trPr"), w("del")
_TCPR, _CELL_DELETED, _SPAN = w("tcPr"), w("cellDel"), w("gridSpan")
_BOX = w("txbxContent")
_GONE = (w("del"), w("moveFrom"), mc("Fallback"))
_NOT_IN_LINE = frozenset({*_GONE, _PPR, _RPR, w("sdtPr"), _BOX})
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ROW_TAG = re.compile(r"\{%-?tr\s")
_OPENS = re.compile(r"\{%-?\s*(?:p|tr)?\s*(if|for)\b")
_CLOSES = re.compile(r"\{%-?\s*(?:p|tr)?\s*end(if|for)\b")


@dataclass(frozen=True, slots=True)
class Barrier:
    """Something that keeps somebody from reading: a code, the words it is about, and where they stand.

    `text` quotes the paragraph or cell, `detail` says what the words themselves do not. `number` counts the ``w:p`` of
    `part` as `Paragraph.number` does; None for what concerns the whole document.
    """

    code: str
    text: str = ""
    detail: str = ""
    part: str = "word/document.xml"
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph that a reader sees: its ``w:pPr``, the id of its style, and the letters that show.

    `runs` are the ``w:rPr`` of each run that shows letters, with these. `boxed`: in a text box; `condition` and `loop`:
    inside a template's tags.
    """

    read: Paragraph
    element: _Element
    words: str
    properties: _Element | None
    style: str
    runs: tuple[tuple[_Element | None, str], ...]
    boxed: bool = False
    condition: bool = False
    loop: bool = False

    def barrier(self, code: str, text: str = "", detail: str = "") -> Barrier:
        """A barrier in this paragraph; its own words are the quote unless there are others."""
        return Barrier(code, text or self.words, detail, self.read.part, self.read.number)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, its ``w:tcPr``, all words in it, and the first of the `span` columns of the grid that it takes."""

    element: _Element
    properties: _Element | None
    words: str
    column: int
    span: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row's ``w:trPr``, and the cells that are not deleted."""

    properties: _Element | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a reader sees it; `first` is the first paragraph in it."""

    element: _Element
    rows: tuple[Row, ...]
    first: Seen


class Page:
    """One document. `paragraphs` are those of all its stories, `body` those of the main one outside text boxes."""

    def __init__(self, reading: Reading, *, template: bool = False) -> None:
        self.parts = reading.parts
        self.roots = reading.roots
        self.main = reading.main
        self.template = template
        self._tag_rows: set[_Element] = set()
        styles = next((self.parts[part] for part in opc.related(self.parts, self.main, REL_STYLES)), None)
        self.styles, self.effective = _styles(styles)
        self.paragraphs = tuple(self._see(reading))
        self.body = tuple(one for one in self.paragraphs if one.read.part == self.main and not one.boxed)

    def _see(self, reading: Reading) -> Iterator[Seen]:
        elements = {part: list(root.iter(P)) for part, root in self.roots.items()}
        boxed = {paragraph for root in self.roots.values() for box in root.iter(_BOX) for paragraph in box.iter(P)}
        found = [(paragraph, elements[paragraph.part][paragraph.number]) for paragraph in reading.paragraphs]
        if self.template:
            tagged = (element for paragraph, element in found if _ROW_TAG.search(paragraph.text))
            self._tag_rows = {next(element.iterancestors(_ROW), element) for element in tagged}
        open_ifs = open_loops = 0
        for paragraph, element in found:
            words = paragraph.text.strip()
            if self.template and _TAG.search(words) and not without_tags(words, blocks_only=True).strip():
                opened, closed = _OPENS.findall(words), _CLOSES.findall(words)
                open_ifs += opened.count("if") - closed.count("if")
                open_loops += opened.count("for") - closed.count("for")
            elif not self._tag_rows or self._tag_rows.isdisjoint(element.iterancestors(_ROW)):
                properties = first(element, _PPR)
                style = self.effective.style_of(properties, _STYLE, "paragraph")
                runs = tuple(self._runs(element, style)) if words else ()
                around = (element in boxed, open_ifs > 0, open_loops > 0)
                yield Seen(paragraph, element, words, properties, style, runs, *around)

    @cached_property
    def by_element(self) -> dict[_Element, Seen]:
        return {one.element: one for one in self.paragraphs}

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the main story that have something in them, in document order."""
        found = (self._table(table) for table in shown(self.roots[self.main], _TABLE))
        return tuple(table for table in found if table is not None)

    def _table(self, table: _Element) -> Table | None:
        kept = (row for row in seen_through(table, {_ROW}) if row not in self._tag_rows)
        rows = tuple(shown_row for row in kept if (shown_row := self._row(row)) is not None)
        paragraph = next((one for each in table.iter(P) if (one := self.by_element.get(each)) is not None), None)
        return Table(table, rows, paragraph) if rows and paragraph is not None else None

    def _row(self, row: _Element) -> Row | None:
        row_properties = first(row, _TRPR)
        if is_on(row_properties, _ROW_DELETED):
            return None
        cells, column = [], 0
        for cell in seen_through(row, {_CELL}):
            properties = first(cell, _TCPR)
            if is_on(properties, _CELL_DELETED):
                continue
            span = _number(first(properties, _SPAN))
            inside = [one.words for each in cell.iter(P) if (one := self.by_element.get(each)) is not None]
            cells.append(Cell(cell, properties, " ".join(inside).strip(), column, span))
            column += span
        return Row(row_properties, tuple(cells))

    def _runs(self, paragraph: _Element, style: str) -> Iterator[tuple[_Element | None, str]]:
        for run in _in_line(paragraph):
            words = "".join(text.text or "" for text in run.iterchildren(_TEXT))
            if words and not words.isspace() and not (self._may_hide and self.styles.hides(run, style)):
                yield first(run, _RPR), words

    @cached_property
    def _may_hide(self) -> bool:
        vanishing = (next(root.iter(w("vanish")), None) for root in self.roots.values())
        return self.styles.hide_something or any(one is not None for one in vanishing)


def without_tags(words: str, *, blocks_only: bool = False) -> str:
    """The words of a template's paragraph that are not tags; with `blocks_only` those that give a value are words."""
    return (_BLOCK if blocks_only else _TAG).sub(" ", words)


def shown(root: _Element, tag: str) -> Iterator[_Element]:
    """The elements below `root` that are neither deleted nor the older form of a drawing."""
    for element in root.iter(tag):
        if next(element.iterancestors(*_GONE), None) is None:
            yield element


def _in_line(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag == _RUN:
            yield child
        elif child.tag not in _NOT_IN_LINE:
            yield from _in_line(child)


def first(parent: _Element | None, tag: str) -> _Element | None:
    """The first child with this tag; asked of every cell and run, and twice as fast as ``find``."""
    return None if parent is None else next(parent.iterchildren(tag), None)


def is_on(properties: _Element | None, mark: str) -> bool:
    """Whether properties have this mark and do not switch it off."""
    found = first(properties, mark)
    return found is not None and switched_on(found)


def _number(element: _Element | None) -> int:
    said = "" if element is None else element.get(w("val"), "")
    return int(said) if said.isdecimal() and 0 < int(said) < 100 else 1


@lru_cache(maxsize=16)
def _styles(styles: bytes | None) -> tuple[Styles, Effective]:
    """The styles, and how they come out; the same for all documents of one template."""
    return read_styles(styles), Effective(None if styles is None else parse(styles, "word/styles.xml"), {})
