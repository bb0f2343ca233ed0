"""What stands inside a paragraph, as tokens, and a paragraph cut in two between any two of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element

from pipeline.word.inline import OBJECT, Inline, read_inline
from pipeline.word.names import w
from pipeline.word.text import leaves
from tests.tracked_xml import comment_reference, deletion, ins, point
from tests.word_xml import NAMESPACES, run

LINK = f'<w:hyperlink r:id="rId7">{run("vilkårene")}</w:hyperlink>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF  mål </w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("side 3")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
NESTED = FIELD.replace(run("side 3"), FIELD + LINK).replace(" REF  mål ", "IF ", 1)
LEGACY_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    '</w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE_FIELD = f'<w:fldSimple w:instr=" PAGE ">{run("12")}</w:fldSimple>'
BOX = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
    f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>"
)
NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FORMULA = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
WRAPPED = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('i en ramme')}</w:sdtContent></w:sdt>"
TAG = f"<w:smartTag><w:smartTagPr/>{run('i en lapp')}</w:smartTag>"


def element(content: str) -> _Element:
    """A paragraph with this content."""
    return etree.fromstring(f"<w:p {NAMESPACES}>{content}</w:p>".encode())


def known(whole: _Element) -> str:
    """What wholes are known by in these tests: nothing but what kind they are."""
    return ""


def inline(content: str) -> Inline:
    """The tokens of a paragraph with this content."""
    return read_inline(element(content), known)


def keys(content: str) -> tuple[str, ...]:
    """The keys of a paragraph with this content."""
    return inline(content).keys


def is_plain(key: str) -> bool:
    """Whether the key is that of a word, a space or a sign."""
    return len(key) == 1 or re.fullmatch(r"[\w., ]*\w", key) is not None


def seen(paragraph: _Element) -> str:
    """What a reader sees of the paragraph."""
    return "".join(characters for _, characters in leaves(paragraph))


# --- words and signs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("", ()),
        ("Vi møtes.", ("Vi", " ", "møtes", ".")),
        ("to  ord", ("to", " ", " ", "ord")),
        ("ca. 37,5 %", ("ca", ".", " ", "37,5", " ", "%")),
        ("den 1. mai 2026.", ("den", " ", "1. mai 2026", ".")),
        ("1. mai, 1. punkt", ("1. mai", ",", " ", "1", ".", " ", "punkt")),
        ("kl. 09.30–10.15", ("kl", ".", " ", "09.30", "–", "10.15")),
        ("02.11.2026.", ("02.11.2026", ".")),
        ("550 000 kr", ("550 000", " ", "kr")),
        ("§ 14-9", ("§", " ", "14-9")),
        ("12 34 og 3b", ("12", " ", "34", " ", "og", " ", "3b")),
        ("«Hei»–hå", ("«", "Hei", "»", "–", "hå")),
        ("17\u00a0år", ("17", "\u00a0", "år")),
        ("snake_case", ("snake_case",)),
    ],
)
def test_words_spaces_and_signs(words: str, tokens: tuple[str, ...]) -> None:
    """A word, a space, a sign, a number and a date are one token each; hard spaces are spaces."""
    assert keys(run(words)) == tokens


def test_a_line_end_in_the_file_is_a_space() -> None:
    """It is no break, which is an element."""
    assert keys("<w:r><w:t>to\nord</w:t></w:r>") == keys(run("to ord"))


def test_runs_make_no_difference() -> None:
    """A word that an editor split over runs is one word."""
    assert keys(run("Vi mø") + run("tes", "<w:b/>") + run(".")) == keys(run("Vi møtes."))


def test_a_letter_written_in_two_characters() -> None:
    """«å» is one letter of one word, however it was typed (NFC and NFD)."""
    apart = unicodedata.normalize("NFD", "Vi får både æ, ø og å.")
    assert keys(run(apart)) == keys(run("Vi får både æ, ø og å."))


def test_a_soft_hyphen_is_not_seen() -> None:
    """A word with places to break it is the same word."""
    soft = "arbeids\u00adavtale"
    assert keys(run(f"Din {soft} her")) == ("Din", " ", "arbeidsavtale", " ", "her")
    assert keys("<w:r><w:t>arbeids</w:t><w:softHyphen/><w:t>avtale</w:t></w:r>") == ("arbeidsavtale",)


@pytest.mark.parametrize(
    ("xml", "token"),
    [
        ("<w:tab/>", "\t"),
        ("<w:ptab/>", "\t"),
        ("<w:br/>", "\n"),
        ("<w:cr/>", "\n"),
        ('<w:br w:type="page"/>', "\f"),
        ('<w:br w:type="column"/>', "\f"),
        ("<w:noBreakHyphen/>", "-"),
    ],
)
def test_signs_that_are_elements(xml: str, token: str) -> None:
    """Tabs, breaks and hard hyphens are one token each."""
    assert keys(f"<w:r><w:t>a</w:t>{xml}<w:t>b</w:t></w:r>") == ("a", token, "b")


# --- what is no token -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "xml",
    [
        point("bookmarkStart", 1, "mål") + point("bookmarkEnd", 1),
        point("commentRangeStart", 1),
        comment_reference(1),
        '<w:proofErr w:type="spellStart"/>',
        "<w:r><w:lastRenderedPageBreak/></w:r>",
        deletion("borte"),
        "<w:r><w:rPr><w:b/></w:rPr></w:r>",
        '<w:hyperlink r:id="rId7"/>',
        '<w:hyperlink r:id="rId7"><w:r><w:rPr><w:b/></w:rPr></w:r></w:hyperlink>',
    ],
    ids=["bookmark", "comment", "reference", "spelling", "page", "deleted", "empty run", "empty link", "unseen link"],
)
def test_what_has_no_width(xml: str) -> None:
    """Anchors and marks are no tokens, not even in the middle of a word."""
    assert keys(run("møt") + xml + run("es")) == ("møtes",)


@pytest.mark.parametrize(
    "xml",
    [ins("i en ramme"), WRAPPED, TAG.replace("lapp", "ramme"), f'<w:bdo w:val="ltr">{run("i en ramme")}</w:bdo>'],
)
def test_what_only_wraps(xml: str) -> None:
    """Words in an insertion, a plain content control, a smart tag or a direction are the paragraph's own."""
    assert keys(run("Står ") + xml) == keys(run("Står i en ramme"))


