"""Whether a sentence demands something or says that it is not demanded: «bachelor kreves» and «bachelor kreves ikke».

In: a line of plain text (`phrases.plain`), the words that introduce it, and phrases. Out: whether an unwanted phrase
stands there without being denied. Norwegian denies with a few words («ikke», «ingen», «uten», «slipper» …) that may
stand before or after what they deny, so what decides is how far they reach: the clause when the clause makes a demand
of its own, else the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.language.phrases import any_of

_COMPARED = "bedre|dårligere|eldre|flere|færre|høyere|kortere|lavere|lengre|mer|mindre|nyere|senere|tidligere|yngre"
_STEERING = "blir|bør|kan|kommer|må|skal|vil"
# «ikke bare», «ikke eldre enn tre måneder», «uten unntak»: these deny nothing, or nothing of what is demanded.
_IDLE = (
    rf"ikke(?: (?:er|kan være|må være|skal være|bør være))?(?: noe)? (?:{_COMPARED}) enn"
    r"|ik(?:ke|kje) (?:alene|bare|desto|glem\w*|kun|minst|nøl\w*|sant|tvil\w*|utelukkende|vent med|vær redd)"
    rf"|(?:hvis|om) ikke(?: så)? (?:{_STEERING})"
    r"|ik(?:ke|kje)(?: er| kan)? (?:fravik\w*|frivillig\w*|valgfri\w*)"
    r"|(?:(?<=blir )|(?<=får )|(?<=kan ))ikke (?:\w+ ){1,4}uten"
    r"|uten (?:\w+ ){1,4}(?:blir|er|får|kan) (?:(?:du|man|vi) )?ikke"
    r"|uten (?:forbehold|opphold|tvil|unntak|videre)"
    r"|unntatt (?:fra )?offentlig\w*"
)
_DENYING = (
    "aldri|bortsett fra|hverken|ikke|ikkje|ingen|ingenlunde|ingensteds|ingenting|intet|korkje|med unntak av|nei|neppe"
    "|slapp|slipp|slippe|slipper|sluppet|unntatt|utan|uten|verken"
)
_DENYING_NOUNS = ("ingen", "intet", "utan", "uten")
_NEGATION = re.compile(rf"(?<![\w-])(?:(?:{_IDLE})|({_DENYING}))(?![\w-])")

# Where one clause ends and another, with a meaning of its own, begins.
_BREAK = re.compile(r"[:;] |,? (?:men|mens) |,? imens ")
_COMMA = re.compile(r", (?!(?:at|eller|om|som|som om|å|og at|og om|og å)\b)")
_IF = re.compile(
    r"(?:dersom|hvis|om|når|selv om|har du|kan du|mangler du) .*? "
    r"(?=kreves\b|(?:bør|krever|må|skal|trenger) (?:de|dere|det|du|vi)\b)"
)
# What follows a demand and takes it back: «krav til utdanning: ingen», «mange tror at …, men det stemmer ikke».
_TAKEN_BACK = re.compile(
    r"(?:: (?:aldri|hverken|ikke|ingen|intet|nei|verken)\b(?! bare\b| minst\b)"
    r"|[,;]? ?(?:men )?(?:(?:det|dette) (?:stemmer ikke|er ikke (?:riktig|sant|slik|tilfelle\w*))|slik er det ikke"
    r"|(?:det )?gjør (?:ikke vi|vi ikke)|ikke (?:her|hos oss|vi)\b))"
)
_DEMAND = re.compile(
    r"(?<!\w)(?:forutsetning\w*|forutsett\w*|krav\w*|krev\w*|må|nødvendig\w*|påkrevd\w*|skal|treng\w*|vilkår\w*"
    r"|betingelse\w*|avgjørende|obligatorisk\w*)(?!\w)"
)
# A denial that speaks of what was just named: «…, men er ikke et krav», «…, men det trenger du ikke».
_POINTING = re.compile(
    r"(?:(?:begge|de|den|det|dette|disse|du|er|har|kan|vi|vil|stiller|alt|ingen av|krev\w*|treng\w*)(?: |$))*"
)
# So many times a sentence is looked at; what is longer is a list without stops, and would take seconds.
_MOST_LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or list item as plain text. `lead` is the sentence or heading that introduces the list it is in."""

    text: str
    lead: str = ""

    @property
    def asks(self) -> bool:
        return self.text.rstrip('")').endswith("?")


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What a line should not say: one of `phrases`, together with one of `together` when there are any.

    `fine` are phrases that make it fine after all.
    """

    phrases: tuple[str, ...]
    together: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()
    even_denied: bool = False


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int

    def around(self, match: re.Match[str]) -> bool:
        return self.start <= match.start() < self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


def stands(unwanted: Unwanted, line: Line, *, demanding: bool = False) -> bool:
    """Whether the line says what it should not; `demanding` is true where every line is a demand by itself."""
    matches = islice(any_of(unwanted.phrases).finditer(line.text), _MOST_LOOKED_AT)
    return any(_counts(match, unwanted, line, demanding=demanding) for match in matches)


def _counts(match: re.Match[str], unwanted: Unwanted, line: Line, *, demanding: bool) -> bool:
    demand = _own_demand(match, unwanted, line.text)
    if unwanted.together and not demanding:
        together = any_of(unwanted.together)
        if not together.search(line.text) and not together.search(line.lead):
            return False
    spans = [demand] if demand else list(_reach(match, line.text, whole=not demanding))
    fine = any_of(unwanted.fine)
    lead = _last_clause(line.lead)
    if any(fine.search(span.of(line.text)) for span in spans) or (demand is None and fine.search(line.lead)):
        return False
    if unwanted.even_denied:
        return True
    if demand and _TAKEN_BACK.match(line.text, demand.end):
        return False
    if lead and _denied(lead, None):
        return False
    return line.asks or not any(_denied(span.of(line.text), match, span.start) for span in spans)


def _own_demand(match: re.Match[str], unwanted: Unwanted, text: str) -> _Span | None:
    """The clause around a phrase when it makes a demand of its own, cut at the commas when that part does."""
    whole = _Span(0, len(text))  # … of which a phrase that begins with «men» is in no clause
    clause = next((span for span in _cut(whole, text, _BREAK) if span.around(match)), whole)
    together = any_of(unwanted.together)
    inside = bool(_DEMAND.search(match[0]))
    for span in (*(part for part in _parts(clause, text) if part.around(match)), clause):
        if together.search(span.of(text)) or (inside and match.end() <= span.end):
            return span
    return None


def _parts(clause: _Span, text: str) -> Iterator[_Span]:
    """What commas part in a clause, and what stands before and after the turn in «har du ikke fagbrev må du …»."""
    for part in _cut(clause, text, _COMMA):
        condition = _IF.match(text, part.start, part.end)
        turn = condition.end() if condition else part.end
        yield _Span(part.start, turn)
        if turn < part.end:
            yield _Span(turn, part.end)


def _cut(whole: _Span, text: str, at: re.Pattern[str]) -> Iterator[_Span]:
    start = whole.start
    for found in at.finditer(text, whole.start, whole.end):
        yield _Span(start, found.start())
        start = found.end()
    yield _Span(start, whole.end)


def _reach(match: re.Match[str], text: str, *, whole: bool) -> Iterator[_Span]:
    """Where a denial of a phrase without a demand of its own may stand.

    That is the whole sentence; where every line is a demand, the phrase's clause, what a colon ties to it, and clauses
    that point back to it.
    """
    if whole:
        yield _Span(0, len(text))
        return
    clauses = list(_cut(_Span(0, len(text)), text, _BREAK))
    for at, clause in enumerate(clauses):
        after, before = text[clause.end :], text[: clause.start]
        tied = (after.startswith(":") and clauses[at + 1].around(match)) or (
            before.endswith(": ") and clauses[at - 1].around(match)
        )
        if clause.around(match) or tied or _points_back(clause.of(text)):
            yield clause


def _points_back(clause: str) -> bool:
    """Whether a clause that denies has no subject of its own but «det», or none, and is about being demanded."""
    denial = next((found for found in _NEGATION.finditer(clause) if found[1]), None)
    if denial is None or not _POINTING.fullmatch(clause[: denial.start()].strip()):
        return False
    return bool(_DEMAND.search(clause)) or clause.startswith(("det ", "dette ", "den "))


def _last_clause(lead: str) -> str:
    """What a sentence that introduces a list ends with: «ikke nøl, dette må du ha:» introduces with a demand."""
    if not lead:
        return ""
    lead = lead.rstrip(": ")
    clause = list(_cut(_Span(0, len(lead)), lead, _BREAK))[-1]
    part = list(_cut(clause, lead, _COMMA))[-1]
    return (part if _DEMAND.search(part.of(lead)) else clause).of(lead)


def _denied(text: str, match: re.Match[str] | None, start: int = 0) -> bool:
    """Whether there is a denial in a part of a line that begins at `start`, outside the matched phrase itself."""
    return any(
        found[1] and not (match is not None and _part_of(match, found.start() + start, found[1]))
        for found in _NEGATION.finditer(text)
    )


def _part_of(match: re.Match[str], at: int, denial: str) -> bool:
    """Whether a denial belongs to the phrase found, as in «attest uten merknader».

    Where «…» let words stand in between, only one that denies a noun does: «erstatter ikke avtalen» is a denial of
    «erstatter … avtalen».
    """
    if not match.start() <= at < match.end():
        return False
    between = any(start <= at < end for start, end in match.regs[1:])
    return denial in _DENYING_NOUNS or not between
