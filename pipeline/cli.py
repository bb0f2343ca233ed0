"""The command line, the rim: reads what was asked for, calls the stages, prints, and gives the exit code.

Only this module and the consoles it makes print, and only this module exits. Results go to stdout, all else to stderr.
What a command needs is imported when it runs, so that --help is quick.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import traceback
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline import __version__
from pipeline.errors import BUG, INTERRUPTED, AccessError, Fault, MakeDocsError, UsageError
from pipeline.filefaults import fault_of
from pipeline.norwegian import speak_norwegian
from pipeline.streams import deafen, finish, steady

if TYPE_CHECKING:
    from pipeline.report import Report

speak_norwegian()

from pipeline.grammar import Commands  # noqa: E402 - click asks for its words when commands are declared
from pipeline.options import options  # noqa: E402
from pipeline.rulebook import rules  # noqa: E402
from pipeline.upkeep import adopt, restore, status  # noqa: E402


def main() -> None:
    """The command `make-docs`."""
    sys.exit(finish(run(sys.argv[1:])))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code (DESIGN section 5)."""
    steady()
    try:
        code = commands.main(list(arguments), prog_name="make-docs", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return _stop(arguments, [Fault("usage", error.format_message())], UsageError.exit_code, said=True)
    except MakeDocsError as error:
        return _stop(arguments, error.faults, error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _stop(arguments, None, INTERRUPTED)
    except BrokenPipeError:
        deafen()
        return 0
    except OSError as error:  # what no stage could tell more about, such as a full disk under the answer
        return _stop(arguments, [fault_of(error, Path(error.filename or "."), reading=True)], AccessError.exit_code)
    except Exception as bug:  # noqa: BLE001 - the one boundary: no traceback reaches a user
        if "-v" in arguments or "--verbose" in arguments:
            click.echo("".join(traceback.format_tb(bug.__traceback__)), err=True)
        return _stop(arguments, [_bug(bug)], BUG)
    return code if isinstance(code, int) else 0


def _stop(arguments: Sequence[str], faults: Sequence[Fault] | None, code: int, *, said: bool = False) -> int:
    from pipeline.report.telling import INTERRUPTION, stop

    return stop([INTERRUPTION] if faults is None else faults, code, wants_json="--json" in arguments, said=said)


def _bug(bug: Exception) -> Fault:
    """The fault is ours. A case's words may stand in the exception's, so only its kind is told."""
    where = traceback.extract_tb(bug.__traceback__)[-1]
    message = f"Dette er en feil i make-docs, ikke i det du har skrevet ({type(bug).__name__} i {where.name})."
    return Fault("bug", message, "Meld fra om den, og ta med det som kommer når du legger til --verbose.")


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
@click.option("--new-version", is_flag=True, help="Legg en ny versjon ved siden av dokumenter som er låst.")
@click.option("--force", is_flag=True, help="Lag dokumentet selv om det ikke ligger i mappen lenger. Bare med --only.")
@options("json", "date", "verbose", "quiet")
def build(
    cases: tuple[Path, ...],
    output: Path,
    templates: Path | None,
    only: tuple[str, ...],
    dry_run: bool,
    new_version: bool,
    force: bool,
    as_json: bool,
    today: date,
    verbose: bool,
    quiet: bool,
) -> int:
    """Lag dokumentene til én eller flere saker (ordet build kan utelates)."""
    from pipeline.bulk import make_all
    from pipeline.cases import find_cases
    from pipeline.library import load_library, template_folder
    from pipeline.report.telling import Listener
    from pipeline.report.terminal import Telling
    from pipeline.store import Store

    listener = Listener(Telling(dry_run=dry_run, quiet=quiet, verbose=verbose), wants_json=as_json)

    def reports() -> Iterator[Report]:
        if force and not only:
            case = _as_argument(cases[0]) if cases else "cases"
            hint = f"Skriv hvilket dokument det gjelder, for eksempel: make-docs {case} --only intervjuguide --force"
            raise UsageError([Fault("force-alone", "--force virker bare sammen med --only", hint)])
        found = find_cases(cases or (Path("cases"),))
        library = load_library(templates or template_folder()).only(only)
        store = Store(output, planning=dry_run, new_version=new_version, force=force)
        with store.exclusive():
            yield from listener.watching(make_all(found, library, store, today), len(found))

    return listener.hear("build", reports())


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
    from pipeline.report.telling import Listener
    from pipeline.report.terminal import Telling
    from pipeline.templatecheck import check_templates

    listener = Listener(Telling(quiet=quiet, verbose=verbose, checking=True), wants_json=as_json)
    if any(is_template_folder(path) for path in paths):
        if not all(is_template_folder(path) for path in paths):
            message = "maler og dokumenter kan ikke kontrolleres i samme kommando"
            raise UsageError(
                [Fault("mixed", message, "Kjør make-docs check én gang for malene, og én gang for resten.")]
            )
        return listener.hear_templates([check_templates(path) for path in paths])

    def reports() -> Iterator[Report]:
        desk = Desk(load_library(templates or template_folder()), output, today)
        yield from recheck(paths, case_file, desk)

    return listener.hear("check", reports())


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
    click.echo(f"Lag så dokumentene: make-docs {_as_argument(path)}")


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


for command in (status, restore, adopt, rules):
    commands.add_command(command)


def _as_argument(path: Path) -> str:
    """The path as it must be typed in this system's terminal."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))
