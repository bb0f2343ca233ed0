"""One scalar's text in, a typed value out, or what is wrong with it; all as its field in felter.yaml says.

Norwegian forms are understood (`26.01.2021`, `37,5`, `427 350`, `ja`). Forms with more than one meaning are refused
with both readings, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from pipeline.model import Field
from pipeline.values import Choice, Day, Number, Text, Whole
from pipeline.wording import choices_in_words, did_you_mean, quoted

UNDECIDED = "uavklart"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
MOST_DIGITS = 15
_LONGEST_REPEATED = 10

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
_SPACES = " \u00a0\u2007\u2009\u202f"
_NUMBER = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,](?P<part>[0-9]+))?")
_DOTTED_THOUSANDS = re.compile(r"[-\u2212]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_WITH_UNIT = re.compile(
    r"(?:(?:kr|nok|lt)\.? ?)?[-\u2212]?[0-9][0-9 .,]*(?: ?(?:%|[a-zæøå][a-zæøå ]{0,19}\.?)|,?-)?", re.IGNORECASE
)
_ISO_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DOTTED_DATE = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})")
_WORDED_DATE = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<name>[a-z]+)\.? (?P<year>[0-9]{4})", re.IGNORECASE)
_YES_NO = {"true": "ja", "yes": "ja", "on": "ja", "x": "ja", "false": "nei", "no": "nei", "off": "nei"}

ScalarValue: TypeAlias = Text | Choice | Whole | Number | Day | bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a text is not a value of its field, and what to write instead."""

    message: str
    hint: str
    code: str = "wrong-value"


def is_blank(text: str) -> bool:
    """Nothing but spaces and characters that nobody sees."""
    return not text.strip().strip(_INVISIBLE).strip()


def is_undecided(text: str) -> bool:
    """The word `uavklart`, however it is capitalised."""
    return len(text) < 40 and text.strip().casefold() == UNDECIDED


def scalar_value(text: str, field: Field, path: str) -> ScalarValue | Wrong:
    """`text` as a value of `field`; neither blank nor undecided. Outer spaces and line breaks never count."""
    words = text.strip(" \t\n")
    match field.kind:
        case "heltall" | "tall":
            return _number(words, field, path)
        case "dato":
            return _day(words, path)
        case "ja_nei":
            return _yes_no(words)
        case "valg":
            return _choice(words, field, path)
        case _:
            return _text(words, field, path)


def _told(words: str) -> str:
    """A wrong value in a message: enough to know it again, too little to tell what it says of somebody."""
    return quoted(words, longest=20)


def _text(words: str, field: Field, path: str) -> Text | Wrong:
    if field.pattern and not _compiled(field.pattern).fullmatch(words):
        example = f", for eksempel {field.example}" if field.example else ""
        hint = f"Skriv {field.pattern_help or 'det i riktig form'}{example}."
        return Wrong(f"{quoted(words)} har ikke riktig form", hint)
    return Text(words, path)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _choice(words: str, field: Field, path: str) -> Choice | Wrong:
    if key := _key(words, field):
        return Choice(key, path, field.choices[key])
    by_title = {title.casefold(): key for key, title in field.choices.items()}
    meant = by_title.get(words.casefold())
    guess = f"Mente du {quoted(meant)}?" if meant else did_you_mean(words, list(field.choices))
    choices = choices_in_words(field.choices)
    hint = f"{guess} Du kan velge {choices}." if guess else f"Velg {choices}."
    return Wrong(f"{_told(words)} er ikke et av valgene", hint, "unknown-choice")


def _key(words: str, field: Field) -> str | None:
    """The one choice that is written as its key or its title, capital letter or not; None when there is no such."""
    if words in field.choices:
        return words
    written = _small(words)
    keys = [key for key, title in field.choices.items() if written in (_small(key), _small(title))]
    return keys[0] if len(keys) == 1 else None


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _yes_no(words: str) -> bool | Wrong:
    word = words.casefold()
    if word in {"ja", "nei"}:
        return word == "ja"
    meant = _YES_NO.get(word)
    hint = f"Skriv {meant}." if meant else "Skriv ja eller nei. Er det ikke bestemt, så skriv uavklart."
    return Wrong(f"{_told(words)} er ikke ja eller nei", hint)


# --- numbers --------------------------------------------------------------------------------------------------------


