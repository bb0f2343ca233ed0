"""The hidden bookmarks that tell a section by its heading, whatever people make of the heading's words.

Word shows no way to make a bookmark whose name begins with «_», so a template's owner only writes the heading as the
spec has it; the bookmark is set here, once per template.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.word import opc
from pipeline.word.names import REL_STYLES, w
from pipeline.word.parse import parse, serialise
from pipeline.word.reading import normal
from pipeline.word.styles import read_styles
from pipeline.word.text import P, leaves

_START, _END, _ID, _NAME, _PROPERTIES = w("bookmarkStart"), w("bookmarkEnd"), w("id"), w("name"), w("pPr")


def section_bookmark(section: str) -> str:
    """The name of a section's bookmark."""
    return f"_seksjon_{section}"


def mark_sections(parts: Mapping[str, bytes], sections: Mapping[str, str]) -> dict[str, bytes]:
    """The package with a bookmark on each section's heading that lacks one.

    Args:
        parts: the package.
        sections: heading by section id; a heading is known by its words (`normal`), the first one counts.

    Raises:
        DocumentUnreadable: a part is not XML that can be read.
    """
    main = opc.main_part(parts)
    root = parse(parts[main], main)
    there = {mark.get(_NAME) for mark in root.iter(_START)}
    wanted = {normal(heading): section_bookmark(section) for section, heading in sections.items()}
    wanted = {heading: name for heading, name in wanted.items() if name not in there}
    if not wanted:
        return dict(parts)
    styles_parts = opc.related(parts, main, REL_STYLES)
    styles = read_styles(parts[styles_parts[0]] if styles_parts else None)
    number = max((int(mark.get(_ID, "0")) for mark in root.iter(_START) if mark.get(_ID, "0").isdigit()), default=0)
    for paragraph in root.iter(P):
        properties = paragraph.find(_PROPERTIES)
        if not styles.look(properties).level:
            continue
        name = wanted.pop(normal("".join(words for _, words in leaves(paragraph))), None)
        if name is not None:
            number += 1
            start = paragraph.makeelement(_START, {_ID: str(number), _NAME: name})
            paragraph.insert(0 if properties is None else 1, start)
            paragraph.append(paragraph.makeelement(_END, {_ID: str(number)}))
    return {**parts, main: serialise(root)}
