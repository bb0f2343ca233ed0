"""What in a story tells of tracked changes, and what in it shows nothing by itself (ECMA-376 part 1 § 17.13).

Elements in, answers out. Insertions and deletions stand round runs, in the properties of a paragraph's mark and in
those of a row; changes of properties hold the former properties.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from pipeline.word.names import M, mc, w
from pipeline.word.text import P

AUTHOR: Final = "make-docs"
"""The author of our suggestions and comments."""

AUTHOR_OF: Final = w("author")
ID: Final = w("id")
R, PPR, RPR, TRPR, TCPR, TBL, TR, TC = (w(tag) for tag in ("r", "pPr", "rPr", "trPr", "tcPr", "tbl", "tr", "tc"))
NUMPR, SDT, SDT_CONTENT, SECTPR = w("numPr"), w("sdt"), w("sdtContent"), w("sectPr")
INS, DEL, MOVE_FROM, MOVE_TO = w("ins"), w("del"), w("moveFrom"), w("moveTo")
CELL_INS, CELL_DEL, CELL_MERGE = w("cellIns"), w("cellDel"), w("cellMerge")
NUMBERING_CHANGE = w("numberingChange")
COMMENT_START, COMMENT_END, COMMENT_REFERENCE = (
    w("commentRangeStart"),
    w("commentRangeEnd"),
    w("commentReference"),
)
BOOKMARK_START, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
FALLBACK = mc("Fallback")
MATH_CONTROL = f"{{{M}}}ctrlPr"

INSERTIONS: Final = frozenset({INS, MOVE_TO, CELL_INS})
DELETIONS: Final = frozenset({DEL, MOVE_FROM, CELL_DEL})
CHANGES: Final = frozenset(
    w(f"{kind}Change") for kind in ("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr")
)
_RANGES = ("moveFromRange", "moveToRange", *(f"customXml{kind}Range" for kind in ("Ins", "Del", "MoveFrom", "MoveTo")))
RANGE_ENDS: Final = {w(f"{kind}Start"): w(f"{kind}End") for kind in _RANGES}
REVISIONS: Final = frozenset({*INSERTIONS, *DELETIONS, *CHANGES, CELL_MERGE, NUMBERING_CHANGE, *RANGE_ENDS})
"""All that carries an author and is a tracked change."""

ZERO_WIDTH: Final = frozenset(
    {
        *(BOOKMARK_START, BOOKMARK_END, COMMENT_START, COMMENT_END, w("permStart"), w("permEnd")),
        *RANGE_ENDS,
        *RANGE_ENDS.values(),
    }
)
"""Ends of ranges: they have a place, but show nothing there."""

_PROPERTIES = frozenset(
    w(tag) for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "trPr", "tcPr", "tblPr", "tblGrid", "tblPrEx", "smartTagPr")
) | {w("customXmlPr"), w("proofErr")}
_WRAPPERS = frozenset(
    {
        INS,
        DEL,
        MOVE_FROM,
        MOVE_TO,
        SDT_CONTENT,
        *(w(tag) for tag in ("hyperlink", "smartTag", "customXml", "dir", "bdo")),
    }
)
_VANISHING = _WRAPPERS | {SDT, w("fldSimple"), f"{{{M}}}oMath", f"{{{M}}}oMathPara"}
_UNSEEN_IN_RUN = frozenset({RPR, COMMENT_REFERENCE, w("lastRenderedPageBreak")})
_TEXTS = frozenset(w(tag) for tag in ("t", "delText", "instrText", "delInstrText"))


def is_by(revision: _Element, author: str | None) -> bool:
    """Whether the revision is by `author`; None is everybody."""
    return author is None or revision.get(AUTHOR_OF) == author


def is_bare(element: _Element) -> bool:
    """Whether nothing in a paragraph, or in what stands round runs, shows: neither text nor what was deleted of it."""
    return not any(_shows(child) for child in element)


def _shows(child: _Element) -> bool:
    tag = child.tag
    if tag == R:
        return any(inner.tag not in _UNSEEN_IN_RUN and not (inner.tag in _TEXTS and not inner.text) for inner in child)
    if tag in _PROPERTIES or tag in ZERO_WIDTH:
        return False
    return tag not in _WRAPPERS or not is_bare(child)


def survivors(element: _Element) -> Iterator[_Element]:
    """What is to be kept of an element that goes: ends of ranges, references to comments, other people's insertions.

    Of a deletion by another with an insertion in it, the deletion stays round that.
    """
    for child in list(element):
        tag = child.tag
        if tag in ZERO_WIDTH or tag in (INS, MOVE_TO):
            yield child
        elif tag in _PROPERTIES or tag == FALLBACK:
            continue
        elif tag == R and child.find(COMMENT_REFERENCE) is not None:
            for inner in list(child):
                if inner.tag not in (RPR, COMMENT_REFERENCE):
                    child.remove(inner)
            yield child
        elif tag in (DEL, MOVE_FROM):
            kept = list(survivors(child))
            if any(each.tag in (INS, MOVE_TO) for each in kept):
                child[:] = kept
                yield child
            else:
                yield from kept
        else:
            yield from survivors(child)


def tidy(element: _Element | None) -> None:
    """Take away what stood round runs, now that nothing is left in it, and so on outwards. Ends of ranges stay."""
    while element is not None and element.tag in _VANISHING and is_bare(element):
        parent = element.getparent()
        if parent is None:
            return
        for kept in list(survivors(element)):
            element.addprevious(kept)
        parent.remove(element)
        element = parent


def neighbour(element: _Element) -> tuple[_Element, bool] | None:
    """The paragraph nearest after `element` in its part, or else before it (then True)."""
    around: _Element | None = element
    while around is not None:
        for sibling in around.itersiblings():
            found = next(sibling.iter(P), None)
            if found is not None:
                return found, False
        around = around.getparent()
    around = element
    while around is not None:
        for sibling in around.itersiblings(preceding=True):
            paragraphs = list(sibling.iter(P))
            if paragraphs:
                return paragraphs[-1], True
        around = around.getparent()
    return None


def put(kept: list[_Element], paragraph: _Element, *, last: bool) -> None:
    """Put elements first in a paragraph, or last."""
    properties = paragraph.find(PPR)
    start = 0 if properties is None else 1
    if last:
        paragraph.extend(kept)
    else:
        paragraph[start:start] = kept
