"""Backups: what a document was before it was written over, the newest ten of each.

A folder and bytes in; out come files named by number, local date and time, and a short hash. The number gives the
order, since clocks go back. A backup may hold words that exist nowhere else, so the disk must have it before we go on.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import AccessError
from pipeline.files import entries, read_file, remove_file, write_file
from pipeline.state import digest

MOST = 10
_SHORT = 8
_TIME = "%Y-%m-%dT%H.%M.%S"
_NAME = re.compile(rf"(\d{{4,}})_(\d{{4}}-\d\d-\d\dT\d\d\.\d\d\.\d\d)_([0-9a-f]{{{_SHORT}}})\.docx")


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """A backup: its number in the order they were made, the local time, the beginning of its sha256, and its file."""

    number: int
    made: datetime
    short: str
    path: Path


def backups(folder: Path) -> list[Backup]:
    """The backups in the folder, the newest first. Raises AccessError."""
    matches = ((path, _NAME.fullmatch(path.name)) for path in entries(folder))
    found = [
        Backup(int(match[1]), datetime.strptime(match[2], _TIME), match[3], path) for path, match in matches if match
    ]
    return sorted(found, reverse=True)


def back_up(folder: Path, content: bytes, now: datetime, document: Path) -> None:
    """Keep the bytes of the document, unless the newest backup holds them. Raises AccessError."""
    kept = backups(folder)
    if kept and kept[0].short == digest(content)[:_SHORT] and read_file(kept[0].path) == content:
        return
    number = kept[0].number + 1 if kept else 1
    path = folder / f"{number:04}_{now.strftime(_TIME)}_{digest(content)[:_SHORT]}.docx"
    write_file(path, content, durable=True, like=document)


def thin_out(folder: Path, spared: Path | None = None) -> None:
    """Keep the newest ten only, and `spared`; to be done once the document is in its place.

    What cannot be read or removed just now is left for the next time.
    """
    with suppress(AccessError):
        for old in backups(folder)[MOST:]:
            if old.path != spared:
                remove_file(old.path)
