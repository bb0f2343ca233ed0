"""What the tests of content rules share: the real documents, generated once, and edits made on what is read of them.

A rule reads a document through its Reading, so an edit is made there: a sentence typed into a section, words exchanged
or taken out, a section renamed, emptied or gone. That Word's own edits are read like this is tested elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from pipeline.case import load_case
from pipeline.check import check_documents
from pipeline.check.content import check_content
from pipeline.check.sections import check_sections
from pipeline.check.statements import Statements
from pipeline.expressions import Facts
from pipeline.fill import fill
from pipeline.language.phrases import any_of, plain
from pipeline.library import Library, load_library
from pipeline.model import Case, ContentRule, Draft, Finding
from pipeline.word.reading import Paragraph, Reading, read_document

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 22)

Changes: TypeAlias = tuple[tuple[str, str], ...]
"""Words in bydel-x's case file, and what stands there instead."""

Edit: TypeAlias = Callable[[Reading, str], Reading]
"""What somebody does to the section below a heading."""


@cache
def library() -> Library:
    """The templates and rules that are shipped."""
    return load_library(ROOT / "templates")


@cache
def case(changes: Changes = (), name: str = "bydel-x") -> Case:
    """An example case, with some of its words exchanged; they must be there."""
    text = (ROOT / "cases" / f"{name}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return load_case(path, library().vocabulary)


@cache
def generated(document: str, changes: Changes = (), name: str = "bydel-x") -> Reading:
    """A document as it is generated for a case."""
    draft = fill(library().by_name[document], case(changes, name))
    assert isinstance(draft, Draft), draft
    return read_document(draft.content, f"{document}.docx")


def findings(document: str, reading: Reading, changes: Changes = (), name: str = "bydel-x") -> tuple[Finding, ...]:
    """What is said of one document by itself: its sections, its content, its language and its look."""
    read = case(changes, name)
    facts = Facts(read.values, read.name, TODAY)
    return check_documents({document: reading}, library(), facts, [gap.shown for gap in read.gaps]).findings


def added(document: str, reading: Reading, changes: Changes = ()) -> list[Finding]:
    """What an edit brought on sections and content: the findings that the document as generated did not have.

    How the language reads is measured over the whole document, tells other numbers after each edit and is left out.
    """
    before = Counter(_told(finding) for finding in as_generated(document, changes))
    new = []
    for finding in _on_sections_and_content(document, reading, changes):
        before[_told(finding)] -= 1
        if before[_told(finding)] < 0:
            new.append(finding)
    return new


@cache
def as_generated(document: str, changes: Changes = (), name: str = "bydel-x") -> tuple[Finding, ...]:
    """The findings on sections and content of a document that nobody has edited."""
    return _on_sections_and_content(document, generated(document, changes, name), changes, name)


def _on_sections_and_content(
    document: str, reading: Reading, changes: Changes, name: str = "bydel-x"
) -> tuple[Finding, ...]:
    read, template = case(changes, name), library().by_name[document]
    facts, gaps = Facts(read.values, read.name, TODAY), [gap.shown for gap in read.gaps]
    on_content, _ = check_content(template, library().content_rules, reading, facts, gaps)
    return (*check_sections(template, reading, facts, gaps), *on_content)


def _told(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.severity, finding.message


def rule_of(document: str, id_: str, start: str) -> ContentRule:
    """The one content rule of a document with this id whose message begins so."""
    rules = [
        rule
        for rule in (*library().by_name[document].content_rules, *library().content_rules)
        if rule.id == id_ and rule.message.startswith(start)
    ]
    assert len(rules) == 1, (document, id_, start, rules)
    return rules[0]


# --- edits ----------------------------------------------------------------------------------------------------------


def typed(reading: Reading, heading: str, *lines: str, item: bool = False) -> Reading:
    """The document after somebody wrote lines (or list items) right below a heading."""
    at = _heading(reading, heading)
    new = tuple(Paragraph(line, list_item=item, part=reading.main) for line in lines)
    return _with(reading, (*reading.paragraphs[: at + 1], *new, *reading.paragraphs[at + 1 :]))


def exchanged(reading: Reading, *words: str, by: str = "", below: str | None = None) -> Reading:
    """The document with words exchanged (or taken out) everywhere in the body, or below one heading."""
    start, end = (0, len(reading.body)) if below is None else _span(reading, below)
    paragraphs = list(reading.paragraphs)
    for word in words:
        assert any(word in one.text for one in paragraphs[start:end]), word
        for at in range(start, end):
            paragraphs[at] = replace(paragraphs[at], text=paragraphs[at].text.replace(word, by))
    return _with(reading, tuple(paragraphs))


def without(reading: Reading, *words: str, below: str | None = None) -> Reading:
    """The document without the paragraphs (lines, list items, table cells) that hold one of these words."""
    start, end = (0, len(reading.body)) if below is None else _span(reading, below)
    for word in words:
        assert any(word in one.text for one in reading.paragraphs[start:end]), word
    kept = [
        one
        for at, one in enumerate(reading.paragraphs)
        if not (start <= at < end and not one.level and any(word in one.text for word in words))
    ]
    return _with(reading, tuple(kept))


def emptied(reading: Reading, heading: str) -> Reading:
    """The document after all below a heading was deleted."""
    start, end = _span(reading, heading)
    return _with(reading, reading.paragraphs[:start] + reading.paragraphs[end:])


def gone(reading: Reading, heading: str) -> Reading:
    """The document after a section was deleted, heading and all."""
    start, end = _span(reading, heading)
    return _with(reading, reading.paragraphs[: start - 1] + reading.paragraphs[end:])


def without_what_it_wants(document: str, rule: ContentRule, reading: Reading, changes: Changes = ()) -> Reading:
    """The document after somebody took out all that a rule looks for, where it looks; of values, the first one."""
    scope = Statements(library().by_name[document], reading).scope(rule.sections, rule.except_sections) or frozenset()
    phrases = rule.wanted
    if rule.values:
        read = case(changes)
        phrases = Facts(read.values, read.name, TODAY).texts(rule.values)[:1]
    paragraphs = list(reading.paragraphs)
    for at in scope:
        text = paragraphs[at].text
        while not paragraphs[at].level and any_of(phrases).search(plain(text)):
            text = any_of(phrases).sub("så", plain(text))
        paragraphs[at] = replace(paragraphs[at], text=text)
    return _with(reading, tuple(paragraphs))


def _span(reading: Reading, heading: str) -> tuple[int, int]:
    """What stands below a heading: from the paragraph after it to the next heading of its level or above."""
    at = _heading(reading, heading)
    level = reading.body[at].level or 0
    for end in range(at + 1, len(reading.body)):
        if 0 < (reading.body[end].level or 0) <= level:
            return at + 1, end
    return at + 1, len(reading.body)


def _heading(reading: Reading, heading: str) -> int:
    places = [at for at, one in enumerate(reading.body) if one.level and one.text == heading]
    assert len(places) == 1, (heading, places)
    return places[0]


def _with(reading: Reading, paragraphs: tuple[Paragraph, ...]) -> Reading:
    return Reading(paragraphs, reading.tracked_changes, reading.comments, reading.main)


# --- what rules do not want -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Unwanted:
    """Sentences (or items) that somebody typed right below a heading: those that a rule finds, and fine ones."""

    document: str
    rule: str
    start: str
    heading: str
    bad: tuple[str, ...]
    good: tuple[str, ...] = ()
    changes: Changes = ()
    item: bool = False

    def edit(self, sentence: str) -> Reading:
        return typed(generated(self.document, self.changes), self.heading, sentence, item=self.item)

    def assert_told(self, sentence: str) -> None:
        """Once, by the one rule that is about it; the sentence is quoted, unless it may be somebody's."""
        rule = rule_of(self.document, self.rule, self.start)
        (finding,) = added(self.document, self.edit(sentence), self.changes)
        assert (finding.rule, finding.severity, finding.source) == (rule.id, rule.severity, rule.source)
        assert finding.message.startswith(rule.message)
        assert [place.text for place in finding.places] == [None if rule.private else sentence]

    def assert_fine(self, sentence: str) -> None:
        """It brings no finding at all."""
        assert added(self.document, self.edit(sentence), self.changes) == []
