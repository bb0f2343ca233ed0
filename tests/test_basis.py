"""What a person's document is measured from while suggestions of ours are pending in it.

«Gammelt» is from before the suggestions were made (previous), «nytt» from the generation that made them (last).
"""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.merging.basis import basis, is_pending, texts
from pipeline.word.blocks import Block, TableBlock
from tests.blocks_by_hand import body, row, said, table, text, tokens

Side = list[Block | str]
A_OLD, A_NEW, A_MINE = "Alle møter opp klokka ni.", "Alle møter opp klokka ti.", "Vi møter opp klokka ni."
B_OLD, B_NEW = "Brannvernet øves hver høst.", "Brannvernet øves hver vår."
C = "Comité er et fremmed ord her."
WAITING = text(A_OLD, pending=True)


def measured(previous: Side, last: Side, ours: Side, *added: str | tuple[str, ...]) -> list[str]:
    """The words of each block of the basis; `added` are the blocks that are suggestions as a whole."""
    words = Counter(tokens(each) if isinstance(each, str) else each for each in added)
    (container,) = basis(body(*previous), body(*last), body(*ours), words)
    return [said(block)[1:-1] for block in container.blocks]


# --- paragraphs -----------------------------------------------------------------------------------------------------


def test_where_nothing_is_pending_the_last_generation() -> None:
    """Who decided on a suggestion has said yes or no to the last generation."""
    assert measured([A_OLD, B_OLD], [A_NEW, B_NEW], [A_NEW, B_OLD]) == [A_NEW, B_NEW]


def test_where_a_suggestion_is_pending_the_one_before() -> None:
    """One waiting, one decided: each is measured from its own."""
    assert measured([A_OLD, B_OLD], [A_NEW, B_NEW], [WAITING, B_OLD]) == [A_OLD, B_NEW]


def test_a_pending_paragraph_that_the_person_edited() -> None:
    """The person's own words make no difference."""
    assert measured([A_OLD, C], [A_NEW, C], [text(A_MINE, pending=True), C]) == [A_OLD, C]


def test_a_paragraph_that_is_suggested_as_a_whole() -> None:
    """It was not there before, so that it is new again, once for each."""
    assert measured([A_OLD], [A_OLD, C], [A_OLD], C) == [A_OLD]
    assert measured([A_OLD], [A_OLD, C, C], [A_OLD], C) == [A_OLD, C]


def test_a_paragraph_that_was_suggested_and_taken() -> None:
    """An accepted addition is part of the last generation and of the person's file."""
    assert measured([A_OLD], [A_OLD, C], [A_OLD, C]) == [A_OLD, C]


def test_a_paragraph_that_was_suggested_and_rejected() -> None:
    """It counts as deleted by the person, and is not offered again."""
    assert measured([A_OLD], [A_OLD, C], [A_OLD]) == [A_OLD, C]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_paragraph_that_is_suggested_away(place: int) -> None:
    """It is still there, at its place, so that the deletion is found again."""
    last = [A_OLD, B_OLD]
    previous = [*last[:place], C, *last[place:]]
    ours: Side = [*last[:place], text(C, pending=True), *last[place:]]
    assert measured([*previous], [*last], ours) == previous


def test_a_paragraph_that_was_taken_away() -> None:
    """An accepted deletion is gone, and a rejected one is the person's own paragraph."""
    assert measured([A_OLD, C, B_OLD], [A_OLD, B_OLD], [A_OLD, B_OLD]) == [A_OLD, B_OLD]
    assert measured([A_OLD, C, B_OLD], [A_OLD, B_OLD], [A_OLD, C, B_OLD]) == [A_OLD, B_OLD]


def test_a_paragraph_that_the_person_deleted() -> None:
    """What the person has not got any more is measured from the last generation."""
    assert measured([A_OLD, C], [A_NEW, C], [C]) == [A_NEW, C]


def test_a_paragraph_that_is_suggested_in_the_place_of_another() -> None:
    """One goes and one that is like it comes: what was before is the one that goes."""
    instead = C.replace("fremmed", "vanskelig")
    assert measured([A_OLD, C], [A_OLD, instead], [A_OLD, text(C, pending=True)], instead) == [A_OLD, C]


def test_a_pending_paragraph_that_the_person_wrote_anew() -> None:
    """It is found by what it has in common with either generation."""
    previous, last = "en to tre fire fem", "fire fem seks sju åtte"
    for ours in ("en to tolv tretten fjorten", "sju åtte tolv tretten fjorten"):
        assert measured([A_OLD, previous], [A_OLD, last], [A_OLD, text(ours, pending=True)]) == [A_OLD, previous]


