"""The words for what became of a document: in the table, in the totals, and for what awaits the person in it.

An outcome in, Norwegian out. `kind` is the one thing that an outcome is counted as, so that totals add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from pipeline.amounts import awaits, offers
from pipeline.keeping import Action, Outcome
from pipeline.obstacles import DAMAGED

Kind: TypeAlias = Action | Literal["gone", "waiting", "edited", "open", "damaged", "candidates"]

_DONE: Mapping[Kind, str] = {
    "created": "laget",
    "unchanged": "uendret",
    "edited": "redigert, ikke noe nytt",
    "replaced": "laget på nytt",
    "merged": "fikk {}",
    "waiting": "redigert, {}",
    "beside": "ny versjon ved siden av",
    "damaged": DAMAGED,
    "locked": "låst, ikke rørt",
    "gone": "ligger ikke i mappen lenger",
    "open": "åpent i {}, ikke rørt",
    "candidates": "flere filer kan være dokumentet",
    "failed": "ikke laget",
}
_PLANNED: Mapping[Kind, str] = {
    **_DONE,
    "created": "blir laget",
    "unchanged": "forblir uendret",
    "replaced": "blir laget på nytt",
    "merged": "får {}",
    "beside": "ny versjon blir lagt ved siden av",
    "locked": "låst, blir ikke rørt",
    "open": "åpent i {}, blir ikke rørt",
    "failed": "kan ikke lages",
}
_LAYOUT_ONLY = {False: "oppsettet følger malen", True: "oppsettet skal følge malen"}
_OPEN = frozenset({"document-open", "in-use"})


def kind(outcome: Outcome) -> Kind:
    """What the outcome counts as."""
    if outcome.action == "failed" and outcome.faults and all(fault.code in _OPEN for fault in outcome.faults):
        return "open"
    if any(fault.code == "several-candidates" for fault in outcome.faults):
        return "candidates"
    if outcome.reason == DAMAGED:
        return "damaged"
    if outcome.action != "unchanged":
        return outcome.action
    if outcome.content is None:
        return "gone"
    if outcome.waiting or outcome.waiting_conflicts:
        return "waiting"
    return "edited" if outcome.edited else "unchanged"


def happened(outcome: Outcome, *, planned: bool) -> str:
    """What became of the document, or what would."""
    this = kind(outcome)
    words = (_PLANNED if planned else _DONE)[this]
    if this == "merged":
        offered = offers(outcome.suggestions, outcome.conflicts)
        return words.format(offered) if offered else _LAYOUT_ONLY[planned]
    if this == "waiting":
        return words.format(awaits(outcome.waiting, outcome.waiting_conflicts))
    return words.format(_program(outcome)) if this == "open" else words


def counted(this: Kind, outcomes: list[Outcome], *, planned: bool) -> str:
    """How many there are of a kind: «3 fikk 31 forslag, 2 av dem konflikter»."""
    if this == "merged":
        offered = offers(sum(one.suggestions for one in outcomes), sum(one.conflicts for one in outcomes))
        words = f"{'får' if planned else 'fikk'} {offered}" if offered else _LAYOUT_ONLY[planned]
        return f"{len(outcomes)} {words}"
    if this == "waiting":
        many = sum(one.waiting for one in outcomes), sum(one.waiting_conflicts for one in outcomes)
        return f"{len(outcomes)} der {awaits(*many)}"
    return f"{len(outcomes)} {(_PLANNED if planned else _DONE)[this].format('Word')}"


KINDS: tuple[Kind, ...] = tuple(_DONE)
"""In the order in which they are told."""


def _program(outcome: Outcome) -> str:
    """The program that holds the document open, as the fault names it."""
    return "LibreOffice" if any("LibreOffice" in fault.message for fault in outcome.faults) else "Word"
