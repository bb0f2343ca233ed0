"""The template side: a part as clean source text for the template language, and what a template may not hold.

The source has one line for each paragraph (its text up to the next paragraph's start), so that an error in line n can
quote the words that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from pipeline.errors import Fault
from pipeline.word import opc
from pipeline.word.names import (
    REL_ALT_CHUNK,
    REL_HYPERLINK,
    REL_MACROS,
    REL_SIGNATURE,
    W14,
    W,
    w,
)
from pipeline.word.parse import parse, take_out
from pipeline.word.text import P

_QUOTE_LENGTH = 120

# What editors leave behind at every save and no reader sees (ECMA-376 part 1 §§ 17.13.8.1 and 17.3.3.13).
_DROPPED = frozenset({w("proofErr"), w("lastRenderedPageBreak")})
_RSID = f"{{{W}}}rsid"
_PARAGRAPH_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
_BOOKMARK_START, _BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
_CURSOR = "_GoBack"
_ROW = w("tr")

_PARAGRAPH_START = re.compile(r"<w:p(?=[ />])")
_SPACES_IN_XML = re.compile(r"<w:(?:tab|br|cr|ptab)(?=[ />])[^>]*>")
_TAG = re.compile(r"</?[A-Za-z][\w.-]*:[^>]*>")
_TEMPLATE_FOR_RELATION = {
    "attachedTemplate": "en mal som Word henter",
    "image": "et bilde som Word henter",
    "oleObject": "et objekt som Word henter",
    "mailMergeSource": "en datakilde for utskriftsfletting",
    "recipientData": "en mottakerliste for utskriftsfletting",
    "subDocument": "et underdokument",
    "frame": "en ramme som Word henter",
}


def fillable_parts(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The parts that template tags are filled in: the document, its headers, footers and footnotes."""
    document = opc.main_part(parts)
    return (document, *opc.related(parts, document))


def clean_source(xml: bytes, part: str = "") -> str:
    """A part as source text: without ids that loops would double, editors' leavings and indentation.

    Starts without an XML declaration. Raises DocumentUnreadable.
    """
    root = parse(xml, part, drop_blanks=True)
    dropped: list[_Element] = []
    cursors: set[str | None] = set()
    for element in root.iter():
        _strip_ids(element)
        if element.tag in _DROPPED:
            dropped.append(element)
        elif element.tag == _BOOKMARK_START and element.get(w("name")) == _CURSOR:
            cursors.add(element.get(w("id")))
            dropped.append(element)
        elif element.tag == _BOOKMARK_END and element.get(w("id")) in cursors:
            dropped.append(element)
    for element in dropped:
        take_out(element)
    source = etree.tostring(root, encoding="unicode")
    return _PARAGRAPH_START.sub("\n<w:p", source.replace("\n", " "))


def _strip_ids(element: _Element) -> None:
    for name in map(str, element.keys()):
        if name.startswith(_RSID) or name in _PARAGRAPH_IDS:
            del element.attrib[name]


def quote(source: str, line: int) -> str:
    """The words in line `line` (from 1) of `source`, template tags included, at most 120 characters.

    A line without words stands in for its place: the nearest words before it are quoted instead.
    """
    lines = source.split("\n")
    for number in range(min(line, len(lines)), 0, -1):
        words = _words(lines[number - 1])
        if words:
            return words if len(words) <= _QUOTE_LENGTH else f"{words[: _QUOTE_LENGTH - 1].rstrip()}…"
    return ""


def paragraph_words(source: str) -> tuple[str, ...]:
    """The words of each paragraph of `source` in order, template tags included; empty ones are left out."""
    return tuple(filter(None, map(_words, source.split("\n"))))


class Spot(NamedTuple):
    """Where a paragraph stands: what holds it, and its row when it is in a table.

    `home` and `table` are numbers that two paragraphs (or their rows) share when one element holds them both; `row` is
    all the words of the row.
    """

    home: int
    table: int | None = None
    row: str | None = None


