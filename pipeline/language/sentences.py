"""A line of Norwegian text, split into sentences."""

from __future__ import annotations

import re
from functools import lru_cache

# A possible end: the stop, what closes around it, and the space after. What closes belongs to the sentence.
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[»”\"’')\]]*+(?=\s)")
_OPENING = re.compile(r"\s+[«“”\"‘'(\[–—-]*\s*(\S)")
_TOKEN = re.compile(r"[\w./§-]+$")
_ORDINAL = re.compile(r"\d{1,2}")
_MONTH = re.compile(
    r"\s+(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b", re.IGNORECASE
)

# What follows one of these belongs to it: a number, a name, an example.
_LEADING = re.compile(
    r"f\.?eks|bl\.?a|d\.?v\.?s|t\.?o\.?m|f\.?o\.?m|p\.?g\.?a|p\.t|m\.?a\.?o|kl|nr|ca|jfr?|tlf|mob|hhv|evt?|inkl|ekskl|eks"
    r"|pkt|kap|st|ang|vedr|ref|red|adm|avd|fung|dr|prof|cand",
    re.IGNORECASE,
)
# These may stand last in a sentence; it ends there when a capital letter follows, not when a number does.
_CLOSING = re.compile(
    r"o\.?s\.?v|m\.?m|m\.?v|m\.?fl|o\.?l|el?\.l|o\.a|etc|pst|kr|mill|mrd|min|maks|mnd",
    re.IGNORECASE,
)
# «førerkort klasse B.» ends a sentence, «Kari B. Hansen» does not.
_LETTERED = re.compile(
    r"\b(?:klasse|type|gruppe|plan|alternativ|bokstav|punkt|del|hepatitt|vitamin)\s+\w\.$", re.IGNORECASE
)
# No word that keeps its full stop is longer; what stands before it need not be read again at each stop.
_NEAR = 60


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, stripped; each line (a line break in Word) is a sentence at least.

    Full stops of abbreviations, numbers and initials («f.eks.», «kl. 09.00», «1. april», «Kari B. Hansen») end no
    sentence; closing quotation marks and parentheses belong to the sentence before them. A label typed in front of a
    line («1.», «a.») stands by itself, and so does a parenthesis after a question. No word is lost.
    """
    found = (part.strip() for line in text.split("\n") for part in _parts(line))
    return tuple(part for part in found if part)


def _parts(line: str) -> list[str]:
    start, parts = 0, []
    for stop in _STOP.finditer(line):
        if _ends(line, start, stop):
            parts.append(line[start : stop.end()])
            start = stop.end()
    return [*parts, line[start:]]


def _ends(line: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with this stop.

    It does when a new one opens, and the stop is not a word's own. A small letter opens no sentence, so «1. april» and
    «14. dag» need no rule; what is left is what stands before a capital letter or a number.
    """
    opening = _OPENING.match(line, stop.end())
    if opening is None:
        return False
    if not (opening[1].isupper() or opening[1].isdigit() or opening[1] in "☐☑☒"):
        return stop[0][0] in "?!" and "(" in opening[0]
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    before = line[max(start, stop.start() - _NEAR) : stop.start()]
    token = _TOKEN.search(before)
    word = token[0] if token else ""
    number_follows = opening[1].isdigit()
    if _ORDINAL.fullmatch(word):  # «1. 4. 2027» and «1. Mai»
        return not (number_follows or _MONTH.match(line, stop.end()))
    if len(word) == 1 and word.isalpha():
        return (word.islower() and before.strip() == word) or _LETTERED.search(f"{before}.") is not None
    return not (_LEADING.fullmatch(word) or (number_follows and _CLOSING.fullmatch(word)))
