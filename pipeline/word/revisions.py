"""Tracked changes accepted, rejected and counted: of everybody, or of one author, ourselves for one.

`accept` and `reject` change the root of a story in place; `resolved` does so for a package, and gives new parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_ENDNOTES, REL_FOOTER, REL_FOOTNOTES, REL_HEADER, w
from pipeline.word.own_comments import without_anchors, without_comments
from pipeline.word.parse import parse, serialise
from pipeline.word.resolution import resolve
from pipeline.word.suggestions import count
from pipeline.word.tracked import AUTHOR, ID

__all__ = ["AUTHOR", "accept", "pending", "reject", "resolved", "story_parts"]

_NOTES = (
    (REL_FOOTNOTES, w("footnoteReference"), w("footnote")),
    (REL_ENDNOTES, w("endnoteReference"), w("endnote")),
)


def accept(root: _Element, author: str | None = None) -> None:
    """Accept the tracked changes of `author`, or of everybody, in the story with this root."""
    resolve(root, accept=True, author=author)


def reject(root: _Element, author: str | None = None) -> None:
    """Reject the tracked changes of `author`, or of everybody, in the story with this root."""
    resolve(root, accept=False, author=author)


def story_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The parts with text: the document, its headers and footers, footnotes and endnotes. Raises DocumentUnreadable."""
    main = opc.main_part(parts)
    yield main
    yield from opc.related(parts, main, REL_HEADER, REL_FOOTER, REL_FOOTNOTES, REL_ENDNOTES)


def resolved(parts: Mapping[str, bytes], *, accept: bool, author: str | None = None) -> dict[str, bytes]:
    """The package with the tracked changes of `author`, or of everybody, accepted or rejected.

    Of an author the comments go too, and so do notes that nothing refers to any more. A part in which there is nothing
    to do keeps its very bytes. Raises DocumentUnreadable.
    """
    result, comments = (dict(parts), frozenset[str]()) if author is None else without_comments(parts, author)
    main = opc.main_part(parts)
    for part in story_parts(parts):
        root = parse(result[part], part)
        before = _note_references(root) if part == main else set()
        unanchored = without_anchors(root, comments)
        if resolve(root, accept=accept, author=author) or unanchored:
            result[part] = serialise(root)
            result |= _without_notes(result, main, before - _note_references(root))
    return result


def _note_references(root: _Element) -> set[tuple[str, str]]:
    return {(relation, each.get(ID, "")) for relation, tag, _ in _NOTES for each in root.iter(tag)}


def _without_notes(parts: Mapping[str, bytes], main: str, gone: set[tuple[str, str]]) -> dict[str, bytes]:
    """The parts with notes, without those that are gone."""
    changed: dict[str, bytes] = {}
    for relation, _, note in _NOTES:
        ids = {identity for kind, identity in gone if kind == relation}
        for part in opc.related(parts, main, relation) if ids else ():
            root = parse(parts[part], part)
            for each in root.findall(note):
                if each.get(ID) in ids:
                    root.remove(each)
            changed[part] = serialise(root)
    return changed


def pending(parts: Mapping[str, bytes]) -> int:
    """The number of our own suggestions that nobody has accepted or rejected. Raises DocumentUnreadable."""
    return sum(count(parse(parts[part], part), AUTHOR) for part in story_parts(parts))
