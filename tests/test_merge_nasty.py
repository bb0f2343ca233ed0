"""Nasty cases of a merge in words and paragraphs; every one holds all invariants as well (``three_way`` looks)."""

from __future__ import annotations

from tests.edits import marker_words
from tests.edits.document import Word
from tests.edits.person import AUTHOR
from tests.edits.subjects import bullet, heading, sentence, table, word_file
from tests.three_way import WHEN, body, commented, three_way, tracked
from tests.word_xml import paragraph
from tests.word_xml import run as run_xml

FIRST, SECOND = "Vi møtes hver mandag klokka ni.", "Referatet sendes samme dag."


# --- alike and empty ------------------------------------------------------------------------------------------------


def test_one_of_two_paragraphs_that_are_alike_is_changed() -> None:
    """Equal paragraphs are told apart by what stands around them, and the change comes once, in the right place."""
    base = body("Likt.", sentence(1), "Likt.", sentence(2))
    theirs = body("Likt.", sentence(1), "Likt, men nytt1.", sentence(2))
    result = three_way(base, body("Likt.", sentence(1), "Likt.", f"{sentence(2)} Og mitt1."), theirs)
    assert result.accepted == ["Likt.", sentence(1), "Likt, men nytt1.", f"{sentence(2)} Og mitt1."]
    assert result.merged.conflicts == 0


def test_empty_paragraphs_neither_come_nor_go() -> None:
    """Empty paragraphs that a person uses for air stay as many as they were, on both sides of what is new."""
    base = body(sentence(1), sentence(2))
    ours = body(sentence(1), "<w:p/>", "<w:p/>", sentence(2), "<w:p/>")
    result = three_way(base, ours, body(sentence(1), "Kom til: nytt1.", sentence(2)))
    assert result.accepted == [sentence(1), "Kom til: nytt1.", sentence(2)]
    assert result.rejected == [sentence(1), sentence(2)]


def test_headings_of_one_word_are_not_mixed_up() -> None:
    """A heading of one word that the template renames is the same heading, and what the person wrote below it stays."""
    base = body(heading("Ansvar", 1), sentence(1), heading("Mål", 2), sentence(2))
    ours = body(heading("Ansvar", 1), sentence(1), "Eget mitt1.", heading("Mål", 2), sentence(2))
    theirs = body(heading("Oppgaver", 1), sentence(1), heading("Mål", 2), sentence(2))
    result = three_way(base, ours, theirs)
    assert result.accepted == ["Oppgaver", sentence(1), "Eget mitt1.", "Mål", sentence(2)]


def test_a_number_written_in_a_heading_follows_the_template() -> None:
    """«3. Ansvar» becomes «4. Ansvar» when a section comes in front, with the person's own words below it."""
    base = body(heading("1. Mål", 1), sentence(1), heading("2. Ansvar", 2), sentence(2))
    ours = body(heading("1. Mål", 1), sentence(1), heading("2. Ansvar", 2), sentence(2), "Eget mitt1.")
    theirs = body(
        heading("1. Mål", 1), sentence(1), heading("2. Møter", 3), "Om nytt1.", heading("3. Ansvar", 2), sentence(2)
    )
    result = three_way(base, ours, theirs)
    assert result.accepted == ["1. Mål", sentence(1), "2. Møter", "Om nytt1.", "3. Ansvar", sentence(2), "Eget mitt1."]


# --- both changed the shape or the words ------------------------------------------------------------------------------


def test_two_changes_in_one_paragraph_are_combined() -> None:
    """The person changed one sentence and the template the next: both are there, without a conflict."""
    base, ours, theirs = (
        body(f"{first} {second}", sentence(1))
        for first, second in (
            (FIRST, SECOND),
            (FIRST.replace("Vi", "mitt1"), SECOND),
            (FIRST, f"{SECOND[:-1]} til nytt1."),
        )
    )
    result = three_way(base, ours, theirs)
    assert result.accepted == ["mitt1 møtes hver mandag klokka ni. Referatet sendes samme dag til nytt1.", sentence(1)]
    assert result.merged.conflicts == 0


def test_two_changes_in_one_sentence_are_a_conflict() -> None:
    """Half of each would say what nobody meant: the person's sentence stays until they accept the template's."""
    theirs = body(FIRST.replace("klokka ni", "klokka nytt1"), SECOND)
    result = three_way(body(FIRST, SECOND), body(FIRST.replace("Vi", "mitt1"), SECOND), theirs)
    assert result.rejected == ["mitt1 møtes hver mandag klokka ni.", SECOND]
    assert "nytt1" in " ".join(result.accepted)
    assert result.merged.conflicts == 1


