"""What Word and document libraries leave in a template about those who edited it: not for documents made from it.

A package in, a package out. What stands inside the parts is taken out by `traces_inside`, what cameras write into
pictures by `traces_pictures`. Comments stay, since an owner may want them; the template check tells of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from pipeline.word import opc
from pipeline.word.names import CONTENT_TYPES_PART, DOCUMENT_TYPE, RELS, ROOT_RELS_PART, TYPES, WORD_TYPE
from pipeline.word.package import read_package
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import resolved
from pipeline.word.traces_inside import take_traces
from pipeline.word.traces_pictures import without_metadata

# Names and addresses of commenters and editors, tasks that they gave each other, the settings of a printer, and
# metadata that document libraries attach (MS-DOCX § 2.5.4.6, ECMA-376 part 1 §§ 15.2.5 and 15.2.15); the latter hold
# authors and reviewers when the library asks for them.
_KINDS = ("people", "documenttasks", "printerSettings", "customXml")


@lru_cache(maxsize=64)
def read_template(content: bytes, name: str) -> Mapping[str, bytes]:
    """The parts of a template as documents are made from it; `name` is for messages. Raises DocumentUnreadable."""
    return MappingProxyType(without_traces(read_package(content, name)))


def without_traces(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package without what tells who edited it, its tracked changes accepted. Raises DocumentUnreadable."""
    kept = _without_parts(resolved(parts, accept=True))
    types, main = opc.content_types(kept), opc.main_part(kept)
    for part, content in kept.items():
        kind = types.of(part) or ""
        # Another document inside this one is no part of it yet (ECMA-376 part 1 § 17.17.2.1).
        if part == main or (kind.startswith(WORD_TYPE) and kind.endswith("+xml") and kind != DOCUMENT_TYPE):
            root = parse(content, part)
            if take_traces(root):
                kept[part] = serialise(root)
        else:
            kept[part] = without_metadata(content)
    return kept


def _without_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package without the parts that are about people only."""
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
