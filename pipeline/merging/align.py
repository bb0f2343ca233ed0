"""Which block of one document is which block of another: two lists of blocks in, pairs out.

Equal blocks that are alone of their kind are anchors (patience); between anchors equal blocks pair in order, then the
most similar ones (a dynamic programme over shares of common words); last, what moved is found again. Blocks are known
by `keys` (what they show) and `words` only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

_SIMILAR = 0.45
_ALONE = 0.2
"""How alike two blocks must be to be one: among others, and when nothing else stands between two anchors."""
_MOVED = 0.8
_FEWEST_WORDS = 3
_SHORT = 4
_MOST_CELLS = 60_000


class Unit(Protocol):
    """What can be aligned."""

    @property
    def keys(self) -> tuple[object, ...]: ...

    @property
    def words(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of places, by place in the first list; `moved` are those of the pairs that stand out of order."""

    pairs: dict[int, int]
    moved: frozenset[int] = frozenset()

    @property
    def back(self) -> dict[int, int]:
        """The pairs by place in the second list."""
        return {second: first for first, second in self.pairs.items()}


def align(first: Sequence[Unit], second: Sequence[Unit], *, close: bool = False) -> Alignment:
    """Pairs the blocks of two lists; with `close` a lone block pairs with a lone block whatever their words (cells)."""
    aligner = _Aligner(first, second, close=close)
    aligner.gap(0, len(first), 0, len(second))
    in_order = dict(aligner.pairs)
    moved = dict(aligner.moves())
    return Alignment({**in_order, **moved}, frozenset(moved))


