"""What state each document is in, without making or writing anything: as we made it, edited, outdated, waiting, locked.

In: cases, the library and a planning store. Out: one report for each case, in which every document, and every copy of
one, has its states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.case import load_case
from pipeline.casename import shown_as
from pipeline.errors import A_PERSON_MUST_LOOK, AccessError, MakeDocsError
from pipeline.fill import fill
from pipeline.keeping import History
from pipeline.library import Library
from pipeline.merge import candidates, untouched
from pipeline.model import Case, Draft, Failed, Template
from pipeline.obstacles import DAMAGED, way_out, why_unreadable
from pipeline.report.status import CaseStatus, DocumentStatus, State
from pipeline.store import Store
from pipeline.waiting import Waiting, waiting_in
from pipeline.word.same import same_content


def statuses(cases: Iterable[Path], library: Library, store: Store) -> Iterator[CaseStatus]:
    """One report a case; a case that cannot be used does not stop the next. Raises TemplateError."""
    for path in cases:
        try:
            yield _of_case(path, load_case(path, library.vocabulary), library, store)
        except MakeDocsError as error:
            yield CaseStatus(*shown_as(path), errors=error.faults, exit_code=error.exit_code)


def _of_case(path: Path, case: Case, library: Library, store: Store) -> CaseStatus:
    documents: list[DocumentStatus] = []
    for template in library.templates:
        history = store.history(case, template.name)
        documents += _of_document(template, case, history)
    codes = [A_PERSON_MUST_LOOK if one.conflicts else AccessError.exit_code if one.faults else 0 for one in documents]
    return CaseStatus(case.name, path, tuple(documents), exit_code=max(codes, default=0))


def _of_document(template: Template, case: Case, history: History) -> Iterator[DocumentStatus]:
    found = waiting_in(history.current)
    states = ("failed",) if history.faults else tuple(_states(fill(template, case), history, found))
    notes = tuple(_notes(states, template.name, case, history))
    yield DocumentStatus(template.name, history.path, states, found.suggestions, found.conflicts, history.faults, notes)
    for copy in history.copies if "candidates" not in states else ():
        yield DocumentStatus(template.name, copy, ("copy",))


def _states(draft: Draft | Failed, history: History, found: Waiting) -> Iterator[State]:
    """What the document is, whether there is news for it, and what keeps us or the person from going on."""
    fresh = isinstance(draft, Draft) and history.current is not None and same_content(draft.content, history.current)
    if history.current is None:
        yield "deleted" if history.deleted else "candidates" if history.copies else "missing"
    elif fresh or untouched(history):
        yield "fresh"
    elif found.fault and why_unreadable(found.fault) == DAMAGED:
        yield "damaged"
    else:
        yield "unknown" if history.base is None else "edited"
    if isinstance(draft, Failed):
        yield "failed"
    elif history.current and history.base and not fresh and not same_content(draft.content, history.base):
        yield "outdated"
    if found.suggestions or found.conflicts:
        yield "waiting"
    if isinstance(draft, Draft) and not fresh and any(_is(each.current, draft) for each in history.besides):
        yield "beside"
    if history.locked_by_case:
        yield "locked"
    if history.open_in:
        yield "open"


def _notes(states: Sequence[State], document: str, case: Case, history: History) -> Iterator[str]:
    """What the person can do about a state that does not say so itself."""
    if "candidates" in states:
        yield from candidates(history)
    if "damaged" in states and (way := way_out(DAMAGED, case.name, document, str(history.path))):
        yield way


def _is(content: bytes | None, draft: Draft) -> bool:
    return content is not None and same_content(draft.content, content)
