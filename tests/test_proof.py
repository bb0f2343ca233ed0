"""Proofreading against the vocabulary: unknown names, wrong kinds of values, and what no filter or comparison takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.expressions import Remark, find_tags, proof_tags
from pipeline.model import Field
from tests.template_kit import root_of


@pytest.fixture
def root(tmp_path: Path) -> Field:
    """Give the small vocabulary."""
    return root_of(tmp_path)


def remarks(root: Field, *paragraphs: str) -> list[Remark]:
    """What proofreading says of paragraphs whose tags are whole."""
    tags, broken = find_tags(paragraphs)
    assert broken == ()
    return list(proof_tags(tags, root).remarks)


def said(root: Field, *paragraphs: str) -> list[tuple[str, str | None]]:
    """The message and the remedy of each remark."""
    return [(remark.message, remark.hint) for remark in remarks(root, *paragraphs)]


def codes(root: Field, *paragraphs: str) -> list[str]:
    """The code of each remark."""
    return [remark.code for remark in remarks(root, *paragraphs)]


# --- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "message", "hint"),
    [
        ("stiling.tittel", "ukjent navn «stiling»", "Mente du «stilling»?"),
        ("stilling.titel", "ukjent felt «titel» i stilling", "Mente du «tittel»?"),
        ("stilling['titel']", "ukjent felt «titel» i stilling", "Mente du «tittel»?"),
        ("mentor.nvn", "ukjent felt «nvn» i mentor", "Mente du «navn»?"),
        ("tittel", "ukjent navn «tittel»", None),
        ("stilling.Tittel", "ukjent felt «Tittel» i stilling", "Mente du «tittel»?"),
        ("stilling.tittel.lengde", "stilling.tittel har ingen felt, heller ikke «lengde»", None),
        (
            "stilling.oppgaver.tekst",
            "stilling.oppgaver har ingen felt, heller ikke «tekst»",
            "Bruk {% for %} og les feltet i hvert punkt.",
        ),
        (
            "stilling.nivå[0]",
            "stilling.nivå har ingen felt, heller ikke «0»",
            "Bruk {% for %} og les feltet i hvert punkt.",
        ),
        ("i_dag", "ukjent navn «i_dag»", None),
        ("loop.index", "ukjent navn «loop»", None),
        ("stilling.form | dat", "ukjent filter «dat»", "Mente du «dato»?"),
        ("stilling.form | upper", "ukjent filter «upper»", None),
    ],
)
def test_an_unknown_name_gets_a_guess(root: Field, expression: str, message: str, hint: str | None) -> None:
    """A slip in a name, in a member of any depth or in a filter is told with what was most likely meant."""
    assert said(root, f"Foran {{{{ {expression} }}}} bak") == [(message, hint)]


def test_a_remark_quotes_its_own_paragraph(root: Field) -> None:
    """Of many paragraphs, the one with the slip."""
    paragraphs = ["{{ stilling.tittel }}", "Vi søker {{ stilling.titel }} her", "{{ virksomhet.enhet }}"]
    assert [remark.quote for remark in remarks(root, *paragraphs)] == ["Vi søker {{ stilling.titel }} her"]


def test_names_are_looked_at_under_every_branch(root: Field) -> None:
    """Also where no case of today comes: in every branch, loop, loop's condition and filter's argument."""
    paragraphs = [
        "{%p if stilling.form == «fast» %}",
        "{{ a1 }}",
        "{%p elif stilling.form == «midlertidig» %}",
        "{% if stilling.a2 %}{{ a3 }}{% elif a4 %}{{ a5 }}{% endif %}",
        "{%p elif stilling.form is uavklart %}",
        "{{ stilling.a6 }}",
        "{%p else %}",
        "{% for o in stilling.oppgaver if o.a7 %}{{ o.a8 }}{% endfor %}",
        "{{ «x» if a9 else «y» }}",
        "{{ stilling.nivå | liste(b1) }}",
        "{% for o in stilling.oppgaver | med(«b2», «x») %}{% endfor %}",
        "{% set b3 = b4 %}{{ b3 }}",
        "{%p endif %}",
    ]
    told = " ".join(message for message, _ in said(root, *paragraphs))
    for name in ("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1", "b2", "b4"):
        assert f"«{name}»" in told, name
    assert "«b3»" not in told


def test_all_the_remarks_come_at_once(root: Field) -> None:
    """Each once, however often the same slip stands in one paragraph."""
    assert codes(root, "{{ a }} {{ a }} {{ b | c }}", "{{ a }}") == [
        "unknown-name",
        "unknown-name",
        "unknown-filter",
        "unknown-name",
    ]


@pytest.mark.parametrize(
    ("test", "message", "hint"),
    [
        ("stilling.form is defined", "«is defined» finnes ikke", "Bruk en av: oppgitt, uavklart."),
        ("stilling.form is none", "«is none» finnes ikke", "Bruk en av: oppgitt, uavklart."),
        ("stilling.form is oppgitt(1)", "«is oppgitt» skal stå rett bak et felt", None),
        ("(stilling.nivå | antall) is oppgitt", "«is oppgitt» skal stå rett bak et felt", None),
        (
            "mentor is uavklart",
            "mentor er en gruppe og blir aldri uavklart selv",
            "Spør om et av feltene i gruppen.",
        ),
        ("stilling.form == none", "none kan ikke brukes her", "Skriv «is oppgitt» eller «is not oppgitt»."),
    ],
)
def test_only_our_two_tests(root: Field, test: str, message: str, hint: str | None) -> None:
    """`is oppgitt` and `is uavklart`, right behind a field."""
    assert said(root, f"{{% if {test} %}}{{% endif %}}") == [(message, hint)]


# --- what a value is ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("stilling.oppstart", "stilling.oppstart er en dato; sett på filteret dato eller kortdato"),
        ("stilling.prosent", "stilling.prosent er et tall; sett på filteret tall, prosent eller kroner"),
        ("stilling.nivå", "stilling.nivå er en liste; bruk {% for %} eller filteret liste"),
        ("stilling", "stilling er en gruppe av felt; velg ett av dem"),
        ("stilling.brukernært", "stilling.brukernært er ja eller nei og kan ikke skrives ut; bruk {% if %}"),
        ("stilling.oppstart | stor", "stilling.oppstart er en dato; sett på filteret dato eller kortdato"),
        ("stilling.prosent | setning", "stilling.prosent er et tall; sett på filteret tall, prosent eller kroner"),
        ("stilling.nivå | liten", "stilling.nivå er en liste; bruk {% for %} eller filteret liste"),
        ("stilling.oppstart | liste", "stilling.oppstart er en dato; sett på filteret dato eller kortdato"),
        ("stilling | stor", "stilling er en gruppe av felt; velg ett av dem"),
        ("true", "verdien er ja eller nei og kan ikke skrives ut; bruk {% if %}"),
        ("1.5", "verdien er et tall; sett på filteret tall, prosent eller kroner"),
        ("none", "none kan ikke brukes her"),
        (
            'stilling.oppgaver | med("nivå", "operativt")',
            "stilling.oppgaver er en liste; bruk {% for %} eller filteret liste",
        ),
    ],
)
def test_what_has_no_words_yet_is_told(root: Field, expression: str, message: str) -> None:
    """A date, a number with decimals, a list, a group or yes/no needs something before it can be shown."""
    assert [words for words, _ in said(root, f"{{{{ {expression} }}}}")] == [message]


@pytest.mark.parametrize(
    "expression",
    [
        "stilling.tittel",
        "stilling.antall",
        "stilling.form",
        "stilling.form | stor | setning",
        "stilling.oppstart | dato | stor",
        "stilling.prosent | prosent('ord')",
        "stilling.antall | tallord('intetkjønn') | stor",
        "stilling.nivå | liste('eller') | stor",
        "stilling.oppgaver | antall | tallord",
        "stilling.oppgaver | med('nivå', 'operativt') | uten('nivå') | antall",
        "stilling.nivå | uten | antall",
        "'bare tekst'",
        "3",
    ],
)
def test_what_has_words_is_fine(root: Field, expression: str) -> None:
    """Texts, choices and whole numbers show as they are, the others through their filters, one after another."""
    assert remarks(root, f"{{{{ {expression} }}}}") == []


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("stilling.tittel | dato", "filteret dato passer ikke for stilling.tittel"),
        ("stilling.oppstart | prosent", "filteret prosent passer ikke for stilling.oppstart"),
        ("stilling.form | tallord", "filteret tallord passer ikke for stilling.form"),
        ("stilling.tittel | antall", "filteret antall passer ikke for stilling.tittel"),
        ("stilling.oppstart | dato | kortdato", "filteret kortdato passer ikke for stilling.oppstart"),
        ("stilling.oppgaver | liste", "punktene i stilling.oppgaver kan ikke settes sammen til en tekst"),
    ],
)
def test_a_filter_on_the_wrong_kind_is_told(root: Field, expression: str, message: str) -> None:
    """A filter that would fail on every case is found without one, also behind another filter."""
    assert [words for words, _ in said(root, f"{{{{ {expression} }}}}")] == [message]


def test_a_list_of_dates_is_no_text(root: Field) -> None:
    """`liste` joins words; dates must have a filter first, each in a loop."""
    paragraph = "{% if stilling.datoer is oppgitt %}{{ stilling.datoer | liste }}{% endif %}"
    hint = "Bruk {% for %}, og velg felt eller filter for hvert punkt."
    assert said(root, paragraph) == [("punktene i stilling.datoer kan ikke settes sammen til en tekst", hint)]
    assert remarks(root, "{% for d in stilling.datoer %}{{ d | dato }}{% endfor %}") == []


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("stilling.tittel | stor('x')", "filteret stor skal stå uten parentes"),
        ("stilling.prosent | prosent('ordd')", "filteret prosent kan ikke ha «ordd» i parentes"),
        ("stilling.antall | tallord('nøytrum')", "filteret tallord kan ikke ha «nøytrum» i parentes"),
        ("stilling.nivå | liste('a', 'b')", "filteret liste skal ha 0–1 ord i parentes"),
        ("stilling.nivå | liste(word='eller')", "filteret liste skal ha 0–1 ord i parentes"),
        ("stilling.oppgaver | med('nivå') | antall", "filteret med skal ha 2 ord i parentes"),
        ("stilling.oppgaver | uten('nivå', 'tekst') | antall", "filteret uten skal ha 0–1 ord i parentes"),
    ],
)
def test_a_filter_with_wrong_arguments_is_told(root: Field, expression: str, message: str) -> None:
    """What stands in a filter's parenthesis is looked at too: how many, and which words."""
    assert message in [words for words, _ in said(root, f"{{{{ {expression} }}}}")]