# --- wholes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (LINK, "vilkårene"),
        (FIELD, "REF mål"),
        (SIMPLE_FIELD, "PAGE"),
        (BOX, "☒"),
        (NOTE, "footnoteReference"),
        ("<w:r><w:drawing/></w:r>", "drawing"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>", "sym"),
        (FORMULA, "oMath"),
    ],
    ids=["link", "field", "simple field", "check box", "note", "picture", "symbol", "formula"],
)
def test_a_whole_is_one_token(xml: str, said: str) -> None:
    """It stands between words as one thing, and its key tells what it shows, but is no word."""
    first, key, last = keys(run("før") + xml + run("etter"))
    assert (first, last) == ("før", "etter")
    assert said in key
    assert not is_plain(key)


def test_a_field_is_known_by_its_instruction() -> None:
    """What it last showed makes no difference, nor do spaces in the instruction."""
    other = FIELD.replace("side 3", "side 4").replace(" REF  mål ", "REF mål")
    assert keys(FIELD) == keys(other)
    assert keys(FIELD) != keys(FIELD.replace("mål", "tid"))


def test_a_field_is_the_same_in_both_ways_of_writing_it() -> None:
    """Some editors write it as one element, others as several runs."""
    assert keys(SIMPLE_FIELD) == keys(FIELD.replace(" REF  mål ", "PAGE"))


def test_a_field_in_a_field_is_part_of_it() -> None:
    """Only the outer one is a token."""
    (key,) = keys(NESTED)
    assert "IF REF mål" in key
    assert inline(NESTED).whole


@pytest.mark.parametrize("end", ["begin", "separate", "end"])
def test_a_field_that_goes_on_in_another_paragraph(end: str) -> None:
    """The paragraph is said to be no whole."""
    mark = f'<w:r><w:fldChar w:fldCharType="{end}"/></w:r>'
    assert inline(run("Ord") + FIELD).whole
    assert not inline(run("Ord") + mark).whole


@pytest.mark.parametrize(
    ("xml", "fixed"),
    [(SIMPLE_FIELD, True), (FORMULA, True), ("<mc:AlternateContent/>", True), (LINK, False), (FIELD, False)],
)
def test_what_cannot_be_deleted_with_tracking(xml: str, fixed: bool) -> None:
    """Such tokens are named by their places."""
    assert inline(run("før ") + xml).fixed == (frozenset({2}) if fixed else frozenset())


def test_a_character_that_we_use_ourselves() -> None:
    """The sign that stands for a whole is no whole when a person typed it."""
    assert keys(run(f"a{OBJECT}b")) == ("a", "\ufffd", "b")


# --- characters as field spans count them ---------------------------------------------------------------------------

