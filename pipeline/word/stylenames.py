"""Styles as a Norwegian user of Word sees them: Word shows its own styles under names that the file does not hold.

A file has the English names whatever language Word speaks (ECMA-376 part 1 § 17.7.4.9); custom styles are shown as they
are called.
"""

from __future__ import annotations

import re

_SHOWN = {
    "title": "Tittel",
    "subtitle": "Undertittel",
    "list bullet": "Punktliste",
    "list number": "Nummerert liste",
    "list paragraph": "Listeavsnitt",
    "list": "Liste",
    "body text": "Brødtekst",
    "header": "Topptekst",
    "footer": "Bunntekst",
    "caption": "Bildetekst",
    "page number": "Sidetall",
    "footnote text": "Fotnotetekst",
    "footnote reference": "Fotnotereferanse",
    "endnote text": "Sluttnotetekst",
    "endnote reference": "Sluttnotereferanse",
    "table grid": "Tabellrutenett",
    "normal table": "Vanlig tabell",
    "default paragraph font": "Standardskrift for avsnitt",
    "hyperlink": "Hyperkobling",
    "followedhyperlink": "Fulgt hyperkobling",
    "strong": "Sterk",
    "emphasis": "Utheving",
    "intense emphasis": "Sterk utheving",
    "subtle emphasis": "Svak utheving",
    "quote": "Sitat",
    "intense quote": "Sterkt sitat",
    "book title": "Boktittel",
    "no spacing": "Ingen mellomrom",
    "no list": "Ingen liste",
    "placeholder text": "Plassholdertekst",
    "balloon text": "Bobletekst",
    "annotation text": "Merknadstekst",
    "annotation reference": "Merknadsreferanse",
    "annotation subject": "Kommentaremne",
    "toc heading": "Overskrift for innholdsfortegnelse",
    "plain text": "Ren tekst",
    "date": "Dato",
    "signature": "Underskrift",
}
_NUMBERED = {"heading": "Overskrift", "toc": "INNH", "list bullet": "Punktliste", "list number": "Nummerert liste"}
_WITH_NUMBER = re.compile(rf"({'|'.join(_NUMBERED)}) ([1-9])")


def shown_name(name: str) -> str:
    """The name of a style as Norwegian Word shows it: «heading 1» is «Overskrift 1», «Ingress» is itself."""
    first = " ".join(name.partition(",")[0].split())
    folded = first.casefold()
    numbered = _WITH_NUMBER.fullmatch(folded)
    if numbered:
        return f"{_NUMBERED[numbered[1]]} {numbered[2]}"
    return _SHOWN.get(folded, first)
