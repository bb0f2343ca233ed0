"""Names of the format: namespaces, qualified element names, part names, content types and relationship types.

Sources: ECMA-376 part 1 (WordprocessingML, transitional namespaces of part 4) and part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
XML = "http://www.w3.org/XML/1998/namespace"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELS = f"{PACKAGE}/relationships"
TYPES = f"{PACKAGE}/content-types"
CORE_NS = f"{PACKAGE}/metadata/core-properties"
CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
STRICT = "http://purl.oclc.org/ooxml/"

CONTENT_TYPES_PART = "[Content_Types].xml"
ROOT_RELS_PART = "_rels/.rels"
CORE_PART = "docProps/core.xml"
CUSTOM_PART = "docProps/custom.xml"

REL_DOCUMENT = f"{R}/officeDocument"
REL_HEADER = f"{R}/header"
REL_FOOTER = f"{R}/footer"
REL_FOOTNOTES = f"{R}/footnotes"
REL_ENDNOTES = f"{R}/endnotes"
REL_COMMENTS = f"{R}/comments"
REL_STYLES = f"{R}/styles"
REL_SETTINGS = f"{R}/settings"
REL_NUMBERING = f"{R}/numbering"
REL_IMAGE = f"{R}/image"
REL_HYPERLINK = f"{R}/hyperlink"
REL_ALT_CHUNK = f"{R}/aFChunk"
REL_APP = f"{R}/extended-properties"
REL_CUSTOM = f"{R}/custom-properties"
REL_CORE = f"{RELS}/metadata/core-properties"
REL_THUMBNAIL = f"{RELS}/metadata/thumbnail"
REL_SIGNATURE = f"{RELS}/digital-signature/origin"
REL_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DOCUMENT_TYPE = f"{WORD_TYPE}document.main+xml"
TEMPLATE_TYPE = f"{WORD_TYPE}template.main+xml"
MACRO_TYPES = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"

XML_SPACE = f"{{{XML}}}space"


def w(tag: str) -> str:
    """The qualified name of a WordprocessingML element or attribute: ``w("p")``."""
    return f"{{{W}}}{tag}"


def mc(tag: str) -> str:
    """The qualified name of a markup-compatibility element (ECMA-376 part 3)."""
    return f"{{{MC}}}{tag}"


def r(tag: str) -> str:
    """The qualified name of an attribute that refers to a relationship."""
    return f"{{{R}}}{tag}"


def w14(tag: str) -> str:
    """The qualified name of an element or attribute that Word 2010 added (MS-DOCX)."""
    return f"{{{W14}}}{tag}"
