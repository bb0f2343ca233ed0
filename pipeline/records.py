"""Reads felter.yaml, regler.yaml and specs: nodes in, typed Python values out, all the faults at once.

A Record is one mapping of such a file. Each key is asked for by its type, once; keys that nobody asked for are unknown.
`close` of the outermost record raises everything that was found. Usage::

    spec = read_record(path, TemplateError)
    title = spec.text("tittel")
    for section in spec.records("seksjoner"):
        ...
    spec.close()
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, overload

from pipeline.errors import Fault, MakeDocsError
from pipeline.model import Place
from pipeline.wording import choices_in_words, did_you_mean, quoted
from pipeline.yamltext import MOST_FAULTS, Entry, Mapping, Node, Scalar, Sequence, read_yaml

_Choice = TypeVar("_Choice", bound=str)


@dataclass(slots=True)
class Record:
    """One mapping. `key` is its breadcrumb in the file, such as ``felter.stilling.felter.prosent``."""

    path: Path
    error: type[MakeDocsError]
    key: str
    node: Mapping
    faults: list[Fault]
    _asked: set[str] = field(default_factory=set)
    _inner: list[Record] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return self.node.place

    def has(self, name: str) -> bool:
        """Whether the key is there with something in it; counts as asking for it."""
        return self._value(name) is not None

    @overload
    def text(self, name: str) -> str: ...
    @overload
    def text(self, name: str, default: None) -> str | None: ...
    @overload
    def text(self, name: str, default: str) -> str: ...
    def text(self, name: str, default: str | None = "\0") -> str | None:
        """A text; without a default the key is required."""
        node = self._required(name) if default == "\0" else self._value(name)
        if isinstance(node, Scalar) and node.text.strip():
            return node.text.strip()
        if node is not None:
            self._wrong(name, "skal være en tekst", "Skriv en tekst, i anførselstegn hvis den har kolon eller klammer.")
        return "" if default == "\0" else default

    def flag(self, name: str, default: bool) -> bool:
        node = self._value(name)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text in {"ja", "nei"}:
            return node.text == "ja"
        self._wrong(name, "skal være ja eller nei", "Skriv ja eller nei.")
        return default

    @overload
    def whole(self, name: str) -> int | None: ...
    @overload
    def whole(self, name: str, default: int) -> int: ...
    def whole(self, name: str, default: int | None = None) -> int | None:
        node = self._value(name)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text.removeprefix("-").isascii() and node.text.removeprefix("-").isdigit():
            return int(node.text[:15])
        self._wrong(name, "skal være et helt tall", "Skriv bare tallet, for eksempel 3.")
        return default

    @overload
    def one_of(self, name: str, choices: Collection[_Choice]) -> _Choice | None: ...
    @overload
    def one_of(self, name: str, choices: Collection[_Choice], default: _Choice) -> _Choice: ...
    def one_of(self, name: str, choices: Collection[_Choice], default: _Choice | None = None) -> _Choice | None:
        """One of some words. Without a default the key is required, and None comes back when it is wrong."""
        node = self._value(name) if default is not None else self._required(name)
        if node is None:
            return default
        word = node.text if isinstance(node, Scalar) else ""
        for choice in choices:
            if choice == word:
                return choice
        guess = did_you_mean(word, list(choices))
        self._wrong(name, f"skal være {choices_in_words(choices)}", guess or "Velg ett av ordene.")
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when the key is not there."""
        node = self._value(name)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            scalars = [item for item in node.items if isinstance(item, Scalar) and item.text.strip()]
            if len(scalars) == len(node.items):
                return tuple(item.text.strip() for item in scalars)
        self._wrong(name, "skal være en liste av tekster", "Skriv for eksempel [rus, bolig].")
        return ()

    def words(self, name: str) -> dict[str, str]:
        """A mapping from keys to texts, in order; empty when the key is not there."""
        inner = self.record(name)
        return {key: inner.text(key) for key in inner.node.entries} if inner else {}

    def record(self, name: str) -> Record | None:
        """The mapping under a key, or None when the key is not there (or holds something else: a fault)."""
        node = self._value(name)
        if isinstance(node, Mapping):
            return self._below(f"{self.key}.{name}".lstrip("."), node)
        if node is not None:
            self._wrong(name, "skal ha nøkler under seg", "Skriv nøklene på linjene under, med innrykk.")
        return None

    def named_records(self, name: str) -> Iterator[tuple[str, Record]]:
        """The mappings under a key by their names: `felter: {stilling: {…}}`."""
        outer = self.record(name)
        for key in outer.node.entries if outer else ():
            if outer and (inner := outer.record(key)):
                yield key, inner
            elif outer and outer._value(key) is None:
                outer.fault("missing-key", f"{quoted(key)} er tom", "Skriv nøklene på linjene under, med innrykk.", key)

    def records(self, name: str) -> Iterator[Record]:
        """The mappings of a list; nothing when the key is not there."""
        node = self._value(name)
        if node is None:
            return
        if not isinstance(node, Sequence):
            self._wrong(name, "skal være en liste", "Skriv hvert punkt med «- » foran.")
            return
        for number, item in enumerate(node.items, start=1):
            key = f"{self.key}.{name}[{number}]".lstrip(".")
            if isinstance(item, Mapping):
                yield self._below(key, item)
            else:
                hint = "Skriv «nøkkel: verdi» etter bindestreken."
                self._add(Fault("wrong-type", "punktet skal ha nøkler", hint, key=key), item.place)

    def fault(self, code: str, message: str, hint: str | None = None, name: str | None = None) -> None:
        """Notes a fault of the caller's own, at the key `name` or at the record itself."""
        entry = self.node.entries.get(name) if name else None
        key = f"{self.key}.{name}".lstrip(".") if name else self.key
        self._add(Fault(code, message, hint, key=key or None), entry.place if entry else self.place)

    def close(self) -> None:
        """Notes the unknown keys of this record and those inside it, and raises when anything is wrong."""
        self._note_unknown()
        if self.faults:
            self.faults.sort(key=lambda fault: (fault.line or 0, fault.column or 0))
            raise self.error(self.faults[:MOST_FAULTS])

    def _note_unknown(self) -> None:
        for key, entry in self.node.entries.items():
            if key not in self._asked:
                place = f"{self.key}.{key}".lstrip(".")
                hint = (
                    did_you_mean(key, self._asked) or f"Nøklene her er {choices_in_words(sorted(self._asked), 'og')}."
                )
                self._add(Fault("unknown-key", f"ukjent nøkkel {quoted(key)}", hint, key=place), entry.place)
        for inner in self._inner:
            inner._note_unknown()

    def _entry(self, name: str) -> Entry | None:
        self._asked.add(name)
        return self.node.entries.get(name)

    def _value(self, name: str) -> Node | None:
        entry = self._entry(name)
        if entry is None or (isinstance(entry.node, Scalar) and entry.node.is_null):
            return None
        return entry.node

    def _required(self, name: str) -> Node | None:
        node = self._value(name)
        if node is None:
            self.fault("missing-key", f"nøkkelen {quoted(name)} mangler", f"Skriv «{name}: …».", name)
        return node

    def _wrong(self, name: str, message: str, hint: str) -> None:
        self.fault("wrong-type", f"{quoted(name)} {message}", hint, name)

    def _below(self, key: str, node: Mapping) -> Record:
        inner = Record(self.path, self.error, key, node, self.faults)
        self._inner.append(inner)
        return inner

    def _add(self, fault: Fault, place: Place) -> None:
        if len(self.faults) < 4 * MOST_FAULTS:
            self.faults.append(
                Fault(fault.code, fault.message, fault.hint, str(self.path), place.line, place.column, fault.key)
            )


def read_record(path: Path, error: type[MakeDocsError]) -> Record:
    """The outermost mapping of a file. Raises `error` when it is not readable YAML."""
    return Record(path, error, "", read_yaml(path, error), [])
