"""Content rules: how they are read, and what they find in documents as people edited them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from pipeline.check import check_documents
from pipeline.check.content import check_content
from pipeline.errors import TemplateError
from pipeline.expressions import Facts
from pipeline.language.phrases import plain
from pipeline.library import Library, load_library
from pipeline.model import ContentRule, Finding, Section, Template, TextPlace
from pipeline.report import Report
from pipeline.report.terminal import Telling, tell
from tests.template_kit import CASE, case_of, folder_of
from tests.word_xml import paragraph, read, run

SECTIONS = """\
tittel: Brev
seksjoner:
  - {id: om_oss, overskrift: Om oss}
  - {id: krav, overskrift: Dette må du ha}
"""
LISTS = """\
regler: []
ordlister:
  utdanning: [bachelor*, fagbrev]
  alt: [<utdanning>, kurs]
"""


def library(folder: Path, content: str = "", shared: str = "", rules: str = LISTS) -> Library:
    """A template folder whose document has these content rules, and these for all documents."""
    spec = f"{SECTIONS}innhold:\n{content}" if content else SECTIONS
    rules = f"{rules}innhold:\n{shared}" if shared else rules
    return load_library(folder_of(folder, "##om_oss Om oss", "x", "##krav Dette må du ha", "x", spec=spec, rules=rules))


def faults(folder: Path, content: str = "", shared: str = "", rules: str = LISTS) -> list[str]:
    """What is wrong with the rules: line, key, fault and remedy."""
    try:
        (template,) = library(folder, content, shared, rules).templates
        found = template.faults
    except TemplateError as error:
        found = error.faults
    return [f"{one.line} {one.key}: {one.message} / {one.hint}" for one in found]


# --- reading the rules ----------------------------------------------------------------------------------------------


def test_a_rule_has_what_the_file_says(tmp_path: Path) -> None:
    """Every key has its place in the rule, and a list of words stands spelled out where it is used."""
    read = library(
        tmp_path,
        "  - id: K4.4\n    alvorlighet: advarsel\n    kilde: Veiledningen kap. 4\n    når: stilling.form == 'fast'\n"
        "    del: [krav, ingress]\n    unntatt_del: [om_oss]\n    skal_ikke_ha: [<alt>]\n    sammen_med: [må ha]\n"
        "    krav_i: [krav]\n    greit_med: [fordel]\n    bare_spørsmål: ja\n    også_nektet: ja\n    privat: ja\n"
        "    melding: M.\n    råd: R.\n",
    )
    (rule,) = read.templates[0].content_rules
    assert read.templates[0].faults == ()
    assert (rule.id, rule.severity, rule.source, rule.message, rule.hint) == (
        "K4.4",
        "warning",
        "Veiledningen kap. 4",
        "M.",
        "R.",
    )
    assert rule.when == "stilling.form == 'fast'"
    assert "stilling.form" in rule.used
    assert (rule.sections, rule.except_sections, rule.demanding) == (("krav", "ingress"), ("om_oss",), ("krav",))
    assert (rule.unwanted, rule.together_with, rule.fine_with) == (
        ("bachelor*", "fagbrev", "kurs"),
        ("må ha",),
        ("fordel",),
    )
    assert (rule.questions_only, rule.even_denied, rule.private, rule.line) == (True, True, True, 6)


def test_rules_for_all_documents_stand_in_the_rule_file(tmp_path: Path) -> None:
    """They say which documents they are for, or all; the library keeps them when only some documents are made."""
    shared = "  - {id: L1, alvorlighet: råd, dokumenter: [brev], skal_ha: [rus, ruset], minst: 2, melding: M}\n"
    read = library(tmp_path, shared=shared)
    for one in (read, read.only(("brev",))):
        (rule,) = one.content_rules
        assert (rule.documents, rule.wanted, rule.least) == (("brev",), ("rus", "ruset"), 2)


RULE = "  - {id: K1, alvorlighet: råd, melding: M, "


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("skal_ha: ['  *']}", "6 innhold[1].skal_ha: uttrykket «*» har ingen ord / Skriv ordene"),
        ("skal_ha: ['…']}", "uttrykket «…» har ingen ord"),
        ("skal_ha: [attest …]}", "uttrykket «attest …» har «…» uten ord på begge sider / Skriv for eksempel"),
        ("skal_ha: [a … b … c … d … e]}", "har mer enn 3 «…» / Del det i to uttrykk."),
        ("skal_ha: [er*faring]}", "har en stjerne midt i et ord / Sett «*» først eller sist"),
        ("skal_ha: [erfaring * skole]}", "har en stjerne midt i et ord"),
        ("skal_ha: [erfaring(s]}", "har klammer som ikke kan leses / Skriv valgfrie bokstaver inne i et ord"),
        ("skal_ha: [(ikke) krav]}", "har klammer som ikke kan leses"),
        ("skal_ha: rus}", "6 innhold[1].skal_ha: «skal_ha» skal være en liste av tekster"),
        ("skal_ha: [[rus]]}", "6 innhold[1].skal_ha: «skal_ha» skal være en liste av tekster"),
        ("skal_ha: [rus], del: krav}", "6 innhold[1].del: «del» skal være en liste av tekster"),
        ("skal_ha: []}", "6 innhold[1].skal_ha: «skal_ha» er tom / Skriv minst ett uttrykk"),
        ("skal_ikke_ha: [<utdaning>]}", "skal_ikke_ha: «<utdaning>» er ikke en ordliste / Mente du «utdanning»?"),
        ("skal_ha: [<zzzz>]}", "er ikke en ordliste / Legg lista til under ordlister i regler.yaml."),
        ("skal_ha: [rus], del: [kraw]}", "innhold[1].del: «kraw» er ikke en av delene / Mente du «krav»?"),
        ("skal_ha: [rus], unntatt_del: [zz]}", "«zz» er ikke en av delene / Delene er ingress, om_oss, krav."),
        ("skal_ikke_ha: [rus], sammen_med: [må], krav_i: [x]}", "innhold[1].krav_i: «x» er ikke en av delene"),
        ("skal_ha: [rus], skal_ikke_ha: [rus]}", "har både skal_ha og skal_ikke_ha / Skriv én av nøklene"),
        ("råd: R}", "6 innhold[1]: regelen sier ikke hva teksten skal eller ikke skal ha / Skriv én av nøklene"),
        ("skal_ha: [rus], greit_med: [fordel]}", "«greit_med» betyr ingenting sammen med skal_ha / Slett nøkkelen"),
        ("skal_ikke_ha: [rus], minst: 2}", "«minst» betyr ingenting sammen med skal_ikke_ha"),
        ("skal_ikke_ha: [rus], krav_i: [krav]}", "«krav_i» betyr ingenting uten sammen_med"),
        ("skal_ha: [rus], minst: 2}", "innhold[1].minst: «minst» kan aldri bli oppfylt / Skriv et tall fra 1 til 1"),
        ("ord: {minst: 9, høyst: 3}}", "innhold[1].ord: «ord» sier ikke hvor mange ord det skal være / Skriv «minst»"),
        ("ord: {}}", "innhold[1].ord: «ord» sier ikke hvor mange ord"),
        ("skal_ha: [rus], når: stilling.frm == 1}", "innhold[1].når: ukjent felt «frm» i stilling / Mente du «form»?"),
        ("skal_ha_verdier: stilling.zzz}", "innhold[1].skal_ha_verdier: ukjent felt «zzz»"),
        ("skal_ha_verdier: stilling.antall}", "skal_ha_verdier: gir verken tekst eller liste av tekster / Skriv stien"),
        ("skal_ha_verdier: stilling.datoer}", "gir verken tekst eller liste av tekster"),
        ("skal_ha: [rus], råd: '{{ stilling.zzz }}'}", "innhold[1].råd: ukjent felt «zzz»"),
        ("skal_ha: [rus], dokumenter: [brev]}", "innhold[1].dokumenter: ukjent nøkkel «dokumenter»"),
    ],
)
def test_a_rule_that_cannot_be_used_is_told_with_line_key_and_remedy(
    tmp_path: Path, content: str, expected: str
) -> None:
    """Each fault stands where it was made, with what to write instead."""
    (said,) = faults(tmp_path, RULE + content)
    assert expected in said


def test_only_advice_may_ask_for_today(tmp_path: Path) -> None:
    """As for rules over the case: a document that was fine must not fail because time goes by."""
    rule = "  - {id: K1, alvorlighet: feil, melding: M, skal_ha: [rus], når: stilling.oppstart > i_dag}\n"
    (said,) = faults(tmp_path, rule)
    assert "regler med i_dag kan bare være råd" in said
    assert faults(tmp_path, rule.replace("feil", "råd")) == []


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        ("skal_ha: [rus], dokumenter: [brew]}", "«brew» er ikke et dokument / Mente du «brev»?"),
        ("skal_ha: [rus], del: [kravv]}", "6 del: «kravv» er ikke en del i noe dokument / Mente du «krav»?"),
        ("skal_ha: [rus], unntatt_del: [zz]}", "6 unntatt_del: «zz» er ikke en del i noe dokument / Skriv id-en"),
    ],
)
def test_rules_for_all_documents_name_what_some_document_has(tmp_path: Path, shared: str, expected: str) -> None:
    """A document or a section that nobody has is told at the rule."""
    (said,) = faults(tmp_path, shared=RULE + shared)
    assert said.startswith("6 ")
    assert expected in said
    assert faults(tmp_path, shared=RULE + "skal_ha: [rus], dokumenter: [brev], del: [krav, ingress]}") == []


def test_word_lists_are_proofread(tmp_path: Path) -> None:
    """A bad phrase, and a list that stands further down."""
    said = faults(tmp_path, rules="regler: []\nordlister:\n  a: [<b>]\n  b: ['*']\n")
    assert [one.partition(" /")[0] for one in said] == [
        "3 ordlister.a: «<b>» er ikke en ordliste",
        "4 ordlister.b: uttrykket «*» har ingen ord",
    ]


# --- what is found --------------------------------------------------------------------------------------------------


def heading(text: str, level: int = 2) -> str:
    """A heading."""
    return paragraph(run(text), f'<w:pStyle w:val="Overskrift{level}"/>')


def item(text: str) -> str:
    """A list item."""
    return paragraph(run(text), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')


def tracked(tag: str, text: str) -> str:
    """A run that somebody inserted («ins») or deleted («del») with tracking on."""
    words = run(text)
    if tag == "del":
        words = words.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f'<w:{tag} w:id="9" w:author="Kari" w:date="2027-01-01T00:00:00Z">{words}</w:{tag}>'


def cell(*blocks: str) -> str:
    """A table of one cell."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/>{''.join(blocks)}</w:tc></w:tr></w:tbl>"


