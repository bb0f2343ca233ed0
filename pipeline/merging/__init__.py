"""Merging: a new version is brought into a person's own file as tracked changes, or refused with the reason.

In: the pristine document of the last generation (base), the person's file (ours), and the fresh draft (theirs). Out:
the merged file with what it offers, or why there is none. Pure: nothing is read or written. The rooms: `align` and
`words` find what is what, `decide` decides, `reasons` says why, `word.weave` writes, `verify` proves it before anyone
sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.errors import DocumentUnreadable
from pipeline.merging.basis import basis
from pipeline.merging.decide import Decider, Decision
from pipeline.merging.expected import differs_from_plan, words_added
from pipeline.merging.reasons import Reasons, Summary, summary
from pipeline.merging.verify import lost_words, verify, words_of_others
from pipeline.model import Draft, FieldSpan
from pipeline.provenance import CASE, TEMPLATE
from pipeline.word.blocks import Container
from pipeline.word.direct import formatted_anew
from pipeline.word.layout import follow
from pipeline.word.manuscript import Manuscript
from pipeline.word.package import read_package, write_package
from pipeline.word.pending import Undecided, without_suggestions
from pipeline.word.properties import read_custom
from pipeline.word.revisions import pending
from pipeline.word.same import same_content
from pipeline.word.suggested import fingerprints, with_edited_kept
from pipeline.word.transplant import NotTransplantable
from pipeline.word.weave import Weaver
from pipeline.word.writable import obstacle

_MOST_BLOCKS = 5000
_LEAST_LEFT = 0.3


@dataclass(frozen=True, slots=True)
class Merged:
    """A person's file with the news in it as suggestions; `content` None means that there is nothing to write.

    `notes` are Norwegian, for the person; `suggested` are fingerprints of what is suggested, without words.
    """

    content: bytes | None
    suggestions: int = 0
    conflicts: int = 0
    notes: tuple[str, ...] = ()
    suggested: frozenset[str] = frozenset()


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
    suggested: frozenset[str] = frozenset(),
    today: date,
) -> Merged | Refused:
    """Bring what `draft` has over `base` into `ours`.

    Args:
        base: the pristine document of the last generation.
        ours: the person's file.
        draft: the document as it would be if nobody had edited anything.
        previous: what the suggestions still pending in `ours` are measured from, where there are any.
        base_fields: which words of `base` came from which field.
        suggested: fingerprints of our suggestions in `ours` as they were written; others that say they are ours have
            been worked in by a person, and are theirs.
        today: the date of the tracked changes.
    """
    if same_content(base, draft.content):
        return Merged(None)
    try:
        mine = with_edited_kept(read_package(ours, draft.document), suggested)
        reason = obstacle(mine)
        if reason is not None:
            return Refused(reason)
        return _merge(_Sides(base, mine, draft, previous, base_fields, today))
    except DocumentUnreadable as error:
        return Refused(_as_clause(error.faults[0].message))
    except NotTransplantable as error:
        return Refused(f"malen har fått {error.what}, og det kan ikke komme som forslag")


@dataclass(frozen=True, slots=True)
class _Sides:
    last: bytes
    ours: Mapping[str, bytes]
    draft: Draft
    previous: bytes | None
    base_fields: tuple[FieldSpan, ...]
    today: date


def _merge(sides: _Sides) -> Merged | Refused:
    last, theirs = read_package(sides.last, ""), read_package(sides.draft.content, "")
    undecided = without_suggestions(sides.ours)
    previous = last
    if words_of_others(sides.ours) != words_of_others(undecided.parts):
        return Refused("det som venter på avgjørelse, ville ikke blitt bevart", bug=True)
    if pending(sides.ours):
        if sides.previous is None:
            return Refused("det har forslag som ikke er avgjort, og make-docs vet ikke lenger hva de bygger på")
        previous = read_package(sides.previous, "")
    return _weave(sides, previous, last, undecided, theirs)


def _weave(
    sides: _Sides,
    previous: Mapping[str, bytes],
    last: Mapping[str, bytes],
    undecided: Undecided,
    theirs: Mapping[str, bytes],
) -> Merged | Refused:
    before, followed = follow(last, undecided.parts, theirs)
    if any(lost_words(undecided.parts, before)):
        return Refused("oppsettet kunne ikke følge malen uten å ta noe bort", bug=True)
    base, ours, fresh = Manuscript(last), Manuscript(before, undecided.places), Manuscript(theirs)
    if any(len(container.blocks) > _MOST_BLOCKS for each in (base, ours, fresh) for container in each.containers):
        return Refused("dokumentet er for stort til at det nye kan komme som forslag")
    started = base.containers
    if previous is not last:
        started = basis(Manuscript(previous).containers, started, ours.containers, undecided.added)
    reasons = _reasons(previous, theirs, sides)
    containers = [started, ours.containers, fresh.containers]
    if ours.sections != base.sections:  # nobody knows which section is which, but a header that was there still is
        containers = [tuple(map(_by_part, side)) for side in containers]
    decision = Decider(reasons).containers(*containers)
    notes = _notes(decision, followed, formatted_anew(last, theirs))
    if not decision.edits:
        changed = before != sides.ours
        return Merged(write_package(before) if changed else None, 0, 0, notes)
    if decision.kept_share < _LEAST_LEFT:
        return Refused("det meste av dokumentet er skrevet om")
    weaver = Weaver(ours, fresh, sides.today)
    for theirs_number, ours_number in decision.numbering.items():
        weaver.learn_numbering(theirs_number, ours_number)
    expected = differs_from_plan(decision, ours, fresh)
    weaver.weave(decision.edits)
    told = Summary(decision.suggestions, decision.conflicts, decision.sections, followed, tuple(decision.remarks))
    weaver.summarise(summary(reasons, sides.today, told))
    after = weaver.parts()
    content = write_package(after)
    faults = (*verify(before, read_package(content, ""), words_added(decision, fresh)), *expected(after))
    if faults:
        return Refused(f"ikke alt ville blitt bevart ({faults[0]})", bug=True)
    return Merged(content, decision.suggestions, decision.conflicts, notes, fingerprints(after))


def _reasons(base: Mapping[str, bytes], theirs: Mapping[str, bytes], sides: _Sides) -> Reasons:
    before, after = read_custom(base), read_custom(theirs)
    template, case = before.get(TEMPLATE) != after.get(TEMPLATE), before.get(CASE) != after.get(CASE)
    fields = () if sides.previous is not None else sides.base_fields
    return Reasons(template or not case, case, sides.draft.fields, fields)


def _by_part(container: Container) -> Container:
    """A header or footer that is paired by its part, and not by its section."""
    return container if container.kind == "body" else replace(container, kind=container.part)


def _as_clause(sentence: str) -> str:
    """A sentence as it stands after «…: »."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _notes(decision: Decision, followed: tuple[str, ...], formatted: int) -> tuple[str, ...]:
    """What else the person should know: the layout, which Word cannot track, and what was not brought."""
    notes = [f"oppsett fulgte malen: {', '.join(followed)}"] if followed else []
    if decision.moved:
        many = "1 avsnitt" if decision.moved == 1 else f"{decision.moved} avsnitt"
        notes.append(f"malen har flyttet på {many}, som står der de sto i dokumentet ditt")
    if formatted:
        places = "ett sted" if formatted == 1 else f"{formatted} steder"
        notes.append(f"malen har ny formatering {places}, for eksempel fet skrift, som ikke er tatt med")
    if decision.unplaced:
        notes.append("malen har fått topptekst eller bunntekst som dokumentet ditt ikke har plass til")
    return tuple(notes)
