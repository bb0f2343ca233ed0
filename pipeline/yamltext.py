"""YAML text in, frozen nodes out: every scalar stays the text that somebody wrote.

YAML's own types destroy Norwegian data (`0150` becomes 104, `NO` false, `18:30` 1110), so nothing is typed here. The
parser's event stream is read instead of its composer, which crashes on deep nesting; depth, aliases and odd characters
are checked inside the loop. Serves cases, felter.yaml, regler.yaml and specs alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias
from unicodedata import normalize

import yaml

from pipeline.characters import FORBIDDEN, about_character, forbidden_characters, odd_in_key
from pipeline.errors import Fault, MakeDocsError
from pipeline.model import Place
from pipeline.textfile import LARGEST_FILE, read_text
from pipeline.wording import quoted
from pipeline.yamlrepair import repaired

DEEPEST = 20
MOST_FAULTS = 50

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_GLUED_COMMENT = re.compile(r"(?<![ \t])[ \t]+#[^\s#]")


# --- nodes ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as text, NFC and with LF line ends."""

    text: str
    place: Place
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        return not self.quoted and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping; `place` is the key's."""

    key: str
    place: Place
    node: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """`flow` tells the form with braces, where a comma in a text silently makes a new key."""

    entries: dict[str, Entry]
    place: Place
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


Node: TypeAlias = Scalar | Mapping | Sequence


# --- reading --------------------------------------------------------------------------------------------------------


def read_yaml(path: Path, error: type[MakeDocsError]) -> Mapping:
    """The mapping that a YAML file holds. Raises `error` with all its faults, AccessError when it cannot be read."""
    return parse_yaml(read_text(path, error), path, error)


def parse_yaml(text: str, path: Path, error: type[MakeDocsError]) -> Mapping:
    """The mapping that a YAML text holds; `path` is for the messages only."""
    node, faults = nodes(text, path)
    if faults or node is None:
        raise error(faults)
    return node


def nodes(text: str, path: Path) -> tuple[Mapping | None, tuple[Fault, ...]]:
    """The mapping as far as it can be understood, and the faults.

    A slip with an obvious remedy is mended in memory, so that the faults after it are found in the same run.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    faults = forbidden_characters(text, MOST_FAULTS)
    if len(text) > LARGEST_FILE:
        faults = [Fault("too-large", "teksten er større enn 1 MB", "Er det riktig fil? Del den i så fall opp.")]
    root: Mapping | None = None
    if not faults:
        root, faults = _built(text)
    placed = [replace(fault, path=str(path)) for fault in sorted(faults, key=_position)]
    return root, tuple(placed[:MOST_FAULTS])


def _built(text: str) -> tuple[Mapping | None, list[Fault]]:
    builder = _Builder(text)
    try:
        return builder.root(), builder.faults
    except yaml.MarkedYAMLError:
        mended, faults = repaired(text, syntax_error)
    if mended is None:
        return None, faults
    builder = _Builder(mended)
    root = builder.root()
    return root, faults + builder.faults


def syntax_error(text: str) -> yaml.MarkedYAMLError | None:
    """What the YAML parser says about a text, or None. Too deep a nesting is left to the builder."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    return None
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.DocumentEndEvent):
                return None
    except yaml.MarkedYAMLError as error:
        return error
    return None


def _position(fault: Fault) -> tuple[int, int]:
    return fault.line or 0, fault.column or 0


# --- building -------------------------------------------------------------------------------------------------------


class _TooDeep(Exception):
    """Stops the builder; the fault is noted before."""


