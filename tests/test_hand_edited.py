"""All documents as people edit them in Word: each kind of edit gives the findings that it should, and no others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest
from lxml.etree import _Element

from pipeline.check import check
from pipeline.fill import fill
from pipeline.keeping import Outcome
from pipeline.model import Draft, Finding
from pipeline.word.reading import read_document
from tests.content_kit import TODAY, Changes, added, case, library
from tests.edits.document import Word, find, run, say, style, text, w, xml

Edit: TypeAlias = Callable[[Word, str], None]

SECTIONS = {
    "stillingsutlysning": ("Søkerliste", "error"),
    "intervjuguide": ("Dette spør vi ikke om", "error"),
    "vedlegg-arbeidsavtale": ("Etiske regler", "error"),
    "stillingsbeskrivelse": ("Dette ligger ikke i stillingen", "warning"),
    "opplaeringsplan": ("Når jobben blir krevende", "warning"),
    "sjekkliste": ("Intervjuene", "warning"),
}
"""A section of each document, and how grave it is when it is gone."""

_WHO = 'w:id="9001" w:author="Kari Eksempel" w:date="2027-01-20T10:00:00Z"'


# --- edits ----------------------------------------------------------------------------------------------------------


def rename(word: Word, heading: str) -> None:
    """The heading says something of the person's own."""
    found = _blocks(word, heading)[0]
    for words in find(found, ".//w:t")[1:]:
        words.text = ""
    find(found, ".//w:t")[0].text = "Noe vi har kalt opp på nytt"


def move_to_the_end(word: Word, heading: str) -> None:
    """The section is cut out and pasted last."""
    last = find(word.body, "w:sectPr")[-1]
    for block in _blocks(word, heading):
        last.addprevious(block)


def empty(word: Word, heading: str) -> None:
    """All below the heading is deleted."""
    for block in _blocks(word, heading)[1:]:
        word.remove(block)


def delete(word: Word, heading: str) -> None:
    """The section is deleted, heading and all."""
    for block in _blocks(word, heading):
        word.remove(block)


def delete_with_tracking(word: Word, heading: str) -> None:
    """The section is deleted with tracking on: it is still in the file, but not for a reader."""
    for block in _blocks(word, heading):
        for each in find(block, "self::w:p|.//w:p"):
            _track_deletion(each)


def _track_deletion(paragraph: _Element) -> None:
    for each in find(paragraph, "w:r"):
        deletion = xml(f"<w:del {_WHO}/>")
        each.addprevious(deletion)
        deletion.append(each)
        for words in find(each, "w:t"):
            words.tag = w("delText")
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = xml("<w:pPr/>")
        paragraph.insert(0, properties)
    marks = properties.find(w("rPr"))
    if marks is None:
        marks = xml("<w:rPr/>")
        properties.append(marks)
    marks.insert(0, xml(f"<w:del {_WHO}/>"))


def _blocks(word: Word, heading: str) -> list[_Element]:
    """A heading and what follows until the next heading of its level, or above."""
    headings = word.headings()
    (found,) = (each for each in headings if text(each) == heading)
    blocks = [found]
    for following in found.itersiblings():
        if following.tag == w("sectPr") or (following in headings and style(following) <= style(found)):
            break
        blocks.append(following)
    return blocks


def _type_below(word: Word, heading: str, sentence: str) -> None:
    found = _blocks(word, heading)[0]
    new = xml("<w:p/>")
    new.append(run(sentence))
    found.addnext(new)


# --- what is found --------------------------------------------------------------------------------------------------


@cache
def _generated(document: str, changes: Changes = ()) -> bytes:
    draft = fill(library().by_name[document], case(changes))
    assert isinstance(draft, Draft)
    return draft.content


def _after(document: str, edit: Edit, heading: str) -> list[Finding]:
    """The findings that an edit in Word brought."""
    word = Word(_generated(document))
    edit(word, heading)
    return added(document, read_document(word.save(), f"{document}.docx"))


@pytest.mark.parametrize(("document", "section"), [(name, heading) for name, (heading, _) in SECTIONS.items()])
def test_a_renamed_section_is_still_itself(document: str, section: str) -> None:
    """What people call it is their own affair."""
    assert _after(document, rename, section) == []


@pytest.mark.parametrize(("document", "section"), [(name, heading) for name, (heading, _) in SECTIONS.items()])
def test_a_moved_section_is_advice(document: str, section: str) -> None:
    """It is there, with all that it says; only the place is told."""
    (finding,) = _after(document, move_to_the_end, section)
    assert (finding.rule, finding.severity, finding.section) == ("REKKEFØLGE", "advice", section)


@pytest.mark.parametrize("edit", [empty, delete, delete_with_tracking])
@pytest.mark.parametrize("document", SECTIONS)
def test_a_section_that_is_gone_is_one_finding(document: str, edit: Edit) -> None:
    """Emptied, deleted, or deleted with tracking: the section's own, and none for each thing that it said."""
    section, severity = SECTIONS[document]
    (finding,) = _after(document, edit, section)
    assert (finding.severity, finding.section, finding.document) == (severity, section, document)
    assert ("er tom" if edit is empty else "mangler") in finding.message


WITH_PARTS = [
    ("stillingsutlysning", "Kvalifikasjoner"),
    ("stillingsutlysning", "Dette skal du gjøre"),
    ("intervjuguide", "Om guiden"),
    ("intervjuguide", "Før intervjuet"),
    ("intervjuguide", "Første intervju – bli kjent"),
    ("intervjuguide", "Andre intervju – forventninger begge veier"),
    ("intervjuguide", "Referansesamtale"),
]
"""Sections that have parts with headings of their own."""


