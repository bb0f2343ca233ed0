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


def both_changed(source: str, ours: str, theirs: str) -> Note:
    """Both changed the same words."""
    new = (
        f"{_capital(source)} sier nå: {_quoted(theirs)}" if theirs.strip() else f"{_capital(source)} har tatt det bort."
    )
    mine = f"Hos deg står det: {_quoted(ours)}" if ours.strip() else "Du har tatt det bort."
    return (
        f"{CONFLICT}: Både du og {source} har endret dette.",
        mine,
        new,
        "Velg Godta hvis den nye teksten skal gjelde. Velg Avvis hvis det skal stå som du har skrevet det.",
    )


def removed_but_edited(source: str, *, what: str, commented: bool) -> Note:
    """The template took away something that the person changed or commented on."""
    done = "der er det skrevet en merknad" if commented else "der har du gjort endringer"
    return (
        f"{CONFLICT}: {_capital(source)} har ikke lenger {what}, men {done}.",
        "Velg Avvis hvis det skal bli stående. Velg Godta hvis det skal bort, også det du har skrevet her.",
    )


def deleted_but_changed(source: str, *, what: str) -> Note:
    """The person deleted something that changed since."""
    return (
        f"{CONFLICT}: Du har slettet {what}, og {source} er endret siden.",
        "Velg Godta hvis den nye teksten skal inn igjen. Velg Avvis hvis det fortsatt skal være borte.",
    )


def offered_beside(source: str, *, what: str) -> Note:
    """The person's version cannot be changed in place; the new one stands after it."""
    return (
        f"{CONFLICT}: {_capital(source)} har ny tekst her, men den kan ikke flettes inn.",
        f"{_capital(what)} over står urørt. "
        "Velg Godta hvis du vil ha den nye teksten, og slett den gamle. Velg Avvis hvis den gamle skal gjelde.",
    )


def kept_for_tracked_changes(source: str) -> Note:
    """The template took away a paragraph in which somebody has tracked changes."""
    return (
        f"{CONFLICT}: {_capital(source)} har ikke lenger dette avsnittet, men noen har sporede endringer i det.",
        "make-docs har ikke rørt det. Avgjør endringene, og slett avsnittet hvis det skal bort.",
    )


def summary(reasons: Reasons, today: date, suggestions: int, conflicts: int, more: tuple[str, ...]) -> Note:
    """The comment at the top of the document: what happened, and what to do."""
    many = "1 forslag" if suggestions == 1 else f"{suggestions} forslag"
    clash = (
        ""
        if not conflicts
        else ", 1 av dem er en konflikt"
        if conflicts == 1
        else f", {conflicts} av dem er konflikter"
    )
    return (
        f"{_capital(reasons.any_source)} er endret siden dokumentet sist ble laget. Her er {many}{clash}.",
        "Det du har skrevet selv, gjelder til du bestemmer noe annet. Gå til Se gjennom i Word, bla med Neste, og velg "
        "Godta eller Avvis for hvert forslag.",
        *more,
        f"make-docs, {today.day}. {MONTHS[today.month - 1]} {today.year}",
    )


def _quoted(words: str) -> str:
    flat = " ".join(words.split())
    return f"«{flat}»" if len(flat) <= _LONGEST_QUOTE else f"«{flat[: _LONGEST_QUOTE - 1].rstrip()}…»"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
