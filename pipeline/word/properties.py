"""Document properties: what a file says about itself (ECMA-376 part 2 § 11, part 1 § 22.3).

Generated documents say their title, author and language on purpose, and where they came from as custom properties.
What the template's file said about its own maker, company and editing time is left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from datetime import date

from lxml.etree import SubElement, _Element, fromstring

from pipeline.word import opc
from pipeline.word.names import (
    CONTENT_TYPES_PART,
    CORE_NS,
    CORE_PART,
    CORE_TYPE,
    CUSTOM_NS,
    CUSTOM_PART,
    CUSTOM_TYPE,
    REL_APP,
    REL_CORE,
    REL_CUSTOM,
    REL_THUMBNAIL,
    RELS,
    ROOT_RELS_PART,
    TYPES,
    VT,
)
from pipeline.word.parse import parse, serialise

_FIXED_DAY = date(2020, 1, 1)
_LANGUAGE = "nb-NO"
_DC = "http://purl.org/dc/elements/1.1/"
_DCTERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# The one format id of properties that people and programs add (ECMA-376 part 1 § 22.3.2.2).
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_FIRST_PROPERTY_ID = 2

_EMPTY_CORE = (
    f'<cp:coreProperties xmlns:cp="{CORE_NS}" xmlns:dc="{_DC}" xmlns:dcterms="{_DCTERMS}" xmlns:xsi="{_XSI}"/>'.encode()
)
_EMPTY_CUSTOM = f'<Properties xmlns="{CUSTOM_NS}" xmlns:vt="{VT}"/>'.encode()

# The property parts that a template may bring along; none of them is carried over.
_REPLACED = frozenset({REL_CORE, REL_CUSTOM, REL_APP, REL_THUMBNAIL})


def core_properties(title: str, author: str, day: date | None) -> bytes:
    """``docProps/core.xml``: dates are `day` at midnight, or a fixed day, never the clock."""
    root = fromstring(_EMPTY_CORE)
    _add(root, _DC, "title", title)
    _add(root, _DC, "creator", author)
    _add(root, CORE_NS, "lastModifiedBy", author)
    for name in ("created", "modified"):
        moment = _add(root, _DCTERMS, name, f"{(day or _FIXED_DAY).isoformat()}T00:00:00Z")
        moment.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    _add(root, _DC, "language", _LANGUAGE)
    return serialise(root)


def custom_properties(values: Mapping[str, str]) -> bytes:
    """``docProps/custom.xml`` with a text property for each of `values`, in their order."""
    root = fromstring(_EMPTY_CUSTOM)
    for number, (name, value) in enumerate(values.items(), start=_FIRST_PROPERTY_ID):
        entry = SubElement(root, f"{{{CUSTOM_NS}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        _add(entry, VT, "lpwstr", value)
    return serialise(root)


def _add(parent: _Element, namespace: str, name: str, text: str) -> _Element:
    child = SubElement(parent, f"{{{namespace}}}{name}")
    child.text = text
    return child


def with_properties(parts: Mapping[str, bytes], core: bytes, custom: bytes) -> dict[str, bytes]:
    """The package with these two property parts, and without the ones and the thumbnail that it had.

    The new parts are ``docProps/core.xml`` and ``docProps/custom.xml``, whatever the old ones were called.
    """
    former = {arrow.target.casefold() for arrow in opc.relationships(parts) if arrow.type in _REPLACED}
    former |= {CORE_PART.casefold(), CUSTOM_PART.casefold()}
    former |= {opc.rels_part(part) for part in former}
    result = {part: content for part, content in parts.items() if part.casefold() not in former}
    result[CONTENT_TYPES_PART] = _content_types(parts[CONTENT_TYPES_PART], former)
    result[ROOT_RELS_PART] = _root_relationships(parts[ROOT_RELS_PART])
    result[CORE_PART] = core
    result[CUSTOM_PART] = custom
    return result


def _content_types(xml: bytes, former: set[str]) -> bytes:
    root = parse(xml, CONTENT_TYPES_PART)
    for override in root.findall(f"{{{TYPES}}}Override"):
        if override.get("PartName", "").lstrip("/").casefold() in former:
            root.remove(override)
    for part, kind in ((CORE_PART, CORE_TYPE), (CUSTOM_PART, CUSTOM_TYPE)):
        SubElement(root, f"{{{TYPES}}}Override", PartName=posixpath.join("/", part), ContentType=kind)
    return serialise(root)


def _root_relationships(xml: bytes) -> bytes:
    root = parse(xml, ROOT_RELS_PART)
    for arrow in root.findall(f"{{{RELS}}}Relationship"):
        if arrow.get("Type") in _REPLACED:
            root.remove(arrow)
    taken = {arrow.get("Id") for arrow in root}
    free = (identity for number in range(1, len(taken) + 3) if (identity := f"rId{number}") not in taken)
    for part, kind in ((CORE_PART, REL_CORE), (CUSTOM_PART, REL_CUSTOM)):
        SubElement(root, f"{{{RELS}}}Relationship", Id=next(free), Type=kind, Target=part)
    return serialise(root)


def read_custom(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The custom properties of a document, by name; values of other types than text come as their words."""
    targets = [arrow.target for arrow in opc.relationships(parts) if arrow.type == REL_CUSTOM]
    if not targets or targets[0] not in parts:
        return {}
    root = parse(parts[targets[0]], targets[0])
    return {
        entry.get("name", ""): "".join(str(words) for words in entry.itertext())
        for entry in root.iter(f"{{{CUSTOM_NS}}}property")
    }
