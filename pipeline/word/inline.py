"""What stands inside one paragraph, as tokens that can be compared, and the places where it can be cut.

A token is a word, a space, a sign, or a thing that is one whole: a link, a field, a picture, a note's number, a check
box, a formula. Its key is what two documents have in common when they show the same, whatever their runs, ids and
relationships; what is zero-width (bookmarks, anchors of comments, the marks of a spelling checker) is no token and
stays where it is. Characters are counted as `text.leaves` counts them, so that field spans fit.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word.cutting import RPR, Leaf, R, cut
from pipeline.word.names import M, mc, w, w14
from pipeline.word.text import characters, leaves

Known = Callable[[_Element], str]
"""Gives what a drawing, link or note in this part is known by: the sum of a picture, an address, a note's words."""

T = w("t")
SDT, SDT_CONTENT, HYPERLINK, SIMPLE_FIELD = w("sdt"), w("sdtContent"), w("hyperlink"), w("fldSimple")
_SDT_PR, _FIELD_CHAR, _KIND, _INSTRUCTION = w("sdtPr"), w("fldChar"), w("fldCharType"), w("instrText")

# Containers whose runs are the paragraph's own (Google Docs wraps runs in content controls).
_OPEN = frozenset({w("smartTag"), w("customXml"), w("ins"), w("moveTo"), w("dir"), w("bdo"), SDT_CONTENT})
_GONE = frozenset({w("del"), w("moveFrom")})
_ZERO_WIDTH = frozenset(
    {
        *(w("pPr"), w("proofErr"), w("permStart"), w("permEnd"), w("bookmarkStart"), w("bookmarkEnd")),
        *(w("commentRangeStart"), w("commentRangeEnd"), w("moveFromRangeStart"), w("moveFromRangeEnd")),
        *(w("moveToRangeStart"), w("moveToRangeEnd"), w("smartTagPr"), w("customXmlPr"), _SDT_PR, w("sdtEndPr")),
        *(w("customXmlInsRangeStart"), w("customXmlInsRangeEnd"), w("customXmlDelRangeStart")),
        *(w("customXmlDelRangeEnd"),),
    }
)
_UNSEEN_IN_RUN = frozenset({RPR, w("lastRenderedPageBreak"), w("commentReference"), w("annotationRef")})
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): "\xad"}
_BREAK, _BREAK_TYPE = w("br"), w("type")
# Content controls with a state or data of their own are one thing; others are only wrapping.
_STATEFUL = frozenset(
    {
        *(w14("checkbox"), w("dropDownList"), w("comboBox"), w("date"), w("dataBinding"), w("picture")),
        *(w("docPartObj"), w("docPartList"), w("bibliography"), w("citation")),
    }
)
_MATH = (f"{{{M}}}oMath", f"{{{M}}}oMathPara")
_CANNOT_BE_DELETED = frozenset({SIMPLE_FIELD, *_MATH, mc("AlternateContent"), w("subDoc")})

OBJECT = "\ufffc"
WHOLE = "\x1f"
"""Stands in the keys of wholes, between what they are, their words, and what they are known by; words have none."""
_TYPED = str.maketrans({OBJECT: "\ufffd", "\n": " ", "\r": " "})
"""What stands in a text and is no whole and no break: a line end in the file is a space, as `text` has it."""
# A date or a number is one word: half a date is a date that nobody meant.
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_DATE = rf"\d{{1,2}}\.[ \xa0](?:{_MONTHS})\b(?:[ \xa0]\d{{4}}\b)?"
_NUMBER = r"\d+(?:[.,:/-]\d+)*(?:[ \xa0]\d{3}\b)*(?![\w\xad\u0300-\u036f])"
_TOKEN = re.compile(rf"{OBJECT}|{_DATE}|{_NUMBER}|[\w\xad\u0300-\u036f]+|\s|[^\w\s]")


@dataclass(slots=True)
class Inline:
    """A paragraph's tokens. `shown` gives the character at which each token begins, and where the last one ends.

    `fixed` are the tokens that cannot be deleted with tracking; `whole` is false when a field begins or ends here
    without the rest of it.
    """

    keys: tuple[str, ...] = ()
    shown: tuple[int, ...] = (0,)
    fixed: frozenset[int] = frozenset()
    whole: bool = True
    _starts: list[int] = field(default_factory=list)
    _leaves: list[Leaf] = field(default_factory=list)
    _leaf_starts: list[int] = field(default_factory=list)

    def before(self, token: int, mark: _Element) -> None:
        """Put `mark` before the token; its run is cut in two when it begins within one. Cut from the end backwards."""
        position = self._starts[token]
        number = bisect_right(self._leaf_starts, position) - 1
        cut(self._leaves[number], position - self._leaf_starts[number], mark)

    def after(self, token: int, mark: _Element) -> None:
        """Put `mark` after the token, in the same way."""
        position = self._starts[token + 1]
        number = bisect_right(self._leaf_starts, position - 1) - 1
        cut(self._leaves[number], position - self._leaf_starts[number], mark)


