"""Reading and writing files so that a person's file is always the old one or the new one, whole.

In: a path and bytes. Out: bytes, or whether something was written; what goes wrong is an AccessError in Norwegian. New
bytes go to a temporary file in the same folder, which then takes the file's place in one step: whatever stops us on the
way (a full disk, a crash, a virus scanner), the old file stands untouched.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.access import carry_over
from pipeline.errors import AccessError, Fault
from pipeline.filefaults import BUSY, changed_meanwhile, fault_of, unreachable, write_protected

_PATIENCE = 3.0
_STALE = 3600.0
_NOTHING_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.ENAMETOOLONG, errno.EINVAL})


def is_folder(path: Path) -> bool:
    """Whether a folder is there, links followed. Raises AccessError when nobody can tell."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a plain file is there, links followed. Raises AccessError when nobody can tell."""
    return stat.S_ISREG(_mode(path))


def entries(folder: Path) -> list[Path]:
    """What lies in the folder, in order of name; nothing when the folder is not there. Raises AccessError."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        if error.errno in _NOTHING_THERE:
            return []
        raise AccessError([unreachable(error, folder)]) from error


def _mode(path: Path) -> int:
    """What stands at the path, 0 being nothing; a name that cannot exist is nothing too. Raises AccessError."""
    try:
        return path.stat().st_mode
    except ValueError:  # a zero character
        return 0
    except OSError as error:
        if error.errno in _NOTHING_THERE:
            return 0
        raise AccessError([unreachable(error, path)]) from error


@dataclass(frozen=True, slots=True)
class Seen:
    """The bytes of a file, None being nothing, and when it was saved, how large it is, and where on the disk."""

    content: bytes | None
    stamp: tuple[int, int, int] | None


def see_file(path: Path) -> Seen:
    """What lies there now. Raises AccessError."""
    try:
        state = _state(path)  # before the bytes, so that a save in between shows
        return Seen(None if state is None else path.read_bytes(), _stamp(state))
    except OSError as error:
        raise AccessError([fault_of(error, path, reading=True)]) from error


def read_file(path: Path) -> bytes | None:
    """The bytes of the file, None when nothing is there. Raises AccessError."""
    return see_file(path).content


def expect(path: Path, content: bytes | None) -> Seen:
    """What lies there, which has to be these bytes, None being nothing. Raises AccessError, also when it is not so."""
    seen = see_file(path)
    if seen.content != content:
        raise AccessError([changed_meanwhile(path)])
    return seen


def write_file(
    path: Path, content: bytes, *, durable: bool, over: Seen | None = None, like: Path | None = None
) -> bool:
    """Write the file, unless it holds these bytes already; tell whether it was written. Raises AccessError.

    `durable` waits until the disk has it, which a file that cannot be made again is worth. Folders are made as needed.
    With `over` it replaces what was seen and nothing else: the last thing before it does so is to look again. Who may
    not open `like`, which has the same words, may not open a new file either.
    """
    try:
        state = _state(path)
        if state is not None and state.st_size == len(content) and path.read_bytes() == content:
            return False
        if state is not None and not state.st_mode & 0o222:
            raise AccessError([write_protected(path)])
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path)
        _lay(path, content, like if state is None else path, durable=durable, over=over)
    except OSError as error:
        raise AccessError([fault_of(error, path)]) from error
    return True


def move_file(source: Path, target: Path) -> None:
    """Let `source` take the place of `target`, in one step; nothing when it is not there. Raises AccessError."""
    try:
        if os.path.lexists(source):
            _put(source, target)
    except OSError as error:
        raise AccessError([fault_of(error, target)]) from error


def remove_file(path: Path) -> None:
    """Remove the file, if it is there. Raises AccessError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise AccessError([fault_of(error, path)]) from error


def foreseen(path: Path) -> Fault | None:
    """The fault that writing the file would meet, as far as one can tell without writing."""
    try:
        state = _state(path)
    except AccessError as error:
        return error.faults[0]
    except OSError as error:
        return fault_of(error, path)
    if state is not None and not state.st_mode & 0o222:
        return write_protected(path)
    folder = next(parent for parent in path.absolute().parents if os.path.lexists(parent) or parent == parent.parent)
    if not folder.is_dir():
        return fault_of(NotADirectoryError(errno.ENOTDIR, ""), path)
    if not os.access(folder, os.W_OK | os.X_OK):
        return fault_of(PermissionError(errno.EACCES, ""), path)
    return None


def open_in(path: Path) -> str | None:
    """The program that has the document open, as its owner file beside it tells; None when there is none.

    Word's owner file is ``~$`` and the name, which loses its first letter or two when it is long. On macOS and Linux it
    is the only sign, since an open file can be replaced there, and Word would later save over it.
    """
    name = path.name
    if any(os.path.lexists(path.with_name(f"~${rest}")) for rest in (name, name[1:], name[2:])):
        return "Word"
    return "LibreOffice" if os.path.lexists(path.with_name(f".~lock.{name}#")) else None


def _state(path: Path) -> os.stat_result | None:
    """What stands at the path, None being nothing. Raises AccessError when it is no plain file, OSError otherwise."""
    try:
        state = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISREG(state.st_mode):
        return state
    what = "en snarvei (symbolsk lenke)" if stat.S_ISLNK(state.st_mode) else "noe annet enn en fil"
    if stat.S_ISDIR(state.st_mode):
        what = "en mappe"
    hint = "Flytt det som ligger her, eller gi det et annet navn, og kjør på nytt."
    raise AccessError([Fault("not-a-file", f"Her ligger {what} der filen skal ligge.", hint, str(path))])


def _stamp(state: os.stat_result | None) -> tuple[int, int, int] | None:
    return None if state is None else (state.st_mtime_ns, state.st_size, state.st_ino)


def _guard_unchanged(path: Path, over: Seen) -> None:
    if _stamp(_state(path)) != over.stamp:
        expect(path, over.content)


def _lay(path: Path, content: bytes, kin: Path | None, *, durable: bool, over: Seen | None) -> None:
    """Write beside the file and put it in its place. Those who may open it are those who may open `kin`."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("xb") as file:
            if kin is not None:
                carry_over(kin, temporary, whole=kin == path)
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        _put(temporary, path, over)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    if durable:
        _settle(path.parent)


def _put(temporary: Path, path: Path, over: Seen | None = None) -> None:
    """Replace the file in one step; on Windows with patience, since virus scanners and OneDrive hold files briefly."""
    pause, waited = 0.05, 0.0
    while True:
        if over is not None:
            _guard_unchanged(path, over)
        try:
            temporary.replace(path)
        except OSError as error:
            if getattr(error, "winerror", None) not in BUSY or waited + pause > _PATIENCE:
                raise
        else:
            return
        time.sleep(pause)
        waited += pause
        pause = min(pause * 2, 1.0)


def _settle(folder: Path) -> None:
    """Let the disk have the new name as well, where the platform has that; the file is in its place already."""
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:  # Windows
        return
    with suppress(OSError):  # some network shares refuse
        handle = os.open(folder, os.O_RDONLY | flag)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(path: Path) -> None:
    """Remove what a run that was killed left behind for this file, once it is an hour old."""
    ours = re.compile(rf"\.{re.escape(path.name)}\.[0-9]+\.tmp")
    with suppress(OSError):
        for stale in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
            if ours.fullmatch(stale.name) and stale.lstat().st_mtime < time.time() - _STALE:
                stale.unlink()
