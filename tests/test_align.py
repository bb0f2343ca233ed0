"""Which block of one document is which block of another."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merging.align import Unit, align
from pipeline.word.blocks import Block, TextBlock
from tests.blocks_by_hand import heading, row, table, text

A, B, C = "Alle møter opp klokka ni.", "Brannvernet øves hver høst.", "Comité er et fremmed ord her."


def paired(first: list[Block | str], second: list[Block | str], *, close: bool = False) -> dict[int, int]:
    """The pairs of two lists of blocks."""
    found = align(*(_blocks(side) for side in (first, second)), close=close)
    assert found.back == {there: here for here, there in found.pairs.items()}
    return found.pairs


def moved(first: list[Block | str], second: list[Block | str]) -> frozenset[int]:
    """Which of the first list stand out of order in the second."""
    return align(_blocks(first), _blocks(second)).moved


def _blocks(side: list[Block | str]) -> list[Block]:
    return [text(each) if isinstance(each, str) else each for each in side]


def sentence(number: int) -> str:
    """A sentence like no other."""
    return " ".join(f"ord{number}{letter}" for letter in "abcdef")


# --- what pairs -----------------------------------------------------------------------------------------------------


def test_equal_blocks_pair_in_order() -> None:
    """The same list pairs place by place."""
    assert paired([A, B, C], [A, B, C]) == {0: 0, 1: 1, 2: 2}


def test_nothing_pairs_with_an_empty_list() -> None:
    """No blocks, no pairs."""
    assert paired([], [A]) == paired([A], []) == paired([], []) == {}


def test_a_block_that_came_between_pairs_with_nothing() -> None:
    """What is around a new block pairs as if it were not there."""
    assert paired([A, B], [A, C, B]) == {0: 0, 1: 2}


def test_a_block_that_went_pairs_with_nothing() -> None:
    """What is around a lost block pairs as if it had not been there."""
    assert paired([A, C, B], [A, B]) == {0: 0, 2: 1}


def test_a_reworded_block_pairs_with_what_it_was() -> None:
    """A paragraph that has kept most of its words is the same paragraph, also among new ones."""
    assert paired([A, B], [C, "Alle møter opp klokka ti.", B]) == {0: 1, 1: 2}


def test_a_block_with_other_words_is_another_block() -> None:
    """Two paragraphs with hardly a word in common are two, even when they stand alone in the same place."""
    assert paired([A, B, C], [A, "Dette er noe helt annet enn før", C]) == {0: 0, 2: 2}


def test_among_others_blocks_must_be_more_alike_than_alone() -> None:
    """A third of the words in common is enough between two anchors, and not when there is more to choose from."""
    old, new = "en to tre fire fem seks", "en to sju åtte ni ti"
    assert paired([A, old, B], [A, new, B]) == {0: 0, 1: 1, 2: 2}
    assert paired([A, old, B], [A, C, new, B]) == {0: 0, 2: 3}
    assert paired([A, old, B], [A, C, "en to tre fire ni ti", B]) == {0: 0, 1: 2, 2: 3}


def test_a_short_block_alone_in_its_place_is_the_same_whatever_it_says() -> None:
    """A title of one word that was renamed is still that title."""
    assert paired([A, "Ansvar", B], [A, "Oppgaver", B]) == {0: 0, 1: 1, 2: 2}


def test_a_block_that_was_filled_in_is_a_new_one() -> None:
    """An empty paragraph between two others says nothing about what later stands there."""
    assert paired([A, "", B], [A, "Oppgaver", B]) == {0: 0, 2: 2}


def test_the_most_similar_pair() -> None:
    """Of two that are alike, the one that has more words in common is the one."""
    old = "en to tre fire fem seks"
    assert paired([old, A], ["en to tre fire x y z", "en to tre fire fem x", A]) == {0: 1, 1: 2}


def test_the_case_of_letters_is_no_difference() -> None:
    """A sentence that is now in capitals is the same sentence."""
    assert paired([A, B], [C, A.upper(), B]) == {0: 1, 1: 2}


# --- kinds ----------------------------------------------------------------------------------------------------------


def test_a_heading_is_no_paragraph() -> None:
    """The same words as a heading and as body text are two blocks."""
    assert paired([heading("Ansvar og oppgaver")], ["Ansvar og oppgaver"]) == {}


def test_a_table_is_no_paragraph() -> None:
    """A table with the words of a paragraph is not that paragraph."""
    assert paired([table((A,))], [A]) == {}


def test_a_heading_that_was_reworded_is_the_same_heading() -> None:
    """Headings pair with headings, past the paragraphs between them."""
    assert paired([heading("Ansvar"), A], [heading("Oppgaver"), A]) == {0: 0, 1: 1}


def test_rows_pair_by_their_words() -> None:
    """A row with one changed cell is the same row, whatever rows came before it."""
    first = [row("Kari", "mandag", "klokka ni"), row("Ola", "tirsdag", "klokka ti")]
    second = [row("Navn", "dag", "tid"), row("Kari", "mandag", "klokka ni"), row("Ola", "fredag", "klokka ti")]
    assert align(first, second).pairs == {0: 1, 1: 2}


# --- alike and empty ------------------------------------------------------------------------------------------------


def test_equal_blocks_are_told_apart_by_what_is_around_them() -> None:
    """The second of two equal paragraphs is still the second when the first is gone."""
    assert paired(["Likt.", A, "Likt.", B], [A, "Likt.", B]) == {1: 0, 2: 1, 3: 2}


def test_equal_blocks_pair_in_order_when_one_came() -> None:
    """One more of the same pairs with nothing, and none of the others twice."""
    assert paired(["Likt.", "Likt."], ["Likt.", "Likt.", "Likt."]) == {0: 0, 1: 1}


def test_the_last_block_is_the_last_block() -> None:
    """A paragraph that is last in both lists is the same one, though an equal one came before it."""
    assert paired([A, "Likt."], ["Likt.", C, "Likt."]) == {1: 2}


def test_empty_blocks_do_not_part_what_belongs_together() -> None:
    """Reworded paragraphs are known by their words, however the empty ones between them were shuffled."""
    first, second = [A, "", "", B, C], ["", "Alle møter opp for seg selv.", "Brannvernet øves om våren.", "", C]
    assert paired(list(first), list(second)) == {0: 1, 3: 2, 4: 4}


def test_empty_blocks_are_no_anchors() -> None:
    """The only empty paragraph on either side does not make a sentence that stands still look moved."""
    assert paired([A, ""], ["", A]) == {0: 1}
    assert moved([A, ""], ["", A]) == frozenset()


# --- cells ----------------------------------------------------------------------------------------------------------


def test_a_cell_is_the_same_whatever_it_says() -> None:
    """The only paragraph of a cell pairs with the only paragraph of the cell, with all words other, or none."""
    assert paired([A], [C]) == {}
    assert paired([A], [C], close=True) == {0: 0}
    assert paired([""], [C], close=True) == {0: 0}


def test_a_table_in_a_cell_is_no_paragraph() -> None:
    """Kinds are not mixed in cells either."""
    assert paired([A], [table((A,))], close=True) == {}


# --- moved ----------------------------------------------------------------------------------------------------------


def test_a_moved_block_is_found_again() -> None:
    """A paragraph that stands elsewhere pairs, and is said to be moved."""
    assert paired([A, B, C], [B, C, A]) == {0: 2, 1: 0, 2: 1}
    assert moved([A, B, C], [B, C, A]) == {0}


def test_a_moved_block_with_a_changed_word_is_found_again() -> None:
    """It need not be equal, only nearly so."""
    assert moved([A, B, C], [B, C, "Alle møter opp klokka ti."]) == {0}
    assert moved([A, B, C], [B, C, "Alle møter opp for seg selv."]) == frozenset()


def test_two_blocks_are_not_moved_to_the_same_place() -> None:
    """Of two that are nearly the one that came, only one is that one."""
    assert moved([A, A.replace("ni", "åtte"), B, C], [B, C, A.replace("ni", "ti")]) == {0}


def test_a_moved_block_of_few_words_is_a_new_one() -> None:
    """«Ansvar» elsewhere need not be the «Ansvar» that went."""
    assert moved(["Ansvar", B, C], [B, C, "Ansvar"]) == frozenset()


def test_an_equal_block_is_chosen_before_a_similar_one() -> None:
    """Of two that came elsewhere, the one with the same words is the one that was moved."""
    assert paired([A, B, C], [B, C, "Alle møter opp klokka ti.", A])[0] == 3


def test_equal_blocks_that_were_both_moved_pair_with_one_each() -> None:
    """No block is the same as two others."""
    assert paired([A, A, B, C], [B, C, A, A]) == {0: 2, 1: 3, 2: 0, 3: 1}


# --- large ----------------------------------------------------------------------------------------------------------


def test_a_gap_too_large_to_compare_is_left() -> None:
    """Hundreds of rewritten paragraphs in a row pair with nothing; what is around them does."""
    before = [f"{sentence(number)} før" for number in range(250)]
    after = [f"{sentence(number)} etter" for number in range(250)]
    assert paired([A, *before, B], [A, *after, B]) == {0: 0, 251: 251}
    assert len(paired([A, *before[:100], B], [A, *after[:100], B])) == 102


@pytest.mark.parametrize("shape", ["edited", "alike"])
def test_a_document_four_times_as_long_takes_about_four_times_as_long(shape: str) -> None:
    """Time grows with the length, not with its square, for different paragraphs and for equal ones."""

    def spent(many: int) -> float:
        words = (sentence(number if shape == "edited" else number % 7) for number in range(many))
        first = [text(each) for each in words]
        second: list[TextBlock] = []
        for number, each in enumerate(first):
            second += [text(f"{sentence(number)} og mer"), text("Likt.")] if number % 20 == 10 else [each]
        runs = []
        for _ in range(3):
            started = time.process_time()
            align(first, second)
            runs.append(time.process_time() - started)
        return min(runs)

    assert spent(2000) / spent(500) < 9


# --- always ---------------------------------------------------------------------------------------------------------

_SOME = st.lists(
    st.one_of(
        st.sampled_from(["", " ", "a", "a b", "a b c", "b c d", "a b c d", "c d e f", "b", "e f g h i"]).map(text),
        st.sampled_from(["a b", "c"]).map(heading),
        st.sampled_from([("a", "b"), ("c d e", "f")]).map(lambda cells: table(cells)),
    ),
    max_size=12,
)


@given(_SOME, _SOME, st.booleans())
@settings(max_examples=300, deadline=None)
def test_pairs_are_one_to_one_and_in_order_but_for_what_was_moved(
    first: list[Unit], second: list[Unit], close: bool
) -> None:
    """No block pairs twice or with another kind, and only moved ones cross others."""
    found = align(first, second, close=close)
    assert len(set(found.pairs.values())) == len(found.pairs)
    assert found.moved <= found.pairs.keys()
    assert all(type(first[here]) is type(second[there]) for here, there in found.pairs.items())
    in_order = [found.pairs[here] for here in sorted(found.pairs.keys() - found.moved)]
    assert in_order == sorted(in_order)


@given(_SOME)
@settings(deadline=None)
def test_a_list_pairs_with_itself(blocks: list[Unit]) -> None:
    """Every block of a list is itself, however many are alike."""
    assert align(blocks, blocks).pairs == {place: place for place in range(len(blocks))}


@given(st.lists(st.integers(0, 40), unique=True), st.lists(st.integers(0, 40), unique=True))
@settings(deadline=None)
def test_equal_blocks_that_are_alone_of_their_kind_always_pair(first: list[int], second: list[int]) -> None:
    """Whatever came, went and was moved, each sentence is found again and nothing else pairs."""
    found = align([text(sentence(number)) for number in first], [text(sentence(number)) for number in second])
    assert found.pairs == {first.index(number): second.index(number) for number in first if number in second}
