"""Case files on disk: which ones a command is about, and a new, empty one."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from pipeline.casename import name_faults, shown_as
from pipeline.errors import Fault, UsageError
from pipeline.fields import Vocabulary
from pipeline.files import entries, is_file, is_folder, write_file
from pipeline.newcase import empty_case

SUFFIXES = (".yaml", ".yml")


def find_cases(paths: Iterable[Path]) -> list[Path]:
    """The case files, those of a folder in order of name; names that begin with `_` or `.` are left out.

    Raises:
        UsageError: a folder without cases, or two cases with one stem, which would write to one folder.
        AccessError: a folder cannot be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        inside = _in_folder(path) if is_folder(path) else _matching(path) or [path]
        if not inside:
            hint = "Lag en sak med make-docs new, eller oppgi en annen mappe."
            raise UsageError(
                [Fault("no-cases", "mappen har ingen saker (filer som slutter på .yaml)", hint, str(path))]
            )
        found.update(dict.fromkeys(inside))
    stems: dict[str, Path] = {}
    for path in found:
        stem = unicodedata.normalize("NFC", path.stem).casefold()
        if stem in stems and os.path.realpath(stems[stem]) != os.path.realpath(path):
            message = f"to saker heter det samme: {shown_as(stems[stem])[1]} og {shown_as(path)[1]}"
            raise UsageError([Fault("same-name", message, "Gi den ene et annet navn, og kjør på nytt.")])
        stems.setdefault(stem, path)
    return list(stems.values())


def _matching(pattern: Path) -> list[Path]:
    """What ``cases/*.yaml`` means where the terminal does not say so itself (cmd.exe)."""
    if is_file(pattern) or not any(sign in pattern.name for sign in "*?"):
        return []
    return [path for path in entries(pattern.parent) if fnmatch(path.name, pattern.name) and is_file(path)]


def _in_folder(folder: Path) -> list[Path]:
    return [
        path
        for path in entries(folder)
        if path.suffix.lower() in SUFFIXES and path.name[0] not in "._" and is_file(path)
    ]


def write_new_case(path: Path, vocabulary: Vocabulary, schema: Path | None) -> Path:
    """Writes an empty case with every field explained, and gives its path (with .yaml, if that was left out).

    Args:
        path: where it should lie; its folder is made when it is missing.
        vocabulary: the fields.
        schema: the schema that editors complete keys from, or None when there is none to point at.

    Raises:
        UsageError: something lies there already, or no case can have this name.
        AccessError: it cannot be written.
    """
    if is_folder(path):
        hint = f"Skriv navnet på saken også, for eksempel {path / 'bydel-x.yaml'}."
        raise UsageError([Fault("is-folder", "dette er en mappe, ikke en sak", hint, str(path))])
    path = path if path.suffix.lower() in SUFFIXES else path.with_name(f"{path.name}.yaml")
    if wrong := name_faults(path):
        raise UsageError(wrong)
    if os.path.lexists(path):
        hint = "Velg et annet navn. make-docs skriver aldri over en sak."
        raise UsageError([Fault("exists", "filen finnes fra før", hint, str(path))])
    write_file(path, empty_case(vocabulary, _seen_from(path.parent, schema)).encode(), durable=True)
    return path


def _seen_from(folder: Path, schema: Path | None) -> str | None:
    """Where the schema is, on one line that can be written as text, whatever the folders are called."""
    if schema is None:
        return None
    with suppress(ValueError):  # another drive on Windows
        reference = Path(os.path.relpath(schema, folder)).as_posix()
        if reference.isprintable():
            return reference
    return schema.absolute().as_uri()
