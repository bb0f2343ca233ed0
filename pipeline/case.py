"""1 read: a case file in, a frozen Case out, or a CaseError with every fault of the file.

Wrong values are refused; missing ones are gaps that the documents show. Nothing personal is ever repeated: when a case
holds something that looks personal, the messages name its line and kind, and no other message of that case is given.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

from pipeline.casename import case_name, name_faults
from pipeline.completion import completed, plain
from pipeline.errors import CaseError, Fault
from pipeline.fields import Vocabulary
from pipeline.model import Case
from pipeline.personal import Private, private_in_case
from pipeline.textfile import read_text
from pipeline.typed import Found, Reading
from pipeline.values import Gap, Group, walk
from pipeline.yamltext import nodes


def load_case(path: Path, vocabulary: Vocabulary) -> Case:
    """Read and type a case. Raises CaseError, or AccessError when the file cannot be read."""
    faults = name_faults(path)
    if any(fault.code != "bad-name" for fault in faults):
        raise CaseError(faults)
    text = read_text(path, CaseError)
    root, slips = nodes(text, path)
    reading = Reading(vocabulary.homes)
    found = reading.members(root, vocabulary.root, "") if root else {}
    faults = (*faults, *slips, *reading.faults, *_left_out(reading))
    if private := private_in_case(text, root):
        faults = _private_faults(private, faults)
    if faults:
        raise CaseError(_sorted([_hinted(replace(fault, path=str(path))) for fault in faults]))
    return _case(path, found, reading, vocabulary)


def _case(path: Path, found: dict[str, Found], reading: Reading, vocabulary: Vocabulary) -> Case:
    values = completed(found, vocabulary.root, vocabulary.fields)
    gaps = tuple(value for value in walk(values) if isinstance(value, Gap))
    return Case(case_name(path), path, values, reading.places, gaps, _digest(values))


def _digest(values: Group) -> str:
    """Equal for files that fill documents alike, whatever their comments, spelling of numbers and line ends."""
    text = json.dumps(plain(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _left_out(reading: Reading) -> tuple[Fault, ...]:
    message = f"og {reading.left_out} feil til"
    return (Fault("more-faults", message, "Rett de første, og kjør på nytt."),) if reading.left_out else ()


def _private_faults(private: list[Private], others: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The personal ones; of the others only how many they are and where, for their messages quote the file."""
    faults = [
        Fault("personal-data", f"linja inneholder {each.kind}", each.hint, line=each.line, column=each.column)
        for each in private
    ]
    if others:
        lines = sorted({fault.line for fault in others if fault.line})[:10]
        where = f" (linje {', '.join(map(str, lines))})" if lines else ""
        hint = "De blir vist når personopplysningene er slettet, slik at ingenting blir gjentatt."
        faults.append(Fault("more-faults", f"saken har også andre feil{where}", hint))
    return tuple(faults)


def _hinted(fault: Fault) -> Fault:
    if fault.code == "empty":
        return replace(fault, hint="Lag en sak med «make-docs new», eller kopier en som finnes.")
    return fault


def _sorted(faults: list[Fault]) -> list[Fault]:
    """By place; what has no place comes first when it is about the file, last when it sums up."""
    return sorted(faults, key=lambda fault: (fault.code == "more-faults", fault.line or 0, fault.column or 0))
