"""A paragraph cut in two between any two characters, without a change that a reader could see."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from lxml.etree import _Element

from pipeline.word.names import XML_SPACE, w

R, RPR = w("r"), w("rPr")


class Leaf(NamedTuple):
    """The smallest that a cut goes between: a text, or an element of a run or of the paragraph that is one whole."""

    element: _Element
    last: _Element
    text: str
    key: str
    shown: int
    fixed: bool


def cut(leaf: Leaf, offset: int, mark: _Element) -> None:
    """Put `mark` at this place in the leaf, between two runs."""
    if offset >= len(leaf.text):
        _put_after(leaf.last, mark)
        return
    element = leaf.element
    if offset:
        element = _split_text(leaf.element, offset)
    _put_before(element, mark)


def _split_text(text: _Element, offset: int) -> _Element:
    """Cut a ``w:t`` in two and give the second half."""
    whole = text.text or ""
    second = deepcopy(text)
    text.text, second.text = whole[:offset], whole[offset:]
    for half in (text, second):
        half.set(XML_SPACE, "preserve")
    text.addnext(second)
    return second


def _put_before(element: _Element, mark: _Element) -> None:
    run = element.getparent()
    if run is None or run.tag != R:
        element.addprevious(mark)
        return
    if any(child.tag != RPR for child in element.itersiblings(preceding=True)):
        _split_run(run, element)
        following = element.getparent()
        run = run if following is None else following
    run.addprevious(mark)


def _put_after(element: _Element, mark: _Element) -> None:
    run = element.getparent()
    if run is None or run.tag != R:
        element.addnext(mark)
        return
    following = element.getnext()
    if following is not None:
        _split_run(run, following)
    run.addnext(mark)


def _split_run(run: _Element, first: _Element) -> None:
    """Move `first` and what follows it to a run of its own, with the same properties."""
    second = run.makeelement(R)
    for name, value in run.attrib.items():
        second.set(name, value)
    properties = run.find(RPR)
    if properties is not None:
        second.append(deepcopy(properties))
    for child in [first, *first.itersiblings()]:
        second.append(child)
    run.addnext(second)
