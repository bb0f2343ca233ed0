"""Tells what a command did as it goes: in words, case by case, or as the one JSON object that a program asked for.

Results go to stdout, what stopped a command to stderr. When nobody reads any more (`| head`), the work goes on.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from pipeline.errors import INTERRUPTED, Fault, MakeDocsError
from pipeline.report import Json, Report, Run, as_json
from pipeline.report.fleet import tell_fleet
from pipeline.report.lines import console, say_fault
from pipeline.report.templates import tell_templates, templates_as_json
from pipeline.report.terminal import Telling, tell
from pipeline.streams import deafen

if TYPE_CHECKING:
    from pipeline.templatecheck import CheckedTemplates

INTERRUPTION = Fault("interrupted", "Avbrutt. Dokumentene som var ferdige, er skrevet. Resten er ikke rørt.")
_LONG = 10
"""From how many cases on a progress bar is worth its place."""


class Listener:
    """The one who asked: a person at a console, or a program that reads JSON."""

    def __init__(self, telling: Telling, *, wants_json: bool) -> None:
        level = logging.INFO if telling.verbose else logging.WARNING
        logging.basicConfig(stream=sys.stderr, format="%(message)s", level=level, force=True)
        self.telling = telling
        self.wants_json = wants_json
        self.screen = console(sys.stdout)

    def hear(self, command: str, reports: Iterable[Report]) -> int:
        """Tells each report as it comes, or all of them at the end; gives the exit code."""
        told: list[Report] = []
        faults: tuple[Fault, ...] = ()
        code = 0
        try:
            for report in reports:
                told.append(report)
                self._say(lambda report=report: tell(self.screen, report, self.telling))  # type: ignore[misc]
        except MakeDocsError as error:
            faults, code = error.faults, error.exit_code
        except KeyboardInterrupt:
            faults, code = (INTERRUPTION,), INTERRUPTED
        run = Run(command, self.telling.dry_run, tuple(told), faults, code)
        if self.wants_json:
            say_json(as_json(run))
        else:
            say_faults(run.errors)
        if len(told) > 1 and not self.telling.quiet:
            self._say(lambda: tell_fleet(self.screen, run, checking=self.telling.checking))
        return run.exit_code

    def hear_templates(self, checked: Sequence[CheckedTemplates]) -> int:
        """Tells what a template's owner should know; gives the exit code."""
        if self.wants_json:
            say_json(templates_as_json(checked))
        self._say(lambda: tell_templates(self.screen, checked, quiet=self.telling.quiet))
        return max(one.exit_code for one in checked)

    def watching(self, reports: Iterable[Report], total: int) -> Iterator[Report]:
        """The reports, with a progress bar when the work is long and a person is watching.

        On a terminal the bar shares its console with the reports, so that it stays below them.
        """
        screen: Console = self.screen if self.screen.is_terminal and not self.wants_json else console(sys.stderr)
        if self.telling.quiet or total < _LONG or not screen.is_terminal:
            yield from reports
            return
        from rich.progress import Progress  # slow to import, and seldom needed

        with Progress(console=screen, transient=True) as progress:
            task = progress.add_task("Lager dokumenter", total=total)
            for report in reports:
                progress.advance(task)
                yield report

    def _say(self, words: Callable[[], None]) -> None:
        if self.wants_json:
            return
        try:
            words()
        except BrokenPipeError:
            deafen()
            self.screen = console(sys.stdout)


def stop(faults: Sequence[Fault], code: int, *, wants_json: bool, said: bool = False) -> int:
    """Tells what stopped a command before it could tell anything itself; gives the exit code."""
    if wants_json:
        say_json(as_json(Run(None, False, (), tuple(faults), code)))
    elif not said:
        say_faults(faults)
    return code


def say_json(value: Json) -> None:
    """One object on stdout, in ASCII, so that no console changes a letter."""
    sys.stdout.write(json.dumps(value, indent=2) + "\n")


def say_faults(faults: Iterable[Fault]) -> None:
    """What stopped a command, on stderr."""
    screen = console(sys.stderr)
    for fault in faults:
        say_fault(screen, fault)
