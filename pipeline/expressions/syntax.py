"""What Jinja says of an expression that it cannot read, said in Norwegian; and how a part of one is written."""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import TemplateSyntaxError, nodes

_NAMES = {"name": "et navn", "string": "en tekst", "integer": "et tall", "float": "et tall"}


def _shown(token: str) -> str:
    return _NAMES.get(token, f"«{token}»")


def _expected(match: re.Match[str]) -> str:
    wanted, got = match.groups()
    if got.startswith("end of") or got == "variable_end" or got == "block_end":
        return f"{_shown(wanted)} mangler"
    return f"{_shown(got)} var ikke ventet" if wanted.startswith("end of") else f"her mangler {_shown(wanted)}"


_SAYINGS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"expected token '(.+)', got '(.+)'", _expected),
    (r"Expected an expression, got .*", lambda _: "uttrykket er tomt eller slutter for tidlig"),
    (r"unexpected char ['\"](.*)['\"] at \d+", lambda match: f"tegnet «{match[1]}» kan ikke stå der"),
    (r"unexpected '.+', expected '(.+)'", lambda match: f"«{match[1]}» mangler"),
    (r"unexpected 'end of .+'", lambda _: "uttrykket er tomt eller slutter for tidlig"),
    (r"unexpected '(.+)'", lambda match: f"«{match[1]}» var ikke ventet"),
    (r"can't assign to .*|cannot assign to .*", lambda _: "navnet er opptatt og kan ikke brukes"),
)


def syntax_fault(error: TemplateSyntaxError) -> str:
    """Why the expression cannot be read."""
    for pattern, saying in _SAYINGS:
        match = re.fullmatch(pattern, error.message or "")
        if match:
            return saying(match)
    return "skrivemåten er feil"


_WRITTEN: dict[type[nodes.Node], str] = {
    nodes.And: "and",
    nodes.Or: "or",
    nodes.Not: "not",
    nodes.Compare: "==",
    nodes.Test: "is",
    nodes.CondExpr: "if",
    nodes.If: "if",
    nodes.For: "for",
    nodes.Assign: "set",
    nodes.Concat: "~",
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.Neg: "-",
    nodes.Pos: "+",
    nodes.Dict: "{…}",
}


def written(node: nodes.Node) -> str:
    """What stands in the template for such a part of an expression: «+», «and»."""
    sign = _WRITTEN.get(type(node))
    return f"«{sign}»" if sign else "dette uttrykket"
