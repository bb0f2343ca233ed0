"""Layout follows the template where the person has not touched it, and only there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.case import load_case
from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.model import Draft
from pipeline.word.layout import follow
from pipeline.word.lint import lint
from pipeline.word.names import RELS, R, w
from pipeline.word.package import read_package, write_package
from pipeline.word.parse import parse, serialise
from pipeline.word.reading import read_document
from pipeline.word.stylenames import shown_name
from tests.office import Editor
from tests.rendering import validate

ROOT = Path(__file__).parent.parent
STYLES, NUMBERING, MAIN = "word/styles.xml", "word/numbering.xml", "word/document.xml"
HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
THICKER = '(<w:tblPr>.*?)w:sz="4"', r'\g<2>w:sz="12"'
DEFAULTS = "standardene for skrift og avsnitt"
NUM = '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
WHOLE_MARGINS = 'w:header="624"', 'w:header="700"'
Parts = Mapping[str, bytes]


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, bytes]]:
    """Give the six documents of a case, as parts."""
    library = load_library(ROOT / "templates")
    case = load_case(ROOT / "cases" / "bydel-x.yaml", library.vocabulary)
    drafts = (fill(template, case) for template in library.templates)
    return {draft.document: read_package(draft.content, draft.document) for draft in drafts if isinstance(draft, Draft)}


@pytest.fixture
def base(documents: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    """Give one of the documents as it was made."""
    return dict(documents["intervjuguide"])


def edited(parts: Parts, part: str, pattern: str, replacement: str) -> dict[str, bytes]:
    """Return the package with every match in a part replaced; there is one at least."""
    text, count = re.subn(pattern, replacement, parts[part].decode(), flags=re.DOTALL)
    assert count
    return {**parts, part: text.encode()}


def styled(parts: Parts, name: str, pattern: str, replacement: str) -> dict[str, bytes]:
    """Return the package with one style changed."""
    style = rf'(<w:style (?:(?!</w:style>).)*?<w:name w:val="{name}"/>(?:(?!</w:style>).)*?){pattern}'
    return edited(parts, STYLES, style, rf"\g<1>{replacement}")


def red(parts: Parts, name: str = "heading 1", colour: str = "FF0000") -> dict[str, bytes]:
    """Return the package with another colour for a style."""
    return styled(parts, name, r'<w:color w:val="\w+"/>', f'<w:color w:val="{colour}"/>')


def resaved(parts: Parts) -> dict[str, bytes]:
    """Return the package as saved by an editor with its own ids for styles and its own way to write their names."""
    roots = {part: parse(content, part) for part, content in parts.items() if re.match(r"word/\w+\.xml$", part)}
    ids = {style.get(w("styleId")): f"S{n}" for n, style in enumerate(roots[STYLES].iter(w("style")))}
    for root in roots.values():
        for element in root.iter(*map(w, ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))):
            element.set(w("val"), ids[element.get(w("val"))])
        for toggle in root.iter(w("b"), w("keepNext")):
            toggle.set(w("val"), "1")
        for paragraph in root.iter(w("p")):
            paragraph.set(w("rsidR"), "00AB12CD")
    for style in roots[STYLES].iter(w("style")):
        style.set(w("styleId"), ids[style.get(w("styleId"))])
        for name in style.iterchildren(w("name")):
            name.set(w("val"), name.get(w("val"), "").upper())
        for properties in style.iterchildren(w("rPr")):
            properties.append(properties.makeelement(w("lang"), {w("val"): "nn-NO"}))
    return {**parts, **{part: serialise(root) for part, root in roots.items()}}


def looks_of(parts: Parts, name: str) -> str:
    """Return the definition of a style, found by its name whatever its case."""
    (style,) = (
        each
        for each in parse(parts[STYLES]).iter(w("style"))
        for said in each.iterchildren(w("name"))
        if said.get(w("val"), "").casefold() == name.casefold()
    )
    return serialise(style).decode()


def changed(before: Parts, after: Parts) -> set[str]:
    """Return the parts that are not as they were."""
    return {part for part in before.keys() | after.keys() if before.get(part) != after.get(part)}


def test_nothing_changed_is_nothing_written(documents: dict[str, dict[str, bytes]]) -> None:
    """With the template as it was, every part keeps its bytes, whatever the person did."""
    for parts in documents.values():
        ours = red(edited(parts, MAIN, 'w:top="1020"', 'w:top="500"'))
        assert follow(parts, ours, parts) == (ours, ())
        assert follow(parts, resaved(ours), parts) == (resaved(ours), ())


@pytest.mark.parametrize(
    ("change", "told", "where"),
    [
        (lambda parts: red(parts), "stilen Overskrift 1", STYLES),
        (lambda parts: styled(parts, "Subtitle", 'w:sz w:val="20"', 'w:sz w:val="24"'), "stilen Undertittel", STYLES),
        (lambda parts: styled(parts, "List Bullet", 'w:after="50"', 'w:after="90"'), "stilen Punktliste", STYLES),
        (lambda parts: styled(parts, "Ingress", "<w:rPr>", "<w:rPr><w:b/>"), "stilen Ingress", STYLES),
        (lambda parts: styled(parts, "Faktatabell", *THICKER), "tabellstilen Faktatabell", STYLES),
        (lambda parts: edited(parts, STYLES, 'w:line="276"', 'w:line="300"'), DEFAULTS, STYLES),
        (lambda parts: edited(parts, MAIN, 'w:top="1020"', 'w:top="1400"'), "marger", MAIN),
        (lambda parts: edited(parts, MAIN, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), "papirformat", MAIN),
        (lambda parts: edited(parts, NUMBERING, "•", "–"), "listene", NUMBERING),
        (lambda parts: edited(parts, HEADER, 'w:pos="9638"', 'w:pos="9000"'), "topptekst", HEADER),
        (lambda parts: edited(parts, FOOTER, "<w:tabs>", "<w:keepNext/><w:tabs>"), "bunntekst", FOOTER),
    ],
)  # fmt: skip
def test_what_the_person_did_not_touch_follows(
    base: dict[str, bytes], change: Callable[[Parts], dict[str, bytes]], told: str, where: str
) -> None:
    """One change in the template is one change in the document, told by the name that the person knows."""
    theirs = change(base)
    after, notes = follow(base, base, theirs)
    assert notes == (told,)
    assert changed(base, after) == {where}
    assert lint(after) == ()
    assert follow(theirs, after, theirs) == (after, ())
    # What followed is the same as what the template has now: a second look finds the two alike.
    assert follow(base, after, theirs) == (after, ())
    assert follow(after, after, theirs) == (after, ())


@pytest.mark.parametrize(
    "change",
    [
        red,
        lambda parts: edited(parts, MAIN, 'w:top="1020"', 'w:top="1400"'),
        lambda parts: edited(parts, NUMBERING, "•", "–"),
        lambda parts: edited(parts, STYLES, 'w:line="276"', 'w:line="300"'),
        lambda parts: edited(parts, HEADER, 'w:pos="9638"', 'w:pos="9000"'),
    ],
)
def test_what_the_person_changed_stays(base: dict[str, bytes], change: Callable[[Parts], dict[str, bytes]]) -> None:
    """Where the person chose otherwise, or where they chose the same, nothing follows."""
    mine = red(base, colour="00FF00")
    mine = edited(mine, MAIN, 'w:top="1020"', 'w:top="700"')
    mine = edited(mine, NUMBERING, "•", "*")
    mine = edited(mine, STYLES, 'w:line="276"', 'w:line="240"')
    mine = edited(mine, HEADER, 'w:pos="9638"', 'w:pos="8000"')
    assert follow(base, mine, change(base)) == (mine, ())
    assert follow(base, change(base), change(base)) == (change(base), ())


def test_another_style_of_the_persons_does_not_stand_in_the_way(base: dict[str, bytes]) -> None:
    """The person's own heading 2 stays, and heading 1 follows."""
    mine = red(base, "heading 2", "00FF00")
    after, notes = follow(base, mine, red(red(base), "heading 2"))
    assert notes == ("stilen Overskrift 1",)
    assert "FF0000" in looks_of(after, "heading 1")
    assert looks_of(after, "heading 2") == looks_of(mine, "heading 2")


