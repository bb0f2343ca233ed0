"""Damage of every kind: a document is read, or refused in words; it never gives a traceback."""

from __future__ import annotations

import random
import re

import pytest

from pipeline.errors import DocumentUnreadable
from pipeline.word.lint import lint
from pipeline.word.marks import resolve_marks
from pipeline.word.package import read_package, write_package
from pipeline.word.properties import read_custom
from pipeline.word.reading import read_document
from pipeline.word.source import clean_source, fillable_parts, template_hazards
from tests.word_xml import package, paragraph, run, story_xml

_TOKENS = re.compile(rb"<[^>]*>|[^<]+")
_VALUE = re.compile(rb'"[^"]*"')
_WRONG = (b'""', b'"-1"', b'"99999999999999999999"', b'"../../x"', '"æ"'.encode())


def document() -> dict[str, bytes]:
    """Return a document with a bit of everything."""
    revision = 'w:id="7" w:author="Kari"'
    item = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    cell = f"<w:tc><w:tcPr/>{paragraph('celle', item)}</w:tc>"
    body = (
        paragraph('<w:bookmarkStart w:id="0" w:name="_seksjon_a"/>' + run("Om oss") + '<w:bookmarkEnd w:id="0"/>')
        + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
        + paragraph(
            f"<w:ins {revision}>{run('ny')}</w:ins><w:del {revision}><w:r><w:delText>x</w:delText></w:r></w:del>"
        )
        + '<w:sdt><w:sdtPr><w:id w:val="3"/><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
        + f"<w:sdtContent>{paragraph('boks')}</w:sdtContent></w:sdt>"
        + '<w:p><w:r><w:footnoteReference w:id="2"/><w:sym w:char="F0FE"/>'
        '<w:fldChar w:fldCharType="begin"/></w:r></w:p>'
        '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    )
    others = {
        "header1": story_xml("hdr", paragraph("topp")),
        "footnotes": story_xml("footnotes", f'<w:footnote w:id="2">{paragraph("note")}</w:footnote>'),
        "styles": story_xml(
            "styles", '<w:style w:styleId="a"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
        ),
    }
    return package(body, others=others)


def changed(xml: bytes, chance: random.Random) -> bytes:
    """Return the XML with a few tags dropped, doubled, exchanged or given wrong values."""
    tokens: list[bytes] = _TOKENS.findall(xml)
    for _ in range(chance.randint(1, 4)):
        one, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(5):
            case 0:
                tokens[one] = b""
            case 1:
                tokens[one] += tokens[other]
            case 2:
                tokens[one], tokens[other] = tokens[other], tokens[one]
            case 3:
                tokens[one] = _VALUE.sub(chance.choice(_WRONG), tokens[one])
            case _:
                tokens[min(one, other) : max(one, other)] = [b" "]
    return b"".join(tokens)


def use(content: bytes) -> None:
    """Do with a file all that the tool does with one."""
    read_document(content, "brev.docx")
    parts = read_package(content, "brev.docx")
    lint(parts)
    read_custom(parts)
    template_hazards(parts)
    for part in fillable_parts(parts):
        resolve_marks(clean_source(parts[part], part), part)


@pytest.mark.parametrize("seed", range(4))
def test_damaged_xml_is_read_or_refused(seed: int) -> None:
    """Tags that are lost, doubled, crossed or senseless."""
    chance = random.Random(seed)
    sound = document()
    use(write_package(sound))
    refused = 0
    for _ in range(100):
        part = chance.choice([name for name in sound if name.endswith((".xml", ".rels"))])
        try:
            use(write_package(sound | {part: changed(sound[part], chance)}))
        except DocumentUnreadable as error:
            refused += 1
            assert error.faults[0].hint  # noqa: PT017
    assert 0 < refused < 100


@pytest.mark.parametrize("seed", range(4))
def test_damaged_zips_are_read_or_refused(seed: int) -> None:
    """Bytes that are changed, lost or put in, anywhere in the file."""
    chance = random.Random(seed)
    sound = write_package(document())
    refused = 0
    for _ in range(100):
        content = bytearray(sound)
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(content))
            content[at : at + chance.choice([0, 1, 1, 30])] = chance.randbytes(chance.choice([0, 1, 1, 20]))
        try:
            use(bytes(content))
        except DocumentUnreadable as error:
            refused += 1
            assert error.faults[0].hint  # noqa: PT017
    assert refused > 0
