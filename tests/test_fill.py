"""Filling: from a template in Word and a case to a document, read back as a person reads it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.model import Draft, Failed
from pipeline.word.package import read_package, write_package
from pipeline.word.reading import read_document
from tests.template_kit import CASE, case_of, docx_of, filled, folder_of, read, texts

TEMPORARY = CASE.replace("form: fast", "form: midlertidig\n  varighet: 12")


def failed(folder: Path, *paragraphs: str, case: str = CASE, content: bytes | None = None) -> Failed:
    """Fill a template that cannot be filled."""
    library = load_library(folder_of(folder, *paragraphs, content=content))
    made = fill(library.templates[0], case_of(folder, library, case))
    assert isinstance(made, Failed)
    return made


# --- paragraphs, rows, headers --------------------------------------------------------------------------------------


def test_values_stand_where_the_template_has_them(tmp_path: Path) -> None:
    """Texts, choices, numbers and dates, each in its form."""
    assert texts(
        tmp_path,
        "# {{ stilling.tittel | stor }}",
        "Vi søker {{ stilling.antall | tallord }} i {{ stilling.form }} på {{ stilling.prosent | prosent }}.",
        "Oppstart {{ stilling.oppstart | dato }} ({{ stilling.oppstart | kortdato }}).",
    ) == [
        "Erfaringskonsulent",
        "Vi søker to i fast stilling på 100\N{NO-BREAK SPACE}%.",
        "Oppstart 1. april 2027 (01.04.2027).",
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (CASE, ["Foran", "Fast jobb", "Bak"]),
        (TEMPORARY, ["Foran", "Jobb i 12 måneder", "Bak"]),
        (CASE.replace("form: fast", "form: uavklart"), ["Foran", "[Fyll ut: fast eller midlertidig]", "Bak"]),
    ],
)
def test_optional_paragraphs_vanish_without_a_blank_line(tmp_path: Path, case: str, expected: list[str]) -> None:
    """Of the branches one is left, and the paragraphs with the tags are gone."""
    template = [
        "Foran",
        "{%p if stilling.form == «fast» %}",
        "Fast jobb",
        "{%p elif stilling.form == «midlertidig» %}",
        "Jobb i {{ stilling.varighet }} måneder",
        "{%p elif stilling.form is uavklart %}",
        "{{ stilling.form }}",
        "{%p endif %}",
        "Bak",
    ]
    assert texts(tmp_path, *template, case=case) == expected


def test_lists_become_paragraphs(tmp_path: Path) -> None:
    """A loop in paragraphs of its own gives one paragraph an item, nested loops too."""
    case = CASE.replace("nivå: operativt}", "nivå: operativt, steg: [først, så]}")
    template = [
        "{%p for o in stilling.oppgaver %}",
        "{{ loop.index }} {{ o.tekst }}",
        "{%p for s in o.steg %}",
        "– {{ s }}",
        "{%p endfor %}",
        "{%p endfor %}",
    ]
    assert texts(tmp_path, *template, case=case) == ["1 Følge opp brukere", "– først", "– så", "2 Utvikle tjenesten"]


def _table(document: Document) -> None:
    table = document.add_table(rows=0, cols=2)
    for row in (
        ("Hva", "Nivå"),
        ("{%tr for o in stilling.oppgaver %}", ""),
        ("{{ o.tekst }}", "{{ o.nivå }}"),
        ("{%tr endfor %}", ""),
        ("{%tr if stilling.kode is oppgitt %}", ""),
        ("Kode", "{% if stilling.kode is oppgitt %}{{ stilling.kode }}{% endif %}"),
        ("{%tr endif %}", ""),
        ("Sist", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


@pytest.mark.parametrize(("code", "rows"), [("", []), ("\n  kode: K1", [("Kode", "K1")])])
def test_rows_are_repeated_and_vanish(tmp_path: Path, code: str, rows: list[tuple[str, str]]) -> None:
    """A loop gives one row an item, an optional row leaves none behind, and no row is without cells."""
    case = CASE.replace("  antall: 2", f"  antall: 2{code}")
    document = docx.Document(BytesIO(filled(tmp_path, case=case, content=docx_of(build=_table)).content))
    assert [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows] == [
        ("Hva", "Nivå"),
        ("Følge opp brukere", "operativt"),
        ("Utvikle tjenesten", "strategisk"),
        *rows,
        ("Sist", ""),
    ]


def _edges(document: Document) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ virksomhet.enhet }}"
    section.footer.paragraphs[0].text = "{% if stilling.kode is oppgitt %}{{ stilling.kode }}{% endif %}bunn"


def test_headers_and_footers_are_filled(tmp_path: Path) -> None:
    """What stands at the top and the bottom of the pages is filled like the rest."""
    reading = read(filled(tmp_path, content=docx_of("{{ stilling.tittel }}", build=_edges)))
    assert [(paragraph.part, paragraph.text) for paragraph in reading.paragraphs] == [
        ("word/document.xml", "Erfaringskonsulent"),
        ("word/header1.xml", "Team Øst"),
        ("word/footer1.xml", "bunn"),
    ]


def test_a_template_without_tags_is_itself(tmp_path: Path) -> None:
    """A document that says the same of every position is allowed; its title is its heading."""
    draft = filled(tmp_path, "# Sjekkliste", "Gi beskjed til HR.")
    assert [paragraph.text for paragraph in read(draft).body] == ["Sjekkliste", "Gi beskjed til HR."]
    assert draft.fields == ()
    assert docx.Document(BytesIO(draft.content)).core_properties.title == "Sjekkliste"


def test_a_tag_may_be_split_over_runs(tmp_path: Path) -> None:
    """Spelling marks and formatting cut a tag into pieces in Word; it is one tag all the same."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph("Vi søker ")
        for piece, bold in (
            ("{", False),
            ("{ stilling.", True),
            ("tit", False),
            ("tel }", True),
            ("}", False),
            (".", False),
        ):
            paragraph.add_run(piece).bold = bold

    draft = filled(tmp_path, content=docx_of(build=build))
    assert read(draft).body[0].text == "Vi søker Erfaringskonsulent."


