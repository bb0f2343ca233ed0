"""Marks: a value comes out of the rendered XML letter for letter, where it is said to be, and a gap is styled."""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.errors import DocumentUnreadable
from pipeline.model import FieldSpan
from pipeline.word.marks import mark, resolve_marks
from pipeline.word.parse import parse
from pipeline.word.story import read_story
from pipeline.word.styles import read_styles
from tests.word_xml import document_xml, paragraph, run

PART = "word/document.xml"
STYLED = '<w:rPr><w:rStyle w:val="Plassholder"/></w:rPr>'


def resolve(body: str) -> tuple[str, tuple[FieldSpan, ...]]:
    """Return the body after resolving, and the spans."""
    content, spans = resolve_marks(document_xml(body), PART)
    text = content.decode()
    return text[text.index("<w:body>") + 8 : text.index("</w:body>")], spans


def body_of(body: str) -> str:
    """Return the body after resolving."""
    return resolve(body)[0]


def value(path: str, words: str) -> str:
    """Return a marked value as the renderer writes it."""
    return mark(path, escape(words))


def words_at(body: str) -> dict[str, str]:
    """Return what stands at each span, as a reader sees it."""
    content, spans = resolve_marks(document_xml(body), PART)
    paragraphs = {each.number: each.text for each in read_story(parse(content), PART, read_styles(None))}
    return {span.path: paragraphs[span.paragraph][span.start : span.end] for span in spans}


def test_a_value_becomes_plain_text() -> None:
    """The marks vanish, the words stay in their run, and the span tells where they are."""
    text, spans = resolve(paragraph("Hei") + paragraph(f"Kjære {value('søker.navn', 'R&D')}!"))
    assert text.endswith('<w:p><w:r><w:t xml:space="preserve">Kjære </w:t><w:t>R&amp;D</w:t><w:t>!</w:t></w:r></w:p>')
    assert spans == (FieldSpan(PART, 1, 6, 9, "søker.navn"),)


def test_several_values_share_a_text() -> None:
    """A text may hold several values, also side by side and empty."""
    words = f"{value('a', 'en')}{value('b', '')}{value('c', 'to')} og {value('d', 'tre')}"
    assert words_at(paragraph(words)) == {"a": "en", "b": "", "c": "to", "d": "tre"}


def test_line_breaks_and_tabs_become_words_own() -> None:
    """A line end in a value is a break, a tab a tab; each counts as one character of the paragraph."""
    text, spans = resolve(paragraph(value("adresse", "Gata 1\n0150\tOslo\n") + "x"))
    assert "<w:t>Gata 1</w:t><w:br/><w:t>0150</w:t><w:tab/><w:t>Oslo</w:t><w:br/><w:t>x</w:t>" in text
    assert spans == (FieldSpan(PART, 0, 0, 17, "adresse"),)