def box(text: str) -> str:
    """A paragraph with a text box."""
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return paragraph(f"<w:r><w:pict>{inside}</w:pict></w:r>")


ABOUT, DEMANDS, DUTIES = (
    Section("om_oss", "Om oss"),
    Section("krav", "Dette må du ha", aliases=("Kvalifikasjoner",)),
    Section("mer", "Utdanning"),
)


def rule(**more: Any) -> ContentRule:
    """A rule that does not want schooling to be demanded; `more` changes it."""
    kind = {} if {"wanted", "values", "length"} & more.keys() else {"unwanted": ("bachelor*", "utdanning*")}
    return ContentRule(**{"id": "K4.4", "severity": "warning", "message": "M.", **kind, **more})


def assessed(
    body: str, one: ContentRule, facts: Facts | None = None, known: tuple[str, ...] = (), *, shared: bool = False
) -> tuple[list[Finding], list[ContentRule]]:
    """What one rule finds in a document with this body, and whether it could be assessed."""
    brev = Template("brev", "Brev", b"", Path("brev.docx"), sections=(ABOUT, DEMANDS, DUTIES))
    if not shared:
        brev = replace(brev, content_rules=(one,))
    return check_content(brev, [one] if shared else [], read(body), facts, known)


def quotes(body: str, one: ContentRule) -> list[tuple[str | None, str | None]]:
    """The section and the words of each place that the rule finds."""
    findings, unassessed = assessed(body, one)
    assert (len(findings) <= 1, unassessed) == (True, [])
    return [(place.section, place.text) for finding in findings for place in finding.places]


