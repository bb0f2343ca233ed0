"""Gaps: one finding each, where the documents show it, until somebody has filled it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from pipeline.barriers import ACCESSIBILITY
from pipeline.check import check
from pipeline.fill import fill
from pipeline.keeping import Outcome
from pipeline.library import Library, load_library
from pipeline.model import Draft, Failed, Finding
from pipeline.values import PLACEHOLDER, placeholder
from tests.template_kit import CASE, FIELDS, case_of, docx_of, folder_of

TODAY = date(2027, 1, 15)
GAP = CASE.replace("prosent: 100", "prosent: uavklart")
SPEC = "tittel: Et brev\nseksjoner:\n  - {id: om, overskrift: Om oss}\n  - {id: krav, overskrift: Vilkår}\n"
LETTER = (
    "# Brev",
    "##om Om oss",
    "Vi er {{ virksomhet.enhet }}.",
    "##krav Vilkår",
    "På {{ stilling.prosent | prosent }}.",
)

Edit = Callable[[bytes], bytes | None]


def changed(old: str, new: str) -> Edit:
    """What somebody does in Word: one text for another, wherever it stands in the body."""

    def edit(content: bytes) -> bytes:
        document = docx.Document(BytesIO(content))
        for paragraph in document.paragraphs:
            if old in paragraph.text:
                paragraph.text = paragraph.text.replace(old, new)
        file = BytesIO()
        document.save(file)
        return file.getvalue()

    return edit


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Give a library of two documents; the second shows the gap in its header."""
    templates = folder_of(tmp_path, *LETTER, spec=SPEC)

    def header(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ stilling.prosent | prosent }}"

    (templates / "notat.docx").write_bytes(docx_of("Notat", build=header))
    (templates / "notat.yaml").write_text("tittel: Et notat\n", encoding="utf-8")
    return load_library(templates)


def findings(folder: Path, library: Library, text: str, edits: dict[str, Edit] | None = None) -> list[Finding]:
    """Fill, let somebody edit, and check."""
    case = case_of(folder, library, text)
    drafts = [fill(template, case) for template in library.templates]
    outcomes = [
        Outcome(
            one.document,
            "unchanged",
            folder / f"{one.document}.docx",
            (edits or {}).get(one.document, bytes)(one.content),
        )
        for one in drafts
        if isinstance(one, Draft)
    ]
    found = check(case, drafts, outcomes, library, TODAY).findings
    return [one for one in found if one.rule != ACCESSIBILITY]


def test_a_complete_case_has_none(tmp_path: Path, library: Library) -> None:
    """Nothing is missing, so nothing is said."""
    assert findings(tmp_path, library, CASE) == []


def test_a_gap_is_one_finding_that_names_the_documents(tmp_path: Path, library: Library) -> None:
    """On the case, not on a document; with field, line, and each section that shows it."""
    (finding,) = findings(tmp_path, library, GAP)
    assert (finding.rule, finding.severity, finding.field, finding.document) == (
        "HULL",
        "error",
        "stilling.prosent",
        None,
    )
    assert finding.message == "Mangler: stillingsprosent."
    assert finding.hint == "Fyll ut stilling.prosent (prøve.yaml, linje 5)."
    assert finding.missing
    assert [(place.document, place.section, place.text) for place in finding.places] == [
        ("brev", "Vilkår", "[Fyll ut: stillingsprosent]"),
        ("notat", None, "[Fyll ut: stillingsprosent]"),
    ]


def test_a_gap_says_what_its_field_says(tmp_path: Path) -> None:
    """Requirement, severity, source and why are the vocabulary's."""
    fields = FIELDS.replace(
        "prosent: {type: tall, tittel: stillingsprosent, påkrevd: ja}",
        "prosent: {type: tall, tittel: stillingsprosent, påkrevd: ja, alvorlighet: råd, krav: K4.14, kilde: Kap. 4, "
        "hvorfor: Søkeren må kunne leve av jobben.}",
    )
    library = load_library(folder_of(tmp_path, *LETTER, fields=fields))
    (finding,) = findings(tmp_path, library, GAP)
    assert (finding.rule, finding.severity, finding.source) == ("K4.14", "advice", "Kap. 4")
    assert finding.message == "Mangler: stillingsprosent. Søkeren må kunne leve av jobben."


def test_a_gap_that_nobody_wrote_points_at_the_nearest_line(tmp_path: Path, library: Library) -> None:
    """The line of the group that it belongs in; the file alone when that is missing too."""
    (finding,) = findings(tmp_path, library, CASE.replace("  prosent: 100\n", ""))
    assert finding.hint == "Fyll ut stilling.prosent (prøve.yaml, linje 2)."
    (finding,) = findings(tmp_path, library, CASE.replace("virksomhet: {enhet: Team Øst}\n", ""))
    assert finding.hint == "Fyll ut virksomhet.enhet (prøve.yaml)."


