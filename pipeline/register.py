"""The register: for each requirement of the guide and the law, everything in a template folder that looks after it.

In: a Library. Out: one Entry for each id of krav.yaml and lover.yaml, with its places. They are worked out from the
sections, rules and fields themselves, so nothing can be said to be checked that is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from pipeline.barriers import ACCESSIBILITY, BARRIERS
from pipeline.errors import Fault, TemplateError, UsageError
from pipeline.library import Library
from pipeline.model import ContentRule, Field, Rule, Severity, Template
from pipeline.requirements import REQUIREMENTS, Certainty, Law, Requirement, Strength
from pipeline.wording import did_you_mean, quoted

SpotKind: TypeAlias = Literal[
    "section", "content", "value", "gap", "checklist", "language", "accessibility", "across", "uncheckable"
]

CHECKLIST: Final = "sjekkliste"
"""The document whose sections and content rules remind people of what they do themselves."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing that looks after a requirement, or the reason why nothing does.

    `document` is None when it is the case that is looked at; `where` is a heading, a field's path or what is measured.
    """

    kind: SpotKind
    document: str | None
    where: str | None
    severity: Severity | None
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A requirement, where it comes from, how certain it is, and all that looks after it.

    `strength` is «lov» for a law, and `not_looked_up` the part of it that nobody has found in a source. `reason` says
    why no rule looks after it, when none can. The places of those in `covered_by`, which ask for the same, are among
    its own.
    """

    id: str
    strength: Strength | Literal["lov"]
    text: str
    source: str
    certainty: Certainty | None = None
    checked: date | None = None
    not_looked_up: str | None = None
    question: str | None = None
    reason: str | None = None
    covered_by: tuple[str, ...] = ()
    places: tuple[Spot, ...] = ()

    @property
    def has_a_fate(self) -> bool:
        """Whether anything looks after it, is to come, or is said not to be possible."""
        return bool(self.places)

    @property
    def is_checked(self) -> bool:
        """Whether a program looks after it today; a point in the checklist only reminds those who do."""
        return any(place.kind not in ("checklist", "across", "uncheckable") for place in self.places)


def register(library: Library) -> tuple[Entry, ...]:
    """Every requirement with its places: first the guide's in the order of krav.yaml, then the law's."""
    found: defaultdict[str, list[Spot]] = defaultdict(list)
    for id_, place in _places(library):
        found[id_].append(place)
    catalogue = library.catalogue
    guide = []
    for one in catalogue.requirements.values():
        places = [*found[one.id], *(place for id_ in one.covered_by for place in found[id_])]
        guide.append(replace(_entry(one, places, one.strength, one.source), covered_by=one.covered_by))
    law = [_law(one, found[one.id]) for one in catalogue.laws.values()]
    return (*guide, *law)


def chosen(entries: Iterable[Entry], ids: Iterable[str], folder: str) -> tuple[Entry, ...]:
    """The entries with these ids, or those of a chapter («K4»), in any case of letters; all when no id is given.

    Raises:
        TemplateError: there are no requirements in `folder`.
        UsageError: nothing has such an id.
    """
    entries = tuple(entries)
    if not entries:
        hint = f"Der står kravene, ett punkt for hvert. Malene som følger med make-docs, har en {REQUIREMENTS}."
        raise TemplateError([Fault("no-requirements", f"mappen har ingen {REQUIREMENTS}", hint, folder)])
    asked = [id_.strip("() ").upper() for id_ in ids]
    for id_ in asked:
        if not any(_is(entry, id_) for entry in entries):
            guess = did_you_mean(id_, [entry.id.upper() for entry in entries])
            hint = guess or "Skriv for eksempel make-docs rules K4.4, eller uten noe etter for å se alle."
            raise UsageError([Fault("unknown-requirement", f"{quoted(id_)} er ikke et krav vi kjenner", hint)])
    return tuple(entry for entry in entries if not asked or any(_is(entry, id_) for id_ in asked))


def _is(entry: Entry, asked: str) -> bool:
    """Whether this is the one asked for, or one below it: K4.4 is in K4 and K11.3a in K11.3, but K4.14 not in K4.1."""
    id_ = entry.id.upper()
    return id_ == asked or (id_.startswith(asked) and (id_[len(asked)] == "." or id_[len(asked)].isalpha()))


def _entry(one: Requirement | Law, places: list[Spot], strength: Strength | Literal["lov"], source: str) -> Entry:
    if one.coming:
        places = [*places, Spot("across", None, None, None, one.coming)]
    if one.uncheckable:
        places = [*places, Spot("uncheckable", None, None, None, one.uncheckable)]
    reason = one.coming or one.uncheckable
    return Entry(one.id, strength, one.text, source, reason=reason, places=tuple(places))


def _law(law: Law, places: list[Spot]) -> Entry:
    entry = _entry(law, places, "lov", law.name)
    return replace(
        entry,
        certainty=law.certainty,
        checked=law.checked,
        not_looked_up=law.not_looked_up,
        question=law.question,
    )


def _places(library: Library) -> Iterator[tuple[str, Spot]]:
    for template in library.templates:
        yield from _sections(template)
        yield from ((rule.id, _content(rule, template)) for rule in template.content_rules)
    for shared in library.content_rules:
        for template in library.templates:
            if not shared.documents or template.name in shared.documents:
                yield shared.id, _content(shared, template)
    for template in library.templates:
        yield from _language(library, template)
        yield from _accessibility(template)
    yield from ((rule.id, _value(rule)) for rule in library.rules)
    yield from _gaps(library.vocabulary.root)


def _sections(template: Template) -> Iterator[tuple[str, Spot]]:
    kind: SpotKind = "checklist" if template.name == CHECKLIST else "section"
    for section in template.sections:
        if section.rule is not None:
            message = section.hint or section.why or section.heading
            yield section.rule, Spot(kind, template.name, section.heading, section.severity, message)


def _content(rule: ContentRule, template: Template) -> Spot:
    headings = {section.id: section.heading for section in template.sections}
    where = ", ".join(headings.get(one, one) for one in rule.sections) or None
    kind: SpotKind = "checklist" if template.name == CHECKLIST else "content"
    return Spot(kind, template.name, where, rule.severity, rule.message)


def _language(library: Library, template: Template) -> Iterator[tuple[str, Spot]]:
    """The measures of klarsprak.yaml that are taken of this document."""
    if library.language is not None:
        demand = library.language.demand(template.name).id
        for measure in library.language.measures_for(template.name):
            name = measure.name.replace("_", " ")
            yield demand, Spot("language", template.name, name, measure.severity, measure.hint)


def _accessibility(template: Template) -> Iterator[tuple[str, Spot]]:
    """The barriers that every document is searched for; these are no data, so they are the same in all folders."""
    for barrier in BARRIERS.values():
        message = barrier.message.replace("{detail}", "…")
        yield ACCESSIBILITY, Spot("accessibility", template.name, None, barrier.severity, message)


def _value(rule: Rule) -> Spot:
    return Spot("value", None, rule.field, rule.severity, rule.message)


def _gaps(field: Field, inherited: str | None = None) -> Iterator[tuple[str, Spot]]:
    """The fields that a requirement asks for; an item that has its requirement from the list is the list's."""
    if field.rule is not None and field.rule != inherited:
        yield field.rule, Spot("gap", None, field.path, field.gap_severity, field.title)
    if field.item is not None:
        yield from _gaps(field.item, field.rule)
    for member in field.members.values():
        yield from _gaps(member)
