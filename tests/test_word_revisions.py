"""Tracked changes accepted and rejected: what becomes of words, marks, rows and properties, ours and other people's."""

from __future__ import annotations

import time

import pytest

from pipeline.word.canonical import differences
from pipeline.word.parse import parse, serialise
from pipeline.word.revisions import AUTHOR, accept, pending, reject, resolved
from tests.tracked_xml import (
    THEIRS,
    by,
    comment_reference,
    deletion,
    formerly,
    gone,
    ins,
    mark,
    point,
    row,
    table,
)
from tests.word_xml import document_xml, package, paragraph, run, story_xml

STYLE_A, STYLE_B = '<w:pStyle w:val="A"/>', '<w:pStyle w:val="B"/>'
KEPT = paragraph("En rad") + paragraph("til")
BEFORE, AFTER = paragraph("Før."), paragraph("Etter.")
TWO_CELLS = row(paragraph("navn"), paragraph("stilling"))


def control(content: str) -> str:
    """Return a content control."""
    return f'<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def outcome(body: str, *, accepted: bool, author: str | None = AUTHOR) -> dict[str, bytes]:
    """Return the package with this body after accepting or rejecting."""
    return resolved(package(body), accept=accepted, author=author)


def same(left: str | dict[str, bytes], right: str | dict[str, bytes]) -> bool:
    """Return whether two bodies or packages are the same document."""
    one, other = (package(each) if isinstance(each, str) else each for each in (left, right))
    return differences(one, other) == ()


