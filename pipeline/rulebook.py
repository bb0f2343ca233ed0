"""The command that shows what is asked for and what looks after it; as in `cli`, what it needs is imported late."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.options import options


@click.command(options_metavar="[VALG]", short_help="Vis kravene, og hvor hvert av dem blir kontrollert.")
@click.argument("ids", nargs=-1, metavar="[KRAV]...")
@options("templates", "json")
def rules(ids: tuple[str, ...], templates: Path | None, as_json: bool) -> int:
    """Vis det veiledningen og loven ber om, og hvor hvert krav blir kontrollert.

    Skriv nummeret som står i et funn, for eksempel K4.4, for å se alt om det kravet. K4 gir hele kapittel 4.
    """
    from pipeline.library import load_library, template_folder
    from pipeline.register import chosen, register
    from pipeline.report.requirements import say_register

    folder = templates or template_folder()
    library = load_library(folder)
    entries = chosen(register(library), ids, str(folder))
    return say_register(entries, library.titles, in_full=bool(ids), wants_json=as_json)
