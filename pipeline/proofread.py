"""Proofreading a template without a case: its tags, its fields, and its headings against its spec.

In: a template with its spec. Out: the same template with what is wrong (`faults`: it cannot be filled), with what its
owner should look at (`notes`), each with a quoted paragraph and a remedy, and with the fields that it uses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.errors import DocumentUnreadable, Fault
from pipeline.expressions import Remark, find_tags, proof_tags
from pipeline.model import Field, Section, Template
from pipeline.word.bookmarks import section_bookmark
from pipeline.word.package import read_package
from pipeline.word.reading import Paragraph, Reading, normal, read_parts
from pipeline.word.refusal import placed
from pipeline.word.source import clean_source, fillable_parts, paragraph_spots, paragraph_words, template_hazards
from pipeline.word.traces import read_template
from pipeline.wording import in_paragraph


def proofread(template: Template, root: Field) -> Template:
    """The template, proofread.

    Raises:
        DocumentUnreadable: the file is not a Word document that can be read.
    """
    try:
        return _proofread(template, root)
    except DocumentUnreadable as error:
        raise placed(error, str(template.path)) from error


def _proofread(template: Template, root: Field) -> Template:
    place = str(template.path)
    parts = read_package(template.content, place)
    faults = list(template_hazards(parts, place))
    notes: list[Fault] = []
    used: set[str] = set()
    filled = read_template(template.content, place)
    for part in fillable_parts(filled):
        source = clean_source(filled[part], part)
        tags, broken = find_tags(paragraph_words(source), paragraph_spots(source))
        remarks = broken
        if not broken:
            proof = proof_tags(tags, root)
            remarks, used = proof.remarks, used | proof.used
        for remark in remarks:
            (notes if remark.warning else faults).append(_fault(template, remark))
    reading = read_parts(parts, place)
    faults += _headless(template, reading)
    notes += [*_strangers(template, reading), *_leftovers(template, reading)]
    sections = tuple(_with_parents(template.sections, reading))
    return replace(template, sections=sections, used=frozenset(used), faults=tuple(faults), notes=tuple(notes))


def _with_parents(sections: Sequence[Section], reading: Reading) -> Iterator[Section]:
    """Each section with the one that it is a part of, as the levels of the headings in the template say."""
    headings = [paragraph for paragraph in reading.body if paragraph.level]
    above: dict[int, str] = {}
    parents: dict[str, str | None] = {}
    for heading in headings:
        level = heading.level or 0
        parent = next((above[over] for over in range(level - 1, 0, -1) if over in above), None)
        above = {over: section for over, section in above.items() if over < level}
        for section in sections:
            if section.id not in parents and _heads(heading, section):
                above[level] = section.id
                parents[section.id] = parent
                break
    return (replace(section, parent=parents.get(section.id)) for section in sections)


def _fault(template: Template, remark: Remark) -> Fault:
    return Fault(remark.code, f"{remark.message}.{in_paragraph(remark.quote or '')}", remark.hint, str(template.path))


def _headless(template: Template, reading: Reading) -> Iterator[Fault]:
    """Sections of the spec whose heading is not in the template."""
    headings = [paragraph for paragraph in reading.body if paragraph.level]
    for section in template.sections:
        if not any(_heads(heading, section) for heading in headings):
            message = f"delen «{section.heading}» har ingen overskrift i malen"
            hint = f"Skriv overskriften i malen, med en overskriftsstil, eller ta delen ut av {template.name}.yaml."
            yield Fault("section-without-heading", message, hint, str(template.path), key=section.id)


def _strangers(template: Template, reading: Reading) -> Iterator[Fault]:
    """Headings below the title that the spec does not know."""
    for heading in reading.body:
        if (heading.level or 0) > 1 and not any(_heads(heading, section) for section in template.sections):
            message = f"overskriften «{heading.text.strip()}» hører ikke til noen del i {template.name}.yaml"
            hint = f"Legg delen til i {template.name}.yaml, så blir den kontrollert."
            yield Fault("heading-without-section", message, hint, str(template.path))


def _heads(heading: Paragraph, section: Section) -> bool:
    return section_bookmark(section.id) in heading.bookmarks or normal(heading.text) == normal(section.heading)


def _leftovers(template: Template, reading: Reading) -> Iterator[Fault]:
    if reading.tracked_changes:
        hint = "Godta eller avvis dem i Word (Se gjennom > Godta), og lagre. Til da regnes de som godtatt."
        yield Fault("template-tracked", "malen har sporede endringer", hint, str(template.path))
    if reading.comments:
        hint = "Slett dem i Word, ellers følger de med i alle dokumentene."
        yield Fault("template-comments", "malen har merknader", hint, str(template.path))
