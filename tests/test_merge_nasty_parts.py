"""Nasty cases of a merge in notes, links, images, headers, sections and controls.

Every one holds all invariants as well (``three_way`` looks).
"""

from __future__ import annotations

import re

import pytest

from tests.edits.document import R, Word, find, values, xml
from tests.edits.parts import drawing, picture
from tests.edits.subjects import SEPARATORS, cell, sentence, table, tick_box, word_file
from tests.merge_oracle import reject
from tests.three_way import Result, body, three_way
from tests.word_xml import paragraph, run, story_xml

FIRST, SECOND = "Vi møtes hver mandag klokka ni.", "Referatet sendes samme dag."


def says(result: Result) -> str:
    """Return all that the document says after accepting our changes."""
    return " / ".join(result.accepted)


# --- notes, links and images ------------------------------------------------------------------------------------------


def noted(words: str, note: str | None) -> bytes:
    """Return a file whose one sentence has a footnote."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>' if note else ""
    entry = f'<w:footnote w:id="1">{paragraph(run(note))}</w:footnote>' if note else ""
    return word_file(body(paragraph(run(words) + mark), sentence(1)), footnotes=SEPARATORS + entry)


def test_a_note_in_a_sentence_that_the_template_changes() -> None:
    """The sentence follows the template, and the person's words in the note stay."""
    result = three_way(
        noted(FIRST, "Se grunn2."),
        noted(FIRST, "Se grunn2 og mitt1."),
        noted(FIRST.replace("ni", "nytt1"), "Se grunn2."),
    )
    assert result.accepted[0] == FIRST.replace("ni", "nytt1")
    assert len(find(Word(result.content).body, ".//w:footnoteReference")) == 1


def test_a_note_that_the_person_deleted() -> None:
    """It stays deleted when the template changes the words around it."""
    result = three_way(
        noted(FIRST, "Se grunn2."), noted(FIRST, None), noted(FIRST.replace("ni", "nytt1"), "Se grunn2.")
    )
    assert result.accepted[0] == FIRST.replace("ni", "nytt1")
    assert find(Word(result.content).body, ".//w:footnoteReference") == []


def test_a_note_that_the_template_adds_in_a_table() -> None:
    """The note comes with its reference, in a document that had none, and goes when it is rejected."""
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'{SEPARATORS}<w:footnote w:id="1">{paragraph("Noten nytt1.")}</w:footnote>'
    theirs = word_file(
        body(table(("Hva", "Hvem"), (cell(paragraph(run("grunn1") + mark)), "a")), FIRST), footnotes=note
    )
    base = body(table(("Hva", "Hvem"), ("grunn1", "a")), FIRST)
    result = three_way(word_file(base), word_file(base.replace("klokka ni", "klokka mitt1")), theirs)
    assert len(find(Word(result.content).body, ".//w:footnoteReference")) == 1


def linked(words: str, target: str, rest: str = "i dag.") -> bytes:
    """Return a file with a link."""
    arrow = f'<Relationship Id="side" Type="{R}/hyperlink" Target="https://example.no/{target}" TargetMode="External"/>'
    link = f'<w:hyperlink r:id="side">{run(words)}</w:hyperlink>'
    return word_file(body(paragraph(run("Les om ") + link + run(f" {rest}")), sentence(1)), arrows=arrow)


@pytest.mark.parametrize(
    ("theirs", "wanted"),
    [
        (linked("turnus nytt1", "a"), "nytt1"),
        (linked("turnus", "nytt1"), "https://example.no/nytt1"),
    ],
    ids=["other words", "another target"],
)
def test_a_link_that_the_template_changes(theirs: bytes, wanted: str) -> None:
    """A link's words or target follow the template, beside the person's own words."""
    result = three_way(linked("turnus", "a"), linked("turnus", "a", "hver mitt1."), theirs)
    parts = Word(result.content).parts
    assert wanted.encode() in parts["word/document.xml"] + parts["word/_rels/document.xml.rels"]
    assert "mitt1" in says(result)


def pictured(colour: int, words: str = FIRST) -> bytes:
    """Return a file with a picture under the name that Word gives the first one."""
    arrow = f'<Relationship Id="bilde" Type="{R}/image" Target="media/image1.png"/>'
    inside = body(paragraph(drawing("bilde", 1, "Bilde 1")), words, sentence(1))
    return word_file(inside, arrows=arrow, media={"image1.png": picture(colour)})


