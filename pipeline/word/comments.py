"""Comments that are put into a document: words in, an entry in the comments part and anchors in the text out.

Source: ECMA-376 part 1 § 17.13.4. What newer Words keep beside the comments (threads, ids that last) is theirs to make.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy

from lxml.etree import SubElement, _Element

from pipeline.word import opc
from pipeline.word.additions import Additions, empty_part
from pipeline.word.names import REL_COMMENTS, REL_ENDNOTES, REL_FOOTNOTES, WORD_TYPE, XML_SPACE, W, w
from pipeline.word.parse import parse, serialise
from pipeline.word.text import P

_COMMENTS_TYPE = f"{WORD_TYPE}comments+xml"
_COMMENT, _REFERENCE = w("comment"), w("commentReference")
_START, _END = w("commentRangeStart"), w("commentRangeEnd")
_ID, _RUN, _RUN_PROPERTIES, _PROPERTIES = w("id"), w("r"), w("rPr"), w("pPr")
_BREAKS = re.compile(r"([\n\t])")
_INITIALS = "md"


class Comments:
    """New comments for the package `parts`, by `author` at `moment` («2026-11-22T00:00:00Z»).

    Raises DocumentUnreadable when a part with text or comments is not XML that can be read.
    """

    def __init__(self, parts: Mapping[str, bytes], author: str, moment: str) -> None:
        self._author = author
        self._moment = moment
        self._added: list[_Element] = []
        self._next = _first_free(parts)

    def add(self, paragraphs: Sequence[str]) -> int:
        """A new comment of these paragraphs, and its number; of several paragraphs the first is a bold heading."""
        number = self._next + len(self._added)
        comment = empty_part("comment", W, "w")
        attributes = {"id": str(number), "author": self._author, "date": self._moment, "initials": _INITIALS}
        for name, value in attributes.items():
            comment.set(w(name), value)
        for place, words in enumerate(paragraphs or ("",)):
            paragraph = SubElement(comment, P)
            if place == 0:
                SubElement(SubElement(paragraph, _RUN), w("annotationRef"))
            _write(paragraph, words, bold=place == 0 and len(paragraphs) > 1)
        self._added.append(comment)
        return number

    def parts(self, parts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The package with the new comments in its comments part, which is made when there is none."""
        if not self._added:
            return dict(parts)
        main = opc.main_part(parts)
        there = opc.related(parts, main, REL_COMMENTS)
        root = parse(parts[there[0]], there[0]) if there else empty_part("comments", W, "w")
        for comment in self._added:
            root.append(deepcopy(comment))
        content = serialise(root)
        if there:
            return {**parts, there[0]: content}
        package = Additions(parts)
        part = package.add(posixpath.join(posixpath.dirname(main), "comments.xml"), content, _COMMENTS_TYPE)
        package.relate(main, REL_COMMENTS, part)
        return package.parts()

    @staticmethod
    def anchor(first: _Element, last: _Element, number: int) -> None:
        """Anchor the comment `number` from before `first` to after `last`.

        Both are children of a paragraph, or blocks, whose first or last paragraph is then meant. What stands deeper (in
        an insertion, a link, a content control) has its outermost parent meant, so that the anchor outlives it.
        """
        start = first.makeelement(_START, {_ID: str(number)})
        first, last = _anchored(first, 0), _anchored(last, -1)
        if first.tag == P:
            properties = first.find(_PROPERTIES)
            first.insert(0 if properties is None else 1, start)
        elif first.tag == _PROPERTIES:
            first.addnext(start)
        else:
            first.addprevious(start)
        end = last.makeelement(_END, {_ID: str(number)})
        if last.tag == P:
            last.append(end)
        else:
            (start if last.tag == _PROPERTIES else last).addnext(end)
        reference = end.makeelement(_RUN)
        SubElement(reference, _REFERENCE).set(_ID, str(number))
        end.addnext(reference)


def _anchored(element: _Element, end: int) -> _Element:
    """The child of a paragraph that `element` is or stands in; of a block, its paragraph at this `end` (0 or -1)."""
    paragraph = next(element.iterancestors(P), None)
    if paragraph is None:
        return list(element.iter(P))[end]
    while (parent := element.getparent()) is not None and parent is not paragraph:
        element = parent
    return element


def _write(paragraph: _Element, words: str, *, bold: bool) -> None:
    """Put a run of these words at the end of a paragraph; a line end or a tab in them is one in Word too."""
    run = SubElement(paragraph, _RUN)
    if bold:
        SubElement(SubElement(run, _RUN_PROPERTIES), w("b"))
    for piece in filter(None, _BREAKS.split(words)):
        if piece in "\n\t":
            SubElement(run, w("br" if piece == "\n" else "tab"))
        else:
            text = SubElement(run, w("t"))
            text.text = piece
            text.set(XML_SPACE, "preserve")


def _first_free(parts: Mapping[str, bytes]) -> int:
    """A number above every comment's and every anchor's: an anchor without its comment must not get one of ours."""
    main = opc.main_part(parts)
    kinds = (REL_COMMENTS, REL_FOOTNOTES, REL_ENDNOTES)
    roots = (parse(parts[part], part) for part in (main, *opc.related(parts, main, *kinds)))
    return max((number for root in roots for number in _numbers(root)), default=-1) + 1


def _numbers(root: _Element) -> Iterable[int]:
    for element in root.iter(_COMMENT, _REFERENCE, _START, _END):
        number = element.get(_ID, "")
        if number.isdecimal():
            yield int(number)
