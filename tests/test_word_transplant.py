"""Elements moved to another document: everything they refer to is there afterwards, and nothing else changed."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest
from lxml.etree import _Element, fromstring

from pipeline.errors import DocumentUnreadable
from pipeline.word.lint import lint
from pipeline.word.names import RELS, R, w
from pipeline.word.opc import content_types, related, relationships
from pipeline.word.package import read_package, write_package
from pipeline.word.parse import parse, serialise
from pipeline.word.transplant import NotTransplantable, Transplant
from tests.office import Editor
from tests.rendering import validate
from tests.word_xml import NAMESPACES, package, paragraph, run, story_xml

MAIN = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def style(identity: str, name: str, content: str = "", kind: str = "paragraph", default: bool = False) -> str:
    """Return a style."""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{identity}"><w:name w:val="{name}"/>{content}</w:style>'


def styles(*content: str) -> dict[str, str]:
    """Return a styles part, as `package` takes it."""
    return {"styles": story_xml("styles", "".join(content))}


def move(
    theirs: Mapping[str, bytes],
    ours: Mapping[str, bytes],
    *,
    prepare: Callable[[Transplant], object] = lambda _: None,
    times: int = 1,
) -> dict[str, bytes]:
    """Return OURS with all blocks of THEIRS' body put before its own last one."""
    transplant = Transplant(theirs, ours)
    prepare(transplant)
    body = parse(ours[MAIN], MAIN).find(w("body"))
    source = parse(theirs[MAIN], MAIN).find(w("body"))
    assert body is not None
    assert source is not None
    for _ in range(times):
        for block in source:
            body[-1].addprevious(transplant.bring(block, MAIN, MAIN))
    root = body.getparent()
    assert root is not None
    after = transplant.parts({MAIN: serialise(root)})
    assert lint(after) == ()
    python_docx.Document(BytesIO(write_package(after)))
    return after


def values(parts: Mapping[str, bytes], tag: str, part: str = MAIN, attribute: str = "val") -> list[str | None]:
    """Return what the elements of this tag say, in order."""
    return [element.get(w(attribute)) for element in parse(parts[part], part).iter(w(tag))]


def _words(part: bytes) -> str:
    """Return all the words of a part."""
    return "".join(map(str, parse(part).itertext()))


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """Return the parts that are new or other than they were, apart from the document itself."""
    assert before.keys() <= after.keys()
    return {part for part in after if before.get(part) != after[part]} - {MAIN}


def with_image(body_relation: str = "bilde", content: bytes = PNG, name: str = "media/image1.png") -> dict[str, bytes]:
    """Return a document with a picture."""
    arrow = f'<Relationship Id="{body_relation}" Type="{R}/image" Target="{name}"/>'
    return package(drawing(body_relation), arrows=arrow) | {f"word/{name}": content}


