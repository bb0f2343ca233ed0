"""The paragraphs of one story (the body, a header, a note) in reading order, after accepting all tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_ENDNOTES, REL_FOOTNOTES, mc, w
from pipeline.word.parse import parse
from pipeline.word.styles import Styles
from pipeline.word.text import P, leaves, switched_on

_TBL, _TR, _TC = w("tbl"), w("tr"), w("tc")
_PPR, _RPR, _TRPR, _TCPR = w("pPr"), w("rPr"), w("trPr"), w("tcPr")
_DELETED_MARKS = (w("del"), w("moveFrom"))
_BOOKMARK, _NAME, _ID = w("bookmarkStart"), w("name"), w("id")
_TEXT_BOX, _FALLBACK = w("txbxContent"), mc("Fallback")
_GONE = (*_DELETED_MARKS, _FALLBACK)
_VANISH = w("vanish")

# What stands around blocks, rows and cells without being one itself; the reader sees through it.
_TRANSPARENT = frozenset(
    {
        w("sdt"),
        w("sdtContent"),
        w("customXml"),
        w("smartTag"),
        w("ins"),
        w("moveTo"),
        mc("AlternateContent"),
        mc("Choice"),
    }
)
_NOTES = ((REL_FOOTNOTES, w("footnoteReference"), w("footnote")), (REL_ENDNOTES, w("endnoteReference"), w("endnote")))


@dataclass(frozen=True, slots=True)
class Paragraph:
    r"""A paragraph as a reader sees it.

    `level` is 1 to 9 for headings. `table` numbers the tables of the part, `row` and `cell` count within that table,
    all from 0; `number` is the paragraph's place among all ``w:p`` of its part, as field spans count it. In `text` a
    tab is ``\t`` and a line break ``\n``.
    """

    text: str
    level: int | None = None
    bookmarks: tuple[str, ...] = ()
    list_item: bool = False
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    header_row: bool = False
    style: str = ""
    part: str = "word/document.xml"
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in tables we are."""

    table: int | None = None
    row: int | None = None
    cell: int | None = None
    header_row: bool = False


class _Story:
    """Reads one part; knows how many tables it has met.

    What few paragraphs have (bookmarks, text boxes, deleted marks) is looked up once for the whole part.
    """

    def __init__(self, root: _Element, part: str, styles: Styles) -> None:
        self._part = part
        self._styles = styles
        self._tables = 0
        self._numbers = {paragraph: number for number, paragraph in enumerate(root.iter(P))}
        self._may_hide = styles.hide_something or next(root.iter(_VANISH), None) is not None
        self._bookmarks = _by_paragraph(root.iter(_BOOKMARK))
        self._boxes = _by_paragraph(box for box in root.iter(_TEXT_BOX) if _is_shown(box))
        self._deleted = {_marked_paragraph(mark) for mark in root.iter(*_DELETED_MARKS)} - {None}

    def blocks(self, container: _Element, spot: _Spot) -> Iterator[Paragraph]:
        """The paragraphs of a container of blocks.

        A paragraph whose mark is deleted runs on into the next one, whose properties win (ECMA-376 part 1
        § 17.13.5.15); when nothing is left of it, it and its bookmarks are gone.
        """
        waiting: Paragraph | None = None
        bookmarks: tuple[str, ...] = ()
        for block in seen_through(container, {P, _TBL, _BOOKMARK}):
            if block.tag == _BOOKMARK:
                bookmarks += (block.get(_NAME, ""),)
            elif block.tag == P:
                paragraph = self._paragraph(block, spot, bookmarks)
                bookmarks = ()
                if waiting is not None:
                    paragraph = _joined(waiting, paragraph)
                    waiting = None
                if block in self._deleted:
                    waiting = paragraph
                else:
                    yield paragraph
                for box in self._boxes.get(block, ()):
                    yield from self.blocks(box, spot)
            else:
                if waiting is not None and waiting.text:
                    yield waiting
                waiting = None
                yield from self._table(block)
        if waiting is not None and waiting.text:
            yield waiting

    def _paragraph(self, block: _Element, spot: _Spot, bookmarks: tuple[str, ...]) -> Paragraph:
        look = self._styles.look(block.find(_PPR))
        hidden = (lambda run: self._styles.hides(run, look.style)) if self._may_hide else None
        inside = (bookmark.get(_NAME, "") for bookmark in self._bookmarks.get(block, ()))
        return Paragraph(
            text="".join([words for _, words in leaves(block, hidden)]),
            level=look.level,
            bookmarks=(*bookmarks, *inside),
            list_item=look.listed and look.level is None,
            table=spot.table,
            row=spot.row,
            cell=spot.cell,
            header_row=spot.header_row,
            style=look.name,
            part=self._part,
            number=self._numbers[block],
        )

    def _table(self, table: _Element) -> Iterator[Paragraph]:
        number = self._tables
        self._tables += 1
        rows = (row for row in seen_through(table, {_TR}) if not _has(row, _TRPR, "del"))
        for row_number, row in enumerate(rows):
            header_row = _has(row, _TRPR, "tblHeader")
            cells = (cell for cell in seen_through(row, {_TC}) if not _has(cell, _TCPR, "cellDel"))
            for cell_number, cell in enumerate(cells):
                yield from self.blocks(cell, _Spot(number, row_number, cell_number, header_row))


