"""A template's memory of who edited it does not reach the documents."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from pipeline.word.lint import lint
from pipeline.word.package import read_package
from pipeline.word.reading import read_parts
from pipeline.word.traces import without_traces
from pipeline.word.traces_pictures import without_metadata
from tests.template_kit import docx_of, filled
from tests.word_xml import NAMESPACES, package, run, story_xml

PEOPLE = "http://schemas.microsoft.com/office/2011/relationships/people"
PEOPLE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"


def _edited() -> dict[str, bytes]:
    """A document that Word and a document library have left their marks in."""
    document = Document()
    document.add_paragraph("Tekst")
    main = document.part
    people = b'<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'
    main.relate_to(Part(PackURI("/word/people.xml"), PEOPLE_TYPE, people, main.package), PEOPLE)
    item = Part(PackURI("/customXml/item9.xml"), "application/xml", b"<eier>Kari Eksempel</eier>", main.package)
    main.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)
    content = BytesIO()
    document.save(content)
    return read_package(content.getvalue(), "mal.docx")


def test_people_and_library_metadata_are_left_behind() -> None:
    """Their parts, relationships and content types go; the rest stays, and Word can open it."""
    before = _edited()
    after = without_traces(before)
    assert {"word/people.xml", "customXml/item9.xml"} <= set(before) - set(after)
    assert lint(after) == ()
    assert not [part for part, content in after.items() if b"people" in content or b"customXml" in content]
    assert [paragraph.text for paragraph in read_parts(after, "").body] == ["Tekst"]


def test_a_package_without_traces_is_not_rewritten() -> None:
    """Nothing to take away, nothing changed."""
    clean = without_traces(_edited())
    assert without_traces(clean) == clean


# --- what stands inside the parts -------------------------------------------------------------------------------------

BY = 'w:id="{}" w:author="Kari Eksempel" w:date="2027-01-01T00:00:00Z"'
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" {}/><a:graphic xmlns:a="{}">'
    '<a:graphicData uri="{}"><pic:pic xmlns:pic="{}"><pic:nvPicPr><pic:cNvPr id="0" {}/><pic:cNvPicPr/></pic:nvPicPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
PICTURE = f"{DRAWN}/picture"


def _drawing(about: str, inside: str) -> str:
    return DRAWING.format(about, f"{DRAWN}/main", PICTURE, PICTURE, inside)


def _cleaned(body: str, **others: str) -> dict[str, str]:
    """The texts of the parts after the traces are taken out; Word can open them."""
    parts = without_traces(package(body, others=others))
    assert lint(parts) == ()
    return {part: content.decode() for part, content in parts.items()}


def test_tracked_changes_are_accepted_in_every_part() -> None:
    """What an owner deleted is not in the documents, nor is who did it, in text, headers, notes and styles."""
    deleted = f"<w:del {BY.format(1)}><w:r><w:delText>Ola Eksempel</w:delText></w:r></w:del>"
    added = f"<w:ins {BY.format(2)}>{run('ny tekst')}</w:ins>"
    turned = f"<w:pPr><w:pPrChange {BY.format(3)}><w:pPr/></w:pPrChange></w:pPr>"
    story = f"<w:p>{turned}{run('Tekst')}{deleted}{added}</w:p>"
    style = f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:rPr><w:b/><w:rPrChange {BY.format(4)}>'
    styles = story_xml("styles", f"{style}<w:rPr/></w:rPrChange></w:rPr></w:style>")
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    texts = _cleaned(story + section, header1=story_xml("hdr", story), styles=styles)
    assert not [part for part, text in texts.items() if "Eksempel" in text]
    for part in ("word/document.xml", "word/header1.xml"):
        assert "ny tekst" in texts[part]
    assert "<w:b/>" in texts["word/styles.xml"]


def test_settings_of_people_and_programs_go() -> None:
    """Macros' variables, editing sessions, the printer and those who were let in by name; other settings stay."""
    settings = (
        '<w:zoom w:percent="100"/><w:docVars><w:docVar w:name="eier" w:val="Kari Eksempel"/></w:docVars>'
        '<w:rsids><w:rsidRoot w:val="00ABCDEF"/></w:rsids>'
    )
    body = (
        '<w:p w:rsidR="00ABCDEF"><w:permStart w:id="1" w:ed="kari@example.org"/><w:r w:rsidRPr="00ABCDEF"><w:t>A</w:t>'
        '</w:r><w:permEnd w:id="1"/><w:permStart w:id="2" w:edGrp="everyone"/><w:permEnd w:id="2"/></w:p>'
        '<w:sectPr w:rsidR="00ABCDEF"><w:printerSettings r:id="printerSettings1"/></w:sectPr>'
    )
    texts = _cleaned(body, settings=story_xml("settings", settings), printerSettings1="Skriveren til Kari")
    assert not [part for part, text in texts.items() if re.search("Kari|kari@|00ABCDEF|printerSettings", text)]
    assert "w:zoom" in texts["word/settings.xml"]
    assert texts["word/document.xml"].count("w:perm") == 2


