"""Whatever is missing in a case, the real templates make their documents, and every gap is seen where it is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.case import load_case
from pipeline.fill import fill
from pipeline.library import Library, load_library
from pipeline.model import Case, Draft, Template
from pipeline.word.reading import read_document
from tests.command import DOCUMENTS

Where: TypeAlias = tuple[str | int, ...]
ROOT = Path(__file__).parent.parent
CASES = ("bydel-x", "uteseksjonen-2021", "unn-2022")


@cache
def real() -> Library:
    """The six templates."""
    return load_library(ROOT / "templates")


@cache
def written(name: str) -> Any:
    """A case that comes with the tool, as it is written; what is null there is left out."""
    return _known(yaml.load((ROOT / "cases" / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))


def _known(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _known(inner) for key, inner in node.items() if inner not in ("null", [])}
    return [_known(inner) for inner in node] if isinstance(node, list) else node


def places(node: Any, path: Where = ()) -> Iterator[Where]:
    """Where in a case something is written, groups and items included."""
    if path:
        yield path
    for key, inner in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from places(inner, (*path, key))


def dotted(path: Where) -> str:
    """The path as gaps and spans have it."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def put(node: Any, path: Where, value: str | None) -> None:
    """Write `value` at a place, or take out what is there when it is None."""
    for step in path[:-1]:
        node = node[step]
    if value is None:
        del node[path[-1]]
    else:
        node[path[-1]] = value


@pytest.fixture(scope="module")
def case_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Any], Case]:
    """Give a function that reads a case of what is written."""
    file = tmp_path_factory.mktemp("saker") / "sak.yaml"

    def made(content: Any) -> Case:
        file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return load_case(file, real().vocabulary)

    return made


def placeholders(template: Template, case: Case) -> set[str]:
    """The paths whose placeholders a document shows; each of them is really there."""
    draft = fill(template, case)
    assert isinstance(draft, Draft), draft
    reading = read_document(draft.content, template.name)
    words = {(paragraph.part, paragraph.number): paragraph.text for paragraph in reading.paragraphs}
    found = [span for span in draft.fields if span.placeholder]
    titles = {gap.path: gap.shown for gap in case.gaps}
    assert all(words[one.part, one.paragraph][one.start : one.end] == titles[one.path] for one in found)
    return {span.path for span in found}


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", CASES)
def test_the_gaps_of_a_case_are_seen(name: str, document: str) -> None:
    """Each gap shows its placeholder in every document that `brukes_i` names, and in no other."""
    case = load_case(ROOT / "cases" / f"{name}.yaml", real().vocabulary)
    wanted = {gap.path for gap in case.gaps if document in gap.field.used_in}
    assert placeholders(real().by_name[document], case) == wanted


FIELDS = {re.sub(r"\[\d+\]", "[]", dotted(path)): path for path in places(written("bydel-x"))}


@pytest.mark.parametrize("where", FIELDS)
def test_whatever_is_undecided_is_seen(case_of: Callable[[Any], Case], where: str) -> None:
    """Any value, item, list or group of bydel-x may be `uavklart`, and the documents that use it show that it is."""
    content = deepcopy(written("bydel-x"))
    put(content, FIELDS[where], "uavklart")
    case = case_of(content)
    assert case.gaps
    for name in sorted({name for gap in case.gaps for name in gap.field.used_in}):
        wanted = {gap.path for gap in case.gaps if name in gap.field.used_in}
        unseen = wanted - placeholders(real().by_name[name], case)
        assert unseen == set(), name


@settings(max_examples=40, deadline=None)
@given(name=st.sampled_from(CASES), choose=st.data())
def test_any_case_makes_all_the_documents(case_of: Callable[[Any], Case], name: str, choose: st.DataObject) -> None:
    """With anything left out, undecided or chosen otherwise, every document is made and can be opened."""
    content = deepcopy(written(name))
    for _ in range(choose.draw(st.integers(0, 12))):
        left = [path for path in places(content) if path[0] != "sak"]
        if not left:
            break
        path = choose.draw(st.sampled_from(left))
        field = real().vocabulary.field_of(dotted(path))
        assert field is not None
        choices = [None, "uavklart"]
        if not isinstance(path[-1], int):  # a choice that stands twice in a list is refused
            choices += [*field.choices, *(["ja", "nei"] if field.kind == "ja_nei" else [])]
        put(content, path, choose.draw(st.sampled_from(choices)))
    case = case_of(content)
    for template in real().templates:
        assert isinstance(made := fill(template, case), Draft), made
