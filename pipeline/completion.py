"""What was found in a case becomes its values: every key of the vocabulary is there, as a value, a gap or absent.

A gap is required and not given, or `uavklart`; absent is optional and not given. What is inside a group that nobody
wrote is wanted only when the group is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from pipeline.conditions import Known
from pipeline.model import Field
from pipeline.typed import Found, Undecided
from pipeline.values import Absent, Choice, Day, Gap, Group, Items, Number, Text, Value, Whole, walk

Plain: TypeAlias = "str | int | list[Plain] | dict[str, Plain]"


@dataclass(frozen=True, slots=True)
class Completion:
    """Completes against what is known of the whole case, which the conditions look at."""

    known: Known

    def group(self, found: Found, field: Field, path: str, *, wanted: bool) -> Group:
        """A group; `wanted` when its required members are wanted although nobody wrote it."""
        undecided = found is Undecided.HERE
        written = found if isinstance(found, dict) else {}
        given = undecided or bool(written)
        entries: dict[str, Value] = {}
        for key, member in field.members.items():
            inner = f"{path}.{key}" if path else key
            required = (given or wanted) and (member.required or self.known.hold(member.required_when, inner))
            entries[key] = self._value(written.get(key), member, inner, required=required)
        group = Group(entries, path, given=given)
        return self._with_a_gap(group, field) if undecided else group

    def _value(self, found: Found, field: Field, path: str, *, required: bool) -> Value:
        if field.kind == "gruppe":
            return self.group(found, field, path, wanted=required)
        if isinstance(found, Undecided):
            return Gap(path, field)
        if isinstance(found, tuple):
            return self._items(found, field, path)
        if found is None or isinstance(found, dict):
            return Gap(path, field) if required else Absent(path)
        return found

    def _items(self, found: tuple[Found, ...], field: Field, path: str) -> Items:
        item = field.item
        assert item is not None  # the vocabulary has an item for every list
        numbered = enumerate(found, start=1)
        return Items.of(tuple(self._value(each, item, f"{path}[{n}]", required=False) for n, each in numbered), path)

    def _with_a_gap(self, group: Group, field: Field) -> Group:
        """An undecided group must show in a document, so its first member is a gap when no member is required."""
        if any(isinstance(value, Gap) for value in walk(group)):
            return group
        key, member = next(iter(field.members.items()))
        path = f"{group.path}.{key}"
        gap = self.group(Undecided.HERE, member, path, wanted=True) if member.kind == "gruppe" else Gap(path, member)
        return Group({**group, key: gap}, group.path, given=True)


def completed(found: dict[str, Found], root: Field, fields: Mapping[str, Field]) -> Group:
    """The values of a whole case."""
    values = Completion(Known(found, fields)).group(found, root, "", wanted=True)
    return values if values.given else Group(values, "", given=True)


def plain(value: Value) -> Plain:
    """A value without its type and place, equal for values that fill documents alike; for the case's digest."""
    match value:
        case Group():
            members = {key: plain(member) for key, member in value.items()}
            return {key: member for key, member in members.items() if member != {"absent": 1}}
        case Items():
            return [plain(item) for item in value]
        case Gap():
            return {"gap": 1}
        case Absent():
            return {"absent": 1}
        case Number():
            return f"{Decimal(value).normalize():f}"
        case Day():
            return value.isoformat()
        case Choice() | Text():
            return str.__str__(value)
        case Whole():
            return int(value)
        case bool():
            return value
