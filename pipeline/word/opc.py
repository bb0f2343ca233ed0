"""How the parts of a package hang together: content types and relationships (ECMA-376 part 2, §§ 7 to 9).

`parts` is always the package as a mapping from part name without leading slash to bytes. Part names are compared
without regard to case (§ 6.2.2.3), so look them up with `find`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from pipeline.word.names import (
    CONTENT_TYPES_PART,
    REL_DOCUMENT,
    REL_FOOTER,
    REL_FOOTNOTES,
    REL_HEADER,
    RELS,
    ROOT_RELS_PART,
    TYPES,
)
from pipeline.word.parse import parse
from pipeline.word.refusal import refuse

Parts = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow from a part. `target` is a part name, or the address as written when `external`."""

    id: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """What kind of content each part has, by its name or by its extension."""

    overrides: Mapping[str, str]
    defaults: Mapping[str, str]

    def of(self, part: str) -> str | None:
        """The content type of `part`, None when nothing is declared for it."""
        folded = part.casefold()
        extension = folded.rpartition("/")[2].rpartition(".")[2]
        return self.overrides.get(folded) or self.defaults.get(extension)


def find(parts: Parts, part: str) -> str | None:
    """The key of `part` in `parts`, whatever its case; None when it is not there."""
    if part in parts:
        return part
    folded = part.casefold()
    return next((key for key in parts if key.casefold() == folded), None)


def rels_part(part: str) -> str:
    """The name of the part that holds the relationships of `part`; of the whole package for the empty name."""
    folder, leaf = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{leaf}.rels")


def relationships(parts: Parts, part: str = "") -> tuple[Relationship, ...]:
    """The relationships of `part` in file order; none when it has no .rels part."""
    key = find(parts, rels_part(part))
    if key is None:
        return ()
    return tuple(
        arrow if arrow.external else replace(arrow, target=_target(parts, part, arrow.target))
        for arrow in _arrows(parts[key], key)
    )


# Few parts of a document change from one to the next, and these hardly ever.
@lru_cache(maxsize=128)
def _arrows(xml: bytes, part: str) -> tuple[Relationship, ...]:
    """What a .rels part says, with targets as written."""
    return tuple(
        Relationship(
            id=element.get("Id", ""),
            type=element.get("Type", ""),
            target=element.get("Target", ""),
            external=element.get("TargetMode") == "External",
        )
        for element in parse(xml, part).iter(f"{{{RELS}}}Relationship")
    )


def _target(parts: Parts, source: str, target: str) -> str:
    path = posixpath.join("/", posixpath.dirname(source), target.partition("#")[0].replace("\\", "/"))
    name = posixpath.normpath(path).lstrip("/")
    return find(parts, name) or find(parts, unquote(name)) or name


def content_types(parts: Parts) -> ContentTypes:
    """The content types that the package declares."""
    return _types(parts[CONTENT_TYPES_PART])


@lru_cache(maxsize=32)
def _types(xml: bytes) -> ContentTypes:
    root = parse(xml, CONTENT_TYPES_PART)
    return ContentTypes(
        overrides={
            element.get("PartName", "").lstrip("/").casefold(): element.get("ContentType", "")
            for element in root.iter(f"{{{TYPES}}}Override")
        },
        defaults={
            element.get("Extension", "").casefold(): element.get("ContentType", "")
            for element in root.iter(f"{{{TYPES}}}Default")
        },
    )


def main_part(parts: Parts) -> str:
    """The name of the part with the document itself, found from ``_rels/.rels``. Raises DocumentUnreadable."""
    for relationship in relationships(parts):
        if relationship.type == REL_DOCUMENT and relationship.target in parts:
            return relationship.target
    raise refuse("no-document", None, detail=ROOT_RELS_PART)


def related(parts: Parts, part: str, *types: str) -> tuple[str, ...]:
    """The parts that `part` points at and that exist: headers, footers and footnotes, or those of the given `types`."""
    wanted = types or (REL_HEADER, REL_FOOTER, REL_FOOTNOTES)
    names = (
        relationship.target
        for kind in wanted
        for relationship in relationships(parts, part)
        if relationship.type == kind and not relationship.external and relationship.target in parts
    )
    return tuple(dict.fromkeys(names))
