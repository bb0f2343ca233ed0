"""What is done to a person's document, each row of the table of decisions by itself; blocks by hand, no XML.

An edit is a line (`blocks_by_hand.told`): «words»: [old|new], with a «!» where a comment explains a conflict.
"""

from __future__ import annotations

import pytest

from pipeline.merging.decide import Decider, Decision
from pipeline.merging.reasons import Reasons
from pipeline.model import FieldSpan
from pipeline.word.blocks import Block, Container, TableBlock
from tests.blocks_by_hand import PART, body, heading, notes, row, table, text, told

Side = list[Block | str]
A, B, C = "Alle møter opp klokka ni.", "Brannvernet øves hver høst.", "Comité er et fremmed ord her."
A_NEW, A_MINE = A.replace("ni", "ti"), A.replace("Alle", "Vi")
TABLE = table(("Navn", "Dag"), ("Kari Nordahl", "mandag morgen"), ("Ola Olsen", "tirsdag kveld"))


def decided(base: Side, ours: Side, theirs: Side, reasons: Reasons | None = None, kind: str = "body") -> Decision:
    """The decision on three documents with these blocks."""
    sides = (document(*each, kind=kind) for each in (base, ours, theirs))
    return Decider(reasons or Reasons(template_changed=True, case_changed=False)).containers(*sides)


def document(*blocks: Block | str, kind: str = "body") -> tuple[Container, ...]:
    """A document with these blocks in its body, or in a header below a body that nobody changed."""
    return body(*blocks) if kind == "body" else (*body("Midt på siden."), *body(*blocks, kind=kind))


def edits(base: Side, ours: Side, theirs: Side, kind: str = "body") -> list[str]:
    """What is done, in words; what is counted fits with it."""
    decision = decided(base, ours, theirs, kind=kind)
    lines = told(decision, body(*ours), body(*theirs))
    if kind == "body":
        assert decision.conflicts == sum(line.count(" !") for line in lines)
    return lines


# --- the table, row by row: what the person did, what the fresh document did ----------------------------------------


def test_same_and_same() -> None:
    """Nothing is done when nothing changed."""
    assert edits([A, B], [A, B], [A, B]) == []


def test_same_and_changed() -> None:
    """What only the template changed is brought word by word."""
    assert edits([A, B], [A, B], [A_NEW, B]) == ["«Alle møter opp klokka ni.»: [ni|ti]"]


def test_changed_and_same() -> None:
    """What only the person changed stays."""
    assert edits([A, B], [A_MINE, B], [A, B]) == []


def test_changed_and_changed_in_other_sentences() -> None:
    """Both are there, and no conflict is made of it."""
    base, ours, theirs = f"{A} {B}", f"{A_MINE} {B}", f"{A} {B.replace('høst', 'vår')}"
    assert edits([base, C], [ours, C], [theirs, C]) == [f"«{ours}»: [høst|vår]"]


def test_changed_and_changed_in_other_words_of_a_sentence() -> None:
    """Half of each would say what nobody meant."""
    (line,) = edits([A, B], [A_MINE, B], [A_NEW, B])
    assert line.endswith(" !")


def test_two_changes_in_one_paragraph() -> None:
    """Each is a suggestion that can be accepted by itself."""
    assert decided([A, B], [A, B], [A_NEW.replace("Alle", "Vi"), B]).suggestions == 2


def test_changed_and_changed_in_the_same_words() -> None:
    """The person's words give way only when the suggestion is accepted, and a comment says so."""
    assert edits([A, B], [A.replace("ni", "åtte"), B], [A_NEW, B]) == ["«Alle møter opp klokka åtte.»: [åtte|ti] !"]


def test_changed_and_changed_alike() -> None:
    """What the person wrote already is not suggested."""
    assert edits([A, B], [A_NEW, B], [A_NEW, B]) == []


def test_same_and_deleted() -> None:
    """What the template took away is suggested away, without a comment."""
    assert edits([A, B, C], [A, B, C], [A, C]) == [f"remove «{B}»"]


def test_changed_and_deleted() -> None:
    """What the person changed and the template took away is a conflict."""
    assert edits([A, B, C], [A, f"{B} Vi også.", C], [A, C]) == [f"remove «{B} Vi også.» !"]


