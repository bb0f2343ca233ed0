"""Reads a document as a person does after accepting all tracked changes: bytes in, paragraphs of words out.

Counts as text: tables, nested tables, content controls, hyperlinks, insertions, text moved here, fields' results,
text boxes (once). Does not count: deletions, text moved away, hidden text, fields' instructions, the older form of a
drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from lxml.etree import _Element, iterparse

from pipeline.language.phrases import plain
from pipeline.word import opc
from pipeline.word.names import REL_COMMENTS, REL_STYLES, r, w
from pipeline.word.package import read_package
from pipeline.word.parse import parse
from pipeline.word.story import Paragraph, read_notes, read_story
from pipeline.word.styles import read_styles
from pipeline.word.text import P, leaves

__all__ = ["Paragraph", "Reading", "normal", "read_document", "read_parts", "title_of"]

_REVISIONS = tuple(
    w(tag)
    for tag in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
        *("trPrChange", "tcPrChange"),
    )
)
_REFERENCES = (w("headerReference"), w("footerReference"))
_RELATION = r("id")

# «4. », «3.2 » and «4) » written by hand before a heading; «10 spørsmål» has no such number.
_LITERAL_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)+\.?|\d+[.)])\s+(?=\S)")
_TRAILING = " .,:;!?…–-"


@dataclass(frozen=True)
class Reading:
    """A document as a reader sees it: its body in order, then headers, footers and notes.

    `tracked_changes` and `comments` say how much of it is still under discussion; `main` is the body's part name.
    `parts` is the package that was read, and `roots` are the parts with the paragraphs, parsed; nobody changes them.
    """

    paragraphs: tuple[Paragraph, ...]
    tracked_changes: int
    comments: int
    main: str = "word/document.xml"
    parts: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)
    roots: Mapping[str, _Element] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the document itself; they come first among `paragraphs`."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.part == self.main)


def read_document(content: bytes, name: str) -> Reading:
    """Read the Word document `content`; `name` is its file name, for messages. Raises DocumentUnreadable."""
    return read_parts(read_package(content, name), name)


def read_parts(parts: Mapping[str, bytes], name: str) -> Reading:
    """Read the package that `read_package` gave. Raises DocumentUnreadable."""
    main = opc.main_part(parts)
    styles_parts = opc.related(parts, main, REL_STYLES)
    styles = read_styles(parts[styles_parts[0]] if styles_parts else None)
    body = parse(parts[main], main, name=name)
    roots = {main: body}
    paragraphs = list(read_story(body, main, styles))
    for part in _headers_and_footers(parts, main, body):
        roots[part] = parse(parts[part], part, name=name)
        paragraphs += read_story(roots[part], part, styles)
    for part, note_root, notes in read_notes(parts, main, body, name):
        roots[part] = note_root
        paragraphs += read_story(note_root, part, styles, notes)
    changes = sum(1 for root in roots.values() for _ in root.iter(*_REVISIONS))
    return Reading(tuple(paragraphs), changes, _count_comments(parts, main, name), main, parts, roots)


def _headers_and_footers(parts: Mapping[str, bytes], main: str, body: _Element) -> Iterator[str]:
    """The headers and footers that some section of the document uses, each once."""
    arrows = {arrow.id: arrow for arrow in opc.relationships(parts, main)}
    used = (arrows.get(reference.get(_RELATION, "")) for reference in body.iter(*_REFERENCES))
    names = (arrow.target for arrow in used if arrow is not None and arrow.target in parts)
    yield from dict.fromkeys(names)


def _count_comments(parts: Mapping[str, bytes], main: str, name: str) -> int:
    return sum(
        1
        for part in opc.related(parts, main, REL_COMMENTS)
        for _ in parse(parts[part], part, name=name).iter(w("comment"))
    )


def title_of(document: bytes, styles: bytes | None = None) -> str:
    """The words of the first heading of level 1 in a document part that we made; empty when it has none.

    Without the `styles` part a heading is known by the id of its style.
    """
    known = read_styles(styles)
    for _, paragraph in iterparse(BytesIO(document), events=("end",), tag=P, resolve_entities=False, no_network=True):
        if known.look(paragraph.find(w("pPr"))).level == 1:
            words = " ".join("".join(words for _, words in leaves(paragraph)).split())
            if words:
                return words
    return ""


def normal(text: str) -> str:
    """`text` as headings are compared: «4. Om oss:» and «om oss» are the same.

    What does not count in phrases does not count here, nor do a literal number in front and closing punctuation.
    """
    return _LITERAL_NUMBER.sub("", plain(text)).rstrip(_TRAILING)
