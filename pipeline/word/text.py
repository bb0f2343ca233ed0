"""The characters of one paragraph, as a reader sees them after accepting all tracked changes.

This is the one definition of «the text of a paragraph»: reading shows it and field spans count in it. A tab is one
character, so is a break; deleted, moved-away and hidden text, field instructions and soft hyphens are none; a text box
is a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from lxml.etree import _Element

from pipeline.word.names import M, mc, w, w14

Leaf: TypeAlias = tuple[_Element, str]
"""An element and the characters that it gives."""

CHECKED, UNCHECKED = "☒", "☐"

P: Final = w("p")
_RUN, _RUBY = w("r"), w("ruby")
_TEXT, _MATH_TEXT = w("t"), f"{{{M}}}t"
_SDT, _SDT_PROPERTIES = w("sdt"), w("sdtPr")
_CHECKBOX = w14("checkbox")
_FIELD_CHARACTER, _FIELD_KIND, _SYMBOL = w("fldChar"), w("fldCharType"), w("sym")
_VALUE = w("val")
_FALSE = frozenset({"0", "false", "off"})

# Elements that stand for one character (ECMA-376 part 1 § 17.3.3).
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
# Elements whose text is not shown, or is shown as other paragraphs: deletions and where moved text came from
# (§§ 17.13.5.14 and 17.13.5.22), properties, the older form of a drawing (part 3 § 9.3), reading aids above the text.
_UNSEEN = frozenset(
    {w("del"), w("moveFrom"), w("pPr"), w("rPr"), w("sdtPr"), w("rt"), mc("Fallback"), w("txbxContent"), P, w("tbl")}
)
# Symbol fonts keep their boxes in the private use area (Wingdings).
_SYMBOLS = {0xF0FE: CHECKED, 0xF0FD: CHECKED, 0xF0A8: UNCHECKED, 0xF06F: UNCHECKED, 0xF071: UNCHECKED}
_LINE_ENDS = str.maketrans({"\n": " ", "\r": " ", "\xad": None})


def switched_on(element: _Element) -> bool:
    """Whether a toggle element such as ``w:vanish`` says yes (ECMA-376 part 1 § 17.17.4)."""
    return element.get(_VALUE, "true") not in _FALSE


def characters(text: _Element) -> str:
    """The characters of a ``w:t``: line ends in the file are spaces, soft hyphens are not seen."""
    return (text.text or "").translate(_LINE_ENDS)


def leaves(paragraph: _Element, hidden: Callable[[_Element], bool] | None = None) -> list[Leaf]:
    """The elements of `paragraph` that give characters, in order; `hidden` says which of its runs are not shown.

    A complex field shows its result, not its instruction (ECMA-376 part 1 § 17.16.18). Fields are followed within the
    paragraph: one that never ends hides no more than that.
    """
    found: list[Leaf] = []
    _below(paragraph, [], hidden, found)
    return found


def _below(parent: _Element, fields: list[bool], hidden: Callable[[_Element], bool] | None, found: list[Leaf]) -> None:
    """Put the leaves below `parent` in `found`; `fields` holds for each open field whether its result has begun."""
    for child in parent:
        tag = child.tag
        if tag == _RUN:
            # A hidden run shows nothing, but a field that begins or ends in it still does so.
            _run(child, fields, [] if hidden is not None and hidden(child) else found)
        elif tag in _UNSEEN:
            continue
        elif tag == _MATH_TEXT:
            found.append((child, characters(child)))
        elif tag == _SDT and (box := checkbox(child)) is not None:
            found.append((child, box))
        else:
            _below(child, fields, hidden, found)


def _run(run: _Element, fields: list[bool], found: list[Leaf]) -> None:
    for child in run:
        tag = child.tag
        if tag == _FIELD_CHARACTER:
            _follow(child, fields)
            box = _form_box(child)
            if box is not None:
                found.append((child, box))
        elif fields and not all(fields):
            continue
        elif tag == _TEXT:
            found.append((child, characters(child)))
        elif tag in _CHARACTERS:
            found.append((child, _CHARACTERS[tag]))
        elif tag == _SYMBOL:
            found.append((child, _symbol(child)))
        elif tag == _RUBY:
            _below(child, fields, None, found)


def _follow(mark: _Element, fields: list[bool]) -> None:
    kind = mark.get(_FIELD_KIND)
    if kind == "begin":
        fields.append(False)
    elif kind == "separate" and fields:
        fields[-1] = True
    elif kind == "end" and fields:
        fields.pop()


def _symbol(symbol: _Element) -> str:
    try:
        code = int(symbol.get(w("char"), ""), 16)
        return _SYMBOLS.get(code) or chr(code)
    except (ValueError, OverflowError):
        return ""


def checkbox(control: _Element) -> str | None:
    """The box that a check box content control shows (MS-DOCX § 2.7.1.8); None for other controls."""
    properties = control.find(_SDT_PROPERTIES)
    box = None if properties is None else properties.find(_CHECKBOX)
    if box is None:
        return None
    state = box.find(w14("checked"))
    on = state is not None and state.get(w14("val"), "true") not in _FALSE
    return CHECKED if on else UNCHECKED


def _form_box(mark: _Element) -> str | None:
    """The box of a legacy check box form field (ECMA-376 part 1 § 17.16.7), which has no text of its own."""
    box = mark.find(f"{w('ffData')}/{w('checkBox')}")
    if box is None:
        return None
    for state in (box.find(w("checked")), box.find(w("default"))):
        if state is not None:
            return CHECKED if switched_on(state) else UNCHECKED
    return UNCHECKED
