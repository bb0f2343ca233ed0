"""`make-docs check templates/`: the whole template folder, without a case and under every branch.

In: a template folder. Out: its templates with their faults and notes, and what is wrong between the files: fields that
no document uses, promises in felter.yaml that no template keeps, a schema that has fallen behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.barriers import with_barriers
from pipeline.citations import unknown_citations
from pipeline.errors import Fault, MakeDocsError, TemplateError
from pipeline.files import read_file
from pipeline.library import FIELDS, SCHEMA, Library, load_library
from pipeline.model import Field, Template
from pipeline.schema import schema_text


@dataclass(frozen=True, slots=True)
class CheckedTemplates:
    """A template folder and what its owner should do. `faults` concern the folder as a whole."""

    folder: Path
    templates: tuple[Template, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    fault_code: int = 0

    @property
    def exit_code(self) -> int:
        faulty = any(template.faults for template in self.templates)
        return max(self.fault_code, TemplateError.exit_code if faulty else 0)


def check_templates(folder: Path) -> CheckedTemplates:
    """Proofreads everything in a template folder."""
    try:
        library = load_library(folder)
    except MakeDocsError as error:
        return CheckedTemplates(folder, faults=error.faults, fault_code=error.exit_code)
    unused = _unused(library)
    notes = (*_about_unused(library, unused), *_broken_promises(library, unused), *_old_schema(library))
    laws = unknown_citations(library)
    templates = [with_barriers(one) for one in library.templates]
    templates = [replace(one, faults=(*one.faults, *laws[one.name])) for one in templates]
    return CheckedTemplates(folder, tuple(templates), laws[None], notes, TemplateError.exit_code if laws[None] else 0)


def _leaves(field: Field) -> Iterator[Field]:
    below = [*field.members.values(), *([field.item] if field.item is not None and field.item.members else [])]
    if not below:
        yield field
    for child in below:
        yield from _leaves(child)


def _unused(library: Library) -> tuple[Field, ...]:
    """Fields that nobody asks about; what a faulty template asks about, nobody knows."""
    if any(template.faults for template in library.templates):
        return ()
    used: set[str] = set()
    for template in library.templates:
        used = used.union(template.used, *(section.used for section in template.sections))
        used = used.union(*(rule.used for rule in template.content_rules))
    used = used.union(*(rule.used for rule in library.rules), *(rule.used for rule in library.content_rules))
    return tuple(field for field in _leaves(library.vocabulary.root) if field.path not in used and field.used_in)


def _about_unused(library: Library, unused: Collection[Field]) -> Iterator[Fault]:
    for field in unused:
        message = f"ingen maler eller regler bruker feltet {field.path}"
        hint = "Bruk det i en mal, eller ta det ut av felter.yaml."
        yield Fault("unused-field", message, hint, str(library.folder / FIELDS), key=field.path)


def _broken_promises(library: Library, unused: Collection[Field]) -> Iterator[Fault]:
    """Documents that a field should be used in and is not; of a field that is not used anywhere all is said."""
    for field in _leaves(library.vocabulary.root):
        for document in field.used_in:
            template = library.by_name.get(document)
            if template is None:
                message = f"{field.path} skal brukes i {document}, men det dokumentet finnes ikke"
            elif field.path not in template.used and not template.faults and field not in unused:
                message = f"{field.path} skal brukes i {document}, men malen bruker det ikke"
            else:
                continue
            hint = "Bruk feltet i malen, eller rett brukes_i."
            yield Fault("promise", message, hint, str(library.folder / FIELDS), key=field.path)


def _old_schema(library: Library) -> Iterator[Fault]:
    path = library.folder / SCHEMA
    if (read_file(path) or b"").replace(b"\r\n", b"\n") != schema_text(library.vocabulary).encode():
        hint = f"Kjør make-docs schema --templates {library.folder}."
        yield Fault("old-schema", f"{SCHEMA} passer ikke med {FIELDS}", hint, str(path))
