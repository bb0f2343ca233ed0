"""Plain language: each measure on a text that it is about and one that it is not, and the faults of klarsprak.yaml."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check.language import check_language
from pipeline.check.prose import read_prose
from pipeline.errors import TemplateError
from pipeline.language.abbreviations import explains, uses
from pipeline.language.style import carried_nouns, hits, passive
from pipeline.languagespecs import Language, load_language
from pipeline.library import load_library
from pipeline.model import Finding, Section, Template
from pipeline.word.reading import Paragraph, Reading
from tests.content_kit import generated, library
from tests.template_kit import folder_of

U, I, A, O = "stillingsutlysning", "intervjuguide", "vedlegg-arbeidsavtale", "opplaeringsplan"  # noqa: E741
LONG = "Vi ser etter en som vil hjelpe folk " + "og være med på det som skjer " * 4
HEADING = Paragraph("Om oss", level=2)


def shipped() -> Language:
    """What the shipped klarsprak.yaml says."""
    language = library().language
    assert language is not None
    return language


def reading(*paragraphs: Paragraph | str) -> Reading:
    """A document of these paragraphs, under the heading «Om oss»."""
    plain = [Paragraph(one) if isinstance(one, str) else one for one in paragraphs]
    return Reading((HEADING, *plain), 0, 0)


def told(measure: str, *paragraphs: Paragraph | str, document: str = U) -> list[Finding]:
    """What one measure says of a document."""
    only = replace(shipped(), measures=tuple(one for one in shipped().measures if one.name == measure))
    return check_language(library().by_name[document], only, reading(*paragraphs))


def quotes(findings: list[Finding]) -> list[str | None]:
    """What the one finding quotes."""
    (finding,) = findings
    return [place.text for place in finding.places]


def items(*texts: str) -> list[Paragraph]:
    """A bullet list."""
    return [Paragraph(text, list_item=True) for text in texts]


# --- what is prose --------------------------------------------------------------------------------------------------


def test_only_running_text_is_measured() -> None:
    """Not headings, header rows, label cells, headers and placeholders; but what a cell says."""
    template = library().by_name[U]
    passages = read_prose(
        template,
        reading(
            Paragraph("Navn og dato", table=0, row=0, cell=0, header_row=True),
            Paragraph("Før oppstart", table=0, row=1, cell=0),
            Paragraph("Du får en plan.", table=0, row=1, cell=1),
            Paragraph("Hva tenker du?", table=0, row=2, cell=0),
            Paragraph("Bydel X · 2027", style="Subtitle"),
            Paragraph("[Fyll ut: nærmeste leder]"),
            Paragraph("Du begynner [Fyll ut: dato for oppstart]. Velkommen!"),
            Paragraph("Side 1 av 1", part="word/footer1.xml"),
        ),
        shipped().skipped_styles,
    )
    assert [one.text for passage in passages for one in passage.sentences] == [
        *("Du får en plan.", "Hva tenker du?", "Du begynner [Fyll ut: dato for oppstart].", "Velkommen!")
    ]
    assert passages[-1].words == 3
    assert {passage.section for passage in passages} == {"Om oss"}


# --- LIX ------------------------------------------------------------------------------------------------------------

EASY = "Vi ser deg, og vi er her for deg."
HARD = "Virksomheten tilrettelegger systematisk for kompetanseutvikling innenfor tjenesteområdets ansvarsområder."


def test_a_gap_for_a_whole_sentence_makes_no_long_one() -> None:
    """The placeholder has no full stop, but what begins after it is a sentence by itself: one gap is one finding."""
    twenty = "Du blir en kollega " * 5
    assert told("lange_setninger", f"{twenty.strip()} [Fyll ut: formål] {twenty.strip()}.") == []
    assert len(told("lange_setninger", f"{twenty.strip()} [Fyll ut: formål] {twenty.lower().strip()}.")) == 1


def test_a_text_that_is_easy_to_read_gives_nothing() -> None:
    """LIX under what is wished for."""
    assert told("lix", *[EASY] * 9) == []


def test_a_text_that_is_hard_gives_advice_and_a_very_hard_one_a_warning() -> None:
    """With the index, what it should be, and the hardest sentence first."""
    (advice,) = told("lix", *[EASY] * 2, *[HARD] * 2)
    assert (advice.severity, advice.message) == (
        "advice",
        "Teksten er litt tung å lese: LIX er 50, og bør være høyst 45.",
    )
    (warning,) = told("lix", EASY, HARD, HARD)
    assert warning.severity == "warning"
    assert "LIX er 64, og bør være høyst 45." in warning.message
    assert quotes([warning]) == [HARD, HARD]
    assert (warning.rule, warning.source, warning.section) == ("K4.1", "Veiledningen kap. 4", "Om oss")


def test_the_index_without_trade_words_is_told_when_they_make_the_difference() -> None:
    """«Erfaringskonsulenten» is long, but the reader knows it."""
    (finding,) = told("lix", "Erfaringskonsulenten bruker egenerfaring.")
    assert finding.message.endswith("Uten fagordene er den 3.")
    assert "fagordene" not in told("lix", HARD)[0].message


def test_a_document_without_limits_has_no_index() -> None:
    """`lix` is left out of the spec: nothing is said."""
    template = replace(library().by_name[U], lix=None)
    only = replace(shipped(), measures=tuple(one for one in shipped().measures if one.name == "lix"))
    assert check_language(template, only, reading(HARD)) == []


# --- sentences ------------------------------------------------------------------------------------------------------


def test_long_sentences_are_a_warning_the_longest_first() -> None:
    """More than 25 words; 25 are fine."""
    assert told("lange_setninger", " ".join(["ord"] * 25) + ".") == []
    findings = told("lange_setninger", f"{LONG}her.", f"Kort. {LONG}og mye mer her.")
    assert [(one.severity, one.message) for one in findings] == [
        ("warning", "2 setninger har over 25 ord. Den lengste har 40."),
    ]
    assert [quote and quote[:10] for quote in quotes(findings)] == ["Vi ser ett", "Vi ser ett"]
    assert told("lange_setninger", LONG)[0].message == "Én setning har over 25 ord. Den har 36."


def test_sentences_that_are_long_in_the_mean_are_advice() -> None:
    """Over 17 words; fragments do not hide it."""
    twenty = " ".join(["ord"] * 20) + "."
    (finding,) = told("setningslengde", twenty, twenty, *items("Kurs", "God lønn", "Fast"))
    assert (finding.severity, finding.message) == (
        "advice",
        "Setningene har 20,0 ord i snitt. Høyst 17 er lett å lese.",
    )
    assert told("setningslengde", twenty, "Vi er her for deg.") == []


def test_many_passive_sentences_are_advice() -> None:
    """More than 15 per cent, and at least three."""
    passives = ["Attesten skal vises før oppstart.", "Søknader blir vurdert fortløpende.", "Det kreves god norsk her."]
    (finding,) = told("passiv", *passives, *["Vi tar imot deg her."] * 7)
    assert finding.message == "3 av 10 setninger er passive. Da ser ikke leseren hvem som gjør hva."
    assert quotes([finding]) == passives
    assert told("passiv", *passives, *["Vi tar imot deg her."] * 17) == []
    assert told("passiv", *passives[:2]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Notatene arkiveres etter rutinen.",
        "Du skal gis tid.",
        "Du blir ikke spurt om helse.",
        "Møtet ble avlyst, og timen blir betalt.",
        "Opplysningene slettes.",
    ],
)
def test_passive_verbs_are_known(sentence: str) -> None:
    """S-passive and passive with «bli»."""
    exceptions = next(one.exceptions for one in shipped().measures if one.name == "passiv")
    assert passive(sentence, exceptions)


@pytest.mark.parametrize(
    "sentence",
    [
        "Det finnes hjelp, og vi trives og lykkes sammen.",
        "Vi møtes hver uke og blir kjent.",
        "De ansattes og brukernes behov er andres ansvar.",
        "Tjenestenes felles mål er brukeres stemme.",
        "Da blir valget lett, og det blir en fin dag.",
        "Hermes Johannes er ofte hos oss, og deres syn er fremdeles viktig.",
        "Det blir lett, godt og klart.",
        "Den som blir ansatt, får en veileder.",
    ],
)
def test_what_looks_passive_is_known(sentence: str) -> None:
    """Deponent verbs, genitives, adverbs, adjectives and names are no passive."""
    exceptions = next(one.exceptions for one in shipped().measures if one.name == "passiv")
    assert passive(sentence, exceptions) is None


def test_officialese_gets_a_suggestion() -> None:
    """The word as it stands, and what to write; whole words only."""
    (finding,) = told("tunge_ord", "Vi har mye å by på, herunder kurs.", "Vi benytter journal, samt e-post.")
    assert finding.severity == "advice"
    assert "«herunder» → «blant annet», «benytter» → «bruke», «samt» → «og»" in finding.message
    assert len(finding.places) == 2
    assert told("tunge_ord", "Samtale om samtykke, og innehaver av bilen.") == []


def test_the_reader_is_spoken_to() -> None:
    """«Man», «vedkommende» and the applicant in the third person, where the document has a reader."""
    (finding,) = told("tiltale", "Man må like folk.", "Søker må ha førerkort.", "Søkerens bakgrunn teller.")
    assert "«man» → «du eller vi», «søker må» → «du må», «søkerens» → «din»" in finding.message
    assert (
        told("tiltale", "Vi søker en kollega. Du som søker må ha tid. Søkerlista er offentlig. Mange søkere får svar.")
        == []
    )
    assert told("tiltale", "Man må like folk.", document=I) == []


def test_verbs_that_became_nouns_are_found() -> None:
    """«Foreta en vurdering», but not what one does carry out."""
    (finding,) = told("substantivsyke", "Lederen skal foreta en konkret vurdering.", "Vi gjennomfører kartlegginger.")
    assert finding.message == (
        "Verbet har blitt et substantiv: «foreta en konkret vurdering» og «gjennomfører kartlegginger»."
    )
    assert told("substantivsyke", "Du har gjennomført opplæring og utfører oppgaver.", "Vi gjennomfører avtalen.") == []


def test_a_phrase_that_says_little_may_stand_twice() -> None:
    """«Bidra til å» three times is advice."""
    said = "Du bidrar til å gjøre oss bedre."
    assert told("gjentakelser", said, said) == []
    (finding,) = told("gjentakelser", said, "Du skal bidra til å hjelpe.", said)
    assert finding.message == "«bidrar til å» og «bidra til å» står 3 ganger."


# --- more than a sentence -------------------------------------------------------------------------------------------


def test_abbreviations_are_explained_the_first_time() -> None:
    """Once for each abbreviation, at its first place; names and words with the same letters do not count."""
    (finding,) = told("forkortelser", "Vi samarbeider med DPS.", "DPS er nært.", "Henting av LAR-medisin.", document=A)
    assert finding.message == (
        "Forkortelser uten forklaring: DPS (distriktspsykiatrisk senter) og LAR (legemiddelassistert rehabilitering)."
    )
    assert quotes([finding]) == ["Vi samarbeider med DPS.", "Henting av LAR-medisin."]
    assert told("forkortelser", "Vi bruker ADPS, Lar oss se og LARs liste.", document=A) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vi har legemiddelassistert rehabilitering (LAR).",
        "Henting av LAR-medisin (legemiddelassistert rehabilitering).",
        "LAR er en behandling med legemidler.",
        "Legemiddelassistert rehabilitering er bra, og LAR er kort.",
        "Medisin (LAR) er det.",
    ],
)
def test_ways_of_explaining(text: str) -> None:
    """The full form beside it, in a parenthesis on either side, or in words."""
    assert uses(text, "LAR")
    assert explains(text, "LAR", "legemiddelassistert rehabilitering")
    assert told("forkortelser", text, "Mer om LAR.", document=A) == []


def test_an_explanation_may_follow_in_the_same_section_but_not_in_the_next() -> None:
    """The reader finds it there, also in a label; later it is too late."""
    telling = Paragraph("HR (personal)", table=0, row=0, cell=0)
    later = Paragraph("Lønn", level=2)
    assert told("forkortelser", "Spør HR.", telling, document=A) == []
    found = check_language(
        replace(library().by_name[A], sections=(Section("a", "Om oss"), Section("b", "Lønn"))),
        replace(shipped(), measures=tuple(one for one in shipped().measures if one.name == "forkortelser")),
        reading("Spør HR.", later, telling),
    )
    assert len(found) == 1


def test_who_reads_a_document_knows_some_abbreviations() -> None:
    """`kjent_i`: the panel of the interviews knows what HR is."""
    assert told("forkortelser", "Spør HR.", document=I) == []
    assert len(told("forkortelser", "Spør HR.", document=O)) == 1


def test_long_paragraphs_are_advice() -> None:
    """More than 90 words; placeholders do not count."""
    ninety = "Vi er her for deg nå. " * 15
    assert told("lange_avsnitt", f"{ninety}[Fyll ut: navnet på lederen]") == []
    findings = told("lange_avsnitt", f"{ninety}Kom innom.")
    assert findings[0].message == "Ett avsnitt har over 90 ord. Det har 92."
    assert quotes(findings) == ["Vi er her for deg nå."]
    assert told("lange_avsnitt", ninety * 2, ninety * 3)[0].message == "2 avsnitt har over 90 ord. Det lengste har 270."


def test_a_long_lead_is_advice() -> None:
    """More than 60 words in the style Ingress, in the advertisement only."""
    lead = Paragraph("Vi søker en kollega. " * 16, style="Ingress")
    assert told("ingress", lead)[0].message == "Ingressen har 64 ord. Høyst 60 gjør at den blir lest."
    assert told("ingress", replace(lead, style="Normal")) == []
    assert told("ingress", replace(lead, text="Vi søker en kollega.")) == []
    assert told("ingress", lead, document=O) == []


def test_long_text_without_a_heading_is_advice() -> None:
    """More than 250 words until the next heading; a table breaks the text too."""
    eighty = "Vi er her for deg. " * 16
    assert told("uten_overskrift", eighty, eighty, eighty) == []
    findings = told("uten_overskrift", *[eighty] * 4)
    assert findings[0].message.startswith("Her er det 320 ord uten en overskrift.")
    assert len(findings[0].places) == 1
    assert told("uten_overskrift", eighty, eighty, Paragraph("Mer", level=3), eighty, eighty) == []
    assert told("uten_overskrift", eighty, eighty, Paragraph("Mer.", table=0, row=0, cell=1), eighty, eighty) == []


def test_long_lists_are_advice() -> None:
    """More than eight items; not in tables, not in the interview guide, and not where a section is left out."""
    nine = items(*[f"Punkt {letter}" for letter in "abcdefghi"])
    findings = told("lange_lister", *nine)
    assert findings[0].message == "En liste har over 8 punkter. Den har 9."
    assert quotes(findings) == ["Punkt a"]
    assert told("lange_lister", *nine, "Så dette.", *nine)[0].message.startswith("2 lister har over 8 punkter.")
    assert told("lange_lister", *nine[:8]) == []
    assert told("lange_lister", *nine[:5], "Og så:", *nine[5:]) == []
    assert told("lange_lister", *[replace(one, table=0, row=0, cell=1) for one in nine]) == []
    assert told("lange_lister", *nine, document=I) == []
    assert told("lange_lister", Paragraph("Hvem du er", level=2), *nine) == []


# --- the whole ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [U, I, A, O, "stillingsbeskrivelse"])
def test_the_example_documents_have_no_warning(document: str) -> None:
    """Each of the documents for bydel-x passes its own language check with advice at most, and quickly."""
    template, content = library().by_name[document], generated(document)
    check_language(template, shipped(), content)
    start = time.process_time()
    findings = check_language(template, shipped(), content)
    assert time.process_time() - start < 0.1
    assert [one.message for one in findings if one.severity != "advice"] == []
    assert {one.rule for one in findings} <= {"K4.1" if document == U else "L18"}
    assert all(one.hint and one.source and one.places and one.quotes and one.document == document for one in findings)


def test_no_measure_is_ever_an_error() -> None:
    """A text with everything wrong gives advice and warnings, one finding for each measure."""
    heavy = f"Man skal herunder foreta en vurdering samt bidra til å bli vurdert av DPS, {LONG}{LONG}."
    findings = check_language(library().by_name[U], shipped(), reading(*[heavy] * 6, *items(*["Punkt"] * 9)))
    assert len(findings) == len({one.hint for one in findings}) >= 10
    assert {one.severity for one in findings} == {"advice", "warning"}
    assert {one.rule for one in findings} == {"K4.1"}


def test_a_hit_that_overlaps_with_an_exception_is_fine() -> None:
    """`unntak` names what only looks like a hit."""
    assert hits("Søker må ha tid, men du som søker må ikke.", ("søker må",), ("som søker",)) == (
        ("søker må", "søker må"),
    )
    assert carried_nouns("foreta en måling", ("foreta",), ("måling",)) == ()


# --- klarsprak.yaml -------------------------------------------------------------------------------------------------

SPEC = "tittel: Et brev\nseksjoner:\n  - {id: om_oss, overskrift: Om oss}\n"


def file(folder: Path, text: str, spec: str = SPEC) -> Path:
    """A template folder with one document, «brev», and this klarsprak.yaml."""
    templates = folder_of(folder, "# Et brev", "## Om oss", "Hei.", spec=spec)
    (templates / "klarsprak.yaml").write_text(text, encoding="utf-8")
    return templates


def test_a_folder_without_the_file_measures_nothing(tmp_path: Path) -> None:
    """The file is optional, and so is every measure in it."""
    assert load_library(folder_of(tmp_path, "# Et brev")).language is None
    language = load_library(file(tmp_path, "mål: {passiv: {høyst: 20, råd: Skriv hvem.}}")).language
    assert language is not None
    assert [(one.name, one.limit, one.severity) for one in language.measures] == [("passiv", 20, "advice")]
    assert language.demand("brev").id == "KLARSPRÅK"


def test_measures_and_requirements_can_be_for_some_documents(tmp_path: Path) -> None:
    """`dokumenter`; a requirement that names none is for the others."""
    text = "krav: [{id: A1, kilde: x, dokumenter: [brev]}, {id: B1}]\n"
    text += "mål: {passiv: {høyst: 9, råd: x, dokumenter: [brev]}}"
    language = load_library(file(tmp_path, text)).language
    assert language is not None
    assert (language.demand("brev").id, language.demand("notat").id) == ("A1", "B1")
    assert (len(language.measures_for("brev")), len(language.measures_for("notat"))) == (1, 0)


FAULTS = {
    "ukjent mål": ("passivv: {råd: x}", "ukjent nøkkel «passivv»", "Mente du «passiv»?"),
    "ukjent nøkkel": ("passiv: {høyst: 9, råd: x, stiler: [y]}", "ukjent nøkkel «stiler»", "Nøklene her er"),
    "feil er ikke lov": (
        "passiv: {høyst: 9, råd: x, alvorlighet: feil}",
        "«alvorlighet» skal være «råd» eller «advarsel»",
        "",
    ),
    "uten råd": ("passiv: {høyst: 9}", "nøkkelen «råd» mangler", "Skriv «råd: …»."),
    "uten grense": ("lange_avsnitt: {råd: x}", "nøkkelen «høyst» mangler", "det meste som er greit"),
    "grense null": ("lange_avsnitt: {høyst: 0, råd: x}", "«høyst» må være minst 1", "for eksempel 25"),
    "grense med ord": ("lange_avsnitt: {høyst: mange, råd: x}", "«høyst» skal være et helt tall", "Skriv bare tallet"),
    "uten ord": ("tunge_ord: {råd: x}", "målet har ingen ord", "Skriv «bytt: {ord: det som skal stå i stedet}»."),
    "ord uten forslag": ("tunge_ord: {råd: x, bytt: {samt: }}", "nøkkelen «samt» mangler", "Skriv «samt: …»."),
    "stjerne midt i": (
        "tunge_ord: {råd: x, bytt: {sa*mt: og}}",
        "uttrykket «sa*mt» har en stjerne midt i et ord",
        "Sett «*»",
    ),
    "uten uttrykk": ("gjentakelser: {høyst: 2, råd: x}", "målet har ingen uttrykk", "Skriv minst ett uttrykk"),
    "unntak uten ord": ('passiv: {høyst: 9, råd: x, unntak: ["–"]}', "uttrykket «–» har ingen ord", "Skriv ordene"),
    "ukjent dokument": (
        "passiv: {høyst: 9, råd: x, dokumenter: [bref]}",
        "«bref» er ikke et dokument",
        "Mente du «brev»?",
    ),
    "kjent i ukjent dokument": (
        "forkortelser: {råd: x, bytt: {HR: personal}, kjent_i: {bref: [HR]}}",
        "«bref» er ikke et dokument",
        "Mente du «brev»?",
    ),
    "ukjent del": (
        "lange_lister: {høyst: 8, råd: x, unntatt_del: [om_os]}",
        "«om_os» er ikke en del i noe dokument",
        "Mente du «om_oss»?",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_the_file_is_told_with_its_line_and_remedy(tmp_path: Path, name: str) -> None:
    """Everything that can be wrong in klarsprak.yaml stops the making, as in regler.yaml."""
    measure, message, hint = FAULTS[name]
    with pytest.raises(TemplateError) as raised:
        load_library(file(tmp_path, f"mål:\n  {measure}\n"))
    (fault,) = raised.value.faults
    assert fault.message == message or (not hint and fault.message.startswith(message))
    assert hint in (fault.hint or "")
    assert (Path(fault.path or "").name, fault.line) == ("klarsprak.yaml", 2)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Also those of the requirements: an unknown one, and a source that lover.yaml has."""
    with pytest.raises(TemplateError) as raised:
        load_library(file(tmp_path, "krav: [{kilde: x}]\nmål: {passiv: {}, ingress: {råd: x}}\n"))
    assert len(raised.value.faults) == 4
    shared = library()
    path = tmp_path / "klarsprak.yaml"
    path.write_text("krav:\n  - {id: K99.9}\n  - {id: L18, kilde: språklova}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as raised:
        load_language(path, shared.templates, shared.catalogue)
    assert [fault.code for fault in raised.value.faults] == ["unknown-requirement", "source-in-laws"]


@pytest.mark.parametrize("lix", ["{ønsket: 50, høyst: 45}", "{høyst: 45}", "{ønsket: 0, høyst: 45}", "{ønsket: 45}"])
def test_limits_that_make_no_sense_are_a_fault_of_the_spec(tmp_path: Path, lix: str) -> None:
    """`lix` in NAME.yaml needs both numbers, the smaller first."""
    (template,) = load_library(folder_of(tmp_path, "# Et brev", spec=f"tittel: Et brev\nlix: {lix}\n")).templates
    (fault,) = template.faults
    assert (fault.code, fault.line) == ("bad-lix", 2)
    assert "lix: {ønsket: 45, høyst: 50}" in (fault.hint or "")


def test_limits_are_read_from_the_spec(tmp_path: Path) -> None:
    """What is wished for, and the most before it is a warning."""
    spec = "tittel: Et brev\nlix: {ønsket: 40, høyst: 45}\n"
    (template,) = load_library(folder_of(tmp_path, "# Et brev", spec=spec)).templates
    assert template.lix == (40, 45)
    assert isinstance(template, Template)