def fires(body: str, one: ContentRule) -> bool:
    """Whether the rule finds anything."""
    return bool(quotes(body, one))


def test_what_is_private_is_not_repeated() -> None:
    """A finding on something that may be somebody's says in which section it stands, and no more."""
    body = heading("Om oss") + paragraph("Kari har bachelor. Per har bachelor.")
    assert quotes(body, rule(private=True)) == [("Om oss", None)]


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ((4, None), []),
        ((5, None), ["M. Antall ord: 4."]),
        ((None, 4), []),
        ((None, 3), ["M. Antall ord: 4."]),
        ((2, 6), []),
    ],
)
def test_a_text_can_be_too_short_or_too_long(length: tuple[int | None, int | None], said: list[str]) -> None:
    """Headings and placeholders are not counted, and the finding tells how many words there are."""
    body = heading("Om oss") + paragraph("Vi er fire [Fyll ut: noe mer] her.")
    assert [one.message for one in assessed(body, rule(length=length))[0]] == said


def test_a_text_with_a_gap_in_it_may_become_longer() -> None:
    """While a known gap shows, nobody can tell how long the text will be."""
    one = rule(length=(9, None))
    body = heading("Om oss") + paragraph("Vi er [Fyll ut: antall].")
    assert assessed(body, one, known=("[Fyll ut: antall]",)) == ([], [one])