def test_line_breaks_in_a_value_are_line_breaks(tmp_path: Path) -> None:
    """A text over several lines keeps them, within its paragraph."""
    case = CASE.replace("tittel: Erfaringskonsulent", "tittel: |-\n    Første\n    andre\tmed tab")
    assert texts(tmp_path, "«{{ stilling.tittel }}»", case=case) == ["«Første\nandre\tmed tab»"]


def test_section_headings_get_their_bookmarks(tmp_path: Path) -> None:
    """So that a section is known when people rename it; a heading that has its bookmark keeps it."""
    spec = "tittel: Et brev\nseksjoner:\n  - {id: om, overskrift: Om oss}\n  - {id: krav, overskrift: Krav}\n"
    library = load_library(folder_of(tmp_path, "## Om oss", "{{ stilling.tittel }}", "##krav Krav", "x", spec=spec))
    draft = fill(library.templates[0], case_of(tmp_path, library))
    assert isinstance(draft, Draft)
    marked = [(one.text, one.bookmarks) for one in read(draft).body if one.level]
    assert marked == [("Om oss", ("_seksjon_om",)), ("Krav", ("_seksjon_krav",))]


# --- the field map --------------------------------------------------------------------------------------------------


def spans(draft: Draft) -> list[tuple[str, str, str, bool]]:
    """Part, path, the words that the span points at, and whether they are a placeholder."""
    reading = read(draft)
    words = {(paragraph.part, paragraph.number): paragraph.text for paragraph in reading.paragraphs}
    return [
        (span.part, span.path, words[span.part, span.paragraph][span.start : span.end], span.placeholder)
        for span in draft.fields
    ]