def test_commented_and_deleted() -> None:
    """A comment on a paragraph is reason enough to ask before it goes."""
    decision = decided([A, B, C], [A, text(B, held=True), C], [A, C])
    assert decision.conflicts == 1
    assert "men der er det skrevet en merknad." in notes(decision)[0][0]


def test_deleted_and_same() -> None:
    """What the person deleted stays deleted."""
    assert edits([A, B, C], [A, C], [A, B, C]) == []


def test_deleted_and_moved() -> None:
    """It stays deleted wherever the template puts it."""
    assert edits([A, B, C], [B, C], [B, C, A]) == []


def test_deleted_and_changed() -> None:
    """What the person deleted and the template changed is offered again, with a comment, at its place."""
    assert edits([B, A, C], [B, C], [B, A_NEW, C]) == [f"add «{A_NEW}» after «{B}» !"]


def test_deleted_by_both() -> None:
    """There is nothing to do."""
    assert edits([A, B, C], [A, C], [A, C]) == []


def test_deleted_and_moved_and_changed() -> None:
    """New words are not lost because they stand elsewhere."""
    assert edits([A, B, C], [B, C], [B, C, A_NEW]) == [f"add «{A_NEW}» after «{C}» !"]


def test_same_and_inserted() -> None:
    """A new paragraph comes where the template has it, also first and last."""
    assert edits([A, B], [A, B], [A, C, B]) == [f"add «{C}» after «{A}»"]
    assert edits([A, B], [A, B], [C, A, B]) == [f"add «{C}» first"]
    assert edits([A, B], [A, B], [A, B, C]) == [f"add «{C}» after «{B}»"]


def test_inserted_and_same() -> None:
    """What the person put in stays."""
    assert edits([A, B], [A, C, B], [A, B]) == []


def test_inserted_and_inserted() -> None:
    """Both are there, the person's first."""
    assert edits([A, B], [A, "Mitt eget avsnitt.", B], [A, C, B]) == [f"add «{C}» after «Mitt eget avsnitt.»"]


def test_inserted_and_inserted_alike() -> None:
    """The same paragraph put in by both is there once; one more of the same comes."""
    assert edits([A, B], [A, C, B], [A, C, B]) == []
    assert edits([A, B], [A, C, B], [A, C, C, B]) == [f"add «{C}» after «{C}»"]


def test_inserted_before_a_section_of_the_persons_own() -> None:
    """What is new comes before a section that the person began, and does not end up in it."""
    ours: Side = [A, heading("Eget"), "Mitt eget avsnitt.", B]
    assert edits([A, B], ours, [A, C, B]) == [f"add «{C}» after «{A}»"]


def test_several_inserted() -> None:
    """New paragraphs come in their order after the same one."""
    assert edits([A], [A], [A, B, C]) == [f"add «{B}» after «{A}»", f"add «{C}» after «{A}»"]


def test_inserted_after_one_that_the_person_has_elsewhere() -> None:
    """What follows a paragraph that the person put into a section of his own comes after it there."""
    ours: Side = [A, heading("Eget"), C, B]
    assert edits([A, B], ours, [A, C, "Og et til.", B]) == [f"add «Og et til.» after «{C}»"]


def test_inserted_after_what_the_person_deleted() -> None:
    """It comes after what is left before it."""
    assert edits([A, B], [A], [A, B, C]) == [f"add «{C}» after «{A}»"]


@pytest.mark.parametrize("words", [A, A_MINE])
def test_own_tracked_changes_and_changed(words: str) -> None:
    """A paragraph in which a person tracked changes is never rewritten; the new version is offered after it."""
    decision = decided([A, B], [text(words, frozen=True), B], [A_NEW, B])
    assert told(decision, body(words, B), body(A_NEW, B)) == [f"add «{A_NEW}» after «{words}» !"]


def test_own_tracked_changes_and_same() -> None:
    """They are left alone when nothing is new."""
    assert edits([A, B], [text(A_MINE, frozen=True), B], [A, B]) == []


