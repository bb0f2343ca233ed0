"""A document taken apart: its body, headers and footers as blocks, and the element behind each handle."""

from __future__ import annotations

from dataclasses import fields

import pytest

from pipeline.errors import DocumentUnreadable
from pipeline.word.blocks import Block, Container, RowBlock, TableBlock, TextBlock
from pipeline.word.manuscript import Manuscript
from pipeline.word.names import w
from tests.tracked_xml import by, comment_reference, deletion, formerly, ins, mark, point, row, table
from tests.word_xml import package, paragraph, run, story_xml

STYLES = story_xml(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="c"><w:name w:val="Quote"/></w:style>',
)
BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))


def taken_apart(body: str, **others: str) -> Manuscript:
    """The document with this body, taken apart."""
    return Manuscript(package(body, others={"styles": STYLES, **others}))


def blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a document with this body."""
    return taken_apart(body).containers[0].blocks


def only(body: str) -> TextBlock:
    """The one paragraph of the body."""
    (found,) = blocks(body)
    assert isinstance(found, TextBlock)
    return found


def grid(body: str) -> TableBlock:
    """The one table of the body."""
    (found,) = blocks(body)
    assert isinstance(found, TableBlock)
    return found


def words(block: Block | RowBlock) -> str:
    """The words of a block."""
    return "".join(block.words)


# --- paragraphs -----------------------------------------------------------------------------------------------------


def test_a_paragraph() -> None:
    """Its words, and what is known of it."""
    found = only(paragraph("Vi møtes."))
    assert (found.keys, found.shown) == (("Vi", " ", "møtes", "."), (0, 2, 3, 8, 9))
    assert (found.style, found.level, found.look) == ("normal", None, "")
    assert (found.part, found.number, found.numbering) == ("word/document.xml", 0, None)
    flags = {each.name for each in fields(found) if getattr(found, each.name) is True}
    assert flags == set()


def test_styles_are_known_by_name() -> None:
    """The ids of styles differ from file to file, and capitals in names; the style of a heading gives its level."""
    heading, quote = blocks(paragraph("A", '<w:pStyle w:val="b"/>') + paragraph("B", '<w:pStyle w:val="c"/>'))
    assert isinstance(heading, TextBlock)
    assert isinstance(quote, TextBlock)
    assert (heading.style, heading.level) == ("heading 2", 2)
    assert (quote.style, quote.level) == ("quote", None)


def test_paragraphs_are_numbered_through_tables() -> None:
    """The number is the one that field spans count with."""
    first, grid_block, last = blocks(
        paragraph("en") + table(row(paragraph("to"), paragraph("tre"))) + paragraph("fire")
    )
    assert isinstance(first, TextBlock)
    assert isinstance(grid_block, TableBlock)
    assert isinstance(last, TextBlock)
    inside = [block for cell in grid_block.rows[0].cells for block in cell.blocks]
    assert [getattr(each, "number", None) for each in (first, *inside, last)] == [0, 1, 2, 3]


def test_the_look_is_what_the_paragraph_says_itself() -> None:
    """In one order, without style, section and tracked changes; lists by their level."""
    indent, centred = '<w:ind w:left="567"/>', '<w:jc w:val="center"/>'
    look = only(paragraph("A", indent + centred)).look
    assert look
    assert look == only(paragraph("A", centred + indent)).look
    assert look != only(paragraph("A", indent)).look
    assert look == only(paragraph("A", f'<w:pStyle w:val="c"/>{indent}{centred}{formerly(indent)}')).look
    assert only(paragraph("A", "<w:sectPr/>")).look == ""


def test_a_list_is_known_by_its_level() -> None:
    """The id is kept apart, since it differs from file to file."""
    items = [
        only(paragraph("A", f'<w:numPr>{level}<w:numId w:val="{number}"/></w:numPr>'))
        for level, number in (('<w:ilvl w:val="0"/>', 3), ("", 7), ('<w:ilvl w:val="1"/>', 3))
    ]
    assert [each.numbering for each in items] == ["3", "7", "3"]
    assert items[0].look == items[1].look != items[2].look


@pytest.mark.parametrize(
    "content",
    [run("A") + ins("B"), run("A") + deletion("B"), "<w:r><w:rPr><w:rPrChange/></w:rPr><w:t>A</w:t></w:r>"],
    ids=["inserted", "deleted", "formatted"],
)
def test_a_paragraph_with_tracked_changes_is_frozen(content: str) -> None:
    """They are a person's, ours are gone when a document is taken apart."""
    assert only(paragraph(content)).frozen


@pytest.mark.parametrize("properties", [mark("ins"), mark("del"), formerly()])
def test_a_paragraph_with_a_tracked_mark_is_frozen(properties: str) -> None:
    """The mark and the properties count as well."""
    assert only(paragraph("A", properties)).frozen


