"""Specs and rules as data: NAME.yaml (what a document should hold) and regler.yaml (what a case should satisfy).

In: a path and the vocabulary that conditions are proofread against. Out: frozen sections and rules. Everything that is
wrong in a file comes as one TemplateError, each fault with file, line and key.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from pipeline.errors import TemplateError
from pipeline.expressions import Proof, proof_expression, proof_message
from pipeline.fieldchecks import path_hint
from pipeline.fields import SEVERITIES, Vocabulary
from pipeline.model import Rule, Section, Template
from pipeline.records import Record, read_record
from pipeline.requirements import NOTHING, Catalogue
from pipeline.wording import quoted

_SECTION_ID = re.compile(r"[a-z0-9_]{1,28}")
_NOTHING = Proof((), frozenset())


def load_spec(path: Path, template: Template, vocabulary: Vocabulary, catalogue: Catalogue = NOTHING) -> Template:
    """`template` with title, order and sections from its spec.

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
    spec.close()
    return replace(template, title=title, order=order, sections=tuple(sections))


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
        used=_asked(record, "når", when, vocabulary).used,
    )
    if section.id and not _SECTION_ID.fullmatch(section.id):
        hint = "Bruk små bokstaver a–z, tall og understrek, høyst 28 tegn."
        record.fault("bad-id", f"«{section.id}» kan ikke være en id", hint, "id")
    return section


def load_rules(path: Path, vocabulary: Vocabulary, catalogue: Catalogue = NOTHING) -> tuple[Rule, ...]:
    """The rules over a case.

    Raises:
        TemplateError: the file is wrong or missing.
    """
    file = read_record(path, TemplateError)
    rules = tuple(_rule(record, vocabulary, catalogue) for record in file.records("regler"))
    file.close()
    return rules


def _rule(record: Record, vocabulary: Vocabulary, catalogue: Catalogue) -> Rule:
    id_, severity = record.text("id"), record.one_of("alvorlighet", tuple(SEVERITIES))
    field = record.text("felt", None)
    if field is not None and field not in vocabulary.fields:
        record.fault("unknown-field", f"{quoted(field)} er ikke et felt", path_hint(field, vocabulary.fields), "felt")
    message, hint = record.text("melding"), record.text("råd", None)
    when, demand = record.text("når", None), record.text("krav")
    asked = [_asked(record, key, expression, vocabulary) for key, expression in (("når", when), ("krav", demand))]
    shown = [_shown(record, key, text, vocabulary) for key, text in (("melding", message), ("råd", hint))]
    if any("i_dag" in proof.names for proof in asked) and severity in ("feil", "advarsel"):
        remedy = "Skriv «alvorlighet: råd». Ellers ville en sak som var i orden, bli feil bare fordi tiden går."
        record.fault("measured-against-today", "regler med i_dag kan bare være råd", remedy, "alvorlighet")
    return Rule(
        id=id_,
        severity=SEVERITIES[severity or "feil"],
        demand=demand,
        message=message,
        when=when,
        hint=hint,
        source=catalogue.source(record, "id", id_),
        field=field,
        path=record.path,
        line=record.place.line,
        used=frozenset().union(*(proof.used for proof in (*asked, *shown))),
    )


def _asked(record: Record, key: str, expression: str | None, vocabulary: Vocabulary) -> Proof:
    """What an expression asks for; what is wrong with it is noted at its key."""
    return _noted(record, key, proof_expression(expression, vocabulary.root) if expression else _NOTHING)


def _shown(record: Record, key: str, text: str | None, vocabulary: Vocabulary) -> Proof:
    """What a message shows; what is wrong with it is noted at its key."""
    return _noted(record, key, proof_message(text or "", vocabulary.root))


def _noted(record: Record, key: str, proof: Proof) -> Proof:
    for remark in proof.remarks:
        if not remark.warning:
            record.fault(remark.code, remark.message, remark.hint, key)
    return proof