def drawing(relation: str, number: int = 1) -> str:
    """Return a paragraph with a picture in it."""
    a, pic = (f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("main", "picture"))
    return paragraph(
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="{number}" name="Bilde"/>'
        f'<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="b"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


# --- styles ---------------------------------------------------------------------------------------------------------


def test_plain_paragraphs_change_no_part() -> None:
    """What refers to nothing that is missing adds nothing, byte for byte."""
    parts = package(paragraph("Ord", '<w:pStyle w:val="Normal"/>'), others=styles(NORMAL))
    assert changed(parts, move(parts, parts)) == set()


@pytest.mark.parametrize("name", ["heading 1", "Heading 1", "heading 1,Kapittel", "HEADING  1"])
def test_a_style_is_known_by_its_name(name: str) -> None:
    """«Overskrift1» there is «Heading1» here: the name is the same whatever the id, the case and the aliases."""
    theirs = package(
        paragraph("Om oss", '<w:pStyle w:val="Overskrift1"/>'), others=styles(style("Overskrift1", "heading 1"))
    )
    ours = package(others=styles(NORMAL, style("Heading1", name), style("Overskrift1", "Min egen")))
    after = move(theirs, ours)
    assert values(after, "pStyle") == ["Heading1"]
    assert changed(ours, after) == set()


def test_an_alias_is_a_name_too() -> None:
    """A style that a person gave a new first name is still known by the old one, unless another style has it."""
    theirs = package(paragraph("x", '<w:pStyle w:val="Brod"/>'), others=styles(style("Brod", "Brødtekst")))
    renamed = style("S1", "Vanlig,Brødtekst")
    assert values(move(theirs, package(others=styles(renamed))), "pStyle") == ["S1"]
    both = package(others=styles(renamed, style("S2", "brødtekst")))
    assert values(move(theirs, both), "pStyle") == ["S2"]


def test_a_missing_style_comes_with_its_family() -> None:
    """What it is based on, what follows it and what it is linked with come along; what is there is used."""
    theirs = package(
        paragraph("x", '<w:pStyle w:val="Rute"/>'),
        others=styles(
            style("N", "normal", default=True),
            style("Rute", "Rute", '<w:basedOn w:val="Boks"/><w:next w:val="N"/><w:link w:val="RuteT"/>'),
            style("RuteT", "Rute Tegn", '<w:link w:val="Rute"/><w:rsid w:val="00AB12CD"/>', "character"),
            style("Boks", "Boks", '<w:basedOn w:val="N"/>'),
            style("Annen", "Annen"),
        ),
    )
    ours = package(others=styles(NORMAL.replace("Normal", "Standard", 1), style("rute", "Noe annet")))
    after = move(theirs, ours, times=2)
    assert values(after, "pStyle") == ["Rute2", "Rute2"]
    found = {each.get(w("styleId")): each for each in parse(after["word/styles.xml"]).iter(w("style"))}
    assert list(found) == ["Standard", "rute", "Rute2", "Boks", "RuteT"]
    said = {tag: found["Rute2"].find(w(tag)) for tag in ("basedOn", "next", "link")}
    assert {tag: None if each is None else each.get(w("val")) for tag, each in said.items()} == {
        "basedOn": "Boks",
        "next": "Standard",
        "link": "RuteT",
    }
    assert b"rsid" not in after["word/styles.xml"]
    assert changed(ours, after) == {"word/styles.xml"}


def test_the_default_style_is_the_default_style() -> None:
    """What is the plain style there is the plain style here, whatever the two are called."""
    theirs = package(paragraph("x", '<w:pStyle w:val="S"/>'), others=styles(style("S", "Standard", default=True)))
    ours = package(others=styles(NORMAL))
    after = move(theirs, ours)
    assert values(after, "pStyle") == ["Normal"]
    assert changed(ours, after) == set()


def test_a_link_needs_both_its_ends() -> None:
    """A style is not linked with one that was there before and knows nothing of it."""
    theirs = package(
        paragraph("x", '<w:pStyle w:val="Rute"/>'),
        others=styles(style("Rute", "Rute", '<w:link w:val="RuteT"/>'), style("RuteT", "Rute Tegn", "", "character")),
    )
    after = move(theirs, package(others=styles(NORMAL, style("RuteT", "Rute Tegn", "", "character"))))
    assert values(after, "link", "word/styles.xml") == []


def test_a_style_that_is_not_there_is_left_out() -> None:
    """An id without a style, and a namesake of another kind, give plain text rather than a wrong style."""
    theirs = package(
        paragraph("x", '<w:pStyle w:val="Finnes ikke"/>') + paragraph("y", '<w:pStyle w:val="K"/>'),
        others=styles(style("K", "Kode")),
    )
    ours = package(others=styles(NORMAL, style("K", "kode", kind="character")))
    after = move(theirs, ours)
    assert values(after, "pStyle") == []
    assert changed(ours, after) == set()


def test_a_document_without_styles_gets_the_part() -> None:
    """A missing styles part is made with its relationship and type."""
    theirs = package(paragraph("x", '<w:pStyle w:val="Boks"/>'), others=styles(NORMAL, style("Boks", "Boks")))
    after = move(theirs, package())
    assert related(after, MAIN, f"{R}/styles") == ("word/styles.xml",)
    assert values(after, "style", "word/styles.xml", "styleId") == ["Boks"]


# --- lists ----------------------------------------------------------------------------------------------------------

LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'
IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'


def abstract(number: int, kind: str = "decimal", text: str = "%1.", inside: str = "", extra: str = "") -> str:
    """Return the definition of a list."""
    level = LEVEL.format(kind, inside, text)
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{level}</w:abstractNum>'


def num(number: int, definition: int, inside: str = "") -> str:
    """Return a list."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{inside}</w:num>'


def listed(number: int, *content: str, **more: str) -> dict[str, bytes]:
    """Return a document with a list item in it, and these lists."""
    others = {"numbering": story_xml("numbering", "".join(content)), **more}
    return package(paragraph("Punkt", IN_LIST.format(number)), others=others)


def test_a_list_that_was_learned_is_used() -> None:
    """What aligned paragraphs have shown to be one list is one list."""
    theirs = listed(1, abstract(0), num(1, 0))
    ours = listed(7, abstract(3), num(7, 3))
    after = move(theirs, ours, prepare=lambda transplant: transplant.learn_numbering("1", "7"))
    assert values(after, "numId") == ["7", "7"]
    assert changed(ours, after) == set()


def test_a_list_with_numbers_comes_along_under_fresh_numbers() -> None:
    """It neither goes on from a list that is there nor becomes one with it, and it comes once."""
    theirs = listed(
        1,
        abstract(0, extra='<w:nsid w:val="0AAAAAAA"/>'),
        num(1, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'),
    )
    ours = listed(1, abstract(0, extra='<w:nsid w:val="0AAAAAAA"/>'), num(1, 0))
    after = move(theirs, ours, times=2)
    assert values(after, "numId") == ["2", "2", "1"]
    numbering = "word/numbering.xml"
    assert values(after, "abstractNum", numbering, "abstractNumId") == ["0", "1"]
    assert values(after, "num", numbering, "numId") == ["1", "2"]
    assert values(after, "startOverride", numbering) == ["1"]
    assert len(set(values(after, "nsid", numbering))) == 2
    assert changed(ours, after) == {numbering}
    assert len(set(values(move(theirs, after), "nsid", numbering))) == 3


def test_a_list_that_came_along_before_is_the_same_list() -> None:
    """What a merge brought is there for the next one, also after Word gave it the levels that nobody uses."""
    theirs = listed(1, abstract(0), num(1, 0))
    ours = move(theirs, package())
    numbering = "word/numbering.xml"
    more = '</w:lvl><w:lvl w:ilvl="1" w:tplc="04140019"><w:start w:val="1"/></w:lvl>'
    saved = {**ours, numbering: ours[numbering].replace(b"</w:lvl>", more.encode())}
    for there in (ours, saved):
        after = move(theirs, there)
        assert values(after, "numId") == ["1", "1"]
        assert changed(there, after) == set()


def test_lists_that_look_alike_are_kept_apart() -> None:
    """Two lists of THEIRS are two lists here, which Word keeps apart by their long numbers."""
    others = {"numbering": story_xml("numbering", abstract(0) + abstract(1) + num(1, 0) + num(2, 1))}
    theirs = package(paragraph("a", IN_LIST.format(1)) + paragraph("b", IN_LIST.format(2)), others=others)
    after = move(theirs, package())
    assert values(after, "numId") == ["1", "2"]
    assert len(set(values(after, "nsid", "word/numbering.xml"))) == 2


def test_bullets_that_are_there_are_used_again() -> None:
    """A list of bullets has no count that could go wrong, so equal ones are the same list."""
    theirs = listed(1, abstract(0, "bullet", "•"), num(1, 0))
    ours = listed(4, abstract(2, "bullet", "–"), abstract(5, "bullet", "•"), num(3, 2), num(4, 5))
    after = move(theirs, ours)
    assert values(after, "numId") == ["4", "4"]
    assert changed(ours, after) == set()


def test_a_list_of_a_style_that_is_here_stays_its_own() -> None:
    """A level belongs to a style that came along; a style that OURS has keeps the list that it has."""
    inside = '<w:pStyle w:val="S"/>'
    definition = style("S", "Spørsmål", f"<w:pPr>{IN_LIST.format(1)}</w:pPr>")
    theirs = listed(1, abstract(0, inside=inside), num(1, 0), **styles(definition))
    there = move(theirs, package(others=styles(NORMAL, definition)))
    assert values(there, "pStyle", "word/numbering.xml") == []
    theirs = package(
        paragraph("x", '<w:pStyle w:val="S"/>'),
        others={
            "numbering": story_xml("numbering", abstract(0, inside=inside) + num(1, 0)),
            **styles(definition),
        },
    )
    missing = move(theirs, listed(1, abstract(0), num(1, 0), **styles(NORMAL, style("S", "Sitat"))))
    assert values(missing, "numId", "word/styles.xml") == ["2"]
    assert values(missing, "pStyle", "word/numbering.xml") == values(missing, "pStyle")[:1] == ["S2"]


def test_a_list_that_is_not_there_is_no_list() -> None:
    """A number without a list, in THEIRS or learned from OURS, becomes no list instead of somebody else's."""
    ours = listed(9, abstract(0), num(9, 0))
    after = move(package(paragraph("x", IN_LIST.format(9))), ours)
    assert values(after, "numId") == ["0", "9"]
    theirs = listed(1, abstract(0), num(1, 0))
    after = move(theirs, ours, prepare=lambda transplant: transplant.learn_numbering("1", "77"))
    assert values(after, "numId") == ["10", "9"]


def test_a_list_defined_by_a_style_is_looked_up_there() -> None:
    """A numbering style says what the list is; the definition comes along without it."""
    pointing = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
    linked = style("L", "Liste", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    theirs = listed(
        1,
        abstract(0, "upperRoman", extra='<w:styleLink w:val="L"/>') + pointing,
        num(1, 1) + num(2, 0),
        **styles(linked),
    )
    after = move(theirs, package())
    assert values(after, "numFmt", "word/numbering.xml") == ["upperRoman"]
    assert values(after, "numId", "word/numbering.xml") == []
    assert b"tyleLink" not in after["word/numbering.xml"]


# --- what stands outside the part -----------------------------------------------------------------------------------


def test_links_come_along_once() -> None:
    """A link that is there is used; another one is added, once."""
    link = '<w:p><w:hyperlink r:id="{}">' + run("her") + "</w:hyperlink></w:p>"
    arrow = '<Relationship Id="{}" Type="' + R + '/hyperlink" Target="{}" TargetMode="External"/>'
    theirs = package(
        link.format("a") + link.format("b"),
        arrows=arrow.format("a", "https://example.org/a") + arrow.format("b", "https://example.org/b"),
    )
    ours = package(link.format("x"), arrows=arrow.format("x", "https://example.org/b"))
    after = move(theirs, ours, times=2)
    used = [each.get(f"{{{R}}}id") for each in parse(after[MAIN]).iter(w("hyperlink"))]
    assert used == ["rId2", "x", "rId2", "x", "x"]
    assert [(arrow.id, arrow.target, arrow.external) for arrow in relationships(after, MAIN)] == [
        ("x", "https://example.org/b", True),
        ("rId2", "https://example.org/a", True),
    ]


def test_a_relationship_gets_an_id_that_is_free() -> None:
    """The number after the last one may be taken already."""
    link = f'<w:p><w:hyperlink r:id="a">{run("her")}</w:hyperlink></w:p>'
    arrow = '<Relationship Id="{}" Type="' + R + '/hyperlink" Target="https://example.org/{}" TargetMode="External"/>'
    after = move(package(link, arrows=arrow.format("a", "a")), package(arrows=arrow.format("RID2", "b")))
    assert [each.id for each in relationships(after, MAIN)] == ["RID2", "rId3"]


def test_an_image_comes_along_under_a_name_of_its_own() -> None:
    """It overwrites no image with the same name, gets its type, and comes once."""
    ours = with_image(content=b"\x89PNG annet")
    theirs = with_image(name="media/image1.jpeg", content=b"\xff\xd8 bilde")
    types = '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>'
    theirs["[Content_Types].xml"] = theirs["[Content_Types].xml"].replace(b"</Types>", types.encode())
    after = move(theirs, ours, times=2)
    (image,) = after.keys() - ours.keys()
    assert image.startswith("word/media/")
    assert after[image] == b"\xff\xd8 bilde"
    assert content_types(after).of(image) == "image/jpeg"
    assert len(relationships(after, MAIN)) == 2
    assert [each.get("id") for each in parse(after[MAIN]).iter("{*}docPr")] == ["2", "3", "1"]


def test_an_image_that_is_there_is_used() -> None:
    """The same bytes are the same image, whatever its name."""
    ours = with_image()
    after = move(with_image("rId5", name="media/logo.png"), ours)
    assert changed(ours, after) == set()
    assert b'r:embed="rId5"' not in after[MAIN]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("chart", "et diagram"),
        ("diagramData", "en SmartArt-figur"),
        ("oleObject", "et innebygd objekt"),
        ("noe", "innhold av en ukjent type"),
    ],
)
def test_what_has_parts_of_its_own_is_refused(kind: str, what: str) -> None:
    """A chart or an embedded object is not half moved: nothing of its paragraph is added."""
    body = paragraph(
        f'<w:hyperlink r:id="l">{run("lenke")}</w:hyperlink><w:object r:id="o"/>', '<w:pStyle w:val="Boks"/>'
    )
    arrows = (
        f'<Relationship Id="l" Type="{R}/hyperlink" Target="https://example.org" TargetMode="External"/>'
        f'<Relationship Id="o" Type="{R}/{kind}" Target="styles.xml"/>'
    )
    theirs = package(body, arrows=arrows, others=styles(NORMAL, style("Boks", "Boks")))
    ours = package()
    transplant = Transplant(theirs, ours)
    with pytest.raises(NotTransplantable) as refused:
        transplant.bring(next(parse(theirs[MAIN]).iter(w("p"))), MAIN, MAIN)
    assert refused.value.what == what
    assert transplant.parts() == ours


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<w:pPr><w:sectPr/></w:pPr>", "et inndelingsskift"),
        ('<w:hyperlink r:id="ingen"/>', "en peker uten mål"),
        ('<w:r><w:footnoteReference w:id="3"/></w:r>', "en note som mangler"),
        ('<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>', "et avsnitt under endring"),
    ],
)
def test_what_cannot_be_moved_is_refused(content: str, what: str) -> None:
    """A section break, what points at nothing and a paragraph that is about to go are told by name."""
    parts = package(f"<w:p>{content}</w:p>")
    with pytest.raises(NotTransplantable) as refused:
        Transplant(parts, package()).bring(next(parse(parts[MAIN]).iter(w("p"))), MAIN, MAIN)
    assert refused.value.what == what


