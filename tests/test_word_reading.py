"""What a reader sees of a document after accepting all tracked changes, and what not."""

from __future__ import annotations

from tests.word_xml import only, paragraph, read, run, story_xml, texts

HIDDEN_STYLES = story_xml(
    "styles",
    '<w:style w:type="character" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="MerSkjult"><w:name w:val="M"/><w:basedOn w:val="Skjult"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Intern"><w:name w:val="Intern"/><w:rPr><w:vanish/></w:rPr></w:style>',
)
REVISION = 'w:id="1" w:author="Kari" w:date="2026-01-01T00:00:00Z"'


def deleted(text: str) -> str:
    """Return a tracked deletion."""
    return f"<w:del {REVISION}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(instruction: str, result: str) -> str:
    """Return a complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f"{mark.format('separate')}{result}{mark.format('end')}"
    )


def box(text: str) -> str:
    """Return a text box as Word writes it: a new form and an older one."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:drawing>'
        f"{content}</w:drawing></mc:Choice><mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


# --- the seventeen cases of visibility --------------------------------------------------------------------------------


def test_inserted_text_is_seen() -> None:
    """A tracked insertion is there once it is accepted."""
    assert texts(paragraph(run("en ") + f"<w:ins {REVISION}>{run('ny')}</w:ins>")) == ["en ny"]


def test_deleted_text_is_not_seen() -> None:
    """A tracked deletion is gone once it is accepted."""
    assert texts(paragraph(run("en") + deleted(" gammel"))) == ["en"]


def test_moved_text_is_seen_where_it_went() -> None:
    """Text that was moved counts once, at its new place."""
    moved = f"<w:moveFrom {REVISION}>{run('flyttet')}</w:moveFrom>"
    assert texts(paragraph(run("her ") + moved) + paragraph(moved.replace("moveFrom", "moveTo"))) == ["her ", "flyttet"]


def test_text_in_a_block_control_is_seen() -> None:
    """A content control round whole paragraphs is looked through."""
    assert texts(f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('inni')}</w:sdtContent></w:sdt>") == ["inni"]


def test_text_in_an_inline_control_is_seen() -> None:
    """A content control within a paragraph is looked through."""
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('inni')}</w:sdtContent></w:sdt>"
    assert texts(paragraph(run("før ") + inline)) == ["før inni"]


def test_text_in_a_row_or_cell_control_is_seen() -> None:
    """Content controls round rows and cells are looked through, and the rows still count."""
    cell = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tc>{paragraph('celle')}</w:tc></w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt>"
    found = only(f"<w:tbl>{row}</w:tbl>")
    assert (found.text, found.table, found.row, found.cell) == ("celle", 0, 0, 0)


def test_text_in_a_smart_tag_is_seen() -> None:
    """Old documents mark names and places as smart tags."""
    assert texts(paragraph(f'<w:smartTag w:element="place">{run("Oslo")}</w:smartTag>')) == ["Oslo"]


def test_text_in_a_hyperlink_is_seen() -> None:
    """The words of a link are words."""
    assert texts(paragraph(f'<w:hyperlink w:anchor="x">{run("lenke")}</w:hyperlink>')) == ["lenke"]


def test_the_result_of_a_simple_field_is_seen() -> None:
    """A simple field's result is its content."""
    assert texts(paragraph(f'<w:fldSimple w:instr="AUTHOR">{run("Kari")}</w:fldSimple>')) == ["Kari"]


def test_the_result_of_a_complex_field_is_seen_but_not_its_instruction() -> None:
    """Also when another field stands inside the instruction."""
    nested = field("IF " + "</w:instrText></w:r>" + field("PAGE", run("7")) + "<w:r><w:instrText>", run("ja"))
    assert texts(paragraph(run("svar: ") + nested + run("!"))) == ["svar: ja!"]


def test_a_text_box_is_seen_once() -> None:
    """A text box is in the file twice; its paragraph comes after the one it is anchored in."""
    assert texts(paragraph(run("før") + box("i boksen")) + paragraph("etter")) == ["før", "i boksen", "etter"]


def test_an_old_text_box_is_seen() -> None:
    """A text box from before Word 2010 has one form only."""
    old = f"<w:r><w:pict><w:txbxContent>{paragraph('gammel boks')}</w:txbxContent></w:pict></w:r>"
    assert texts(paragraph(old)) == ["", "gammel boks"]


def test_a_nested_table_is_seen() -> None:
    """A table in a cell counts as a table of its own, between the paragraphs round it."""
    nested = f"<w:tbl><w:tr><w:tc>{paragraph('inni')}</w:tc></w:tr></w:tbl>"
    around = f"<w:tc>{paragraph('b')}{nested}{paragraph('c')}</w:tc>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc>{around}</w:tr></w:tbl>"
    found = [(each.text, each.table, each.row, each.cell) for each in read(body).paragraphs]
    assert found == [("a", 0, 0, 0), ("b", 0, 0, 1), ("inni", 1, 0, 0), ("c", 0, 0, 1)]


def test_hidden_text_is_not_seen() -> None:
    """Hidden by the run itself, by its style, or by what that is based on; and shown again by the run."""
    body = paragraph(
        run("a", "<w:vanish/>")
        + run("b", '<w:rStyle w:val="MerSkjult"/>')
        + run("c", '<w:rStyle w:val="Skjult"/><w:vanish w:val="0"/>')
        + run("d", '<w:vanish w:val="false"/>')
    ) + paragraph(run("e") + run("f", '<w:rStyle w:val="Skjult"/>'), '<w:pStyle w:val="Intern"/>')
    assert texts(body, others={"styles": HIDDEN_STYLES}) == ["cd", "f"]


