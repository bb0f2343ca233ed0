"""What our suggestions look like, so that those that somebody worked in are known, and are theirs from then on.

A suggestion is taken away before a new one is made, and what a person did in it or beside it in the same paragraph
(words, a picture, formatting, a comment, a tracked deletion) must not go with it. So fingerprints of the paragraphs and
rows with suggestions are remembered when these are written. Where there is another fingerprint later, the suggestions
get another author: then they are kept like anybody's tracked changes. Fingerprints hold no words, and are blind to what
editors rewrite on save (`fingerprint`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.chains import chain_of
from pipeline.word.fingerprint import paragraphs_of
from pipeline.word.formatting import Trait
from pipeline.word.manuscript import seen_through
from pipeline.word.names import REL_COMMENTS, w
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import AUTHOR, story_parts
from pipeline.word.text import P

EDITED = "make-docs (redigert)"
"""Who a suggestion is from, once somebody has worked in it."""

_AUTHOR, _ROW, _TABLE, _COMMENT = w("author"), w("tr"), w("tbl"), w("comment")
_REVISIONS = tuple(
    w(tag)
    for tag in (
        *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "trPrChange", "tcPrChange", "tblPrChange"),
        *("cellIns", "cellDel", "cellMerge", "sectPrChange", "numberingChange"),
    )
)
_OF_ROWS = (w("trPr"), w("tcPr"))
_GRIDS = (0.0, 10.0)
_COARSE = 20.0
"""Lengths count to a point, on two grids: one of them has room for how editors round (twentieths of a point)."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is accepted or rejected together, and its fingerprints on the grids."""

    elements: Sequence[_Element]
    prints: frozenset[str]


def fingerprints(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The fingerprints of our suggestions and comments in the package. Raises DocumentUnreadable."""
    found = {_digest(repr(_words(each))) for _, root in _comment_roots(parts) for each in _own_comments(root)}
    for part in story_parts(parts):
        root = parse(parts[part], part)
        found.update(each for unit in _units(parts, part, root) for each in unit.prints)
    return frozenset(found)


def with_edited_kept(parts: Mapping[str, bytes], known: Collection[str]) -> dict[str, bytes]:
    """The package in which suggestions and comments of ours whose fingerprints are not `known` are from `EDITED`.

    Raises DocumentUnreadable.
    """
    changed, wanted = dict(parts), frozenset(known)
    for part in story_parts(parts):
        root = parse(parts[part], part)
        edited = [unit for unit in _units(parts, part, root) if unit.prints.isdisjoint(wanted)]
        for element in (each for unit in edited for each in unit.elements):
            for revision in element.iter(*_REVISIONS):
                if revision.get(_AUTHOR) == AUTHOR:
                    revision.set(_AUTHOR, EDITED)
        if edited:
            changed[part] = serialise(root)
    for part, root in _comment_roots(parts):
        answered = [each for each in _own_comments(root) if _digest(repr(_words(each))) not in wanted]
        for comment in answered:
            comment.set(_AUTHOR, EDITED)
        if answered:
            changed[part] = serialise(root)
    return changed


def _units(parts: Mapping[str, bytes], part: str, root: _Element) -> Iterator[_Unit]:
    """The rows that are suggestions, and the paragraphs outside them with suggestions, with those that share marks."""
    own = [each for each in root.iter(*_REVISIONS) if each.get(_AUTHOR) == AUTHOR]
    if not own:
        return
    seen = paragraphs_of(parts, part, root)
    rows = [row for each in own if (row := _row_of(each)) is not None]
    rows = [row for row in dict.fromkeys(rows) if not any(around in rows for around in row.iterancestors(_ROW))]
    for together in _by_table(rows):
        others = tuple((each.tag, each.get(_AUTHOR)) for row in together for each in _row_marks(row))
        yield _Unit(together, _prints(("rows", others, *(seen.get(each) for row in together for each in row.iter(P)))))
    done: set[_Element] = set()
    for each in own:
        paragraph = next(each.iterancestors(P), None)
        if paragraph is None or paragraph in done or any(row in rows for row in each.iterancestors(_ROW)):
            continue
        chain = chain_of(paragraph)
        done.update(chain)
        yield _Unit(chain, _prints(("paragraphs", *(seen.get(each) for each in chain))))


def _by_table(rows: list[_Element]) -> Iterator[list[_Element]]:
    """Each row by itself; all of them where every row of a table is one of these: they come or go together."""
    tables: dict[_Element | None, list[_Element]] = {}
    for row in rows:
        tables.setdefault(next(row.iterancestors(_TABLE), None), []).append(row)
    for table, here in tables.items():
        whole = table is not None and sum(1 for _ in seen_through(table, (_ROW,))) == len(here)
        yield from [here] if whole else [[row] for row in here]


def _row_of(revision: _Element) -> _Element | None:
    """The row that a revision inserts or deletes."""
    properties = revision.getparent()
    return None if properties is None or properties.tag != w("trPr") else properties.getparent()


def _row_marks(row: _Element) -> Iterator[_Element]:
    return (each for properties in row.iter(*_OF_ROWS) for each in properties.iter(*_REVISIONS))


def _prints(trait: Trait) -> frozenset[str]:
    return frozenset(_digest(_written(trait, grid)) for grid in _GRIDS)


def _written(trait: Trait, grid: float) -> str:
    if isinstance(trait, tuple):
        return f"({','.join(_written(each, grid) for each in trait)})"
    return str(round((trait + grid) / _COARSE)) if isinstance(trait, float) else repr(trait)


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


# --- comments -------------------------------------------------------------------------------------------------------


def _comment_roots(parts: Mapping[str, bytes]) -> Iterator[tuple[str, _Element]]:
    for part in opc.related(parts, opc.main_part(parts), REL_COMMENTS):
        yield part, parse(parts[part], part)


def _own_comments(root: _Element) -> list[_Element]:
    return [each for each in root.iter(_COMMENT) if each.get(_AUTHOR) == AUTHOR]


def _words(comment: _Element) -> tuple[str, ...]:
    return tuple("".join(each.text or "" for each in paragraph.iter(w("t"))) for paragraph in comment.iter(P))
