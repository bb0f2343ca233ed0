"""Merges and a real editor: what LibreOffice saved merges as before, and its accept and reject agree with ours."""

from __future__ import annotations

import random

import pytest

from pipeline.merging import Merged
from pipeline.word.package import read_package, write_package
from pipeline.word.revisions import resolved
from tests.edits import marker_words
from tests.edits.steps import OWNER, PERSON, Steps, by_owner, by_person, random_steps
from tests.edits.subjects import SMALL, real
from tests.merge_oracle import Sides, accept, merge, words
from tests.office import Editor

# What LibreOffice rewrites by itself: sections get headers of their own, text boxes in the older form move, and what
# styles say is written out in every paragraph, so that a change of looks alone is not offered any more.
OTHERWISE = {"add a text box", "break the section", "edit a header", "edit a footer", "add an image"}
OTHERWISE |= {"restyle a paragraph", "make words bold"}
PLAIN = [name for name in PERSON if name not in OTHERWISE]
TEMPLATE = [name for name in OWNER if name not in OTHERWISE]
REAL = ("bydel-x/stillingsbeskrivelse", "bydel-x/opplaeringsplan")


def sides(seed: int) -> tuple[str, Steps, Steps, Sides]:
    """Two edited documents of a seed, and what was done to them."""
    chance = random.Random(seed)
    name = chance.choice([*SMALL, *REAL])
    base = SMALL[name] if name in SMALL else real()[name].content
    person, owner = random_steps(chance, PLAIN, 4), random_steps(chance, TEMPLATE, 4)
    return name, person, owner, Sides(base, by_person(base, person), by_owner(base, owner))


def everything(content: bytes, *, yes: bool) -> bytes:
    """The file after accepting or rejecting all, whoever it is by."""
    return write_package(resolved(read_package(content, ""), accept=yes))


def seen(content: bytes) -> list[str]:
    """The paragraphs of the body and the notes that say something, spaces made alike.

    A check box alone is left out: LibreOffice keeps the one in a row that it deletes, and the empty row with it.
    """
    told = [" ".join(text.split()) for part, text in words(content) if "header" not in part and "footer" not in part]
    return [each for each in told if each not in {"", "☐", "☒"}]


@pytest.mark.parametrize("seed", range(6))
def test_a_file_that_libreoffice_saved_merges_as_before(editor: Editor, seed: int) -> None:
    """11: the same suggestions, the same conflicts and the same words, though nearly every element is another."""
    name, person, owner, three = sides(seed)
    merged = merge(three.base, three.ours, three.theirs)
    saved = editor.resave(three.ours)
    again = merge(three.base, saved, three.theirs)
    assert isinstance(merged, Merged), merged
    assert isinstance(again, Merged), again
    story = (name, person, owner)
    assert (again.suggestions, again.conflicts) == (merged.suggestions, merged.conflicts), story
    one, other = (accept(each.content or three.ours) for each in (merged, again))
    assert marker_words.accepted(other) == marker_words.accepted(one), story
    assert seen(other) == seen(one), story


@pytest.mark.parametrize("seed", range(6))
def test_libreoffice_accepts_and_rejects_as_we_do(editor: Editor, seed: int) -> None:
    """12: its «Accept all» and «Reject all» give the words that ours give; empty paragraphs at a table do not count."""
    name, person, owner, three = sides(100 + seed)
    merged = merge(three.base, three.ours, three.theirs)
    assert isinstance(merged, Merged), merged
    content = merged.content or three.ours
    assert seen(editor.accept_all(content)) == seen(everything(content, yes=True)), (name, person, owner)
    assert seen(editor.reject_all(content)) == seen(everything(content, yes=False)), (name, person, owner)
