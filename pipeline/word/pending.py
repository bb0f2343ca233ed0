"""A person's file without the suggestions of ours that nobody has decided on, and where in it they were.

They are taken away before new ones are made, so that suggestions never stack. Those that somebody worked in are not
ours any more (`suggested`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.blocks import Line, RowBlock, TableBlock
from pipeline.word.chains import is_ours, is_whole
from pipeline.word.leftovers import without_leftovers
from pipeline.word.manuscript import TR, Manuscript
from pipeline.word.names import REL_COMMENTS, w
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import AUTHOR, resolved, story_parts
from pipeline.word.text import P

_INS, _T = w("ins"), w("t")
_OWN = tuple(w(tag) for tag in ("ins", "del", "pPrChange", "rPrChange"))
_AUTHOR, _ID, _REFERENCE = w("author"), w("id"), w("commentReference")
CONFLICT = "Konflikt"
"""How our comments on conflicts begin."""
_MARK = "make-docs-pending"


@dataclass(frozen=True, slots=True)
class Undecided:
    """The package without our suggestions. `places` are the paragraphs and rows that had some, by part, kind and number
    among their kind; `added` the words of the paragraphs, rows and tables that were wholly ours.
    """

    parts: Mapping[str, bytes]
    places: frozenset[tuple[str, str, int]] = frozenset()
    added: Counter[tuple[str, ...]] = field(default_factory=Counter)


def without_suggestions(parts: Mapping[str, bytes]) -> Undecided:
    """Take our suggestions and comments away. Raises DocumentUnreadable."""
    marked = dict(parts)
    clashes = conflicts(parts)
    for part in story_parts(parts):
        root = parse(parts[part], part)
        if _mark(root, clashes):
            marked[part] = serialise(root)
    if all(marked[part] is parts[part] for part in parts):
        return Undecided(resolved(parts, accept=False, author=AUTHOR))
    rejected = without_leftovers(marked, resolved(marked, accept=False, author=AUTHOR))
    places: set[tuple[str, str, int]] = set()
    for part in (part for part in marked if marked[part] is not parts[part]):
        root = parse(rejected[part], part)
        for tag in (P, TR):
            for number, element in enumerate(root.iter(tag)):
                if element.attrib.pop(_MARK, ""):
                    places.add((part, tag, number))
        rejected[part] = serialise(root)
    return Undecided(rejected, frozenset(places), Counter(_added(Manuscript(parts))))


def conflicts(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The ids of our comments on conflicts, which may stand where we changed nothing. Raises DocumentUnreadable."""
    return frozenset(
        comment.get(_ID, "")
        for part in opc.related(parts, opc.main_part(parts), REL_COMMENTS)
        for comment in parse(parts[part], part)
        if comment.get(_AUTHOR) == AUTHOR and "".join(each.text or "" for each in comment.iter(_T)).startswith(CONFLICT)
    )


def _mark(root: _Element, clashes: Collection[str]) -> bool:
    found = False
    for revision in root.iter(*_OWN, _REFERENCE):
        if revision.get(_AUTHOR) == AUTHOR or (revision.tag == _REFERENCE and revision.get(_ID) in clashes):
            for home in revision.iterancestors(P, TR):
                home.set(_MARK, "1")
                found = True
                break
    return found


def _added(manuscript: Manuscript) -> Iterator[tuple[str, ...]]:
    for container in manuscript.containers:
        for block in container.blocks:
            yield from _ours(block, manuscript)


def _ours(block: Line, manuscript: Manuscript) -> Iterator[tuple[str, ...]]:
    """The words of the block when it is wholly ours, else those of blocks in it that are."""
    if isinstance(block, TableBlock):
        if all(is_ours(manuscript.element(row.handle)) for row in block.rows):
            yield block.words
        else:
            yield from (words for row in block.rows for words in _ours(row, manuscript))
    elif isinstance(block, RowBlock):
        if is_ours(manuscript.element(block.handle)):
            yield block.words
        else:
            yield from (words for cell in block.cells for each in cell.blocks for words in _ours(each, manuscript))
    elif is_whole(manuscript.element(block.handle)):
        yield block.words
