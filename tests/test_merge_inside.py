"""A suggestion that somebody works in before it is decided is theirs from then on; a newer draft takes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml.etree import _Element

from pipeline.merging import Merged
from pipeline.word.package import read_package
from pipeline.word.suggested import EDITED, fingerprints
from tests.edits.document import Word, find, run, xml
from tests.edits.parts import add_image
from tests.edits.subjects import sentence, table, word_file
from tests.merge_oracle import merge
from tests.test_merge_nasty import FIRST, SECOND
from tests.three_way import Result, body, three_way, tracked

NEWER = word_file(body(sentence(1), FIRST.replace("ni", "nytt2"), SECOND, table(("a", "b"), ("c", "nytt3"))))
OURS = "[@w:author='make-docs']"


def suggested() -> Result:
    """A paragraph, a word and a row are suggested."""
    base = body(sentence(1), SECOND, table(("a", "b")))
    theirs = body(sentence(1), FIRST, SECOND.replace("samme", "nytt1"), table(("a", "b"), ("c", "d")))
    return three_way(base, base, theirs)


def insertion(word: Word) -> _Element:
    """The inserted words of the paragraph that is ours as a whole."""
    return find(word.body, f".//w:ins{OURS}[w:r/w:t]")[0]


def a_word(word: Word) -> _Element:
    """The one word that we suggest in a person's sentence."""
    return next(each for each in find(word.body, f".//w:ins{OURS}/w:r/w:t") if each.text == "nytt1")


def _run_of(text: _Element) -> _Element:
    found = text.getparent()
    assert found is not None
    return found


def highlight(word: Word) -> None:
    """Mark our words in yellow."""
    _run_of(a_word(word)).insert(0, xml('<w:rPr><w:highlight w:val="yellow"/></w:rPr>'))


def write_on(word: Word) -> None:
    """Write on in the paragraph, without tracking."""
    insertion(word).addnext(run(" mitt2"))


def write_on_tracked(word: Word) -> None:
    """Write on in the paragraph, with tracking."""
    insertion(word).addnext(xml(tracked("ins", " mitt2")))


def write_inside(word: Word) -> None:
    """Write in the middle of our words, so that the editor takes them for ours."""
    insertion(word).append(run(" mitt2"))


def overwrite(word: Word) -> None:
    """Write another word of the document over ours."""
    a_word(word).text = "mandag"


def delete_tracked(word: Word) -> None:
    """Delete our words with tracking."""
    text = a_word(word)
    old = _run_of(text)
    text.tag = f"{{{old.nsmap['w']}}}delText"
    deletion = xml('<w:del w:id="99" w:author="Kari Eksempel" w:date="2026-11-01T09:00:00Z"/>')
    old.addprevious(deletion)
    deletion.append(old)


def break_line(word: Word) -> None:
    """Put a line break and a tab among our words."""
    _run_of(a_word(word)).extend([xml("<w:br/>"), xml("<w:tab/>")])


def centre(word: Word) -> None:
    """Centre the paragraph that is ours."""
    found = next(insertion(word).iterancestors("{*}p"))
    find(found, "./w:pPr")[0].insert(0, xml('<w:jc w:val="center"/>'))


def bookmark(word: Word) -> None:
    """Put a bookmark round our words."""
    words = insertion(word)
    words.insert(0, xml('<w:bookmarkStart w:id="88" w:name="mitt"/>'))
    words.append(xml('<w:bookmarkEnd w:id="88"/>'))


def write_in_the_row(word: Word) -> None:
    """Write in a cell of the row that is ours."""
    find(word.body, ".//w:tr[w:trPr/w:ins]/w:tc/w:p")[-1].append(run(" mitt2"))


WORK = (
    *(highlight, write_on, write_on_tracked, write_inside, overwrite, delete_tracked, break_line, centre, bookmark),
    write_in_the_row,
)


