"""What a case is called: its file's stem, which becomes a folder name on Windows, OneDrive and SharePoint as well.

A path in; out its name, what is wrong with that, and how the case may be named in what we print.
"""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import category, normalize

from pipeline.errors import Fault
from pipeline.personal import private_in
from pipeline.wording import quoted

LONGEST_NAME = 80
HIDDEN = "(skjult)"

_RESERVED_NAME = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\..*)?|desktop\.ini", re.IGNORECASE
)


def case_name(path: Path) -> str:
    """The name of the case in this file."""
    return normalize("NFC", path.stem)


def shown_as(path: Path) -> tuple[str, Path]:
    """The name and the path that may be printed: of a file with a personal name only the folder is."""
    return (HIDDEN, path.parent) if private_in(case_name(path)) else (path.stem, path)


def name_faults(path: Path) -> tuple[Fault, ...]:
    """What keeps the file's stem from being the name of a case; a personal one is not repeated."""
    name = case_name(path)
    if private_in(name):
        hint = "Gi filen et navn som beskriver stillingen."
        message = "et filnavn i mappen inneholder personopplysninger"
        return (Fault("personal-data", message, hint, str(path.parent)),)
    if problem := _problem(name):
        hint = "Bruk bokstaver, tall og bindestrek, for eksempel bydel-x.yaml."
        code = "long-name" if len(name) > LONGEST_NAME else "bad-name"
        return (Fault(code, f"filnavnet kan ikke bli navnet på en mappe: {problem}", hint, str(path)),)
    return ()


def _problem(name: str) -> str | None:
    if len(name) > LONGEST_NAME:
        return f"det er lengre enn {LONGEST_NAME} tegn"
    if bad := next((char for char in name if char in '<>:"/\\|?*' or category(char) in {"Cc", "Cs", "Zl", "Zp"}), None):
        return f"tegnet {quoted(bad)} er ikke lov" if bad.isprintable() else "det har et usynlig tegn"
    if name.startswith((".", " ", "~$")) or name.endswith((".", " ")):
        return "det begynner eller slutter med punktum, mellomrom eller «~$»"
    if _RESERVED_NAME.fullmatch(name) or name.casefold().endswith(".lock") or "_vti_" in name.casefold():
        return f"Windows bruker {quoted(name)} til noe annet"
    return None
