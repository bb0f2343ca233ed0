"""The sections of a document: which ones are missing, empty, thin, unfinished or out of place, and which are not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from pipeline.barriers import ACCESSIBILITY
from pipeline.check import check_documents
from pipeline.check.found import find_sections, section_of
from pipeline.check.sections import check_sections
from pipeline.errors import TemplateError
from pipeline.expressions import Facts
from pipeline.library import Library, load_library
from pipeline.model import Finding, Section, Template
from pipeline.word.reading import Reading
from tests.template_kit import CASE, case_of, folder_of
from tests.word_xml import paragraph, read, run

ABOUT = Section(
    "om_oss",
    "Om oss",
    aliases=("Hvem vi er", "Om arbeidsplassen"),
    rule="K4.8",
    severity="warning",
    source="Veiledningen kap. 4",
    why="Søkeren må se for seg jobben.",
    hint="Skriv to setninger.",
)
WORK = Section("arbeid", "Dette skal du gjøre")
PAY = Section("lønn", "Lønn")
ORDER = Section("a", "A"), Section("b", "B"), Section("c", "C"), Section("d", "D"), Section("e", "E")


def heading(text: str, level: int = 2, *, bookmark: str = "", tracked: str = "") -> str:
    """A heading, with a bookmark; tracked as inserted or deleted with its paragraph mark."""
    marks = f'<w:bookmarkStart w:id="1" w:name="{bookmark}"/>' * bool(bookmark)
    ends = '<w:bookmarkEnd w:id="1"/>' * bool(bookmark)
    words = run(text)
    properties = f'<w:pStyle w:val="Overskrift{level}"/>'
    if tracked:
        who = 'w:id="9" w:author="Kari" w:date="2027-01-01T00:00:00Z"'
        words = words.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>") if tracked == "del" else words
        words = f"<w:{tracked} {who}>{words}</w:{tracked}>"
        properties += f"<w:rPr><w:{tracked} {who}/></w:rPr>"
    return paragraph(f"{marks}{words}{ends}", properties)


def deleted(text: str) -> str:
    """A paragraph that somebody deleted with tracking on, mark and all."""
    who = 'w:id="8" w:author="Kari" w:date="2027-01-01T00:00:00Z"'
    words = run(text).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return paragraph(f"<w:del {who}>{words}</w:del>", f"<w:rPr><w:del {who}/></w:rPr>")


def cell(*blocks: str) -> str:
    """A table of one cell."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{''.join(blocks)}</w:tc></w:tr></w:tbl>"


def template(*sections: Section) -> Template:
    """A template that has these sections."""
    return Template("brev", "Brev", b"", Path("maler/brev.docx"), sections=sections)


def findings(body: str, *sections: Section, facts: Facts | None = None, known: tuple[str, ...] = ()) -> list[Finding]:
    """What is found in a document with this body."""
    return check_sections(template(*sections), read(body), facts, known)


def said(body: str, *sections: Section, known: tuple[str, ...] = ()) -> list[str]:
    """What the findings say."""
    return [finding.message for finding in findings(body, *sections, known=known)]


def of_sections(readings: Mapping[str, Reading], library: Library, facts: Facts | None) -> list[Finding]:
    """What is found in small documents, but for what they lack to be read by everybody."""
    return [one for one in check_documents(readings, library, facts).findings if one.rule != ACCESSIBILITY]


TEXT = paragraph("Vi er 24 ansatte.")


# --- there or not ---------------------------------------------------------------------------------------------------


def test_a_document_as_it_should_be_has_no_findings() -> None:
    """Title, sections in their order, and something in each."""
    body = heading("Utlysning", 1) + heading("Om oss") + TEXT + heading("Dette skal du gjøre") + TEXT
    assert findings(body, ABOUT, WORK) == []


