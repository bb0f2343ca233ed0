"""Comments of one author taken out of a package: the entries, what is kept beside them, and their anchors.

An answer that another wrote to such a comment is a comment of its own, and stays as one (MS-DOCX § 2.5.1.2).
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_COMMENTS, w, w14
from pipeline.word.parse import parse, serialise
from pipeline.word.text import P
from pipeline.word.tracked import AUTHOR_OF, COMMENT_END, COMMENT_REFERENCE, COMMENT_START, ID, RPR, R

# What Word keeps of comments beside them (MS-DOCX §§ 2.5.1.2, 2.5.1.4 and 2.5.1.6), by the end of the relation's type.
_BESIDE = ("commentsExtended", "commentsIds", "commentsExtensible")
_PARAGRAPH, _PARENT, _DURABLE = "paraId", "paraIdParent", "durableId"


def without_comments(parts: Mapping[str, bytes], author: str) -> tuple[dict[str, bytes], frozenset[str]]:
    """The package without the entries of the author's comments, and the ids that these had. Raises DocumentUnreadable.

    The anchors are still there: `without_anchors` takes them out of a story.
    """
    changed: dict[str, bytes] = {}
    ids: set[str] = set()
    paragraphs: set[str] = set()
    main = opc.main_part(parts)
    for part in opc.related(parts, main, REL_COMMENTS):
        root = parse(parts[part], part)
        own = [comment for comment in root.iter(w("comment")) if comment.get(AUTHOR_OF) == author]
        for comment in own:
            ids.add(comment.get(ID, ""))
            paragraphs |= {each.get(w14("paraId"), "") for each in comment.iter(P)}
            root.remove(comment)
        if own:
            changed[part] = serialise(root)
    if paragraphs - {""}:
        changed |= _beside(parts, main, paragraphs - {""})
    return {**parts, **changed}, frozenset(ids)


def _beside(parts: Mapping[str, bytes], main: str, paragraphs: set[str]) -> dict[str, bytes]:
    changed: dict[str, bytes] = {}
    durable: set[str] = set()
    arrows = {arrow.type.rpartition("/")[2]: arrow.target for arrow in opc.relationships(parts, main)}
    for kind in _BESIDE:
        part = arrows.get(kind)
        if part is None or part not in parts:
            continue
        root = parse(parts[part], part)
        touched = False
        for entry in list(root):
            if _value(entry, _PARAGRAPH) in paragraphs or _value(entry, _DURABLE) in durable:
                durable |= {_value(entry, _DURABLE)} - {""}
                root.remove(entry)
                touched = True
            elif _value(entry, _PARENT) in paragraphs:
                del entry.attrib[_named(entry, _PARENT)]
                touched = True
        if touched:
            changed[part] = serialise(root)
    return changed


def _named(entry: _Element, attribute: str) -> str:
    """The attribute with this local name; Word 2012, 2016 and 2018 have each a namespace for theirs."""
    return next((str(name) for name in entry.attrib if str(name).rpartition("}")[2] == attribute), "")


def _value(entry: _Element, attribute: str) -> str:
    return entry.get(_named(entry, attribute), "") if _named(entry, attribute) else ""


def without_anchors(root: _Element, ids: frozenset[str]) -> bool:
    """Take the anchors of these comments out of a story; whether there were any."""
    anchors = [each for each in root.iter(COMMENT_START, COMMENT_END, COMMENT_REFERENCE) if ids and each.get(ID) in ids]
    for anchor in anchors:
        around = anchor.getparent()
        if around is None:
            continue
        around.remove(anchor)
        outside = around.getparent()
        if around.tag == R and outside is not None and all(child.tag == RPR for child in around):
            outside.remove(around)
    return bool(anchors)
