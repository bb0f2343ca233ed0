"""Single things that a person can do to a document, each by its name: the smallest edits that must count as edits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree
from lxml.etree import _Element

from pipeline.word.names import M, W
from tests.edits import parts, person, tables, text
from tests.edits.document import Word, find, w, xml

Change = Callable[[Word], object]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_BLOCKS = 25
_PICTURE = "word/media/bilde.png"


# --- a document with one of each ------------------------------------------------------------------------------------


def enriched(content: bytes) -> bytes:
    """The beginning of the document, with what templates seldom have: a link, a picture, a note, older form fields."""
    word = Word(content)
    _shorten(word)
    first = word.paragraphs()[2]
    first.addprevious(_paragraph(word, "lenke", _link(word, "https://example.org/a", "vilkårene")))
    first.addprevious(_paragraph(word, "bilde", _picture(word)))
    first.addprevious(_paragraph(word, "nedtrekk", _DROPDOWN))
    first.addprevious(_paragraph(word, "boks", _LEGACY_BOX))
    first.addprevious(_paragraph(word, "felt", _FIELD))
    first.addprevious(_paragraph(word, "brutt", "<w:r><w:br/><w:t>linje</w:t><w:tab/><w:t>to</w:t></w:r>"))
    parts.add_note(word, 1, 0, "fotnote")
    person.bookmark(word, 3, 0, "bokmerke")
    return word.save()


def _shorten(word: Word) -> None:
    """Leave out most of it: much of the same takes time and shows nothing more."""
    blocks = list(word.body)
    ticked = next(number for number, each in enumerate(blocks) if len(find(each, ".//w:sdt")) > 5)
    for each in blocks[max(ticked + 1, _BLOCKS) : -1]:
        word.body.remove(each)
    for row in find(word.body, "w:tbl/w:tr[position() > 6]"):
        row.getparent().remove(row)  # type: ignore[union-attr]


def _paragraph(word: Word, words: str, content: str) -> _Element:
    return xml(f'<w:p><w:r><w:t xml:space="preserve">Et avsnitt med {words}: </w:t></w:r>{content}</w:p>')


def _link(word: Word, target: str, words: str) -> str:
    arrow = word.relate("hyperlink", target, external=True)
    return f'<w:hyperlink r:id="{arrow}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>'


def _picture(word: Word) -> str:
    word.parts[_PICTURE] = parts.picture(100)
    word.declare_extension("png", "image/png")
    return parts.drawing(word.relate("image", "media/bilde.png"), 77, "bilde")


_DROPDOWN = (
    '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="ja" w:value="1"/>'
    '<w:listItem w:displayText="nei" w:value="2"/></w:dropDownList></w:sdtPr>'
    "<w:sdtContent><w:r><w:t>ja</w:t></w:r></w:sdtContent></w:sdt>"
)
_LEGACY_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Avkryssing1"/><w:enabled/>'
    '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>'
    '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


# --- how the edits are made -----------------------------------------------------------------------------------------


def _plain(word: Word) -> _Element:
    """A run of plain words in the middle of a paragraph of the body."""
    return next(each for each in find(word.body, "w:p[not(w:pPr)]/w:r[w:t and not(w:rPr)]") if text_of(each))


def text_of(element: _Element) -> str:
    """The words in an element."""
    return "".join(str(words) for words in element.itertext(w("t"))).strip()


def _look(properties: str) -> Change:
    def change(word: Word) -> None:
        _plain(word).insert(0, xml(f"<w:rPr>{properties}</w:rPr>"))

    return change


def _paragraph_look(properties: str, path: str = "w:p[not(w:pPr)][w:r/w:t]") -> Change:
    def change(word: Word) -> None:
        found = find(word.body, path)[0]
        if found.find(w("pPr")) is None:
            found.insert(0, xml("<w:pPr/>"))
        for each in xml(f"<w:pPr>{properties}</w:pPr>"):
            for old in find(found, f"w:pPr/w:{etree.QName(each).localname}"):
                found[0].remove(old)
            found[0].append(each)

    return change


def _written(before: str, after: str) -> Change:
    """Replace the first `before` in a plain run."""

    def change(word: Word) -> None:
        words = next(each for each in word.words() if before in (each.text or ""))
        words.text = (words.text or "").replace(before, after, 1)
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    return change


def _in_run(content: str) -> Change:
    def change(word: Word) -> None:
        for each in xml(f'<w:r xmlns:m="{M}">{content}</w:r>'):
            _plain(word).append(each)

    return change


def _set(path: str, name: str, value: str, part: str = "word/document.xml") -> Change:
    """Give an attribute another value; the element that `path` finds must be there."""

    def change(word: Word) -> None:
        find(word.tree(part), path)[0].set(name[2:] if name.startswith("{}") else w(name), value)

    return change


def _add(path: str, content: str, part: str = "word/document.xml", place: int = 0) -> Change:
    def change(word: Word) -> None:
        find(word.tree(part), path)[0].insert(place, xml(content))

    return change


def _remove(path: str, part: str = "word/document.xml") -> Change:
    def change(word: Word) -> None:
        found = find(word.tree(part), path)[0]
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return change


def _named(edit: Callable[[Word, int, int, str], bool], place: int = 0, detail: int = 0) -> Change:
    """One of the edits that the merge is tried with; it must find something to do."""

    def change(word: Word) -> None:
        assert edit(word, place, detail, "mitt")

    return change


def _swap(word: Word) -> None:
    first, second = word.paragraphs()[3:5]
    first.addprevious(second)


def _two_cells_as_one(word: Word) -> None:
    first, second, *_ = find(word.body, ".//w:tr")[1].findall(w("tc"))
    parent = second.getparent()
    assert parent is not None
    find(first, "w:tcPr")[0].append(xml('<w:gridSpan w:val="2"/>'))
    for block in second.findall(w("p")):
        first.append(block)
    parent.remove(second)


def _merged_down(word: Word) -> None:
    upper, lower = (row.findall(w("tc"))[0] for row in find(word.body, ".//w:tr")[1:3])
    find(upper, "w:tcPr")[0].append(xml('<w:vMerge w:val="restart"/>'))
    find(lower, "w:tcPr")[0].append(xml("<w:vMerge/>"))


def _tick_legacy(word: Word) -> None:
    find(word.body, ".//w:ffData/w:checkBox")[0].append(xml('<w:checked w:val="1"/>'))


def _choose(word: Word) -> None:
    find(word.body, ".//w:sdt[w:sdtPr/w:dropDownList]//w:t")[0].text = "nei"


def _link_elsewhere(word: Word) -> None:
    for arrow in word.tree("word/_rels/document.xml.rels"):
        if arrow.get("Target") == "https://example.org/a":
            arrow.set("Target", "https://example.org/b")


def _other_picture(word: Word) -> None:
    word.parts[_PICTURE] = parts.picture(200)


def _property(word: Word) -> None:
    said = f'xmlns:vt="{_OFFICE}/docPropsVTypes" xmlns="{_OFFICE}/custom-properties"'
    name = "MSIP_Label_1_Name"
    word.tree("docProps/custom.xml").append(
        etree.fromstring(
            f'<property {said} fmtid="{_FMTID}" pid="90" name="{name}"><vt:lpwstr>Fortrolig</vt:lpwstr></property>'
        )
    )


def _title(word: Word) -> None:
    for each in word.tree("docProps/core.xml"):
        if str(each.tag).endswith("}title"):
            each.text = "En annen tittel"


def _end_note(word: Word) -> None:
    note = '<w:endnote w:id="2"><w:p><w:r><w:t>Sluttnote</w:t></w:r></w:p></w:endnote>'
    word.parts["word/endnotes.xml"] = f'<w:endnotes xmlns:w="{W}">{note}</w:endnotes>'.encode()
    word.relate("endnotes", "endnotes.xml")
    word.declare("word/endnotes.xml", "endnotes")
    _plain(word).append(xml('<w:endnoteReference w:id="2"/>'))


def _first_header(word: Word) -> None:
    word.parts["word/header9.xml"] = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>Utkast</w:t></w:r></w:p></w:hdr>'.encode()
    word.declare("word/header9.xml", "header")
    arrow = word.relate("header", "header9.xml")
    find(word.body, "w:sectPr")[0].insert(0, xml(f'<w:headerReference w:type="first" r:id="{arrow}"/>'))


_FORMULA = f'<m:oMath xmlns:m="{M}"><m:r><m:t>x+1</m:t></m:r></m:oMath>'
_FIRST_CELL = ".//w:tr[2]/w:tc[1]/w:tcPr"
_INSERTED = '<w:ins w:id="89" w:author="Kari Eksempel" w:date="2026-11-01T09:00:00Z"/>'
_LIST = "w:p[w:pPr/w:pStyle[@w:val='Punktliste']]"
_BULLETS = ".//w:style[@w:styleId='Punktliste']"
_HEADING = ".//w:p[w:bookmarkStart and w:pPr]/w:r[not(w:rPr)]"
_LINE = '<w:top w:val="double" w:sz="24" w:space="0" w:color="FF0000"/>'

EDITS: Mapping[str, Change] = {
    # characters
    "a letter": _written("e", "é"),
    "a hard space for a space": _written(" ", "\xa0"),
    "a space more": _written(" ", "  "),
    "a hyphen for a dash": _written("e", "-"),
    "a tab": _in_run("<w:tab/>"),
    "a line break": _in_run("<w:br/>"),
    "a page break": _in_run('<w:br w:type="page"/>'),
    "a soft hyphen": _in_run("<w:softHyphen/>"),
    "a symbol": _in_run('<w:sym w:font="Wingdings" w:char="F04A"/>'),
    "a line break less": _remove(".//w:p/w:r[w:br]/w:br"),
    # paragraphs
    "an empty paragraph": lambda word: word.paragraphs()[3].addprevious(xml("<w:p/>")),
    "a paragraph less": _named(text.take_paragraph, 4),
    "two paragraphs swapped": _swap,
    "a paragraph split": _named(text.split, 4),
    "two paragraphs joined": _named(text.join, 4),
    "another style": _paragraph_look('<w:pStyle w:val="Notis"/>'),
    "another heading level": _paragraph_look('<w:pStyle w:val="Overskrift3"/>', "w:p[w:bookmarkStart]"),
    "an outline level": _paragraph_look('<w:outlineLvl w:val="2"/>'),
    "alignment": _paragraph_look('<w:jc w:val="center"/>'),
    "an indent": _paragraph_look('<w:ind w:left="567"/>'),
    "space before": _paragraph_look('<w:spacing w:before="480"/>'),
    "a paragraph's border": _paragraph_look(f"<w:pBdr>{_LINE}</w:pBdr>"),
    "a paragraph's background": _paragraph_look('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'),
    "a page break before": _paragraph_look("<w:pageBreakBefore/>"),
    "a tab stop": _paragraph_look('<w:tabs><w:tab w:val="right" w:pos="5000"/></w:tabs>'),
    # lists
    "out of the list": _paragraph_look('<w:numPr><w:numId w:val="0"/></w:numPr>', _LIST),
    "into a list": _paragraph_look('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
    "a level down in the list": _paragraph_look('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>', _LIST),
    "other bullets": _set(".//w:abstractNum[1]/w:lvl[1]/w:lvlText", "val", "✓", "word/numbering.xml"),
    # tables
    "words in a cell": _named(tables.edit_cell, 2),
    "a row more": _named(tables.add_row, 1),
    "a row less": _named(tables.take_row, 1),
    "a column less": _named(tables.take_column, 1),
    "two cells merged": _two_cells_as_one,
    "two cells merged down": _merged_down,
    "no header row": _remove(".//w:tblHeader"),
    "a cell's background": _add(_FIRST_CELL, '<w:shd w:val="clear" w:color="auto" w:fill="00FF00"/>', place=1),
    "a cell's border": _add(_FIRST_CELL, f"<w:tcBorders>{_LINE}</w:tcBorders>", place=1),
    "a cell's alignment": _add(_FIRST_CELL, '<w:vAlign w:val="bottom"/>', place=1),
    "a row's height": _add(".//w:tr[2]/w:trPr", '<w:trHeight w:val="1700" w:hRule="atLeast"/>'),
    "another table style": _set(".//w:tblStyle", "val", "Faktatabell"),
    "a table's description": _set(".//w:tblDescription", "val", "En annen beskrivelse."),
    "a table less": _named(tables.take_table),
    # pictures, links, notes and boxes
    "a picture": _named(parts.add_image),
    "another picture": _other_picture,
    "a larger picture": _set(".//*[local-name()='inline']/*[local-name()='extent']", "{}cx", "1905000"),
    "alternative text": _set(".//*[local-name()='docPr']", "{}descr", "En annen beskrivelse"),
    "a link": _named(parts.add_link),
    "a link elsewhere": _link_elsewhere,
    "a link's words": _named(parts.change_link_words),
    "a link less": _remove(".//w:hyperlink"),
    "a footnote": _named(parts.add_note, 3),
    "a footnote's words": _named(parts.edit_note),
    "an endnote": _end_note,
    "a text box": _named(person.text_box, 2),
    "a formula": lambda word: _plain(word).addnext(etree.fromstring(_FORMULA)),
    # comments, tracked changes, bookmarks
    "a comment": _named(person.comment, 3),
    "a comment on a cell": _named(person.comment, 12),
    "words, tracked": _named(person.tracked_insertion, 3),
    "a deletion, tracked": _named(person.tracked_deletion, 3),
    "a paragraph, tracked": _named(person.tracked_new_paragraph, 3),
    "formatting, tracked": _look('<w:b/><w:rPrChange w:id="88" w:author="Kari Eksempel"><w:rPr/></w:rPrChange>'),
    "a row, tracked": _add(".//w:tr[3]/w:trPr", _INSERTED, place=1),
    "a bookmark": _named(person.bookmark, 3),
    "a bookmark less": _remove(".//w:bookmarkStart[@w:name='_seksjon_velkommen']"),
    "a bookmark renamed": _set(".//w:bookmarkStart[starts-with(@w:name, '_seksjon')]", "name", "_seksjon_annet"),
    # forms
    "a tick in a check box": _named(person.tick, 3),
    "a tick in a legacy check box": _tick_legacy,
    "a choice in a list": _choose,
    # characters' looks
    "bold": _look("<w:b/>"),
    "italic": _look("<w:i/>"),
    "not bold in a heading": _add(_HEADING, '<w:rPr><w:b w:val="0"/></w:rPr>'),
    "underlined": _look('<w:u w:val="single"/>'),
    "struck through": _look("<w:strike/>"),
    "highlighted": _look('<w:highlight w:val="yellow"/>'),
    "shaded": _look('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'),
    "coloured": _look('<w:color w:val="FF0000"/>'),
    "raised": _look('<w:vertAlign w:val="superscript"/>'),
    "hidden": _look("<w:vanish/>"),
    "larger": _look('<w:sz w:val="24"/><w:szCs w:val="24"/>'),
    "in another font": _look('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
    "in capitals": _look("<w:caps/>"),
    "in a character style": _look('<w:rStyle w:val="Sterk"/>'),
    "a style larger": _add(_BULLETS, '<w:rPr><w:sz w:val="30"/></w:rPr>', "word/styles.xml", 5),
    # the document
    "words in the header": _named(parts.edit_header),
    "words in the footer": _named(parts.edit_footer),
    "a header on the first page": _first_header,
    "a larger page": _set(".//w:body/w:sectPr/w:pgSz", "h", "23811"),
    "a margin": _set(".//w:body/w:sectPr/w:pgMar", "left", "1701"),
    "two columns": _add(".//w:body/w:sectPr", '<w:cols w:num="2" w:space="708"/>', place=5),
    "a section break": _named(parts.section_break, 3),
    "protection": _add(".", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "word/settings.xml", 1),
    "another language": _set(".//w:rPrDefault//w:lang", "val", "nn-NO", "word/styles.xml"),
    "a sensitivity label": _property,
    "another title": _title,
    "another field": _set(".//w:fldSimple", "instr", " NUMPAGES "),
}  # fmt: skip
