"""The output folder: what lies there before a run, and what the run writes.

``OUTPUT/CASE/NAME.docx`` is the document; ``OUTPUT/.make-docs/saker/CASE/NAME/`` holds what is remembered of it
(`state`), in a folder of its own so that no case's name can be taken by a file of ours.
A document is written before its state: after a crash between the two, the next run sees that the document is what it
would write, and mends the state. A planning store reads, and foretells what it can, but writes nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipeline.errors import AccessError, Fault
from pipeline.files import entries, fault_of, foreseen, is_file, open_fault, open_in, read_file, write_file
from pipeline.library import is_template_folder
from pipeline.model import Beside, Case, History, Outcome, Write
from pipeline.provenance import document_id
from pipeline.state import State, digest, load, load_base, save, save_beside
from pipeline.values import Gap, Items
from pipeline.word.package import read_package
from pipeline.word.properties import read_custom

_HOME = ".make-docs"
_CASES = "saker"
_PLAIN_NAME = re.compile(r'(?!\.)[^\\/:*?"<>|\x00-\x1f]*[^\\/:*?"<>|\x00-\x1f. ]')
_MOST_BESIDES = 100

_README = """\
Denne mappen hører til make-docs.

Her ligger dokumentene slik make-docs sist laget dem, før noen redigerte dem. Det er slik make-docs ser hva dere har
skrevet selv, så det aldri blir overskrevet.

Ikke slett, flytt eller endre noe her. Dokumentene dere skal bruke, ligger i mappene ved siden av.

Blir mappen borte, mister dere ingenting dere har skrevet. Men da legger make-docs nye versjoner ved siden av de
redigerte dokumentene, i stedet for å oppdatere dem.
"""


class Store:
    """The output folder."""

    def __init__(self, output: Path, *, planning: bool) -> None:
        self.output = output
        self.planning = planning

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
        locked, program, current = _is_locked(case, document), open_in(path), None
        try:
            self._guard(path)
            current = read_file(path)
            state = load(self._remembered(path))
            self._guard_owner(case, path, state)
            base = load_base(self._remembered(path), state)
            besides = tuple(_besides(path, state))
        except AccessError as error:
            held = program if error.faults[0].code in ("in-use", "no-access") else None
            faults = (open_fault(path, held),) if held else error.faults
            return History(path, current, open_in=program, locked_by_case=bool(locked), faults=faults)
        written = state.written if base is not None else None
        locked = current is not None if locked is None else locked
        return History(path, current, base, written, besides, program, locked)

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
                return _nearest(Path(os.path.realpath(self.output), case)) if case else None
        return None

    def _write(self, case: Case, outcome: Outcome) -> Outcome:
        try:
            for write in outcome.write:
                self._write_file(write, durable=outcome.action == "merged")
        except AccessError as error:
            return self._failed(outcome, error)
        if self.planning:
            return outcome
        try:
            self._remember(case, outcome)
        except AccessError as error:  # the document is in its place; the next run mends the state
            return replace(outcome, faults=(*outcome.faults, *error.faults), exit_code=error.exit_code)
        return outcome

    def _write_file(self, write: Write, *, durable: bool) -> None:
        """Write, unless the file is no longer what the decision was based on."""
        self._guard(write.path)
        if read_file(write.path) != write.over:
            raise AccessError([_changed_meanwhile(write.path)])
        if program := open_in(write.path):
            raise AccessError([open_fault(write.path, program)])
        if not self.planning:
            write_file(write.path, write.content, durable=durable)
        elif fault := foreseen(write.path):
            raise AccessError([fault])

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

    def _remember(self, case: Case, outcome: Outcome) -> None:
        laid = {write.path.name: write.content for write in outcome.write if write.path != outcome.path}
        if not laid and outcome.draft is None:
            return
        folder = self._remembered(outcome.path)
        state = load(folder)
        if outcome.draft is not None and outcome.content is not None:
            said = read_custom(read_package(outcome.draft.content, outcome.path.name))
            origin = {"case": _relative(case.path, self.output), **said}
            save(folder, state, outcome.draft, written=outcome.content, origin=origin)
        if laid:
            save_beside(folder, state, laid)

    def _remembered(self, path: Path) -> Path:
        """The folder with what is remembered of the document at `path`."""
        return self.output / _HOME / _CASES / path.parent.name / path.stem

    def _guard_owner(self, case: Case, path: Path, state: State) -> None:
        """Refuse a place that belongs to another case with the same name, which is still there. Raises AccessError."""
        remembered = state.origin.get("case")
        if not remembered or case.path.resolve() == (owner := (self.output.resolve() / remembered).resolve()):
            return
        if is_file(owner) and not (is_file(case.path) and owner.samefile(case.path)):
            raise AccessError([_other_case(path, _nearest(owner) or owner)])

    def _guard(self, path: Path) -> None:
        """Refuse a place that is not a plain file name in a plain folder of the output folder, or is a template's.

        Raises AccessError.
        """
        folder = path.parent
        for name in (folder.name, path.name):
            if folder.parent != self.output or not _PLAIN_NAME.fullmatch(name):
                raise AccessError([_odd_name(path)])
        try:
            leads_out = folder.is_symlink() or folder.resolve().parent != self.output.resolve()
        except OSError as error:
            raise AccessError([fault_of(error, path)]) from error
        if leads_out:
            raise AccessError([_leads_out(folder)])
        if is_template_folder(folder):
            raise AccessError([_among_templates(folder)])


def _beside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}.ny{'' if number == 1 else f'-{number}'}.docx")


def is_beside(path: Path) -> bool:
    """Whether the file is, by its name, a new version laid beside a document."""
    return re.search(r"\.ny(-\d+)?$", path.stem) is not None


def _besides(path: Path, state: State) -> Iterator[Beside]:
    """The places beside a document up to the first free one. What cannot be read there is somebody's, and is passed."""
    for number in range(1, _MOST_BESIDES):
        place = _beside(path, number)
        try:
            current = read_file(place)
        except AccessError:
            continue
        ours = current is not None and state.besides.get(place.name) == digest(current)
        yield Beside(place, current, ours, open_in(place))
        if current is None:
            return
    raise AccessError([_too_many(path)])


