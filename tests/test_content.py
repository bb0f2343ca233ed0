"""Content rules: how they are read, and what they find in documents as people edited them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import TemplateError
from pipeline.library import Library, load_library
from tests.template_kit import folder_of

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
        "    krav_i: [krav]\n    greit_med: [fordel]\n    bare_spørsmål: ja\n    også_nektet: ja\n"
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
    assert (rule.questions_only, rule.even_denied, rule.line) == (True, True, 6)


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
        ("skal_ha: [er*faring]}", "har en stjerne midt i et ord / Sett «*» først eller sist"),
        ("skal_ha: [erfaring * skole]}", "har en stjerne midt i et ord"),
        ("skal_ha: [erfaring(s]}", "har klammer som ikke kan leses / Skriv valgfrie bokstaver inne i et ord"),
        ("skal_ha: [(ikke) krav]}", "har klammer som ikke kan leses"),
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
        ("skal_ha: [rus], del: [kravv]}", "«kravv» er ikke en del i noe dokument / Mente du «krav»?"),
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
