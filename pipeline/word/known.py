"""What the wholes of a paragraph are known by: a picture by its bytes, a link by its address, a note by its words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.names import r, w
from pipeline.word.parse import parse
from pipeline.word.text import checkbox

_ID = w("id")
_RELATION = (r("id"), r("embed"), r("link"), r("pict"))
_NOTE_REFERENCES = {w("footnoteReference"): w("footnote"), w("endnoteReference"): w("endnote")}


class Knower:
    """Gives what the wholes of one part are known by, whatever their relationship ids (see `inline.Known`)."""

    def __init__(self, parts: Mapping[str, bytes], part: str, main: str) -> None:
        self._parts, self._main = parts, main
        self._arrows = {arrow.id: arrow for arrow in opc.relationships(parts, part)}

    def known(self, element: _Element) -> str:
        """A short text that is equal for wholes that show the same."""
        if element.tag in _NOTE_REFERENCES:
            return self._note(element)
        said = [element.get(w("anchor"), "")]
        said += [checkbox(control) or "" for control in element.iter(w("sdt"))]
        for each in element.iter():
            for name in _RELATION:
                if (arrow := self._arrows.get(each.get(name, ""))) is not None:
                    said.append(self._target(arrow))
        if len(said) == 1 and element.tag.endswith(("drawing", "pict", "object")):
            said += [each.get("prst", "") for each in element.iter("{*}prstGeom")]
        said += [each.text or "" for each in element.iter(w("instrText"), "{*}t") if each.tag != w("t")]
        said.append(element.get(w("instr"), ""))
        return " ".join(filter(None, said))

    def _target(self, arrow: opc.Relationship) -> str:
        content = None if arrow.external else self._parts.get(arrow.target)
        return arrow.target if content is None else hashlib.sha256(content).hexdigest()[:16]

    def _note(self, reference: _Element) -> str:
        tag = _NOTE_REFERENCES[reference.tag]
        kind = tag.rpartition("}")[2]
        for arrow in opc.relationships(self._parts, self._main):
            if arrow.type.endswith(f"/{kind}s") and arrow.target in self._parts:
                return _notes(self._parts[arrow.target], arrow.target).get((tag, reference.get(_ID, "")), "")
        return ""


@lru_cache(maxsize=8)
def _notes(xml: bytes, part: str) -> Mapping[tuple[str, str], str]:
    """The words of each note by the kind and id that a reference names."""
    return {
        (note.tag, note.get(_ID, "")): "".join(each.text or "" for each in note.iter(w("t")))
        for note in parse(xml, part)
    }
