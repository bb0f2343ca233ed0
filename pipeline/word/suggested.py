"""What each suggestion of ours looks like, so that one that somebody worked in is known, and is theirs from then on.

A suggestion is taken away before a new one is made. What a person did inside it (words, a picture, formatting, a link,
a tracked deletion) would go with it. So its fingerprint is remembered when it is written, and a suggestion that has
another one later gets another author: then it is kept like anybody's tracked change. Fingerprints hold no words, and
are blind to what editors rewrite on save.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.chains import chain_of, is_ours, is_whole
from pipeline.word.cutting import RPR
from pipeline.word.names import REL_COMMENTS, REL_STYLES, w
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import AUTHOR, story_parts
from pipeline.word.styles import Styles, read_styles
from pipeline.word.text import P, switched_on

EDITED = "make-docs (redigert)"
"""Who a suggestion is from, once somebody has worked in it."""

_AUTHOR, _ID, _VALUE, _NAME = w("author"), w("id"), w("val"), w("name")
_INS, _DEL, _CHANGE, _PPR, _TR = w("ins"), w("del"), w("pPrChange"), w("pPr"), w("tr")
_REVISIONS = tuple(
    w(tag)
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "trPrChange", "tcPrChange", "cellIns")
)
_TEXTS = frozenset({w("t"), w("delText"), w("instrText"), w("delInstrText")})
_SWITCHES = tuple(w(tag) for tag in ("b", "i", "strike", "dstrike", "caps", "smallCaps", "vanish"))
_VALUES = tuple(w(tag) for tag in ("u", "highlight", "vertAlign", "color"))
_LEFT_OUT = frozenset(
    w(tag)
    for tag in (
        *("proofErr", "lastRenderedPageBreak", "softHyphen", "bookmarkEnd", "commentRangeEnd", "annotationRef", "r"),
        *("tblPr", "tblGrid", "trPr", "tc", "sdtContent", "sdtPr", "sdtEndPr", "p", "pPr", "rPr"),
    )
)
_CLOSED = frozenset({RPR, _PPR, w("sdtPr"), w("drawing"), w("pict"), w("object"), w("trPr"), w("tblPr"), w("tblGrid")})
_COMMENT, _COMMENT_ANCHORS = w("comment"), (w("commentRangeStart"), w("commentReference"))
_OUR_BOOKMARKS = ("_seksjon_", "_GoBack")


def fingerprints(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The fingerprints of our suggestions and comments in the package. Raises DocumentUnreadable."""
    reader = _Reader(parts)
    return frozenset(mark for _, root in _roots(parts) for mark, _ in reader.units(root)) | frozenset(
        _digest("comment", _words(each)) for _, root in _comment_roots(parts) for each in _own_comments(root)
    )


def with_edited_kept(parts: Mapping[str, bytes], known: Collection[str]) -> dict[str, bytes]:
    """The package in which suggestions and comments of ours whose fingerprints are not `known` are from `EDITED`.

    Raises DocumentUnreadable.
    """
    reader, changed = _Reader(parts), dict(parts)
    for part, root in _roots(parts):
        edited = [element for mark, elements in reader.units(root) if mark not in known for element in elements]
        for element in edited:
            for revision in element.iter(*_REVISIONS):
                if revision.get(_AUTHOR) == AUTHOR:
                    revision.set(_AUTHOR, EDITED)
        if edited:
            changed[part] = serialise(root)
    for part, root in _comment_roots(parts):
        answered = [each for each in _own_comments(root) if _digest("comment", _words(each)) not in known]
        for comment in answered:
            comment.set(_AUTHOR, EDITED)
        if answered:
            changed[part] = serialise(root)
    return changed


