"""felter.yaml says what a case can hold; what is wrong in it is told with file, line and key."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pipeline.conditions import condition_in_words, conditions_in_words
from pipeline.errors import TemplateError
from pipeline.fieldchecks import nearest_path
from pipeline.fields import load_fields
from pipeline.model import Condition
from tests.vocabulary import vocabulary_of

REAL = Path(__file__).parent.parent / "templates" / "felter.yaml"


def test_the_real_file_is_good() -> None:
    """templates/felter.yaml loads, and no two plain fields have the same title."""
    vocabulary = load_fields(REAL)
    titles = [field.title for path, field in vocabulary.fields.items() if path and not path.endswith("[]")]
    assert len(titles) == len(set(titles))


def test_fields_are_known_by_generic_path(tmp_path: Path) -> None:
    """Groups, lists, their items and the members of items have a path each."""
    fields = vocabulary_of(tmp_path).fields
    assert {"stilling", "stilling.oppgaver", "stilling.oppgaver[]", "stilling.oppgaver[].tekst"} <= set(fields)
    assert fields["stilling.oppgaver[].tekst"].form == "infinitiv"
    assert fields["stilling.prosent"].over == 0
    assert fields["stilling.prosent"].maximum == 100
    assert fields["stilling.deltid_begrunnelse"].gap_severity == "warning"
    assert fields["stilling.tittel"].rule == "K4.7"
    assert fields["stilling.nivå[]"].choices == {"operativt": "operativt", "strategisk": "strategisk"}


def test_a_value_leads_back_to_its_field(tmp_path: Path) -> None:
    """The path of a value, with its item number, gives the field."""
    vocabulary = vocabulary_of(tmp_path)
    assert vocabulary.field_of("stilling.oppgaver[12].tekst") is vocabulary.fields["stilling.oppgaver[].tekst"]
    assert vocabulary.field_of("finnes.ikke") is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("stilling.prosnt", "stilling.prosent"),
        ("stiling.prosent", "stilling.prosent"),
        ("prosent", "stilling.prosent"),
        ("stilling.ansettelsesform", "stilling.ansettelsesform"),
        ("virksomhet.prosent", "stilling.prosent"),
        ("oppfolging.mentor", "oppfølging.mentor"),
        ("stiling", "stilling"),
        ("stilling.oppgaver.tekst", "stilling.oppgaver[].tekst"),
        ("qqqqqqqqqq", None),
    ],
)
def test_a_mistyped_name_gets_a_suggestion(tmp_path: Path, name: str, meant: str | None) -> None:
    """A slip in a path is answered with the path that was meant."""
    assert nearest_path(name, vocabulary_of(tmp_path).fields) == meant


def test_an_item_takes_what_it_lacks_from_its_list(tmp_path: Path) -> None:
    """An item without a title of its own is named after the list, so that its placeholder can be understood."""
    text = """
felter:
  fora:
    type: liste
    tittel: møter og fora
    alvorlighet: råd
    krav: K1.2
    brukes_i: [plan]
    element: {type: tekst}
"""
    item = vocabulary_of(tmp_path, text).fields["fora[]"]
    assert (item.title, item.gap_severity, item.rule, item.used_in) == ("møter og fora", "advice", "K1.2", ("plan",))


def test_a_group_is_required_unless_it_says_otherwise(tmp_path: Path) -> None:
    """A group counts with its members; one that is optional or required by a condition does not."""
    text = """
felter:
  a: {type: gruppe, tittel: a-en, felter: {x: {type: tekst, tittel: x i a}}}
  b: {type: gruppe, tittel: b-en, valgfri: ja, felter: {x: {type: tekst, tittel: x i b}}}
  c: {type: gruppe, tittel: c-en, påkrevd: nei, felter: {x: {type: tekst, tittel: x i c}}}
  d: {type: gruppe, tittel: d-en, påkrevd: ja, felter: {x: {type: tekst, tittel: x i d}}}
  e:
    type: gruppe
    tittel: e-en
    påkrevd_når: [{felt: a.x, fylt: ja}]
    felter: {x: {type: tekst, tittel: x i e}}
