"""Elements from one document to another: with them comes everything that they refer to.

A paragraph is nothing without its style, list, links, images and notes, which have other ids in the other document or
are not there. What is there already is used; nothing that is there is changed; what cannot come along is refused
before anything is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.additions import Additions, Growing
from pipeline.word.names import REL_NUMBERING, REL_STYLES, WORD_TYPE, w
from pipeline.word.parse import parse, serialise
from pipeline.word.transplant_clean import clean, obstacle
from pipeline.word.transplant_namespaces import settle_namespaces
from pipeline.word.transplant_notes import NoteMap
from pipeline.word.transplant_numbering import NumberMap
from pipeline.word.transplant_numbers import Numbers
from pipeline.word.transplant_relations import RelationMap
from pipeline.word.transplant_styles import REFERENCES, StyleMap

_NUMBER, _VALUE = w("numId"), w("val")


class NotTransplantable(Exception):
    """An element that cannot be moved to another document; `what` says why, as «et diagram»."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Transplant:
    """Moves elements of the package `theirs` to the package `ours`. Raises DocumentUnreadable.

    `styles` and `numbering` are those parts of OURS, which get what comes along.
    """

    def __init__(self, theirs: Mapping[str, bytes], ours: Mapping[str, bytes]) -> None:
        self._theirs = theirs
        self._ours = ours
        self._package = Additions(ours)
        their_numbering, their_styles = _root(theirs, REL_NUMBERING), _root(theirs, REL_STYLES)
        self.numbering = Growing(self._package, REL_NUMBERING, "numbering", f"{WORD_TYPE}numbering+xml")
        self.styles = Growing(self._package, REL_STYLES, "styles", f"{WORD_TYPE}styles+xml")
        self._lists = NumberMap(their_numbering, their_styles, self.numbering)
        self._style_map = StyleMap(their_styles, self.styles, self._lists)
        self._relations = RelationMap(theirs, self._package)
        self._notes = NoteMap(theirs, self._package)
        self._numbers = Numbers(ours)

    def learn_numbering(self, theirs_num_id: str, ours_num_id: str) -> None:
        """From now on this list of THEIRS is that list of OURS, as aligned paragraphs show."""
        self._lists.learn(theirs_num_id, ours_num_id)

    def style_id(self, style: str, kind: str = "paragraph") -> str | None:
        """The id in OURS of a style of THEIRS, which is brought along if need be; None when it is none there."""
        return self._style_map.id_of(style, kind)

    def list_id(self, number: str) -> str:
        """The id in OURS of a list of THEIRS, which is brought along if need be; 0 when it is none there."""
        return self._lists.id_of(number, self._style_map.imported)

    def bring(self, element: _Element, source: str, target: str) -> _Element:
        """A copy of `element`, from the part `source` of THEIRS, that can stand in the part `target` of OURS.

        It is the accepted view of its tracked changes, and without comments, ids of editors and bookmarks that OURS
        has. Raises NotTransplantable, and then nothing is added.
        """
        self._refuse(element, source)
        copied = deepcopy(element)
        copied.tail = None
        clean(copied)
        settle_namespaces(copied, _parsed(source, self._theirs[source]), self._target(target))
        self._refer(copied)
        self._relations.bring(copied, source, target)
        self._notes.bring(copied, self.bring)
        self._numbers.renew(copied)
        return copied

    def parts(self, stories: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        """OURS with everything that came along with the elements, which the caller puts where they belong.

        `stories` are the parts that the caller changed. Notes that came along are added to a part of notes among them.
        """
        self.styles.save()
        self.numbering.save()
        self._notes.save()
        result = {**self._package.parts(), **(stories or {})}
        for part, notes in self._notes.added():
            if stories is not None and part in stories:
                root = parse(stories[part], part)
                for note in notes:
                    root.append(deepcopy(note))
                result[part] = serialise(root)
        return result

    def _refuse(self, element: _Element, source: str) -> None:
        what = obstacle(element) or self._relations.obstacle(element, source)
        if what is not None:
            raise NotTransplantable(what)
        for note, part in self._notes.notes(element):
            if note is None:
                raise NotTransplantable("en note som mangler")
            self._refuse(note, part)

    def _refer(self, element: _Element) -> None:
        """Let styles and lists be those of OURS; a reference to a style that is not there goes."""
        for reference in list(element.iter(*REFERENCES)):
            parent = reference.getparent()
            style = self._style_map.id_of(reference.get(_VALUE, ""), REFERENCES[reference.tag])
            if style is not None:
                reference.set(_VALUE, style)
            elif parent is not None:
                parent.remove(reference)
        for number in element.iter(_NUMBER):
            number.set(_VALUE, self.list_id(number.get(_VALUE, "")))

    def _target(self, part: str) -> _Element:
        parts = self._package.parts()
        return _parsed(part, parts[part])


def _root(parts: Mapping[str, bytes], kind: str) -> _Element | None:
    there = opc.related(parts, opc.main_part(parts), kind)
    return parse(parts[there[0]], there[0]) if there else None


@lru_cache(maxsize=8)
def _parsed(part: str, content: bytes) -> _Element:
    """The root of a part that is only looked at."""
    return parse(content, part)