def test_a_missing_section_is_told_with_everything_that_the_spec_says() -> None:
    """Requirement, severity, source, why, and what to do; the place names the section as the spec calls it."""
    (finding,) = findings(TEXT, ABOUT)
    assert (finding.rule, finding.severity, finding.source) == ("K4.8", "warning", "Veiledningen kap. 4")
    assert finding.message == "Delen «Om oss» mangler. Søkeren må se for seg jobben."
    assert (finding.hint, finding.section, finding.document) == ("Skriv to setninger.", "Om oss", "brev")
    assert [(place.document, place.section) for place in finding.places] == [("brev", "Om oss")]


def test_brackets_that_are_left_round_words_are_told_of() -> None:
    """Somebody filled in a placeholder and left its brackets; one letter, as in «[1]», is a reference."""
    body = paragraph("Du møter i [Storgata 1], se [2]. Lederen er [Fyll ut: lederen].")
    (finding,) = findings(body, known=("[Fyll ut: lederen]",))
    assert (finding.rule, finding.severity) == ("PLASSHOLDER", "advice")
    assert finding.message == "Her står det klammer: «[Storgata 1]»."


def test_a_heading_that_nobody_knows_may_be_the_missing_section() -> None:
    """One in its place, between its neighbours: then it is asked about; two, or one elsewhere, tell nothing."""
    new, others = heading("Hvem er vi?") + TEXT, (ABOUT, WORK)
    asked = "Skriv to setninger. Heter delen nå «Hvem er vi?»? Da skriver du «Om oss» som overskrift igjen."
    duties = heading("Dette skal du gjøre") + TEXT
    assert [one.hint for one in findings(new + duties, *others)] == [asked]
    for body in (new + new + duties, duties + new):
        assert [one.hint for one in findings(body, *others)] == ["Skriv to setninger."]


def test_a_section_without_a_requirement_has_a_rule_of_its_own() -> None:
    """The document and the section's id, so that the finding can be traced."""
    assert [finding.rule for finding in findings(TEXT, WORK)] == ["brev.arbeid"]


def test_an_optional_section_may_be_missing() -> None:
    """`påkrevd: nei` is about being there; when it is there, it must hold something."""
    optional = Section("om_oss", "Om oss", required=False)
    assert said(TEXT, optional) == []
    assert said(heading("Om oss"), optional) == ["Delen «Om oss» er tom."]


@pytest.mark.parametrize(
    "text",
    [
        "Om oss",
        "OM OSS",
        "om oss:",
        "4. Om oss",
        "3.2 Om oss",
        "Om\N{NO-BREAK SPACE}oss",
        "Om  oss …",
        "Om o\N{SOFT HYPHEN}ss",
    ],
)
def test_headings_are_compared_as_people_read_them(text: str) -> None:
    """Capitals, numbers in front, spaces and closing punctuation do not make another section."""
    assert said(heading(text) + TEXT, ABOUT) == []


@pytest.mark.parametrize("text", ["Hvem vi er", "Om arbeidsplassen", "hvem vi er?"])
def test_a_section_may_be_called_by_an_alias(text: str) -> None:
    """Other names that people use are in the spec."""
    assert said(heading(text) + TEXT, ABOUT) == []


def test_a_renamed_section_is_known_by_its_bookmark() -> None:
    """Whatever somebody calls it, and its findings use the new name."""
    assert said(heading("Litt om gjengen", bookmark="_seksjon_om_oss") + TEXT, ABOUT) == []
    assert said(heading("Litt om gjengen", bookmark="_seksjon_om_oss"), ABOUT) == [
        "Delen «Litt om gjengen» er tom. Søkeren må se for seg jobben."
    ]


def test_the_bookmark_wins_over_the_words() -> None:
    """Two sections that changed names are still themselves, and a heading belongs to one section only."""
    body = heading("Lønn", bookmark="_seksjon_om_oss") + TEXT + heading("Om oss", bookmark="_seksjon_lønn")
    found = find_sections(template(ABOUT, PAY), read(body))
    assert {key: one.heading for key, one in found.items()} == {"om_oss": "Lønn", "lønn": "Om oss"}


