"""The frozen values that flow between the steps that keep what people wrote: a document's place, and its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import Fault
from pipeline.model import Draft, FieldSpan

Action = Literal["created", "unchanged", "replaced", "merged", "beside", "locked", "failed"]


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
    `deleted` means that a person took the document away, `new_version` that a new one is asked for beside a locked one.
    `path` is where the person put it; `copies` are others that say they are the same document. `case` is its file.
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
    case: Path | None = None


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
    in the file, `waiting_conflicts` of which are conflicts. `reason` says in a Norwegian clause why it is not touched,
    `notes` what else the person should know; `told` are the stale versions beside it that they name.
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
    waiting_conflicts: int = 0
    previous: bytes | None = None
    suggested: frozenset[str] = frozenset()
    edited: bool = False
    told: tuple[Path, ...] = ()