# Each case: the body, what it is after accepting our changes, and after rejecting them.
CASES = {
    "words replaced": (
        paragraph(run("Vi har ") + deletion("to") + ins("tre") + run(" ansatte.")),
        paragraph("Vi har tre ansatte."),
        paragraph("Vi har to ansatte."),
    ),
    "paragraph inserted": (BEFORE + paragraph(ins("Ny."), mark("ins")) + AFTER, None, BEFORE + AFTER),
    "paragraphs inserted": (
        BEFORE + paragraph(ins("Ny."), mark("ins")) * 3 + AFTER,
        BEFORE + paragraph("Ny.") * 3 + AFTER,
        BEFORE + AFTER,
    ),
    "empty paragraph inserted": (
        BEFORE + paragraph("<w:r/>", mark("ins")) + AFTER,
        BEFORE + "<w:p/>" + AFTER,
        BEFORE + AFTER,
    ),
    "paragraph deleted": (
        BEFORE + paragraph(deletion("Gammel."), STYLE_A + mark("del")) + AFTER,
        BEFORE + AFTER,
        BEFORE + paragraph("Gammel.", STYLE_A) + AFTER,
    ),
    "paragraph deleted before a table": (
        BEFORE + paragraph(deletion("Gammel."), mark("del")) + table(TWO_CELLS) + AFTER,
        BEFORE + table(TWO_CELLS) + AFTER,
        BEFORE + paragraph("Gammel.") + table(TWO_CELLS) + AFTER,
    ),
    "last paragraph of a story deleted": (
        BEFORE + paragraph(deletion("Gammel."), mark("del")),
        BEFORE + "<w:p/>",
        BEFORE + paragraph("Gammel."),
    ),
    "paragraphs joined": (
        paragraph("En ", STYLE_A + mark("del")) + paragraph("setning.", STYLE_B),
        paragraph("En setning.", STYLE_B),
        paragraph("En ", STYLE_A) + paragraph("setning.", STYLE_B),
    ),
    "paragraph split": (
        paragraph("En ", STYLE_B + mark("ins")) + paragraph("setning.", STYLE_A),
        paragraph("En ", STYLE_B) + paragraph("setning.", STYLE_A),
        paragraph("En setning.", STYLE_A),
    ),
    "paragraph inserted before a table, by the mark before it": (
        paragraph("Før.", STYLE_A + mark("ins"))
        + paragraph(ins("Ny."), STYLE_B + formerly(STYLE_A))
        + table(TWO_CELLS),
        paragraph("Før.", STYLE_A) + paragraph("Ny.", STYLE_B) + table(TWO_CELLS),
        paragraph("Før.", STYLE_A) + table(TWO_CELLS),
    ),
    "two paragraphs inserted last in a cell": (
        table(
            row(
                paragraph("a", mark("ins")) + paragraph(ins("b"), mark("ins")) + paragraph(ins("c"), formerly()),
                paragraph("x"),
            )
        ),
        table(row(paragraph("a") + paragraph("b") + paragraph("c"), paragraph("x"))),
        table(row(paragraph("a"), paragraph("x"))),
    ),
    "row inserted": (
        table(TWO_CELLS, row(paragraph(ins("a")), paragraph(ins("b")), kind="ins")),
        table(TWO_CELLS, row(paragraph("a"), paragraph("b"))),
        table(TWO_CELLS),
    ),
    "row deleted": (
        table(TWO_CELLS, row(paragraph(deletion("a")), paragraph(deletion("b")), kind="del")),
        table(TWO_CELLS),
        table(TWO_CELLS, row(paragraph("a"), paragraph("b"))),
    ),
    "table inserted": (
        BEFORE + table(row(paragraph(ins("a")), "<w:p/>", kind="ins")) + AFTER,
        BEFORE + table(row(paragraph("a"), "<w:p/>")) + AFTER,
        BEFORE + AFTER,
    ),
    "only table of a cell deleted": (
        table(row(table(row(paragraph(deletion("a")), "<w:p/>", kind="del")) + "<w:p/>", paragraph("x"))),
        table(row("<w:p/>", paragraph("x"))),
        table(row(table(row(paragraph("a"), "<w:p/>")) + "<w:p/>", paragraph("x"))),
    ),
    "only table of a story deleted": (
        table(row(paragraph(deletion("a")), "<w:p/>", kind="del")),
        "<w:p/>",
        table(row(paragraph("a"), "<w:p/>")),
    ),
    "link inserted": (
        paragraph(run("Se ") + f'<w:hyperlink w:anchor="x">{ins("her")}</w:hyperlink>'),
        paragraph(run("Se ") + f'<w:hyperlink w:anchor="x">{run("her")}</w:hyperlink>'),
        paragraph("Se "),
    ),
    "control inserted in a line": (
        paragraph(
            run("Se ") + f'<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>{ins("a")}</w:sdtContent></w:sdt>'
        ),
        paragraph(
            run("Se ") + f'<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr><w:sdtContent>{run("a")}</w:sdtContent></w:sdt>'
        ),
        paragraph("Se "),
    ),
    "control inserted round a paragraph": (
        BEFORE + control(paragraph(ins("a"), mark("ins"))) + AFTER,
        BEFORE + control(paragraph("a")) + AFTER,
        BEFORE + AFTER,
    ),
    "field deleted": (
        paragraph(
            deletion(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText>PAGE</w:delInstrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        ),
        "<w:p/>",
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
    ),
    "formula inserted": (
        paragraph(run("a") + f"<m:oMath>{ins('<m:r><m:t>x</m:t></m:r>')}</m:oMath>"),
        paragraph(run("a") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
        paragraph("a"),
    ),
    "words moved": (
        paragraph(
            f'<w:moveFromRangeStart w:name="m" {by(number=4)}/><w:moveFrom {by()}>{run("a")}</w:moveFrom>'
            f'<w:moveFromRangeEnd w:id="4"/>{run("b")}<w:moveTo {by()}>{run("a")}</w:moveTo>'
        ),
        paragraph("ba"),
        paragraph("ab"),
    ),
    "paragraph restyled": (
        paragraph("a", STYLE_B + "<w:rPr><w:b/></w:rPr>" + formerly(STYLE_A)),
        paragraph("a", STYLE_B + "<w:rPr><w:b/></w:rPr>"),
        paragraph("a", STYLE_A + "<w:rPr><w:b/></w:rPr>"),
    ),
    "words made bold": (
        paragraph(run("a", f"<w:b/><w:rPrChange {by()}><w:rPr><w:i/></w:rPr></w:rPrChange>")),
        paragraph(run("a", "<w:b/>")),
        paragraph(run("a", "<w:i/>")),
    ),
    "mark made bold": (
        paragraph("a", f"<w:rPr><w:b/><w:rPrChange {by()}><w:rPr/></w:rPrChange></w:rPr>"),
        paragraph("a", "<w:rPr><w:b/></w:rPr>"),
        paragraph("a"),
    ),
    "cell shaded": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:noWrap/><w:tcPrChange {by()}><w:tcPr><w:vMerge/></w:tcPr></w:tcPrChange>"
        "</w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>",
        "<w:tbl><w:tr><w:tc><w:tcPr><w:noWrap/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>",
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>",
    ),
    "section changed": (
        f'<w:p/><w:sectPr><w:headerReference r:id="h"/><w:cols w:num="2"/><w:sectPrChange {by()}><w:sectPr>'
        "<w:bidi/></w:sectPr></w:sectPrChange></w:sectPr>",
        '<w:p/><w:sectPr><w:headerReference r:id="h"/><w:cols w:num="2"/></w:sectPr>',
        '<w:p/><w:sectPr><w:headerReference r:id="h"/><w:bidi/></w:sectPr>',
    ),
    "made a list item": (
        paragraph("a", f'<w:numPr><w:numId w:val="1"/><w:ins {by()}/></w:numPr>'),
        paragraph("a", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        paragraph("a"),
    ),
    "cells inserted and deleted": (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:cellIns {by()}/></w:tcPr>{paragraph(ins('ny'))}</w:tc>"
        f"<w:tc><w:tcPr><w:cellDel {by()}/></w:tcPr>{paragraph(deletion('gammel'))}</w:tc></w:tr></w:tbl><w:p/>",
        f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph('ny')}</w:tc></w:tr></w:tbl><w:p/>",
        f"<w:tbl><w:tr><w:tc><w:tcPr/>{paragraph('gammel')}</w:tc></w:tr></w:tbl><w:p/>",
    ),
    # --- what others put among ours ---
    "another's insertion beside ours": (
        paragraph(run("a") + ins("b") + ins("c", THEIRS)),
        paragraph(run("ab") + ins("c", THEIRS)),
        paragraph(run("a") + ins("c", THEIRS)),
    ),
    "another's insertion in ours": (
        paragraph(run("a") + ins(run("b") + ins("c", THEIRS) + run("d")) + run("e")),
        paragraph(run("ab") + ins("c", THEIRS) + run("de")),
        paragraph(run("a") + ins("c", THEIRS) + run("e")),
    ),
    "another's deletion in our insertion": (
        paragraph(run("a") + ins(run("b") + deletion("c", THEIRS))),
        paragraph(run("ab") + deletion("c", THEIRS)),
        paragraph("a"),
    ),
    "another's insertion in another's deletion in our insertion": (
        paragraph(run("a") + ins(deletion(gone("b") + ins(gone("c"), "Tredje"), THEIRS))),
        paragraph(run("a") + deletion(gone("b") + ins(gone("c"), "Tredje"), THEIRS)),
        paragraph(run("a") + deletion(ins(gone("c"), "Tredje"), THEIRS)),
    ),
    "our deletion in another's insertion": (
        paragraph(ins(run("a") + deletion("b") + run("c"), THEIRS)),
        paragraph(ins("ac", THEIRS)),
        paragraph(ins("abc", THEIRS)),
    ),
    "our insertion is all there is in another's deletion": (
        paragraph(run("a") + deletion(ins(gone("b")), THEIRS)),
        paragraph(run("a") + deletion("b", THEIRS)),
        paragraph("a"),
    ),
    "another deleted the mark that we inserted": (
        paragraph(ins("a"), f"<w:rPr><w:ins {by()}/><w:del {by(THEIRS)}/></w:rPr>") + paragraph("b"),
        paragraph("a", mark("del", THEIRS)) + paragraph("b"),
        paragraph("b"),
    ),
    "another wrote in the paragraph that we inserted": (
        BEFORE + paragraph(ins("Ny. ") + ins("Hans. ", THEIRS), mark("ins")) + AFTER,
        BEFORE + paragraph(run("Ny. ") + ins("Hans. ", THEIRS)) + AFTER,
        BEFORE + paragraph(ins("Hans. ", THEIRS) + run("Etter.")),
    ),
    "another wrote in the row that we inserted": (
        table(TWO_CELLS, row(paragraph(ins("a") + run("hans")), paragraph(ins("b")), kind="ins")),
        table(TWO_CELLS, row(paragraph("ahans"), paragraph("b"))),
        table(TWO_CELLS, row(paragraph("hans"), "<w:p/>")),
    ),
    "another wrote in the row that we deleted": (
        table(TWO_CELLS, row(paragraph(deletion("a") + ins("hans", THEIRS)), paragraph(deletion("b")), kind="del")),
        table(TWO_CELLS, row(paragraph(ins("hans", THEIRS)), "<w:p/>")),
        table(TWO_CELLS, row(paragraph(run("a") + ins("hans", THEIRS)), paragraph("b"))),
    ),
    "another's comment in the paragraph that we inserted": (
        BEFORE
        + paragraph(
            point("commentRangeStart", 1) + ins("Ny.") + point("commentRangeEnd", 1) + comment_reference(1), mark("ins")
        )
        + AFTER,
        BEFORE
        + paragraph(point("commentRangeStart", 1) + run("Ny.") + point("commentRangeEnd", 1) + comment_reference(1))
        + AFTER,
        BEFORE
        + paragraph(point("commentRangeStart", 1) + point("commentRangeEnd", 1) + comment_reference(1) + run("Etter.")),
    ),
    "another's comment in the row that we deleted": (
        table(TWO_CELLS, row(paragraph(deletion(gone("a") + comment_reference(1))), "<w:p/>", kind="del")) + AFTER,
        table(TWO_CELLS) + paragraph(comment_reference(1) + run("Etter.")),
        table(TWO_CELLS, row(paragraph(run("a") + comment_reference(1)), "<w:p/>")) + AFTER,
    ),
    "a bookmark from words before into the paragraph that we inserted": (
        paragraph(point("bookmarkStart", 1, "hans") + run("Før."))
        + paragraph(ins("Ny.") + point("bookmarkEnd", 1), mark("ins"))
        + AFTER,
        paragraph(point("bookmarkStart", 1, "hans") + run("Før."))
        + paragraph(run("Ny.") + point("bookmarkEnd", 1))
        + AFTER,
        paragraph(point("bookmarkStart", 1, "hans") + run("Før.")) + paragraph(point("bookmarkEnd", 1) + run("Etter.")),
    ),
    "a bookmark in the paragraph that we deleted": (
        BEFORE
        + paragraph(point("bookmarkStart", 1, "hans") + deletion("a") + point("bookmarkEnd", 1), mark("del"))
        + AFTER,
        BEFORE + paragraph(point("bookmarkStart", 1, "hans") + point("bookmarkEnd", 1) + run("Etter.")),
        BEFORE + paragraph(point("bookmarkStart", 1, "hans") + run("a") + point("bookmarkEnd", 1)) + AFTER,
    ),
    "a section of ours inserted": (
        BEFORE
        + paragraph(point("bookmarkStart", 1, "_seksjon_x") + ins("Ny.") + point("bookmarkEnd", 1), mark("ins"))
        + AFTER,
        BEFORE + paragraph(point("bookmarkStart", 1, "_seksjon_x") + run("Ny.") + point("bookmarkEnd", 1)) + AFTER,
        BEFORE + AFTER,
    ),
    "a section inserted last, by the mark before it": (
        paragraph(point("bookmarkStart", 2, "hans") + run("Før.") + point("bookmarkEnd", 2), mark("ins"))
        + paragraph(point("bookmarkStart", 1, "_seksjon_x") + ins("Ny.") + point("bookmarkEnd", 1), formerly()),
        paragraph(point("bookmarkStart", 2, "hans") + run("Før.") + point("bookmarkEnd", 2))
        + paragraph(point("bookmarkStart", 1, "_seksjon_x") + run("Ny.") + point("bookmarkEnd", 1)),
        paragraph(point("bookmarkStart", 2, "hans") + run("Før.") + point("bookmarkEnd", 2)),
    ),
    "a bookmark that came with the paragraph that we inserted": (
        BEFORE
        + paragraph(ins(point("bookmarkStart", 1, "ny") + run("Ny.") + point("bookmarkEnd", 1)), mark("ins"))
        + AFTER,
        BEFORE + paragraph(point("bookmarkStart", 1, "ny") + run("Ny.") + point("bookmarkEnd", 1)) + AFTER,
        BEFORE + AFTER,
    ),
    "a section of ours whose bookmark ends between paragraphs": (
        BEFORE
        + paragraph(point("bookmarkStart", 1, "_seksjon_x") + ins("Ny."), mark("ins"))
        + point("bookmarkEnd", 1)
        + AFTER,
        None,
        BEFORE + AFTER,
    ),
    "a bookmark that begins between paragraphs that are joined": (
        paragraph("En ", mark("del"))
        + point("bookmarkStart", 1, "b")
        + paragraph(run("to.") + point("bookmarkEnd", 1)),
        paragraph(run("En ") + point("bookmarkStart", 1, "b") + run("to.") + point("bookmarkEnd", 1)),
        paragraph("En ") + point("bookmarkStart", 1, "b") + paragraph(run("to.") + point("bookmarkEnd", 1)),
    ),
    "our deletion in another's deletion": (
        paragraph(run("a") + deletion(gone("b") + deletion("c") + gone("d"), THEIRS)),
        paragraph(run("a") + deletion(gone("bd"), THEIRS)),
        paragraph(run("a") + deletion(gone("bcd"), THEIRS)),
    ),
    "inserted after an empty paragraph with a bookmark": (
        paragraph(point("bookmarkStart", 2, "hans") + point("bookmarkEnd", 2), mark("ins"))
        + paragraph(ins("Ny."), formerly()),
        paragraph(point("bookmarkStart", 2, "hans") + point("bookmarkEnd", 2)) + paragraph("Ny."),
        paragraph(point("bookmarkStart", 2, "hans") + point("bookmarkEnd", 2)),
    ),
    "a range that ends between paragraphs, and one is inserted": (
        paragraph(point("bookmarkStart", 2, "hans") + run("Før."), mark("ins"))
        + paragraph(ins("Ny."), formerly())
        + point("bookmarkEnd", 2)
        + table(TWO_CELLS),
        None,
        paragraph(point("bookmarkStart", 2, "hans") + run("Før.")) + point("bookmarkEnd", 2) + table(TWO_CELLS),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_accepting_and_rejecting_our_changes(name: str) -> None:
    """Accepting gives what we suggest, rejecting what was there; other people's changes are as they were."""
    body, accepted, rejected = CASES[name]
    assert same(outcome(body, accepted=False), rejected), outcome(body, accepted=False)["word/document.xml"].decode()
    if accepted is not None:
        assert same(outcome(body, accepted=True), accepted), outcome(body, accepted=True)["word/document.xml"].decode()


@pytest.mark.parametrize("name", CASES)
def test_everybodys_changes_leave_no_trace(name: str) -> None:
    """When everybody's changes are accepted or rejected, nothing is tracked any more."""
    for change in (accept, reject):
        root = parse(document_xml(CASES[name][0]).encode())
        change(root)
        content = serialise(root)
        assert b"author" not in content
        assert b"delText" not in content


@pytest.mark.parametrize("name", CASES)
def test_a_part_is_written_only_when_it_changes(name: str) -> None:
    """A document without changes by the author keeps its very bytes."""
    parts = package(CASES[name][0])
    assert resolved(parts, accept=True, author="Ingen") == parts


def test_headers_and_notes_are_resolved_too() -> None:
    """Every part with text is accepted or rejected; of a note that we inserted the entry goes with its reference."""
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph(run("a") + reference.format(2) + ins(reference.format(3)))
    notes = '<w:footnote w:id="2">{}</w:footnote><w:footnote w:id="3">{}</w:footnote>'
    others = {
        "header1": story_xml("hdr", paragraph(run("topp") + ins("tekst"))),
        "footnotes": story_xml("footnotes", notes.format(paragraph(run("hans") + ins("vår")), paragraph("ny"))),
    }
    body += '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    parts = package(body, others=others)
    rejected = resolved(parts, accept=False, author=AUTHOR)
    assert b"tekst" not in rejected["word/header1.xml"]
    assert rejected["word/footnotes.xml"].count(b"<w:footnote ") == 1
    assert "vår".encode() not in rejected["word/footnotes.xml"]
    assert resolved(parts, accept=True, author=AUTHOR)["word/footnotes.xml"].count(b"<w:footnote ") == 2


def test_our_comments_go_with_our_changes() -> None:
    """Our comments go, entry and anchor; an answer to one stays, as a comment of its own, and so do other comments."""
    names = (
        'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
        'xmlns:w16="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
        'xmlns:w17="http://schemas.microsoft.com/office/word/2018/wordml/cex"'
    )
    comments = "".join(
        f'<w:comment {by(author, number)}><w:p w14:paraId="0000000{number}"/></w:comment>'
        for number, author in ((1, AUTHOR), (2, THEIRS), (3, THEIRS))
    )
    entry = '<w15:commentEx w15:paraId="0000000{}"{} w15:done="0"/>'
    extended = entry.format(1, "") + entry.format(2, ' w15:paraIdParent="00000001"') + entry.format(3, "")
    ids = "".join(f'<w16:commentId w16:paraId="0000000{n}" w16:durableId="A{n}"/>' for n in (1, 2, 3))
    extensible = "".join(f'<w17:commentExtensible w17:durableId="A{n}"/>' for n in (1, 2, 3))
    anchors = "".join(
        point("commentRangeStart", n) + run("a") + point("commentRangeEnd", n) + comment_reference(n) for n in (1, 2, 3)
    )
    others = {
        "comments": story_xml("comments", comments),
        "commentsExtended": f"<w15:commentsEx {names}>{extended}</w15:commentsEx>",
        "commentsIds": f"<w16:commentsIds {names}>{ids}</w16:commentsIds>",
        "commentsExtensible": f"<w17:commentsExtensible {names}>{extensible}</w17:commentsExtensible>",
    }
    result = resolved(package(paragraph(anchors), others=others), accept=False, author=AUTHOR)
    for part in ("document", "comments"):
        assert b'w:id="1"' not in result[f"word/{part}.xml"]
        assert b'w:id="2"' in result[f"word/{part}.xml"]
    assert result["word/document.xml"].count(b"<w:commentReference ") == 2
    assert result["word/commentsExtended.xml"].count(b"<w15:commentEx ") == 2
    assert b"paraIdParent" not in result["word/commentsExtended.xml"]
    assert result["word/commentsIds.xml"].count(b"<w16:commentId ") == 2
    assert result["word/commentsExtensible.xml"].count(b"<w17:commentExtensible ") == 2


def test_the_person_s_own_paragraph_is_the_one_that_stays() -> None:
    """Where a paragraph was inserted by the mark before it, rejecting leaves the element that was there first."""
    first = '<w:p w14:paraId="0A0B0C0D">' + paragraph("Før.", mark("ins")).removeprefix("<w:p>")
    body = first + paragraph(ins("Ny."), formerly()) + table(TWO_CELLS)
    xml = outcome(body, accepted=False)["word/document.xml"]
    assert b'w14:paraId="0A0B0C0D"' in xml


COUNTED = {
    "words replaced": 1,
    "paragraph inserted": 1,
    "paragraphs inserted": 3,
    "empty paragraph inserted": 1,
    "paragraph deleted": 1,
    "paragraph inserted before a table, by the mark before it": 1,
    "two paragraphs inserted last in a cell": 2,
    "row inserted": 1,
    "row deleted": 1,
    "link inserted": 1,
    "paragraph restyled": 1,
    "words made bold": 1,
    "cell shaded": 1,
    "another's insertion beside ours": 1,
    "our deletion in another's insertion": 1,
}


@pytest.mark.parametrize("name", COUNTED)
def test_suggestions_are_counted_as_a_person_counts(name: str) -> None:
    """What is changed in one place is one; a whole paragraph is one, and so is a whole row."""
    assert pending(package(CASES[name][0])) == COUNTED[name]


def test_two_places_in_a_paragraph_are_two_suggestions() -> None:
    """Between two suggestions stands something that is not suggested."""
    assert pending(package(paragraph(ins("a") + run("b") + deletion("c") + point("bookmarkEnd", 1) + ins("d")))) == 2
    assert pending(package(paragraph(ins("a", THEIRS)))) == 0


def test_it_takes_time_in_proportion_to_the_document() -> None:
    """2,000 paragraphs with changes, each joined to the next, take about ten times as long as 200."""

    def seconds(number: int) -> float:
        body = paragraph(deletion("a") + ins("b") + point("bookmarkStart", 1), mark("del")) * number + AFTER
        body += paragraph(run("a"), mark("ins")) * number + AFTER
        root = parse(document_xml(body).encode())
        began = time.process_time()
        accept(root, AUTHOR)
        reject(parse(document_xml(body).encode()), AUTHOR)
        return time.process_time() - began

    small = min(seconds(200) for _ in range(3))
    assert min(seconds(2000) for _ in range(2)) < max(40 * small, 1.5)
