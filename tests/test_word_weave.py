"""Edits carried out as tracked changes: what stands in the document then, drawn so that it can be read.

A paragraph is drawn as its words, [-deleted-] and [+inserted+], and its mark: ¶, ¶+ inserted, ¶- deleted, ~ after it
when its properties were others. Links stand in <>, fields in {}. Whatever is woven, rejecting it leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import _Element

from pipeline.merging.words import differences
from pipeline.word.blocks import Block, CellBlock, RowBlock, TableBlock, TextBlock
from pipeline.word.canonical import differences as traces
from pipeline.word.edits import Add, Change, Edit, Note, Remark, Remove, Restyle, Rewrite
from pipeline.word.manuscript import Manuscript
from pipeline.word.names import REL_HYPERLINK, w
from pipeline.word.parse import parse
from pipeline.word.revisions import AUTHOR, resolved
from pipeline.word.transplant import NotTransplantable
from pipeline.word.weave import Weaver
from tests.edits.subjects import SEPARATORS
from tests.tracked_xml import comment_reference, formerly, mark, point, row, table
from tests.word_xml import package, paragraph, run, story_xml

DAY = date(2026, 11, 22)
NOTE: Note = ("Konflikt: Både du og malen har endret dette.", "Velg Godta eller Avvis.")
STYLES = story_xml("styles", '<w:style w:type="paragraph" w:styleId="Sitat"><w:name w:val="Quote"/></w:style>')
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
HEADER = story_xml("hdr", paragraph("Øverst"))
SIDE = f'<Relationship Id="side" Type="{REL_HYPERLINK}" Target="https://example.org/" TargetMode="External"/>'
NOTES = story_xml("footnotes", f'{SEPARATORS}<w:footnote w:id="2">{paragraph("Se loven.")}</w:footnote>')
LINK = f'<w:hyperlink r:id="side">{run("siden")}</w:hyperlink>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE_FIELD = f'<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>'
FOOTNOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def parts(body: str, section: str = SECTION) -> dict[str, bytes]:
    """A document with this body, a header, a link and a note to use."""
    return package(body + section, others={"styles": STYLES, "header1": HEADER, "footnotes": NOTES}, arrows=SIDE)


class Side:
    """A document whose blocks are found by their words."""

    def __init__(self, content: dict[str, bytes]) -> None:
        self.manuscript = Manuscript(content)

    def block(self, words: str) -> Block | RowBlock:
        """The first block or row that says this."""
        return next(
            each
            for each in self._lines()
            if isinstance(each, TextBlock | TableBlock | RowBlock) and self._says(each) == words
        )

    def __getitem__(self, words: str) -> int:
        """The handle of the first block, row or cell that says this."""
        return self.block(words).handle

    def cell(self, words: str) -> int:
        """The handle of the cell that says this."""
        return next(each.handle for each in self._lines() if isinstance(each, CellBlock) and self._says(each) == words)

    @property
    def body(self) -> int:
        """The handle of the body."""
        return self.manuscript.containers[0].handle

    def _says(self, line: Block | RowBlock | CellBlock) -> str:
        if isinstance(line, CellBlock):
            return "".join(word for block in line.blocks for word in block.words)
        return "".join(line.words)

    def _lines(self) -> list[Block | RowBlock | CellBlock]:
        found: list[Block | RowBlock | CellBlock] = []

        def gather(block: Block) -> None:
            found.append(block)
            for each in block.rows if isinstance(block, TableBlock) else ():
                found.append(each)
                for cell in each.cells:
                    found.append(cell)
                    for inside in cell.blocks:
                        gather(inside)

        for container in self.manuscript.containers:
            for block in container.blocks:
                gather(block)
        return found


Plan = Callable[[Side, Side], list[Edit]]


def woven(ours: str, theirs: str, plan: Plan, summary: Note | None = None) -> dict[str, bytes]:
    """The parts of a document after the planned edits; rejecting them leaves no trace, and all are ours."""
    before = parts(ours)
    mine, news = Side(before), Side(parts(theirs))
    weaver = Weaver(mine.manuscript, news.manuscript, DAY)
    weaver.weave(plan(mine, news))
    if summary is not None:
        weaver.summarise(summary)
    after = weaver.parts()
    assert traces(before, resolved(after, accept=False, author=AUTHOR)) == ()
    return after


def drawn(after: dict[str, bytes], part: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part, drawn; rows that came or went have a sign of their own."""
    return [_drawn(each) for each in parse(after[part], part).iter(w("p"))]


