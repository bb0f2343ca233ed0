"""The frozen values that flow between the stages; documents flow as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.errors import Fault
from pipeline.values import Gap, Group

Severity = Literal["error", "warning", "advice"]
Action = Literal["created", "unchanged", "replaced", "merged", "beside", "locked", "failed"]
Kind = Literal["tekst", "heltall", "tall", "dato", "ja_nei", "valg", "liste", "gruppe"]
Form = Literal["setning", "ledd", "punkt", "infinitiv"]


# --- the vocabulary -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Condition:
    """When a field is required: another field's value is (not) one of some, is under a number, or is filled in."""

    field: str
    equals: tuple[str, ...] = ()
    differs: tuple[str, ...] = ()
    under: int | None = None
    filled: bool | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One entry of felter.yaml. `path` is generic: ``stilling.oppgaver[].tekst``."""

    key: str
    path: str
    kind: Kind
    title: str
    help: str = ""
    example: str = ""
    form: Form | None = None
    required: bool = False
    required_when: tuple[Condition, ...] = ()
    gap_severity: Severity = "error"
    rule: str | None = None
    source: str | None = None
    why: str | None = None
    used_in: tuple[str, ...] = ()
    flows_back: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    minimum: int | None = None
    over: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    pattern_help: str = ""
    item: Field | None = None
    members: Mapping[str, Field] = field(default_factory=dict)


# --- the case -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text file; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Case:
    """A case file, read and typed. `name` is the file's stem; `places` gives the place of each path that is there."""

    name: str
    path: Path
    values: Group
    places: Mapping[str, Place]
    gaps: tuple[Gap, ...]
    digest: str


# --- templates, specs and rules -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """One section that a document should have, as its spec says.

    `when` is an expression over the case, `used` the generic paths of the fields that it asks for.
    """

    id: str
    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = True
    when: str | None = None
    minimum_words: int = 0
    minimum_items: int = 0
    minimum_rows: int = 0
    rule: str | None = None
    severity: Severity = "warning"
    source: str | None = None
    why: str | None = None
    hint: str | None = None
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Template:
    """A pair in templates/: the Word file's bytes and its spec.

    `used` holds the generic paths of the fields that the template asks for. A template with `faults` cannot be filled;
    `notes` are what its owner should look at.
    """

    name: str
    title: str
    content: bytes
    path: Path
    order: int = 100
    sections: tuple[Section, ...] = ()
    used: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the case. `demand` true means that all is well; `when` says whether the rule applies at all.

    `path` and `line` say where it is written; `used` holds the generic paths of the fields that it asks for or shows.
    """

    id: str
    severity: Severity
    demand: str
    message: str
    when: str | None = None
    hint: str | None = None
    source: str | None = None
    field: str | None = None
    path: Path | None = None
    line: int | None = None
    used: frozenset[str] = frozenset()


# --- documents ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """Words in a document that came from a field: characters `start` to `end` of paragraph `paragraph` in `part`.

    Paragraphs count from 0 in document order, tables included; `placeholder` marks the ones that a gap left.
    """

    part: str
    paragraph: int
    start: int
    end: int
    path: str
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A filled document, as it would be if nobody had edited anything."""

    document: str
    content: bytes
    fields: tuple[FieldSpan, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be filled."""

    document: str
    faults: tuple[Fault, ...]
    exit_code: int


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where in a document something is; `text` quotes it."""

    document: str
    section: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should look at, with why and what to do.

    `rule` is the requirement's id where it has one; `document` is None when the finding is on the
    case; `missing` when it is about something that the case does not tell yet.
    """

    rule: str
    severity: Severity
    message: str
    hint: str | None = None
    source: str | None = None
    section: str | None = None
    field: str | None = None
    document: str | None = None
    missing: bool = False
    places: tuple[TextPlace, ...] = ()


# --- keeping what people wrote --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """A place beside a document for a new version of it: ``NAME.ny.docx``, ``NAME.ny-2.docx`` and so on.

    `ours` means that the file there is byte for byte what we laid there; `current` None, that nothing is there; `told`,
    that the person knows of it.
    """

    path: Path
    current: bytes | None = None
    ours: bool = False
    open_in: str | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a document's place in the output folder, as it is before the run.

    `base` is the pristine document of the last generation and `written` the sha256 of the file as we left it; both are
    None where the state is missing, damaged or written by a newer version. `besides` are the places for a new version
    beside it, in order of name; the last one is free. `open_in` names the program that holds the file at `path` open.
    `faults` say why the place cannot be used at all.

    `previous` is the BASE that suggestions still pending in the file are measured from, `suggested` their fingerprints.
    `deleted` means that a person took the document away, `new_version` that a new one is asked
    for beside a locked one. `path` is where the person put it; `copies` are others that say they are the same document.
    """

    path: Path
    current: bytes | None = None
    base: bytes | None = None
    written: str | None = None
    besides: tuple[Beside, ...] = ()
    open_in: str | None = None
    locked_by_case: bool = False
    faults: tuple[Fault, ...] = ()
    previous: bytes | None = None
    base_fields: tuple[FieldSpan, ...] = ()
    suggested: frozenset[str] = frozenset()
    deleted: bool = False
    new_version: bool = False
    copies: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """A file to write. `over` is what it may replace, None being nothing: a file that changed since is left alone."""

    path: Path
    content: bytes
    over: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one document. `content` is what a reader finds at `path` after the run, None being nothing.

    `draft` is the generation that the state keeps as BASE from now on; None leaves the state as it is. With a draft,
    `previous` and `suggested` are what it keeps of pending suggestions; `edited` says that the content is not ours.
    The content of a document that failed is None as well when it cannot be read. `waiting` suggestions await the person
    in the file. `reason` says in a Norwegian clause why the new version lies beside it, `notes` what else the person
    should know; `told` are the stale versions beside it that they name.
    """

    document: str
    action: Action
    path: Path
    content: bytes | None = None
    write: tuple[Write, ...] = ()
    beside: Path | None = None
    draft: Draft | None = None
    suggestions: int = 0
    conflicts: int = 0
    faults: tuple[Fault, ...] = ()
    exit_code: int = 0
    reason: str | None = None
    notes: tuple[str, ...] = ()
    waiting: int = 0
    previous: bytes | None = None
    suggested: frozenset[str] = frozenset()
    edited: bool = False
    told: tuple[Path, ...] = ()