def test_what_should_not_stand_is_one_finding_with_every_sentence_and_its_section() -> None:
    """Whose section it is in, also in a subsection and before the first section."""
    body = (
        paragraph("Bachelor kreves. Vi er her.")
        + heading("Om oss")
        + paragraph("Vi har bachelor.\u00a0Alle har utdanning!")
        + heading("Historien vår", 3)
        + item("Bachelorgrad")
    )
    (finding,) = assessed(body, rule(hint="R.", source="Kap. 4"))[0]
    assert (finding.rule, finding.severity, finding.message, finding.hint, finding.source) == (
        "K4.4",
        "warning",
        "M.",
        "R.",
        "Kap. 4",
    )
    assert (finding.document, finding.section, finding.quotes) == ("brev", None, True)
    assert [(place.document, place.section, place.text) for place in finding.places] == [
        ("brev", None, "Bachelor kreves."),
        ("brev", "Om oss", "Vi har bachelor."),
        ("brev", "Om oss", "Alle har utdanning!"),
        ("brev", "Om oss", "Bachelorgrad"),
    ]


def test_a_sentence_stands_once_for_each_section() -> None:
    """Written twice in the same section it is quoted once; the finding's section is that of the first place."""
    body = (
        heading("Om oss")
        + paragraph("Bachelor.")
        + paragraph("Bachelor.")
        + heading("Dette må du ha")
        + item("Bachelor.")
    )
    assert quotes(body, rule()) == [("Om oss", "Bachelor."), ("Dette må du ha", "Bachelor.")]
    assert assessed(body, rule())[0][0].section == "Om oss"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("Vi krever bachelor."), True),
        (paragraph(run("Vi krever ") + tracked("ins", "bachelor") + run(".")), True),
        (paragraph(run("Vi krever ") + tracked("del", "bachelor") + run(".")), False),
        (paragraph(run("Vi krever ") + tracked("del", "ikke ") + run("bachelor.")), True),
        (paragraph(run("Vi krever ") + tracked("ins", "ikke ") + run("bachelor.")), False),
        (cell(paragraph("Bachelor")), True),
        (cell(cell(paragraph("Bachelor")), paragraph("")), True),
        (box("Bachelor"), True),
        (paragraph("Vi krever bache\u00adlor."), True),
        (heading("Bachelor"), True),
        (paragraph("[Fyll ut: bachelor]"), False),
        (paragraph("Vi krever førerkort."), False),
    ],
)
def test_the_text_is_read_as_people_left_it(body: str, expected: bool) -> None:
    """Insertions count and deletions do not; so do tables, text boxes and headings, but no placeholders."""
    assert fires(body, rule()) is expected


