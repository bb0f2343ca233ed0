"""What must hold of every merge, whatever was edited on the two sides: three documents and the result in, faults out.

The words are counted without a model of tracked changes (`marker_words`), so that a fault in how we read Word's markup
cannot hide a lost word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.merging import Merged, Refused, merge_documents
from pipeline.model import Draft
from pipeline.word.canonical import differences
from pipeline.word.lint import lint
from pipeline.word.package import read_package, write_package
from pipeline.word.pending import without_suggestions
from pipeline.word.reading import read_document
from pipeline.word.revisions import AUTHOR, pending, resolved
from pipeline.word.suggested import with_edited_kept
from tests.edits import marker_words

TODAY = date(2026, 11, 22)


def draft(content: bytes) -> Draft:
    """A draft of which nothing is known to come from a field."""
    return Draft("brev", content, ())


def merge(
    base: bytes,
    ours: bytes,
    theirs: bytes,
    previous: bytes | None = None,
    suggested: frozenset[str] = frozenset(),
) -> Merged | Refused:
    """Merge as the spine does; `suggested` is what an earlier merge of the document told of its suggestions."""
    return merge_documents(base, ours, draft(theirs), previous=previous, suggested=suggested, today=TODAY)


def accept(content: bytes) -> bytes:
    """The document after accepting our changes, and ours only."""
    return write_package(resolved(read_package(content, ""), accept=True, author=AUTHOR))


def reject(content: bytes) -> bytes:
    """The document after rejecting our changes, and ours only."""
    return write_package(resolved(read_package(content, ""), accept=False, author=AUTHOR))


def kept(content: bytes, suggested: frozenset[str]) -> bytes:
    """The document in which suggestions that somebody worked in are theirs."""
    return write_package(with_edited_kept(read_package(content, ""), suggested))


def words(content: bytes) -> list[tuple[str, str]]:
    """What a reader sees: each paragraph that says something, with its part."""
    return [(each.part, each.text) for each in read_document(content, "").paragraphs if each.text.strip()]


@dataclass(frozen=True, slots=True)
class Sides:
    """The three documents of a merge."""

    base: bytes
    ours: bytes
    theirs: bytes


def faults(sides: Sides, merged: Merged) -> list[str]:
    """What is broken; empty when all is well. Each line begins with the number of the invariant (merge.md § 4.6)."""
    result = sides.ours if merged.content is None else merged.content
    return [
        *_rejecting_gives_ours(sides, result),
        *_accepting_gives_all(sides, result, merged),
        *_others_are_left_alone(sides, result),
        *_is_sound(sides, result),
        *_counts_are_true(result, merged),
    ]


def later_faults(first: bytes, ours: bytes, second: bytes, merged: Merged) -> list[str]:
    """What is broken when `second` is merged into a file in which suggestions from `first` may be pending.

    A person has decided on some of those and edited on; what they have now is the file with the rest rejected.
    """
    result = ours if merged.content is None else merged.content
    mine = reject(ours)
    found = [
        *_others_are_left_alone(Sides(first, ours, second), result),
        *_is_sound(Sides(first, ours, second), result),
    ]
    handed_over = b"make-docs (redigert)" in read_package(result, "")["word/document.xml"]
    before, after = words(mine), words(reject(result))
    if before != after and not handed_over:
        found.append(f"14 rejecting gives other words: {_first_difference(before, after)}")
    gone, come = _apart(marker_words.rejected(ours), marker_words.rejected(result))
    come = [each for each in come if not each.startswith("ditt")]  # written in a row of ours, which is theirs now
    if gone or (come and not handed_over):
        found.append(f"14 rejecting loses {gone}, adds {come}")
    seen, news = set(marker_words.accepted(result)), set(marker_words.accepted(second))
    if news - set(marker_words.accepted(first)) - seen:
        found.append(f"14 what is new is not offered: {sorted(news - set(marker_words.accepted(first)) - seen)}")
    written = {each for each in set(marker_words.accepted(mine)) if each.startswith(("mitt", "ditt"))} - seen
    if written - set(marker_words.accepted(first)) and merged.content is not None and not merged.conflicts:
        found.append(f"14 accepting loses what the person wrote, without a conflict: {sorted(written)}")
    stale = {each for each in seen - set(marker_words.accepted(mine)) - news if not each.startswith("ditt")}
    if stale and not handed_over:
        found.append(f"14 what is superseded is still offered: {sorted(stale)}")
    return found


def _rejecting_gives_ours(sides: Sides, result: bytes) -> Iterator[str]:
    for difference in differences(read_package(sides.ours, ""), read_package(reject(result), "")):
        yield f"3 rejecting gives something else than ours: {difference}"
    before, after = words(sides.ours), words(reject(result))
    if before != after:
        yield f"3 rejecting gives other words: {_first_difference(before, after)}"
    gone, come = _apart(marker_words.rejected(sides.ours), marker_words.rejected(result))
    if gone or come:
        yield f"3 rejecting loses {gone}, adds {come}"
    lost = marker_words.written(sides.ours).keys() - marker_words.written(result).keys()
    if lost:
        yield f"3 words of ours are nowhere in the file: {sorted(lost)}"


def _accepting_gives_all(sides: Sides, result: bytes, merged: Merged) -> Iterator[str]:
    base, ours, theirs = (set(marker_words.accepted(each)) for each in (sides.base, sides.ours, sides.theirs))
    seen = set(marker_words.accepted(result))
    modelled = set(marker_words.accepted(accept(result)))
    if seen != modelled:
        yield f"4 accepting by the model and by looking differ: {sorted(seen ^ modelled)}"
    if theirs - base - seen:
        yield f"4 accepting lacks what the template added: {sorted(theirs - base - seen)}"
    if ours - base - seen and not merged.conflicts:
        yield f"5 accepting loses what the person wrote, without a conflict: {sorted(ours - base - seen)}"
    if (ours & theirs) - seen and not merged.conflicts:
        yield f"5 accepting loses what both have: {sorted((ours & theirs) - seen)}"
    if seen - ours - theirs:
        yield f"5 accepting brings back what neither has: {sorted(seen - ours - theirs)}"


def _others_are_left_alone(sides: Sides, result: bytes) -> Iterator[str]:
    before, after = marker_words.others_revisions(sides.ours), marker_words.others_revisions(result)
    if before != after:
        yield f"8 other people's revisions are not as they were: {_first_difference(before, after)}"
    said, says = marker_words.comments(sides.ours, own=False), marker_words.comments(result, own=False)
    if sorted(said) != sorted(says):
        yield f"8 other people's comments are not as they were: {_first_difference(said, says)}"
    theirs = without_suggestions(read_package(sides.ours, "")).parts
    media = {name: content for name, content in theirs.items() if "/media/" in name}
    for name in media:
        if read_package(result, "").get(name) != media[name]:
            yield f"3 the person's image {name} is another one"


def _is_sound(sides: Sides, result: bytes) -> Iterator[str]:
    for name, content in (("merged", result), ("accepted", accept(result)), ("rejected", reject(result))):
        new = set(lint(read_package(content, ""))) - set(lint(read_package(sides.ours, "")))
        if new:
            yield f"9 {name} is unsound: {sorted(new)}"
        doubled = set(marker_words.doubled_ids(content)) - set(marker_words.doubled_ids(sides.ours))
        if doubled:
            yield f"9 {name} has twice: {sorted(doubled)}"


def _counts_are_true(result: bytes, merged: Merged) -> Iterator[str]:
    if bool(merged.suggestions) != (merged.content is not None and pending(read_package(result, "")) > 0):
        yield f"0 {merged.suggestions} suggestions are told, {pending(read_package(result, ''))} are in the file"
    told = marker_words.comments(result, own=True)
    if merged.conflicts and not told:
        yield f"0 {merged.conflicts} conflicts are told, and no comment explains them"
    if merged.content is None and (merged.suggestions or merged.conflicts):
        yield "0 suggestions without a file"


def _apart(before: Counter[str], after: Counter[str]) -> tuple[list[str], list[str]]:
    return sorted(before - after), sorted(after - before)


def _first_difference(before: Sequence[object], after: Sequence[object]) -> str:
    for number, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return f"no. {number}: {one!r} became {other!r}"
    return f"{len(before)} became {len(after)}: {(before[len(after) :] or after[len(before) :])[0]!r}"
