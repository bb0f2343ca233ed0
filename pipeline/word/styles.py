"""What a document's styles say of a paragraph: its name, its heading level, whether it is a list item or hidden.

Styles are known by name, not by id: Norwegian Word calls the style named «heading 1» ``Overskrift1``, LibreOffice
rewrites ids, and both keep the name (ECMA-376 part 1 § 17.7.4.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.parse import parse
from pipeline.word.text import switched_on

_VALUE = w("val")
_PARAGRAPH_PROPERTIES, _RUN_PROPERTIES = w("pPr"), w("rPr")
_OUTLINE, _NUMBERING, _NUMBER_ID = w("outlineLvl"), w("numPr"), w("numId")
_VANISH, _PARAGRAPH_STYLE, _RUN_STYLE = w("vanish"), w("pStyle"), w("rStyle")

_HEADING = re.compile(r"(?:heading|overskrift|titre|überschrift|rubrik|título|otsikko|kop)\s*([1-9])")
_TITLES = frozenset({"title", "tittel"})
_BODY_TEXT = 9
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str | None
    level: int | None
    """The heading level that this style itself gives: None when it says nothing, 0 for body text."""
    listed: bool | None
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class Look:
    """What the styles and a paragraph's own properties make of it.

    `style` is the id, `name` the name of its style; `level` is 1 to 9 for headings, a title counting as 1.
    """

    style: str
    name: str
    level: int | None
    listed: bool


class Styles:
    """The styles of one document."""

    def __init__(self, styles: dict[str, _Style], default: str, *, hides: bool) -> None:
        self._styles = styles
        self._default = default
        self._looks: dict[str, Look] = {}
        self.hide_something = hides

    def look(self, properties: _Element | None) -> Look:
        """How a paragraph with these ``w:pPr`` looks."""
        chosen = None if properties is None else properties.find(_PARAGRAPH_STYLE)
        style = self._default if chosen is None else chosen.get(_VALUE, self._default)
        look = self._looks.get(style)
        if look is None:
            look = self._looks[style] = self._plain_look(style)
        if properties is None:
            return look
        own_level, own_number = _outline(properties), _listed(properties)
        level = look.level if own_level is None or look.level is not None else own_level or None
        return Look(style, look.name, level, look.listed if own_number is None else own_number)

    def _plain_look(self, style: str) -> Look:
        chain = self._chain(style)
        level = next((each.level for each in chain if each.level is not None), None if chain else _named_level(style))
        listed = next((each.listed for each in chain if each.listed is not None), False)
        return Look(style, chain[0].name if chain else style, level or None, listed)

    def hides(self, run: _Element, style: str) -> bool:
        """Whether `run`, in a paragraph of `style`, is hidden text.

        Vanish is a toggle: said by both the paragraph's and the run's style, it is off again (ECMA-376 § 17.7.3).
        """
        properties = run.find(_RUN_PROPERTIES)
        if properties is None:
            return self._style_hides(style)
        own = properties.find(_VANISH)
        if own is not None:
            return switched_on(own)
        chosen = properties.find(_RUN_STYLE)
        by_run_style = chosen is not None and self._style_hides(chosen.get(_VALUE, ""))
        return self._style_hides(style) != by_run_style

    def _style_hides(self, style: str) -> bool:
        return next((each.hidden for each in self._chain(style) if each.hidden is not None), False)

    def _chain(self, style: str) -> list[_Style]:
        """The style and what it is based on, nearest first."""
        chain: list[_Style] = []
        following: str | None = style
        while following in self._styles and len(chain) < _DEEPEST:
            chain.append(self._styles[following])
            following = chain[-1].based_on
        return chain


@lru_cache(maxsize=16)
def read_styles(xml: bytes | None) -> Styles:
    """The styles in ``word/styles.xml``; none when the document has no such part. Raises DocumentUnreadable."""
    if xml is None:
        return Styles({}, "", hides=False)
    root = parse(xml, "word/styles.xml")
    styles: dict[str, _Style] = {}
    default = ""
    for element in root.iterchildren(w("style")):
        identity = element.get(w("styleId"), "")
        styles[identity] = _style(element, identity)
        if element.get(w("type")) == "paragraph" and element.get(w("default"), "0") in ("1", "true", "on"):
            default = identity
    return Styles(styles, default, hides=any(style.hidden for style in styles.values()))


def _style(element: _Element, identity: str) -> _Style:
    name = _value(element, w("name")) or identity
    run_properties = element.find(_RUN_PROPERTIES)
    vanish = None if run_properties is None else run_properties.find(_VANISH)
    return _Style(
        name=name,
        based_on=_value(element, w("basedOn")),
        level=_named_level(name) or _outline(element.find(_PARAGRAPH_PROPERTIES)),
        listed=_listed(element.find(_PARAGRAPH_PROPERTIES)),
        hidden=None if vanish is None else switched_on(vanish),
    )


def _value(parent: _Element, tag: str) -> str | None:
    child = parent.find(tag)
    return None if child is None else child.get(_VALUE)


def _named_level(name: str) -> int | None:
    """The level that a style's name tells; names may carry aliases after a comma."""
    first = name.partition(",")[0].strip().casefold()
    heading = _HEADING.fullmatch(first)
    if heading:
        return int(heading[1])
    return 1 if first in _TITLES else None


def _outline(properties: _Element | None) -> int | None:
    """The outline level in paragraph properties as a heading level; 0 for body text (ECMA-376 part 1 § 17.3.1.20)."""
    said = None if properties is None else _value(properties, _OUTLINE)
    if said is None or not said.isdecimal():
        return None
    return 0 if int(said) >= _BODY_TEXT else int(said) + 1


def _listed(properties: _Element | None) -> bool | None:
    """Whether paragraph properties number the paragraph; numbering 0 takes the style's away (§ 17.9.18)."""
    numbering = None if properties is None else properties.find(_NUMBERING)
    return None if numbering is None else _value(numbering, _NUMBER_ID) != "0"