def test_rows_and_items_speak_for_themselves() -> None:
    """A denial in one item, cell or line says nothing of the next."""
    assert fires(item("Ikke noe krav") + item("Bachelor"), rule())
    assert fires(cell(paragraph("ikke")) + cell(paragraph("Bachelor")), rule())
    assert fires(paragraph("<w:r><w:t>Ikke</w:t><w:br/><w:t>Bachelor</w:t></w:r>"), rule())


def test_a_list_is_read_with_what_introduces_it() -> None:
    """The sentence before it that ends in a colon, or the heading right above; also for dashes typed by hand."""
    demanded = rule(together_with=("må ha", "må du ha"))
    for lead, expected in (("Du må ha:", True), ("Du må ha", False), ("Vi ønsker:", False), ("Du må ikke ha:", False)):
        assert fires(paragraph(lead) + item("Ro") + item("Bachelor"), demanded) is expected
        assert fires(paragraph(lead) + paragraph("- Bachelor"), demanded) is expected
        assert not fires(paragraph(lead) + paragraph("Bachelor"), demanded)
    assert fires(heading("Dette må du ha") + item("Bachelor"), demanded)
    assert not fires(heading("Dette må du ha") + paragraph("Ro.") + item("Bachelor"), demanded)
    assert not fires(paragraph("Du må ha:") + cell(item("Bachelor")), demanded)


def test_a_rule_reads_its_own_sections_only() -> None:
    """`del` with the subsections, `unntatt_del` without them, and `ingress` before the first section."""
    top, about, below = paragraph("Bachelor A."), paragraph("Bachelor B."), paragraph("Bachelor C.")
    body = heading("Brev", 1) + top + heading("Om oss") + about + heading("Mer", 3) + below + heading("Kvalifikasjoner")
    for sections, excepted, expected in (
        ((), (), "ABC"),
        (("om_oss",), (), "BC"),
        (("ingress",), (), "A"),
        (("ingress", "om_oss"), (), "ABC"),
        ((), ("om_oss",), "A"),
        ((), ("ingress",), "BC"),
        (("krav",), (), ""),
        (("mer",), (), ""),
    ):
        said = "".join((text or "")[-2] for _, text in quotes(body, rule(sections=sections, except_sections=excepted)))
        assert said == expected


def test_a_renamed_section_is_still_the_same() -> None:
    """Known by its alias here; the finding calls it what the document does."""
    body = heading("Kvalifikasjoner") + item("Bachelor")
    assert quotes(body, rule(sections=("krav",))) == [("Kvalifikasjoner", "Bachelor")]


def test_a_phrase_may_need_company() -> None:
    """`sammen_med` in the same sentence, except where each line is a demand (`krav_i`), and its heading is none."""
    demanded = rule(together_with=("kreves",), demanding=("krav",))
    assert fires(paragraph("Bachelor kreves."), demanded)
    assert not fires(paragraph("Bachelor. Det kreves."), demanded)
    assert fires(heading("Dette må du ha") + item("Bachelor"), demanded)
    assert not fires(heading("Om oss") + item("Bachelor"), demanded)
    assert not fires(heading("Dette må du ha") + heading("Utdanning", 3) + paragraph("Ingen krav."), demanded)


def test_a_phrase_may_be_fine_in_company() -> None:
    """`greit_med` makes the sentence fine, not the next one."""
    one = rule(fine_with=("fordel", "ønskelig*"))
    assert not fires(paragraph("Bachelor er en fordel."), one)
    assert fires(paragraph("Bachelor. Det er en fordel."), one)


def test_only_questions_can_be_asked_about() -> None:
    """`bare_spørsmål` leaves what is said alone."""
    one = rule(unwanted=("tilbakefall*",), questions_only=True)
    assert quotes(item("Har du ikke hatt tilbakefall?") + item("Vi snakker om tilbakefall."), one) == [
        (None, "Har du ikke hatt tilbakefall?")
    ]


