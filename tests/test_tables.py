"""Tables for the rules: read from templates/tabeller, looked up in, and proofread; and rules for each item."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from pipeline.check.rules import check_rules
from pipeline.errors import TemplateError
from pipeline.expressions import Facts, MeetsGap, proof_expression
from pipeline.library import Library, load_library
from pipeline.model import Finding, Rule
from pipeline.tables import load_tables
from tests.template_kit import CASE, case_of, folder_of, root_of

TODAY = date(2027, 1, 15)
PAY = "# Kilde: NN\n\nlønnstrinn,årslønn\n1,100\n2,200\n"
TABLES = {
    "lonn-2026-05-01.csv": PAY,
    "lonn-2027-05-01.csv": PAY.replace("200", "222"),
    "titler.csv": "tittel;nummer\nErfaringskonsulent;1\n",
}


def stored(folder: Path, files: Mapping[str, str | bytes] = TABLES) -> Path:
    """Write the tables of a template folder, and return where they are."""
    tables = folder / "tabeller"
    tables.mkdir(exist_ok=True)
    for name, text in files.items():
        (tables / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return tables


def library_of(folder: Path, rules: str = "regler: []\n") -> Library:
    """Return a small template folder with tables."""
    templates = folder_of(folder, "x", rules=rules)
    stored(templates)
    return load_library(templates)


def facts_of(folder: Path, text: str = CASE) -> Facts:
    """Return what rules can ask about a case of the small vocabulary."""
    library = library_of(folder)
    read = case_of(folder, library, text)
    return Facts(read.values, read.name, TODAY, library.vocabulary.tables)


# --- the files ------------------------------------------------------------------------------------------------------


def test_tables_are_known_by_name_and_date(tmp_path: Path) -> None:
    """Comments and empty lines are skipped, commas and semicolons both part the cells, and numbers are numbers."""
    tables = load_tables(stored(tmp_path, {**TABLES, "~$lonn.csv": "x", "_kladd.csv": "x", "les-meg.txt": "x"}))
    assert {name: [table.valid_from for table in those] for name, those in tables.items()} == {
        "lonn": [date(2026, 5, 1), date(2027, 5, 1)],
        "titler": [None],
    }
    assert tables["lonn"][1].rows == {1: 100, 2: 222}
    assert tables["titler"][0].rows == {"Erfaringskonsulent": 1}


def test_a_folder_without_tables_has_none(tmp_path: Path) -> None:
    """Tables are a choice."""
    assert load_tables(tmp_path / "tabeller") == {}


def test_thousands_may_be_parted_and_more_columns_are_for_people(tmp_path: Path) -> None:
    """As Excel writes them, with a byte order mark, CRLF and quotation marks."""
    text = '\ufeffkode;lønn;merknad\r\n1;"496 850";gammel\r\n2;500\N{NO-BREAK SPACE}100;\r\n'
    assert load_tables(stored(tmp_path, {"a.csv": text}))["a"][0].rows == {1: 496850, 2: 500100}


@pytest.mark.parametrize(
    ("name", "text", "line", "code", "words"),
    [
        ("a.csv", "kode,lønn\n1,2\n3\n", 3, "table-row", "en nøkkel og en verdi"),
        ("a.csv", "kode,lønn\n1,\n", 2, "table-row", "en nøkkel og en verdi"),
        ("a.csv", "kode,lønn\n1,2\n\n1,3\n", 4, "table-row", "«1» står to ganger"),
        ("a.csv", "kode,lønn\n1,2\n2,mye\n", 3, "table-row", "«mye» er ikke et helt tall"),
        ("a.csv", "kode,lønn\nx,2\n2,3\n", 3, "table-row", "«2» er ikke en tekst"),
        ("a.csv", "# bare\nkode,lønn\n", None, "table-empty", "ingen rader"),
        ("a-2026-13-01.csv", PAY, None, "table-name", "som ikke kan brukes"),
        ("A b.csv", PAY, None, "table-name", "som ikke kan brukes"),
        ("a.csv", "kode,lønn\n1,2\n# slutt på året\n2,\xe5\n".encode("latin-1"), 1, "encoding", "UTF-8"),
    ],
)
def test_a_table_that_is_wrong_stops_everything(
    tmp_path: Path, name: str, text: str | bytes, line: int | None, code: str, words: str
) -> None:
    """With file, line and remedy; the run ends with 4."""
    stored(folder_of(tmp_path, "x"), {name: text})
    with pytest.raises(TemplateError) as error:
        load_library(tmp_path / "maler")
    (fault,) = error.value.faults
    assert (fault.code, fault.path) == (code, str(tmp_path / "maler" / "tabeller" / name))
    assert words in fault.message
    assert fault.hint
    assert code == "encoding" or fault.line == line
    assert error.value.exit_code == 4


def test_all_faults_of_all_tables_come_at_once(tmp_path: Path) -> None:
    """And a name cannot be both with and without a date."""
    wrong = {"a.csv": PAY, "a-2026-05-01.csv": PAY, "b.csv": "kode,lønn\n1\n2\n", "C.csv": PAY}
    with pytest.raises(TemplateError) as error:
        load_tables(stored(tmp_path, wrong))
    assert sorted(fault.code for fault in error.value.faults) == [
        "mixed-tables",
        "table-name",
        "table-row",
        "table-row",
    ]


# --- asking ---------------------------------------------------------------------------------------------------------

DAY = "stilling.slutt"
SINCE = CASE.replace("  antall: 2", "  antall: 2\n  slutt: 2027-05-01")


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        (f'tabell("lonn", {DAY})[stilling.antall] == 222', True),
        (f'tabell("lonn", {DAY})[3] == 222', False),
        (f'tabell("lonn", {DAY})[3] is oppgitt', False),
        (f'tabell("lonn", {DAY})[stilling.varighet] is oppgitt', False),
        (f'stilling.antall in tabell("lonn", {DAY})', True),
        (f'stilling.antall + 1 in tabell("lonn", {DAY})', False),
        ('stilling.tittel in tabell("titler")', True),
        ('stilling.kode in tabell("titler")', False),
        ('tabell("titler")[stilling.tittel] == 1', True),
        ('tabell("lonn", stilling.oppstart) is uavklart', True),
        (f'tabell("lonn", {DAY}) is uavklart', False),
    ],
)
def test_what_stands_in_a_table(tmp_path: Path, expression: str, answer: bool) -> None:
    """For exactly the date that is asked for; a key that is not there has no value, and breaks nothing."""
    assert facts_of(tmp_path, SINCE).holds(expression) is answer
    library = library_of(tmp_path)
    assert proof_expression(expression, library.vocabulary.root, tables=library.vocabulary.tables).remarks == ()


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('tabell("lonn", stilling.oppstart)[1] == 100', CASE),
        ('1 in tabell("lonn", stilling.oppstart)', CASE),
        ('1 in tabell("lonn", stilling.slutt)', CASE),
        ('1 in tabell("lonn", stilling.oppstart)', CASE.replace("2027-04-01", "uavklart")),
        (f'tabell("lonn", {DAY})[stilling.antall] == 100', SINCE.replace("antall: 2", "antall: uavklart")),
        ('stilling.tittel in tabell("titler")', CASE.replace("Erfaringskonsulent", "uavklart")),
    ],
)
def test_nobody_knows_what_a_table_that_is_not_stored_says(tmp_path: Path, expression: str, text: str) -> None:
    """A date without a table, no date, and a gap are all things that the rule cannot be assessed on."""
    with pytest.raises(MeetsGap):
        facts_of(tmp_path, text).holds(expression)


@pytest.mark.parametrize(
    ("expression", "code", "hint"),
    [
        ('1 in tabell("lon", stilling.oppstart)', "unknown-table", "Mente du «lonn»?"),
        ('1 in tabell("qqqqqqq")', "unknown-table", "Legg tabellen i tabeller/qqqqqqq.csv."),
        ('1 in tabell("lonn")', "wrong-arguments", 'Skriv tabell("lonn", dato).'),
        ('"x" in tabell("titler", stilling.oppstart)', "wrong-arguments", 'Skriv tabell("titler").'),
        ('1 in tabell("lonn", stilling.tittel)', "wrong-arguments", None),
        ("1 in tabell(stilling.tittel)", "wrong-arguments", 'Skriv for eksempel tabell("oslo-bydeler").'),
        ("1 in tabell()", "wrong-arguments", 'Skriv for eksempel tabell("oslo-bydeler").'),
        ('1 in tabell("lonn", stilling.oppstart, 2)', "wrong-arguments", 'Skriv for eksempel tabell("oslo-bydeler").'),
        ('stilling.tittel in tabell("lonn", stilling.oppstart)', "wrong-comparison", None),
        ('tabell("lonn", stilling.oppstart)[stilling.tittel] == 1', "wrong-comparison", None),
        ('tabell("titler")["x"] == "x"', "wrong-comparison", None),
        ('tabell("titler") == 1', "wrong-comparison", None),
    ],
)
def test_a_question_that_a_table_cannot_answer_is_told(
    tmp_path: Path, expression: str, code: str, hint: str | None
) -> None:
    """Before any case is looked at."""
    library = library_of(tmp_path)
    (remark,) = proof_expression(expression, library.vocabulary.root, tables=library.vocabulary.tables).remarks
    assert remark.code == code
    assert hint is None or remark.hint == hint


def test_templates_know_no_tables(tmp_path: Path) -> None:
    """Like every function, `tabell` is for rules only."""
    (remark,) = proof_expression('tabell("titler")["x"]', root_of(tmp_path), names=()).remarks
    assert remark.code == "not-supported"


@pytest.mark.parametrize(
    ("code", "digits"),
    [('"1234"', 4), ('"12 34"', 4), ("12a4", 0), ("kode 1234", 0), ('"١٢٣٤"', 0), ("uavklart", None)],
)
def test_the_digits_of_a_code(tmp_path: Path, code: str, digits: int | None) -> None:
    """Counted when there is nothing else in it but spaces."""
    facts = facts_of(tmp_path, CASE.replace("  antall: 2", f"  antall: 2\n  kode: {code}"))
    if digits is None:
        with pytest.raises(MeetsGap):
            facts.holds("siffer(stilling.kode) == 4")
    else:
        assert facts.holds(f"siffer(stilling.kode) == {digits}")


# --- rules for each item --------------------------------------------------------------------------------------------

EACH = """\
regler:
  - id: OPPGAVE
    alvorlighet: råd
    for_hver: oppgave i stilling.oppgaver
    når: oppgave.nivå == "operativt"
    krav: ord(oppgave.tekst) > 2 and stilling.antall == 2
    felt: stilling.oppgaver[].tekst
    melding: "Oppgaven «{{ oppgave.tekst }}» er kort."
