"""The edits that the merge is tried with: each changes something, and leaves a document that Word would open."""

from __future__ import annotations

import random

import pytest

from pipeline.word.lint import lint
from pipeline.word.package import read_package
from tests.edits.document import Word
from tests.edits.steps import OWNER, PERSON, Step, by_owner, by_person, random_steps
from tests.edits.subjects import SMALL, real


@pytest.mark.parametrize("name", PERSON)
def test_each_edit_changes_a_document_that_has_what_it_needs(name: str) -> None:
    """An edit that changed nothing anywhere would prove nothing."""
    steps = (Step(name, 0, 1),)
    changed = [each for each, content in SMALL.items() if by_person(content, steps) != Word(content).save()]
    assert changed


def test_edited_documents_are_sound() -> None:
    """Any list of edits, by a person or by a template's owner, leaves a document that the lint has nothing on."""
    subjects = {**SMALL, **{name: draft.content for name, draft in real().items()}}
    chance = random.Random(3)
    for _ in range(60):
        name = chance.choice(list(subjects))
        for edit, vocabulary in ((by_person, PERSON), (by_owner, OWNER)):
            steps = random_steps(chance, vocabulary)
            assert lint(read_package(edit(subjects[name], steps), name)) == (), steps


def test_the_same_steps_give_the_same_document() -> None:
    """A failing example can be told as a seed or as a list of names, and be made again."""
    steps = (Step("add a row", 2, 1), Step("comment on a paragraph", 5), Step("split a paragraph", 1, 3))
    assert by_person(SMALL["a form"], steps) == by_person(SMALL["a form"], steps)
