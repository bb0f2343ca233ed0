"""What an expression gives: which field of the vocabulary, or what kind of value; and what is wrong with it.

The language is kept small on purpose: what is not known here is refused. Words that a filter made of a field stand as
that field with the kind tekst.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from itertools import pairwise
from typing import TypeAlias

from jinja2 import nodes

from pipeline.expressions.environment import TESTS
from pipeline.expressions.filters import FILTERS
from pipeline.expressions.kinds import ALIKE, ARGUMENTS, FUNCTIONS, NAMES, NEEDS, NUMBERS, WANTS, WORDS, computed
from pipeline.expressions.lookups import FUNCTION as TABLE
from pipeline.expressions.lookups import looked_up, table_called
from pipeline.expressions.syntax import written
from pipeline.expressions.tags import Remark
from pipeline.model import Field, Kind
from pipeline.tables import Tables
from pipeline.wording import did_you_mean

Scope: TypeAlias = Mapping[str, Field | None]
_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.Neg)
_TESTED = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call)


@dataclass(slots=True)
class Expressions:
    """Reads expressions, and gathers remarks, the paths of the fields that are used and the other names asked for.

    `names` are what may be asked for besides fields: nothing in templates, `RULE_NAMES` in rules and conditions, which
    may also ask `tables`.
    """

    root: Field
    quotes: Sequence[str]
    names: Iterable[str] = ()
    tables: Tables = dataclass_field(default_factory=dict)
    remarks: list[Remark] = dataclass_field(default_factory=list)
    used: set[str] = dataclass_field(default_factory=set)
    asked: set[str] = dataclass_field(default_factory=set)

    def remark(self, node: nodes.Node, code: str, message: str, hint: str | None = None, *, warn: bool = False) -> None:
        found = Remark(code, message, hint, self.quotes[node.lineno - 1], warn)
        if found not in self.remarks:
            self.remarks.append(found)

    def surely_a_gap(self, field: Field) -> bool:
        """Whether the field is a gap wherever we are; then every filter lets it through."""
        return False

    def expression(self, node: nodes.Node, scope: Scope) -> Field | None:
        """What an expression gives, or None when that cannot be told."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getitem() if isinstance(node.node, nodes.Call):
                return looked_up(self, node, scope)
            case nodes.Getattr() | nodes.Getitem():
                return self._member(node, scope)
            case nodes.Filter():
                return self._filtered(node, scope)
            case nodes.Call():
                return self._called(node, scope)
            case nodes.Const():
                return self._constant(node)
            case nodes.Test():
                self._tested(node, scope)
            case nodes.Compare():
                self._compared(node, scope)
            case nodes.Not():
                self.expression(node.node, scope)
            case nodes.And() | nodes.Or():
                left, right = self.expression(node.left, scope), self.expression(node.right, scope)
                alike = left is not None and right is not None and ALIKE[left.kind] == ALIKE[right.kind]
                return computed(left.kind) if left is not None and alike else None
            case nodes.List() | nodes.Tuple():
                items = [self.expression(item, scope) for item in node.items]
                return replace(computed("liste"), item=items[0] if items else None)
            case _ if isinstance(node, _ARITHMETIC) and self.names:
                return self._worked_out(node, scope)
            case nodes.CondExpr() if node.expr2 is not None:
                self.expression(node.test, scope)
                self.expression(node.expr2, scope)
                return self.expression(node.expr1, scope)
            case _:
                self.remark(node, "not-supported", f"{written(node)} kan ikke brukes her")
                return None
        return computed("ja_nei")

    # --- names ------------------------------------------------------------------------------------------------------

    def field_of(self, node: nodes.Node, scope: Scope) -> Field | None:
        """The field that a name with its members stands for; None for anything else. Remarks on nothing."""
        if isinstance(node, nodes.Name):
            return scope[node.name] if node.name in scope else self.root.members.get(node.name)
        if not isinstance(node, nodes.Getattr | nodes.Getitem):
            return None
        owner = self.field_of(node.node, scope)
        return owner.members.get(_key(node)) if owner is not None else None

    def _name(self, node: nodes.Name, scope: Scope) -> Field | None:
        if node.name in scope:
            return scope[node.name]
        if node.name in self.root.members:
            return self._use(self.root.members[node.name])
        self.asked.add(node.name)
        if node.name not in self.names:
            known = [*scope, *self.root.members, *self.names]
            self.remark(node, "unknown-name", f"ukjent navn «{node.name}»", did_you_mean(node.name, known))
        return NAMES.get(node.name) if self.names else None

    def _member(self, node: nodes.Getattr | nodes.Getitem, scope: Scope) -> Field | None:
        key = _key(node)
        owner = self.expression(node.node, scope)
        if owner is None:
            return None
        if owner.kind != "gruppe":
            remedy = "Bruk {% for %} og les feltet i hvert punkt." if owner.kind == "liste" else None
            self.remark(node, "unknown-field", f"{_label(owner)} har ingen felt, heller ikke «{key}»", remedy)
            return None
        if key not in owner.members:
            message = f"ukjent felt «{key}» i {owner.path or owner.key or 'saken'}"
            self.remark(node, "unknown-field", message, did_you_mean(key, owner.members))
            return None
        return self._use(owner.members[key])

    def _use(self, field: Field) -> Field:
        if field.path:
            self.used.add(field.path)
        return field

    # --- values -----------------------------------------------------------------------------------------------------

    def _constant(self, node: nodes.Const) -> Field | None:
        kinds: dict[type, Kind] = {bool: "ja_nei", int: "heltall", float: "tall", str: "tekst"}
        kind = kinds.get(type(node.value))
        if kind is None:
            self.remark(node, "not-supported", "none kan ikke brukes her", "Skriv «is oppgitt» eller «is not oppgitt».")
            return None
        return computed(kind)

    def _tested(self, node: nodes.Test, scope: Scope) -> None:
        field = self.expression(node.node, scope)
        if node.name not in TESTS:
            self.remark(node, "unknown-test", f"«is {node.name}» finnes ikke", f"Bruk en av: {', '.join(TESTS)}.")
        elif node.args or node.kwargs or not isinstance(node.node, _TESTED):
            self.remark(node, "not-supported", f"«is {node.name}» skal stå rett bak et felt")
        elif node.name == "uavklart" and field is not None and field.kind == "gruppe" and not field.path.endswith("[]"):
            hint = "Spør om et av feltene i gruppen."
            self.remark(node, "not-supported", f"{_label(field)} er en gruppe og blir aldri uavklart selv", hint)

    def _worked_out(self, node: nodes.Node, scope: Scope) -> Field:
        for child in node.iter_child_nodes():
            part = self.expression(child, scope)
            if part is not None and part.kind not in NUMBERS:
                self.remark(node, "wrong-arithmetic", f"{_label(part)} er {ALIKE[part.kind]} og kan ikke regnes med")
        return computed("tall")

    def _called(self, node: nodes.Call, scope: Scope) -> Field | None:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in self.names or name not in FUNCTIONS:
            self.remark(node, "not-supported", "funksjoner kan ikke brukes her")
            return None
        if name == TABLE:
            return table_called(self, node, scope)
        kind, wanted = FUNCTIONS[name]
        arguments = [self.expression(argument, scope) for argument in node.args]
        if len(arguments) != len(wanted) or node.kwargs or node.dyn_args or node.dyn_kwargs:
            message = f"{name}(…) skal ha {len(wanted)} {'verdi' if len(wanted) == 1 else 'verdier'}"
            self.remark(node, "wrong-arguments", message)
        for argument, what in zip(arguments, wanted, strict=False):
            if argument is not None and ALIKE[argument.kind] not in what:
                self.remark(node, "wrong-arguments", f"{name}(…) kan ikke ta imot {ALIKE[argument.kind]}")
        return computed(kind)

    # --- filters ----------------------------------------------------------------------------------------------------

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Field | None:
        field = self.expression(node.node, scope) if node.node is not None else None
        for argument in node.args:
            self.expression(argument, scope)
        if node.name not in FILTERS:
            self.remark(node, "unknown-filter", f"ukjent filter «{node.name}»", did_you_mean(node.name, FILTERS))
            return None
        self._arguments(node)
        if field is None or self.surely_a_gap(field):
            return field
        if field.kind not in WANTS[node.name]:
            fits = field.kind in NEEDS and "tekst" in WANTS[node.name]
            message = f"filteret {node.name} passer ikke for {_label(field)}"
            self.remark(
                node,
                "not-words" if fits else "wrong-filter",
                f"{_label(field)} {NEEDS[field.kind]}" if fits else message,
            )
            return None
        if node.name in ("med", "uten"):
            if node.args:
                self._picked(node, field)
            return field
        if node.name == "antall":
            return computed("heltall")
        if field.kind == "liste" and field.item is not None and field.item.kind not in WORDS:
            hint = "Bruk {% for %}, og velg felt eller filter for hvert punkt."
            self.remark(node, "wrong-filter", f"punktene i {_label(field)} kan ikke settes sammen til en tekst", hint)
        return replace(field, kind="tekst", item=None, choices={})

    def _arguments(self, node: nodes.Filter) -> None:
        least, allowed = ARGUMENTS.get(node.name, (0, ()))
        if node.kwargs or node.dyn_args or node.dyn_kwargs or not least <= len(node.args) <= len(allowed):
            expected = f"{least}–{len(allowed)}" if least != len(allowed) else str(least)
            message = (
                f"filteret {node.name} skal ha {expected} ord i parentes"
                if allowed
                else f"filteret {node.name} skal stå uten parentes"
            )
            self.remark(node, "wrong-arguments", message)
        for argument, words in zip(node.args, allowed, strict=False):
            word = argument.value if isinstance(argument, nodes.Const) else None
            if words is not None and str(word) not in words:
                message = f"filteret {node.name} kan ikke ha «{word}» i parentes"
                self.remark(node, "wrong-arguments", message, f"Bruk {' eller '.join(words)}.")

    def _picked(self, node: nodes.Filter, field: Field) -> None:
        """`med` and `uten`: the member that they look at, and the value that they look for; `uten` alone needs none."""
        key = str(getattr(node.args[0], "value", ""))
        members = field.item.members if field.item is not None else {}
        if key not in members:
            message = f"ukjent felt «{key}» i punktene i {_label(field)}"
            self.remark(node, "unknown-field", message, did_you_mean(key, members))
            return
        member = self._use(members[key])
        if node.name == "med" and len(node.args) > 1:
            self._choice(node, member, node.args[1])
            self._alike(node, member, self.expression(node.args[1], {}))

    # --- comparisons ------------------------------------------------------------------------------------------------

    def _compared(self, node: nodes.Compare, scope: Scope) -> None:
        sides = [(node.expr, "eq"), *((operand.expr, operand.op) for operand in node.ops)]
        fields = [self.expression(side, scope) for side, _ in sides]
        for (left, right), (_, operator) in zip(pairwise(fields), sides[1:], strict=True):
            if left is None or right is None:
                continue
            if operator in ("in", "notin"):
                self._inside(node, left, right)
            elif right.kind in ("liste", "gruppe") or left.kind in ("liste", "gruppe"):
                odd = left if left.kind in ("liste", "gruppe") else right
                hint = 'Skriv for eksempel {% if "operativt" in stilling.nivå %}.' if odd.kind == "liste" else None
                self.remark(
                    node, "wrong-comparison", f"{_label(odd)} er {ALIKE[odd.kind]} og kan ikke sammenlignes", hint
                )
            else:
                self._alike(node, left, right)
                if operator not in ("eq", "ne") and ALIKE[left.kind] in ("en tekst", "ja eller nei"):
                    message = f"{_label(left)} er {ALIKE[left.kind]} og kan ikke være større eller mindre"
                    self.remark(node, "wrong-comparison", message)
        for field in filter(None, fields):
            for side, _ in sides:
                self._choice(node, field.item or field, side)

    def _inside(self, node: nodes.Compare, left: Field, right: Field) -> None:
        if right.kind == "liste":
            if right.item is not None:
                self._alike(node, right.item, left)
        elif ALIKE[right.kind] != "en tekst" or ALIKE[left.kind] != "en tekst":
            self.remark(
                node, "wrong-comparison", f"{_label(right)} er {ALIKE[right.kind]}, og ingenting kan være «in» den"
            )

    def _alike(self, node: nodes.Node, left: Field, right: Field | None) -> None:
        if right is not None and ALIKE[left.kind] != ALIKE[right.kind]:
            message = f"{_label(left)} er {ALIKE[left.kind]} og kan ikke sammenlignes med {ALIKE[right.kind]}"
            hint = "Skriv {% if felt %} eller {% if not felt %}." if left.kind == "ja_nei" else None
            self.remark(node, "wrong-comparison", message, hint)

    def _choice(self, node: nodes.Node, field: Field, side: nodes.Node) -> None:
        values = side.items if isinstance(side, nodes.List | nodes.Tuple) else [side]
        for value in values:
            known = value.value if isinstance(value, nodes.Const) else None
            if field.choices and known is not None and known not in field.choices:
                message = f"«{known}» er ikke et valg i {field.path}"
                self.remark(node, "unknown-choice", message, did_you_mean(str(known), field.choices))


def _key(node: nodes.Getattr | nodes.Getitem) -> str:
    return node.attr if isinstance(node, nodes.Getattr) else str(getattr(node.arg, "value", ""))


def _label(field: Field) -> str:
    return field.path or "verdien"
