"""3 keep what people wrote: what becomes of a document, given its draft and what lies in its place.

In: a draft and the history of its place. Out: an outcome that says what to write. Nothing is read or written here. A
file that may hold a person's words is never written over: for now the new version is laid beside it (DESIGN section 8,
level 5). The three-way merge of levels 3 and 4 will come first in `_both_changed`.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from pipeline.errors import A_PERSON_MUST_LOOK, AccessError
from pipeline.files import open_fault
from pipeline.model import Beside, Draft, Failed, History, Outcome, Write
from pipeline.word.same import same_content


def merge(draft: Draft | Failed, history: History) -> Outcome:
    """Decide what becomes of a document, the gentlest way first."""
    stays = Outcome(draft.document, "unchanged", history.path, history.current)
    if isinstance(draft, Failed):
        return replace(stays, action="failed", faults=draft.faults, exit_code=draft.exit_code)
    if history.faults:
        return replace(stays, action="failed", faults=history.faults, exit_code=AccessError.exit_code)
    if history.locked_by_case:
        return replace(stays, action="locked")
    if history.current is None:
        return _write(replace(stays, action="created"), draft, history)
    if same_content(draft.content, history.current):
        return replace(stays, draft=replace(draft, content=history.current))
    if _untouched(history):
        return _write(replace(stays, action="replaced"), draft, history)
    if history.base is not None and same_content(draft.content, history.base):
        return stays
    return _both_changed(stays, draft, history)


def _untouched(history: History) -> bool:
    """Whether the file is as we left it, and what we left was a pristine document. In doubt it is not."""
    if history.current is None or history.base is None:
        return False
    as_left = hashlib.sha256(history.current).hexdigest() == history.written
    return as_left and same_content(history.current, history.base)


def _write(outcome: Outcome, draft: Draft, history: History) -> Outcome:
    """The draft takes the place of nothing, or of what we put there ourselves."""
    if history.open_in:
        return _blocked(outcome, history.path, history.open_in)
    return replace(
        outcome,
        content=draft.content,
        write=(Write(history.path, draft.content, history.current),),
        draft=draft,
    )


def _both_changed(stays: Outcome, draft: Draft, history: History) -> Outcome:
    """The file may hold a person's words, and there is something new to bring.

    The new version goes beside the file, over an earlier one that nobody has touched, or to a free name. BASE stays, so
    that the merge still finds what both sides started from.
    """
    outcome = replace(stays, action="beside", exit_code=A_PERSON_MUST_LOOK)
    place = _place_beside(draft, history.besides)
    if place.current is not None and same_content(draft.content, place.current):
        return replace(outcome, beside=place.path)
    if place.open_in:
        return _blocked(stays, place.path, place.open_in)
    return replace(outcome, beside=place.path, write=(Write(place.path, draft.content, place.current),))


def _place_beside(draft: Draft, places: tuple[Beside, ...]) -> Beside:
    """Where the new version lies already, else where an earlier one of ours lies untouched, else a free name."""
    lying = [place for place in places if place.current is not None]
    same = [place for place in lying if place.current is not None and same_content(draft.content, place.current)]
    ours = [place for place in lying if place.ours]
    return next(iter([*same, *ours]), places[-1])


def _blocked(outcome: Outcome, path: Path, program: str) -> Outcome:
    return replace(outcome, action="failed", faults=(open_fault(path, program),), exit_code=AccessError.exit_code)
