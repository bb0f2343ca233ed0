"""What a definition (a style, a list, the settings of a section) says, to be compared: equal shapes look equal.

Editors write the same in more than one way: a switch that is on may or may not say so (ECMA-376 part 1 § 17.17.4),
properties that say nothing may stand there or not, and every save leaves numbers behind.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeAlias

from lxml.etree import QName, _Element

from pipeline.word.names import W, w

Shape: TypeAlias = tuple[object, ...]
Meaning: TypeAlias = Callable[[_Element], str | None]
"""What ``w:val`` of an element stands for, such as the name of a style instead of its id; None for what it says."""

_VALUE, _WORD = w("val"), w("")
_ON, _OFF = frozenset({"1", "true", "on"}), frozenset({"0", "false", "off"})
# Properties, which say the same in any order.
_HOLDERS = frozenset(
    w(tag)
    for tag in (
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "tblCellMar",
        "tcMar",
        "numPr",
        "rFonts",
        "pBdr",
        "tblBorders",
        "tcBorders",
    )
)
_NOT_SEEN = frozenset({w("lang"), w("rsid"), w("proofErr"), w("lastRenderedPageBreak")})
_LEFTOVERS = _NOT_SEEN | {w("noProof")}
# What was typed into a font, or which version of a level this is, is not how it looks.
_LEFT_ATTRIBUTES = frozenset({w("tplc"), w("tentative"), w("hint"), _VALUE})


def shape(
    element: _Element, leave_out: Collection[str] = (), meaning: Meaning | None = None, *, exact: bool = False
) -> Shape:
    """The shape of `element` without what is in the tags of `leave_out`.

    What WordprocessingML itself does not know (text effects) counts in an `exact` shape only, and so does what should
    not be spelled: it may be a person's.
    """
    children = [
        shape(child, leave_out, meaning, exact=exact)
        for child in element
        if child.tag not in leave_out
        and child.tag not in (_NOT_SEEN if exact else _LEFTOVERS)
        and (exact or QName(child.tag).namespace == W)
    ]
    children = [child for child in children if child != (child[0], None, (), (), "") or child[0] not in _HOLDERS]
    if element.tag in _HOLDERS:
        children.sort(key=repr)
    told = None if meaning is None else meaning(element)
    attributes = tuple(
        sorted(
            (name, str(element.get(name)))
            for name in map(str, element.keys())
            if (exact or name.startswith(_WORD)) and not name.startswith(w("rsid")) and name not in _LEFT_ATTRIBUTES
        )
    )
    said = _switch(element.get(_VALUE)) if told is None else told
    return (element.tag, said, attributes, tuple(children), (element.text or "").strip())


def _switch(said: str | None) -> str | None:
    """The value as one of the ways to write it; being there is being on."""
    if said in _ON:
        return None
    return "0" if said in _OFF else said
