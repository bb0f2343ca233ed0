"""Rendered XML with marked values in, a part that Word reads and the places of the values out.

A value stands in the rendered XML as U+FDD0 path U+FDD1 words U+FDD2; these are noncharacters, which no document holds.
The words may have line breaks and tabs. A gap's path begins with «?». Marks stand within one ``w:t``; in attributes,
field instructions and other places they are only taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml.etree import SubElement, XMLSyntaxError, _Element

from pipeline.errors import DocumentUnreadable
from pipeline.model import FieldSpan
from pipeline.values import PLACEHOLDER
from pipeline.word.names import XML_SPACE, mc, w
from pipeline.word.parse import parse, serialise
from pipeline.word.refusal import refuse
from pipeline.word.repair import repair
from pipeline.word.source import quote
from pipeline.word.text import P, leaves

START, MIDDLE, END = "\ufdd0", "\ufdd1", "\ufdd2"

_T, _R, _RPR, _RSTYLE, _FALLBACK = w("t"), w("r"), w("rPr"), w("rStyle"), mc("Fallback")
_GAP = "?"
_TOKENS = re.compile(f"{START}([^{START}{MIDDLE}{END}]*){MIDDLE}|([{START}{MIDDLE}{END}])")
_MARKED = re.compile(f"{START}[?]?([^{START}{MIDDLE}{END}]*){MIDDLE}[^{START}{MIDDLE}{END}]*{END}")
_NEEDS_WORK = re.compile(rf"[{START}{MIDDLE}{END}\n\t]|{PLACEHOLDER.pattern}")
_BREAKS = {"\n": w("br"), "\t": w("tab")}
_PIECES = re.compile(r"[\n\t]|[^\n\t]+")
_MARK_BYTES = tuple(mark.encode() for mark in (START, MIDDLE, END))


def mark(path: str, words: str, *, gap: bool = False) -> str:
    """`words` marked as the value of the field `path`."""
    return f"{START}{_GAP if gap else ''}{path}{MIDDLE}{words}{END}"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The words between two places; `path` says which field they came from, None for the template's own."""

    words: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A part of a run: an element that was there, or words."""

    element: _Element | None
    words: str = ""
    placeholder: bool = False


def resolve_marks(xml: str, part: str, placeholder_style: str = "Plassholder") -> tuple[bytes, tuple[FieldSpan, ...]]:
    """The finished bytes of `part`, and where in it each value stands.

    Values become plain text, line breaks and tabs Word's elements for them; a placeholder gets the character style with
    the id `placeholder_style`. What loops and conditions leave behind is repaired. Raises DocumentUnreadable when the
    rendered XML is broken, as when a condition begins in one paragraph and ends in the middle of another.
    """
    root = _parse_rendered(xml, part)
    repair(root)
    spans = [
        span
        for number, paragraph in _paragraphs_to_resolve(root)
        for span in _resolve_paragraph(paragraph, number, part, placeholder_style)
    ]
    content = serialise(root)
    if any(mark_byte in content for mark_byte in _MARK_BYTES):
        _strip_elsewhere(root)
        content = serialise(root)
    return content, tuple(spans)


def _parse_rendered(xml: str, part: str) -> _Element:
    """The tree of the rendered XML; when it is broken the error quotes the paragraph, with paths for values."""
    try:
        return parse(xml.encode(), part, drop_blanks=True)
    except DocumentUnreadable as error:
        syntax = error.__cause__
        if not isinstance(syntax, XMLSyntaxError):
            raise
        shown = quote(_MARKED.sub(r"{{ \1 }}", xml), syntax.position[0])
        raise refuse("crossed-tags", None, quote=shown) from syntax


def _paragraphs_to_resolve(root: _Element) -> Iterator[tuple[int, _Element]]:
    """The paragraphs with marks, line breaks, tabs or placeholders in their text, with their numbers in the part."""
    touched = set()
    for text in root.iter(_T):
        if text.text and _NEEDS_WORK.search(text.text):
            paragraph = next(text.iterancestors(P), None)
            if paragraph is not None:
                touched.add(paragraph)
    if touched:
        for number, paragraph in enumerate(list(root.iter(P))):
            if paragraph in touched:
                yield number, paragraph


def _resolve_paragraph(paragraph: _Element, number: int, part: str, style: str) -> list[FieldSpan]:
    read: dict[_Element, list[_Stretch]] = {}
    spans: list[FieldSpan] = []
    position = 0
    for element, shown in leaves(paragraph):
        if element.tag != _T or not _NEEDS_WORK.search(element.text or ""):
            position += len(shown)
            continue
        read[element] = _read_marks(element.text or "")
        for stretch in read[element]:
            end = position + len(stretch.words.replace("\xad", ""))
            if stretch.path is not None:
                gap = stretch.path.startswith(_GAP)
                path = stretch.path.removeprefix(_GAP)
                spans.append(FieldSpan(part, number, position, end, path, placeholder=gap))
            position = end
    for run in dict.fromkeys(element.getparent() for element in read):
        if run is not None:
            _rebuild(run, read, style)
    in_older_form = next(paragraph.iterancestors(_FALLBACK), None) is not None
    return [] if in_older_form else spans


def _read_marks(text: str) -> list[_Stretch]:
    """The words of a text with its marks taken out. Of marks in marks the outer one counts; a stray mark is dropped."""
    stretches: list[_Stretch] = []
    words: list[str] = []
    path: str | None = None
    depth = position = 0
    for token in _TOKENS.finditer(text):
        words.append(text[position : token.start()])
        position = token.end()
        if token[1] is not None:
            depth += 1
            opens, closes = depth == 1, False
        else:
            opens, closes = False, token[2] == END and depth == 1
            depth -= depth > 0 and token[2] == END
        if opens or closes:
            stretches.append(_Stretch("".join(words), path))
            words = []
            path = token[1] if opens else None
    stretches.append(_Stretch("".join((*words, text[position:])), path))
    return [stretch for stretch in stretches if stretch.words or stretch.path is not None]


# --- runs -----------------------------------------------------------------------------------------------------------


def _rebuild(run: _Element, read: Mapping[_Element, list[_Stretch]], style: str) -> None:
    """Give the run its words, and split it where a placeholder begins or ends: a run has one set of properties."""
    properties = run.find(_RPR)
    groups = [(flag, list(group)) for flag, group in groupby(_chunks(run, read), key=lambda chunk: chunk.placeholder)]
    for child in list(run):
        if child.tag != _RPR:
            run.remove(child)
    parts = [run]
    for _ in groups[1:]:
        following = run.makeelement(_R)
        if properties is not None:
            following.append(deepcopy(properties))
        parts[-1].addnext(following)
        parts.append(following)
    for current, (placeholder, chunks) in zip(parts, groups, strict=False):
        for chunk in chunks:
            _append(current, chunk)
        if placeholder:
            _set_style(current, style)


def _chunks(run: _Element, read: Mapping[_Element, list[_Stretch]]) -> Iterator[_Chunk]:
    for child in run:
        if child.tag == _RPR:
            continue
        if child not in read:
            yield _Chunk(child)
            continue
        for stretch in read[child]:
            if stretch.path is not None and stretch.path.startswith(_GAP):
                yield _Chunk(None, stretch.words, placeholder=True)
            else:
                yield from _find_placeholders(stretch.words)


def _find_placeholders(words: str) -> Iterator[_Chunk]:
    position = 0
    for found in PLACEHOLDER.finditer(words):
        if found.start() > position:
            yield _Chunk(None, words[position : found.start()])
        yield _Chunk(None, found[0], placeholder=True)
        position = found.end()
    if position < len(words):
        yield _Chunk(None, words[position:])


def _append(run: _Element, chunk: _Chunk) -> None:
    if chunk.element is not None:
        run.append(chunk.element)
        return
    for piece in _PIECES.findall(chunk.words):
        if piece in _BREAKS:
            SubElement(run, _BREAKS[piece])
            continue
        text = SubElement(run, _T)
        text.text = piece
        if piece != piece.strip():
            text.set(XML_SPACE, "preserve")


def _set_style(run: _Element, style: str) -> None:
    """Put the character style first in the run's properties, where the schema wants it (ECMA-376 § 17.3.2.28)."""
    properties = run.find(_RPR)
    if properties is None:
        properties = run.makeelement(_RPR)
        run.insert(0, properties)
    for former in properties.findall(_RSTYLE):
        properties.remove(former)
    chosen = properties.makeelement(_RSTYLE)
    chosen.set(w("val"), style)
    properties.insert(0, chosen)


# --- marks elsewhere ------------------------------------------------------------------------------------------------


def _strip_elsewhere(root: _Element) -> None:
    """Take the marks out of attributes, field instructions and whatever else holds text, and leave the words."""
    for element in root.iter():
        if element.text:
            element.text = _TOKENS.sub("", element.text)
        if element.tail:
            element.tail = _TOKENS.sub("", element.tail)
        for name, value in element.attrib.items():
            if _TOKENS.search(str(value)):
                element.set(name, _TOKENS.sub("", str(value)))