def _number(words: str, field: Field, path: str) -> Whole | Number | Wrong:
    plain = "".join(" " if char in _SPACES else char for char in words)
    if _DOTTED_THOUSANDS.fullmatch(plain):
        return _ambiguous(plain, field)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return _not_a_number(plain, field)
    digits = match["whole"].replace(" ", "")
    if len(digits) + len(match["part"] or "") > MOST_DIGITS:
        return Wrong("tallet har for mange sifre", "Kontroller tallet.")
    number = Decimal(f"{'-' if match['sign'] else ''}{digits}.{match['part'] or '0'}")
    if field.kind == "heltall" and match["part"] and number != number.to_integral_value():
        return Wrong(f"{_told(words)} er ikke et helt tall", "Skriv tallet uten desimaler.")
    if wrong := _outside(number, words, field):
        return wrong
    if field.kind == "heltall":
        return Whole(int(number), path)
    return Number(number if match["part"] else Decimal(int(number)), path)


def _ambiguous(plain: str, field: Field) -> Wrong:
    message = f"{_told(plain)} kan leses på to måter"
    if len(plain) > _LONGEST_REPEATED:
        return Wrong(message, "Skriv tallet uten punktum.")
    hint = f"Skriv {quoted(plain.replace('.', ' '))}"
    if field.kind == "tall" and plain.count(".") == 1 and "," not in plain:
        hint += f" eller {quoted(plain.replace('.', ',').rstrip('0').rstrip(','))}"
    return Wrong(message, f"{hint}.")


def _not_a_number(plain: str, field: Field) -> Wrong:
    kind = "et helt tall" if field.kind == "heltall" else "et tall"
    if _WITH_UNIT.fullmatch(plain):
        bare = re.search(r"[-\u2212]?[0-9]{1,4}(?![0-9])(?: [0-9]{3})*(?:,[0-9]{1,3}(?![0-9]))?", plain)
        shown = f": {bare[0]}" if bare and len(bare[0]) <= _LONGEST_REPEATED else ", uten andre tegn"
        return Wrong(f"{_told(plain)} er ikke bare et tall", f"Skriv bare tallet{shown}.")
    example = "37,5" if field.kind == "tall" else "24"
    return Wrong(f"{_told(plain)} er ikke {kind}", f"Skriv tallet med siffer, for eksempel {example}.")


def _outside(number: Decimal, words: str, field: Field) -> Wrong | None:
    if field.minimum is not None and number < field.minimum:
        return Wrong(f"{_told(words)} er for lite", f"Tallet må være minst {field.minimum}.", "out-of-range")
    if field.over is not None and number <= field.over:
        return Wrong(f"{_told(words)} er for lite", f"Tallet må være større enn {field.over}.", "out-of-range")
    if field.maximum is not None and number > field.maximum:
        return Wrong(f"{_told(words)} er for stort", f"Tallet kan høyst være {field.maximum}.", "out-of-range")
    return None


# --- dates ----------------------------------------------------------------------------------------------------------


def _day(words: str, path: str) -> Day | Wrong:
    plain = "".join(" " if char in _SPACES else char for char in words)
    match = _ISO_DATE.fullmatch(plain) or _DOTTED_DATE.fullmatch(plain) or _WORDED_DATE.fullmatch(plain)
    if match is None:
        return _not_a_date(plain)
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    if month is None:
        return Wrong(f"{_told(parts['name'])} er ikke en måned", "Skriv datoen slik: 26.01.2027.")
    day, year = int(parts["day"]), int(parts["year"])
    shown = f"{day:02}.{month:02}.{year:04}"
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Wrong(f"året i {shown} kan ikke stemme", "Kontroller året.", "impossible-date")
    try:
        return Day.of(date(year, month, day), path)
    except ValueError:
        return Wrong(f"datoen {shown} finnes ikke", _about_impossible(month, year), "impossible-date")


def _month(name: str) -> int | None:
    """The month that a name or its usual short form («jan.», «sept.») means."""
    matches = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.casefold())]
    return matches[0] if len(matches) == 1 and len(name) >= 3 else None


def _about_impossible(month: int, year: int) -> str:
    if not 1 <= month <= 12:
        return "Måneden må være fra 1 til 12. Skriv dag, måned og år: 26.01.2027."
    last = next(last for last in (31, 30, 29, 28) if _exists(last, month, year))
    return f"{MONTHS[month - 1].capitalize()} {year} har {last} dager."


def _exists(day: int, month: int, year: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _not_a_date(plain: str) -> Wrong:
    if re.fullmatch(r"[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?[0-9]{2}", plain):
        return Wrong(f"{_told(plain)} mangler århundre", "Skriv året med fire siffer: 26.01.2027.")
    return Wrong(f"{_told(plain)} er ikke en dato", "Skriv datoen slik: 26.01.2027 eller 2027-01-26.")
