"""Blocks made by hand, for tests of the rooms of a merge that know no XML, and decisions put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from pipeline.merging.decide import Decision
from pipeline.word.blocks import Block, CellBlock, Container, Line, RowBlock, TableBlock, TextBlock
from pipeline.word.edits import Add, Change, Note, Remove, Restyle, Rewrite

PART = "word/document.xml"


def tokens(words: str) -> tuple[str, ...]:
    """The words, spaces and signs of a text."""
    return tuple(re.findall(r"\w+|\s|[^\w\s]", words))


def text(
    words: str,
    *,
    style: str = "Normal",
    level: int | None = None,
    look: str = "",
    fixed: Iterable[int] = (),
    frozen: bool = False,
    held: bool = False,
    pending: bool = False,
    ends_section: bool = False,
    numbering: str | None = None,
) -> TextBlock:
    """A paragraph; `body` gives it its handle and number."""
    keys = tokens(words)
    shown = tuple(sum(map(len, keys[:number])) for number in range(len(keys) + 1))
    return TextBlock(
        handle=0,
        keys=keys,
        shown=shown,
        style=style,
        level=level,
        look=look,
        number=0,
        part=PART,
        fixed=frozenset(fixed),
        frozen=frozen,
        held=held,
        pending=pending,
        ends_section=ends_section,
        numbering=numbering,
    )


def heading(words: str, *, held: bool = False) -> TextBlock:
    """A heading."""
    return text(words, style="heading 1", level=1, held=held)


def row(*cells: Block | str, frozen: bool = False, pending: bool = False) -> RowBlock:
    """A row whose cells have one block each."""
    blocks = (text(each) if isinstance(each, str) else each for each in cells)
    return RowBlock(0, tuple(CellBlock(0, "", (each,)) for each in blocks), frozen, pending)


def table(*rows: RowBlock | tuple[str, ...]) -> TableBlock:
    """A table."""
    return TableBlock(0, tuple(row(*each) if isinstance(each, tuple) else each for each in rows))


def body(*blocks: Block | str, kind: str = "body") -> tuple[Container, ...]:
    """A document with these blocks only. Handles are given in document order, the container's own is 0."""
    handles, numbers = count(1), count()

    def with_handle(line: Line) -> Line:
        handle = next(handles)
        if isinstance(line, TextBlock):
            return replace(line, handle=handle, number=next(numbers))
        if isinstance(line, RowBlock):
            return RowBlock(handle, tuple(map(in_cell, line.cells)), line.frozen, line.pending)
        return TableBlock(handle, tuple(each for each in map(with_handle, line.rows) if isinstance(each, RowBlock)))

    def in_cell(cell: CellBlock) -> CellBlock:
        handle = next(handles)
        inside = map(with_handle, cell.blocks)
        return CellBlock(handle, cell.shape, tuple(each for each in inside if not isinstance(each, RowBlock)))

    numbered = (with_handle(text(each) if isinstance(each, str) else each) for each in blocks)
    return (Container(0, kind, PART, tuple(each for each in numbered if not isinstance(each, RowBlock))),)


# --- decisions put into words ---------------------------------------------------------------------------------------


def told(decision: Decision, ours: tuple[Container, ...], theirs: tuple[Container, ...]) -> list[str]:
    """Each edit as a line: what it does to which words; a comment of ours is a «!»."""
    mine, news = _by_handle(ours), _by_handle(theirs)
    return [_told(edit, mine, news) for edit in decision.edits]


def _told(edit: object, mine: dict[int, Line | CellBlock], news: dict[int, Line | CellBlock]) -> str:
    if isinstance(edit, Rewrite):
        target, source = _line(mine[edit.target]), _line(news[edit.source])
        return f"{said(target)}: " + ", ".join(_change(each, target, source) for each in edit.changes)
    if isinstance(edit, Add):
        place = "first" if edit.after is None else f"after {said(_line(mine[edit.after]))}"
        return f"add {said(_line(news[edit.source]))} {place}{_mark(edit.note)}"
    if isinstance(edit, Restyle):
        source = _line(news[edit.source])
        assert isinstance(source, TextBlock)
        return f"restyle {said(_line(mine[edit.target]))} as {source.style}{source.look}"
    kind = "remove" if isinstance(edit, Remove) else "remark on"
    note = edit.note if hasattr(edit, "note") else None
    assert hasattr(edit, "target")
    return f"{kind} {said(_line(mine[edit.target]))}{_mark(note)}"


def _change(change: Change, target: Line, source: Line) -> str:
    old = "".join(target.words[change.start : change.end])
    new = "".join(source.words[change.source_start : change.source_end])
    return f"[{old}|{new}]{_mark(change.note)}"


def said(line: Line) -> str:
    """The words of a block or row."""
    return "«" + ("".join if isinstance(line, TextBlock) else " ".join)(line.words) + "»"


def notes(decision: Decision) -> list[Note]:
    """The comments that the edits carry."""
    edits = (each for edit in decision.edits for each in (edit.changes if isinstance(edit, Rewrite) else (edit,)))
    return [each.note for each in edits if not isinstance(each, Restyle) and each.note is not None]


def _mark(note: Note | None) -> str:
    return "" if note is None else " !"


def _line(found: Line | CellBlock) -> Line:
    assert not isinstance(found, CellBlock)
    return found


def _by_handle(containers: tuple[Container, ...]) -> dict[int, Line | CellBlock]:
    found: dict[int, Line | CellBlock] = {}

    def gather(line: Line | CellBlock) -> None:
        found[line.handle] = line
        inside: Iterable[Line | CellBlock] = ()
        if isinstance(line, CellBlock):
            inside = line.blocks
        elif isinstance(line, RowBlock):
            inside = line.cells
        elif isinstance(line, TableBlock):
            inside = line.rows
        for each in inside:
            gather(each)

    for container in containers:
        for block in container.blocks:
            gather(block)
    return found
