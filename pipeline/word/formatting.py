"""What one set of properties says: the children of a ``w:rPr``, ``w:pPr`` or ``w:tcPr`` in, comparable values out.

Spellings of the same thing become one value: 1 and true, left and start, «auto» and nothing said at all. A value of
None takes away what a style gave. What editors rewrite on their own (languages, kerning, spelling marks, widow control
and the settings for other scripts) is not there. Lengths are floats, in twentieths of a point, so that they can be
compared with a tolerance; all else is compared exactly. Sources: ECMA-376 part 1 §§ 17.3.1, 17.3.2 and 17.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from lxml.etree import QName, _Element

from pipeline.word.names import W14, w
from pipeline.word.text import switched_on

Trait: TypeAlias = "str | int | float | tuple[Trait, ...] | None"
"""Anything that can be compared; lengths are floats, nothing else is."""

Said: TypeAlias = dict[str, Trait]

_VALUE = w("val")
_NOISE_NAMESPACES = tuple(
    f"{{http://schemas.microsoft.com/office/word/{name}}}"
    for name in ("2010/wordprocessingDrawing", "2012/wordml", "2016/wordml/cid")
)
_NOISE_ATTRIBUTES = frozenset(
    {f"{{{W14}}}paraId", f"{{{W14}}}textId"}
    | {w(name) for name in ("rsidR", "rsidRPr", "rsidP", "rsidRDefault", "rsidDel", "rsidTr", "rsidSect")}
)
_TOGGLES = frozenset(
    {"b", "i", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint", "vanish"}
)
"""On in two of a character's styles is off again (ECMA-376 part 1 § 17.7.3)."""