def test_the_same_words_changed_by_both_are_a_conflict() -> None:
    """The person's words stay until they accept, and a comment says so in Norwegian."""
    theirs = body(FIRST.replace("mandag", "nytt1"), SECOND)
    result = three_way(body(FIRST, SECOND), body(FIRST.replace("mandag", "mitt1"), SECOND), theirs)
    assert result.rejected == ["Vi møtes hver mitt1 klokka ni.", SECOND]
    assert result.accepted == ["Vi møtes hver nytt1 klokka ni.", SECOND]
    assert result.merged.conflicts == 1
    assert "odta" in result.comments
    assert "vvis" in result.comments


def test_the_same_change_on_both_sides_is_made_once() -> None:
    """What the person wrote already is not offered again."""
    new = body(FIRST.replace("mandag", "tirsdag"), SECOND)
    result = three_way(body(FIRST, SECOND), new, new)
    assert result.merged.content is None


def test_a_paragraph_that_the_person_split() -> None:
    """The person pressed Enter in a paragraph that the template changes: nothing of either is lost."""
    base = body(f"{FIRST} {SECOND}", sentence(1))
    theirs = body(f"{FIRST} {SECOND} Også nytt1.", sentence(1))
    result = three_way(base, body(f"{FIRST} mitt1", SECOND, sentence(1)), theirs)
    assert "nytt1" in " ".join(result.accepted)
    assert result.rejected == [f"{FIRST} mitt1", SECOND, sentence(1)]


def test_paragraphs_that_the_person_joined() -> None:
    """The person joined two paragraphs, one of which the template changes: nothing of either is lost."""
    base = body(FIRST, SECOND, sentence(1))
    result = three_way(base, body(f"{FIRST} {SECOND} mitt1", sentence(1)), body(FIRST, f"nytt1 {SECOND}", sentence(1)))
    assert "nytt1" in " ".join(result.accepted)
    assert result.rejected == [f"{FIRST} {SECOND} mitt1", sentence(1)]


def test_a_paragraph_that_became_a_list_item() -> None:
    """The words follow the template, and the form stays the person's."""
    result = three_way(body(FIRST, SECOND), body(bullet(FIRST), SECOND), body(f"{FIRST} Og nytt1.", SECOND))
    assert result.accepted == [f"{FIRST} Og nytt1.", SECOND]
    assert result.merged.content is not None
    assert b"Punktliste" in Word(result.content).parts["word/document.xml"]


def test_a_paragraph_that_became_a_table() -> None:
    """The person's table stays, and the template's new words are offered somewhere."""
    ours = body(sentence(1), table((FIRST, "mitt1")), SECOND)
    result = three_way(body(sentence(1), FIRST, SECOND), ours, body(sentence(1), f"{FIRST} Og nytt1.", SECOND))
    assert result.rejected == [sentence(1), FIRST, "mitt1", SECOND]
    assert "nytt1" in " ".join(result.accepted)


def test_a_section_that_was_pasted_twice() -> None:
    """The template's change comes in one of the two, and the other is the person's own."""
    section = heading("Møter", 1), paragraph(FIRST)
    twin = paragraph("Møter", '<w:pStyle w:val="Overskrift2"/>'), paragraph(FIRST)
    ours = body(*section, *twin, heading("Slutt", 2), SECOND)
    theirs = body(section[0], FIRST.replace("ni", "nytt1"), heading("Slutt", 2), SECOND)
    result = three_way(body(*section, heading("Slutt", 2), SECOND), ours, theirs)
    assert sorted(result.accepted) == sorted(["Møter", FIRST.replace("ni", "nytt1"), "Møter", FIRST, "Slutt", SECOND])


def test_a_paragraph_that_the_template_moved_and_changed_and_the_person_deleted() -> None:
    """What is new in it is offered, with a comment that says that the person deleted it."""
    base = body(sentence(1), FIRST, sentence(2), sentence(3))
    theirs = body(sentence(1), sentence(2), sentence(3), FIRST.replace("ni", "nytt1"))
    result = three_way(base, body(sentence(1), sentence(2), sentence(3)), theirs)
    assert "nytt1" in " ".join(result.accepted)
    assert result.rejected == [sentence(1), sentence(2), sentence(3)]
    assert "slettet" in result.comments


def test_a_paragraph_that_the_template_only_moved_stays_deleted() -> None:
    """Moving is no news for somebody who deleted the paragraph."""
    base = body(sentence(1), FIRST, sentence(2), sentence(3))
    theirs = body(sentence(1), sentence(2), sentence(3), FIRST)
    result = three_way(base, body(sentence(1), sentence(2), sentence(3)), theirs)
    assert result.accepted == [sentence(1), sentence(2), sentence(3)]