def accepted(after: dict[str, bytes]) -> list[str]:
    """The paragraphs once the changes are accepted."""
    return drawn(resolved(after, accept=True, author=AUTHOR))


def _drawn(one: _Element) -> str:
    shown: list[tuple[str, str]] = []
    for each in one.iter(w("r")):
        around = {above.tag for above in each.iterancestors()}
        state = "-" if w("del") in around else "+" if w("ins") in around else ""
        words = "".join(_sign(child, state) for child in each)
        words = f"<{words}>" if w("hyperlink") in around else words
        if shown and shown[-1][0] == state:
            shown[-1] = (state, shown[-1][1] + words)
        elif words:
            shown.append((state, words))
    text = "".join(f"[{state}{words}{state}]" if state else words for state, words in shown)
    row_marks = [mark for above in one.iterancestors(w("tr")) for mark in _marks(above, "trPr")]
    former = "~" if one.find(f"{w('pPr')}/{w('pPrChange')}") is not None else ""
    return "".join((*(f"{each}|" for each in row_marks), text, "¶", *_marks(one, "pPr", "rPr"), former))


def _marks(element: _Element, *path: str) -> list[str]:
    under = "/".join(map(w, path))
    return [sign for tag, sign in (("ins", "+"), ("del", "-")) if element.find(f"{under}/{w(tag)}") is not None]


def _sign(child: _Element, state: str) -> str:
    kind = child.tag.rpartition("}")[2]
    if kind in ("t", "delText", "instrText", "delInstrText"):
        assert kind.startswith("del") == (state == "-"), "deleted text is another element"
        return child.text or ""
    if kind == "fldChar":
        return {"begin": "{", "separate": "|", "end": "}"}[child.get(w("fldCharType"), "")]
    return {"footnoteReference": "^", "tab": "→"}.get(kind, "")


def comments(after: dict[str, bytes]) -> list[str]:
    """What the comments say."""
    if "word/comments.xml" not in after:
        return []
    root = parse(after["word/comments.xml"], "")
    return [" ".join(each.text or "" for each in comment.iter(w("t"))) for comment in root]


def commented(after: dict[str, bytes]) -> str:
    """The words that the one comment stands on."""
    root = parse(after["word/document.xml"], "")
    (start,), (end,) = (list(root.iter(w(f"commentRange{each}"))) for each in ("Start", "End"))
    order = list(root.iter())
    inside = order[order.index(start) : order.index(end)]
    return "".join(each.text or "" for each in inside if each.tag in (w("t"), w("delText")))


# --- words ----------------------------------------------------------------------------------------------------------

BASE = "Vi møtes hver mandag."


def rewrite(old: str, new: str, note: Note | None = None) -> Plan:
    """The plan that makes the one paragraph the other."""

    def plan(mine: Side, news: Side) -> list[Edit]:
        target, source = mine.block(old), news.block(new)
        changes = tuple(Change(*each, note) for each in differences(target.words, source.words))
        return [Rewrite(target.handle, source.handle, changes)]

    return plan


def rewritten(old: str, new: str) -> str:
    """The paragraph that has these words, as it is after they were changed."""
    return drawn(woven(paragraph(old), paragraph(new), rewrite(old, new)))[0]


@pytest.mark.parametrize(
    ("new", "drawing"),
    [
        (BASE.replace("mandag", "tirsdag"), "Vi møtes hver [-mandag-][+tirsdag+].¶"),
        (f"Nå: {BASE}", "[+Nå: +]Vi møtes hver mandag.¶"),
        (f"{BASE} Alltid.", "Vi møtes hver mandag.[+ Alltid.+]¶"),
        (BASE.replace(" hver mandag", ""), "Vi møtes[- hver mandag-].¶"),
        ("Alle møtes hver uke.", "[-Vi-][+Alle+] møtes hver [-mandag-][+uke+].¶"),
        ("Noe helt annet", "[-Vi-][+Noe+] [-møtes-][+helt+] [-hver mandag.-][+annet+]¶"),
    ],
    ids=["exchanged", "first", "last", "deleted", "twice", "all"],
)
def test_words_are_changed(new: str, drawing: str) -> None:
    """Only the words that differ are marked, wherever they stand."""
    assert rewritten(BASE, new) == drawing


