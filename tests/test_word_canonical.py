"""What counts as a difference between two documents, and what is only another way to write the same."""

from __future__ import annotations

import pytest

from pipeline.word.canonical import differences
from pipeline.word.names import MC
from tests.tracked_xml import THEIRS, by, comment_reference, deletion, ins, point, row, table
from tests.word_xml import package, paragraph, run, story_xml

_STYLE = '<w:style w:styleId="{}"><w:name w:val="{}"/></w:style>'
_OTHERS = {
    "styles": story_xml("styles", _STYLE.format("A", "a")),
    "footnotes": story_xml("footnotes", f'<w:footnote w:id="1">{paragraph("note")}</w:footnote>'),
    "comments": story_xml("comments", f'<w:comment w:id="1" w:author="{THEIRS}"><w:p/></w:comment>'),
    "header1": story_xml("hdr", paragraph("topp")),
    "settings": story_xml("settings", ""),
}


def differ(before: str, after: str) -> bool:
    """Return whether two bodies are different documents; both ways must say the same."""
    found, back = differences(package(before), package(after)), differences(package(after), package(before))
    assert bool(found) == bool(back)
    return bool(found)


SAME = {
    "runs split": (paragraph(run("Hei på deg")), paragraph(run("Hei ") + run("på ") + run("deg"))),
    "texts split": (paragraph(run("ab")), "<w:p><w:r><w:t>a</w:t><w:t>b</w:t></w:r></w:p>"),
    "empty properties": (paragraph(run("a")), "<w:p><w:pPr><w:rPr/></w:pPr><w:r><w:rPr/><w:t>a</w:t></w:r></w:p>"),
    "empty runs": (paragraph(run("ab")), paragraph(run("a") + "<w:r><w:rPr><w:b/></w:rPr></w:r>" + run("b"))),
    "editing sessions": (
        paragraph(run("a")),
        '<w:p w:rsidR="00A1" w14:paraId="0A0B0C0D" w14:textId="77777777">'
        '<w:r w:rsidRPr="00A2"><w:t>a</w:t></w:r></w:p>',
    ),
    "marks of the spelling checker": (
        paragraph(run("ab")),
        paragraph('<w:proofErr w:type="spellStart"/>' + run("a") + '<w:proofErr w:type="spellEnd"/>' + run("b")),
    ),
    "where pages broke": (
        paragraph(run("ab")),
        paragraph(run("a") + "<w:r><w:lastRenderedPageBreak/></w:r>" + run("b")),
    ),
    "order of properties": (
        paragraph(run("a", "<w:b/><w:i/>"), "<w:keepNext/><w:bidi/>"),
        paragraph(run("a", "<w:i/><w:b/>"), "<w:bidi/><w:keepNext/>"),
    ),
    "ids of tracked changes": (
        paragraph(ins("a", THEIRS)),
        paragraph(ins("a", THEIRS).replace('w:id="900"', 'w:id="7"')),
    ),
    "ids of bookmarks": (
        paragraph(point("bookmarkStart", 1, "b") + run("a") + point("bookmarkEnd", 1)),
        paragraph(point("bookmarkStart", 9, "b") + run("a") + point("bookmarkEnd", 9)),
    ),
    "space between elements": (paragraph(run("a")) * 2, f"\n  {paragraph(run('a'))}\n  {paragraph(run('a'))}\n"),
}

_BASE = (
    paragraph(run("Første ") + run("setning.", "<w:b/>"), '<w:pStyle w:val="A"/>')
    + paragraph(point("bookmarkStart", 1, "b") + run("Andre.") + point("bookmarkEnd", 1) + comment_reference(1))
    + paragraph(ins("Ny ", THEIRS) + deletion("gammel ", THEIRS) + run("tekst."))
    + table(row(paragraph("a"), paragraph("b")))
    + paragraph(f'<w:hyperlink w:anchor="b">{run("lenke")}</w:hyperlink>')
)
OTHER = {
    "a letter": ("Første ", "Fyrste "),
    "a space": (">Første <", ">Første  <"),
    "a space at the end": (">Første <", ">Første<"),
    "a word made bold": ("<w:b/>", "<w:b/><w:i/>"),
    "a word no longer bold": ("<w:rPr><w:b/></w:rPr>", ""),
    "a style": ('<w:pStyle w:val="A"/>', '<w:pStyle w:val="B"/>'),
    "a style taken away": ('<w:pPr><w:pStyle w:val="A"/></w:pPr>', ""),
    "an empty paragraph": ("<w:tbl>", "<w:p/><w:tbl>"),
    "a bookmark gone": (point("bookmarkStart", 1, "b"), ""),
    "a bookmark renamed": ('w:name="b"', 'w:name="c"'),
    "a bookmark that begins later": (
        point("bookmarkStart", 1, "b") + run("Andre."),
        run("Andre.") + point("bookmarkStart", 1, "b"),
    ),
    "a comment gone": (comment_reference(1), ""),
    "a comment on another place": (run("Andre."), comment_reference(1) + run("Andre.")),
    "another's insertion accepted": (ins("Ny ", THEIRS), run("Ny ")),
    "another's insertion by another": (ins("Ny ", THEIRS), ins("Ny ", "Tredje")),
    "another's deletion at another time": (
        deletion("gammel ", THEIRS),
        deletion("gammel ", THEIRS).replace("2026", "2025"),
    ),
    "a change of formatting tracked": (
        '<w:pStyle w:val="A"/>',
        f'<w:pStyle w:val="A"/><w:pPrChange {by(THEIRS)}><w:pPr/></w:pPrChange>',
    ),
    "a cell": ("<w:tr>", f"<w:tr><w:tc>{paragraph('c')}</w:tc>"),
    "a row": ("<w:tr>", f"{row(paragraph('c'), paragraph('d'))}<w:tr>"),
    "a column's width": ('<w:gridCol w:w="2000"/>', '<w:gridCol w:w="2001"/>'),
    "a link's target": ('w:anchor="b"', 'w:anchor="c"'),
    "a line break": ("Andre.", 'Andre.</w:t><w:br/><w:t xml:space="preserve">'),
    "a paragraph split": ("Andre.", "An</w:t></w:r></w:p><w:p><w:r><w:t>dre."),
}