# --- notes ----------------------------------------------------------------------------------------------------------

NOTE_STYLE = '<w:pStyle w:val="Fotnotetekst"/>'
NOTED = paragraph(run("Ord") + '<w:r><w:footnoteReference w:id="{}"/></w:r>')


def noted(number: int, words: str) -> str:
    """Return a footnotes part."""
    note = f'<w:footnote w:id="{number}">{paragraph(words, NOTE_STYLE)}</w:footnote>'
    return story_xml("footnotes", SEPARATORS + note)


def test_a_footnote_comes_along_under_a_fresh_number() -> None:
    """The note is defined in OURS too, with its style; the notes that are there keep their numbers."""
    theirs = package(
        NOTED.format(1),
        others={"footnotes": noted(1, "Vår"), **styles(style("Fotnotetekst", "footnote text"))},
    )
    ours = package(NOTED.format(1), others={"footnotes": noted(1, "Din"), **styles(NORMAL)})
    after = move(theirs, ours)
    assert values(after, "footnoteReference", attribute="id") == ["2", "1"]
    assert values(after, "footnote", FOOTNOTES, "id") == ["-1", "0", "1", "2"]
    assert _words(after[FOOTNOTES]) == "DinVår"
    assert values(after, "style", "word/styles.xml", "styleId") == ["Normal", "Fotnotetekst"]