def test_a_field_over_several_paragraphs_is_frozen() -> None:
    """All paragraphs from its beginning to its end, and no more."""
    found = blocks(paragraph(run("A") + BEGIN) + paragraph("B") + paragraph(END + run("C")) + paragraph("D"))
    assert [isinstance(each, TextBlock) and each.frozen for each in found] == [True, True, True, False]
    assert not only(paragraph(BEGIN + run("A") + END)).frozen


@pytest.mark.parametrize(
    "content", [point("commentRangeStart", 1) + run("A"), run("A") + comment_reference(1)], ids=["start", "reference"]
)
def test_a_paragraph_with_a_comment_is_held(content: str) -> None:
    """Where a comment begins, or is shown."""
    assert only(paragraph(content)).held
    assert not only(paragraph(point("bookmarkStart", 1, "a") + run("A"))).held


def test_a_paragraph_that_ends_a_section() -> None:
    """Its mark holds the properties of the section."""
    assert only(paragraph("A", "<w:sectPr/>")).ends_section


def test_what_is_pending_is_told_by_place() -> None:
    """The places are counted in the document without suggestions."""
    body = paragraph("en") + table(row(paragraph("to"), paragraph("tre")), row(paragraph("fire"), paragraph("fem")))
    places = {("word/document.xml", w("p"), 1), ("word/document.xml", w("tr"), 1), ("word/header1.xml", w("p"), 0)}
    (first, grid_block) = Manuscript(package(body), places).containers[0].blocks
    assert isinstance(first, TextBlock)
    assert isinstance(grid_block, TableBlock)
    inside = [block for each in grid_block.rows for cell in each.cells for block in cell.blocks]
    assert [isinstance(each, TextBlock) and each.pending for each in (first, *inside)] == [
        *(False, True),
        *(False, False, False),
    ]
    assert [each.pending for each in grid_block.rows] == [False, True]


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_table() -> None:
    """Rows, cells and their blocks, also a table in a cell."""
    inner = table(row(paragraph("tre")))
    found = grid(table(row(paragraph("en"), paragraph("to")), row(inner + paragraph("fire"), paragraph("fem"))))
    assert [words(each) for each in found.rows] == ["ento", "trefirefem"]
    assert [len(cell.blocks) for each in found.rows for cell in each.cells] == [1, 1, 2, 1]
    assert isinstance(found.rows[1].cells[0].blocks[0], TableBlock)


def test_the_shape_of_a_cell() -> None:
    """How many columns it spans, and whether it is one with the cell above."""
    cells = "".join(
        f"<w:tc><w:tcPr>{each}</w:tcPr><w:p/></w:tc>"
        for each in ('<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="1"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>")
    )
    found = grid(f"<w:tbl><w:tr>{cells}<w:tc><w:p/></w:tc></w:tr></w:tbl>")
    assert found.rows[0].shape == ("2", "", " restart", " continue", "")


def test_rows_and_cells_that_somebody_deleted_are_not_there() -> None:
    """As when all tracked changes are accepted; a row that somebody inserted is there, and frozen."""
    body = table(row(paragraph("en")), row(paragraph("to"), kind="del"), row(paragraph("tre"), kind="ins"))
    assert [words(each) for each in grid(body).rows] == ["en", "tre"]
    assert [each.frozen for each in grid(body).rows] == [False, True]
    gone = f"<w:tc><w:tcPr><w:cellDel {by()}/></w:tcPr>{paragraph('borte')}</w:tc>"
    assert len(grid(table(row(paragraph("en"))).replace("</w:tr>", f"{gone}</w:tr>")).rows[0].cells) == 1


# --- what is seen through -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "around",
    ["<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml>{}</w:customXml>", "<w:ins>{}</w:ins>"],
)
def test_what_only_wraps_blocks(around: str) -> None:
    """Paragraphs and tables in it, and rows and cells, are those of the document."""
    inside = paragraph("en") + table(row(paragraph("to")))
    assert [words(each) for each in blocks(around.format(inside) + paragraph("tre"))] == ["en", "to", "tre"]
    rows = table(row(paragraph("to"))).replace("<w:tr>", around.split("{}")[0] + "<w:tr>")
    rows = rows.replace("</w:tr>", "</w:tr>" + around.split("{}")[1])
    assert words(grid(rows)) == "to"


# --- headers, footers and handles -----------------------------------------------------------------------------------

HEADER = story_xml("hdr", paragraph("Øverst"))
FOOTER = story_xml("ftr", paragraph("Nederst"))
SECTION = (
    '<w:sectPr><w:headerReference w:type="first" r:id="header1"/><w:headerReference r:id="header2"/>'
    '<w:footerReference w:type="default" r:id="footer1"/><w:footerReference w:type="even" r:id="footer9"/></w:sectPr>'
)


def parts_of(*containers: Container) -> list[tuple[str, str, str]]:
    """The kind, part and words of each container."""
    return [(each.kind, each.part, "".join(map(words, each.blocks))) for each in containers]


