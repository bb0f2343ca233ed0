"""The options that several commands share, with their words for --help."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

import click

_Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


class _Day(click.ParamType[date]):
    """A date as 2027-01-26 or 26.01.2027."""

    name = "dato"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            with suppress(ValueError):
                return datetime.strptime(value, form).date()
        raise click.BadParameter(f"«{value}» er ikke en dato. Skriv den slik: 2027-01-26.", ctx, param)


_SHARED: dict[str, _Decorator] = {
    "output": click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, file_okay=False),
        default="output",
        metavar="MAPPE",
        show_default=True,
        help="Mappen der dokumentene ligger.",
    ),
    "templates": click.option(
        "-t",
        "--templates",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar="MAPPE",
        help="Mappen med maler. Uten valget: ./templates, ellers malene som følger med make-docs.",
    ),
    "json": click.option("--json", "as_json", is_flag=True, help="Skriv svaret som JSON, for andre programmer."),
    "date": click.option(
        "--date",
        "today",
        type=_Day(),
        default=date.today,
        metavar="ÅÅÅÅ-MM-DD",
        help="Dagen som regler om datoer måles mot. Uten valget: i dag.",
    ),
    "verbose": click.option("-v", "--verbose", is_flag=True, help="Fortell om hvert steg."),
    "quiet": click.option("-q", "--quiet", is_flag=True, help="Fortell bare om feil."),
}


def options(*names: str) -> _Decorator:
    """The shared options with these names, in this order."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for name in reversed(names):
            command = _SHARED[name](command)
        return command

    return decorate
