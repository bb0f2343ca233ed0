"""Notes numbered in the order in which the document refers to them, and none that nothing refers to.

A reference names its note by number (ECMA-376 part 1 § 17.11.14), but LibreOffice takes the note with the lowest number
for the first reference, and so on: any other note would be shown in the wrong place. Word numbers them so, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_ENDNOTES, REL_FOOTNOTES, w
from pipeline.word.parse import parse, serialise
from pipeline.word.tracked import ID

_KINDS = ((REL_FOOTNOTES, w("footnoteReference")), (REL_ENDNOTES, w("endnoteReference")))
_TYPE = w("type")


def with_notes_in_order(parts: Mapping[str, bytes], before: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package with its notes in order, and without those that are new since `before` and not referred to.

    A part that needs nothing keeps its very bytes. Raises DocumentUnreadable.
    """
    main = opc.main_part(parts)
    body = parse(parts[main], main)
    changed: dict[str, bytes] = {}
    for part, root, wanted in _notes(parts, body):
        old = {each.get(ID) for each in parse(before[part], part)} if part in before else set()
        stray = [each for each in root if not (_is_own(each) or each.get(ID) in wanted or each.get(ID) in old)]
        for each in stray:
            root.remove(each)
        if _number(root, wanted, body):
            changed[main] = serialise(body)
        elif not stray:
            continue
        changed[part] = serialise(root)
    return {**parts, **changed}


def _number(root: _Element, wanted: list[str], body: _Element) -> bool:
    """Number the notes and the references to them anew, when the numbers do not rise; whether that was so."""
    if _rises(wanted):
        return False
    taken = [int(each.get(ID, "0")) for each in root if each.get(ID) not in wanted and _is_number(each.get(ID, ""))]
    new = {old: str(number) for number, old in enumerate(wanted, max(taken, default=0) + 1)}
    reference = next(tag for _, tag in _KINDS if str(root.tag).rpartition("}")[2][:-1] in tag)
    for each in (*root, *body.iter(reference)):
        each.set(ID, new.get(each.get(ID, ""), each.get(ID, "")))
    return True


def notes_out_of_order(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts with notes that nothing refers to, or not in the order of their numbers. Raises DocumentUnreadable."""
    main = opc.main_part(parts)
    for part, root, wanted in _notes(parts, parse(parts[main], main)):
        there = {each.get(ID, "") for each in root if not _is_own(each)}
        if there != set(wanted) or not _rises(wanted):
            yield part


def note_numbers(parts: Mapping[str, bytes]) -> dict[tuple[str, str], str]:
    """For the tag of a reference and a number in the file: the how manieth that note is in the document."""
    main = opc.main_part(parts)
    body = parse(parts[main], main)
    found: dict[tuple[str, str], str] = {}
    for _, reference in _KINDS:
        for each in body.iter(reference):
            found.setdefault((reference, each.get(ID, "")), f"#{len(found) + 1}")
    return found


def _notes(parts: Mapping[str, bytes], body: _Element) -> Iterator[tuple[str, _Element, list[str]]]:
    """Each part with notes: its name, its root, and the numbers of the notes as the document refers to them."""
    main = opc.main_part(parts)
    for relation, reference in _KINDS:
        for part in opc.related(parts, main, relation):
            yield part, parse(parts[part], part), list(dict.fromkeys(each.get(ID, "") for each in body.iter(reference)))


def _rises(numbers: list[str]) -> bool:
    """Whether these are numbers and each is higher than the one before."""
    if not all(map(_is_number, numbers)):
        return False
    return all(int(one) < int(other) for one, other in pairwise(numbers))


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal()


def _is_own(note: _Element) -> bool:
    """Whether it is one of the document's own, such as the line above the notes."""
    return note.get(_TYPE, "normal") != "normal"