@pytest.mark.parametrize("name", SAME)
def test_churn_is_no_difference(name: str) -> None:
    """What editors write differently from one time to the next does not count."""
    assert not differ(*SAME[name])


@pytest.mark.parametrize("name", OTHER)
def test_whatever_a_person_could_notice_is_a_difference(name: str) -> None:
    """Words, formatting, order, bookmarks, comments, other people's changes and tables all count."""
    old, new = OTHER[name]
    assert old in _BASE
    assert not differ(_BASE, _BASE)
    assert differ(_BASE, _BASE.replace(old, new, 1))


def test_the_order_of_paragraphs_counts() -> None:
    """Two paragraphs that change places are a difference, and the line says from where."""
    a, b = paragraph("a"), paragraph("b")
    assert differences(package(a + a + b), package(a + b + a)) == ("«word/document.xml» er ikke lik fra blokk 2.",)


def test_which_bookmark_ends_where_counts() -> None:
    """Two bookmarks that begin together and change ends are a difference."""
    starts = point("bookmarkStart", 1, "a") + point("bookmarkStart", 2, "b")
    ends = point("bookmarkEnd", 1), point("bookmarkEnd", 2)
    assert differ(paragraph(starts + ends[0] + run("x") + ends[1]), paragraph(starts + ends[1] + run("x") + ends[0]))


def test_unprotected_space() -> None:
    """A space that Word drops may be dropped, or protected when its run is written again; other spaces may not."""
    loose = "<w:p><w:r><w:t>a </w:t></w:r><w:r><w:t>b</w:t></w:r></w:p>"
    assert differences(package(loose), package(paragraph(run("ab")))) == ()
    assert differences(package(loose), package(paragraph(run("a b")))) == ()
    assert differences(package(loose), package(paragraph(run("a  b"))))
    assert differences(package(paragraph(run("a ") + run("b"))), package(loose))


def test_what_may_have_come() -> None:
    """Styles, images and relationships may come with our suggestions; nothing of them may change or go."""
    before = package(_BASE, others=_OTHERS)
    more = {**_OTHERS, "styles": story_xml("styles", _STYLE.format("A", "a") + _STYLE.format("B", "b"))}
    after = package(_BASE, others=more, arrows='<Relationship Id="new" Type="t" Target="x"/>')
    assert differences(before, {**after, "word/media/image1.png": b"png"}) == ()
    assert differences(after, before)
    changed = {**_OTHERS, "styles": story_xml("styles", _STYLE.format("A", "annet"))}
    assert differences(before, package(_BASE, others=changed)) == (
        "«word/styles.xml» har oppføringer som er endret, borte eller nye.",
    )


def test_parts_that_came_empty() -> None:
    """Comments without entries, and notes with separators only, may stay when our suggestions go; words may not."""
    before = package(_BASE)
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    empty = {"comments": story_xml("comments", ""), "footnotes": story_xml("footnotes", separator)}
    assert differences(before, package(_BASE, others=empty)) == ()
    for part in ("comments", "footnotes", "header1", "settings"):
        assert differences(before, package(_BASE, others={part: _OTHERS[part]}))


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/header1.xml", "topp", "annen"),
        ("word/footnotes.xml", "note<", "notis<"),
        ("word/footnotes.xml", 'w:id="1"', 'w:id="2"'),
        ("word/comments.xml", THEIRS, "Tredje"),
        ("word/settings.xml", "</w:settings>", "<w:evenAndOddHeaders/></w:settings>"),
        ("word/_rels/document.xml.rels", 'Id="header1"', 'Id="annen"'),
        ("[Content_Types].xml", "image/png", "image/jpeg"),
    ],
)
def test_other_parts_count(part: str, old: str, new: str) -> None:
    """A difference in any other part is named by its part."""
    before = package(_BASE, others=_OTHERS)
    content = before[part].decode()
    assert old in content
    lines = differences(before, {**before, part: content.replace(old, new).encode()})
    assert lines
    assert all(part in line for line in lines)


def test_a_part_that_is_gone() -> None:
    """A part that is not there any more is named."""
    before = package(_BASE, others=_OTHERS)
    for part in ("word/header1.xml", "word/settings.xml", "word/styles.xml"):
        after = {name: content for name, content in before.items() if name != part}
        assert differences(before, after) == (f"«{part}» er borte.",)


def test_what_the_file_says_may_be_ignored() -> None:
    """A newer element stays ignorable: a declaration may come, but not go."""
    body = paragraph("a")
    one = package(body)
    xml = one["word/document.xml"].replace(b"<w:document ", f'<w:document xmlns:x="{MC}" x:Ignorable="w14" '.encode())
    two = {**one, "word/document.xml": xml}
    assert differences(one, two) == ()
    assert differences(two, one)
