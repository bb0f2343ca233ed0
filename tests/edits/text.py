"""Edits of words, paragraphs, sections and list items."""

from __future__ import annotations

import copy

from lxml.etree import _Element

from tests.edits.document import Word, find, nth, run, say, style, text, w, xml


def change_word(word: Word, place: int, detail: int, marker: str) -> bool:
    """One word of a sentence is another."""
    found = nth(word.words(), place)
    if found is None:
        return False
    words = (found.text or "").split(" ")
    solid = [number for number, each in enumerate(words) if each]
    words[solid[detail % len(solid)]] = marker
    found.text = " ".join(words)
    return True


def add_word(word: Word, place: int, detail: int, marker: str) -> bool:
    """A word is added at the start, in the middle or at the end."""
    found = nth(word.words(), place)
    if found is None:
        return False
    words = (found.text or "").split(" ")
    words.insert((0, len(words) // 2, len(words))[detail % 3], marker)
    found.text = " ".join(words)
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return True


def take_word(word: Word, place: int, detail: int, _marker: str) -> bool:
    """A word is taken away."""
    found = nth([each for each in word.words() if len((each.text or "").split()) > 2], place)
    if found is None:
        return False
    words = (found.text or "").split(" ")
    del words[detail % len(words)]
    found.text = " ".join(words)
    return True


def rewrite(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A whole paragraph says something else."""
    found = nth(word.everywhere(), place)
    if found is None or find(found, ".//w:ins|.//w:del|.//w:footnoteReference"):
        return False
    say(found, f"Avsnittet er skrevet om og sier nå {marker} i stedet.")
    return True


def add_paragraph(word: Word, place: int, detail: int, marker: str) -> bool:
    """A paragraph is written after another one, or in front of it."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    new = xml("<w:p/>")
    properties = found.find(w("pPr"))
    if properties is not None and "verskrift" not in style(found):
        new.append(copy.deepcopy(properties))
    new.append(run(f"Et nytt avsnitt med {marker} kom til her."))
    if detail % 3:
        found.addnext(new)
    else:
        found.addprevious(new)
    return True


def take_paragraph(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A paragraph is deleted."""
    found = nth(word.paragraphs(), place)
    if found is None or len(word.paragraphs()) < 3:
        return False
    word.remove(found)
    return True


def split(word: Word, place: int, detail: int, marker: str) -> bool:
    """Enter is pressed in the middle of a paragraph."""
    candidates = [each for each in word.words(word.paragraphs()) if " " in (each.text or "")]
    found = nth(candidates, place)
    if found is None:
        return False
    old = found.getparent()
    paragraph = old.getparent() if old is not None else None
    assert old is not None
    assert paragraph is not None
    words = (found.text or "").split(" ")
    cut = 1 + detail % (len(words) - 1)
    new = xml("<w:p/>")
    properties = paragraph.find(w("pPr"))
    if properties is not None:
        new.append(copy.deepcopy(properties))
    rest = copy.deepcopy(old)
    for following in list(old.itersiblings()):
        new.append(following)
    seen = find(old, "w:t").index(found)
    for number, each in enumerate(find(old, "w:t")):
        if number > seen:
            old.remove(each)
    for number, each in enumerate(find(rest, "w:t")):
        if number < seen:
            rest.remove(each)
        elif number == seen:
            each.text = " ".join(words[cut:]) + (f" {marker}" if detail % 2 else "")
    found.text = " ".join(words[:cut])
    new.insert(1 if properties is not None else 0, rest)
    paragraph.addnext(new)
    return True


def join(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """Two paragraphs become one."""
    pairs = [each for each in word.paragraphs() if _next_is_plain(each)]
    first = nth(pairs, place)
    second = first.getnext() if first is not None else None
    if first is None or second is None:
        return False
    first.append(run(" "))
    for child in list(second):
        if child.tag != w("pPr"):
            first.append(child)
    word.body.remove(second)
    return True


def _next_is_plain(paragraph: _Element) -> bool:
    following = paragraph.getnext()
    return following is not None and following.tag == w("p") and not find(following, "w:pPr/w:sectPr")


def move(word: Word, place: int, detail: int, _marker: str) -> bool:
    """A paragraph is moved to another place."""
    return _move(word, place, 2 + detail) is not None


def move_and_edit(word: Word, place: int, detail: int, marker: str) -> bool:
    """A paragraph is moved, and a word of it is another."""
    found = _move(word, place, 3 + detail)
    for words in word.words([found])[:1] if found is not None else []:
        words.text = f"{words.text} {marker}"
    return found is not None


def _move(word: Word, place: int, distance: int) -> _Element | None:
    paragraphs = word.paragraphs()
    found, target = nth(paragraphs, place), nth(paragraphs, place + distance)
    if found is None or target is None or found is target:
        return None
    target.addnext(found)
    return found


def restyle(word: Word, place: int, detail: int, _marker: str) -> bool:
    """A paragraph gets the style of another one."""
    paragraphs = word.paragraphs()
    found, other = nth(paragraphs, place), nth(paragraphs, place + 1 + detail)
    if found is None or other is None or style(found) == style(other):
        return False
    old, new = found.find(w("pPr")), other.find(w("pPr"))
    if old is not None:
        found.remove(old)
    if new is not None:
        found.insert(0, copy.deepcopy(new))
    return True


def _section(word: Word, place: int) -> list[_Element]:
    """The blocks of a section: its heading and what follows until the next one. The last section is left alone."""
    headings = word.headings()
    heading = nth(headings[:-1], place)
    if heading is None:
        return []
    blocks = [heading]
    for following in heading.itersiblings():
        if following in headings or find(following, "self::w:sectPr|self::w:p[w:pPr/w:sectPr]"):
            break
        blocks.append(following)
    return blocks


def take_section(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A heading is deleted with all that belongs to it."""
    blocks = _section(word, place)
    for block in blocks:
        word.remove(block)
    return bool(blocks)


def paste_section(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A section is pasted a second time, right after the first."""
    blocks = _section(word, place)
    for block in reversed(blocks):
        blocks[-1].addnext(word.twin(block))
    return bool(blocks)


def add_section(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A section is written: a heading and a paragraph."""
    heading = nth(word.headings(), place)
    if heading is None:
        return False
    new = copy.deepcopy(heading)
    for each in find(new, ".//w:bookmarkStart|.//w:bookmarkEnd|.//w:commentRangeStart|.//w:commentRangeEnd"):
        new.remove(each)
    new = word.twin(new)
    say(new, f"Om {marker}")
    heading.addprevious(new)
    heading.addprevious(xml("<w:p/>"))
    previous = heading.getprevious()
    assert previous is not None
    previous.append(run(f"Delen om {marker} er ny."))
    return True


def add_item(word: Word, place: int, detail: int, marker: str) -> bool:
    """A list gets one more item."""
    found = nth(word.list_items(), place)
    if found is None:
        return False
    new = word.twin(found)
    say(new, f"nytt punkt om {marker}")
    if detail % 3:
        found.addnext(new)
    else:
        found.addprevious(new)
    return True


def take_item(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A list item is deleted."""
    found = nth(word.list_items(), place)
    if found is None:
        return False
    word.remove(found)
    return True


def swap_items(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """Two list items change places."""
    found = nth(word.list_items(), place)
    following = found.getnext() if found is not None else None
    if found is None or following is None or following not in word.list_items():
        return False
    following.addnext(found)
    return True


def to_list(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A paragraph becomes a list item."""
    items = word.list_items()
    found = nth([each for each in word.paragraphs() if each not in items], place)
    properties = items[0].find(w("pPr")) if items else None
    if found is None or properties is None:
        return False
    old = found.find(w("pPr"))
    if old is not None:
        found.remove(old)
    found.insert(0, copy.deepcopy(properties))
    return True


def typography(word: Word, place: int, detail: int, marker: str) -> bool:
    """Smart quotes, a hard space, a soft hyphen, or å in two characters."""
    found = nth(word.words(), place)
    if found is None:
        return False
    odd = (f"“{marker}”", f"{marker}\u00a0kr", f"{marker}ar\u00adbeid", f"{marker} a\u030a")[detail % 4]
    found.text = f"{found.text} {odd}"
    return True


def tab_and_break(word: Word, place: int, detail: int, marker: str) -> bool:
    """A tab or a line break comes into a paragraph, with a word after it."""
    found = nth(word.paragraphs(), place)
    if found is None or not text(found):
        return False
    kind = ("tab", "br")[detail % 2]
    found.append(xml(f"<w:r><w:{kind}/><w:t>{marker}</w:t></w:r>"))
    return True
