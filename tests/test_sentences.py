"""Where a Norwegian sentence ends, and where a full stop only looks as if it did."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "Ta med f.eks. CV eller bl.a. Førerkort, p.t. Team Øst",
        "Møt opp kl. 09.00, lønn nr. 3, ca. 280 ansatte, jf. Kapittel 5",
        "Du begynner 1. april 2027, og fagmøtet er hver 14. dag",
        "Fristen er 1. Mai 2027, altså 1. 5. 2027",
        "Lønna er kr. 454 800 i året, og 50 pst. 1 av 2 er med",
        "Ring Kari B. Hansen om jobben",
        "Adressen er kari.eksempel@example.no eller www.example.no",
        "Hun spurte: «Går det bra?» og smilte",
    ],
)
def test_a_stop_that_belongs_to_a_word_ends_nothing(text: str) -> None:
    """Abbreviations, ordinals, dates and initials keep their full stops."""
    assert sentences(text) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "Kravet står i loven § 5-4.|Det gjelder deg.",
        "«Gikk det bra?»|Du svarer «ja.»|Så går dere videre.",
        "(Dette er en prøve.)|Neste setning.",
        "Ta med CV, attester osv.|Du får svar.",
        "Stillingen er på 50 pst.|Du får vite mer.",
        "Du trenger førerkort klasse B.|Du kjører selv.",
        "Vi er 24.|Du blir nr. 25.",
        "Begynn kl. 09.00.|14 kolleger venter på deg!|☐ Utført",
        "Først dette …|Så dette...|Hva nå?|Ferdig",
        "Vi tar imot deg [Fyll ut: oppstart].|[Fyll ut: veileder] møter deg.",
        "Spør HR.|De vet det.",
        "1.|Hva er viktig for deg?|(tenk på jobben)",
        "a.|For å bli kjent",
    ],
)
def test_a_sentence_ends_where_the_next_one_opens(text: str) -> None:
    """Closing quotes and parentheses stay with the sentence that they close."""
    assert sentences(text.replace("|", " ")) == tuple(text.split("|"))


def test_each_line_is_a_sentence_at_least() -> None:
    """A line break ends a sentence without any stop; empty lines are none."""
    assert sentences("Pensjon\n\nLønn og tillegg \n Hvem er du? Hva vil du?") == (
        "Pensjon",
        "Lønn og tillegg",
        "Hvem er du?",
        "Hva vil du?",
    )
    assert sentences(" \n\u00a0") == ()


@given(st.text(alphabet="aBø1. ?!«»(\n\u00a0…f-"))
def test_no_letter_is_lost(text: str) -> None:
    """The sentences together have every letter and sign of the text, in order."""
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["." * 50_000, "f.eks. Du " * 5_000, "Ja! " * 5_000, "? " + "( " * 5_000])
def test_a_paragraph_without_end_takes_no_time(text: str) -> None:
    """Dots to write on, and a page without a full stop, are read once and not again for each stop."""
    start = time.perf_counter()
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")
    assert time.perf_counter() - start < 1.5
