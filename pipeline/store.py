"""The output folder: what lies there before a run, and what the run writes.

``OUTPUT/CASE/NAME.docx`` is the document; ``OUTPUT/.make-docs/saker/CASE/NAME/`` holds what is remembered of it
(`memory`) and ``OUTPUT/.make-docs/backup/CASE/NAME/`` what it was before it was written over (`backup`), in folders of
their own so that no case's name can be taken by a file of ours. A document and what is remembered of it change together
or not at all: what a crash left half done is mended when the document is looked at the next time. A planning store
reads, and foretells what it can, but writes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.backup import back_up, thin_out
from pipeline.errors import AccessError, Fault
from pipeline.filefaults import fault_of, open_fault
from pipeline.files import entries, expect, foreseen, is_file, is_folder, open_in, read_file, write_file
from pipeline.keeping import History, Outcome, Write
from pipeline.memory import Memory, commit, load, recall, save_state, settle, speaking_of, stage
from pipeline.model import Case
from pipeline.origin import nearest, origin_of
from pipeline.places import Found, besides, find, guard
from pipeline.provenance import document_id
from pipeline.state import State, digest
from pipeline.values import Gap, Items

_HOME = ".make-docs"
_CASES = "saker"
_BACKUPS = "backup"

_README = """\
Denne mappen hører til make-docs.

Her ligger dokumentene slik make-docs sist laget dem, før noen redigerte dem. Det er slik make-docs ser hva dere har
skrevet selv, så det aldri blir overskrevet. Mappen backup har sikkerhetskopier: dokumentene slik de var før
make-docs skrev i dem. Kommandoen make-docs restore henter dem fram.

Ikke slett, flytt eller endre noe her. Dokumentene dere skal bruke, ligger i mappene ved siden av.

