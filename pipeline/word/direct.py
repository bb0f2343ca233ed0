"""Formatting that a template sets by hand, on words and in tables, and that is not carried into edited documents.

In: two generations of a document. Out: how many paragraphs and tables say the same in both and look another way.
Styles, margins and headers are not counted here (see `layout`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree
from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.cutting import RPR, R
from pipeline.word.names import w
from pipeline.word.parse import parse
from pipeline.word.text import P, characters

_T, _TBL = w("t"), w("tbl")
_TABLE_PROPERTIES = (w("tblPr"), w("tblGrid"), w("trPr"), w("tcPr"))


def formatted_anew(base: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> int:
    """How many paragraphs and tables of `theirs` have the words that some of `base` have, and none with their looks.

    Raises DocumentUnreadable.
    """
    old, new = (Counter(_looks(parts)) for parts in (base, theirs))
    words = {said for said, _ in old}
    return sum(times for (said, look), times in (new - old).items() if said in words)


def _looks(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The words and the looks of each paragraph and table of the document that says something."""
    main = opc.main_part(parts)
    root = parse(parts[main], main)
    for paragraph in root.iter(P):
        runs = [(run, "".join(characters(text) for text in run.iter(_T))) for run in paragraph.iter(R)]
        if said := "".join(text for _, text in runs):
            yield said, _digest(_run_looks(runs))
    for table in root.iter(_TBL):
        said = "\t".join("".join(characters(text) for text in each.iter(_T)) for each in table.iter(P))
        yield f"\x00{said}", _digest(_canonical(each) for each in table.iter(*_TABLE_PROPERTIES))


def _run_looks(runs: list[tuple[_Element, str]]) -> Iterator[bytes]:
    """For each stretch with one look, the look and how long it is, however it is cut into runs."""
    former, length = b"", 0
    for run, text in runs:
        properties = run.find(RPR)
        look = b"" if properties is None or not len(properties) else _canonical(properties)
        if look != former and length:
            yield former + str(length).encode()
            length = 0
        former, length = look, length + len(text)
    yield former + str(length).encode()


def _canonical(element: _Element) -> bytes:
    return bytes(etree.tostring(element, method="c14n", exclusive=True, with_tail=False))


def _digest(pieces: Iterator[bytes]) -> str:
    summed = hashlib.sha256()
    for piece in pieces:
        summed.update(piece + b"\x00")
    return summed.hexdigest()
