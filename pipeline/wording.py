"""How messages quote what a user wrote, and what they guess the user meant.

A quoted text is short, on one line and without control characters, so that it can be shown on any terminal. Long
numbers are not repeated: in a wrong place they may be somebody's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

_LONGEST_QUOTE = 40
_LONGEST_PARAGRAPH = 120
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONG_NUMBER = re.compile(r"\d{5,}|\d(?:[ .,/-]?\d){8,}")
_LONGEST_GUESS = 80
_MOST_CANDIDATES = 2000


def quoted(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """`text` in «», shortened, with line breaks and invisible characters as spaces and long numbers as dots."""
    cut = text[: _LONGEST_QUOTE * 4]
    plain = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else char for char in cut)
    plain = _LONG_NUMBER.sub("…", " ".join(plain.split()))
    if len(plain) <= longest:
        return f"«{plain}»"
    return f"«{plain[: longest + 1].rpartition(' ')[0] or plain[:longest]} …»"


def in_paragraph(words: str) -> str:
    """« I avsnittet: «…»» to put after a message, with as much of a paragraph as anybody needs; empty without words."""
    return f" I avsnittet: «{excerpt(words)}»" if words else ""


def excerpt(words: str) -> str:
    """As much of a paragraph as anybody needs to find it."""
    return words if len(words) <= _LONGEST_PARAGRAPH else f"{words[: _LONGEST_PARAGRAPH - 1].rstrip()}…"


def sentence_quote(words: str) -> str:
    """As much of a sentence as a finding repeats: an excerpt on one line, with long numbers as dots."""
    return quoted(words, _LONGEST_PARAGRAPH)[1:-1]


def word_count(text: str) -> int:
    """The number of words; «rus- og psykisk helse-arbeid» has four."""
    return len(_WORD.findall(text))


def nearest(word: str, candidates: Collection[str]) -> str | None:
    """The candidate that `word` most likely is a slip for, or None."""
    if not 1 < len(word) <= _LONGEST_GUESS or len(candidates) > _MOST_CANDIDATES:
        return None
    folded: dict[str, str] = {}
    for candidate in candidates:
        folded.setdefault(_folded(candidate), candidate)
    close = get_close_matches(_folded(word), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, candidates: Collection[str]) -> str | None:
    """«Mente du «prosent»?», or None when nothing is near."""
    match = nearest(word, candidates)
    return f"Mente du {quoted(match)}?" if match else None


def joined(words: Collection[str], last: str = "og") -> str:
    """Words as a Norwegian list: «a, b og c»."""
    listed = list(words)
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} {last} {listed[-1]}" if listed else ""


def choices_in_words(choices: Collection[str], last: str = "eller", most: int = 12) -> str:
    """Words as a user writes them: ««fast» eller «midlertidig»», cut off when there are many."""
    shown = [quoted(choice) for choice in list(choices)[:most]]
    return joined(shown, last) if len(choices) <= most else f"{', '.join(shown)} …"


def typed(path: Path) -> str:
    """The path as it can be typed in every terminal."""
    return f'"{path}"' if " " in str(path) else str(path)


def _folded(word: str) -> str:
    """Keys that differ only in case, separators or ASCII spelling are the same slip."""
    spelled = word.casefold().replace("-", "_").replace(" ", "_")
    return spelled.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