PIECES = {
    "words": run("Vi møtes hver uke."),
    "date": run("Frist 1. mai 2026, 37,5 %"),
    "half a word": run("møt"),
    "other half": run("es", "<w:i/>"),
    "soft hyphens": run("arbeids\u00adav\u00adtale"),
    "two characters": run("a\u030a "),
    "tab and break": "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t xml:space='preserve'> b</w:t></w:r>",
    "page break": '<w:r><w:br w:type="page"/></w:r>',
    "soft hyphen element": "<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>",
    "link": LINK,
    "field": FIELD,
    "field in a field": NESTED,
    "old box": LEGACY_BOX,
    "simple field": SIMPLE_FIELD,
    "box": BOX,
    "note": NOTE,
    "formula": FORMULA,
    "symbol": "<w:r><w:sym w:font='Wingdings' w:char='F0FE'/></w:r>",
    "wrapped": WRAPPED,
    "tag": TAG,
    "inserted": ins("kom til"),
    "deleted": deletion("borte"),
    "bookmark": point("bookmarkStart", 1, "mål") + point("bookmarkEnd", 1),
    "line end": "<w:r><w:t>to\nord</w:t></w:r>",
}
_CONTENT = st.lists(st.sampled_from(sorted(PIECES)), max_size=6).map(lambda names: "".join(map(PIECES.get, names)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PIECES)
def test_where_a_token_begins_is_counted_as_readers_count(name: str) -> None:
    """`shown` of what follows is the number of characters that a reader has seen so far."""
    paragraph = element(run("Først ") + PIECES[name] + run("|slutt"))
    found = read_inline(paragraph, known)
    assert found.shown[0] == 0
    assert found.shown[found.keys.index("|")] == seen(paragraph).index("|")
    assert found.shown[-1] == len(seen(paragraph))


@given(_CONTENT)
@settings(deadline=None)
def test_shown_agrees_with_what_is_read(content: str) -> None:
    """For plain tokens the characters that a reader sees from one place to the next are the token's own."""
    paragraph = element(content)
    found, text = read_inline(paragraph, known), seen(paragraph)
    assert len(found.shown) == len(found.keys) + 1
    assert list(found.shown) == sorted(found.shown)
    assert found.shown[-1] == len(text)
    for number, key in enumerate(found.keys):
        shown = text[found.shown[number] : found.shown[number + 1]]
        if is_plain(key):
            assert unicodedata.normalize("NFC", shown) == key.replace("\f", "\n")


# --- cutting --------------------------------------------------------------------------------------------------------


def split(content: str, places: Sequence[int], *, after: bool = False) -> tuple[_Element, list[_Element]]:
    """The paragraph with a mark before, or after, each of these tokens, cut from the end."""
    paragraph = element(content)
    found = read_inline(paragraph, known)
    marks = []
    for place in sorted(places, reverse=True):
        mark = paragraph.makeelement("mark")
        found.after(place, mark) if after else found.before(place, mark)
        marks.append(mark)
    return paragraph, marks[::-1]


@given(_CONTENT, st.data())
@settings(deadline=None, max_examples=150)
def test_a_cut_changes_nothing_that_a_reader_sees(content: str, data: st.DataObject) -> None:
    """Cut anywhere, the paragraph has the same characters, tokens and places."""
    whole = inline(content)
    places = data.draw(st.sets(st.integers(0, len(whole.keys) - 1))) if whole.keys else set()
    after = data.draw(st.booleans())
    paragraph, marks = split(content, sorted(places), after=after)
    for mark in marks:
        parent = mark.getparent()
        assert parent is not None
        assert parent.tag != w("r")
        parent.remove(mark)
    again = read_inline(paragraph, known)
    assert (again.keys, again.shown, again.fixed) == (whole.keys, whole.shown, whole.fixed)
    assert seen(paragraph) == seen(element(content))


@given(_CONTENT, st.data())
@settings(deadline=None, max_examples=150)
def test_a_mark_stands_between_its_tokens(content: str, data: st.DataObject) -> None:
    """What is before the mark are the tokens before it: nothing of a word is on the other side."""
    whole = inline(content)
    if not whole.keys:
        return
    place = data.draw(st.integers(0, len(whole.keys) - 1))
    after = data.draw(st.booleans())
    paragraph, (mark,) = split(content, [place], after=after)
    for each in list(mark.iterancestors()):
        for later in list(each) if each is mark.getparent() else []:
            if later is mark:
                break
        above = mark
        while above.getparent() is not None and above.getparent() is not each:
            above = above.getparent()  # type: ignore[assignment]
        for later in list(above.itersiblings()):
            each.remove(later)
    assert seen(paragraph) == seen(element(content))[: whole.shown[place + after]]


def test_a_run_that_is_cut_keeps_its_looks() -> None:
    """Both halves have the properties of the whole, and spaces at the cut stay."""
    paragraph, _ = split('<w:r w:rsidR="1"><w:rPr><w:b/></w:rPr><w:t>Vi møtes her</w:t></w:r>', [2])
    runs = paragraph.findall(w("r"))
    assert [each.findtext(w("t")) for each in runs] == ["Vi ", "møtes her"]
    assert all(each.find(f"{w('rPr')}/{w('b')}") is not None for each in runs)
    assert [each.get(w("rsidR")) for each in runs] == ["1", "1"]
    assert all(each.find(w("t")).get("{http://www.w3.org/XML/1998/namespace}space") for each in runs)  # type: ignore[union-attr]


def test_a_cut_between_runs_makes_no_new_run() -> None:
    """Nothing is split where there is a border already."""
    for places, after in (([1], False), ([0], True)):
        paragraph, _ = split(run("møtes") + run(" "), places, after=after)
        assert len(paragraph.findall(w("r"))) == 2


def test_a_cut_before_a_field_is_before_all_of_it() -> None:
    """The mark stands before the run where the field begins, and after the one where it ends."""
    _, (mark,) = split(run("se ") + FIELD, [2])
    following = mark.getnext()
    assert following is not None
    assert following.find(w("fldChar")) is not None
    _, (mark,) = split(FIELD + run(" her"), [0], after=True)
    before = mark.getprevious()
    assert before is not None
    assert before.find(w("fldChar")) is not None
