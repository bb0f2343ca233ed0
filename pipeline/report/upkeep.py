"""What people read after `make-docs restore` and `make-docs adopt`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.report.lines import console, say_line
from pipeline.wording import typed


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup as a person chooses it: when it was made, in local time, and how much there is in it."""

    made: datetime
    amount: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The backups of one document, the newest first, and how much there is in the document now."""

    document: str
    amount: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """The document that was brought back, as it was at a time. `changed` is false when it was so already; `undo` says
    that the file that lay there is backup number 1 now.
    """

    document: str
    path: Path
    made: datetime
    undo: bool = False
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Adopted:
    """The file that is followed now. `instead_of` is the one followed before, when that is there too; `removed` are new
    versions beside it that nobody had touched, and that have nothing more to bring.
    """

    document: str
    path: Path
    case: Path
    instead_of: Path | None
    removed: tuple[Path, ...]


def tell_shelves(case: str, shelves: Sequence[Shelf]) -> None:
    """The backups of each document, the newest first, and how to bring one back."""
    screen = console(sys.stdout)
    for shelf in shelves:
        say_line(screen, f"{shelf.document}  (nå: {shelf.amount})", style="bold")
        for number, copy in enumerate(shelf.copies, 1):
            say_line(screen, f"{number:>4}  {_time(copy, shelf.copies)}  {copy.amount}")
        screen.print()
    say_line(screen, f"Hent fram en sikkerhetskopi slik: make-docs restore {case} {shelves[0].document} --number 1")


def _time(copy: Copy, copies: Sequence[Copy]) -> str:
    """When the copy was made; to the second when the minute is that of another."""
    minute = f"{copy.made:%d.%m.%Y kl. %H.%M}"
    shared = sum(f"{each.made:%d.%m.%Y kl. %H.%M}" == minute for each in copies) > 1
    return f"{copy.made:%d.%m.%Y kl. %H.%M.%S}" if shared else minute


def tell_restored(case: str, restored: Restored) -> None:
    """What was brought back, what it means, and how to undo it."""
    screen = console(sys.stdout)
    if not restored.changed:
        say_line(screen, f"{restored.path} er lik sikkerhetskopien allerede. Ingenting er skrevet.")
        return
    say_line(screen, f"{restored.path} er slik det var {restored.made:%d.%m.%Y kl. %H.%M}.")
    say_line(
        screen,
        "Det make-docs har satt inn siden da, er ikke med, heller ikke forslag som ventet. Det blir ikke foreslått på "
        "nytt. Dere får bare det som endres i malen eller saken fra nå av.",
    )
    if restored.undo:
        say_line(
            screen,
            f"Angre, og få det tilbake slik det lå: make-docs restore {case} {restored.document} --number 1",
        )


def tell_adopted(adopted: Adopted) -> None:
    """Which file is followed now, and what that means."""
    screen = console(sys.stdout)
    say_line(screen, f"make-docs følger {adopted.path} heretter. Filen er ikke endret.")
    say_line(
        screen,
        "Det som står i den nå, regnes som slik dere vil ha det. Det malen eller saken sier annerledes i dag, blir "
        "ikke foreslått. Dere får bare det som endres fra nå av.",
    )
    say_line(
        screen,
        f"Slik ser dere hva make-docs ville skrevet i dag: make-docs {typed(adopted.case)} --only {adopted.document} "
        "--output sammenlign",
    )
    if adopted.instead_of is not None:
        say_line(
            screen,
            f"{adopted.instead_of} blir ikke oppdatert lenger. Slett den hvis dere ikke trenger den. "
            f"Angre slik: make-docs adopt {typed(adopted.instead_of)}",
        )
    for path in adopted.removed:
        say_line(screen, f"{path} er fjernet. Ingen hadde redigert den, og den har ikke noe mer å gi.")
