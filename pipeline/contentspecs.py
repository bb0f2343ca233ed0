"""Content rules as data: what the text of a document should say and should not (`innhold`), and lists of words.

In: the records of NAME.yaml and regler.yaml. Out: frozen rules whose phrases are spelled out, with every fault noted
at its key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from pipeline.asking import asked, refuse_the_clock, shown
from pipeline.errors import Fault
from pipeline.fields import SEVERITIES, Vocabulary
from pipeline.language.phrases import phrase_fault
from pipeline.model import ContentRule, Field, Template
from pipeline.records import Record
from pipeline.requirements import Catalogue
from pipeline.wording import did_you_mean, joined, quoted

WordLists: TypeAlias = Mapping[str, tuple[str, ...]]
NO_LISTS: Final[WordLists] = MappingProxyType({})

LEAD: Final = "ingress"
"""What stands before the heading of the first section, as `del` calls it."""

_LISTS: Final = "ordlister"
_KINDS: Final = ("skal_ha", "skal_ha_verdier", "skal_ikke_ha", "ord")
_ONLY_FOR: Final = {
    "minst": "skal_ha",
    **dict.fromkeys(("sammen_med", "krav_i", "greit_med", "bare_spørsmål", "også_nektet", "privat"), "skal_ikke_ha"),
}
_PARTS: Final = ("del", "unntatt_del", "krav_i")


def read_word_lists(file: Record) -> WordLists:
    """The lists of words in regler.yaml; one may hold those that stand above it."""
    lists: dict[str, tuple[str, ...]] = {}
    if (record := file.record(_LISTS)) is not None:
        for name in record.node.entries:
            lists[name] = _phrases(record, name, lists)
    return lists


def read_content(
    file: Record, vocabulary: Vocabulary, lists: WordLists, catalogue: Catalogue, sections: Collection[str] | None
) -> tuple[ContentRule, ...]:
    """The content rules of a file; `sections` are the ids of its own sections, None in regler.yaml."""
    return tuple(_rule(record, vocabulary, lists, catalogue, sections) for record in file.records("innhold"))


def _rule(
    record: Record, vocabulary: Vocabulary, lists: WordLists, catalogue: Catalogue, sections: Collection[str] | None
) -> ContentRule:
    id_, severity = record.text("id"), record.one_of("alvorlighet", tuple(SEVERITIES))
    message, hint = record.text("melding"), record.text("råd", None)
    when, values = record.text("når", None), record.text("skal_ha_verdier", None)
    expressions = [asked(record, key, one, vocabulary) for key, one in (("når", when), ("skal_ha_verdier", values))]
    texts = [shown(record, key, text, vocabulary) for key, text in (("melding", message), ("råd", hint))]
    refuse_the_clock(record, severity, expressions)
    rule = ContentRule(
        id=id_,
        severity=SEVERITIES[severity or "feil"],
        message=message,
        hint=hint,
        source=catalogue.source(record, "id", id_),
        when=when,
        wanted=_phrases(record, "skal_ha", lists),
        least=record.whole("minst", 1),
        values=values,
        unwanted=_phrases(record, "skal_ikke_ha", lists),
        length=_length(record),
        together_with=_phrases(record, "sammen_med", lists),
        fine_with=_phrases(record, "greit_med", lists),
        questions_only=record.flag("bare_spørsmål", False),
        private=record.flag("privat", False),
        even_denied=record.flag("også_nektet", False),
        sections=record.texts("del"),
        except_sections=record.texts("unntatt_del"),
        demanding=record.texts("krav_i"),
        documents=record.texts("dokumenter") if sections is None else (),
        path=record.path,
        line=record.place.line,
        used=frozenset().union(*(proof.used for proof in (*expressions, *texts))),
    )
    _check_keys(record, rule)
    if values is not None and not _is_text(expressions[1].gives):
        hint = "Skriv stien til en tekst, eller til en liste av tekster eller av grupper med «tekst»."
        record.fault("not-a-text", "gir verken tekst eller liste av tekster", hint, "skal_ha_verdier")
    if sections is not None:
        for key, part, guess in _unknown_parts(rule, sections):
            record.fault("unknown-section", f"{quoted(part)} er ikke en av delene", guess, key)
    return rule


def _is_text(field: Field | None) -> bool:
    """Whether values of this kind are words to look for; what cannot be told may be."""
    if field is not None and field.kind == "liste":
        field = field.item
    if field is not None and field.kind == "gruppe":
        field = field.members.get("tekst", field)
    return field is None or field.kind in ("tekst", "valg")


def _check_keys(record: Record, rule: ContentRule) -> None:
    """One kind of rule, and only the keys that this kind asks about."""
    kinds = [key for key in _KINDS if record.has(key)]
    if len(kinds) != 1:
        message = (
            f"regelen har både {joined(kinds)}" if kinds else "regelen sier ikke hva teksten skal eller ikke skal ha"
        )
        record.fault("one-kind", message, f"Skriv én av nøklene {joined(_KINDS, 'eller')}.", (kinds or [""])[-1])
        return
    for key, kind in _ONLY_FOR.items():
        if record.has(key) and kind != kinds[0]:
            hint = f"Slett nøkkelen, eller bruk {kind} i stedet for {kinds[0]}."
            record.fault("key-without-meaning", f"{quoted(key)} betyr ingenting sammen med {kinds[0]}", hint, key)
    if rule.wanted and not 1 <= rule.least <= len(rule.wanted):
        hint = f"Skriv et tall fra 1 til {len(rule.wanted)}, som er så mange uttrykk det er i skal_ha."
        record.fault("bad-least", "«minst» kan aldri bli oppfylt", hint, "minst")
    if rule.demanding and not rule.together_with:
        hint = "Legg til sammen_med, eller slett krav_i."
        record.fault("key-without-meaning", "«krav_i» betyr ingenting uten sammen_med", hint, "krav_i")


def _length(record: Record) -> tuple[int | None, int | None] | None:
    """The limits under `ord`: the least and the greatest number of words."""
    limits = record.record("ord")
    if limits is None:
        return None
    least, most = limits.whole("minst"), limits.whole("høyst")
    if (least is None and most is None) or not 0 <= (least or 0) <= (most if most is not None else least or 0):
        hint = "Skriv «minst», «høyst» eller begge, for eksempel {minst: 350}."
        record.fault("bad-length", "«ord» sier ikke hvor mange ord det skal være", hint, "ord")
    return least, most


def _unknown_parts(rule: ContentRule, sections: Collection[str]) -> Iterator[tuple[str, str, str]]:
    known = [LEAD, *sections]
    for key, parts in _parts_of(rule):
        for part in parts:
            if part not in known:
                yield key, part, did_you_mean(part, known) or f"Delene er {', '.join(known)}."


def _parts_of(rule: ContentRule) -> Iterator[tuple[str, tuple[str, ...]]]:
    return zip(_PARTS, (rule.sections, rule.except_sections, rule.demanding), strict=True)


def _phrases(record: Record, name: str, lists: WordLists) -> tuple[str, ...]:
    """The phrases under a key, those of the word lists included."""
    phrases: list[str] = []
    written = record.texts(name)
    for phrase in written:
        if phrase.startswith("<") and phrase.endswith(">"):
            if phrase[1:-1] not in lists:
                hint = did_you_mean(phrase[1:-1], lists) or f"Legg lista til under {_LISTS} i regler.yaml."
                record.fault("unknown-list", f"{quoted(phrase)} er ikke en ordliste", hint, name)
            phrases += lists.get(phrase[1:-1], ())
        elif (wrong := phrase_fault(phrase)) is not None:
            record.fault("bad-phrase", f"uttrykket {quoted(phrase)} {wrong[0]}", wrong[1], name)
        else:
            phrases.append(phrase)
    if record.has(name) and not written and not record.faults:
        record.fault("no-phrases", f"{quoted(name)} er tom", "Skriv minst ett uttrykk, eller slett nøkkelen.", name)
    return tuple(dict.fromkeys(phrases))


def shared_faults(rules: Iterable[ContentRule], templates: Collection[Template]) -> Iterator[Fault]:
    """What rules for all documents name that no document has; a spec that cannot be read could have anything."""
    names = [template.name for template in templates]
    whole = not any(template.faults for template in templates)
    parts = [LEAD, *(section.id for template in templates for section in template.sections)]
    for rule in rules:
        place = str(rule.path) if rule.path else None
        for name in rule.documents:
            if name not in names:
                hint = did_you_mean(name, names) or f"Dokumentene er {', '.join(names)}."
                message = f"{quoted(name)} er ikke et dokument"
                yield Fault("unknown-document", message, hint, place, rule.line, key="dokumenter")
        for key, asked_for in _parts_of(rule):
            for part in asked_for:
                if whole and part not in parts:
                    hint = did_you_mean(part, parts) or "Skriv id-en til en del i et av dokumentene."
                    message = f"{quoted(part)} er ikke en del i noe dokument"
                    yield Fault("unknown-section", message, hint, place, rule.line, key=key)
