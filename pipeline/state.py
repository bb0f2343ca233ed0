"""What is remembered of a document between runs, as a small JSON file: hashes, names and versions, never words.

A value here, or bytes. What is missing, damaged or written by a newer version is an empty state: nothing is known.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.model import FieldSpan

_VERSION = 2
_READ = (1, 2)


@dataclass(frozen=True, slots=True)
class State:
    """The hashes are sha256 in hexadecimal.

    `written` is the document as we left it, `base` the pristine one of the last generation, `fields` the map of its
    fields, `previous` the BASE that suggestions still pending in the document are measured from, and `suggested` their
    fingerprints. `besides` are the new versions that we laid beside the document, by name, and `told` those that the
    person knows have nothing more to bring. `origin` tells what BASE was made from: the case's file, and what BASE says
    itself. `file` is the document's name where a person gave it another.
    """

    written: str | None = None
    base: str | None = None
    fields: str | None = None
    previous: str | None = None
    suggested: frozenset[str] = frozenset()
    besides: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    origin: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None


def digest(content: bytes) -> str:
    """The hash that the state keeps of a file."""
    return hashlib.sha256(content).hexdigest()


def as_json(value: object) -> bytes:
    """In ASCII, for a path may hold bytes that are no letters in any encoding."""
    return (json.dumps(value, indent=1) + "\n").encode()


def written_out(state: State) -> bytes:
    """The state as the file that `parsed` reads."""
    return as_json(
        {
            "version": _VERSION,
            "written": state.written,
            "base": state.base,
            "fields": state.fields,
            "previous": state.previous,
            "suggested": sorted(state.suggested),
            "besides": dict(state.besides),
            "told": sorted(state.told),
            "origin": dict(state.origin),
            "file": state.file,
        }
    )


def parsed(content: bytes) -> State:
    """The state in the file; an empty one when there is anything odd about it."""
    entries = _loaded(content)
    if not isinstance(entries, dict) or entries.get("version") not in _READ:
        return State()
    written, base, fields, previous, file = (
        _text(entries.get(key)) for key in ("written", "base", "fields", "previous", "file")
    )
    return State(
        written,
        base,
        fields,
        previous,
        _names(entries.get("suggested")),
        _texts(entries.get("besides")),
        _names(entries.get("told")),
        _texts(entries.get("origin")),
        file,
    )


def parsed_fields(content: bytes) -> tuple[FieldSpan, ...]:
    """The map of the fields in BASE; an empty one when there is anything odd about it."""
    rows = _loaded(content)
    spans = [_span(row) for row in rows] if isinstance(rows, list) else []
    return tuple(span for span in spans if span is not None) if all(spans) else ()


def _span(row: object) -> FieldSpan | None:
    if not isinstance(row, list) or [type(value) for value in row] != [str, int, int, int, str, bool]:
        return None
    return FieldSpan(*row)


def _loaded(content: bytes) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> dict[str, str]:
    entries = value if isinstance(value, dict) else {}
    return {key: text for key, text in entries.items() if isinstance(key, str) and isinstance(text, str)}


def _names(value: object) -> frozenset[str]:
    entries = value if isinstance(value, list) else []
    return frozenset(name for name in entries if isinstance(name, str))
