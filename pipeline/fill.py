"""2 fill: a template and a case become a draft, the document as it would be if nobody had edited anything.

A draft depends on the template, the case and the tool's version only, never on the clock. What does not depend on the
case (compiled parts, deflated parts) is made once per process.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.errors import DocumentUnreadable, Fault, TemplateError
from pipeline.expressions import PartFiller, WrongValue, compile_part, find_tags
from pipeline.model import Case, Draft, Failed, FieldSpan, Template
from pipeline.provenance import provenance
from pipeline.values import Day, Text
from pipeline.word.bookmarks import mark_sections
from pipeline.word.lint import lint
from pipeline.word.marks import resolve_marks
from pipeline.word.names import CORE_PART, CUSTOM_PART
from pipeline.word.package import Packed, pack, write_package
from pipeline.word.properties import core_properties, custom_properties, with_properties
from pipeline.word.reading import title_of
from pipeline.word.source import clean_source, fillable_parts, paragraph_words
from pipeline.word.traces import read_template
from pipeline.wording import in_paragraph


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A template as it is used for every case: parts to fill, and all parts in order, deflated already."""

    document: str
    fillers: Mapping[str, PartFiller]
    parts: Mapping[str, bytes]
    packed: Mapping[str, Packed]
    digest: str


@lru_cache(maxsize=64)
def _compiled(template: Template) -> _Compiled:
    package = read_template(template.content, str(template.path))
    package = mark_sections(package, {section.id: section.heading for section in template.sections})
    parts = with_properties(package, b"", b"")
    document, *others = fillable_parts(parts)
    fillers = {}
    for part in (document, *others):
        filler = compile_part(clean_source(parts[part], part))
        if filler is not None:
            fillers[part] = filler
    packed = {name: pack(name, content) for name, content in parts.items()}
    return _Compiled(document, fillers, parts, packed, hashlib.sha256(template.content).hexdigest())


def fill(template: Template, case: Case) -> Draft | Failed:
    """Fills one template; what is wrong with it comes back as a Failed, so that the other documents go on."""
    if template.faults:
        return Failed(template.name, template.faults, TemplateError.exit_code)
    filled: dict[str, bytes] = {}
    spans: list[FieldSpan] = []
    try:
        compiled = _compiled(template)
        for name, filler in compiled.fillers.items():
            filled[name], found = resolve_marks(filler(case.values), name)
            spans += found
    except (WrongValue, DocumentUnreadable) as error:
        return Failed(template.name, tuple(_faults(template, error)), TemplateError.exit_code)
    unit, day = case.values.at("virksomhet", "enhet"), case.values.at("sak", "sist_endret")
    title = title_of(filled.get(compiled.document, compiled.parts[compiled.document])) or template.title
    filled[CORE_PART] = core_properties(
        title, str(unit) if isinstance(unit, Text) else "", day if isinstance(day, Day) else None
    )
    origin = provenance(case.name, template.name, template=compiled.digest, case=case.digest)
    filled[CUSTOM_PART] = custom_properties(origin)
    unsound = lint({**compiled.parts, **filled})
    if unsound:
        return Failed(template.name, tuple(_unsound(template, line) for line in unsound), TemplateError.exit_code)
    return Draft(template.name, write_package({**compiled.packed, **filled}), tuple(spans))


def _unsound(template: Template, line: str) -> Fault:
    hint = "Åpne malen i Word og lagre den på nytt. Hjelper ikke det, så se på det du sist endret i den."
    return Fault("word-lint", f"Word ville ikke kunnet åpne dokumentet ({line})", hint, str(template.path))


def _faults(template: Template, error: WrongValue | DocumentUnreadable) -> Iterator[Fault]:
    """What went wrong while filling, with the first paragraph of the template that mentions the field."""
    place = str(template.path)
    if isinstance(error, DocumentUnreadable):
        for fault in error.faults:
            hint = "Se etter {% if %} og {% endif %} som ikke står hver for seg i egne avsnitt eller i samme avsnitt."
            yield Fault("template-structure", f"malen gir et ødelagt dokument: {fault.message}", hint, place)
        return
    shown = in_paragraph(next(_paragraphs_with(template, error.path), ""))
    yield Fault("wrong-value", f"{error.path or 'malen'} {error}.{shown}", None, place, key=error.path)


def _paragraphs_with(template: Template, path: str | None) -> Iterator[str]:
    """The template's paragraphs with a tag that names the field; its whole path is looked for before its last key."""
    parts = read_template(template.content, str(template.path))
    sources = (clean_source(parts[part], part) for part in fillable_parts(parts))
    tags = [tag for source in sources for tag in find_tags(paragraph_words(source))[0]]
    whole = re.sub(r"\[\d+\]", "", path or "")
    for name in filter(None, (whole, whole.rpartition(".")[2])):
        named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        yield from (tag.paragraph for tag in tags if named.search(tag.body))