Blir mappen borte, mister dere ingenting dere har skrevet. Men da legger make-docs nye versjoner ved siden av de
redigerte dokumentene, i stedet for å oppdatere dem.
"""


class Store:
    """The output folder. `new_version` and `force` are what a person asked for: one beside what is locked, one that was
    deleted.
    """

    def __init__(
        self,
        output: Path,
        *,
        planning: bool,
        new_version: bool = False,
        force: bool = False,
        now: Callable[[], datetime] = datetime.now,
    ) -> None:
        self.output = output
        self.planning = planning
        self.new_version = new_version
        self.force = force
        self.now = now

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Be alone in the output folder. Raises AccessError when another run is there, or nothing can be written."""
        lock_file = self.output / _HOME / "lock"
        if self.planning:
            if fault := foreseen(lock_file):
                raise AccessError([fault])
            yield
            return
        from filelock import FileLock, Timeout  # slow to import, and not needed to plan

        write_file(lock_file.with_name("README.txt"), _README.encode(), durable=False)
        lock = FileLock(lock_file, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise AccessError([_another_run(self.output)]) from None
        except OSError as error:
            raise AccessError([fault_of(error, lock_file)]) from error
        try:
            yield
        finally:
            lock.release()

    def history(self, case: Case, document: str) -> History:
        """What lies in a document's place. A place that cannot be used is a history with faults."""
        path = self.output / case.name / f"{document}.docx"
        locked, program, current = is_locked(case, document), open_in(path), None
        folder = self.memory_folder(case.name, document)
        try:
            guard(self.output, path)
            found = self._find(case.name, document)
            path, program = found.path, open_in(found.path)
            guard(self.output, path)
            current = read_file(path)
            memory = self._recall(folder, current)
            state = memory.state
            self.guard_owner(case, path, state)
            places = tuple(besides(path, state))
        except AccessError as error:
            held = program if error.faults[0].code in ("in-use", "no-access") else None
            faults = (open_fault(path, held),) if held else error.faults
            return History(path, current, open_in=program, locked_by_case=bool(locked), faults=faults)
        made = state.written is not None or state.base is not None
        return History(
            path,
            current,
            memory.base,
            state.written if memory.base is not None else None,
            places,
            program,
            current is not None if locked is None else locked,
            previous=memory.previous,
            suggested=state.suggested,
            base_fields=memory.fields,
            deleted=current is None and made and not (found.others or found.empty or self.force),
            new_version=self.new_version,
            copies=found.others,
            case=case.path,
        )

    def place_of(self, case_name: str, document: str) -> Path:
        """Where the document lies, or would. Raises AccessError when the place cannot be used."""
        guard(self.output, self.output / case_name / f"{document}.docx")
        path = self._find(case_name, document).path
        guard(self.output, path)
        return path

    def _find(self, case_name: str, document: str) -> Found:
        usual, folder = self.output / case_name / f"{document}.docx", self.memory_folder(case_name, document)
        known = {f"{each.name}.docx" for each in entries(folder.parent)} - {usual.name}
        return find(usual, document_id(case_name, document), load(folder).file, known)

    def memory_folder(self, case_name: str, document: str) -> Path:
        """The folder with what is remembered of the document."""
        return self.output / _HOME / _CASES / case_name / document

    def backup_folder(self, case_name: str) -> Path:
        """The folder with a folder of backups for each document of the case."""
        return self.output / _HOME / _BACKUPS / case_name

    def _recall(self, folder: Path, current: bytes | None) -> Memory:
        if not self.planning:
            settle(folder, current)
        return recall(folder, current)

    def write(self, case: Case, outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
        """Write what the outcomes say, and remember it. An outcome that cannot be written comes back as failed."""
        return tuple(self._write(case, outcome) for outcome in outcomes)

    def case_of(self, identity: str) -> Path | None:
        """The case file of the document with this opaque id, if it is remembered and lies where it lay.

        Raises AccessError.
        """
        for folder in [each for case in entries(self.output / _HOME / _CASES) for each in entries(case)]:
            if document_id(folder.parent.name, folder.name) == identity:
                case = load(folder).origin.get("case")
                return nearest(Path(os.path.realpath(self.output), case)) if case else None
        return None

    def _write(self, case: Case, outcome: Outcome) -> Outcome:
        if outcome.action == "failed":
            return outcome
        folder = self.memory_folder(case.name, outcome.document)
        try:
            before = recall(folder, None)
            coming = self._coming(case, outcome, before.state)
            news = outcome.draft is not None and not _remembers(before, coming, outcome)
            if news and outcome.draft is not None and not self.planning:
                durable, path = outcome.action == "merged", outcome.path
                stage(folder, coming, outcome.draft, outcome.previous, durable=durable, document=path)
            for write in outcome.write:
                self._put(case, outcome, write, before.state)
        except AccessError as error:
            return self._failed(outcome, error)
        if self.planning:
            return outcome
        try:
            if news:
                commit(folder)
            elif coming != before.state:
                save_state(folder, coming)
        except AccessError as error:  # the document is in its place; the next run mends the state
            return replace(outcome, faults=(*outcome.faults, *error.faults), exit_code=error.exit_code)
        return outcome

    def _put(self, case: Case, outcome: Outcome, write: Write, state: State) -> None:
        """Write, unless the file is no longer what the decision was based on; what we did not generate is backed up."""
        guard(self.output, write.path)
        seen = expect(write.path, write.over)
        if write.content == write.over:
            return
        if program := open_in(write.path):
            raise AccessError([open_fault(write.path, program)])
        if self.planning:
            if fault := foreseen(write.path):
                raise AccessError([fault])
            return
        backups = self.backup_folder(case.name) / outcome.document
        if write.over is not None and digest(write.over) not in {state.base, *state.besides.values()}:
            back_up(backups, write.over, self.now(), write.path)
        write_file(write.path, write.content, durable=outcome.action == "merged", over=seen, like=outcome.path)
        thin_out(backups)

    def _failed(self, outcome: Outcome, error: AccessError) -> Outcome:
        try:
            content = read_file(outcome.path)
        except AccessError:
            content = None
        return Outcome(
            outcome.document,
            "failed",
            outcome.path,
            content,
            faults=(*outcome.faults, *error.faults),
            exit_code=error.exit_code,
        )

    def _coming(self, case: Case, outcome: Outcome, state: State) -> State:
        """What is to be remembered once the outcome is written, apart from the files that `stage` lays ready."""
        laid = {write.path.name: digest(write.content) for write in outcome.write if write.path != outcome.path}
        told = (state.told | {path.name for path in outcome.told}) - laid.keys()
        state = replace(state, besides={**state.besides, **laid}, told=told)
        if outcome.content is not None:
            usual = outcome.path.name == f"{outcome.document}.docx"
            state = replace(state, file=None if usual else outcome.path.name)
        if outcome.draft is None or outcome.content is None:
            return state
        return replace(
            state,
            written=state.written if outcome.edited else digest(outcome.content),
            suggested=outcome.suggested,
            origin=origin_of(case, outcome.draft, self.output),
        )

    def guard_owner(self, case: Case, path: Path, state: State) -> None:
        """Refuse a place that belongs to another case with the same name, which is still there. Raises AccessError."""
        remembered = state.origin.get("case")
        if not remembered or case.path.resolve() == (owner := (self.output.resolve() / remembered).resolve()):
            return
        if is_file(owner) and not (is_file(case.path) and owner.samefile(case.path)):
            raise AccessError([_other_case(path, nearest(owner) or owner)])


def is_output(folder: Path) -> bool:
    """Whether documents were made in the folder before. Raises AccessError."""
    return is_folder(folder / _HOME)


def _remembers(memory: Memory, coming: State, outcome: Outcome) -> bool:
    """Whether all of it is remembered already, so that there is nothing to write."""
    draft = outcome.draft
    if draft is None or memory.state != speaking_of(coming, draft, outcome.previous):
        return False
    return (memory.base, memory.fields, memory.previous) == (draft.content, draft.fields, outcome.previous)


def is_locked(case: Case, document: str) -> bool | None:
    """Whether the case says that the document is published or signed; None while it is undecided.

    As long as it is, every document that lies there may be.
    """
    names = case.values.at("sak", "låst")
    return None if isinstance(names, Gap) else isinstance(names, Items) and document in names


def _other_case(path: Path, owner: Path) -> Fault:
    message = f"Dokumentet hører til en annen sak med samme navn: {owner}."
    hint = "Gi den ene saken et annet navn, eller legg dokumentene i en annen mappe med --output."
    return Fault("same-name", message, hint, str(path))


def _another_run(output: Path) -> Fault:
    message = "En annen kjøring holder på i den samme mappen."
    return Fault("another-run", message, "Vent til den er ferdig, og kjør på nytt.", str(output))