"""
THREE = CASE + "    - {tekst: Lytte, nivå: operativt}\n    - {tekst: Ringe, nivå: operativt}\n"


def each(folder: Path, text: str, rules: str = EACH) -> tuple[list[Finding], list[Rule]]:
    """Ask a rule about each item of a case."""
    library = library_of(folder, rules)
    read = case_of(folder, library, text)
    return check_rules(library.rules, Facts(read.values, read.name, TODAY))


def test_each_item_that_fails_is_a_finding_of_its_own(tmp_path: Path) -> None:
    """With the item's field and its words; the items that are fine, and those it is not about, say nothing."""
    findings, unassessed = each(tmp_path, THREE)
    assert [(one.field, one.message) for one in findings] == [
        ("stilling.oppgaver[3].tekst", "Oppgaven «Lytte» er kort."),
        ("stilling.oppgaver[4].tekst", "Oppgaven «Ringe» er kort."),
    ]
    assert unassessed == []


def test_a_list_that_is_picked_from_keeps_the_numbers_of_its_items(tmp_path: Path) -> None:
    """The finding points at the item as it stands in the case."""
    rules = EACH.replace("stilling.oppgaver\n", 'stilling.oppgaver | med("nivå", "operativt")\n')
    assert [one.field for one in each(tmp_path, THREE, rules)[0]] == [
        "stilling.oppgaver[3].tekst",
        "stilling.oppgaver[4].tekst",
    ]


