"""Layout follows the template only where nothing at all is a person's: what they did there is never taken away."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from pipeline.word.layout import follow
from pipeline.word.names import W14, R
from pipeline.word.package import read_package
from tests.word_xml import docx, paragraph, run, story_xml

Parts = Mapping[str, bytes]
RELATIONS = "word/_rels/document.xml.rels"
HEADER, STYLES, NUMBERING = "word/header1.xml", "word/styles.xml", "word/numbering.xml"
SHADOW = f'<w14:shadow xmlns:w14="{W14}" w14:blurRad="50800"/>'
NOT_SPELLED = "<w:noProof/>"
LEVELS = (
    '<w:abstractNum w:abstractNumId="{0}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{1}"/>'
    '<w:pPr><w:ind w:left="340"/></w:pPr></w:lvl></w:abstractNum>'
)
LISTS = (
    f"{LEVELS.format(0, '-')}{LEVELS.format(1, '*')}"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
SHEET = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    '</w:numPr></w:pPr><w:rPr><w:color w:val="000000"/></w:rPr></w:style>'
)
LISTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def _field(instruction: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    return f"{mark.format('begin')}{words}{mark.format('separate')}{run(result)}{mark.format('end')}"


def _document(header: str) -> dict[str, bytes]:
    section = (
        '<w:sectPr><w:headerReference r:id="header1" w:type="default"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    others = {
        "header1": story_xml("hdr", header),
        "styles": story_xml("styles", SHEET),
        "numbering": story_xml("numbering", LISTS),
    }
    return read_package(docx(f"{paragraph('Tekst')}{section}", others=others), "")


def _edited(parts: Parts, part: str, old: str, new: str) -> dict[str, bytes]:
    text = parts[part].decode()
    assert old in text
    return {**parts, part: text.replace(old, new, 1).encode()}


BASE = _document(
    f"{paragraph(run('Enhet: ') + _field('DOCPROPERTY Enhet', 'Bydel X'))}{paragraph('Punkt', LISTED)}"
    f"{paragraph(run('Side ') + _field('PAGE', '1'))}"
)
# The template gets a new look for all that can have one.
THEIRS = _edited(BASE, HEADER, "<w:p>", '<w:p><w:pPr><w:jc w:val="right"/></w:pPr>')
RED = _edited(BASE, STYLES, "000000", "FF0000")
NARROW = _edited(BASE, NUMBERING, "340", "300")
LARGE = _edited(BASE, STYLES, 'w:sz w:val="22"', 'w:sz w:val="24"')
ITEM = '<w:r><w:t xml:space="preserve">Punkt'


def test_a_header_that_nobody_touched_follows() -> None:
    """The page was counted anew, runs were divided, and an editor left its ids: nobody touched that."""
    after, told = follow(BASE, BASE, THEIRS)
    assert (told, b'w:jc w:val="right"' in after[HEADER]) == (("topptekst",), True)
    counted = _edited(BASE, HEADER, ">1<", ">12<")
    counted = _edited(counted, HEADER, "Bydel X", 'Byd</w:t></w:r><w:r w:rsidR="00AB12CD"><w:t>el X')
    after, told = follow(BASE, counted, THEIRS)
    assert (told, b'w:jc w:val="right"' in after[HEADER]) == (("topptekst",), True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("Bydel X", "Bydel Y", id="words in a field that nobody computes"),
        pytest.param("Bydel X</w:t></w:r>", "Bydel X</w:t></w:r><w:r><w:t> avd. 2</w:t></w:r>", id="words beside them"),
        pytest.param(">1<", ">1 av noen få<", id="words in a page number"),
        pytest.param('w:numId w:val="1"', 'w:numId w:val="2"', id="another list"),
        pytest.param(ITEM, ITEM.replace("<w:r>", f"<w:r><w:rPr>{SHADOW}</w:rPr>"), id="a text effect"),
        pytest.param(ITEM, ITEM.replace("<w:r>", '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr>'), id="another language"),
        pytest.param(ITEM, f'<w:permStart w:id="4" w:edGrp="everyone"/>{ITEM}', id="a permission"),
        pytest.param(ITEM, f'<w:moveFromRangeStart w:id="4" w:name="m" w:author="En leser"/>{ITEM}', id="a move"),
        pytest.param(ITEM, f'<w:bookmarkStart w:id="1" w:name="m"/><w:bookmarkEnd w:id="1"/>{ITEM}', id="a bookmark"),
        pytest.param(ITEM, f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/min"/></w:sdtPr></w:sdt>{ITEM}', id="bound data"),
    ],
)
def test_a_header_that_somebody_touched_stays(old: str, new: str) -> None:
    """Whatever a person did in it, their header is as they left it, and looks as it did."""
    ours = _edited(BASE, HEADER, old, new)
    assert follow(BASE, ours, THEIRS) == (ours, ())


@pytest.mark.parametrize(
    ("theirs", "told"),
    [(RED, "stilen Punktliste"), (NARROW, "listene"), (LARGE, "standardene for skrift og avsnitt")],
)
def test_definitions_that_nobody_touched_follow(theirs: Parts, told: str) -> None:
    """So they do in this document too."""
    assert follow(BASE, BASE, theirs)[1] == (told,)


@pytest.mark.parametrize(
    ("theirs", "part", "old", "new"),
    [
        pytest.param(RED, STYLES, '"000000"/>', f'"000000"/>{SHADOW}', id="a text effect in a style"),
        pytest.param(RED, STYLES, '"000000"/>', f'"000000"/>{NOT_SPELLED}', id="a style that is not spelled"),
        pytest.param(RED, STYLES, 'w:numId w:val="1"', 'w:numId w:val="2"', id="a style in another list"),
        pytest.param(LARGE, STYLES, '"22"/>', f'"22"/>{SHADOW}', id="a text effect everywhere"),
        pytest.param(NARROW, NUMBERING, "<w:pPr>", '<w:lvlPicBulletId w:val="0"/><w:pPr>', id="a picture as bullet"),
        pytest.param(NARROW, NUMBERING, "</w:lvl>", f"<w:rPr>{SHADOW}</w:rPr></w:lvl>", id="a text effect in a list"),
    ],
)
def test_definitions_that_somebody_touched_stay(theirs: Parts, part: str, old: str, new: str) -> None:
    """What would be taken away if the definition followed, keeps it from following."""
    ours = _edited(BASE, part, old, new)
    assert follow(BASE, ours, theirs) == (ours, ())


def test_what_was_in_a_definition_already_follows_with_it() -> None:
    """A text effect that the template gave is nobody's edit."""
    base = _edited(BASE, STYLES, '"000000"/>', f'"000000"/>{SHADOW}')
    theirs = _edited(base, STYLES, "000000", "FF0000")
    after, told = follow(base, base, theirs)
    assert told == ("stilen Punktliste",)
    assert re.search(rb'FF0000"/><w14:shadow', after[STYLES])


