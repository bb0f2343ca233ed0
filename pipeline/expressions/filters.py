"""The filters of templates, rules and conditions: typed values in, Norwegian words out.

Every filter lets a gap and an absent value through as they are, and keeps track of which field its words came from
(`Words.spans`), so that the document's field map stays true. Number, date and list forms follow Språkrådet's advice on
«tall, tid og dato»: hard spaces inside amounts, a full stop after the day, «a, b og c».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import NamedTuple, Self

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from pipeline.expressions.unknown import Unknown
from pipeline.values import Absent, Choice, Day, Gap, Group, Items, Number, Text, Value, Whole

LOCALE = "nb_NO"
HARD_SPACE = "\N{NO-BREAK SPACE}"
_NUMBER_WORDS = ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
ONE = {"felleskjønn": "én", "hankjønn": "én", "hunkjønn": "ei", "intetkjønn": "ett"}
PERCENT = {"tegn": f"{HARD_SPACE}%", "ord": " prosent"}


class Span(NamedTuple):
    """Characters `start` to `end` came from the field at `path`; `gap` when they are its placeholder."""

    start: int
    end: int
    path: str
    gap: bool = False


class Words(str):
    """Text for a document that remembers which of its characters came from which field."""

    spans: tuple[Span, ...]

    def __new__(cls, words: str, spans: Iterable[Span] = ()) -> Self:
        made = super().__new__(cls, words)
        made.spans = tuple(spans)
        return made


class WrongValue(Exception):
    """A template asked for something that a value cannot give; the message is for the template's owner."""

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.path = path


