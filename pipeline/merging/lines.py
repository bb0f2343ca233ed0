"""What can be told of a block or row by itself or among its neighbours; nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten

from pipeline.merging.align import align
from pipeline.merging.basis import texts
from pipeline.word.blocks import Block, Container, Line, RowBlock, TableBlock, TextBlock
from pipeline.word.edits import Add, Edit
from pipeline.word.inline import WHOLE

_LONGEST_ROW = 60


def past_insertions(ours: Sequence[Line], cursor: int, known: dict[int, int]) -> int:
    """After what the person put in here himself, up to where he begins a section; never inside a field."""
    following = cursor + 1
    while following < len(ours) and following not in known and not starts_section(ours[following]):
        following += 1
    while 0 < following < len(ours) and is_across(ours[following - 1]) and is_across(ours[following]):
        following += 1
    return following - 1


def twin(ours: Sequence[Line], cursor: int, known: dict[int, int], block: Line, taken: set[int]) -> int | None:
    """Where the person put in the very same himself, between the two that both have."""
    first = cursor
    while first >= 0 and first not in known:
        first -= 1
    last = cursor + 1
    while last < len(ours) and last not in known:
        last += 1
    same = (at for at in range(first + 1, last) if ours[at].keys == block.keys and type(ours[at]) is type(block))
    return next((at for at in same if at not in taken and block.words), None)


def is_across(*lines: Line) -> bool:
    """Whether one of them is part of a field that spans paragraphs, such as a table of contents, which Word fills."""
    return any(isinstance(line, TextBlock) and line.across for line in lines)


def starts_section(line: Line) -> bool:
    """Whether the line is a heading."""
    return isinstance(line, TextBlock) and line.level is not None


def is_frozen(line: Line) -> bool:
    """Whether the line holds what we may not track changes in: others' tracked changes, formulas and the like."""
    rows = line.rows if isinstance(line, TableBlock) else (line,) if isinstance(line, RowBlock) else ()
    return any(row.frozen for row in rows) or any(text.frozen or text.fixed for text in texts(line))


def is_edited(base: Line, ours: Line) -> bool:
    """Whether somebody changed the line, what is filled in in its fields and boxes included."""
    return ours.keys != base.keys or [each.seen for each in texts(ours)] != [each.seen for each in texts(base)]


def is_held(line: Line) -> bool:
    """Whether somebody commented on something in the line."""
    return any(text.held for text in texts(line))


def kept_share(base: Sequence[Block], ours: Sequence[Block]) -> float:
    """How much of the base is in ours, or of ours in the base: who only deleted or only added did not write anew."""
    pairs = align(base, ours).pairs
    shares = []
    for side, paired in ((base, pairs.keys()), (ours, pairs.values())):
        total = sum(len(block.words) for block in side)
        shares.append(sum(len(side[number].words) for number in paired) / total if total else 1.0)
    return max(shares)


def columns(table: TableBlock) -> int:
    """How many cells the longest row has."""
    return max((len(row.cells) for row in table.rows), default=0)


def pairs_fit(base: TableBlock, other: TableBlock) -> bool:
    """Whether rows that pair have as many cells."""
    pairs = align(base.rows, other.rows).pairs
    return all(len(base.rows[first].cells) == len(other.rows[second].cells) for first, second in pairs.items())


def what(line: Line, *, definite: bool = False) -> str:
    """The line in words: «dette avsnittet», or «avsnittet»."""
    if isinstance(line, TextBlock):
        return "avsnittet" if definite else "dette avsnittet"
    if isinstance(line, RowBlock):
        said = shorten(" ".join(text(each.keys) for each in texts(line)), _LONGEST_ROW, placeholder="…")
        return f"tabellraden «{said}»" if said else "denne tabellraden"
    return "tabellen" if definite else "denne tabellen"


def text(keys: Sequence[str]) -> str:
    """The words that the tokens show; of a link its words, of other wholes nothing."""
    return "".join(key.split(WHOLE)[1] if WHOLE in key else key for key in keys)


def said(line: Line) -> str:
    """The words of the line; paragraphs and cells with a space between."""
    return " ".join(text(each.keys) for each in texts(line))


def sections(body: Container) -> dict[int, str]:
    """The heading that each block, row, cell and paragraph of the body stands under, by handle."""
    found: dict[int, str] = {}
    heading = ""
    for block in body.blocks:
        if isinstance(block, TextBlock) and block.level is not None:
            heading = text(block.keys).strip()
        found |= dict.fromkeys(_handles(block), heading)
    return found


def _handles(line: Line) -> Iterator[int]:
    yield line.handle
    for row in line.rows if isinstance(line, TableBlock) else (line,) if isinstance(line, RowBlock) else ():
        yield row.handle
        for cell in row.cells:
            yield cell.handle
            for block in cell.blocks:
                yield from _handles(block)


def place(edit: Edit) -> int:
    """The handle in the person's document where an edit is made."""
    if not isinstance(edit, Add):
        return edit.target
    return -1 if (at := edit.container if edit.after is None else edit.after) is None else at