@pytest.mark.parametrize("edit", [empty, delete, delete_with_tracking])
@pytest.mark.parametrize(("document", "section"), WITH_PARTS)
def test_a_section_takes_its_parts_with_it(document: str, section: str, edit: Edit) -> None:
    """A section that is gone with all its parts is one finding, and not one for each part."""
    (finding,) = _after(document, edit, section)
    assert finding.section == section
    assert ("er tom" if edit is empty else "mangler") in finding.message


@pytest.mark.parametrize(("document", "section"), WITH_PARTS)
def test_a_section_that_moves_takes_its_parts_along(document: str, section: str) -> None:
    """Only the section stands in another place; the one that is last may have moved nowhere."""
    found = [(one.rule, one.section) for one in _after(document, move_to_the_end, section)]
    assert found == ([] if section == "Referansesamtale" else [("REKKEFØLGE", section)])


@pytest.mark.parametrize(
    ("document", "heading", "sentence", "rule", "severity"),
    [
        ("stillingsutlysning", "Dette må du ha", "Bachelor i sosialt arbeid er et krav.", "K4.4", "warning"),
        ("stillingsutlysning", "Politiattest", "Plettfri vandel kreves.", "K6.15", "error"),
        ("stillingsutlysning", "Slik søker du", "Legg ved politiattest.", "L12", "error"),
        ("intervjuguide", "Praktisk", "Har du hatt tilbakefall?", "L5", "error"),
        ("intervjuguide", "Praktisk", "Planlegger du å få barn?", "L6", "error"),
        ("vedlegg-arbeidsavtale", "Politiattest", "Attesten må være uten merknader.", "K6.15", "error"),
        ("stillingsbeskrivelse", "Slik forstår vi rollen", "Du representerer brukerne i møter.", "K2.2", "error"),
        ("stillingsbeskrivelse", "Formål", "Vi er til for rusmisbrukere.", "ORDVALG", "warning"),
        ("opplaeringsplan", "Veiledning og støtte", "Du får veiledning ved behov.", "K8.3", "error"),
    ],
)
def test_a_sentence_that_should_not_stand_there_is_one_finding(
    document: str, heading: str, sentence: str, rule: str, severity: str
) -> None:
    """It is quoted, under the section where it was typed."""
    (finding,) = _after(document, lambda word, at: _type_below(word, at, sentence), heading)
    assert (finding.rule, finding.severity) == (rule, severity)
    assert [(place.section, place.text) for place in finding.places] == [(heading, sentence)]


@pytest.mark.parametrize("document", ["stillingsutlysning", "stillingsbeskrivelse"])
def test_a_task_that_is_another_in_one_document_is_one_finding(document: str) -> None:
    """The posting and the position description say the same tasks as the case; the one that was edited is told."""
    task = "Være vertskap på møtestedet to dager i uka"

    def rewrite(word: Word, _heading: str) -> None:
        (found,) = (each for each in word.paragraphs() if text(each) == task)
        say(found, "Være vertskap på kafeen hver dag")

    (finding,) = _after(document, rewrite, "")
    assert (finding.rule, finding.severity, finding.document) == ("K3.8", "warning", document)
    assert task in finding.message


# --- placeholders ---------------------------------------------------------------------------------------------------

GAP: Changes = (("  prosent: 100", "  prosent: uavklart # 100"),)
PLACEHOLDER = "[Fyll ut: stillingsprosent]"
MEASURED = ("K4.1", "L18")
"""How the language reads is measured over the whole document and tells other numbers after each edit."""


def _filled_in(content: bytes) -> bytes:
    """The document after a person wrote «100 prosent» everywhere where the placeholder stood."""
    word = Word(content)
    for words in find(word.body, ".//w:t"):
        words.text = (words.text or "").replace(PLACEHOLDER, "100 prosent")
    return word.save()


def _with_gap(*edited: str) -> list[Finding]:
    """All that is said of the case and its documents, some of which a person filled in by hand."""
    names = tuple(library().by_name)
    drafts = [fill(library().by_name[name], case(GAP)) for name in names]
    contents = [_filled_in(_generated(name, GAP)) if name in edited else _generated(name, GAP) for name in names]
    outcomes = [Outcome(name, "unchanged", Path(name), content) for name, content in zip(names, contents, strict=True)]
    found = check(case(GAP), drafts, outcomes, library(), TODAY).findings
    return [one for one in found if one.rule not in MEASURED]


def test_a_placeholder_that_was_filled_in_by_hand_is_no_gap_of_that_document() -> None:
    """The gap's finding names the others still; nothing else is found."""
    before = _with_gap()
    (gap,) = (one for one in before if one.field == "stilling.prosent")
    shown = {place.document for place in gap.places}
    assert gap.severity == "error"
    assert shown == {name for name in library().by_name if PLACEHOLDER in text(Word(_generated(name, GAP)).body)}
    for document in shown:
        after = _with_gap(document)
        (left,) = (one for one in after if one.field == "stilling.prosent")
        assert {place.document for place in left.places} == shown - {document}
        assert left.severity == "error"
        assert len(after) == len(before), document


def test_a_placeholder_that_was_filled_in_everywhere_is_advice() -> None:
    """The case should learn of it; nothing else is found."""
    after = _with_gap(*library().by_name)
    (left,) = (one for one in after if one.field == "stilling.prosent")
    assert (left.severity, left.places) == ("advice", ())
    assert len(after) == len(_with_gap())


@pytest.mark.parametrize("document", SECTIONS)
def test_a_placeholder_that_a_person_typed_is_one_finding(document: str) -> None:
    """No gap of the case accounts for it."""
    section, _ = SECTIONS[document]
    (finding,) = _after(document, lambda word, at: _type_below(word, at, "Vi sees [Fyll ut: når]."), section)
    assert (finding.rule, finding.severity, finding.section) == ("PLASSHOLDER", "error", section)
