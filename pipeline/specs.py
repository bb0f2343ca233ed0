"""Specs and rules as data: NAME.yaml (what a document should hold) and regler.yaml (what a case should satisfy).

In: a path and the vocabulary that conditions are proofread against. Out: frozen sections and rules. Everything that is
wrong in a file comes as one TemplateError, each fault with file, line and key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.asking import asked, asked_for_each, refuse_the_clock, shown
from pipeline.contentspecs import NO_LISTS, WordLists, read_content, read_word_lists
from pipeline.errors import TemplateError
from pipeline.fieldchecks import path_hint
from pipeline.fields import SEVERITIES, Vocabulary
from pipeline.model import ContentRule, Rule, Section, Template
from pipeline.records import Record, read_record
from pipeline.requirements import NOTHING, Catalogue
from pipeline.wording import quoted

_SECTION_ID = re.compile(r"[a-z0-9_]{1,28}")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """What regler.yaml has: the rules over a case, the content rules of all documents, and the lists of words."""

    rules: tuple[Rule, ...]
    content: tuple[ContentRule, ...] = ()
    lists: WordLists = field(default_factory=dict)


def load_spec(
    path: Path, template: Template, vocabulary: Vocabulary, catalogue: Catalogue = NOTHING, lists: WordLists = NO_LISTS
) -> Template:
    """`template` with what its spec says of it; `lists` are those of regler.yaml.

    Raises:
        TemplateError: the spec is wrong.
    """
    spec = read_record(path, TemplateError)
    title = spec.text("tittel")
    order = spec.whole("rekkefølge", 100)
    sections: list[Section] = []
    for record in spec.records("seksjoner"):
        section = _section(record, vocabulary, catalogue)
        if section.id and section.id in {one.id for one in sections}:
            record.fault("duplicate-id", f"id-en «{section.id}» er brukt før", "Gi delen en egen id.", "id")
        sections.append(section)
    content = read_content(spec, vocabulary, lists, catalogue, [section.id for section in sections])
    lix = _lix(spec)
    spec.close()
    return replace(template, title=title, order=order, sections=tuple(sections), content_rules=content, lix=lix)


def _lix(spec: Record) -> tuple[int, int] | None:
    """How hard the document may be to read: what is wished for, and the most before it is a warning."""
    record = spec.record("lix")
    if record is None:
        return None
    wished, most = record.whole("ønsket", 0), record.whole("høyst", 0)
    if not 0 < wished <= most:
        hint = "Skriv for eksempel «lix: {ønsket: 45, høyst: 50}»."
        record.fault("bad-lix", "«ønsket» må være over 0 og ikke større enn «høyst»", hint)
    return wished, most


def _section(record: Record, vocabulary: Vocabulary, catalogue: Catalogue) -> Section:
    least, when, requirement = record.record("minst"), record.text("når", None), record.text("krav", None)
    section = Section(
        id=record.text("id"),
        heading=record.text("overskrift"),
        aliases=record.texts("alias"),
        required=record.flag("påkrevd", True),
        when=when,
        minimum_words=least.whole("ord", 0) if least else 0,
        minimum_items=least.whole("punkter", 0) if least else 0,
        minimum_rows=least.whole("rader", 0) if least else 0,
        rule=requirement,
        severity=SEVERITIES[record.one_of("alvorlighet", tuple(SEVERITIES), "advarsel")],
        source=catalogue.source(record, "krav", requirement),
        why=record.text("hvorfor", None),
        hint=record.text("råd", None),
        used=asked(record, "når", when, vocabulary).used,
    )
    if section.id and not _SECTION_ID.fullmatch(section.id):
        hint = "Bruk små bokstaver a–z, tall og understrek, høyst 28 tegn."
        record.fault("bad-id", f"«{section.id}» kan ikke være en id", hint, "id")
    return section


def load_rules(path: Path, vocabulary: Vocabulary, catalogue: Catalogue = NOTHING) -> RuleFile:
    """The rules over a case, and what is said there of the text of all documents.

    Raises:
        TemplateError: the file is wrong or missing.
    """
    file = read_record(path, TemplateError)
    rules = tuple(_rule(record, vocabulary, catalogue) for record in file.records("regler"))
    lists = read_word_lists(file)
    content = read_content(file, vocabulary, lists, catalogue, None)
    file.close()
    return RuleFile(rules, content, lists)


def _rule(record: Record, vocabulary: Vocabulary, catalogue: Catalogue) -> Rule:
    id_, severity = record.text("id"), record.one_of("alvorlighet", tuple(SEVERITIES))
    field = record.text("felt", None)
    if field is not None and field not in vocabulary.fields:
        record.fault("unknown-field", f"{quoted(field)} er ikke et felt", path_hint(field, vocabulary.fields), "felt")
    message, hint = record.text("melding"), record.text("råd", None)
    when, demand = record.text("når", None), record.text("krav")
    each, items, scope = asked_for_each(record, vocabulary)
    expressions = [asked(record, key, one, vocabulary, scope) for key, one in (("når", when), ("krav", demand))]
    texts = [shown(record, key, one, vocabulary, scope) for key, one in (("melding", message), ("råd", hint))]
    refuse_the_clock(record, severity, [items, *expressions])
    return Rule(
        id=id_,
        severity=SEVERITIES[severity or "feil"],
        demand=demand,
        message=message,
        each=each,
        when=when,
        hint=hint,
        source=catalogue.source(record, "id", id_),
        field=field,
        path=record.path,
        line=record.place.line,
        used=frozenset().union(*(proof.used for proof in (items, *expressions, *texts))),
    )
