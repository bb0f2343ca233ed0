"""Plain language as data: klarsprak.yaml, with what is measured in the documents, the thresholds and the words.

In: the path of the file, the templates with their specs and the catalogue of requirements. Out: a frozen Language.
Everything that is wrong in the file comes as one TemplateError, each fault with line, key and remedy. A measure that is
not in the file is not taken; none can be an error, since every one of them is a pointer only.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.errors import TemplateError
from pipeline.language.phrases import phrase_fault
from pipeline.model import Severity, Template
from pipeline.records import Record, read_record
from pipeline.requirements import NOTHING, Catalogue
from pipeline.wording import did_you_mean, quoted

LIX: Final = "lix"
LONG_SENTENCES: Final = "lange_setninger"
MEAN_LENGTH: Final = "setningslengde"
PASSIVE: Final = "passiv"
HEAVY_WORDS: Final = "tunge_ord"
ABBREVIATIONS: Final = "forkortelser"
ADDRESS: Final = "tiltale"
NOUNS: Final = "substantivsyke"
REPEATED: Final = "gjentakelser"
LONG_PARAGRAPHS: Final = "lange_avsnitt"
LONG_LEAD: Final = "ingress"
NO_HEADING: Final = "uten_overskrift"
LONG_LISTS: Final = "lange_lister"

_SEVERITIES: Final[Mapping[str, Severity]] = {"råd": "advice", "advarsel": "warning"}
# What each measure is told besides `alvorlighet`, `råd` and `dokumenter`.
_KEYS: Final[Mapping[str, frozenset[str]]] = {
    LIX: frozenset({"uttrykk"}),
    LONG_SENTENCES: frozenset({"høyst"}),
    MEAN_LENGTH: frozenset({"høyst"}),
    PASSIVE: frozenset({"høyst", "unntak"}),
    HEAVY_WORDS: frozenset({"bytt", "unntak"}),
    ABBREVIATIONS: frozenset({"bytt", "kjent_i"}),
    ADDRESS: frozenset({"bytt", "unntak"}),
    NOUNS: frozenset({"uttrykk", "unntak"}),
    REPEATED: frozenset({"høyst", "uttrykk"}),
    LONG_PARAGRAPHS: frozenset({"høyst"}),
    LONG_LEAD: frozenset({"høyst", "stiler"}),
    NO_HEADING: frozenset({"høyst"}),
    LONG_LISTS: frozenset({"høyst", "unntatt_del"}),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `limit` is the most that is fine; `words` are words to replace, each with what to write instead.

    `phrases` are what is looked for, `exceptions` what only looks like it; `known_in` names words that the readers of a
    document know; `styles` and `except_sections` say where to look and where not. Without `documents`: in all of them.
    """

    name: str
    severity: Severity
    hint: str
    limit: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    known_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    styles: frozenset[str] = frozenset()
    except_sections: frozenset[str] = frozenset()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """The requirement that the measures look after in some documents; without `documents`, in all the others."""

    id: str
    source: str | None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """What klarsprak.yaml says. Paragraphs in one of `skipped_styles` (folded names) are no prose."""

    demands: tuple[Demand, ...]
    skipped_styles: frozenset[str]
    measures: tuple[Measure, ...]

    def demand(self, document: str) -> Demand:
        """The requirement that a document's findings are about."""
        named = (one for one in self.demands if document in one.documents)
        others = (one for one in self.demands if not one.documents)
        return next(named, None) or next(others, None) or Demand("KLARSPRÅK", None)

    def measures_for(self, document: str) -> tuple[Measure, ...]:
        return tuple(one for one in self.measures if not one.documents or document in one.documents)


def load_language(path: Path, templates: Collection[Template], catalogue: Catalogue = NOTHING) -> Language:
    """What the folder with these templates asks of its language.

    Raises:
        TemplateError: the file is wrong.
    """
    file = read_record(path, TemplateError)
    documents = [template.name for template in templates]
    demands = tuple(_demand(record, documents, catalogue) for record in file.records("krav"))
    skipped = frozenset(style.casefold() for style in file.texts("utenom_stiler"))
    inside = file.record("mål")
    asked = [(name, record) for name in _KEYS if inside and (record := inside.record(name))]
    measures = tuple(_measure(name, record, documents) for name, record in asked)
    for (_, record), measure in zip(asked, measures, strict=True):
        _proof_sections(record, measure.except_sections, templates)
    file.close()
    return Language(demands, skipped, measures)