def _is_locked(case: Case, document: str) -> bool | None:
    """Whether the case says that the document is published or signed; None while it is undecided.

    As long as it is, every document that lies there may be.
    """
    names = case.values.at("sak", "låst")
    return None if isinstance(names, Gap) else isinstance(names, Items) and document in names


def _relative(path: Path, start: Path) -> str:
    """The path as seen from `start`, which holds when both are moved; the whole path from another Windows drive."""
    try:
        return Path(os.path.relpath(path.resolve(), start.resolve())).as_posix()
    except ValueError:
        return path.resolve().as_posix()


def _nearest(path: Path) -> Path | None:
    """The file, named from where we stand when it lies below; None when it is not there. Raises AccessError."""
    found = Path(os.path.normpath(path))
    here = Path.cwd()
    if not is_file(found):
        return None
    return found.relative_to(here) if found.is_relative_to(here) else found


def _other_case(path: Path, owner: Path) -> Fault:
    message = f"Dokumentet hører til en annen sak med samme navn: {owner}."
    hint = "Gi den ene saken et annet navn, eller legg dokumentene i en annen mappe med --output."
    return Fault("same-name", message, hint, str(path))


def _another_run(output: Path) -> Fault:
    message = "En annen kjøring holder på i den samme mappen."
    return Fault("another-run", message, "Vent til den er ferdig, og kjør på nytt.", str(output))


def _changed_meanwhile(path: Path) -> Fault:
    message = "Filen ble endret mens make-docs arbeidet, og er ikke rørt."
    return Fault("changed-meanwhile", message, "Kjør på nytt.", str(path))


def _odd_name(path: Path) -> Fault:
    message = f"«{path.parent.name}/{path.name}» kan ikke brukes som mappe- og filnavn."
    return Fault("odd-name", message, "Gi saken og malen navn med bokstaver, tall og bindestrek.", str(path))


def _leads_out(folder: Path) -> Fault:
    message = "Mappen er en snarvei (symbolsk lenke) til et annet sted."
    return Fault("leads-out", message, "Flytt snarveien, så lager make-docs en vanlig mappe.", str(folder))


def _among_templates(folder: Path) -> Fault:
    message = "Her ligger malene, så dokumentene kan ikke legges her."
    return Fault(
        "template-folder", message, "Velg en annen mappe med --output, eller gi saken et nytt navn.", str(folder)
    )


def _too_many(path: Path) -> Fault:
    message = "Det ligger for mange nye versjoner ved siden av dokumentet."
    return Fault("too-many-versions", message, "Slett eller flytt de versjonene du ikke trenger.", str(path))
