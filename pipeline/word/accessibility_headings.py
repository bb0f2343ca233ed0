"""Headings and the title: what a screen reader's list of headings is made of (WCAG 2.1, 1.3.1, 2.4.2 and 2.4.6).

The document's title is its only heading of level 1. The style named Title gives a screen reader no heading at all, and
neither does a paragraph that is merely bold.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.word.accessibility_page import Barrier, Page, Seen, without_tags
from pipeline.word.formatting import value
from pipeline.word.names import CORE_PART, REL_CORE, w
from pipeline.word.opc import relationships
from pipeline.word.parse import parse
from pipeline.word.reading import normal

_TITLES = frozenset({"title", "tittel"})
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MOST_WORDS, _MOST_LETTERS = 10, 80
_ENDS_A_SENTENCE = (".", "!", "?", ",", ";", "…")
_BULLETS = tuple("☐☒-–—•·*")


def heading_barriers(page: Page) -> Iterator[Barrier]:
    """Title and headings that are missing, too many or out of step."""
    headings = [one for one in page.body if one.read.level and one.words]
    titles = [one for one in headings if _is_title(one)]
    main = [one for one in headings if one.read.level == 1 and one not in titles]
    for title in titles:
        yield title.barrier("title-style")
    if not main and not titles and any(one.words for one in page.body):
        yield Barrier("no-main-heading", part=page.main)
    for one in [each for each in main if not each.condition][1:]:
        yield one.barrier("several-main-headings")
    yield from _jumps(headings, begins=bool(main or titles))
    yield from (one.barrier("empty-heading", detail=str(one.read.level)) for one in page.body if _is_empty_heading(one))
    yield from _bold(page)
    yield from _document_title(page, main)


def _is_title(one: Seen) -> bool:
    outlined = None if one.properties is None else value(one.properties.find(w("outlineLvl")))
    return one.read.style.partition(",")[0].casefold() in _TITLES and outlined is None


def _is_empty_heading(one: Seen) -> bool:
    return bool(one.read.level) and not one.words and not len(list(one.element.iter(w("drawing"), w("pict"))))


def _jumps(headings: list[Seen], *, begins: bool) -> Iterator[Barrier]:
    before = 0 if begins else 1
    for one in headings:
        level = one.read.level or 0
        if level > before + 1:
            yield one.barrier("heading-jump", detail=f"{before}-{level}" if before else f"0-{level}")
        before = level


def _bold(page: Page) -> Iterator[Barrier]:
    """Short paragraphs of only bold text with other text below: headings to the eye, and to nobody else."""
    for one, following in pairwise(page.body):
        if (
            _may_play_heading(one)
            and following.words
            and following.read.table is None
            and not following.read.level
            and _is_bold(page, one)
            and not _is_bold(page, following)
        ):
            yield one.barrier("bold-heading")


def _may_play_heading(one: Seen) -> bool:
    words = without_tags(one.words)
    return (
        not one.read.level
        and not one.read.list_item
        and one.read.table is None
        and 0 < len(one.words.split()) <= _MOST_WORDS
        and len(words) <= _MOST_LETTERS
        and any(letter.isalpha() for letter in words)
        and not one.words.endswith(_ENDS_A_SENTENCE)
        and not one.words.startswith(_BULLETS)
        and "\t" not in one.words
        and "\n" not in one.words
    )


def _is_bold(page: Page, one: Seen) -> bool:
    looks = [dict(_pairs(page.effective.run(properties, one.style))) for properties, _ in one.runs]
    return bool(looks) and all(look.get("b") for look in looks)


def _pairs(trait: object) -> list[tuple[str, object]]:
    return [(str(pair[0]), pair[1]) for pair in trait] if isinstance(trait, tuple) else []


def _document_title(page: Page, main: list[Seen]) -> Iterator[Barrier]:
    """The title in the file's properties, which is what a screen reader says first and what a PDF is called."""
    title = document_title(page)
    if not title:
        yield Barrier("no-title", part=page.main)
    elif len(main) == 1 and not page.template and normal(title) != normal(main[0].words):
        yield main[0].barrier("other-title", detail=title)


def document_title(page: Page) -> str:
    """``dc:title`` (ECMA-376 part 2 § 11); empty when there is none."""
    targets = [arrow.target for arrow in relationships(page.parts) if arrow.type == REL_CORE] or [CORE_PART]
    core = page.parts.get(targets[0])
    root = None if core is None else parse(core, targets[0])
    return "" if root is None else " ".join((root.findtext(_TITLE) or "").split())