def test_words_come_into_an_empty_paragraph() -> None:
    """And all words of a paragraph can go; the paragraph itself stays."""
    ours = paragraph("Først.") + "<w:p/>"
    after = woven(ours, paragraph(BASE), rewrite("", BASE))
    assert drawn(after)[:2] == ["Først.¶", f"[+{BASE}+]¶"]
    assert drawn(woven(paragraph(BASE), "<w:p/>", rewrite(BASE, "")))[0] == f"[-{BASE}-]¶"


def test_changes_are_dated_and_signed() -> None:
    """By us, on the day of the run, each with a number of its own."""
    root = parse(woven(paragraph(BASE), paragraph("Ny."), rewrite(BASE, "Ny."))["word/document.xml"], "")
    found = [*root.iter(w("ins"), w("del"))]
    assert {(each.get(w("author")), each.get(w("date"))) for each in found} == {(AUTHOR, "2026-11-22T00:00:00Z")}
    assert len({each.get(w("id")) for each in found}) == len(found) > 1


def test_a_note_stands_on_the_words_that_it_is_about() -> None:
    """The old words and the new, and no others."""
    after = woven(paragraph(BASE), paragraph(new := BASE.replace("mandag", "uke")), rewrite(BASE, new, NOTE))
    assert commented(after) == "mandaguke"
    assert comments(after) == [" ".join(NOTE)]


def test_notes_are_numbered_as_they_stand() -> None:
    """The first comment in the paragraph is the first in the list."""

    def plan(mine: Side, news: Side) -> list[Edit]:
        changes = (Change(0, 1, 0, 1, ("Først.",)), Change(6, 7, 6, 7, ("Så.",)))
        return [Rewrite(mine[BASE], news["Alle møtes hver uke."], changes)]

    after = woven(paragraph(BASE), paragraph("Alle møtes hver uke."), plan)
    assert comments(after) == ["Først.", "Så."]


def test_what_stands_between_the_words_stays() -> None:
    """A bookmark and a comment in words that go are not deleted with them."""
    inside = run("Vi møtes ") + point("bookmarkStart", 1, "dag") + run("hver") + point("bookmarkEnd", 1)
    ours = paragraph(inside + comment_reference(3) + run(" mandag."))
    after = woven(ours, paragraph("Vi møtes ofte."), rewrite(BASE, "Vi møtes ofte."))
    assert drawn(after)[0] == "Vi møtes [-hver mandag-][+ofte+].¶"
    root = parse(after["word/document.xml"], "")
    assert [len(list(root.iter(w(tag)))) for tag in ("bookmarkStart", "bookmarkEnd")] == [1, 1]
    (reference,) = root.iter(w("commentReference"))
    assert w("del") not in {above.tag for above in reference.iterancestors()}


# --- what new words look like ---------------------------------------------------------------------------------------


def looks(ours: str, theirs: str) -> list[str]:
    """The formatting of the first inserted run, after one word of BASE was exchanged."""
    new = BASE.replace("mandag", "tirsdag")
    body = paragraph(run("Vi møtes hver ") + run("mandag", ours) + run("."))
    news = paragraph(run("Vi møtes hver ") + run("tirsdag", theirs) + run("."))
    root = parse(woven(body, news, rewrite(BASE, new))["word/document.xml"], "")
    (inserted,) = root.iter(w("ins"))
    return [child.tag.rpartition("}")[2] for child in inserted[0].iterfind(f"{w('rPr')}/*")]


@pytest.mark.parametrize(
    ("ours", "theirs", "new"),
    [
        ("", "", []),
        ('<w:rFonts w:ascii="Arial"/><w:sz w:val="28"/>', "", ["rFonts", "sz"]),
        ('<w:b/><w:sz w:val="28"/>', "", ["sz"]),
        ('<w:sz w:val="28"/>', '<w:b/><w:color w:val="FF0000"/>', ["b", "sz"]),
        ("", "<w:b/>", ["b"]),
        ('<w:highlight w:val="yellow"/>', "", []),
        ('<w:highlight w:val="yellow"/>', "<w:i/>", ["i"]),
    ],
    ids=["plain", "the person's font", "bold is not taken over", "bold is", "bold only", "a mark is not", "italics"],
)
def test_new_words_look_like_their_neighbours(ours: str, theirs: str, new: list[str]) -> None:
    """Font, size and colour are the person's; bold, italics and highlight are what the template says."""
    assert looks(ours, theirs) == new


