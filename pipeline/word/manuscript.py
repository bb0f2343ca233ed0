"""A document taken apart: its body, headers and footers as trees of blocks, and the element behind each handle.

Comparing and deciding need no XML. Content controls round blocks are seen through (ECMA-376 part 1 § 17.5.2). A
paragraph is read as it is once all tracked changes are accepted; one that holds tracked changes is `frozen`, for they
are a person's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml import etree
from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.blocks import AnyLine, Block, CellBlock, Container, Line, RowBlock, TableBlock, TextBlock
from pipeline.word.inline import Inline, read_inline
from pipeline.word.known import Knower
from pipeline.word.names import REL_FOOTER, REL_HEADER, REL_STYLES, mc, r, w
from pipeline.word.parse import parse
from pipeline.word.styles import Styles, read_styles
from pipeline.word.text import P, leaves

TBL, TR, TC, PPR, RPR = w("tbl"), w("tr"), w("tc"), w("pPr"), w("rPr")
SECTION, NUMBERING = w("sectPr"), w("numPr")
_TRPR, _TCPR = w("trPr"), w("tcPr")
SEEN_THROUGH = frozenset(
    {w("sdt"), w("sdtContent"), w("customXml"), w("smartTag"), w("ins"), w("moveTo"), mc("AlternateContent")}
)
_REVISIONS = tuple(
    w(tag)
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "numberingChange", "moveFromRangeStart")
)
_HELD = (w("commentRangeStart"), w("commentReference"))
_REFERENCES = ((w("headerReference"), REL_HEADER), (w("footerReference"), REL_FOOTER))
_VALUE, _TYPE = w("val"), w("type")
_RELATION_ID = r("id")
_NOT_LOOKS = frozenset({RPR, SECTION, w("pPrChange"), w("pStyle"), NUMBERING})


class Manuscript:
    """A document taken apart. `pending` are the places that held suggestions of ours (`pending.Undecided`).

    Raises DocumentUnreadable when a part is not XML that can be read.
    """

    def __init__(self, parts: Mapping[str, bytes], pending: Collection[tuple[str, str, int]] = frozenset()) -> None:
        self.parts = parts
        self.pending = pending
        self.sections = 0
        self.main = opc.main_part(parts)
        self.roots: dict[str, _Element] = {}
        self._elements: list[_Element] = []
        self._part_of: list[str] = []
        self._lines: dict[int, Line] = {}
        styles = opc.related(parts, self.main, REL_STYLES)
        self._styles: Styles = read_styles(parts[styles[0]] if styles else None)
        self.containers = tuple(self._containers())

    def line(self, handle: int) -> Line:
        """The block or row with this handle."""
        return self._lines[handle]

    def element(self, handle: int) -> _Element:
        """The element that a handle means."""
        return self._elements[handle]

    def part(self, handle: int) -> str:
        """The part that the element stands in."""
        return self._part_of[handle]

    def inline(self, handle: int) -> Inline:
        """The tokens of the paragraph, to cut it by."""
        return read_inline(self._elements[handle], self.knower(self._part_of[handle]).known)

    def knower(self, part: str) -> Knower:
        """What gives the keys of wholes in this part."""
        return Knower(self.parts, part, self.main)

    def _containers(self) -> Iterator[Container]:
        root = self.roots[self.main] = parse(self.parts[self.main], self.main)
        body = root.find(w("body"))
        yield self._container(root if body is None else body, "body", self.main)
        arrows = {arrow.id: arrow for arrow in opc.relationships(self.parts, self.main)}
        for number, section in enumerate(root.iter(SECTION)):
            self.sections = number + 1
            for reference, kind in _REFERENCES:
                for each in section.findall(reference):
                    arrow = arrows.get(each.get(_RELATION_ID, ""))
                    if arrow is None or arrow.type != kind or arrow.target not in self.parts:
                        continue
                    if arrow.target not in self.roots:
                        root_there = self.roots[arrow.target] = parse(self.parts[arrow.target], arrow.target)
                        name = f"{kind.rpartition('/')[2]} {number} {each.get(_TYPE, 'default')}"
                        yield self._container(root_there, name, arrow.target)

    def _container(self, element: _Element, kind: str, part: str) -> Container:
        reader = _PartReader(self, part, self.roots[part])
        return Container(self.enter(element, part), kind, part, tuple(reader.blocks(element)))

    def enter(self, element: _Element, part: str) -> int:
        """A handle for the element."""
        self._elements.append(element)
        self._part_of.append(part)
        return len(self._elements) - 1

    def keep(self, line: AnyLine) -> AnyLine:
        """Remember the block or row by its handle."""
        self._lines[line.handle] = line
        return line

    @property
    def styles(self) -> Styles:
        return self._styles


class _PartReader:
    """Reads the blocks of one part."""

    def __init__(self, manuscript: Manuscript, part: str, root: _Element) -> None:
        self._manuscript, self._part = manuscript, part
        self._known = manuscript.knower(part).known
        self._numbers = {paragraph: number for number, paragraph in enumerate(root.iter(P))}
        self._rows = {row: number for number, row in enumerate(root.iter(TR))} if manuscript.pending else {}
        self._frozen = _around(root, _REVISIONS)
        self._held = _around(root, _HELD)
        self._inside_field = False

    def blocks(self, container: _Element) -> Iterator[Block]:
        for child in seen_through(container, (P, TBL)):
            yield self._text(child) if child.tag == P else self._table(child)

    def _text(self, paragraph: _Element) -> TextBlock:
        inline = read_inline(paragraph, self._known)
        properties = paragraph.find(PPR)
        look = self._manuscript.styles.look(properties)
        across = self._inside_field or not inline.whole
        self._inside_field = _leaves_field_open(paragraph, open_before=self._inside_field) if across else False
        return self._manuscript.keep(
            TextBlock(
                handle=self._manuscript.enter(paragraph, self._part),
                keys=inline.keys,
                shown=inline.shown,
                style=look.name.partition(",")[0].strip().casefold(),
                level=look.level,
                look=_look(properties),
                number=self._numbers[paragraph],
                part=self._part,
                fixed=inline.fixed,
                frozen=across or paragraph in self._frozen,
                across=across,
                held=paragraph in self._held,
                pending=(self._part, P, self._numbers[paragraph]) in self._manuscript.pending,
                ends_section=properties is not None and properties.find(SECTION) is not None,
                numbering=None if properties is None else _number_id(properties),
                seen="".join([words for _, words in leaves(paragraph)]),
            )
        )

    def _table(self, table: _Element) -> TableBlock:
        handle = self._manuscript.enter(table, self._part)
        rows = [self._row(row) for row in seen_through(table, (TR,)) if not _said(row, _TRPR, "del")]
        return self._manuscript.keep(TableBlock(handle, tuple(rows)))

    def _row(self, row: _Element) -> RowBlock:
        cells = tuple(self._cell(cell) for cell in seen_through(row, (TC,)) if not _said(cell, _TCPR, "cellDel"))
        frozen = any(_said(row, _TRPR, tag) for tag in ("ins", "trPrChange"))
        pending = bool(self._manuscript.pending) and (self._part, TR, self._rows[row]) in self._manuscript.pending
        handle = self._manuscript.enter(row, self._part)
        return self._manuscript.keep(RowBlock(handle, cells, frozen, pending))

    def _cell(self, cell: _Element) -> CellBlock:
        properties = cell.find(_TCPR)
        shape = ""
        if properties is not None:
            span, merged = properties.find(w("gridSpan")), properties.find(w("vMerge"))
            shape = "" if span is None or span.get(_VALUE, "1") == "1" else span.get(_VALUE, "1")
            shape += "" if merged is None else f" {merged.get(_VALUE, 'continue')}"
        return CellBlock(self._manuscript.enter(cell, self._part), shape, tuple(self.blocks(cell)))


def seen_through(container: _Element, wanted: tuple[str, ...]) -> Iterator[_Element]:
    """The wanted children of a container, also those in content controls and the like."""
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in SEEN_THROUGH:
            yield from seen_through(child, wanted)


def _around(root: _Element, tags: tuple[str, ...]) -> set[_Element]:
    """The paragraphs that hold one of these, in their text or their properties."""
    return {found for each in root.iter(*tags) if (found := next(each.iterancestors(P), None)) is not None}


def _said(element: _Element, properties: str, tag: str) -> bool:
    return element.find(f"{properties}/{w(tag)}") is not None


def _leaves_field_open(paragraph: _Element, *, open_before: bool) -> bool:
    depth = int(open_before)
    for mark in paragraph.iter(w("fldChar")):
        depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType"), ""), 0)
    return depth > 0


def _number_id(properties: _Element) -> str | None:
    found = properties.find(f"{NUMBERING}/{w('numId')}")
    return None if found is None else found.get(_VALUE)


def _look(properties: _Element | None) -> str:
    """The paragraph's own properties in one form; numbering by its level, since its ids differ from file to file."""
    if properties is None:
        return ""
    said = sorted(
        etree.tostring(child, method="c14n", exclusive=True, with_tail=False).decode()
        for child in properties
        if child.tag not in _NOT_LOOKS
    )
    level = properties.find(f"{NUMBERING}/{w('ilvl')}")
    if properties.find(NUMBERING) is not None:
        said.append(f"liste {'0' if level is None else level.get(_VALUE)}")
    return " ".join(said)
