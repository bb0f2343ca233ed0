"""A person's file without the suggestions of ours that nobody has decided on, and where in it they were.

They are taken away before new ones are made, so that suggestions never stack. Words that somebody wrote inside one of
them would go too: `written_inside` finds those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.blocks import Line, RowBlock, TableBlock
from pipeline.word.manuscript import TR, Manuscript
from pipeline.word.names import REL_COMMENTS, w
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import AUTHOR, resolved, story_parts
from pipeline.word.text import P, characters

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
    conflicts = _conflicts(parts)
    for part in story_parts(parts):
        root = parse(parts[part], part)
        if _mark(root, conflicts):
            marked[part] = serialise(root)
    if all(marked[part] is parts[part] for part in parts):
        return Undecided(resolved(parts, accept=False, author=AUTHOR))
    rejected = resolved(marked, accept=False, author=AUTHOR)
    places: set[tuple[str, str, int]] = set()
    for part in (part for part in marked if marked[part] is not parts[part]):
        root = parse(rejected[part], part)
        for tag in (P, TR):
            for number, element in enumerate(root.iter(tag)):
                if element.attrib.pop(_MARK, ""):
                    places.add((part, tag, number))
        rejected[part] = serialise(root)
    return Undecided(rejected, frozenset(places), Counter(_added(Manuscript(parts))))


def written_inside(parts: Mapping[str, bytes], last: Mapping[str, bytes]) -> bool:
    """Whether somebody wrote inside a suggestion of ours in `parts`, which came from the document `last`.

    Then a suggestion says something that `last` does not say, or a paragraph or row that is ours holds other words.
    """
    said = "\n".join(
        "".join(characters(text) for text in paragraph.iter(_T))
        for part in story_parts(last)
        for paragraph in parse(last[part], part).iter(P)
    )
    roots = [parse(parts[part], part) for part in story_parts(parts)]
    insertions = (each for root in roots for each in root.iter(_INS) if each.get(_AUTHOR) == AUTHOR)
    if any("".join(characters(text) for text in each.iter(_T)) not in said for each in insertions):
        return True
    wholes = (each for root in roots for each in root.iter(P, TR) if _is_whole(each))
    return any(text.text and not _is_in_ours(text) for each in wholes for text in each.iter(_T))


def _is_whole(element: _Element) -> bool:
    return _is_ours(element) if element.tag == TR else _is_ours_whole(element)


def _is_in_ours(text: _Element) -> bool:
    return any(around.get(_AUTHOR) == AUTHOR for around in text.iterancestors(_INS))


def _conflicts(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The ids of our comments on conflicts, which may stand where we changed nothing."""
    return frozenset(
        comment.get(_ID, "")
        for part in opc.related(parts, opc.main_part(parts), REL_COMMENTS)
        for comment in parse(parts[part], part)
        if comment.get(_AUTHOR) == AUTHOR and "".join(each.text or "" for each in comment.iter(_T)).startswith(CONFLICT)
    )


def _mark(root: _Element, conflicts: Collection[str]) -> bool:
    found = False
    for revision in root.iter(*_OWN, _REFERENCE):
        if revision.get(_AUTHOR) == AUTHOR or (revision.tag == _REFERENCE and revision.get(_ID) in conflicts):
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
        if all(_is_ours(manuscript.element(row.handle)) for row in block.rows):
            yield block.words
        else:
            yield from (words for row in block.rows for words in _ours(row, manuscript))
    elif isinstance(block, RowBlock):
        if _is_ours(manuscript.element(block.handle)):
            yield block.words
        else:
            yield from (words for cell in block.cells for each in cell.blocks for words in _ours(each, manuscript))
    elif _is_ours_whole(manuscript.element(block.handle)):
        yield block.words


def _is_ours(row: _Element) -> bool:
    mark = row.find(f"{w('trPr')}/{_INS}")
    return mark is not None and mark.get(_AUTHOR) == AUTHOR


def _is_ours_whole(paragraph: _Element) -> bool:
    """Whether the paragraph is an insertion of ours: with a mark of its own, or with the old mark of the one before."""
    before, following = paragraph.getprevious(), paragraph.getnext()
    if before is not None and _hands_over(before, paragraph):
        return True
    return _has_our_mark(paragraph) and not (following is not None and _hands_over(paragraph, following))


def _hands_over(paragraph: _Element, following: _Element) -> bool:
    """Whether the mark of `paragraph` is new, and its old one belongs to the paragraph that we put after it."""
    change = following.find(f"{w('pPr')}/{w('pPrChange')}")
    ours = change is not None and change.get(_AUTHOR) == AUTHOR
    return ours and not _has_our_mark(following) and _has_our_mark(paragraph)


def _has_our_mark(paragraph: _Element) -> bool:
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{_INS}")
    return mark is not None and mark.get(_AUTHOR) == AUTHOR
