"""What is remembered of a document, on the disk: a folder with BASE and the like, and the state that vouches for them.

``last.docx`` is BASE, ``fields.json`` the map of its fields (positions, never words), ``previous.docx`` the BASE that
pending suggestions are measured from, ``state.json`` the state. What its hashes do not vouch for is as good as lost.

A document and what is remembered of it change together, or not at all. What is to be remembered is staged first, under
names of its own (``next-…``); then the document is written; then the staged files take their places. After a crash the
document itself tells how far the run came: when it is the one that the staged state speaks of, the rest is finished,
otherwise the staged files are dropped.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from pathlib import Path

from pipeline.files import move_file, read_file, remove_file, write_file
from pipeline.model import Draft, FieldSpan
from pipeline.state import State, as_json, digest, parsed, parsed_fields, written_out

_LAST, _FIELDS, _PREVIOUS, _STATE = "last.docx", "fields.json", "previous.docx", "state.json"
_FILES = (_PREVIOUS, _LAST, _FIELDS, _STATE)


@dataclass(frozen=True, slots=True)
class Memory:
    """The state, and the files that it vouches for; None is what is not known, or not needed."""

    state: State
    base: bytes | None = None
    fields: tuple[FieldSpan, ...] = ()
    previous: bytes | None = None


def recall(folder: Path, current: bytes | None) -> Memory:
    """What is remembered of the document whose bytes are `current`, as it is once a crash is mended.

    Nothing is written. Raises AccessError.
    """
    state = _coming(folder, current) or load(folder)
    base = _vouched(folder, _LAST, state.base)
    fields = _vouched(folder, _FIELDS, state.fields)
    previous = _vouched(folder, _PREVIOUS, state.previous)
    return Memory(state, base, parsed_fields(fields) if fields is not None else (), previous)


def load(folder: Path) -> State:
    """The state as it lies there. Raises AccessError."""
    return parsed(read_file(folder / _STATE) or b"")


def settle(folder: Path, current: bytes | None) -> None:
    """Finish what a crash left half done, or drop it. Raises AccessError."""
    if read_file(_staged(folder, _STATE)) is None:
        return
    if _coming(folder, current) is not None:
        commit(folder)
    else:
        drop(folder)


def stage(
    folder: Path, state: State, draft: Draft, previous: bytes | None, *, durable: bool, document: Path | None = None
) -> State:
    """Lay ready that `draft` is BASE and `previous` the one before it; gives the state that will hold.

    The other entries of `state` are taken as they are. What is laid there is as closed to others as the `document`.
    `commit` makes it hold, once the document is in its place. Raises AccessError.
    """
    drop(folder)
    contents = {_PREVIOUS: previous, _LAST: draft.content, _FIELDS: fields_of(draft)}
    for name, content in contents.items():
        if content is not None:
            write_file(_staged(folder, name), content, durable=durable, like=document)
    coming = speaking_of(state, draft, previous)
    write_file(_staged(folder, _STATE), written_out(coming), durable=durable)
    return coming


def speaking_of(state: State, draft: Draft, previous: bytes | None) -> State:
    """The state with the hashes of these."""
    kept = None if previous is None else digest(previous)
    return replace(state, base=digest(draft.content), fields=digest(fields_of(draft)), previous=kept)


def fields_of(draft: Draft) -> bytes:
    """The map of the draft's fields as a file."""
    return as_json([astuple(span) for span in draft.fields])


def commit(folder: Path) -> None:
    """Let the staged files take their places; the state is the last. Raises AccessError."""
    for name in _FILES:
        move_file(_staged(folder, name), folder / name)
    if load(folder).previous is None:
        remove_file(folder / _PREVIOUS)


def drop(folder: Path) -> None:
    """Take the staged files away, first the state, without which the others mean nothing. Raises AccessError."""
    for name in reversed(_FILES):
        remove_file(_staged(folder, name))


def save_state(folder: Path, state: State) -> None:
    """Remember the state; the files that it vouches for are as they were. Raises AccessError."""
    write_file(folder / _STATE, written_out(state), durable=False)


def _staged(folder: Path, name: str) -> Path:
    return folder / f"next-{name}"


def _coming(folder: Path, current: bytes | None) -> State | None:
    """The staged state, if the document that it speaks of was written: it lies there, or BASE was moved already."""
    content = read_file(_staged(folder, _STATE))
    if content is None:
        return None
    state = parsed(content)
    lies_there = current is not None and digest(current) == state.written
    moved = read_file(_staged(folder, _LAST)) is None
    whole = _vouched(folder, _LAST, state.base) is not None
    return state if whole and (lies_there or moved) else None


def _vouched(folder: Path, name: str, wanted: str | None) -> bytes | None:
    """The file with this hash: in its place, or still staged."""
    if wanted is None:
        return None
    for path in (folder / name, _staged(folder, name)):
        content = read_file(path)
        if content is not None and digest(content) == wanted:
            return content
    return None
