"""Three versions of one paragraph's words: what to change in the person's version, and where that is a conflict.

Tokens in, changes out (diff3 on tokens). Changes of both sides in different sentences combine. In one sentence they are
a conflict, also where they do not overlap: two halves of two sentences say what nobody meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, TypeAlias

from pipeline.word.inline import WHOLE

Tokens: TypeAlias = Sequence[str]
_READABLE = 0.35
_CLOSING = frozenset(".!?")
_LINE_ENDS = frozenset("\n\f")


class Difference(NamedTuple):
    """Tokens `start` to `end` became tokens `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """Tokens of ours give way to tokens of theirs; `base_start` to `base_end` is the stretch that both started from."""

    start: int
    end: int
    source_start: int
    source_end: int
    base_start: int
    base_end: int
    conflict: bool


def exchanges(base: Tokens, ours: Tokens, theirs: Tokens) -> tuple[Exchange, ...]:
    """What brings the changes from `base` to `theirs` into `ours`, in order."""
    if ours == theirs:
        return ()
    mine = _joined(list(differences(base, ours)), base)
    brought = _joined(list(differences(base, theirs)), base)
    if _as_new(brought, theirs) <= _as_new(mine, ours):
        return ()  # the person has made all of these changes, and others
    news = _readable(brought, base, theirs)
    sentences = _Sentences(base)
    worded = {
        change
        for side, changes in ((ours, mine), (theirs, news))
        for change in changes
        if not _of_wholes(change, base, side)
    }
    clusters = _clusters(news, mine, lambda new, own: {new, own} <= worded and sentences.meet(new, own))
    found = (_exchange(group, rivals, mine, ours, theirs) for group, rivals in clusters)
    return tuple(exchange for exchange in found if exchange is not None)


def differences(first: Tokens, second: Tokens) -> Iterator[Difference]:
    """How `first` became `second`, in order."""
    head = 0
    shortest = min(len(first), len(second))
    while head < shortest and first[head] == second[head]:
        head += 1
    tail = 0
    while tail < shortest - head and first[-1 - tail] == second[-1 - tail]:
        tail += 1
    a, b = first[head : len(first) - tail], second[head : len(second) - tail]
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(head + a1, head + a2, head + b1, head + b2)


def _joined(found: list[Difference], base: Tokens) -> list[Difference]:
    """Differences with only a space between them are one."""
    joined = found[:1]
    for each in found[1:]:
        last = joined[-1]
        if all(token.isspace() for token in base[last.end : each.start]):
            joined[-1] = Difference(last.start, each.end, last.new_start, each.new_end)
        else:
            joined.append(each)
    return joined


def _as_new(found: list[Difference], changed: Tokens) -> set[tuple[int, int, tuple[str, ...]]]:
    """The differences by place in the base and by what stands there now."""
    return {(each.start, each.end, tuple(changed[each.new_start : each.new_end])) for each in found}


def _readable(found: list[Difference], base: Tokens, theirs: Tokens) -> list[Difference]:
    """A paragraph with little left of it is exchanged in one piece."""
    kept = len(base) - sum(each.end - each.start for each in found)
    if len(found) < 2 or kept >= _READABLE * max(len(base), len(theirs)):
        return found
    return [Difference(found[0].start, found[-1].end, found[0].new_start, found[-1].new_end)]


class _Sentences:
    """Where the sentences of a paragraph begin and end, in tokens; what ends without a full stop is one too."""

    def __init__(self, tokens: Tokens) -> None:
        self._number = [0]
        for place, token in enumerate(tokens):
            ends = token in _LINE_ENDS or (token.isspace() and place > 0 and _closes(tokens, place))
            self._number.append(self._number[-1] + ends)
        self._last = len(tokens)
        self._closed = bool(tokens) and tokens[-1] in _CLOSING

    def meet(self, one: Difference, other: Difference) -> bool:
        """Whether two changes are in one sentence."""
        (first, last), (begin, end) = self._of(one), self._of(other)
        return first <= last and begin <= end and first <= end and begin <= last

    def _of(self, change: Difference) -> tuple[int, int]:
        """The first and the last sentence that a change is in; what is put in between two sentences is in neither."""
        if change.start < change.end:
            return self._number[change.start], self._number[change.end - 1]
        after, before = self._number[change.start], self._number[max(change.start - 1, 0)]
        if after != before or (change.start == self._last and self._closed) or change.start == 0:
            return (1, 0)
        return after, after


def _closes(tokens: Tokens, space: int) -> bool:
    """Whether a sentence ends before this space: a closing mark stands before it, and a capital after it."""
    following = tokens[space + 1] if space + 1 < len(tokens) else ""
    return tokens[space - 1] in _CLOSING and not following[:1].islower()


def _of_wholes(change: Difference, base: Tokens, side: Tokens) -> bool:
    """Whether only a tick, a link, a note or a picture is another: such a change says the same in every sentence."""
    tokens = (*base[change.start : change.end], *side[change.new_start : change.new_end])
    return all(WHOLE in token or token.isspace() for token in tokens)


_Cluster: TypeAlias = tuple[list[Difference], list[Difference]]


def _clusters(
    news: list[Difference], mine: list[Difference], meet: Callable[[Difference, Difference], bool]
) -> list[_Cluster]:
    """The news in order, those that changes of ours join together in one, with the changes of ours that they meet."""
    found: list[_Cluster] = []
    for new in news:
        cluster = [new], [own for own in mine if _overlap(new, own) or meet(new, own)]
        while (grown := _grown(cluster, found, mine)) != cluster:
            cluster = grown
            found = [each for each in found if not set(each[0]) <= set(cluster[0])]
        found.append(cluster)
    return sorted(found)


def _grown(cluster: _Cluster, others: list[_Cluster], mine: list[Difference]) -> _Cluster:
    """The cluster with the others that it touches, and with the changes of ours in all that it spans."""
    group, rivals = cluster
    for other, theirs in others:
        shared = any(own in theirs for own in rivals) or _same_place(rivals, other) or _same_place(theirs, group)
        if shared or ((rivals or theirs) and _overlap(_span([*group, *rivals]), _span([*other, *theirs]))):
            group, rivals = group + other, rivals + theirs
    whole = _span([*group, *rivals])
    inside = [own for own in mine if _overlap(whole, own)] if rivals else []
    return sorted(set(group)), sorted({*rivals, *inside})


def _same_place(rivals: list[Difference], news: list[Difference]) -> bool:
    """Whether something new is put in where one of these puts something in."""
    places = {own.start for own in rivals if own.start == own.end}
    return any(new.start == new.end and new.start in places for new in news)


def _span(changes: list[Difference]) -> Difference:
    return Difference(min(each.start for each in changes), max(each.end for each in changes), 0, 0)


def _overlap(one: Difference, other: Difference) -> bool:
    """Whether two changes of the same tokens meet; what is put in at the edge of a change does not meet it."""
    return one.start < other.end and other.start < one.end


def _exchange(
    group: list[Difference], rivals: list[Difference], mine: list[Difference], ours: Tokens, theirs: Tokens
) -> Exchange | None:
    first, last = group[0], group[-1]
    start, end = first.start, last.end
    source_start, source_end = first.new_start, last.new_end
    if not rivals:
        at = _place(start, mine)
        exchange = Exchange(at, at + end - start, source_start, source_end, start, end, conflict=False)
        return None if _said_already(exchange, mine, ours, theirs) else exchange
    start, end = min(start, rivals[0].start), max(end, rivals[-1].end)
    source_start -= first.start - start
    source_end += end - last.end
    ours_start = rivals[0].new_start - (rivals[0].start - start)
    ours_end = rivals[-1].new_end + (end - rivals[-1].end)
    while ours_start < ours_end and source_start < source_end and ours[ours_start] == theirs[source_start]:
        ours_start, source_start = ours_start + 1, source_start + 1
    while ours_start < ours_end and source_start < source_end and ours[ours_end - 1] == theirs[source_end - 1]:
        ours_end, source_end = ours_end - 1, source_end - 1
    if ours_start == ours_end and source_start == source_end:
        return None
    return Exchange(ours_start, ours_end, source_start, source_end, start, end, conflict=True)


def _place(position: int, mine: list[Difference]) -> int:
    """Where in ours a place in base is: after what the person put in there, before what he exchanged from there on."""
    shift = 0
    for change in mine:
        inserted = change.start == change.end
        if change.end < position or (change.end == position and (inserted or change.start < position)):
            shift = change.new_end - change.end
    return position + shift


def _said_already(exchange: Exchange, mine: list[Difference], ours: Tokens, theirs: Tokens) -> bool:
    """Whether the person put in the very same words at the same place."""
    words = list(theirs[exchange.source_start : exchange.source_end])
    return exchange.start == exchange.end and any(
        change.start == change.end == exchange.base_start and list(ours[change.new_start : change.new_end]) == words
        for change in mine
    )