@pytest.mark.parametrize(
    ("picked", "message", "hint"),
    [
        ("med('nivaa', 'operativt')", "ukjent felt «nivaa» i punktene i stilling.oppgaver", "Mente du «nivå»?"),
        ("uten('nivaa')", "ukjent felt «nivaa» i punktene i stilling.oppgaver", "Mente du «nivå»?"),
        ("med('nivå', 'operativ')", "«operativ» er ikke et valg i stilling.oppgaver[].nivå", "Mente du «operativt»?"),
        ("med('tekst', 3)", "stilling.oppgaver[].tekst er en tekst og kan ikke sammenlignes med et tall", None),
    ],
)
def test_what_items_are_picked_by_is_looked_at(root: Field, picked: str, message: str, hint: str | None) -> None:
    """The member must be one of the items' own, and the value one that the member can have."""
    assert said(root, f"{{% for o in stilling.oppgaver | {picked} %}}{{% endfor %}}") == [(message, hint)]


# --- loops, names of one's own, logic -------------------------------------------------------------------------------


def test_an_item_of_a_gap_may_be_asked_about(root: Field) -> None:
    """Where nobody knows the list, its one item is the list's placeholder; elsewhere the item is a group."""
    loop = "{% for o in stilling.oppgaver %}{% if o is uavklart %}{{ o }}{% else %}{{ o.tekst }}{% endif %}{% endfor %}"
    assert remarks(root, loop) == []


