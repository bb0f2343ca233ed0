"""The gate: a sound merge passes, and every kind of damage is told."""

from __future__ import annotations

import re
import sys
from itertools import count

import pytest

from pipeline.merging.verify import verify
from tests.tracked_xml import THEIRS, comment_reference, deletion, formerly, ins, mark, point, row, table
from tests.word_xml import package, paragraph, run, story_xml

_REFERENCE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
_NOTE = '<w:footnote w:id="{}">{}</w:footnote>'
_COMMENT = '<w:comment w:id="{}" w:author="{}" w:date="2026-11-22T00:00:00Z"><w:p/></w:comment>'
_STYLES = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/></w:style>'
_TABLE = table(row(paragraph("navn"), paragraph("stilling")))
_HIS = run("Hans ") + ins("egne ", THEIRS) + deletion("gamle ", THEIRS) + run("ord.") + comment_reference(1)


def document(body: str, notes: str = _NOTE.format(2, paragraph("note")), comments: str = "") -> dict[str, bytes]:
    """Return a document with a note, a comment by another and a style; every tracked change has a number of its own."""
    numbers = count(100)
    body = re.sub('w:id="900"', lambda _: f'w:id="{next(numbers)}"', body)
    others = {
        "footnotes": story_xml("footnotes", notes),
        "comments": story_xml("comments", comments + _COMMENT.format(1, THEIRS)),
        "styles": story_xml("styles", _STYLES),
        "header1": story_xml("hdr", paragraph("topptekst")),
    }
    return package(body + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>', others=others)


FIRST = paragraph(run("Vi har ") + run("to") + run(" ansatte.") + _REFERENCE.format(2), '<w:pStyle w:val="A"/>')
FIRST_CHANGED = FIRST.replace(run("to"), deletion("to") + ins("tre"))
SECOND = paragraph(_HIS)
NEW = paragraph(ins(run("Nytt avsnitt.") + _REFERENCE.format(3)), mark("ins"))
BEFORE = document(FIRST + SECOND + _TABLE + paragraph("Sist."))
MERGED_BODY = FIRST_CHANGED + NEW + SECOND + _TABLE + paragraph("Sist.")
NOTES = _NOTE.format(2, paragraph("note")) + _NOTE.format(3, paragraph("ny note"))
MERGED = document(MERGED_BODY, NOTES)


def merged(old: str, new: str) -> dict[str, bytes]:
    """Return the sound merge with one thing in its body changed."""
    assert old in MERGED_BODY
    return document(MERGED_BODY.replace(old, new, 1), NOTES)


def test_a_sound_merge_passes() -> None:
    """Words exchanged, a paragraph and a note put in, everything else as it was."""
    assert verify(BEFORE, MERGED, {"tre": 1, "Nytt": 1, "avsnitt": 1}) == ()
    assert verify(BEFORE, BEFORE, {}) == ()


DAMAGE = {
    "a word lost": (run("Hans "), ""),
    "a word changed": (run("Hans "), run("Våre ")),
    "a space lost": (run("Hans "), run("Hans")),
    "a word put in without being tracked": (run("Hans "), run("Hans fine ")),
    "a deletion that was not made": (deletion("to"), ""),
    "a deletion of more than there was": (deletion("to"), deletion("to og tre")),
    "paragraphs exchanged": (SECOND + _TABLE, _TABLE + SECOND),
    "a paragraph lost its style": ('<w:pStyle w:val="A"/>', ""),
    "a word made bold": (run("Hans "), run("Hans ", "<w:b/>")),
    "another's insertion accepted": (ins("egne ", THEIRS), run("egne ")),
    "another's deletion carried out": (deletion("gamle ", THEIRS), ""),
    "another's insertion made ours": (ins("egne ", THEIRS), ins("egne ")),
    "a change in another's name": (ins("tre"), ins("tre", THEIRS)),
    "another's comment lost its place": (comment_reference(1), ""),
    "a note lost its reference": (_REFERENCE.format(2), ""),
    "a reference to a note that is not there": (_REFERENCE.format(3), _REFERENCE.format(7)),
    "an inserted mark without an end to it": (mark("ins"), ""),
    "a style that is not there": (mark("ins"), '<w:pStyle w:val="Borte"/>' + mark("ins")),
    "a list that is not there": (mark("ins"), '<w:numPr><w:numId w:val="7"/></w:numPr>' + mark("ins")),
    "a picture that is not there": (run("Nytt avsnitt."), '<w:r><w:drawing r:embed="rId99"/></w:r>'),
    "a link inside an insertion": (
        ins("tre"),
        ins(f'<w:hyperlink w:anchor="x">{run("tre")}</w:hyperlink>'),
    ),
    "a bookmark without an end": (ins("tre"), ins(point("bookmarkStart", 4, "b") + run("tre"))),
    "a field without an end": (ins("tre"), ins(run("tre") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')),
    "a table lost": (_TABLE, ""),
    "a row put in without being tracked": (_TABLE, table(row(paragraph("navn"), paragraph("stilling")), row("<w:p/>"))),
    "properties exchanged, with the former ones wrong": (
        paragraph("Sist."),
        paragraph("Sist.", "<w:keepNext/>" + formerly("<w:keepLines/>")),
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told(name: str) -> None:
    """Whatever is not as it should be is told, in Norwegian."""
    faults = verify(BEFORE, merged(*DAMAGE[name]), {})
    assert faults
    assert all(fault[-1] in ".)" for fault in faults)


@pytest.mark.parametrize(
    "name",
    [
        "a word lost",
        "a word changed",
        "a space lost",
        "a word put in without being tracked",
        "a deletion of more than there was",
        "another's deletion carried out",
        "another's insertion made ours",
        "a change in another's name",
        "a note lost its reference",
        "a table lost",
        "another's insertion accepted",
    ],
)
def test_lost_words_are_told_whatever_rejecting_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in the code that rejects or compares cannot hide a lost word or another's change made ours."""
    monkeypatch.setattr(sys.modules["pipeline.merging.verify"], "differences", lambda *_: ())
    assert verify(BEFORE, merged(*DAMAGE[name]), {})


def test_the_template_s_words_must_be_there() -> None:
    """A word that the template brought and that is not in the merge is named; half as often is not enough."""
    assert verify(BEFORE, MERGED, {"tre": 2}) == ("Malens ord «tre» er ikke kommet med.",)
    assert verify(BEFORE, MERGED, {"årsmøte": 1}) == ("Malens ord «årsmøte» er ikke kommet med.",)
    assert verify(BEFORE, MERGED, {"Nytt": 2}) == ("Malens ord «Nytt» er ikke kommet med.",)


def test_damage_in_other_parts_is_told() -> None:
    """Headers, notes, comments and settings are the person's too."""
    header = story_xml("hdr", paragraph("annen topptekst")).encode()
    for part, content in (("word/header1.xml", header), ("word/styles.xml", story_xml("styles", "").encode())):
        assert verify(BEFORE, {**MERGED, part: content}, {})
    assert verify(BEFORE, {part: content for part, content in MERGED.items() if part != "word/styles.xml"}, {})
    assert verify(BEFORE, {**MERGED, "word/settings.xml": b"<x/>"}, {})
    assert verify({**BEFORE, "customXml/item1.xml": b"<x/>"}, {**MERGED, "customXml/item1.xml": b"<y/>"}, {})
    assert verify(BEFORE, document(MERGED_BODY, NOTES.replace("note<", "en annen note<", 1)), {})
    assert verify(BEFORE, document(MERGED_BODY, NOTES, _COMMENT.format(5, THEIRS)), {})
    assert verify(BEFORE, document(MERGED_BODY, NOTES, _COMMENT.format(5, "make-docs")), {}) != ()  # it has no place


def test_old_faults_are_not_counted() -> None:
    """What was wrong with the person's document before is no fault of the merge."""
    wrong = '<w:p><w:pPr><w:pStyle w:val="Borte"/></w:pPr><w:bookmarkStart w:id="3" w:name="b"/></w:p>'
    assert verify(document(wrong + FIRST), document(wrong + FIRST_CHANGED), {"tre": 1}) == ()
    assert verify(document(wrong + FIRST), document(wrong + wrong.replace("<w:p>", NEW[:5]) + FIRST_CHANGED), {})


def test_our_comments_may_come() -> None:
    """A comment of ours with a place in the document is no damage."""
    anchored = point("commentRangeStart", 5) + ins("tre") + point("commentRangeEnd", 5) + comment_reference(5)
    body = MERGED_BODY.replace(ins("tre"), anchored)
    assert verify(BEFORE, document(body, NOTES, _COMMENT.format(5, "make-docs")), {}) == ()
