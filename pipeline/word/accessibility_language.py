"""The language of the words: a screen reader's voice follows it (WCAG 2.1, 3.1.1 and 3.1.2).

Bokmål and nynorsk are both Norwegian. Foreign words that are marked as such are as they should be; Norwegian ones that
are, came from somewhere else with their marking, and are known by the small words that only Norwegian has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element

from pipeline.word.accessibility_page import Barrier, Page, Seen, first, without_tags
from pipeline.word.formatting import value
from pipeline.word.names import w

_NORWEGIAN = frozenset({"nb", "nn", "no"})
_RUN_STYLE = w("rStyle")
_LANGUAGE, _RPR = w("lang"), w("rPr")
_SMALL_WORDS = frozenset(
    {
        *("og", "ikke", "ikkje", "på", "å", "som", "skal", "til", "av", "jeg", "eg", "vi", "dere", "du", "det", "er"),
        *("har", "eller", "være", "vere", "kan", "vil", "fra", "hos", "etter", "også", "blir", "ved", "mot", "seg"),
    }
)
_TELLING = 2
_WORD = re.compile(r"[^\W\d_]+")


def language_barriers(page: Page) -> Iterator[Barrier]:
    """A document that is not marked as Norwegian, else the paragraphs with Norwegian words that are not."""
    letters: Counter[str] = Counter()
    astray: list[Barrier] = []
    said = _Languages(page)
    for one in page.paragraphs:
        foreign = Counter[str]()
        words: dict[str, str] = {}
        for properties, text in one.runs:
            language = said.of(properties, one.style)
            letters[language] += len(text)
            if language not in _NORWEGIAN and language:
                foreign[language] += len(text)
                words[language] = words.get(language, "") + text
        astray += [_astray(one, language) for language in foreign if _is_norwegian(without_tags(words[language]))]
    most = letters.most_common(1)[0][0] if letters.total() else "nb"
    if most not in _NORWEGIAN:
        yield Barrier("other-language" if most else "no-language", detail=most, part=page.main)
    else:
        yield from astray


def _astray(one: Seen, language: str) -> Barrier:
    return one.barrier("words-in-other-language", detail=language)


def _is_norwegian(words: str) -> bool:
    found = {word for word in _WORD.findall(words.casefold()) if word in _SMALL_WORDS}
    return len(found) >= _TELLING


class _Languages:
    """Which language words are marked with: the run, its style, the paragraph's style, then the defaults."""

    def __init__(self, page: Page) -> None:
        self._effective = page.effective
        self._default = _said(page.effective.default_run)
        self._by_style: dict[str, str | None] = {}

    def of(self, properties: _Element | None, style: str) -> str:
        """The first letters of the language of a run, such as «nb»; empty when nothing says."""
        said = None
        if properties is not None:
            said = _said(properties) or self._of_style(value(first(properties, _RUN_STYLE)) or "")
        return said or self._of_style(style) or self._default or ""

    def _of_style(self, style: str) -> str | None:
        if style not in self._by_style:
            told = [_said(each.find(_RPR)) for each in self._effective.chain(style)]
            self._by_style[style] = next((one for one in reversed(told) if one), None)
        return self._by_style[style]


def _said(properties: _Element | None) -> str | None:
    element = first(properties, _LANGUAGE)
    code = None if element is None else value(element)
    return code.partition("-")[0].casefold() if code and code != "x-none" else None
