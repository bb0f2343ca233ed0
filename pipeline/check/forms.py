"""The form of a case's texts: a phrase or a list item that ends in a full stop reads badly where it lands.

felter.yaml says the form (`ledd`, `punkt`, `infinitiv`); the text itself is never changed.
"""

from __future__ import annotations

import re

from pipeline.fields import Vocabulary
from pipeline.model import Case, Finding
from pipeline.values import Choice, Text, walk

_PHRASES = ("ledd", "punkt", "infinitiv")
_ABBREVIATED = re.compile(r"(?:\.\.|…|\b\w{1,3}\.\w{1,3}|\b(?:osv|mv|mm|etc|mfl|ol|ca|kl|jf|pst|kr))\.$", re.IGNORECASE)
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+\S")


def check_forms(case: Case, vocabulary: Vocabulary) -> list[Finding]:
    """Advice on phrases that end in a full stop; texts of several sentences are left alone."""
    findings = []
    for value in walk(case.values):
        if not isinstance(value, Text) or isinstance(value, Choice) or not value.endswith("."):
            continue
        field = vocabulary.field_of(value.path)
        if field is None or field.form not in _PHRASES or _ABBREVIATED.search(value) or _SENTENCE_INSIDE.search(value):
            continue
        place = case.places.get(value.path)
        where = f"{case.path.name}, linje {place.line}" if place is not None else case.path.name
        findings.append(
            Finding(
                rule="FORM",
                severity="advice",
                message=f"«{field.title}» slutter med punktum, men skal stå inne i en setning eller i en liste.",
                hint=f"Ta bort punktumet til slutt i {value.path} ({where}).",
                field=value.path,
            )
        )
    return findings
