"""What kind of file is this? Looks at its first bytes and its name, and refuses what is not a zip package."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from zipfile import is_zipfile

from pipeline.word.refusal import refuse

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM = b"\xef\xbb\xbf"
_OWNER_FILE_SIZES = (54, 162)
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"%pdf", "pdf"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"mime-version:", "html"),
    (b"<?xml", "flat-xml"),
)


def sniff(content: bytes, name: str) -> None:
    """Return when `content` looks like a zip package, perhaps with junk around it; else raise DocumentUnreadable."""
    if not content:
        raise refuse("empty", name)
    if PurePath(name).name.startswith("~$") or _owner_file(content):
        raise refuse("owner-file", name)
    if content.startswith(_ZIP):
        if not is_zipfile(BytesIO(content)):
            raise refuse("truncated", name)
        return
    if content.startswith(_OLE):
        # A compound file's directory names its streams in UTF-16 (MS-CFB § 2.6.1).
        raise refuse("password" if "EncryptedPackage".encode("utf-16-le") in content else "old-word", name)
    if not content.strip(b"\0"):
        raise refuse("only-zeros", name)
    head = content[:1000].removeprefix(_BOM).lstrip().lower()
    for start, code in _STARTS:
        if head.startswith(start):
            raise refuse(code, name)
    if not is_zipfile(BytesIO(content)):
        raise refuse("not-word", name)


def _owner_file(content: bytes) -> bool:
    """Word's owner file: the length of a user's name in one byte, the name, padded to a fixed size."""
    return len(content) in _OWNER_FILE_SIZES and 0 < content[0] < 54 and not content.startswith(_ZIP[:2])
