"""XML in and out, strictly: bytes of a part in, an lxml tree out, and back.

A DOCTYPE is refused (OPC forbids it, ECMA-376 part 2 § 8.1.4): it could declare entities that read files or fill the
memory.
No entities, no network, no huge trees: depth over 256 and text over 10 MB are refused by libxml2 itself.
"""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

from pipeline.word.refusal import refuse

_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _parser(*, drop_blanks: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=drop_blanks,
    )


def parse(xml: bytes, part: str = "", *, name: str | None = None, drop_blanks: bool = False) -> _Element:
    """The root element of `xml`, which is `part` of the file `name`.

    With `drop_blanks` the whitespace between elements goes; text in leaves such as ``w:t`` stays. Comments and
    processing instructions are left out. Raises DocumentUnreadable, caused by an XMLSyntaxError when it is the syntax.
    """
    if any(doctype in xml for doctype in _DOCTYPES):
        raise refuse("doctype", name, part=part)
    try:
        root = etree.fromstring(xml, _parser(drop_blanks=drop_blanks))
    except etree.XMLSyntaxError as error:
        line, column = error.position
        code = "xml-depth" if "depth" in (error.msg or "") else "xml"
        raise refuse(code, name, part=part, line=str(line), column=str(column)) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in any other encoding
        raise refuse("doctype", name, part=part)
    return root


def serialise(element: _Element) -> bytes:
    """The bytes of a part, as Word writes its declaration: UTF-8, standalone."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)


def take_out(element: _Element) -> None:
    """Take an element out of its tree, if it is in one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