def test_words_put_in_look_like_those_before() -> None:
    """Where nothing goes, the run before gives the looks, or else the one after."""
    small = '<w:sz w:val="14"/>'
    for words, new in ((BASE, f"{BASE} Alltid."), (BASE, f"Nå: {BASE}")):
        after = woven(paragraph(run(words, small)), paragraph(new), rewrite(words, new))
        (inserted,) = parse(after["word/document.xml"], "").iter(w("ins"))
        assert inserted[0].find(f"{w('rPr')}/{w('sz')}") is not None


# --- links, fields and notes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "came", "went"),
    [
        (LINK, "Les [+<siden>+] nå.¶", "Les [-<siden>-] nå.¶"),
        (FIELD, "Les [+{REF a|3}+] nå.¶", "Les [-{REF a|3}-] nå.¶"),
        (FOOTNOTE, "Les [+^+] nå.¶", "Les [-^-] nå.¶"),
        ("<w:r><w:tab/></w:r>", "Les [+→+] nå.¶", "Les [-→-] nå.¶"),
    ],
    ids=["link", "field", "note", "tab"],
)
def test_a_whole_comes_and_goes(xml: str, came: str, went: str) -> None:
    """As one, with what belongs to it; the markup of a link's words stands inside the link."""
    plain, rich = (paragraph(run("Les ") + each + run(" nå.")) for each in ("", xml))

    def plan(mine: Side, news: Side) -> list[Edit]:
        (old,), (new,) = (each.manuscript.containers[0].blocks for each in (mine, news))
        return [Rewrite(old.handle, new.handle, tuple(Change(*each) for each in differences(old.words, new.words)))]

    for ours, theirs, drawing in ((plain, rich, came), (rich, plain, went)):
        after = woven(ours, theirs, plan)
        assert drawn(after)[0] == drawing
        markup = list(parse(after["word/document.xml"], "").iter(w("ins"), w("del")))
        assert len(markup) == 1
        assert markup[0].find(w("hyperlink")) is None


def test_a_simple_field_comes_as_runs() -> None:
    """It could not be tracked as it is."""
    new = paragraph(run("Side ") + SIMPLE_FIELD)
    after = woven(paragraph("Side "), new, lambda mine, news: [Rewrite(mine["Side "], 1, (Change(2, 2, 2, 3),))])
    assert drawn(after)[0] == "Side [+{PAGE|1}+]¶"


def test_a_link_that_comes_leads_where_it_led() -> None:
    """Its address comes along, also when the person's document had none."""
    ours, theirs = package(paragraph("Les ")), parts(paragraph(run("Les ") + LINK))
    weaver = Weaver(Manuscript(ours), Manuscript(theirs), DAY)
    weaver.weave([Rewrite(1, 1, (Change(2, 2, 2, 3),))])
    assert b"https://example.org/" in weaver.parts()["word/_rels/document.xml.rels"]


def test_what_cannot_come_along_is_said() -> None:
    """A diagram with parts of its own stops the merge."""
    chart = '<w:r><w:drawing><c:chart xmlns:c="urn:c" r:id="side"/></w:drawing></w:r>'
    theirs = parts(paragraph(run("Les ") + chart)).copy()
    rels = "word/_rels/document.xml.rels"
    theirs[rels] = theirs[rels].replace(b"hyperlink", b"chart")
    weaver = Weaver(Manuscript(parts(paragraph("Les "))), Manuscript(theirs), DAY)
    with pytest.raises(NotTransplantable):
        weaver.weave([Rewrite(1, 1, (Change(2, 2, 2, 3),))])


PIECES = [run("Vi møtes."), run("a å "), run("b", "<w:b/>"), run("ord\u00ad ord"), LINK, FIELD, FOOTNOTE]
_CONTENT = st.lists(st.sampled_from(PIECES), max_size=5).map("".join)