def paragraph_spots(source: str) -> tuple[Spot | None, ...]:
    """Where each of `paragraph_words` stands, for those that have a statement or a comment."""
    first, *lines = source.split("\n")
    numbers: dict[_Element, int] = {}
    spots: list[Spot | None] = [None] if _words(first) else []
    for line, paragraph in zip(lines, parse(source.encode()).iter(P), strict=False):
        words = _words(line)
        if words:
            spots.append(_spot(paragraph, numbers) if "{%" in words or "{#" in words else None)
    return tuple(spots)


def _spot(paragraph: _Element, numbers: dict[_Element, int]) -> Spot:
    def number(element: _Element | None) -> int:
        return -1 if element is None else numbers.setdefault(element, len(numbers))

    home = number(paragraph.getparent())
    row = next(paragraph.iterancestors(_ROW), None)
    if row is None:
        return Spot(home)
    words = (_words(etree.tostring(each, encoding="unicode", with_tail=False)) for each in row.iter(P))
    return Spot(home, number(row.getparent()), " | ".join(filter(None, words)))


def _words(xml: str) -> str:
    return " ".join(unescape(_TAG.sub("", _SPACES_IN_XML.sub(" ", xml))).split())


def template_hazards(parts: Mapping[str, bytes], name: str | None = None) -> tuple[Fault, ...]:
    """What a template may not hold, because every document made from it would.

    That is links that Word follows by itself when it opens the document, macros, embedded documents that Word merges
    in, and signatures that filling breaks.
    """
    found: dict[str, Fault] = {}
    for part in sources(parts):
        for relationship in opc.relationships(parts, part):
            fault = _hazard(relationship, part, name)
            if fault is not None:
                found.setdefault(fault.message, fault)
    return tuple(found.values())


def sources(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The parts that have relationships; the empty name is the package itself."""
    suffix = ".rels"
    names = (part for part in parts if part.endswith(suffix) and "_rels/" in part)
    return tuple(part.replace("_rels/", "", 1).removesuffix(suffix) for part in names)


def _hazard(relationship: opc.Relationship, part: str, name: str | None) -> Fault | None:
    if relationship.type == REL_MACROS:
        return Fault("template-macros", "Malen har makroer.", "Lagre den som Word-dokument (*.docx).", path=name)
    if relationship.type == REL_ALT_CHUNK:
        return Fault(
            "template-alt-chunk",
            f"Malen har et innebygd dokument ({relationship.target}) som Word først fletter inn når den åpnes.",
            "Åpne malen i Word og lagre den på nytt, så blir innholdet en vanlig del av malen.",
            path=name,
        )
    if relationship.type == REL_SIGNATURE:
        return Fault(
            "template-signed",
            "Malen er digitalt signert, og signaturen ville vært ugyldig i dokumentene.",
            "Fjern signaturen i Word: Fil > Informasjon > Vis signaturer.",
            path=name,
        )
    if relationship.external and relationship.type != REL_HYPERLINK:
        kind = relationship.type.rpartition("/")[2]
        what = _TEMPLATE_FOR_RELATION.get(kind, f"innhold av typen {kind} som Word henter")
        return Fault(
            "template-external",
            f"Malen peker på {what} utenfra: {relationship.target} (i {part}).",
            _external_remedy(kind),
            path=name,
        )
    return None


def _external_remedy(kind: str) -> str:
    if kind == "attachedTemplate":
        return "I Word: Utvikler > Dokumentmal, og bytt til Normal."
    if kind == "image":
        return "Sett inn bildet på nytt uten å velge «Koble til fil»."
    if kind in {"mailMergeSource", "recipientData"}:
        return "I Word: Masseutsendelser > Start utskriftsfletting > Vanlig Word-dokument."
    return "Ta bort koblingen i Word: Fil > Informasjon > Rediger koblinger til filer."
