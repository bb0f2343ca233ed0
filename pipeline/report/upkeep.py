"""What people read after `make-docs restore` and `make-docs adopt`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.report.lines import console, say_line


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
    instead_of: Path | None
    removed: tuple[Path, ...]


def tell_shelves(case: str, shelves: Sequence[Shelf]) -> None:
    """The backups of each document, the newest first, and how to bring one back."""
    screen = console(sys.stdout)
    for shelf in shelves:
        say_line(screen, f"{shelf.document}  (nå: {shelf.amount})", style="bold")
        for number, copy in enumerate(shelf.copies, 1):
            say_line(screen, f"{number:>4}  {copy.made:%d.%m.%Y kl. %H.%M}  {copy.amount}")
        screen.print()
    say_line(screen, f"Hent fram en kopi slik: make-docs restore {case} {shelves[0].document} --number 1")


def tell_restored(case: str, restored: Restored) -> None:
    """What was brought back, what it means, and how to undo it."""
    screen = console(sys.stdout)
    if not restored.changed:
        say_line(screen, f"{restored.path} er lik kopien allerede. Ingenting er skrevet.")
        return
    say_line(screen, f"{restored.path} er slik det var {restored.made:%d.%m.%Y kl. %H.%M}.")
    say_line(screen, "make-docs tilbyr ikke det samme om igjen, bare det som endres i malen eller saken fra nå av.")
    if restored.undo:
        say_line(screen, f"Angre slik: make-docs restore {case} {restored.document} --number 1")


def tell_adopted(adopted: Adopted) -> None:
    """Which file is followed now, and what that means."""
    screen = console(sys.stdout)
    say_line(screen, f"make-docs følger {adopted.path} heretter. Filen er ikke endret.")
    say_line(
        screen,
        "Det som står i den nå, regnes som slik dere vil ha det. Når malen eller saken endres, får dere bare det "
        "som er nytt fra da av.",
    )
    if adopted.instead_of is not None:
        say_line(screen, f"{adopted.instead_of} blir ikke oppdatert lenger. Slett den hvis dere ikke trenger den.")
    for path in adopted.removed:
        say_line(screen, f"{path} er fjernet. Ingen hadde endret den, og den har ikke noe mer å gi.")