def test_items_that_are_words_can_be_asked_about(tmp_path: Path) -> None:
    """A field outside the list is left as it is."""
    rules = """\
regler:
  - id: FORUM
    alvorlighet: råd
    for_hver: forum i stilling.fora
    krav: ord(forum) > 1
    melding: "{{ forum }}"
    felt: stilling
"""
    text = CASE.replace("  antall: 2", "  antall: 2\n  fora: [Møte, Felles møte]")
    assert [(one.field, one.message) for one in each(tmp_path, text, rules)[0]] == [("stilling", "Møte")]
    assert each(tmp_path, CASE, rules) == ([], [])


def test_an_item_that_nobody_knows_leaves_the_rule_unassessed(tmp_path: Path) -> None:
    """Once; what is known to fail is told all the same. A list that is a gap tells nothing."""
    findings, unassessed = each(tmp_path, THREE.replace("Ringe", "uavklart"))
    assert [one.field for one in findings] == ["stilling.oppgaver[3].tekst"]
    assert [one.id for one in unassessed] == ["OPPGAVE"]
    findings, unassessed = each(tmp_path, CASE.partition("  oppgaver:")[0])
    assert (findings, [one.id for one in unassessed]) == ([], ["OPPGAVE"])


def test_a_rule_for_each_item_uses_the_fields_that_it_asks_for(tmp_path: Path) -> None:
    """The list, and what is asked of its items."""
    (rule,) = library_of(tmp_path, EACH).rules
    assert rule.used == {
        "stilling",
        "stilling.oppgaver",
        "stilling.oppgaver[].nivå",
        "stilling.oppgaver[].tekst",
        "stilling.antall",
    }


@pytest.mark.parametrize(
    ("loop", "code", "key"),
    [
        ("oppgave", "bad-loop", "for_hver"),
        ("oppgave i", "bad-loop", "for_hver"),
        ("en oppgave i stilling.oppgaver", "bad-loop", "for_hver"),
        ("stilling i stilling.oppgaver", "name-taken", "for_hver"),
        ("i_dag i stilling.oppgaver", "name-taken", "for_hver"),
        ("oppgave i stilling.oppgavar", "unknown-field", "for_hver"),
        ("oppgave i stilling.tittel", "not-a-list", "for_hver"),
        ('oppgave i tabell("titler")', "not-a-list", "for_hver"),
        ("oppgave i stilling.fora", "unknown-field", "når"),
        ("opgave i stilling.oppgaver", "unknown-name", "når"),
    ],
)
def test_a_loop_that_makes_no_sense_is_told(tmp_path: Path, loop: str, code: str, key: str) -> None:
    """Which list, and what is asked of its items, is proofread with the rest of the rule."""
    with pytest.raises(TemplateError) as error:
        library_of(tmp_path, EACH.replace("oppgave i stilling.oppgaver", loop))
    assert (code, f"regler[1].{key}") in [(fault.code, fault.key) for fault in error.value.faults]
    assert all(fault.hint for fault in error.value.faults if fault.key == "regler[1].for_hver")
