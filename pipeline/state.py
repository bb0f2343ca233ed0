"""What is remembered of a document between runs: BASE, the map of its fields, and what we wrote.

It lies in a folder of its own: ``last.docx`` is BASE, the pristine document of the last generation; ``fields.json``
says which of its words came from which field, as positions, never as words; ``state.json`` holds hashes and versions.
That one is written last, and its hashes vouch for the others: what they do not vouch for is as good as lost.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from pipeline.files import read_file, write_file
from pipeline.model import Draft

_VERSION = 1
_BASE, _FIELDS, _STATE = "last.docx", "fields.json", "state.json"


@dataclass(frozen=True, slots=True)
class State:
    """The hashes are sha256 in hexadecimal.

    `written` is the document as we left it, `base` and `fields` the files here, `besides` the new versions that we laid
    beside the document, by name. `origin` tells what BASE was made from: the case's file, and what BASE says itself.
    """

    written: str | None = None
    base: str | None = None
    fields: str | None = None
    besides: Mapping[str, str] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)


def digest(content: bytes) -> str:
    """The hash that the state keeps of a file."""
    return hashlib.sha256(content).hexdigest()


def load(folder: Path) -> State:
    """What is remembered. What is missing, damaged or of another version is not. Raises AccessError."""
    return _parsed(read_file(folder / _STATE) or b"")


def load_base(folder: Path, state: State) -> bytes | None:
    """BASE, None unless it is the one that the state vouches for. Raises AccessError."""
    base = read_file(folder / _BASE)
    return base if base is not None and digest(base) == state.base else None


def save(folder: Path, state: State, draft: Draft, *, written: bytes, origin: Mapping[str, str]) -> None:
    """Remember `draft` as BASE and `written` as the document that we left. Raises AccessError."""
    fields = _json([astuple(span) for span in draft.fields])
    write_file(folder / _BASE, draft.content, durable=False)
    write_file(folder / _FIELDS, fields, durable=False)
    now = replace(state, written=digest(written), base=digest(draft.content), fields=digest(fields), origin=origin)
    _save(folder, now)


def save_beside(folder: Path, state: State, laid: Mapping[str, bytes]) -> None:
    """Remember new versions laid beside the document; BASE and the document are as they were. Raises AccessError."""
    _save(folder, replace(state, besides={**state.besides, **{name: digest(laid[name]) for name in laid}}))


def _save(folder: Path, state: State) -> None:
    entries = {
        "version": _VERSION,
        "written": state.written,
        "base": state.base,
        "fields": state.fields,
        "besides": dict(state.besides),
        "origin": dict(state.origin),
    }
    write_file(folder / _STATE, _json(entries), durable=False)


def _json(value: object) -> bytes:
    """In ASCII, for a path may hold bytes that are no letters in any encoding."""
    return (json.dumps(value, indent=1) + "\n").encode()


def _parsed(content: bytes) -> State:
    """The state in the file; an empty one when there is anything odd about it."""
    try:
        entries = json.loads(content)
    except (ValueError, RecursionError):
        return State()
    if not isinstance(entries, dict) or entries.get("version") != _VERSION:
        return State()
    written, base, fields = (_text(entries.get(key)) for key in ("written", "base", "fields"))
    return State(written, base, fields, _texts(entries.get("besides")), _texts(entries.get("origin")))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> dict[str, str]:
    entries = value if isinstance(value, dict) else {}
    return {key: text for key, text in entries.items() if isinstance(key, str) and isinstance(text, str)}