def test_a_document_without_footnotes_gets_the_part() -> None:
    """The part is made with the separators that it must have."""
    theirs = package(NOTED.format(5), others={"footnotes": noted(5, "Vår")})
    after = move(theirs, package(), times=2)
    assert values(after, "footnoteReference", attribute="id") == ["1", "2"]
    assert values(after, "footnote", FOOTNOTES, "id") == ["-1", "0", "1", "2"]
    assert (content_types(after).of(FOOTNOTES) or "").endswith(".footnotes+xml")


def test_notes_are_added_to_a_part_that_the_caller_changed() -> None:
    """Notes that came along do not undo what was written in the notes that were there."""
    theirs = package(NOTED.format(1), others={"footnotes": noted(1, "Vår")})
    ours = package(NOTED.format(1), others={"footnotes": noted(1, "Din")})
    transplant = Transplant(theirs, ours)
    transplant.bring(next(parse(theirs[MAIN]).iter(w("p"))), MAIN, MAIN)
    after = transplant.parts({FOOTNOTES: noted(1, "Endret").encode()})
    assert _words(after[FOOTNOTES]) == "EndretVår"
    assert _words(transplant.parts()[FOOTNOTES]) == "DinVår"


def test_a_link_in_a_footnote_is_the_footnotes_own() -> None:
    """What a note points at is related to the part of notes, not to the document."""
    link = f'<w:footnote w:id="1"><w:p><w:hyperlink r:id="r">{run("x")}</w:hyperlink></w:p></w:footnote>'
    theirs = package(NOTED.format(1), others={"footnotes": story_xml("footnotes", SEPARATORS + link)})
    theirs["word/_rels/footnotes.xml.rels"] = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="r" Type="{R}/hyperlink" Target="https://example.org" '
        'TargetMode="External"/></Relationships>'
    ).encode()
    after = move(theirs, package())
    assert [arrow.target for arrow in relationships(after, FOOTNOTES)] == ["https://example.org"]


