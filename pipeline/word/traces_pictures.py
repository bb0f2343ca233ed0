"""What a camera or an editor wrote into a picture about who took it, where and when: the bytes of a picture in and out.

Of a JPEG only what is needed to show it is kept: that it is one, its colours, and which way up it is (ITU-T T.81 annex
B, JEITA CP-3451 § 4.6.4). Of a PNG the texts, the time and the Exif go (ISO/IEC 15948 § 11.3). What is not built as
these say, and other kinds of pictures, stay as they are.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_END, _SCAN, _APPLICATIONS, _COMMENT = 0xD9, 0xDA, range(0xE1, 0xF0), 0xFE
# Within a scan, FF is followed by nothing, or by a mark that says how far the scan has come (T.81 § B.1.1.3).
_IN_A_SCAN = frozenset({0x00, *range(0xD0, 0xD8)})
_EXIF, _COLOURS = b"Exif\0\0", (b"ICC_PROFILE\0", b"Adobe")
_ORIENTATION, _SHORT = 0x0112, 3
_CHUNKS_GONE = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})


class _OddPictureError(Exception):
    """The picture is not built as the standard says."""


def without_metadata(picture: bytes) -> bytes:
    """The picture without what does not show; the very bytes when there is nothing to take away."""
    try:
        if picture.startswith(_JPEG):
            return b"".join(_jpeg(picture))
        if picture.startswith(_PNG):
            return b"".join(_png(picture))
    except (_OddPictureError, struct.error, IndexError):
        return picture
    return picture


def _jpeg(picture: bytes) -> Iterator[bytes]:
    yield picture[:2]
    place = 2
    while True:
        if picture[place] != 0xFF:
            raise _OddPictureError
        kind = picture[place + 1]
        if kind == 0xFF:  # padding
            place += 1
            continue
        if kind == _END:  # what comes after it is another picture, of a camera's own
            yield picture[place : place + 2]
            return
        (length,) = struct.unpack_from(">H", picture, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(picture):
            raise _OddPictureError
        yield _segment(kind, picture[place:end])
        if kind == _SCAN:
            start, end = end, _end_of_scan(picture, end)
            yield picture[start:end]
        place = end


def _segment(kind: int, segment: bytes) -> bytes:
    """What is kept of a segment."""
    if kind == _COMMENT:
        return b""
    content = segment[4:]
    if kind not in _APPLICATIONS or content.startswith(_COLOURS):
        return segment
    if not content.startswith(_EXIF):
        return b""
    turned = _orientation(content[len(_EXIF) :])
    if turned in (None, 1):
        return b""
    # The shortest Exif there is: one entry, which says which way up.
    entry = struct.pack("<HHIHH", _ORIENTATION, _SHORT, 1, turned, 0)
    exif = _EXIF + b"II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0)
    return segment[:2] + struct.pack(">H", len(exif) + 2) + exif


def _orientation(tiff: bytes) -> int | None:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (entries,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(entries):
            tag, kind, _, said = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and kind == _SHORT:
                return int(said)
    except struct.error:
        pass
    return None


def _end_of_scan(picture: bytes, place: int) -> int:
    while True:
        place = picture.find(b"\xff", place)
        if place < 0:
            raise _OddPictureError
        if picture[place + 1] not in _IN_A_SCAN and picture[place + 1] != 0xFF:
            return place
        place += 2 if picture[place + 1] in _IN_A_SCAN else 1


def _png(picture: bytes) -> Iterator[bytes]:
    yield _PNG
    place = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", picture, place)
        end = place + 12 + length
        if end > len(picture) or struct.pack(">I", zlib.crc32(picture[place + 4 : end - 4])) != picture[end - 4 : end]:
            raise _OddPictureError
        if kind not in _CHUNKS_GONE:
            yield picture[place:end]
        if kind == b"IEND":
            return
        place = end
