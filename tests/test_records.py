"""The files of the template owner are read into typed values, with every mistake told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import TemplateError
from pipeline.records import Record, read_record

GOOD = """\
tittel: Plan
trinn: 3
vis: nei
nivå: råd
alias: [a, b]
ord: {x: én, y: to}
seksjoner:
  - id: a
    minst: {ord: 20}
  - id: b
navngitt:
  første: {id: c}
"""


def record_of(folder: Path, text: str) -> Record:
    """Return the record that `text` is, by way of a file in `folder`."""
    path = folder / "spec.yaml"
    path.write_text(text, encoding="utf-8")
    return read_record(path, TemplateError)


def read(record: Record) -> dict[str, object]:
    """Return everything that the good text says."""
    return {
        "tittel": record.text("tittel"),
        "uten": record.text("uten", None),
        "ellers": record.text("ellers", "noe"),
        "trinn": record.whole("trinn"),
        "uten_tall": record.whole("uten_tall"),
        "ellers_tall": record.whole("ellers_tall", 7),
        "vis": record.flag("vis", True),
        "skjul": record.flag("skjul", True),
        "nivå": record.one_of("nivå", ("feil", "råd")),
        "ellers_nivå": record.one_of("ellers_nivå", ("feil", "råd"), default="feil"),
        "alias": record.texts("alias"),
        "ingen": record.texts("ingen"),
        "ord": record.words("ord"),
        "seksjoner": [(each.text("id"), each.record("minst") is not None) for each in record.records("seksjoner")],
        "minst": [
            m.whole("ord") for each in record.records("seksjoner") if (m := each.record("minst")) and each.text("id")
        ],
        "navngitt": [(key, each.text("id")) for key, each in record.named_records("navngitt")],
    }


def test_a_good_file_gives_typed_values(tmp_path: Path) -> None:
    """Texts, numbers, yes and no, words from a set, lists and records come out as such, defaults included."""
    record = record_of(tmp_path, GOOD)
    values = read(record)
    assert values == {
        "tittel": "Plan",
        "uten": None,
        "ellers": "noe",
        "trinn": 3,
        "uten_tall": None,
        "ellers_tall": 7,
        "vis": False,
        "skjul": True,
        "nivå": "råd",
        "ellers_nivå": "feil",
        "alias": ("a", "b"),
        "ingen": (),
        "ord": {"x": "én", "y": "to"},
        "seksjoner": [("a", True), ("b", False)],
        "minst": [20],
        "navngitt": [("første", "c")],
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "message"),
    [
        ("tittel: Plan", "titel: Plan", 1, "titel", "ukjent nøkkel"),
        ("tittel: Plan", "tittel: [Plan]", 1, "tittel", "en tekst"),
        ("trinn: 3", "trinn: tre", 2, "trinn", "et helt tall"),
        ("trinn: 3", "trinn: 3,5", 2, "trinn", "et helt tall"),
        ("vis: nei", "vis: no", 3, "vis", "ja eller nei"),
        ("nivå: råd", "nivå: rad", 4, "nivå", "«feil» eller «råd»"),
        ("[a, b]", "a, b", 5, "alias", "liste av tekster"),
        ("[a, b]", "[a, [b]]", 5, "alias", "liste av tekster"),
        ("y: to", "y: [to]", 6, "ord.y", "en tekst"),
        ("- id: b", "- b", 10, "seksjoner[2]", "punktet skal ha nøkler"),
        ("- id: b", "- i: b", 10, "seksjoner[2].id", "«id» mangler"),
        ("{ord: 20}", "{or: 20}", 9, "seksjoner[1].minst.or", "ukjent nøkkel"),
        ("{id: c}", "{id: c, x: d}", 12, "navngitt.første.x", "ukjent nøkkel"),
        ("{id: c}", "c", 12, "navngitt.første", "skal ha nøkler"),
    ],
)
def test_a_mistake_is_told_at_its_place(tmp_path: Path, old: str, new: str, line: int, key: str, message: str) -> None:
    """File, line and the key's whole path are in the fault, and there is a remedy."""
    assert old in GOOD
    record = record_of(tmp_path, GOOD.replace(old, new))
    read(record)
    with pytest.raises(TemplateError) as caught:
        record.close()
    faults = [fault for fault in caught.value.faults if fault.key == key]
    assert faults, caught.value.faults
    assert faults[0].line == line
    assert message in faults[0].message
    assert faults[0].hint
    assert faults[0].path == str(tmp_path / "spec.yaml")


def test_the_callers_own_faults_come_with_the_others(tmp_path: Path) -> None:
    """What only the caller can see is told at a key's place, in the same run."""
    record = record_of(tmp_path, "a: 1\nb: 2\n")
    record.text("b")
    record.fault("odd", "b er feil", "Rett b.", "b")
    with pytest.raises(TemplateError) as caught:
        record.close()
    assert [(fault.line, fault.column, fault.key) for fault in caught.value.faults] == [(1, 1, "a"), (2, 1, "b")]