def test_own_tracked_changes_and_deleted() -> None:
    """The paragraph stays, with a comment only."""
    decision = decided([A, B, C], [A, text(B, frozen=True), C], [A, C])
    assert told(decision, body(A, B, C), body(A, C)) == [f"remark on «{B}» !"]
    assert (decision.suggestions, decision.conflicts) == (0, 1)


@pytest.mark.parametrize("ours", [[A, B, C], [A, B, "Mitt eget avsnitt.", C]])
def test_any_and_moved(ours: Side) -> None:
    """What the template moved stays where the person has it, and is told about."""
    decision = decided([A, B, C], ours, [B, C, A])
    assert decision.edits == []
    assert decision.moved == 1


def test_moved_by_the_person_and_changed() -> None:
    """The change finds the paragraph where the person put it."""
    assert edits([A, B, C], [B, C, A], [A_NEW, B, C]) == ["«Alle møter opp klokka ni.»: [ni|ti]"]


# --- what cannot be tracked -----------------------------------------------------------------------------------------


def test_a_formula_that_would_go_is_not_touched() -> None:
    """Where tracked deletion is not possible the new version is offered beside."""
    ours = text(A, fixed=[8])
    assert edits([text(A, fixed=[8]), B], [ours, B], [A.replace(" ni", ""), B]) == [
        f"add «{A.replace(' ni', '')}» after «{A}» !"
    ]


def test_words_beside_a_formula_are_changed() -> None:
    """What is not touched needs no tracking."""
    assert edits([text(A, fixed=[8]), B], [text(A, fixed=[8]), B], [A_MINE, B]) == [f"«{A}»: [Alle|Vi]"]


def test_a_paragraph_with_a_formula_that_the_template_took_away() -> None:
    """It stays, with a comment."""
    assert edits([A, B, C], [A, text(B, fixed=[0]), C], [A, C]) == [f"remark on «{B}» !"]


# --- styles ---------------------------------------------------------------------------------------------------------


def test_a_style_that_only_the_template_changed_follows() -> None:
    """The style is suggested like words are."""
    assert edits([A, B], [A, B], [text(A, style="Quote"), B]) == [f"restyle «{A}» as Quote"]
    assert edits([A, B], [A, B], [text(A, look="/innrykk"), B]) == [f"restyle «{A}» as Normal/innrykk"]


def test_a_style_and_words_that_changed_are_two_suggestions() -> None:
    """Each can be accepted by itself."""
    assert edits([A, B], [A, B], [text(A_NEW, style="Quote"), B]) == [f"restyle «{A}» as Quote", f"«{A}»: [ni|ti]"]


@pytest.mark.parametrize(
    "ours", [text(A, style="Title"), text(A, look="sentrert"), text(A, frozen=True), text(A, ends_section=True)]
)
def test_a_style_that_the_person_changed_stays(ours: Block) -> None:
    """So does that of a paragraph with tracked changes, or one that a section ends with."""
    assert edits([A, B], [ours, B], [text(A, style="Quote"), B]) == []


def test_lists_are_told_by_the_items_that_pair() -> None:
    """The fresh document's list 7 is the person's list 3, as the first item says."""
    ours: Side = [text(A, numbering="3"), text(B, numbering="4"), text(C)]
    theirs: Side = [text(A, numbering="7"), text(B, numbering="7"), text(C, numbering="8")]
    assert decided([A, B, C], ours, theirs).numbering == {"7": "3"}


# --- tables ---------------------------------------------------------------------------------------------------------


def changed(old: str, new: str) -> TableBlock:
    """The table with another word in one cell."""
    rows = ((cell.blocks[0].words for cell in each.cells) for each in TABLE.rows)
    return table(*(tuple("".join(words).replace(old, new) for words in cells) for cells in rows))


def test_a_cell_that_the_template_changed() -> None:
    """Only the words of that cell change, also when the person changed another one."""
    theirs = changed("mandag", "fredag")
    assert edits([A, TABLE], [A, TABLE], [A, theirs]) == ["«mandag morgen»: [mandag|fredag]"]
    assert edits([A, TABLE], [A, changed("Ola", "Per")], [A, theirs]) == ["«mandag morgen»: [mandag|fredag]"]


