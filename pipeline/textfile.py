"""Reads a text file: path in, text out (UTF-8, LF line ends), or an error in Norwegian.

Encodings are named, never guessed: a wrong guess would put wrong letters into a document that people sign.
"""

from __future__ import annotations

import stat
from pathlib import Path

from pipeline.errors import AccessError, Fault, MakeDocsError
from pipeline.wording import nearest

LARGEST_FILE = 1_000_000  # bytes; a case is about 10 000

_SAVE_AS_UTF8 = "Åpne filen i Notisblokk, velg «Lagre som», og velg «UTF-8» i feltet «Koding»."
_BINARY = {
    b"PK\x03\x04": "Word-dokument eller annen pakket fil",
    b"\xd0\xcf\x11\xe0": "eldre eller passordbeskyttet Office-fil",
    b"%PDF": "PDF-fil",
    b"{\\rtf": "RTF-fil",
}


def read_text(path: Path, error: type[MakeDocsError]) -> str:
    """The file's text. Raises `error` when the user can mend the file, AccessError when the system says no."""
    try:
        content = _read_bytes(path, error)
    except FileNotFoundError as missing:
        raise error([_missing(path)]) from missing
    except NotADirectoryError as missing:
        raise error([_missing(path)]) from missing
    except PermissionError as denied:
        hint = "Be om lesetilgang til filen, eller lukk programmet som holder den."
        raise AccessError([_fault(path, "no-access", "du har ikke tilgang til å lese filen", hint)]) from denied
    except (OSError, ValueError) as problem:
        hint = "Ligger filen i OneDrive eller på et nettverksområde? Åpne den én gang, og prøv igjen."
        raise AccessError([_fault(path, "unreadable", "filen kan ikke leses", hint)]) from problem
    text, fault = decoded(content)
    if fault:
        raise error([_fault(path, fault.code, fault.message, fault.hint, fault.line, fault.column)])
    return text


def decoded(content: bytes) -> tuple[str, Fault | None]:
    """The text of a file's bytes, or the fault that keeps them from being UTF-8 text."""
    if fault := _not_text(content):
        return "", fault
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        return "", _wrong_encoding(content, problem)
    return text.replace("\r\n", "\n").replace("\r", "\n"), None


def _read_bytes(path: Path, error: type[MakeDocsError]) -> bytes:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise error([_fault(path, "is-folder", "dette er en mappe, ikke en fil", "Oppgi en fil i mappen.")])
    if not stat.S_ISREG(status.st_mode):
        raise error([_fault(path, "not-a-file", "dette er ikke en vanlig fil", "Oppgi en YAML-fil.")])
    if status.st_size > LARGEST_FILE:
        hint = "Er det riktig fil? Del den i så fall opp."
        raise error([_fault(path, "too-large", "filen er større enn 1 MB", hint)])
    return path.read_bytes()


def _not_text(content: bytes) -> Fault | None:
    for start, kind in _BINARY.items():
        if content.startswith(start):
            return Fault("not-text", f"filen er ikke en tekstfil ({kind})", "Oppgi en YAML-fil.")
    if content and not content.strip(b"\x00"):
        hint = "Hent filen på nytt, eller finn en tidligere versjon av den."
        return Fault("not-text", "filen er ødelagt: den har bare tomme tegn", hint)
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or _looks_like_utf16(content):
        return Fault("encoding", "filen er lagret som UTF-16 («Unicode»), ikke som UTF-8", _SAVE_AS_UTF8, line=1)
    return None


def _looks_like_utf16(content: bytes) -> bool:
    """Without a byte order mark, nearly every second byte of Norwegian UTF-16 text is zero."""
    start = content[:400]
    return len(start) >= 4 and max(start[0::2].count(0), start[1::2].count(0)) > 0.4 * len(start)


def _wrong_encoding(content: bytes, problem: UnicodeDecodeError) -> Fault:
    before = content[: problem.start].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    if problem.reason == "unexpected end of data":
        hint = "Hvis filen ligger i OneDrive: vent til den er ferdig synkronisert, og prøv igjen."
        return Fault("truncated", f"filen slutter midt i et tegn på linje {line}", hint, line=line, column=column)
    message = f"linje {line} har tegn som ikke er UTF-8; filen er trolig lagret som ANSI (Windows-1252)"
    return Fault("encoding", message, _SAVE_AS_UTF8, line=line, column=column)


def _missing(path: Path) -> Fault:
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix.lower() in {".yaml", ".yml"}]
    except (OSError, ValueError):
        return _fault(path, "missing", "finner ikke filen", "Kontroller at mappen finnes, og at navnet er riktig.")
    match = nearest(path.name, names)
    if match is None:
        match = next((name for name in names if Path(name).stem.casefold() == path.name.casefold()), None)
    hint = f"Mente du {path.with_name(match)}?" if match else "Kontroller at navnet er riktig skrevet."
    return _fault(path, "missing", "finner ikke filen", hint)


def _fault(
    path: Path, code: str, message: str, hint: str | None, line: int | None = None, column: int | None = None
) -> Fault:
    return Fault(code, message, hint, path=str(path), line=line, column=column)
