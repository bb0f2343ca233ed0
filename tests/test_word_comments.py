"""Comments put into a document: Word finds them, and the comments that were there are as they were."""

from __future__ import annotations

from io import BytesIO

import docx as python_docx
import pytest

from pipeline.word.comments import Comments
from pipeline.word.lint import lint
from pipeline.word.names import RELS, R, w
from pipeline.word.opc import content_types, relationships
from pipeline.word.package import read_package, write_package
from pipeline.word.parse import parse, serialise
from tests.office import Editor
from tests.word_xml import WORD_TYPE, package, paragraph, run, story_xml

MAIN = "word/document.xml"
MOMENT = "2026-11-22T00:00:00Z"
SOMEBODYS = '<w:comment w:id="4" w:author="En leser" w:date="2026-01-01T00:00:00Z"><w:p/></w:comment>'
ANCHORS = '<w:commentRangeStart w:id="4"/>{}<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'


def commented(parts: dict[str, bytes], *comments: tuple[str, ...], path: str = ".//w:r[1]") -> dict[str, bytes]:
    """Return the package with these comments, all anchored to the same element."""
    put_in = Comments(parts, "make-docs", MOMENT)
    body = parse(parts[MAIN], MAIN)
    anchored = body.find(path, {"w": w("x")[1:-2]})
    assert anchored is not None
    for words in comments:
        Comments.anchor(anchored, anchored, put_in.add(words))
    return put_in.parts({**parts, MAIN: serialise(body)})


def said(parts: dict[str, bytes]) -> list[tuple[int, str, str, str]]:
    """Return number, author, initials and words of each comment, as python-docx reads them."""
    document = python_docx.Document(BytesIO(write_package(parts)))
    return [(each.comment_id, each.author, each.initials or "", each.text) for each in document.comments]


def test_a_document_without_comments_gets_the_part() -> None:
    """The comments part, its relationship and its content type are made, and Word's rules are kept."""
    parts = package(paragraph("Ord"))
    after = commented(parts, ("KONFLIKT: begge har endret", "Du skrev «Ord».\nDet står."))
    assert said(after) == [(0, "make-docs", "md", "KONFLIKT: begge har endret\nDu skrev «Ord».\nDet står.")]
    assert lint(after) == ()
    assert after.keys() - parts.keys() == {"word/comments.xml"}
    bold = [each.find(w("rPr")) is not None for each in parse(after["word/comments.xml"]).iter(w("r"))]
    assert bold == [False, True, False]  # the mark of the comment, the heading, the rest


def test_nothing_added_changes_no_byte() -> None:
    """Without comments the package is as it was."""
    parts = package(paragraph("Ord"))
    assert Comments(parts, "make-docs", MOMENT).parts(parts) == parts


def test_comments_that_are_there_stay_and_numbers_are_fresh() -> None:
    """Somebody's comment is as it was, and ours get numbers that no comment and no anchor has."""
    parts = package(
        paragraph(ANCHORS.format(run("Ord")) + '<w:commentRangeStart w:id="9"/><w:commentRangeEnd w:id="9"/>'),
        others={"comments": story_xml("comments", SOMEBODYS)},
    )
    after = commented(parts, ("Første",), ("Andre",))
    assert [number for number, *_ in said(after)] == [4, 10, 11]
    assert SOMEBODYS.encode() in after["word/comments.xml"]
    assert {part for part in parts if parts[part] != after[part]} == {MAIN, "word/comments.xml"}
    assert lint(after) == ()


