"""Why a new version is laid beside a document instead of coming into it, and the way out for the person.

A reason is a Norwegian clause that fits after «…: ». The way out is whole sentences.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.errors import Fault

LOCKED = "dokumentet er låst"
UNKNOWN = "make-docs vet ikke hva som er redigert i filen"
DAMAGED = "skadet, kan ikke åpnes"
PROTECTED = "dokumentet er beskyttet mot endringer"
REWRITTEN = "det meste av dokumentet er skrevet om"

_DAMAGES = frozenset(
    {"empty", "only-zeros", "truncated", "damaged", "duplicate-entries", "no-document", "xml", "xml-depth"}
)
_WAYS: Mapping[str, str] = {
    LOCKED: "Dokumentet er låst. Bruk den nye filen som egen versjon, eller lås opp først.",
    PROTECTED: "Velg Se gjennom > Begrens redigering > Stopp beskyttelse i Word, og kjør på nytt.",
    REWRITTEN: "Er dette riktig fil?",
    DAMAGED: "Det kan ligge en sikkerhetskopi: make-docs restore {case} {document}",
    UNKNOWN: "Skal make-docs følge filen slik den er nå: make-docs adopt {path}",
}
_NOT_COMPARED = frozenset({LOCKED, DAMAGED})


def why_unreadable(fault: Fault) -> str:
    """The reason why a file that cannot be read gets its new version beside it."""
    return DAMAGED if fault.code in _DAMAGES else fault.message[:1].lower() + fault.message[1:].rstrip(".")


def way_out(reason: str, case: str, document: str, path: str) -> str | None:
    """What the person can do about the reason; None when there is no more to say.

    `path` is the document as it can be typed.
    """
    words = _WAYS.get(reason)
    return None if words is None else words.format(case=case, document=document, path=path)


def is_compared(reason: str | None) -> bool:
    """Whether the person should compare the two files, and take what they want into their own."""
    return reason not in _NOT_COMPARED