@given(_CONTENT, _CONTENT)
@settings(deadline=None, max_examples=40)
def test_any_paragraph_can_become_any_other(old: str, new: str) -> None:
    """Accepted it says what the new one says, rejected it is as it was."""

    def plan(mine: Side, news: Side) -> list[Edit]:
        (a,), (b,) = (each.manuscript.containers[0].blocks for each in (mine, news))
        return [Rewrite(a.handle, b.handle, tuple(Change(*each) for each in differences(a.words, b.words)))]

    after = woven(paragraph(old or "<w:r/>"), paragraph(new or "<w:r/>"), plan)
    (said,) = Manuscript(resolved(after, accept=True, author=AUTHOR)).containers[0].blocks
    assert said.words == Manuscript(parts(paragraph(new or "<w:r/>"))).containers[0].blocks[0].words


# --- paragraphs -----------------------------------------------------------------------------------------------------

TWO = paragraph("En.") + paragraph("To.")
NEW = paragraph("Ny.") + paragraph("Nyere.")


def test_a_paragraph_comes_between() -> None:
    """Its own mark is the new one."""
    after = woven(TWO, NEW, lambda mine, news: [Add(mine.body, mine["En."], news["Ny."])])
    assert drawn(after) == ["En.¶", "[+Ny.+]¶+", "To.¶"]


def test_a_paragraph_comes_first() -> None:
    """Before all that is there."""
    after = woven(TWO, NEW, lambda mine, news: [Add(mine.body, None, news["Ny."])])
    assert drawn(after) == ["[+Ny.+]¶+", "En.¶", "To.¶"]


def test_paragraphs_come_in_their_order() -> None:
    """Two after the same one stand as they were given."""
    after = woven(
        TWO,
        NEW,
        lambda mine, news: [Add(mine.body, mine["En."], news["Ny."]), Add(mine.body, mine["En."], news["Nyere."])],
    )
    assert drawn(after) == ["En.¶", "[+Ny.+]¶+", "[+Nyere.+]¶+", "To.¶"]


def test_paragraphs_come_last() -> None:
    """There is no next to join when rejected: the mark before is the new one, and the last has the old mark."""
    after = woven(
        TWO,
        NEW,
        lambda mine, news: [Add(mine.body, mine["To."], news["Ny."]), Add(mine.body, mine["To."], news["Nyere."])],
    )
    assert drawn(after) == ["En.¶", "To.¶+", "[+Ny.+]¶+", "[+Nyere.+]¶~"]
    assert accepted(after) == ["En.¶", "To.¶", "Ny.¶", "Nyere.¶"]


def test_a_paragraph_comes_before_a_table() -> None:
    """A table cannot be joined either."""
    ours = paragraph("En.", '<w:jc w:val="center"/>') + table(row(paragraph("a")))
    after = woven(ours, NEW, lambda mine, news: [Add(mine.body, mine["En."], news["Ny."])])
    assert drawn(after) == ["En.¶+", "[+Ny.+]¶~", "a¶"]


def test_a_paragraph_comes_last_in_a_cell() -> None:
    """The cell ends with it."""
    ours = table(row(paragraph("a"), paragraph("b")))
    after = woven(ours, NEW, lambda mine, news: [Add(mine.cell("a"), mine["a"], news["Ny."])])
    assert drawn(after) == ["a¶+", "[+Ny.+]¶~", "b¶"]
    assert accepted(after) == ["a¶", "Ny.¶", "b¶"]


def test_the_last_paragraph_of_a_cell_gives_way_to_another() -> None:
    """Its mark cannot go, so the new words go into it."""
    ours = table(row(paragraph("a"), paragraph("b")))
    after = woven(ours, NEW, lambda mine, news: [Remove(mine["a"]), Add(mine.cell("a"), mine["a"], news["Ny."])])
    assert drawn(after) == ["[-a-][+Ny.+]¶~", "b¶"]
    assert accepted(after) == ["Ny.¶", "b¶"]


def test_a_mark_that_a_person_tracked_is_not_tracked_again() -> None:
    """Nor one that ends a section, or whose properties a person tracked: the new paragraph has a mark of its own."""
    for properties in ("<w:sectPr/>", mark("ins", "Kari"), f'<w:jc w:val="center"/>{formerly(author="Kari")}'):
        ours = paragraph("En.", properties) + table(row(paragraph("a")))
        after = woven(ours, NEW, lambda mine, news: [Add(mine.body, mine["En."], news["Ny."])])
        assert drawn(after)[1] == "[+Ny.+]¶+"
        root = parse(after["word/document.xml"], "")
        assert [each.get(w("author")) for each in next(root.iter(w("p"))).iter(w("ins"))] in ([], ["Kari"])


