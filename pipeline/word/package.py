"""The zip package: bytes of a file in, its parts out, and back.

`read_package` looks before it reads: what is not a Word document gets a sentence that says what it is, and a zip bomb
is refused from its directory, before anything is inflated. `write_package` gives equal bytes for equal parts (with the
same zlib): fixed dates, fixed order. `pack` deflates a part once, for parts that many documents share.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo, is_zipfile

from pipeline.errors import DocumentUnreadable
from pipeline.word import opc
from pipeline.word.names import (
    CONTENT_TYPES_PART,
    DOCUMENT_TYPE,
    MACRO_TYPES,
    REL_DOCUMENT,
    ROOT_RELS_PART,
    STRICT,
    TEMPLATE_TYPE,
)
from pipeline.word.opc import main_part, related
from pipeline.word.refusal import placed, refuse
from pipeline.word.sniff import sniff

__all__ = ["Packed", "main_part", "pack", "read_package", "related", "write_package"]

_MEGABYTE = 1_000_000
_MOST_BYTES = 50 * _MEGABYTE
_MOST_INFLATED = 200 * _MEGABYTE
_MOST_XML = 30 * _MEGABYTE
_MOST_ENTRIES = 2000
_MOST_RATIO = 300

_DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, RuntimeError, ValueError)
_CANONICAL = {name.casefold(): name for name in (CONTENT_TYPES_PART, ROOT_RELS_PART)}
_OTHER_OFFICE = {"spreadsheetml": "regneark", "presentationml": "presentasjon", "ms-excel": "regneark"}

_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END = struct.Struct("<4sHHHHIIH")
_VERSION = 20
_DAY = (1 << 5) | 1  # 1980-01-01, the first day that zip knows
_UTF8_FLAG = 0x800


# --- reading --------------------------------------------------------------------------------------------------------


def read_package(content: bytes, name: str) -> dict[str, bytes]:
    """The parts of the Word document `content`, in zip order; `name` is the file's name, for messages.

    A template (.dotx) reads as the document that Word would make of it. Raises DocumentUnreadable with the one cause.
    """
    sniff(content, name)
    if len(content) > _MOST_BYTES:
        raise refuse("too-large", name, detail=f"{_megabytes(len(content))} (grensen er {_megabytes(_MOST_BYTES)})")
    try:
        parts = _inflate(content, name)
        _require_word(parts, name)
    except DocumentUnreadable as error:
        raise placed(error, name) from None
    return parts


def _inflate(content: bytes, name: str) -> dict[str, bytes]:
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = _entries(archive, name)
            return {part: _entry(archive, info, name) for part, info in entries.items()}
    except NotImplementedError:
        raise refuse("damaged", name, detail="den er pakket på en måte som Word ikke bruker") from None
    except _DAMAGE:
        code = "damaged" if is_zipfile(BytesIO(content)) else "truncated"
        raise refuse(code, name, detail="innholdsfortegnelsen i zip-pakken stemmer ikke") from None


def _entries(archive: ZipFile, name: str) -> dict[str, ZipInfo]:
    """The entries that are parts, by part name, when the directory promises nothing unreasonable.

    The limits leave at least five times the headroom of the largest of 354 real documents.
    """
    infos = archive.infolist()
    if len(infos) > _MOST_ENTRIES:
        raise refuse("suspicious", name, detail=f"{len(infos)} deler")
    if sum(info.file_size for info in infos) > _MOST_INFLATED:
        raise refuse("suspicious", name, detail=f"over {_megabytes(_MOST_INFLATED)}")
    entries: dict[str, ZipInfo] = {}
    known: set[str] = set()
    for info in infos:
        part = _part_name(info.filename)
        if part is None:
            continue
        if part.casefold() in known:
            raise refuse("duplicate-entries", name, detail=part)
        known.add(part.casefold())
        if info.flag_bits & 1:
            raise refuse("encrypted-zip", name)
        _require_reasonable(info, part, name)
        entries[part] = info
    return entries


def _part_name(filename: str) -> str | None:
    """The part's name (ECMA-376 part 2 § 6.2.2); None for folders and for names that no part can have."""
    part = filename.replace("\\", "/").lstrip("/")
    if part.endswith("/") or not part or any(segment in {"", ".", ".."} for segment in part.split("/")):
        return None
    return _CANONICAL.get(part.casefold(), part)


