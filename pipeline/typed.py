"""A case's nodes in, what was found in them out: typed values, what is missing, what is undecided, and every fault.

Nothing is said yet of what should have been there: see completion. A group or an item in which nothing is filled in
counts as not written, so that an empty form from `make-docs new` is a case without content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from pipeline.errors import Fault
from pipeline.model import Field, Place
from pipeline.scalars import ScalarValue, Wrong, is_blank, is_undecided, scalar_value
from pipeline.values import Choice
from pipeline.wording import choices_in_words, did_you_mean, joined, nearest, quoted
from pipeline.yamltext import Entry, Mapping, Node, Scalar, Sequence

MOST_FAULTS = 100

_TYPES = {
    "tekst": "en tekst",
    "heltall": "et helt tall",
    "tall": "et tall",
    "dato": "en dato",
    "ja_nei": "ja eller nei",
    "valg": "ett av valgene",
}
_GLUED_KEY = re.compile(r"(?:-\s*)?([^\W\d][\w]*):\S")


class Undecided(Enum):
    """Somebody wrote `uavklart`."""

    HERE = "uavklart"


Found: TypeAlias = "ScalarValue | Undecided | tuple[Found, ...] | dict[str, Found] | None"


@dataclass(slots=True)
class Reading:
    """What reading one case gathers. `homes` tells under which groups a key is known, for keys in a wrong place."""

    homes: Dictionary[str, tuple[str, ...]]
    places: dict[str, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0

    def found(self, node: Node, field: Field, path: str) -> Found:
        """What `node` holds, as `field` says it should be."""
        if isinstance(node, Scalar):
            if node.is_null or is_blank(node.text):
                return None
            if is_undecided(node.text):
                return Undecided.HERE
        if field.kind == "gruppe":
            return self._group(node, field, path)
        if field.kind == "liste":
            return self._items(node, field, path)
        return self._scalar(node, field, path)

    def members(self, node: Mapping, group: Field, path: str) -> dict[str, Found]:
        """What a mapping holds, in the order of the vocabulary; unknown keys are faults."""
        written: dict[str, Found] = {}
        for key, entry in node.entries.items():
            inner = f"{path}.{key}".lstrip(".")
            if member := group.members.get(key):
                self.places[inner] = entry.place
                written[key] = self.found(entry.node, member, inner)
            else:
                self._unknown(entry, node, group, inner)
        return {key: written[key] for key in group.members if written.get(key) is not None}

    def _group(self, node: Node, field: Field, path: str) -> Found:
        if isinstance(node, Mapping):
            return self.members(node, field, path) or None
        keys = choices_in_words(list(field.members), "og", most=4)
        hint = f"Skriv feltene på linjene under, med innrykk. De er {keys}."
        if isinstance(node, Scalar) and (glued := _GLUED_KEY.match(node.text)) and glued[1] in field.members:
            hint = f"Mellomrom mangler etter kolonet: skriv {quoted(glued[1] + ': …')}."
        elif isinstance(node, Sequence):
            hint = f"Fjern bindestrekene foran feltene. De er {keys}."
        self._wrong(node, path, f"{quoted(field.key or field.title)} skal ha egne felter", hint)
        return None

    def _items(self, node: Node, field: Field, path: str) -> Found:
        if not isinstance(node, Sequence):
            hint = "Skriv hvert punkt på sin egen linje, med «- » foran."
            if isinstance(node, Mapping):
                hint = "Skriv «- » foran det første feltet i hvert punkt."
            self._wrong(node, path, f"{quoted(field.key or field.title)} skal være en liste", hint)
            return None
        item = field.item
        assert item is not None  # the vocabulary has an item for every list
        written: list[Found] = []
        for node_of_item in node.items:
            inner = f"{path}[{len(written) + 1}]"
            found = self.found(node_of_item, item, inner)
            if isinstance(found, Choice) and found in written:
                message = f"{quoted(found)} står to ganger"
                self.add(Fault("duplicate-item", message, "Behold den ene.", key=inner), node_of_item.place)
            elif found is not None:
                self.places[inner] = node_of_item.place
                written.append(found)
        return tuple(written) or None

    def _scalar(self, node: Node, field: Field, path: str) -> Found:
        if isinstance(node, Scalar):
            value = scalar_value(node.text, field, path)
            if isinstance(value, Wrong):
                self.add(Fault(value.code, value.message, value.hint, key=path), node.place)
                return None
            return value
        hint = "Er det en vanlig tekst, så sett anførselstegn rundt den."
        is_what = "en liste" if isinstance(node, Sequence) else "felter"
        if isinstance(node, Sequence) and field.kind != "tekst":
            hint = "Skriv én verdi, uten bindestrek og klammer."
        elif isinstance(node, Mapping) and not node.flow:
            hint = (
                "Skriv verdien på samme linje som nøkkelen. Er det en tekst med kolon, så sett anførselstegn rundt den."
            )
        self._wrong(node, path, f"{field.title} skal være {_TYPES[field.kind]}, men har {is_what} under seg", hint)
        return None

    def _unknown(self, entry: Entry, node: Mapping, group: Field, path: str) -> None:
        hint = None if self.left_out else self._about_unknown(entry, node, group)
        self.add(Fault("unknown-field", f"ukjent felt {quoted(entry.key)}", hint, key=path), entry.place)

    def _about_unknown(self, entry: Entry, node: Mapping, group: Field) -> str:
        word = entry.key
        empty = isinstance(entry.node, Scalar) and entry.node.is_null
        before, colon, _ = word.partition(":")
        if colon and before in group.members:
            return f"Mellomrom mangler etter kolonet: skriv {quoted(before + ': …')}."
        if guess := did_you_mean(word, list(group.members)):
            return guess
        if homes := [home for home in self.homes.get(word, ()) if home != group.path]:
            return f"Feltet hører hjemme {joined([_under(home) for home in homes[:3]], 'eller')}."
        if node.flow and empty:
            return "Et komma deler verdien. Hører ordet til teksten foran, så sett anførselstegn rundt hele teksten."
        if (near := nearest(word, list(self.homes))) and len(word) > 3:
            return f"Mente du {quoted(near)} {_under(self.homes[near][0])}?"
        return f"Feltene her er {choices_in_words(list(group.members), 'og')}."

    def _wrong(self, node: Node, path: str, message: str, hint: str) -> None:
        self.add(Fault("wrong-type", message, hint, key=path), node.place)

    def add(self, fault: Fault, place: Place) -> None:
        """Notes a fault at a place; only counts it when there are very many."""
        if len(self.faults) < MOST_FAULTS:
            placed = Fault(fault.code, fault.message, fault.hint, None, place.line, place.column, fault.key)
            self.faults.append(placed)
        else:
            self.left_out += 1


def _under(home: str) -> str:
    return f"under {quoted(home.replace('[]', ''))}" if home else "ytterst i filen, uten innrykk"
