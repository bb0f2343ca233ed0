"""Did a person change anything in a document since it was made? In: the bytes of both. Out: yes or no.

A file that Word, LibreOffice or a sync client merely saved again is unchanged, however much of it they rewrote. The
answer decides whether a file is replaced by a fresh one, so that anything in doubt counts as changed: what cannot be
read, and what is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml.etree import QName, _Element

from pipeline.errors import DocumentUnreadable
from pipeline.word import opc
from pipeline.word.effective import Effective, theme_fonts
from pipeline.word.fingerprint_package import about, is_lossy
from pipeline.word.formatting import Said, Trait, attributes_of, changes_in, length, raw, value
from pipeline.word.impression import Story, Whole, is_empty
from pipeline.word.listlabels import ListLabels
from pipeline.word.names import REL_COMMENTS, REL_ENDNOTES, REL_FOOTNOTES, REL_STYLES, R, w
from pipeline.word.package import main_part, read_package
from pipeline.word.parse import parse
from pipeline.word.pictures import Target, hashed
from pipeline.word.styles import read_styles

_TOLERANCE = 3.0
"""In twentieths of a point: LibreOffice counts in hundredths of a millimetre and in whole percents of a line."""

_COARSER = 0.3
_NOTES = {"footnote": REL_FOOTNOTES, "endnote": REL_ENDNOTES}
_REFERENCES = (w("headerReference"), w("footerReference"))
_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_USUAL = {"type": "nextPage", "textDirection": "lrTb", "vAlign": "top"}
_SECTION_NOISE = frozenset({w("docGrid"), w("pgMar"), w("pgSz"), w("sectPrChange")})
_USUAL_NOTES = ("decimal", "lowerRoman", "continuous", "pageBottom", "docEnd", "1")


def same_document(first: bytes, second: bytes) -> bool:
    """Whether nobody changed anything between the two. What cannot be read equals only itself."""
    if first == second:
        return True
    try:
        before, after = read_package(first, ""), read_package(second, "")
        lossy = is_lossy(before) or is_lossy(after)
        return alike(_impression(before, lossy=lossy), _impression(after, lossy=lossy))
    except (DocumentUnreadable, RecursionError):
        return False


def alike(first: Trait, second: Trait) -> bool:
    """Whether two values are equal, lengths within the rounding that editors do."""
    if first == second:
        return True
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(map(alike, first, second))
    return isinstance(first, float) and isinstance(second, float) and abs(first - second) <= _TOLERANCE


def _impression(parts: Mapping[str, bytes], *, lossy: bool) -> Trait:
    return _Document(parts, lossy=lossy).read()


def paragraphs_of(parts: Mapping[str, bytes], part: str, root: _Element) -> Mapping[_Element, Trait]:
    """What a person could change in each paragraph of a part with this root element. Raises DocumentUnreadable.

    The names of content controls, which some editors drop, are left out.
    """
    story = _Document(parts, lossy=True).story(part)
    body = root.find(w("body"))
    containers = [root if body is None else body]
    if root.tag in (w("footnotes"), w("endnotes")):
        containers = list(root)
    for container in containers:
        story.read(container)
    return story.paragraphs


class _Document:
    """Reads one package."""

    def __init__(self, parts: Mapping[str, bytes], *, lossy: bool) -> None:
        self._parts = parts
        self._main = main_part(parts)
        self._lossy = lossy
        self._headers: dict[tuple[str, str], str] = {}

    def read(self) -> Trait:
        """All that a person could change."""
        root = parse(self._parts[self._main], self._main)
        body, background = root.find(w("body")), root.find(w("background"))
        story = self.story(self._main).read(root if body is None else body)
        package = about(self._parts, self._main, self._settings)
        comments = tuple(sorted(map(repr, self._comments.values())))
        return (story, None if background is None else raw(background), comments, package)

    def _root(self, relation: str) -> _Element | None:
        part = next(iter(opc.related(self._parts, self._main, relation)), None)
        return None if part is None else parse(self._parts[part], part)

    @cached_property
    def _settings(self) -> _Element | None:
        return self._root(f"{R}/settings")

    @cached_property
    def _whole(self) -> Whole:
        labels = ListLabels(self._root(f"{R}/numbering"))
        styles = next(iter(opc.related(self._parts, self._main, REL_STYLES)), None)
        xml = None if styles is None else self._parts[styles]
        fonts = theme_fonts(self._root(f"{R}/theme"))
        effective = Effective(None if xml is None else parse(xml, styles or ""), fonts, labels)
        return Whole(effective, read_styles(xml), labels, self._note, self._comments, self._section, self._lossy)

    def story(self, part: str) -> Story:
        """What reads a part."""
        return Story(self._whole, self._target(part))

    def _target(self, part: str) -> Target:
        arrows = {arrow.id: arrow for arrow in opc.relationships(self._parts, part)}

        def target(identity: str) -> Trait:
            arrow = arrows.get(identity)
            if arrow is None:
                return None
            content = None if arrow.external else self._parts.get(arrow.target)
            return arrow.target if content is None else hashed(content)

        return target

    # --- notes and comments -------------------------------------------------------------------------------------

    @cached_property
    def _notes(self) -> dict[tuple[str, str], tuple[_Element, str]]:
        found = {}
        for kind, relation in _NOTES.items():
            for part in opc.related(self._parts, self._main, relation):
                for note in parse(self._parts[part], part).iterchildren(w(kind)):
                    found[kind, note.get(w("id"), "")] = note, part
        return found

    def _note(self, kind: str, number: str) -> Trait:
        note, part = self._notes.get((kind, number), (None, ""))
        return None if note is None else self.story(part).read(note)

    @cached_property
    def _comments(self) -> dict[str, Trait]:
        found: dict[str, Trait] = {}
        for part in opc.related(self._parts, self._main, REL_COMMENTS):
            for comment in parse(self._parts[part], part).iterchildren(w("comment")):
                words = tuple("".join(map(str, each.itertext(w("t")))) for each in comment.iter(w("p")))
                found[comment.get(w("id"), "")] = (comment.get(w("author")), words)
        return found

    # --- sections -----------------------------------------------------------------------------------------------

    def _section(self, properties: _Element) -> Trait:
        """What a section says of its pages, and its headers and footers, which it may have from the one before."""
        for reference in properties.iterchildren(*_REFERENCES):
            key = str(QName(reference).localname), reference.get(w("type"), "default")
            self._headers[key] = reference.get(f"{{{R}}}id", "")
        arrows = {arrow.id: arrow.target for arrow in opc.relationships(self._parts, self._main)}
        headers = []
        for key, identity in sorted(self._headers.items()):
            read = self._header(arrows.get(identity, ""))
            if read is not None:
                headers.append((*key, read))
        filled = {kind.removesuffix("Reference") for kind, *_ in headers}
        return (*_pages(properties, filled), tuple(headers), changes_in(properties))

    def _header(self, part: str) -> Trait:
        """What stands in a header or footer; None when it is as good as none, as editors add them."""
        if part not in self._parts:
            return None
        root = parse(self._parts[part], part)
        read = self.story(part).read(root)
        drawn = any(True for _ in root.iter(w("pBdr"), w("shd")))
        return None if not drawn and all(map(is_empty, read)) else read


def _pages(properties: _Element, filled: set[str]) -> Iterator[Trait]:
    """Page size, margins, columns and the like; what an editor writes of the usual is left out.

    How far a header or footer is from the edge is left out when there is none (not in `filled`). Sizes are made
    coarser: LibreOffice takes what is nearly an A4 for one.
    """
    size, margins = properties.find(w("pgSz")), properties.find(w("pgMar"))
    if size is not None:
        width, height = (length(size.get(w(name))) or 0.0 for name in ("w", "h"))
        yield (width * _COARSER, height * _COARSER, size.get(w("orient"), "portrait"))
    sides = [side for side in _MARGINS if side in filled or side not in ("header", "footer")]
    yield tuple(length(margins.get(w(side), "0")) for side in sides) if margins is not None else None
    said: Said = {}
    for each in properties:
        name = str(QName(each).localname)
        if each.tag in _REFERENCES or each.tag in _SECTION_NOISE:
            continue
        said[name] = _page_property(each, name)
    yield tuple(sorted((name, say) for name, say in said.items() if say is not None))


def _page_property(element: _Element, name: str) -> Trait:
    if name in ("formProt", "titlePg", "bidi", "rtlGutter", "noEndnote"):
        return None if value(element) in ("0", "false", "off") else "on"
    if name == "cols" and element.get(w("num"), "1") == "1" and not len(element):
        return None
    if name == "pgNumType":
        return tuple(pair for pair in attributes_of(element) if pair != (w("fmt"), "decimal")) or None
    if name in ("footnotePr", "endnotePr"):
        return tuple(raw(each) for each in element if value(each) not in _USUAL_NOTES) or None
    return None if value(element) == _USUAL.get(name, "") else raw(element)
