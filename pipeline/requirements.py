"""krav.yaml and lover.yaml in, the Catalogue out: what the guide and the law ask for, and where each of it is written.

Both files are optional, so that a folder of one's own templates needs neither. Where a requirement is looked after is
not written in them: `register` works that out from the rules, so it can never be false. lover.yaml is the only file
with references to the law, each with the day somebody last looked it up and how certain it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

from pipeline.errors import TemplateError
from pipeline.files import is_file
from pipeline.records import Record, read_record
from pipeline.wording import did_you_mean, quoted

Strength: TypeAlias = Literal["må", "bør", "bør ikke", "kan", "eksempel", "informasjon"]
Certainty: TypeAlias = Literal["funnet", "kjent", "usikkert"]

REQUIREMENTS: Final = "krav.yaml"
LAWS: Final = "lover.yaml"
_STRENGTHS: Final[tuple[Strength, ...]] = get_args(Strength)
_CERTAINTIES: Final[tuple[Certainty, ...]] = get_args(Certainty)
_GUIDE_ID: Final = re.compile(r"K\d+(\.\d+[a-z]?)?")
_LAW_ID: Final = re.compile(r"L\d+")
_REGISTERED: Final = re.compile(r"[KL]\d")
SECTION_NUMBER: Final = r"\d+(?:-\d+)?(?:[ \u00a0\u202f][a-hA-H](?!\w))?"
"""How a paragraph of law is numbered: «25», «14-9», «14-1 b»."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the guide asks for. `coming` and `uncheckable` say why no rule looks after it, when none can.

    `covered_by` names others that ask for the same, so that what looks after them looks after this one too.
    """

    id: str
    strength: Strength
    text: str
    source: str
    coming: str | None = None
    uncheckable: str | None = None
    covered_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """What the law asks for. `name` is how it is cited, `sections` the numbers that may be cited from it.

    `uncertain` says what in it nobody could confirm, and `question` what to ask HR then; `not_looked_up` is what is
    well known, but was not found in a source.
    """

    id: str
    name: str
    text: str
    checked: date
    certainty: Certainty
    uncertain: str | None = None
    not_looked_up: str | None = None
    question: str | None = None
    sections: tuple[str, ...] = ()
    coming: str | None = None
    uncheckable: str | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All the requirements and laws, by id, in the order of the files."""

    requirements: Mapping[str, Requirement] = field(default_factory=dict)
    laws: Mapping[str, Law] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        return (*self.requirements, *self.laws)

    def source_of(self, id_: str) -> str | None:
        """Where a requirement is written, as findings cite it; None when it is not known."""
        if law := self.laws.get(id_):
            return law.name
        requirement = self.requirements.get(id_)
        return requirement.source if requirement else None

    def source(self, record: Record, name: str, id_: str | None) -> str | None:
        """The source of what `record` says about the requirement at its key `name`: that of the law, or its own.

        Notes a fault when the requirement is unknown, and when the source of a law is written once more.
        """
        written = record.text("kilde", None)
        if id_ is None:
            return written
        known = self._known_like(id_)
        if known and id_ not in known:
            hint = did_you_mean(id_, known) or f"Legg det til i {LAWS if id_.startswith('L') else REQUIREMENTS}."
            record.fault("unknown-requirement", f"{quoted(id_)} er ikke et krav vi kjenner", hint, name)
        law = self.laws.get(id_)
        if law and written:
            message = f"kilden til {id_} står i {LAWS}"
            record.fault("source-in-laws", message, f"Slett «kilde». Den blir {quoted(law.name, 80)}.", "kilde")
        return law.name if law else written

    def _known_like(self, id_: str) -> tuple[str, ...]:
        """The ids that this one should be among; none when it is no such id, or the file for it is not there."""
        if not _REGISTERED.match(id_):
            return ()
        return tuple(self.laws if id_.startswith("L") else self.requirements)


NOTHING: Final = Catalogue()


def load_catalogue(folder: Path) -> Catalogue:
    """The catalogue of a template folder; a file that is not there gives nothing.

    Raises:
        TemplateError: one of the files is wrong.
    """
    laws = _load(folder / LAWS, "lover")
    requirements = _load(folder / REQUIREMENTS, "krav", [law.id for law in laws])
    return Catalogue(
        {one.id: one for one in requirements if isinstance(one, Requirement)},
        {one.id: one for one in laws if isinstance(one, Law)},
    )