def test_a_cell_that_both_changed() -> None:
    """It is a conflict in that cell."""
    ours, theirs = changed("mandag", "onsdag"), changed("mandag", "fredag")
    assert edits([A, TABLE], [A, ours], [A, theirs]) == ["«onsdag morgen»: [onsdag|fredag] !"]


def test_a_row_that_came() -> None:
    """It comes at its place among the rows, after those that the person added there."""
    new, mine = row("Lise Lie", "onsdag formiddag"), row("Min egen", "rad her")
    theirs = table(*TABLE.rows[:2], new, TABLE.rows[2])
    assert edits([TABLE], [TABLE], [theirs]) == [
        "add «Lise   Lie onsdag   formiddag» after «Kari   Nordahl mandag   morgen»"
    ]
    ours = table(*TABLE.rows[:2], mine, TABLE.rows[2])
    assert edits([TABLE], [ours], [theirs]) == ["add «Lise   Lie onsdag   formiddag» after «Min   egen rad   her»"]


def test_a_row_that_went() -> None:
    """It is suggested away; a changed or commented one with a comment that names it."""
    theirs = table(TABLE.rows[0], TABLE.rows[2])
    assert edits([TABLE], [TABLE], [theirs]) == ["remove «Kari   Nordahl mandag   morgen»"]
    decision = decided([TABLE], [changed("mandag", "onsdag")], [theirs])
    assert "tabellraden «Kari Nordahl mandag morgen», men der har " in notes(decision)[0][0]
    commented = table(TABLE.rows[0], row(text("Kari Nordahl", held=True), "mandag morgen"), TABLE.rows[2])
    assert decided([TABLE], [commented], [theirs]).conflicts == 1


def test_a_long_row_is_named_by_its_beginning() -> None:
    """A comment need not quote a whole row, and calls an empty one what it is."""
    long = table(TABLE.rows[0], row("Kari Nordahl", "mandag morgen og " * 9), TABLE.rows[2])
    held = table(TABLE.rows[0], row(text("Kari Nordahl", held=True), "mandag morgen og " * 9), TABLE.rows[2])
    (note,) = notes(decided([long], [held], [table(TABLE.rows[0], TABLE.rows[2])]))
    assert "«Kari Nordahl mandag morgen og mandag morgen og mandag…»" in note[0]
    empty, touched = (table(TABLE.rows[0], row(text("", held=held), ""), TABLE.rows[2]) for held in (False, True))
    (note,) = notes(decided([empty], [touched], [table(TABLE.rows[0], TABLE.rows[2])]))
    assert "Malen har ikke lenger denne tabellraden, men" in note[0]


def test_a_row_that_somebody_tracked_and_the_template_took_away() -> None:
    """It stays, with a comment."""
    ours = table(TABLE.rows[0], row("Kari Nordahl", "mandag morgen", frozen=True), TABLE.rows[2])
    theirs = table(TABLE.rows[0], TABLE.rows[2])
    assert edits([TABLE], [ours], [theirs]) == ["remark on «Kari   Nordahl mandag   morgen» !"]


def test_a_table_with_other_columns_that_nobody_edited() -> None:
    """The new one takes its place; the two edits are one suggestion."""
    wide = table(("Navn", "Dag", "Tid"), ("Kari Nordahl", "mandag morgen", "ni"))
    decision = decided([A, TABLE], [A, TABLE], [A, wide])
    assert [type(each).__name__ for each in decision.edits] == ["Add", "Remove"]
    assert (decision.suggestions, decision.conflicts) == (1, 0)


def test_a_table_with_one_wider_row() -> None:
    """A row with more cells than the table had columns cannot come alone."""
    theirs = table(*TABLE.rows, row("Lise Lie", "onsdag formiddag", "klokka ni"))
    decision = decided([A, TABLE], [A, TABLE], [A, theirs])
    assert [type(each).__name__ for each in decision.edits] == ["Add", "Remove"]


