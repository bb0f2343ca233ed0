"""Kinds of values in the language of templates and rules, and what each filter and function wants and gives.

A value that was worked out stands as a Field without a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.expressions.filters import ONE, PERCENT
from pipeline.model import Field, Kind

NEEDS: Mapping[Kind, str] = {
    "ja_nei": "er ja eller nei og kan ikke skrives ut; bruk {% if %}",
    "dato": "er en dato; sett på filteret dato eller kortdato",
    "tall": "er et tall; sett på filteret tall, prosent eller kroner",
    "liste": "er en liste; bruk {% for %} eller filteret liste",
    "gruppe": "er en gruppe av felt; velg ett av dem",
}
"""What a value of each kind needs before it can be shown; the other kinds are words already."""

NUMBERS: tuple[Kind, ...] = ("heltall", "tall")
WORDS: tuple[Kind, ...] = ("tekst", "valg", "heltall")
WANTS: dict[str, tuple[Kind, ...]] = {
    **dict.fromkeys(("dato", "kortdato"), ("dato",)),
    **dict.fromkeys(("kroner", "kr", "prosent", "tall", "tallord"), NUMBERS),
    **dict.fromkeys(("telefon", "stor", "liten", "setning"), WORDS),
    **dict.fromkeys(("med", "uten", "antall"), ("liste",)),
    "liste": ("liste", *WORDS),
}
ARGUMENTS: dict[str, tuple[int, tuple[Iterable[str] | None, ...]]] = {
    "prosent": (0, (PERCENT,)),
    "tallord": (0, (ONE,)),
    "liste": (0, (None,)),
    "med": (2, (None, None)),
    "uten": (0, (None,)),
}
"""How many arguments a filter needs, and the words that each can be (None: anything)."""

_COUNT, _YES_NO = Field("", "", "heltall", ""), Field("", "", "ja_nei", "")
LOOP = Field(
    "loop",
    "",
    "gruppe",
    "",
    members={**dict.fromkeys(("index", "index0", "length"), _COUNT), **dict.fromkeys(("first", "last"), _YES_NO)},
)
"""What a loop tells of itself."""

FUNCTIONS: dict[str, tuple[Kind, tuple[tuple[str, ...], ...]]] = {
    "måneder": ("heltall", (("en dato",), ("en dato",))),
    "dager": ("heltall", (("en dato",), ("en dato",))),
    "ord": ("heltall", (("en tekst",),)),
    "nevner": ("ja_nei", (("en tekst", "en liste"), ("en liste",))),
    "siffer": ("heltall", (("en tekst",),)),
    "tabell": ("liste", (("en tekst",), ("en dato",))),
}
"""What each function gives, and what each of its arguments can be."""

NAMES: dict[str, Field] = {
    "i_dag": Field("", "", "dato", ""),
    "saksnavn": Field("", "", "tekst", ""),
    "alle_tekster": Field("", "", "liste", "", item=Field("", "", "tekst", "")),
}
RULE_NAMES = (*NAMES, *FUNCTIONS)

ALIKE: dict[Kind, str] = {
    **dict.fromkeys(NUMBERS, "et tall"),
    "tekst": "en tekst",
    "valg": "en tekst",
    "dato": "en dato",
    "ja_nei": "ja eller nei",
    "liste": "en liste",
    "gruppe": "en gruppe av felt",
}
"""Kinds that can be compared have the same name here."""


def computed(kind: Kind) -> Field:
    """A value that is no field's."""
    return Field("", "", kind, "")