def _demand(record: Record, documents: Collection[str], catalogue: Catalogue) -> Demand:
    id_ = record.text("id")
    return Demand(id_, catalogue.source(record, "id", id_), _documents(record, documents))


def _measure(name: str, record: Record, documents: Collection[str]) -> Measure:
    keys = _KEYS[name]
    severity = "råd" if name == LIX else record.one_of("alvorlighet", tuple(_SEVERITIES), "råd")
    words = record.words("bytt") if "bytt" in keys else {}
    for phrase in words if name != ABBREVIATIONS else ():
        _proof(record, "bytt", phrase)
    if "bytt" in keys and not words:
        record.fault("no-phrases", "målet har ingen ord", "Skriv «bytt: {ord: det som skal stå i stedet}».", "bytt")
    return Measure(
        name,
        _SEVERITIES[severity],
        record.text("råd"),
        limit=_limit(record) if "høyst" in keys else 0,
        words=words,
        phrases=_phrases(record, "uttrykk", required=name != LIX) if "uttrykk" in keys else (),
        exceptions=_phrases(record, "unntak") if "unntak" in keys else (),
        known_in=_known_in(record, documents) if "kjent_i" in keys else {},
        styles=frozenset(style.casefold() for style in record.texts("stiler")) if "stiler" in keys else frozenset(),
        except_sections=frozenset(record.texts("unntatt_del")) if "unntatt_del" in keys else frozenset(),
        documents=_documents(record, documents),
    )


def _limit(record: Record) -> int:
    limit = record.whole("høyst")
    if limit is None and not record.has("høyst"):
        record.fault("missing-key", "nøkkelen «høyst» mangler", "Skriv «høyst: …», det meste som er greit.", "høyst")
    elif limit is not None and limit < 1:
        record.fault("bad-limit", "«høyst» må være minst 1", "Skriv det meste som er greit, for eksempel 25.", "høyst")
    return limit or 0


def _phrases(record: Record, name: str, *, required: bool = False) -> tuple[str, ...]:
    phrases = record.texts(name)
    for phrase in phrases:
        _proof(record, name, phrase)
    if required and not phrases:
        record.fault("no-phrases", "målet har ingen uttrykk", f"Skriv minst ett uttrykk under «{name}».", name)
    return phrases


def _proof(record: Record, name: str, phrase: str) -> None:
    if (wrong := phrase_fault(phrase)) is not None:
        record.fault("bad-phrase", f"uttrykket {quoted(phrase)} {wrong[0]}", wrong[1], name)


def _known_in(record: Record, documents: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    inner = record.record("kjent_i")
    names = tuple(inner.node.entries) if inner else ()
    if inner:
        _proof_documents(inner, None, names, documents)
    return {name: inner.texts(name) for name in names} if inner else {}


def _documents(record: Record, documents: Collection[str]) -> tuple[str, ...]:
    names = record.texts("dokumenter")
    _proof_documents(record, "dokumenter", names, documents)
    return names


def _proof_documents(record: Record, key: str | None, names: Collection[str], documents: Collection[str]) -> None:
    for name in names:
        if name not in documents:
            hint = did_you_mean(name, documents) or f"Dokumentene er {', '.join(documents)}."
            record.fault("unknown-document", f"{quoted(name)} er ikke et dokument", hint, key or name)


def _proof_sections(record: Record, sections: Collection[str], templates: Collection[Template]) -> None:
    """Notes the sections that no document has; a spec that cannot be read could have any."""
    known = [section.id for template in templates for section in template.sections]
    for name in sorted(sections):
        if name not in known and not any(template.faults for template in templates):
            hint = did_you_mean(name, known) or "Skriv id-en til en del i et av dokumentene."
            record.fault("unknown-section", f"{quoted(name)} er ikke en del i noe dokument", hint, "unntatt_del")
