"""The form in which two pieces of WordprocessingML are equal when no person could tell them apart.

An element in, a text out. What editors and libraries write differently each time is left out: where runs are split,
empty properties, ids of revisions, ids of editing sessions (rsid), paragraph ids, and marks of the spelling checker.
All else counts, and in its order; only run and paragraph properties, which have none that matters, are sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lxml.etree import _Element

from pipeline.word.names import MC, W14, XML_SPACE, W, w
from pipeline.word.tracked import BOOKMARK_END, BOOKMARK_START, ID, PPR, RANGE_ENDS, REVISIONS, RPR, TRPR, R

_CHURN = frozenset({w("proofErr"), w("lastRenderedPageBreak")})
_MAY_BE_EMPTY = frozenset({RPR, PPR, TRPR, w("tblPrEx"), w("tcPr")})
_UNORDERED = frozenset({RPR, PPR, TRPR})
_NOT_COMPARED = frozenset({f"{{{W14}}}paraId", f"{{{W14}}}textId", XML_SPACE})
_WORD = f"{{{W}}}"
_RSID = w("rsid")
_IGNORABLE = f"{{{MC}}}Ignorable"
_TEXTS = frozenset(w(tag) for tag in ("t", "delText", "instrText", "delInstrText"))
_MOVE_ENDS = frozenset(RANGE_ENDS.values())


def bookmark_names(root: _Element) -> dict[str, str]:
    """The name of each bookmark of a story by its id, which is only good within the file."""
    return {each.get(ID, ""): each.get(w("name"), "") for each in root.iter(BOOKMARK_START)}


def canonical(
    element: _Element,
    bookmarks: Mapping[str, str],
    *,
    notes: Mapping[tuple[str, str], str] | None = None,
    trim: bool = True,
) -> str:
    """The form of an element, with notes by their places in the document.

    With `trim`, spaces at the ends of a text count only where the file says that they do (``xml:space``): Word drops
    the others.
    """
    return _Form(bookmarks, notes or {}, trim).of(element)


class _Form:
    def __init__(self, bookmarks: Mapping[str, str], notes: Mapping[tuple[str, str], str], trim: bool) -> None:
        self._bookmarks = bookmarks
        self._notes = notes
        self._trim = trim

    def of(self, element: _Element) -> str:
        """The form of an element with all that is in it; empty for what does not count."""
        tag = str(element.tag)
        if tag in _CHURN:
            return ""
        inside = self._content(element)
        if tag in _MAY_BE_EMPTY and not inside:
            return ""
        return f"<{tag}{self._attributes(element)}>{inside}</{tag}>"

    def _attributes(self, element: _Element) -> str:
        kept = {
            str(name): str(value)
            for name, value in element.attrib.items()
            if name not in _NOT_COMPARED and not str(name).startswith(_RSID) and name != _IGNORABLE
        }
        if element.tag in REVISIONS or element.tag in _MOVE_ENDS or element.tag == BOOKMARK_START:
            kept.pop(ID, None)
        elif (str(element.tag), kept.get(ID, "")) in self._notes:
            kept[ID] = self._notes[str(element.tag), kept[ID]]
        elif element.tag == BOOKMARK_END:
            kept[ID] = self._bookmarks.get(kept.get(ID, ""), "?")
        return "".join(f" {name}={_escaped(value)!r}" for name, value in sorted(kept.items()))

    def _content(self, element: _Element) -> str:
        if element.tag in _UNORDERED:
            return "".join(sorted(map(self.of, element)))
        if not len(element):
            text = element.text or ""
            return _escaped(text) if text.strip() or not str(element.tag).startswith(_WORD) else ""
        loose = "".join(text for text in (element.text, *(each.tail for each in element)) if text and text.strip())
        return f"{_escaped(loose)}{''.join(self._children(element))}"

    def _children(self, element: _Element) -> Iterator[str]:
        """The forms of the children; runs side by side that look the same are one run."""
        for look, runs in groupby(filter(_counts, element), key=self._look):
            if look is None:
                yield from map(self.of, runs)
                continue
            pieces = "".join(self._pieces(child for run in runs for child in run if child.tag != RPR))
            if pieces:
                yield f"<{R}>{look}{pieces}</{R}>"

    def _look(self, child: _Element) -> str | None:
        """How a run looks; None for what is no run."""
        if child.tag != R:
            return None
        properties = child.find(RPR)
        return "" if properties is None else self.of(properties)

    def _pieces(self, children: Iterable[_Element]) -> Iterator[str]:
        """What stands in a run; texts side by side are one text."""
        for tag, same in groupby(
            filter(_counts, children), key=lambda child: child.tag if child.tag in _TEXTS else None
        ):
            if tag is None:
                yield from map(self.of, same)
                continue
            text = "".join(map(self._text, same))
            if text:
                yield f"<{tag}>{_escaped(text)}</{tag}>"

    def _text(self, element: _Element) -> str:
        text = element.text or ""
        return text if not self._trim or element.get(XML_SPACE) == "preserve" else text.strip(" \t\r\n")


def _counts(child: _Element) -> bool:
    """Whether an element is more than what editors leave behind: a run without content, a text without characters."""
    if child.tag in _TEXTS:
        return bool(child.text)
    if child.tag == R:
        return any(inner.tag != RPR and _counts(inner) for inner in child)
    return child.tag not in _CHURN


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
