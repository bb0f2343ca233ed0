"""Layout that follows the template: what the person did not touch looks as the template looks now.

BASE, OURS and THEIRS are compared definition by definition (a style, a list, the margins, a header): OURS follows where
it is still as BASE was and THEIRS is not. In doubt nothing follows, and OURS keeps its looks.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml.etree import _Element

from pipeline.word import opc
from pipeline.word.additions import empty_part
from pipeline.word.effective import theme_fonts
from pipeline.word.layout_headers import Headers, follow_headers
from pipeline.word.layout_lists import follow_lists
from pipeline.word.layout_pages import follow_pages
from pipeline.word.layout_styles import StyleSheet, follow_styles
from pipeline.word.names import REL_NUMBERING, REL_STYLES, R, W
from pipeline.word.parse import parse, serialise
from pipeline.word.transplant import Transplant

_REL_THEME = f"{R}/theme"
_COLOURS = "{http://schemas.openxmlformats.org/drawingml/2006/main}clrScheme"


def follow(
    base: Mapping[str, bytes], ours: Mapping[str, bytes], theirs: Mapping[str, bytes]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """OURS with the layout that followed, and what that was, in Norwegian: «stilen Overskrift 1», «marger».

    Parts in which nothing follows keep their bytes. Raises DocumentUnreadable.
    """
    transplant = Transplant(theirs, ours)
    main = opc.main_part(ours)
    bodies = (_main(base), _main(ours), _main(theirs))
    sheets = (
        StyleSheet(_root(base, REL_STYLES, "styles"), _theme(base)),
        StyleSheet(transplant.styles.root, _theme(ours)),
        StyleSheet(_root(theirs, REL_STYLES, "styles")),
    )
    lists = (
        _root(base, REL_NUMBERING, "numbering"),
        transplant.numbering.root,
        _root(theirs, REL_NUMBERING, "numbering"),
    )
    restyled, renumbered = (_content(base, kind) != _content(theirs, kind) for kind in (REL_STYLES, REL_NUMBERING))
    followed_styles = list(follow_styles(*sheets, transplant)) if restyled else []
    followed_lists = list(follow_lists(sheets, lists)) if restyled or renumbered else []
    followed_pages = list(follow_pages(*bodies))
    was, now, wanted = (
        Headers(parts, body, sheet) for parts, body, sheet in zip((base, ours, theirs), bodies, sheets, strict=True)
    )
    stories, followed_headers = follow_headers(was, now, wanted, transplant)
    transplant.styles.changed |= bool(followed_styles)
    transplant.numbering.changed |= bool(followed_lists)
    if followed_pages:
        stories[main] = serialise(bodies[1])
    followed = (*followed_styles, *followed_lists, *followed_pages, *followed_headers)
    return (transplant.parts(stories) if followed else dict(ours)), followed


def _main(parts: Mapping[str, bytes]) -> _Element:
    main = opc.main_part(parts)
    return parse(parts[main], main)


def _content(parts: Mapping[str, bytes], kind: str) -> list[bytes]:
    return [parts[part] for part in opc.related(parts, opc.main_part(parts), kind)]


def _theme(parts: Mapping[str, bytes]) -> object:
    """The fonts and colours of a document's theme, which its styles refer to (ECMA-376 part 1 § 20.1.6.9)."""
    for part in opc.related(parts, opc.main_part(parts), _REL_THEME):
        root = parse(parts[part], part)
        colours = [(one.tag, sorted(one.attrib.items())) for each in root.iter(_COLOURS) for one in each.iter()]
        return theme_fonts(root), colours
    return None


def _root(parts: Mapping[str, bytes], kind: str, tag: str) -> _Element:
    there = opc.related(parts, opc.main_part(parts), kind)
    return parse(parts[there[0]], there[0]) if there else empty_part(tag, W, "w")
