"""What a withdrawn suggestion leaves in the package: pictures and links that nothing shows any more.

A picture that was taken back may be of somebody; so it goes with the suggestion. Only what was used before, and is used
nowhere now, is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import REL_HYPERLINK, REL_IMAGE, RELS, R
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import story_parts

_RELATION = f"{{{R}}}"
_KINDS = (REL_IMAGE, REL_HYPERLINK)


def without_leftovers(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, bytes]:
    """The package `after` without the pictures and links that only what is gone from `before` used.

    Raises DocumentUnreadable.
    """
    result, gone = dict(after), set[str]()
    for part in story_parts(before):
        if part not in after or before[part] is after[part]:
            continue
        unused = _used(parse(before[part], part)) - _used(parse(after[part], part))
        arrows = [each for each in opc.relationships(after, part) if each.id in unused and each.type in _KINDS]
        rels = opc.find(after, opc.rels_part(part))
        if arrows and rels is not None:
            result[rels] = _without(after[rels], rels, {each.id for each in arrows})
            gone |= {each.target for each in arrows if not each.external}
    kept = {
        each.target
        for rels in result
        if rels.endswith(".rels")
        for each in opc.relationships(result, _source(rels))
        if not each.external
    }
    return {part: content for part, content in result.items() if part not in gone - kept}


def _used(root: _Element) -> set[str]:
    """The relationships that the part refers to."""
    return {
        str(value)
        for element in root.iter()
        for name, value in element.attrib.items()
        if str(name).startswith(_RELATION)
    }


def _without(xml: bytes, part: str, ids: set[str]) -> bytes:
    root = parse(xml, part)
    for each in root.findall(f"{{{RELS}}}Relationship"):
        if each.get("Id") in ids:
            root.remove(each)
    return serialise(root)


def _source(rels: str) -> str:
    """The part whose relationships a .rels part holds."""
    folder, _, leaf = rels.rpartition("_rels/")
    return f"{folder}{leaf.removesuffix('.rels')}"