class _Reader:
    """Finds the suggestions in the parts of one package."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        sheets = opc.related(parts, opc.main_part(parts), REL_STYLES)
        self._styles: Styles = read_styles(parts[sheets[0]] if sheets else None)
        self._own_comments = {each.get(_ID) for _, root in _comment_roots(parts) for each in _own_comments(root)}

    def units(self, root: _Element) -> Iterator[tuple[str, list[_Element]]]:
        """Each suggestion's fingerprint, and the elements that hold it."""
        rows = {row for row in root.iter(_TR) if is_ours(row)}
        for row in rows:
            yield _digest("row", *self._content(row)), [row]
        touched = dict.fromkeys(
            found
            for each in root.iter(_INS, _DEL, _CHANGE)
            if each.get(_AUTHOR) == AUTHOR and (found := next(each.iterancestors(P), None)) is not None
        )
        for paragraph in touched:
            if not any(row in rows for row in paragraph.iterancestors(_TR)):
                yield from self._in_paragraph(paragraph)

    def _in_paragraph(self, paragraph: _Element) -> Iterator[tuple[str, list[_Element]]]:
        properties = paragraph.find(_PPR)
        change = None if properties is None else properties.find(_CHANGE)
        ours = change is not None and change.get(_AUTHOR) == AUTHOR
        chain = chain_of(paragraph)
        former = self._properties(change.find(_PPR)) if change is not None and ours else ""
        if is_whole(paragraph):
            yield _digest("whole", self._properties(properties), former, *self._content(paragraph)), chain
            return
        if ours or len(chain) > 1:
            yield _digest("properties", self._properties(properties), former), chain
        for each in paragraph.iter(_INS, _DEL):
            outermost = not any(around.tag in (_INS, _DEL) for around in each.iterancestors())
            if each.get(_AUTHOR) == AUTHOR and outermost and next(each.iterancestors(RPR), None) is None:
                yield _digest(each.tag, *self._content(each)), [each]

    def _content(self, element: _Element) -> list[str]:
        """What stands in the element: words with their looks, and all else by its kind."""
        said: list[str] = []
        look = ""
        for node in _walk(element):
            if node.tag in _TEXTS:
                run = node.getparent()
                now = "" if run is None else self._look(run.find(RPR))
                said += [node.text or ""] if now == look else [f"\x1e{now}\x1f", node.text or ""]
                look = now
            elif node.tag in _REVISIONS:
                said += [] if node.get(_AUTHOR) == AUTHOR else [node.tag, node.get(_AUTHOR, "")]
            elif node.tag == w("bookmarkStart"):
                said += [] if node.get(_NAME, "").startswith(_OUR_BOOKMARKS) else [node.get(_NAME, "")]
            elif node.tag in _COMMENT_ANCHORS:
                said += [] if node.get(_ID) in self._own_comments else [node.tag]
            elif node.tag == w("shd"):
                said.append(node.get(w("fill"), ""))
            elif node.tag not in _LEFT_OUT:
                said.append(node.tag)
            if node.tag == P:
                said.append(self._properties(node.find(_PPR)))
        return ["".join(said)]

    def _look(self, properties: _Element | None) -> str:
        if properties is None:
            return ""
        said = [tag for tag in _SWITCHES if (each := properties.find(tag)) is not None and switched_on(each)]
        for tag in _VALUES:
            each = properties.find(tag)
            if each is not None and each.get(_VALUE, "") not in ("none", "auto", "baseline", ""):
                said.append(f"{tag}={each.get(_VALUE)}")
        said += [f"change {change.get(_AUTHOR)}" for change in properties.iter(w("rPrChange"))]
        return " ".join(said)

    def _properties(self, properties: _Element | None) -> str:
        look = self._styles.look(properties)
        said = [look.name.casefold(), str(look.level), str(look.listed)]
        if properties is not None:
            place = properties.find(w("jc"))
            placed = "left" if place is None else place.get(_VALUE, "left")
            said.append("left" if placed == "start" else placed)
            level = properties.find(f"{w('numPr')}/{w('ilvl')}")
            said.append("0" if level is None else level.get(_VALUE, "0"))
            said += [tag for tag in ("pageBreakBefore", "sectPr", "framePr") if properties.find(w(tag)) is not None]
        else:
            said += ["left", "0"]
        return "\x1d".join(said)


def _walk(element: _Element) -> Iterator[_Element]:
    """The element's descendants in order, but not what stands in properties and drawings, apart from shading."""
    for child in element:
        yield child
        if child.tag == w("tcPr"):
            yield from child.iterchildren(w("shd"))
        elif child.tag not in _CLOSED and child.tag != w("tcPr"):
            yield from _walk(child)


def _roots(parts: Mapping[str, bytes]) -> Iterator[tuple[str, _Element]]:
    for part in story_parts(parts):
        if f'"{AUTHOR}"'.encode() in parts[part]:
            yield part, parse(parts[part], part)


def _comment_roots(parts: Mapping[str, bytes]) -> Iterator[tuple[str, _Element]]:
    for part in opc.related(parts, opc.main_part(parts), REL_COMMENTS):
        yield part, parse(parts[part], part)


def _own_comments(root: _Element) -> list[_Element]:
    return [each for each in root.iter(_COMMENT) if each.get(_AUTHOR) == AUTHOR]


def _words(comment: _Element) -> str:
    return "\n".join("".join(each.text or "" for each in paragraph.iter(w("t"))) for paragraph in comment.iter(P))


def _digest(*said: str) -> str:
    return hashlib.sha256("\x1c".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]
