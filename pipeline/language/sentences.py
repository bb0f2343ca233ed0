"""A line of Norwegian text, split into sentences."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+(?=[«“\"(–]*[A-ZÆØÅ0-9])")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, stripped; each line (a line break in Word) is a sentence at least.

    Full stops of abbreviations and numbers («f.eks.», «kl. 09.00», «1. april») end no sentence.
    """
    found = (part.strip() for line in text.split("\n") for part in _END.split(line))
    return tuple(part for part in found if part)
