"""A person's file without our suggestions: where they were, and which blocks were wholly ours."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.word.manuscript import Manuscript
from pipeline.word.names import w
from pipeline.word.pending import Undecided, without_suggestions
from tests.tracked_xml import by, comment_reference, deletion, formerly, ins, mark, row, table
from tests.word_xml import package, paragraph, run, story_xml

MAIN = "word/document.xml"
KARI = "Kari Nordahl"
NEW, GONE = mark("ins"), mark("del")


def undecided(body: str, **others: str) -> Undecided:
    """The document with this body, without our suggestions."""
    return without_suggestions(package(f"{body}<w:sectPr/>", others=others))


def left(found: Undecided) -> list[str]:
    """The words of each paragraph that is left."""
    manuscript = Manuscript(found.parts)
    return ["".join(block.words) for container in manuscript.containers for block in container.blocks]


def places(found: Undecided, tag: str = "p") -> list[int]:
    """The numbers of the paragraphs, or rows, of the body that had suggestions."""
    return sorted(number for part, kind, number in found.places if (part, kind) == (MAIN, w(tag)))


def added(found: Undecided) -> Counter[str]:
    """The words of what was wholly ours."""
    return Counter({"".join(words): many for words, many in found.added.items()})


def test_a_document_without_suggestions_is_as_it_was() -> None:
    """Also one with other people's; not one byte is other."""
    body = paragraph(run("En ") + ins("to", KARI) + deletion("tre", KARI), mark("ins", KARI))
    parts = package(body)
    found = without_suggestions(parts)
    assert (dict(found.parts), found.places, found.added) == (parts, frozenset(), Counter())


def test_words() -> None:
    """What we put in is out, what we took out is in, and the paragraph is known."""
    found = undecided(paragraph("En.") + paragraph(run("Vi ") + deletion("ser") + ins("hører")) + paragraph("To."))
    assert left(found) == ["En.", "Vi ser", "To."]
    assert places(found) == [1]
    assert added(found) == Counter()


@pytest.mark.parametrize(
    "properties", [f'<w:jc w:val="center"/>{formerly()}', GONE], ids=["another style", "a deleted mark"]
)
def test_properties_and_marks(properties: str) -> None:
    """A suggestion need not be about words."""
    assert places(undecided(paragraph("En.") + paragraph("To.", properties) + paragraph("Tre."))) == [1]


def test_a_whole_paragraph_of_ours() -> None:
    """It is no place, for it is gone; its words are told, as often as it was there."""
    new = paragraph(ins("Ny."), NEW)
    found = undecided(paragraph("En.") + new + new + paragraph("To."))
    assert left(found) == ["En.", "To."]
    assert places(found) == []
    assert added(found) == Counter({"Ny.": 2})


def test_a_whole_paragraph_that_has_the_mark_of_the_one_before() -> None:
    """Last in a cell or before a table the new mark is on the paragraph before, which is a person's."""
    body = (
        paragraph("En.", NEW)
        + paragraph(ins("Ny."), NEW)
        + paragraph(ins("Nyere."), formerly())
        + table(row(paragraph("a")))
    )
    found = undecided(body)
    assert left(found) == ["En.", "a"]
    assert added(found) == Counter(["Ny.", "Nyere."])


def test_a_paragraph_of_ours_before_one_that_we_restyled() -> None:
    """The restyled one is the person's, though we changed its properties and the mark before it is ours."""
    restyled = paragraph("En.", f'<w:jc w:val="center"/>{formerly()}')
    found = undecided(paragraph(ins("Ny."), NEW) + restyled + paragraph("To."))
    assert left(found) == ["En.", "To."]
    assert added(found) == Counter(["Ny."])


@pytest.mark.parametrize("properties", ["", f'<w:jc w:val="center"/>{formerly(author=KARI)}'])
def test_a_paragraph_that_we_filled_after_one_of_ours(properties: str) -> None:
    """All its words are ours, but the paragraph was there, whoever changed its properties."""
    found = undecided(paragraph(ins("Ny."), NEW) + paragraph(ins("Til."), properties) + paragraph("To."))
    assert left(found) == ["", "To."]
    assert added(found) == Counter(["Ny."])


