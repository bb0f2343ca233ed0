"""The gate: nothing that a merge made leaves the house before this says that no word was lost.

The person's document before and the merged one in, what is wrong with the merge out. Two ways to the same answer: the
words in plain order, by queries that share nothing with the code that merges; and the whole document, node by node,
once our suggestions are rejected.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from pipeline.word.canonical import differences
from pipeline.word.integrity import integrity
from pipeline.word.ledger import authors, ledger, wording
from pipeline.word.lint import lint
from pipeline.word.revisions import AUTHOR, resolved


def verify(before: Mapping[str, bytes], after: Mapping[str, bytes], wanted: Mapping[str, int]) -> tuple[str, ...]:
    """What is wrong with the merged document; empty when it is sound.

    Args:
        before: the parts of the person's document, without suggestions of ours.
        after: the parts of the merged document.
        wanted: words that it must have once our suggestions are accepted, and how often at least.

    Raises:
        DocumentUnreadable: a part is not XML that can be read.
    """
    return tuple(
        dict.fromkeys(
            (
                *lost_words(before, after),
                *differences(before, resolved(after, accept=False, author=AUTHOR)),
                *_missing_words(after, wanted),
                *_new_faults(before, after),
                *_strangers(before, after),
            )
        )
    )


def words_of_others(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    """The words of each part that are not suggestions of ours. Raises DocumentUnreadable."""
    return {part: words for part, words in ledger(parts, AUTHOR).items() if words}


def lost_words(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """Every character that was there is there, in its place, suggested deletions included."""
    then, now = ledger(before), ledger(after, AUTHOR)
    for part in sorted(then.keys() | now.keys()):
        if then.get(part, "") != now.get(part, ""):
            yield f"Ordene i «{part}» er ikke de samme."


def _missing_words(after: Mapping[str, bytes], wanted: Mapping[str, int]) -> Iterator[str]:
    """Every word that the template brought is there; at worst grown together with another."""
    if not wanted:
        return
    text = unicodedata.normalize("NFC", wording(resolved(after, accept=True, author=AUTHOR)))
    for word, times in wanted.items():
        if text.count(word) < times:
            yield f"Malens ord «{word}» er ikke kommet med."


def _new_faults(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """No fault that was not there before; old ones are the person's own affair."""
    known = set(lint(before))
    yield from (fault for fault in lint(after) if fault not in known)
    yield from integrity(after) - integrity(before)


def _strangers(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Iterator[str]:
    """What others suggested and remarked is still there, and all that is new is by us."""
    then, now = authors(before), authors(after)
    for (kind, author, date), number in now.items():
        if author != AUTHOR and number > then[kind, author, date]:
            yield f"En sporet endring eller merknad er ny, men ikke fra {AUTHOR} ({kind})."
    for key, number in then.items():
        if number > now[key]:
            yield f"En sporet endring eller merknad fra før er borte ({key[0]})."
