"""A person goes through our suggestions in Word: some are accepted, some rejected, and some left for another day."""

from __future__ import annotations

import random

from lxml.etree import _Element

from pipeline.word.revisions import accept, reject
from tests.edits.document import MAIN, Word, w
from tests.edits.marker_words import OURS

_CHOSEN = {"accept": "make-docs (godtatt)", "reject": "make-docs (avvist)"}


def decide(content: bytes, chance: random.Random) -> bytes:
    """The file after the person has decided on the suggestions in some paragraphs, tables and rows of the body."""
    word = Word(content)
    root = word.tree(MAIN)
    for block in list(word.body):
        for each in block.findall(w("tr")) if block.tag == w("tbl") else (block,):
            choice = chance.choice(["accept", "reject", "leave"])
            if choice in _CHOSEN:
                _sign(each, _CHOSEN[choice])
    accept(root, _CHOSEN["accept"])
    reject(root, _CHOSEN["reject"])
    return word.save()


def _sign(block: _Element, author: str) -> None:
    for each in block.iter():
        if each.get(w("author")) == OURS:
            each.set(w("author"), author)
