"""The one language of templates, rules and conditions: sandboxed Jinja over a case's values.

Two environments share filters and tests. In documents a gap is false and shows as its placeholder; in rules and
conditions a gap that the answer depends on stops the evaluation (`MeetsGap`), because nothing is known yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, Undefined, UndefinedError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from pipeline.expressions.filters import FILTERS, WrongValue, plain, words_of
from pipeline.expressions.functions import FUNCTIONS, Mentioning, finder
from pipeline.expressions.unknown import MeetsGap, Unknown, seen_by_rules, unknown_in
from pipeline.tables import Table, Tables
from pipeline.values import Absent, Gap, Group, Text, walk
from pipeline.word.marks import mark

__all__ = ["TESTS", "Facts", "MeetsGap", "environment"]

_MISSING = (Gap, Absent, Unknown)
NO_TABLES: Tables = {}


def _is_given(value: object) -> bool:
    """A value or a gap. A group is there when something in it is given or wanted."""
    if isinstance(value, Group):
        return any(_is_given(member) for member in value.values())
    return not isinstance(value, Absent)


TESTS: dict[str, Callable[[object], bool]] = {
    "oppgitt": _is_given,
    "uavklart": lambda value: isinstance(value, Gap | Unknown),
}


class _Environment(ImmutableSandboxedEnvironment):
    """Looks members up before attributes, so that a field may be called `items`, and knows only our filters."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})
    intercepted_unops = frozenset({"+", "-"})

    def __init__(self, *, documents: bool) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=documents, finalize=_marked if documents else _told)
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)
        self.globals = {}

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, _MISSING):
            return obj
        if isinstance(obj, Group):
            found: Any = obj.get(attribute, Undefined)
            return self.undefined(obj=obj, name=attribute) if found is Undefined else found
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, Table):
            return argument if isinstance(argument, _MISSING) else obj.rows.get(argument, Absent(obj.name))
        return self.getattr(obj, argument) if isinstance(argument, str) else super().getitem(obj, argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Numbers only, and exactly; what is missing stays missing, so that no rule breaks on it.

        Raises:
            WrongValue: something is not a number, is divided by zero, or is worked out in a way that rules have no use
                for (a power could take all memory).
        """
        if operator not in ("+", "-", "*", "/"):
            raise WrongValue(f"regner med «{operator}», som ikke kan brukes")
        for side in (left, right):
            if isinstance(side, _MISSING):
                return side
        if operator == "/" and right == 0:
            raise WrongValue("deler på null")
        return super().call_binop(context, operator, _countable(left), _countable(right))

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        return arg if isinstance(arg, _MISSING) else super().call_unop(context, operator, _countable(arg))


def _countable(value: object) -> Decimal:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    raise WrongValue("er ikke et tall og kan ikke regnes med", getattr(value, "path", None))


def _asked(function: Callable[..., object]) -> Callable[..., object]:
    """A function of rules: what it says of a gap is not known either."""

    def asked(subject: object, *others: object) -> object:
        unknown = next(filter(None, map(unknown_in, (subject, *others))), None)
        return function(subject, *others) if unknown is None else unknown

    return asked


def _marked(value: object) -> Markup:
    """What stands in the rendered XML for a value: its escaped words between marks that tell the field (`word.marks`).

    A text that the template itself has, as in ``{{ 'R&D' }}``, has Jinja escaped already; no value of a case is Markup.

    Raises:
        WrongValue: for a value that has no words (see `words_of`).
    """
    if isinstance(value, Markup):
        return value
    words = words_of(value)
    pieces, at = [], 0
    for span in words.spans:
        pieces.append(escape(str(words[at : span.start])))
        inside = escape(str(words[span.start : span.end]))
        pieces.append(Markup(mark(span.path, inside, gap=span.gap)))
        at = span.end
    pieces.append(escape(str(words[at:])))
    return Markup("").join(pieces)


def _told(value: object) -> str:
    return "ikke oppgitt" if isinstance(value, Absent) else plain(value)


@lru_cache(maxsize=2)
def environment(*, documents: bool) -> _Environment:
    """The environment of documents, or that of rules and conditions; made once per process."""
    return _Environment(documents=documents)


class Facts:
    """What rules and conditions can ask about: one case and one day."""

    def __init__(self, values: Group, name: str, today: date, tables: Tables = NO_TABLES) -> None:
        texts = tuple(str(value) for value in walk(values) if isinstance(value, Text))
        self.names: Mapping[str, object] = {
            **{key: seen_by_rules(value) for key, value in values.items()},
            **{name: _asked(function) for name, function in FUNCTIONS.items()},
            "tabell": _asked(finder(tables)),
            "i_dag": today,
            "saksnavn": name,
            "alle_tekster": Mentioning(texts),
        }

    def holds(self, expression: str) -> bool:
        """Whether `expression` is true for the case.

        Raises:
            MeetsGap: the answer depends on a gap.
            WrongValue: the expression asks for something that a value cannot give.
        """
        with _explained(expression):
            return bool(_compiled(expression)(**self.names))

    def each(self, name: str, items: str) -> Iterator[tuple[str | None, Facts]]:
        """For each item of the list that `items` gives: its path, and the facts with the item under `name`.

        Raises:
            MeetsGap: nobody knows the list yet.
            WrongValue: the expression asks for something that a value cannot give.
        """
        with _explained(items):
            listed = list(_compiled(items)(**self.names))
        for item in listed:
            facts = copy(self)
            facts.names = {**self.names, name: item}
            yield getattr(item, "path", None), facts

    def texts(self, expression: str) -> tuple[str, ...]:
        """The words of the text that `expression` gives, or of each text in its list; of groups, those of `tekst`.

        What is missing has no words, nor has a gap in a list.

        Raises:
            MeetsGap: nobody knows the text or the list yet.
            WrongValue: the expression asks for something that a value cannot give.
        """
        with _explained(expression):
            found = _compiled(expression)(**self.names)
            if isinstance(found, Unknown):
                raise MeetsGap(found.path)
            listed = list(found) if isinstance(found, list | tuple) else [found]
            texts = [one.at("tekst") if isinstance(one, Group) else one for one in listed]
            return tuple(words_of(one) for one in texts if isinstance(one, str) and str(one).strip())

    def text(self, template: str) -> str:
        """`template` with the case's values put in, for a message; what is missing shows as such.

        Raises:
            WrongValue: the message asks for something that a value cannot give.
        """
        with _explained(template):
            return _compiled_text(template).render(**self.names)


@contextmanager
def _explained(expression: str) -> Iterator[None]:
    """What Python says about an expression that makes no sense, said to its owner."""
    try:
        yield
    except UndefinedError as error:
        raise WrongValue(f"uttrykket «{expression}» bruker noe ukjent") from error
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise WrongValue(f"uttrykket «{expression}» sammenligner ting som ikke kan sammenlignes") from error


@lru_cache(maxsize=2000)
def _compiled(expression: str) -> Callable[..., Any]:
    return environment(documents=False).compile_expression(expression, undefined_to_none=False)


@lru_cache(maxsize=2000)
def _compiled_text(template: str) -> Template:
    return environment(documents=False).from_string(template)
