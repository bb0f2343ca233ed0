"""The README says what is so: its commands, options, exit codes and steps are those of the program."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import click

import pipeline
from pipeline import cli, errors

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[str]:
    """Give the first cell of each row in the table under a heading, without the header row."""
    rows = README.partition(f"\n| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [row.split("|")[1].strip() for row in rows]


def test_two_commands_open_the_readme() -> None:
    """The first two commands do all the set-up, for the main job and the tests; .ci/run finds exactly these two."""
    job, tests, *_ = re.findall(r"^```sh\n(.*?)\n```$", README, re.DOTALL | re.MULTILINE)
    assert [job, tests] == re.findall(r"^python -m pip install.*$", README, re.MULTILINE)
    assert job.endswith(" && make-docs cases/bydel-x.yaml")
    assert tests.endswith(" && python -m pytest")
    assert "grep '^python -m pip install' README.md" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_options_are_those_of_the_command() -> None:
    """The table of options names every option of the main job, and no other."""
    told = {option for cell in _table("Option") for option in re.findall(r"--?[a-z][a-z-]*", cell)}
    build = cli.commands.commands["build"]
    context = click.Context(cli.commands)
    parameters = [*build.get_params(click.Context(build, parent=context)), *cli.commands.get_params(context)]
    known = {name for one in parameters if isinstance(one, click.Option) and not one.hidden for name in one.opts}
    assert told == known | {"-h", "--help"}


def test_exit_codes_are_those_of_the_errors() -> None:
    """The table of exit codes has one row for each way to end."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")]
    ends = {0, 1, errors.BUG, errors.INTERRUPTED} | {kind.exit_code for kind in kinds}
    assert [int(code) for code in _table("Exit code")] == sorted(ends)


def test_steps_are_those_of_the_spine() -> None:
    """The six steps stand in the same words in the README and in what --verbose prints when it is no dry run."""
    spine = ast.parse((Path(pipeline.__file__).parent / "make.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(spine) if isinstance(node, ast.Call) and ast.unparse(node.func) == "log.info"]
    said = [ast.literal_eval(call.args[0]) for call in sorted(calls, key=lambda call: call.lineno)]
    steps = re.findall(r"^(\d)\. \*\*\w+\*\* \(«(.+?)»\)", README, re.MULTILINE)
    real = {words[0]: words.removesuffix(" %s") for words in said}
    assert [f"{number} {words}" for number, words in steps] == list(real.values())
    assert len(steps) == 6
