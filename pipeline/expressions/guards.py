"""What a template can know of a field where it stands: may it be missing there, and could it be a gap?

Each branch of a condition narrows what its fields can be (`Vocabulary.assume`). From that follow two questions: may an
optional value be missing where it is shown, and could a gap reach a branch that says something about a known value (an
`else`, a `not`, a `!=`)?
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from jinja2 import nodes

from pipeline.model import Condition, Field

World: TypeAlias = Mapping[str, frozenset[str]]
"""What the fields at some paths can be: `ABSENT`, `GAP`, or some values. Of the other fields nothing is known."""

Worlds: TypeAlias = tuple[World, ...]
"""The worlds that a place in the template can be in; none where nobody comes."""

ABSENT, GAP, SOME = "absent", "gap", "some"
_MISSING = frozenset({ABSENT, GAP})
_TURNED = {"lt": "gt", "gt": "lt", "lteq": "gteq", "gteq": "lteq", "eq": "eq", "ne": "ne"}
_MOST_WORLDS = 64
_DENIED = {"gt": "lteq", "gteq": "lt", "ne": "eq", "notin": "in"}


class Vocabulary:
    """What can be known of the fields; `field_of` tells which field an expression is, if any."""

    def __init__(self, root: Field, field_of: Callable[[nodes.Node], Field | None]) -> None:
        self._root = root
        self._fields = {field.path: field for field in _all_fields(root)}
        self._find = field_of
        conditions = [condition for field in self._fields.values() for condition in field.required_when]
        self._limits = {each.field: each.under for each in conditions if each.under is not None}

    def _field_of(self, node: nodes.Node) -> Field | None:
        """The field as the vocabulary has it, for a name may stand for its words only."""
        found = self._find(node)
        return self._fields.get(found.path) if found is not None and found.path else None

    # --- what a field can be ----------------------------------------------------------------------------------------

    def may_be_a_gap(self, field: Field, worlds: Worlds) -> bool:
        return any(GAP in self._possible(field, world) for world in worlds)

    def must_be_a_gap(self, field: Field, worlds: Worlds) -> bool:
        return bool(worlds and field.path) and all(self._possible(field, world) == {GAP} for world in worlds)

    def missing_level(self, field: Field, worlds: Worlds) -> str | None:
        """The field or group to ask about before `field` is shown; None when it cannot be missing here."""
        for world in worlds:
            if ABSENT not in self._possible(field, world):
                continue
            for level in _levels(self._root, field.path):
                if not (level.required or _is_there(level, world) or _wanted(level, world)):
                    return level.path.rpartition("[].")[2]
        return None

    def _possible(self, field: Field, world: World) -> frozenset[str]:
        """What the field can be; what is always required is never absent."""
        known = world.get(field.path)
        if known is None:
            always = all(level.required for level in _levels(self._root, field.path))
            known = self._values(self._fields[field.path]) | ({GAP} if always else _MISSING)
        return known

    def _values(self, field: Field) -> frozenset[str]:
        if field.kind in ("valg", "ja_nei"):
            return frozenset(map(_equal, field.choices or ("ja", "nei")))
        limit = self._limits.get(field.path)
        return frozenset({SOME} if limit is None else {f"<{limit}", f">={limit}"})

    # --- what a condition tells -------------------------------------------------------------------------------------

    def assume(self, test: nodes.Node, truth: bool, worlds: Worlds) -> Worlds:
        """The worlds where `test` is true, or is not."""
        if isinstance(test, nodes.Not):
            return self.assume(test.node, not truth, worlds)
        if isinstance(test, nodes.And | nodes.Or):
            left = self.assume(test.left, truth, worlds)
            if truth is isinstance(test, nodes.And):
                return self.assume(test.right, truth, left)
            return _few(left + self.assume(test.right, truth, self.assume(test.left, not truth, worlds)))
        return tuple(world for before in worlds for world in self._told(test, truth, before))

    def _told(self, test: nodes.Node, truth: bool, world: World) -> Worlds:
        if isinstance(test, nodes.Test) and test.name in ("oppgitt", "uavklart"):
            return self._asked(test, truth, world)
        if isinstance(test, nodes.Compare):
            return self._compared(test, truth, world)
        field = self._field_of(test)
        if field is None:
            return self._nothing_missing(test, world) if truth and isinstance(test, nodes.Filter) else (world,)
        return self._narrow(field, self._truths(field) if truth else self._falsehoods(field), world)

    def _truths(self, field: Field) -> frozenset[str]:
        if field.kind == "gruppe":
            return self._values(field) | {GAP}
        return self._values(field) - {_equal("nei")} if field.kind == "ja_nei" else self._values(field)

    def _falsehoods(self, field: Field) -> frozenset[str]:
        if field.kind == "ja_nei":
            return _MISSING | {_equal("nei")}
        if field.kind == "gruppe" and not field.required:
            return frozenset({ABSENT})
        return _MISSING | (self._values(field) if field.kind in ("heltall", "tall") else set())

    def _asked(self, test: nodes.Test, truth: bool, world: World) -> Worlds:
        field = self._field_of(test.node)
        if field is None:
            return (world,)
        told = {GAP} | (self._values(field) if test.name == "oppgitt" else set())
        return self._narrow(field, told if truth else (self._values(field) | _MISSING) - told, world)

    def _compared(self, test: nodes.Compare, truth: bool, world: World) -> Worlds:
        """Every comparison is false of what is missing, except `not in`."""
        operator, left, right = test.ops[0].op, test.expr, test.ops[0].expr
        if isinstance(left, nodes.Const) and operator in _TURNED:
            operator, left, right = _TURNED[operator], right, left
        field, constants = self._field_of(left), _constants(right)
        if field is None or constants is None or len(test.ops) > 1:
            told = truth is not (operator == "notin")
            return self._nothing_missing(test, world) if told else (world,)
        yes, no = self._outcomes(field, _DENIED.get(operator, operator), constants)
        if operator in _DENIED:
            yes, no = no, yes
        missing = _MISSING if truth is (operator == "notin") else set()
        return self._narrow(field, (yes if truth else no) | missing, world)

    def _outcomes(self, field: Field, operator: str, constants: list[object]) -> tuple[set[str], set[str]]:
        """The values for which a comparison with constants can be true, and those for which it can be false."""
        values, limit = set(self._values(field)), self._limits.get(field.path)
        if operator in ("eq", "in") and field.kind in ("valg", "ja_nei", "tekst"):
            yes = {_equal(value) for value in constants}
            return yes, values - yes
        number = constants[0] if constants else None
        if limit is None or not isinstance(number, int | float) or operator == "in":
            return values, values
        under, rest = f"<{limit}", f">={limit}"
        if operator == "eq":
            return {under if number < limit else rest}, values
        reaches = number > limit or (operator == "lteq" and number == limit)
        return {under, rest} if reaches else {under}, {under, rest} if number < limit else {rest}

    def _nothing_missing(self, test: nodes.Node, world: World) -> Worlds:
        narrowed: Worlds = (world,)
        for field in filter(None, map(self._field_of, fields_in(test))):
            narrowed = tuple(each for one in narrowed for each in self._narrow(field, self._values(field), one))
        return narrowed

    def _narrow(self, field: Field, allowed: Iterable[str], world: World) -> Worlds:
        known, allowed = self._possible(field, world), set(allowed)
        narrowed = known & allowed | ({each for each in allowed if each[0] == "="} if SOME in known else set())
        return ({**world, field.path: frozenset(narrowed)},) if narrowed else ()

    def denied(self, test: nodes.Node, worlds: Worlds, *, truth: bool = True) -> Iterator[Field]:
        """The fields that may be gaps where `test` holds because it says that they are not something.

        A `!=` is none of these: it is false of a gap, like every comparison.
        """
        if isinstance(test, nodes.Not):
            yield from self.denied(test.node, worlds, truth=not truth)
        elif isinstance(test, nodes.And | nodes.Or):
            both = truth is isinstance(test, nodes.And)
            yield from self.denied(test.left, self.assume(test.right, truth, worlds) if both else worlds, truth=truth)
            yield from self.denied(test.right, self.assume(test.left, truth is both, worlds), truth=truth)
        elif not isinstance(test, nodes.Test) and truth is (isinstance(test, nodes.Compare) and _is_not_in(test)):
            within = self.assume(test, truth, worlds)
            fields = filter(None, map(self._field_of, fields_in(test)))
            yield from (field for field in fields if self.may_be_a_gap(field, within))

    # --- loops ------------------------------------------------------------------------------------------------------

    def inside(self, items: nodes.Node, worlds: Worlds) -> Worlds:
        """The worlds in a loop over `items`: the list is not absent, and of the item only `med` and `uten` tell."""
        field = self._field_of(_subject(items))
        if field is None:
            return worlds
        return _few(tuple(world for before in worlds for world in self._looped(field, items, before)))

    def _looped(self, field: Field, items: nodes.Node, world: World) -> Worlds:
        before = f"{field.path}[]"
        fresh = {path: known for path, known in world.items() if not path.startswith(before)}
        narrowed = self._narrow(field, self._values(field) | {GAP}, fresh)
        gap = {GAP} & self._possible(field, world)
        for picked in (items, *items.find_all(nodes.Filter)):
            constants = _constants(nodes.List(picked.args)) if isinstance(picked, nodes.Filter) else None
            member = field.item.members.get(str(constants[0])) if constants and field.item is not None else None
            if member is not None and isinstance(picked, nodes.Filter) and constants is not None:
                told = _MISSING if picked.name == "uten" else {*map(_equal, constants[1:])}
                narrowed = tuple(each for one in narrowed for each in self._narrow(member, told | gap, one))
        return narrowed


# --- expressions ----------------------------------------------------------------------------------------------------


def fields_in(node: nodes.Node) -> Iterator[nodes.Node]:
    """The names with their members that an expression mentions, each whole."""
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from fields_in(child)


def _subject(node: nodes.Node) -> nodes.Node:
    """What an expression is about, below its filters."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        node = node.node
    return node


