"""Does everything in a package that refers to something find it, and is every id used once? Parts in, faults out.

Word repairs or forgives much of this, so a document may well come with such faults; a merge must add none. What makes
Word refuse a document is in ``lint``. A fault is ``rule-id: what is wrong``, and stands as often as it is there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from lxml.etree import XPath, _Element

from pipeline.word import opc
from pipeline.word.names import REL_COMMENTS, REL_STYLES, WP, R, W, w
from pipeline.word.note_order import notes_out_of_order
from pipeline.word.parse import parse
from pipeline.word.revisions import accept, reject, story_parts
from pipeline.word.tracked import (
    BOOKMARK_END,
    BOOKMARK_START,
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    ID,
    REVISIONS,
)

_REL_NUMBERING = f"{R}/numbering"
_VALUE, _NAME = w("val"), w("name")
_STYLES = (w("pStyle"), w("rStyle"), w("tblStyle"))
_NAMES = {"w": W}
_MISPLACED = XPath(
    "//*[self::w:ins or self::w:del][parent::w:r or w:hyperlink or w:fldSimple or w:p or w:tbl or w:tr or w:tc]"
    "[not(parent::w:rPr)]",
    namespaces=_NAMES,
)
_FIELD, _FIELD_KINDS = w("fldChar"), w("fldCharType")


def integrity(parts: Mapping[str, bytes]) -> Counter[str]:
    """The faults of the package and how often each is there. Raises DocumentUnreadable."""
    main = opc.main_part(parts)
    stories = {part: parse(parts[part], part) for part in dict.fromkeys(story_parts(parts))}
    faults: Counter[str] = Counter()
    for part, root in stories.items():
        faults.update(_twice(part, root))
        faults.update(_ranges(part, root))
        faults.update(_misplaced(part, root))
        if next(root.iter(_FIELD), None) is not None:
            faults.update(_fields(part, parts[part]))
    faults.update(_comments(parts, main, stories.values()))
    faults.update(_names(parts, main, stories))
    faults.update(
        f"note-order: Notene i «{part}» står ikke slik dokumentet viser til dem." for part in notes_out_of_order(parts)
    )
    return faults


def _twice(part: str, root: _Element) -> Iterator[str]:
    """Ids and names that are to be there once in a part."""
    for rule, what, used in (
        ("revision-id-twice", "Nummeret på en sporet endring", (each.get(ID, "") for each in root.iter(*REVISIONS))),
        ("bookmark-id-twice", "Nummeret på et bokmerke", (each.get(ID, "") for each in root.iter(BOOKMARK_START))),
        ("drawing-id-twice", "Nummeret på en tegning", (each.get("id", "") for each in root.iter(f"{{{WP}}}docPr"))),
        ("paragraph-id-twice", "Nummeret på et avsnitt", _paragraph_ids(root)),
    ):
        for value, times in Counter(used).items():
            yield from [f"{rule}: {what} er brukt flere ganger i «{part}» ({value})."] * (times - 1)


def _paragraph_ids(root: _Element) -> Iterator[str]:
    for paragraph in root.iter(w("p")):
        value = paragraph.get("{http://schemas.microsoft.com/office/word/2010/wordml}paraId")
        if value is not None:
            yield value


def _ranges(part: str, root: _Element) -> Iterator[str]:
    """Every range has one beginning and one end."""
    for what, start, end in (("bokmerke", BOOKMARK_START, BOOKMARK_END), ("merknad", COMMENT_START, COMMENT_END)):
        starts = Counter(each.get(ID, "") for each in root.iter(start))
        ends = Counter(each.get(ID, "") for each in root.iter(end))
        for value in sorted((starts - ends) + (ends - starts)):
            yield f"range-unbalanced: Et {what} har ikke én begynnelse og én slutt i «{part}» ({value})."


def _misplaced(part: str, root: _Element) -> Iterator[str]:
    """An insertion or deletion holds runs; a link stands round it (annex A, CT_RunTrackChange)."""
    for _ in cast("list[_Element]", _MISPLACED(root)):
        yield f"revision-misplaced: En sporet endring står der den ikke kan stå, i «{part}»."


def _fields(part: str, content: bytes) -> Iterator[str]:
    """Every field that begins also ends, whether changes are accepted or rejected."""
    for resolve, how in ((accept, "godtatt"), (reject, "forkastet")):
        root = parse(content, part)
        resolve(root)
        kinds = Counter(each.get(_FIELD_KINDS) for each in root.iter(_FIELD))
        if kinds["begin"] != kinds["end"]:
            yield f"field-unbalanced: Et felt begynner eller slutter ikke i «{part}» når alt er {how}."


def _comments(parts: Mapping[str, bytes], main: str, stories: Iterable[_Element]) -> Iterator[str]:
    """Every comment has a place."""
    used = {each.get(ID) for root in stories for each in root.iter(COMMENT_REFERENCE)}
    for part in opc.related(parts, main, REL_COMMENTS):
        for comment in parse(parts[part], part).iter(w("comment")):
            if comment.get(ID) not in used:
                yield f"comment-without-place: En merknad står ingen steder i dokumentet ({comment.get(ID)})."


def _names(parts: Mapping[str, bytes], main: str, stories: Mapping[str, _Element]) -> Iterator[str]:
    """Styles and lists that are used are defined; a bookmark's name is used once in the document."""
    styles = _defined(parts, main, REL_STYLES, w("style"), w("styleId"))
    lists = _defined(parts, main, _REL_NUMBERING, w("num"), w("numId")) | {"0"}
    bookmarks: Counter[str] = Counter()
    for part, root in stories.items():
        for each in root.iter(*_STYLES):
            if each.get(_VALUE) not in styles:
                yield f"style-missing: «{part}» bruker en stil som ikke er der ({each.get(_VALUE)})."
        for each in root.iter(w("numId")):
            if each.get(_VALUE) not in lists:
                yield f"list-missing: «{part}» bruker en liste som ikke er der ({each.get(_VALUE)})."
        bookmarks.update(each.get(_NAME, "").casefold() for each in root.iter(BOOKMARK_START))
    for name, times in bookmarks.items():
        yield from [f"bookmark-twice: Navnet på et bokmerke er brukt flere ganger ({name})."] * (times - 1)


def _defined(parts: Mapping[str, bytes], main: str, relation: str, tag: str, attribute: str) -> set[str | None]:
    found = opc.related(parts, main, relation)
    return {each.get(attribute) for part in found for each in parse(parts[part], part).iter(tag)}
