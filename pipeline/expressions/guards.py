"""Which branches a gap or an absent value could reach.

Two questions about a template: may an optional value be missing where it is shown, and could a gap end up in a branch
that says something about a known value (an `else`, a `not`, a `!=`)?
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from pipeline.model import Field


@dataclass(frozen=True, slots=True)
class Guards:
    """What the enclosing branches have asked about, and the fields that are gaps for certain inside them."""

    mentioned: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()

    def within(self, mentioned: Iterable[str], gaps: Iterable[str] = ()) -> Guards:
        return Guards(self.mentioned | frozenset(mentioned), self.gaps | frozenset(gaps))


def certain_gaps(test: nodes.Node, path_of: Callable[[nodes.Node], str | None]) -> Iterator[str]:
    """Fields that are gaps wherever this test is true."""
    if isinstance(test, nodes.And):
        yield from certain_gaps(test.left, path_of)
        yield from certain_gaps(test.right, path_of)
    elif isinstance(test, nodes.Test) and test.name == "uavklart":
        path = path_of(test.node)
        if path is not None:
            yield path


def fields_in(node: nodes.Node) -> Iterator[nodes.Node]:
    """The names with their members that an expression mentions, each whole."""
    if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from fields_in(child)


def unguarded(root: Field, field: Field, guards: Guards) -> str | None:
    """The path that should have been asked about before `field` is shown, or None when all is well.

    A value may be missing when it, or a group above it, is optional or required only under a condition. Any question
    about the optional field or group, about something inside that group, or about the condition counts as a guard.
    """
    for level in _levels(root, field.path):
        if level.required or level.path.endswith("[]"):
            continue
        conditions = {condition.field for condition in level.required_when}
        below = (f"{level.path}.", f"{level.path}[")
        inside = any(path == level.path or path.startswith(below) for path in guards.mentioned)
        if not inside and not (conditions & guards.mentioned):
            return level.path.rsplit("[].", 1)[-1] if "[]" in level.path else level.path
    return None


def _levels(root: Field, path: str) -> Iterator[Field]:
    """The field at `path` and what lies above it, outermost first; list items are always there."""
    level = root
    for step in path.split("."):
        key = step.removesuffix("[]")
        level = level.members[key]
        yield level
        if step.endswith("[]") and level.item is not None:
            level = level.item


def unsafe_elses(
    branches: Sequence[nodes.If | nodes.CondExpr],
    has_else: bool,
    paths: Sequence[Sequence[str]],
    path_of: Callable[[nodes.Node], str | None],
    guards: Guards,
) -> Iterator[str]:
    """A message for each branch of an if-chain that a gap could reach without anyone having asked."""
    asked: set[str] = set(guards.mentioned)
    for branch in branches:
        exact = set(_asked_exactly(branch.test, path_of))
        for path in _denied(branch.test, path_of):
            if path not in asked | exact:
                yield f"et hull i {path} ville regnes som «ikke» her"
        asked |= exact
    if has_else:
        for path in dict.fromkeys(path for mentioned in paths for path in mentioned):
            if path not in asked:
                yield f"et hull i {path} ville havne i else"


def _asked_exactly(test: nodes.Node, path_of: Callable[[nodes.Node], str | None]) -> Iterator[str]:
    """Fields whose being a gap or not this test settles: `is uavklart`, `is oppgitt`."""
    for node in (test, *test.find_all(nodes.Test)):
        if isinstance(node, nodes.Test) and node.name in ("uavklart", "oppgitt"):
            path = path_of(node.node)
            if path is not None:
                yield path


def _denied(test: nodes.Node, path_of: Callable[[nodes.Node], str | None]) -> Iterator[str]:
    """Fields that a `not`, `!=` or `not in` asks about."""
    for node in (test, *test.find_all((nodes.Not, nodes.Compare))):
        if isinstance(node, nodes.Not) and not isinstance(node.node, nodes.Test):
            denied: nodes.Node = node.node
        elif isinstance(node, nodes.Compare) and any(operand.op in ("ne", "notin") for operand in node.ops):
            denied = node
        else:
            continue
        yield from (path for part in fields_in(denied) if (path := path_of(part)) is not None)
