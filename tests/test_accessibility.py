"""Barriers: for each kind a document that has it and one that does not; findings on documents, faults in templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from pipeline.barriers import ACCESSIBILITY, BARRIERS, with_barriers
from pipeline.check import check_documents
from pipeline.cli import run as make_docs
from pipeline.errors import DocumentUnreadable
from pipeline.library import load_library
from pipeline.model import Section, Template
from pipeline.word.accessibility import Barrier, find_barriers
from pipeline.word.accessibility_looks import contrast
from pipeline.word.names import CORE_PART, REL_APP
from pipeline.word.package import read_package, write_package
from pipeline.word.properties import core_properties
from pipeline.word.reading import read_document, read_parts
from tests.template_kit import docx_of, folder_of
from tests.word_xml import package, paragraph, run, story_xml

ROOT = Path(__file__).parent.parent

STYLES = story_xml(
    "styles",
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="nb-NO"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'
        for identity, name, more in (
            ("O1", "heading 1", ""),
            ("O2", "heading 2", ""),
            ("O3", "heading 3", ""),
            ("Tittel", "Title", ""),
            ("Punkt", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
            ("Lys", "Lys", '<w:rPr><w:color w:val="999999"/></w:rPr>'),
        )
    )
    + '<w:style w:type="table" w:styleId="Blaa"><w:name w:val="Blå"/><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="2A2859"/></w:tcPr></w:tblStylePr></w:style>',
)
LONG = "Du arbeider sammen med andre i teamet, og bruker egne erfaringer når det er til hjelp for dem du møter der. "


def styled(style: str, words: str) -> str:
    """A paragraph of this style."""
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


TITLE = styled("O1", "Brev")
TEXT = paragraph("Vi er 24 ansatte.")


def barriers(body: str, *, title: str = "Brev", styles: str = STYLES, template: bool = False) -> list[Barrier]:
    """The barriers in a document with this body."""
    parts = package(body, others={"styles": styles})
    if title:
        parts[CORE_PART] = core_properties(title, "", None)
    return list(find_barriers(read_parts(parts, "brev.docx"), template=template))


def codes(body: str, *, title: str = "Brev", styles: str = STYLES, template: bool = False) -> list[str]:
    """The kinds of barriers in a document with this body."""
    return [each.code for each in barriers(body, title=title, styles=styles, template=template)]


def table(*rows: list[str], head: bool = True, whole: bool = True, about: str = "Fakta", cell: str = "") -> str:
    """A table that is as it should be, unless something is asked for."""
    caption = f'<w:tblCaption w:val="{about}"/>' if about else ""
    written = ""
    for number, row in enumerate(rows):
        marks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head and number == 0 else "")
        cells = "".join(
            f"<w:tc><w:tcPr>{cell}</w:tcPr>{paragraph(words) if words else '<w:p/>'}</w:tc>" for words in row
        )
        written += f"<w:tr><w:trPr>{marks}</w:trPr>{cells}</w:tr>"
    grid = "<w:gridCol/>" * max(len(row) for row in rows)
    return f"<w:tbl><w:tblPr>{caption}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"


def picture(about: str = "", *, kind: str = "inline", extra: str = "") -> str:
    """A paragraph with a picture."""
    return paragraph(
        f'<w:r><w:drawing><wp:{kind}><wp:docPr id="1" name="Bilde 1" {about}>{extra}</wp:docPr></wp:{kind}>'
        "</w:drawing></w:r>"
    )


def link(words: str) -> str:
    """A paragraph with a link."""
    return paragraph(f'{run("Søk ")}<w:hyperlink r:id="rId9">{run(words)}</w:hyperlink>')


FACTS = ["Tema", "Svar"]
BOLD = "<w:b/>"
DECORATIVE = (
    '<a:extLst xmlns:a="a"><a:ext><d:decorative val="1" '
    'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
VML = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" {}><v:imagedata/></v:shape></w:pict></w:r>'
BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>I boks</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
FIELD_LINK = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://x.no" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:p><w:r><w:t>Navn</w:t></w:r></w:p></w:sdtContent></w:sdt>"
CHECKBOX = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
ENGLISH = '<w:lang w:val="en-US"/>'

# kind of barrier: a body that has it (all that is said of it), and bodies that do not
KINDS: dict[str, tuple[str, list[str]]] = {
    "no-main-heading": (TEXT, [TITLE + TEXT]),
    "title-style": (styled("Tittel", "Brev") + TEXT, [TITLE + TEXT]),
    "several-main-headings": (TITLE + TEXT + styled("O1", "Om oss") + TEXT, [TITLE + styled("O2", "Om oss") + TEXT]),
    "heading-jump": (
        TITLE + styled("O3", "Om oss") + TEXT,
        [TITLE + styled("O2", "Om oss") + styled("O3", "Team") + TEXT + styled("O2", "Lønn") + TEXT],
    ),
    "empty-heading": (TITLE + TEXT + styled("O2", "") + TEXT, [TITLE + TEXT]),
    "bold-heading": (
        TITLE + paragraph(run("Om oss", BOLD)) + TEXT,
        [
            TITLE + paragraph(run("Ring oss i dag.", BOLD)) + TEXT,
            TITLE + paragraph(run("Om oss: ", BOLD) + run("Vi er mange.")) + TEXT,
            TITLE + paragraph(run("Om oss", BOLD)) + paragraph(run("Ring oss nå", BOLD)) + styled("O2", "Lønn") + TEXT,
        ],
    ),
    "words-in-other-language": (
        TITLE + TEXT + paragraph(run("Du skal ikke arbeide i helgen, og det er fast.", ENGLISH)) + paragraph(LONG),
        [
            TITLE + paragraph(LONG) + paragraph(run("Recovery is a journey.", ENGLISH)),
            TITLE + TEXT + paragraph(run("Du skal arbeida i helga, og det er ikkje fast.", '<w:lang w:val="nn-NO"/>')),
        ],
    ),
    "other-language": (TITLE.replace("<w:r>", f"<w:r><w:rPr>{ENGLISH}</w:rPr>"), [TITLE]),
    "no-header-row": (
        TITLE + table(FACTS, ["Sted", "Oslo"], head=False) + TEXT,
        [TITLE + table(FACTS, ["a", "b"]) + TEXT],
    ),
    "no-table-description": (
        TITLE + table(FACTS, ["a", "b"], about="") + TEXT,
        [TITLE + table(FACTS, ["a", "b"]) + TEXT],
    ),
    "row-splits": (TITLE + table(FACTS, ["a", "b"], whole=False) + TEXT, [TITLE + table(FACTS, ["a", "b"]) + TEXT]),
    "merged-cells": (
        TITLE + table(FACTS, ["a", "b"], cell='<w:vMerge w:val="restart"/>') + TEXT,
        [TITLE + table(FACTS, ["a", "b"]) + TEXT],
    ),
    "empty-header-cell": (TITLE + table(["", "Svar"], ["a", "b"]) + TEXT, [TITLE + table(FACTS, ["a", "b"]) + TEXT]),
    "empty-cell": (
        TITLE + table(["Tema"], ["Sted", ""], ["", "Oslo"], ["", ""]) + TEXT,
        [TITLE + table(FACTS, ["Navn", ""], ["", ""]) + TEXT],
    ),
    "no-alternative-text": (
        TITLE + picture() + TEXT,
        [
            TITLE + picture('descr="Kart over bydelen"') + TEXT,
            TITLE + picture(extra=DECORATIVE) + TEXT,
            TITLE + paragraph(VML.format('alt="Kart"')) + TEXT,
        ],
    ),
    "text-box": (TITLE + paragraph(BOX) + TEXT, [TITLE + TEXT]),
    "floating": (TITLE + picture('descr="Kart"', kind="anchor") + TEXT, [TITLE + picture('descr="Kart"') + TEXT]),
    "form-field": (TITLE + CONTROL.format("<w:text/>") + TEXT, [TITLE + CONTROL.format(CHECKBOX) + TEXT]),
    "typed-list": (
        TITLE + paragraph("- Følge opp brukere") + paragraph("- Utvikle tjenesten"),
        [
            TITLE + styled("Punkt", "Følge opp brukere") + styled("Punkt", "Utvikle tjenesten"),
            TITLE + paragraph("– Ja, sier hun.") + paragraph("– Nei, sier han."),
            TITLE + paragraph("1. mai 2027") + paragraph("2. mai 2027"),
            TITLE + paragraph("- Bare én linje") + TEXT,
        ],
    ),
    "empty-paragraph": (
        TITLE + TEXT + "<w:p/>" + TEXT,
        [
            TITLE + table(FACTS, ["a", "b"]) + "<w:p/>" + TEXT,
            TITLE + TEXT + "<w:p/>",
            TITLE + styled("O2", "Om oss") + "<w:p/>" + styled("O2", "Lønn") + TEXT,
            TITLE + TEXT + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" + TEXT,
        ],
    ),
    "page-break": (
        TITLE + TEXT + paragraph('<w:r><w:br w:type="page"/></w:r>') + TEXT,
        [TITLE + TEXT + paragraph("Ny side", "<w:pageBreakBefore/>")],
    ),
    "empty-link": (
        TITLE + link("klikk her"),
        [TITLE + link("Søk på stillingen"), TITLE + paragraph(FIELD_LINK.format("Etiske regler"))],
    ),
    "bare-address": (TITLE + link("https://www.oslo.kommune.no/jobb/ledige-stillinger"), [TITLE + link("www.oslo.no")]),
    "contrast": (
        TITLE + styled("Lys", "Vi er 24 ansatte."),
        [
            TITLE + paragraph(run("Vi er 24.", '<w:color w:val="595959"/>')),
            TITLE + paragraph(run("Vi er 24.", '<w:color w:val="888888"/><w:sz w:val="36"/>')),
            TITLE + paragraph(run("Vi er 24.", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="2A2859"/>')),
            TITLE
            + table(FACTS, ["a", "b"])
            .replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Blaa"/><w:tblLook w:firstRow="1"/>')
            .replace('<w:r><w:t xml:space="preserve">Tema', '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Tema')
            + TEXT,
        ],
    ),
    "small-text": (
        TITLE + paragraph(LONG) + paragraph(run("Liten skrift.", '<w:sz w:val="16"/>')),
        [TITLE + paragraph(LONG) + paragraph(run("Hjelpetekst.", '<w:sz w:val="20"/>'))],
    ),
    "small-body": (TITLE + paragraph(run(LONG, '<w:sz w:val="20"/>')), [TITLE + paragraph(LONG)]),
    "tight-lines": (
        TITLE + paragraph(LONG, '<w:spacing w:line="240" w:lineRule="auto"/>'),
        [TITLE + paragraph(LONG), TITLE + paragraph("Kort.", '<w:spacing w:line="240" w:lineRule="auto"/>')],
    ),
    "justified": (TITLE + paragraph(LONG, '<w:jc w:val="both"/>'), [TITLE + paragraph(LONG)]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_where_it_is_and_nowhere_else(kind: str) -> None:
    """The document with the barrier has that one only; those without it have none."""
    bad, good = KINDS[kind]
    assert set(codes(bad)) == {kind}
    assert [codes(body) for body in good] == [[]] * len(good)


def test_the_title_of_the_file_is_there_and_is_that_of_the_document() -> None:
    """A screen reader says it first, and a PDF gets its name from it."""
    assert codes(TITLE + TEXT, title="") == ["no-title"]
    (other,) = barriers(TITLE + TEXT, title="Dokument1")
    assert (other.code, other.detail, other.text) == ("other-title", "Dokument1", "Brev")
    assert codes(TITLE + TEXT, title="brev.") == []


def test_a_document_that_says_no_language_is_told_of_once() -> None:
    """Nothing marks its words, neither styles nor runs."""
    assert codes(TITLE + TEXT, styles=STYLES.replace('<w:lang w:val="nb-NO"/>', "")) == ["no-language"]


def test_what_is_deleted_or_hidden_is_no_barrier() -> None:
    """Tracked changes count as accepted."""
    deleted = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2">{}</w:del></w:p>'
    assert codes(TITLE + TEXT + deleted.format(run("- a")) + deleted.format(run("- b")) + TEXT) == []
    assert codes(TITLE + TEXT + deleted.format(run("Svak", '<w:color w:val="EEEEEE"/>')) + TEXT) == []


def test_a_barrier_says_where_it_is() -> None:
    """The words of the paragraph, and its number in its part."""
    (found,) = barriers(TITLE + TEXT + link("her"))
    assert (found.text, found.detail, found.part, found.number) == ("Søk her", "her", "word/document.xml", 2)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "FFFFFF", 21.0), ("767676", "FFFFFF", 4.54), ("2A2859", "FFFFFF", 13.6)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    """Black on white is 21; #767676 is the lightest grey that will do."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.05)


