"""`make-docs new` gives an empty case that explains every field, loads as it is, and holds nobody else's names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pipeline.case import load_case
from pipeline.fields import Vocabulary, load_fields
from pipeline.newcase import empty_case
from pipeline.schema import case_schema
from pipeline.values import Gap, Group, Items, walk
from tests.test_schema import seen_by_editor
from tests.vocabulary import case_of, vocabulary_of

TEMPLATES = Path(__file__).parent.parent / "templates"
SCHEMA = "../templates/sak.schema.json"


@pytest.fixture(params=["small", "real"])
def vocabulary(request: pytest.FixtureRequest, tmp_path: Path) -> Vocabulary:
    """Give the small vocabulary, and the real one."""
    return vocabulary_of(tmp_path) if request.param == "small" else load_fields(TEMPLATES / "felter.yaml")


def without_comments(text: str) -> list[str]:
    """Return the lines of a case that are not comments."""
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def test_an_empty_case_loads_with_nothing_but_gaps(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Nobody has decided anything yet, and that is no fault."""
    case = case_of(tmp_path, empty_case(vocabulary, SCHEMA), vocabulary)
    assert not [value for value in walk(case.values) if isinstance(value, str | int) and not isinstance(value, Gap)]
    assert set(case.gaps)
    assert case.digest == case_of(tmp_path, "{}", vocabulary).digest


def test_every_field_is_there_in_order_and_explained(vocabulary: Vocabulary) -> None:
    """Each key stands in its group, under its title and its help."""
    text = empty_case(vocabulary, None)
    keys = re.findall(r"^ *(?:# +(?:- )?)?([a-zæøå0-9_]+):(?= |$)", text, re.MULTILINE)
    flat = " ".join(line.strip().removeprefix("#").strip() for line in text.splitlines())
    for field in vocabulary.fields.values():
        if field.key:
            assert field.key in keys
        if field.key and field.kind != "gruppe":
            assert field.title[1:] in flat
        assert " ".join(field.help.split()) in flat
        assert all(choice in flat for choice in field.choices)
    assert [line[:-1] for line in without_comments(text) if not line.startswith(" ")] == list(vocabulary.root.members)


def test_no_value_is_filled_in(vocabulary: Vocabulary) -> None:
    """Every line that is no comment is a key with nothing after it."""
    assert all(re.fullmatch(r" *[a-zæøå0-9_]+:", line) for line in without_comments(empty_case(vocabulary, SCHEMA)))


def test_what_is_required_is_marked(tmp_path: Path) -> None:
    """«Må», «bør» and the condition stand beside the title."""
    text = empty_case(vocabulary_of(tmp_path), None)
    assert "# Stillingstittel – må fylles ut\n" in text
    assert "# Datoen saken sist ble endret – bør fylles ut\n" in text
    assert "# Begrunnelse for deltid – bør fylles ut når «prosent» er under 100\n" in text
    assert "# Stillingsprosent\n" in text
    assert "# ----- Kontaktperson for søkerne – må fylles ut ---" in text


def test_closed_questions_show_their_answers(tmp_path: Path) -> None:
    """A choice shows its keys, and a yes or no says so."""
    text = empty_case(vocabulary_of(tmp_path), None)
    assert "# Velg fast eller midlertidig.\n  ansettelsesform:" in text
    assert "# Svar ja eller nei.\n  brukernært:" in text
    assert "# Velg blant operativt og strategisk.\n  nivå:\n    # - operativt\n" in text


def uncommented(text: str) -> str:
    """Return a case with «# » taken away before the example items, which come right after their list's key."""
    lines: list[str] = []
    in_example = False
    for line in text.splitlines():
        after_key = bool(lines) and re.fullmatch(r" *[a-zæøå0-9_]+:", lines[-1]) is not None
        begins = after_key and line.lstrip().startswith("# - ")
        in_example = begins or (in_example and line.lstrip().startswith(("# - ", "#   ")))
        lines.append(re.sub(r"^( *)# ", r"\1", line) if in_example else line)
    return "\n".join(lines)


def test_the_examples_of_lists_load_when_uncommented(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """Who takes away «# » before the example items has a case that loads, with those items."""
    text = empty_case(vocabulary, None)
    if "# - …" in text:  # a list without an example
        text = text.replace("# - …", "# - operativt")
    case = case_of(tmp_path, uncommented(text), vocabulary)
    contacts = case.values["kontaktpersoner_utlysning"]
    assert isinstance(contacts, Items)
    assert isinstance(contacts[0], Group)
    assert contacts[0]["navn"] == "Kari Eksempel"


def test_the_first_line_leads_the_editor_to_the_schema(vocabulary: Vocabulary) -> None:
    """With a schema the editor can complete keys; an empty case is valid by it."""
    text = empty_case(vocabulary, SCHEMA)
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={SCHEMA}"
    assert "$schema" not in empty_case(vocabulary, None)
    assert not list(Draft202012Validator(case_schema(vocabulary)).iter_errors(seen_by_editor(text)))


def test_lines_are_short_enough_to_read(vocabulary: Vocabulary) -> None:
    """Explanations wrap, so that they can be read in any editor; only an example may be longer."""
    for line in empty_case(vocabulary, SCHEMA).splitlines():
        assert len(line) <= 120 or "# Eksempel:" in line or "# - " in line or line.lstrip().startswith("#   "), line


def test_tabs_and_odd_spaces_are_not_in_it(vocabulary: Vocabulary, tmp_path: Path) -> None:
    """The file is a model to copy from, and loads from Windows as well."""
    text = empty_case(vocabulary, SCHEMA)
    assert "\t" not in text
    assert "\u00a0" not in text
    path = tmp_path / "ny.yaml"
    path.write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert load_case(path, vocabulary).gaps
