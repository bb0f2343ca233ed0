"""Did a person touch a header or a footer? Its root in, a form out that is equal for those that nobody touched.

Since a header that follows the template is replaced whole, nearly everything counts: only page numbers, which editors
count anew at every save, and what they write differently each time are left out. In doubt it was touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.word.canonical_form import bookmark_names, canonical
from pipeline.word.layout_styles import StyleSheet
from pipeline.word.names import WP, R, w
from pipeline.word.transplant_styles import REFERENCES

_VALUE, _TEXT, _INSTRUCTION = w("val"), w("t"), w("instrText")
_SIMPLE, _MARK, _KIND = w("fldSimple"), w("fldChar"), w("fldCharType")
_NO_PROOF, _RUN_PROPERTIES = w("noProof"), w("rPr")
_DRAWING, _RELATION = f"{{{WP}}}docPr", f"{{{R}}}"
_ON = frozenset({"1", "true", "on"})
# Fields that editors count by themselves (ECMA-376 part 1 § 17.16.5); words in the result of one are a person's.
_COUNTED = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_A_NUMBER = re.compile(r"[\s\d–-]*\d[\s\d–-]*")


def form_of(root: _Element, sheet: StyleSheet, targets: Mapping[str, str]) -> str:
    """The form of a header or footer; `sheet` names its styles, `targets` what its relationships lead to."""
    copied = deepcopy(root)
    _hide_page_numbers(copied)
    for element in copied.iter():
        if element.tag in REFERENCES:
            element.set(_VALUE, sheet.name_of(element.get(_VALUE, "")))
        elif element.tag == _DRAWING:
            element.attrib.pop("id", "")
        elif element.get(_VALUE) in _ON:  # being there is being on (§ 17.17.4)
            del element.attrib[_VALUE]
        for name in map(str, element.keys()):
            if name.startswith(_RELATION):
                element.set(name, targets.get(element.get(name, ""), ""))
    return canonical(copied, bookmark_names(copied))


@dataclass(slots=True)
class _Field:
    """A field that has begun: its instruction so far, and the texts of its result once that has begun."""

    instruction: str = ""
    texts: list[_Element] | None = None

    @property
    def is_counted(self) -> bool:
        shown = "".join(text.text or "" for text in self.texts or ())
        return self.instruction.split()[:1] in [[name] for name in _COUNTED] and bool(_A_NUMBER.fullmatch(shown))


@dataclass(slots=True)
class _Fields:
    open: list[_Field] = field(default_factory=list)

    def see(self, element: _Element) -> None:
        """Take in the next element of the story."""
        if element.tag == _MARK:
            kind = element.get(_KIND)
            if kind == "begin":
                self.open.append(_Field())
            elif kind == "separate" and self.open:
                self.open[-1].texts = []
            elif kind == "end" and self.open:
                _hide(self.open.pop())
        elif element.tag == _INSTRUCTION and self.open:
            self.open[-1].instruction += element.text or ""
        elif element.tag == _TEXT:
            for each in self.open:
                if each.texts is not None:
                    each.texts.append(element)


def _hide_page_numbers(root: _Element) -> None:
    for simple in root.iter(_SIMPLE):
        _hide(_Field(simple.get(w("instr"), ""), list(simple.iter(_TEXT))))
    fields = _Fields()
    for element in root.iter():
        fields.see(element)


def _hide(found: _Field) -> None:
    """Let every number be one and the same; Word marks those that it counts as not to be spelled."""
    if not found.is_counted:
        return
    for place, text in enumerate(found.texts or ()):
        text.text = "" if place else "0"
        run = text.getparent()
        properties = None if run is None else run.find(_RUN_PROPERTIES)
        spelling = None if properties is None else properties.find(_NO_PROOF)
        if properties is not None and spelling is not None:
            properties.remove(spelling)
