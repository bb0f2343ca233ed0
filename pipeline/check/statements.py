"""A document as content rules read it: its sentences in plain words, each with its paragraph and what introduces it.

Nothing is left out: headings, cells and list items make statements too, other than in `prose`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from pipeline.check.found import find_sections, section_of
from pipeline.contentspecs import LEAD
from pipeline.language.negation import Line
from pipeline.language.phrases import anchor, any_of, plain
from pipeline.language.sentences import sentences
from pipeline.model import Template
from pipeline.values import PLACEHOLDER
from pipeline.word.reading import Paragraph, Reading
from pipeline.wording import word_count

_TYPED_ITEMS = ("- ", "– ", "— ", "• ", "· ", "* ", "-\t", "•\t")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence: as it was written, as it is compared, and the number of its paragraph in the body."""

    written: str
    line: Line
    at: int
    heading: bool


class Statements:
    """Those of one document. What rules ask for again and again is worked out once."""

    def __init__(self, template: Template, reading: Reading) -> None:
        self._body = reading.body
        self.found = find_sections(template, reading)
        self._by_anchor: dict[str, tuple[int, ...]] = {}
        self._scopes: dict[tuple[tuple[str, ...], tuple[str, ...]], frozenset[int] | None] = {}

    @cached_property
    def in_order(self) -> tuple[Statement, ...]:
        """All of them."""
        said = []
        for at, paragraph in enumerate(self._body):
            lead = _introduction(self._body, at)
            for sentence in sentences(paragraph.text):
                text = plain(PLACEHOLDER.sub(" ", sentence))
                said.append(Statement(sentence, Line(text, lead), at, bool(paragraph.level)))
        return tuple(said)

    @cached_property
    def _joined(self) -> str:
        """All of them, a line each: hundreds of phrases are looked for, and most of them stand nowhere."""
        return "".join(f"{one.line.text}\n" for one in self.in_order)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each begins in `_joined`, and where that ends."""
        return [0, *accumulate(len(one.line.text) + 1 for one in self.in_order)]

    def section_of(self, at: int) -> str | None:
        """The heading of the innermost section that holds a paragraph."""
        return section_of(self.found, at)

    def scope(self, sections: tuple[str, ...], excepted: tuple[str, ...]) -> frozenset[int] | None:
        """The paragraphs that a rule reads; None when none of its sections is there."""
        asked = (sections, excepted)
        if asked not in self._scopes:
            parts = [self._part(one) for one in sections] if sections else [range(len(self._body))]
            there = [part for part in parts if part is not None]
            left_out = {at for one in excepted for at in self._part(one) or ()}
            self._scopes[asked] = frozenset(at for part in there for at in part) - left_out if there else None
        return self._scopes[asked]

    def _part(self, section: str) -> range | None:
        if section == LEAD:
            return range(min((one.order for one in self.found.values()), default=len(self._body)))
        found = self.found.get(section)
        return range(found.order, found.order + len(found.content) + 1) if found else None

    def promises(self, sections: Iterable[str]) -> frozenset[int]:
        """The headings of those of the sections that are there; what they name, the text below has yet to say."""
        return frozenset(self.found[one].order for one in sections if one in self.found)

    def headings(self, sections: Iterable[str]) -> tuple[str, ...]:
        """The headings of those of the sections that are there."""
        return tuple(self.found[one].heading for one in sections if one in self.found)

    def text(self, scope: frozenset[int]) -> str:
        """All that a rule reads, placeholders left out."""
        return " ".join(one.line.text for one in self.in_order if one.at in scope)

    def word_count(self, scope: frozenset[int]) -> int:
        """How many words there are, headings and placeholders left out."""
        return sum(word_count(one.line.text) for one in self.in_order if one.at in scope and not one.heading)

    def is_empty(self, scope: frozenset[int]) -> bool:
        """Whether there is nothing but headings."""
        return not any(not self._body[at].level and self._body[at].text.strip() for at in scope)

    def shows(self, texts: Iterable[str], scope: frozenset[int]) -> bool:
        """Whether one of some texts (placeholders of gaps) stands in a paragraph."""
        asked = tuple(texts)
        return any(text in self._body[at].text for at in scope for text in asked)

    def near(self, phrases: Iterable[str], scope: frozenset[int]) -> Iterator[Statement]:
        """The sentences that can have one of the phrases, in order: those with the longest piece of it."""
        numbers = sorted({number for phrase in phrases for number in self._with(anchor(phrase))})
        return (self.in_order[number] for number in numbers if self.in_order[number].at in scope)

    def _with(self, piece: str) -> Sequence[int]:
        if piece not in self._by_anchor:
            self._by_anchor[piece] = tuple(self._holding(piece))
        return self._by_anchor[piece]

    def _holding(self, piece: str) -> Iterator[int]:
        found = self._joined.find(piece)
        while found >= 0:
            number = bisect_right(self._starts, found) - 1
            yield number
            found = self._joined.find(piece, self._starts[number + 1])

    def has(self, phrase: str, scope: frozenset[int]) -> bool:
        """Whether a phrase stands in a sentence."""
        return any(any_of((phrase,)).search(one.line.text) for one in self.near((phrase,), scope))


def _introduction(body: Sequence[Paragraph], at: int) -> str:
    """What introduces the list that a paragraph is an item of: a heading, or a sentence that ends in a colon."""
    item = body[at]
    if not _is_item(item):
        return ""
    for before in reversed(body[:at]):
        if not before.text.strip() or _is_item(before):
            continue
        if before.level:
            return plain(before.text)
        beside = (before.table, before.row, before.cell) == (item.table, item.row, item.cell)
        said = sentences(before.text)
        return plain(said[-1]) if beside and said[-1].endswith(":") else ""
    return ""


def _is_item(paragraph: Paragraph) -> bool:
    return not paragraph.level and (paragraph.list_item or paragraph.text.lstrip().startswith(_TYPED_ITEMS))
