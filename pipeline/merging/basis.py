"""What a person's document is measured from while suggestions of ours are pending in it.

Where a suggestion is pending, that is the document before it was made; everywhere else the last generation, since the
person has said yes or no to what it brought. Trees of blocks in and out; pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, cast

from pipeline.merging.align import align
from pipeline.word.blocks import Block, Container, Line, RowBlock, TableBlock, TextBlock

_Line = TypeVar("_Line", bound=Line)


def basis(
    previous: Sequence[Container],
    last: Sequence[Container],
    ours: Sequence[Container],
    added: Counter[tuple[str, ...]],
) -> tuple[Container, ...]:
    """The containers of `last`, with `previous` where suggestions are pending in `ours`.

    `added` are the words of the blocks and rows that are suggestions as a whole (`word.pending.Undecided`).
    """
    left = added.copy()
    before, mine = ({each.kind: each for each in side} for side in (previous, ours))
    return tuple(
        replace(each, blocks=_lines(before[each.kind].blocks, each.blocks, mine[each.kind].blocks, left))
        if each.kind in before and each.kind in mine
        else each
        for each in last
    )


def _lines(
    previous: Sequence[_Line],
    last: Sequence[_Line],
    ours: Sequence[_Line],
    added: Counter[tuple[str, ...]],
    *,
    close: bool = False,
) -> tuple[_Line, ...]:
    to_previous, to_ours = align(previous, last, close=close).back, align(last, ours, close=close).pairs
    kept: list[_Line] = []
    following: dict[int, list[_Line]] = {}
    mine = align(previous, ours, close=close).pairs
    paired, after = set(to_previous.values()), -1
    for number, line in enumerate(previous):
        if number in paired:
            after = number
        elif number in mine and is_pending(ours[mine[number]]):
            following.setdefault(after, []).append(line)  # we suggest to delete it
    kept += following.get(-1, [])
    for number, line in enumerate(last):
        before = to_previous.get(number)
        if added[line.words]:
            added[line.words] -= 1  # it is a suggestion as a whole
            kept += [] if before is None else [previous[before], *following.get(before, [])]
        elif before is not None:
            at = mine.get(before, to_ours.get(number))
            kept.append(line if at is None else _line(previous[before], line, ours[at], added))
            kept += following.get(before, [])
        else:
            kept.append(line)
    return tuple(kept)


def _line(previous: _Line, last: _Line, ours: _Line, added: Counter[tuple[str, ...]]) -> _Line:
    if isinstance(previous, TableBlock) and isinstance(last, TableBlock) and isinstance(ours, TableBlock):
        rows = _lines(previous.rows, last.rows, ours.rows, added)
        return cast("_Line", TableBlock(last.handle, rows))
    if isinstance(previous, RowBlock) and isinstance(last, RowBlock) and isinstance(ours, RowBlock):
        if ours.pending or not len(previous.cells) == len(last.cells) == len(ours.cells):
            return cast("_Line", previous if is_pending(ours) else last)
        cells = tuple(
            replace(cell, blocks=_lines(before.blocks, cell.blocks, mine.blocks, added, close=True))
            for before, cell, mine in zip(previous.cells, last.cells, ours.cells, strict=True)
        )
        return cast("_Line", RowBlock(last.handle, cells))
    return previous if is_pending(ours) else last


def is_pending(line: Line) -> bool:
    """Whether suggestions of ours are pending in the block or row."""
    return (isinstance(line, RowBlock) and line.pending) or any(text.pending for text in texts(line))


def texts(line: Line) -> list[TextBlock]:
    """The paragraphs of a block or row."""
    if isinstance(line, TextBlock):
        return [line]
    rows = line.rows if isinstance(line, TableBlock) else (line,)
    blocks: list[Block] = [block for row in rows for cell in row.cells for block in cell.blocks]
    return [text for block in blocks for text in texts(block)]