def test_a_note_with_what_cannot_be_moved_is_refused() -> None:
    """A note that shows a chart keeps its whole paragraph from being moved, and nothing is added."""
    chart = '<w:footnote w:id="1"><w:p><w:r><w:object r:id="c"/></w:r></w:p></w:footnote>'
    theirs = package(NOTED.format(1), others={"footnotes": story_xml("footnotes", SEPARATORS + chart)})
    theirs["word/_rels/footnotes.xml.rels"] = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="c" Type="{R}/chart" Target="document.xml"/></Relationships>'
    ).encode()
    ours = package()
    transplant = Transplant(theirs, ours)
    with pytest.raises(NotTransplantable) as refused:
        transplant.bring(next(parse(theirs[MAIN]).iter(w("p"))), MAIN, MAIN)
    assert refused.value.what == "et diagram"
    assert transplant.parts() == ours


# --- numbers, names and leavings ------------------------------------------------------------------------------------


def test_bookmarks_are_the_documents_own() -> None:
    """A name that is there is left out with both its ends; others get a number that is free, and an end."""
    mark = '<w:bookmarkStart w:id="{0}" w:name="{1}"/>{2}<w:bookmarkEnd w:id="{0}"/>'
    theirs = package(
        paragraph(mark.format(1, "_seksjon_om", run("a")) + mark.format(2, "nytt", run("b")))
        + paragraph(f'<w:bookmarkStart w:id="3" w:name="over flere"/>{run("c")}')
        + paragraph(f'{run("d")}<w:bookmarkEnd w:id="3"/>')
    )
    ours = package(paragraph(mark.format(2, "_Seksjon_om", run("e"))))
    after = move(theirs, ours, times=2)
    assert values(after, "bookmarkStart", attribute="name") == ["nytt", "over flere", "_Seksjon_om"]
    starts = values(after, "bookmarkStart", attribute="id")
    assert len(set(starts)) == 3
    assert sorted(map(str, starts)) == sorted(map(str, values(after, "bookmarkEnd", attribute="id")))
    assert starts[-1] == "2"


