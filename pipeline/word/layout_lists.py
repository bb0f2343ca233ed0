"""Lists that the template changed and the person did not: bullets, numbers and indents of what a style numbers.

A list is known by the style that it belongs to: ids of lists mean nothing from one document to the next, and so a list
without such a style is left alone. Source: ECMA-376 part 1 § 17.9.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml.etree import _Element

from pipeline.word.layout_styles import Key, StyleSheet
from pipeline.word.names import W, w
from pipeline.word.shape import Shape, shape

_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID, _VALUE = w("abstractNum"), w("abstractNumId"), w("num"), w("numId"), w("val")
_LEVEL, _STYLE, _PICTURE, _ID = w("lvl"), w("pStyle"), w("lvlPicBulletId"), w("styleId")
_OVERRIDE, _STYLE_LINKS = w("lvlOverride"), (w("numStyleLink"), w("styleLink"))


def follow_lists(
    sheets: tuple[StyleSheet, StyleSheet, StyleSheet], roots: tuple[_Element, _Element, _Element]
) -> Iterator[str]:
    """Let the lists of OURS, in place, follow. In: styles and numbering of BASE, OURS and THEIRS. Out: what did."""
    bases, ours, theirs = (_lists_of_styles(sheet, root) for sheet, root in zip(sheets, roots, strict=True))
    wanted: dict[_Element, list[Shape]] = {}
    followed: dict[_Element, _Element] = {}
    for key, mine in ours.items():
        if key not in bases or key not in theirs:
            continue
        was, now, new = (
            _looks(definition, sheet) for definition, sheet in zip((bases[key], mine, theirs[key]), sheets, strict=True)
        )
        wanted.setdefault(mine, []).append(new)
        if now == was and new != was:
            followed[mine] = theirs[key]
    done = False
    for mine, their_list in followed.items():
        # Two styles in one list here, and in two lists there: which one it would follow is a guess.
        if all(each == wanted[mine][0] for each in wanted[mine]):
            _take_levels(mine, their_list, sheets[1], sheets[2])
            done = True
    if done:
        yield "listene"


def _lists_of_styles(sheet: StyleSheet, root: _Element) -> Mapping[Key, _Element]:
    """The definition of the list that each style of the document belongs to."""
    nums = {num.get(_NUM_ID, ""): num for num in root.iterchildren(_NUM)}
    definitions = {each.get(_ABSTRACT_ID, ""): each for each in root.iterchildren(_ABSTRACT)}
    found: dict[Key, _Element] = {}
    for key, style in sheet.styles.items():
        said = style.find(f"{w('pPr')}/{w('numPr')}/{_NUM_ID}")
        num = None if said is None else nums.get(said.get(_VALUE, ""))
        pointer = None if num is None or num.find(_OVERRIDE) is not None else num.find(_ABSTRACT_ID)
        definition = None if pointer is None else definitions.get(pointer.get(_VALUE, ""))
        if definition is not None and next(definition.iterchildren(*_STYLE_LINKS), None) is None:
            found[key] = definition
    return found


def _looks(definition: _Element, sheet: StyleSheet) -> Shape:
    def meaning(element: _Element) -> str | None:
        return sheet.name_of(element.get(_VALUE, "")) if element.tag == _STYLE else None

    return tuple(shape(level, (_PICTURE,), meaning) for level in definition.iterchildren(_LEVEL))


def _take_levels(mine: _Element, wanted: _Element, ours: StyleSheet, theirs: StyleSheet) -> None:
    for level in [*mine.iterchildren(_LEVEL)]:
        mine.remove(level)
    for level in wanted.iterchildren(_LEVEL):
        copied = deepcopy(level)
        copied.tail = None
        for each in copied.iter():
            for name in map(str, each.keys()):
                if not name.startswith(f"{{{W}}}"):
                    del each.attrib[name]
        for child in [*copied.iterchildren(_STYLE, _PICTURE)]:
            style = ours.styles.get(("paragraph", theirs.name_of(child.get(_VALUE, ""))))
            if child.tag == _STYLE and style is not None:
                child.set(_VALUE, style.get(_ID, ""))
            else:
                copied.remove(child)
        mine.append(copied)
