"""Makes the pictures in docs/bilder from the example cases: ``python -m tests.pictures``.

Run it when a template has changed enough to be seen. It needs LibreOffice and poppler, as the document tests do.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.case import load_case
from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.model import Draft
from tests.rendering import Office

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "bilder"
DPI = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, or the part of it from `top` to `bottom`, as shares of its height; without a case it is the template."""

    name: str
    document: str
    case: str | None = "bydel-x"
    page: int = 1
    top: float = 0.0
    bottom: float = 1.0

    @property
    def source(self) -> str:
        return f"{self.case or 'mal'}-{self.document}"


SHOWN = (
    Picture("utlysning", "stillingsutlysning"),
    Picture("hull", "stillingsutlysning", case="unn-2022", bottom=0.5),
    Picture("intervjuguide", "intervjuguide", page=3, top=0.03, bottom=0.545),
    Picture("sjekkliste", "sjekkliste", bottom=0.6),
    Picture("mal", "stillingsbeskrivelse", case=None, page=1, bottom=0.6),
)


def main() -> None:
    """Makes all the pictures anew."""
    programs = [shutil.which(name) for name in ("soffice", "pdftotext", "pdftoppm")]
    assert all(programs), "LibreOffice and poppler-utils must be installed"
    soffice, pdftotext, pdftoppm = map(str, programs)
    with TemporaryDirectory() as name:
        folder = Path(name)
        documents = _documents(folder)
        made = Office(soffice, pdftotext, folder / "profile").to_pdf(documents, folder / "pdf")
        PICTURES.mkdir(exist_ok=True)
        for picture in SHOWN:
            _show(pdftoppm, made[picture.source], picture)


def _documents(folder: Path) -> dict[str, Path]:
    """The documents that are shown, by the name of their source."""
    library = load_library(ROOT / "templates")
    documents = {}
    for picture in SHOWN:
        template = library.by_name[picture.document]
        content = template.content
        if picture.case is not None:
            draft = fill(template, load_case(ROOT / "cases" / f"{picture.case}.yaml", library.vocabulary))
            assert isinstance(draft, Draft), draft
            content = draft.content
        documents[picture.source] = folder / f"{picture.source}.docx"
        documents[picture.source].write_bytes(content)
    return documents


def _show(pdftoppm: str, pdf: Path, picture: Picture) -> None:
    width, height = round(8.27 * DPI), round(11.69 * DPI)  # A4 in inches
    top = round(picture.top * height)
    crop = ["-x", 0, "-y", top, "-W", width, "-H", round(picture.bottom * height) - top]
    page = ["-f", picture.page, "-l", picture.page, "-singlefile"]
    call = [pdftoppm, "-png", "-r", DPI, *page, *crop, pdf, PICTURES / picture.name]
    subprocess.run([str(part) for part in call], check=True, timeout=60)


if __name__ == "__main__":
    main()
