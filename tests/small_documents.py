"""Small Word documents and cases for tests that are about what becomes of a document, not about what stands in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.model import Case, Draft, FieldSpan
from pipeline.provenance import provenance
from pipeline.values import Group, Items, Text
from pipeline.word.names import (
    CONTENT_TYPES_PART,
    DOCUMENT_TYPE,
    REL_DOCUMENT,
    REL_SIGNATURE,
    RELS,
    ROOT_RELS_PART,
    TYPES,
    W,
)
from pipeline.word.package import read_package, write_package
from pipeline.word.properties import core_properties, custom_properties, with_properties
from pipeline.word.reading import read_document
from pipeline.word.revisions import AUTHOR, resolved

_TYPES = f"""<Types xmlns="{TYPES}">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{DOCUMENT_TYPE}"/></Types>"""
_RELS = f"""<Relationships xmlns="{RELS}">\
<Relationship Id="rId1" Type="{REL_DOCUMENT}" Target="word/document.xml"/></Relationships>"""


_SIGNED = f'<Relationship Id="rId99" Type="{REL_SIGNATURE}" Target="_xmlsignatures/origin.sigs"/></Relationships>'


def word_file(
    words: str,
    *,
    case: str = "1",
    day: date | None = None,
    title: str = "Brev",
    label: str = "",
    signed: bool = False,
    document: str = "brev",
    case_name: str = "bydel-x",
) -> bytes:
    """Return a .docx with a paragraph for each line.

    `case` is the case's hash in our provenance, `label` a property of another's; one that is `signed` is never merged.
    """
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in words.split("\n"))
    body = f'<w:document xmlns:w="{W}"><w:body>{paragraphs}</w:body></w:document>'
    arrows = _RELS.replace("</Relationships>", _SIGNED) if signed else _RELS
    parts = {CONTENT_TYPES_PART: _TYPES, ROOT_RELS_PART: arrows, "word/document.xml": body}
    custom = {**provenance(case_name, document, template="t", case=case), **({"label": label} if label else {})}
    properties = core_properties(title, "Bydel X", day), custom_properties(custom)
    return write_package(with_properties({name: part.encode() for name, part in parts.items()}, *properties))


def draft(words: str, document: str = "brev", *, case: str = "1") -> Draft:
    """Return a draft of one paragraph, all of which came from one field."""
    return Draft(
        document,
        word_file(words, case=case, document=document if document.isprintable() else "brev"),
        (FieldSpan("word/document.xml", 0, 0, len(words), "brev.tekst"),),
    )


def decided(content: bytes, *, accept: bool) -> bytes:
    """Return the file after a person accepted, or rejected, all our suggestions in it."""
    return write_package(resolved(read_package(content, ""), accept=accept, author=AUTHOR))


def text(content: bytes) -> str:
    """Return the file's words as a reader sees them, suggestions accepted."""
    return "\n".join(paragraph.text for paragraph in read_document(content, "").body)


def small_case(name: str = "bydel-x", *, locked: tuple[str, ...] = (), folder: Path = Path("cases")) -> Case:
    """Return a case that only says which documents are locked."""
    names = Items.of(tuple(Text(each, "sak.låst") for each in locked), "sak.låst")
    about = Group({"låst": names}, "sak", given=True)
    return Case(name, folder / f"{name}.yaml", Group({"sak": about}, "", given=True), {}, (), "0" * 64)
