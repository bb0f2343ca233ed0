"""LIX: what counts as a word, a long word and a sentence, and the measurements on the guide that the rule must give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.readability import Readability, readability, words_of

_HEADINGS = {"Arbeidsoppgaver", "Kvalifikasjoner", "Personlige egenskaper", "Vi tilbyr"}
_MARKS = re.compile(r"<[^>]+>|\*\*|\]\([^)]*\)|\[")


def test_the_index_is_words_per_sentence_and_the_share_of_long_words() -> None:
    """Six words in two sentences, two of them with more than six letters: 3 + 33.3."""
    measured = readability(["Du får opplæring. Vi hjelper deg."])
    assert measured == Readability(words=6, sentences=2, long_words=2)
    assert measured.lix == pytest.approx(3 + 100 * 2 / 6)


def test_six_letters_are_short_and_seven_are_long() -> None:
    """A hyphen is no letter."""
    assert readability(["Leseren"]).long_words == 1
    assert readability(["Lesere", "rus-feltet", "e-poster"]).long_words == 2


def test_a_text_without_words_has_no_index() -> None:
    """Numbers, signs and boxes to tick are no words, and lines of them no sentences."""
    assert readability(["", "☐ 1", "26.01.2021 – 37,5 %"]) == Readability()
    assert readability([]).lix == 0


def test_words_are_letters() -> None:
    """A compound with a hyphen is one word, with a slash two; a soft hyphen is not there."""
    assert words_of("Rus- og e-post/brev kl. 09.00 til tjeneste\u00adutvikling") == [
        *("Rus", "og", "e-post", "brev", "kl", "til", "tjenesteutvikling")
    ]


def test_each_line_is_a_sentence() -> None:
    """A list of fragments is as many sentences as it has items, so it is not one hard sentence."""
    items = ["Fast stilling", "God opplæring", "Søknadsfrist: 26.01.2021"]
    assert readability(items).sentences == 3
    assert readability([", ".join(items)]).sentences == 1
    assert readability(items).lix < readability([", ".join(items)]).lix


def test_a_colon_ends_no_sentence_and_a_label_is_one() -> None:
    """«a.» is a word with a full stop; «1.» has no word; what follows a colon belongs to the sentence."""
    assert readability(["Slik er det: vi hjelper deg; du hjelper oss."]).sentences == 1
    assert readability(["a. For å bli kjent"]).sentences == 2
    assert readability(["1. For å bli kjent"]).sentences == 1


def test_trade_words_can_be_counted_as_short() -> None:
    """The index without them tells whether it is the trade that is hard, or the text."""
    measured = readability(["Erfaringskonsulenten hjelper deg."], ("erfaringskonsulent*",))
    assert (measured.long_words, measured.known) == (2, 1)
    assert measured.lix - measured.lix_without_known == pytest.approx(100 / 3)


@given(
    st.lists(st.text(alphabet="abcdefgæøå. ?!", max_size=40), max_size=8).flatmap(
        lambda lines: st.tuples(st.just(lines), st.permutations(lines))
    )
)
def test_the_order_of_the_lines_does_not_count(both: tuple[list[str], list[str]]) -> None:
    """The index is the same when lines change places."""
    lines, moved = both
    assert readability(lines) == readability(moved)


@given(st.lists(st.text(alphabet="abcdefgæøå. ?!", max_size=40), max_size=8))
def test_more_of_the_same_is_as_hard(lines: list[str]) -> None:
    """A text twice is as hard to read as once."""
    assert readability(lines * 2).lix == pytest.approx(readability(lines).lix)


def _annex(guide: str, number: str) -> Iterator[str]:
    """The lines of an annex, headings left out and the marks of Markdown taken off: «- », «1. », tags and stars."""
    _, _, below = guide.partition(f"\n## {number} ")
    for line in re.split(r"\n## \d", below)[0].splitlines()[1:]:
        words = _MARKS.sub("", re.sub(r"^\s*(?:-|\d+\.)\s+", "", line)).strip()
        if words and not line.startswith("#") and words not in _HEADINGS:
            yield words


@pytest.mark.parametrize(("number", "lix"), [("11.1", 51.5), ("11.2", 50), ("11.4", 31)])
def test_the_guide_s_annexes_give_what_was_measured(corpus: Path, number: str, lix: float) -> None:
    """The two advertisements and the interview guide, within one point.

    Key lines («Stillingsprosent: 100») are counted, lines that are headings without being marked as such are not.
    """
    guide = (corpus.parent / "domain" / "veileder.txt").read_text(encoding="utf-8")
    assert readability(_annex(guide, number)).lix == pytest.approx(lix, abs=1)
