"""Paragraphs whose marks go: each runs on into the next, whose properties win (ECMA-376 part 1 §§ 17.13.5.15 and .20).

An empty one vanishes. The last block of a cell or a story cannot: its mark stays. Ends of ranges that stood in what
vanishes move to what is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.parse import take_out
from pipeline.word.text import P
from pipeline.word.tracked import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    PPR,
    SDT,
    SDT_CONTENT,
    SECTPR,
    TCPR,
    ZERO_WIDTH,
    is_bare,
    neighbour,
    put,
    survivors,
    tidy,
)

_NO_BLOCK = ZERO_WIDTH | {w("proofErr")}
_SECTION_BOOKMARK = "_seksjon_"


@dataclass(slots=True)
class Loose:
    """Bookmarks whose words went. One that has both its ends here went with them; any other stays."""

    starts: list[_Element] = field(default_factory=list)
    ends: list[_Element] = field(default_factory=list)

    def note(self, elements: Sequence[_Element]) -> None:
        """Remember the ends of bookmarks among these."""
        self.starts += [each for each in elements if each.tag == BOOKMARK_START]
        self.ends += [each for each in elements if each.tag == BOOKMARK_END]

    def forget(self, *, accept: bool) -> None:
        """Take away the bookmarks that stood wholly in what went; on `accept` only our own, those of sections."""
        ends: dict[str | None, list[_Element]] = {}
        for end in reversed(self.ends):
            ends.setdefault(end.get(ID), []).append(end)
        for start in self.starts:
            others = ends.get(start.get(ID))  # more than one where a file uses a number more than once
            ours = start.get(w("name"), "").startswith(_SECTION_BOOKMARK)
            if others and (ours or not accept):
                for each in (start, others.pop()):
                    take_out(each)


def join(gone: Sequence[_Element], inserted_last: Collection[_Element | None], loose: Loose, *, rejected: bool) -> None:
    """Join the paragraphs whose marks are `gone`, which come in the order of the story, to what follows.

    `inserted_last` are the paragraphs that were inserted by giving the one before a new mark: they hold its old mark.
    Marks that were `rejected` were put in: what stands before them was the last.
    """
    waiting = set(gone)
    done: set[_Element] = set()
    for first in gone:
        if first in done:
            continue
        chain = [first]
        while chain[-1] in waiting:
            following = _next_block(chain[-1])
            if following is None or following.tag != P:
                break
            chain.append(following)
        done.update(chain)
        bare = [is_bare(paragraph) for paragraph in chain]
        vanishes = _is_followed(chain[-1]) or (rejected and _can_close_without(chain[0]))
        if chain[-1] in waiting and all(bare) and vanishes:
            _vanish(chain, loose)
        elif len(chain) > 1:
            _Chain(chain, bare, inserted_last, loose).join()


def _next_block(block: _Element) -> _Element | None:
    """The block after this one in its container; None for the last."""
    following = block.getnext()
    while following is not None and following.tag in _NO_BLOCK:
        following = following.getnext()
    return None if following is None or following.tag == SECTPR else following


def _is_followed(block: _Element) -> bool:
    """Whether a block comes after this one, also outside the content controls that it is the last of."""
    while _next_block(block) is None:
        parent = block.getparent()
        if parent is None or parent.tag not in (SDT_CONTENT, SDT, w("customXml")):
            return False
        block = parent
    return True


def _can_close_without(block: _Element) -> bool:
    """Whether what stands before the block can be the last: a paragraph, or in the body a table too."""
    before = block.getprevious()
    while before is not None and before.tag in _NO_BLOCK:
        before = before.getprevious()
    parent = block.getparent()
    return before is not None and (before.tag == P or (parent is not None and parent.tag == w("body")))


def _vanish(chain: Sequence[_Element], loose: Loose) -> None:
    for paragraph in reversed(chain):
        kept = list(survivors(paragraph))
        loose.note(kept)
        near = neighbour(paragraph) if kept else None
        if near is not None:
            put(kept, near[0], last=near[1])
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
            tidy(parent)


class _Chain:
    """Paragraphs that become one: of the first content and the last mark."""

    def __init__(
        self, chain: list[_Element], bare: list[bool], inserted_last: Collection[_Element | None], loose: Loose
    ) -> None:
        self._chain = chain
        self._bare = bare
        self._loose = loose
        # Which of them were put there: those with new marks, or those after the first new mark.
        last_is_new = bare[-1] and chain[-1] in inserted_last
        self._new = set(chain[1:]) if last_is_new else set(chain[:-1])
        self._seen = [number for number, each in enumerate(bare) if not each]

    def join(self) -> None:
        """Make one paragraph of them."""
        last = len(self._chain) - 1
        target = self._seen[0] if self._bare[last] and self._seen else last
        content = [list(self._content(number, target)) for number in range(last + 1)]
        kept = self._chain[target]
        put([each for part in content[:target] for each in part], kept, last=False)
        kept.extend([each for part in content[target:] for each in part])
        if target != last:
            self._take_properties(kept, self._chain[last])
        for paragraph in self._chain:
            if paragraph is not kept:
                take_out(paragraph)

    def _content(self, number: int, target: int) -> Iterator[_Element]:
        """What a paragraph gives to the one that is left; with what stands between it and the next one, when there is
        something to see on both sides.
        """
        paragraph = self._chain[number]
        between = list(self._between(number))
        if self._bare[number]:
            kept = list(survivors(paragraph))
            if paragraph in self._new:
                self._loose.note(kept)
                self._loose.ends += [each for each in between if each.tag == BOOKMARK_END]
        else:
            kept = [child for child in paragraph if child.tag != PPR]
        if number != target:
            yield from kept
        if self._seen and self._seen[0] <= number < self._seen[-1]:
            yield from between

    def _between(self, number: int) -> Iterator[_Element]:
        if number + 1 < len(self._chain):
            for sibling in self._chain[number].itersiblings():
                if sibling is self._chain[number + 1]:
                    return
                yield sibling

    @staticmethod
    def _take_properties(paragraph: _Element, other: _Element) -> None:
        former, wanted = paragraph.find(PPR), other.find(PPR)
        if former is not None:
            paragraph.remove(former)
        if wanted is not None:
            paragraph.insert(0, wanted)


def with_last_paragraph(container: _Element) -> None:
    """Give a cell or a story that lost its last paragraph an empty one (ECMA-376 part 1 § 17.4.65)."""
    blocks = [child for child in container if child.tag not in _NO_BLOCK and child.tag not in (SECTPR, TCPR)]
    if not blocks or (blocks[-1].tag == w("tbl") and container.tag != w("body")):
        paragraph = container.makeelement(P)
        if blocks:
            blocks[-1].addnext(paragraph)
        elif container.find(SECTPR) is not None:
            container.find(SECTPR).addprevious(paragraph)  # type: ignore[union-attr]
        else:
            container.append(paragraph)
