"""What a user can mend: faults, gathered in errors that carry an exit code.

A fault is place, what is wrong, and the remedy, in Norwegian. All the faults of a file come in one error. A bug in the
tool itself is none of these and gives a traceback, which the command line turns into exit code 70.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

A_PERSON_MUST_LOOK: Final = 1
BUG: Final = 70
INTERRUPTED: Final = 130
"""The exit codes that are no error's own (DESIGN section 5)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `line` and `column` count from 1; `key` is a path such as ``stilling.prosent``."""

    code: str
    message: str
    hint: str | None = None
    path: str | None = None
    line: int | None = None
    column: int | None = None
    key: str | None = None


class MakeDocsError(Exception):
    """Base of the errors that a user can mend; never raised itself."""

    exit_code: ClassVar[int]

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.message for fault in self.faults))


class UsageError(MakeDocsError):
    """The command was called in a way that has no meaning."""

    exit_code = 2


class CaseError(MakeDocsError):
    """A case file cannot be used."""

    exit_code = 3


class TemplateError(MakeDocsError):
    """A template, a spec, felter.yaml or regler.yaml cannot be used."""

    exit_code = 4


class AccessError(MakeDocsError):
    """Something cannot be read or written."""

    exit_code = 5


class DocumentUnreadable(AccessError):
    """A .docx cannot be read as a Word document."""
