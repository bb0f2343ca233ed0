"""Documents seen by other programs than ours: the Open XML SDK validator, LibreOffice and poppler."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


def validate(validator: Path, documents: Iterable[Path]) -> dict[Path, list[str]]:
    """Return what the Open XML SDK objects to in each document; an empty list is a valid document.

    The program takes one file a call and ends with 0 also when it finds faults, so only what it prints counts.
    """

    def faults(document: Path) -> list[str]:
        printed = subprocess.run([validator, document], capture_output=True, check=False, timeout=60).stdout
        verdict = json.loads(printed)
        if verdict["ok"]:
            return []
        return [f"{error['path']}: {error['description']} ({error['xPath']})" for error in verdict["errors"]]

    listed = list(documents)
    with ThreadPoolExecutor(2) as pool:
        return dict(zip(listed, pool.map(faults, listed), strict=True))


@dataclass(frozen=True, slots=True)
class Office:
    """LibreOffice with a private profile (a second one on the same profile would join the first), and pdftotext."""

    soffice: str
    pdftotext: str
    profile: Path

    def to_pdf(self, documents: Mapping[str, Path], folder: Path) -> dict[str, Path]:
        """Convert all the documents in one call (starting is what takes time), to ``folder/NAME.pdf`` for each name.

        LibreOffice ends with 0 also for a file that it cannot read, so each PDF is looked for.
        """
        copies = folder / "docx"
        copies.mkdir(parents=True)
        for name, document in documents.items():
            (copies / f"{name}.docx").write_bytes(document.read_bytes())
        call = [self.soffice, f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--norestore"]
        call += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(copies.iterdir()))]
        run = subprocess.run(call, capture_output=True, text=True, check=False, timeout=300)
        made = {name: folder / f"{name}.pdf" for name in documents}
        missing = sorted(name for name, pdf in made.items() if not pdf.is_file())
        assert not missing, f"LibreOffice made no PDF of {missing}: {run.stdout}{run.stderr}"
        return made

    def pages(self, pdf: Path) -> list[str]:
        """Return the words of each page, in the order they are read."""
        run = subprocess.run(
            [self.pdftotext, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True, timeout=60
        )
        return run.stdout.decode("utf-8").split("\f")[:-1]
