"""How long a merge takes, as ratios within one run: the machine's own speed does not count."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pipeline.case import load_case
from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.merging import Merged
from pipeline.model import Draft
from tests.command import ROOT
from tests.edits.steps import Step, by_owner, by_person
from tests.edits.subjects import heading, sentence, word_file
from tests.merge_oracle import merge
from tests.word_xml import paragraph

EDITS = tuple(Step(name, place, 2) for place, name in enumerate(("change a word", "add a paragraph", "edit a cell")))


def best(action: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds: what other processes took does not count."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        action()
        taken.append(time.process_time() - began)
    return min(taken)


def long_document(paragraphs: int) -> bytes:
    """A document with a heading for every tenth paragraph."""
    blocks = (
        heading(f"Del {number}", number) if number % 10 == 0 else paragraph(sentence(number))
        for number in range(paragraphs)
    )
    return word_file("".join(blocks))


def merging(base: bytes) -> Callable[[], object]:
    """A merge of edits all over a document."""
    steps = [Step("change a word", place, 1) for place in range(0, 400, 9)]
    ours, theirs = by_person(base, steps), by_owner(base, [Step("add a word", each.place + 4, 1) for each in steps])
    return lambda: _merged(base, ours, theirs)


def _merged(base: bytes, ours: bytes, theirs: bytes) -> None:
    assert isinstance(merge(base, ours, theirs), Merged)


def test_time_grows_with_the_length_of_the_document() -> None:
    """Four times as many paragraphs take at most six times as long."""
    short, long = best(merging(long_document(500)), 2), best(merging(long_document(2000)), 1)
    assert long / short <= 6


def test_merging_costs_some_times_what_filling_does(tmp_path: Path) -> None:
    """A five-page document is merged in at most forty times the time that it takes to fill it."""
    library = load_library(ROOT / "templates")
    case = load_case(ROOT / "cases" / "bydel-x.yaml", library.vocabulary)
    (template,) = (each for each in library.templates if each.name == "opplaeringsplan")
    draft = fill(template, case)
    assert isinstance(draft, Draft)
    base = draft.content
    ours, theirs = by_person(base, EDITS), by_owner(base, EDITS)
    filling = best(lambda: fill(template, case), 5)
    assert best(lambda: _merged(base, ours, theirs)) / filling <= 40
