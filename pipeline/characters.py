"""Characters that a text file of ours may not hold: Word cannot show them, or nobody sees what they do."""

from __future__ import annotations

import re

from pipeline.errors import Fault

# Controls but tab and line feed, line and paragraph separators, surrogates, the byte order mark and noncharacters.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_ODD_IN_KEY = re.compile("[^\\S ]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064]|^ | $")


def forbidden_characters(text: str, most: int) -> list[Fault]:
    """One fault for each line that has such a character, at most `most`."""
    faults: list[Fault] = []
    match = FORBIDDEN.search(text)
    while match and len(faults) < most:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message, hint = about_character(match.group())
        faults.append(Fault("character", message, hint, line=line, column=column))
        line_end = text.find("\n", match.start())
        match = FORBIDDEN.search(text, line_end) if line_end >= 0 else None
    return faults


def about_character(char: str) -> tuple[str, str]:
    """What is wrong with a forbidden character, and the remedy."""
    name = f"U+{ord(char):04X}"
    if char in "\u2028\u2029\x85\x0b":
        return f"et usynlig linjeskifttegn ({name})", "Slett tegnet, og trykk Enter hvis det skal være en ny linje."
    return f"et usynlig tegn som ikke kan stå i et Word-dokument ({name})", "Slett tegnet, og skriv teksten på nytt."


def odd_in_key(key: str) -> re.Match[str] | None:
    """A character in a key that looks like a space or like nothing."""
    return _ODD_IN_KEY.search(key)