def words_of(value: object) -> Words:
    """The words that a value shows as.

    Raises:
        WrongValue: for values that have no words of their own (yes/no, dates, decimals, lists, groups, absent).
    """
    if isinstance(value, Words):
        return value
    if isinstance(value, Gap | Unknown | Text | Whole):
        return _from_field(value.shown, value)
    if isinstance(value, str):
        return Words(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Words(str(value))
    remedy = {
        bool: "er ja eller nei og kan ikke skrives ut; bruk {% if %}",
        Day: "er en dato; bruk filteret dato eller kortdato",
        Number: "er et tall med desimaler; bruk filteret tall eller prosent",
        Items: "er en liste; bruk {% for %} eller filteret liste",
        Group: "er en gruppe av felt; velg ett av dem",
        Absent: "er valgfritt og mangler i saken; sett {% if … is oppgitt %} rundt",
    }.get(type(value), "kan ikke skrives ut")
    raise WrongValue(remedy, getattr(value, "path", None))


def _from_field(words: str, value: Gap | Unknown | Text | Whole | Number | Day) -> Words:
    return Words(words, [Span(0, len(words), value.path, isinstance(value, Gap | Unknown))])


def _dated(value: object) -> Day:
    if isinstance(value, Day):
        return value
    raise WrongValue("er ikke en dato", getattr(value, "path", None))


def _number(value: object) -> Whole | Number:
    if isinstance(value, Whole | Number):
        return value
    raise WrongValue("er ikke et tall", getattr(value, "path", None))


def _one_of(forms: Mapping[str, str], name: str) -> str:
    if name not in forms:
        raise WrongValue(f"kan ikke skrives som «{name}»; velg {' eller '.join(forms)}")
    return forms[name]


def decimal_words(number: int | Decimal) -> str:
    """37.5 → «37,5»; 427350 → «427 350» with hard spaces. No decimal is lost."""
    return format_decimal(number, format="#,##0.####################", locale=LOCALE).replace(
        "\N{NARROW NO-BREAK SPACE}", HARD_SPACE
    )


def long_date(day: date) -> str:
    """15. februar 2027"""
    return format_date(day, format="d. MMMM y", locale=LOCALE)


def _dato(value: object) -> Words:
    day = _dated(value)
    return _from_field(long_date(day), day)


def _kortdato(value: object) -> Words:
    day = _dated(value)
    return _from_field(format_date(day, format="dd.MM.y", locale=LOCALE), day)


def _kroner(value: object) -> Words:
    number = _number(value)
    return _from_field(f"{decimal_words(number)}{HARD_SPACE}kroner", number)


def _kr(value: object) -> Words:
    number = _number(value)
    return _from_field(f"kr{HARD_SPACE}{decimal_words(number)}", number)


def _prosent(value: object, form: str = "tegn") -> Words:
    number = _number(value)
    return _from_field(f"{decimal_words(number)}{_one_of(PERCENT, form)}", number)


def _tall(value: object) -> Words:
    number = _number(value)
    return _from_field(decimal_words(number), number)


def _telefon(value: object) -> Words:
    """Norwegian numbers in pairs (22 22 22 22), mobile numbers included; anything else as it was written."""
    words = words_of(value)
    digits = "".join(words.split())
    if len(digits) != 8 or not digits.isdecimal() or not words.spans:
        return words
    paired = HARD_SPACE.join(digits[at : at + 2] for at in range(0, 8, 2))
    return Words(paired, [words.spans[0]._replace(end=len(paired))])


def _liste(value: object, word: str = "og") -> Words:
    """«a, b og c»; a single value is itself."""
    items = [words_of(item) for item in value] if isinstance(value, Items | list | tuple) else [words_of(value)]
    if word == "og":
        joined = format_list([f"\0{at}\0" for at in range(len(items))], locale=LOCALE)
    else:
        marks = [f"\0{at}\0" for at in range(len(items))]
        joined = f" {word} ".join([", ".join(marks[:-1]), marks[-1]]) if len(marks) > 1 else marks[0]
    words, spans = "", []
    for at, piece in enumerate(joined.split("\0")):
        if at % 2 == 0:
            words += piece
        else:
            item = items[int(piece)]
            spans += [span._replace(start=span.start + len(words), end=span.end + len(words)) for span in item.spans]
            words += item
    return Words(words, spans)


def _stor(value: object) -> Words:
    words = words_of(value)
    return _with_first(words, words[:1].upper())


def _liten(value: object) -> Words:
    """Abbreviations keep their first letter: «DPS i bydelen»."""
    words = words_of(value)
    return words if words[1:2].isupper() else _with_first(words, words[:1].lower())


def _with_first(words: Words, first: str) -> Words:
    return Words(first + words[1:], words.spans) if len(first) == len(words[:1]) else words


def _setning(value: object) -> Words:
    """A full stop, unless the text ends as a sentence does; closing quotes and brackets may follow its end."""
    words = words_of(value)
    ended = words.rstrip().rstrip("»”’\")'").endswith((".", "!", "?", ":", "…", "]"))
    return words if ended else Words(f"{words}.", words.spans)


def _tallord(value: object, gender: str = "felleskjønn") -> Words:
    """One to twelve in words, larger numbers in digits; 1 follows the noun's gender (én, ei, ett)."""
    number = value if isinstance(value, int) and not isinstance(value, bool) else _number(value)
    if number == 1:
        words = _one_of(ONE, gender)
    elif 0 <= number < len(_NUMBER_WORDS) and number == int(number):
        words = _NUMBER_WORDS[int(number)]
    else:
        words = decimal_words(number)
    return _from_field(words, number) if isinstance(number, Whole | Number) else Words(words)


def _items(value: object) -> Items:
    if isinstance(value, Items):
        return value
    raise WrongValue("er ikke en liste", getattr(value, "path", None))


def _member(item: Value, key: str) -> Value:
    if isinstance(item, Gap | Absent | Unknown):
        return item
    if not isinstance(item, Group) or key not in item:
        raise WrongValue(f"er en liste uten feltet «{key}» i punktene", getattr(item, "path", None))
    return item[key]


def _med(value: object, key: str, wanted: str) -> Items:
    items = _items(value)
    return Items.of(tuple(item for item in items if _member(item, key) == wanted), items.path)


def _uten(value: object, key: str | None = None) -> Items:
    """The items whose member nobody has said; without a key the items that nobody has said."""
    items = _items(value)
    asked = ((item, item if key is None else _member(item, key)) for item in items)
    return Items.of(tuple(item for item, told in asked if isinstance(told, Gap | Absent | Unknown)), items.path)


def _antall(value: object) -> int:
    return len(_items(value))


def _through(filter_: Callable[..., object]) -> Callable[..., object]:
    """A gap or an absent value passes through every filter as itself."""

    @wraps(filter_)
    def filtered(value: object, *arguments: object) -> object:
        return value if isinstance(value, Gap | Absent | Unknown) else filter_(value, *arguments)

    return filtered


_OWN: dict[str, Callable[..., object]] = {
    "dato": _dato,
    "kortdato": _kortdato,
    "kroner": _kroner,
    "kr": _kr,
    "prosent": _prosent,
    "tall": _tall,
    "telefon": _telefon,
    "liste": _liste,
    "stor": _stor,
    "liten": _liten,
    "tallord": _tallord,
    "setning": _setning,
    "med": _med,
    "uten": _uten,
    "antall": _antall,
}
FILTERS = {name: _through(filter_) for name, filter_ in _OWN.items()}


def plain(value: object) -> str:
    """A value as words in a message: like in a document, but dates, decimals and lists are formatted too."""
    if isinstance(value, Choice | Words | Text | Gap | Unknown):
        return str(words_of(value))
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, int | Decimal):
        return decimal_words(value)
    if isinstance(value, Items):
        return ", ".join(plain(item) for item in value)
    return str(words_of(value))