_SWITCHES = frozenset({"webHidden", "specVanish", "rtl", "pageBreakBefore", "keepNext", "keepLines", "bidi"}) | {
    "contextualSpacing"
}
_CHANGES = frozenset(
    w(name)
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange", "rPrChange"),
        *("pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    )
)
# Editors write these on their own, or they only matter to scripts that stand in no template. The styles, tracked
# changes and sections have their own place in the fingerprint.
_RUN_NOISE = "rStyle lang noProof kern szCs bCs iCs cs snapToGrid ins del moveFrom moveTo rPrChange oMath fitText"
_PARAGRAPH_NOISE = (
    "pStyle rPr sectPr pPrChange widowControl suppressAutoHyphens suppressLineNumbers snapToGrid autoSpaceDE "
    "autoSpaceDN kinsoku wordWrap overflowPunct topLinePunct adjustRightInd divId cnfStyle textAlignment outlineLvl "
    "textDirection mirrorIndents suppressOverlap textboxTightWrap"
)
_NOISE = frozenset(w(name) for name in f"{_RUN_NOISE} {_PARAGRAPH_NOISE}".split())
_NOTHING = frozenset({"none", "nil", "auto", "baseline", "left", "start", "lrTb", ""})
_SINGLE, _COARSER = 240.0, 0.3
_SIDES = {"start": "left", "end": "right"}


def toggles() -> frozenset[str]:
    """The properties that are on or off, and that two styles turn off between them."""
    return _TOGGLES


def value(element: _Element | None) -> str | None:
    """The ``w:val`` of an element; None when there is none."""
    return None if element is None else element.get(_VALUE)


def length(text: str | None) -> float | None:
    """A length in twentieths of a point, also from «12pt» (ECMA-376 part 1 § 22.9.2.14); None for anything else."""
    if text is None:
        return None
    units = {"pt": 20.0, "mm": 56.6929, "cm": 566.929, "in": 1440.0, "pc": 240.0, "pi": 240.0}
    number, factor = (text[:-2], units[text[-2:]]) if text[-2:] in units else (text, 1.0)
    try:
        return float(number) * factor
    except ValueError:
        return None


def attributes_of(element: _Element) -> list[tuple[str, str]]:
    """The attributes of an element, in the order of their names."""
    return sorted((str(name), str(text)) for name, text in element.attrib.items())


def raw(element: _Element) -> Trait:
    """An element as it stands, without ids that editors renumber; its relationships are for others to follow."""
    attributes = tuple(
        (name, text)
        for name, text in attributes_of(element)
        if name not in _NOISE_ATTRIBUTES and not name.startswith(_NOISE_NAMESPACES)
    )
    children = tuple(raw(child) for child in element)
    return (element.tag, attributes, (element.text or "").strip(), children)


def said(properties: _Element | None, fonts: Mapping[str, str]) -> Said:
    """What the properties say, by name; `fonts` are those of the theme, by their role there."""
    found: Said = {}
    for element in () if properties is None else properties:
        tag = element.tag
        if tag in _NOISE:
            continue
        name = tag.rpartition("}")[2]
        if name in _TOGGLES or name in _SWITCHES:
            found[name] = int(switched_on(element)) or (0 if name in _TOGGLES else None)
        elif name in _READERS:
            found.update(_READERS[name](element))
        elif name == "rFonts":
            found.update(_fonts(element, fonts))
        else:
            found[tag] = raw(element)
    return found


def changed(element: _Element) -> Trait:
    """A tracked change round something: its kind and whose it is."""
    return (str(QName(element).localname), element.get(w("author")))


def changes_in(properties: _Element | None) -> tuple[Trait, ...]:
    """The tracked changes among properties."""
    if properties is None:
        return ()
    found = [(changed(each), raw(each)) for each in properties if each.tag in _CHANGES]
    numbering = properties.find(w("numPr"))
    return (*found, *(() if numbering is None else changes_in(numbering)))


def shading(element: _Element | None) -> Trait:
    """A background: its colour, and its pattern when it has one."""
    if element is None:
        return None
    pattern, fill = element.get(_VALUE, "clear"), element.get(w("fill"), "auto").upper()
    if pattern in ("clear", "nil"):
        return None if fill == "AUTO" else fill
    return (pattern, fill, element.get(w("color"), "auto").upper())


def border(element: _Element | None) -> Trait:
    """One side of a border: its kind, width in eighths of a point, and colour."""
    if element is None or element.get(_VALUE, "none") in ("none", "nil"):
        return None
    return (element.get(_VALUE), element.get(w("sz"), "0"), element.get(w("color"), "auto").upper())


def sides(element: _Element | None) -> Said:
    """The borders that an element such as ``w:tcBorders`` speaks of, by side."""
    return {side_of(side): border(side) for side in (() if element is None else element)}


def side_of(element: _Element) -> str:
    """The side that an element is about; start is left."""
    name = str(element.tag).rpartition("}")[2]
    return _SIDES.get(name, name)


# --- properties with values of their own ------------------------------------------------------------------------------


def _word(element: _Element) -> Said:
    text = element.get(_VALUE, "")
    return {str(QName(element).localname): None if text in _NOTHING else text}


def _underline(element: _Element) -> Said:
    kind = element.get(_VALUE, "none")
    colour = element.get(w("color"), "auto").upper()
    return {"u": None if kind == "none" else (kind, None if colour == "AUTO" else colour)}


def _colour(element: _Element) -> Said:
    text = element.get(_VALUE, "auto").upper()
    return {"color": None if text == "AUTO" else text}


def _scale(element: _Element) -> Said:
    text = element.get(_VALUE, "100").rstrip("%")
    return {"w": None if text == "100" else text}


def _shade(element: _Element) -> Said:
    return {"shd": shading(element)}


def _box(element: _Element) -> Said:
    return {"bdr": border(element)}


def _justification(element: _Element) -> Said:
    text = element.get(_VALUE, "")
    return {"jc": None if text in _NOTHING else _SIDES.get(text, text)}


def _indents(element: _Element) -> Said:
    found: Said = {}
    for name in ("left", "start", "right", "end"):
        if element.get(w(name)) is not None:
            found[f"ind-{_SIDES.get(name, name)}"] = length(element.get(w(name))) or None
    if element.get(w("hanging")) is not None:
        found["ind-first"] = -(length(element.get(w("hanging"))) or 0.0) or None
    elif element.get(w("firstLine")) is not None:
        found["ind-first"] = length(element.get(w("firstLine"))) or None
    return found


def _spacing(element: _Element) -> Said:
    if element.get(_VALUE) is not None:  # between the characters of a run
        return {"spacing": length(element.get(_VALUE)) or None}
    found: Said = {}
    for name in ("before", "after"):
        if element.get(w(name)) is not None:
            found[name] = length(element.get(w(name))) or None
        automatic = element.get(w(f"{name}Autospacing"))
        if automatic is not None:
            found[f"{name}-auto"] = automatic if automatic in ("1", "true", "on") else None
    if element.get(w("line")) is not None:
        found["line"] = _line_height(element.get(w("line")), element.get(w("lineRule"), "auto"))
    return found


def _line_height(height: str | None, rule: str) -> Trait:
    """The height of lines, a multiple of single ones made coarser: LibreOffice loses a percent each time it saves."""
    number = length(height) or 0.0
    if rule != "auto":
        return (number, rule)
    return None if number == _SINGLE else (number * _COARSER, rule)


def _paragraph_borders(element: _Element) -> Said:
    return {f"border-{name}": line for name, line in sides(element).items()}


def _numbering(element: _Element) -> Said:
    found: Said = {}
    for name in ("numId", "ilvl"):
        number = value(element.find(w(name)))
        if number is not None:
            found[name] = number
    return found


def _tabs(element: _Element) -> Said:
    """Tab stops by their place; None for one that is cleared."""
    found: Said = {}
    for tab in element.iterchildren(w("tab")):
        kind, leader = tab.get(_VALUE, "left"), tab.get(w("leader"), "none")
        stop = (length(tab.get(w("pos"))), _SIDES.get(kind, kind), leader)
        found[f"tab-{tab.get(w('pos'))}"] = None if kind in ("clear", "num") else stop
    return found


def _fonts(element: _Element, fonts: Mapping[str, str]) -> Said:
    """The fonts of Latin letters; a theme's font goes before one that is named (ECMA-376 part 1 § 17.3.2.26)."""
    found: Said = {}
    for name in ("ascii", "hAnsi"):
        by_theme, by_name = element.get(w(f"{name}Theme")), element.get(w(name))
        chosen = fonts.get(by_theme) if by_theme is not None else None
        if chosen or by_name is not None:
            found[f"font-{name}"] = chosen or by_name
    return found


_READERS: dict[str, Callable[[_Element], Said]] = {
    "u": _underline,
    "color": _colour,
    "sz": _word,
    "highlight": _word,
    "vertAlign": _word,
    "effect": _word,
    "em": _word,
    "position": _word,
    "w": _scale,
    "shd": _shade,
    "bdr": _box,
    "jc": _justification,
    "ind": _indents,
    "spacing": _spacing,
    "pBdr": _paragraph_borders,
    "numPr": _numbering,
    "tabs": _tabs,
}
