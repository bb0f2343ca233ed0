"""YAML that the parser refuses in, the text with its slips mended out, and a Norwegian message for each slip.

The parser's own words point at the place where it gave up, often far from the slip. So each guess is tried: the remedy
is carried out on the lines in memory, and the guess holds when the parser then gets past the place. What no guess
explains is told as «kan ikke leses».
"""

from __future__ import annotations

from collections.abc import Callable

import yaml

from pipeline.errors import Fault
from pipeline.yamlslips import guesses

_MOST_SLIPS = 20
_PARSE_BUDGET = 3_000_000  # characters, so that a big broken file does not take minutes

SyntaxCheck = Callable[[str], "yaml.MarkedYAMLError | None"]


def repaired(text: str, check: SyntaxCheck) -> tuple[str | None, list[Fault]]:
    """The text with its slips mended, or None when something could not be; and a fault for each slip."""
    faults: list[Fault] = []
    lines = text.split("\n")
    budget = _PARSE_BUDGET
    error = check(text)
    while error is not None and len(faults) < _MOST_SLIPS:
        where = _line_of(error, lines)
        context = error.context_mark.line if error.context_mark else where
        for slip in guesses(lines, where, context):
            trial = lines.copy()
            for number, line in slip.lines.items():
                trial[number] = line
            budget -= len(text)
            after = check("\n".join(trial)) if budget > 0 else error
            if after is None or _line_of(after, trial) > max(where, *slip.lines):
                faults.append(_fault(slip.line, slip.column, slip.message, slip.hint))
                lines, error = trial, after
                break
            if slip.sure:
                return None, [*faults, _fault(slip.line, slip.column, slip.message, slip.hint)]
        else:
            faults.append(_unexplained(where, error))
            return None, faults
    return (None if error else "\n".join(lines)), faults


def _line_of(error: yaml.MarkedYAMLError, lines: list[str]) -> int:
    """The line where the parser gave up; at the end of the file, the last line that says anything."""
    mark = error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    while line > 0 and not lines[line].strip():
        line -= 1
    return line


def _fault(line: int, column: int, message: str, hint: str) -> Fault:
    return Fault("yaml-syntax", message, hint, line=line + 1, column=column + 1)


def _unexplained(line: int, error: yaml.MarkedYAMLError) -> Fault:
    column = error.problem_mark.column if error.problem_mark and error.problem_mark.line == line else 0
    hint = "Se på denne linja og linja over: innrykk, kolon, anførselstegn og klammer."
    return _fault(line, column, f"kan ikke leses, linje {line + 1}", hint)
