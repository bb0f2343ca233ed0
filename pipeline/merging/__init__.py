"""Merging: a new version is brought into a person's own file as tracked changes, or refused with the reason.

In: the pristine document of the last generation (base), the person's file (ours), and the fresh draft (theirs). Out:
the merged file with what it offers, or why there is none. Pure: nothing is read or written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.model import Draft, FieldSpan


@dataclass(frozen=True, slots=True)
class Merged:
    """A person's file with the news in it as suggestions; `content` None means that there is nothing to write.

    `notes` are Norwegian, for the person; `offered` are fingerprints of what is offered, without words.
    """

    content: bytes | None
    suggestions: int = 0
    conflicts: int = 0
    notes: tuple[str, ...] = ()
    offered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be merged. `reason` is a Norwegian clause after «…: »; `bug` that our own check refused."""

    reason: str
    bug: bool = False


def merge_documents(
    base: bytes,
    ours: bytes,
    draft: Draft,
    *,
    previous: bytes | None = None,
    base_fields: tuple[FieldSpan, ...] = (),
    declined: frozenset[str] = frozenset(),
    today: date,
) -> Merged | Refused:
    """Bring what `draft` has over `base` into `ours`.

    Args:
        base: the pristine document of the last generation.
        ours: the person's file.
        draft: the document as it would be if nobody had edited anything.
        previous: what the suggestions still pending in `ours` are measured from, where there are any.
        base_fields: which words of `base` came from which field.
        declined: fingerprints of what was offered before.
        today: the date of the tracked changes, where the case tells none.
    """
    return Refused("sammenfletting er ikke på plass ennå")
