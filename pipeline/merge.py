"""3 keep what people wrote: what becomes of a document, given its draft and what lies in its place.

In: a draft, the history of its place, and the day. Out: an outcome that says what to write. Nothing is read or written
here. The gentlest way comes first (DESIGN section 8): nothing to bring, so nothing is touched; nobody changed the file,
so the new one replaces it; both changed, so the news comes as suggestions in the person's own file; and what cannot be
merged, or may not be changed, gets the new version beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.amounts import awaits
from pipeline.errors import A_PERSON_MUST_LOOK, AccessError, Fault
from pipeline.filefaults import open_fault
from pipeline.keeping import Action, Beside, History, Outcome, Write
from pipeline.merging import Merged, Refused, merge_documents
from pipeline.model import Draft, Failed
from pipeline.obstacles import DAMAGED, LOCKED, UNKNOWN, way_out, why_unreadable
from pipeline.waiting import waiting_in
from pipeline.word.fingerprint import same_document
from pipeline.word.same import same_content
from pipeline.wording import joined, typed

_BUG = "Dette er en feil i make-docs. Meld gjerne fra om den. Dokumentet ditt er like helt."
_AT_REST: frozenset[Action] = frozenset({"created", "unchanged", "replaced", "merged"})


def merge(draft: Draft | Failed, history: History, today: date) -> Outcome:
    """Decide what becomes of a document, the gentlest way first. `today` dates what no case dates."""
    outcome = _decided(draft, history, today)
    stale = [each.path for each in history.besides if each.ours and not each.told] if outcome.action in _AT_REST else []
    outcome = replace(outcome, told=tuple(stale))
    return replace(outcome, notes=(*outcome.notes, *_notes(outcome, history)))


def _decided(draft: Draft | Failed, history: History, today: date) -> Outcome:
    stays = Outcome(draft.document, "unchanged", history.path, history.current)
    if isinstance(draft, Failed):
        return replace(stays, action="failed", faults=draft.faults, exit_code=draft.exit_code)
    if history.faults:
        return replace(stays, action="failed", faults=history.faults, exit_code=AccessError.exit_code)
    if history.locked_by_case:
        return _locked(replace(stays, action="locked"), draft, history)
    if history.current is None:
        if history.copies:
            fault = _several(history)
            return replace(stays, action="failed", faults=(fault,), exit_code=A_PERSON_MUST_LOOK)
        return stays if history.deleted else _write(replace(stays, action="created"), draft, history)
    if same_content(draft.content, history.current):
        return replace(stays, draft=replace(draft, content=history.current))
    ours = untouched(history)
    if history.base is not None and same_content(draft.content, history.base):
        return stays if ours else _waiting(replace(stays, edited=True))
    if ours:
        return _write(replace(stays, action="replaced"), draft, history)
    return _both_changed(_waiting(stays), draft, history, today)


def untouched(history: History) -> bool:
    """Whether a person changed nothing in what we generated. In doubt they did, and so they did in a merged file."""
    if history.current is None or history.base is None:
        return False
    merged = _digest(history.current) == history.written != _digest(history.base)
    return not merged and same_document(history.base, history.current)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _waiting(outcome: Outcome) -> Outcome:
    """The outcome with what awaits the person in the file, and whether the file is damaged."""
    found = waiting_in(outcome.content)
    return replace(
        outcome,
        waiting=found.suggestions,
        waiting_conflicts=found.conflicts,
        reason=DAMAGED if found.fault and why_unreadable(found.fault) == DAMAGED else None,
        exit_code=A_PERSON_MUST_LOOK if found.conflicts else 0,
    )


def _locked(stays: Outcome, draft: Draft, history: History) -> Outcome:
    """A locked document is never changed; a new version is laid beside it when asked for, and when there is one."""
    if history.current is None or same_content(draft.content, history.current):
        return stays
    if history.new_version:
        return _beside(stays, draft, history, LOCKED)
    stays, notes = _waiting(stays), []
    if history.base is not None and not same_content(draft.content, history.base):
        command = f"make-docs {_case(history)} --only {draft.document} --new-version"
        notes.append(f"låst, men malen eller saken er endret siden. Trenger dere en ny versjon: {command}")
    if waiting := awaits(stays.waiting, stays.waiting_conflicts):
        notes.append(f"låst, men {waiting} i dokumentet. Gjør dere ingenting, gjelder deres tekst.")
    return replace(stays, notes=tuple(notes))


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


def _both_changed(stays: Outcome, draft: Draft, history: History, today: date) -> Outcome:
    """The file may hold a person's words, and there is something new to bring: as suggestions, or else beside it."""
    if stays.reason == DAMAGED:
        return _beside(stays, draft, history, DAMAGED)
    if history.base is None or history.current is None:
        return _beside(stays, draft, history, UNKNOWN)
    merged = merge_documents(
        history.base,
        history.current,
        draft,
        previous=history.previous,
        base_fields=history.base_fields,
        suggested=history.suggested,
        today=today,
    )
    if isinstance(merged, Refused):
        notes = (_BUG,) if merged.bug else ()
        return _beside(replace(stays, notes=notes), draft, history, merged.reason.rstrip("."))
    return _merged(replace(stays, draft=draft, notes=merged.notes, edited=True), merged, history)


