"""What is not words: pictures without words for them, things that float, and form fields other than check boxes.

Sources: WCAG 2.1, 1.1.1 and 1.3.2; ECMA-376 part 1 § 20.4.2.5 (``wp:docPr``) and MS-ODRAWXML § 2.31 (decorative).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import QName, _Element

from pipeline.word.accessibility_page import Barrier, Page, Seen, shown
from pipeline.word.names import WP, w
from pipeline.word.text import P, checkbox

_DOC_PR, _ANCHOR, _BOX = f"{{{WP}}}docPr", f"{{{WP}}}anchor", w("txbxContent")
_VML = "{urn:schemas-microsoft-com:vml}"
_FILE_NAME = re.compile(r"[^\n]{0,80}\.(?:png|jpe?g|gif|emf|wmf|bmp|tiff?|svg)", re.IGNORECASE)
_FIELDS = {w(tag) for tag in ("text", "date", "dropDownList", "comboBox", "picture")}


def thing_barriers(page: Page) -> Iterator[Barrier]:
    """What is wrong with what stands between the words of the main story; headers and footers are not read aloud."""
    root = page.roots[page.main]
    for drawing in shown(root, w("drawing")):
        yield from _drawing(page, drawing)
    for older in (*shown(root, w("pict")), *shown(root, w("object"))):
        yield from _older(page, older)
    for control in shown(root, w("sdt")):
        if _is_field(control) and checkbox(control) is None:
            yield _barrier(page, "form-field", control)


def _barrier(page: Page, code: str, element: _Element) -> Barrier:
    """The barrier with the words of the paragraph round it, else of the nearest one before."""
    inside = next(element.iter(P), None) if element.tag == w("sdt") else None
    holder = inside if inside is not None else next(element.iterancestors(P), None)
    seen = None if holder is None else page.by_element.get(holder)
    if seen is None:
        return Barrier(code, part=page.main)
    return seen.barrier(code, seen.words or _before(page, seen))


def _before(page: Page, seen: Seen) -> str:
    words = ""
    for one in page.body:
        if one is seen:
            return words
        words = one.words or words
    return words


def _drawing(page: Page, drawing: _Element) -> Iterator[Barrier]:
    if next(drawing.iter(_BOX), None) is not None:
        yield _barrier(page, "text-box", drawing)
        return
    about = next(drawing.iter(_DOC_PR), None)
    decorative = _is_decorative(about)
    if not decorative and not _is_described(None if about is None else about.get("descr") or about.get("title")):
        yield _barrier(page, "no-alternative-text", drawing)
    if not decorative and next(drawing.iterchildren(_ANCHOR), None) is not None:
        yield _barrier(page, "floating", drawing)


def _older(page: Page, picture: _Element) -> Iterator[Barrier]:
    """A picture of the older kind (VML), whose words are the attribute ``alt`` (ECMA-376 part 4 § 19.1.2.19)."""
    if next(picture.iter(_BOX), None) is not None:
        yield _barrier(page, "text-box", picture)
        return
    for shape in picture:
        image = next(shape.iter(f"{_VML}imagedata"), None)
        if image is not None and not _is_described(shape.get("alt") or shape.get("title")):
            yield _barrier(page, "no-alternative-text", picture)


def _is_described(words: str | None) -> bool:
    return bool(words and words.strip()) and _FILE_NAME.fullmatch((words or "").strip()) is None


def _is_decorative(about: _Element | None) -> bool:
    marks = () if about is None else (one for one in about.iter() if QName(one).localname == "decorative")
    return any(one.get("val") in ("1", "true") for one in marks)


def _is_field(control: _Element) -> bool:
    properties = control.find(w("sdtPr"))
    return properties is not None and any(one.tag in _FIELDS for one in properties)
