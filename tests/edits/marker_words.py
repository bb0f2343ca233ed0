"""Which words of whom a document holds, found without any model of tracked changes: an oracle for the merge.

Every edit writes a word of its own («mitt3», «nytt7»; «ditt» and «nyere» another day), and every paragraph of the
small documents has one («grunn4»). So a word that is lost, doubled or brought back is seen by looking for it.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml.etree import _Element

from tests.edits.document import MAIN, Word, find, w

OURS = "make-docs"
_MARKER = re.compile(r"(?:mitt|ditt|nytt|nyere|grunn)\d+x?")
_STORY = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_REMOVED, _ADDED = ("del", "moveFrom"), ("ins", "moveTo")


def written(content: bytes) -> Counter[str]:
    """All marker words that stand anywhere in the file's XML: deleted ones, comments and links' targets as well."""
    return Counter(_MARKER.findall(" ".join(_everything(Word(content)))))


def _everything(word: Word) -> list[str]:
    return [part.decode() for name, part in word.parts.items() if name.endswith((".xml", ".rels"))]


def accepted(content: bytes) -> Counter[str]:
    """The marker words that are left after accepting our changes; other people's are as they are."""
    return _seen(content, hides=_REMOVED)


def rejected(content: bytes) -> Counter[str]:
    """The marker words that are left after rejecting our changes; other people's are as they are."""
    return _seen(content, hides=_ADDED)


def _seen(content: bytes, hides: tuple[str, ...]) -> Counter[str]:
    word = Word(content)
    seen: Counter[str] = Counter()
    for name in word.parts:
        if _STORY.fullmatch(name):
            seen += _in(word.tree(name), hides)
    for part, tag in _NOTES:
        if part in word.parts:
            references = [each for each in word.tree(MAIN).iter(w(f"{tag}Reference")) if not _hidden(each, hides)]
            used = {each.get(w("id")) for each in references}
            for note in find(word.tree(part), f"w:{tag}"):
                if note.get(w("id")) in used:
                    seen += _in(note, hides)
    return seen


def _in(root: _Element, hides: tuple[str, ...]) -> Counter[str]:
    """The words of a story, paragraph for paragraph, so that a word cut in two by runs is one."""
    seen: Counter[str] = Counter()
    for paragraph in root.iter(w("p")):
        words = [
            each.text or ""
            for each in paragraph.iter(w("t"), w("delText"))
            if next(each.iterancestors(w("p"))) is paragraph and not _hidden(each, hides)
        ]
        seen += Counter(_MARKER.findall("".join(words)))
    return seen


def _hidden(element: _Element, hides: tuple[str, ...]) -> bool:
    """Whether the element stands in one of our own revisions of these kinds, or in a row that is one."""
    for ancestor in element.iterancestors():
        if ancestor.tag in {w(tag) for tag in hides} and ancestor.get(w("author")) == OURS:
            return True
        if ancestor.tag == w("tr") and any(
            mark.get(w("author")) == OURS for tag in hides for mark in find(ancestor, f"w:trPr/w:{tag}")
        ):
            return True
    return False


def others_revisions(content: bytes) -> list[tuple[str, str, str, str]]:
    """What other people have tracked, in order: kind, author, date and words."""
    word = Word(content)
    found = []
    for name in sorted(word.parts):
        if _STORY.fullmatch(name) or name in dict(_NOTES):
            for each in find(word.tree(name), "//w:ins|//w:del|//w:moveFrom|//w:moveTo|//w:pPrChange|//w:rPrChange"):
                if not each.get(w("author"), "").startswith(OURS):  # «make-docs (redigert)»: handed over to the person
                    words = "".join(one.text or "" for one in each.iter(w("t"), w("delText")))
                    tag = str(each.tag).rpartition("}")[2]
                    found.append((tag, each.get(w("author"), ""), each.get(w("date"), ""), words))
    return found


def comments(content: bytes, *, own: bool) -> list[str]:
    """The words of the comments: ours, or everybody else's."""
    word = Word(content)
    if "word/comments.xml" not in word.parts:
        return []
    entries = find(word.tree("word/comments.xml"), "w:comment")
    return [
        "".join(one.text or "" for one in each.iter(w("t")))
        for each in entries
        if (each.get(w("author")) == OURS) == own
    ]


def doubled_ids(content: bytes) -> list[str]:
    """Names and ids that may be there only once in the body, and are there more often."""
    root = Word(content).tree(MAIN)
    kinds = {
        "bookmark name": [each.get(w("name")) for each in root.iter(w("bookmarkStart"))],
        "bookmark id": [each.get(w("id")) for each in root.iter(w("bookmarkStart"))],
        "comment anchor": [each.get(w("id")) for each in root.iter(w("commentRangeStart"))],
        "revision id": [each.get(w("id")) for each in root.iter(w("ins"), w("del"), w("moveFrom"), w("moveTo"))],
        "drawing id": [each.get("id") for each in root.iter("{*}docPr")],
        "footnote reference": [each.get(w("id")) for each in root.iter(w("footnoteReference"))],
    }
    return [f"{kind} {key}" for kind, found in kinds.items() for key, times in Counter(found).items() if times > 1]
