"""What Word and document libraries leave in a template about those who edited it: not for documents made from it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.word import opc
from pipeline.word.names import CONTENT_TYPES_PART, RELS, ROOT_RELS_PART, TYPES
from pipeline.word.parse import parse, serialise

# Names and addresses of commenters and editors, and metadata that document libraries attach (MS-DOCX § 2.5.4.6,
# ECMA-376 part 1 § 15.2.5); the latter hold authors and reviewers when the library asks for them.
_KINDS = ("people", "customXml")


def without_traces(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package without the parts that tell who edited it. Raises DocumentUnreadable."""
    sources = ("", opc.main_part(parts))
    gone = {
        arrow.target
        for source in sources
        for arrow in opc.relationships(parts, source)
        if not arrow.external and arrow.type.rpartition("/")[2] in _KINDS
    }
    if not gone:
        return dict(parts)
    gone |= {arrow.target for part in gone for arrow in opc.relationships(parts, part) if not arrow.external}
    gone |= {rels for part in gone if (rels := opc.find(parts, opc.rels_part(part))) is not None}
    kept = {part: content for part, content in parts.items() if part not in gone}
    for source in sources:
        rels = opc.find(parts, opc.rels_part(source) if source else ROOT_RELS_PART)
        if rels is not None:
            kept[rels] = _without(kept[rels], rels, f"{{{RELS}}}Relationship", "Type", _KINDS)
    names = tuple(part.casefold() for part in gone)
    types = kept[CONTENT_TYPES_PART]
    kept[CONTENT_TYPES_PART] = _without(types, CONTENT_TYPES_PART, f"{{{TYPES}}}Override", "PartName", names)
    return kept


def _without(xml: bytes, part: str, tag: str, attribute: str, endings: tuple[str, ...]) -> bytes:
    root = parse(xml, part)
    for element in root.findall(tag):
        value = element.get(attribute, "")
        if value.rpartition("/")[2] in endings or value.lstrip("/").casefold() in endings:
            root.remove(element)
    return serialise(root)
