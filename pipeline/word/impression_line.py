"""The things that stand in one paragraph, in order, and the fields and surroundings that they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.word.effective import PLAIN, TableLook
from pipeline.word.formatting import Trait

# Fields whose result Word or LibreOffice counts anew whenever it opens, saves or prints; of all others it counts too.
_COUNTED = frozenset(
    {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "SECTION", "SEQ", "NUMWORDS", "NUMCHARS", "FILESIZE", "EDITTIME"}
    | {"REVNUM"}
)
_CLOCKS = frozenset({"DATE", "TIME"})
_A_NUMBER = re.compile(r"[ \d.,–-]*|[ivxlcdm]+|[IVXLCDM]+|[A-Za-z]")
_UNHEARD = ("\\* MERGEFORMAT", "\\* ARABIC")


@dataclass(slots=True)
class Field:
    """A field that has begun: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    in_result: bool = False

    def hides(self, words: str) -> bool:
        """Whether these characters of its result are an editor's own; words in a page number are a person's."""
        name = self.instruction.split()[0].upper() if self.in_result and self.instruction.split() else ""
        return name in _CLOCKS or (name in _COUNTED and _A_NUMBER.fullmatch(words) is not None)

    @property
    def said(self) -> str:
        words = " ".join(self.instruction.split())
        for unheard in _UNHEARD:
            words = words.replace(unheard, "")
        return " ".join(words.split())


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around characters: the look of the table's cell, the paragraph's style, links and tracked changes."""

    table: TableLook = PLAIN
    style: str = ""
    within: tuple[Trait, ...] = ()

    def inside(self, what: Trait) -> Around:
        """The same, inside one thing more."""
        return Around(self.table, self.style, (*self.within, what))


@dataclass(slots=True)
class Line:
    """The things of one paragraph in order; characters that look alike are one thing."""

    things: list[Trait] = field(default_factory=list)
    unplaced: list[Trait] = field(default_factory=list)

    def write(self, words: str, look: Trait, within: Trait) -> None:
        """Add characters."""
        self._settle()
        last = self.things[-1] if self.things else None
        if isinstance(last, tuple) and last[0] == "text" and last[2:] == (look, within):
            self.things[-1] = ("text", f"{last[1]}{words}", look, within)
        else:
            self.things.append(("text", words, look, within))

    def add(self, thing: Trait) -> None:
        """Add something that has a place of its own."""
        self._settle()
        self.things.append(thing)

    def mark(self, thing: Trait) -> None:
        """Add something without width; editors do not keep the order of such where they meet."""
        self.unplaced.append(thing)

    def _settle(self) -> None:
        self.things += sorted(self.unplaced, key=repr)
        self.unplaced.clear()

    def taken(self) -> tuple[Trait, ...]:
        """All of it."""
        self._settle()
        return tuple(self.things)
