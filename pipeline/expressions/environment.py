"""The one language of templates, rules and conditions: sandboxed Jinja over a case's values.

Two environments share filters and tests. In documents a gap is false and shows as its placeholder; in rules and
conditions a gap that the answer depends on stops the evaluation (`MeetsGap`), because nothing is known yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Template, Undefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from pipeline.expressions.filters import FILTERS, WrongValue, plain, words_of
from pipeline.expressions.functions import FUNCTIONS, Mentioning
from pipeline.values import Absent, Gap, Group, Text, walk
from pipeline.word.marks import mark

TESTS: dict[str, Callable[[object], bool]] = {
    "oppgitt": lambda value: not isinstance(value, Absent),
    "uavklart": lambda value: isinstance(value, Gap | _UnknownYet),
}


class MeetsGap(Exception):
    """A rule's answer depends on something that the case does not tell yet."""


class _UnknownYet:
    """A gap as rules see it: to be tested with `is uavklart` and `is oppgitt`, and nothing else."""

    def __init__(self, gap: Gap) -> None:
        self.gap = gap

    def _met(self, *_others: object) -> NoReturn:
        raise MeetsGap(self.gap.path)

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = _met
    __iter__ = __len__ = __getitem__ = __str__ = __hash__ = _met


class _Environment(ImmutableSandboxedEnvironment):
    """Looks members up before attributes, so that a field may be called `items`, and knows only our filters."""

    def __init__(self, *, documents: bool) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=documents, finalize=_marked if documents else _told)
        self.filters = dict(FILTERS) if documents else {name: _asked(filter_) for name, filter_ in FILTERS.items()}
        self.tests = dict(TESTS)
        self.globals = {}
        self._documents = documents

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Gap | Absent | _UnknownYet):
            return obj
        if isinstance(obj, Group):
            found: Any = obj.get(attribute, Undefined)
            if found is Undefined:
                return self.undefined(obj=obj, name=attribute)
            return found if self._documents else _seen_by_rules(found)
        if isinstance(obj, LoopContext):
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, argument) if isinstance(argument, str) else super().getitem(obj, argument)


def _seen_by_rules(value: Any) -> Any:
    return _UnknownYet(value) if isinstance(value, Gap) else value


def _asked(function: Callable[..., object]) -> Callable[..., object]:
    """A function or filter of rules: asking about a gap has no answer."""

    def asked(*arguments: object) -> object:
        for argument in arguments:
            if isinstance(argument, _UnknownYet):
                raise MeetsGap(argument.gap.path)
        return function(*arguments)

    return asked


def _marked(value: object) -> Markup:
    """What stands in the rendered XML for a value: its escaped words between marks that tell the field (`word.marks`).

    Raises:
        WrongValue: for a value that has no words (see `words_of`).
    """
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
    return value.gap.shown if isinstance(value, _UnknownYet) else plain(value)


@lru_cache(maxsize=2)
def environment(*, documents: bool) -> _Environment:
    """The environment of documents, or that of rules and conditions; made once per process."""
    return _Environment(documents=documents)


class Facts:
    """What rules and conditions can ask about: one case and one day."""

    def __init__(self, values: Group, name: str, today: date) -> None:
        texts = tuple(str(value) for value in walk(values) if isinstance(value, Text))
        self.names: Mapping[str, object] = {
            **{key: _seen_by_rules(value) for key, value in values.items()},
            **{name: _asked(function) for name, function in FUNCTIONS.items()},
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
        try:
            return bool(_compiled(expression)(**self.names))
        except TypeError as error:
            raise WrongValue(f"uttrykket «{expression}» sammenligner ting som ikke kan sammenlignes") from error

    def text(self, template: str) -> str:
        """`template` with the case's values put in, for a message; a gap shows as its placeholder."""
        return _compiled_text(template).render(**self.names)


@lru_cache(maxsize=2000)
def _compiled(expression: str) -> Callable[..., object]:
    return environment(documents=False).compile_expression(expression, undefined_to_none=False)


@lru_cache(maxsize=2000)
def _compiled_text(template: str) -> Template:
    return environment(documents=False).from_string(template)
