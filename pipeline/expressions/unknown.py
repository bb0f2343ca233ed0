"""What a case does not tell yet, as rules and conditions see it: asking about it has no answer (`MeetsGap`).

Documents show gaps as placeholders and let conditions on them be false. A rule must not: nothing is known yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from pipeline.values import Gap, Group, Items

if TYPE_CHECKING:
    from pipeline.values import Value


class MeetsGap(Exception):
    """A rule's answer depends on something that the case does not tell yet."""


class Unknown:
    """A gap that may be tested with `is uavklart` and `is oppgitt`, and shown; every other question meets it."""

    def __init__(self, gap: Gap) -> None:
        self.path = gap.path
        self.shown = gap.shown

    def _met(self, *_others: object) -> NoReturn:
        raise MeetsGap(self.path)

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _met
    __iter__ = __len__ = __getitem__ = __str__ = __hash__ = _met


class NoTable(Unknown):
    """A table that is not stored: what stands in it is as unknown as a gap."""

    def __init__(self, name: str) -> None:
        self.path = name
        self.shown = "ikke lagt inn"


class _PartlyUnknown(Items):
    """A list with items that nobody knows yet: what is in it is in it, but what seems not to be may be."""

    def __contains__(self, wanted: object) -> bool:
        known = [item for item in self if not isinstance(item, Unknown)]
        if wanted in known:
            return True
        raise MeetsGap(self.path)


def seen_by_rules(value: Value) -> Any:
    """The value with every gap in it, however deep, as an Unknown."""
    if isinstance(value, Gap):
        return Unknown(value)
    if isinstance(value, Group):
        return Group({key: seen_by_rules(each) for key, each in value.items()}, value.path, given=value.given)
    if isinstance(value, Items):
        items = tuple(seen_by_rules(item) for item in value)
        kind = _PartlyUnknown if any(isinstance(item, Unknown) for item in items) else Items
        return kind.of(items, value.path)
    return value


def unknown_in(value: object) -> Unknown | None:
    """The first unknown among an argument or the items of a list that somebody wrote; None when there is none."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, list | tuple) and not isinstance(value, Items):
        return next((item for item in value if isinstance(item, Unknown)), None)
    return None