def test_content_controls_get_numbers_of_their_own_and_no_bindings() -> None:
    """A control keeps what it is, and lets go of the data and the prompts of the document that it came from."""
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="frist"/><w:id w:val="7"/><w:placeholder><w:docPart w:val="D"/></w:placeholder>'
        '<w:dataBinding w:xpath="/x" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    )
    parts = package(control + "<w:p/>")
    after = move(parts, parts)
    path = f".//{w('sdtPr')}/{w('id')}"
    identities = [each.get(w("val")) for each in parse(after[MAIN]).iterfind(path)]
    assert len(set(identities)) == 2
    assert after[MAIN].count(b"dataBinding") == after[MAIN].count(b"docPart ") == 1
    assert after[MAIN].count(b'w:val="frist"') == 2


def test_what_editors_leave_behind_does_not_come_along() -> None:
    """Ids of editors, comments, proof marks and rights stay; tracked changes are accepted."""
    parts = package(
        '<w:p w:rsidR="00AB12CD" w14:paraId="1234ABCD" w14:textId="1234ABCE"><w:pPr><w:rPr><w:ins w:id="1" '
        'w:author="x"/></w:rPr><w:pPrChange w:id="2" w:author="x"><w:pPr/></w:pPrChange></w:pPr>'
        '<w:commentRangeStart w:id="0"/><w:permStart w:id="1"/><w:proofErr w:type="spellStart"/>'
        f'{run("Vi ")}<w:ins w:id="3" w:author="x">{run("ny")}<w:del w:id="5" w:author="x"><w:r><w:delText>x'
        '</w:delText></w:r></w:del></w:ins><w:del w:id="4" w:author="x"><w:r><w:delText>før</w:delText></w:r></w:del>'
        '<w:r><w:lastRenderedPageBreak/><w:t>tekst</w:t></w:r><w:permEnd w:id="1"/><w:commentRangeEnd w:id="0"/>'
        '<w:r><w:rPr><w:rStyle w:val="x"/></w:rPr><w:commentReference w:id="0"/></w:r></w:p>',
        others={"comments": story_xml("comments", '<w:comment w:id="0" w:author="x"><w:p/></w:comment>')},
    )
    source = next(parse(parts[MAIN]).iter(w("p")))
    before = serialise(deepcopy(source))
    brought = Transplant(parts, package()).bring(source, MAIN, MAIN)
    assert serialise(deepcopy(source)) == before
    plain = fromstring(f"<x {NAMESPACES}>{paragraph(run('Vi ') + run('ny') + run('tekst'), '<w:rPr/>')}</x>")[0]
    assert _outline(brought) == _outline(plain)