def test_paragraphs_of_ours_round_an_empty_one() -> None:
    """The empty one, whose mark we took over, is the person's."""
    body = paragraph(ins("Ny."), NEW) + paragraph("<w:r/>", NEW) + paragraph(ins("Nyere."), formerly())
    found = undecided(body + table(row(paragraph("a"))))
    assert left(found) == ["", "a"]
    assert added(found) == Counter(["Ny.", "Nyere."])


def test_a_whole_paragraph_of_somebody_else() -> None:
    """It stays, and is not counted."""
    found = undecided(paragraph("En.") + paragraph(ins("Ny.", KARI), mark("ins", KARI)) + paragraph(ins("To.")))
    assert left(found)[:2] == ["En.", "Ny."]
    assert added(found) == Counter()


def test_a_paragraph_that_we_suggest_to_delete() -> None:
    """It is there, and known."""
    found = undecided(paragraph("En.") + paragraph(deletion("To."), GONE) + paragraph("Tre."))
    assert left(found) == ["En.", "To.", "Tre."]
    assert places(found) == [1]


def test_places_are_counted_in_what_is_left() -> None:
    """A paragraph of ours before it makes no difference to the number."""
    found = undecided(paragraph(ins("Ny."), NEW) + paragraph("En.") + paragraph(run("To ") + ins("til")))
    assert places(found) == [1]


def test_rows() -> None:
    """A row that we put in is gone and told; one that we suggest to delete is there and known."""
    kept = row(paragraph("a"), paragraph("b"))
    new = row(paragraph(ins("c"), NEW), paragraph(ins("d"), NEW), kind="ins")
    gone = row(paragraph(deletion("e"), GONE), paragraph(deletion("f"), GONE), kind="del")
    found = undecided(table(kept, new, gone) + paragraph("En."))
    assert left(found) == ["abef", "En."]
    assert places(found, "tr") == [1]
    assert added(found) == Counter(["cd"])


def test_a_table_of_ours() -> None:
    """It is told as one, not row by row; so is one in which somebody else has a row not."""
    ours, theirs = (
        row(paragraph(ins(each, who), mark("ins", who)), kind="ins", author=who)
        for each, who in (("c", "make-docs"), ("d", KARI))
    )
    assert added(undecided(paragraph("En.") + table(ours, ours) + paragraph("To."))) == Counter(["cc"])
    assert added(undecided(paragraph("En.") + table(ours, theirs) + paragraph("To."))) == Counter(["c"])


def test_a_paragraph_of_ours_in_a_cell() -> None:
    """It is told by itself."""
    body = table(row(paragraph("a") + paragraph(ins("Ny."), NEW) + paragraph("b")))
    assert added(undecided(body)) == Counter(["Ny."])


def test_a_header() -> None:
    """Places are told by part."""
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    header = story_xml("hdr", paragraph(run("Øverst") + ins(" nå")))
    found = without_suggestions(package(paragraph("En.") + section, others={"header1": header}))
    assert found.places == {("word/header1.xml", w("p"), 0)}
    assert b" n\xc3\xa5" not in found.parts["word/header1.xml"]


def commented(says: str, author: str = "make-docs") -> Undecided:
    """A document with a comment on its second paragraph, and no suggestion."""
    entry = f"<w:comment {by(author, 4)}>{paragraph(says)}</w:comment>"
    body = paragraph("En.") + paragraph(run("To.") + comment_reference(4))
    return undecided(body, comments=story_xml("comments", entry))


def test_a_conflict_without_a_suggestion() -> None:
    """Our comment on a conflict alone says that the paragraph is not decided on; the comment goes."""
    found = commented("Konflikt: Malen har ikke lenger dette avsnittet.")
    assert places(found) == [1]
    assert b"Konflikt" not in found.parts["word/comments.xml"]
    assert b"commentReference" not in found.parts[MAIN]


def test_a_comment_that_is_no_conflict() -> None:
    """The summary goes too, but tells of no place; other people's comments stay."""
    found = commented("Malen er endret siden sist.")
    assert places(found) == []
    assert b"commentReference" not in found.parts[MAIN]
    found = commented("Konflikt: Hvem har rett?", KARI)
    assert places(found) == []
    assert b"Konflikt" in found.parts["word/comments.xml"]


def test_no_trace_of_how_it_was_done() -> None:
    """The marks that were put on to find the places again are gone."""
    found = undecided(paragraph(run("Vi ") + ins("hører")) + table(row(paragraph("a"), kind="del")))
    assert b"pending" not in found.parts[MAIN]
