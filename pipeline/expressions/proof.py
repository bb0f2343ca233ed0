"""Proofreading against the vocabulary, without a case and under every branch.

In: the tags of a template, or one expression of a rule or condition. Out: remarks (errors and warnings) and the paths
of the fields that are used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.parser import Parser

from pipeline.expressions.environment import NO_TABLES, environment
from pipeline.expressions.guards import Vocabulary, Worlds, fields_in
from pipeline.expressions.kinds import LOOP, NEEDS, RULE_NAMES
from pipeline.expressions.reader import Expressions, Scope
from pipeline.expressions.syntax import bounded, syntax_fault, syntax_hint, written
from pipeline.expressions.tags import Remark, Tag
from pipeline.model import Field
from pipeline.tables import Tables

_LOGIC = (nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Test, nodes.CondExpr)
_CHOICES = (nodes.CondExpr,)
NO_SCOPE: Scope = {}
_ASK_FIRST = "Ta med en gren med «is uavklart», så et hull i saken blir synlig."


@dataclass(frozen=True, slots=True)
class Proof:
    """What proofreading found; `used` holds generic paths such as ``stilling.oppgaver[].tekst``.

    `names` are what it asks for besides fields, such as ``i_dag``; `gives` is what an expression gives, when that can
    be told.
    """

    remarks: tuple[Remark, ...]
    used: frozenset[str]
    names: frozenset[str] = frozenset()
    gives: Field | None = None


class _Statements(Expressions):
    """Reads a template part; knows in what worlds the place that it reads can be."""

    def __init__(self, root: Field, quotes: Sequence[str]) -> None:
        super().__init__(root, quotes)
        self._scope: Scope = {}
        self._worlds: Worlds = ({},)
        self._vocabulary = Vocabulary(root, lambda node: self.field_of(node, self._scope))

    def surely_a_gap(self, field: Field) -> bool:
        return self._vocabulary.must_be_a_gap(field, self._worlds)

    def body(self, body: Iterable[nodes.Node], scope: Scope, worlds: Worlds) -> None:
        for node in body:
            self._scope, self._worlds = scope, worlds
            if isinstance(node, nodes.Output):
                for shown in node.nodes:
                    self._output(shown)
            elif isinstance(node, nodes.If):
                self._chain(node)
            elif isinstance(node, nodes.For):
                self._loop(node)
            elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                self._without_logic(node.node)
                scope = {**scope, node.target.name: self.expression(node.node, scope)}
            else:
                self.remark(node, "not-supported", f"{written(node)} kan ikke brukes slik i malene")

    def _loop(self, node: nodes.For) -> None:
        scope, worlds = self._scope, self._worlds
        items = self.expression(node.iter, scope)
        self._without_logic(node.iter)
        if items is not None and items.kind != "liste":
            message = f"{items.path or 'verdien'} er ikke en liste og kan ikke løpes gjennom"
            self.remark(node, "not-a-list", message)
        if not isinstance(node.target, nodes.Name) or node.recursive:
            self.remark(node, "not-supported", "skriv {% for navn in liste %}, med ett navn")
            return
        within = self._vocabulary.inside(node.iter, worlds)
        self._scope = {**scope, node.target.name: items.item if items is not None else None, "loop": LOOP}
        if node.test is not None:
            self.expression(node.test, self._scope)
            within = self._vocabulary.assume(node.test, True, within)
        self.body(node.body, self._scope, within)
        self.body(node.else_, scope, worlds)

    def _chain(self, node: nodes.If) -> None:
        scope, rest = self._scope, self._worlds
        asked: list[nodes.Node] = []
        for branch in (node, *node.elif_):
            self._scope, self._worlds = scope, rest
            self._without_logic(branch.test, _CHOICES)
            self.expression(branch.test, scope)
            asked.append(branch.test)
            within = self._vocabulary.assume(branch.test, True, rest)
            self._denials(branch.test, rest, _ASK_FIRST)
            rest = self._vocabulary.assume(branch.test, False, rest)
            self.body(branch.body, scope, within)
        if node.else_:
            self._scope = scope
            self._lost(node, asked, rest, _ASK_FIRST)
            self.body(node.else_, scope, rest)

    def _denials(self, test: nodes.Node, worlds: Worlds, hint: str) -> None:
        for field in self._vocabulary.denied(test, worlds):
            message = f"et hull i {field.path} ville regnes som «ikke» her"
            self.remark(test, "gap-else", message, hint, warn=True)

    def _lost(self, node: nodes.Node, asked: Iterable[nodes.Node], worlds: Worlds, hint: str) -> None:
        for part in (part for test in asked for part in fields_in(test)):
            field = self.field_of(part, self._scope)
            if field is not None and field.path and self._vocabulary.may_be_a_gap(field, worlds):
                self.remark(node, "gap-else", f"et hull i {field.path} ville havne i else", hint, warn=True)

    def _output(self, node: nodes.Expr) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        if isinstance(node, nodes.CondExpr):
            self._either(node)
            return
        self._without_logic(node)
        shown = self.expression(node, self._scope)
        if shown is None or self.surely_a_gap(shown):
            return
        if shown.kind in NEEDS:
            self.remark(node, "not-words", f"{shown.path or 'verdien'} {NEEDS[shown.kind]}")
        missing = self._vocabulary.missing_level(shown, self._worlds) if shown.path else None
        if missing:
            self.remark(
                node,
                "unguarded",
                f"{shown.path} kan mangle, men står uten vern",
                f"Sett {{% if {missing} is oppgitt %}} … {{% endif %}} rundt.",
            )

    def _either(self, node: nodes.CondExpr) -> None:
        """``{{ "a" if x else "b" }}``"""
        worlds = self._worlds
        self._without_logic(node.test, _CHOICES)
        self.expression(node.test, self._scope)
        hint = "Bruk {% if %} med en gren for «is uavklart»."
        within, rest = (self._vocabulary.assume(node.test, truth, worlds) for truth in (True, False))
        self._denials(node.test, worlds, hint)
        self._lost(node, [node.test], rest, hint)
        if node.expr2 is None:
            self.remark(node, "not-supported", "if uten else kan ikke stå i {{ }}", "Bruk {% if %} … {% endif %}.")
        for shown, there in ((node.expr1, within), (node.expr2, rest)):
            self._worlds = there
            if shown is not None:
                self._output(shown)
        self._worlds = worlds

    def _without_logic(self, node: nodes.Node, kinds: tuple[type[nodes.Node], ...] = _LOGIC) -> None:
        """A choice made inside a value would hide a gap."""
        found = node if isinstance(node, kinds) else next(node.find_all(kinds), None)
        if found is not None:
            message = f"{written(found)} kan ikke stå inne i en verdi"
            self.remark(found, "not-supported", message, "Bruk {% if %} … {% endif %} rundt i stedet.")


def proof_tags(tags: Sequence[Tag], root: Field) -> Proof:
    """Proofreads the tags of one template part; they must be whole and balanced (`find_tags`)."""
    quotes = [tag.paragraph for tag in tags] or [""]
    reader = _Statements(root, quotes)
    try:
        body = environment(documents=True).parse("\n".join(tag.source.replace("\n", " ") for tag in tags)).body
    except TemplateSyntaxError as error:
        return Proof((_unreadable(error, quotes[min(error.lineno, len(quotes)) - 1], "taggene"),), frozenset())
    reader.body(body, {}, ({},))
    return Proof(tuple(reader.remarks), frozenset(reader.used))


def proof_expression(
    expression: str,
    root: Field,
    *,
    names: Iterable[str] = RULE_NAMES,
    tables: Tables = NO_TABLES,
    scope: Scope = NO_SCOPE,
) -> Proof:
    """Proofreads an expression of a rule or a condition; `scope` has what a loop around it adds to the fields."""
    reader = Expressions(root, [expression] * (expression.count("\n") + 1), tuple(names), tables)
    try:
        parser = Parser(environment(documents=False), expression, state="variable")
        node = bounded(parser.parse_expression)
        if not parser.stream.eos:
            message = f"uttrykket kan ikke leses («{parser.stream.current.value}» var ikke ventet)"
            return Proof((Remark("expression-broken", message, None, expression),), frozenset())
    except TemplateSyntaxError as error:
        return Proof((_unreadable(error, expression, "uttrykket"),), frozenset())
    gives = reader.expression(node, scope)
    return Proof(tuple(reader.remarks), frozenset(reader.used), frozenset(reader.asked), gives)


def proof_message(message: str, root: Field, *, tables: Tables = NO_TABLES, scope: Scope = NO_SCOPE) -> Proof:
    """Proofreads a rule's message, which may hold ``{{ }}``."""
    reader = Expressions(root, [message] * (message.count("\n") + 1), RULE_NAMES, tables)
    try:
        body = bounded(lambda: environment(documents=False).parse(message)).body
    except TemplateSyntaxError as error:
        return Proof((_unreadable(error, message, "meldingen"),), frozenset())
    for node in body:
        for shown in node.nodes if isinstance(node, nodes.Output) else [node]:
            if not isinstance(shown, nodes.TemplateData):
                field = reader.expression(shown, scope)
                if field is not None and field.kind == "gruppe":
                    reader.remark(shown, "not-words", f"{field.path} {NEEDS['gruppe']}")
    return Proof(tuple(reader.remarks), frozenset(reader.used))


def _unreadable(error: TemplateSyntaxError, quote: str, what: str) -> Remark:
    return Remark("expression-broken", f"{what} kan ikke leses ({syntax_fault(error)})", syntax_hint(error), quote)
