"""The eighteen documents as other programs see them: valid to the Open XML SDK, and the right pages in LibreOffice."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from tests.rendering import Office, validate

ROOT = Path(__file__).parent.parent
CASES = ("bydel-x", "uteseksjonen-2021", "unn-2022")

# How many pages a document should have: for a complete case, and where much is still unknown.
PAGES = {
    "sjekkliste": ((3, 4), (3, 5)),
    "stillingsutlysning": ((2, 3), (2, 4)),
    "intervjuguide": ((6, 9), (5, 9)),
    "vedlegg-arbeidsavtale": ((2, 4), (2, 4)),
    "stillingsbeskrivelse": ((2, 3), (2, 4)),
    "opplaeringsplan": ((3, 5), (2, 6)),
}

Made = dict[tuple[str, str], Path]
Pages = dict[tuple[str, str], list[str]]
each_document = pytest.mark.parametrize("document", PAGES)
each_case = pytest.mark.parametrize("case", CASES)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Give the documents, made as a user makes them."""
    output = tmp_path_factory.mktemp("output")
    call = [sys.executable, "-m", "pipeline", "--json", "-o", str(output), *(f"cases/{case}.yaml" for case in CASES)]
    run = subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=120)
    assert run.returncode in (0, 1), run.stdout + run.stderr
    assert run.stdout.startswith("{"), run.stderr
    report = json.loads(run.stdout)
    assert [case["errors"] for case in report["cases"]] == [[], [], []]
    return {(case, document): output / case / f"{document}.docx" for case in CASES for document in PAGES}


@pytest.fixture(scope="module")
def pages(made: Made, office: Office, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Give the words of each page, all eighteen documents converted in one call."""
    documents = {f"{case}--{document}": path for (case, document), path in made.items()}
    pdfs = office.to_pdf(documents, tmp_path_factory.mktemp("pdf"))
    return {key: office.pages(pdfs["--".join(key)]) for key in made}


def test_documents_are_valid(made: Made, validator: Path) -> None:
    """The Open XML SDK finds no fault in any of the eighteen."""
    found = validate(validator, made.values())
    assert {f"{path.parent.name}/{path.name}": faults for path, faults in found.items() if faults} == {}


@each_case
@each_document
def test_page_counts_are_sensible(pages: Pages, case: str, document: str) -> None:
    """Each document is as long as a reader expects of it."""
    least, most = PAGES[document][0 if case == "bydel-x" else 1]
    assert least <= len(pages[case, document]) <= most


@each_case
@each_document
def test_no_page_is_nearly_empty(pages: Pages, case: str, document: str) -> None:
    """No page holds only a line or two besides header and footer."""
    for number, page in enumerate(pages[case, document], 1):
        assert len(page.split()) >= 25, f"page {number}: {page!r}"


@each_case
@each_document
def test_every_heading_is_on_the_pages(made: Made, pages: Pages, case: str, document: str) -> None:
    """All the headings of the document are read on its pages, in their order, and no tag is left."""
    words = _squeezed(" ".join(pages[case, document]))
    headings = [
        _squeezed(paragraph.text)
        for paragraph in docx.Document(str(made[case, document])).paragraphs
        if paragraph.style and re.fullmatch(r"(heading|overskrift) [123]", paragraph.style.name or "", re.IGNORECASE)
    ]
    assert len(headings) >= 4
    at = 0
    for heading in headings:
        at = words.find(heading, at)
        assert at >= 0, f"«{heading}» is missing, or out of order"
    assert not re.search(r"\{\{|\{%|%\}|\}\}", words)


def _squeezed(words: str) -> str:
    """Join everything without white space, since a page may break a line anywhere."""
    return "".join(words.split())
