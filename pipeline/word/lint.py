"""Would Word call this document unreadable? Parts in, one line for each fault out; none when Word opens it.

The rules are those that Word enforces by refusing or «repairing» a document, among them the ones that the Open XML SDK
validator does not know (a cell without a paragraph, a row without cells). What Word accepts in silence is not here.
Each line is ``rule-id: what is wrong``. The rules within a part are in ``lint_rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import cast

from lxml.etree import XPath, _Element

from pipeline.errors import DocumentUnreadable
from pipeline.word import opc
from pipeline.word.lint_rules import RULES, undeclared_prefixes
from pipeline.word.names import (
    CONTENT_TYPES_PART,
    DOCUMENT_TYPE,
    REL_COMMENTS,
    REL_CORE,
    REL_ENDNOTES,
    REL_FOOTNOTES,
    ROOT_RELS_PART,
    R,
    w,
)
from pipeline.word.parse import parse
from pipeline.word.source import sources

_STORY_TYPES = tuple(
    f".wordprocessingml.{kind}+xml"
    for kind in ("document.main", "header", "footer", "footnotes", "endnotes", "comments")
)
_RELATION_IDS = XPath("//@r:*[. != '']", namespaces={"r": R})
_ID = w("id")
_REFERRED = (
    (REL_COMMENTS, w("commentReference"), w("comment"), "comment-missing", "en merknad"),
    (REL_FOOTNOTES, w("footnoteReference"), w("footnote"), "footnote-missing", "en fotnote"),
    (REL_ENDNOTES, w("endnoteReference"), w("endnote"), "endnote-missing", "en sluttnote"),
)
_DATES = tuple(f"{{http://purl.org/dc/terms/}}{name}" for name in ("created", "modified"))
_W3C_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")


def lint(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The faults that would make Word refuse or repair the package; empty when it is sound."""
    if CONTENT_TYPES_PART not in parts or ROOT_RELS_PART not in parts:
        return ("package-incomplete: Pakken mangler innholdstypene eller pekeren til dokumentet.",)
    try:
        faults = [*_package(parts), *_relations(parts), *_properties(parts)]
        stories = dict(_story_roots(parts, faults))
        for part, root in stories.items():
            faults += _story(parts, part, root)
        faults += _references(parts, stories)
    except DocumentUnreadable as error:
        return tuple(f"{fault.code}: {fault.message}" for fault in error.faults)
    return tuple(dict.fromkeys(faults))


# --- the package ----------------------------------------------------------------------------------------------------


def _package(parts: Mapping[str, bytes]) -> Iterator[str]:
    types = opc.content_types(parts)
    known: set[str] = set()
    for part in parts:
        if part.casefold() in known:
            yield f"part-twice: Delen «{part}» er der to ganger."
        known.add(part.casefold())
        if part != CONTENT_TYPES_PART and types.of(part) is None:
            yield f"part-without-type: Delen «{part}» har ingen innholdstype."
    main = opc.main_part(parts)
    if types.of(main) != DOCUMENT_TYPE:
        yield f"wrong-type: «{main}» er ikke meldt som et Word-dokument uten makroer."


def _relations(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Every arrow between parts has a name of its own and something to point at."""
    for part in sources(parts):
        arrows = opc.relationships(parts, part)
        if len({arrow.id for arrow in arrows}) != len(arrows):
            yield f"relation-twice: To pekere fra «{part or 'pakken'}» har samme navn."
        for arrow in arrows:
            if not arrow.external and arrow.target not in parts:
                yield f"target-missing: «{part or 'pakken'}» peker på «{arrow.target}», som ikke er der."


def _properties(parts: Mapping[str, bytes]) -> Iterator[str]:
    """There is one part with core properties (ECMA-376 part 2 § 11.1), and its dates are dates."""
    cores = [arrow.target for arrow in opc.relationships(parts) if arrow.type == REL_CORE and arrow.target in parts]
    if len(cores) > 1:
        yield "core-twice: Pakken har to deler med dokumentegenskaper."
    for part in cores:
        for date in parse(parts[part], part).iter(*_DATES):
            if not _W3C_DATE.fullmatch((date.text or "").strip()):
                yield f"core-date: Dokumentegenskapene har en ugyldig dato: «{date.text or ''}»."


# --- the parts ------------------------------------------------------------------------------------------------------


def _story_roots(parts: Mapping[str, bytes], faults: list[str]) -> Iterator[tuple[str, _Element]]:
    """The parts with text, parsed; what is wrong with other XML parts goes to `faults`."""
    types = opc.content_types(parts)
    for part, content in parts.items():
        kind = types.of(part) or ""
        if not kind.endswith("xml") or not part.casefold().endswith((".xml", ".rels")):
            continue  # what lies in an embedded document is Word's to read
        if kind.endswith(_STORY_TYPES):
            yield part, parse(content, part)
        else:
            faults += _fixed(part, content)


@lru_cache(maxsize=64)
def _fixed(part: str, content: bytes) -> tuple[str, ...]:
    """The faults of a part without text; most of these are the same bytes in every document of a template."""
    return tuple(_within(part, parse(content, part)))


def _within(part: str, root: _Element) -> Iterator[str]:
    for prefix in undeclared_prefixes(root):
        yield f"prefix-undeclared: «{part}» viser til navnerommet «{prefix}», som ikke er erklært."
    for rule in RULES.get(root.tag, ()):
        if rule.breaks(root):
            yield f"{rule.id}: {rule.message} (i «{part}»)."


def _story(parts: Mapping[str, bytes], part: str, root: _Element) -> Iterator[str]:
    yield from _within(part, root)
    used = set(map(str, cast("list[str]", _RELATION_IDS(root))))
    known = {arrow.id for arrow in opc.relationships(parts, part)}
    for missing in sorted(used - known):
        yield f"relation-missing: «{part}» bruker pekeren «{missing}», som ikke er der."


def _references(parts: Mapping[str, bytes], stories: Mapping[str, _Element]) -> Iterator[str]:
    """Every comment and note that the document refers to is there, once."""
    main = opc.main_part(parts)
    body = stories.get(main)
    if body is None or body.tag != w("document"):
        yield f"no-document: «{main}» inneholder ikke et Word-dokument."
        return
    for relation, reference, target, rule, what in _REFERRED:
        used = {each.get(_ID) for each in body.iter(reference)}
        there = [
            each.get(_ID)
            for part in opc.related(parts, main, relation)
            if part in stories
            for each in stories[part].iter(target)
        ]
        if not used <= set(there):
            yield f"{rule}: Dokumentet viser til {what} som ikke er der."
        if len(set(there)) != len(there):
            yield f"{rule.removesuffix('-missing')}-twice: Nummeret på {what} er brukt to ganger."