def test_a_paragraph_that_both_moved_and_the_person_edited() -> None:
    """The person moved and edited, the template moved: it is there once, with the person's words."""
    base = body(sentence(1), FIRST, sentence(2), sentence(3), sentence(4))
    ours = body(sentence(1), sentence(2), FIRST.replace("ni", "mitt1"), sentence(3), sentence(4))
    result = three_way(base, ours, body(sentence(1), sentence(2), sentence(3), sentence(4), FIRST))
    assert sum("Vi møtes" in each for each in result.accepted) == 1
    assert "mitt1" in " ".join(result.accepted)


def test_a_list_item_that_the_template_reorders_and_renames() -> None:
    """Items that change places and words come as the template has them, and the person's own item stays."""
    base = body(bullet("rydde etter grunn1"), bullet("vaske i grunn2"), bullet("låse for grunn3"))
    ours = body(
        bullet("rydde etter grunn1"), bullet("vaske i grunn2"), bullet("låse for grunn3"), bullet("hilse mitt1")
    )
    theirs = body(bullet("vaske i grunn2"), bullet("rydde etter grunn1 og nytt1"), bullet("låse for grunn3"))
    result = three_way(base, ours, theirs)
    said = " ".join(result.accepted)
    assert all(said.count(each) == 1 for each in ("grunn1", "grunn2", "grunn3", "nytt1", "mitt1"))


# --- the person's own tracked changes and comments --------------------------------------------------------------------


def test_a_paragraph_that_the_person_deleted_with_tracking() -> None:
    """Their revision is left as it is, and the template's new version is offered beside it."""
    mark = f'<w:rPr><w:del w:id="72" w:author="{AUTHOR}" {WHEN}/></w:rPr>'
    ours = body(sentence(1), paragraph(tracked("del", FIRST), mark), sentence(2))
    theirs = body(sentence(1), FIRST.replace("ni", "nytt1"), sentence(2))
    result = three_way(body(sentence(1), FIRST, sentence(2)), ours, theirs)
    assert marker_words.others_revisions(result.content) == marker_words.others_revisions(word_file(ours))
    assert "nytt1" in " ".join(result.accepted)


def test_words_that_the_person_inserted_with_tracking() -> None:
    """Their insertion stays theirs, to accept or reject, whatever the template does with the sentence around it."""
    ours = body(paragraph(run_xml("Vi møtes hver mandag") + tracked("ins", " mitt1") + run_xml(" klokka ni.")), SECOND)
    result = three_way(body(FIRST, SECOND), ours, body(FIRST.replace("ni", "nytt1"), SECOND))
    assert len(marker_words.others_revisions(result.content)) == 1
    assert "nytt1" in " ".join(result.accepted)


def test_a_comment_across_two_changed_paragraphs() -> None:
    """The comment still spans both, and is the person's."""
    marks = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    base = body(FIRST, SECOND, sentence(1))
    ours = commented(body(paragraph(marks[0] + run_xml(FIRST)), paragraph(run_xml(SECOND) + marks[1]), sentence(1)))
    theirs = body(FIRST.replace("ni", "nytt1"), SECOND.replace("samme", "nytt2"), sentence(1))
    result = three_way(word_file(base), ours, word_file(theirs))
    assert result.accepted == [FIRST.replace("ni", "nytt1"), SECOND.replace("samme", "nytt2"), sentence(1)]
    assert marker_words.comments(result.content, own=False) == ["Er dette mitt9?"]


def test_a_comment_on_a_paragraph_that_the_template_deletes() -> None:
    """A comment counts as an edit: the paragraph goes only when the person accepts, and their comment is not lost."""
    marks = '<w:commentRangeStart w:id="5"/>', '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
    ours = commented(body(sentence(1), paragraph(marks[0] + run_xml(FIRST) + marks[1]), sentence(2)))
    result = three_way(
        word_file(body(sentence(1), FIRST, sentence(2))), ours, word_file(body(sentence(1), sentence(2)))
    )
    assert result.rejected == [sentence(1), FIRST, sentence(2)]
    assert result.accepted == [sentence(1), sentence(2)]
    assert marker_words.comments(result.content, own=False) == ["Er dette mitt9?"]


def test_dates_from_the_future_and_none_at_all() -> None:
    """A person's machine may be years ahead, or write no date: their revisions stay as they are."""
    odd = tracked("ins", " mitt1").replace("2026-11-01", "2099-01-01") + tracked("ins", " mitt2").replace(WHEN, "")
    ours = body(paragraph(run_xml(FIRST) + odd.replace('w:id="71"', 'w:id="73"', 1)), SECOND)
    result = three_way(body(FIRST, SECOND), ours, body(FIRST, SECOND.replace("samme", "nytt1")))
    dates = [date for _, _, date, _ in marker_words.others_revisions(result.content)]
    assert dates == ["2099-01-01T09:00:00Z", ""]
