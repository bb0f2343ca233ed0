"""What holds of every merge, tried with generated edits on both sides: the invariants of the merge, numbered 1 to 15.

Here they are tried on small documents and the real ones, for some seconds; ``python -m tests.long_run`` tries
thousands. The eleventh and the twelfth need LibreOffice (test_merge_office), the tenth the validator
(test_merge_corpus), and the fifteenth, what a crash leaves behind, is about files (test_crash).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import reject as reject_example
from hypothesis import strategies as st

from pipeline.keeping import History
from pipeline.merge import merge as spine
from pipeline.merging import Merged, Refused
from tests.edits import marker_words
from tests.edits.steps import OWNER, PERSON, Step, Steps, any_steps, by_owner, by_person
from tests.edits.subjects import SMALL, real
from tests.merge_oracle import TODAY, Sides, accept, draft, faults, merge, reject, words

# The same examples every time: what is new is looked for in the long run, not in a change of something else.
some = settings(deadline=None, max_examples=40, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
few = settings(some, max_examples=15)
subjects = st.sampled_from(list(SMALL))
persons, owners = any_steps(PERSON), any_steps(OWNER)
PATH = Path("output/bydel-x/brev.docx")


def merged(
    base: bytes, ours: bytes, theirs: bytes, previous: bytes | None = None, suggested: frozenset[str] = frozenset()
) -> Merged:
    """Merge; a refusal for the file's own sake is not what these tests are about."""
    result = merge(base, ours, theirs, previous, suggested)
    if isinstance(result, Refused) and not result.bug:
        reject_example()
    assert isinstance(result, Merged), result
    return result


def outcome_of(result: Merged, ours: bytes) -> bytes:
    """The file after the merge."""
    return ours if result.content is None else result.content


@settings(some, max_examples=120)
@given(name=subjects, person=persons, owner=owners)
def test_nothing_is_lost_and_all_that_is_new_is_there(name: str, person: Steps, owner: Steps) -> None:
    """3, 4, 5, 8 and 9: rejecting gives the person's file, accepting has everybody's words, and the file is sound."""
    base = SMALL[name]
    sides = Sides(base, by_person(base, person), by_owner(base, owner))
    assert faults(sides, merged(sides.base, sides.ours, sides.theirs)) == []


@settings(some, max_examples=20)
@given(name=st.sampled_from(sorted(real())), person=any_steps(PERSON, 6), owner=any_steps(OWNER, 6))
def test_nothing_is_lost_in_the_real_documents(name: str, person: Steps, owner: Steps) -> None:
    """The same of the documents that our own templates make."""
    base = real()[name].content
    sides = Sides(base, by_person(base, person), by_owner(base, owner))
    assert faults(sides, merged(sides.base, sides.ours, sides.theirs)) == []


@few
@given(name=subjects, owner=owners)
def test_a_document_that_nobody_edited_becomes_the_new_one(name: str, owner: Steps) -> None:
    """1: the fresh document takes its place, byte for byte; and merging says the same when all is accepted (7)."""
    base, theirs = SMALL[name], by_owner(SMALL[name], owner)
    history = History(PATH, base, base, hashlib.sha256(base).hexdigest())
    made = spine(draft(theirs), history, TODAY)
    assert made.content is not None
    assert made.content in (theirs, base)
    assert words(made.content) == words(theirs)
    result = outcome_of(merged(base, base, theirs), base)
    assert sorted(words(accept(result))) == sorted(words(theirs))  # what the template only moved stays where it was
    assert words(reject(result)) == words(base)


@few
@given(name=subjects, person=persons)
def test_without_news_the_file_is_not_touched(name: str, person: Steps) -> None:
    """2 and 7: a template that gives the same as before gives nothing to write, whatever the person did."""
    base, ours = SMALL[name], by_person(SMALL[name], person)
    history = History(PATH, ours, base, hashlib.sha256(base).hexdigest())
    assert spine(draft(base), history, TODAY).write == ()
    assert merged(base, ours, base).content is None


@few
@given(name=subjects, owner=owners)
def test_what_both_did_alike_is_done(name: str, owner: Steps) -> None:
    """7: when the person's file says what the template says now, there is nothing to bring."""
    base, same = SMALL[name], by_owner(SMALL[name], owner)
    result = merged(base, same, same)
    assert words(outcome_of(result, same)) == words(same)
    assert result.conflicts == 0


@few
@given(name=subjects, person=persons, owner=owners)
def test_the_same_draft_again_brings_nothing(name: str, person: Steps, owner: Steps) -> None:
    """6 and 13: a second run writes nothing, pending or accepted, and the same merge gives the same bytes."""
    base = SMALL[name]
    ours, theirs = by_person(base, person), by_owner(base, owner)
    first = merged(base, ours, theirs)
    assert merge(base, ours, theirs) == first
    content = outcome_of(first, ours)
    second = merged(theirs, content, theirs, base, first.suggested)
    assert outcome_of(second, content) == content
    later = outcome_of(merged(theirs, accept(content), theirs), accept(content))
    assert words(later) == words(accept(content))


@few
@given(name=subjects, person=persons, owner=owners, later=any_steps(OWNER, 2))
def test_a_newer_draft_takes_the_place_of_what_is_pending(name: str, person: Steps, owner: Steps, later: Steps) -> None:
    """14: suggestions never stack; what awaits the person is the same as if the first draft had not been."""
    base = SMALL[name]
    ours, first = by_person(base, person), by_owner(base, owner)
    second = by_owner(first, later, "nyere")
    offered = merged(base, ours, first)
    pending = outcome_of(offered, ours)
    superseded = outcome_of(merged(first, pending, second, base, offered.suggested), pending)
    direct = outcome_of(merged(base, ours, second), ours)
    assert words(reject(superseded)) == words(ours)
    assert words(accept(superseded)) == words(accept(direct))
    assert sorted(marker_words.comments(superseded, own=True)) == sorted(marker_words.comments(direct, own=True))


@pytest.mark.parametrize(
    "name",
    ["comment on a paragraph", "tick a box", "highlight words", "make words bold", "insert words, tracked",
     "delete words, tracked", "set a bookmark", "add a footnote", "edit a header", "add an image", "add a text box"],
)  # fmt: skip
def test_whatever_a_person_does_counts_as_an_edit(name: str) -> None:
    """A comment, a tick, a highlight, a tracked change or any other edit alone keeps the file from being replaced."""
    base = SMALL["a form"]
    ours, theirs = by_person(base, (Step(name, 1),)), by_owner(base, (Step("change a word", 4),))
    history = History(PATH, ours, base, hashlib.sha256(base).hexdigest())
    outcome = spine(draft(theirs), history, TODAY)
    assert outcome.action == "merged"
    assert outcome.content is not None
    assert faults(Sides(base, ours, theirs), merged(base, ours, theirs)) == []


def test_a_saved_file_with_nothing_changed_is_replaced() -> None:
    """1: an editor's noise is no edit: the fresh document takes the place of the file."""
    base = SMALL["a letter"]
    ours = by_person(base, tuple(Step("save in another editor", place, place) for place in range(4)))
    theirs = by_owner(base, (Step("change a word", 4),))
    assert ours != base
    outcome = spine(draft(theirs), History(PATH, ours, base, hashlib.sha256(base).hexdigest()), TODAY)
    assert (outcome.action, outcome.content) == ("replaced", theirs)