def test_long_numbers_are_not_repeated_and_long_sentences_are_cut() -> None:
    """A quote is short and has nobody's number in it."""
    ((_, text),) = quotes(paragraph("Bachelor til 01017012345."), rule())
    assert text == "Bachelor til …."
    ((_, text),) = quotes(paragraph("Bachelor " + "og mer " * 40), rule())
    assert len(text or "") < 130
    assert (text or "").endswith("og …") or (text or "").endswith("mer …")


# --- what should stand ----------------------------------------------------------------------------------------------


def test_what_should_stand_may_stand_anywhere_in_its_sections() -> None:
    """One of the phrases is enough unless `minst` says more; a finding names the section and quotes nothing.

    The section's own heading only promises: «Taushetsplikt» does not say that somebody has it.
    """
    body = heading("Om oss") + cell(item("Du får en mentor.")) + heading("Dette må du ha") + paragraph("Ro.")
    assert not fires(body, rule(wanted=("mentor*", "fadder*"), sections=("om_oss",)))
    assert not fires(body, rule(wanted=("mentor*", "ro"), least=2))
    assert quotes(body, rule(wanted=("mentor*", "fadder*"), least=2)) == [(None, None)]
    assert quotes(body, rule(wanted=("mentor*",), sections=("krav",))) == [("Dette må du ha", None)]
    assert fires(body, rule(wanted=("om oss",), sections=("om_oss",)))


def test_a_deleted_sentence_does_not_stand() -> None:
    """What somebody deleted with tracking is gone, and what somebody inserted is there."""
    one = rule(wanted=("mentor",))
    assert fires(paragraph(run("Vi har ") + tracked("del", "mentor")), one)
    assert not fires(paragraph(run("Vi har ") + tracked("ins", "mentor")), one)


def test_missing_and_empty_sections_are_somebody_elses_finding() -> None:
    """The rule is silent there, but not when one of its sections has text."""
    one = rule(wanted=("mentor",), sections=("om_oss", "krav"))
    assert not fires(paragraph("Hei."), one)
    assert not fires(heading("Om oss") + paragraph(" ") + heading("Dette må du ha"), one)
    assert quotes(heading("Om oss") + paragraph("Hei."), one) == [("Om oss", None)]


def test_a_gap_is_not_told_twice() -> None:
    """Where a known gap's placeholder stands nobody knows yet; another placeholder is no text, but no excuse either."""
    one = rule(wanted=("mentor",), sections=("om_oss",))
    body = heading("Om oss") + paragraph("Du får [Fyll ut: mentor].")
    assert assessed(body, one, known=("[Fyll ut: mentor]",)) == ([], [one])
    assert [finding.rule for finding in assessed(body, one)[0]] == ["K4.4"]
    elsewhere = (
        body.replace("Du får [Fyll ut: mentor].", "Hei.") + heading("Dette må du ha") + paragraph("[Fyll ut: x]")
    )
    assert len(assessed(elsewhere, one, known=("[Fyll ut: x]",))[0]) == 1


# --- the case -------------------------------------------------------------------------------------------------------


def facts_of(folder: Path, text: str = CASE) -> Facts:
    """What is known of a case of the small vocabulary."""
    case = case_of(folder, library(folder), text)
    return Facts(case.values, case.name, date(2027, 1, 15))


def test_a_rule_may_depend_on_the_case(tmp_path: Path) -> None:
    """It applies, does not, or cannot be assessed: for a gap, and without a case."""
    one = rule(when="stilling.form == 'fast'")
    body = paragraph("Bachelor.")
    for form, expected in (("fast", (1, 0)), ("midlertidig\n  varighet: 6", (0, 0)), ("uavklart", (0, 1))):
        findings, unassessed = assessed(body, one, facts_of(tmp_path, CASE.replace("form: fast", f"form: {form}")))
        assert (len(findings), len(unassessed)) == expected
    assert assessed(body, one) == ([], [one])


def test_messages_show_the_case(tmp_path: Path) -> None:
    """As in other rules; without a case they cannot be told."""
    one = rule(message="{{ stilling.antall }} stillinger.", hint="Til {{ virksomhet.enhet }}.")
    (finding,) = assessed(paragraph("Bachelor."), one, facts_of(tmp_path))[0]
    assert (finding.message, finding.hint) == ("2 stillinger.", "Til Team Øst.")
    assert assessed(paragraph("Bachelor."), one) == ([], [one])


