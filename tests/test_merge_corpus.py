"""Merges of documents that Word itself made, with edits on both sides: no word is lost, and nothing becomes unsound."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from pipeline.merging import Merged, Refused
from tests.edits.steps import OWNER, PERSON, by_owner, by_person, random_steps
from tests.edits.subjects import SMALL, made_by_word, real
from tests.merge_oracle import Sides, faults, merge
from tests.rendering import validate

# Edits that need what only our own documents have in a known form.
KNOWN = {"make a paragraph a list item", "replace an image", "edit a footnote", "delete a footnote", "add a footnote"}


def edited(path: Path) -> Sides | None:
    """The document with edits on both sides; None for what is not read, or is very large."""
    content = made_by_word(path.parent.parent).get(path.name)
    if content is None:
        return None
    chance = random.Random(path.name)
    person = random_steps(chance, [each for each in PERSON if each not in KNOWN], 4)
    owner = random_steps(chance, [each for each in OWNER if each not in KNOWN], 4)
    return Sides(content, by_person(content, person), by_owner(content, owner))


def test_documents_made_by_word_are_merged_without_loss(corpus: Path) -> None:
    """Every document is merged with all invariants intact, or refused with a reason that is not our own fault."""
    outcomes: Counter[str] = Counter()
    broken: dict[str, list[str]] = {}
    for path in sorted((corpus / "word").iterdir()):
        sides = edited(path)
        if sides is None:
            continue
        merged = merge(sides.base, sides.ours, sides.theirs)
        if isinstance(merged, Refused):
            outcomes["refused"] += 1
            if merged.bug:
                broken[path.name] = [merged.reason]
            continue
        outcomes["merged"] += 1
        if found := faults(sides, merged):
            broken[path.name] = found
    assert broken == {}
    assert outcomes["merged"] > 5 * outcomes["refused"], outcomes


def test_merged_documents_are_valid(validator: Path, corpus: Path, tmp_path: Path) -> None:
    """10: the Open XML SDK finds nothing in a merged document that was not in one of the three it came from."""
    known: dict[str, Sides] = {}
    merged: dict[str, bytes] = {}
    for name, sides in _tried(corpus):
        result = merge(sides.base, sides.ours, sides.theirs)
        if isinstance(result, Merged) and result.content is not None:
            known[name], merged[name] = sides, result.content
    assert len(merged) >= 12
    files: dict[tuple[str, str], Path] = {}
    for name, sides in known.items():
        for side, content in (("ours", sides.ours), ("theirs", sides.theirs), ("merged", merged[name])):
            files[name, side] = tmp_path / f"{len(files)}.docx"
            files[name, side].write_bytes(content)
    verdicts = validate(validator, files.values())
    new = {}
    for name in merged:
        ours, theirs, after = (
            {each.rpartition(" (")[0] for each in verdicts[files[name, side]]} for side in ("ours", "theirs", "merged")
        )
        if after - ours - theirs:
            new[name] = sorted(after - ours - theirs)
    assert new == {}


def _tried(corpus: Path) -> list[tuple[str, Sides]]:
    """Some of Word's documents, the small ones, and our own."""
    tried = []
    for path in sorted((corpus / "word").iterdir())[::20]:
        sides = edited(path)
        if sides is not None:
            tried.append((path.name, sides))
    ours = {**SMALL, "bydel-x/opplaeringsplan": real()["bydel-x/opplaeringsplan"].content}
    for name, base in ours.items():
        for seed in range(3):
            chance = random.Random(f"{name}{seed}")
            person, owner = random_steps(chance, PERSON), random_steps(chance, OWNER)
            tried.append((f"{name} {seed}", Sides(base, by_person(base, person), by_owner(base, owner))))
    return tried