def _load(path: Path, name: str, others: Collection[str] = ()) -> list[Requirement | Law]:
    if not is_file(path):
        return []
    file = read_record(path, TemplateError)
    read: list[Requirement | Law] = []
    records = list(file.records(name))
    for record in records:
        one = _requirement(record) if name == "krav" else _law(record)
        if one.id and one.id in {other.id for other in read}:
            record.fault("duplicate-id", f"{one.id} står to ganger", "Behold den ene.", "id")
        read.append(one)
    for record, one in zip(records, read, strict=True):
        if isinstance(one, Requirement) and one.covered_by:
            _check_covered(record, one, {other.id: other for other in read}, others)
    if not file.has(name):
        file.fault("missing-key", f"nøkkelen «{name}» mangler", f"Skriv «{name}:» ytterst i filen.")
    file.close()
    return read


def _check_covered(
    record: Record, one: Requirement, guide: Mapping[str, Requirement | Law], others: Collection[str]
) -> None:
    """What covers a requirement must be another one that stands on its own feet."""
    for id_ in one.covered_by:
        other = guide.get(id_)
        if other is None and id_ not in others:
            hint = did_you_mean(id_, [*guide, *others])
            record.fault("unknown-requirement", f"{quoted(id_)} er ikke et krav vi kjenner", hint, "dekkes_av")
        elif id_ == one.id or (isinstance(other, Requirement) and other.covered_by):
            hint = "Pek på kravet som reglene har nummeret til."
            record.fault(
                "contradiction", f"{id_} kan ikke dekke {one.id}, for det dekkes selv av andre", hint, "dekkes_av"
            )


def _requirement(record: Record) -> Requirement:
    coming, uncheckable = _fate(record)
    return Requirement(
        id=_id(record, _GUIDE_ID, "K4.8"),
        strength=record.one_of("styrke", _STRENGTHS) or "bør",
        text=record.text("krav"),
        source=record.text("kilde"),
        coming=coming,
        uncheckable=uncheckable,
        covered_by=record.texts("dekkes_av"),
    )


def _law(record: Record) -> Law:
    coming, uncheckable = _fate(record)
    certainty = record.one_of("sikkerhet", _CERTAINTIES) or "usikkert"
    uncertain, question = record.text("usikkert", None), record.text("spør", None)
    if question is None and (uncertain or certainty == "usikkert"):
        hint = "Skriv «spør: …» med spørsmålet til HR. Det vi ikke vet, skal ikke stå som fakta."
        record.fault("missing-question", "det som er usikkert, mangler et spørsmål til HR", hint, "usikkert")
    sections = record.texts("paragrafer")
    for section in sections:
        if not re.fullmatch(SECTION_NUMBER, section):
            hint = 'Skriv ett nummer av gangen, for eksempel ["14-5", "14-1 b"].'
            record.fault("bad-section", f"{quoted(section)} er ikke nummeret på en paragraf", hint, "paragrafer")
    return Law(
        id=_id(record, _LAW_ID, "L3"),
        name=record.text("navn"),
        text=record.text("innhold"),
        checked=_day(record, "sist_kontrollert"),
        certainty=certainty,
        uncertain=uncertain,
        not_looked_up=record.text("ikke_slått_opp", None),
        question=question,
        sections=sections,
        coming=coming,
        uncheckable=uncheckable,
    )


def _id(record: Record, form: re.Pattern[str], example: str) -> str:
    id_ = record.text("id")
    if id_ and not form.fullmatch(id_):
        record.fault("bad-id", f"{quoted(id_)} kan ikke være id-en her", f"Skriv for eksempel {example}.", "id")
    return id_


def _day(record: Record, name: str) -> date:
    written = record.text(name)
    try:
        return date.fromisoformat(written) if written else date.min
    except ValueError:
        hint = "Skriv året først, for eksempel 2026-11-22."
        record.fault("wrong-type", f"{quoted(name)} skal være en dato", hint, name)
        return date.min


def _fate(record: Record) -> tuple[str | None, str | None]:
    """What is said of a requirement that no rule looks after: that one is coming, or why none can."""
    coming, uncheckable = record.text("kommer", None), record.text("kan_ikke_kontrolleres", None)
    if coming and uncheckable:
        hint = "Behold «kommer» hvis det skal lages en regel, ellers «kan_ikke_kontrolleres»."
        record.fault("contradiction", "kravet har både «kommer» og «kan_ikke_kontrolleres»", hint, "kommer")
    return coming, uncheckable
