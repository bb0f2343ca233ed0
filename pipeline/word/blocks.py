"""A document's blocks as frozen values that can be compared, with a handle each (`manuscript.Manuscript`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias, TypeVar


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph: the keys of its tokens, and the character at which each begins (`inline.Inline`).

    `style` is the style's name, `level` the heading level, `look` its own paragraph properties, `number` its place
    among the paragraphs of its part; `seen` are its characters as a reader sees them, what is
    filled in in fields and boxes included. `held` says that a comment is anchored in it, `across` that it is part of
    a field that spans paragraphs, `ends_section` that a section ends.
    """

    handle: int
    keys: tuple[str, ...]
    shown: tuple[int, ...]
    style: str
    level: int | None
    look: str
    number: int
    part: str
    fixed: frozenset[int]
    frozen: bool = False
    across: bool = False
    held: bool = False
    pending: bool = False
    ends_section: bool = False
    numbering: str | None = None
    seen: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return self.keys


@dataclass(frozen=True, slots=True)
class CellBlock:
    """A cell; `shape` says how many columns it spans and whether it is merged with others above it."""

    handle: int
    shape: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class RowBlock:
    """A row of a table."""

    handle: int
    cells: tuple[CellBlock, ...]
    frozen: bool = False
    pending: bool = False

    @cached_property
    def shape(self) -> tuple[str, ...]:
        return tuple(cell.shape for cell in self.cells)

    @cached_property
    def keys(self) -> tuple[object, ...]:
        return tuple(tuple(block.keys for block in cell.blocks) for cell in self.cells)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for cell in self.cells for block in cell.blocks for word in block.words)


@dataclass(frozen=True)
class TableBlock:
    """A table."""

    handle: int
    rows: tuple[RowBlock, ...]

    @cached_property
    def keys(self) -> tuple[object, ...]:
        return tuple(row.keys for row in self.rows)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for row in self.rows for word in row.words)


Block: TypeAlias = TextBlock | TableBlock
Line: TypeAlias = TextBlock | TableBlock | RowBlock
"""What stands in a list: blocks in a container, or rows in a table."""
AnyLine = TypeVar("AnyLine", TextBlock, TableBlock, RowBlock)


@dataclass(frozen=True, slots=True)
class Container:
    """What holds blocks: the body, a header or a footer. `kind` pairs the containers of two documents."""

    handle: int
    kind: str
    part: str
    blocks: tuple[Block, ...]