def test_two_suggested_away_in_a_row() -> None:
    """They keep their order."""
    ours: Side = [A_OLD, text(B_OLD, pending=True), text(C, pending=True)]
    assert measured([A_OLD, B_OLD, C], [A_OLD], ours) == [A_OLD, B_OLD, C]


# --- tables ---------------------------------------------------------------------------------------------------------

OLD, NEW = (
    table(("Navn", "Dag"), ("Kari Nordahl", f"mandag {when}"), ("Ola Olsen", f"tirsdag {when}"))
    for when in ("morgen", "kveld")
)


def test_one_cell_is_pending() -> None:
    """Cell by cell: what was decided in a table is the last generation, what waits is the one before."""
    waiting = table(OLD.rows[0], row("Kari Nordahl", text("mandag morgen", pending=True)), OLD.rows[2])
    assert measured([OLD], [NEW], [waiting]) == ["Navn Dag Kari   Nordahl mandag   morgen Ola   Olsen tirsdag   kveld"]


def test_a_cell_with_other_words_is_the_same_cell() -> None:
    """The only paragraph of a cell is that paragraph, however it was rewritten."""
    before, after = (table(("Navn og adresse", words)) for words in ("Fra før av her", "Noe nytt"))
    waiting = table(row("Navn og adresse", text("Fra før av her", pending=True)))
    assert measured([before], [after], [waiting]) == ["Navn   og   adresse Fra   før   av   her"]


def test_a_row_that_is_suggested_as_a_whole() -> None:
    """It was not there before."""
    longer = table(*OLD.rows, ("Lise Lie", "onsdag"))
    assert measured([OLD], [longer], [OLD], longer.rows[-1].words) == [said(OLD)[1:-1]]
    assert measured([OLD], [longer], [OLD]) == [said(longer)[1:-1]]


def test_a_row_that_is_suggested_away() -> None:
    """It is still there, in its place."""
    shorter = table(OLD.rows[0], OLD.rows[2])
    waiting = table(OLD.rows[0], row("Kari Nordahl", "mandag morgen", pending=True), OLD.rows[2])
    assert measured([OLD], [shorter], [waiting]) == [said(OLD)[1:-1]]
    assert measured([OLD], [shorter], [OLD]) == [said(shorter)[1:-1]]


def test_a_row_that_is_suggested_in_the_place_of_another() -> None:
    """The row that goes is what was before, whole."""
    waiting = table(OLD.rows[0], row("Kari Nordahl", "mandag morgen", pending=True), OLD.rows[2])
    changed = table(OLD.rows[0], NEW.rows[1], OLD.rows[2])
    assert measured([OLD], [changed], [waiting]) == [said(OLD)[1:-1]]


def test_a_row_that_became_wider() -> None:
    """Rows with other cells are taken whole."""
    wide: TableBlock = table(OLD.rows[0], ("Kari Nordahl", "mandag morgen", "ute"), OLD.rows[2])
    waiting = table(OLD.rows[0], row("Kari Nordahl", text("mandag morgen", pending=True)), OLD.rows[2])
    assert measured([OLD], [wide], [waiting]) == [said(OLD)[1:-1]]
    assert measured([OLD], [wide], [OLD]) == [said(wide)[1:-1]]


# --- containers -----------------------------------------------------------------------------------------------------


def test_a_header_that_is_not_everywhere_is_the_last_one() -> None:
    """Only what all three have can be waiting."""
    last = (*body(A_NEW), *body(B_NEW, kind="header 0 default"))
    found = basis(body(A_OLD), last, (*body(WAITING), *body(WAITING, kind="header 0 default")), Counter())
    assert [said(each.blocks[0])[1:-1] for each in found] == [A_OLD, B_NEW]
    found = basis((*body(A_OLD), *body(B_OLD, kind="header 0 default")), last, body(WAITING), Counter())
    assert [said(each.blocks[0])[1:-1] for each in found] == [A_OLD, B_NEW]


def test_what_is_counted_is_not_used_up() -> None:
    """The caller's count of additions is left as it is."""
    added = Counter([tokens(C)])
    basis(body(A_OLD), body(A_OLD, C), body(A_OLD), added)
    assert added == Counter([tokens(C)])


def test_pending_deep_down() -> None:
    """A table is waiting when a paragraph in one of its cells is, or one of its rows."""
    assert is_pending(table(row("a", text("b", pending=True))))
    assert is_pending(table(row("a", table(row(text("b", pending=True))))))
    assert is_pending(table(row("a", "b", pending=True)).rows[0])
    assert not is_pending(table(("a", "b")))
    assert [said(each) for each in texts(table(("a", "b"), ("c", "d")))] == ["«a»", "«b»", "«c»", "«d»"]
