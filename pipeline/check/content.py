"""Content rules over one document: what its text should say and does not, and what it says and should not.

What counts is the text as people edited it, sentence by sentence, wherever it stands: in tables, lists, text boxes. A
rule is silent where its sections are missing or empty, and what should stand where a gap's placeholder stands is not
assessed: both are somebody's finding already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.check.rules import broken
from pipeline.check.statements import Statements
from pipeline.expressions import Facts, MeetsGap, WrongValue
from pipeline.language.negation import Unwanted, stands
from pipeline.language.phrases import plain
from pipeline.model import ContentRule, Finding, Template, TextPlace
from pipeline.word.reading import Reading
from pipeline.wording import joined, quoted, sentence_quote

_MOST_NAMED = 5
_LONGEST_VALUE = 80
_ENDS = " .,:;!?…"


def check_content(
    template: Template,
    shared: Iterable[ContentRule],
    reading: Reading,
    facts: Facts | None,
    known: Iterable[str],
) -> tuple[list[Finding], list[ContentRule]]:
    """The findings on one document, and the rules that nobody can assess yet.

    Args:
        template: the document's template with its own rules.
        shared: the rules of regler.yaml; some of them are for other documents.
        reading: the document, as delivered.
        facts: the case; None leaves the rules that ask about it unassessed.
        known: placeholders that a gap in the case accounts for.

    Raises:
        TemplateError: a rule asks the case for something that it cannot give.
    """
    statements, gaps = Statements(template, reading), tuple(known)
    findings: list[Finding] = []
    unassessed: list[ContentRule] = []
    mine = (rule for rule in shared if not rule.documents or template.name in rule.documents)
    for rule in (*template.content_rules, *mine):
        try:
            findings += _assess(rule, template.name, statements, facts, gaps)
        except MeetsGap:
            unassessed.append(rule)
        except WrongValue as error:
            raise broken(rule, error) from error
    return findings, unassessed


def _needs_case(rule: ContentRule) -> bool:
    """Whether nobody can assess the rule without knowing the case."""
    return bool(rule.when or rule.values) or "{{" in f"{rule.message}{rule.hint}"


def _assess(
    rule: ContentRule, document: str, statements: Statements, facts: Facts | None, gaps: tuple[str, ...]
) -> Iterator[Finding]:
    """What one rule finds. Raises MeetsGap when nobody can tell, and WrongValue."""
    if facts is None and _needs_case(rule):
        raise MeetsGap
    scope = statements.scope(rule.sections, rule.except_sections)
    if scope is None or (facts is not None and rule.when is not None and not facts.holds(rule.when)):
        return
    if rule.unwanted:
        places = _said(rule, document, statements, scope)
        if places:
            yield _finding(rule, document, places, facts)
        return
    read = scope - statements.promises(rule.sections)
    lacking = _wrong_length(rule, statements, read) if rule.length else _lacking(rule, statements, read, facts)
    if lacking is None or statements.is_empty(scope):
        return
    if statements.shows(gaps, scope):
        raise MeetsGap
    headings = statements.headings(rule.sections) or (None,)
    yield _finding(rule, document, [TextPlace(document, heading) for heading in headings], facts, lacking)


def _said(rule: ContentRule, document: str, statements: Statements, scope: frozenset[int]) -> list[TextPlace]:
    """The sentences that say what they should not, each once."""
    unwanted = Unwanted(rule.unwanted, rule.together_with, rule.fine_with, rule.even_denied)
    demanding = (statements.scope(rule.demanding, ()) if rule.demanding else None) or frozenset()
    places = [
        TextPlace(document, statements.section_of(one.at), None if rule.private else sentence_quote(one.written))
        for one in statements.near(rule.unwanted, scope)
        if (one.line.asks or not rule.questions_only)
        and stands(unwanted, one.line, demanding=one.at in demanding and not one.heading)
    ]
    return list(dict.fromkeys(places))


def _lacking(rule: ContentRule, statements: Statements, scope: frozenset[int], facts: Facts | None) -> str | None:
    """What to say after the message when something is not there; None when all is."""
    if rule.values is not None and facts is not None:
        text = f" {statements.text(scope)} "
        missing = [one for one in dict.fromkeys(facts.texts(rule.values)) if not _has(text, one)]
        return _named(missing) if missing else None
    there = 0
    for phrase in rule.wanted:
        there += statements.has(phrase, scope)
        if there >= rule.least:
            return None
    return ""


def _wrong_length(rule: ContentRule, statements: Statements, scope: frozenset[int]) -> str | None:
    """How many words there are when they are too few or too many; None when the length is fine."""
    least, most = rule.length or (None, None)
    words = statements.word_count(scope)
    fine = (least is None or words >= least) and (most is None or words <= most)
    return None if fine else f" Antall ord: {words}."


def _has(text: str, value: str) -> bool:
    """Whether plain text has the words of a value, as whole words; how it begins and ends may have been adjusted."""
    words = plain(value).rstrip(_ENDS)
    start = text.find(words)
    while start >= 0:
        around = text[start - 1 : start] + text[start + len(words) : start + len(words) + 1]
        if not any(char.isalnum() for char in around):
            return True
        start = text.find(words, start + 1)
    return False


def _named(missing: list[str]) -> str:
    named = [quoted(one, _LONGEST_VALUE) for one in missing[:_MOST_NAMED]]
    more = len(missing) - len(named)
    return f" Mangler: {joined([*named, f'{more} til'] if more else named)}."


def _finding(
    rule: ContentRule, document: str, places: list[TextPlace], facts: Facts | None, lacking: str = ""
) -> Finding:
    message, hint = rule.message, rule.hint
    if facts is not None:
        message, hint = facts.text(message), facts.text(hint) if hint else None
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        message=message + lacking,
        hint=hint,
        source=rule.source,
        section=places[0].section,
        document=document,
        places=tuple(places),
        quotes=bool(rule.unwanted) and not rule.private,
    )