def _outline(element: _Element) -> list[tuple[str, list[str], str]]:
    return [
        (str(each.tag), [name for name in map(str, each.keys()) if "space" not in name], each.text or "")
        for each in element.iter()
    ]


def test_rows_that_are_about_to_go_do_not_come_along() -> None:
    """A row whose deletion is tracked is gone, and one whose insertion is tracked is there."""
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc>" + paragraph("{}") + "</w:tc></w:tr>"
    revision = '<w:{} w:id="1" w:author="x"/>'
    table = "".join(row.format(kind and revision.format(kind), kind or "fast") for kind in ("del", "ins", ""))
    after = move(package(f"<w:tbl>{table}</w:tbl><w:p/>"), package())
    assert _words(after[MAIN]) == "insfast"
    assert b"w:author" not in after[MAIN]


def test_newer_markup_keeps_its_prefix_or_falls_back() -> None:
    """A choice whose demand OURS has no prefix for gives way to its fallback; what may be skipped is skipped."""
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    choice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{run("ny")}</mc:Choice><mc:Fallback>{run("gammel")}'
        "</mc:Fallback></mc:AlternateContent>"
    )
    theirs = package(f'<w:p nye:merke="1">{choice}</w:p>')
    theirs[MAIN] = theirs[MAIN].replace(
        b"<w:document", f'<w:document xmlns:wps="{wps}" xmlns:nye="urn:nye" mc:Ignorable="nye"'.encode(), 1
    )
    fallen = move(theirs, package())
    assert _words(fallen[MAIN]) == "gammel"
    assert b"urn:nye" not in fallen[MAIN]
    ours = package()
    ours[MAIN] = ours[MAIN].replace(b"<w:document", f'<w:document xmlns:form="{wps}"'.encode(), 1)
    assert b'Requires="form"' in move(theirs, ours)[MAIN]


# --- real documents -------------------------------------------------------------------------------------------------


