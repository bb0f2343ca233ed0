"""Nasty cases of a merge that begin in the case, or in what people do: values that vanish, items, copies, fields.

Every one holds all invariants as well (``three_way`` looks).
"""

from __future__ import annotations

from pathlib import Path

from tests.edits.document import Word, find, say, text, values
from tests.edits.subjects import heading, sentence, word_file
from tests.merge_oracle import accept, reject
from tests.template_kit import CASE, filled
from tests.three_way import body, paragraphs, three_way
from tests.word_xml import paragraph, run

TEMPLATE = (
    "# {{ stilling.tittel }}",
    "{%p if stilling.kode is oppgitt %}",
    "Koden er {{ stilling.kode }}, og den står i avtalen.",
    "{%p endif %}",
    "Vi er to team som møtes hver mandag.",
    "{%p for oppgave in stilling.oppgaver %}",
    "Du skal {{ oppgave.tekst }}.",
    "{%p endfor %}",
)
WITH_CODE = CASE.replace("  antall: 2", "  kode: KODE7\n  antall: 2")


def edited(content: bytes, old: str, new: str) -> bytes:
    """The document after a person changed some words in it."""
    word = Word(content)
    (found,) = (each for each in word.everywhere() if old in text(each))
    say(found, text(found).replace(old, new))
    return word.save()


def made(folder: Path, case: str) -> bytes:
    """The document that the template gives for a case."""
    return filled(folder, *TEMPLATE, case=case).content


def test_a_paragraph_that_vanishes_because_a_value_is_gone(tmp_path: Path) -> None:
    """The paragraph is offered for deletion; what the person wrote elsewhere stays."""
    base, theirs = made(tmp_path, WITH_CODE), made(tmp_path, CASE)
    result = three_way(base, edited(base, "hver mandag", "hver mitt1"), theirs)
    assert "KODE7" not in " ".join(result.accepted)
    assert "KODE7" in " ".join(result.rejected)
    assert "hver mitt1" in " ".join(result.accepted)


def test_a_paragraph_that_vanishes_though_the_person_wrote_in_it(tmp_path: Path) -> None:
    """It is a conflict: the person's words go only when they accept."""
    base = made(tmp_path, WITH_CODE)
    result = three_way(base, edited(base, "står i avtalen", "står i mitt1"), made(tmp_path, CASE))
    assert result.merged.conflicts == 1
    assert "mitt1" in " ".join(result.rejected)


def test_tasks_that_change_places_and_words(tmp_path: Path) -> None:
    """Each task is there once, in the case's words, beside the one that the person wrote themselves."""
    base = made(tmp_path, CASE)
    first = "    - {tekst: Følge opp brukere, nivå: operativt}\n"
    second = "    - {tekst: Utvikle tjenesten, nivå: strategisk}\n"
    renamed = second.replace("Utvikle tjenesten", "Utvikle hele tjenesten videre")
    theirs = made(tmp_path, CASE.replace(first + second, renamed + first))
    result = three_way(base, edited(base, "hver mandag", "hver mitt1"), theirs)
    said = " ".join(result.accepted)
    assert [said.count(each) for each in ("Følge opp brukere", "hele tjenesten videre", "mitt1")] == [1, 1, 1]
    assert "Utvikle tjenesten." not in said


def test_two_people_who_edited_copies() -> None:
    """Each copy gets the news, and keeps the words of the one who wrote in it."""
    base, theirs = body(sentence(1), sentence(2)), body(sentence(1), sentence(2), "Kom til: nytt1.")
    for words in ("mitt1", "mitt2"):
        result = three_way(base, body(f"{sentence(1)} {words}", sentence(2)), theirs)
        assert result.accepted == [f"{sentence(1)} {words}", sentence(2), "Kom til: nytt1."]


def test_suggestions_answered_in_turns() -> None:
    """Accepted today, rejected tomorrow, changed the day after: never twice, and never without being asked."""
    first = three_way(
        body(sentence(1), sentence(2)), body(f"{sentence(1)} mitt1", sentence(2)), body(sentence(1), "nytt1.")
    )
    theirs = word_file(body(sentence(1), "nytt1 og nytt2."))
    yes = three_way(first.sides.theirs, accept(first.content), theirs)
    assert yes.accepted == [f"{sentence(1)} mitt1", "nytt1 og nytt2."]
    no = three_way(first.sides.theirs, reject(first.content), theirs)
    assert no.rejected == [f"{sentence(1)} mitt1", sentence(2)]
    assert "nytt2" in " ".join(no.accepted)
    pending = three_way(first.sides.theirs, first.content, theirs, after=first)
    assert pending.accepted == [f"{sentence(1)} mitt1", "nytt1 og nytt2."]
    assert pending.rejected == [f"{sentence(1)} mitt1", sentence(2)]
    assert paragraphs(pending.content).count("nytt1 og nytt2.") <= 1


def test_a_bookmark_that_spans_blocks() -> None:
    """A bookmark over three paragraphs still begins and ends where it did when the template deletes the middle one."""
    start, end = '<w:bookmarkStart w:id="8" w:name="mitt"/>', '<w:bookmarkEnd w:id="8"/>'
    marked = body(paragraph(start + run(sentence(1))), sentence(2), paragraph(run(sentence(3)) + end), sentence(4))
    base = body(sentence(1), sentence(2), sentence(3), sentence(4))
    result = three_way(base, marked, body(sentence(1), sentence(3), sentence(4)))
    for content in (result.content, accept(result.content), reject(result.content)):
        root = Word(content).body
        assert values(root, ".//w:bookmarkStart/@w:name") == ["mitt"]
        (first,) = find(root, ".//w:p[.//w:bookmarkStart]")
        (last,) = find(root, ".//w:p[.//w:bookmarkEnd]")
        assert ("grunn1" in text(first), "grunn3" in text(last)) == (True, True)
    assert result.accepted == [sentence(1), sentence(3), sentence(4)]


def test_a_table_of_contents_that_word_has_filled() -> None:
    """It lists other pages than the template's, and headings that are gone: nobody wrote that, and nobody merges it."""

    def contents(*lines: str) -> str:
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        shown = [run(each) for each in lines]
        shown[0], shown[-1] = begin + shown[0], shown[-1] + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        return "".join(paragraph(each) for each in shown)

    base = body(contents("Mål 1", "Ansvar 1"), heading("Mål", 1), sentence(1), heading("Ansvar", 2), sentence(2))
    ours = body(
        contents("Mål 1", "Ansvar 7"), heading("Mål", 1), f"{sentence(1)} mitt1", heading("Ansvar", 2), sentence(2)
    )
    theirs = body(
        contents("Ansvar 1", "Mål 1"), heading("Ansvar", 2), sentence(2), heading("Mål", 1), f"{sentence(1)} nytt1"
    )
    result = three_way(base, ours, theirs)
    assert result.rejected[:2] == ["Mål 1", "Ansvar 7"]
    assert "nytt1" in " ".join(result.accepted)
    assert "mitt1" in " ".join(result.rejected)