def read_inline(paragraph: _Element, known: Known) -> Inline:
    """The tokens of a paragraph as it is once all tracked changes are accepted."""
    reader = _Reader(known, {leaf: len(words) for leaf, words in leaves(paragraph)})
    reader.below(paragraph)
    found = reader.found
    text = "".join(leaf.text for leaf in found)
    starts, position = [], 0
    for leaf in found:
        starts.append(position)
        position += len(leaf.text)
    keys, shown, fixed, token_starts = [], [], set(), []
    seen = _Seen(found, starts)
    for number, match in enumerate(_TOKEN.finditer(text)):
        token_starts.append(match.start())
        shown.append(seen.at(match.start()))
        if match[0] == OBJECT:
            leaf = found[bisect_right(starts, match.start()) - 1]
            keys.append(leaf.key)
            if leaf.fixed:
                fixed.add(number)
        else:
            keys.append(_folded(match[0]))
    token_starts.append(len(text))
    shown.append(seen.at(len(text)))
    return Inline(tuple(keys), tuple(shown), frozenset(fixed), reader.whole, token_starts, found, starts)


def _folded(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word.replace("\xad", ""))


class _Seen:
    """How many characters a reader sees before each position in the joined text of the leaves."""

    def __init__(self, found: list[Leaf], starts: list[int]) -> None:
        self._found, self._starts = found, starts
        self._shown = [0]
        for leaf in found:
            self._shown.append(self._shown[-1] + leaf.shown)

    def at(self, position: int) -> int:
        number = bisect_right(self._starts, position) - 1
        if number < 0:
            return 0
        leaf, into = self._found[number], position - self._starts[number]
        if leaf.text == OBJECT or into >= len(leaf.text):
            return self._shown[number] + (leaf.shown if into else 0)
        return self._shown[number] + len(leaf.text[:into].replace("\xad", ""))


class _Reader:
    """Gathers the leaves of one paragraph; follows its complex fields (ECMA-376 part 1 § 17.16.18)."""

    def __init__(self, known: Known, shown: dict[_Element, int]) -> None:
        self.found: list[Leaf] = []
        self._known, self._shown = known, shown
        self._open: list[_Element] = []
        self._instruction: list[str] = []
        self._strayed = False
        self._inside_shown = 0

    @property
    def whole(self) -> bool:
        return not self._open and not self._strayed

    def below(self, parent: _Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == R:
                self._run(child)
            elif tag in _GONE or tag in _ZERO_WIDTH:
                continue
            elif (tag == SDT and not is_stateful(child)) or tag in _OPEN:
                self.below(child)
            else:
                self._thing(child)

    def _run(self, run: _Element) -> None:
        for child in run:
            tag = child.tag
            if tag in _UNSEEN_IN_RUN:
                continue
            if tag == _FIELD_CHAR:
                self._follow(child)
            elif self._open:
                self._inside_shown += self._count(child)
                if tag == _INSTRUCTION:
                    self._instruction.append(child.text or "")
            elif tag == T:
                if child.text:
                    self._add(child, child.text.translate(_TYPED), shown=self._shown.get(child, 0))
            elif tag in _SIGNS:
                self._add(child, _SIGNS[tag], shown=self._shown.get(child, 0))
            elif tag == _BREAK:
                page = child.get(_BREAK_TYPE, "textWrapping") != "textWrapping"
                self._add(child, "\f" if page else "\n", shown=self._shown.get(child, 0))
            else:
                self._thing(child)

    def _follow(self, mark: _Element) -> None:
        kind = mark.get(_KIND)
        self._inside_shown += self._count(mark) if self._open or kind == "begin" else 0
        if kind == "begin":
            self._open.append(mark)
        elif kind == "end" and self._open:
            begin = self._open.pop()
            if not self._open:
                key = " ".join("".join(self._instruction).split())
                self.found.append(
                    Leaf(begin, mark, OBJECT, WHOLE.join(("field", "", key)), self._inside_shown, fixed=False)
                )
                self._instruction, self._inside_shown = [], 0
        elif kind == "end" or not self._open:
            self._strayed = True

    def _thing(self, element: _Element) -> None:
        words = "".join(characters(each) for each in element.iter(T))
        if element.tag == HYPERLINK and not words and not _holds_anything(element):
            return
        if self._open:
            self._inside_shown += self._count(element)
            return
        if element.tag == SIMPLE_FIELD:  # the same field as one of several runs
            key = WHOLE.join(("field", "", " ".join(element.get(w("instr"), "").split())))
        else:
            key = WHOLE.join((element.tag.rpartition("}")[2], words, self._known(element)))
        fixed = element.tag in _CANNOT_BE_DELETED
        self.found.append(Leaf(element, element, OBJECT, key, self._count(element), fixed))

    def _add(self, element: _Element, text: str, *, shown: int) -> None:
        self.found.append(Leaf(element, element, text, text, shown, fixed=False))

    def _count(self, element: _Element) -> int:
        return sum(self._shown.get(each, 0) for each in element.iter())


def is_stateful(control: _Element) -> bool:
    """Whether a content control holds more than its text: a tick, a choice, bound data, a picture."""
    properties = control.find(_SDT_PR)
    return properties is not None and any(child.tag in _STATEFUL for child in properties)


def _holds_anything(element: _Element) -> bool:
    return any(child.tag not in _UNSEEN_IN_RUN for run in element.iter(R) for child in run)


def inline_nodes(parent: _Element) -> Iterator[_Element]:
    """The runs and wholes of a paragraph in order, seen through what only wraps them."""
    for child in parent:
        if child.tag in _ZERO_WIDTH:
            continue
        if child.tag in _OPEN or (child.tag == SDT and not is_stateful(child)):
            yield from inline_nodes(child)
        else:
            yield child
