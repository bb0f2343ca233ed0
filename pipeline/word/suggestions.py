"""How many suggestions stand in a story, as a person who goes through them counts: those of one author.

What is changed in one place is one suggestion, so words deleted and words put in beside them are one; so is a whole
paragraph, and a whole row of a table.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.word.names import w
from pipeline.word.text import P
from pipeline.word.tracked import CHANGES, DELETIONS, INSERTIONS, PPR, RPR, SDT, TR, TRPR, ZERO_WIDTH, R, is_by

_TRACKED = INSERTIONS | DELETIONS
_SEEN_THROUGH = frozenset(
    w(tag) for tag in ("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "fldSimple")
)
_BLOCKS = frozenset(w(tag) for tag in ("tcPr", "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "tblPrEx"))


def count(root: _Element, author: str) -> int:
    """The number of suggestions by `author` in the story with this root."""
    counter = _Counter(author)
    counter.blocks(root)
    return counter.number


@dataclass(slots=True)
class _Counter:
    author: str
    number: int = 0
    # Whether the place where we are belongs to the suggestion counted last.
    open: bool = False

    def blocks(self, container: _Element) -> None:
        """Count in what holds paragraphs."""
        for block in container:
            if block.tag == P:
                self._paragraph(block)
            elif block.tag == TR and self._marked(block.find(TRPR)):
                self.number += 1
                self.open = False
            elif block.tag in CHANGES and is_by(block, self.author):
                self.number += 1
            elif block.tag in (w("t"), w("delText")):
                continue
            else:
                self.blocks(block)

    def _paragraph(self, paragraph: _Element) -> None:
        before = self.number
        continued = self.open
        properties = paragraph.find(PPR)
        content = [child for child in paragraph if child.tag != PPR and child.tag not in ZERO_WIDTH]
        self._inline(content)
        mark = None if properties is None else properties.find(RPR)
        if self._marked(mark):
            # A new mark after words that were there belongs to what comes next: that is what was put in.
            ends = self.open or not content
            self.number += not self.open
            self.open = not ends
        else:
            self.open = False
        restyled = properties is not None and any(
            change.tag in CHANGES and is_by(change, self.author) for change in properties.iter(*CHANGES)
        )
        if restyled and self.number == before and not continued:
            self.number += 1

    def _inline(self, content: list[_Element]) -> None:
        for child in content:
            if child.tag in ZERO_WIDTH or child.tag in (w("proofErr"), PPR, RPR):
                continue
            if child.tag in _TRACKED and is_by(child, self.author):
                self._met()
            elif child.tag in _SEEN_THROUGH or child.tag in _TRACKED:
                self._inline(list(child))
            elif child.tag == SDT:
                self._inline([each for each in child if each.tag not in _BLOCKS])
            elif child.tag == R and self._restyled(child):
                self._met()
            elif child.tag == R and all(inner.tag in (RPR, w("commentReference")) for inner in child):
                continue
            else:
                self.open = False
                if child.tag == R:
                    for box in child.iter(w("txbxContent")):
                        self.blocks(box)

    def _met(self) -> None:
        self.number += not self.open
        self.open = True

    def _restyled(self, run: _Element) -> bool:
        change = run.find(f"{RPR}/{w('rPrChange')}")
        return change is not None and is_by(change, self.author)

    def _marked(self, properties: _Element | None) -> bool:
        return properties is not None and any(each.tag in _TRACKED and is_by(each, self.author) for each in properties)
