"""What a Word file says of itself, read without the rest: to find a document among many files.

In: the bytes of any file. Out: its custom properties, by name; none when it is not a Word file, or is damaged.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from pipeline.errors import DocumentUnreadable
from pipeline.word.names import CUSTOM_PART, ROOT_RELS_PART
from pipeline.word.properties import read_custom

_MOST = 1_000_000
_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError, KeyError)


def properties_of(content: bytes) -> Mapping[str, str]:
    """The custom properties of a .docx (ECMA-376 part 1 § 22.3), of which only two small parts are inflated."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            wanted = [archive.getinfo(name) for name in (ROOT_RELS_PART, CUSTOM_PART)]
            if any(info.file_size > _MOST for info in wanted):
                return {}
            return read_custom({info.filename: archive.read(info) for info in wanted})
    except (*_DAMAGE, NotImplementedError, DocumentUnreadable):
        return {}
