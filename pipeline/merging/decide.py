"""What to do with a person's document: three trees of blocks in, edits out. Pure; nothing here knows XML.

Decisions go by which block is which (`align`), block for block of the base: what only the template changed is brought,
what only the person changed stays, and where both changed the person's words stay in force until the new are accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.merging import reasons as say
from pipeline.merging.align import Alignment, align
from pipeline.merging.basis import texts
from pipeline.merging.lines import (
    columns,
    is_across,
    is_edited,
    is_frozen,
    is_held,
    kept_share,
    pairs_fit,
    past_insertions,
    place,
    said,
    sections,
    starts_section,
    text,
    twin,
    what,
)
from pipeline.merging.reasons import Reasons
from pipeline.merging.words import Exchange, exchanges
from pipeline.word.blocks import Block, CellBlock, Container, Line, RowBlock, TableBlock, TextBlock
from pipeline.word.edits import Add, Change, Edit, Note, Remark, Remove, Restyle, Rewrite

_LONGEST_ROW = 60


@dataclass(slots=True)
class Decision:
    """What to do, and what to tell. `remarks` are notes that could not stand as comments.

    `moved` counts what the fresh document has elsewhere, `unplaced` its new headers and footers.
    `kept_share` is how much the person's document and the base have in common, from 0 to 1; `numbering` pairs the lists
    of the fresh document with the person's; `sections` are the headings that the edits stand under.
    """

    edits: list[Edit] = field(default_factory=list)
    suggestions: int = 0
    conflicts: int = 0
    moved: int = 0
    unplaced: int = 0
    remarks: list[str] = field(default_factory=list)
    kept_share: float = 1.0
    numbering: dict[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()


class Decider:
    """Decides for one document.

    Args:
        reasons: why the fresh document differs.
    """

    def __init__(self, reasons: Reasons) -> None:
        self.decision = Decision()
        self._reasons = reasons
        self._comments = True

    def containers(self, base: Sequence[Container], ours: Sequence[Container], theirs: Sequence[Container]) -> Decision:
        """Decide for all containers: the body, and the headers and footers that all three have."""
        mine, news = ({each.kind: each for each in side} for side in (ours, theirs))
        for each in base:
            if each.kind in mine and each.kind in news:
                self._comments = each.kind == "body"
                if self._comments:
                    self.decision.kept_share = kept_share(each.blocks, mine[each.kind].blocks)
                self._lines(each.blocks, mine[each.kind].blocks, news[each.kind].blocks, mine[each.kind].handle)
        headings = sections(mine["body"]) if "body" in mine else {}
        touched = {headings.get(place(edit), "") for edit in self.decision.edits} - {""}
        self.decision.sections = tuple(each for each in dict.fromkeys(headings.values()) if each in touched)
        known = {each.kind for each in base}
        self.decision.unplaced = sum(each.kind not in known and any(b.words for b in each.blocks) for each in theirs)
        return self.decision

    # --- lists of blocks or rows ------------------------------------------------------------------------------------

    def _lines(
        self, base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line], where: int, *, close: bool = False
    ) -> None:
        mine, news = align(base, ours, close=close), align(base, theirs, close=close)
        self.decision.moved += len(news.moved)
        for number, block in enumerate(base):
            at, new = mine.pairs.get(number), news.pairs.get(number)
            if at is not None and new is not None:
                self._pair(block, ours[at], theirs[new])
            elif at is not None:
                self._gone(block, ours[at])
        self._added(base, ours, theirs, mine, news, where)

    def _added(
        self,
        base: Sequence[Line],
        ours: Sequence[Line],
        theirs: Sequence[Line],
        mine: Alignment,
        news: Alignment,
        where: int,
    ) -> None:
        """What the fresh document has and ours has not: at its place after what it follows there."""
        from_ours, from_theirs = mine.back, news.back
        cursor, twins = -1, set[int]()
        heading: Line | None = None  # of a section that the person deleted, until something in it comes again
        for at_theirs, block in enumerate(theirs):
            number = from_theirs.get(at_theirs)
            at = None if number is None else mine.pairs.get(number)
            if at is not None:
                cursor = at
                heading = None if starts_section(block) else heading
                continue
            if is_across(block):
                continue
            if number is not None and block.keys == base[number].keys:
                heading = block if starts_section(block) else heading
                continue  # the person deleted it, and nothing changed
            cursor = past_insertions(ours, cursor, from_ours)
            same = twin(ours, cursor, from_ours, block, twins)
            if same is not None:
                twins.add(same)
                cursor = max(cursor, same)
                continue
            note = None if number is None else self._deleted_but_changed(block, base[number])
            after = ours[cursor].handle if cursor >= 0 else None
            first_in = where if after is None else None
            if heading is not None:
                self._suggest(Add(first_in, after, heading.handle))
                heading = None
            self._suggest(Add(first_in, after, block.handle, self._placed(note)), conflict=note is not None)

    def _deleted_but_changed(self, theirs: Line, base: Line) -> Note:
        return say.deleted_but_changed(
            self._source(theirs, base), what=what(theirs), before=said(base), theirs=said(theirs)
        )

    def _gone(self, base: Line, ours: Line) -> None:
        """The fresh document does not have it any more."""
        if is_across(base, ours):
            return
        source = self._source(base)
        if is_frozen(ours):
            kept = self._placed(say.kept_for_tracked_changes(source))
            self.decision.conflicts += 1
            if kept is not None:
                self.decision.edits.append(Remark(ours.handle, kept))
            return
        edited, commented = is_edited(base, ours), is_held(ours)
        note = say.removed_but_edited(source, what=what(base), commented=not edited) if edited or commented else None
        self._suggest(Remove(ours.handle, self._placed(note)), conflict=note is not None)

    def _pair(self, base: Line, ours: Line, theirs: Line) -> None:
        if isinstance(base, TextBlock) and isinstance(ours, TextBlock) and isinstance(theirs, TextBlock):
            self.text(base, ours, theirs)
        elif isinstance(base, TableBlock) and isinstance(ours, TableBlock) and isinstance(theirs, TableBlock):
            self._table(base, ours, theirs)
        elif isinstance(base, RowBlock) and isinstance(ours, RowBlock) and isinstance(theirs, RowBlock):
            for each in zip(base.cells, ours.cells, theirs.cells, strict=True):
                self._cell(*each)

    def _cell(self, base: CellBlock, ours: CellBlock, theirs: CellBlock) -> None:
        self._lines(base.blocks, ours.blocks, theirs.blocks, ours.handle, close=True)

    # --- paragraphs -------------------------------------------------------------------------------------------------

    def text(self, base: TextBlock, ours: TextBlock, theirs: TextBlock) -> None:
        if theirs.numbering is not None and ours.numbering is not None:
            self.decision.numbering.setdefault(theirs.numbering, ours.numbering)
        restyled = (theirs.style, theirs.look) != (base.style, base.look)
        if (
            restyled
            and (ours.style, ours.look) == (base.style, base.look)
            and not ours.frozen
            and not ours.ends_section
        ):
            self._suggest(Restyle(ours.handle, theirs.handle))
        if theirs.keys in (base.keys, ours.keys) or is_across(base, ours, theirs):
            return
        wanted = exchanges(base.keys, ours.keys, theirs.keys)
        if wanted and (ours.frozen or any(not ours.fixed.isdisjoint(range(each.start, each.end)) for each in wanted)):
            self._beside(base, ours, theirs)
            return
        if wanted:
            changes = tuple(self._change(each, base, ours, theirs) for each in wanted)
            self._suggest(Rewrite(ours.handle, theirs.handle, changes), times=len(changes))

    def _change(self, each: Exchange, base: TextBlock, ours: TextBlock, theirs: TextBlock) -> Change:
        note = None
        if each.conflict:
            self.decision.conflicts += 1
            source = self._reasons.source(
                (theirs, each.source_start, each.source_end, True), (base, each.base_start, each.base_end, False)
            )
            new = theirs.keys[each.source_start : each.source_end]
            before = text(base.keys[each.base_start : each.base_end])
            mine = text(ours.keys[each.start : each.end])
            note = self._placed(say.both_changed(source, before=before, ours=mine, theirs=text(new)))
        return Change(each.start, each.end, each.source_start, each.source_end, note)

    def _beside(self, base: Block, ours: Block, theirs: Block) -> None:
        """Ours cannot be changed in place: the new version is offered after it."""
        note = say.offered_beside(self._source(theirs, base), what=what(ours, definite=True))
        self._suggest(Add(None, ours.handle, theirs.handle, self._placed(note)), conflict=True)

    # --- tables -----------------------------------------------------------------------------------------------------

    def _table(self, base: TableBlock, ours: TableBlock, theirs: TableBlock) -> None:
        if theirs.keys in (base.keys, ours.keys):
            return
        if columns(base) == columns(ours) == columns(theirs) and pairs_fit(base, ours) and pairs_fit(base, theirs):
            self._lines(base.rows, ours.rows, theirs.rows, ours.handle)
        elif not is_edited(base, ours) and not is_held(ours) and not is_frozen(ours):
            self._exchange(ours, theirs)
        else:
            self._beside(base, ours, theirs)

    def _exchange(self, ours: TableBlock, theirs: TableBlock) -> None:
        """A table with other columns takes the place of one that the person did not change."""
        self._suggest(Add(None, ours.handle, theirs.handle))
        self._suggest(Remove(ours.handle), times=0)

    # --- suggesting -------------------------------------------------------------------------------------------------

    def _suggest(self, edit: Edit, *, times: int = 1, conflict: bool = False) -> None:
        self.decision.edits.append(edit)
        self.decision.suggestions += times
        self.decision.conflicts += conflict

    def _placed(self, note: Note | None) -> Note | None:
        """The note, if it can stand as a comment here: headers and footers cannot have any (ECMA-376 § 17.13.4)."""
        if note is not None and not self._comments:
            self.decision.remarks.append(f"I topp- eller bunnteksten: {note[0]}")
            return None
        return note

    def _source(self, *blocks: Line) -> str:
        """What is behind a change of whole blocks."""
        stretches = [
            (each, 0, len(each.keys), fresh == 0) for fresh, block in enumerate(blocks) for each in texts(block)
        ]
        return self._reasons.source(*stretches)
