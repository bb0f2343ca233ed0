"""Phrases that rules look for, and the words of a text as they are compared.

A phrase is whole words, written in small or capital letters. `*` first or last in a word stands for any letters, `(s)`
for letters that may be left out (erfaring(s)skole*), and `…` for up to four words in between. A space is any white
space; soft hyphens do not count. What is worked out is kept for as long as the program runs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MOST_BETWEEN = 4
_MOST_GAPS = 3
# Soft hyphen, zero-width space, non-joiner and joiners, byte order mark; hard hyphens, and quotation marks, which Word
# bends as it likes, look like the plain ones.
_SAME = str.maketrans(
    {
        **dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e«»", '"'),
        **dict.fromkeys("\u2012\u2014\u2212", "\u2013"),
    }
)
_OPTIONAL = re.compile(r"\(([^\W\d_]+)\)")
_GAP = rf"([^\w\s]*(?: [^ \n]+){{0,{_MOST_BETWEEN}}}? [^\w\s]*)"
_OUTSIDE = r"(?<!\w)(?:{})(?!\w)"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text as phrases are compared with it: small letters, one space between words, nothing invisible."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_SAME).casefold())
    return " ".join(composed.split())


def phrase_fault(phrase: str) -> tuple[str, str] | None:
    """What is wrong with a phrase, and the remedy; None for a phrase that can be used."""
    words = _words(phrase)
    if not any(char.isalnum() for char in phrase):
        return "har ingen ord", "Skriv ordene som skal stå i teksten."
    if words[0] == "…" or words[-1] == "…" or "… …" in " ".join(words):
        return "har «…» uten ord på begge sider", "Skriv for eksempel «attest … merknader»."
    if words.count("…") > _MOST_GAPS:
        return (
            f"har mer enn {_MOST_GAPS} «…»",
            "Del det i to uttrykk. Så mange mellomrom tar for lang tid å lete etter.",
        )
    for word in words:
        if "*" in word[1:-1] or word.strip("*") == "":
            return "har en stjerne midt i et ord", "Sett «*» først eller sist i ordet, for eksempel «erfaringsskole*»."
        bare = _OPTIONAL.sub("", word)
        if set("()<>") & set(bare) or not bare.strip("*"):
            return "har klammer som ikke kan leses", "Skriv valgfrie bokstaver inne i et ord: «erfaring(s)skole*»."
    return None


def _words(phrase: str) -> list[str]:
    return plain(phrase).replace("...", "…").replace("…", " … ").split()


def _pattern(phrase: str) -> str:
    """The phrase as a regular expression over plain text."""
    pattern = ""
    for word in _words(phrase):
        if word == "…":
            pattern += _GAP
            continue
        pattern += " " if pattern and not pattern.endswith(_GAP) else ""
        pattern += r"\w*" * word.startswith("*")
        for number, piece in enumerate(_OPTIONAL.split(word.strip("*"))):
            pattern += f"(?:{re.escape(piece)})?" if number % 2 else re.escape(piece)
        pattern += r"\w*" * word.endswith("*")
    return pattern


@lru_cache(maxsize=4096)
def anchor(phrase: str) -> str:
    """The longest piece that stands in every plain text with the phrase; quick to look for, and without spaces."""
    pieces = (piece for word in _words(phrase) for piece in _OPTIONAL.split(word.strip("*"))[::2])
    return max((piece for piece in pieces if piece != "…"), key=len, default="")


@lru_cache(maxsize=2048)
def any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds each place in plain text where one of the phrases stands; it finds none for no phrases.

    Its groups are what stands where the phrase found has «…».
    """
    return re.compile(_OUTSIDE.format("|".join(map(_pattern, phrases))) if phrases else r"(?!)")