def test_the_field_map_points_at_the_values(tmp_path: Path) -> None:
    """For every value in the document: its part, its field and exactly its words."""
    content = docx_of(
        "# {{ stilling.tittel }} – {{ virksomhet.enhet }}",
        "{%p for o in stilling.oppgaver %}",
        "{{ o.tekst | liten }} ({{ o.nivå }}),",
        "{%p endfor %}",
        "{{ stilling.prosent | prosent }} fra {{ stilling.oppstart | dato | setning }} {{ stilling.nivå | liste }}",
        build=_edges,
    )
    case = CASE.replace("prosent: 100", "prosent: uavklart")
    body, header = "word/document.xml", "word/header1.xml"
    assert spans(filled(tmp_path, case=case, content=content)) == [
        (body, "stilling.tittel", "Erfaringskonsulent", False),
        (body, "virksomhet.enhet", "Team Øst", False),
        (body, "stilling.oppgaver[1].tekst", "følge opp brukere", False),
        (body, "stilling.oppgaver[1].nivå", "operativt", False),
        (body, "stilling.oppgaver[2].tekst", "utvikle tjenesten", False),
        (body, "stilling.oppgaver[2].nivå", "strategisk", False),
        (body, "stilling.prosent", "[Fyll ut: stillingsprosent]", True),
        (body, "stilling.oppstart", "1. april 2027", False),
        (body, "stilling.nivå[1]", "operativt", False),
        (header, "virksomhet.enhet", "Team Øst", False),
    ]


def test_placeholders_look_like_placeholders(tmp_path: Path) -> None:
    """A gap's words, and those of a text that says the same, have the style for placeholders, and only they."""
    case = CASE.replace("prosent: 100", "prosent: uavklart").replace("Team Øst", '"Team [Fyll ut: navn]"')
    draft = filled(tmp_path, "På {{ stilling.prosent | prosent }} i {{ virksomhet.enhet }}.", case=case)
    (paragraph,) = docx.Document(BytesIO(draft.content)).paragraphs
    styled = [run.text for run in paragraph.runs if run.style.name == "Plassholder"]
    assert styled == ["[Fyll ut: stillingsprosent]", "[Fyll ut: navn]"]
    assert paragraph.text == "På [Fyll ut: stillingsprosent] i Team [Fyll ut: navn]."


def test_formatting_of_a_tag_is_formatting_of_the_value(tmp_path: Path) -> None:
    """A bold tag gives a bold value, also around a placeholder."""

    def build(document: Document) -> None:
        document.add_paragraph().add_run("A {{ stilling.prosent | tall }} B").bold = True

    case = CASE.replace("prosent: 100", "prosent: uavklart")
    document = docx.Document(BytesIO(filled(tmp_path, case=case, content=docx_of(build=build)).content))
    assert [(run.text, run.bold) for run in document.paragraphs[0].runs] == [
        ("A ", True),
        ("[Fyll ut: stillingsprosent]", True),
        (" B", True),
    ]


@pytest.mark.parametrize(
    "expression",
    ["'R&D'", "'R&D' | stor", "'R&D' if stilling.form == 'fast' else 'x' if stilling.form is uavklart else 'y'"],
)
def test_a_text_in_a_tag_comes_out_letter_for_letter(tmp_path: Path, expression: str) -> None:
    """Whether Jinja works it out once or for each case."""
    assert texts(tmp_path, f"{{{{ {expression} }}}} <b>", "{% set x = 'R&D' %}{{ x }}") == ["R&D <b>", "R&D"]


# --- faults ---------------------------------------------------------------------------------------------------------


def test_a_template_with_faults_is_not_filled(tmp_path: Path) -> None:
    """What the proofreading found comes back as it was, with the exit code for templates."""
    made = failed(tmp_path, "Vi søker {{ stilling.titel }}")
    assert (made.document, made.exit_code) == ("brev", 4)
    assert [fault.code for fault in made.faults] == ["unknown-field"]


def test_a_fault_stops_its_own_document_only(tmp_path: Path) -> None:
    """The other templates are filled all the same."""
    templates = folder_of(tmp_path, "Vi søker {{ stilling.titel }}")
    (templates / "notat.docx").write_bytes(docx_of("{{ stilling.tittel }}"))
    (templates / "notat.yaml").write_text("tittel: Et notat\n", encoding="utf-8")
    library = load_library(templates)
    case = case_of(tmp_path, library)
    made = {template.name: fill(template, case) for template in library.templates}
    assert isinstance(made["brev"], Failed)
    assert isinstance(made["notat"], Draft)


