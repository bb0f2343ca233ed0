"""Which paragraphs and rows are insertions of ours as a whole, and which belong together for their marks.

A paragraph that we put in last in a cell, or before a table, has the old mark of the one before it, whose mark is new
(`placing`): such a chain is accepted or rejected together.
"""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.revisions import AUTHOR
from pipeline.word.text import P

_AUTHOR, _INS = w("author"), w("ins")


def is_ours(row: _Element) -> bool:
    """Whether the row is an insertion of ours."""
    mark = row.find(f"{w('trPr')}/{_INS}")
    return mark is not None and mark.get(_AUTHOR) == AUTHOR


def is_whole(paragraph: _Element) -> bool:
    """Whether the paragraph is an insertion of ours: with a mark of its own, or with the old mark of the one before."""
    before, following = paragraph.getprevious(), paragraph.getnext()
    if before is not None and _hands_over(before, paragraph):
        return True
    return has_our_mark(paragraph) and not (following is not None and _hands_over(paragraph, following))


def chain_of(paragraph: _Element) -> list[_Element]:
    """The paragraph with those that it shares marks with, in order."""
    chain = [paragraph]
    while (before := chain[0].getprevious()) is not None and before.tag == P and _hands_over(before, chain[0]):
        chain.insert(0, before)
    while (after := chain[-1].getnext()) is not None and after.tag == P and _hands_over(chain[-1], after):
        chain.append(after)
    if len(chain) > 1:
        while (before := chain[0].getprevious()) is not None and before.tag == P and has_our_mark(before):
            chain.insert(0, before)
    return chain


def has_our_mark(paragraph: _Element) -> bool:
    """Whether the paragraph's mark is an insertion of ours."""
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}/{_INS}")
    return mark is not None and mark.get(_AUTHOR) == AUTHOR


def _hands_over(paragraph: _Element, following: _Element) -> bool:
    """Whether the mark of `paragraph` is new, and its old one belongs to the paragraph that we put after it."""
    change = following.find(f"{w('pPr')}/{w('pPrChange')}")
    ours = change is not None and change.get(_AUTHOR) == AUTHOR
    return ours and not has_our_mark(following) and has_our_mark(paragraph)