def test_the_words_win_over_an_alias() -> None:
    """A section does not take the heading that is another one's own name."""
    greedy = Section("grådig", "Noe annet", aliases=("Lønn",))
    assert said(heading("Lønn") + TEXT, greedy, PAY) == ["Delen «Noe annet» mangler."]


def test_running_text_is_no_heading() -> None:
    """A paragraph that says the same words, bold or not, does not make a section."""
    bold = paragraph(run("Om oss", "<w:b/>"))
    assert said(paragraph("Om oss") + bold + TEXT, ABOUT) == ["Delen «Om oss» mangler. Søkeren må se for seg jobben."]


def test_a_heading_inside_a_table_counts() -> None:
    """Layout tables hold headings too; what follows in the cell is the section's."""
    assert said(cell(heading("Om oss"), TEXT), ABOUT) == []
    assert said(cell(heading("Om oss"), paragraph("")), ABOUT) == [
        "Delen «Om oss» er tom. Søkeren må se for seg jobben."
    ]


def test_an_empty_heading_is_none() -> None:
    """A blank line in a heading style neither ends a section nor is one."""
    assert said(heading("Om oss") + heading(" ") + TEXT, ABOUT) == []


# --- tracked changes ------------------------------------------------------------------------------------------------


def test_a_heading_inserted_with_tracking_counts() -> None:
    """The document is read as after accepting everything."""
    assert said(heading("Om oss", tracked="ins") + TEXT, ABOUT) == []


def test_a_section_deleted_with_tracking_is_missing() -> None:
    """The heading and its text are still in the file, but not for a reader; nor is the bookmark."""
    body = heading("Om oss", tracked="del", bookmark="_seksjon_om_oss") + deleted("Vi er 24 ansatte.")
    assert said(body + heading("Lønn") + TEXT, ABOUT, PAY) == ["Delen «Om oss» mangler. Søkeren må se for seg jobben."]


def test_a_section_whose_text_was_deleted_with_tracking_is_empty() -> None:
    """The heading alone is no section."""
    assert said(heading("Om oss") + deleted("Vi er 24 ansatte."), ABOUT) == [
        "Delen «Om oss» er tom. Søkeren må se for seg jobben."
    ]


# --- content --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", ["", "<w:p/>", paragraph(" \N{NO-BREAK SPACE} "), heading("Underdel", 3), cell("<w:p/>")]
)
def test_a_section_without_words_is_empty(content: str) -> None:
    """Blank lines, empty tables and headings below it are nothing to read."""
    body = heading("Om oss") + content + heading("Lønn") + TEXT
    assert said(body, ABOUT, PAY) == ["Delen «Om oss» er tom. Søkeren må se for seg jobben."]


@pytest.mark.parametrize("content", [heading("Underdel", 3) + TEXT, cell(TEXT), paragraph("…"), paragraph("12")])
def test_a_section_with_words_somewhere_is_not_empty(content: str) -> None:
    """In a part below it, in a table, or very short."""
    assert said(heading("Om oss") + content, ABOUT) == []


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    """Higher ones end it too; what stands there belongs to others."""
    for level in (1, 2):
        assert said(heading("Om oss") + heading("Nytt", level) + TEXT, ABOUT) != []
    assert said(heading("Om oss") + heading("Nytt", 3) + TEXT, ABOUT) == []


