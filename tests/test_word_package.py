"""Packages: what is refused and in which words, what is let through, and that equal parts give equal bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentUnreadable
from pipeline.word.package import main_part, pack, read_package, related, write_package
from tests.word_xml import WORD_TYPE, package, paragraph, story_xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
GOOD = package(paragraph("Hei"))


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file as other programs write it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def office(kind: str) -> bytes:
    """Return a package whose main part has another content type."""
    return write_package(package(main_type=kind))


def code_of(content: bytes, name: str = "brev.docx") -> str:
    """Return why a file is refused; its sentence, remedy and place must be there too."""
    with pytest.raises(DocumentUnreadable) as caught:
        read_package(content, name)
    (fault,) = caught.value.faults
    assert fault.path == name
    assert fault.message.endswith(".")
    assert "{" not in fault.message
    assert (fault.hint or "").endswith((".", ")."))
    return fault.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\0" * 4000, "only-zeros"),
        (b"\x0bOla Nordmann".ljust(162, b"\0"), "owner-file"),
        (OLE + "WordDocument".encode("utf-16-le"), "old-word"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (rb"{\rtf1 Hei}", "rtf"),
        (b"%PDF-1.7", "pdf"),
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", "html"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "flat-xml"),
        (b"Hei, dette er ren tekst.", "not-word"),
        (zipped({"notat.txt": b"hei"}), "not-word"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), "odt"),
        (office("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (office("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "macros"),
        (office("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "other-office"),
        (write_package(GOOD)[:-40], "truncated"),
        (zipped(GOOD, zipfile.ZIP_BZIP2), "damaged"),
    ],
)
def test_what_is_not_a_word_document_is_named(content: bytes, code: str) -> None:
    """A file of another kind is refused with a sentence that says what it is and what to do."""
    assert code_of(content) == code


def test_an_owner_file_is_known_by_its_name() -> None:
    """Word's owner file begins with ~$ and is never read, whatever it holds."""
    assert code_of(b"noe annet", "~$brev.docx") == "owner-file"


def test_a_strict_document_is_refused() -> None:
    """ISO Strict has other namespaces throughout, so its text would be missed; Word can save it as a plain .docx."""
    parts = dict(GOOD)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    assert code_of(write_package(parts)) == "strict"


def test_a_flipped_byte_is_noticed() -> None:
    """A part whose checksum does not match is never read as if it were whole."""
    content = bytearray(write_package(GOOD))
    content[content.index(b"word/document.xml") + 40] ^= 0xFF
    assert code_of(bytes(content)) == "damaged"


def test_an_encrypted_entry_is_refused() -> None:
    """A zip with a password of its own has its flag set in the directory."""
    content = bytearray(write_package(GOOD))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(content)) == "encrypted-zip"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    """Two entries of one name make readers disagree on what the document says; names differ by more than case."""
    for second in ("word/document.xml", "Word/Document.xml"):
        buffer = io.BytesIO(write_package(GOOD))
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(second, "<x/>")
        assert code_of(buffer.getvalue()) == "duplicate-entries"


@pytest.mark.parametrize("missing", ["word/document.xml", "_rels/.rels"])
def test_a_package_without_its_document_is_refused(missing: str) -> None:
    """A package must lead to a main part that is there."""
    assert code_of(write_package({name: part for name, part in GOOD.items() if name != missing})) == "no-document"


def bomb(size: int, promised: int | None = None) -> bytes:
    """Return a document with an image of `size` zeros, whose directory promises another size when asked to."""
    content = write_package(GOOD | {"word/media/image1.png": bytes(size)})
    if promised is None:
        return content
    return content.replace(struct.pack("<I", size), struct.pack("<I", promised))


def test_a_zip_bomb_is_refused_before_it_is_inflated() -> None:
    """A part that would become 300 times larger is refused from the directory alone."""
    assert code_of(bomb(20_000_000)) == "suspicious"


def test_a_directory_that_lies_cannot_fill_the_memory() -> None:
    """No more is inflated than the directory promised; the rest shows as damage."""
    assert code_of(bomb(20_000_000, promised=1000)) == "damaged"