def test_a_bookmark_of_a_new_paragraph_stands_round_its_words() -> None:
    """So that a reference to it leads somewhere."""
    new = paragraph(point("bookmarkStart", 1, "ny") + run("Ny.") + point("bookmarkEnd", 1))
    after = woven(TWO, new, lambda mine, news: [Add(mine.body, mine["En."], news["Ny."])])
    added = list(parse(after["word/document.xml"], "").iter(w("p")))[1]
    assert [child.tag.rpartition("}")[2] for child in added] == ["pPr", "bookmarkStart", "ins", "bookmarkEnd"]


def test_a_new_paragraph_has_its_looks_and_its_note() -> None:
    """The style comes along by name, and the comment stands on the paragraph."""
    new = paragraph("Ny.", '<w:pStyle w:val="Sitat"/>')
    after = woven(TWO, new, lambda mine, news: [Add(mine.body, mine["En."], news["Ny."], NOTE)])
    assert commented(after) == "Ny."
    assert b"Sitat" in after["word/document.xml"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("En.", ["[-En.-]¶-", "To.¶", "Tre.¶"]),
        ("To.", ["En.¶", "[-To.-]¶-", "Tre.¶"]),
        ("Tre.", ["En.¶", "To.¶", "[-Tre.-]¶"]),
    ],
)
def test_a_paragraph_goes(words: str, left: list[str]) -> None:
    """With its mark, but for the last one, which has nothing to join."""
    after = woven(TWO + paragraph("Tre."), NEW, lambda mine, news: [Remove(mine[words], NOTE)])
    assert drawn(after) == left
    assert commented(after) == words


def test_the_mark_that_ends_a_section_stays() -> None:
    """A section never goes with a paragraph."""
    after = woven(paragraph("En.", "<w:sectPr/>") + paragraph("To."), NEW, lambda mine, news: [Remove(mine["En."])])
    assert drawn(after) == ["[-En.-]¶", "To.¶"]


def test_a_paragraph_gets_another_style() -> None:
    """What it was stands beside, and what the person's mark looked like stays."""
    ours = paragraph("En.", '<w:jc w:val="center"/><w:rPr><w:b/></w:rPr>') + paragraph("To.")
    new = paragraph("En.", '<w:pStyle w:val="Sitat"/><w:rPr><w:i/></w:rPr>')
    after = woven(ours, new, lambda mine, news: [Restyle(mine["En."], news["En."])])
    assert drawn(after) == ["En.¶~", "To.¶"]
    properties = next(parse(after["word/document.xml"], "").iter(w("pPr")))
    assert [child.tag.rpartition("}")[2] for child in properties] == ["pStyle", "rPr", "pPrChange"]
    assert properties.find(f"{w('pPrChange')}/{w('pPr')}/{w('jc')}") is not None


def test_a_paragraph_without_properties_gets_and_loses_some() -> None:
    """Both ways."""
    plain, styled = paragraph("En."), paragraph("En.", '<w:pStyle w:val="Sitat"/>')
    for ours, theirs in ((plain, styled), (styled, plain)):
        after = woven(ours, theirs, lambda mine, news: [Restyle(mine["En."], news["En."])])
        assert drawn(after) == ["En.¶~"]
        root = parse(resolved(after, accept=True, author=AUTHOR)["word/document.xml"], "")
        assert (next(root.iter(w("pStyle")), None) is not None) == (theirs is styled)


# --- tables ---------------------------------------------------------------------------------------------------------

GRID = table(row(paragraph("a"), paragraph("b")), row(paragraph("c"), paragraph("d")))
OTHER = table(row(paragraph("x"), paragraph("y")))


def rows_of(side: Side, words: str) -> int:
    """The handle of the row, where the table says the same."""
    grid = side.block(words)
    assert isinstance(grid, TableBlock)
    return grid.rows[0].handle


@pytest.mark.parametrize(("anchor", "place"), [(None, 0), ("ab", 2), ("cd", 4)])
def test_a_row_comes_at_its_place(anchor: str | None, place: int) -> None:
    """Rows, paragraphs and words are marked."""

    def plan(mine: Side, news: Side) -> list[Edit]:
        return [Add(mine["abcd"], None if anchor is None else mine[anchor], rows_of(news, "xy"))]

    wanted = ["a¶", "b¶", "c¶", "d¶"]
    wanted[place:place] = ["+|[+x+]¶+", "+|[+y+]¶+"]
    assert drawn(woven(GRID, OTHER, plan)) == wanted