def test_positions_count_tabs_breaks_and_earlier_runs() -> None:
    """What stands before a value in other runs, hyperlinks and fields is counted as a reader sees it."""
    before = (
        "<w:r><w:tab/><w:br/><w:noBreakHyphen/><w:softHyphen/></w:r>"
        '<w:hyperlink r:id="x"><w:r><w:t>lenke</w:t></w:r></w:hyperlink>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    _, spans = resolve(paragraph(before + run(value("navn", "Ola"))))
    assert spans == (FieldSpan(PART, 0, 9, 12, "navn"),)


def test_paragraphs_are_counted_in_document_order() -> None:
    """All paragraphs of the part count, those in tables and text boxes too."""
    table = f"<w:tbl><w:tr><w:tc>{paragraph('a')}{paragraph(value('x', 'b'))}</w:tc></w:tr></w:tbl>"
    _, spans = resolve(paragraph("først") + table + paragraph(value("y", "c")))
    assert [(span.path, span.paragraph) for span in spans] == [("x", 2), ("y", 3)]


def test_the_older_form_of_a_text_box_gives_no_second_span() -> None:
    """A text box is written twice in the file; both are filled, one is counted."""
    box = f"<w:txbxContent>{paragraph(value('x', 'ord'))}</w:txbxContent>"
    text, spans = resolve(
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='w14'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text.count("<w:t>ord</w:t>") == 2
    assert spans == (FieldSpan(PART, 1, 0, 3, "x"),)


# --- placeholders ---------------------------------------------------------------------------------------------------


def test_a_gap_is_styled_and_keeps_the_looks_of_its_run() -> None:
    """The run is split; the style comes first among the properties, in place of the style that was there."""
    gap = mark("navn", "[Fyll ut: navn]", gap=True)
    text, spans = resolve(paragraph(run(f"Hei {gap}!", '<w:rStyle w:val="Sterk"/><w:b/>')))
    plain, styled = ('<w:rPr><w:rStyle w:val="' + name + '"/><w:b/></w:rPr>' for name in ("Sterk", "Plassholder"))
    assert text == (
        f'<w:p><w:r>{plain}<w:t xml:space="preserve">Hei </w:t></w:r>'
        f"<w:r>{styled}<w:t>[Fyll ut: navn]</w:t></w:r><w:r>{plain}<w:t>!</w:t></w:r></w:p>"
    )
    assert spans == (FieldSpan(PART, 0, 4, 19, "navn", placeholder=True),)


def test_a_run_that_is_all_placeholder_is_not_split() -> None:
    """One run stays one run, and gets properties when it had none."""
    gap = mark("navn", "[Fyll ut: navn]", gap=True)
    assert body_of(paragraph(gap)) == f"<w:p><w:r>{STYLED}<w:t>[Fyll ut: navn]</w:t></w:r></w:p>"


def test_a_placeholder_written_by_hand_is_styled_too() -> None:
    """The template's own placeholders look like the others, but belong to no field."""
    text, spans = resolve(paragraph("Skriv [Fyll ut: dato] her [ikke her]"))
    assert f"<w:r>{STYLED}<w:t>[Fyll ut: dato]</w:t></w:r>" in text
    assert '<w:r><w:t xml:space="preserve"> her [ikke her]</w:t></w:r>' in text
    assert spans == ()


def test_a_placeholder_inside_a_value_is_styled_within_its_span() -> None:
    """A value that mentions a placeholder is still that value."""
    text, spans = resolve(paragraph(value("tekst", "se [Fyll ut: x] nå")))
    assert text.count("Plassholder") == 1
    assert spans == (FieldSpan(PART, 0, 0, 18, "tekst"),)


def test_other_content_of_a_split_run_stays_in_order() -> None:
    """Breaks and pictures beside the words keep their places when a run is split."""
    gap = mark("x", "[Fyll ut: x]", gap=True)
    text = body_of(f"<w:p><w:r><w:t>a</w:t><w:br/><w:t>b{gap}c</w:t><w:tab/></w:r></w:p>")
    assert text == (
        f"<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r><w:r>{STYLED}<w:t>[Fyll ut: x]</w:t></w:r>"
        "<w:r><w:t>c</w:t><w:tab/></w:r></w:p>"
    )


# --- marks in odd places ----------------------------------------------------------------------------------------------


def test_marks_in_attributes_and_instructions_are_only_taken_away() -> None:
    """A picture's description and a field's instruction hold words, not spans."""
    text, spans = resolve(
        f'<w:p><w:r><wp:docPr id="1" name="a" descr="Bilde av {value("a", "X")}"/></w:r>'
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>AUTHOR {value("b", "Y")}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert 'descr="Bilde av X"' in text
    assert "<w:instrText>AUTHOR Y</w:instrText>" in text
    assert spans == ()


def test_marks_in_marks_count_as_the_outer_one() -> None:
    """A value made of values is one value; stray marks vanish."""
    nested = mark("liste", f"a, {value('x', 'b')} og c")
    assert words_at(paragraph(f"{nested}\ufdd2.")) == {"liste": "a, b og c"}


def test_no_mark_is_ever_left() -> None:
    """Whatever is broken, no noncharacter reaches the file."""
    text, _ = resolve(paragraph("\ufdd0a\ufdd1uten slutt \ufdd2\ufdd1\ufdd2 \ufdd0"))
    assert not {"\ufdd0", "\ufdd1", "\ufdd2"} & set(text)


def test_paragraphs_without_marks_are_left_as_they_are() -> None:
    """Text that no value touched is written as it stood, in its own runs."""
    untouched = paragraph(run("Hei ", "<w:b/>") + "<w:r><w:t>du</w:t></w:r>")
    assert body_of(untouched + paragraph(value("x", "y"))).startswith(untouched)


def test_whitespace_between_blocks_goes() -> None:
    """The line ends that let errors quote their paragraph are not left in the file."""
    assert "\n" not in body_of(f"\n{paragraph('a')}\n<w:tbl>\n<w:tr><w:tc>\n{paragraph('b')}</w:tc>\n</w:tr></w:tbl>\n")


def test_crossed_tags_are_refused() -> None:
    """A condition that begins in one paragraph and ends inside another gives no document, but a quote of the place."""
    broken = (
        f"\n{paragraph('Hei')}\n<w:p><w:r><w:t>Kjære {value('navn', 'Kari Nordmann')}</w:t></w:p>\n{paragraph('Slutt')}"
    )
    with pytest.raises(DocumentUnreadable) as caught:
        resolve_marks(document_xml(broken), PART)
    (fault,) = caught.value.faults
    assert fault.code == "crossed-tags"
    assert "«Kjære {{ navn }}»" in fault.message
    assert "Nordmann" not in fault.message


# --- letter for letter ----------------------------------------------------------------------------------------------

# All that a case may hold: no control characters but line end and tab, no surrogates, no noncharacters, and no soft
# hyphens, which a reader does not see.
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\xad")
NASTY = st.one_of(
    LETTERS,
    st.sampled_from("&<>\"'{}%[]: \n\t\xa0«»–æøåéé🙂"),
    st.sampled_from(["{{", "%}", "&amp;", "]]>", "[Fyll ut: x]"]),
)
TEXTS = st.lists(NASTY, max_size=30).map("".join)


@given(TEXTS, TEXTS, st.booleans())
@example("R&D <b> {{ 7*7 }} {% x %} \"'", "\n\t \n", True)
@example(unicodedata.normalize("NFD", "Åse Bjørnå"), "🙂👩🏽‍🚀", False)
def test_every_value_reads_back_letter_for_letter(first: str, second: str, gap: bool) -> None:
    """What a reader sees at a value's span is the value; what stands between the values is untouched."""
    words = f"før {value('a', first)} midt {mark('b', escape(second), gap=gap)}"
    content, spans = resolve_marks(document_xml(paragraph(words)), PART)
    (read,) = read_story(parse(content), PART, read_styles(None))
    assert read.text == f"før {first} midt {second}"
    assert [read.text[span.start : span.end] for span in spans] == [first, second]
    assert [span.placeholder for span in spans] == [False, gap]


def test_a_soft_hyphen_is_written_but_not_counted() -> None:
    """A reader does not see soft hyphens, so positions leave them out."""
    text, spans = resolve(paragraph(value("a", "ar\xadbeid") + value("b", "x")))
    assert "ar\xadbeid" in text
    assert [(span.start, span.end) for span in spans] == [(0, 6), (6, 7)]