def test_every_gap_is_its_own_finding(tmp_path: Path, library: Library) -> None:
    """Two gaps under one missing parent are two findings."""
    missing = "  oppgaver:\n    - {tekst: uavklart, nivå: uavklart}\n"
    case = CASE[: CASE.index("  oppgaver:")] + missing
    assert [finding.field for finding in findings(tmp_path, library, case)] == [
        "stilling.oppgaver[1].tekst",
        "stilling.oppgaver[1].nivå",
    ]


def test_filled_in_word_everywhere_it_is_advice(tmp_path: Path) -> None:
    """Then only the case lacks it, and the next generation would lose it."""
    library = load_library(folder_of(tmp_path, *LETTER, spec=SPEC))
    (finding,) = findings(tmp_path, library, GAP, {"brev": changed("[Fyll ut: stillingsprosent]", "80 %")})
    assert (finding.severity, finding.missing, finding.places) == ("advice", False, ())
    assert finding.message == "«stillingsprosent» er fylt ut i Word, men står ikke i saken."
    assert finding.hint == "Skriv det også inn under stilling.prosent (prøve.yaml, linje 5), så er det med neste gang."


def test_filled_in_word_somewhere_it_still_is_a_gap(tmp_path: Path, library: Library) -> None:
    """As long as one document shows the placeholder, and it is named."""
    (finding,) = findings(tmp_path, library, GAP, {"brev": changed("[Fyll ut: stillingsprosent]", "80 %")})
    assert (finding.severity, finding.missing) == ("error", True)
    assert [place.document for place in finding.places] == ["notat"]


def test_a_document_that_cannot_be_read_is_not_filled_in(tmp_path: Path) -> None:
    """Damage is no sign that somebody has filled anything in; the damage is told beside."""
    library = load_library(folder_of(tmp_path, *LETTER, spec=SPEC))
    unreadable, gap = findings(tmp_path, library, GAP, {"brev": lambda content: content[:200]})
    assert (unreadable.rule, unreadable.document) == ("ULESELIG", "brev")
    assert (gap.severity, gap.missing, gap.places) == ("error", True, ())


def test_a_document_that_is_not_there_is_not_filled_in(tmp_path: Path) -> None:
    """Somebody deleted it: the gap is still one."""
    library = load_library(folder_of(tmp_path, *LETTER, spec=SPEC))
    (finding,) = findings(tmp_path, library, GAP, {"brev": lambda _: None})
    assert (finding.severity, finding.missing) == ("error", True)


def test_a_gap_that_no_document_shows_is_a_finding_all_the_same(tmp_path: Path) -> None:
    """Nobody could have filled it in in Word."""
    library = load_library(folder_of(tmp_path, "Uten prosent"))
    (finding,) = findings(tmp_path, library, GAP)
    assert (finding.severity, finding.missing, finding.places) == ("error", True, ())


def test_a_gap_in_a_template_that_failed_is_a_finding_all_the_same(tmp_path: Path, library: Library) -> None:
    """A document that could not be made neither shows it nor hides it."""
    case = case_of(tmp_path, library, GAP)
    drafts = [Failed(template.name, (), 4) for template in library.templates]
    outcomes = [Outcome(one.document, "failed", tmp_path / f"{one.document}.docx") for one in drafts]
    (finding,) = check(case, drafts, outcomes, library, TODAY).findings
    assert (finding.field, finding.severity) == ("stilling.prosent", "error")


def test_the_gap_is_not_told_twice(tmp_path: Path, library: Library) -> None:
    """Its placeholder is the gap's finding, not one of the document's; one of somebody's own is."""
    edit = changed("Team Øst", "[Fyll ut: hvem vi er]")
    found = findings(tmp_path, library, GAP, {"brev": edit})
    assert sorted((finding.rule, finding.document) for finding in found if finding.rule != "HULL") == [
        ("PLASSHOLDER", "brev")
    ]
    assert [finding.field for finding in found if finding.rule == "HULL"] == ["stilling.prosent"]


def test_items_with_one_title_are_told_apart_by_their_path(tmp_path: Path) -> None:
    """Two tasks without a text are two findings, each with its own place in the case."""
    template = ("{%p for o in stilling.oppgaver %}", "{{ o.tekst }}", "{%p endfor %}")
    library = load_library(folder_of(tmp_path, *template))
    case = CASE.replace("tekst: Følge opp brukere", "tekst: uavklart").replace(
        "tekst: Utvikle tjenesten", "tekst: uavklart"
    )
    first, second = findings(tmp_path, library, case)
    assert (first.field, second.field) == ("stilling.oppgaver[1].tekst", "stilling.oppgaver[2].tekst")
    assert first.message == second.message == "Mangler: hva oppgaven er."
    assert replace(first, field=None, hint=None) == replace(second, field=None, hint=None)


def test_every_placeholder_is_known_as_one() -> None:
    """Whatever the field is called; filling styles it, and checking finds it."""
    vocabulary = load_library(Path(__file__).parent.parent / "templates").vocabulary
    for field in vocabulary.fields.values():
        assert PLACEHOLDER.fullmatch(placeholder(field.title)), field.path
    assert PLACEHOLDER.findall("[Fyll ut:navn] og [Fyll ut: [Fyll ut: dato]") == ["[Fyll ut:navn]", "[Fyll ut: dato]"]
