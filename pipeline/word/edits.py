"""What can be done to a person's document, as values: decided in `pipeline.merging`, carried out by `weave`.

A target is a handle in the person's document, a source a handle in the fresh one (`blocks.Manuscript`). All of it is
written as tracked changes; a `note` becomes a comment of ours at the place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Note: TypeAlias = tuple[str, ...]
"""A comment's paragraphs."""


@dataclass(frozen=True, slots=True)
class Change:
    """Tokens `start` to `end` of a paragraph give way to tokens `source_start` to `source_end` of its source."""

    start: int
    end: int
    source_start: int
    source_end: int
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Change words in a paragraph. The changes are in order and do not overlap."""

    target: int
    source: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Restyle:
    """Give a paragraph the style and the properties of its source."""

    target: int
    source: int


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete a paragraph, a table or a row."""

    target: int
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """Put a paragraph, a table or a row after `after`, or first in `container`, which is a table for rows."""

    container: int | None
    after: int | None
    source: int
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Only a comment, on a paragraph or on the first one in a table or row."""

    target: int
    note: Note


Edit: TypeAlias = Rewrite | Restyle | Remove | Add | Remark
