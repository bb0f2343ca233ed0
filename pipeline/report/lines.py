"""Lines in a terminal: words beside a label, wrapped under themselves.

Text only: no control characters get through, colour is never the only sign, and a narrow or old console (cp1252) is
served as well as a wide one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from textwrap import wrap
from typing import TextIO

from rich.console import Console
from rich.text import Text

from pipeline.amounts import number
from pipeline.errors import Fault
from pipeline.model import Finding, Severity
from pipeline.wording import joined

SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    "error": ("FEIL", "bold red"),
    "warning": ("ADVARSEL", "yellow"),
    "advice": ("RÅD", "cyan"),
}
_COUNTED: Mapping[Severity, tuple[str, str]] = {
    "error": ("feil", "feil"),
    "warning": ("advarsel", "advarsler"),
    "advice": ("råd", "råd"),
}
_INDENT = 10
_LEAST = 20


class _Console(Console):
    """Lets the caller decide what to do when nobody listens any more; rich would end the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(stream: TextIO, *, width: int | None = None) -> Console:
    """A console on `stream`: colours only where somebody sees them, 100 columns where nobody tells the width."""
    watched = stream.isatty()
    return _Console(file=stream, width=width or (None if watched else 100), highlight=False, emoji=False, markup=False)


def clean(words: str) -> str:
    """`words` without control characters, which could steer the terminal."""
    return "".join(letter if unicodedata.category(letter) not in ("Cc", "Cf") else " " for letter in words)


def say_line(screen: Console, words: str, *, style: str = "") -> None:
    """Plain words, wrapped at spaces only."""
    for line in _wrapped(words, screen.width):
        screen.print(Text(line, style=style), soft_wrap=True)


def say_labelled(screen: Console, label: str, style: str, words: str, *, indent: int = _INDENT) -> None:
    """Words beside a label; an empty label continues what stands above."""
    first, *others = _wrapped(words, screen.width - indent)
    screen.print(Text.assemble((f"{label:<{indent}}", style), first), soft_wrap=True)
    for line in others:
        screen.print(Text(" " * indent + line), soft_wrap=True)


def say_fault(screen: Console, fault: Fault, *, severity: Severity = "error") -> None:
    """One fault: place – what is wrong – the remedy."""
    place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part is not None)
    what = " – ".join(part for part in (place, fault.key, fault.message) if part)
    say_labelled(screen, *SEVERITIES[severity], what)
    if fault.hint:
        say_labelled(screen, "", "", fault.hint)


def count(findings: Iterable[Finding]) -> str:
    """«2 feil, 1 advarsel»; empty when there are none."""
    findings = list(findings)
    numbers = {severity: sum(finding.severity == severity for finding in findings) for severity in _COUNTED}
    return ", ".join(number(many, *_COUNTED[severity]) for severity, many in numbers.items() if many)


def cases_in_words(cases: Sequence[tuple[str, bool]]) -> str:
    """«Til sammen 3 saker (1 kan ikke brukes: unn-2022)», given each case's name, and whether it cannot be used."""
    unusable = [name for name, cannot in cases if cannot]
    named = f" ({len(unusable)} kan ikke brukes: {joined(unusable)})" if unusable else ""
    return f"Til sammen {len(cases)} saker{named}"


def _wrapped(words: str, width: int) -> list[str]:
    whole = clean(words).replace("§ ", "§\N{NO-BREAK SPACE}")
    return wrap(whole, max(width, _LEAST), break_on_hyphens=False, break_long_words=False) or [""]
