"""Where a remembered document came from: its case's file, named so that both may be moved together.

A case, a draft and the output folder in; out come the entries that the state keeps, or the case's file found again.
"""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.files import is_file
from pipeline.model import Case, Draft
from pipeline.word.package import read_package
from pipeline.word.properties import read_custom


def origin_of(case: Case, draft: Draft, output: Path) -> dict[str, str]:
    """What the state remembers of where a draft came from: the case's file, and what the draft says itself."""
    said = read_custom(read_package(draft.content, draft.document))
    return {"case": _relative(case.path, output), **said}


def _relative(path: Path, start: Path) -> str:
    """The path as seen from `start`, which holds when both are moved; the whole path from another Windows drive."""
    try:
        return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def nearest(path: Path) -> Path | None:
    """The file, named from where we stand when it lies below; None when it is not there. Raises AccessError."""
    found = Path(os.path.normpath(path))
    here = Path.cwd()
    if not is_file(found):
        return None
    return found.relative_to(here) if found.is_relative_to(here) else found
