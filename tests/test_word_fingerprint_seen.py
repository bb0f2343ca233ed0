"""Small things that a person can do in a document, and that editors do not do by themselves, are edits."""

from __future__ import annotations

import pytest

from pipeline.word.fingerprint import same_document
from tests.word_xml import docx, paragraph, run, story_xml

DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessing"
SHAPE = '<wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></wps:spPr></wps:wsp>'
GROUP = (
    f'<w:r><w:drawing xmlns:a="{DRAWN}/main" xmlns:pic="{DRAWN}/picture" xmlns:wpg="{SHAPES}Group" '
    f'xmlns:wps="{SHAPES}Shape"><wp:inline><wp:extent cx="100000" cy="100000"/><wp:docPr id="9" name="g"/><a:graphic>'
    f'<a:graphicData uri="{SHAPES}Group"><wpg:wgp><pic:pic><pic:blipFill><a:blip/></pic:blipFill><pic:spPr/></pic:pic>'
    f"{SHAPE}</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return f"{mark.format('begin')}{words}{mark.format('separate')}{result}{mark.format('end')}"


def _with_field(instruction: str, result: str) -> bytes:
    return docx(paragraph(_field(instruction, run(result))))


@pytest.mark.parametrize(
    ("instruction", "before", "after"),
    [
        ("PAGE", "1", "12"),
        ("PAGE \\* roman", "i", "iv"),
        ("NUMPAGES", "1", "10"),
        ("SEQ Tabell", "1", "2"),
        ("DATE", "22. november 2026", "23. november 2026"),
        ("FILESIZE", "12", "12 345"),
    ],
)
def test_what_an_editor_counts_anew_is_no_edit(instruction: str, before: str, after: str) -> None:
    """Page numbers, numbers of tables and today's date change by themselves."""
    assert same_document(_with_field(instruction, before), _with_field(instruction, after))


@pytest.mark.parametrize(
    ("instruction", "before", "after"),
    [
        ("PAGE", "1", "1, se også side ti"),
        ("SEQ Tabell", "1", "1 (foreløpig)"),
        ("CREATEDATE", "12. mai 2026", "12. mai 2026, utsatt"),
        ("SAVEDATE", "12. mai 2026", "i går"),
        ("FILENAME", "brev.docx", "Sak 12/345"),
        ("STYLEREF Tittel", "Brev", "Mitt brev"),
        ("LASTSAVEDBY", "En leser", "Bydelen"),
    ],
)
def test_words_in_a_field_are_an_edit(instruction: str, before: str, after: str) -> None:
    """What a person writes there is theirs, as long as no editor would have written it by itself."""
    assert not same_document(_with_field(instruction, before), _with_field(instruction, after))


def test_a_line_break_in_a_page_number_is_an_edit() -> None:
    """So is a paragraph's worth of words in it."""
    more = run("1") + "<w:r><w:br/></w:r>"
    assert not same_document(_with_field("PAGE", "1"), docx(paragraph(_field("PAGE", more))))


@pytest.mark.parametrize(("old", "new"), [("FF0000", "00FF00"), (SHAPE, SHAPE + SHAPE), (SHAPE, "")])
def test_a_shape_beside_a_picture_is_an_edit(old: str, new: str) -> None:
    """An arrow drawn on a picture, in the group that Word makes of the two."""
    assert not same_document(docx(paragraph(GROUP)), docx(paragraph(GROUP.replace(old, new, 1))))


@pytest.mark.parametrize(
    "setting",
    [
        "<w:removePersonalInformation/>",
        "<w:removeDateAndTime/>",
        '<w:footnotePr><w:pos w:val="beneathText"/></w:footnotePr>',
    ],
)
def test_a_setting_that_a_person_chose_is_an_edit(setting: str) -> None:
    """Names taken out of the file, and notes right below the text."""
    before, after = (
        docx(paragraph("Tekst"), others={"settings": story_xml("settings", f'<w:zoom w:percent="100"/>{said}')})
        for said in ("", setting)
    )
    assert not same_document(before, after)
