"""Checking again what people edited: documents, folders of them, or a case's output, without writing anything.

Which document and which case a file belongs to, follows from what it says itself and from the output folder's state,
else from its name and folder. Without a case, the rules that need one are named as not assessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.case import load_case
from pipeline.casename import case_name, shown_as
from pipeline.cases import SUFFIXES, find_cases
from pipeline.check import check, check_documents
from pipeline.errors import AccessError, Fault, MakeDocsError, UsageError
from pipeline.files import entries, is_folder, read_file
from pipeline.fill import fill
from pipeline.keeping import Outcome
from pipeline.library import Library
from pipeline.places import is_beside
from pipeline.provenance import DOCUMENT, ID
from pipeline.report import Report
from pipeline.store import Store
from pipeline.waiting import waiting_in
from pipeline.word.package import read_package
from pipeline.word.properties import read_custom
from pipeline.word.reading import read_document


@dataclass(frozen=True, slots=True)
class Desk:
    """What a check has at hand."""

    library: Library
    output: Path
    today: date


@dataclass(frozen=True, slots=True)
class _Known:
    """A file, the document that it is, and the case that it belongs to (None: nobody knows)."""

    path: Path
    content: bytes
    document: str
    case: Path | None


def recheck(paths: Iterable[Path], case_file: Path | None, desk: Desk) -> Iterator[Report]:
    """One report for each case that the paths are about, and one for the documents without a case.

    Raises:
        UsageError: a path is nothing that can be checked.
        CaseError: the case named by `case_file` cannot be used.
    """
    documents: list[Path] = []
    cases: list[Path] = []
    for path in paths:
        folder = is_folder(path)
        inside = _documents_in(path) if folder else []
        if inside:
            documents += inside
        elif path.suffix.lower() == ".docx":
            documents.append(path)
        elif folder or path.suffix.lower() in SUFFIXES:
            cases += find_cases([path])
        else:
            hint = "Oppgi et Word-dokument (.docx), en mappe med dokumenter, en sak (.yaml) eller mappen med maler."
            raise UsageError([Fault("cannot-check", "dette kan ikke kontrolleres", hint, str(path))])
    for case in cases:
        yield _case_report(case, None, desk)
    yield from _check_documents(documents, case_file, desk)


def _documents_in(folder: Path) -> list[Path]:
    """The documents in a folder, or else in the folders below it; owner files and new versions are left out."""
    inside = [path for path in entries(folder) if path.name[0] not in "~._"]
    here = [path for path in inside if path.suffix.lower() == ".docx" and not is_beside(path)]
    if here:
        return here
    below = [path for path in inside if is_folder(path) and not path.is_symlink()]
    return [document for path in below for document in _documents_in(path)]


def _check_documents(paths: Sequence[Path], case_file: Path | None, desk: Desk) -> Iterator[Report]:
    known: dict[Path | None, list[_Known]] = {}
    for path in paths:
        try:
            one = _identify(path, case_file, desk)
            known.setdefault(one.case, []).append(one)
        except MakeDocsError as error:
            yield _failed(path, error)
    for case, documents in known.items():
        if case is None:
            yield from (_check_alone(one, desk) for one in documents)
        else:
            yield from (_case_report(case, once, desk) for once in _each_once(documents))


def _each_once(files: Sequence[_Known]) -> Iterator[list[_Known]]:
    """The files in groups in which no document stands twice: a copy is a document of its own."""
    left = list(files)
    while left:
        chosen = {one.document: one for one in reversed(left)}
        yield [one for one in left if one is chosen[one.document]]
        left = [one for one in left if one is not chosen[one.document]]


def _identify(path: Path, case_file: Path | None, desk: Desk) -> _Known:
    content = read_file(path)
    if content is None:
        raise AccessError([Fault("missing", "finner ikke dokumentet", "Sjekk navnet og mappen.", str(path))])
    said = read_custom(read_package(content, str(path)))
    names = (said.get(DOCUMENT, ""), path.name.split(".")[0])
    document = next((name for name in names if name in desk.library.by_name), None)
    if document is None:
        hint = f"Gi filen navnet til et av dokumentene: {', '.join(desk.library.by_name)}."
        raise UsageError([Fault("unknown-document", "vet ikke hvilket dokument dette er", hint, str(path))])
    return _Known(path, content, document, case_file or _case_of(path, said.get(ID, ""), desk))


def _case_of(path: Path, identity: str, desk: Desk) -> Path | None:
    """The case that a document was made from, as the state beside it says, else that of the output folder."""
    for output in (path.resolve().parent.parent, desk.output):
        case = Store(output, planning=True).case_of(identity)
        if case is not None:
            return case
    return None


def _case_report(case_file: Path, documents: Sequence[_Known] | None, desk: Desk) -> Report:
    """The check of some documents with their case; None stands for all that the case has in the output folder."""
    try:
        known = _in_output(case_file, desk) if documents is None else documents
        outcomes = tuple(_as_it_is(one) for one in known)
        case = load_case(case_file, desk.library.vocabulary)
        there = {one.document for one in known}
        drafts = [fill(template, case) for template in desk.library.templates if template.name in there]
        checked = check(case, drafts, outcomes, desk.library, desk.today)
        findings = checked.findings
        if documents is not None:  # what only other documents show is not these documents' fault
            findings = tuple(one for one in findings if not one.missing or one.places)
        return Report(case.name, case_file, outcomes, findings, checked.unassessed, titles=desk.library.titles)
    except MakeDocsError as error:
        return _failed(case_file, error)


def _failed(path: Path, error: MakeDocsError) -> Report:
    return Report(*shown_as(path), errors=error.faults, fault_code=error.exit_code)


def _in_output(case_file: Path, desk: Desk) -> list[_Known]:
    store = Store(desk.output, planning=True)
    places = [(name, store.place_of(case_name(case_file), name)) for name in desk.library.by_name]
    return [_Known(path, content, name, case_file) for name, path in places if (content := read_file(path)) is not None]


def _as_it_is(one: _Known) -> Outcome:
    found = waiting_in(one.content)
    return Outcome(
        one.document,
        "unchanged",
        one.path,
        one.content,
        waiting=found.suggestions,
        waiting_conflicts=found.conflicts,
    )


def _check_alone(one: _Known, desk: Desk) -> Report:
    try:
        readings = {one.document: read_document(one.content, str(one.path))}
    except MakeDocsError as error:
        return _failed(one.path, error)
    checked = check_documents(readings, desk.library, None)
    return Report(
        one.path.name,
        one.path,
        (_as_it_is(one),),
        checked.findings,
        (*desk.library.rules, *checked.unassessed),
        titles=desk.library.titles,
        without_case=True,
    )
