"""Measures over sentences: their length, passive verbs, heavy words, how the reader is spoken to, nouns for verbs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.check.prose import Passage, Remark, Sentence, all_sentences, counted, remark
from pipeline.language.style import carried_nouns, hits, passive
from pipeline.languagespecs import Measure
from pipeline.wording import joined

_FEW = 3


def long_sentences(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Sentences with more words than the limit (NDLA: at most 25)."""
    long = [one for one in all_sentences(passages) if one.words > measure.limit]
    if not long:
        return None
    long = _longest_first(long)
    longest = f" Den lengste har {long[0].words}." if len(long) > 1 else f" Den har {long[0].words}."
    return remark(f"{counted(len(long), 'setning', 'setninger')} har over {measure.limit} ord.{longest}", long)


def mean_length(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """The mean length of whole sentences; fragments, such as items of two words, would hide how long the rest are."""
    whole = [one for one in all_sentences(passages) if one.whole]
    mean = sum(one.words for one in whole) / len(whole) if whole else 0
    if mean <= measure.limit:
        return None
    words = f"{mean:.1f}".replace(".", ",")
    long = _longest_first(one for one in whole if one.words > measure.limit)
    return remark(f"Setningene har {words} ord i snitt. Høyst {measure.limit} er lett å lese.", long)


def passive_sentences(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Passive sentences, when they are more than the limit, in per cent of the whole ones; a few are never too many."""
    whole = [one for one in all_sentences(passages) if one.whole]
    found = [one for one in whole if passive(one.measured, measure.exceptions)]
    if len(found) < _FEW or 100 * len(found) <= measure.limit * len(whole):
        return None
    share = f"{len(found)} av {len(whole)} setninger er passive"
    return remark(f"{share}. Da ser ikke leseren hvem som gjør hva.", found)


def heavy_words(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Words that have a simpler one; a list to learn from, not a list of what is forbidden (Språkrådet)."""
    return _replaceable(measure, passages, "Her er det ord som kan byttes med enklere")


def address(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """Words that speak about the reader, in a document that should speak to the reader."""
    return _replaceable(measure, passages, "Teksten snakker om leseren, ikke til leseren")


def nouns_for_verbs(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """«Foreta en vurdering»: an empty verb that carries the noun in which the real one hides."""
    found = [
        (one, noun)
        for one in all_sentences(passages)
        for noun in carried_nouns(one.measured, measure.phrases, measure.exceptions)
    ]
    if not found:
        return None
    shown = joined([f"«{noun}»" for noun in dict.fromkeys(noun for _, noun in found)])
    return remark(f"Verbet har blitt et substantiv: {shown}.", _once(one for one, _ in found))


def repeated(measure: Measure, passages: Sequence[Passage]) -> Remark | None:
    """A phrase that says little, more often than the limit."""
    found = [(one, hit) for one in all_sentences(passages) for hit in hits(one.measured, measure.phrases)]
    if len(found) <= measure.limit:
        return None
    shown = joined([f"«{words}»" for words in dict.fromkeys(words for _, (_, words) in found)])
    return remark(f"{shown} står {len(found)} ganger.", _once(one for one, _ in found))


def _replaceable(measure: Measure, passages: Sequence[Passage], what: str) -> Remark | None:
    found = list(_found(measure, passages))
    if not found:
        return None
    pairs = dict.fromkeys(f"«{words}» → «{measure.words[phrase]}»" for _, (phrase, words) in found)
    return remark(f"{what}: {', '.join(pairs)}.", _once(one for one, _ in found))


def _found(measure: Measure, passages: Iterable[Passage]) -> Iterator[tuple[Sentence, tuple[str, str]]]:
    phrases = tuple(measure.words)
    for one in all_sentences(passages):
        for hit in hits(one.measured, phrases, measure.exceptions):
            yield one, hit


def _longest_first(found: Iterable[Sentence]) -> list[Sentence]:
    return sorted(found, key=lambda one: -one.words)


def _once(found: Iterable[Sentence]) -> list[Sentence]:
    return list(dict.fromkeys(found))
