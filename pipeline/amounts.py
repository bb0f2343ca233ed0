"""How many suggestions and conflicts there are, in words. Numbers in, Norwegian out."""

from __future__ import annotations


def number(count: int, one: str, many: str) -> str:
    """«1 dokument», «2 dokumenter»."""
    return f"{count} {one if count == 1 else many}"


def offers(suggestions: int, conflicts: int) -> str:
    """«7 forslag, 2 av dem konflikter»; empty when there is nothing."""
    if conflicts > suggestions:
        alone = number(conflicts, "konflikt", "konflikter")
        return f"{suggestions} forslag og {alone}" if suggestions else alone
    if not conflicts:
        return f"{suggestions} forslag" if suggestions else ""
    if suggestions == 1:
        return "1 forslag, som er en konflikt"
    return f"{suggestions} forslag, {number(conflicts, 'av dem en konflikt', 'av dem konflikter')}"


def awaits(suggestions: int, conflicts: int) -> str:
    """«4 forslag venter, 2 av dem er konflikter»; empty when nothing does."""
    if conflicts > suggestions:
        return f"{offers(suggestions, conflicts)} venter"
    if not conflicts:
        return f"{suggestions} forslag venter" if suggestions else ""
    if suggestions == 1:
        return "1 forslag venter, og det er en konflikt"
    return f"{suggestions} forslag venter, {number(conflicts, 'av dem er en konflikt', 'av dem er konflikter')}"
