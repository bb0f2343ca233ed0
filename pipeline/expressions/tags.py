"""The tags that stand in a template's text: finding them, and all that are broken, at once.

A tag is what stands between ``{{ }}``, ``{% %}`` or ``{# #}``. The letters p and tr right after ``{%`` are docxtpl's
and say what vanishes with the tag (paragraph, row); to the expression they mean nothing. Word puts «» or “” where
somebody types straight quotes, so inside a tag they all count as straight.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, repeat
from typing import Literal

from jinja2 import TemplateSyntaxError

from pipeline.expressions.environment import environment
from pipeline.expressions.syntax import bounded, syntax_fault, syntax_hint
from pipeline.word.source import Spot
from pipeline.wording import did_you_mean

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PARTS = re.compile(r"^(\{[{%])(-?)(?:(p|tr|tc|r)(?=\s))?\s*(.*?)\s*(-?)([%}]\})$", re.DOTALL)
_LETTERED_COMMENT = re.compile(r"\{#(p|tr|tc)\s")
_QUOTES = str.maketrans({**dict.fromkeys("«»“”„", '"'), **dict.fromkeys("‘’‚", "'"), "\N{NO-BREAK SPACE}": " "})
_BLOCKS = {"if": "endif", "for": "endfor"}
_BARE = ("else", "endif", "endfor")
_MOST_OPEN = 15  # Python has room for 20 loops inside each other
_WORDS = ("if", "elif", "for", "set", *_BARE)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its expression or statement, and the text of the paragraph that it stands in.

    `place` counts the paragraphs, `prefix` is docxtpl's letter, and `alone` means that nothing else is there. `spot`
    says where in the document the paragraph stands, where that is known.
    """

    kind: Literal["output", "block"]
    body: str
    paragraph: str
    place: int = 0
    prefix: str = ""
    alone: bool = True
    dashed: bool = False
    spot: Spot | None = None

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


def find_tags(
    paragraphs: Iterable[str], spots: Iterable[Spot | None] = ()
) -> tuple[tuple[Tag, ...], tuple[Remark, ...]]:
    """The tags in order, comments left out, and a remark for every one that is broken or left open.

    With `spots`, where each paragraph stands, also for those that cannot stand there.
    """
    tags: list[Tag] = []
    remarks: list[Remark] = []
    for place, (paragraph, spot) in enumerate(zip(paragraphs, chain(spots, repeat(None)), strict=False)):
        if "{" not in paragraph and "}" not in paragraph:
            continue
        for found in TAG.findall(paragraph):
            parts = _PARTS.match(straight(found))
            if parts:
                opening, dash, prefix, body, closing_dash, _ = parts.groups()
                tags.append(
                    Tag(
                        "output" if opening == "{{" else "block",
                        body,
                        paragraph,
                        place,
                        prefix or "",
                        alone=found == paragraph.strip(),
                        dashed=bool(dash or closing_dash),
                        spot=spot,
                    )
                )
            elif comment := _LETTERED_COMMENT.match(found):
                remarks += _beside_comment(comment[1], found, paragraph, spot)
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
    broken = [remark for tag in tags for remark in (*_misplaced(tag), *_broken(tag))]
    return tuple(tags), (*remarks, *broken, *_unbalanced(tags))


def _beside_comment(letters: str, comment: str, paragraph: str, spot: Spot | None) -> Iterator[Remark]:
    """A comment with docxtpl's letters takes its paragraph, row or cell with it."""
    around = spot.row if spot and letters != "p" else paragraph
    if comment != around:
        hint = "Skriv {# … #} uten bokstaver. Da blir bare kommentaren borte."
        yield Remark("tag-not-alone", f"{{#{letters} … #}} tar med seg det som står rundt", hint, around or paragraph)


def _misplaced(tag: Tag) -> Iterator[Remark]:
    """What docxtpl would read otherwise than it looks."""
    if tag.dashed:
        hint = "Skriv taggen uten bindestrek, og {%p … %} når hele avsnittet skal bort."
        yield Remark("tag-unknown", "tagger med bindestrek ({%- … -%}) kan ikke brukes", hint, tag.paragraph)
    if not tag.prefix:
        return
    shown = "{{" if tag.kind == "output" else "{%"
    if tag.kind == "output" or tag.prefix not in ("p", "tr"):
        hint = "Bruk {{ … }} for verdier, {% … %} inne i et avsnitt, {%p … %} for avsnitt og {%tr … %} for rader."
        yield Remark(
            "tag-unknown", f"tagger som begynner med «{shown}{tag.prefix}» kan ikke brukes", hint, tag.paragraph
        )
        return
    if tag.prefix == "p" and not tag.alone:
        hint = "Resten av avsnittet ville blitt borte. La taggen stå alene i et avsnitt, eller bruk {% … %} uten p."
        yield Remark("tag-not-alone", "{%p … %} må stå alene i avsnittet", hint, tag.paragraph)
    row = tag.spot.row if tag.spot else tag.paragraph
    if tag.prefix == "tr" and row is None:
        hint = "Bruk {%p … %} i avsnitt, eller flytt taggen til en egen rad i tabellen."
        yield Remark("tag-misplaced", "{%tr … %} står utenfor en tabell", hint, tag.paragraph)
    elif tag.prefix == "tr" and (not tag.alone or row != tag.paragraph):
        hint = "Resten av raden ville blitt borte. La taggen stå alene i en egen rad."
        yield Remark("tag-not-alone", "{%tr … %} må stå alene i raden", hint, row)
    if re.search(r"[%}]", tag.body):
        hint = "Skriv uttrykket uten «%» og «}», eller bruk {% … %} inne i avsnittet."
        yield Remark("tag-broken", f"{{%{tag.prefix} … %}} kan ikke inneholde «%» eller «}}»", hint, tag.paragraph)


