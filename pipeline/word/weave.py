"""Carries out edits on a person's document as tracked changes; what no edit touches stays as it is, node for node.

In: two documents taken apart, and the edits. Out: the parts of the person's document, changed. The rules about marks
of paragraphs are in `placing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date

from lxml.etree import _Element

from pipeline.word.comments import Comments
from pipeline.word.cutting import R
from pipeline.word.dressing import dress, neighbour
from pipeline.word.edits import Add, Edit, Note, Remark, Remove, Restyle, Rewrite
from pipeline.word.inline import SDT, SIMPLE_FIELD, Inline, inline_nodes, is_stateful, read_inline
from pipeline.word.manuscript import PPR, SECTION, TR, Manuscript, seen_through
from pipeline.word.names import w
from pipeline.word.note_order import with_notes_in_order
from pipeline.word.parse import serialise, take_out
from pipeline.word.placing import Placer, next_block, paragraph_near, put
from pipeline.word.revisions import AUTHOR
from pipeline.word.text import P
from pipeline.word.tracking import DEL, INS, Tracker, is_marked
from pipeline.word.transplant import Transplant

_MARK = "make-docs-cut"


class Weaver:
    """Weaves edits into `ours`; sources are in `theirs`. Raises NotTransplantable when something cannot come along."""

    def __init__(self, ours: Manuscript, theirs: Manuscript, today: date) -> None:
        self._ours, self._theirs = ours, theirs
        moment = f"{today.isoformat()}T00:00:00Z"
        self._tracker = Tracker(ours.roots.values(), moment)
        self._comments = Comments(ours.parts, AUTHOR, moment)
        self._transplant = Transplant(theirs.parts, ours.parts)
        self._placer = Placer(self._tracker)
        self._after: dict[int, _Element] = {}
        self._touched: set[str] = set()

    def learn_numbering(self, theirs: str, ours: str) -> None:
        """This list of the fresh document is that list of the person's."""
        self._transplant.learn_numbering(theirs, ours)

    def weave(self, edits: Sequence[Edit]) -> None:
        """Carry out the edits: words first, then what goes, then what comes."""
        for each in edits:
            if isinstance(each, Rewrite):
                self._rewrite(each)
        for each in edits:
            if isinstance(each, Restyle):
                self._restyle(each)
            elif isinstance(each, Remove):
                self._remove(each)
            elif isinstance(each, Remark):
                self._remark(self._ours.element(each.target), each.note)
        for each in edits:
            if isinstance(each, Add):
                self._add(each)
        for each in edits:
            if not isinstance(each, Add):
                self._touched.add(self._ours.part(each.target))

    def summarise(self, note: Note) -> None:
        """Put a comment on the first paragraph of the body that is the person's and stays."""
        body = self._ours.containers[0]
        paragraphs = list(self._ours.element(body.handle).iter(P))
        kept = (each for each in paragraphs if not is_marked(each, INS) and not is_marked(each, DEL))
        found = next((each for each in kept if next(each.iter(w("t")), None) is not None), None)
        if found is not None:
            self._remark(found, note)
            self._touched.add(self._ours.main)

    def parts(self) -> dict[str, bytes]:
        """The person's parts with everything woven in."""
        stories = {part: serialise(root) for part, root in self._ours.roots.items() if part in self._touched}
        woven = self._comments.parts(self._transplant.parts(stories))
        return with_notes_in_order(woven, self._ours.parts)

    # --- words ------------------------------------------------------------------------------------------------------

    def _rewrite(self, edit: Rewrite) -> None:
        paragraph = self._ours.element(edit.target)
        part, source_part = self._ours.part(edit.target), self._theirs.part(edit.source)
        inline = self._ours.inline(edit.target)
        copied = deepcopy(self._theirs.element(edit.source))
        source = read_inline(copied, self._theirs.knower(source_part).known)
        marks = []
        for change in reversed(edit.changes):
            start, end = paragraph.makeelement(_MARK), paragraph.makeelement(_MARK)
            _cut(paragraph, inline, change.start, change.end, start, end)
            source_start, source_end = copied.makeelement(_MARK), copied.makeelement(_MARK)
            _cut(copied, source, change.source_start, change.source_end, source_start, source_end)
            marks.append((change, start, end, source_start, source_end))
        for change, start, end, source_start, source_end in reversed(marks):
            gone = list(_between(paragraph, start, end)) if change.start < change.end else []
            model = neighbour(start, gone)
            there = list(_between(copied, source_start, source_end))
            new = [self._transplant.bring(node, source_part, part) for node in there]
            for node in _runs(new):
                dress(node, model)
            made = self._tracker.delete(gone)
            for node in self._tracker.insert(_flat(new)):
                end.addprevious(node)
                made.append(node)
            if change.note is not None and made:
                Comments.anchor(made[0], made[-1], self._comments.add(change.note))
        for _, *cuts in marks:
            for mark in cuts[:2]:
                take_out(mark)

    # --- whole paragraphs, tables and rows --------------------------------------------------------------------------

    def _restyle(self, edit: Restyle) -> None:
        paragraph = self._ours.element(edit.target)
        wanted = self._theirs.element(edit.source).find(PPR)
        part, source_part = self._ours.part(edit.target), self._theirs.part(edit.source)
        brought = None if wanted is None else self._transplant.bring(wanted, source_part, part)
        self._tracker.exchange_properties(paragraph, brought)

    def _remove(self, edit: Remove) -> None:
        element = self._ours.element(edit.target)
        neighbour = paragraph_near(element) if edit.note is not None and element.tag != P else element
        if element.tag == P:
            self._remove_paragraph(element)
        else:
            for row in [element] if element.tag == TR else list(seen_through(element, (TR,))):
                self._remove_row(row)
        if edit.note is not None and neighbour is not None:
            self._remark(neighbour, edit.note)

    def _remove_paragraph(self, paragraph: _Element) -> None:
        self._placer.removed.add(paragraph)
        self._tracker.delete(list(inline_nodes(paragraph)))
        properties = paragraph.find(PPR)
        ends_section = properties is not None and properties.find(SECTION) is not None
        if not ends_section and next_block(paragraph) is not None:
            self._tracker.mark_paragraph(paragraph, DEL)

    def _remove_row(self, row: _Element) -> None:
        for paragraph in row.iter(P):
            if next(paragraph.iterancestors(R), None) is None:
                self._tracker.delete(list(inline_nodes(paragraph)))
                self._tracker.mark_paragraph(paragraph, DEL)
        for each in row.iter(TR):
            self._tracker.mark_row(each, DEL)

    def _remark(self, element: _Element, note: Note) -> None:
        paragraph = element if element.tag == P else next(element.iter(P), None)
        if paragraph is not None:
            Comments.anchor(paragraph, paragraph, self._comments.add(note))

    def _add(self, edit: Add) -> None:
        home = edit.container if edit.after is None else edit.after
        if home is None:
            return
        where, part = self._ours.element(home), self._ours.part(home)
        anchor = self._after.get(home, None if edit.after is None else where)
        new = self._brought(edit.source, part)
        if new.tag == P:
            new = self._placer.paragraph(self._inserted_paragraph(new), anchor, where)
        elif new.tag == TR:
            self._inserted_row(new)
            put(new, anchor, where, (TR,))
        else:
            for row in list(seen_through(new, (TR,))):
                self._inserted_row(row)
            self._placer.table(new, anchor, where)
        self._after[home] = new
        self._touched.add(part)
        if edit.note is not None:
            near = new if new.tag == P else paragraph_near(new)
            if near is not None:
                self._remark(near, edit.note)

    def _inserted_paragraph(self, paragraph: _Element) -> _Element:
        nodes = self._tracker.insert(_flat(list(inline_nodes(paragraph))))
        kept = [child for child in paragraph if child.tag in (PPR, w("bookmarkStart"), w("bookmarkEnd"))]
        for child in list(paragraph):
            paragraph.remove(child)
        starts = [child for child in kept if child.tag != w("bookmarkEnd")]
        paragraph.extend([*starts, *nodes, *(child for child in kept if child.tag == w("bookmarkEnd"))])
        return paragraph

    def _inserted_row(self, row: _Element) -> None:
        for paragraph in row.iter(P):
            self._inserted_paragraph(paragraph)
            self._tracker.mark_paragraph(paragraph, INS)
        for each in row.iter(TR):
            self._tracker.mark_row(each, INS)

    def _brought(self, source: int, part: str) -> _Element:
        return self._transplant.bring(self._theirs.element(source), self._theirs.part(source), part)


