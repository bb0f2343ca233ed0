"""The tags that stand in a template's text: finding them, and all that are broken, at once.

A tag is what stands between ``{{ }}``, ``{% %}`` or ``{# #}``. The letters p, tr, tc and r right after the opening are
docxtpl's and say what vanishes with the tag (paragraph, row, cell, run); to the expression they mean nothing. Word puts
«» or “” where somebody types straight quotes, so inside a tag they all count as straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from jinja2 import TemplateSyntaxError

from pipeline.expressions.environment import environment

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PARTS = re.compile(r"^(\{[{%])-?(?:(?:p|tr|tc|r)(?=\s))?\s*(.*?)\s*-?([%}]\})$", re.DOTALL)
_QUOTES = str.maketrans({**dict.fromkeys("«»“”„", '"'), **dict.fromkeys("‘’‚", "'"), "\N{NO-BREAK SPACE}": " "})
_BLOCKS = {"if": "endif", "for": "endfor"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its expression or statement, and the text of the paragraph that it stands in."""

    kind: Literal["output", "block"]
    body: str
    paragraph: str

    @property
    def word(self) -> str:
        return self.body.split(maxsplit=1)[0] if self.body else ""

    @property
    def source(self) -> str:
        return f"{{{{ {self.body} }}}}" if self.kind == "output" else f"{{% {self.body} %}}"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a template's or a rule's expressions, with the paragraph that it is about."""

    code: str
    message: str
    hint: str | None = None
    quote: str | None = None
    warning: bool = False


def straight(tag: str) -> str:
    """The tag with straight quotes and ordinary spaces."""
    return tag.translate(_QUOTES)


def find_tags(paragraphs: Iterable[str]) -> tuple[tuple[Tag, ...], tuple[Remark, ...]]:
    """The tags in order, comments left out, and a remark for every one that is broken or left open."""
    tags: list[Tag] = []
    remarks: list[Remark] = []
    for paragraph in paragraphs:
        if "{" not in paragraph and "}" not in paragraph:
            continue
        for found in TAG.findall(paragraph):
            parts = _PARTS.match(straight(found))
            if parts:
                tags.append(Tag("output" if parts[1] == "{{" else "block", parts[2], paragraph))
        stray = _STRAY.search(TAG.sub("", paragraph))
        if stray:
            remarks.append(
                Remark(
                    "tag-open",
                    f"taggen med «{stray[0]}» er ikke hel",
                    "En tagg skal begynne og slutte i samme avsnitt: {{ … }} eller {% … %}.",
                    paragraph,
                )
            )
    broken = [remark for tag in tags if (remark := _broken(tag)) is not None]
    return tuple(tags), (*remarks, *broken, *_unbalanced(tags))


def _broken(tag: Tag) -> Remark | None:
    if tag.kind == "block" and tag.word in ("else", "endif", "endfor"):
        return None
    if tag.kind == "block" and tag.word not in ("if", "elif", "for", "set"):
        hint = "Malene kan bruke if, elif, else, endif, for, endfor og set."
        return Remark("tag-unknown", f"«{tag.word}» er ikke en tagg som malene kan bruke", hint, tag.paragraph)
    whole = tag.source
    if tag.kind == "block" and tag.word != "set":
        opening = whole.replace("elif", "if", 1) if tag.word == "elif" else whole
        whole = f"{opening}{{% {_BLOCKS['for' if tag.word == 'for' else 'if']} %}}"
    try:
        environment(documents=True).parse(whole)
    except TemplateSyntaxError as error:
        hint = "Se etter et anførselstegn, en parentes eller et filternavn som mangler eller er skrevet feil."
        return Remark("tag-broken", f"taggen kan ikke leses ({error.message})", hint, tag.paragraph)
    return None


def _unbalanced(tags: Sequence[Tag]) -> list[Remark]:
    remarks: list[Remark] = []
    opened: list[Tag] = []
    for tag in tags:
        if tag.kind == "output":
            continue
        if tag.word in _BLOCKS:
            opened.append(tag)
        elif tag.word in ("elif", "else") and not (opened and opened[-1].word == "if"):
            remarks.append(Remark("tag-alone", f"{tag.word} står uten if foran", None, tag.paragraph))
        elif tag.word in _BLOCKS.values():
            if opened and _BLOCKS[opened[-1].word] == tag.word:
                opened.pop()
            else:
                expected = f"her ventet vi {_BLOCKS[opened[-1].word]}" if opened else "ingenting er åpnet foran"
                remarks.append(Remark("tag-alone", f"{tag.word} passer ikke: {expected}", None, tag.paragraph))
                return remarks
    remarks += [
        Remark("tag-unclosed", f"{tag.word} blir aldri lukket", f"Sett inn {_BLOCKS[tag.word]}.", tag.paragraph)
        for tag in opened
    ]
    return remarks
