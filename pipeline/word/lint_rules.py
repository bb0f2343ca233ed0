"""The rules that a part must keep for Word to open it, as a table: an id, what breaks it, and the words for it.

Each rule is an XPath that finds what breaks it. Sources: the schema of ECMA-376 part 1 (annex A), and reports of «Word
found unreadable content» where the schema is silent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml.etree import XPath, _Element

from pipeline.word.names import MC, W14, M, W, mc, w

_NAMES = {"w": W, "w14": W14, "m": M, "mc": MC}
_IGNORABLE, _REQUIRES = mc("Ignorable"), "Requires"
_MARKED = XPath("//@mc:Ignorable/.. | descendant::mc:Choice", namespaces=_NAMES)


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a part; `faults` finds what breaks it."""

    id: str
    faults: XPath
    message: str

    def breaks(self, root: _Element) -> bool:
        """Whether the part with this root breaks the rule."""
        return bool(self.faults(root))


def _rule(identity: str, xpath: str, message: str) -> Rule:
    return Rule(identity, XPath(f"boolean({xpath})", namespaces=_NAMES), message)


# Around the blocks of a cell or a story there may be marks of ranges and controls; the last block is what counts.
_LAST_BLOCK = "*[self::w:p or self::w:tbl or self::w:sdt or self::w:customXml or self::w:altChunk][last()]"
_SOME_BLOCK = "*[self::w:p or self::w:tbl or self::w:sdt or self::w:customXml or self::w:altChunk]"
_TEXT_HOLDERS = ("t", "delText", "instrText", "delInstrText", "fldData", "binData")
_IN_HOLDER = " or ".join(f"parent::w:{tag}" for tag in _TEXT_HOLDERS)
_REVISIONS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "comment")


def _revisions_without(attribute: str) -> str:
    return " or ".join(f"descendant::w:{tag}[not(@w:{attribute})]" for tag in _REVISIONS)


_IN_TEXT = (
    _rule(
        "cell-without-paragraph",
        f"descendant::w:tc[not({_LAST_BLOCK}[not(self::w:tbl)])]",
        "En tabellcelle slutter ikke med et avsnitt",
    ),
    _rule("row-without-cell", "descendant::w:tr[not(descendant::w:tc)]", "En tabellrad har ingen celler"),
    _rule("table-without-row", "descendant::w:tbl[not(descendant::w:tr)]", "En tabell har ingen rader"),
    _rule(
        "story-without-paragraph",
        f"(descendant::w:txbxContent | descendant::w:footnote | descendant::w:endnote)[not({_SOME_BLOCK})]",
        "En tekstboks eller note har ikke noe avsnitt",
    ),
    _rule(
        "paragraph-in-paragraph",
        "descendant::w:p[parent::w:p or parent::w:r or parent::w:t or parent::w:hyperlink]",
        "Et avsnitt ligger inni et annet",
    ),
    _rule("element-in-text", "descendant::w:t/*", "Det ligger formatering inni en tekst"),
    _rule(
        "text-outside-run",
        "descendant::w:t[not(parent::w:r)] or descendant::w:r[not(parent::w:p)][parent::w:body or parent::w:tc or "
        "parent::w:r or parent::w:hdr or parent::w:ftr or parent::w:tr or parent::w:tbl]",
        "Tekst står utenfor et avsnitt",
    ),
    _rule(
        "loose-text",
        f"descendant::text()[not({_IN_HOLDER})][normalize-space()][parent::w:*]",
        "Løs tekst ligger mellom elementene",
    ),
    _rule(
        "cell-outside-row",
        "descendant::w:tc[parent::w:tbl or parent::w:body or parent::w:tc or parent::w:p] or "
        "descendant::w:tr[parent::w:tr or parent::w:tc or parent::w:body or parent::w:p]",
        "En celle eller rad ligger utenfor tabellen sin",
    ),
    _rule(
        "properties-not-first",
        "descendant::w:pPr[preceding-sibling::*][parent::w:p] or descendant::w:rPr[preceding-sibling::*][parent::w:r] "
        "or descendant::w:tcPr[preceding-sibling::*]",
        "Egenskapene til et avsnitt, en tekst eller en celle står ikke først",
    ),
    _rule(
        "section-not-last",
        "w:body/w:sectPr[following-sibling::*] or descendant::w:sectPr[ancestor::w:tc]",
        "Inndelingen står ikke sist i dokumentet",
    ),
    _rule(
        "revision-without-author",
        _revisions_without("author"),
        "En sporet endring eller merknad mangler forfatter",
    ),
    _rule("revision-without-id", _revisions_without("id"), "En sporet endring eller merknad mangler nummer"),
    _rule(
        "paragraph-id",
        # MS-DOCX § 2.6.2.3: above 0 and below 0x80000000.
        "descendant::w:p/@w14:paraId[. = '00000000' or "
        "string-length() = 8 and translate(substring(., 1, 1), '89ABCDEFabcdef', '') = '']",
        "Et avsnitt har en ugyldig id",
    ),
)
_DOCUMENT = (
    _rule("no-body", "self::*[not(w:body)]", "Dokumentet har ikke noe innhold"),
    *_IN_TEXT,
)
_NUMBERING = (
    _rule(
        "numbering-order",
        "w:abstractNum[preceding-sibling::w:num]",
        "Listene er definert i feil rekkefølge",
    ),
)
_HEADER = (
    _rule("story-without-paragraph", f"self::*[not({_SOME_BLOCK})]", "Toppteksten eller bunnteksten er tom"),
    *_IN_TEXT,
)

RULES: dict[str, tuple[Rule, ...]] = {
    w("document"): _DOCUMENT,
    w("hdr"): _HEADER,
    w("ftr"): _HEADER,
    w("footnotes"): _IN_TEXT,
    w("endnotes"): _IN_TEXT,
    w("comments"): _IN_TEXT,
    w("numbering"): _NUMBERING,
}


def undeclared_prefixes(root: _Element) -> Iterator[str]:
    """Prefixes that ``mc:Ignorable`` or ``Requires`` name and nobody declared (ECMA-376 part 3 §§ 7.2 and 7.6)."""
    for element in cast("list[_Element]", _MARKED(root)):
        for prefix in f"{element.get(_IGNORABLE, '')} {element.get(_REQUIRES, '')}".split():
            if prefix not in element.nsmap:
                yield prefix
