"""Which cases a command is about: files and folders in, case files out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import Fault, UsageError

SUFFIXES = (".yaml", ".yml")


def find_cases(paths: Iterable[Path]) -> list[Path]:
    """The case files, those of a folder in order of name; names that begin with `_` or `.` are left out.

    Raises:
        UsageError: a folder without cases, or two cases with one stem, which would write to one folder.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = _in_folder(path) if path.is_dir() else [path]
        if not inside:
            hint = "Lag en sak med make-docs new, eller oppgi en annen mappe."
            raise UsageError(
                [Fault("no-cases", "mappen har ingen saker (filer som slutter på .yaml)", hint, str(path))]
            )
        found.update(dict.fromkeys(inside))
    stems: dict[str, Path] = {}
    for path in found:
        stem = unicodedata.normalize("NFC", path.stem).casefold()
        if stem in stems and stems[stem].resolve() != path.resolve():
            message = f"to saker heter det samme: {stems[stem]} og {path}"
            raise UsageError([Fault("same-name", message, "Gi den ene et annet navn, og kjør på nytt.")])
        stems.setdefault(stem, path)
    return list(stems.values())


def _in_folder(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES and path.name[0] not in "._" and path.is_file()
    )
