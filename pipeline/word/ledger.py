"""The words of a package in plain order, found by a few queries of their own: a check on what other code says.

Nothing here uses the code that reads, accepts or rejects, so that a fault there cannot hide a lost word. Parts in, the
characters of each part out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import cast

from lxml.etree import XPath, _Element

from pipeline.word import opc
from pipeline.word.names import REL_COMMENTS, REL_ENDNOTES, REL_FOOTER, REL_FOOTNOTES, REL_HEADER, M, R, W, w
from pipeline.word.parse import parse

_NAMES = {"w": W, "m": M, "r": R}
_WORDS = "self::w:t or self::w:delText or self::w:instrText or self::w:delInstrText or self::m:t"
_THINGS = " or ".join(
    f"self::w:{tag}"
    for tag in ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "fldChar", "fldSimple")
)
_BREAKS = "self::w:br or self::w:cr or self::w:noBreakHyphen or self::w:ptab or self::w:tab[parent::w:r]"
_LEDGER = f".//*[{_WORDS} or {_THINGS} or {_BREAKS}]"
_NOT_INSERTED = "[not(ancestor::w:ins[@w:author = $author] or ancestor::w:moveTo[@w:author = $author])]"
_ALL = XPath(_LEDGER, namespaces=_NAMES)
_THERE_BEFORE = XPath(_LEDGER + _NOT_INSERTED, namespaces=_NAMES)
_NOTES = (
    (REL_FOOTNOTES, XPath(f"//w:footnoteReference{_NOT_INSERTED}/@w:id", namespaces=_NAMES)),
    (REL_ENDNOTES, XPath(f"//w:endnoteReference{_NOT_INSERTED}/@w:id", namespaces=_NAMES)),
)
_AUTHORED = XPath("//*[@w:author]", namespaces=_NAMES)
_TEXTS = XPath(".//w:t/text() | .//m:t/text()", namespaces=_NAMES)
_OF_TEXT = frozenset(w(tag) for tag in ("t", "delText", "instrText", "delInstrText")) | {f"{{{M}}}t"}


def ledger(parts: Mapping[str, bytes], author: str = "") -> dict[str, str]:
    """The characters of each part with text, those deleted included, without what `author` inserted.

    Of notes only those count that are referred to outside such an insertion. What is no text is told by its tag.
    Parts without any characters are left out. Raises DocumentUnreadable.
    """
    main = opc.main_part(parts)
    body = parse(parts[main], main)
    found = {main: _characters(body, author)}
    for part in opc.related(parts, main, REL_HEADER, REL_FOOTER):
        found[part] = _characters(parse(parts[part], part), author)
    for relation, references in _NOTES:
        ids = list(dict.fromkeys(map(str, cast("list[str]", references(body, author=author)))))
        for part in opc.related(parts, main, relation):
            notes = {note.get(w("id")): note for note in parse(parts[part], part)}
            found[part] = "".join(_characters(notes[number], author) for number in ids if number in notes)
    return {part: characters for part, characters in found.items() if characters}


def _characters(root: _Element, author: str) -> str:
    there = _THERE_BEFORE(root, author=author) if author else _ALL(root)
    return "".join(_shown(each) for each in cast("list[_Element]", there))


def _shown(element: _Element) -> str:
    if element.tag in _OF_TEXT:
        return element.text or ""
    kind = element.get(w("fldCharType"), "") or element.get(w("instr"), "") or element.get(w("char"), "")
    return f"\ufdd3{str(element.tag).rpartition('}')[2]} {kind}\ufdd4"


def authors(parts: Mapping[str, bytes]) -> Counter[tuple[str, str, str]]:
    """Who made the tracked changes and comments: kind, author and date, and how many of each."""
    found: Counter[tuple[str, str, str]] = Counter()
    main = opc.main_part(parts)
    stories = (main, *opc.related(parts, main, REL_HEADER, REL_FOOTER, REL_FOOTNOTES, REL_ENDNOTES, REL_COMMENTS))
    for part in stories:
        for each in cast("list[_Element]", _AUTHORED(parse(parts[part], part))):
            kind = str(each.tag).rpartition("}")[2]
            found[kind, each.get(w("author"), ""), each.get(w("date"), "")] += 1
    return found


def wording(parts: Mapping[str, bytes]) -> str:
    """The text of every paragraph of the document, its headers, footers and notes, a line each; nothing deleted."""
    main = opc.main_part(parts)
    stories = (main, *opc.related(parts, main, REL_HEADER, REL_FOOTER, REL_FOOTNOTES, REL_ENDNOTES))
    return "\n".join(
        "".join(map(str, cast("list[str]", _TEXTS(paragraph)))).replace("\xad", "")
        for part in stories
        for paragraph in parse(parts[part], part).iter(w("p"))
    )