def _is_not_in(test: nodes.Compare) -> bool:
    return any(operand.op == "notin" for operand in test.ops)


def _constants(node: nodes.Node) -> list[object] | None:
    """The values of a constant or of a list of constants; None for anything else."""
    listed = node.items if isinstance(node, nodes.List | nodes.Tuple) else [node]
    values = [item.value for item in listed if isinstance(item, nodes.Const)]
    return values if len(values) == len(listed) else None


def _equal(value: object) -> str:
    return f"={'ja' if value is True else 'nei' if value is False else value}"


def _few(worlds: Worlds) -> Worlds:
    """The worlds; melted into one, which forgets how fields hang together, when they are very many."""
    if len(worlds) <= _MOST_WORLDS:
        return worlds
    common = set[str].intersection(*(set(world) for world in worlds))
    return ({path: frozenset[str]().union(*(world[path] for world in worlds)) for path in common},)


def _wanted(level: Field, world: World) -> bool:
    """Whether the field or group is required in this world."""
    conditions = level.required_when
    return bool(conditions) and all(_holds(condition, world.get(condition.field)) for condition in conditions)


def _holds(condition: Condition, known: frozenset[str] | None) -> bool:
    """Whether a condition holds for certain, when its field can only be what is `known`."""
    if known is None:
        return False
    if condition.filled is not None:
        return not known & _MISSING if condition.filled else known == {ABSENT}
    if condition.under is not None:
        return known == {f"<{condition.under}"}
    if condition.equals:
        return known <= set(map(_equal, condition.equals))
    return not known & {*map(_equal, condition.differs), *_MISSING, SOME}


def _is_there(level: Field, world: World) -> bool:
    """Whether the field, or something in the group, is known not to be missing."""
    inside = f"{level.path}."
    return any(ABSENT not in known for path, known in world.items() if path == level.path or path.startswith(inside))


def _levels(root: Field, path: str) -> Iterator[Field]:
    """The field at `path` and the groups above it, outermost first, up to the item of the list that it is in."""
    found: list[Field] = []
    level = root
    for step in path.split("."):
        level = level.members[step.removesuffix("[]")]
        found.append(level)
        if step.endswith("[]") and level.item is not None:
            level = level.item
            found.clear()
    yield from found


def _all_fields(field: Field) -> Iterator[Field]:
    yield field
    for inner in (*field.members.values(), *([field.item] if field.item is not None else [])):
        yield from _all_fields(inner)
