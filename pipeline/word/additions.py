"""A package that gets new parts and relationships: what gets none keeps its very bytes.

Sources: ECMA-376 part 2 §§ 6.2 (part names), 6.5 (relationships) and 7.2.3 (content types).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from functools import cached_property

from lxml.etree import SubElement, _Element, fromstring

from pipeline.word import opc
from pipeline.word.names import CONTENT_TYPES_PART, RELS, TYPES, W
from pipeline.word.parse import parse, serialise

_ARROW, _OVERRIDE, _DEFAULT = f"{{{RELS}}}Relationship", f"{{{TYPES}}}Override", f"{{{TYPES}}}Default"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_NO_RELATIONSHIPS = f'<Relationships xmlns="{RELS}"/>'.encode()


class Additions:
    """What is added to the package `parts`, whose own mapping is left as it is."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = dict(parts)

    def parts(self) -> dict[str, bytes]:
        """The package with everything that was added so far."""
        return dict(self._parts)

    def put(self, part: str, content: bytes) -> None:
        """Give a part that is there other content."""
        self._parts[part] = content

    def add(self, wanted: str, content: bytes, content_type: str) -> str:
        """Add a part of this type; its name is `wanted`, with a number before the extension when that is taken."""
        name = self._free_name(wanted)
        self._parts[name] = content
        self._type(name, content_type)
        return name

    def _type(self, name: str, content_type: str) -> None:
        """Declare the type of a part: of all with its extension, when no other part can have that by accident."""
        extension = posixpath.splitext(name)[1].lstrip(".")
        declared = opc.content_types(self._parts)
        if declared.of(name) == content_type:
            return
        if extension.casefold() in {"", "xml", "rels", *declared.defaults}:
            self._declare(_OVERRIDE, PartName=f"/{name}", ContentType=content_type)
        else:
            self._declare(_DEFAULT, Extension=extension, ContentType=content_type)

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of this kind from `source` to `target`; an equal one that is there is used."""
        for arrow in opc.relationships(self._parts, source):
            if (arrow.type, arrow.target, arrow.external) == (kind, target, external):
                return arrow.id
        rels = opc.find(self._parts, opc.rels_part(source)) or opc.rels_part(source)
        root = parse(self._parts.get(rels, _NO_RELATIONSHIPS), rels)
        identity = _free_id(arrow.get("Id", "") for arrow in root.iter(_ARROW))
        written = target if external else posixpath.relpath(f"/{target}", f"/{posixpath.dirname(source)}")
        added = SubElement(root, _ARROW, Id=identity, Type=kind, Target=written)
        if external:
            added.set("TargetMode", "External")
        self._parts[rels] = serialise(root)
        if opc.content_types(self._parts).of(rels) is None:
            self._declare(_DEFAULT, Extension="rels", ContentType=_RELS_TYPE)
        return identity

    def _declare(self, tag: str, **attributes: str) -> None:
        root = parse(self._parts[CONTENT_TYPES_PART], CONTENT_TYPES_PART)
        declared: _Element = root.makeelement(tag, attributes)
        if tag == _DEFAULT:
            root.insert(0, declared)
        else:
            root.append(declared)
        self._parts[CONTENT_TYPES_PART] = serialise(root)

    def _free_name(self, wanted: str) -> str:
        stem, extension = posixpath.splitext(wanted)
        name, number = wanted, 0
        while opc.find(self._parts, name) is not None:
            number += 1
            name = f"{stem}{number}{extension}"
        return name


class Growing:
    """A part that the main part has one of, such as its styles, and that may get entries; it is read when asked for."""

    def __init__(self, package: Additions, kind: str, tag: str, content_type: str) -> None:
        self._package = package
        self._kind = kind
        self._tag = tag
        self._type = content_type
        self.changed = False

    @cached_property
    def root(self) -> _Element:
        """The root of the part, or of an empty one that is only added when it has `changed`."""
        parts = self._package.parts()
        there = opc.related(parts, opc.main_part(parts), self._kind)
        return parse(parts[there[0]], there[0]) if there else empty_part(self._tag, W, "w")

    def name(self) -> str:
        """The name of the part, which is made when it was not there."""
        parts = self._package.parts()
        main = opc.main_part(parts)
        there = opc.related(parts, main, self._kind)
        if there:
            return there[0]
        wanted = posixpath.join(posixpath.dirname(main), f"{self._tag}.xml")
        part = self._package.add(wanted, serialise(self.root), self._type)
        self._package.relate(main, self._kind, part)
        return part

    def save(self) -> None:
        """Put the part into the package if it has `changed`."""
        if self.changed:
            self._package.put(self.name(), serialise(self.root))


def empty_part(root: str, namespace: str, prefix: str) -> _Element:
    """The root of a new part, with its namespace declared."""
    return fromstring(f'<{prefix}:{root} xmlns:{prefix}="{namespace}"/>'.encode())


def _free_id(taken: Iterable[str]) -> str:
    """An id that no relationship of the part has, whatever its case."""
    used = {identity.casefold() for identity in taken}
    number = len(used) + 1
    while f"rid{number}" in used:
        number += 1
    return f"rId{number}"