def test_loops_know_their_items(root: Field) -> None:
    """Members of the item, lists inside it, the loop's own members, and names that end with the loop."""
    paragraphs = [
        "{%p for o in stilling.oppgaver %}",
        "{{ loop.index }}. {{ o.tekst }}{% if not loop.last %},{% endif %}",
        "{% for s in o.steg %}{{ s }} {{ s.feil }}{% endfor %}{{ loop.sist }}",
        "{{ o.feil }}{{ o }}",
        "{%p endfor %}",
        "{{ o.tekst }}",
    ]
    assert said(root, *paragraphs) == [
        ("stilling.oppgaver[].steg[] har ingen felt, heller ikke «feil»", None),
        ("ukjent felt «sist» i loop", "Mente du «first»?"),
        ("ukjent felt «feil» i stilling.oppgaver[]", None),
        ("stilling.oppgaver[] er en gruppe av felt; velg ett av dem", None),
        ("ukjent navn «o»", None),
    ]


@pytest.mark.parametrize(
    ("loop", "message"),
    [
        ("o in stilling.tittel", "stilling.tittel er ikke en liste og kan ikke løpes gjennom"),
        ("o in stilling", "stilling er ikke en liste og kan ikke løpes gjennom"),
        ("o in 3", "verdien er ikke en liste og kan ikke løpes gjennom"),
        ("o in stilling.nivå | liste", "stilling.nivå er ikke en liste og kan ikke løpes gjennom"),
        ("a, b in stilling.oppgaver", "skriv {% for navn in liste %}, med ett navn"),
        ("o in stilling.oppgaver recursive", "skriv {% for navn in liste %}, med ett navn"),
    ],
)
def test_only_lists_can_be_looped_over(root: Field, loop: str, message: str) -> None:
    """A text is no list of letters, and an item has one name."""
    assert [words for words, _ in said(root, f"{{% for {loop} %}}{{% endfor %}}")] == [message]


