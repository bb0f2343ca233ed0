"""Abbreviations: where a text uses one, and whether it tells what it means."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.phrases import any_of, plain

_MEANS = r"betyr|vil\s+si|står\s+for|er\s+(?:en|et|ei|de|den|det|hjelp|navnet|kort\s+for)"


@lru_cache(maxsize=256)
def _used(short: str) -> re.Pattern[str]:
    """The abbreviation in its capital letters, also first in a compound: «LAR-medisin»."""
    return re.compile(rf"(?<![\w-]){re.escape(short)}(?!\w)")


@lru_cache(maxsize=256)
def _told(short: str) -> re.Pattern[str]:
    """«LAR (…)», «LAR-medisin (…)», «lønnstrinn (LT)», «AKAN er hjelp …»."""
    one = re.escape(short)
    told = rf"{one}(?:-\w+)?\s+\([^\W\d_]|[^\W\d_]+\s+\({one}\)|{one}\s+(?:{_MEANS})\s"
    return re.compile(rf"(?<![\w-])(?:{told})")


def uses(text: str, short: str) -> bool:
    """Whether the abbreviation stands in a text."""
    return short in text and _used(short).search(text) is not None


def explains(text: str, short: str, full: str) -> bool:
    """Whether a text tells what an abbreviation means, in words beside it or with its full form."""
    in_full = any_of((f"{full}*",)).search(plain(text)) is not None
    return in_full or (short in text and _told(short).search(text) is not None)