def test_a_picture_does_not_tell_where_its_file_lay() -> None:
    """Names of files and places go; a name, and a description for those who do not see it, stay."""
    place = _drawing(r'name="C:\Users\kari\bilde" descr="C:\Users\kari\bilde.jpg"', 'name="kari.jpg" descr="kari.png"')
    older = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="/Users/kari/a" '
    older += 'href="https://example.org/a.png"><v:imagedata xmlns:o="urn:schemas-microsoft-com:office:office" '
    older += 'o:title="kari.bmp"/></v:shape></w:pict></w:r></w:p>'
    told = _drawing('name="Bilde 1" descr="Logoen til bydelen, rød og/eller blå. Se C"', 'name="Bilde 1"')
    text = _cleaned(place + older + told)["word/document.xml"]
    assert "kari" not in text
    assert text.count('name=""') == 2
    assert 'name="Bilde 1" descr="Logoen til bydelen, rød og/eller blå. Se C"' in text
    assert 'href="https://example.org/a.png"' in text


# --- what cameras write -----------------------------------------------------------------------------------------------


def _segment(kind: int, content: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(content) + 2) + content


def _exif(order: str, orientation: int) -> bytes:
    mark = {"<": b"II*\0", ">": b"MM\0*"}[order]
    entries = struct.pack(f"{order}HHII", 0x010F, 2, 4, 0) + struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0" + mark + struct.pack(f"{order}IH", 8, 2) + entries + b"\0\0\0\0" + b"59.91N, Kari sin telefon"


SCAN = _segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
JPEG = b"\xff\xd8" + _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + _segment(0xDB, b"\0" + bytes(64))
COLOURS = _segment(0xE2, b"ICC_PROFILE\0\1\1rgb")


def test_who_took_a_photograph_and_where_is_not_told() -> None:
    """Exif, XMP, texts and a camera's other pictures go; the picture, its colours and its parts stay as they are."""
    told = _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Kari") + _segment(0xED, b"Kari") + _segment(0xFE, b"Kari")
    camera = JPEG + _segment(0xE1, _exif("<", 1)) + told + COLOURS + SCAN + _segment(0xC4, b"\0") + SCAN + b"\xff\xd9"
    clean = JPEG + COLOURS + SCAN + _segment(0xC4, b"\0") + SCAN + b"\xff\xd9"
    assert without_metadata(camera + JPEG + _segment(0xFE, b"Kari")) == clean
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_keeps_its_right_way_up(order: str) -> None:
    """Which way up it is, is all that is left of the Exif, and reads as it did."""
    camera = JPEG + _segment(0xE1, _exif(order, 6)) + SCAN + b"\xff\xd9"
    clean = without_metadata(camera)
    assert b"Kari" not in clean
    assert (
        clean
        == JPEG
        + _segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0")
        + SCAN
        + b"\xff\xd9"
    )
    assert without_metadata(clean) == clean


def test_a_drawing_in_png_loses_its_texts_only() -> None:
    """Texts, the time and the Exif go; all else stays."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head, data, end = chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"x"), chunk(b"IEND", b"")
    told = [chunk(kind, b"Author\0Kari") for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME")]
    start = b"\x89PNG\r\n\x1a\n"
    assert without_metadata(b"".join((start, head, *told, data, end)) + b"Kari") == start + head + data + end


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"GIF89a Kari",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe1\0\1",
        JPEG,
        JPEG + SCAN,
        b"\x89PNG\r\n\x1a\n" + bytes(60),
    ],
)
def test_a_picture_of_another_make_is_left_alone(picture: bytes) -> None:
    """What is cut off, or not built as the standard says, stays as it is."""
    assert without_metadata(picture) == picture


# --- the documents ----------------------------------------------------------------------------------------------------


def test_a_template_with_tracked_changes_makes_documents_as_if_they_were_accepted(tmp_path: Path) -> None:
    """A tag that its owner deleted is no fault, words that they added are there, and nobody sees who did it."""

    def build(document: DocxDocument) -> None:
        gone = f"<w:del {BY.format(1)}><w:r><w:delText>{{{{ ukjent.felt }}}} Ola</w:delText></w:r></w:del>"
        new = f"<w:ins {BY.format(2)}>{run('i {{ virksomhet.enhet }}')}</w:ins>"
        document.element.body.insert(1, parse_xml(f"<w:p {NAMESPACES}>{gone}{new}</w:p>"))

    draft = filled(tmp_path, content=docx_of("{{ stilling.tittel }}", build=build))
    parts = read_package(draft.content, "")
    assert [paragraph.text for paragraph in read_parts(parts, "").body] == ["Erfaringskonsulent", "i Team Øst"]
    assert not re.search("Eksempel|Ola|ukjent|w:ins|w:del", parts["word/document.xml"].decode())
