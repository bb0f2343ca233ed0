"""Footnotes and endnotes that come along with the text that refers to them.

Source: ECMA-376 part 1 § 17.11; the notes with a type (separators) are the document's own and stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.additions import Additions, Growing
from pipeline.word.names import REL_ENDNOTES, REL_FOOTNOTES, WORD_TYPE, w
from pipeline.word.parse import parse

Bring: TypeAlias = Callable[[_Element, str, str], _Element]
"""Brings an element from a part of THEIRS to a part of OURS."""

_ID, _TYPE = w("id"), w("type")
_KINDS = {
    w("footnoteReference"): (REL_FOOTNOTES, "footnotes", w("footnote")),
    w("endnoteReference"): (REL_ENDNOTES, "endnotes", w("endnote")),
}
REFERENCES = tuple(_KINDS)


@dataclass(slots=True)
class _Kind:
    """The notes of one kind, in both documents."""

    source: str
    theirs: _Element
    ours: Growing
    note: str
    added: list[_Element] = field(default_factory=list)


class NoteMap:
    """The notes of THEIRS as notes of OURS."""

    def __init__(self, theirs: Mapping[str, bytes], ours: Additions) -> None:
        self._theirs = theirs
        self._ours = ours
        self._kinds: dict[str, _Kind | None] = {}

    def notes(self, element: _Element) -> Iterator[tuple[_Element | None, str]]:
        """The note that each reference in `element` is to, and its part in THEIRS; None for one that is not there."""
        for reference in element.iter(*REFERENCES):
            kind = self._kind(reference.tag)
            yield (None, "") if kind is None else (_note(kind, reference), kind.source)

    def bring(self, element: _Element, bring: Bring) -> None:
        """Let each reference in `element` be to a note of OURS, which is added; all of them are there in THEIRS."""
        for reference in list(element.iter(*REFERENCES)):
            kind = self._kind(reference.tag)
            note = None if kind is None else _note(kind, reference)
            if kind is None or note is None:
                continue
            target = kind.ours.name()
            if not list(kind.ours.root.iterchildren(kind.note)):
                _add_separators(kind)
            copied = bring(note, kind.source, target)
            copied.set(_ID, str(_highest(kind.ours.root, kind.note) + 1))
            reference.set(_ID, copied.get(_ID, ""))
            kind.ours.root.append(copied)
            kind.added.append(copied)
            kind.ours.changed = True

    def added(self) -> Iterator[tuple[str, list[_Element]]]:
        """The parts of OURS that got notes, and the notes."""
        for kind in self._kinds.values():
            if kind is not None and kind.added:
                yield kind.ours.name(), kind.added

    def save(self) -> None:
        """Put the parts that got notes into the package."""
        for kind in self._kinds.values():
            if kind is not None:
                kind.ours.save()

    def _kind(self, reference: str) -> _Kind | None:
        if reference not in self._kinds:
            relation, leaf, note = _KINDS[reference]
            there = opc.related(self._theirs, opc.main_part(self._theirs), relation)
            ours = Growing(self._ours, relation, leaf, f"{WORD_TYPE}{leaf}+xml")
            self._kinds[reference] = (
                _Kind(there[0], parse(self._theirs[there[0]], there[0]), ours, note) if there else None
            )
        return self._kinds[reference]


def _note(kind: _Kind, reference: _Element) -> _Element | None:
    wanted = reference.get(_ID)
    return next((note for note in kind.theirs.iterchildren(kind.note) if note.get(_ID) == wanted), None)


def _add_separators(kind: _Kind) -> None:
    """A new part has the lines between text and notes that THEIRS has (§ 17.11.23)."""
    for note in kind.theirs.iterchildren(kind.note):
        if note.get(_TYPE, "normal") != "normal":
            kind.ours.root.append(deepcopy(note))


def _highest(root: _Element, note: str) -> int:
    numbers = (each.get(_ID, "") for each in root.iterchildren(note))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
