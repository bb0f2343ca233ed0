"""Who may open a file, and what people noted on it: carried over to the file that takes its place or holds its words.

In: the file that is there, and one that was just made and holds nothing yet. The mode, the group, and where the system
has them the access list and the notes (tags, comments) go along. A group that we cannot give it gets no more than
everybody has.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

_ACCESS_LIST, _NOTES = "system.posix_acl_access", "user."
_WRITABLE_BY_US = stat.S_IRUSR | stat.S_IWUSR


def carry_over(kin: Path, made: Path, *, whole: bool) -> None:
    """Let `made` be as closed to others as `kin`, if that is there; with `whole` it takes over its mode and notes too.

    Raises OSError.
    """
    try:
        there = kin.lstat()
    except FileNotFoundError:
        return
    now = made.stat()
    wanted = stat.S_IMODE(there.st_mode)
    mode = wanted if whole else (stat.S_IMODE(now.st_mode) & wanted) | _WRITABLE_BY_US
    if there.st_gid != now.st_gid and not _give(made, there.st_gid):
        mode &= ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    if stat.S_IMODE(now.st_mode) != mode:
        made.chmod(mode)
    _carry_attributes(kin, made, whole=whole)


def _give(made: Path, group: int) -> bool:
    if sys.platform == "win32":
        return False
    try:
        os.chown(made, -1, group)
    except OSError:
        return False
    return True


def _carry_attributes(kin: Path, made: Path, *, whole: bool) -> None:
    if sys.platform != "linux":
        return
    with suppress(OSError):  # a file system without them
        for name in os.listxattr(kin):
            if name == _ACCESS_LIST or (whole and name.startswith(_NOTES)):
                with suppress(OSError):
                    os.setxattr(made, name, os.getxattr(kin, name))
