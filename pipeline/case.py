"""1 read: a case file in, a frozen Case out, or a CaseError with every fault of the file.

Wrong values are refused; missing ones are gaps that the documents show. Nothing personal is ever repeated: when a case
holds something that looks personal, the messages name its line and kind, and no other message of that case is given.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from unicodedata import category, normalize

from pipeline.completion import completed, plain
from pipeline.errors import CaseError, Fault
from pipeline.fields import Vocabulary
from pipeline.model import Case
from pipeline.personal import Private, private_in, private_in_case
from pipeline.textfile import read_text
from pipeline.typed import Found, Reading
from pipeline.values import Gap, Group, walk
from pipeline.wording import quoted
from pipeline.yamltext import nodes

LONGEST_NAME = 80

_RESERVED_NAME = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?|desktop\.ini", re.IGNORECASE
)


def load_case(path: Path, vocabulary: Vocabulary) -> Case:
    """Read and type a case. Raises CaseError, or AccessError when the file cannot be read."""
    name = normalize("NFC", path.stem)
    if private_in(name):
        hint = "Gi filen et navn som beskriver stillingen."
        raise CaseError(
            [Fault("personal-data", "et filnavn i mappen inneholder personopplysninger", hint, str(path.parent))]
        )
    text = read_text(path, CaseError)
    root, faults = nodes(text, path)
    reading = Reading(vocabulary.homes)
    found = reading.members(root, vocabulary.root, "") if root else {}
    faults = (*_name_faults(name), *faults, *reading.faults, *_left_out(reading))
    if private := private_in_case(text, root):
        faults = _private_faults(private, faults)
    if faults:
        raise CaseError(_sorted([_hinted(replace(fault, path=str(path))) for fault in faults]))
    return _case(name, path, found, reading, vocabulary)


def _case(name: str, path: Path, found: dict[str, Found], reading: Reading, vocabulary: Vocabulary) -> Case:
    values = completed(found, vocabulary.root, vocabulary.fields)
    gaps = tuple(value for value in walk(values) if isinstance(value, Gap))
    return Case(name, path, values, reading.places, gaps, _digest(values))


def _digest(values: Group) -> str:
    """Equal for files that fill documents alike, whatever their comments, spelling of numbers and line ends."""
    text = json.dumps(plain(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _name_faults(name: str) -> tuple[Fault, ...]:
    """The file's stem becomes a folder name, on Windows, OneDrive and SharePoint as well."""
    problem = _name_problem(name)
    hint = "Bruk bokstaver, tall og bindestrek, for eksempel bydel-x.yaml."
    return (Fault("bad-name", f"filnavnet kan ikke bli navnet på en mappe: {problem}", hint),) if problem else ()


def _name_problem(name: str) -> str | None:
    if bad := next((char for char in name if char in '<>:"/\\|?*' or category(char) in {"Cc", "Cs", "Zl", "Zp"}), None):
        return f"tegnet {quoted(bad)} er ikke lov" if bad.isprintable() else "det har et usynlig tegn"
    if name.startswith((".", " ", "~$")) or name.endswith((".", " ")):
        return "det begynner eller slutter med punktum, mellomrom eller «~$»"
    if _RESERVED_NAME.fullmatch(name) or name.casefold().endswith(".lock") or "_vti_" in name.casefold():
        return f"Windows bruker {quoted(name)} til noe annet"
    if len(name) > LONGEST_NAME:
        return f"det er lengre enn {LONGEST_NAME} tegn"
    return None


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