def _merged(outcome: Outcome, merged: Merged, history: History) -> Outcome:
    """The file with its suggestions, measured from the BASE before the first of those that still await the person."""
    previous = (history.previous if outcome.waiting else None) or history.base
    if merged.content is None:
        return replace(outcome, previous=previous, suggested=history.suggested) if outcome.waiting else outcome
    if history.open_in:
        return _blocked(outcome, history.path, history.open_in)
    outcome = replace(
        outcome,
        action="merged",
        content=merged.content,
        write=(Write(history.path, merged.content, history.current),),
        suggestions=merged.suggestions,
        conflicts=merged.conflicts,
        exit_code=A_PERSON_MUST_LOOK if merged.conflicts else 0,
        suggested=merged.suggested,
        edited=False,
        waiting=0,
        waiting_conflicts=0,
    )
    return replace(outcome, previous=previous) if merged.suggestions or merged.conflicts else outcome


def _beside(stays: Outcome, draft: Draft, history: History, reason: str) -> Outcome:
    """The new version goes beside the file, over an earlier one that nobody has touched, or to a free name.

    BASE stays, so that a later merge still finds what both sides started from.
    """
    outcome = replace(stays, action="beside", exit_code=A_PERSON_MUST_LOOK, reason=reason)
    place = _place_beside(draft, history.besides)
    if place.current is not None and same_content(draft.content, place.current):
        unclaimed = place.current == draft.content and not place.ours  # a crash came before we could remember it
        claim = (Write(place.path, place.current, place.current),) if unclaimed else ()
        return replace(outcome, beside=place.path, write=claim)
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
    fault = open_fault(path, program)
    return replace(
        outcome, action="failed", draft=None, notes=(), faults=(fault,), exit_code=AccessError.exit_code, edited=False
    )


def _several(history: History) -> Fault:
    """The document is gone from its place, and which of several files it is now, is not ours to guess."""
    message, hint = candidates(history)
    return Fault("several-candidates", message, hint, str(history.path))


def candidates(history: History) -> tuple[str, str]:
    """That several files may be the document, and how the person says which."""
    named = joined([path.name for path in history.copies])
    message = f"Dokumentet heter noe annet nå, og vi vet ikke hvilken fil det er: {named}."
    hint = f"Velg den make-docs skal følge, for eksempel slik: make-docs adopt {typed(history.copies[0])}"
    return message, hint


def _notes(outcome: Outcome, history: History) -> Iterator[str]:
    """What else the person should know of the document's place."""
    document, case = outcome.document, _case(history)
    if outcome.action == "unchanged" and outcome.content is None:
        yield (
            "Dokumentet ligger ikke i mappen lenger, så det blir ikke laget på nytt. "
            f"Vil dere ha det likevel: make-docs {case} --only {document} --force"
        )
    if outcome.reason and (way := way_out(outcome.reason, case, document, typed(history.path))):
        yield way
    if outcome.beside is not None:
        yield from _edited_besides(outcome.beside, history)
    for path in outcome.told:
        yield f"{path.name} har ikke noe nytt lenger, og kan slettes."
    for path in history.copies if history.current is not None else ():
        yield (
            f"{path.name} er en kopi, og blir ikke oppdatert. Skal make-docs følge kopien i stedet: "
            f"make-docs adopt {typed(path)}"
        )


def _edited_besides(newest: Path, history: History) -> Iterator[str]:
    """Earlier new versions that somebody wrote in, and which one is the newest."""
    edited = [each.path.name for each in history.besides if each.current and not each.ours and each.path != newest]
    if edited:
        yield f"{joined(edited)} har tekst noen har skrevet. Den nyeste er {newest.name}."


def _case(history: History) -> str:
    """The case as it can be typed."""
    return typed(history.case) if history.case is not None else history.path.parent.name
