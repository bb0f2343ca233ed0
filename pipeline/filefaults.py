"""What can go wrong with a file, in words that help: an error of the system or what we saw in, a fault out."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from pipeline.errors import Fault

BUSY = frozenset({5, 32, 33})
"""Windows' error codes when another program holds a file: access denied, sharing violation, lock violation."""

ON_WINDOWS = os.name == "nt"

_NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_TOO_LONG_ON_WINDOWS = 206


def open_fault(path: Path, program: str) -> Fault:
    """The document is open, so what we wrote would be lost when the person saves."""
    left = "~$" if program == "Word" else ".~lock"
    return Fault(
        "document-open",
        f"Dokumentet er åpent i {program}. Lukk det og kjør på nytt.",
        f"Er det ikke åpent hos noen, ligger det igjen en fil som begynner med «{left}» i samme mappe. Slett den.",
        str(path),
    )


def changed_meanwhile(path: Path) -> Fault:
    """Somebody saved the file, or took it away, after we looked at it."""
    message = "Filen ble endret mens make-docs arbeidet, og er ikke rørt."
    return Fault("changed-meanwhile", message, "Kjør på nytt.", str(path))


def fault_of(error: OSError, path: Path, *, reading: bool = False) -> Fault:
    """What the operating system said, in words that help."""
    place = str(path)
    windows = getattr(error, "winerror", None)
    if windows in BUSY - {5}:
        return Fault("in-use", "Filen er i bruk av et annet program.", "Lukk den der, og kjør på nytt.", place)
    if error.errno in _FULL:
        hint = "Frigjør plass, og kjør på nytt. Filene som lå der fra før, er urørt."
        return Fault("disk-full", "Det er ikke mer plass på disken.", hint, place)
    if windows == _TOO_LONG_ON_WINDOWS or error.errno == errno.ENAMETOOLONG or _too_long(error, path):
        hint = "Gi saken et kortere navn, eller velg en mappe nærmere roten med --output."
        return Fault("path-too-long", "Stien til filen er for lang.", hint, place)
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        hint = "Flytt eller slett filen, eller velg en annen mappe med --output."
        return Fault("not-a-folder", "En del av stien er en fil, ikke en mappe.", hint, place)
    if error.errno in _NO_ACCESS:
        if reading:
            return Fault("no-access", "Du har ikke tilgang til å lese filen.", "Sjekk rettighetene dine.", place)
        hint = f"Sjekk at du har skrivetilgang til mappen «{path.parent}», eller velg en annen med --output."
        return Fault("no-access", "Du har ikke tilgang til å skrive her.", hint, place)
    reason = errno.errorcode.get(error.errno or 0, "ukjent årsak")
    verb = "leses" if reading else "skrives"
    return Fault("io", f"Filen kan ikke {verb} ({reason}).", "Sjekk disken eller nettverket, og kjør på nytt.", place)


def unreachable(error: OSError, path: Path) -> Fault:
    """A folder or file that one cannot even look at."""
    if error.errno in _NO_ACCESS:
        return Fault("no-access", "Du har ikke tilgang til å lese her.", "Sjekk rettighetene dine.", str(path))
    reason = errno.errorcode.get(error.errno or 0, "ukjent årsak")
    hint = "Sjekk disken eller nettverket, og kjør på nytt."
    return Fault("io", f"Mappen eller filen kan ikke nås ({reason}).", hint, str(path))


def write_protected(path: Path) -> Fault:
    """Somebody said that the file is not to be changed."""
    hint = "Fjern skrivebeskyttelsen, eller legg dokumentet i sak.låst hvis det ikke skal endres."
    return Fault("write-protected", "Filen er skrivebeskyttet.", hint, str(path))


def _too_long(error: OSError, path: Path) -> bool:
    """Without long paths switched on, Windows says «not found» of a path of 260 characters or more."""
    return ON_WINDOWS and isinstance(error, FileNotFoundError) and len(str(path.absolute())) >= 240
