"""The running text of a document, as the measures of plain language read it.

Headings, header rows, label cells, headers, footers and placeholders are left out; lesson 3 of the subject report's
chapter 5 says why: they are no sentences, and would make every document look easier or harder than it reads.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.check.found import find_sections, sections_at
from pipeline.language.readability import words_of
from pipeline.language.sentences import sentences
from pipeline.model import Template
from pipeline.values import PLACEHOLDER
from pipeline.word.reading import Paragraph, Reading

_LONGEST_LABEL = 6
_FRAGMENT = 4
# A placeholder for a whole sentence has no full stop, but what comes after it begins a new one.
_ENDED = re.compile(PLACEHOLDER.pattern + r"(?=\s+[^\W\d_a-zæøå])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is quoted, as it is measured (without placeholders), and how many words that is."""

    text: str
    measured: str
    words: int
    section: str | None

    @property
    def whole(self) -> bool:
        """Whether it is more than a fragment such as «Kurs og fagdager», which tells little."""
        return self.words >= _FRAGMENT


@dataclass(frozen=True)
class Passage:
    """A paragraph of a document; `prose` tells whether it is running text, `number` its place in the body.

    `inside` are the ids of the sections that hold it, `section` the heading of the innermost one.
    """

    number: int
    paragraph: Paragraph
    prose: bool
    section: str | None
    inside: frozenset[str]

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences that have words; none when it is no prose."""
        found = []
        for text in sentences(_ENDED.sub(r"\g<0>\n", self.paragraph.text)) if self.prose else ():
            measured = PLACEHOLDER.sub(" ", text) if "[" in text else text
            if words := len(words_of(measured)):
                found.append(Sentence(text, measured, words, self.section))
        return tuple(found)

    @property
    def words(self) -> int:
        return sum(sentence.words for sentence in self.sentences)


def read_prose(template: Template, reading: Reading, skipped_styles: Collection[str]) -> tuple[Passage, ...]:
    """The body's paragraphs; `skipped_styles` are folded names of styles whose paragraphs are no prose."""
    return tuple(_passages(template, reading, skipped_styles))


def _passages(template: Template, reading: Reading, skipped_styles: Collection[str]) -> Iterator[Passage]:
    found = find_sections(template, reading)
    for number, paragraph in enumerate(reading.body):
        inside = sections_at(found, number)
        prose = (
            not paragraph.level
            and not paragraph.header_row
            and paragraph.style.casefold() not in skipped_styles
            and not _is_label(paragraph)
        )
        heading = inside[-1].heading if inside else None
        yield Passage(number, paragraph, prose, heading, frozenset(one.section.id for one in inside))


def _is_label(paragraph: Paragraph) -> bool:
    """Whether it names what its table row is about: few words first in the row, and no sentence («Før oppstart»)."""
    text = paragraph.text.rstrip()
    return paragraph.cell == 0 and not text.endswith((".", "?", "!")) and len(words_of(text)) <= _LONGEST_LABEL


@dataclass(frozen=True, slots=True)
class Remark:
    """What a measure saw: the message, and the quotes that it is about (section, text), the worst first."""

    message: str
    quotes: tuple[tuple[str | None, str], ...]


def remark(message: str, about: Iterable[Sentence]) -> Remark:
    """A remark about sentences."""
    return Remark(message, tuple((sentence.section, sentence.text) for sentence in about))


def all_sentences(passages: Iterable[Passage]) -> list[Sentence]:
    """The sentences of a document."""
    return [sentence for passage in passages for sentence in passage.sentences]


def counted(number: int, one: str, many: str) -> str:
    """«Én setning», «3 setninger»: first in a message."""
    return f"Én {one}" if number == 1 else f"{number} {many}"