def test_too_many_entries_are_refused() -> None:
    """A package with thousands of parts is not a document."""
    assert code_of(write_package(GOOD | {f"word/{number}.bin": b"" for number in range(2001)})) == "suspicious"


def test_too_large_files_are_refused() -> None:
    """Files over 50 MB are not read at all."""
    assert code_of(b"PK\x03\x04" + bytes(50_000_001) + write_package(GOOD)) == "too-large"


def test_names_that_no_part_can_have_are_left_out() -> None:
    """An entry that would climb out of a folder is not a part, and folders are none."""
    parts = read_package(zipped(GOOD | {"../../etc/passwd": b"x", "word/": b""}), "brev.docx")
    assert list(parts) == list(GOOD)


def test_junk_around_the_package_does_no_harm() -> None:
    """Mail gateways put bytes before and after; the document inside is whole."""
    assert read_package(b"junk" * 100 + write_package(GOOD) + b"junk", "brev.docx") == GOOD


def test_part_names_are_compared_without_case() -> None:
    """OPC compares part names without regard to case; some of Microsoft's own templates rely on it."""
    parts = {name.replace("word/document.xml", "Word/Document.XML"): part for name, part in GOOD.items()}
    parts["[content_types].xml"] = parts.pop("[Content_Types].xml")
    found = read_package(write_package(parts), "brev.docx")
    assert main_part(found) == "Word/Document.XML"
    assert "[Content_Types].xml" in found


def test_a_dotx_reads_as_a_document() -> None:
    """A template file becomes the document that Word would make of it."""
    parts = read_package(office(f"{WORD_TYPE}.template.main+xml"), "brev.dotx")
    assert f"{WORD_TYPE}.document.main+xml".encode() in parts["[Content_Types].xml"]
    assert b"template.main" not in parts["[Content_Types].xml"]


def test_related_parts_are_headers_footers_and_footnotes() -> None:
    """The parts that carry text beside the body, in that order."""
    others = {kind: story_xml(kind[:3], "<w:p/>") for kind in ("footnotes", "footer1", "header1", "styles")}
    parts = package(others=others)
    assert related(parts, "word/document.xml") == ("word/header1.xml", "word/footer1.xml", "word/footnotes.xml")


# --- writing --------------------------------------------------------------------------------------------------------


def test_a_written_package_is_what_other_programs_read(tmp_path: Path) -> None:
    """The zipfile module and python-docx read what we write, names with Norwegian letters included."""
    parts = GOOD | {"word/media/bilde-æøå.png": b"\x89PNG"}
    path = tmp_path / "brev.docx"
    path.write_bytes(write_package(parts))
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert [each.text for each in python_docx.Document(str(path)).paragraphs] == ["Hei"]


def test_the_content_types_come_first() -> None:
    """Some readers look at the first entry to tell a Word document from another zip file."""
    parts = dict(reversed(GOOD.items()))
    written = list(read_package(write_package(parts), "brev.docx"))
    assert written == ["[Content_Types].xml", *(name for name in parts if name != "[Content_Types].xml")]


@given(st.dictionaries(st.text("abcæøå/.", min_size=1, max_size=12), st.binary(max_size=300), max_size=8))
def test_equal_parts_give_equal_bytes(parts: dict[str, bytes]) -> None:
    """The clock, and whether a part was packed before, leave no trace; zipfile reads the same parts back."""
    written = write_package(parts)
    assert write_package({name: pack(name, content) for name, content in parts.items()}) == written
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {info.orig_filename: archive.read(info) for info in archive.infolist()} == parts


def test_a_packed_part_knows_what_it_holds() -> None:
    """A packed part is plain deflate with the sum of what it inflates to."""
    packed = pack("word/document.xml", b"hei" * 100)
    assert zlib.decompress(packed.deflated, -zlib.MAX_WBITS) == b"hei" * 100
    assert (packed.size, packed.crc) == (300, zlib.crc32(b"hei" * 100))
