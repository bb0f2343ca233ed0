"""Runs of the steps that concern the output folder, as the spine does them, with small documents."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from pipeline.keeping import Outcome
from pipeline.merge import merge
from pipeline.model import Draft
from pipeline.store import Store
from tests.small_documents import draft, small_case

TODAY = date(2026, 11, 22)
CLOCK = datetime(2026, 11, 22, 14, 3, 9)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Give an output folder that is not there yet."""
    return tmp_path / "output"


def run(
    output: Path,
    *drafts: Draft,
    planning: bool = False,
    locked: tuple[str, ...] = (),
    new_version: bool = False,
    force: bool = False,
    clock: datetime = CLOCK,
) -> list[Outcome]:
    """Run with these drafts."""
    case = small_case(locked=locked)
    store = Store(output, planning=planning, new_version=new_version, force=force, now=lambda: clock)
    with store.exclusive():
        return list(store.write(case, [merge(each, store.history(case, each.document), TODAY) for each in drafts]))


def one(
    output: Path,
    words: str,
    *,
    planning: bool = False,
    locked: tuple[str, ...] = (),
    new_version: bool = False,
    force: bool = False,
    clock: datetime = CLOCK,
) -> Outcome:
    """Run with one document."""
    (outcome,) = run(
        output, draft(words), planning=planning, locked=locked, new_version=new_version, force=force, clock=clock
    )
    return outcome


def place(output: Path, name: str = "brev.docx") -> Path:
    """Return the place of a document."""
    return output / "bydel-x" / name


def remembered(output: Path) -> Path:
    """Return the folder with what is remembered of the document."""
    return output / ".make-docs" / "saker" / "bydel-x" / "brev"


def everything(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return every file with its bytes, its mtime and its place on the disk."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
