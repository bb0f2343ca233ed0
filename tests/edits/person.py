"""Edits that only a person makes: comments, tracked changes, ticks, highlights, text boxes; and an editor's noise."""

from __future__ import annotations

import copy

from lxml.etree import _Element

from tests.edits.document import W14, W, Word, find, nth, text, w, xml

AUTHOR = "Kari Eksempel"
_WHEN = 'w:date="2026-11-01T09:00:00Z"'
_COMMENTS = "word/comments.xml"


# --- comments -------------------------------------------------------------------------------------------------------


def _comment(word: Word, first: _Element, last: _Element, marker: str) -> None:
    if _COMMENTS not in word.parts:
        word.parts[_COMMENTS] = f'<w:comments xmlns:w="{W}"/>'.encode()
        word.declare(_COMMENTS, "comments")
        word.relate("comments", "comments.xml")
    number = word.free_id("comment")
    says = f"<w:p><w:r><w:t>Merknad om {marker}</w:t></w:r></w:p>"
    entry = f'<w:comment w:id="{number}" w:author="{AUTHOR}" {_WHEN} w:initials="KE">{says}</w:comment>'
    word.tree(_COMMENTS).append(xml(entry))
    first.insert(1 if first.find(w("pPr")) is not None else 0, xml(f'<w:commentRangeStart w:id="{number}"/>'))
    last.append(xml(f'<w:commentRangeEnd w:id="{number}"/>'))
    last.append(xml(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))