def test_paragraphs_run_together_where_the_mark_is_deleted() -> None:
    """The words before a deleted paragraph mark belong to the next paragraph, whose style wins."""
    gone = f"<w:rPr><w:del {REVISION}/></w:rPr>"
    body = paragraph("en ", gone) + paragraph("to ", gone) + paragraph("tre", '<w:pStyle w:val="Overskrift2"/>')
    found = only(body)
    assert (found.text, found.level) == ("en to tre", 2)


def test_a_deleted_paragraph_is_gone_with_its_bookmarks() -> None:
    """A heading that is deleted with tracking does not lend its bookmark to the next one."""
    marked = '<w:bookmarkStart w:id="0" w:name="_seksjon_a"/><w:bookmarkEnd w:id="0"/>' + deleted("Om oss")
    found = only(paragraph(marked, f"<w:rPr><w:del {REVISION}/></w:rPr>") + paragraph("Lønn"))
    assert (found.text, found.bookmarks) == ("Lønn", ())


def test_headers_and_footers_come_after_the_body() -> None:
    """Only those that a section uses, each once, with the name of their part."""
    story = {f"header{number}": story_xml("hdr", paragraph(f"topp {number}")) for number in (1, 2)}
    story["footer1"] = story_xml("ftr", paragraph("bunn"))
    use = '<w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/>'
    body = paragraph("brødtekst", f"<w:sectPr>{use}</w:sectPr>") + f"<w:sectPr>{use}</w:sectPr>"
    found = read(body, others=story)
    assert [(each.text, each.part) for each in found.paragraphs] == [
        ("brødtekst", "word/document.xml"),
        ("topp 1", "word/header1.xml"),
        ("bunn", "word/footer1.xml"),
    ]
    assert [each.text for each in found.body] == ["brødtekst"]


# --- more -------------------------------------------------------------------------------------------------------------


def test_notes_that_are_referred_to_are_seen() -> None:
    """A footnote is read when the text still refers to it; separators and deleted ones are not."""
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(f"note {number}")}</w:footnote>' for number in (-1, 2, 3))
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph(run("tekst") + reference.format(2) + f"<w:del {REVISION}>{reference.format(3)}</w:del>")
    found = read(body, others={"footnotes": story_xml("footnotes", notes)})
    assert [each.text for each in found.paragraphs] == ["tekst", "note 2"]
    assert [each.number for each in found.paragraphs] == [0, 1]


def test_deleted_rows_and_cells_are_not_seen() -> None:
    """A row or a cell that is deleted with tracking is gone, and the others close up."""
    row = "<w:tr>{}<w:tc>{}" + paragraph("{}") + "</w:tc></w:tr>"
    gone = f"<w:trPr><w:del {REVISION}/></w:trPr>"
    cell = f"<w:tcPr><w:cellDel {REVISION}/></w:tcPr>"
    found = only(f"<w:tbl>{row.format(gone, '', 'a')}{row.format('', cell, 'b')}{row.format('', '', 'c')}</w:tbl>")
    assert (found.text, found.row) == ("c", 1)


def test_header_rows_are_known() -> None:
    """A row that repeats on every page is the heading of its table."""
    header = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{paragraph('Uke')}</w:tc></w:tr>"
    rows = read(f"<w:tbl>{header}<w:tr><w:tc>{paragraph('1')}</w:tc></w:tr></w:tbl>").paragraphs
    assert [each.header_row for each in rows] == [True, False]


def test_check_boxes_are_seen() -> None:
    """A check box reads as a box, whatever font or kind it is made with."""
    control = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{}"/></w14:checkbox></w:sdtPr>'
        '<w:sdtContent><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:sdtContent></w:sdt>'
    )
    symbols = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
    legacy = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert texts(paragraph(control.format(0) + control.format(1))) == ["☐☒"]
    assert texts(paragraph(symbols)) == ["☐☒"]
    assert texts(paragraph(legacy + run(" ja"))) == ["☒ ja"]


def test_characters_that_are_elements() -> None:
    """Tabs and breaks are one character, a no-break hyphen is a hyphen, hard spaces stay, soft hyphens go."""
    breaks, hyphens = "<w:tab/><w:br/><w:cr/>", "<w:noBreakHyphen/><w:softHyphen/>"
    inside = f"<w:t>a</w:t>{breaks}<w:t>50\xa0%\n</w:t>{hyphens}<w:t>b\xadc</w:t>"
    assert texts(paragraph(f"<w:r>{inside}</w:r>")) == ["a\t\n\n50\xa0% -bc"]


def test_formulas_and_ruby_are_seen() -> None:
    """The letters of a formula are text; reading aids above letters are not."""
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    ruby = f"<w:r><w:ruby><w:rt>{run('over')}</w:rt><w:rubyBase>{run('under')}</w:rubyBase></w:ruby></w:r>"
    assert texts(paragraph(formula + ruby)) == ["x+1under"]


def test_tracked_changes_and_comments_are_counted() -> None:
    """The report says how much of the document is still under discussion."""
    marked = f"<w:rPr><w:ins {REVISION}/></w:rPr><w:pPrChange {REVISION}><w:pPr/></w:pPrChange>"
    comments = "".join(
        f'<w:comment w:id="{number}" w:author="Kari">{paragraph("?")}</w:comment>' for number in range(2)
    )
    found = read(paragraph(run("a") + deleted("b"), marked), others={"comments": story_xml("comments", comments)})
    assert (found.tracked_changes, found.comments) == (3, 2)
    assert [each.text for each in found.paragraphs] == ["a"]


def test_the_fields_of_one_paragraph_do_not_hide_the_next() -> None:
    """A field that never ends hides no more than its own paragraph; a contents list runs over many."""
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert texts(paragraph(run("a") + broken + run("b")) + paragraph("c")) == ["a", "c"]
