"""What a person could change in a document beside its text: settings and properties, and parts that are not known.

In: the package. Out: a value to compare. Dates, counts, view settings, and what SharePoint attaches are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import QName, _Element

from pipeline.word import opc
from pipeline.word.formatting import Trait, raw
from pipeline.word.names import REL_APP, REL_CORE, REL_CUSTOM, REL_STYLES, w
from pipeline.word.parse import parse
from pipeline.word.pictures import hashed
from pipeline.word.text import switched_on

_OURS = "make-docs."
_LIBRE_OFFICE = ("LibreOffice", "Collabora")
_SETTINGS = ("documentProtection", "writeProtection", "mailMerge")
_SWITCHES = (
    *("evenAndOddHeaders", "mirrorMargins", "trackRevisions", "gutterAtTop", "bookFoldPrinting"),
    *("removePersonalInformation", "removeDateAndTime"),
)
_USUAL_NOTES = ("decimal", "lowerRoman", "continuous", "pageBottom", "docEnd", "1", None)
_CORE = frozenset({"title", "subject", "keywords", "category", "contentStatus", "description", "creator"})
# What SharePoint and OneDrive attach to a file that is laid there (MS-WSSTS); a person wrote none of it.
_SHAREPOINT = frozenset(
    {"ContentTypeId", "MediaServiceImageTags", "Order", "TemplateUrl", "xd_ProgID", "xd_Signature", "TriggerFlowInfo"}
    | {"ComplianceAssetId", "_ExtendedDescription", "_SourceUrl", "_SharedFileIndex", "MediaLengthInSeconds"}
)
_SHAREPOINT_BEGINS = ("_dlc_", "MediaService", "TaxCatchAll", "lcf76f155ced4ddcb4097134ff3c332f", "SharedWithUsers")
# Kinds of parts that are read elsewhere, or that editors add and take away on their own.
_KNOWN = frozenset(
    {"officeDocument", "extended-properties", "custom-properties", "core-properties", "thumbnail", "customXml"}
    | {"styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering", "people"}
    | {"header", "footer", "footnotes", "endnotes", "comments", "commentsExtended", "commentsIds", "hyperlink"}
    | {"commentsExtensible", "image", "glossaryDocument", "webextensiontaskpanes", "documenttasks"}
)
_FORM_NAMESPACES = (
    "http://schemas.microsoft.com/office/2006/metadata/contentType",
    "http://schemas.microsoft.com/sharepoint/",
    "http://schemas.microsoft.com/office/2006/metadata/customXsn",
    "http://schemas.microsoft.com/office/2006/metadata/longProperties",
)


def is_lossy(parts: Mapping[str, bytes]) -> bool:
    """Whether LibreOffice saved the package last: it leaves out some things that are in no text."""
    return any(
        (element.text or "").startswith(_LIBRE_OFFICE)
        for part in _of_kind(parts, REL_APP)
        for element in parse(parts[part], part)
        if QName(element).localname == "Application"
    )


def about(parts: Mapping[str, bytes], main: str, settings: _Element | None) -> Trait:
    """What a person could change beside the text."""
    return (
        tuple(_settings(settings)),
        tuple(sorted(_custom(parts), key=repr)),
        tuple(sorted(_core(parts))),
        tuple(sorted(_data(parts, main), key=repr)),
        tuple(sorted(_others(parts, main))),
        _language(parts, main),
    )


def _of_kind(parts: Mapping[str, bytes], kind: str, source: str = "") -> list[str]:
    return [arrow.target for arrow in opc.relationships(parts, source) if arrow.type == kind and arrow.target in parts]


def _settings(settings: _Element | None) -> Iterator[Trait]:
    """Protection and the like, and switches that are on."""
    for name in _SETTINGS:
        found = None if settings is None else settings.find(w(name))
        if found is not None and found.get(w("enforcement"), "1") not in ("0", "false", "off"):
            yield raw(found)
    for name in ("footnotePr", "endnotePr"):
        found = None if settings is None else settings.find(w(name))
        said = ((str(each.tag), each.get(w("val"))) for each in (() if found is None else found))
        yield tuple(pair for pair in said if pair[1] not in _USUAL_NOTES)
    for name in _SWITCHES:
        found = None if settings is None else settings.find(w(name))
        yield int(found is not None and switched_on(found))


def _custom(parts: Mapping[str, bytes]) -> Iterator[Trait]:
    """The properties that are neither ours nor SharePoint's: a sensitivity label, or what a person has set."""
    for part in _of_kind(parts, REL_CUSTOM):
        for each in parse(parts[part], part):
            name, words = each.get("name", ""), "".join(map(str, each.itertext())).strip()
            if name.startswith((_OURS, *_SHAREPOINT_BEGINS)) or name in _SHAREPOINT or not words:
                continue
            yield (name, tuple(str(QName(inner).localname) for inner in each), words)


def _core(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for part in _of_kind(parts, REL_CORE):
        for each in parse(parts[part], part):
            name, words = str(QName(each).localname), (each.text or "").strip()
            if name in _CORE and words:
                yield (name, words)


def _data(parts: Mapping[str, bytes], main: str) -> Iterator[Trait]:
    """The words in attached data (customXml) that a person may have written."""
    for arrow in (*opc.relationships(parts), *opc.relationships(parts, main)):
        if arrow.type.rpartition("/")[2] != "customXml" or arrow.target not in parts:
            continue
        root = parse(parts[arrow.target], arrow.target)
        if not str(root.tag).startswith(tuple(f"{{{space}" for space in _FORM_NAMESPACES)):
            yield from ((str(each.tag), words) for each in root.iter() if (words := _written_by_hand(each)))


def _written_by_hand(element: _Element) -> str:
    name = str(QName(element).localname)
    return "" if name in _SHAREPOINT or name.startswith(_SHAREPOINT_BEGINS) else (element.text or "").strip()


def _others(parts: Mapping[str, bytes], main: str) -> Iterator[tuple[str, str]]:
    """The parts of kinds that we do not know, by their bytes."""
    for arrow in (*opc.relationships(parts), *opc.relationships(parts, main)):
        kind = arrow.type.rpartition("/")[2]
        if kind not in _KNOWN and not arrow.external and arrow.target in parts:
            yield (kind, hashed(parts[arrow.target]))


def _language(parts: Mapping[str, bytes], main: str) -> Trait:
    """The language of the whole document."""
    for part in _of_kind(parts, REL_STYLES, main):
        lang = parse(parts[part], part).find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}")
        return None if lang is None else lang.get(w("val"))
    return None
