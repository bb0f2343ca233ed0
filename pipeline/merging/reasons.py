"""The words of our comments: what changed and why, and what accepting or rejecting does.

Why is the template, the case or both. When both changed, the map of fields tells whether the words came from the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from pipeline.model import FieldSpan
from pipeline.scalars import MONTHS
from pipeline.word.blocks import TextBlock
from pipeline.word.edits import Note
from pipeline.word.pending import CONFLICT

_LONGEST_QUOTE = 160
_MOST_SECTIONS = 5


@dataclass(frozen=True)
class Reasons:
    """Why the fresh document differs from the last one. The spans say which of its words came from the case."""

    template_changed: bool
    case_changed: bool
    spans: Iterable[FieldSpan] = ()
    base_spans: Iterable[FieldSpan] = ()
    _by_paragraph: dict[tuple[bool, str, int], list[FieldSpan]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        for fresh, spans in ((True, self.spans), (False, self.base_spans)):
            for span in spans:
                self._by_paragraph.setdefault((fresh, span.part, span.paragraph), []).append(span)

    def source(self, *stretches: tuple[TextBlock, int, int, bool]) -> str:
        """«malen» or «saken»: what is behind a change of these tokens; fresh text has True, the base's False."""
        if not (self.template_changed and self.case_changed):
            return "saken" if self.case_changed else "malen"
        for block, start, end, fresh in stretches:
            first, last = block.shown[start], block.shown[end]
            for span in self._by_paragraph.get((fresh, block.part, block.number), ()):
                if span.start < last and first < span.end:
                    return "saken"
        return "malen"

    @property
    def any_source(self) -> str:
        """What changed, for the document as a whole."""
        if self.template_changed and self.case_changed:
            return "malen og saken"
        return "saken" if self.case_changed else "malen"


def both_changed(source: str, *, before: str, ours: str, theirs: str) -> Note:
    """Both changed the same sentence."""
    was = (f"Før sto det: {_quoted(before)}",) if before.strip() else ()
    new = _quoted(theirs) if theirs.strip() else "Det er tatt bort."
    return (
        f"{CONFLICT}: Både dere og {source} har endret dette.",
        *was,
        f"Hos dere nå: {_quoted(ours) if ours.strip() else 'Det er tatt bort.'}",
        f"{_capital(source)} nå: {new}",
        f"Velg Godta hvis det som står i {source}, skal gjelde. Velg Avvis hvis det skal stå som dere har skrevet det.",
    )


def removed_but_edited(source: str, *, what: str, commented: bool) -> Note:
    """The template took away something that the person changed or commented on."""
    done = "der er det skrevet en merknad" if commented else "der har dere gjort endringer"
    return (
        f"{CONFLICT}: {_capital(source)} har ikke lenger {what}, men {done}.",
        "Velg Avvis hvis det skal bli stående. Velg Godta hvis det skal bort, også det dere har skrevet her.",
    )


def deleted_but_changed(source: str, *, what: str, before: str, theirs: str) -> Note:
    """The person deleted something that changed since."""
    return (
        f"{CONFLICT}: Dere har slettet {what}, og {source} har en ny versjon.",
        f"Før sto det: {_quoted(before)}",
        f"{_capital(source)} nå: {_quoted(theirs)}",
        "Velg Godta hvis den nye teksten skal inn igjen. Velg Avvis hvis det fortsatt skal være borte.",
    )


def offered_beside(source: str, *, what: str) -> Note:
    """The person's version cannot be changed in place; the new one stands after it."""
    return (
        f"{CONFLICT}: {_capital(source)} har ny tekst her, men den kan ikke settes inn i {what}.",
        f"{_capital(what)} over er ikke rørt.",
        "Velg Godta hvis dere vil ha den nye teksten, og slett den gamle. Velg Avvis hvis den gamle skal gjelde.",
    )


def kept_for_tracked_changes(source: str) -> Note:
    """The template took away a paragraph in which somebody has tracked changes."""
    return (
        f"{CONFLICT}: {_capital(source)} har ikke lenger dette avsnittet, men noen har sporede endringer i det.",
        "make-docs har ikke rørt det. Avgjør endringene, og slett avsnittet hvis det skal bort.",
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """What the comment at the top of the document tells: how much, where, and what else was done."""

    suggestions: int
    conflicts: int
    sections: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def summary(reasons: Reasons, today: date, told: Summary) -> Note:
    """The comment at the top of the document: what happened, and what to do."""
    lines = [f"{_capital(reasons.any_source)} er endret siden dokumentet sist ble laget. {_how_many(told)}"]
    if told.sections:
        lines.append(f"Se under {_listed(told.sections)}.")
    lines.append(
        "Gjør dere ingenting, gjelder det dere har skrevet. Velg Se gjennom > Neste, og Godta eller Avvis for hvert "
        "forslag. Et bytte er to endringer: det overstrøkne og det nye."
    )
    if told.conflicts:
        lines.append("Se på konfliktene først. «Godta alle» tar også dem.")
    if told.followed:
        lines.append(
            f"Utseendet er endret slik malen er nå: {', '.join(told.followed)}. Det kan ikke avvises i Word, men "
            "make-docs restore henter tilbake dokumentet slik det var."
        )
    when = f"{today.day}. {MONTHS[today.month - 1]} {today.year}"
    return (*lines, *told.remarks, f"Slett merknadene fra make-docs når dere er ferdige. {when}")


def _how_many(told: Summary) -> str:
    if told.suggestions == 1:
        return f"Her er ett forslag{', og det er en konflikt' if told.conflicts else ''}."
    clash = "én av dem er en konflikt" if told.conflicts == 1 else f"{told.conflicts} av dem er konflikter"
    return f"Her er {told.suggestions} forslag{f', og {clash}' if told.conflicts else ''}."


def _listed(sections: tuple[str, ...]) -> str:
    shown = [_quoted(each) for each in sections[:_MOST_SECTIONS]]
    more = len(sections) - len(shown)
    shown += [f"{more} andre steder"] if more > 1 else [_quoted(sections[-1])] if more else []
    return " og ".join(filter(None, (", ".join(shown[:-1]), shown[-1])))


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"«{flat}»" if len(flat) <= _LONGEST_QUOTE else f"«{flat[: _LONGEST_QUOTE - 1].rstrip()}…»"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