def read_story(
    root: _Element, part: str, styles: Styles, containers: Iterable[_Element] | None = None
) -> Iterator[Paragraph]:
    """The paragraphs of a part with this root element; of some `containers` in it (notes), else of the whole."""
    story = _Story(root, part, styles)
    body = root.find(w("body"))
    for container in [root if body is None else body] if containers is None else containers:
        yield from story.blocks(container, _Spot())


def read_notes(
    parts: Mapping[str, bytes], main: str, body: _Element, name: str
) -> Iterator[tuple[str, _Element, list[_Element]]]:
    """For footnotes and for endnotes: the part, its root, and the notes that the body still refers to, in its order."""
    for relation, reference, note in _NOTES:
        wanted = [each.get(_ID) for each in body.iter(reference) if next(each.iterancestors(*_GONE), None) is None]
        if not wanted:
            continue
        for part in opc.related(parts, main, relation):
            root = parse(parts[part], part, name=name)
            notes = {each.get(_ID): each for each in root.iter(note)}
            yield part, root, [notes[identity] for identity in dict.fromkeys(wanted) if identity in notes]


def seen_through(container: _Element, wanted: set[str]) -> Iterator[_Element]:
    """The wanted elements in `container`, also those in content controls, insertions and the like."""
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from seen_through(child, wanted)


def _by_paragraph(elements: Iterable[_Element]) -> dict[_Element, list[_Element]]:
    """The elements by the paragraph that each stands in."""
    found: dict[_Element, list[_Element]] = {}
    for element in elements:
        paragraph = next(element.iterancestors(P), None)
        if paragraph is not None:
            found.setdefault(paragraph, []).append(element)
    return found


def _is_shown(box: _Element) -> bool:
    """Whether a text box is neither deleted with its run nor the older form of a drawing."""
    around = next(box.iterancestors(P, *_GONE), None)
    return around is not None and around.tag == P


def _marked_paragraph(mark: _Element) -> _Element | None:
    """The paragraph whose mark is deleted by `mark`, which then stands in its ``w:pPr/w:rPr``."""
    parent = mark.getparent()
    properties = None if parent is None or parent.tag != _RPR else parent.getparent()
    return None if properties is None or properties.tag != _PPR else properties.getparent()


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    if not first.text:
        return second
    return replace(second, text=first.text + second.text, bookmarks=first.bookmarks + second.bookmarks)


def _has(element: _Element, properties: str, tag: str) -> bool:
    found = element.find(f"{properties}/{w(tag)}")
    return found is not None and switched_on(found)