def _with_theme(parts: Parts, font: str, colour: str) -> dict[str, bytes]:
    """Return the document with a theme, and a list style that has its font and its colour from there."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    theme = (
        f'<a:theme xmlns:a="{a}"><a:themeElements><a:clrScheme><a:accent1><a:srgbClr val="{colour}"/></a:accent1>'
        f'</a:clrScheme><a:fontScheme><a:minorFont><a:latin typeface="{font}"/></a:minorFont></a:fontScheme>'
        "</a:themeElements></a:theme>"
    )
    rels = parts[RELATIONS].decode()
    arrow = f'<Relationship Id="theme1" Type="{R}/theme" Target="theme1.xml"/></Relationships>'
    parts = {**parts, "word/theme1.xml": theme.encode(), RELATIONS: rels.replace("</Relationships>", arrow).encode()}
    parts = _edited(parts, STYLES, '<w:color w:val="', '<w:color w:themeColor="accent1" w:val="')
    return _edited(parts, STYLES, '<w:sz w:val="22"', '<w:rFonts w:asciiTheme="minorHAnsi"/><w:sz w:val="22"')


@pytest.mark.parametrize(("font", "colour"), [("Georgia", "000000"), ("Calibri", "00FF00")])
def test_a_design_that_the_person_chose_stays(font: str, colour: str) -> None:
    """Another font or colour in the theme is their look of all styles that get theirs from there."""
    base = _with_theme(BASE, "Calibri", "000000")
    ours = _with_theme(BASE, font, colour)
    theirs = _edited(base, STYLES, 'w:themeColor="accent1" w:val="000000"', 'w:val="FF0000"')
    theirs = _edited(theirs, STYLES, 'w:asciiTheme="minorHAnsi"', 'w:ascii="Arial"')
    assert follow(base, base, theirs)[1] == ("standardene for skrift og avsnitt", "stilen Punktliste")
    assert follow(base, ours, theirs) == (ours, ())


def test_a_level_that_only_the_person_made_stays() -> None:
    """The template gets a second level of a list; the person has one of their own, or has none."""
    second = '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="{}"/></w:lvl>'
    theirs = _edited(BASE, NUMBERING, "</w:lvl>", second.format("o"))
    assert b'w:val="o"' in follow(BASE, BASE, theirs)[0][NUMBERING]
    ours = _edited(BASE, NUMBERING, "</w:lvl>", second.format("→"))
    assert follow(BASE, ours, theirs) == (ours, ())