class _Aligner:
    def __init__(self, first: Sequence[Unit], second: Sequence[Unit], *, close: bool) -> None:
        numbers: dict[object, int] = {}
        self.first, self.second, self._close = first, second, close
        self._a = [numbers.setdefault((_kind(unit), unit.keys), len(numbers)) for unit in first]
        self._b = [numbers.setdefault((_kind(unit), unit.keys), len(numbers)) for unit in second]
        self._bags: dict[tuple[int, int], Counter[str]] = {}
        self.pairs: dict[int, int] = {}

    def gap(self, a1: int, a2: int, b1: int, b2: int) -> None:
        """Pair what stands between two anchors."""
        while a1 < a2 and b1 < b2 and self._a[a1] == self._b[b1]:
            self.pairs[a1] = b1
            a1, b1 = a1 + 1, b1 + 1
        while a1 < a2 and b1 < b2 and self._a[a2 - 1] == self._b[b2 - 1]:
            a2, b2 = a2 - 1, b2 - 1
            self.pairs[a2] = b2
        if a1 == a2 or b1 == b2:
            return
        anchors = self._anchors(a1, a2, b1, b2)
        if not anchors:
            self._similar(a1, a2, b1, b2)
            return
        for a, b in [*anchors, (a2, b2)]:
            if a < a1 or b < b1:
                continue
            self.gap(a1, a, b1, b)
            if a < a2:
                self.pairs[a] = b
            a1, b1 = a + 1, b + 1

    def _anchors(self, a1: int, a2: int, b1: int, b2: int) -> list[tuple[int, int]]:
        """The longest rising run of pairs of blocks that are alone of their kind on both sides; else equal runs."""
        here, there = Counter(self._a[a1:a2]), Counter(self._b[b1:b2])
        where = {self._b[b]: b for b in range(b1, b2) if there[self._b[b]] == 1}
        alone = [(a, where[self._a[a]]) for a in range(a1, a2) if here[self._a[a]] == 1 and self._a[a] in where]
        alone = [(a, b) for a, b in alone if any(not word.isspace() for word in self.first[a].words)]
        if alone:
            return _rising(alone)
        if (a2 - a1) * (b2 - b1) > _MOST_CELLS:
            return []
        matcher = SequenceMatcher(None, self._a[a1:a2], self._b[b1:b2], autojunk=False)
        return [
            (a1 + block.a + step, b1 + block.b + step)
            for block in matcher.get_matching_blocks()
            for step in range(block.size)
            if self.first[a1 + block.a + step].words
        ]

    def _similar(self, a1: int, a2: int, b1: int, b2: int) -> None:
        """Needleman and Wunsch over likeness; a gap too large for that is left unpaired."""
        rows, columns = a2 - a1, b2 - b1
        if rows == columns == 1:
            if self._likeness(a1, b1) >= (0 if self._close else self._least(a1, b1)):
                self.pairs[a1] = b1
            return
        if rows * columns > _MOST_CELLS:
            return
        like = [[self._likeness(a1 + i, b1 + j) for j in range(columns)] for i in range(rows)]
        best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
        for i in range(rows - 1, -1, -1):
            for j in range(columns - 1, -1, -1):
                both = like[i][j] + best[i + 1][j + 1] if like[i][j] >= _SIMILAR else -1.0
                best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
        i = j = 0
        while i < rows and j < columns:
            if like[i][j] >= _SIMILAR and best[i][j] == like[i][j] + best[i + 1][j + 1]:
                self.pairs[a1 + i] = b1 + j
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def moves(self) -> Iterator[tuple[int, int]]:
        """Pairs of what is left that are equal, or nearly."""
        taken = set(self.pairs.values())
        left = [a for a in range(len(self.first)) if a not in self.pairs and self._long(self.first[a])]
        free = [b for b in range(len(self.second)) if b not in taken and self._long(self.second[b])]
        for a in left:
            exact = next((b for b in free if self._a[a] == self._b[b]), None)
            if exact is not None:
                free.remove(exact)
                yield a, exact
        if len(left) * len(free) > _MOST_CELLS:
            return
        left = [a for a in left if not any(self._a[a] == number for number in self._b)]
        for a in left:
            best = max(free, key=lambda b: self._likeness(a, b), default=None)
            if best is not None and self._likeness(a, best) >= _MOVED:
                free.remove(best)
                yield a, best

    def _least(self, a: int, b: int) -> float:
        """How alike two blocks that stand alone between anchors must be: fully rewritten short ones are still one."""
        short = all(sum(1 for word in unit.words if not word.isspace()) < _SHORT for unit in self._two(a, b))
        return 0 if short and all(unit.words for unit in self._two(a, b)) else _ALONE

    def _two(self, a: int, b: int) -> tuple[Unit, Unit]:
        return self.first[a], self.second[b]

    def _same_kind(self, a: int, b: int) -> bool:
        return _kind(self.first[a]) == _kind(self.second[b])

    def _likeness(self, a: int, b: int) -> float:
        """The share of words in common, from 0 to 1; what has no words stands back for all that has some."""
        if not self._same_kind(a, b):
            return -1.0
        one, other = self._bag(0, a), self._bag(1, b)
        total = one.total() + other.total()
        if not total:
            return _SIMILAR if self._a[a] == self._b[b] else 0.0
        if len(one) > len(other):
            one, other = other, one
        return 2 * sum(min(count, other[word]) for word, count in one.items()) / total

    def _bag(self, side: int, place: int) -> Counter[str]:
        found = self._bags.get((side, place))
        if found is None:
            unit = (self.first, self.second)[side][place]
            found = self._bags[side, place] = Counter(word.casefold() for word in unit.words if not word.isspace())
        return found

    @staticmethod
    def _long(unit: Unit) -> bool:
        return sum(1 for word in unit.words if word[:1].isalnum()) >= _FEWEST_WORDS


def _kind(unit: Unit) -> object:
    """Blocks of different kinds never pair: a heading with body text, a table with a paragraph."""
    return type(unit), getattr(unit, "level", None) is not None


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, in order of the first, whose seconds rise (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for number, (_, second) in enumerate(pairs):
        place = bisect_left(tails, second)
        before.append(tops[place - 1] if place else None)
        tails[place : place + 1] = [second]
        tops[place : place + 1] = [number]
    run: list[tuple[int, int]] = []
    at: int | None = tops[-1] if tops else None
    while at is not None:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
