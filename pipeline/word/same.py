"""Do two packages hold the same document? In: the bytes of both. Out: yes or no.

Our provenance and the dates are left out: they change with case fields that the document does not even show, and such a
document is not worth writing again. All else counts, other people's properties (a sensitivity label) included.
"""

from __future__ import annotations

from pipeline.errors import DocumentUnreadable
from pipeline.word.names import CORE_PART, CUSTOM_PART
from pipeline.word.package import read_package
from pipeline.word.parse import parse

_OURS = "make-docs."
_DATES = frozenset({"{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"})


def same_content(first: bytes, second: bytes) -> bool:
    """Whether the parts are equal, apart from our provenance and the dates. What cannot be read equals only itself."""
    if first == second:
        return True
    try:
        return _compared(first) == _compared(second)
    except DocumentUnreadable:
        return False


def _compared(content: bytes) -> dict[str, object]:
    parts = read_package(content, "")
    return {name: _properties(part) if name in (CORE_PART, CUSTOM_PART) else part for name, part in parts.items()}


def _properties(part: bytes) -> list[object]:
    """The properties that count, each as its tag, name and words."""
    kept = [item for item in parse(part) if item.tag not in _DATES and not item.get("name", "").startswith(_OURS)]
    return [(item.tag, item.get("name"), [(inner.tag, inner.text) for inner in item.iter()]) for item in kept]
