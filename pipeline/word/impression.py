"""What a person could change in a story (the body, a header, a note): its elements in, nested tuples out.

Paragraphs with their characters as they look in the end, tables, sections, form fields, pictures, notes, comments and
tracked changes are there; what editors rewrite when they save is not. What is not known is kept as it stands, so that
documents differ there rather than pass as equal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import QName, _Element

from pipeline.word.effective import Effective, shown
from pipeline.word.formatting import Said, Trait, changed, changes_in
from pipeline.word.impression_line import Around, Field, Line
from pipeline.word.impression_tables import read_table
from pipeline.word.listlabels import ListLabels
from pipeline.word.names import R, mc, w
from pipeline.word.pictures import Target, as_written, seen_in
from pipeline.word.styles import Styles
from pipeline.word.text import P, checkbox, switched_on

_PPR, _RPR, _RUN, _SDT, _SDT_PR = w("pPr"), w("rPr"), w("r"), w("sdt"), w("sdtPr")
_TEXT, _DELETED_TEXT, _FIELD, _INSTRUCTION = w("t"), w("delText"), w("fldChar"), w("instrText")
_LINK, _SIMPLE, _TABLE, _SECTION, _TEXT_BOX = w("hyperlink"), w("fldSimple"), w("tbl"), w("sectPr"), w("txbxContent")
_START, _END, _NAME, _ID = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("id")
_CHOICE, _FALLBACK, _ALTERNATE = mc("Choice"), mc("Fallback"), mc("AlternateContent")
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_COMMENTS = {w("commentRangeStart"): "from", w("commentRangeEnd"): "to", w("commentReference"): "comment"}
_DRAWN = frozenset({w("drawing"), w("pict"), w("object")})
_REVISED = frozenset({w("ins"), w("del"), w("moveFrom"), w("moveTo")})
_SEEN_THROUGH = frozenset({w("sdtContent"), w("smartTag"), w("customXml"), w("ruby"), w("rubyBase"), w("rt")})
_NOISE = frozenset(
    {w("proofErr"), w("lastRenderedPageBreak"), _PPR, _RPR, _SDT_PR, w("sdtEndPr"), w("smartTagPr")}
    | {w("customXmlPr"), w("annotationRef"), w("footnoteRef"), w("endnoteRef"), w("separator"), w("rubyPr")}
    | {w("continuationSeparator"), w("tcPr")}
)
_CHARACTERS = {w("tab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\xad"}
_BREAK = w("br")
# Bookmarks that editors set on their own: where the cursor stood, and LibreOffice's names for form fields.
_EDITORS_OWN = ("_GoBack", "__Fieldmark__")
_LABEL_LOOKS = ("color", "b", "i")
_CHOICES = ("dropDownList", "comboBox")
_NAMES = ("alias", "tag", "lock")
_KINDS = ("date", "picture", "text", "repeatingSection")


@dataclass(frozen=True, slots=True)
class Whole:
    """What the stories of a document have in common.

    `notes` and `comments` give what stands in them, by kind and number, and `section` what a section's properties say
    together with its headers and footers. `lossy` says that an editor has saved it that
    leaves out the names of content controls and the descriptions of tables.
    """

    effective: Effective
    styles: Styles
    labels: ListLabels
    notes: Callable[[str, str], Trait]
    comments: Mapping[str, Trait]
    section: Callable[[_Element], Trait]
    lossy: bool


class Story:
    """Reads one part. `paragraphs` gives each paragraph that was read, without its number in a list."""

    def __init__(self, whole: Whole, target: Target) -> None:
        self.whole = whole
        self.target = target
        self._fields: list[Field] = []
        self._bookmarks: dict[str, str] = {}
        self.paragraphs: dict[_Element, tuple[Trait, ...]] = {}
        self.waiting: list[Trait] = []

    def read(self, container: _Element) -> tuple[Trait, ...]:
        """What a person could change in a container of blocks, from its first to its last."""
        blocks = self.blocks(container, Around())
        return (*blocks, tuple(self.waiting)) if self.waiting else blocks

    def blocks(self, container: _Element, around: Around) -> tuple[Trait, ...]:
        """The blocks of a container; what stands between blocks belongs to the next paragraph."""
        return tuple(self._blocks(container, around))

    def _blocks(self, container: _Element, around: Around) -> Iterator[Trait]:
        for child in _members(container):
            tag = child.tag
            if tag == P:
                yield from self._paragraph(child, around)
            elif tag == _TABLE:
                yield read_table(self, child, around)
            elif tag == _SECTION:
                yield ("section", self.whole.section(child))
            elif tag == _SDT:
                yield from self.control(child)
                yield from self._blocks(child, around)
            elif tag in _SEEN_THROUGH:
                yield from self._blocks(child, around)
            elif tag in _REVISED:
                yield from self._blocks(child, around.inside(changed(child)))
            elif not self.zero_width(child, self.waiting.append) and tag not in _NOISE:
                yield ("unknown", as_written(child, self.target))

    # --- paragraphs ---------------------------------------------------------------------------------------------

    def _paragraph(self, paragraph: _Element, around: Around) -> Iterator[Trait]:
        properties = paragraph.find(_PPR)
        effective = self.whole.effective
        style = effective.style_of(properties, w("pStyle"), "paragraph")
        inside = Around(around.table, style, around.within)
        line = Line(unplaced=self.waiting.copy())
        self.waiting.clear()
        self._content(paragraph, inside, line)
        mark = None if properties is None else properties.find(_RPR)
        look = effective.run(mark, style, around.table)
        layers = effective.paragraph(properties, around.table)
        level = self.whole.styles.look(properties).level
        label = self._label(layers)
        changes = (*changes_in(properties), *changes_in(mark))
        name = effective.name(style)
        rest = (shown(layers), line.taken(), look, changes, around.within)
        self.paragraphs[paragraph] = (name, level, label is None, *rest)
        yield ("paragraph", name, level, label, *rest)
        section = None if properties is None else properties.find(_SECTION)
        if section is not None:
            yield ("section", self.whole.section(section))

    def _label(self, layers: Said) -> Trait:
        number, level = layers.pop("numId", None), layers.pop("ilvl", "0")
        if number is None:
            return None
        label = self.whole.labels.next_label(str(number), str(level))
        look = self.whole.effective.said(self.whole.labels.look(str(number), str(level)))
        return (label, tuple(look.get(name) for name in _LABEL_LOOKS))

    def _content(self, parent: _Element, around: Around, line: Line) -> None:
        for child in _members(parent):
            tag = child.tag
            if tag == _RUN:
                self._run(child, around, line)
            elif tag == _LINK:
                self._content(child, around.inside(self._link(child)), line)
            elif tag == _SIMPLE:
                self._simple_field(child, around, line)
            elif tag == _SDT:
                for control in self.control(child):
                    line.add(control)
                self._content(child, around, line)
            elif tag in _REVISED:
                self._content(child, around.inside(changed(child)), line)
            elif tag in _SEEN_THROUGH:
                self._content(child, around, line)
            elif not self.zero_width(child, line.mark) and tag not in _NOISE:
                line.add(("unknown", as_written(child, self.target), around.within))

    def zero_width(self, element: _Element, mark: Callable[[Trait], None]) -> bool:
        """Whether it is a bookmark's or a comment's end or beginning; marks it."""
        tag = element.tag
        if tag == _START:
            name = self._bookmarks[element.get(_ID, "")] = element.get(_NAME, "")
            if not name.startswith(_EDITORS_OWN):
                mark(("bookmark", name))
        elif tag == _END:
            name = self._bookmarks.get(element.get(_ID, ""), "")
            if name and not name.startswith(_EDITORS_OWN):
                mark(("end of bookmark", name))
        elif tag in _COMMENTS:
            mark((_COMMENTS[tag], self.whole.comments.get(element.get(_ID, ""))))
        else:
            return False
        return True

    def _link(self, link: _Element) -> Trait:
        relation = link.get(f"{{{R}}}id")
        address = None if relation is None else self.target(relation)
        return ("link", address, link.get(w("anchor")) or link.get(w("docLocation")), link.get(w("tooltip")) or None)

    def control(self, control: _Element) -> Iterator[Trait]:
        """A content control that is filled in or chosen from; a plain frame round text is nothing to see."""
        properties = control.find(_SDT_PR)
        box = checkbox(control)
        if box is not None:
            yield ("control", "checkbox", box)
        for each in () if properties is None else properties:
            name = str(QName(each).localname)
            if name in _CHOICES:
                yield ("control", name, tuple((item.get(w("displayText")), item.get(w("value"))) for item in each))
            elif not self.whole.lossy and name in _NAMES:
                yield ("control", name, each.get(w("val")))
            elif not self.whole.lossy and name in _KINDS:
                yield ("control", name, each.get(w("fullDate")))

    # --- runs ---------------------------------------------------------------------------------------------------

    def _run(self, run: _Element, around: Around, line: Line) -> None:
        properties = run.find(_RPR)
        look: Trait = None
        changes = changes_in(properties)
        within = (*around.within, *changes)
        for child in _members(run):
            tag = child.tag
            if tag in _NOISE:
                continue
            if tag == _FIELD:
                self._field(child, line, within)
                continue
            if tag == _INSTRUCTION or tag == w("delInstrText"):
                if self._fields:
                    self._fields[-1].instruction += child.text or ""
                continue
            if look is None:
                look = self.whole.effective.run(properties, around.style, around.table)
            words = (child.text or "") if tag in (_TEXT, _DELETED_TEXT) else _CHARACTERS.get(tag)
            if tag == _BREAK:
                words = "\n" if child.get(w("type"), "textWrapping") == "textWrapping" else None
            if words is not None and not child.get(w("clear")):
                hidden = any(each.hides(words) for each in self._fields)
                if words or hidden:
                    line.write("" if hidden else words, look, within)
            elif not self.zero_width(child, line.mark):
                self._special(child, look, within, around, line)

    def _special(self, child: _Element, look: Trait, within: Trait, around: Around, line: Line) -> None:
        tag = child.tag
        if tag == _BREAK:
            line.add(("break", child.get(w("type")), child.get(w("clear")), within))
        elif tag in _NOTES:
            seen = tuple(each for each in _pairs(look) if each[:1] != ("style",))  # LibreOffice sets one of its own
            line.add((_NOTES[tag], self.whole.notes(_NOTES[tag], child.get(_ID, "")), seen, within))
        elif tag in _DRAWN:
            line.add((seen_in(child, self.target), within))
            for box in child.iter(_TEXT_BOX):
                if next(box.iterancestors(_TEXT_BOX, child.tag), None) is child:
                    line.add(("text box", self.blocks(box, Around())))
        elif tag in _SEEN_THROUGH:
            self._content(child, around, line)
        else:
            line.add((as_written(child, self.target), look, within))

    def _field(self, mark: _Element, line: Line, within: Trait) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(Field())
            form = mark.find(w("ffData"))
            if form is not None:
                line.add(("form field", *_form_state(form)))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            line.add(("field", self._fields[-1].said, within))
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.in_result:
                line.add(("field", ended.said, within))
            line.add("end of field")

    def _simple_field(self, simple: _Element, around: Around, line: Line) -> None:
        found = Field(simple.get(w("instr"), ""), in_result=True)
        line.add(("field", found.said, around.within))
        self._fields.append(found)
        self._content(simple, around, line)
        self._fields.pop()
        line.add("end of field")


def _pairs(look: Trait) -> Iterator[tuple[Trait, ...]]:
    """The things that a look consists of."""
    yield from (each for each in (look if isinstance(look, tuple) else ()) if isinstance(each, tuple))


def _form_state(form: _Element) -> Iterator[Trait]:
    """What is ticked, chosen or offered in an older form field (ECMA-376 part 1 § 17.16.17)."""
    for box in form.iterchildren(w("checkBox")):
        state = next(box.iterchildren(w("checked")), None)
        state = next(box.iterchildren(w("default")), None) if state is None else state
        yield ("ticked", int(state is not None and switched_on(state)))
    for each in form.iterchildren(w("ddList"), w("textInput")):
        yield tuple((str(QName(one).localname), one.get(w("val"))) for one in each)


def is_empty(block: Trait) -> bool:
    """Whether a block that was read is a paragraph with nothing in it."""
    return isinstance(block, tuple) and block[0] == "paragraph" and not block[5]


def _members(parent: _Element) -> Iterator[_Element]:
    """The children that are elements, alternatives replaced by the newest of them (ECMA-376 part 3 § 9.3)."""
    for child in parent:
        if child.tag == _ALTERNATE:
            chosen = next(child.iterchildren(_CHOICE, _FALLBACK), None)
            yield from () if chosen is None else _members(chosen)
        else:
            yield child
