"""What differs between two packages, as a person could notice: the parts before and after in, a line for each out.

Parts with text are compared in their canonical form, block by block; comments and the like entry by entry. What our
suggestions bring along may have come: relationships, styles, lists, images, content types. All other parts are to be
the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import TypeAlias

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.canonical_form import bookmark_names, canonical
from pipeline.word.names import CONTENT_TYPES_PART, MC, w
from pipeline.word.note_order import note_numbers
from pipeline.word.parse import parse
from pipeline.word.tracked import ID

_STORIES = tuple(f".wordprocessingml.{kind}+xml" for kind in ("document.main", "header", "footer"))
_NOTES = tuple(f".wordprocessingml.{kind}+xml" for kind in ("footnotes", "endnotes"))
# Parts whose entries may not change, but more may come.
_MAY_GROW = tuple(f".wordprocessingml.{kind}+xml" for kind in ("styles", "numbering", "people"))
# Parts whose entries may neither change nor come, whatever their order.
_SETS = tuple(f".wordprocessingml.comments{kind}+xml" for kind in ("", "Extended", "Ids", "Extensible"))
_BODY, _NOTE_TYPE = w("body"), w("type")
# For the documents before and after: the places of notes by the tags and numbers of their references.
_Numbers: TypeAlias = tuple[Mapping[tuple[str, str], str], Mapping[tuple[str, str], str]]
_IGNORABLE = f"{{{MC}}}Ignorable"


def differences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is not the same, each a line in Norwegian that names the place and no words of the document.

    Raises DocumentUnreadable.
    """
    notes = note_numbers(before), note_numbers(after)
    types = {part: opc.content_types(before).of(part) or opc.content_types(after).of(part) or "" for part in before}
    found = [line for part, kind in types.items() for line in _part(part, kind, before, after, notes)]
    new = {part: opc.content_types(after).of(part) or "" for part in after if opc.find(before, part) is None}
    return (*found, *(line for part, kind in new.items() for line in _new_part(part, kind, after[part])))


def _part(
    part: str, kind: str, before: Mapping[str, bytes], after: Mapping[str, bytes], notes: _Numbers
) -> Iterator[str]:
    there = opc.find(after, part)
    if there is None:
        yield f"«{part}» er borte."
    elif before[part] == after[there] and not (kind.endswith(_NOTES) and notes[0] != notes[1]):
        return
    elif not _is_xml(part, kind):
        yield f"«{part}» er ikke lik."
    else:
        yield from _compared(part, kind, parse(before[part], part), parse(after[there], part), notes)


def _is_xml(part: str, kind: str) -> bool:
    known = kind.endswith((*_STORIES, *_NOTES, *_MAY_GROW, *_SETS))
    return known or part == CONTENT_TYPES_PART or part.casefold().endswith(".rels")


def _compared(part: str, kind: str, before: _Element, after: _Element, notes: _Numbers) -> Iterator[str]:
    if not kind.endswith((*_STORIES, *_NOTES)):
        old, new = Counter(_entries(before)), Counter(_entries(after))
        if old - new or (kind.endswith(_SETS) and new - old):
            yield f"«{part}» har oppføringer som er endret, borte eller nye."
        return
    if not set(before.get(_IGNORABLE, "").split()) <= set(after.get(_IGNORABLE, "").split()):
        yield f"«{part}» er ikke erklært likt."
    if kind.endswith(_NOTES):
        yield from _notes(part, before, after, notes)
    else:
        yield from _blocks(part, before, after, notes)


def _blocks(part: str, before: _Element, after: _Element, notes: _Numbers) -> Iterator[str]:
    """The first block that is not the same; those after it may only have moved."""
    names = bookmark_names(before), bookmark_names(after)
    for number, (old, new) in enumerate(zip_longest(_shown(before), _shown(after)), 1):
        if old is None or new is None or not _same(old, new, names, notes):
            yield f"«{part}» er ikke lik fra blokk {number}."
            return


def _shown(root: _Element) -> Iterator[_Element]:
    """The blocks of a story, and of a document what else stands beside its body."""
    for child in root:
        if child.tag == _BODY:
            yield from child
        else:
            yield child


def _notes(part: str, before: _Element, after: _Element, notes: _Numbers) -> Iterator[str]:
    """The notes, each by its place in the document; those that nothing refers to by their numbers in the file."""
    names = bookmark_names(before), bookmark_names(after)
    old, new = _by_place(before, notes[0]), _by_place(after, notes[1])
    for place in sorted(old.keys() | new.keys()):
        if place not in old or place not in new or not _same(old[place], new[place], names, notes):
            yield f"«{part}» har en note som er endret, borte eller ny ({place.removeprefix('#')})."


def _by_place(root: _Element, notes: Mapping[tuple[str, str], str]) -> dict[str, _Element]:
    """The notes by their places; each is given it for its number, so that two may be compared."""
    found: dict[str, _Element] = {}
    for note in root:
        number = note.get(ID, "")
        place = notes.get((f"{note.tag}Reference", number), number)
        note.set(ID, place)
        found[place] = note
    return found


def _same(
    before: _Element, after: _Element, names: tuple[Mapping[str, str], Mapping[str, str]], notes: _Numbers
) -> bool:
    """Whether two blocks are equal. Spaces that a file forgot to protect may have been protected since."""
    now = canonical(after, names[1], notes=notes[1])
    return now == canonical(before, names[0], notes=notes[0]) or now == canonical(
        before, names[0], notes=notes[0], trim=False
    )


def _entries(root: _Element) -> Iterable[str]:
    names: dict[str, str] = {}
    return (canonical(entry, names) for entry in root)


def _new_part(part: str, kind: str, content: bytes) -> Iterator[str]:
    """What came with our suggestions, and says nothing by itself, may stay when they go."""
    if kind.endswith((*_MAY_GROW,)) or part.casefold().endswith(".rels") or kind.startswith("image/"):
        return
    if kind.endswith((*_SETS, *_NOTES)):
        root = parse(content, part)
        if all(entry.get(_NOTE_TYPE) is not None for entry in root):  # only separators of notes
            return
    yield f"«{part}» er kommet til."
