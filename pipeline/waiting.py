"""What awaits a person in a document of theirs: suggestions of ours, conflicts among them, or damage.

Bytes in, numbers out; nothing is read or written.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import DocumentUnreadable, Fault
from pipeline.word.decisions import waiting_conflicts
from pipeline.word.package import read_package
from pipeline.word.revisions import pending


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many suggestions nobody has decided on, and how many conflicts; `fault` is why the file cannot be read."""

    suggestions: int = 0
    conflicts: int = 0
    fault: Fault | None = None


def waiting_in(content: bytes | None) -> Waiting:
    """What awaits the person in the file; nothing when there is none."""
    if content is None:
        return Waiting()
    try:
        parts = read_package(content, "")
        return Waiting(pending(parts), waiting_conflicts(parts))
    except DocumentUnreadable as error:
        return Waiting(fault=error.faults[0])
