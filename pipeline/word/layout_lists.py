"""Lists that the template changed and the person did not: bullets, numbers and indents of what a style numbers.

A list is known by the style that it belongs to: ids of lists mean nothing from one document to the next, and so a list
without such a style is left alone. Source: ECMA-376 part 1 § 17.9.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from lxml.etree import _Element

from pipeline.word.layout_styles import Key, StyleSheet
from pipeline.word.names import w
from pipeline.word.shape import Shape, shape
from pipeline.word.transplant_numbering import plain_copy

_ABSTRACT, _ABSTRACT_ID, _NUM, _NUM_ID, _VALUE = w("abstractNum"), w("abstractNumId"), w("num"), w("numId"), w("val")
_LEVEL, _NUMBER, _STYLE, _PICTURE, _ID = w("lvl"), w("ilvl"), w("pStyle"), w("lvlPicBulletId"), w("styleId")
_OVERRIDE, _STYLE_LINKS = w("lvlOverride"), (w("numStyleLink"), w("styleLink"))


class _Level(NamedTuple):
    """A level of a list: what is seen of it, all of it that a person could have touched, and the level itself."""

    look: Shape
    touched: Shape
    element: _Element


_Levels: TypeAlias = dict[str, _Level]
"""The levels of a list by number."""


def follow_lists(
    sheets: tuple[StyleSheet, StyleSheet, StyleSheet], roots: tuple[_Element, _Element, _Element]
) -> Iterator[str]:
    """Let the lists of OURS, in place, follow. In: styles and numbering of BASE, OURS and THEIRS. Out: what did."""
    bases, ours, theirs = (_lists_of_styles(sheet, root) for sheet, root in zip(sheets, roots, strict=True))
    wanted: dict[_Element, list[_Levels]] = {}
    for key, mine in ours.items():
        if key in bases and key in theirs:
            trio = zip((bases[key], mine, theirs[key]), sheets, strict=True)
            was, now, new = (_levels(definition, sheet) for definition, sheet in trio)
            wanted.setdefault(mine, []).append(_followed(was, now, new))
    done = False
    for mine, choices in wanted.items():
        looks = [{number: level.look for number, level in levels.items()} for levels in choices]
        # Two styles in one list here, and in two lists there: which one it would follow is a guess.
        if looks[0] and all(each == looks[0] for each in looks):
            _take_levels(mine, [level.element for level in choices[0].values()], sheets[1], sheets[2])
            done = True
    if done:
        yield "listene"


def _followed(was: _Levels, now: _Levels, new: _Levels) -> _Levels:
    """The levels of THEIRS that OURS gets: none when a level of BASE is gone or changed in OURS.

    Levels that only OURS has do not count, since Word writes all nine whatever there were; but they stay.
    """
    if any(number not in now or now[number].touched != level.touched for number, level in was.items()):
        return {}
    return {
        number: level
        for number, level in new.items()
        if (number not in now if number not in was else was[number].look != level.look)
    }


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


def _levels(definition: _Element, sheet: StyleSheet) -> _Levels:
    def meaning(element: _Element) -> str | None:
        return sheet.name_of(element.get(_VALUE, "")) if element.tag == _STYLE else None

    return {
        level.get(_NUMBER, ""): _Level(
            shape(level, (_PICTURE,), meaning),
            (shape(level, meaning=meaning, exact=True), sheet.theme_in(level)),
            level,
        )
        for level in definition.iterchildren(_LEVEL)
    }


def _take_levels(mine: _Element, wanted: list[_Element], ours: StyleSheet, theirs: StyleSheet) -> None:
    for level in wanted:
        copied = plain_copy(level)
        for child in [*copied.iterchildren(_STYLE, _PICTURE)]:
            style = ours.styles.get(("paragraph", theirs.name_of(child.get(_VALUE, ""))))
            if child.tag == _STYLE and style is not None:
                child.set(_VALUE, style.get(_ID, ""))
            else:
                copied.remove(child)
        number = int(level.get(_NUMBER, "0"))
        there = {int(each.get(_NUMBER, "0")): each for each in mine.iterchildren(_LEVEL)}
        if number in there:
            mine.replace(there[number], copied)
        else:
            place = max((mine.index(each) for other, each in there.items() if other < number), default=len(mine) - 1)
            mine.insert(place + 1, copied)
