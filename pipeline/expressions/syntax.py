"""What Jinja says of an expression that it cannot read, said in Norwegian; and how a part of one is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from jinja2 import TemplateSyntaxError, nodes

_Node = TypeVar("_Node", bound=nodes.Node)
_TOO_DEEP = "too deep"
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
    (_TOO_DEEP, lambda _: "for mye står inni hverandre"),
    (r"can't assign to .*|cannot assign to .*", lambda _: "navnet er opptatt og kan ikke brukes"),
)


_DEEPEST = 60  # Python reads 200 parentheses inside each other, and Jinja writes a few for each level


def bounded(read: Callable[[], _Node]) -> _Node:
    """What `read` makes of an expression.

    Raises:
        TemplateSyntaxError: it cannot be read, or so much stands inside each other that nothing could be made of it.
    """
    try:
        node = read()
    except RecursionError:
        raise TemplateSyntaxError(_TOO_DEEP, 1) from None
    level: list[nodes.Node] = [node]
    for _ in range(_DEEPEST):
        level = [child for each in level for child in each.iter_child_nodes()]
    if level:
        raise TemplateSyntaxError(_TOO_DEEP, 1)
    return node


def syntax_hint(error: TemplateSyntaxError) -> str:
    """What to do with an expression that cannot be read."""
    if error.message == _TOO_DEEP:
        return "Del det opp, eller ta bort parenteser som ikke trengs."
    return "Se etter et anførselstegn, en parentes eller et filternavn som mangler eller er skrevet feil."


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
