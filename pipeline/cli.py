"""The command line, the rim: reads what was asked for, calls the stages, prints, and gives the exit code.

Only this module and the consoles it makes print, and only this module exits. Results go to stdout, all else to stderr.
What a command needs is imported when it runs, so that --help is quick.
"""

from __future__ import annotations

import json
import logging
import shlex
import sys
import traceback
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import __version__
from pipeline.errors import AccessError, Fault, MakeDocsError, UsageError
from pipeline.norwegian import speak_norwegian
from pipeline.streams import deafen, finish, steady

if TYPE_CHECKING:
    from pipeline.report import Report

speak_norwegian()

from pipeline.grammar import Commands  # noqa: E402 - click asks for its words when commands are declared
from pipeline.options import options  # noqa: E402

BUG, INTERRUPTED = 70, 130
_LONG = 10
"""From how many cases on a progress bar is worth its place."""


def main() -> None:
    """The command `make-docs`."""
    sys.exit(finish(run(sys.argv[1:])))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code (DESIGN section 5)."""
    steady()
    as_json = "--json" in arguments
    try:
        code = commands.main(list(arguments), prog_name="make-docs", standalone_mode=False)
    except MakeDocsError as error:
        return _stop(error.faults, error.exit_code, as_json=as_json)
    except click.UsageError as error:
        error.show()
        return _stop([Fault("usage", error.format_message())], UsageError.exit_code, as_json=as_json, said=True)
    except (click.Abort, KeyboardInterrupt):
        return _stop([_INTERRUPTION], INTERRUPTED, as_json=as_json)
    except OSError as error:  # what no stage could tell more about: a folder that cannot be read, a full disk
        return _stop([_no_access(error)], AccessError.exit_code, as_json=as_json)
    except Exception as bug:  # noqa: BLE001 - the one boundary: no traceback reaches a user
        if "-v" in arguments or "--verbose" in arguments:
            click.echo("".join(traceback.format_tb(bug.__traceback__)), err=True)
        return _stop([_bug(bug)], BUG, as_json=as_json)
    return code if isinstance(code, int) else 0


_INTERRUPTION = Fault("interrupted", "Avbrutt. Dokumentene som var ferdige, er skrevet. Resten er ikke rørt.")


def _no_access(error: OSError) -> Fault:
    hint = "Sjekk at mappen finnes, at du har tilgang, og at det er plass på disken."
    return Fault(
        "access", f"noe kan ikke leses eller skrives ({error.strerror})", hint, error.filename and str(error.filename)
    )


def _bug(bug: Exception) -> Fault:
    """The fault is ours. A case's words may stand in the exception's, so only its kind is told."""
    where = traceback.extract_tb(bug.__traceback__)[-1]
    message = f"Dette er en feil i make-docs, ikke i det du har skrevet ({type(bug).__name__} i {where.name})."
    return Fault("bug", message, "Meld fra om den, og ta med det som kommer når du legger til --verbose.")


def _stop(faults: Sequence[Fault], code: int, *, as_json: bool, said: bool = False) -> int:
    """Tells what stopped the command: in words on stderr, and as the one object on stdout when that was asked for."""
    if as_json:
        from pipeline.report import Run
        from pipeline.report import as_json as jsonable

        click.echo(json.dumps(jsonable(Run(None, False, (), tuple(faults), code)), ensure_ascii=False, indent=2))
    elif not said:
        _say(faults)
    return code


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="",
    subcommand_metavar="[KOMMANDO] [VALG] [SAK]...",
    epilog="Eksempel: make-docs cases/bydel-x.yaml",
)
@click.version_option(__version__, prog_name="make-docs")
def commands() -> None:
    """Lag Word-dokumentene du trenger for å ansette en erfaringskonsulent, og kontroller dem mot veiledningen.

    Skriv make-docs og navnet på en sak eller en mappe med saker. Uten navn brukes mappen cases.
    """


@commands.command(options_metavar="[VALG]", short_help="Lag dokumentene. Ordet build kan utelates.")
@click.argument("cases", nargs=-1, metavar="[SAK]...", type=click.Path(path_type=Path))
@options("output", "templates")
@click.option("-d", "--only", multiple=True, metavar="DOKUMENT", help="Lag bare dette dokumentet. Kan gjentas.")
@click.option("-n", "--dry-run", is_flag=True, help="Vis hva som ville skjedd, men skriv ingenting.")
@options("json", "date", "verbose", "quiet")
def build(
    cases: tuple[Path, ...],
    output: Path,
    templates: Path | None,
    only: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    today: date,
    verbose: bool,
    quiet: bool,
) -> int:
    """Lag dokumentene til én eller flere saker (ordet build kan utelates)."""
    from pipeline.bulk import make_all
    from pipeline.cases import find_cases
    from pipeline.library import load_library, template_folder
    from pipeline.store import Store

    def reports() -> Iterator[Report]:
        found = find_cases(cases or (Path("cases"),))
        library = load_library(templates or template_folder()).only(only)
        store = Store(output, planning=dry_run)
        with store.exclusive():
            yield from _watched(make_all(found, library, store, today), len(found), hush=as_json or quiet)

    return _tell("build", reports(), dry_run=dry_run, as_json=as_json, quiet=quiet, verbose=verbose)


@commands.command(options_metavar="[VALG]", short_help="Kontroller dokumenter, saker eller maler.")
@click.argument("paths", nargs=-1, required=True, metavar="STI...", type=click.Path(path_type=Path))
@click.option(
    "--case", "case_file", type=click.Path(path_type=Path), metavar="FIL", help="Saken dokumentene hører til."
)
@options("output", "templates", "json", "date", "verbose", "quiet")
def check(
    paths: tuple[Path, ...],
    case_file: Path | None,
    output: Path,
    templates: Path | None,
    as_json: bool,
    today: date,
    verbose: bool,
    quiet: bool,
) -> int:
    """Kontroller dokumenter som er redigert i Word, en sak, eller en mappe med maler."""
    from pipeline.library import is_template_folder, load_library, template_folder
    from pipeline.recheck import Desk, recheck

    if any(is_template_folder(path) for path in paths):
        if not all(is_template_folder(path) for path in paths):
            message = "maler og dokumenter kan ikke kontrolleres i samme kommando"
            raise UsageError(
                [Fault("mixed", message, "Kjør make-docs check én gang for malene, og én gang for resten.")]
            )
        return _tell_templates(paths, as_json=as_json)

    def reports() -> Iterator[Report]:
        desk = Desk(load_library(templates or template_folder()), output, today)
        yield from recheck(paths, case_file, desk)

    return _tell("check", reports(), dry_run=False, as_json=as_json, quiet=quiet, verbose=verbose)


@commands.command(options_metavar="[VALG]")
@click.argument("case_file", metavar="SAK", type=click.Path(path_type=Path))
@options("templates")
def new(case_file: Path, templates: Path | None) -> None:
    """Lag en tom sak der hvert felt er forklart."""
    from pipeline.cases import write_new_case
    from pipeline.library import SCHEMA, carried_folder, load_vocabulary, template_folder

    folder = templates or template_folder()
    path = write_new_case(case_file, load_vocabulary(folder), None if folder == carried_folder() else folder / SCHEMA)
    click.echo(f"Laget {path}. Åpne filen i Notisblokk (Windows) eller Teksteditor (Mac), ikke i Word.")
    click.echo("Fyll ut det du vet. Du trenger ikke fylle ut alt på én gang.")
    click.echo(f"Lag så dokumentene: make-docs {shlex.quote(str(path))}")


@commands.command(options_metavar="[VALG]", short_help="For dem som endrer felter.yaml.")
@options("templates")
def schema(templates: Path | None) -> None:
    """Oppdater sak.schema.json etter en endring i felter.yaml."""
    from pipeline.files import write_file
    from pipeline.library import SCHEMA, load_vocabulary, template_folder
    from pipeline.schema import schema_text

    folder = templates or template_folder()
    changed = write_file(folder / SCHEMA, schema_text(load_vocabulary(folder)).encode(), durable=False)
    click.echo(f"{folder / SCHEMA} er {'oppdatert' if changed else 'uendret'}.")


def _tell(command: str, reports: Iterable[Report], *, dry_run: bool, as_json: bool, quiet: bool, verbose: bool) -> int:
    """Prints each report as it comes, or all of them as one JSON object; gives the exit code."""
    from pipeline.report import Run
    from pipeline.report import as_json as jsonable
    from pipeline.report.lines import console
    from pipeline.report.terminal import Telling, tell, tell_total

    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=level, force=True)
    telling = Telling(dry_run=dry_run, quiet=quiet, verbose=verbose, checking=command == "check")
    screen = console(sys.stdout)
    told: list[Report] = []
    hearing = True
    run = Run(command, dry_run)
    try:
        for report in reports:
            told.append(report)
            if not as_json and hearing:
                try:
                    tell(screen, report, telling)
                except BrokenPipeError:
                    hearing = False
                    deafen()
        run = Run(command, dry_run, tuple(told))
    except MakeDocsError as error:
        run = Run(command, dry_run, tuple(told), error.faults, error.exit_code)
    except KeyboardInterrupt:
        run = Run(command, dry_run, tuple(told), (_INTERRUPTION,), INTERRUPTED)
    if as_json:
        click.echo(json.dumps(jsonable(run), ensure_ascii=False, indent=2))
    else:
        _say(run.errors)
        if hearing:
            tell_total(screen, run, telling)
    return run.exit_code


def _tell_templates(folders: Sequence[Path], *, as_json: bool) -> int:
    from pipeline.report.lines import console
    from pipeline.report.templates import tell_templates, templates_as_json
    from pipeline.templatecheck import check_templates

    checked = [check_templates(folder) for folder in folders]
    if as_json:
        click.echo(json.dumps(templates_as_json(checked), ensure_ascii=False, indent=2))
    else:
        tell_templates(console(sys.stdout), checked)
    return max(one.exit_code for one in checked)


def _say(faults: Iterable[Fault]) -> None:
    from pipeline.report.lines import console, say_fault

    screen = console(sys.stderr)
    for fault in faults:
        say_fault(screen, fault)


def _watched(reports: Iterable[Report], total: int, *, hush: bool) -> Iterator[Report]:
    """The reports, with a progress bar on stderr when the work is long and a person is watching."""
    if hush or total < _LONG or not sys.stderr.isatty():
        yield from reports
        return
    from rich.progress import Progress

    from pipeline.report.lines import console

    with Progress(console=console(sys.stderr), transient=True) as progress:
        task = progress.add_task("Lager dokumenter", total=total)
        for report in reports:
            progress.advance(task)
            yield report