# --- documents --------------------------------------------------------------------------------------------------------


def test_each_kind_is_one_finding_with_all_its_places(tmp_path: Path) -> None:
    """A warning with the law as its source, what to do in Word, and each section and quote."""
    body = TITLE + styled("O2", "Søk") + link("her") + styled("O2", "Les") + link("les mer")
    parts = package(body, others={"styles": STYLES})
    parts[CORE_PART] = core_properties("Brev", "", None)
    library = load_library(folder_of(tmp_path, "# Brev", "## Søk", "## Les", spec=SPEC))
    (finding,) = check_documents({"brev": read_parts(parts, "brev.docx")}, library, None).findings
    assert (finding.rule, finding.severity, finding.quotes) == (ACCESSIBILITY, "warning", True)
    assert finding.source == "Forskriften om universell utforming av IKT"
    assert [(place.section, place.text) for place in finding.places] == [("Søk", "Søk her"), ("Les", "Søk les mer")]


SPEC = "tittel: Et brev\nseksjoner:\n  - {id: s, overskrift: Søk}\n  - {id: l, overskrift: Les}\n"


def test_every_kind_has_words_for_people() -> None:
    """What it is and what to do; those that tests know are all there are."""
    also = {"no-title", "other-title", "no-language"}
    assert BARRIERS.keys() == KINDS.keys() | also
    assert all(one.message.endswith((".", "».")) and one.hint.endswith((".", "».")) for one in BARRIERS.values())