def test_a_picture_that_the_person_replaced_under_the_same_name() -> None:
    """The person's picture stays, byte for byte, also when the template has another under that name."""
    for theirs in (pictured(1, FIRST.replace("ni", "nytt1")), pictured(3, FIRST.replace("ni", "nytt1"))):
        result = three_way(pictured(1), pictured(2), theirs)
        assert Word(result.content).parts["word/media/image1.png"] == picture(2)
        assert "nytt1" in says(result)


def test_a_picture_that_the_template_adds_where_the_name_is_taken() -> None:
    """The new picture gets a name of its own."""
    result = three_way(word_file(body(FIRST, sentence(1))), pictured(2), pictured(3, FIRST))
    media = [content for name, content in Word(result.content).parts.items() if "/media/" in name]
    assert sorted(media) == sorted([picture(2), picture(3)])


# --- headers and sections ---------------------------------------------------------------------------------------------


def headed(header: str, words: str = FIRST, kinds: str = "default") -> bytes:
    """Return a file with this header for each of the kinds; another editor adds kinds of its own."""
    word = Word(word_file(body(words, sentence(1))))
    word.parts["word/header1.xml"] = story_xml("hdr", paragraph(header)).encode()
    (section,) = find(word.body, "w:sectPr")
    for kind in kinds.split()[1:]:
        part = f"word/header{kind}2.xml"
        word.parts[part] = story_xml("hdr", paragraph("")).encode()
        word.declare(part, "header")
        arrow = word.relate("header", part.removeprefix("word/"))
        section.insert(1, xml(f'<w:headerReference w:type="{kind}" r:id="{arrow}"/>'))
    return word.save()


@pytest.mark.parametrize("kinds", ["default", "default first", "default even first"])
def test_a_header_that_the_template_changes(kinds: str) -> None:
    """The header follows the template, also in a file to which an editor has added headers of other kinds."""
    result = three_way(
        headed("Seksjon Øst grunn9"), headed("Seksjon Øst grunn9", f"{FIRST} mitt1", kinds), headed("nytt1 grunn9")
    )
    assert "nytt1" in "".join(text for _, text in _headers(result))
    assert "mitt1" in says(result)


def test_a_header_that_both_changed() -> None:
    """In a header as well, the person's words stay until they accept."""
    result = three_way(headed("Seksjon Øst"), headed("Seksjon mitt1"), headed("Seksjon nytt1"))
    assert "nytt1" in "".join(text for _, text in _headers(result))


def _headers(result: Result) -> list[tuple[str, str]]:
    parts = Word(result.content).parts
    return [(name, content.decode()) for name, content in parts.items() if re.fullmatch(r"word/header\w*\.xml", name)]


def test_a_paragraph_with_a_section_break_that_the_template_deletes() -> None:
    """The break stays, with the margins and the landscape page that belong to it."""
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    base = body(sentence(1), paragraph(FIRST, page), sentence(2))
    ours = body(f"{sentence(1)} mitt1", paragraph(FIRST, page), sentence(2))
    result = three_way(base, ours, body(sentence(1), sentence(2)))
    assert values(Word(result.content).body, ".//w:pgSz/@w:orient") == ["landscape"]
    assert "mitt1" in says(result)


def test_a_section_that_the_person_laid_sideways() -> None:
    """A landscape section of the person's own stays, and the template's words come into it."""
    page = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    ours = body(sentence(1), paragraph(FIRST, page), sentence(2))
    theirs = body(sentence(1), FIRST.replace("ni", "nytt1"), sentence(2))
    result = three_way(body(sentence(1), FIRST, sentence(2)), ours, theirs)
    assert result.accepted == [sentence(1), FIRST.replace("ni", "nytt1"), sentence(2)]
    assert values(Word(result.content).body, ".//w:pPr/w:sectPr/w:pgSz/@w:orient") == ["landscape"]


# --- controls, fields and boxes ---------------------------------------------------------------------------------------


