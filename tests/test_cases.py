"""Which case files a command is about, and what a case can be called: odd names, and folders that cannot be read."""

from __future__ import annotations

import errno
import os
from typing import Any

import pytest

from tests.command import Workplace, workplace

__all__ = ["workplace"]

LONG = "a" * 300


def fail_at(monkeypatch: pytest.MonkeyPatch, call: str, place: str, error: OSError) -> None:
    """Let a call to the operating system fail for the places that end with `place`."""
    real = getattr(os, call)

    def failing(path: Any = ".", *args: Any, **options: Any) -> Any:
        if str(path).endswith(place):
            raise error
        return real(path, *args, **options)

    monkeypatch.setattr(os, call, failing)


# --- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([LONG], 2, "verken en kommando, en sak eller en mappe"),
        ([f"cases/{LONG}"], 3, "lengre enn 80 tegn"),
        (["build", f"{LONG}.yaml"], 3, "lengre enn 80 tegn"),
        (["new", LONG], 2, "lengre enn 80 tegn"),
        (["new", f"cases/{LONG}.yaml"], 2, "lengre enn 80 tegn"),
        (["--templates", LONG], 2, "finnes ikke"),
    ],
)
def test_a_name_that_is_too_long_is_told(workplace: Workplace, arguments: list[str], code: int, words: str) -> None:
    """No file system holds such a name: that is the user's to mend, not a bug."""
    said = workplace.make_docs(*arguments)
    assert said.code == code, said.words
    assert words in said.words


@pytest.mark.parametrize(
    ("call", "place"), [("stat", "cases"), ("listdir", "cases"), ("stat", "bydel-x.yaml")], ids=str
)
@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "ikke tilgang"), (errno.EHOSTDOWN, "kan ikke nås (EHOSTDOWN)")]
)
def test_a_folder_that_cannot_be_read_is_told(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, call: str, place: str, number: int, words: str
) -> None:
    """No rights, or a network share that is away: exit code 5 and one sentence."""
    fail_at(monkeypatch, call, place, OSError(number, "no"))
    said = workplace.make_docs("cases")
    assert said.code == 5, said.words
    assert words in said.words
    assert said.err.startswith("FEIL")


def test_a_template_folder_that_cannot_be_read_is_told(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The templates on a network share that is away: exit code 5."""
    fail_at(monkeypatch, "stat", "felter.yaml", OSError(errno.EHOSTDOWN, "no"))
    said = workplace.make_docs("cases", "--templates", "templates")
    assert said.code == 5
    assert "felter.yaml" in said.words


def test_links_in_a_circle_are_no_crash(workplace: Workplace) -> None:
    """A link that leads to itself is nothing; beside a case of the same name it is a second case."""
    link = workplace.folder / "bydel-x.yaml"
    link.symlink_to(link.name)
    assert workplace.make_docs("bydel-x.yaml").code in (3, 5)
    assert workplace.make_docs("bydel-x.yaml", "cases").code == 2
