"""Paragraphs of law cited in a template folder that lover.yaml does not have, and so nobody keeps fresh.

In: a Library. Out: faults by template; what stands in regler.yaml and felter.yaml belongs to none. A wrong number in a
contract or a posting is worse than none. Without a lover.yaml there is nothing to hold them against.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import DocumentUnreadable, Fault
from pipeline.fields import Vocabulary
from pipeline.library import FIELDS, RULES, Library
from pipeline.model import ContentRule, Rule, Template
from pipeline.requirements import LAWS, SECTION_NUMBER, Catalogue
from pipeline.word.reading import read_document
from pipeline.wording import in_paragraph

_CITED: Final = re.compile(
    rf"§§\s*({SECTION_NUMBER}(?:\s*(?:,|og|eller|til|–)\s*{SECTION_NUMBER})*)|§\s*({SECTION_NUMBER})"
)
_HYPHENS: Final = str.maketrans({"\u2010": "-", "\u2011": "-", "\u00a0": " ", "\u202f": " "})


def unknown_citations(library: Library) -> dict[str | None, tuple[Fault, ...]]:
    """The faults of each template by its name; those of the files that all share under None."""
    catalogue = library.catalogue
    found: dict[str | None, tuple[Fault, ...]] = {}
    for template in library.templates:
        found[template.name] = tuple(_in_template(template, catalogue))
    rules, fields = library.folder / RULES, library.folder / FIELDS
    in_rules = _in_rules((*library.rules, *library.content_rules), rules, catalogue)
    return {**found, None: (*in_rules, *_in_fields(library.vocabulary, fields, catalogue))}


def _in_template(template: Template, catalogue: Catalogue) -> Iterator[Fault]:
    """What the Word file and its spec cite."""
    try:
        paragraphs = read_document(template.content, template.path.name).paragraphs
    except DocumentUnreadable:
        paragraphs = ()  # that is told already
    for paragraph in paragraphs:
        for section in _unknown(catalogue, paragraph.text):
            yield _fault(section, template.path, quote=in_paragraph(paragraph.text))
    spec = template.path.with_suffix(".yaml")
    for one in template.sections:
        yield from _in_texts((one.heading, one.why, one.hint, one.source), spec, one.id, catalogue)
    yield from _in_rules(template.content_rules, spec, catalogue)


def _in_rules(rules: Iterable[Rule | ContentRule], path: Path, catalogue: Catalogue) -> Iterator[Fault]:
    for rule in rules:
        texts = (rule.message, rule.hint, rule.source)
        yield from _in_texts(texts, path, rule.id, catalogue, line=rule.line)


def _in_fields(vocabulary: Vocabulary, path: Path, catalogue: Catalogue) -> Iterator[Fault]:
    for one in vocabulary.fields.values():
        texts = (one.title, one.help, one.why, one.example, *one.choices.values())
        yield from _in_texts(texts, path, one.path, catalogue)


def _in_texts(
    texts: Iterable[str | None], path: Path, key: str, catalogue: Catalogue, *, line: int | None = None
) -> Iterator[Fault]:
    for section in _unknown(catalogue, "\n".join(text or "" for text in texts)):
        yield _fault(section, path, key=key, line=line)


def _unknown(catalogue: Catalogue, words: str) -> tuple[str, ...]:
    """The paragraphs of law that a text cites and lover.yaml does not have: «14-5» of «§§ 14-5 og 14-6»."""
    if not catalogue.laws:
        return ()
    known = {section for law in catalogue.laws.values() for section in law.sections}
    return tuple(dict.fromkeys(section for section in cited_sections(words) if section not in known))


def cited_sections(words: str) -> Iterator[str]:
    """The numbers after every «§» and «§§», ranges spelled out: «§§ 36–38» gives 36, 37 and 38.

    Hard spaces and hyphens count as plain ones. The letter of a paragraph belongs to it: «14-1 b», «2 A».
    """
    for several, one in _CITED.findall(words.translate(_HYPHENS)):
        cited = several or one
        numbers = re.findall(SECTION_NUMBER, cited)
        first, last = numbers[0], numbers[-1]
        if len(numbers) == 2 and "–" in cited and first.isdigit() and last.isdigit():
            numbers = [str(number) for number in range(int(first), int(last) + 1)]
        yield from numbers


def _fault(section: str, path: Path, *, key: str | None = None, line: int | None = None, quote: str = "") -> Fault:
    stop = "." if quote else ""
    hint = f"Rett nummeret, eller slå opp paragrafen og legg den til under riktig lov i {LAWS}."
    return Fault("unknown-law", f"§ {section} står ikke i {LAWS}{stop}{quote}", hint, str(path), line, key=key)
