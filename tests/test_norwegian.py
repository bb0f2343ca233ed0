"""Click's own words are Norwegian, whatever the user's locale."""

from __future__ import annotations

import os
import string
import subprocess
import sys
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

import pipeline
from pipeline.norwegian import speak_norwegian

FOLDER = Path(pipeline.__file__).parent / "locale" / "nb" / "LC_MESSAGES"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    """Give the catalogue as people edit it."""
    return read_po(BytesIO((FOLDER / "messages.po").read_bytes()), locale="nb", domain="messages", abort_invalid=True)


def _forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def _names(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def _translated(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_every_word_of_click_is_translated(catalogue: Catalog) -> None:
    """Each message that the installed click marks for translation has a Norwegian one."""
    if (installed := version("click")) != catalogue.version:
        pytest.skip(f"the catalogue was made for click {catalogue.version}, and this is click {installed}")
    keywords: dict[str, tuple[int, ...] | None] = {"_": None, "ngettext": (1, 2)}
    found = extract_from_dir(str(Path(click.__file__).parent), [("**.py", "python")], keywords=keywords)
    wanted = {_forms(words) for _, _, words, _, _ in found}
    assert len(wanted) > 60
    assert not wanted - {_forms(message.id) for message in _translated(catalogue) if all(_forms(message.string))}


def test_translations_use_the_values_that_click_gives(catalogue: Catalog) -> None:
    """No translation asks for a value that click does not fill in, so none can fail."""
    for message in _translated(catalogue):
        given = set().union(*map(_names, _forms(message.id)))
        for words in _forms(message.string):
            assert _names(words) <= given, message.id


def test_compiled_catalogue_is_in_step(catalogue: Catalog) -> None:
    """messages.mo, which is what runs, holds exactly what messages.po says."""
    compiled = read_mo(BytesIO((FOLDER / "messages.mo").read_bytes()))
    assert {_forms(message.id): _forms(message.string) for message in _translated(compiled)} == {
        _forms(message.id): _forms(message.string) for message in _translated(catalogue)
    }


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("case", type=click.Path(exists=True))
@click.option("--color", type=click.Choice(["red", "blue"]))
@click.option("--number", type=int)
def _sample(case: str, color: str | None, number: int | None) -> None:
    click.echo(f"{case} {color} {number}")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["Bruk:", "Valg:", "Vis denne hjelpen og avslutt."]),
        ([], ["Feil: Mangler argumentet 'CASE'.", "Prøv 'make-docs --help' for hjelp."]),
        (["--colour", "red"], ["Feil: Det finnes ikke noe valg '--colour'. Mente du '--color'?"]),
        ([".", "--color", "pink"], ["Ugyldig verdi for '--color': 'pink' er ikke en av disse: 'red', 'blue'."]),
        ([".", "--number", "to"], ["Ugyldig verdi for '--number': 'to' er ikke et gyldig tall."]),
        ([".", "--number"], ["Feil: Valget '--number' må ha en verdi."]),
        ([".", "b", "c"], ["Feil: Fikk flere argumenter enn ventet: b c"]),
        (["finnes ikke"], ["Ugyldig verdi for 'CASE': 'finnes ikke' finnes ikke."]),
    ],
)
def test_click_speaks_norwegian(monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: list[str]) -> None:
    """Help and errors are Norwegian also for a user whose system is English."""
    monkeypatch.setenv("LANGUAGE", "en_US")
    monkeypatch.setenv("LC_ALL", "C")
    speak_norwegian()
    output = CliRunner().invoke(_sample, arguments, prog_name="make-docs").output
    for expected in words:
        assert expected in output


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["new"]])
def test_the_command_speaks_norwegian(command: list[str]) -> None:
    """The help of make-docs has no English words left from click, with an English system."""
    english = {**os.environ, "LANGUAGE": "en_US", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "pipeline", *command, "--help"]
    run = subprocess.run(call, env=english, capture_output=True, encoding="utf-8", check=True, timeout=60)
    assert run.stdout.startswith("Bruk: make-docs")
    for word in ("OPTIONS", "ARGS", "Options", "Arguments", "Commands", "Show this message", "Show the version"):
        assert word not in run.stdout
