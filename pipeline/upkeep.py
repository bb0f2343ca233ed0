"""The commands that look after documents which are made already: their status, backups, and which file is followed.

As in `cli`: what is asked for is read, the stages are called, and the exit code is given. What a command needs is
imported when it runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import Fault, MakeDocsError, UsageError
from pipeline.options import options

if TYPE_CHECKING:
    from pipeline.report.status import CaseStatus


@click.command(options_metavar="[VALG]", short_help="Vis hva som er gjort med hvert dokument.")
@click.argument("cases", nargs=-1, metavar="[SAK]...", type=click.Path(path_type=Path))
@options("output", "templates", "json")
def status(cases: tuple[Path, ...], output: Path, templates: Path | None, as_json: bool) -> int:
    """Vis hvert dokument: redigert, utdatert, låst, åpent, eller med forslag som venter på deg.

    Ingenting blir skrevet. Uten navn på en sak vises alle i mappen cases.
    """
    from pipeline.cases import find_cases
    from pipeline.library import load_library, template_folder
    from pipeline.report.status import hear_statuses
    from pipeline.status import statuses
    from pipeline.store import Store

    def reports() -> Iterator[CaseStatus]:
        found = find_cases(cases or (Path("cases"),))
        yield from statuses(found, load_library(templates or template_folder()), Store(output, planning=True))

    return hear_statuses(reports(), wants_json=as_json)


@click.command(options_metavar="[VALG]", short_help="Hent fram et dokument slik det var før.")
@click.argument("case", metavar="SAK")
@click.argument("document", metavar="[DOKUMENT]", required=False)
@click.option("--number", type=int, metavar="TALL", help="Hent fram sikkerhetskopien med dette nummeret. 1 er nyest.")
@options("output", "templates")
def restore(case: str, document: str | None, number: int | None, output: Path, templates: Path | None) -> None:
    """Vis sikkerhetskopiene make-docs har tatt av dokumentene, eller hent fram en av dem.

    Det tas en sikkerhetskopi hver gang make-docs skriver i et dokument dere har redigert. De ti nyeste beholdes.
    """
    from pipeline.library import load_vocabulary, template_folder
    from pipeline.report.upkeep import tell_restored, tell_shelves
    from pipeline.restore import bring_back, named_case, shelves
    from pipeline.store import Store

    name = named_case(case)
    if number is None:
        tell_shelves(name, shelves(Store(output, planning=True), name, [document] if document else ()))
        return
    if document is None:
        hint = f"Skriv det etter saken: make-docs restore {case} DOKUMENT --number {number}"
        raise UsageError([Fault("which-document", "hvilket dokument skal hentes fram?", hint)])
    vocabulary = None
    with suppress(MakeDocsError):  # then no case can be read, and the lock cannot be asked
        vocabulary = load_vocabulary(templates or template_folder())
    tell_restored(name, bring_back(Store(output, planning=False), name, document, number, vocabulary))


@click.command(options_metavar="[VALG]", short_help="La make-docs følge denne filen heretter.")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--case", "case_file", type=click.Path(path_type=Path), metavar="FIL", help="Saken dokumentet hører til.")
@options("output", "templates")
def adopt(file: Path, case_file: Path | None, output: Path, templates: Path | None) -> None:
    """La make-docs følge denne filen heretter, slik den er nå.

    Bruk den når en fil er kopiert, har fått nytt navn, eller når dere har flyttet over det dere vil ha fra en ny
    versjon. Filen blir ikke endret.
    """
    from pipeline.adopt import adopt as follow
    from pipeline.library import load_library, template_folder
    from pipeline.report.upkeep import tell_adopted

    tell_adopted(follow(file, case_file, load_library(templates or template_folder()), output))
