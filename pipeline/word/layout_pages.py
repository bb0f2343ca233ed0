"""Paper, margins, columns and page borders that the template changed and the person did not.

Source: ECMA-376 part 1 § 17.6.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.shape import Shape, shape

_SECTION, _CHANGE = w("sectPr"), w("sectPrChange")
_FOLLOWED = {
    w("pgSz"): "papirformat",
    w("pgMar"): "marger",
    w("pgBorders"): "sideramme",
    w("cols"): "spalter",
}
# What a section's properties hold, in the order of the schema (§ 17.6.17).
_ORDER = tuple(
    w(tag)
    for tag in (
        *("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc"),
        *("pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg"),
        *("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings", "sectPrChange"),
    )
)


def sections_of(root: _Element) -> list[_Element]:
    """The properties of each section of a document, in order; the last one is the document's own."""
    return [each for each in root.iter(_SECTION) if next(each.iterancestors(_CHANGE), None) is None]


def follow_pages(base: _Element, ours: _Element, theirs: _Element) -> Iterator[str]:
    """Let the pages of the document `ours`, in place, follow; tells what did, in Norwegian."""
    was, now, wanted = (sections_of(root) for root in (base, ours, theirs))
    if len(was) == len(now) == len(wanted):
        pairs = list(zip(was, now, wanted, strict=True))
    elif len(was) == len(wanted) == 1:
        pairs = [(was[0], section, wanted[0]) for section in now]  # the person divided the document
    else:
        return
    for tag, what in _FOLLOWED.items():
        followed = [_follow(tag, *pair) for pair in pairs]
        if any(followed):
            yield what


def _follow(tag: str, was: _Element, now: _Element, wanted: _Element) -> bool:
    if now.find(_CHANGE) is not None:
        return False
    before, there, after = (_said(section.find(tag)) for section in (was, now, wanted))
    if there != before or after == before:
        return False
    old, new = now.find(tag), wanted.find(tag)
    if old is not None:
        now.remove(old)
    if new is not None:
        copied = deepcopy(new)
        copied.tail = None
        earlier = _ORDER[: _ORDER.index(tag)]
        place = max((now.index(child) for child in now.iterchildren(*earlier)), default=-1)
        now.insert(place + 1, copied)
    return True


def _said(element: _Element | None) -> Shape | None:
    if element is None:
        return None
    copied = deepcopy(element)
    copied.attrib.pop(w("code"), "")  # the printer's name for the paper
    if copied.get(w("orient")) == "portrait":  # as it is when nothing is said
        del copied.attrib[w("orient")]
    return shape(copied, exact=True)
