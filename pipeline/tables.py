"""Tables as data: templates/tabeller/NAME.csv, or NAME-YYYY-MM-DD.csv for each date that a table was replaced.

In: the folder. Out: the tables by name, for `tabell("NAME")` and `tabell("NAME", date)` in rules. The first column is
the key, the second the value; more columns are for people. A case names the date of its table itself
(`lønn.tabell_dato`), so a date means exactly that table and never «the one in force that day».
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import Fault, TemplateError
from pipeline.files import entries, is_folder
from pipeline.model import Kind
from pipeline.textfile import read_text
from pipeline.wording import quoted

_NAME = re.compile(r"([a-zæøå0-9-]+?)(?:-(\d{4}-\d\d-\d\d))?")
_NUMBER = re.compile("[0-9]+(?:[ \N{NO-BREAK SPACE}][0-9]{3})*")  # Excel may part the thousands

Cell: TypeAlias = int | str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `valid_from` is the date in its file name; `keys` and `values` are the kinds of its two columns."""

    name: str
    valid_from: date | None = None
    keys: Kind = "tekst"
    values: Kind = "tekst"
    rows: Mapping[Cell, Cell] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self.rows


Tables: TypeAlias = Mapping[str, tuple[Table, ...]]
"""The tables of each name, the oldest first."""


def load_tables(folder: Path) -> Tables:
    """The tables of a folder; none when there is no such folder.

    Raises:
        TemplateError: with all that is wrong in all of them.
    """
    found: dict[str, tuple[Table, ...]] = {}
    faults: list[Fault] = []
    for path in sorted(entries(folder)) if is_folder(folder) else ():
        if path.suffix.lower() != ".csv" or path.name.startswith(("~$", ".", "_")):
            continue
        try:
            table = _load(path)
        except TemplateError as error:
            faults += error.faults
            continue
        others = found.get(table.name, ())
        if any((one.valid_from is None) is not (table.valid_from is None) for one in others):
            hint = "Gi alle filene med dette navnet en dato, eller ta bort dem som ikke skal brukes."
            message = f"det finnes tabeller med navnet «{table.name}» både med og uten dato"
            faults.append(Fault("mixed-tables", message, hint, str(path)))
        found[table.name] = (*others, table)
    if faults:
        raise TemplateError(faults)
    return found


def _load(path: Path) -> Table:
    name, day = _named(path)
    faults: list[Fault] = []
    kinds: list[Kind] = []
    rows: dict[Cell, Cell] = {}
    for line, cells in _lines(path):
        pair = [_cell(cell) for cell in cells[:2]]
        kinds = kinds or [_kind(cell) for cell in pair]
        wrong = _wrong(pair, kinds, rows)
        if wrong is not None:
            faults.append(Fault("table-row", wrong[0], wrong[1], str(path), line))
        else:
            rows[pair[0]] = pair[1]
    if not rows and not faults:
        hint = "Skriv en rad med overskrifter, og så en rad for hver nøkkel: nøkkel, verdi."
        faults.append(Fault("table-empty", "tabellen har ingen rader under overskriften", hint, str(path)))
    if faults:
        raise TemplateError(faults)
    return Table(name, day, kinds[0], kinds[1], rows)


def _named(path: Path) -> tuple[str, date | None]:
    """The name and the date that a file's name tells."""
    match = _NAME.fullmatch(path.stem)
    with suppress(ValueError):
        if match is not None:
            return match[1], date.fromisoformat(match[2]) if match[2] else None
    message = f"filen {quoted(path.name)} har et navn som ikke kan brukes"
    hint = "Bruk små bokstaver, tall og bindestrek, og dato til slutt: oslo-lonnstrinn-2024-05-01.csv."
    raise TemplateError([Fault("table-name", message, hint, str(path))])


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header with their line numbers. Excel puts semicolons between the cells in Norwegian."""
    told = [(number, line) for number, line in enumerate(read_text(path, TemplateError).split("\n"), start=1)]
    rows = [(number, line) for number, line in told if line.strip() and not line.lstrip().startswith("#")]
    between = ";" if rows and ";" in rows[0][1] else ","
    for number, line in rows[1:]:
        cells = next(csv.reader([line], delimiter=between))
        yield number, [cell.strip() for cell in cells]


def _cell(text: str) -> Cell:
    return int(re.sub(r"\D", "", text)) if _NUMBER.fullmatch(text) and len(text) < 20 else text


def _kind(cell: Cell) -> Kind:
    return "heltall" if isinstance(cell, int) else "tekst"


def _wrong(pair: list[Cell], kinds: list[Kind], rows: Mapping[Cell, Cell]) -> tuple[str, str] | None:
    """What is wrong with a row, and the remedy."""
    if len(pair) < 2 or "" in pair:
        return "raden må ha en nøkkel og en verdi", "Skriv begge, med komma eller semikolon mellom."
    if pair[0] in rows:
        return f"nøkkelen {quoted(str(pair[0]))} står to ganger", "Ta bort den ene raden."
    for cell, kind in zip(pair, kinds, strict=True):
        if _kind(cell) != kind:
            what = "et helt tall" if kind == "heltall" else "en tekst"
            return f"{quoted(str(cell))} er ikke {what}, som i raden over", "Skriv samme slags verdi i hele kolonnen."
    return None
