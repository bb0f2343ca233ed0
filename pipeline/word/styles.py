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


class Styles:
    """The styles of one document."""

    def __init__(self, styles: dict[str, _Style], default: str, *, hides: bool) -> None:
        self._styles = styles
        self._default = default
        self.hide_something = hides

    def style_of(self, paragraph: _Element) -> str:
        """The id of the paragraph's style, the default one when it names none."""
        properties = paragraph.find(_PARAGRAPH_PROPERTIES)
        chosen = None if properties is None else properties.find(_PARAGRAPH_STYLE)
        return self._default if chosen is None else chosen.get(_VALUE, self._default)

    def name(self, style: str) -> str:
        """The style's name; its id when the document does not define it."""
        return self._styles[style].name if style in self._styles else style

    def level(self, style: str, paragraph: _Element) -> int | None:
        """The heading level, 1 to 9: from the style's name or outline level, else from the paragraph's own.

        A title counts as level 1.
        """
        if style not in self._styles:
            named = _named_level(style)
            return named or _outline(paragraph) or None
        for each in self._chain(style):
            if each.level is not None:
                return each.level or _outline(paragraph) or None
        return _outline(paragraph) or None

    def listed(self, style: str, paragraph: _Element) -> bool:
        """Whether the paragraph has a number or a bullet."""
        own = _listed(paragraph)
        if own is not None:
            return own
        return next((each.listed for each in self._chain(style) if each.listed is not None), False)

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
        level=_named_level(name) or _outline(element),
        listed=_listed(element),
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


def _outline(element: _Element) -> int | None:
    """The outline level in an element's own paragraph properties as a heading level; 0 for body text (§ 17.3.1.20)."""
    properties = element.find(_PARAGRAPH_PROPERTIES)
    said = None if properties is None else _value(properties, _OUTLINE)
    if said is None or not said.isdecimal():
        return None
    return 0 if int(said) >= _BODY_TEXT else int(said) + 1


def _listed(element: _Element) -> bool | None:
    """Whether an element's own paragraph properties number it; numbering 0 takes it away (§ 17.9.18)."""
    properties = element.find(_PARAGRAPH_PROPERTIES)
    numbering = None if properties is None else properties.find(_NUMBERING)
    if numbering is None:
        return None
    return _value(numbering, _NUMBER_ID) != "0"