def _mixed(first: bytes, second: bytes) -> tuple[dict[str, bytes], dict[str, bytes], int]:
    """Return OURS, OURS with every block of THEIRS that can be moved, and how many could not."""
    theirs, ours = read_package(first, "theirs"), read_package(second, "ours")
    main, target = (next(iter(related(parts, "", f"{R}/officeDocument"))) for parts in (theirs, ours))
    transplant = Transplant(theirs, ours)
    source, body = (parse(parts[part]).find(w("body")) for parts, part in ((theirs, main), (ours, target)))
    assert source is not None
    assert body is not None
    refused = 0
    for block in source.iterchildren(w("p"), w("tbl"), w("sdt")):
        try:
            body.insert(0, transplant.bring(block, main, target))
        except NotTransplantable:
            refused += 1
    root = body.getparent()
    assert root is not None
    return ours, transplant.parts({target: serialise(root)}), refused


def test_libreoffice_finds_everything_that_came_along(editor: Editor) -> None:
    """A style, a list, a footnote, a link and a picture are there when another editor opens the file."""
    link = f'<w:p><w:hyperlink r:id="l">{run("lenke")}</w:hyperlink></w:p>'
    item = paragraph("Punkt", '<w:pStyle w:val="Boks"/>' + IN_LIST.format(1))
    arrows = (
        f'<Relationship Id="l" Type="{R}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        f'<Relationship Id="bilde" Type="{R}/image" Target="media/a.png"/>'
    )
    others = {
        "footnotes": noted(1, "Fotnotens ord"),
        "numbering": story_xml("numbering", abstract(0, "upperRoman") + num(1, 0)),
        **styles(NORMAL, style("Boks", "Boks", "<w:rPr><w:b/></w:rPr>")),
    }
    theirs = package(NOTED.format(1) + item + link + drawing("bilde"), arrows=arrows, others=others)
    theirs["word/media/a.png"] = base64.b64decode(PIXEL)
    ours = package("<w:p/><w:sectPr/>", others=styles(NORMAL))
    transplant = Transplant(theirs, ours)
    root = parse(ours[MAIN])
    for block in parse(theirs[MAIN])[0]:
        root[0][-1].addprevious(transplant.bring(block, MAIN, MAIN))
    saved = read_package(editor.resave(write_package(transplant.parts({MAIN: serialise(root)}))), "lagret.docx")
    assert "Fotnotens ord" in _words(saved[FOOTNOTES])
    assert values(saved, "numFmt", "word/numbering.xml")[0] == "upperRoman"
    assert "Boks" in values(saved, "name", "word/styles.xml")
    targets = {arrow.target for arrow in relationships(saved, MAIN)}
    assert "https://example.org/" in targets
    assert any(saved.get(target) == theirs["word/media/a.png"] for target in targets)


def _kinds(faults: list[str]) -> Counter[str]:
    """Count the faults by what they say, wherever they are."""
    return Counter(re.sub(r"\[\d+\]|\(.*", "", fault)[:150] for fault in faults)


def test_real_documents_give_documents_without_new_faults(corpus: Path, tmp_path: Path, validator: Path) -> None:
    """Neither our rules nor the Open XML SDK find faults in a mixture of two documents that neither of them had."""
    files = sorted((corpus / "word").glob("*.docx"))
    made: list[tuple[Path, Path, Path]] = []
    for number, (first, second) in enumerate(zip(files, files[7:] + files[:7], strict=True)):
        if number % 9 != 3:  # enough of them for a check of every commit
            continue
        try:
            ours, after, _ = _mixed(first.read_bytes(), second.read_bytes())
        except DocumentUnreadable:
            continue
        assert set(lint(after)) <= set(lint(ours)) | set(lint(read_package(first.read_bytes(), ""))), first.name
        path = tmp_path / f"{number}.docx"
        path.write_bytes(write_package(after))
        made.append((first, second, path))
    assert len(made) > 8
    faults = {path: _kinds(said) for path, said in validate(validator, sum(made, ())).items()}
    for first, second, after_path in made:
        assert not faults[after_path] - faults[first] - faults[second], (first.name, second.name)
