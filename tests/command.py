"""Runs the command in this process, as a person would in a folder of their own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import run

ROOT = Path(__file__).parent.parent
TEMPLATES = ROOT / "templates"
DOCUMENTS = (
    "stillingsutlysning",
    "intervjuguide",
    "vedlegg-arbeidsavtale",
    "stillingsbeskrivelse",
    "opplaeringsplan",
    "sjekkliste",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left behind: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """All that was said, without the line breaks that the console's width made."""
        return " ".join((self.out + self.err).split())

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Workplace:
    """A folder with the example cases and the real templates, in which commands run."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    def make_docs(self, *arguments: str) -> Said:
        """Runs ``make-docs ARGUMENTS``."""
        self.capture.readouterr()
        code = run(arguments)
        out, err = self.capture.readouterr()
        return Said(code, out, err)

    def document(self, name: str, case: str = "bydel-x") -> Path:
        return self.folder / "output" / case / f"{name}.docx"

    def case(self, name: str = "bydel-x") -> Path:
        return self.folder / "cases" / f"{name}.yaml"

    def edit_case(self, old: str, new: str, name: str = "bydel-x") -> None:
        """Replaces words in a case; they must be there."""
        text = self.case(name).read_text(encoding="utf-8")
        assert old in text
        self.case(name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workplace:
    """Give a workplace of one's own, with templates that may be changed."""
    shutil.copytree(ROOT / "cases", tmp_path / "cases")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return Workplace(tmp_path, capsys)