ITEM = paragraph("punkt", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
ROW = "<w:tr><w:tc><w:tcPr/>" + paragraph("a") + "</w:tc><w:tc><w:tcPr/>" + paragraph("b") + "</w:tc></w:tr>"
HEAD = ROW.replace("<w:tr>", "<w:tr><w:trPr><w:tblHeader/></w:trPr>")


@pytest.mark.parametrize(
    ("section", "content", "message"),
    [
        (Section("s", "S", minimum_words=4), paragraph("Vi har tre-fire ansatte."), None),
        (Section("s", "S", minimum_words=5), paragraph("Vi har tre-fire ansatte."), "4 ord, vi venter minst 5"),
        (
            Section("s", "S", minimum_words=2),
            heading("Mange ord i overskriften", 3) + paragraph("ett"),
            "1 ord, vi venter minst 2",
        ),
        (Section("s", "S", minimum_items=2), ITEM + ITEM, None),
        (Section("s", "S", minimum_items=3), ITEM + TEXT + ITEM, "2 punkter, vi venter minst 3"),
        (Section("s", "S", minimum_rows=2), f"<w:tbl><w:tblPr/>{HEAD}{ROW}{ROW}</w:tbl>", None),
        (
            Section("s", "S", minimum_rows=2),
            f"<w:tbl><w:tblPr/>{HEAD}{ROW}</w:tbl>{TEXT}",
            "1 rad, vi venter minst 2",
        ),
    ],
)
def test_a_thin_section_is_told_with_what_it_has(section: Section, content: str, message: str | None) -> None:
    """Words below the heading, items of lists, and table rows under the title row."""
    expected = [f"Delen «S» er tynn: {message}."] if message else []
    assert said(heading("S") + content, section) == expected


def test_a_thin_section_can_lack_more_than_one_thing() -> None:
    """Each shortage is a finding."""
    section = Section("s", "S", minimum_words=50, minimum_items=2)
    assert len(said(heading("S") + TEXT, section)) == 2


# --- unfinished -----------------------------------------------------------------------------------------------------


def test_a_placeholder_typed_by_hand_is_told() -> None:
    """What no gap accounts for is an error where it stands, once a paragraph and kind."""
    body = heading("Om oss") + paragraph("Vi er [Fyll ut: antall] og [Fyll ut: antall] på [Fyll ut: sted].")
    found = findings(body, ABOUT, known=("[Fyll ut: sted]",))
    assert [(one.rule, one.severity, one.section, one.message) for one in found] == [
        ("PLASSHOLDER", "error", "Om oss", "Her står det fortsatt [Fyll ut: antall].")
    ]
    assert found[0].places[0].text == "Vi er [Fyll ut: antall] og [Fyll ut: antall] på [Fyll ut: sted]."


def test_a_section_that_a_gap_makes_thin_is_not_called_thin() -> None:
    """The gap has its own finding; a placeholder of somebody's own is no excuse."""
    section = Section("s", "S", minimum_words=20)
    body = heading("S") + paragraph("[Fyll ut: sted]")
    assert said(body, section, known=("[Fyll ut: sted]",)) == []
    assert said(body, section) == [
        "Delen «S» er tynn: 3 ord, vi venter minst 20.",
        "Her står det fortsatt [Fyll ut: sted].",
    ]


@pytest.mark.parametrize("tag", ["{{ stilling.tittel }}", "{%p if x %}", "{% endif %}", "{{ x", "x }}"])
def test_a_left_over_tag_is_told(tag: str) -> None:
    """A piece of the template that somebody pasted in, whole or in halves."""
    found = findings(heading("Om oss") + TEXT + paragraph(f"Kode: {tag}"), ABOUT)
    assert [(one.rule, one.severity, one.section) for one in found] == [("MALKODE", "error", "Om oss")]
    assert found[0].places[0].text == f"Kode: {tag}"


def test_what_is_unfinished_outside_the_sections_is_told_without_a_section() -> None:
    """Before the first heading, and in a header."""
    found = findings(paragraph("[Fyll ut: x]") + heading("Om oss") + TEXT, ABOUT)
    assert [(one.rule, one.section) for one in found] == [("PLASSHOLDER", None)]


def test_long_paragraphs_are_quoted_short() -> None:
    """At most 120 characters."""
    (finding,) = findings(paragraph("{{ x }} " + "ord " * 100))
    assert len(finding.places[0].text or "") == 120


# --- order ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("ABCDE", [""]),
        ("DE", [""]),
        ("BCDEA", ["A"]),
        ("EABCD", ["E"]),
        ("ED", ["D", "E"]),
        ("ACBDE", ["B", "C"]),
        ("CDEAB", ["AB"]),
        ("DEABC", ["DE"]),
        ("BADCE", ["AC", "AD", "BC", "BD"]),
    ],
)
def test_moved_sections_are_advice_and_as_few_as_possible(written: str, moved: list[str]) -> None:
    """Of the sections that are there, a smallest set that would have to move (where two would do, either)."""
    found = findings("".join(heading(letter) + TEXT for letter in written), *ORDER)
    order = [one for one in found if one.rule == "REKKEFØLGE"]
    assert "".join(sorted(one.section or "" for one in order)) in moved
    assert all(one.severity == "advice" for one in order)


