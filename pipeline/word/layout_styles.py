"""Styles that the template changed and the person did not: OURS gets how they look now, under its own ids.

A style is the same style when kind and name are (see `transplant_styles`); of what a style says, only what can be seen
is compared and followed. Source: ECMA-376 part 1 § 17.7.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from typing import TypeAlias

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.shape import Shape, shape
from pipeline.word.stylenames import shown_name
from pipeline.word.transplant import Transplant
from pipeline.word.transplant_clean import clean
from pipeline.word.transplant_styles import names_of, style_kind

Key: TypeAlias = tuple[str, str]
"""Kind and name of a style, the name as it is compared."""

_STYLE, _ID, _NAME, _VALUE, _DEFAULTS = w("style"), w("styleId"), w("name"), w("val"), w("docDefaults")
_BASED_ON, _NUMBERS, _NUMBER, _LANGUAGE = w("basedOn"), w("numPr"), w("numId"), w("lang")
_PARAGRAPH, _RUN = w("pPr"), w("rPr")
_LOOKS = tuple(w(tag) for tag in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
# What is about the list of styles, not about the looks of one.
_UNSEEN = tuple(
    w(tag)
    for tag in (
        *("name", "aliases", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden", "unhideWhenUsed"),
        *("qFormat", "locked", "personal", "personalCompose", "personalReply"),
    )
)
_KINDS = {"paragraph": "stilen", "character": "tegnstilen", "table": "tabellstilen"}
_AFTER_BASE = tuple(w(tag) for tag in ("aliases", "name"))
_AFTER_LANGUAGE = (w("eastAsianLayout"), w("specVanish"), w("oMath"))
_A_LIST = "en liste"
_THEME = "theme"  # in the names of attributes such as w:asciiTheme and w:themeColor


class StyleSheet:
    """The styles of one document by kind and name; `theme` is a value that is equal for equal themes."""

    def __init__(self, root: _Element, theme: object = None) -> None:
        self.root = root
        self._theme = theme

    @cached_property
    def styles(self) -> dict[Key, _Element]:
        """The styles that are alone about their kind and name."""
        found: dict[Key, list[_Element]] = {}
        for style in self.root.iterchildren(_STYLE):
            found.setdefault(_key(style), []).append(style)
        return {key: styles[0] for key, styles in found.items() if len(styles) == 1}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {style.get(_ID, ""): _key(style)[1] for style in self.root.iterchildren(_STYLE)}

    def name_of(self, identity: str) -> str:
        """The name, as it is compared, of the style with this id; the id itself when no style has it."""
        return self._names.get(identity, identity)

    def looks(self, key: Key) -> Shape:
        """What can be seen of a style."""
        _, said, _, children, _ = shape(self.styles[key], _UNSEEN, self._meaning)
        return (said, children)

    def touched(self, key: Key) -> Shape:
        """All of a style that a person could have touched and that following would take away."""
        _, said, _, children, _ = shape(self.styles[key], _UNSEEN, self._base, exact=True)
        return (said, children, self.theme_in(self.styles[key]))

    def theme_in(self, element: _Element) -> object:
        """The theme that the document had, when something in `element` gets its font or colour from there."""
        names = (str(name) for each in element.iter() for name in each.attrib)
        return self._theme if any(_THEME in name.casefold() for name in names) else None

    def _base(self, element: _Element) -> str | None:
        return self.name_of(element.get(_VALUE, "")) if element.tag == _BASED_ON else None

    def _meaning(self, element: _Element) -> str | None:
        if element.tag == _BASED_ON:
            return self.name_of(element.get(_VALUE, ""))
        if element.tag == _NUMBER and element.get(_VALUE) != "0":
            return _A_LIST  # which one is another matter, see `layout_lists`
        return None


def _key(style: _Element) -> Key:
    names = names_of(style)
    return style_kind(style), names[0] if names else style.get(_ID, "").casefold()


def follow_styles(base: StyleSheet, ours: StyleSheet, theirs: StyleSheet, transplant: Transplant) -> Iterator[str]:
    """Let the styles of `ours`, in place, follow; tells what did, in Norwegian."""
    if _follow_defaults(base, ours, theirs):
        yield "standardene for skrift og avsnitt"
    for key, style in theirs.styles.items():
        if key[0] not in _KINDS or key not in base.styles or key not in ours.styles:
            continue
        if theirs.looks(key) != base.looks(key) and ours.touched(key) == base.touched(key):
            _take_looks(ours.styles[key], style, transplant)
            name = style.find(_NAME)
            yield f"{_KINDS[key[0]]} {shown_name(key[1] if name is None else name.get(_VALUE, ''))}"


def _follow_defaults(base: StyleSheet, ours: StyleSheet, theirs: StyleSheet) -> bool:
    was, now, wanted = (sheet.root.find(_DEFAULTS) for sheet in (base, ours, theirs))
    if was is None or now is None or wanted is None or ours.theme_in(now) != base.theme_in(was):
        return False
    if shape(now, exact=True) != shape(was, exact=True) or shape(wanted) == shape(was):
        return False
    copied = _plain(wanted)
    for place in ("rPrDefault", "pPrDefault"):
        path = f"{w(place)}/{_RUN}"
        _keep_language(now.find(path), copied.find(path))
    ours.root.replace(now, copied)
    return True


def _take_looks(style: _Element, wanted: _Element, transplant: Transplant) -> None:
    """Give `style` the properties of `wanted`; its id, its names and its language stay."""
    old_run, old_numbers = style.find(_RUN), style.find(f"{_PARAGRAPH}/{_NUMBERS}")
    for child in [*style.iterchildren(*_LOOKS)]:
        style.remove(child)
    for child in wanted.iterchildren(*_LOOKS):
        style.append(_plain(child))
    _keep_language(old_run, style.find(_RUN))
    _settle_list(style.find(f"{_PARAGRAPH}/{_NUMBERS}"), old_numbers, transplant)
    _settle_base(style, wanted, transplant)


def _plain(element: _Element) -> _Element:
    copied = deepcopy(element)
    copied.tail = None
    clean(copied)
    return copied


def _keep_language(old: _Element | None, new: _Element | None) -> None:
    """The language of the words is not a matter of looks, so that of OURS stays."""
    if new is None:
        return
    for mine in [*new.iterchildren(_LANGUAGE)]:
        new.remove(mine)
    said = None if old is None else old.find(_LANGUAGE)
    if said is not None:
        place = min((new.index(child) for child in new.iterchildren(*_AFTER_LANGUAGE)), default=len(new))
        new.insert(place, deepcopy(said))


def _settle_list(numbers: _Element | None, old: _Element | None, transplant: Transplant) -> None:
    """A style that was a list stays the same one; for one that becomes a list, the list comes along."""
    number = None if numbers is None else numbers.find(_NUMBER)
    was = None if old is None else old.find(_NUMBER)
    if number is None or number.get(_VALUE) == "0":
        return
    if was is not None and was.get(_VALUE, "0") != "0":
        number.set(_VALUE, was.get(_VALUE, ""))
    else:
        number.set(_VALUE, transplant.list_id(number.get(_VALUE, "")))


def _settle_base(style: _Element, wanted: _Element, transplant: Transplant) -> None:
    said, now = wanted.find(_BASED_ON), style.find(_BASED_ON)
    identity = None if said is None else transplant.style_id(said.get(_VALUE, ""), style_kind(style))
    if identity is None:
        if said is None and now is not None:
            style.remove(now)
        return
    if _leads_to(style, identity):
        return
    if now is None:
        now = style.makeelement(_BASED_ON)
        place = max((style.index(child) for child in style.iterchildren(*_AFTER_BASE)), default=-1)
        style.insert(place + 1, now)
    now.set(_VALUE, identity)


def _leads_to(style: _Element, identity: str) -> bool:
    """Whether the style with this id is `style` or based on it, by way of others too."""
    parent = style.getparent()
    styles = {} if parent is None else {each.get(_ID, ""): each for each in parent.iterchildren(_STYLE)}
    seen: set[str] = set()
    while identity in styles and identity not in seen:
        seen.add(identity)
        if styles[identity] is style:
            return True
        based_on = styles[identity].find(_BASED_ON)
        identity = "" if based_on is None else based_on.get(_VALUE, "")
    return False
