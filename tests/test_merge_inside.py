"""Words that somebody writes inside what we suggest are theirs, however they got there."""

from __future__ import annotations

import pytest

from tests.edits.document import Word, find, run, xml
from tests.edits.subjects import sentence, word_file
from tests.merge_oracle import reject
from tests.test_merge_nasty import FIRST, SECOND
from tests.three_way import body, paragraphs, refused, three_way, tracked


@pytest.mark.parametrize("tracking", [True, False], ids=["tracked", "untracked"])
def test_somebody_wrote_on_in_a_paragraph_that_we_suggest(*, tracking: bool) -> None:
    """Rejecting ours would join their words to the next paragraph, so the newer draft waits beside the file."""
    first = three_way(body(sentence(1), SECOND), body(sentence(1), SECOND), body(sentence(1), FIRST, SECOND))
    word = Word(first.content)
    ours = find(word.body, ".//w:ins[@w:author='make-docs'][w:r/w:t]")[0]
    ours.addnext(xml(tracked("ins", " mitt2")) if tracking else run(" mitt2"))
    edited = word.save()
    newer = word_file(body(sentence(1), FIRST.replace("ni", "nytt2"), SECOND))
    assert "forslag" in refused(first.sides.theirs, edited, newer, previous=first.sides.base)
    assert "mitt2" in " ".join(paragraphs(reject(edited)))
