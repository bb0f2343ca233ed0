"""The frozen values that flow between the stages; documents flow as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.errors import Fault
from pipeline.values import Gap, Group

Severity = Literal["error", "warning", "advice"]
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

    `when` is an expression over the case, `used` the generic paths of the fields that it asks for. `parent` is the id
    of the section whose heading stands above it, a level up, in the template.
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
    parent: str | None = None
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ContentRule:
    """What the text of a document should say, or should not.

    One of `wanted`, `values`, `unwanted` and `length` is there. `wanted`: phrases, of which `least` different ones must
    stand; `length`: the least and the greatest number of words, None where there is no limit;
    `values`: an expression over the case that gives the texts that must stand; `unwanted`: phrases that may not,
    unless they are denied, a phrase of `fine_with` stands in the same sentence, or none of `together_with` does.
    What a `private` rule finds is somebody's and is not repeated in the finding.
    In the sections `demanding` every line is a demand, so that `together_with` is not asked for. `even_denied` is for
    words that no denial makes better.
    `sections` and `except_sections` are ids of the spec; `documents` is for rules that all documents share.
    """

    id: str
    severity: Severity
    message: str
    hint: str | None = None
    source: str | None = None
    when: str | None = None
    wanted: tuple[str, ...] = ()
    least: int = 1
    values: str | None = None
    unwanted: tuple[str, ...] = ()
    length: tuple[int | None, int | None] | None = None
    together_with: tuple[str, ...] = ()
    fine_with: tuple[str, ...] = ()
    questions_only: bool = False
    private: bool = False
    even_denied: bool = False
    sections: tuple[str, ...] = ()
    except_sections: tuple[str, ...] = ()
    demanding: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    path: Path | None = None
    line: int | None = None
    used: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Template:
    """A pair in templates/: the Word file's bytes and its spec.

    `used` holds the generic paths of the fields that the template asks for. `lix` is the readability index (LIX) that
    the document should keep under, and the one above which it is a warning. A template with `faults` cannot be filled;
    `notes` are what its owner should look at.
    """

    name: str
    title: str
    content: bytes
    path: Path
    order: int = 100
    sections: tuple[Section, ...] = ()
    content_rules: tuple[ContentRule, ...] = ()
    lix: tuple[int, int] | None = None
    used: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """That a rule is asked once for each item of the list that the expression `items` gives; the item is `name`."""

    name: str
    items: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over the case. `demand` true means that all is well; `when` says whether the rule applies at all.

    With `each` it is about every item of a list, and the findings point at those that fail.
    `path` and `line` say where it is written; `used` holds the generic paths of the fields that it asks for or shows.
    """

    id: str
    severity: Severity
    demand: str
    message: str
    each: Each | None = None
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
    case; `missing` when it is about something that the case does not tell yet. `quotes` when people should read the
    words of its places: what is wrong is how something is said there.
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
    quotes: bool = False