def comment(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A comment stands on a paragraph."""
    found = nth(word.everywhere(), place)
    if found is not None:
        _comment(word, found, found, marker)
    return found is not None


def comment_across(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A comment spans two paragraphs."""
    pairs = [each for each in word.paragraphs() if each.getnext() in word.paragraphs()]
    found = nth(pairs, place)
    following = found.getnext() if found is not None else None
    if found is None or following is None:
        return False
    _comment(word, found, following, marker)
    return True


# --- tracked changes of the person's own ----------------------------------------------------------------------------


def _mark(word: Word, kind: str) -> str:
    return f'<w:{kind} w:id="{word.free_id("ins", "del", "moveFrom", "moveTo")}" w:author="{AUTHOR}" {_WHEN}'


def tracked_insertion(word: Word, place: int, _detail: int, marker: str) -> bool:
    """Words are written with tracking on."""
    found = nth(word.everywhere(), place)
    if found is not None:
        found.append(xml(f'{_mark(word, "ins")}><w:r><w:t xml:space="preserve"> {marker}</w:t></w:r></w:ins>'))
    return found is not None


def tracked_deletion(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A run is deleted with tracking on."""
    found = nth(word.words(), place)
    parent = found.getparent() if found is not None else None
    if found is None or parent is None:
        return False
    deletion = xml(f"{_mark(word, 'del')}/>")
    parent.addprevious(deletion)
    deletion.append(parent)
    for each in find(parent, "w:t"):
        each.tag = w("delText")
        each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return True


def _mark_paragraph(word: Word, paragraph: _Element, kind: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = xml("<w:pPr/>")
        paragraph.insert(0, properties)
    look = properties.find(w("rPr"))
    if look is None:
        look = xml("<w:rPr/>")
        last = find(properties, "w:sectPr|w:pPrChange")
        if last:
            last[0].addprevious(look)
        else:
            properties.append(look)
    look.insert(0, xml(f"{_mark(word, kind)}/>"))


def tracked_new_paragraph(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A whole paragraph is written with tracking on."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    new = xml("<w:p/>")
    found.addprevious(new)
    _mark_paragraph(word, new, "ins")
    new.append(xml(f"{_mark(word, 'ins')}><w:r><w:t>Sporet avsnitt om {marker}.</w:t></w:r></w:ins>"))
    return True


def tracked_paragraph_deletion(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A whole paragraph is deleted with tracking on."""
    candidates = [each for each in word.paragraphs() if not find(each, "w:ins|w:del|w:hyperlink|w:sdt|.//w:drawing")]
    found = nth([each for each in candidates if each.getnext() in word.paragraphs()], place)
    if found is None:
        return False
    for each in find(found, "w:r[not(w:commentReference)]"):
        deletion = xml(f"{_mark(word, 'del')}/>")
        each.addprevious(deletion)
        deletion.append(each)
        for words in find(each, "w:t"):
            words.tag = w("delText")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _mark_paragraph(word, found, "del")
    return True


# --- other marks ----------------------------------------------------------------------------------------------------


def bookmark(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A bookmark stands on a paragraph."""
    found = nth(word.everywhere(), place)
    if found is not None:
        _bookmark(word, found, found, marker)
    return found is not None


def bookmark_across(word: Word, place: int, detail: int, marker: str) -> bool:
    """A bookmark begins in one paragraph and ends in a later one."""
    paragraphs = word.paragraphs()
    if len(paragraphs) < 2:
        return False
    first = place % (len(paragraphs) - 1)
    last = min(first + 1 + detail % 3, len(paragraphs) - 1)
    _bookmark(word, paragraphs[first], paragraphs[last], marker)
    return True


def _bookmark(word: Word, first: _Element, last: _Element, marker: str) -> None:
    number = word.free_id("bookmarkStart")
    start = xml(f'<w:bookmarkStart w:id="{number}" w:name="merke_{marker}"/>')
    first.insert(1 if first.find(w("pPr")) is not None else 0, start)
    last.append(xml(f'<w:bookmarkEnd w:id="{number}"/>'))


def _format(word: Word, place: int, properties: str) -> bool:
    found = nth(word.words(), place)
    parent = found.getparent() if found is not None else None
    if parent is None:
        return False
    look = parent.find(w("rPr"))
    if look is None:
        look = xml("<w:rPr/>")
        parent.insert(0, look)
    new = xml(properties)
    if look.find(new.tag) is None:
        # The schema wants an order: bold comes after the style, highlight after the size.
        before = find(look, "w:rStyle|w:rFonts") if new.tag == w("b") else find(look, "*[not(self::w:vertAlign)]")
        look.insert(len(before), new)
    return True


def bold(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """Words are made bold."""
    return _format(word, place, "<w:b/>")


def bold_paragraph(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A whole paragraph is made bold, its mark included, as Word and LibreOffice do it."""
    found = nth([each for each in word.everywhere() if not find(each, "w:pPr/w:rPr|w:pPr/w:pPrChange")], place)
    if found is None:
        return False
    properties = found.find(w("pPr"))
    if properties is None:
        properties = xml("<w:pPr/>")
        found.insert(0, properties)
    properties.append(xml("<w:rPr><w:b/></w:rPr>"))
    for each in find(found, "w:r[w:t]"):
        look = each.find(w("rPr"))
        if look is None:
            each.insert(0, xml("<w:rPr><w:b/></w:rPr>"))
    return True


def highlight(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """Words are highlighted."""
    return _format(word, place, '<w:highlight w:val="yellow"/>')


def tick(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A box is ticked, or the tick is taken away."""
    found = nth(find(word.body, ".//w:sdt[w:sdtPr/w14:checkbox]"), place)
    if found is None:
        return False
    state = find(found, "w:sdtPr/w14:checkbox/w14:checked")
    on = bool(state) and state[0].get(f"{{{W14}}}val") == "1"
    for each in state:
        each.set(f"{{{W14}}}val", "0" if on else "1")
    for each in find(found, "w:sdtContent//w:t"):
        each.text = "☐" if on else "☒"
    return True


def text_box(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A text box stands in a paragraph (in the older form, which Word writes beside the newer one)."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:100pt;height:50pt"><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:t>Boksen sier {marker}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r>"
    )
    found.append(xml(box))
    return True


def noise(word: Word, place: int, detail: int, _marker: str) -> bool:
    """An editor's own marks: runs cut in two, spelling marks, revision ids. Nobody sees them."""
    found = nth([each for each in word.words() if len(each.text or "") > 4], place)
    old = found.getparent() if found is not None else None
    if found is None or old is None or len(find(old, "*[not(self::w:rPr)]")) != 1:
        return False
    new = copy.deepcopy(old)
    words = found.text or ""
    cut = 1 + detail % (len(words) - 2)
    found.text, find(new, "w:t")[0].text = words[:cut], words[cut:]
    for each in (found, find(new, "w:t")[0]):
        each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    old.addnext(new)
    new.set(w("rsidR"), "00AB12CD")
    old.addnext(xml('<w:proofErr w:type="spellStart"/>'))
    new.addnext(xml('<w:proofErr w:type="spellEnd"/>'))
    assert text(old) + text(new) == words
    return True