"""
    fields = vocabulary_of(tmp_path, text).fields
    assert [fields[key].required for key in "abcde"] == [True, False, False, True, False]


def test_the_vocabulary_travels_between_processes(tmp_path: Path) -> None:
    """It can be pickled, as the library is when cases are made in parallel."""
    vocabulary = vocabulary_of(tmp_path)
    assert pickle.loads(pickle.dumps(vocabulary)) == vocabulary


FIELD = "felter:\n  navn:\n    type: tekst\n    tittel: navnet\n"
NUMBER = "felter:\n  tall:\n    type: heltall\n    tittel: tallet\n"
OTHER = "  form: {type: valg, tittel: formen, valg: {fast: fast}}\n"

WRONG = {
    # the text, the line, the key, what the message says, what the hint says
    "": (1, None, "filen er tom", ""),
    "[1, 2]": (1, None, "filen er en liste", ""),
    "felt: {}": (1, "felt", "ukjent nøkkel «felt»", "«felter»"),
    "felter: [navn]": (1, "felter", "«felter» skal ha nøkler", "innrykk"),
    "felter:\n  navn: tekst": (2, "felter.navn", "«navn» skal ha nøkler", "innrykk"),
    "felter:\n  navn:\n": (2, "felter.navn", "«navn» er tom", "innrykk"),
    "felter:\n  navn: {tittel: navnet}": (2, "felter.navn.type", "«type» mangler", "type"),
    "felter:\n  navn: {type: tekst}": (2, "felter.navn.tittel", "«tittel» mangler", "tittel"),
    "felter:\n  navn: {type: tekts, tittel: navnet}": (2, "felter.navn.type", "skal være «tekst»", "Mente du «tekst»?"),
    f"{FIELD}    påkreved: ja\n": (5, "felter.navn.påkreved", "ukjent nøkkel", "Mente du «påkrevd»?"),
    f"{FIELD}    påkrevd: sant\n": (5, "felter.navn.påkrevd", "ja eller nei", "ja eller nei"),
    f"{FIELD}    alvorlighet: kritisk\n": (5, "felter.navn.alvorlighet", "«feil», «advarsel» eller «råd»", ""),
    f"{FIELD}    form: punktum\n": (5, "felter.navn.form", "«punkt»", "Mente du «punkt»?"),
    f"{FIELD}    brukes_i: utlysning\n": (5, "felter.navn.brukes_i", "liste av tekster", "["),
    f"{FIELD}    høyst: 3\n": (5, "felter.navn.høyst", "passer ikke for typen tekst", "heltall"),
    f"{FIELD}    valg: {{a: b}}\n": (5, "felter.navn.valg", "passer ikke for typen tekst", "valg"),
    f"{FIELD}    valgfri: ja\n": (5, "felter.navn.valgfri", "passer ikke for typen tekst", "gruppe"),
    f'{FIELD}    mønster: "[0-9"\n': (5, "felter.navn.mønster", "er ikke et gyldig regulært uttrykk", "Rett"),
    f"{FIELD}    eksempel: uavklart\n": (5, "felter.navn.eksempel", "eksempelet er tomt", ""),
    f'{FIELD}    eksempel: "a: b: c"\n': (5, "felter.navn.eksempel", "kan ikke leses som YAML", "anførselstegn"),
    f'{FIELD}    eksempel: "[a, b]"\n': (5, "felter.navn.eksempel", "passer ikke", ""),
    f'{FIELD}    mønster: "[0-9]"\n    eksempel: x\n': (6, "felter.navn.eksempel", "passer ikke", ""),
    f"{NUMBER}    eksempel: tre\n": (5, "felter.tall.eksempel", "eksempelet passer ikke", "siffer"),
    f"{NUMBER}    minst: 5\n    høyst: 3\n": (6, "felter.tall.høyst", "mindre enn", ""),
    f"{NUMBER}    minst: 1\n    over: 0\n": (6, "felter.tall.over", "både «minst» og «over»", ""),
    f"{NUMBER}    minst: 0,5\n": (5, "felter.tall.minst", "et helt tall", ""),
    "felter:\n  form: {type: valg, tittel: formen}": (2, "felter.form.valg", "ingen valg", "valg"),
    "felter:\n  form: {type: valg, tittel: formen, valg: {uavklart: x}}": (
        2,
        "felter.form.valg",
        "kan ikke være et valg",
        "",
    ),
    "felter:\n  form: {type: valg, tittel: formen, valg: {fast: }}": (2, "felter.form.valg.fast", "mangler", "fast"),
    "felter:\n  a: {type: liste, tittel: lista}": (2, "felter.a.element", "mangler «element»", "element"),
    "felter:\n  a: {type: liste, tittel: lista, element: {type: ord}}": (2, "felter.a.element.type", "skal være", ""),
    "felter:\n  a: {type: gruppe, tittel: a-en}": (2, "felter.a", "ingen felter", "felter"),
    "felter:\n  items: {type: tekst, tittel: ting}": (2, "felter.items", "kan ikke være nøkkelen", "et annet ord"),
    "felter:\n  Navn: {type: tekst, tittel: navnet}": (2, "felter.Navn", "kan ikke være nøkkelen", "små bokstaver"),
    "felter:\n  e-post: {type: tekst, tittel: e-posten}": (2, "felter.e-post", "kan ikke være nøkkelen", "understrek"),
    f"{FIELD}    påkrevd: ja\n    påkrevd_når: [{{felt: navn, fylt: ja}}]\n": (
        6,
        "felter.navn.påkrevd_når",
        "både",
        "",
    ),
}
CONDITIONS = {
    "{felt: frm, er: [fast]}": ("felt", "«frm» er ikke et felt", "Mente du «form»?"),
    "{felt: gruppe.form, er: [fast]}": ("felt", "«gruppe.form» er ikke et felt", "Mente du «form»?"),
    "{felt: form, er: [løs]}": ("er", "«løs» er ikke en verdi", "«fast»"),
    "{felt: form, er_ikke: [løs]}": ("er_ikke", "«løs» er ikke en verdi", "«fast»"),
    "{felt: form}": ("", "nøyaktig én prøve", "fylt"),
    "{felt: form, er: [fast], fylt: ja}": ("", "nøyaktig én prøve", "fylt"),
    "{felt: form, under: 3}": ("under", "«form» er ikke et tall", "fylt"),
    "{felt: form, er: fast}": ("er", "liste av tekster", "["),
    "{felt: navn, fylt: ja}": ("felt", "styre seg selv", "annet felt"),
    "{er: [fast]}": ("felt", "«felt» mangler", "felt"),
    "{felt: dag, er: [i dag]}": ("er", "kan ikke prøves mot ord", "fylt"),
    "{felt: svar, er: [kanskje]}": ("er", "«kanskje» er ikke en verdi", "«ja» eller «nei»"),
    "{felt: 'liste[].navn', fylt: ja}": ("felt", "hvert punkt i en liste", "bare finnes ett"),
}


@pytest.mark.parametrize("text", WRONG)
def test_what_is_wrong_is_told_with_line_and_key(tmp_path: Path, text: str) -> None:
    """Each mistake of a template owner has its message, at its place, and ends with 4."""
    line, key, message, hint = WRONG[text]
    with pytest.raises(TemplateError) as caught:
        vocabulary_of(tmp_path, text)
    assert caught.value.exit_code == 4
    faults = caught.value.faults
    assert any((f.line, f.key) == (line, key) and message in f.message and hint in (f.hint or "") for f in faults), (
        faults
    )
    assert {fault.path for fault in faults} == {str(tmp_path / "felter.yaml")}


def test_what_python_says_of_a_pattern_is_not_repeated(tmp_path: Path) -> None:
    """It is English, and about Python."""
    with pytest.raises(TemplateError) as caught:
        vocabulary_of(tmp_path, f'{FIELD}    mønster: "[0-9"\n')
    assert caught.value.faults[0].message == "mønsteret er ikke et gyldig regulært uttrykk"


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_must_point_at_something(tmp_path: Path, condition: str) -> None:
    """A condition names a field that is there, and values that it can have."""
    key, message, hint = CONDITIONS[condition]
    others = "  dag: {type: dato, tittel: dagen}\n  svar: {type: ja_nei, tittel: svaret}\n"
    items = "  liste:\n    type: liste\n    tittel: lista\n"
    items += "    element: {type: gruppe, felter: {navn: {type: tekst, tittel: navn i lista}}}\n"
    with pytest.raises(TemplateError) as caught:
        vocabulary_of(tmp_path, f"{FIELD}    påkrevd_når: [{condition}]\n{OTHER}{others}{items}")
    fault = caught.value.faults[0]
    assert (fault.line, fault.key) == (5, f"felter.navn.påkrevd_når[1].{key}".rstrip("."))
    assert message in fault.message
    assert hint in (fault.hint or "")


def test_all_that_is_wrong_comes_at_once(tmp_path: Path) -> None:
    """Faults of several fields are told in one run, in the order of the file."""
    with pytest.raises(TemplateError) as caught:
        vocabulary_of(tmp_path, "felter:\n  a: {type: x, tittel: a-en}\n  b: {type: tekst}\n  c: {typ: tekst}\n")
    assert [fault.line for fault in caught.value.faults] == [2, 3, 4, 4, 4]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("stilling.ansettelsesform", equals=("midlertidig",)), "når «ansettelsesform» er midlertidig"),
        (Condition("virksomhet.type", differs=("bydel", "etat")), "når «type» ikke er bydel eller etat"),
        (Condition("stilling.prosent", under=100), "når «prosent» er under 100"),
        (Condition("stilling.midlertidig.til", filled=False), "når «til» ikke er fylt ut"),
        (Condition("oppfølging.mentor.navn", filled=True), "når «oppfølging.mentor.navn» er fylt ut"),
    ],
)
def test_a_condition_can_be_said(tmp_path: Path, condition: Condition, words: str) -> None:
    """A condition is told with the keys that the reader of a case sees, in full where a key is used twice."""
    assert condition_in_words(condition, vocabulary_of(tmp_path).fields) == words


def test_several_conditions_are_one_clause(tmp_path: Path) -> None:
    """Conditions that must all hold are joined."""
    fields = vocabulary_of(tmp_path).fields
    conditions = fields["stilling.midlertidig.varighet_måneder"].required_when
    words = "når «ansettelsesform» er midlertidig og «til» ikke er fylt ut"
    assert conditions_in_words(conditions, fields) == words
    assert conditions_in_words((), fields) == ""
