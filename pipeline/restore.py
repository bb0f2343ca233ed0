"""Bringing back what a document was before make-docs wrote in it.

In: an output folder, the name of a case, a document and the number of a backup. Out: the backups that there are, or the
one brought back. The present file is backed up first, so that bringing back can be undone in the same way.

What is remembered of the document stays as it is. So what was brought back counts as the person's own text, and what
was offered since is not offered again until the template or the case changes anew.

A document that `sak.låst` locks is left alone here too. When the case's file is damaged or gone, nobody can tell, and
the backup is brought back all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.backup import Backup, back_up, backups, thin_out
from pipeline.case import load_case
from pipeline.casename import case_name, shown_as
from pipeline.cases import SUFFIXES
from pipeline.errors import AccessError, DocumentUnreadable, Fault, MakeDocsError, UsageError
from pipeline.fields import Vocabulary
from pipeline.filefaults import open_fault
from pipeline.files import entries, open_in, read_file, see_file, write_file
from pipeline.memory import settle
from pipeline.provenance import document_id
from pipeline.report.upkeep import Copy, Restored, Shelf
from pipeline.store import Store, is_locked
from pipeline.word.reading import read_document
from pipeline.wording import did_you_mean, joined, word_count


def named_case(words: str) -> str:
    """The name of a case that is given as a file, as its folder in the output, or by its name."""
    path = Path(words)
    return case_name(path if path.suffix.lower() in SUFFIXES else path.with_name(f"{path.name or words}.yaml"))


def shelves(store: Store, case: str, documents: Sequence[str] = ()) -> list[Shelf]:
    """The backups of a case's documents, or of some of them.

    Raises:
        UsageError: there are none.
        AccessError: they cannot be read.
    """
    folder = store.backup_folder(case)
    names = [each.name for each in entries(folder) if backups(each)]
    if not names and case not in (known := _known_cases(store)):
        hint = did_you_mean(case, known) or "Oppgi navnet på mappen som dokumentene ligger i, eller filen med saken."
        raise UsageError([Fault("unknown-case", f"Finner ingen sak som heter {case}", hint)])
    if not names:
        hint = "make-docs tar en sikkerhetskopi hver gang den skriver i et dokument dere har redigert."
        raise UsageError([Fault("no-backups", "det er ingen sikkerhetskopier av dokumentene i saken", hint, case)])
    wanted = [name.removesuffix(".docx") for name in documents]
    unknown = [name for name in wanted if name not in names]
    if unknown:
        hint = did_you_mean(unknown[0], names) or f"Det er sikkerhetskopier av {joined(names)}."
        raise UsageError([Fault("no-backups", "det er ingen sikkerhetskopier av dette dokumentet", hint, unknown[0])])
    chosen = [name for name in names if name in wanted or not wanted]
    return [_shelf(store, case, name, backups(folder / name)) for name in chosen]


def _known_cases(store: Store) -> set[str]:
    """The cases that documents were made of, and those that can be."""
    made = [*entries(store.backup_folder("-").parent), *entries(store.memory_folder("-", "-").parent.parent)]
    can_be = [shown_as(each)[0] for each in entries(Path("cases")) if each.suffix.lower() in SUFFIXES]
    return {each.name for each in made} | set(can_be)


def _shelf(store: Store, case: str, document: str, kept: Sequence[Backup]) -> Shelf:
    copies = tuple(Copy(backup.made, _amount(backup.path)) for backup in kept)
    return Shelf(document, _amount(store.place_of(case, document)), copies)


def bring_back(store: Store, case: str, document: str, number: int, vocabulary: Vocabulary | None = None) -> Restored:
    """Put a backup in the document's place; `number` counts from 1, the newest.

    `vocabulary` reads the case's file, which may lock the document; without it the lock is not asked.

    Raises:
        UsageError: there is no such backup, or the document is locked.
        AccessError: the document is open, or something cannot be read or written.
    """
    with store.exclusive():
        document = shelves(store, case, [document])[0].document
        folder, path = store.backup_folder(case) / document, store.place_of(case, document)
        kept = backups(folder)
        if not 1 <= number <= len(kept):
            hint = f"Velg et tall fra 1 til {len(kept)}. Se dem med make-docs restore {case} {document}"
            raise UsageError([Fault("no-such-backup", f"det er ingen sikkerhetskopi med nummer {number}", hint)])
        if vocabulary is not None:
            _refuse_locked(store, case, document, vocabulary)
        if program := open_in(path):
            raise AccessError([open_fault(path, program)])
        backup = kept[number - 1]
        content, seen = read_file(backup.path), see_file(path)
        current = seen.content
        if content is None:
            raise AccessError([Fault("missing", "sikkerhetskopien er borte", "Velg en annen.", str(backup.path))])
        if content == current:
            return Restored(document, path, backup.made, changed=False)
        settle(store.memory_folder(case, document), current)
        if current is not None:
            back_up(folder, current, store.now(), path)
        write_file(path, content, durable=True, over=seen, like=backup.path)
        thin_out(folder, backup.path)
        return Restored(document, path, backup.made, undo=current is not None)


def _refuse_locked(store: Store, case: str, document: str, vocabulary: Vocabulary) -> None:
    """Refuse a document that the case locks. A case that cannot be read locks nothing. Raises UsageError."""
    try:
        path = store.case_of(document_id(case, document))
        locked = path is not None and is_locked(load_case(path, vocabulary), document)
    except MakeDocsError:
        return
    if locked is False:
        return
    hint = f"Ta {document} ut av sak.låst i {path} først, og prøv igjen."
    if locked is None:
        hint = f"Skriv i sak.låst i {path} hvilke dokumenter som er låst, og prøv igjen."
    raise UsageError([Fault("locked", "dokumentet er låst, og blir ikke rørt", hint, document)])


def _amount(path: Path) -> str:
    """How much there is in a document: «1234 ord, 2 merknader». Raises AccessError."""
    content = read_file(path)
    if content is None:
        return "ligger ikke i mappen lenger"
    try:
        reading = read_document(content, str(path))
    except DocumentUnreadable:
        return "skadet, kan ikke åpnes"
    words = sum(word_count(paragraph.text) for paragraph in reading.paragraphs)
    said = [f"{words} ord"]
    for count, one, many in (
        (reading.comments, "merknad", "merknader"),
        (reading.tracked_changes, "sporet endring", "sporede endringer"),
    ):
        if count:
            said.append(f"{count} {one if count == 1 else many}")
    return ", ".join(said)
