"""What the template owner reads after `make-docs check templates/`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from pipeline.errors import Fault
from pipeline.report import Json, errors_as_json
from pipeline.report.lines import say_fault, say_line

if TYPE_CHECKING:
    from pipeline.templatecheck import CheckedTemplates


def templates_as_json(checked: Sequence[CheckedTemplates]) -> Json:
    """The check as one JSON object; `notes` are advice, with the shape of errors."""
    return {
        "version": 1,
        "command": "check",
        "dry_run": False,
        "errors": errors_as_json([fault for one in checked for fault in one.faults]),
        "notes": errors_as_json([note for one in checked for note in one.notes]),
        "cases": [],
        "templates": [
            {
                "document": template.name,
                "path": str(template.path),
                "errors": errors_as_json(template.faults),
                "notes": errors_as_json(template.notes),
            }
            for one in checked
            for template in one.templates
        ],
        "exit_code": max(one.exit_code for one in checked),
    }


def tell_templates(screen: Console, checked: Sequence[CheckedTemplates], *, quiet: bool) -> None:
    """Every template with its faults and notes, then what concerns them all; `quiet` leaves the faults only."""
    for one in checked:
        if not quiet:
            say_line(screen, f"Maler i {one.folder}", style="bold")
        _say(screen, one.faults, () if quiet else one.notes)
        for template in one.templates:
            faults, notes = len(template.faults), len(template.notes)
            found = f"{faults} feil, {notes} å se på" if faults or notes else "i orden"
            if not quiet:
                counted = f"(deler: {len(template.sections)}, felt: {len(template.used)})"
                say_line(screen, f"{template.name}: {found} {counted}")
            _say(screen, template.faults, () if quiet else template.notes)


def _say(screen: Console, faults: Iterable[Fault], notes: Iterable[Fault]) -> None:
    for fault in faults:
        say_fault(screen, fault)
    for note in notes:
        say_fault(screen, note, severity="warning")
