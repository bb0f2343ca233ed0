"""Declaring a file to be the document that make-docs follows from now on: the edited form of what is made now.

In: a .docx in a case's output folder, and the case. Out: what that meant. The file itself is not touched: what would be
generated now becomes BASE, so that whatever is different in the file is what the person wanted, and only what changes
in template or case from now on is brought to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.case import load_case
from pipeline.casename import case_name
from pipeline.cases import SUFFIXES
from pipeline.errors import AccessError, Fault, TemplateError, UsageError
from pipeline.files import entries, is_file, read_file, remove_file
from pipeline.fill import fill
from pipeline.library import Library
from pipeline.memory import commit, recall, settle, stage
from pipeline.model import Case, Draft, Failed
from pipeline.origin import origin_of
from pipeline.places import guard, is_beside
from pipeline.provenance import DOCUMENT, ID
from pipeline.report.upkeep import Adopted
from pipeline.state import State, digest
from pipeline.store import Store, is_output
from pipeline.word.package import read_package
from pipeline.word.properties import read_custom


def adopt(path: Path, case_file: Path | None, library: Library, output: Path) -> Adopted:
    """Let the file be the document that is followed.

    Args:
        path: the file, in the folder of its case in the output folder.
        case_file: its case; None when that follows from the file.
        library: the templates.
        output: the output folder, unless the file lies in another.

    Raises:
        UsageError: it cannot be known which document or case it is, or it lies where it cannot be followed.
        CaseError: the case cannot be used.
        TemplateError: its template cannot be used.
        AccessError: something cannot be read or written.
    """
    content = read_file(path)
    if content is None:
        raise AccessError([Fault("missing", "finner ikke dokumentet", "Sjekk navnet og mappen.", str(path))])
    if is_beside(path):
        hint = "Slett eller flytt det gamle dokumentet, gi denne filen navnet dokumentet hadde, og prøv igjen."
        raise UsageError([Fault("beside", "dette er en ny versjon ved siden av dokumentet", hint, str(path))])
    said = read_custom(read_package(content, str(path)))
    document = _document(path, said.get(DOCUMENT), library)
    home = path.absolute().parent
    elsewhere = home.parent != output.absolute() and is_output(home.parent)
    store = Store(home.parent if elsewhere else output, planning=False)
    case_file = case_file or _case_of(store, said.get(ID, ""), home.name)
    if case_file is None:
        hint = "Legg til --case og saken, for eksempel --case cases/bydel-x.yaml."
        raise UsageError([Fault("unknown-case", "vet ikke hvilken sak dokumentet hører til", hint, str(path))])
    case = load_case(case_file, library.vocabulary)
    place = store.output / case.name / path.name
    if home != place.absolute().parent:
        hint = f"Flytt den til {place.parent}, og prøv igjen."
        raise UsageError([Fault("elsewhere", "filen ligger ikke i mappen til saken", hint, str(path))])
    draft = fill(library.by_name[document], case)
    if isinstance(draft, Failed):
        raise TemplateError(draft.faults)
    with store.exclusive():
        guard(store.output, place)
        return _adopt(store, case, draft, place)


def _adopt(store: Store, case: Case, draft: Draft, path: Path) -> Adopted:
    folder = store.memory_folder(case.name, draft.document)
    before = store.place_of(case.name, draft.document)
    settle(folder, read_file(before))
    memory = recall(folder, read_file(before))
    store.guard_owner(case, path, memory.state)
    stale = {each.name for each in _stale(path.parent, memory.state)}
    kept = {name: sha for name, sha in memory.state.besides.items() if name not in stale}
    state = replace(
        memory.state,
        written=None,
        besides=kept,
        origin=origin_of(case, draft, store.output),
        file=None if path.stem == draft.document else path.name,
    )
    stage(folder, state, draft, memory.previous, durable=True, document=path)
    commit(folder)
    gone = []
    for each in _stale(path.parent, memory.state):  # looked at again, right before it goes
        remove_file(each)
        gone.append(each)
    instead = before if before.name != path.name and is_file(before) else None
    return Adopted(draft.document, path, case.path, instead, tuple(gone))


def _stale(folder: Path, state: State) -> Iterator[Path]:
    """The new versions beside the document that are byte for byte as we laid them."""
    for name, sha in state.besides.items():
        path = folder / name
        if path.parent == folder and is_beside(path) and digest(read_file(path) or b"") == sha:
            yield path


def _document(path: Path, said: str | None, library: Library) -> str:
    for name in (said, path.stem, path.name.split(".")[0]):
        if name in library.by_name:
            return name
    hint = f"Gi filen navnet til et av dokumentene: {', '.join(library.by_name)}."
    raise UsageError([Fault("unknown-document", "vet ikke hvilket dokument dette er", hint, str(path))])


def _case_of(store: Store, identity: str, folder: str) -> Path | None:
    """The case that the state remembers, else the one in ``cases/`` that the folder is named for."""
    remembered = store.case_of(identity)
    if remembered is not None:
        return remembered
    return next(
        (each for each in entries(Path("cases")) if each.suffix.lower() in SUFFIXES and case_name(each) == folder), None
    )
