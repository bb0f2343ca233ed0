"""When a field is required because of another: conditions tried against what was found in a case, and told in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Condition, Field
from pipeline.typed import Found, Undecided
from pipeline.wording import joined

_ITEM = re.compile(r"\[(\d*)\]")


@dataclass(frozen=True, slots=True)
class Known:
    """What a case holds, for conditions to look at: everything found in it, and the vocabulary's fields by path."""

    root: Mapping[str, Found]
    fields: Mapping[str, Field]

    def hold(self, conditions: tuple[Condition, ...], path: str) -> bool:
        """Whether all the conditions of the field at the concrete `path` hold; never on account of a gap."""
        return bool(conditions) and all(self._holds(condition, path) for condition in conditions)

    def _holds(self, condition: Condition, path: str) -> bool:
        where = _beside(condition.field, path)
        found = self._find(where)
        if found is Undecided.HERE:
            return False
        if found is None:
            return condition.filled is False and not self._is_gap(where)
        if condition.filled is not None:
            return condition.filled
        if condition.under is not None:
            return isinstance(found, int | Decimal) and found < condition.under
        words = _words(found)
        if condition.equals:
            return any(word in condition.equals for word in words)
        return not any(word in condition.differs for word in words)

    def _find(self, path: str) -> Found:
        found: Found = dict(self.root)
        for step in _ITEM.sub(r".\1", path).split("."):
            if isinstance(found, tuple) and step.isdigit() and 0 < int(step) <= len(found):
                found = found[int(step) - 1]
            elif isinstance(found, dict):
                found = found.get(step)
            else:
                return found if found is Undecided.HERE else None
        return found

    def _is_gap(self, path: str) -> bool:
        """Whether the missing value at `path` is required whatever else holds, so that nobody knows it yet."""
        field = self.fields.get(_ITEM.sub("[]", path))
        return field is not None and field.required and all(self._is_live(above) for above in _groups_above(path))

    def _is_live(self, path: str) -> bool:
        field = self.fields.get(_ITEM.sub("[]", path))
        return self._find(path) is not None or (field is not None and field.required)


def _groups_above(path: str) -> list[str]:
    steps = path.split(".")[:-1]
    return [".".join(steps[: count + 1]) for count in range(len(steps))]


def _beside(generic: str, path: str) -> str:
    """The generic path of a controlling field, with the item numbers of the field that it controls."""
    numbers = iter(_ITEM.findall(path))
    return re.sub(r"\[\]", lambda _: f"[{next(numbers, '1')}]", generic)


def _words(found: Found) -> tuple[str, ...]:
    if isinstance(found, bool):
        return ("ja" if found else "nei",)
    if isinstance(found, tuple):
        return tuple(word for item in found for word in _words(item))
    return (str(found),)


def condition_in_words(condition: Condition, fields: Mapping[str, Field]) -> str:
    """A condition as the reader of a case file sees it: «når «ansettelsesform» er midlertidig»."""
    field = fields[condition.field]
    only_one = sum(other.key == field.key for other in fields.values()) == 1
    name = f"«{field.key if only_one else condition.field.replace('[]', '')}»"
    if condition.filled is not None:
        return f"når {name} {'er' if condition.filled else 'ikke er'} fylt ut"
    if condition.under is not None:
        return f"når {name} er under {condition.under}"
    negated, values = ("ikke ", condition.differs) if condition.differs else ("", condition.equals)
    return f"når {name} {negated}er {joined(values, 'eller')}"


def conditions_in_words(conditions: tuple[Condition, ...], fields: Mapping[str, Field]) -> str:
    """All the conditions of a field in one clause; empty when it has none."""
    words = [condition_in_words(condition, fields) for condition in conditions]
    return joined([words[0], *(word.removeprefix("når ") for word in words[1:])]) if words else ""
