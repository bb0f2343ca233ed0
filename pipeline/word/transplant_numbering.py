"""Lists from one document to another: the number of a list there as the number of a list here.

A list of bullets that OURS has already is used again; a list with numbers gets a definition of its own, so that it
neither goes on from a list of OURS nor lets one go on from it. Source: ECMA-376 part 1 § 17.9.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property

from lxml.etree import _Element

from pipeline.word.additions import Growing
from pipeline.word.names import W, w
from pipeline.word.shape import Shape, shape

_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID, _VALUE = (
    w("abstractNum"),
    w("abstractNumId"),
    w("num"),
    w("numId"),
    w("val"),
)
_LEVEL, _FORMAT, _PARAGRAPH_STYLE, _OVERRIDE = w("lvl"), w("numFmt"), w("pStyle"), w("lvlOverride")
_NSID, _STYLE_LINK, _NUM_STYLE_LINK, _PICTURE = w("nsid"), w("styleLink"), w("numStyleLink"), w("lvlPicBulletId")
_NO_LIST = "0"
_WITHOUT_COUNT = frozenset({"bullet", "none"})
_NOT_COMPARED = (_PARAGRAPH_STYLE, _PICTURE)


class NumberMap:
    """The lists of THEIRS (the roots of its numbering and of its styles) as lists of OURS."""

    def __init__(self, theirs: _Element | None, their_styles: _Element | None, ours: Growing) -> None:
        self._theirs = theirs
        self._their_styles = their_styles
        self._ours = ours
        self._known: dict[str, str] = {_NO_LIST: _NO_LIST}
        self._abstracts: dict[str, str] = {}

    def learn(self, theirs: str, ours: str) -> None:
        """From now on the list `theirs` is the list `ours`, if that is one; what was learned first stands."""
        if any(number.get(_NUM_ID) == ours for number in self._ours.root.iterchildren(_NUM)):
            self._known.setdefault(theirs, ours)

    def id_of(self, number: str, styles: Mapping[str, str]) -> str:
        """The id in OURS of a list of THEIRS; 0, which is no list, when it is none there.

        `styles` are the styles that were brought along, by id: the levels that belong to one of them go on doing so.
        """
        if number not in self._known:
            self._known[number] = self._find(number, styles)
        return self._known[number]

    def _find(self, number: str, styles: Mapping[str, str]) -> str:
        num = _by_id(self._theirs, _NUM, _NUM_ID, number)
        abstract = None if num is None else self._abstract_of(num)
        if num is None or abstract is None:
            return _NO_LIST
        same = self._same_bullets(num, abstract) or self._same_list(num, abstract, styles)
        return same if same is not None else self._bring(num, abstract, styles)

    def _same_list(self, num: _Element, abstract: _Element, styles: Mapping[str, str]) -> str | None:
        """The list of OURS that is this very list: it was in the document from the start, or came along before."""
        of_new_style = any(level.get(_VALUE) in styles for level in abstract.iter(_PARAGRAPH_STYLE))
        if num.find(_OVERRIDE) is not None or of_new_style:
            return None
        number, looks = num.get(_NUM_ID, ""), _looks(abstract)
        brought, original = self._nsid(num, looks), _nsid_of(abstract)
        for each in self._ours.root.iterchildren(_NUM):
            pointer = each.find(_ABSTRACT_ID)
            ours = _by_id(self._ours.root, _ABSTRACT, _ABSTRACT_ID, "" if pointer is None else pointer.get(_VALUE, ""))
            if ours is None or each.find(_OVERRIDE) is not None or not _has_looks(ours, looks):
                continue
            if _nsid_of(ours) == brought or (each.get(_NUM_ID) == number and _nsid_of(ours) == original):
                return each.get(_NUM_ID)
        return None

    @staticmethod
    def _nsid(num: _Element, looks: Shape) -> str:
        """The number that a list gets when it comes along: the same at every generation."""
        digest = hashlib.sha256(repr((num.get(_NUM_ID), looks)).encode()).digest()
        return f"{int.from_bytes(digest[:4]) & 0x7FFFFFFF:08X}"

    def _abstract_of(self, num: _Element) -> _Element | None:
        """The definition of a list; one that is said by a numbering style is looked up there (§ 17.9.21)."""
        for _ in range(2):
            pointer = num.find(_ABSTRACT_ID)
            abstract = _by_id(self._theirs, _ABSTRACT, _ABSTRACT_ID, "" if pointer is None else pointer.get(_VALUE, ""))
            link = None if abstract is None else abstract.find(_NUM_STYLE_LINK)
            if link is None:
                return abstract
            style = _by_id(self._their_styles, w("style"), w("styleId"), link.get(_VALUE, ""))
            said = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}/{_NUM_ID}")
            following = None if said is None else _by_id(self._theirs, _NUM, _NUM_ID, said.get(_VALUE, ""))
            if following is None:
                return None
            num = following
        return None

    def _same_bullets(self, num: _Element, abstract: _Element) -> str | None:
        """A list of OURS with the same bullets, if `abstract` never counts."""
        formats = {each.get(_VALUE) for each in abstract.iter(_FORMAT)}
        if not formats or not formats <= _WITHOUT_COUNT or num.find(_OVERRIDE) is not None:
            return None
        wanted = _looks(abstract)
        same = {each.get(_ABSTRACT_ID) for each in self._ours.root.iterchildren(_ABSTRACT) if _has_looks(each, wanted)}
        for each in self._ours.root.iterchildren(_NUM):
            pointer = each.find(_ABSTRACT_ID)
            if each.find(_OVERRIDE) is None and pointer is not None and pointer.get(_VALUE) in same:
                return each.get(_NUM_ID)
        return None

    def _bring(self, num: _Element, abstract: _Element, styles: Mapping[str, str]) -> str:
        their_abstract = abstract.get(_ABSTRACT_ID, "")
        if their_abstract not in self._abstracts:
            nsid = self._nsid(num, _looks(abstract))
            self._abstracts[their_abstract] = self._bring_abstract(abstract, nsid, styles)
        root = self._ours.root
        copied = plain_copy(num)
        identity = str(_highest(root, _NUM, _NUM_ID) + 1)
        copied.set(_NUM_ID, identity)
        pointer = copied.find(_ABSTRACT_ID)
        if pointer is not None:
            pointer.set(_VALUE, self._abstracts[their_abstract])
        _settle_levels(copied, styles)
        _after_last(root, copied, (_NUM, _ABSTRACT, w("numPicBullet")))
        self._ours.changed = True
        return identity

    def _bring_abstract(self, abstract: _Element, wanted: str, styles: Mapping[str, str]) -> str:
        root = self._ours.root
        copied = plain_copy(abstract)
        identity = str(_highest(root, _ABSTRACT, _ABSTRACT_ID) + 1)
        copied.set(_ABSTRACT_ID, identity)
        for child in [*copied.iterchildren(_NSID, _STYLE_LINK, w("name"))]:
            copied.remove(child)
        # Word takes two lists with one nsid to be one list (§ 17.9.15).
        nsid = copied.makeelement(_NSID, {_VALUE: self._free_nsid(wanted)})
        copied.insert(0, nsid)
        _settle_levels(copied, styles)
        _after_last(root, copied, (_ABSTRACT, w("numPicBullet")))
        return identity

    @cached_property
    def _nsids(self) -> set[str]:
        return {each.get(_VALUE, "").upper() for each in self._ours.root.iter(_NSID)}

    def _free_nsid(self, nsid: str) -> str:
        """`nsid`, or one that no list has; the same for the same lists, since documents are repeatable."""
        while nsid in self._nsids:
            nsid = f"{int.from_bytes(hashlib.sha256(nsid.encode()).digest()[:4]) & 0x7FFFFFFF:08X}"
        self._nsids.add(nsid)
        return nsid


def _nsid_of(abstract: _Element) -> str | None:
    found = abstract.find(_NSID)
    return None if found is None else found.get(_VALUE, "").upper()


def _settle_levels(element: _Element, styles: Mapping[str, str]) -> None:
    """Let levels belong to styles that came along, and to no others: a style of OURS has its own list (§ 17.9.23)."""
    for reference in list(element.iter(_PARAGRAPH_STYLE, _PICTURE)):
        level = reference.getparent()
        if reference.get(_VALUE) in styles and reference.tag == _PARAGRAPH_STYLE:
            reference.set(_VALUE, styles[reference.get(_VALUE, "")])
        elif level is not None:
            level.remove(reference)


def plain_copy(element: _Element) -> _Element:
    """A copy without what newer Words remember of lists in attributes of their own."""
    copied = deepcopy(element)
    copied.tail = None
    for each in copied.iter():
        for name in map(str, each.keys()):
            if not name.startswith(f"{{{W}}}") or name.startswith(f"{{{W}}}rsid"):
                del each.attrib[name]
    return copied


def _looks(abstract: _Element) -> Shape:
    """What a reader sees of a list's definition, to be compared."""
    return tuple(shape(level, _NOT_COMPARED) for level in abstract.iterchildren(_LEVEL))


def _has_looks(abstract: _Element, wanted: Shape) -> bool:
    """Whether a list has the wanted levels first; Word writes all nine whatever there were."""
    return bool(wanted) and _looks(abstract)[: len(wanted)] == wanted


def _by_id(root: _Element | None, tag: str, attribute: str, identity: str) -> _Element | None:
    if root is None:
        return None
    return next((each for each in root.iterchildren(tag) if each.get(attribute) == identity), None)


def _highest(root: _Element, tag: str, attribute: str) -> int:
    numbers = (each.get(attribute, "") for each in root.iterchildren(tag))
    return max((int(number) for number in numbers if number.isdecimal()), default=0)


def _after_last(root: _Element, element: _Element, tags: tuple[str, ...]) -> None:
    """Put `element` after the last child with the first of `tags` that has any; first of all when none has."""
    for tag in tags:
        last = next(root.iterchildren(tag, reversed=True), None)
        if last is not None:
            last.addnext(element)
            return
    root.insert(0, element)
