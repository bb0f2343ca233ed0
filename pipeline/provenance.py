"""Where a document came from, as it says itself: custom properties with hashes and an opaque id, and no content."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Mapping

from pipeline import __version__

ID, DOCUMENT, VERSION, TEMPLATE, CASE = (f"make-docs.{key}" for key in ("id", "dokument", "versjon", "mal", "sak"))
_NAMESPACE = uuid.UUID("6b0c1f8e-2f0b-5d0c-9c39-0a4d3f6f1c57")


def document_id(case_name: str, document: str) -> str:
    """The opaque id of a document, the same in every run; it names neither the case nor the document."""
    return str(uuid.uuid5(_NAMESPACE, unicodedata.normalize("NFC", f"{case_name}/{document}")))


def provenance(case_name: str, document: str, *, template: str, case: str) -> Mapping[str, str]:
    """The properties of a generated document; `template` and `case` are the sha256 of what it was made from."""
    return {
        ID: document_id(case_name, document),
        DOCUMENT: document,
        VERSION: __version__,
        TEMPLATE: template,
        CASE: case,
    }