def test_what_an_editor_rewrote_follows_under_its_own_ids(base: dict[str, bytes]) -> None:
    """Other ids, other case, switches written out and another language: the styles are still the same styles."""
    theirs = edited(red(base), NUMBERING, "•", "–")
    theirs = styled(theirs, "Ingress", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Innledning"/>')
    theirs = edited(theirs, HEADER, 'w:pos="9638"', 'w:pos="9000"')
    mine = resaved(base)
    after, notes = follow(base, mine, theirs)
    assert notes == ("stilen Overskrift 1", "stilen Ingress", "listene", "topptekst")
    heading = looks_of(after, "heading 1")
    assert "FF0000" in heading
    assert 'w:val="nn-NO"' in heading
    first, *_ = re.findall(r'w:styleId="(\w+)"', looks_of(after, "innledning"))
    assert f'<w:basedOn w:val="{first}"/>' in looks_of(after, "ingress")
    styles = {each.get(w("styleId")) for each in parse(after[STYLES]).iter(w("style"))}
    for part in (NUMBERING, HEADER, STYLES):
        used = {each.get(w("val")) for each in parse(after[part]).iter(*map(w, ("pStyle", "basedOn", "next", "link")))}
        assert used <= styles
    assert lint(after) == ()


def test_a_style_is_never_based_on_itself(base: dict[str, bytes]) -> None:
    """When the person turned two styles round, the template's order would make a circle: that much stays."""
    mine = styled(base, "Innledning", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Ingress"/>')
    theirs = styled(base, "Ingress", '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Innledning"/>')
    after, _ = follow(base, mine, theirs)
    assert '<w:basedOn w:val="Normal"/>' in looks_of(after, "Ingress")
    assert '<w:basedOn w:val="Ingress"/>' in looks_of(after, "Innledning")


def test_two_styles_in_one_list_follow_only_together(base: dict[str, bytes]) -> None:
    """When the template parts what is one list in the document, it is a guess what the list should look like."""
    same = styled(base, "Tabellpunkt", '<w:numId w:val="4"/>', '<w:numId w:val="1"/>')
    theirs = edited(base, NUMBERING, "•", "–")
    theirs = edited(theirs, NUMBERING, '(w:abstractNumId="4">.*?)–', r"\g<1>*")
    assert follow(same, same, theirs) == (same, ())


def test_lists_that_word_completed_follow(base: dict[str, bytes]) -> None:
    """Word gives every list nine levels and levels a font hint; the levels that were there are still as they were."""
    hint = '<w:rFonts w:hint="default"/>'
    more = "".join(f'<w:lvl w:ilvl="{n}" w:tplc="04140001"><w:start w:val="1"/></w:lvl>' for n in range(2, 9))
    mine = edited(base, NUMBERING, '(w:abstractNumId="1">.*?)</w:abstractNum>', rf"\g<1>{more}</w:abstractNum>")
    mine = edited(mine, NUMBERING, "(<w:rPr>)", rf"\g<1>{hint}")
    theirs = edited(base, NUMBERING, "•", "–")
    after, notes = follow(base, mine, theirs)
    assert notes == ("listene",)
    first = next(parse(after[NUMBERING]).iter(w("abstractNum")))
    assert [level.get(w("ilvl")) for level in first.iter(w("lvl"))] == [str(number) for number in range(9)]
    assert [text.get(w("val")) for text in first.iter(w("lvlText"))] == ["–", "–"]
    own = edited(mine, NUMBERING, "•", "*")
    assert follow(base, own, theirs) == (own, ())


def test_a_new_level_comes_in_its_place(base: dict[str, bytes]) -> None:
    """A level that the template adds stands after the lower ones."""
    level = '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>'
    theirs = edited(base, NUMBERING, '(w:abstractNumId="1">.*?)</w:abstractNum>', rf"\g<1>{level}</w:abstractNum>")
    after, notes = follow(base, base, theirs)
    assert notes == ("listene",)
    first = next(parse(after[NUMBERING]).iter(w("abstractNum")))
    assert [each.get(w("ilvl")) for each in first.iter(w("lvl"))] == ["0", "1", "2"]


def test_the_order_of_properties_is_no_edit(base: dict[str, bytes]) -> None:
    """Some editors write properties in an order of their own."""
    root = parse(base[STYLES])
    for properties in root.iter(w("rPr")):
        properties[:] = reversed(properties)
    after, notes = follow(base, {**base, STYLES: serialise(root)}, red(base))
    assert notes == ("stilen Overskrift 1",)
    assert "FF0000" in looks_of(after, "heading 1")


def test_two_styles_with_one_name_are_nobodys(base: dict[str, bytes]) -> None:
    """When it is not certain which style is meant, none follows."""
    (style,) = re.findall(r'<w:style [^>]*w:styleId="Overskrift1">.*?</w:style>', base[STYLES].decode())
    double = style.replace("Overskrift1", "Heading1").replace("heading 1", "Heading 1")
    mine = edited(base, STYLES, "</w:styles>", f"{double}</w:styles>")
    assert follow(base, mine, red(base)) == (mine, ())


def test_a_style_that_becomes_a_list_brings_the_list(base: dict[str, bytes]) -> None:
    """A list that only the template has comes along; the lists that are there are as they were."""
    numbered = '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
    numbered += '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    theirs = edited(base, NUMBERING, '(<w:num w:numId="1">)', rf"{numbered}\g<1>")
    theirs = edited(
        theirs, NUMBERING, "</w:numbering>", '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    )
    theirs = styled(theirs, "Ingress", "<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr>')
    after, notes = follow(base, base, theirs)
    assert notes == ("stilen Ingress",)
    (number,) = re.findall(r'<w:numId w:val="(\d+)"/>', looks_of(after, "Ingress"))
    assert f'<w:num w:numId="{number}">' in after[NUMBERING].decode()
    assert after[NUMBERING].count(b"upperRoman") == 1
    assert lint(after) == ()


def test_margins_follow_in_every_section_that_the_person_made(base: dict[str, bytes]) -> None:
    """A document that the person divided follows in the sections that still have the old margins."""
    margins = re.findall(r"<w:pgMar [^>]*/>", base[MAIN].decode())[-1]
    breaks = "".join(
        f"<w:p><w:pPr><w:sectPr>{kept}</w:sectPr></w:pPr></w:p>" for kept in (margins, margins.replace("1134", "500"))
    )
    mine = edited(base, MAIN, "<w:body>", f"<w:body>{breaks}")
    after, notes = follow(base, mine, edited(base, MAIN, 'w:top="1020"', 'w:top="1400"'))
    assert notes == ("marger",)
    tops = [each.get(w("top")) for each in parse(after[MAIN]).iter(w("pgMar"))]
    assert tops == ["1400", "1020", "1400"]


def test_what_a_section_gets_stands_where_the_schema_wants_it(base: dict[str, bytes]) -> None:
    """Columns that are new come after the margins and before the first page's switch."""
    theirs = edited(base, MAIN, "<w:titlePg/>", '<w:cols w:num="2"/><w:titlePg/>')
    after, notes = follow(base, base, theirs)
    assert notes == ("spalter",)
    section = next(parse(after[MAIN]).iter(w("sectPr")))
    assert [child.tag for child in section][-4:] == [w("pgSz"), w("pgMar"), w("cols"), w("titlePg")]
    assert follow(theirs, after, base)[0][MAIN].count(b"<w:cols") == 0


def test_a_section_whose_change_is_tracked_stays(base: dict[str, bytes]) -> None:
    """Margins that the person is about to change are the person's."""
    change = '<w:sectPrChange w:id="1" w:author="En leser"><w:sectPr/></w:sectPrChange></w:sectPr>'
    mine = edited(base, MAIN, "</w:sectPr>", change)
    assert follow(base, mine, edited(base, MAIN, 'w:top="1020"', 'w:top="1400"')) == (mine, ())


def test_a_header_with_what_cannot_be_moved_stays(base: dict[str, bytes]) -> None:
    """A chart in the template's header keeps the header as it is."""
    theirs = edited(base, HEADER, "</w:p>", '<w:r><w:object xmlns:r="' + R + '" r:id="rId1"/></w:r></w:p>')
    theirs["word/_rels/header1.xml.rels"] = (
        f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/chart" Target="styles.xml"/></Relationships>'
    ).encode()
    assert follow(base, base, theirs) == (base, ())


def test_a_header_with_other_words_is_left_to_the_merge(base: dict[str, bytes]) -> None:
    """Words are never overwritten: neither the template's new ones nor the person's come this way."""
    theirs = edited(base, HEADER, "Intervjuguide", "Guide")
    assert follow(base, base, theirs) == (base, ())
    looks = edited(base, HEADER, 'w:pos="9638"', 'w:pos="9000"')
    mine = edited(base, HEADER, "Intervjuguide", "Min guide")
    assert follow(base, mine, looks) == (mine, ())
    tracked = edited(base, HEADER, "(<w:r>)", r'<w:ins w:id="1" w:author="En leser">\g<1>')
    tracked = edited(tracked, HEADER, "</w:r>", "</w:r></w:ins>")
    assert follow(base, tracked, looks) == (tracked, ())


def test_page_numbers_that_word_counted_are_no_edit(base: dict[str, bytes]) -> None:
    """Word counts the pages anew at every save and divides runs; the footer is still as it was."""
    mine = edited(base, FOOTER, "<w:t>1</w:t>", "<w:rPr><w:noProof/></w:rPr><w:t>7</w:t>")
    mine = edited(
        mine, FOOTER, "Side ", 'Si</w:t></w:r><w:proofErr w:type="spellEnd"/><w:r><w:t xml:space="preserve">de '
    )
    after, notes = follow(base, mine, edited(base, FOOTER, 'w:pos="9638"', 'w:pos="9000"'))
    assert notes == ("bunntekst",)
    assert b'w:pos="9000"' in after[FOOTER]


def test_a_logo_in_the_header_follows(base: dict[str, bytes]) -> None:
    """A picture that the template's header got comes along with its part."""
    a, pic, wp = (
        f"http://schemas.openxmlformats.org/drawingml/2006/{name}"
        for name in ("main", "picture", "wordprocessingDrawing")
    )
    logo = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="Logo"/>'
        f'<a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}"><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="b"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch/>'
        "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    theirs = edited(base, HEADER, "</w:p>", logo)
    theirs |= {
        "word/media/logo.png": PNG,
        "word/_rels/header1.xml.rels": (
            f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/image" Target="media/logo.png"/>'
            "</Relationships>"
        ).encode(),
    }
    theirs = edited(
        theirs, "[Content_Types].xml", "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'
    )
    after, notes = follow(base, base, theirs)
    assert notes == ("topptekst",)
    assert PNG in after.values()
    assert lint(after) == ()
    other = {**theirs, "word/media/logo.png": PNG + b"ny"}
    assert follow(after, after, other)[1] == ("topptekst",)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("heading 1", "Overskrift 1"),
        ("Heading 3", "Overskrift 3"),
        ("heading 2,Kapittel", "Overskrift 2"),
        ("Normal", "Normal"),
        ("List Bullet", "Punktliste"),
        ("List Bullet 2", "Punktliste 2"),
        ("Table Grid", "Tabellrutenett"),
        ("Title", "Tittel"),
        ("toc 1", "INNH 1"),
        ("Etter liste", "Etter liste"),
        ("Overskrift 2 ny side", "Overskrift 2 ny side"),
    ],
)
def test_styles_are_named_as_word_shows_them(name: str, shown: str) -> None:
    """Norwegian Word shows its own styles in Norwegian, and other people's as they are called."""
    assert shown_name(name) == shown


def test_the_open_xml_sdk_finds_nothing_new(
    documents: dict[str, dict[str, bytes]], validator: Path, tmp_path: Path
) -> None:
    """Documents in which everything followed are valid."""
    paths = []
    for name, parts in documents.items():
        theirs = red(edited(parts, MAIN, *WHOLE_MARGINS))
        theirs = edited(theirs, NUMBERING, "•", "–")
        theirs = edited(theirs, HEADER, "<w:tabs>", "<w:keepNext/><w:tabs>")
        theirs = (
            styled(theirs, "Faktatabell", '(<w:tblPr>.*?)w:sz="4"', r'\g<2>w:sz="12"')
            if b"Faktatabell" in parts[STYLES]
            else theirs
        )
        for version, ours in (("egen", parts), ("lagret", resaved(parts))):
            after, notes = follow(parts, ours, theirs)
            assert {"stilen Overskrift 1", "marger", "listene", "topptekst"} <= set(notes)
            paths.append(tmp_path / f"{name}-{version}.docx")
            paths[-1].write_bytes(write_package(after))
    assert {path.name: faults for path, faults in validate(validator, paths).items() if faults} == {}


def test_libreoffice_is_not_taken_for_a_person(documents: dict[str, dict[str, bytes]], editor: Editor) -> None:
    """LibreOffice rewrites much of a definition: what is not certain stays, and what follows is what was asked for."""
    for name, parts in documents.items():
        mine = read_package(editor.resave(write_package(parts)), name)
        assert follow(parts, mine, parts) == (mine, ())
        theirs = edited(red(parts), MAIN, *WHOLE_MARGINS)
        after, notes = follow(parts, mine, theirs)
        assert set(notes) <= {"stilen Overskrift 1", "marger"}
        assert lint(after) == lint(mine)
        before, now = (read_document(write_package(each), name) for each in (mine, after))
        assert [paragraph.text for paragraph in now.paragraphs] == [each.text for each in before.paragraphs]
