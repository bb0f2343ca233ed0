"""What a document says of itself: properties on purpose, where it came from, and nothing of its template's maker."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document

from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.model import Draft
from pipeline.word.package import read_package
from pipeline.word.properties import read_custom
from tests.template_kit import CASE, case_of, docx_of, filled, folder_of

TEMPORARY = CASE.replace("form: fast", "form: midlertidig\n  varighet: 12")


def test_properties_are_set_on_purpose(tmp_path: Path) -> None:
    """Title from the heading, author is the unit, language and dates are ours, and the origin holds no content."""
    case = "sak: {sist_endret: 2027-01-11}\n" + CASE
    draft = filled(tmp_path, "# {{ stilling.tittel }} i {{ virksomhet.enhet }}", "{{ stilling.form }}", case=case)
    properties = docx.Document(BytesIO(draft.content)).core_properties
    assert (properties.title, properties.author, properties.language) == (
        "Erfaringskonsulent i Team Øst",
        "Team Øst",
        "nb-NO",
    )
    assert properties.created is not None
    assert properties.created.date() == date(2027, 1, 11)
    origin = read_custom(read_package(draft.content, "brev.docx"))
    assert set(origin) == {f"make-docs.{key}" for key in ("id", "dokument", "versjon", "mal", "sak")}
    assert origin["make-docs.dokument"] == "brev"
    assert not re.search("Erfaring|Øst|prøve|fast", " ".join(origin.values()))


def test_a_title_without_a_heading_is_the_specs(tmp_path: Path) -> None:
    """A template without a heading of level 1 has the title of its spec."""
    draft = filled(tmp_path, "{{ stilling.tittel }}")
    assert docx.Document(BytesIO(draft.content)).core_properties.title == "Et brev"


def test_nothing_of_the_templates_own_properties_is_left(tmp_path: Path) -> None:
    """Who made the template, when, with what and for whom, stays out of the documents, dates in the zip included."""

    def build(document: Document) -> None:
        own = document.core_properties
        own.author = own.last_modified_by = own.comments = own.keywords = own.subject = own.category = "Hemmelig Navn"
        own.revision = 42

    draft = filled(tmp_path, content=docx_of("{{ stilling.tittel }}", build=build))
    with ZipFile(BytesIO(draft.content)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"Hemmelig" not in everything
    assert b"python-docx" not in everything
    assert b"w:rsid" not in read_package(draft.content, "")["word/document.xml"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """A document depends on template, case and tool: not on the day, `--date`, the hash seed or the folder."""
    templates = folder_of(tmp_path, "# {{ stilling.tittel }}", "{{ stilling.form }}, {{ stilling.nivå | liste }}")
    (tmp_path / "sak.yaml").write_text(CASE, encoding="utf-8")
    made = []
    for number, day in enumerate(("2020-01-01", "2031-12-31")):
        output = tmp_path / f"ut{number}"
        call = [sys.executable, "-m", "pipeline", "-t", str(templates), "-o", str(output), "--date", day]
        environment = {**os.environ, "PYTHONHASHSEED": str(number), "TZ": f"UTC+{number * 11}"}
        run = subprocess.run([*call, str(tmp_path / "sak.yaml")], capture_output=True, env=environment, check=False)
        assert run.returncode == 0, run.stderr.decode()
        made.append((output / "sak" / "brev.docx").read_bytes())
    assert made[0] == made[1]


def test_another_case_gives_another_origin(tmp_path: Path) -> None:
    """The id names the document of this case, and the hashes its case and its template."""
    library = load_library(folder_of(tmp_path, "{{ stilling.tittel }}"))
    (template,) = library.templates
    origins = []
    for name, text in (
        ("a.yaml", CASE),
        ("a.yaml", CASE + "# en kommentar\n"),
        ("a.yaml", TEMPORARY),
        ("b.yaml", CASE),
    ):
        draft = fill(template, case_of(tmp_path, library, text, name))
        assert isinstance(draft, Draft)
        origins.append(read_custom(read_package(draft.content, "")))
    first, commented, temporary, other = origins
    assert first == commented
    assert first["make-docs.sak"] != temporary["make-docs.sak"]
    assert first["make-docs.id"] == temporary["make-docs.id"] != other["make-docs.id"]