def test_a_row_goes() -> None:
    """Its note stands outside the table, where it does not hold the row back."""
    ours = paragraph("Før.") + GRID
    after = woven(ours, OTHER, lambda mine, news: [Remove(mine["cd"], NOTE)])
    assert drawn(after) == ["Før.¶", "a¶", "b¶", "-|[-c-]¶-", "-|[-d-]¶-"]
    assert commented(after) == "Før."


def test_the_mark_of_a_row_stands_where_word_wants_it() -> None:
    """After the row's exceptions from the table, and before what it was."""
    exceptional = GRID.replace("<w:tr>", "<w:tr><w:tblPrEx/>", 2)
    after = woven(exceptional, OTHER, lambda mine, news: [Remove(mine["cd"])])
    *_, last = parse(after["word/document.xml"], "").iter(w("tr"))
    assert [child.tag.rpartition("}")[2] for child in last][:2] == ["tblPrEx", "trPr"]


def test_a_table_comes_and_goes() -> None:
    """Row by row."""
    after = woven(TWO, OTHER, lambda mine, news: [Add(mine.body, mine["En."], news["xy"], NOTE)])
    assert drawn(after) == ["En.¶", "+|[+x+]¶+", "+|[+y+]¶+", "To.¶"]
    assert commented(after) == "En."
    after = woven(GRID + paragraph("Etter."), TWO, lambda mine, news: [Remove(mine["abcd"])])
    assert drawn(after) == ["-|[-a-]¶-", "-|[-b-]¶-", "-|[-c-]¶-", "-|[-d-]¶-", "Etter.¶"]
    assert accepted(after) == ["Etter.¶"]


def test_a_table_comes_beside_another() -> None:
    """A new paragraph keeps them apart, or Word would make them one."""
    ours = paragraph("Før.") + GRID + paragraph("Etter.")
    after = woven(ours, OTHER, lambda mine, news: [Add(mine.body, mine["abcd"], news["xy"])])
    assert drawn(after)[5:] == ["¶+", "+|[+x+]¶+", "+|[+y+]¶+", "Etter.¶"]
    after = woven(ours, OTHER, lambda mine, news: [Add(mine.body, mine["Før."], news["xy"])])
    assert drawn(after)[:4] == ["Før.¶", "+|[+x+]¶+", "+|[+y+]¶+", "¶+"]


# --- comments and parts ---------------------------------------------------------------------------------------------


def test_only_a_remark() -> None:
    """A comment and nothing else; on a row it stands in its first paragraph."""
    after = woven(TWO + GRID, NEW, lambda mine, news: [Remark(mine["To."], NOTE)])
    assert drawn(after)[:2] == ["En.¶", "To.¶"]
    assert commented(after) == "To."
    assert commented(woven(GRID, NEW, lambda mine, news: [Remark(mine["cd"], NOTE)])) == "c"


def test_the_summary_stands_on_the_first_paragraph_that_stays() -> None:
    """Not on one that came or goes, nor on one without words."""
    ours = "<w:p/>" + TWO + paragraph("Tre.")
    after = woven(ours, NEW, lambda mine, news: [Remove(mine["En."]), Add(mine.body, None, news["Ny."])], summary=NOTE)
    assert commented(after) == "To."


def test_what_is_not_touched_keeps_its_bytes() -> None:
    """An edit in the header leaves the body as it was, and the other way round."""
    before = parts(TWO)
    new = package(TWO + SECTION, others={"header1": HEADER.replace("Øverst", "Nytt")})
    mine, news = Manuscript(before), Manuscript(new)
    top, top_new = (each.containers[1].blocks[0].handle for each in (mine, news))
    weaver = Weaver(mine, news, DAY)
    weaver.weave([Rewrite(top, top_new, (Change(0, 1, 0, 1),))])
    after = weaver.parts()
    assert drawn(after, "word/header1.xml") == ["[-Øverst-][+Nytt+]¶"]
    assert [part for part in before if before[part] != after[part]] == ["word/header1.xml"]
    assert after.keys() == before.keys()


def test_nothing_to_do() -> None:
    """No edits, and not one byte is other."""
    before = parts(TWO)
    weaver = Weaver(Manuscript(before), Manuscript(before), DAY)
    weaver.weave([])
    assert weaver.parts() == before