def test_the_part_may_have_another_name() -> None:
    """A document whose comments lie elsewhere keeps them there; a stray part of our name is not overwritten."""
    parts = package(paragraph("Ord"))
    parts |= {"word/Comments.xml": b"<x/>"}
    after = commented(parts, ("Hei",))
    assert after["word/Comments.xml"] == b"<x/>"
    assert [arrow.target for arrow in relationships(after, MAIN)] == ["word/comments1.xml"]
    assert (content_types(after).of("word/comments1.xml") or "").endswith(".comments+xml")
    elsewhere = package(
        paragraph("Ord"), arrows=f'<Relationship Id="rId1" Type="{R}/comments" Target="/annet/merknader.xml"/>'
    )
    elsewhere["annet/merknader.xml"] = story_xml("comments", SOMEBODYS).encode()
    declared = f'<Override PartName="/annet/merknader.xml" ContentType="{WORD_TYPE}.comments+xml"/></Types>'.encode()
    elsewhere["[Content_Types].xml"] = elsewhere["[Content_Types].xml"].replace(b"</Types>", declared)
    assert [number for number, *_ in said(commented(elsewhere, ("Hei",)))] == [4, 5]


def test_a_document_without_relationships_gets_them() -> None:
    """The relationships part and its content type are made when the document has none."""
    parts = package(paragraph("Ord"))
    del parts["word/_rels/document.xml.rels"]
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b'Extension="rels"', b'Extension="arrows"')
    after = commented(parts, ("Hei",))
    assert (content_types(after).of("word/_rels/document.xml.rels") or "").endswith("relationships+xml")
    assert f'xmlns="{RELS}"'.encode() in after["word/_rels/document.xml.rels"]
    assert said(after) == [(0, "make-docs", "md", "Hei")]
    assert lint(after) == ()


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (paragraph(run("Ord"), "<w:keepNext/>"), ".//w:r"),
        (paragraph(run("Ord"), "<w:keepNext/>"), ".//w:p"),
        ("<w:p><w:pPr><w:keepNext/></w:pPr></w:p>", ".//w:pPr"),
        ("<w:p/>", ".//w:p"),
        (f'<w:p><w:ins w:id="1" w:author="make-docs">{run("Ord")}</w:ins></w:p>', ".//w:r"),
        (f"<w:p><w:hyperlink w:anchor='x'>{run('Ord')}</w:hyperlink></w:p>", ".//w:t"),
    ],
)
def test_the_anchor_stands_around_children_of_the_paragraph(body: str, path: str) -> None:
    """The anchor never lies in an insertion or a link, which may go, nor before the properties of the paragraph."""
    parts = package(body)
    after = commented(parts, ("Hei",), path=path)
    paragraph_after = next(parse(after[MAIN]).iter(w("p")))
    tags = [child.tag for child in paragraph_after if child.tag != w("pPr")]
    assert tags[0] == w("commentRangeStart")
    assert tags[-2:] == [w("commentRangeEnd"), w("r")]
    assert paragraph_after[-1][0].get(w("id")) == "0"
    assert len(tags) == 3 + (b"Ord" in parts[MAIN])
    assert lint(after) == ()


def test_a_comment_on_a_table_is_in_its_first_and_last_paragraph() -> None:
    """A table cannot hold anchors itself, so that its cells do."""
    cell = "<w:tc>" + paragraph("{}") + "</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format('a')}{cell.format('b')}</w:tr></w:tbl>"
    after = commented(package(f"{table}<w:p/>"), ("Hei",), path=".//w:tbl")
    first, last = [[child.tag for child in each] for each in parse(after[MAIN]).iter(w("p"))][:2]
    assert first == [w("commentRangeStart"), w("r")]
    assert last == [w("r"), w("commentRangeEnd"), w("r")]
    assert lint(after) == ()


def test_libreoffice_finds_the_comment(editor: Editor) -> None:
    """Another editor opens the document, shows the comment where it was put, and keeps it."""
    after = commented(package(paragraph("Ord") + "<w:sectPr/>"), ("KONFLIKT: begge", "Du skrev «Ord».\nDet står."))
    saved = read_package(editor.resave(write_package(after)), "lagret.docx")
    ((_, author, _, words),) = said(saved)
    assert author == "make-docs"
    assert words.split() == ["KONFLIKT:", "begge", "Du", "skrev", "«Ord».", "Det", "står."]
    marks = [each.tag for each in parse(saved[MAIN]).iter(w("commentRangeStart"), w("t"), w("commentRangeEnd"))]
    assert marks == [w("commentRangeStart"), w("t"), w("commentRangeEnd")]