def test_headers_and_footers() -> None:
    """They are known by their section and type; one that is not there is left out."""
    found = taken_apart(paragraph("Midt") + SECTION, header1=HEADER, header2=HEADER, footer1=FOOTER)
    assert parts_of(*found.containers) == [
        ("body", "word/document.xml", "Midt"),
        ("header 0 first", "word/header1.xml", "Øverst"),
        ("header 0 default", "word/header2.xml", "Øverst"),
        ("footer 0 default", "word/footer1.xml", "Nederst"),
    ]


def test_a_header_of_two_sections_is_one() -> None:
    """It is merged once."""
    one = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    found = taken_apart(paragraph("A", one) + paragraph("B") + one, header1=HEADER)
    assert [each.kind for each in found.containers] == ["body", "header 0 default"]


def test_a_handle_leads_back() -> None:
    """Each block has a handle of its own, and with it its element, its part and itself."""
    found = taken_apart(paragraph("en") + table(row(paragraph("to"))) + SECTION, header1=HEADER)
    first, grid_block = found.containers[0].blocks
    assert isinstance(grid_block, TableBlock)
    cell = grid_block.rows[0].cells[0]
    top = found.containers[1]
    tags = [found.element(each.handle).tag for each in (first, grid_block, grid_block.rows[0], cell, cell.blocks[0])]
    assert tags == [w("p"), w("tbl"), w("tr"), w("tc"), w("p")]
    assert found.line(grid_block.rows[0].handle) is grid_block.rows[0]
    assert found.line(top.blocks[0].handle) is top.blocks[0]
    assert found.part(top.blocks[0].handle) == "word/header1.xml"
    assert found.element(top.handle) is found.roots["word/header1.xml"]
    assert found.inline(first.handle).keys == ("en",)


def test_a_part_that_cannot_be_read() -> None:
    """A header that is no XML is a fault of the file."""
    with pytest.raises(DocumentUnreadable):
        taken_apart(paragraph("A") + SECTION, header1="<w:hdr")


# --- what wholes are known by ---------------------------------------------------------------------------------------


def key(
    body: str, arrows: str = "", others: dict[str, str] | None = None, media: dict[str, bytes] | None = None
) -> str:
    """The key of the one token of a paragraph."""
    parts = package(paragraph(body), arrows=arrows, others=others) | (media or {})
    (found,) = Manuscript(parts).containers[0].blocks
    assert isinstance(found, TextBlock)
    assert len(found.keys) == 1
    return found.keys[0]


def arrow(name: str, kind: str, target: str, mode: str = "") -> str:
    """A relationship of the document."""
    where = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return f'<Relationship Id="{name}" Type="{where}" Target="{target}"{mode}/>'


def test_a_link_is_known_by_its_words_and_address() -> None:
    """Not by the id of its relationship."""

    def link(name: str, address: str, said: str = "her") -> str:
        outside = arrow(name, "hyperlink", address, ' TargetMode="External"')
        return key(f'<w:hyperlink r:id="{name}">{run(said)}</w:hyperlink>', outside)

    assert link("rId7", "https://a.no/") == link("rId9", "https://a.no/")
    assert link("rId7", "https://a.no/") != link("rId7", "https://b.no/")
    assert link("rId7", "https://a.no/") != link("rId7", "https://a.no/", "der")
    inside, other = (key(f'<w:hyperlink w:anchor="{name}">{run("her")}</w:hyperlink>') for name in ("mål", "tid"))
    assert inside != other


def test_a_picture_is_known_by_its_bytes() -> None:
    """Not by its name or id."""

    def picture(name: str, file: str, content: bytes) -> str:
        blip = f'<a:blip xmlns:a="urn:a" r:embed="{name}"/>'
        drawing = f"<w:r><w:drawing>{blip}</w:drawing></w:r>"
        return key(drawing, arrow(name, "image", f"media/{file}"), media={f"word/media/{file}": content})

    assert picture("rId7", "a.png", b"1") == picture("rId8", "b.png", b"1")
    assert picture("rId7", "a.png", b"1") != picture("rId7", "a.png", b"2")


def test_a_note_is_known_by_its_words() -> None:
    """Not by its number."""

    def note(number: int, said: str) -> str:
        notes = f'<w:footnote w:id="{number}">{paragraph(said)}</w:footnote>'
        reference = f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
        return key(reference, others={"footnotes": story_xml("footnotes", notes)})

    assert note(2, "Se loven.") == note(5, "Se loven.")
    assert note(2, "Se loven.") != note(2, "Se avtalen.")


def test_a_check_box_is_known_by_its_tick() -> None:
    """A tick is a difference, though the sign that stands there is the same."""

    def box(checked: int) -> str:
        state = f'<w:sdtPr><w14:checkbox><w14:checked w14:val="{checked}"/></w14:checkbox></w:sdtPr>'
        return key(f"<w:sdt>{state}<w:sdtContent>{run('☐')}</w:sdtContent></w:sdt>")

    assert box(0) != box(1)


def test_a_simple_field_is_known_by_its_instruction() -> None:
    """PAGE is not NUMPAGES."""
    page, pages = (key(f'<w:fldSimple w:instr="{each}">{run("1")}</w:fldSimple>') for each in ("PAGE", "NUMPAGES"))
    assert page != pages
