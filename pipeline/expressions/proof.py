"""Proofreading of expressions against the vocabulary, without a case and under every branch.

In: the tags of a template, or one expression of a rule or condition. Out: remarks (errors and warnings) and the paths
of the fields that are used. The language is kept small on purpose: what is not known here is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from jinja2 import TemplateSyntaxError, nodes

from pipeline.expressions.environment import TESTS, environment
from pipeline.expressions.filters import FILTERS
from pipeline.expressions.functions import FUNCTIONS
from pipeline.expressions.guards import Guards, certain_gaps, fields_in, unguarded, unsafe_elses
from pipeline.expressions.tags import Remark, Tag
from pipeline.model import Field
from pipeline.wording import did_you_mean

_LOOP = ("index", "index0", "first", "last", "length")
_PLAIN = (nodes.Const, nodes.TemplateData, nodes.List, nodes.Tuple, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr)
_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg, nodes.Compare, nodes.Operand)
_WANTS = {"dato": "dato", "kortdato": "dato", "kroner": "tall", "kr": "tall", "prosent": "tall", "tall": "tall"}
_NEEDS = {
    "ja_nei": "er ja eller nei og kan ikke skrives ut; bruk {% if %}",
    "dato": "er en dato; sett på filteret dato eller kortdato",
    "tall": "er et tall; sett på filteret tall, prosent eller kroner",
    "liste": "er en liste; bruk {% for %} eller filteret liste",
    "gruppe": "er en gruppe av felt; velg ett av dem",
}
RULE_NAMES = ("i_dag", "saksnavn", "alle_tekster", *FUNCTIONS)


@dataclass(frozen=True, slots=True)
class Proof:
    """What proofreading found; `used` holds generic paths such as ``stilling.oppgaver[].tekst``."""

    remarks: tuple[Remark, ...]
    used: frozenset[str]


@dataclass(slots=True)
class _Reader:
    root: Field
    quotes: Sequence[str]
    names: Iterable[str] = ()
    remarks: list[Remark] = dataclass_field(default_factory=list)
    used: set[str] = dataclass_field(default_factory=set)

    def remark(self, node: nodes.Node, code: str, message: str, hint: str | None = None, *, warn: bool = False) -> None:
        found = Remark(code, message, hint, self.quotes[node.lineno - 1], warn)
        if found not in self.remarks:
            self.remarks.append(found)

    # --- statements ---------------------------------------------------------------------------------------------

    def body(self, body: Iterable[nodes.Node], scope: Mapping[str, Field | None], guards: Guards) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                for shown in node.nodes:
                    self.output(shown, scope, guards)
            elif isinstance(node, nodes.If):
                self.chain(node, scope, guards)
            elif isinstance(node, nodes.For):
                items = self.expression(node.iter, scope)
                if items is not None and items.kind != "liste":
                    self.remark(node, "not-a-list", f"{items.path} er ikke en liste og kan ikke løpes gjennom")
                target = items.item if items is not None else None
                name = node.target.name if isinstance(node.target, nodes.Name) else ""
                if node.test is not None:
                    self.expression(node.test, {**scope, name: target})
                inner = guards.within([items.path] if items else [])
                self.body(node.body, {**scope, name: target, "loop": None}, inner)
                self.body(node.else_, scope, guards)
            elif isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
                scope = {**scope, node.target.name: self.expression(node.node, scope)}
            else:
                self.remark(node, "not-supported", f"{type(node).__name__.lower()} kan ikke brukes i malene")

    def chain(self, node: nodes.If, scope: Mapping[str, Field | None], guards: Guards) -> None:
        branches = [node, *node.elif_]
        paths = [self.paths_in(branch.test, scope) for branch in branches]
        for message in unsafe_elses(branches, bool(node.else_), paths, lambda test: self._path(test, scope), guards):
            self.remark(
                node,
                "gap-else",
                message,
                "Ta med en gren med «is uavklart», så et hull i saken blir synlig.",
                warn=True,
            )
        for branch, mentioned in zip(branches, paths, strict=True):
            self.expression(branch.test, scope)
            gaps = certain_gaps(branch.test, lambda test: self._path(test, scope))
            self.body(branch.body, scope, guards.within(mentioned, gaps))
        self.body(node.else_, scope, guards.within(path for mentioned in paths for path in mentioned))

    def output(self, node: nodes.Expr, scope: Mapping[str, Field | None], guards: Guards) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        if isinstance(node, nodes.CondExpr):
            self.expression(node.test, scope)
            mentioned = self.paths_in(node.test, scope)
            for message in unsafe_elses([node], True, [mentioned], lambda test: self._path(test, scope), guards):
                hint = "Bruk {% if %} med en gren for «is uavklart»."
                self.remark(node, "gap-else", message, hint, warn=True)
            for branch in filter(None, (node.expr1, node.expr2)):
                self.output(branch, scope, guards.within(mentioned))
            return
        shown = self.expression(node, scope)
        if shown is None or shown.path in guards.gaps:
            return
        bare = not isinstance(node, nodes.Filter)
        if (bare and shown.kind in _NEEDS) or (not bare and shown.kind in ("gruppe", "ja_nei")):
            self.remark(node, "not-words", f"{shown.path} {_NEEDS[shown.kind]}")
        missing = unguarded(self.root, shown, guards)
        if missing:
            self.remark(
                node,
                "unguarded",
                f"{shown.path} kan mangle, men står uten vern",
                f"Sett {{% if {missing} is oppgitt %}} … {{% endif %}} rundt.",
            )

    # --- expressions --------------------------------------------------------------------------------------------

    def expression(self, node: nodes.Node, scope: Mapping[str, Field | None]) -> Field | None:
        """The field that an expression gives, or None when it gives something else."""
        if isinstance(node, nodes.Name):
            return self.name(node, scope)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self.member(node, scope)
        if isinstance(node, nodes.Filter):
            return self.filtered(node, scope)
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            self.remark(node, "unknown-test", f"«is {node.name}» finnes ikke", f"Bruk en av: {', '.join(TESTS)}.")
        if isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in self.names):
            self.remark(node, "not-supported", "funksjoner kan ikke brukes her")
            return None
        if not isinstance(node, (*_PLAIN, *_ARITHMETIC, nodes.Test, nodes.Call)):
            self.remark(node, "not-supported", f"«{type(node).__name__}» kan ikke brukes her")
            return None
        for child in node.iter_child_nodes():
            self.expression(child, scope)
        if isinstance(node, nodes.Compare):
            self.compared(node, scope)
        return None

    def name(self, node: nodes.Name, scope: Mapping[str, Field | None]) -> Field | None:
        if node.name in scope:
            return scope[node.name]
        if node.name in self.root.members:
            return self._use(self.root.members[node.name])
        if node.name not in self.names:
            known = [*scope, *self.root.members, *self.names]
            self.remark(node, "unknown-name", f"ukjent navn «{node.name}»", did_you_mean(node.name, known))
        return None

    def member(self, node: nodes.Getattr | nodes.Getitem, scope: Mapping[str, Field | None]) -> Field | None:
        owner = self.expression(node.node, scope)
        key = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", "")
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and "loop" in scope:
            if key not in _LOOP:
                self.remark(node, "unknown-name", f"loop har ikke «{key}»", did_you_mean(str(key), _LOOP))
            return None
        if owner is None:
            return None
        if owner.kind != "gruppe":
            remedy = "Bruk {% for %} og les feltet i hvert punkt." if owner.kind == "liste" else None
            self.remark(node, "unknown-field", f"{owner.path} har ingen felt, heller ikke «{key}»", remedy)
            return None
        if key not in owner.members:
            message = f"ukjent felt «{key}» i {owner.path or 'saken'}"
            self.remark(node, "unknown-field", message, did_you_mean(str(key), owner.members))
            return None
        return self._use(owner.members[str(key)])

    def filtered(self, node: nodes.Filter, scope: Mapping[str, Field | None]) -> Field | None:
        field = self.expression(node.node, scope) if node.node is not None else None
        if node.name not in FILTERS:
            self.remark(node, "unknown-filter", f"ukjent filter «{node.name}»", did_you_mean(node.name, FILTERS))
            return None
        for argument in node.args:
            self.expression(argument, scope)
        if field is None:
            return None
        wanted = _WANTS.get(node.name)
        if (wanted == "dato" and field.kind != "dato") or (wanted == "tall" and field.kind not in ("tall", "heltall")):
            self.remark(node, "wrong-filter", f"filteret {node.name} passer ikke for {field.path}")
        if node.name in ("med", "uten"):
            key = getattr(node.args[0], "value", "") if node.args else ""
            members = field.item.members if field.item is not None else {}
            if key not in members:
                message = f"ukjent felt «{key}» i punktene i {field.path}"
                self.remark(node, "unknown-field", message, did_you_mean(str(key), members))
            else:
                self._use(members[key])
            return field
        return None if node.name == "antall" else field

    def compared(self, node: nodes.Compare, scope: Mapping[str, Field | None]) -> None:
        sides = [node.expr, *(operand.expr for operand in node.ops)]
        fields = [self._field(side, scope) for side in sides]
        for field in filter(None, fields):
            choices = (field.item.choices if field.item is not None else {}) or field.choices
            for side in sides:
                values = side.items if isinstance(side, nodes.List | nodes.Tuple) else [side]
                for value in values:
                    if choices and isinstance(value, nodes.Const) and value.value not in choices:
                        message = f"«{value.value}» er ikke et valg i {field.path}"
                        self.remark(node, "unknown-choice", message, did_you_mean(str(value.value), choices))

    def paths_in(self, node: nodes.Node, scope: Mapping[str, Field | None]) -> list[str]:
        """The paths of the fields that a test mentions."""
        return [field.path for part in fields_in(node) if (field := self._field(part, scope)) is not None]

    def _field(self, node: nodes.Node, scope: Mapping[str, Field | None]) -> Field | None:
        return _Reader(self.root, self.quotes, self.names, remarks=[]).expression(node, scope)

    def _path(self, node: nodes.Node, scope: Mapping[str, Field | None]) -> str | None:
        field = self._field(node, scope)
        return field.path if field is not None else None

    def _use(self, field: Field) -> Field:
        self.used.add(field.path)
        return field


def proof_tags(tags: Sequence[Tag], root: Field) -> Proof:
    """Proofreads the tags of one template part; they must be whole and balanced (`find_tags`)."""
    source = "\n".join(tag.source.replace("\n", " ") for tag in tags)
    reader = _Reader(root, [tag.paragraph for tag in tags] or [""])
    reader.body(environment(documents=True).parse(source).body, {}, Guards())
    return Proof(tuple(reader.remarks), frozenset(reader.used))


def proof_expression(expression: str, root: Field, *, names: Iterable[str] = RULE_NAMES) -> Proof:
    """Proofreads an expression of a rule or a condition."""
    return _proof_source(f"{{% if {expression} %}}{{% endif %}}", expression, root, names)


def proof_message(message: str, root: Field) -> Proof:
    """Proofreads a rule's message, which may hold ``{{ }}``."""
    return _proof_source(message, message, root, RULE_NAMES)


def _proof_source(source: str, quote: str, root: Field, names: Iterable[str]) -> Proof:
    reader = _Reader(root, [quote] * (source.count("\n") + 1), tuple(names))
    try:
        body = environment(documents=False).parse(source).body
    except TemplateSyntaxError as error:
        broken = Remark("expression-broken", f"uttrykket kan ikke leses ({error.message})", None, quote)
        return Proof((broken,), frozenset())
    for node in body:
        for part in node.iter_child_nodes():
            if not isinstance(part, nodes.TemplateData):
                reader.expression(part, {})
    return Proof(tuple(reader.remarks), frozenset(reader.used))
