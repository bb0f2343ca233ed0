"""Lines in a terminal: words beside a label, wrapped under themselves.

Text only: no control characters get through, colour is never the only sign, and a narrow or old console (cp1252) is
served as well as a wide one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from textwrap import wrap
from typing import TextIO

from rich.console import Console
from rich.text import Text

from pipeline.errors import Fault
from pipeline.model import Severity

SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    "error": ("FEIL", "bold red"),
    "warning": ("ADVARSEL", "yellow"),
    "advice": ("RÅD", "cyan"),
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
        screen.print(Text(line, style=style))


def say_labelled(screen: Console, label: str, style: str, words: str) -> None:
    """Words beside a label; an empty label continues what stands above."""
    first, *others = _wrapped(words, screen.width - _INDENT)
    screen.print(Text.assemble((f"{label:<{_INDENT}}", style), first))
    for line in others:
        screen.print(Text(" " * _INDENT + line))


def say_fault(screen: Console, fault: Fault, *, severity: Severity = "error") -> None:
    """One fault: place – what is wrong – the remedy."""
    place = ":".join(str(part) for part in (fault.path, fault.line, fault.column) if part is not None)
    what = " – ".join(part for part in (place, fault.key, fault.message) if part)
    say_labelled(screen, *SEVERITIES[severity], what)
    if fault.hint:
        say_labelled(screen, "", "", fault.hint)


def _wrapped(words: str, width: int) -> list[str]:
    whole = clean(words).replace("§ ", "§\N{NO-BREAK SPACE}")
    return wrap(whole, max(width, _LEAST), break_on_hyphens=False, break_long_words=False) or [""]
