"""The shape that the code keeps: imports go one way, and each room alone knows what is behind its door."""

from __future__ import annotations

import ast
import graphlib
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import pipeline

ROOT = Path(__file__).parent.parent
PACKAGE = Path(pipeline.__file__).parent

# What a layer imports, directly or through other modules, is in layers below its own; modules that are not named here
# lie somewhere between. A package under pipeline/ counts as one module.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"make"},
    {"case", "fill", "merge", "check", "store", "report"},
    {"library"},
    {"expressions"},
    {"word"},
    {"language"},
    {"model"},
    {"values"},
    {"errors"},
)

# Who alone may import what.
DOORS = {
    "jinja2": {"expressions"},
    "docxtpl": {"expressions"},
    "markupsafe": {"expressions"},
    "lxml": {"word"},
    "docx": {"word"},
    "click": {"cli", "grammar", "options", "rulebook", "upkeep"},
}

# The name under which a module is imported, where the name of its distribution is another.
DISTRIBUTIONS = {"docx": "python-docx", "yaml": "PyYAML"}

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


@dataclass(frozen=True, slots=True)
class Module:
    """A source file; `room` is the module or package directly under pipeline/ that it belongs to."""

    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")

    def imports(self) -> Iterator[tuple[str, int]]:
        """Every module imported at run time, dotted, with its line; imports for type checkers only do not count."""
        for node in _at_run_time(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{self.path}:{node.lineno} imports relatively"
                module = node.module or ""
                for name in [f"pipeline.{alias.name}" for alias in node.names] if module == "pipeline" else [module]:
                    yield name, node.lineno


def _at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _at_run_time(child)


MODULES = [Module(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(PACKAGE.rglob("*.py"))]
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.path.relative_to(PACKAGE)))


def _imported_rooms() -> dict[str, set[str]]:
    """For each room, the other rooms that it imports."""
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        below = graph.setdefault(module.room, set())
        dotted = [name.split(".") for name, _ in module.imports()]
        below |= {parts[1] for parts in dotted if parts[0] == "pipeline" and len(parts) > 1}
        below -= {module.room, "__version__"}
    return graph


def _all_below(room: str, graph: dict[str, set[str]]) -> set[str]:
    return graph[room].union(*(_all_below(below, graph) for below in graph[room]))


def test_imports_go_one_way() -> None:
    """No imports go in a circle, and each layer stands only on those below: cli, make, the stages, and so on."""
    graph = _imported_rooms()
    graphlib.TopologicalSorter(graph).prepare()
    lower = {room for rooms in LAYERS for room in rooms}
    for rooms in LAYERS:
        assert rooms <= graph.keys()
        lower -= rooms
        for room in rooms:
            above = (_all_below(room, graph) & {named for layer in LAYERS for named in layer}) - lower
            assert not above, f"pipeline/{room} stands on {above}, which is not in a layer below it"


@each_module
def test_each_room_knows_its_own_trade(module: Module) -> None:
    """Jinja and docxtpl are known in expressions only, WordprocessingML in word, click in the command line."""
    for name, line in module.imports():
        top = name.partition(".")[0]
        assert module.room in DOORS.get(top, {module.room}), f"{module.path}:{line} imports {name}"


@each_module
def test_what_is_imported_is_declared(module: Module) -> None:
    """The package imports nothing but the standard library and the dependencies that pyproject.toml declares."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", wanted)[0].lower() for wanted in project["dependencies"]} | {"markupsafe"}
    for name, line in module.imports():
        top = name.partition(".")[0]
        if top != "pipeline" and top not in sys.stdlib_module_names:
            assert DISTRIBUTIONS.get(top, top).lower() in declared, f"{module.path}:{line} imports {name}"


@each_module
def test_only_the_rim_prints_and_exits(module: Module) -> None:
    """Only cli ends the process, and only cli and report write to the terminal."""
    exits = {"cli", "__main__"}
    writes = exits | {"report", "streams"}
    for node in ast.walk(module.tree):
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ast.unparse(node) if _is_stream(node) else ""
        if called in {"sys.exit", "exit", "quit", "os._exit"}:
            assert module.room in exits, f"{module.path}:{node.lineno} ends the process"  # type: ignore[attr-defined]
        if called in {"print", "input", "sys.stdout", "sys.stderr", "click.echo"}:
            assert module.room in writes, f"{module.path}:{node.lineno} uses {called}"  # type: ignore[attr-defined]


def _is_stream(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"sys.stdout", "sys.stderr"}


@each_module
def test_modules_stay_small(module: Module) -> None:
    """No module is longer than 300 lines: one that is has found a second subject."""
    length = len(module.path.read_text(encoding="utf-8").splitlines())
    assert length <= 300


@each_module
def test_modules_are_named_for_what_they_do(module: Module) -> None:
    """No module has a name that could hold anything, and each opens with a docstring."""
    assert module.path.stem not in FORBIDDEN_NAMES
    assert not module.tree.body or ast.get_docstring(module.tree), f"{module.path} opens without a docstring"
