"""The typed values of a case, each of which knows the path of the field it came from.

The loader makes them, templates and rules read them. Every value can be shown as words (`shown`), except yes/no, groups
and lists, which steer text but are not text. Paths count list items from 1: ``stilling.oppgaver[2].tekst``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self, TypeAlias

if TYPE_CHECKING:
    from pipeline.model import Field


class Text(str):
    """Words as they were written, NFC and with LF line ends."""

    path: str

    def __new__(cls, words: str, path: str) -> Self:
        text = super().__new__(cls, words)
        text.path = path
        return text

    @property
    def shown(self) -> str:
        return str(self)


class Choice(Text):
    """One of a field's choices: compares as its key, shows as its label."""

    label: str

    def __new__(cls, key: str, path: str, label: str = "") -> Self:
        choice = super().__new__(cls, key, path)
        choice.label = label or key
        return choice

    @property
    def shown(self) -> str:
        return self.label


class Whole(int):
    """A whole number."""

    path: str

    def __new__(cls, number: int, path: str) -> Self:
        whole = super().__new__(cls, number)
        whole.path = path
        return whole

    @property
    def shown(self) -> str:
        return int.__repr__(self)


class Number(Decimal):
    """A number with decimals, exact as it was written; so is a fraction in a rule that it is compared with."""

    path: str

    def __new__(cls, number: Decimal, path: str) -> Self:
        decimal = super().__new__(cls, number)
        decimal.path = path
        return decimal

    def __eq__(self, other: object) -> bool:
        return super().__eq__(_as_written(other))

    def __ne__(self, other: object) -> bool:
        equal = super().__eq__(_as_written(other))
        return equal if equal is NotImplemented else not equal

    def __lt__(self, other: Any) -> bool:
        return super().__lt__(_as_written(other))

    def __le__(self, other: Any) -> bool:
        return super().__le__(_as_written(other))

    def __gt__(self, other: Any) -> bool:
        return super().__gt__(_as_written(other))

    def __ge__(self, other: Any) -> bool:
        return super().__ge__(_as_written(other))

    __hash__ = Decimal.__hash__


def _as_written(number: Any) -> Any:
    return Decimal(repr(number)) if isinstance(number, float) else number


class Day(date):
    """A date."""

    path: str

    @classmethod
    def of(cls, day: date, path: str) -> Self:
        dated = cls(day.year, day.month, day.day)
        dated.path = path
        return dated


class Items(tuple["Value", ...]):
    """A list with at least one item."""

    path: str

    @classmethod
    def of(cls, values: tuple[Value, ...], path: str) -> Self:
        items = cls(values)
        items.path = path
        return items


class Group(Mapping[str, "Value"]):
    """A group of fields. Every key of the vocabulary is there, as a value, a Gap or an Absent.

    A group is true when somebody wrote it (`given`), so that ``{% if oppfølging.mentor %}`` reads as it should.
    """

    def __init__(self, entries: Mapping[str, Value], path: str, *, given: bool) -> None:
        self._entries = dict(entries)
        self.path = path
        self.given = given

    def __getitem__(self, key: str) -> Value:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __bool__(self) -> bool:
        return self.given

    def at(self, *keys: str) -> Value | None:
        """The value under these keys, each in the group before it; None when the vocabulary has no such field."""
        found: Value | None = self
        for key in keys:
            found = found.get(key) if isinstance(found, Group) else None
        return found


class _Missing:
    """What a gap and an absent value have in common: false, and false in every comparison."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __bool__(self) -> bool:
        return False

    def _never(self, _other: object) -> bool:
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _never
    __hash__ = object.__hash__

    def __getitem__(self, _key: object) -> Self:
        return self


PLACEHOLDER = re.compile(r"\[Fyll ut:[^\[\]]*\]")
"""A placeholder as it stands in a document, also one that a person wrote."""


def placeholder(title: str) -> str:
    """What stands in a document where the field called `title` should have been."""
    return f"[Fyll ut: {title}]"


class Gap(_Missing):
    """A required value that nobody has given yet; shows as a placeholder that people replace in Word."""

    def __init__(self, path: str, field: Field) -> None:
        super().__init__(path)
        self.field = field

    @property
    def shown(self) -> str:
        return placeholder(self.field.title)

    def __str__(self) -> str:
        return self.shown

    def __iter__(self) -> Iterator[Self]:
        yield self

    def __len__(self) -> int:
        return 1


class Absent(_Missing):
    """An optional value that is not there; it may steer text but never be shown."""

    def __iter__(self) -> Iterator[Self]:
        return iter(())

    def __len__(self) -> int:
        return 0


Value: TypeAlias = Text | Whole | Number | Day | bool | Items | Group | Gap | Absent


def walk(value: Value) -> Iterator[Value]:
    """Every value below `value`, itself included, in the order of the vocabulary."""
    yield value
    children: Any = value.values() if isinstance(value, Group) else value if isinstance(value, Items) else ()
    for child in children:
        yield from walk(child)