def test_a_name_of_ones_own_stands_for_its_field(root: Field) -> None:
    """What is set keeps being the field: its members and its kind are known, and it counts as used."""
    tags, _ = find_tags(["{% set m = stilling %}{{ m.tittel }}{{ m.titel }}{% set d = m.oppstart %}{{ d }}"])
    proof = proof_tags(tags, root)
    assert [remark.message for remark in proof.remarks] == [
        "ukjent felt «titel» i stilling",
        "stilling.oppstart er en dato; sett på filteret dato eller kortdato",
    ]
    assert {"stilling.tittel", "stilling.oppstart"} <= proof.used


@pytest.mark.parametrize(
    "expression",
    [
        "stilling.form or 'ikke bestemt'",
        "stilling.form and 'ja'",
        "not stilling.form",
        "stilling.form == 'fast'",
        "stilling.form is uavklart",
        "(stilling.form or 'x') | stor",
        "('a' if stilling.brukernært else 'b') | stor",
        "stilling.nivå | liste('og' if stilling.brukernært else 'eller')",
    ],
)
def test_a_choice_inside_a_value_is_refused(root: Field, expression: str) -> None:
    """It would hide a gap, or print true or false; an {% if %} around it shows what happens."""
    hints = [remark.hint for remark in remarks(root, f"{{{{ {expression} }}}}") if remark.code == "not-supported"]
    assert hints == ["Bruk {% if %} … {% endif %} rundt i stedet."]


@pytest.mark.parametrize(
    ("expression", "sign"),
    [
        ("stilling.tittel ~ 'x'", "«~»"),
        ("stilling.antall + 1", "«+»"),
        ("stilling.antall - 1", "«-»"),
        ("stilling.antall * 2", "«*»"),
        ("stilling.antall / 2", "«/»"),
        ("stilling.antall // 2", "«//»"),
        ("stilling.antall % 2", "«%»"),
        ("stilling.antall ** 2", "«**»"),
        ("-stilling.antall", "«-»"),
        ("+stilling.antall", "«+»"),
        ("{'a': 1}", "«{…}»"),
    ],
)
def test_what_templates_cannot_do_is_named_by_its_sign(root: Field, expression: str, sign: str) -> None:
    """The owner of the template wrote that sign; what Python calls it means nothing to them."""
    assert said(root, f"{{{{ {expression} }}}}") == [(f"{sign} kan ikke brukes her", None)]


def test_several_names_cannot_be_set_at_once(root: Field) -> None:
    """The statement is named as it is written."""
    assert said(root, "{% set a, b = 1, 2 %}") == [("«set» kan ikke brukes slik i malene", None)]


def test_a_choice_inside_a_question_is_refused(root: Field) -> None:
    """Nobody could tell where a gap would end up."""
    text = "{% if (stilling.turnus if stilling.brukernært else stilling.form) %}{% endif %}"
    assert codes(root, text) == ["not-supported"]


@pytest.mark.parametrize(
    "expression", ["stilling.antall + 1", "stilling.antall ~ 'x'", "-stilling.antall", "nevner('a', ['b'])"]
)
def test_templates_do_not_calculate(root: Field, expression: str) -> None:
    """Arithmetic, joining and functions belong in rules; a template shows what the case says."""
    assert codes(root, f"{{{{ {expression} }}}}") == ["not-supported"]