def test_values_of_the_case_must_stand_in_the_text(tmp_path: Path) -> None:
    """However they begin and end there; those that do not are listed in one finding."""
    one = rule(values="stilling.oppgaver", sections=("om_oss",))
    facts = facts_of(tmp_path)
    body = heading("Om oss") + item("FØLGE\u00a0 opp bruk\u00adere.") + item("Du skal utvikle tjenesten, og mer.")
    assert assessed(body, one, facts) == ([], [])
    (finding,) = assessed(body.replace("utvikle", "videreutvikle"), one, facts)[0]
    assert finding.message == "M. Mangler: «Utvikle tjenesten»."
    assert [(place.section, place.text) for place in finding.places] == [("Om oss", None)]
    (finding,) = assessed(heading("Om oss") + paragraph("Hei."), one, facts)[0]
    assert finding.message == "M. Mangler: «Følge opp brukere» og «Utvikle tjenesten»."
    assert assessed(body, one) == ([], [one])


@pytest.mark.parametrize(
    ("values", "body", "expected"),
    [
        ("stilling.tittel", "Vi søker en erfaringskonsulent!", []),
        ("stilling.tittel", "Vi søker erfaringskonsulenter.", ["M. Mangler: «Erfaringskonsulent»."]),
        ("stilling.form", "Fast stilling.", []),
        ("stilling.kode", "Hei.", []),
        ("stilling.fora", "Hei.", []),
        ("stilling.nivå", "Operativt", []),
        ("stilling.oppgaver | med('nivå', 'strategisk')", "Utvikle tjenesten", []),
    ],
)
def test_values_are_texts_choices_and_lists(tmp_path: Path, values: str, body: str, expected: list[str]) -> None:
    """Whole words only; a choice as its words; an optional value that is not there asks for nothing."""
    findings, unassessed = assessed(paragraph(body), rule(values=values), facts_of(tmp_path))
    assert ([finding.message for finding in findings], unassessed) == (expected, [])


def test_what_a_case_does_not_tell_is_not_looked_for(tmp_path: Path) -> None:
    """A gap in a list is skipped, a gap for the whole leaves the rule unassessed, and a long list is cut."""
    one = rule(values="stilling.oppgaver")
    facts = facts_of(tmp_path, CASE.replace("tekst: Utvikle tjenesten", "tekst: uavklart"))
    assert assessed(paragraph("Følge opp brukere"), one, facts) == ([], [])
    unknown = rule(values="stilling.tittel")
    facts = facts_of(tmp_path, CASE.replace("tittel: Erfaringskonsulent", "tittel: uavklart"))
    assert assessed(paragraph("Hei"), unknown, facts) == ([], [unknown])
    many = CASE.replace("  nivå: [operativt]", f"  nivå: [operativt]\n  fora: [{', '.join('abcdefgh')}]")
    (finding,) = assessed(paragraph("Hei"), rule(values="stilling.fora"), facts_of(tmp_path, many))[0]
    assert finding.message == "M. Mangler: «a», «b», «c», «d», «e» og 3 til."


def test_a_rule_that_cannot_be_worked_out_is_the_owners_fault(tmp_path: Path) -> None:
    """It stops the run with the file and the line."""
    with pytest.raises(TemplateError, match=r"regelen K4\.4: deler på null") as raised:
        assessed(paragraph("x"), rule(when="1 / 0 == 1", path=Path("brev.yaml"), line=7), facts_of(tmp_path))
    assert [(fault.path, fault.line) for fault in raised.value.faults] == [("brev.yaml", 7)]


# --- all together ---------------------------------------------------------------------------------------------------


def test_shared_rules_are_for_all_documents_or_for_some() -> None:
    """`dokumenter` says which."""
    for documents, expected in (((), 1), (("brev",), 1), (("annet",), 0)):
        assert len(assessed(paragraph("Bachelor"), rule(documents=documents), shared=True)[0]) == expected