def _broken(tag: Tag) -> Iterator[Remark]:
    if tag.kind == "block" and tag.word not in _WORDS:
        hint = did_you_mean(tag.word, _WORDS) or "Malene kan bruke if, elif, else, endif, for, endfor og set."
        yield Remark("tag-unknown", f"«{tag.word}» er ikke en tagg som malene kan bruke", hint, tag.paragraph)
    elif tag.kind == "block" and tag.word in _BARE:
        if tag.body != tag.word:
            hint = "Skriv elif." if tag.body.startswith("else if") else f"Skriv bare {tag.word}."
            yield Remark("tag-broken", f"{tag.word} skal stå alene i taggen", hint, tag.paragraph)
    else:
        wrong = _unreadable(_whole(tag))
        if wrong is not None:
            yield Remark("tag-broken", f"taggen kan ikke leses: {wrong[0]}", wrong[1], tag.paragraph)


@lru_cache(maxsize=4096)
def _unreadable(source: str) -> tuple[str, str] | None:
    """Why a tag cannot be read, and what to do; None when it can. The same tags stand in many places."""
    try:
        bounded(lambda: environment(documents=True).parse(source))
    except TemplateSyntaxError as error:
        return syntax_fault(error), syntax_hint(error)
    return None


def _whole(tag: Tag) -> str:
    """The tag as something that can be read by itself."""
    if tag.kind == "output" or tag.word == "set":
        return tag.source
    opening = tag.source.replace("elif", "if", 1) if tag.word == "elif" else tag.source
    return f"{opening}{{% {_BLOCKS['for' if tag.word == 'for' else 'if']} %}}"


def _unbalanced(tags: Sequence[Tag]) -> list[Remark]:
    remarks: list[Remark] = []
    opened: list[tuple[Tag, list[str]]] = []
    for tag in tags:
        if tag.kind == "output":
            continue
        if tag.word in _BLOCKS:
            opened.append((tag, [tag.word]))
            if len(opened) == _MOST_OPEN + 1:
                message = f"mer enn {_MOST_OPEN} if og for inni hverandre"
                remarks.append(Remark("tag-too-deep", message, "Ta bort noen, eller slå dem sammen.", tag.paragraph))
        elif tag.word in ("elif", "else"):
            if not opened or opened[-1][0].word != "if":
                remarks.append(Remark("tag-alone", f"{tag.word} står uten if foran", None, tag.paragraph))
                continue
            opener, branches = opened[-1]
            remarks += _apart(opener, tag)
            if "else" in branches:
                hint = "Else er den siste grenen, og det er bare én av dem."
                remarks.append(Remark("tag-alone", f"{tag.word} står etter else", hint, tag.paragraph))
            branches.append(tag.word)
        elif tag.word in _BLOCKS.values():
            if opened and _BLOCKS[opened[-1][0].word] == tag.word:
                remarks += _apart(opened.pop()[0], tag)
            else:
                expected = f"her ventet vi {_BLOCKS[opened[-1][0].word]}" if opened else "ingenting er åpnet foran"
                remarks.append(Remark("tag-alone", f"{tag.word} passer ikke: {expected}", None, tag.paragraph))
                return remarks
    remarks += [
        Remark("tag-unclosed", f"{tag.word} blir aldri lukket", f"Sett inn {_BLOCKS[tag.word]}.", tag.paragraph)
        for tag, _ in opened
    ]
    return remarks


def _apart(opener: Tag, tag: Tag) -> Iterator[Remark]:
    """Tags that belong together stand in one paragraph, or each alone, with the same letter and in the same cell."""
    hint = "Sett dem i samme avsnitt, eller bruk {%p … %} i egne avsnitt både der det begynner og der det slutter."
    if opener.prefix != tag.prefix:
        message = (
            f"{tag.word} og «{opener.source}» må begge stå alene i avsnitt eller rader, eller begge i samme avsnitt"
        )
    elif not opener.prefix and opener.place != tag.place:
        message = f"{tag.word} står i et annet avsnitt enn «{opener.source}»"
    elif opener.spot and tag.spot and opener.prefix == "p" and opener.spot.home != tag.spot.home:
        message = f"{tag.word} står i en annen celle eller ramme enn «{opener.source}»"
        hint = "Sett dem i samme celle. Skal hele raden bort, bruk {%tr … %} i egne rader over og under."
    elif opener.spot and tag.spot and opener.prefix == "tr" and opener.spot.table != tag.spot.table:
        message = f"{tag.word} står i en annen tabell enn «{opener.source}»"
        hint = "Sett dem i egne rader i samme tabell."
    else:
        return
    yield Remark("tag-apart", message, hint, tag.paragraph)
