"""Styles from one document to another: which style here is the one there, and bringing the ones that are missing.

A style is known by its kind and name, whatever the case of the name and whatever its id (see `styles`); a style that
OURS has is never changed. Source: ECMA-376 part 1 § 17.7.4.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cached_property

from lxml.etree import _Element

from pipeline.word.additions import Growing
from pipeline.word.names import w
from pipeline.word.transplant_clean import clean
from pipeline.word.transplant_numbering import NumberMap

_STYLE, _ID, _TYPE, _NAME, _ALIASES, _VALUE = (
    w("style"),
    w("styleId"),
    w("type"),
    w("name"),
    w("aliases"),
    w("val"),
)
_DEFAULT, _BASED_ON, _NEXT, _LINK, _NUMBER = w("default"), w("basedOn"), w("next"), w("link"), w("numId")
_TRUE = ("1", "true", "on")
_REMEMBERED = (w("rsid"), w("personal"), w("personalCompose"), w("personalReply"))

# The element that refers to a style, and the kind of style that it refers to.
REFERENCES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}


def names_of(style: _Element) -> tuple[str, ...]:
    """The names of a style as they are compared: its own first, then its aliases (§ 17.7.4.1), also after a comma."""
    said = (style.find(_NAME), style.find(_ALIASES))
    names = ",".join("" if element is None else element.get(_VALUE, "") for element in said).split(",")
    return tuple(" ".join(name.split()).casefold() for name in names if name.strip())


def style_kind(style: _Element) -> str:
    """paragraph, character, table or numbering."""
    return style.get(_TYPE, "paragraph")


class StyleMap:
    """The styles of THEIRS (a root, None without such a part) as styles of OURS."""

    def __init__(self, theirs: _Element | None, ours: Growing, numbers: NumberMap) -> None:
        self._theirs = theirs
        self._ours = ours
        self._numbers = numbers
        self._known: dict[str, str | None] = {}
        self.imported: dict[str, str] = {}
        """The styles that were brought along: their id in THEIRS, and in OURS."""

    @cached_property
    def _their_styles(self) -> dict[str, _Element]:
        root = self._theirs
        return {} if root is None else {style.get(_ID, ""): style for style in root.iterchildren(_STYLE)}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], str]:
        """The ids in OURS by kind and name; an alias counts where no style has it for a name."""
        found: dict[tuple[str, str], str] = {}
        styles = [(style, names_of(style)) for style in self._ours.root.iterchildren(_STYLE)]
        for first in (True, False):
            for style, names in styles:
                for name in names[:1] if first else names[1:]:
                    found.setdefault((style_kind(style), name), style.get(_ID, ""))
        return found

    @cached_property
    def _taken_ids(self) -> set[str]:
        return {style.get(_ID, "").casefold() for style in self._ours.root.iterchildren(_STYLE)}

    def id_of(self, style: str, kind: str) -> str | None:
        """The id in OURS of a style of THEIRS; None when it is none there, or a namesake of another kind is here."""
        if style not in self._known:
            self._known[style] = self._find(style, kind)
        return self._known[style]

    def _find(self, style: str, kind: str) -> str | None:
        element = self._their_styles.get(style)
        if element is None or style_kind(element) != kind:
            return None
        name = names_of(element)[:1] or (style.casefold(),)
        there = self._by_name.get((kind, name[0]))
        if there is not None:
            return there
        if element.get(_DEFAULT) in _TRUE:
            return self._default(kind)
        if any(known == name[0] for _, known in self._by_name):
            return None
        return self._bring(element, style, kind, name[0])

    def _default(self, kind: str) -> str | None:
        """The default style of a kind in OURS: a default never comes along, it would be one too many."""
        for style in self._ours.root.iterchildren(_STYLE):
            if style.get(_DEFAULT) in _TRUE and style_kind(style) == kind:
                return style.get(_ID)
        return None

    def _bring(self, element: _Element, style: str, kind: str, name: str) -> str:
        identity = self._free_id(style)
        self._known[style] = self.imported[style] = self._by_name[(kind, name)] = identity
        copied = deepcopy(element)
        copied.tail = None
        clean(copied)
        for child in [*copied.iterchildren(*_REMEMBERED)]:
            copied.remove(child)
        copied.set(_ID, identity)
        self._ours.root.append(copied)
        self._ours.changed = True
        for tag in (_BASED_ON, _NEXT, _LINK):
            self._refer(copied, tag, kind)
        for number in list(copied.iter(_NUMBER)):
            number.set(_VALUE, self._numbers.id_of(number.get(_VALUE, ""), self.imported))
        return identity

    def _refer(self, style: _Element, tag: str, kind: str) -> None:
        """Let what a style refers to be its counterpart here; a link is kept when both ends of it were brought."""
        reference = style.find(tag)
        if reference is None:
            return
        wanted = reference.get(_VALUE, "")
        other = {"paragraph": "character", "character": "paragraph"}.get(kind, kind) if tag == _LINK else kind
        found = self.id_of(wanted, other)
        if found is None or (tag == _LINK and wanted not in self.imported):
            style.remove(reference)
        else:
            reference.set(_VALUE, found)

    def _free_id(self, wanted: str) -> str:
        identity, number = wanted, 1
        while identity.casefold() in self._taken_ids:
            number += 1
            identity = f"{wanted}{number}"
        self._taken_ids.add(identity.casefold())
        return identity
