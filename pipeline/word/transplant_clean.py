"""What is left out of an element on its way into another document: who made it when, and what is said about it.

The tracked changes of the source are taken as accepted. What cannot be moved at all is found here too, before anything
is changed.
"""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.word.names import W14, WP, W, w
from pipeline.word.repair import repair
from pipeline.word.text import P

_WP14 = "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
_RSID = f"{{{W}}}rsid"
# Ids of paragraphs, drawings and their versions (MS-DOCX §§ 2.6.2.3 and 2.6.2.4), which no two elements may share.
_IDS = frozenset(
    {f"{{{W14}}}paraId", f"{{{W14}}}textId", f"{{{_WP14}}}anchorId", f"{{{_WP14}}}editId", f"{{{WP}}}anchorId"}
)
_DROPPED = frozenset(
    w(tag)
    for tag in (
        *("proofErr", "lastRenderedPageBreak", "permStart", "permEnd", "divId", "numberingChange"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        *("del", "moveFrom", "rPrChange", "pPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
        *("trPrChange", "tcPrChange", "sectPrChange", "cellIns"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
        *("dataBinding", "placeholder"),  # of a content control: they point to parts that are not brought along
    )
)
_INSERTED = frozenset({w("ins"), w("moveTo")})
_PROPERTIES = frozenset({w("rPr"), w("trPr"), w("numPr")})
_DELETED_MARKS = frozenset({w("del"), w("moveFrom")})
_RUN, _RUN_PROPERTIES, _ROW_PROPERTIES, _ROW = w("r"), w("rPr"), w("trPr"), w("tr")
_PARAGRAPH_PROPERTIES, _SECTION = w("pPr"), w("sectPr")
_COMMENT_REFERENCE = w("commentReference")


def obstacle(element: _Element) -> str | None:
    """What in `element` cannot be moved to another document whatever is brought along; None when nothing is."""
    for each in element.iter(_SECTION, w("altChunk"), w("cellDel"), w("cellMerge"), w("subDoc"), *_DELETED_MARKS):
        if each.tag == _SECTION:
            return "et inndelingsskift"
        if each.tag not in _DELETED_MARKS:
            return "et innebygd dokument" if each.tag in (w("altChunk"), w("subDoc")) else "celler under endring"
        if _deletes_paragraph_mark(each):
            return "et avsnitt under endring"
    return None


def _deletes_paragraph_mark(mark: _Element) -> bool:
    properties = mark.getparent()
    around = None if properties is None or properties.tag != _RUN_PROPERTIES else properties.getparent()
    return around is not None and around.tag == _PARAGRAPH_PROPERTIES


def clean(element: _Element) -> None:
    """Take away from `element`, in place, what belongs to the document that it came from."""
    changed = next(element.iter(*_INSERTED, *_DELETED_MARKS), None) is not None
    for reference in list(element.iter(_COMMENT_REFERENCE)):
        _drop_with_run(reference)
    if changed:
        _drop_deleted_rows(element)
    for each in list(element.iter()):
        for name in map(str, each.keys()):
            if name.startswith(_RSID) or name in _IDS:
                del each.attrib[name]
        parent = each.getparent()
        if parent is None or each is element:
            continue
        if each.tag in _DROPPED:
            parent.remove(each)
        elif each.tag in _INSERTED:
            if parent.tag in _PROPERTIES:
                parent.remove(each)
            else:
                _unwrap(each, parent)
    if changed and element.tag != P:
        repair(element)


def _drop_with_run(reference: _Element) -> None:
    """A comment's mark has a run of its own; one that holds something else too stays."""
    run = reference.getparent()
    if run is None:
        return
    run.remove(reference)
    paragraph = run.getparent()
    if paragraph is not None and all(child.tag == _RUN_PROPERTIES for child in run):
        paragraph.remove(run)


def _drop_deleted_rows(element: _Element) -> None:
    for properties in list(element.iter(_ROW_PROPERTIES)):
        row = properties.getparent()
        table = None if row is None else row.getparent()
        if properties.find(w("del")) is not None and row is not None and table is not None:
            table.remove(row)


def _unwrap(wrapper: _Element, parent: _Element) -> None:
    place = parent.index(wrapper)
    for number, child in enumerate(list(wrapper)):
        parent.insert(place + number, child)
    parent.remove(wrapper)