def test_a_box_that_the_person_ticked() -> None:
    """The tick stays when the template changes the words beside the box."""
    ticked = tick_box("Lest", 1).replace('w14:checked w14:val="0"', 'w14:checked w14:val="1"').replace("☐", "☒")
    result = three_way(body(tick_box("Lest", 1), FIRST), body(ticked, FIRST), body(tick_box("Lest og nytt1", 1), FIRST))
    assert result.accepted == ["☒ Lest og nytt1", FIRST]
    assert result.rejected == ["☒ Lest", FIRST]


def test_words_that_another_program_wrapped_in_controls() -> None:
    """A program that wraps runs in content controls has changed nothing that a reader sees, and loses nothing."""
    wrapped = f"<w:sdt><w:sdtPr><w:id w:val='77'/></w:sdtPr><w:sdtContent>{run('hver mandag ')}</w:sdtContent></w:sdt>"
    ours = body(paragraph(run("Vi møtes ") + wrapped + run("klokka ni.")), f"{SECOND} mitt1")
    result = three_way(body(FIRST, SECOND), ours, body(FIRST.replace("ni", "nytt1"), SECOND))
    assert "nytt1" in says(result)
    assert result.rejected == [FIRST, f"{SECOND} mitt1"]


def test_a_text_box_in_a_paragraph_that_the_template_changes() -> None:
    """Word writes a box twice, in a newer form and an older: both stay, or neither is touched."""
    inside = f"<w:txbxContent>{paragraph('Boksen mitt1')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice><mc:Fallback>'
        f"<w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    ours = body(paragraph(run(FIRST) + box), SECOND)
    result = three_way(body(FIRST, SECOND), ours, body(FIRST.replace("ni", "nytt1"), SECOND))
    assert Word(result.content).parts["word/document.xml"].count(b"mitt1") == 2
    assert "nytt1" in says(result)


def test_a_field_with_another_cached_result_is_no_edit() -> None:
    """An editor counts pages and fills tables of contents anew: what a field shows is not what a person wrote."""

    def numbered(shown: str, words: str) -> str:
        marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
        begin, separate, end = marks
        field = f"{begin}<w:r><w:instrText> REF _seksjon_del1 </w:instrText></w:r>{separate}{run(shown)}{end}"
        return body(paragraph(run("Se ") + field + run(f" {words}")), FIRST)

    theirs = numbered("Mål", "for mer om nytt1").replace(FIRST, f"{FIRST} nytt2")
    result = three_way(numbered("Mål", "for mer"), numbered("Ansvar", "for mer"), theirs)
    assert result.merged.conflicts == 0
    assert "nytt1" in says(result)


# --- characters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ours",
    [
        "“Vi” møtes hver mandag klokka ni.",
        "Vi møtes hver\u00a0mandag klokka ni.",
        "Vi møtes hver man\u00addag klokka ni.",
        "Vi møtes på a\u030aret klokka ni.",
        "Vi møtes \u202bשלום\u202c klokka ni.",
    ],
    ids=["smart quotes", "a hard space", "a soft hyphen", "a letter in two characters", "right to left"],
)
def test_odd_characters_stay_as_the_person_wrote_them(ours: str) -> None:
    """Nothing that the person typed is made regular, and the template's words come beside it."""
    result = three_way(body(FIRST, SECOND), body(ours, SECOND), body(f"{FIRST} Og nytt1.", SECOND))
    kept = Word(reject(result.content)).body
    assert "".join(each.text or "" for each in find(kept, "w:p[1]//w:t")) == ours
    assert "nytt1" in says(result)


@pytest.mark.parametrize(
    "odd",
    [
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
        "<w:r><w:rPr><w:rtl/></w:rPr><w:t>مرحبا</w:t></w:r>",
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かん</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>",
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
    ],
    ids=["a symbol", "right to left", "ruby", "a formula"],
)
def test_odd_runs_stay_as_they_are(odd: str) -> None:
    """Symbols, ruby, formulas and text from right to left stay whole when the template changes their sentence."""
    ours = body(paragraph(run("Vi møtes hver mandag ") + odd + run("klokka ni.")), SECOND)
    result = three_way(body(FIRST, SECOND), ours, body(FIRST.replace("ni", "nytt1"), SECOND))
    document = Word(result.content).parts["word/document.xml"].decode()
    assert all(each in document for each in re.findall(r"(?<=>)[^<>]+(?=</[wm]:t>)|(?<=w:char=.)\w+", odd))
    assert "nytt1" in says(result)
