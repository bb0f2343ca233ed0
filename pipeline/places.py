"""Places in the output folder: where a document and the new versions beside it may lie, and which file it is.

A path and what is remembered in; out come places, or an AccessError that says why one cannot be used. A document that
somebody renamed is found again by the opaque id that it carries, as long as it stays in the case's folder.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize

from pipeline.errors import AccessError, Fault
from pipeline.filefaults import fault_of
from pipeline.files import entries, open_in, read_file
from pipeline.keeping import Beside
from pipeline.library import is_template_folder
from pipeline.provenance import ID
from pipeline.state import State, digest
from pipeline.word.identity import properties_of

_PLAIN_NAME = re.compile(r'(?!\.)[^\\/:*?"<>|\x00-\x1f]*[^\\/:*?"<>|\x00-\x1f. ]')
_MOST_BESIDES = 100


@dataclass(frozen=True, slots=True)
class Found:
    """Where a document lies, or would; `others` say that they are the same document. `empty`: nothing else is there."""

    path: Path
    others: tuple[Path, ...] = ()
    empty: bool = False


def find(usual: Path, identity: str, remembered: str | None, known: Collection[str]) -> Found:
    """Which file in the case's folder is the document with this opaque id.

    Args:
        usual: the place it has when nobody renamed it.
        identity: its opaque id.
        remembered: the name that it was followed under last, where that is another.
        known: file names that belong to other documents; they are asked only when this one is missing.

    Raises:
        AccessError: the folder cannot be read.
    """
    names = [path for path in entries(usual.parent) if path.name[0] not in "~."]
    files = [path for path in names if path.suffix.lower() == ".docx" and not is_beside(path)]
    plain = remembered is not None and Path(remembered).name == remembered and remembered.endswith(".docx")
    places = [usual.with_name(remembered), usual] if plain and remembered else [usual]
    path = next((place for place in places if os.path.lexists(place)), None)
    asked = [each for each in files if path is None or not (each.name in known or _is_same(each, path))]
    same = tuple(each for each in asked if _identity(each) == identity)
    if path is None and len(same) == 1:
        return Found(same[0])
    return Found(path or usual, same, empty=not names)


def _is_same(first: Path, second: Path) -> bool:
    """Whether two names stand for one file: some file systems do not tell «Å» from «å», or how it is composed."""
    if first.name == second.name:
        return True
    alike = {normalize("NFC", path.name).casefold() for path in (first, second)}
    return len(alike) == 1 and first.samefile(second)


def _identity(path: Path) -> str | None:
    """The opaque id in the file; None in what is none of ours, is no plain file, or cannot be read just now."""
    try:
        state = path.lstat()
        version = (state.st_ino, state.st_mtime_ns, state.st_size)
        return _identity_of(path, version) if stat.S_ISREG(state.st_mode) else None
    except (OSError, AccessError):
        return None


@lru_cache(maxsize=1000)
def _identity_of(path: Path, _version: tuple[int, int, int]) -> str | None:
    return properties_of(read_file(path) or b"").get(ID)


def guard(output: Path, path: Path) -> None:
    """Refuse a place that is not a plain file name in a plain folder of the output folder, or is a template's.

    Raises AccessError.
    """
    folder = path.parent
    for name in (folder.name, path.name):
        if folder.parent != output or not _PLAIN_NAME.fullmatch(name):
            raise AccessError([_odd_name(path)])
    try:
        leads_out = folder.is_symlink() or folder.resolve().parent != output.resolve()
    except OSError as error:
        raise AccessError([fault_of(error, path)]) from error
    if leads_out:
        raise AccessError([_leads_out(folder)])
    if is_template_folder(folder):
        raise AccessError([_among_templates(folder)])


def is_beside(path: Path) -> bool:
    """Whether the file is, by its name, a new version laid beside a document."""
    return re.search(r"\.ny(-\d+)?$", path.stem) is not None


def besides(path: Path, state: State) -> Iterator[Beside]:
    """The places beside a document up to the first free one. What cannot be read there is somebody's, and is passed."""
    for number in range(1, _MOST_BESIDES):
        place = path.with_name(f"{path.stem}.ny{'' if number == 1 else f'-{number}'}.docx")
        try:
            current = read_file(place)
        except AccessError:
            continue
        ours = current is not None and state.besides.get(place.name) == digest(current)
        yield Beside(place, current, ours, open_in(place), place.name in state.told)
        if current is None:
            return
    raise AccessError([_too_many(path)])


def _odd_name(path: Path) -> Fault:
    message = f"«{path.parent.name}/{path.name}» kan ikke brukes som mappe- og filnavn."
    return Fault("odd-name", message, "Gi saken og malen navn med bokstaver, tall og bindestrek.", str(path))


def _leads_out(folder: Path) -> Fault:
    message = "Mappen er en snarvei (symbolsk lenke) til et annet sted."
    return Fault("leads-out", message, "Flytt snarveien, så lager make-docs en vanlig mappe.", str(folder))


def _among_templates(folder: Path) -> Fault:
    message = "Her ligger malene, så dokumentene kan ikke legges her."
    return Fault(
        "template-folder", message, "Velg en annen mappe med --output, eller gi saken et nytt navn.", str(folder)
    )


def _too_many(path: Path) -> Fault:
    message = "Det ligger for mange nye versjoner ved siden av dokumentet."
    return Fault("too-many-versions", message, "Slett eller flytt de versjonene du ikke trenger.", str(path))
