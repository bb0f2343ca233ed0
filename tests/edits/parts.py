"""Edits that need more than the document part: links, notes, images, headers and footers."""

from __future__ import annotations

import struct
import zlib

from lxml import etree

from tests.edits.document import W, Word, find, in_field, nth, run, text, values, w, xml

_NOTES = "word/footnotes.xml"


def picture(colour: int) -> bytes:
    """A PNG of one pixel in one of 256 greys."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes([0, colour]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")


# --- links ----------------------------------------------------------------------------------------------------------


def add_link(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A link comes at the end of a paragraph."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    arrow = word.relate("hyperlink", f"https://example.no/{marker}", external=True)
    found.append(run(" Se "))
    found.append(xml(f'<w:hyperlink r:id="{arrow}"><w:r><w:t>siden om {marker}</w:t></w:r></w:hyperlink>'))
    return True


def change_target(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A link goes somewhere else, with the same words."""
    found = nth(find(word.body, ".//w:hyperlink[@r:id]"), place)
    if found is None:
        return False
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found.set(key, word.relate("hyperlink", f"https://example.no/{marker}", external=True))
    return True


def change_link_words(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A link has other words, with the same target."""
    found = nth(find(word.body, ".//w:hyperlink/w:r/w:t"), place)
    if found is None:
        return False
    found.text = f"lenken {marker}"
    return True


# --- notes ----------------------------------------------------------------------------------------------------------


def _note_root(word: Word) -> etree._Element:
    if _NOTES not in word.parts:
        empty = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        word.parts[_NOTES] = f'<w:footnotes xmlns:w="{W}">{empty}</w:footnotes>'.encode()
        word.declare(_NOTES, "footnotes")
        word.relate("footnotes", "footnotes.xml")
    return word.tree(_NOTES)


def add_note(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A paragraph gets a footnote."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    number = word.free_id("footnote") if _NOTES in word.parts else 1
    words = f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Noten om {marker}.</w:t></w:r>'
    _note_root(word).append(xml(f'<w:footnote w:id="{number}"><w:p>{words}</w:p></w:footnote>'))
    found.append(
        xml(f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>')
    )
    return True


def edit_note(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A footnote says more."""
    if _NOTES not in word.parts:
        return False
    found = nth(find(word.tree(_NOTES), "w:footnote[not(@w:type)]//w:t"), place)
    if found is None:
        return False
    found.text = f"{found.text} Og {marker}."
    return True


def take_note(word: Word, place: int, _detail: int, _marker: str) -> bool:
    """A footnote is deleted: the reference in the text, and the note with it."""
    found = nth(find(word.body, ".//w:p/w:r[w:footnoteReference]"), place)
    parent = found.getparent() if found is not None else None
    if found is None or parent is None:
        return False
    number = values(found, "w:footnoteReference/@w:id")[0]
    parent.remove(found)
    if not find(word.body, f".//w:footnoteReference[@w:id='{number}']"):
        for note in find(word.tree(_NOTES), f"w:footnote[@w:id='{number}']"):
            word.tree(_NOTES).remove(note)
    return True


# --- images ---------------------------------------------------------------------------------------------------------


def drawing(arrow: str, number: int, name: str) -> str:
    """An inline picture."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    pic = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{wp}"><wp:extent cx="95250" cy="95250"/><wp:docPr id="{number}" '
        f'name="{name}"/><a:graphic xmlns:a="{a}"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{arrow}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="95250" cy="95250"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def add_image(word: Word, place: int, detail: int, marker: str) -> bool:
    """A picture stands in a paragraph of its own."""
    found = nth(word.paragraphs(), place)
    if found is None:
        return False
    name = f"media/{marker}.png"
    word.parts[f"word/{name}"] = picture(10 + detail)
    word.declare_extension("png", "image/png")
    ids = values(word.body, ".//*[local-name()='docPr']/@id")
    number = max([0, *map(int, ids)]) + 1
    found.addnext(xml(f"<w:p>{drawing(word.relate('image', name), number, marker)}</w:p>"))
    return True


def replace_image(word: Word, place: int, _detail: int, marker: str) -> bool:
    """The picture under a name is another one."""
    images = sorted(name for name in word.parts if name.startswith("word/media/"))
    if not images:
        return False
    word.parts[images[place % len(images)]] = picture(100 + int("".join(filter(str.isdigit, marker)) or 0) % 100)
    return True


# --- headers and footers --------------------------------------------------------------------------------------------


def _edit_parts(word: Word, kind: str, place: int, marker: str) -> bool:
    parts = sorted(name for name in word.parts if name.startswith(f"word/{kind}") and name.endswith(".xml"))
    words = [
        each
        for part in parts
        for each in find(word.tree(part), ".//w:p/w:r/w:t")
        if (each.text or "").strip() and not in_field(each)
    ]
    found = nth(words, place)
    if found is None:
        return False
    found.text = f"{found.text} {marker}"
    return True


def edit_header(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A header says more."""
    return _edit_parts(word, "header", place, marker)


def edit_footer(word: Word, place: int, _detail: int, marker: str) -> bool:
    """A footer says more."""
    return _edit_parts(word, "footer", place, marker)


def section_break(word: Word, place: int, detail: int, _marker: str) -> bool:
    """A section ends after a paragraph; the next one is like it, or lies sideways."""
    found = nth([each for each in word.paragraphs() if text(each)], place)
    last = find(word.body, "w:sectPr")
    if found is None or not last:
        return False
    properties = found.find(w("pPr"))
    if properties is None:
        properties = xml("<w:pPr/>")
        found.insert(0, properties)
    section = etree.fromstring(etree.tostring(last[0]))
    if detail % 2:
        for size in find(section, "w:pgSz"):
            size.set(w("w"), "16838")
            size.set(w("h"), "11906")
            size.set(w("orient"), "landscape")
    change = find(properties, "w:pPrChange")
    if change:
        change[0].addprevious(section)
    else:
        properties.append(section)
    return True