def _require_reasonable(info: ZipInfo, part: str, name: str) -> None:
    if part.endswith((".xml", ".rels")) and info.file_size > _MOST_XML:
        raise refuse("too-large", name, detail=f"delen «{part}» er på {_megabytes(info.file_size)}")
    if info.file_size > _MEGABYTE and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
        raise refuse("suspicious", name, detail=f"delen «{part}» blir {_megabytes(info.file_size)}")


def _entry(archive: ZipFile, info: ZipInfo, name: str) -> bytes:
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError
    try:
        with archive.open(info) as stream:
            # Bounded: with no size given, zipfile inflates everything before it looks at what the directory promised.
            # Reading to the end makes it compare the checksum.
            content = stream.read(info.file_size + 1)
    except _DAMAGE:
        raise refuse("damaged", name, detail=f"delen «{info.filename}» lar seg ikke pakke ut") from None
    if len(content) != info.file_size:
        raise refuse("damaged", name, detail=f"delen «{info.filename}» lar seg ikke pakke ut")
    return content


def _require_word(parts: dict[str, bytes], name: str) -> None:
    """Refuse packages that are something else than a Word document; turn a .dotx into a document."""
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis"):
        raise refuse("odt", name)
    if CONTENT_TYPES_PART not in parts or ROOT_RELS_PART not in parts:
        raise refuse("no-document" if CONTENT_TYPES_PART in parts else "not-word", name, detail=ROOT_RELS_PART)
    arrows = opc.relationships(parts)
    if any(arrow.type.startswith(STRICT) for arrow in arrows):
        raise refuse("strict", name)
    targets = [arrow.target for arrow in arrows if arrow.type == REL_DOCUMENT and not arrow.external]
    if not targets or targets[0] not in parts:
        raise refuse("no-document", name, detail=targets[0] if targets else ROOT_RELS_PART)
    declared = opc.content_types(parts).of(targets[0]) or ""
    if declared in MACRO_TYPES:
        raise refuse("macros", name)
    for word, kind in _OTHER_OFFICE.items():
        if word in declared:
            raise refuse("other-office", name, kind=kind)
    if declared == TEMPLATE_TYPE:
        types = parts[CONTENT_TYPES_PART]
        parts[CONTENT_TYPES_PART] = types.replace(TEMPLATE_TYPE.encode(), DOCUMENT_TYPE.encode())
    elif declared != DOCUMENT_TYPE:
        raise refuse("no-document", name, detail=f"«{targets[0]}» er ikke et Word-dokument")


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.0f} MB"


# --- writing --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Packed:
    """A part as it lies in the zip file: deflated, with the sum and the size of what it inflates to."""

    name: str
    crc: int
    size: int
    deflated: bytes


def pack(name: str, content: bytes) -> Packed:
    """`content` deflated, ready for any number of packages."""
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(name, zlib.crc32(content), len(content), deflater.compress(content) + deflater.flush())


def write_package(parts: Mapping[str, bytes | Packed]) -> bytes:
    """The package as bytes: ``[Content_Types].xml`` first, then the given order, every entry dated 1980-01-01."""
    order = sorted(parts, key=lambda part: part != CONTENT_TYPES_PART)
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for name in order:
        content = parts[name]
        packed = pack(name, content) if isinstance(content, bytes) else content
        encoded = name.encode()
        flags = 0 if name.isascii() else _UTF8_FLAG
        sizes = (packed.crc, len(packed.deflated), packed.size, len(encoded), 0)
        common = (_VERSION, flags, ZIP_DEFLATED, 0, _DAY, *sizes)
        local += (_LOCAL.pack(b"PK\x03\x04", *common), encoded, packed.deflated)
        central += (_CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, offset), encoded)
        offset += _LOCAL.size + len(encoded) + len(packed.deflated)
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(order), len(order), len(directory), offset, 0)
    return b"".join((*local, directory, end))
