"""The schema for editors is in step with the vocabulary, and takes whatever the loader takes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from pipeline.errors import CaseError
from pipeline.fields import Vocabulary, load_fields
from pipeline.model import Field
from pipeline.schema import case_schema, schema_text
from tests.vocabulary import case_of, vocabulary_of

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"


class Editor(yaml.SafeLoader):
    """Reads YAML as an editor does: by the core schema of YAML 1.2."""


Editor.yaml_implicit_resolvers = {}


def _resolve(tag: str, pattern: str, first: str) -> None:
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


_resolve("null", "~|null|Null|NULL|", "~nN\0")
_resolve("bool", "true|True|TRUE|false|False|FALSE", "tTfF")
_resolve("int", "[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789")
_resolve(
    "float",
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    "-+.0123456789",
)
Editor.yaml_implicit_resolvers.setdefault("", []).extend(Editor.yaml_implicit_resolvers.pop("\0", []))
Editor.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value, 0) if node.value[:2] in {"0o", "0x"} else int(node.value)
)


def seen_by_editor(text: str) -> Any:
    """Return what an editor makes of a YAML text."""
    return yaml.load(text, Loader=Editor)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """Give the small vocabulary."""
    return vocabulary_of(tmp_path_factory.mktemp("felter"))


def test_the_editor_of_these_tests_reads_yaml_1_2() -> None:
    """Leading zeros, `no` and dates are what YAML 1.2 makes of them."""
    assert seen_by_editor("a: 0150\nb: no\nc: true\nd:\ne: 2027-01-26\nf: 1.10\ng: ja\n") == {
        "a": 150,
        "b": "no",
        "c": True,
        "d": None,
        "e": "2027-01-26",
        "f": 1.1,
        "g": "ja",
    }


def test_the_schema_in_the_repository_is_in_step(request: pytest.FixtureRequest) -> None:
    """templates/sak.schema.json is what felter.yaml says; `pytest --update-goldens` writes it anew."""
    file = TEMPLATES / "sak.schema.json"
    text = schema_text(load_fields(TEMPLATES / "felter.yaml"))
    if request.config.getoption("--update-goldens"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", sorted((ROOT / "cases").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_cases_of_the_repository_are_valid(path: Path) -> None:
    """An editor marks nothing in the cases that we ship."""
    schema = case_schema(load_fields(TEMPLATES / "felter.yaml"))
    Draft202012Validator.check_schema(schema)
    assert not list(Draft202012Validator(schema).iter_errors(seen_by_editor(path.read_text(encoding="utf-8"))))


def test_the_schema_says_what_a_reader_needs(small: Vocabulary) -> None:
    """Titles, help, what is required and when, examples and the choices are there; nothing is `required`."""
    schema: Any = case_schema(small)
    stilling = schema["properties"]["stilling"]["properties"]
    assert stilling["tittel"]["title"] == "Stillingstittel"
    assert stilling["tittel"]["description"] == "Tittelen søkeren ser. Må fylles ut."
    assert stilling["tittel"]["examples"] == ["Erfaringskonsulent"]
    assert stilling["deltid_begrunnelse"]["description"] == "Bør fylles ut når «prosent» er under 100."
    assert stilling["ansettelsesform"]["anyOf"][0]["enum"] == ["fast", "midlertidig", "uavklart", None]
    assert '"required"' not in json.dumps(schema)
    assert list(schema["properties"]) == list(small.root.members)


def placed(field: Field, written: str) -> str:
    """Return a case with one value, written as it is in the place of `field`."""
    line = ""
    steps = [step for step in re.split(r"\.|(?=\[)", field.path) if step]
    indent = 0
    for number, step in enumerate(steps):
        last = number == len(steps) - 1
        if step == "[]":
            line += f"{' ' * indent}-{f' {written}' if last else ''}\n"
        else:
            line += f"{' ' * indent}{step}:{f' {written}' if last else ''}\n"
        indent += 2
    return line


WRITTEN = r"""
~ | null | Null | "" | ' ' | "\u00a0" | "\u200b" | uavklart | Uavklart | ' UAVKLART ' | [] | [~] | [uavklart] | {}
[[]] | [{}] | ja | JA | nei | ' ja ' | true | no | 'true' | 0 | 1 | 12 | 007 | '12' | 12,0 | 12.0 | 37,5 | 37.5
'1 234,50' | "1\u00a0234" | -3 | 0x1F | 1e3 | .nan | 150 | 2027-01-26 | '2027-1-6' | 26.01.2027 | 26.1.2027
26. januar 2027 | ' 1. Mai 2027 ' | "26.\u00a01.\u00a02027" | 26. sept. 2027 | 0150 | 9016 | '0150' | ' 0150 '
prove-1 | fast | ' fast ' | operativt | [operativt, 'strategisk'] | [~, ' operativt '] | Erfaringskonsulent
Fast | Fast stilling | [Strategisk] | Helseforetak | Kommunalt foretak | en annen lov | Et krav | ' Bydel '
Erfaringskompetanse, gjerne sammen med fagutdanning | [Operativt, strategisk] | helse- og omsorgstjenesteloven
'a: b' | NO | 08:00 | rus | psykisk helse | [rus, psykisk helse] | [a, 1, true] | kari@example.no
https://example.no | 00 00 00 00 | '+47 00 00 00 00' | bydel | krav | ikke_krav | nærmeste_leder
"""
WAYS = ["", *(written for line in WRITTEN.strip().splitlines() for written in line.split(" | "))]


@pytest.mark.parametrize("which", ["small", "real"])
def test_the_schema_takes_what_the_loader_takes(which: str, small: Vocabulary, tmp_path: Path) -> None:
    """For each kind of field and each way to write a value: if the loader takes it, an editor marks nothing."""
    vocabulary = small if which == "small" else load_fields(TEMPLATES / "felter.yaml")
    validator = Draft202012Validator(case_schema(vocabulary))
    kinds = {
        (
            field.kind,
            tuple(field.choices),
            field.minimum,
            field.over,
            field.maximum,
            field.pattern,
            field.path.count("[]"),
        ): field
        for field in vocabulary.fields.values()
        if field.path
    }
    taken = 0
    for field in kinds.values():
        for written in WAYS:
            text = placed(field, written)
            try:
                case_of(tmp_path, text, vocabulary)
            except CaseError:
                continue
            taken += 1
            assert not list(validator.iter_errors(seen_by_editor(text))), text
    assert taken > 10 * len(kinds)


@pytest.mark.parametrize(
    "text",
    [
        "stiling: {}",
        "stilling: {prosnt: 50}",
        "stilling: {prosent: 150}",
        "stilling: {prosent: 0}",
        "stilling: {prosent: halv}",
        "stilling: {antall: 1.5}",
        "stilling: {ansettelsesform: fats}",
        "stilling: {brukernært: true}",
        "stilling: {oppstart: i vår}",
        "stilling: {fora: teammøte}",
        "stilling: {tittel: [x]}",
        "stilling: tittel",
        "stilling: {oppgaver: {tekst: x}}",
        "virksomhet: {postnummer: '150'}",
        "[stilling]",
    ],
)
def test_an_editor_marks_the_common_slips(small: Vocabulary, text: str) -> None:
    """The schema is not so wide that it says nothing."""
    assert list(Draft202012Validator(case_schema(small)).iter_errors(seen_by_editor(text)))


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_the_loader_takes_is_valid(
    small: Vocabulary, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Random texts, numbers and dates in random fields: what loads is valid."""
    field = data.draw(st.sampled_from([field for field in small.fields.values() if field.path]))
    value = data.draw(
        st.text(max_size=12)
        | st.integers().map(str)
        | st.decimals(allow_nan=False, places=2).map(str)
        | st.dates().map(str)
        | st.from_regex(r"[-−]?[0-9]{1,3}([  ][0-9]{3}){0,2}([.,][0-9]{1,2})?", fullmatch=True)
        | st.from_regex(r"[0-9]{1,2}\. ?(?:[0-9]{1,2}\. ?|mars |Okt\. )[0-9]{4}", fullmatch=True)
        | st.sampled_from(["ja", "Nei", "fast", "strategisk", "uavklart", "UavKlart", " "]),
    )
    written = data.draw(
        st.sampled_from([value, json.dumps(value, ensure_ascii=False), f"[{json.dumps(value, ensure_ascii=False)}]"])
    )
    text = placed(field, written)
    try:
        case_of(tmp_path_factory.getbasetemp(), text.encode("utf-8", "replace").decode("utf-8"), small)
    except CaseError:
        return
    validator = Draft202012Validator(case_schema(small))
    assert not list(validator.iter_errors(seen_by_editor(text))), text