def test_the_check_has_the_findings_and_what_nobody_can_assess(tmp_path: Path) -> None:
    """From the files to what the commands tell, with and without a case."""
    content = (
        "  - {id: K4.4, alvorlighet: feil, skal_ikke_ha: [<utdanning>], melding: Krav.}\n"
        "  - {id: K9, alvorlighet: råd, når: stilling.form == 'fast', skal_ha: [zebra], melding: Zebra.}\n"
    )
    there = library(tmp_path, content, "  - {id: L7, alvorlighet: råd, skal_ha: [måke], melding: Måke.}\n")
    readings = {"brev": read(heading("Om oss") + paragraph("Fagbrev.") + heading("Dette må du ha") + item("Ro"))}
    alone = check_documents(readings, there, None)
    assert {finding.rule for finding in alone.findings} >= {"K4.4", "L7"}
    assert [one.id for one in alone.unassessed] == ["K9"]
    with_case = check_documents(readings, there, facts_of(tmp_path))
    assert [one.rule for one in with_case.findings if one.rule in ("K4.4", "K9", "L7")] == ["K4.4", "K9", "L7"]
    assert with_case.unassessed == ()


def told(*sentences: tuple[str | None, str]) -> list[str]:
    """What a person reads of a finding that quotes these sentences, without the message."""
    places = tuple(TextPlace("brev", section, text) for section, text in sentences)
    finding = Finding("K4.4", "warning", "M.", "R.", "Kap. 4", document="brev", places=places, quotes=True)
    shown = StringIO()
    screen = Console(file=shown, width=100, legacy_windows=False)
    tell(screen, Report("sak", None, findings=(finding,), titles={"brev": "Brevet"}), Telling())
    lines = shown.getvalue().splitlines()
    return [line.strip() for line in lines if line.startswith("    ")]


def test_people_read_the_sentence_and_where_it_stands() -> None:
    """A line for each section, the first three sentences, and how many there are besides."""
    assert told((None, "A."), ("Om oss", "B."), ("Om oss", "C")) == [
        "R.",
        "Står i brevet: «A.»",
        "Står i brevet («Om oss»): «B.» og «C».",
        "Kilde: Kap. 4 (K4.4).",
    ]
    assert told(*((("Om oss"), letter) for letter in "abcde")) == [
        "R.",
        "Står i brevet («Om oss»): «a», «b», «c» og 2 til.",
        "Kilde: Kap. 4 (K4.4).",
    ]


WORDS = (
    "vi",
    "krever",
    "ikke",
    "bachelor",
    "utdanning",
    "er",
    "en",
    "fordel",
    "men",
    "det",
    "uten",
    ",",
    ".",
    "?",
    ":",
)


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_a_rule_never_fires_without_its_phrases(words: list[str]) -> None:
    """Whatever else is said, and however the rule is put together."""
    body = paragraph(" ".join(word for word in words if word not in ("bachelor", "utdanning")))
    for one in (rule(), rule(together_with=("krever",)), rule(even_denied=True)):
        assert not fires(body, one)


@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_what_is_wanted_stands_or_does_not(words: list[str]) -> None:
    """Exactly when the word is there, a rule that wants it is silent."""
    body = paragraph("Hei. " + " ".join(words))
    assert fires(body, rule(wanted=("bachelor",))) is ("bachelor" not in words)


def test_all_rules_of_a_long_document_take_no_time() -> None:
    """Four hundred paragraphs and a hundred rules of twenty phrases: each sentence is made plain once."""
    words = "Du blir en del av et team som følger opp personer med utfordringer i hverdagen og hjelper dem videre."
    body = "".join(paragraph(f"{words} Nummer {number}.") for number in range(400))
    rules = tuple(rule(unwanted=tuple(f"ord{at}x{one}*" for one in range(20))) for at in range(100))
    brev = Template("brev", "Brev", b"", Path("brev.docx"), content_rules=rules)
    reading = read(body)
    check_content(brev, [], reading, None, ())
    plain.cache_clear()
    started = process_time()
    assert check_content(brev, [], reading, None, ())[0] == []
    assert process_time() - started < 0.2, "about 20 ms on an ordinary machine"
