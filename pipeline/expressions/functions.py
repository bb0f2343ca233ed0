"""The functions that rules and conditions may call besides filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from pipeline.expressions.unknown import NoTable, Unknown
from pipeline.tables import Table, Tables
from pipeline.values import Absent
from pipeline.wording import word_count


class Mentioning(tuple[str, ...]):
    """All the texts of a case, for `nevner`."""


def _måneder(start: object, end: object) -> int | Absent:
    """Whole months from `start` to the day after `end`: 1 January to 31 August is 8 (aml. § 15-6 counts so)."""
    if not (isinstance(start, date) and isinstance(end, date)):
        return Absent("måneder")
    after = date.fromordinal(end.toordinal() + 1)
    months = (after.year - start.year) * 12 + after.month - start.month
    return months - (after.day < start.day)


def _dager(earlier: object, later: object) -> int | Absent:
    """Days from `earlier` to `later`; negative when `later` comes first."""
    if not (isinstance(earlier, date) and isinstance(later, date)):
        return Absent("dager")
    return (later - earlier).days


def _ord(text: object) -> int:
    """The number of words."""
    return word_count(text) if isinstance(text, str) else 0


def _nevner(texts: object, wanted: Iterable[str]) -> object:
    """Whether a text, or one in a list of texts, has one of the words or phrases, as whole words in any case.

    A list with items that nobody knows yet mentions what the others mention; beyond that, its first unknown item is
    the answer.
    """
    if isinstance(texts, Absent):
        return False
    listed = [texts] if isinstance(texts, str) else list(texts) if isinstance(texts, Iterable) else []
    together = "\n".join(str(text) for text in listed if not isinstance(text, Unknown))
    words = [wanted] if isinstance(wanted, str) else wanted
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", together, re.IGNORECASE) for word in words):
        return True
    return next((text for text in listed if isinstance(text, Unknown)), False)


def _siffer(text: object) -> int:
    """The number of digits in a text that has nothing else but spaces; 0 for any other."""
    digits = "".join(text.split()) if isinstance(text, str) else ""
    return len(digits) if digits.isascii() and digits.isdigit() else 0


def finder(tables: Tables) -> Callable[..., object]:
    """The function `tabell` over these tables; a date for which there is none gives what nobody knows."""

    def tabell(name: str, day: object = None) -> Table | NoTable:
        return next((table for table in tables.get(name, ()) if table.valid_from == day), NoTable(name))

    return tabell


FUNCTIONS: dict[str, Callable[..., object]] = {
    "måneder": _måneder,
    "dager": _dager,
    "ord": _ord,
    "nevner": _nevner,
    "siffer": _siffer,
}
