"""How many of our conflicts in a package still await the person.

A comment of ours outlives the decision that it is about: Word leaves it when the change is accepted or rejected. So a
conflict waits only as long as something is tracked where its comment stands, or next to it. Headers and footers cannot
have comments: theirs are told in the comment at the top of the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_COMMENTS, REL_FOOTER, REL_HEADER, w
from pipeline.word.parse import parse
from pipeline.word.pending import CONFLICT, conflicts
from pipeline.word.revisions import AUTHOR, story_parts
from pipeline.word.text import P
from pipeline.word.tracked import AUTHOR_OF, COMMENT_END, COMMENT_REFERENCE, COMMENT_START, ID, REVISIONS, TR, TRPR


def waiting_conflicts(parts: Mapping[str, bytes]) -> int:
    """The number of our conflicts that are not decided. Raises DocumentUnreadable."""
    ids = conflicts(parts)
    stories = story_parts(parts) if ids else ()
    waiting = {identity for part in stories for identity in _waiting(parse(parts[part], part), ids)}
    return len(waiting) + _in_margins(parts, ids)


def _waiting(root: _Element, ids: Collection[str]) -> Iterator[str]:
    for anchor in root.iter(COMMENT_START, COMMENT_END, COMMENT_REFERENCE):
        if anchor.get(ID) in ids and any(_is_tracked(place) for place in _places(anchor)):
            yield anchor.get(ID, "")


def _places(anchor: _Element) -> Iterator[_Element]:
    """The paragraph and the rows round the anchor, and what stands next to the paragraph."""
    for home in anchor.iterancestors(P, TR):
        yield home
        if home.tag == P:
            yield from (each for each in (home.getprevious(), home.getnext()) if each is not None)


def _is_tracked(place: _Element) -> bool:
    inside = place.find(TRPR) if place.tag == TR else place
    return inside is not None and next(inside.iter(*REVISIONS), None) is not None


def _in_margins(parts: Mapping[str, bytes], ids: Collection[str]) -> int:
    """How many conflicts the comment at the top tells of in headers and footers, while something is tracked there."""
    main = opc.main_part(parts)
    told = sum(
        f": {CONFLICT}: " in "".join(each.text or "" for each in paragraph.iter(w("t")))
        for part in opc.related(parts, main, REL_COMMENTS)
        for comment in parse(parts[part], part)
        if comment.get(AUTHOR_OF) == AUTHOR and comment.get(ID) not in ids
        for paragraph in comment.iter(P)
    )
    margins = opc.related(parts, main, REL_HEADER, REL_FOOTER) if told else ()
    return told if any(_is_tracked(parse(parts[part], part)) for part in margins) else 0
