"""What the merged document must say once our suggestions are accepted, worked out from the edits and not from the XML.

The paragraphs of the merged file, read again, are held against it: a second pair of eyes on what `weave` wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from pipeline.merging.decide import Decision
from pipeline.word.blocks import Line, TableBlock, TextBlock
from pipeline.word.edits import Add, Remove, Rewrite
from pipeline.word.manuscript import Manuscript
from pipeline.word.revisions import AUTHOR, resolved


def words_added(decision: Decision, theirs: Manuscript) -> Counter[str]:
    """The words that the edits put in, each as often as they do."""
    texts = {text.handle: text for text in _all_texts(theirs)}
    added: Counter[str] = Counter()
    for edit in decision.edits:
        if isinstance(edit, Rewrite):
            keys = texts[edit.source].keys
            for change in edit.changes:
                added.update(_plain(keys[change.source_start : change.source_end]))
        elif isinstance(edit, Add):
            for text in _below(edit.source, theirs):
                added.update(_plain(text.keys))
    return added


def differs_from_plan(
    decision: Decision, ours: Manuscript, theirs: Manuscript
) -> Callable[[Mapping[str, bytes]], tuple[str, ...]]:
    """What tells, for the merged parts, whether they say something else than the edits do."""
    planned = Counter(map("".join, _accepted(decision, ours, theirs)))

    def compare(parts: Mapping[str, bytes]) -> tuple[str, ...]:
        said = Counter(
            "".join(text.keys) for text in _all_texts(Manuscript(resolved(parts, accept=True, author=AUTHOR)))
        )
        del said[""]
        wrong = (planned - said) + (said - planned)
        return tuple(f"avsnittet «{words[:60]}» ble ikke som planlagt" for words in wrong)

    return compare


def _accepted(decision: Decision, ours: Manuscript, theirs: Manuscript) -> Iterator[tuple[str, ...]]:
    """The words of every paragraph that is not empty, in no order."""
    sources = {text.handle: text for text in _all_texts(theirs)}
    rewritten = {edit.target: edit for edit in decision.edits if isinstance(edit, Rewrite)}
    gone = {text.handle for edit in decision.edits if isinstance(edit, Remove) for text in _below(edit.target, ours)}
    for text in _all_texts(ours):
        keys = text.keys
        if text.handle in gone:
            continue
        if text.handle in rewritten:
            rewrite = rewritten[text.handle]
            for change in reversed(rewrite.changes):
                put = sources[rewrite.source].keys[change.source_start : change.source_end]
                keys = (*keys[: change.start], *put, *keys[change.end :])
        if keys:
            yield keys
    for edit in decision.edits:
        if isinstance(edit, Add):
            yield from (text.keys for text in _below(edit.source, theirs) if text.keys)


def _below(handle: int, manuscript: Manuscript) -> list[TextBlock]:
    """The paragraphs of a block or row."""
    return list(_texts(manuscript.line(handle)))


def _all_texts(manuscript: Manuscript) -> Iterator[TextBlock]:
    for container in manuscript.containers:
        for block in container.blocks:
            yield from _texts(block)


def _texts(line: Line) -> Iterator[TextBlock]:
    if isinstance(line, TextBlock):
        yield line
        return
    for row in line.rows if isinstance(line, TableBlock) else (line,):
        for cell in row.cells:
            for block in cell.blocks:
                yield from _texts(block)


def _plain(keys: tuple[str, ...]) -> Iterator[str]:
    return (key for key in keys if key.isalnum())