@pytest.mark.parametrize(
    "tag", ["{{ stilling.titel }}", "{{ a b }}", "{% if x %}", f"{{{{ {'(' * 300}1{')' * 300} }}}}"]
)
def test_a_tag_in_a_pictures_description_fails_with_words(tmp_path: Path, tag: str) -> None:
    """A tag that stands outside the text is not proofread, so filling says that something is wrong with it."""

    def build(document: Document) -> None:
        properties = document.add_paragraph("{{ stilling.tittel }}")._p.get_or_add_pPr()
        properties.set("beskrivelse", tag)

    (fault,) = failed(tmp_path, content=docx_of(build=build)).faults
    assert fault.code == "wrong-value"
    assert fault.path == str(tmp_path / "maler" / "brev.docx")


def wrong_value(folder: Path, *paragraphs: str) -> str:
    """What filling says of a template that nobody proofread."""
    library = load_library(folder_of(folder, *paragraphs))
    made = fill(replace(library.templates[0], faults=()), case_of(folder, library))
    assert isinstance(made, Failed)
    return made.faults[0].message


@pytest.mark.parametrize(
    "first",
    ["Stillingens {kode} er kode", "{{ stilling.tittel }} kode", "{% set kodenavn = stilling.tittel %}{{ kodenavn }}"],
)
def test_a_wrong_value_quotes_the_paragraph_with_its_tag(tmp_path: Path, first: str) -> None:
    """Not one that has the word in its text, or in another name."""
    message = wrong_value(tmp_path, first, "Kode {{ stilling.kode }}")
    assert message.startswith("stilling.kode er valgfritt")
    assert message.endswith(" I avsnittet: «Kode {{ stilling.kode }}»")


def test_the_whole_path_is_looked_for_first(tmp_path: Path) -> None:
    """Several groups can have a field of the same name."""
    message = wrong_value(
        tmp_path, "{% for o in stilling.oppgaver %}{% set kode = o.tekst %}{% endfor %}", "{{ stilling.kode }}"
    )
    assert message.endswith(" I avsnittet: «{{ stilling.kode }}»")


def test_a_long_paragraph_is_cut_where_it_shows(tmp_path: Path) -> None:
    """Three dots say that there was more."""
    message = wrong_value(tmp_path, f"Kode {{{{ stilling.kode }}}} {'lang ' * 40}")
    assert message.endswith("lang…»")
    assert len(message.rpartition("«")[2]) <= 121


@pytest.mark.parametrize("spoiled", [b"", b"ikke Word", docx_of("x")[:-200]])
def test_a_template_that_cannot_be_read_is_told_with_its_whole_path(tmp_path: Path, spoiled: bytes) -> None:
    """There may be several template folders with files of the same name."""
    templates = folder_of(tmp_path, "x")
    (templates / "brev.docx").write_bytes(spoiled)
    (fault,) = load_library(templates).templates[0].faults
    assert fault.path == str(templates / "brev.docx")


def test_a_broken_part_is_told_with_the_path_of_its_template(tmp_path: Path) -> None:
    """Also when it is the part that is wrong, not the package."""
    parts = read_package(docx_of("x"), "x.docx")
    broken = write_package({**parts, "word/document.xml": b"<w:document"})
    (fault,) = load_library(folder_of(tmp_path, content=broken)).templates[0].faults
    assert (fault.code, fault.path) == ("xml", str(tmp_path / "maler" / "brev.docx"))


def test_a_structure_that_breaks_is_told(tmp_path: Path) -> None:
    """A condition that begins inside a link and ends outside leaves broken XML, which nobody should get to open."""

    def build(document: Document) -> None:
        paragraph = document.add_paragraph()
        link = paragraph._p.makeelement(qn("w:hyperlink"), {})
        link.append(paragraph.add_run("{% if stilling.turnus %}")._r)
        paragraph._p.append(link)
        paragraph.add_run("x{% endif %}")

    (fault,) = failed(tmp_path, content=docx_of(build=build)).faults
    assert fault.code == "template-structure"
    assert "endif" in (fault.hint or "")
    assert read_document(docx_of("x"), "x").body[0].text == "x"
