"""Which case files a command is about, and what a case can be called: odd names, and folders that cannot be read."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run
from pipeline.provenance import document_id
from pipeline.store import Store
from tests.command import Workplace, workplace

__all__ = ["workplace"]

LONG = "a" * 300
PERSONAL = "13097248022"  # of the national test population


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


@pytest.mark.parametrize("extra", [[], ["--json"], ["--verbose"], ["--dry-run", "--quiet"]], ids=str)
def test_a_personal_file_name_is_nowhere_in_what_we_say(workplace: Workplace, extra: list[str]) -> None:
    """Neither the heading, the log nor the JSON has it; the folder is named instead."""
    workplace.case().rename(workplace.case(PERSONAL))
    said = workplace.make_docs("cases", *extra)
    assert said.code == 3
    assert PERSONAL not in said.out + said.err
    assert "personopplysninger" in said.words
    if extra == ["--json"]:
        (case,) = (case for case in said.json["cases"] if case["errors"])
        assert (case["case"], case["path"]) == ("(skjult)", "cases")


def test_two_cases_of_one_personal_name_are_not_named(workplace: Workplace) -> None:
    """The message about two cases of one name repeats nothing."""
    workplace.case().rename(workplace.case(PERSONAL))
    workplace.case(PERSONAL).with_suffix(".yml").write_bytes(b"")
    said = workplace.make_docs("cases")
    assert said.code == 2
    assert "to saker heter det samme: cases og cases" in said.words
    assert PERSONAL not in said.out + said.err


def test_a_case_called_templates_never_writes_among_the_templates(workplace: Workplace) -> None:
    """With the output folder set to this one, the case's folder would be that of the templates: exit code 5."""
    workplace.case().rename(workplace.case("templates"))
    before = _contents(workplace.folder / "templates")
    for extra in (["--dry-run"], []):
        said = workplace.make_docs("cases/templates.yaml", "-o", ".", *extra)
        assert said.code == 5
        assert "Her ligger malene" in said.words
        assert "--output" in said.words
    assert _contents(workplace.folder / "templates") == before


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- places with odd names --------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not text")
def test_a_place_whose_name_is_not_text(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes that are not UTF-8 in a folder's name: everything is made, told, remembered and found again."""
    odd = Path(os.fsdecode(b"m\xf8te\n"))
    (workplace.folder / "cases").rename(workplace.folder / odd)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    case, output = str(odd / "bydel-x.yaml"), f"--output={odd}"
    for arguments in ([case, output], [case, output, "--json"], [case, output, "--verbose"], [str(odd), "-n"]):
        assert run(["build", *arguments, "--date=2026-11-22"]) in (0, 1)
    document = odd / "bydel-x" / "intervjuguide.docx"
    for extra in ([], ["--json"]):
        assert run(["check", str(document), output, "--date=2026-11-22", *extra]) == 0
    assert Store(odd, planning=True).case_of(document_id("bydel-x", "intervjuguide")) == Path(case)
    assert run(["new", str(odd / "ny")]) == 0
    assert run(["build", str(odd / "ny.yaml"), "-n"]) == 1
    assert run(["new", "ny", "--templates", str(odd)]) == 4
    (workplace.folder / "templates").rename(workplace.folder / odd / "maler")
    assert run(["new", "ny", "--templates", str(odd / "maler")]) == 0
    assert "$schema=file://" in Path("ny.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names that are not text")
def test_a_case_whose_name_is_not_text(workplace: Workplace) -> None:
    """The name would become a folder's, so it is refused, and said with a sign for what cannot be said."""
    name = os.fsdecode(b"m\xf8te.yaml")
    workplace.case().rename(workplace.folder / name)
    for arguments in ([name], [name, "--json"], ["new", f"x{name}"]):
        said = workplace.make_docs(*arguments)
        assert said.code in (2, 3)
        assert "usynlig tegn" in said.words


# --- a new case -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (".", "Skriv navnet på saken også, for eksempel bydel-x.yaml."),
        ("", "Skriv navnet på saken også"),
        ("..", "Skriv navnet på saken også"),
        ("/", "Skriv navnet på saken også"),
        ("cases", "for eksempel cases/bydel-x.yaml."),
        ("cases/", "dette er en mappe"),
        ("con.yaml", "Windows bruker «con» til noe annet"),
        ("cases/con", "Bruk bokstaver, tall og bindestrek"),
        ("a:b.yaml", "tegnet «:» er ikke lov"),
        ("a\nb", "usynlig tegn"),
        (".yaml", "punktum"),
        ("x .yaml", "mellomrom"),
    ],
)
def test_new_refuses_a_name_that_no_case_can_have(workplace: Workplace, name: str, words: str) -> None:
    """What building would refuse is refused at once, with a remedy; nothing is written."""
    before = sorted(workplace.folder.rglob("*"))
    said = workplace.make_docs("new", name)
    assert said.code == 2, said.words
    assert words in said.words
    assert sorted(workplace.folder.rglob("*")) == before


def test_new_repeats_nothing_personal(workplace: Workplace) -> None:
    """A fødselsnummer in the name is refused, and neither it nor the file is named."""
    said = workplace.make_docs("new", f"cases/{PERSONAL}.yaml")
    assert said.code == 2
    assert "personopplysninger" in said.words
    assert PERSONAL[:6] not in said.words
    assert sorted(path.name for path in (workplace.folder / "cases").iterdir()) == sorted(
        f"{name}.yaml" for name in ("bydel-x", "unn-2022", "uteseksjonen-2021")
    )