def test_a_place_belongs_to_the_innermost_section() -> None:
    """A part inside a section is nearer than the section."""
    part = Section("del", "Fora")
    reading = read(heading("Om oss") + TEXT + heading("Fora", 3) + TEXT + heading("Slutt") + TEXT)
    found = find_sections(template(ABOUT, part), reading)
    assert [section_of(found, at) for at in range(6)] == ["Om oss", "Om oss", "Fora", "Fora", None, None]


# --- conditions -----------------------------------------------------------------------------------------------------

SPEC = """\
tittel: Brev
seksjoner:
  - {id: maal, overskrift: Mål og varighet, når: 'stilling.form == "midlertidig"'}
"""


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("form: midlertidig\n  varighet: 6", ["Delen «Mål og varighet» mangler."]),
        ("form: fast", []),
        ("form: uavklart", []),
    ],
)
def test_a_conditional_section_is_expected_only_then(tmp_path: Path, form: str, expected: list[str]) -> None:
    """With the case it follows the condition; where that depends on a gap, nobody knows yet."""
    library = load_library(folder_of(tmp_path, "##maal Mål og varighet", "{{ stilling.tittel }}", spec=SPEC))
    case = case_of(tmp_path, library, CASE.replace("form: fast", form))
    facts = Facts(case.values, case.name, date(2027, 1, 15))
    found = of_sections({"brev": read(TEXT)}, library, facts)
    assert [finding.message for finding in found] == expected


def test_without_the_case_a_condition_is_not_assessed(tmp_path: Path) -> None:
    """A document alone is checked for what every case should have."""
    library = load_library(folder_of(tmp_path, "##maal Mål og varighet", "{{ stilling.tittel }}", spec=SPEC))
    assert of_sections({"brev": read(TEXT)}, library, None) == []
    assert [one.message for one in of_sections({"brev": read(heading("Mål og varighet"))}, library, None)] == [
        "Delen «Mål og varighet» er tom."
    ]


def test_a_condition_that_cannot_be_used_is_the_specs_fault(tmp_path: Path) -> None:
    """It stops the run with the section's name, instead of a crash."""
    library = load_library(folder_of(tmp_path, "x"))
    case = case_of(tmp_path, library)
    section = Section("s", "S", when="stilling.antall / 0 == 1")
    with pytest.raises(TemplateError, match="delen s: deler på null"):
        findings(TEXT, section, facts=Facts(case.values, case.name, date(2027, 1, 15)))


def test_the_gravest_findings_come_first(tmp_path: Path) -> None:
    """Errors, then warnings, then advice."""
    spec = (
        "tittel: Brev\nseksjoner:\n  - {id: a, overskrift: A, alvorlighet: råd}\n  - {id: b, overskrift: B}\n"
        "  - {id: c, overskrift: C, alvorlighet: feil}\n"
    )
    library = load_library(folder_of(tmp_path, "##a A", "x", "##b B", "x", "##c C", "x", spec=spec))
    found = of_sections({"brev": read(TEXT)}, library, None)
    assert [finding.severity for finding in found] == ["error", "warning", "advice"]
