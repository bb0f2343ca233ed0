"""The oracle of the merge sees every kind of damage; without that, a run without faults would say nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.merging import Merged
from tests.edits.document import Word, find, w
from tests.edits.steps import Step, by_owner, by_person
from tests.edits.subjects import SMALL
from tests.merge_oracle import Sides, faults, merge

_PERSON = ("change a word", "comment on a paragraph", "insert words, tracked", "set a bookmark", "add a footnote")
_OWNER = ("add a paragraph", "add a row", "change a word", "add a footnote")


def _sides() -> Sides:
    base = SMALL["everything"]
    person = [Step(name, 3 * place + 1, 1) for place, name in enumerate(_PERSON)]
    owner = [Step(name, 2 * place + 6, 1) for place, name in enumerate(_OWNER)]
    return Sides(base, by_person(base, person), by_owner(base, owner))


SIDES = _sides()


def take(path: str, part: str = "word/document.xml") -> Callable[[Word], None]:
    """Take the first element that `path` finds away."""

    def damage(word: Word) -> None:
        found = find(word.tree(part), path)[0]
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return damage


def say(path: str, old: str, new: str) -> Callable[[Word], None]:
    """Let the first words that `path` finds be others."""

    def damage(word: Word) -> None:
        found = find(word.tree("word/document.xml"), path)[0]
        assert old in (found.text or "")
        found.text = (found.text or "").replace(old, new)

    return damage


def sign(word: Word) -> None:
    """Let somebody else's revision be ours."""
    find(word.body, "//w:ins[@w:author='Kari Eksempel']")[0].set(w("author"), "make-docs")


def unmark(word: Word) -> None:
    """Let our suggestion be a fact."""
    ours = find(word.body, "//w:p/w:ins[@w:author='make-docs'][w:r]")[0]
    for child in list(ours):
        ours.addprevious(child)
    parent = ours.getparent()
    assert parent is not None
    parent.remove(ours)


def paint(word: Word) -> None:
    """Let the person's picture be another."""
    word.parts["word/media/bilde.png"] += b"."


def embolden(word: Word) -> None:
    """Let words that nobody touched be bold."""
    first = find(word.body, "w:p/w:r[w:t]")[0]
    first.insert(0, first.makeelement(w("rPr"), {}))
    first[0].append(first.makeelement(w("b"), {}))


DAMAGES: dict[str, tuple[Callable[[Word], None], str]] = {
    "a word of the person's is lost": (say("//w:t[contains(.,'mitt0x')]", "mitt0x", "noe"), "3 "),
    "a paragraph is lost": (take("w:body/w:p[contains(., 'grunn3')]"), "3 "),
    "a word that nobody changed is another": (say("//w:t[contains(.,'grunn15')]", "punkt", "pynt"), "3 "),
    "two paragraphs change places": (
        lambda word: word.body.insert(2, find(word.body, "w:p[contains(., 'grunn11')]")[0]),
        "3 ",
    ),
    "words that nobody touched are bold": (embolden, "3 "),
    "a suggestion is a fact": (unmark, "3 "),
    "a picture is another": (paint, "3 "),
    "a bookmark is lost": (take("//w:bookmarkStart[starts-with(@w:name, 'merke_')]"), "3 "),
    "a note of the person's is lost": (take("//w:footnote[contains(., 'mitt4x')]", "word/footnotes.xml"), "3 "),
    "what the template added is lost": (say("//w:t[contains(.,'nytt0x')]", "nytt0x", "noe"), "4 "),
    "somebody's revision is ours": (sign, "8 "),
    "somebody's comment is lost": (take("//w:comment[contains(., 'mitt1x')]", "word/comments.xml"), "8 "),
    "a reference points nowhere": (take("//w:footnote[contains(., 'nytt3x')]", "word/footnotes.xml"), "9 "),
    "a bookmark is there twice": (
        lambda word: find(word.body, "//w:bookmarkStart")[1].set(w("name"), "_seksjon_del1"),
        "9 ",
    ),
}


def test_the_merge_itself_is_sound() -> None:
    """Nothing is damaged to begin with."""
    merged = merge(SIDES.base, SIDES.ours, SIDES.theirs)
    assert isinstance(merged, Merged)
    assert faults(SIDES, merged) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_every_damage_is_seen(name: str) -> None:
    """The damage is named by the invariant that it breaks."""
    merged = merge(SIDES.base, SIDES.ours, SIDES.theirs)
    assert isinstance(merged, Merged)
    assert merged.content is not None
    damage, invariant = DAMAGES[name]
    word = Word(merged.content)
    damage(word)
    assert any(each.startswith(invariant) for each in faults(SIDES, replace(merged, content=word.save())))
