"""Paragraphs as they are written: lists typed by hand, empty ones for the sake of air, and links that say nothing.

A screen reader announces a real list with its length, reads an empty paragraph as «blank», and lists the links of a
document without the sentences round them (WCAG 2.1, 1.3.1 and 2.4.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from pipeline.word.accessibility_page import Barrier, Page, Seen
from pipeline.word.names import w
from pipeline.word.text import P

_BULLET = re.compile(r"([-•·*▪–—])[\s\t]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)][\s\t]+(?=\S)")
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_DATE = re.compile(rf"\d{{1,2}}\.\s*(?:{_MONTHS})\b", re.IGNORECASE)
_DASHES = "–—"  # two of them may be what two people say
_LEAST, _LEAST_DASHES = 2, 3

# What gives a paragraph without letters a meaning of its own.
_CONTENT = frozenset(
    w(tag)
    for tag in (
        *("drawing", "pict", "object", "sectPr", "fldChar", "fldSimple", "footnoteReference", "endnoteReference"),
        *("sym", "sdt", "commentReference", "noBreakHyphen"),
    )
)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BREAK, _BOOKMARK_START = w("br"), w("bookmarkStart")

_SAYS_NOTHING = frozenset(
    {
        *("her", "klikk her", "trykk her", "se her", "les mer", "les mer her", "mer", "mer her", "mer info", "lenke"),
        *("mer informasjon", "link", "denne lenken", "lenken", "denne siden", "here", "click here", "read more"),
    }
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LONGEST_ADDRESS = 30
_LINK, _SIMPLE, _FIELD_MARK, _INSTRUCTION, _TEXT = (
    w(tag) for tag in ("hyperlink", "fldSimple", "fldChar", "instrText", "t")
)
_FIELD = re.compile(r"^\s*HYPERLINK\b", re.IGNORECASE)


def text_barriers(page: Page) -> Iterator[Barrier]:
    """What is wrong with paragraphs as such, one kind after the other."""
    yield from _typed_lists(page)
    yield from _empty(page)
    for one in page.paragraphs:
        yield from _links(one)


# --- lists ------------------------------------------------------------------------------------------------------------


def _typed_lists(page: Page) -> Iterator[Barrier]:
    """The first item of each list whose bullets or numbers are typed."""
    group: list[tuple[Seen, str]] = []
    for one in page.body:
        for line in one.words.split("\n"):
            mark = None if one.read.list_item or one.read.level else _mark(line)
            if group and (mark is None or not _follows(group[-1], (one, mark))):
                yield from _list(group)
                group = []
            if mark is not None:
                group += [(one, mark)] * (2 if one.loop else 1)
    yield from _list(group)


def _mark(line: str) -> str | None:
    bullet, number = _BULLET.match(line), _NUMBER.match(line)
    if bullet is not None:
        return bullet[1]
    return number[1] if number is not None and not _DATE.match(line) else None


def _follows(before: tuple[Seen, str], after: tuple[Seen, str]) -> bool:
    """Whether a line is the next item of a list: the same bullet or the next number, in the same cell."""
    (one, mark), (other, next_mark) = before, after
    same = (one.read.table, one.read.row, one.read.cell) == (other.read.table, other.read.row, other.read.cell)
    counted = mark.isdecimal() and next_mark.isdecimal() and int(next_mark) == int(mark) + 1
    return same and (counted or (mark == next_mark and not mark.isdecimal()))


def _list(group: Sequence[tuple[Seen, str]]) -> Iterator[Barrier]:
    if group and len(group) >= (_LEAST_DASHES if group[0][1] in _DASHES else _LEAST):
        yield group[0][0].barrier("typed-list")


# --- air --------------------------------------------------------------------------------------------------------------


def _empty(page: Page) -> Iterator[Barrier]:
    """Empty paragraphs outside tables, but for the one that Word asks for after a table and the document's last.

    What is left of a section that somebody emptied is not air; that the section is empty, its own check says.
    """
    before: Seen | None = None
    waiting: list[Barrier] = []
    for one in page.body:
        if one.words:
            if not (before is not None and before.read.level and one.read.level):
                yield from waiting
            waiting, before = [], one
        elif one.read.table is None and not one.read.level and not _has_content(one.element):
            if next(one.element.iter(_BREAK), None) is not None:
                waiting.append(_after("page-break", before, one))
            elif not _stands_beside_table(one.element):
                waiting.append(_after("empty-paragraph", before, one))
    if before is None or not before.read.level:
        yield from waiting


def _after(code: str, before: Seen | None, one: Seen) -> Barrier:
    return Barrier(code, before.words if before is not None else "", "", one.read.part, one.read.number)


def _has_content(paragraph: _Element) -> bool:
    return any(each.tag in _CONTENT or str(each.tag).startswith(_MATH) for each in paragraph.iter())


def _stands_beside_table(paragraph: _Element) -> bool:
    """Whether it is right after a table, or the last of the document: Word puts both there by itself."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    while before is not None and before.tag != P and before.tag != w("tbl"):
        before = before.getprevious()
    while after is not None and after.tag not in (P, w("tbl"), w("sdt")):
        after = after.getnext()
    return after is None or (before is not None and before.tag == w("tbl"))


# --- links ------------------------------------------------------------------------------------------------------------


def _links(one: Seen) -> Iterator[Barrier]:
    for link in _link_texts(one.element):
        words = " ".join(link.split()).strip(" .:,;!?»«>→")
        if words.casefold() in _SAYS_NOTHING:
            yield one.barrier("empty-link", detail=words)
        elif _ADDRESS.fullmatch(words) and len(words) > _LONGEST_ADDRESS:
            yield one.barrier("bare-address", detail=words)


def _link_texts(paragraph: _Element) -> Iterator[str]:
    """The words of each link: ``w:hyperlink``, or a field whose instruction is HYPERLINK (ECMA-376 § 17.16.5.25)."""
    for link in paragraph.iter(_LINK):
        yield "".join(text.text or "" for text in link.iter(_TEXT))
    for field in paragraph.iter(_SIMPLE):
        if _FIELD.match(field.get(w("instr"), "")):
            yield "".join(text.text or "" for text in field.iter(_TEXT))
    if next(paragraph.iter(_INSTRUCTION), None) is None:
        return
    instruction, result, depth = "", "", 0
    for each in paragraph.iter(_FIELD_MARK, _INSTRUCTION, _TEXT):
        if each.tag == _FIELD_MARK:
            kind = each.get(w("fldCharType"))
            depth = {"begin": 1, "separate": 2}.get(kind or "", 0)
            if kind == "begin":
                instruction = result = ""
            elif kind == "end" and _FIELD.match(instruction):
                yield result
        elif depth == 1:
            instruction += each.text or ""
        elif depth == 2:
            result += each.text or ""