class _Builder:
    """Turns the events of one text into nodes, and notes what YAML allows but we do not."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self._next: Callable[[], yaml.Event] = _LOADER(text).get_event
        self._signed: set[int] = set()
        self._glued_comments = {match.start() for match in _GLUED_COMMENT.finditer(text)}

    def root(self) -> Mapping | None:
        try:
            return self._document()
        except _TooDeep:
            return None

    def _document(self) -> Mapping | None:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self._note("empty", "filen er tom", None, Place(1, 1))
            return None
        node = self._node(event, 1)
        self._next()  # the end of the document
        self._only_one_document()
        if isinstance(node, Mapping):
            return node
        if isinstance(node, Sequence):
            message = "filen er en liste, men skal ha nøkler («nøkkel: verdi»)"
            self._note("not-mapping", message, "Fjern bindestrekene foran nøklene ytterst i filen.", node.place)
        elif node.is_null:
            self._note("empty", "filen er tom", None, node.place)
        else:
            message = "filen er bare tekst, men skal ha nøkler («nøkkel: verdi»)"
            self._note("not-mapping", message, "Skriv kolon og mellomrom etter hver nøkkel.", node.place)
        return None

    def _only_one_document(self) -> None:
        try:
            event = self._next()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        else:
            if isinstance(event, yaml.StreamEndEvent):
                return
            place = _place(event)
        hint = "Slett linja med «---» eller «...», eller del filen i to."
        self._note("second-document", "filen har mer enn én del", hint, place)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event)
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor is not None or event.tag is not None:
                self._sign("!" if event.anchor is None else "&", place)
            return self._scalar(event, place)
        if isinstance(event, yaml.AliasEvent):
            self._sign("*", place)
            return Scalar("", place)
        assert isinstance(event, yaml.CollectionStartEvent)
        if event.anchor is not None or event.tag is not None:
            self._sign("!" if event.anchor is None else "&", place)
        if depth > DEEPEST:
            self._note("too-deep", f"mer enn {DEEPEST} nivåer inni hverandre", "Fjern overflødige nivåer.", place)
            raise _TooDeep
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(bool(event.flow_style), place, depth)
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Sequence(tuple(items), place)

    def _mapping(self, flow: bool, place: Place, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            node = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                hint = "Begynner teksten med «{» eller «[»? Sett anførselstegn rundt hele teksten."
                self._note("bad-key", "nøkkelen er ikke et ord", hint, key.place)
            elif self._key_is_good(key, entries):
                entries[key.text] = Entry(key.text, key.place, node)
        return Mapping(entries, place, flow)

    def _key_is_good(self, key: Scalar, entries: dict[str, Entry]) -> bool:
        if key.text.isidentifier() and key.text not in entries:
            return True
        if odd := odd_in_key(key.text):
            message = f"nøkkelen {quoted(key.text)} har et tegn som ser ut som mellomrom (U+{ord(odd.group()):04X})"
            self._note("odd-space", message, "Slett mellomrommene rundt nøkkelen, og skriv dem på nytt.", key.place)
        elif key.text == "" and not key.quoted:
            self._note("bad-key", "nøkkelen foran kolonet mangler", "Skriv nøkkelen, eller slett linja.", key.place)
        elif key.text == "<<" and not key.quoted:
            self._note("merge-key", "«<<» kan ikke brukes her", "Skriv feltene rett inn.", key.place)
        elif first := entries.get(key.text):
            message = f"nøkkelen {quoted(key.text)} står to ganger (første gang på linje {first.place.line})"
            self._note("duplicate-key", message, "Behold den ene.", key.place)
        else:
            return True
        return False

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        text: str = event.value
        if event.style == '"' and (bad := FORBIDDEN.search(text.replace("\r\n", "\n").replace("\r", "\n"))):
            self._note("character", *about_character(bad.group()), place)
        end = event.end_mark
        if not event.style and end and end.index in self._glued_comments:
            message = "teksten etter «#» blir ikke med, fordi YAML leser den som en kommentar"
            hint = "Sett anførselstegn rundt hele verdien. Er det en kommentar, så skriv et mellomrom etter «#»."
            self._note("glued-comment", message, hint, Place(end.line + 1, end.column + 1))
        if not text.isascii():
            text = normalize("NFC", text)
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return Scalar(text, place, quoted=bool(event.style))

    def _sign(self, sign: str, place: Place) -> None:
        if place.line in self._signed:
            return
        self._signed.add(place.line)
        message = f"«{sign}» foran en verdi betyr noe eget i YAML og kan ikke brukes her"
        self._note("yaml-sign", message, f"Sett anførselstegn rundt hele verdien, eller fjern «{sign}».", place)

    def _note(self, code: str, message: str, hint: str | None, place: Place) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(code, message, hint, line=place.line, column=place.column))


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
