"""What must never be in a case: it describes a position, not a person (fagrapport § 4.1).

Text in, kinds and places out, never the words themselves: what is found here must not reach a terminal or a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from unicodedata import category

from pipeline.model import Place
from pipeline.yamltext import Mapping, Node, Scalar

_SPACE = r"[^\S\n]"
_GAP = rf"{_SPACE}{{0,3}}(?:[-\u2010-\u2015\u2212./,_]{_SPACE}{{0,3}})?"
# Each pattern begins with what is rare and fixed, and looks back afterwards: so the search is fast.
_BIRTH_NUMBER = re.compile(rf"\d(?<!\d\d)(?=(\d{_GAP}\d\d{_GAP}\d\d{_GAP}\d\d\d{_GAP}\d\d)(?!\d))")
_BIRTH_DATE_AND_NUMBER = re.compile(
    rf"\d(?<!\d\d)(?=(\d{_GAP}\d\d{_GAP}(?:19\d\d|200\d|201[0-5]){_GAP}\d\d\d{_GAP}\d\d)(?!\d))"
)
_SPACED_NUMBER = re.compile(rf"\d(?:{_SPACE}?\d)*")
_DOTTED_ACCOUNT = re.compile(r"\d(?<![\d.]\d)(\d{3}\.\d{2}\.\d{5})(?!\d)")
_NAMED_ACCOUNT = re.compile(rf"[Kk][Oo][Nn][Tt][Oo][^\d\n]{{0,30}}?(?<!\d)(\d{{4}}{_GAP}\d{{2}}{_GAP}\d{{5}})(?!\d)")
_PSYCHIATRIC_CODE = re.compile(r"[Ff](?<![\w.].)\d\d\.\d{1,2}(?!\w)")
_NAMED_CODE = re.compile(r"[IiDd](?:(?<=i)cd|(?<=d)iagnose)[^\n]{0,30}?\b[a-z]\d\d(?:\.\d{1,2})?(?!\w)", re.IGNORECASE)
_SOBER_SINCE = re.compile(r"[Rr](?<!\w.)usfri\w{0,5}\s{1,9}siden\b", re.IGNORECASE)

_LENGTH = 11
_MOST = 50  # findings; nobody reads more
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)

_POSITION_ONLY = "Saken beskriver stillingen, aldri en person."
BIRTH_NUMBER = ("et fødselsnummer eller D-nummer", f"Slett nummeret. {_POSITION_ONLY}")
ACCOUNT = ("et kontonummer", f"Slett nummeret. {_POSITION_ONLY}")
DIAGNOSIS = ("en diagnosekode", f"Slett koden. {_POSITION_ONLY}")
SOBER_SINCE = ("en opplysning om en persons rusfrihet", f"Skriv om teksten. {_POSITION_ONLY}")


@dataclass(frozen=True, slots=True, order=True)
class Private:
    """Something personal: where, what kind, and what to do. It does not hold the words."""

    line: int
    column: int
    kind: str
    hint: str


def private_in(text: str) -> list[Private]:
    """What is personal in a text, comments included, by line and column from 1."""
    found = []
    plain, places = _visible(text)
    for match, (kind, hint) in islice(_matches(plain), _MOST):
        start = places[match]
        line = text.count("\n", 0, start) + 1
        found.append(Private(line, start - text.rfind("\n", 0, start), kind, hint))
    return found


def private_in_case(text: str, root: Mapping | None) -> list[Private]:
    """What is personal in a case file: in its text, and in values that only take shape when YAML is read."""
    found = {(each.line, each.kind): each for each in private_in(text)}
    scalars = list(_scalars(root)) if root else []
    values, _ = _visible("\n".join(words for words, _ in scalars))
    for start, (kind, hint) in islice(_matches(values), _MOST):
        place = scalars[values.count("\n", 0, start)][1]
        found.setdefault((place.line, kind), Private(place.line, place.column, kind, hint))
    return sorted(found.values())


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """The text without the characters that nobody sees, such as soft hyphens, and where each letter left stood."""
    if text.isascii():
        return text, range(len(text))
    places = [place for place, char in enumerate(text) if category(char) != "Cf"]
    return "".join(text[place] for place in places), places


def _scalars(node: Node) -> Iterator[tuple[str, Place]]:
    if isinstance(node, Scalar):
        yield " ".join(node.text.split()), node.place
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            yield " ".join(entry.key.split()), entry.place
            yield from _scalars(entry.node)
    else:
        for item in node.items:
            yield from _scalars(item)


def _matches(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    for start in _birth_numbers(text):
        yield start, BIRTH_NUMBER
    for match in _DOTTED_ACCOUNT.finditer(text):
        if _is_account(_digits(match[0])):
            yield match.start(), ACCOUNT
    for match in _NAMED_ACCOUNT.finditer(text):
        if _is_account(_digits(match[1])):
            yield match.start(1), ACCOUNT
    for pattern, told in ((_PSYCHIATRIC_CODE, DIAGNOSIS), (_NAMED_CODE, DIAGNOSIS), (_SOBER_SINCE, SOBER_SINCE)):
        for match in pattern.finditer(text):
            yield match.start(), told


def _birth_numbers(text: str) -> Iterator[int]:
    """Where they are: grouped as people write them, after a whole birth date, or with spaces anywhere."""
    grouped = ((match.start(), _digits(match[0] + match[1])) for match in _BIRTH_NUMBER.finditer(text))
    dated = ((match.start(), _digits(match[0] + match[1])) for match in _BIRTH_DATE_AND_NUMBER.finditer(text))
    spaced = ((match.start(), _digits(match[0])) for match in _SPACED_NUMBER.finditer(text))
    seen = set()
    for start, digits in chain(grouped, ((start, each[:4] + each[6:]) for start, each in dated), spaced):
        if len(digits) == _LENGTH and start not in seen and _is_birth_number(digits):
            seen.add(start)
            yield start


def _digits(text: str) -> list[int]:
    return [int(char) for char in text if char.isdigit()]


def _is_birth_number(digits: list[int]) -> bool:
    """Fødselsnummer, D-number (day + 40), H-number and synthetic numbers (month + 40, + 65 or + 80), by modulus 11."""
    day = digits[0] * 10 + digits[1]
    month = digits[2] * 10 + digits[3]
    day -= 40 if day > 40 else 0
    month -= next((added for added in (80, 65, 40) if 1 <= month - added <= 12), 0)
    try:
        date(2000, month, day)  # a leap year: which century the number means does not matter here
    except ValueError:
        return False
    first = _control(digits[:9], _FIRST_WEIGHTS)
    return first == digits[9] and _control(digits[:10], _SECOND_WEIGHTS) == digits[10]


def _is_account(digits: list[int]) -> bool:
    return _control(digits[:10], _SECOND_WEIGHTS) == digits[10]


def _control(digits: list[int], weights: tuple[int, ...]) -> int:
    """The control digit by modulus 11; 10 means that no such number is given out."""
    return -sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