# --- cutting and gathering ------------------------------------------------------------------------------------------


def _cut(paragraph: _Element, inline: Inline, start: int, end: int, first: _Element, last: _Element) -> None:
    """Put one mark before token `start` and the other after token `end` - 1; both before `start` when that is none."""
    if start < end:
        inline.after(end - 1, last)
        inline.before(start, first)
        return
    if start:
        inline.after(start - 1, first)
    elif inline.keys:
        inline.before(0, first)
    else:
        paragraph.append(first)
    first.addnext(last)


def _between(paragraph: _Element, start: _Element, end: _Element) -> Iterator[_Element]:
    """The runs and wholes between two marks."""
    inside = False
    for node in list(inline_nodes(paragraph)):
        if node is start:
            inside = True
        elif node is end:
            return
        elif inside and node.tag != _MARK:
            yield node


def _flat(nodes: Iterable[_Element]) -> Iterator[_Element]:
    for node in nodes:
        if node.tag == SIMPLE_FIELD:
            yield from _complex_field(node)
        elif node.tag == R or node.tag != SDT or is_stateful(node):
            yield node


def _complex_field(field: _Element) -> Iterator[_Element]:
    """The same field as runs, which can be tracked (§ 17.16.19 and § 17.16.18)."""
    for kind in ("begin", "instr", "separate", "result", "end"):
        if kind == "result":
            yield from field.iterchildren(R)
            continue
        run = field.makeelement(R)
        if kind == "instr":
            instruction = run.makeelement(w("instrText"))
            instruction.text = field.get(w("instr"), "")
            run.append(instruction)
        else:
            run.append(run.makeelement(w("fldChar"), {w("fldCharType"): kind}))
        yield run


def _runs(nodes: Iterable[_Element]) -> Iterator[_Element]:
    for node in nodes:
        if node.tag == R:
            yield node
