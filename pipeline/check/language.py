"""The language of one document against klarsprak.yaml: plain language, as språklova § 9 and the guide's chapter 4 ask.

Every measure is a pointer, so it gives advice or a warning, never an error; one finding for each measure, with the
sentences that it is about, the worst first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from pipeline import languagespecs as names
from pipeline.check import sentence_measures, text_measures
from pipeline.check.prose import Passage, Remark, Sentence, all_sentences, read_prose, remark
from pipeline.language.readability import readability
from pipeline.languagespecs import Demand, Language, Measure
from pipeline.model import Finding, Severity, Template, TextPlace
from pipeline.word.reading import Reading
from pipeline.wording import sentence_quote

_DIVISIBLE: Final = 10
_Take: TypeAlias = Callable[[Measure, Sequence[Passage]], Remark | None]
_TAKEN: Final[Mapping[str, _Take]] = {
    names.LONG_SENTENCES: sentence_measures.long_sentences,
    names.MEAN_LENGTH: sentence_measures.mean_length,
    names.PASSIVE: sentence_measures.passive_sentences,
    names.HEAVY_WORDS: sentence_measures.heavy_words,
    names.ADDRESS: sentence_measures.address,
    names.NOUNS: sentence_measures.nouns_for_verbs,
    names.REPEATED: sentence_measures.repeated,
    names.LONG_PARAGRAPHS: text_measures.long_paragraphs,
    names.LONG_LEAD: text_measures.long_lead,
    names.NO_HEADING: text_measures.no_heading,
    names.LONG_LISTS: text_measures.long_lists,
}


def check_language(template: Template, language: Language, reading: Reading) -> list[Finding]:
    """The findings on the language of one document, as delivered."""
    passages = read_prose(template, reading, language.skipped_styles)
    demand = language.demand(template.name)
    findings = []
    for measure in language.measures_for(template.name):
        severity = measure.severity
        if measure.name == names.LIX:
            severity, seen = _hard_to_read(template.lix, measure, passages)
        elif measure.name == names.ABBREVIATIONS:
            seen = text_measures.unexplained(measure, passages, template.name)
        else:
            seen = _TAKEN[measure.name](measure, passages)
        if seen is not None:
            findings.append(_finding(template.name, demand, severity, measure.hint, seen))
    return findings


def _finding(document: str, demand: Demand, severity: Severity, hint: str, seen: Remark) -> Finding:
    places = tuple(TextPlace(document, section, sentence_quote(text)) for section, text in seen.quotes)
    sections = {section for section, _ in seen.quotes}
    return Finding(
        rule=demand.id,
        severity=severity,
        message=seen.message,
        hint=hint,
        source=demand.source,
        section=sections.pop() if len(sections) == 1 else None,
        document=document,
        places=places,
        quotes=True,
    )


def _hard_to_read(
    limits: tuple[int, int] | None, measure: Measure, passages: Sequence[Passage]
) -> tuple[Severity, Remark | None]:
    """LIX over the document's limits: the first is what we wish for, the second where it becomes a warning."""
    if limits is None:
        return "advice", None
    wished, most = limits
    found = all_sentences(passages)
    lines = [sentence.measured for sentence in found]
    if round(readability(lines).lix) <= wished:
        return "advice", None
    measured = readability(lines, measure.phrases)
    too_much = round(measured.lix) > most
    how, limit = ("svært tung", most) if too_much else ("litt tung", wished)
    message = f"Teksten er {how} å lese: LIX er {round(measured.lix)}, og bør være høyst {wished}."
    if round(measured.lix_without_known) <= limit:
        message += f" Uten fagordene er den {round(measured.lix_without_known)}."
    return "warning" if too_much else "advice", remark(message, _hardest(found, wished))


def _hardest(found: Sequence[Sentence], wished: int) -> list[Sentence]:
    """The sentences that are harder than the document should be, the hardest first, as far as they can be divided.

    A few long words («Engasjerte medarbeidere») have a high LIX too; they are shown when there is nothing longer.
    """
    scored = [(readability([sentence.measured]).lix, sentence) for sentence in found if sentence.whole]
    hard = [sentence for lix, sentence in sorted(scored, key=lambda one: -one[0]) if lix > wished]
    return [sentence for sentence in hard if sentence.words >= _DIVISIBLE] or hard