@pytest.mark.parametrize("work", WORK, ids=lambda work: work.__name__)
def test_a_suggestion_that_somebody_worked_in_is_kept_as_theirs(work: Callable[[Word], None]) -> None:
    """Each element that their work left is there after the next draft, tracked as from somebody else than make-docs."""
    first = suggested()
    word = Word(first.content)
    work(word)
    edited = word.save()
    new = fingerprints(read_package(edited, "")) - first.merged.suggested
    assert new
    later = merge(first.sides.theirs, edited, NEWER, first.sides.base, first.merged.suggested)
    assert isinstance(later, Merged), later
    assert later.content is not None
    kept = read_package(later.content, "")["word/document.xml"].decode()
    assert EDITED in kept
    for mine in ("mitt2", "mitt", "highlight", "center", "<w:tab/>", "mandag", "Kari Eksempel"):
        assert kept.count(mine) >= read_package(edited, "")["word/document.xml"].decode().count(mine), mine


def test_a_suggestion_that_nobody_touched_is_superseded() -> None:
    """The newer draft takes its place; nothing is kept as edited."""
    first = suggested()
    later = merge(first.sides.theirs, first.content, NEWER, first.sides.base, first.merged.suggested)
    assert isinstance(later, Merged)
    assert later.content is not None
    kept = read_package(later.content, "")["word/document.xml"].decode()
    assert EDITED not in kept
    assert "nytt1" not in kept


def test_words_written_into_our_comment_are_kept() -> None:
    """An answer typed into our own comment makes the comment theirs."""
    ours, theirs = body(FIRST.replace("ni", "mitt1")), body(FIRST.replace("ni", "nytt1"))
    first = three_way(body(FIRST), ours, theirs)
    word = Word(first.content)
    part = "word/comments.xml"
    assert word.parts[part].count(b"Konflikt") == 1
    word.parts[part] = word.parts[part].replace(b"Konflikt", b"Sp\xc3\xb8r mitt3. Konflikt")
    newer = word_file(body(FIRST.replace("ni", "nytt2")))
    later = merge(first.sides.theirs, word.save(), newer, first.sides.base, first.merged.suggested)
    assert isinstance(later, Merged), later
    assert later.content is not None
    assert "mitt3" in read_package(later.content, "")[part].decode()


def test_a_picture_that_was_taken_back_is_not_kept_in_the_file() -> None:
    """It may show somebody; once the template has it no more, nothing of it is left, though it was only suggested."""
    base, picture = word_file(body(sentence(1), SECOND)), Word(word_file(body(sentence(1), SECOND)))
    assert add_image(picture, 0, 0, "nytt1")
    first = three_way(base, base, picture.save())
    pictures = {part for part in read_package(first.content, "") if "media" in part}
    assert pictures
    other = word_file(body(sentence(1), SECOND, sentence(2)))
    later = merge(first.sides.theirs, first.content, other, base, first.merged.suggested)
    assert isinstance(later, Merged)
    assert later.content is not None
    assert not {part for part in read_package(later.content, "") if "media" in part}


def test_a_header_is_known_by_its_part_when_the_person_put_a_section_in() -> None:
    """The template's header words are suggested in the header that was there, not in that of the person's cover."""
    base, theirs = Word(word_file(body(sentence(1), SECOND))), Word(word_file(body(sentence(1), SECOND)))
    header = next(part for part in theirs.parts if "header" in part and part.endswith(".xml"))
    theirs.parts[header] = theirs.parts[header].replace(b"</w:t>", b" nytt1</w:t>", 1)
    ours = Word(base.save())
    find(ours.body, "./w:p")[0].insert(0, xml("<w:pPr><w:sectPr/></w:pPr>"))
    merged = merge(base.save(), ours.save(), theirs.save())
    assert isinstance(merged, Merged)
    assert merged.content is not None
    assert b"nytt1" in read_package(merged.content, "")[header]