@pytest.mark.parametrize("how", ["edited", "commented", "tracked"])
def test_a_table_with_other_columns_that_the_person_touched(how: str) -> None:
    """It stays untouched, and the new one is offered after it."""
    last = {"edited": row("Ola Olsen", "søndag"), "tracked": row("Ola Olsen", "tirsdag kveld", frozen=True)}
    held = row(text("Ola Olsen", held=True), "tirsdag kveld")
    ours = table(*TABLE.rows[:2], last.get(how, held))
    wide = table(("Navn", "Dag", "Tid"), ("Kari Nordahl", "mandag morgen", "ni"))
    decision = decided([A, TABLE], [A, ours], [A, wide])
    assert [type(each).__name__ for each in decision.edits] == ["Add"]
    assert decision.conflicts == 1
    assert notes(decision)[0][1].startswith("Tabellen over ")


def test_a_table_that_came_and_one_that_went() -> None:
    """Whole tables come and go like paragraphs."""
    said = "«Navn Dag Kari   Nordahl mandag   morgen Ola   Olsen tirsdag   kveld»"
    assert edits([A], [A], [A, TABLE]) == [f"add {said} after «{A}»"]
    assert edits([A, TABLE], [A, TABLE], [A]) == [f"remove {said}"]


def test_a_cell_whose_words_are_all_new() -> None:
    """The paragraph of a cell is the same one whatever it says, so a conflict in it is one conflict."""
    base, ours, theirs = (table(("Navn og adresse", words)) for words in ("", "Skrevet av meg selv", "Fra malen nå"))
    assert edits([base], [ours], [theirs]) == ["«Skrevet av meg selv»: [|Fra malen nå]"]


# --- headers and footers --------------------------------------------------------------------------------------------


def test_headers_have_no_comments() -> None:
    """A conflict in a header is told in the summary instead."""
    decision = decided([A], [A.replace("ni", "åtte")], [A_NEW], kind="header 0 default")
    assert notes(decision) == []
    assert decision.conflicts == 1
    (remark,) = decision.remarks
    assert remark.startswith("I topp- eller bunnteksten: Konflikt: Både ")


def test_a_header_that_one_side_has_not_is_left() -> None:
    """Only what all three have is compared."""
    reasons = Reasons(template_changed=True, case_changed=False)
    without = document("Midt på siden.")
    base, theirs = document(A, kind="header 0 default"), document(A_NEW, kind="header 0 default")
    assert Decider(reasons).containers(base, without, theirs).edits == []
    assert Decider(reasons).containers(base, base, without).edits == []
    assert Decider(reasons).containers(without, base, theirs).edits == []


def test_a_tracked_header_that_went_has_no_edit_at_all() -> None:
    """What may not be touched and can have no comment is only told."""
    decision = decided([A, B], [A, text(B, frozen=True)], [A], kind="footer 0 default")
    assert decision.edits == []
    assert len(decision.remarks) == 1


# --- the whole ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "share"),
    [([A, B], 1.0), ([A], 1.0), ([A, B, C], 1.0), ([C], 0.0), ([], 1.0), ([A, C], 0.5)],
    ids=["the same", "a part is deleted", "more was written", "written anew", "all deleted", "half of it"],
)
def test_how_much_is_left(ours: Side, share: float) -> None:
    """Who only deletes or only adds has not written the document anew."""
    assert decided([A, B], ours, [A_NEW, B]).kept_share == pytest.approx(share, abs=0.1)


def test_the_reason_is_the_field_that_the_words_came_from() -> None:
    """Template and case changed: words out of a field are the case's, the others the template's."""
    spans = [FieldSpan(PART, 0, A_NEW.index("ti."), A_NEW.index("ti.") + 2, "oppmøte.tid")]
    both = Reasons(template_changed=True, case_changed=True, spans=spans)
    base: Side = [A, B]
    ours: Side = [A.replace("ni", "åtte"), B.replace("høst", "vår")]
    theirs: Side = [A_NEW, B.replace("høst", "vinter")]
    first, second = notes(decided(base, ours, theirs, both))
    assert "og saken har endret" in first[0]
    assert "og malen har endret" in second[0]


def test_documents_are_values() -> None:
    """Deciding changes none of the three."""
    sides: list[tuple[Container, ...]] = [body(A, TABLE), body(A_MINE, TABLE), body(A_NEW, changed("Kari", "Lise"))]
    copies = [body(A, TABLE), body(A_MINE, TABLE), body(A_NEW, changed("Kari", "Lise"))]
    Decider(Reasons(template_changed=True, case_changed=False)).containers(*sides)
    assert sides == copies
