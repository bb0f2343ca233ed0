"""What the merged document must say: a second pair of eyes that knows the plan and not how it was written."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.merging.decide import Decision
from pipeline.merging.expected import differs_from_plan, words_added
from pipeline.word.blocks import TableBlock
from pipeline.word.edits import Add, Change, Remove, Restyle, Rewrite
from pipeline.word.manuscript import Manuscript
from tests.tracked_xml import deletion, ins, mark, row, table
from tests.word_xml import package, paragraph, run

A, B, C = "Alle møter klokka ni.", "Brannvernet øves.", "Comité er et ord."
OURS = paragraph(A) + paragraph(B)
THEIRS = paragraph("Alle møter klokka ti.") + paragraph(C)
INSERTED, REMOVED = mark("ins"), mark("del")

# The plan: «ni» becomes «ti», B goes and C comes.
REWRITTEN = paragraph(f"{run('Alle møter klokka ')}{deletion('ni')}{ins('ti')}{run('.')}")
WOVEN = REWRITTEN + paragraph(deletion(B), REMOVED) + paragraph(ins(C), INSERTED)


def manuscript(body: str) -> Manuscript:
    """The document with this body, taken apart."""
    return Manuscript(package(f"{body}<w:sectPr/>"))


def plan() -> tuple[Decision, Manuscript, Manuscript]:
    """The plan, and the documents that it is about."""
    ours, theirs = manuscript(OURS), manuscript(THEIRS)
    (a, b), (a_new, c) = (each.containers[0].blocks for each in (ours, theirs))
    token = a.words.index("ni")
    rewrite = Rewrite(a.handle, a_new.handle, (Change(token, token + 1, token, token + 1),))
    return Decision(edits=[rewrite, Remove(b.handle), Add(0, b.handle, c.handle)]), ours, theirs


def wrong(body: str) -> set[str]:
    """What is not as planned in a merged document with this body."""
    return set(differs_from_plan(*plan())(package(f"{body}<w:sectPr/>")))


def told(*words: str) -> set[str]:
    """What is said of paragraphs that are not as planned."""
    return {f"avsnittet «{each}» ble ikke som planlagt" for each in words}


def test_as_planned() -> None:
    """Nothing is said when the document says what the plan says; empty paragraphs count for nothing."""
    assert wrong(WOVEN) == set()
    assert wrong(f"<w:p/>{WOVEN}<w:p/>") == set()


def test_several_changes_in_one_paragraph() -> None:
    """Each is counted from where the words were before any of them."""
    ours, theirs = manuscript(paragraph("en to tre")), manuscript(paragraph("null og en to fire"))
    (old,), (new,) = (each.containers[0].blocks for each in (ours, theirs))
    changes = (Change(0, 0, 0, 4), Change(4, 5, 8, 9))
    compare = differs_from_plan(Decision(edits=[Rewrite(old.handle, new.handle, changes)]), ours, theirs)
    assert compare(package(paragraph(f"{ins('null og ')}{run('en to ')}{deletion('tre')}{ins('fire')}"))) == ()


def test_the_order_is_not_looked_at() -> None:
    """Where a paragraph stands is for the gate's other eyes."""
    assert wrong(paragraph(ins(C), INSERTED) + paragraph(deletion(B), REMOVED) + REWRITTEN) == set()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (WOVEN.replace(paragraph(ins(C), INSERTED), ""), [C]),
        (WOVEN + paragraph(ins(C), INSERTED), [C]),
        (WOVEN.replace(ins("ti"), ins("elleve")), ["Alle møter klokka ti.", "Alle møter klokka elleve."]),
        (WOVEN.replace(deletion("ni"), run("ni")), ["Alle møter klokka ti.", "Alle møter klokka niti."]),
        (WOVEN.replace(deletion(B), run(B)), [B + C, C]),
        (WOVEN + paragraph("Fra ingen steder."), ["Fra ingen steder."]),
    ],
    ids=["a paragraph is missing", "there twice", "other words", "words that stayed", "not deleted", "one too many"],
)
def test_not_as_planned(body: str, words: list[str]) -> None:
    """What is missing, too much or other is named."""
    assert wrong(body) == told(*words)


def test_a_long_paragraph_is_named_by_its_beginning() -> None:
    """A report need not quote all of it."""
    (said,) = wrong(WOVEN + paragraph("Mye å si. " * 30))
    assert said == f"avsnittet «{('Mye å si. ' * 30)[:60]}» ble ikke som planlagt"


def test_tables_and_rows() -> None:
    """A row that goes and a table that comes have the paragraphs in them."""
    ours = manuscript(table(row(paragraph("en"), paragraph("to")), row(paragraph("tre"), paragraph("fire"))))
    theirs = manuscript(table(row(paragraph("fem"), paragraph("seks og sju"))))
    (old,), (new,) = (each.containers[0].blocks for each in (ours, theirs))
    assert isinstance(old, TableBlock)
    decision = Decision(edits=[Remove(old.rows[1].handle), Add(0, old.handle, new.handle)])
    added = table(row(paragraph(ins("fem"), INSERTED), paragraph(ins("seks og sju"), INSERTED), kind="ins"))
    kept, gone = row(paragraph("en"), paragraph("to")), row(paragraph("tre"), paragraph("fire"))
    removed = row(paragraph(deletion("tre"), REMOVED), paragraph(deletion("fire"), REMOVED), kind="del")
    compare = differs_from_plan(decision, ours, theirs)
    assert compare(package(table(kept, removed) + paragraph("") + added)) == ()
    assert set(compare(package(table(kept, gone) + paragraph("") + added))) == told("tre", "fire")
    assert words_added(decision, theirs) == Counter(["fem", "seks", "og", "sju"])


def test_the_words_that_edits_bring() -> None:
    """Words of exchanges and of whole paragraphs count, as often as they come; signs and styles do not."""
    decision, ours, theirs = plan()
    assert words_added(decision, theirs) == Counter(["ti", *["Comité", "er", "et", "ord"]])
    twice = Decision(edits=[*decision.edits, decision.edits[-1], Restyle(ours.containers[0].blocks[0].handle, 0)])
    assert words_added(twice, theirs)["Comité"] == 2