def test_a_document_alone_is_looked_at_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`make-docs check` of one file without a case tells of barriers."""
    folder = folder_of(tmp_path, "# Brev", "{{ stilling.tittel }}")
    (tmp_path / "brev.docx").write_bytes(docx_of("# Brev", "- a", "- b"))
    assert make_docs(["check", str(tmp_path / "brev.docx"), "--templates", str(folder)]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert BARRIERS["typed-list"].message in printed
    assert BARRIERS["typed-list"].hint in printed
    assert "(L19)" in printed


# --- templates --------------------------------------------------------------------------------------------------------


def rows(document: Document) -> None:
    """A table with a loop of rows, and no header row."""
    made = document.add_table(4, 2)
    words = (
        ("Oppgave", "Nivå"),
        ("{%tr for o in stilling.oppgaver %}", ""),
        ("{{ o.tekst }}", ""),
        ("{%tr endfor %}", ""),
    )
    for row, texts in zip(made.rows, words, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


IN_TEMPLATES: dict[str, tuple[list[str], Callable[[Document], object] | None, list[str]]] = {
    "in order": (["# Brev", "{{ stilling.tittel }}"], None, []),
    "a condition round a heading": (
        ["{%p if stilling.turnus %}", "# Turnus", "{%p else %}", "# Brev", "{%p endif %}", "{{ stilling.tittel }}"],
        None,
        [],
    ),
    "tags between paragraphs are not air": (
        ["# Brev", "Hei.", "{%p if stilling.turnus %}", "Turnus.", "{%p endif %}", "{{ stilling.tittel }}"],
        None,
        [],
    ),
    "air": (["# Brev", "Hei.", "", "{{ stilling.tittel }}"], None, ["empty-paragraph"]),
    "a typed bullet in a loop": (
        ["# Brev", "{%p for o in stilling.oppgaver %}", "- {{ o.tekst }}", "{%p endfor %}"],
        None,
        ["typed-list"],
    ),
    "no heading": (["{{ stilling.tittel }}"], None, ["no-main-heading"]),
    "a table": (["# Brev"], rows, ["no-header-row", "no-table-description", "row-splits"]),
}


@pytest.mark.parametrize("what", IN_TEMPLATES)
def test_a_template_with_barriers_does_not_pass_but_can_be_filled(tmp_path: Path, what: str) -> None:
    """The check ends with 4 and quotes the paragraph; the template that documents are made from has no fault."""
    texts, build, expected = IN_TEMPLATES[what]
    folder = folder_of(tmp_path, content=docx_of(*texts, build=build))
    (template,) = load_library(folder).templates
    assert template.faults == ()
    checked = with_barriers(template)
    assert [fault.code for fault in checked.faults] == expected
    assert all(fault.hint and fault.path == str(template.path) for fault in checked.faults)
    assert make_docs(["check", str(folder), "--quiet"]) == (4 if expected else 0)


def test_a_template_that_is_no_word_file_has_no_more_faults() -> None:
    """What is wrong with it is told already."""
    broken = Template("brev", "Brev", b"noe", Path("maler/brev.docx"), sections=(Section("s", "S"),))
    assert with_barriers(broken) == broken


def test_our_templates_have_no_barriers() -> None:
    """Nor anything that is only good practice."""
    for template in load_library(ROOT / "templates").templates:
        assert find_barriers(read_document(template.content, template.name), template=True) == (), template.name


def test_the_files_of_the_world_outside_are_read(corpus: Path) -> None:
    """Every document that can be read at all can be looked at, and every kind that is found has words."""
    found: set[str] = set()
    for file in sorted(corpus.rglob("*.docx")):
        try:
            reading = read_document(file.read_bytes(), file.name)
        except DocumentUnreadable:
            continue
        found |= {one.code for template in (False, True) for one in find_barriers(reading, template=template)}
    assert found <= BARRIERS.keys()
    assert len(found) > 20


def test_what_an_editor_cannot_write_is_not_asked_for() -> None:
    """LibreOffice leaves out the descriptions of tables when it saves."""
    parts = package(TITLE + table(FACTS, ["a", "b"], about="") + TEXT, others={"styles": STYLES})
    parts[CORE_PART] = core_properties("Brev", "", None)
    parts["docProps/app.xml"] = b"<Properties><Application>LibreOffice/24.2</Application></Properties>"
    arrow = f'<Relationship Id="app" Type="{REL_APP}" Target="docProps/app.xml"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", arrow.encode())
    opened = read_package(write_package(parts), "brev.docx")
    assert [one.code for one in find_barriers(read_parts(opened, "brev.docx"))] == []
