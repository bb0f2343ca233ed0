"""Barriers in a Word document: what keeps somebody who does not see the page, or sees it badly, from reading it.

In: the reading of a document. Out: the barriers, the gravest subjects first. Only what a file tells surely is
looked for. Sources: the regulation on universal design of ICT with WCAG 2.1 A and AA, and the advice of Uutilsynet
on Word documents.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.word.accessibility_headings import heading_barriers
from pipeline.word.accessibility_language import language_barriers
from pipeline.word.accessibility_looks import look_barriers
from pipeline.word.accessibility_page import Barrier, Page
from pipeline.word.accessibility_tables import table_barriers
from pipeline.word.accessibility_text import text_barriers
from pipeline.word.accessibility_things import thing_barriers
from pipeline.word.reading import Reading

__all__ = ["Barrier", "find_barriers"]


def find_barriers(reading: Reading, *, template: bool = False) -> tuple[Barrier, ...]:
    """The barriers in a document; in a `template`, tags that take their paragraph or row with them are not there.

    Raises:
        DocumentUnreadable: a part is not XML.
    """
    return tuple(_barriers(Page(reading, template=template)))


def _barriers(page: Page) -> Iterator[Barrier]:
    yield from heading_barriers(page)
    yield from language_barriers(page)
    yield from table_barriers(page)
    yield from thing_barriers(page)
    yield from text_barriers(page)
    yield from look_barriers(page)
