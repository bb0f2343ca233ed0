"""What loops and conditions leave behind is mended, and nothing else is touched."""

from __future__ import annotations

import re

from pipeline.word.lint import lint
from pipeline.word.marks import resolve_marks
from tests.word_xml import document_xml, package, paragraph, story_xml

ROW = "<w:tr><w:tc><w:p/></w:tc></w:tr>"


def repaired(body: str) -> str:
    """Return the body after rendering; it must be one that Word opens."""
    content, _ = resolve_marks(document_xml(body), "word/document.xml")
    assert lint(package() | {"word/document.xml": content}) == ()
    text = content.decode()
    return text[text.index("<w:body>") + 8 : text.index("</w:body>")]


def table(*rows: str) -> str:
    """Return a table with these rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def test_a_cell_without_a_paragraph_gets_one() -> None:
    """A condition round all of a cell leaves a cell that Word refuses."""
    assert "<w:tc><w:tcPr/><w:p/></w:tc>" in repaired(table("<w:tr><w:tc><w:tcPr/>\n</w:tc></w:tr>"))


def test_a_cell_that_ends_with_a_table_gets_a_paragraph() -> None:
    """A nested table must be followed by a paragraph."""
    nested = table(ROW)
    assert f"{nested}<w:p/></w:tc>" in repaired(table(f"<w:tr><w:tc><w:p/>{nested}</w:tc></w:tr>"))


def test_a_table_without_rows_goes() -> None:
    """A loop over nothing leaves a table without rows; it goes, and nothing is put in its place beside other text."""
    assert repaired(paragraph("a") + table()) == paragraph("a")


def test_what_holds_only_an_empty_table_gets_a_paragraph() -> None:
    """A cell or a body whose only table goes must still hold a paragraph."""
    assert repaired(f"{table()}<w:sectPr/>") == "<w:p/><w:sectPr/>"
    assert "<w:tc><w:p/></w:tc>" in repaired(table(f"<w:tr><w:tc>{table()}</w:tc></w:tr>"))


def test_a_row_without_cells_goes() -> None:
    """A row that lost its cells is no row, and a table that lost its rows no table."""
    assert repaired(table(ROW, "<w:tr/>")) == table(ROW)
    assert repaired(table("<w:tr/>")) == "<w:p/>"


def test_rows_in_content_controls_count() -> None:
    """A repeating section keeps its rows in a content control; the table is not empty."""
    held = f"<w:sdt><w:sdtPr/><w:sdtContent>{ROW}</w:sdtContent></w:sdt>"
    assert repaired(table(held)) == table(held)


def test_an_empty_header_gets_a_paragraph() -> None:
    """A header whose only paragraph was a condition must still hold one."""
    content, _ = resolve_marks(story_xml("hdr", ""), "word/header1.xml")
    assert b"<w:p/></w:hdr>" in content


def bookmark(number: int, name: str, inside: str = "") -> str:
    """Return a bookmark round some content."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{inside}<w:bookmarkEnd w:id="{number}"/>'


def test_of_two_bookmarks_with_one_name_the_later_goes() -> None:
    """A loop doubles the bookmarks in it; names are unique whatever their case, and both ends go."""
    twice = paragraph(bookmark(3, "_seksjon_a")) + paragraph(bookmark(3, "_SEKSJON_A"))
    assert repaired(twice) == f"{paragraph(bookmark(3, '_seksjon_a'))}<w:p/>"


def test_bookmark_ids_become_unique() -> None:
    """Bookmarks of different names that share an id would end at each other's ends."""
    text = repaired(paragraph(bookmark(0, "a")) + paragraph(bookmark(0, "b")))
    starts = re.findall(r'bookmarkStart w:id="(\d+)"', text)
    assert len(set(starts)) == 2
    assert starts == re.findall(r'bookmarkEnd w:id="(\d+)"', text)


def test_half_bookmarks_are_made_whole_or_dropped() -> None:
    """An end without a start goes; a start without an end gets one, so that a section keeps its bookmark."""
    lost = '<w:p><w:bookmarkEnd w:id="7"/></w:p>'
    alone = '<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:r/></w:p>'
    kept = f"<w:p>{bookmark(1, 'a')}<w:r/></w:p>"
    assert repaired(lost + alone) == f"<w:p/>{kept}"


def test_pictures_and_controls_from_loops_get_ids_of_their_own() -> None:
    """Ids that are unique stay; of two that are equal the later gets a new one."""
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="{}" name="b"/></wp:inline></w:drawing></w:r>'
    control = '<w:sdt><w:sdtPr><w:id w:val="-5"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
    text = repaired(paragraph(drawing.format(7)) + paragraph(drawing.format(7) + control) + paragraph(control))
    assert re.findall(r'docPr id="(-?\d+)"', text)[0] == "7"
    for pattern in (r'docPr id="(-?\d+)"', r'w:id w:val="(-?\d+)"'):
        found = re.findall(pattern, text)
        assert len(set(found)) == len(found) == 2


def test_two_tables_in_a_row_are_kept_apart() -> None:
    """When the only paragraph between two tables vanishes, Word would show them as one table."""
    assert repaired(table(ROW) + table(ROW)) == f"{table(ROW)}<w:p/>{table(ROW)}"
