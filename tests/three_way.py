"""Merges of small documents that a test writes out: three bodies in, what a reader sees of the result out."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.merging import Merged, Refused
from pipeline.word.reading import read_document
from tests.edits import marker_words
from tests.edits.document import W, Word
from tests.edits.person import AUTHOR
from tests.edits.subjects import word_file
from tests.merge_oracle import Sides, accept, faults, merge, reject
from tests.word_xml import paragraph

WHEN = 'w:date="2026-11-01T09:00:00Z"'


@dataclass(frozen=True, slots=True)
class Result:
    """A merge that broke no invariant."""

    sides: Sides
    merged: Merged

    @property
    def content(self) -> bytes:
        return self.sides.ours if self.merged.content is None else self.merged.content

    @property
    def accepted(self) -> list[str]:
        """The paragraphs of the body after accepting our changes; empty ones are left out."""
        return paragraphs(accept(self.content))

    @property
    def rejected(self) -> list[str]:
        """The paragraphs of the body after rejecting our changes; empty ones are left out."""
        return paragraphs(reject(self.content))

    @property
    def comments(self) -> str:
        """What our comments say."""
        return "\n".join(marker_words.comments(self.content, own=True))


def paragraphs(content: bytes) -> list[str]:
    """The paragraphs of the body that say something."""
    return [each.text for each in read_document(content, "").body if each.text.strip()]


def three_way(base: str | bytes, ours: str | bytes, theirs: str | bytes, after: Result | None = None) -> Result:
    """Merge three bodies, or whole files; all invariants must hold. `after` is what left suggestions in ours."""
    sides = Sides(*(word_file(each) if isinstance(each, str) else each for each in (base, ours, theirs)))
    previous, suggested = (after.sides.base, after.merged.suggested) if after is not None else (None, frozenset())
    merged = merge(sides.base, sides.ours, sides.theirs, previous, suggested)
    assert isinstance(merged, Merged), merged
    if after is None:
        assert faults(sides, merged) == []
    result = Result(sides, merged)
    if merged.conflicts:
        assert result.comments
    return result


def refused(base: bytes, ours: bytes, theirs: bytes) -> str:
    """Why a merge is refused; it must be, and not for a fault of our own."""
    merged = merge(base, ours, theirs)
    assert isinstance(merged, Refused), merged
    assert not merged.bug
    return merged.reason


# --- what tests write -------------------------------------------------------------------------------------------------


def body(*blocks: str) -> str:
    """Return a body; what has no tags becomes a paragraph."""
    return "".join(each if each.startswith("<") else paragraph(each) for each in blocks)


def tracked(kind: str, words: str, author: str = AUTHOR) -> str:
    """Return words that somebody inserted or deleted with tracking on."""
    tag = "delText" if kind == "del" else "t"
    return (
        f'<w:{kind} w:id="71" w:author="{author}" {WHEN}><w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
        f"</w:{kind}>"
    )


def commented(inside: str) -> bytes:
    """Return a file in which comment 5, whose anchors are in `inside`, is a person's."""
    word = Word(word_file(inside))
    says = "<w:p><w:r><w:t>Er dette mitt9?</w:t></w:r></w:p>"
    entry = f'<w:comment w:id="5" w:author="{AUTHOR}" {WHEN} w:initials="KE">{says}</w:comment>'
    word.parts["word/comments.xml"] = f'<w:comments xmlns:w="{W}">{entry}</w:comments>'.encode()
    word.declare("word/comments.xml", "comments")
    word.relate("comments", "comments.xml")
    return word.save()
