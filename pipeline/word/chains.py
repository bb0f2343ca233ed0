"""Which paragraphs and rows are insertions of ours as a whole, and which belong together for their marks.

A paragraph that we put in last in a cell, or before a table, has the old mark of the one before it, whose mark is new
(`placing`): such a chain is accepted or rejected together.
"""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.revisions import AUTHOR
from pipeline.word.text import P

_AUTHOR, _INS, R = w("author"), w("ins"), w("r")
_UNSEEN = frozenset({w("rPr"), w("commentReference"), w("annotationRef"), w("lastRenderedPageBreak")})


def is_ours(row: _Element) -> bool:
    """Whether the row is an insertion of ours."""
    mark = row.find(f"{w('trPr')}/{_INS}")
    return mark is not None and mark.get(_AUTHOR) == AUTHOR


def is_whole(paragraph: _Element) -> bool:
    """Whether the paragraph is an insertion of ours: with a mark of its own, or with the old mark of the one before."""
    chain = chain_of(paragraph)
    if len(chain) == 1:
        return has_our_mark(paragraph)
    host = next((each for each in chain if _holds_others(each)), None)
    if host is None:
        host = next((each for each in chain if _is_empty(each)), chain[0])
    return paragraph is not host


def chain_of(paragraph: _Element) -> list[_Element]:
    """The paragraph with those that it shares marks with, in order: all but one of them are ours as a whole."""
    chain = [paragraph]
    while has_our_mark(chain[-1]) and (after := chain[-1].getnext()) is not None and after.tag == P:
        chain.append(after)
    if has_our_mark(chain[-1]) or not _was_ours_to_change(chain[-1]):
        return [paragraph]
    while (before := chain[0].getprevious()) is not None and before.tag == P and has_our_mark(before):
        chain.insert(0, before)
    return chain


def has_our_mark(paragraph: _Element) -> bool:
    """Whether the paragraph's mark is an insertion of ours."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{_INS}")
    return mark is not None and mark.get(_AUTHOR) == AUTHOR


def _was_ours_to_change(paragraph: _Element) -> bool:
    """Whether we changed the paragraph's properties, as we do where it got the old mark of the one before."""
    change = paragraph.find(f"{w('pPr')}/{w('pPrChange')}")
    return change is not None and change.get(_AUTHOR) == AUTHOR


def _holds_others(paragraph: _Element) -> bool:
    """Whether something in the paragraph is no insertion of ours."""
    return any(all(around.get(_AUTHOR) != AUTHOR for around in run.iterancestors(_INS)) for run in _runs(paragraph))


def _is_empty(paragraph: _Element) -> bool:
    return not _runs(paragraph)


def _runs(paragraph: _Element) -> list[_Element]:
    """The runs that hold something that is seen."""
    return [run for run in paragraph.iter(R) if any(child.tag not in _UNSEEN for child in run)]
