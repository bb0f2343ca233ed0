"""LIX, the readability index, of a text: how long its sentences are and how many of its words are long.

LIX = words / sentences + 100 × long words / words, a long word having more than six letters (Björnsson 1968). Under 30
is very easy, 40 to 50 middling, over 60 very hard. It is a pointer only: short words can be hard, and long ones known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.language.phrases import any_of, plain
from pipeline.language.sentences import sentences

_WORD = re.compile(r"[^\W\d_]+(?:[-'’\u2010\u2011][^\W\d_]+)*")
_SOFT_HYPHEN = "\xad"
_LONGEST_SHORT = 6


@dataclass(frozen=True, slots=True)
class Readability:
    """What LIX is worked out from. `known` counts the long words that are trade words, which the reader knows."""

    words: int = 0
    sentences: int = 0
    long_words: int = 0
    known: int = 0

    @property
    def lix(self) -> float:
        return self._lix(self.long_words)

    @property
    def lix_without_known(self) -> float:
        """LIX when the trade words count as short ones."""
        return self._lix(self.long_words - self.known)

    def _lix(self, long_words: int) -> float:
        return self.words / self.sentences + 100 * long_words / self.words if self.words else 0.0


def words_of(text: str) -> list[str]:
    """The words as LIX counts them.

    Numbers and signs are no words; a compound with a hyphen is one, what stands on either side of a slash are two.
    """
    return _WORD.findall(text.replace(_SOFT_HYPHEN, ""))


def readability(lines: Iterable[str], trade_words: tuple[str, ...] = ()) -> Readability:
    """How hard the lines are to read.

    Each line (a paragraph, a list item, a cell) is a sentence at least, however it ends: a list counted as one sentence
    would look far harder than it reads. A line with a full stop inside is as many sentences as `sentences` finds; a
    colon or a semicolon ends none. A label typed in front of a line («a.») is a sentence by itself, one without any
    letter («1.») is none. A line with a key («Søknadsfrist: 26.01.2021») is a sentence as any other. Headings are the
    caller's to leave out, also those that only look like one.

    Args:
        lines: the text.
        trade_words: phrases for the words of the trade, such as «erfaringskonsulent*».
    """
    words = count = long_words = known = 0
    for line in lines:
        for sentence in sentences(line):
            found = words_of(sentence)
            long = [word for word in found if sum(map(str.isalpha, word)) > _LONGEST_SHORT]
            words += len(found)
            count += bool(found)
            long_words += len(long)
            known += sum(any_of(trade_words).fullmatch(plain(word)) is not None for word in long) if trade_words else 0
    return Readability(words, count, long_words, known)
