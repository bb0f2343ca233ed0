"""What the template owner can do without Python: two files are a document, one entry is a field or a rule."""

from __future__ import annotations

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from pipeline.cli import run
from tests.command import DOCUMENTS
from tests.template_kit import docx_of

ROOT = Path(__file__).parent.parent
NAMES = list(DOCUMENTS)

SPEC = """\
tittel: Velkomstbrev
seksjoner:
  - id: forste_dag
    overskrift: Første dag
    påkrevd: ja
    minst: {ord: 5}
    hvorfor: Den nye kollegaen skal vite hvor hun skal møte.
"""
LETTER = (
    "# Velkommen til {{ virksomhet.enhet }}",
    "## Første dag",
    "Vi møter deg {{ stilling.oppstart | dato }} i {{ virksomhet.adresse }}.",
    "{%p if oppfølging.mentor.hvor is oppgitt %}",
    "Mentor: {{ oppfølging.mentor.hvor }}",
    "{%p endif %}",
)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """Give a copy of the template folder."""
    return Path(shutil.copytree(ROOT / "templates", tmp_path / "templates"))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Give a copy of the complete case."""
    return Path(shutil.copy(ROOT / "cases" / "bydel-x.yaml", tmp_path / "bydel-x.yaml"))


def make(
    case: Path, templates: Path, capsys: pytest.CaptureFixture[str], *more: str, command: str = "build"
) -> tuple[int, dict[str, Any]]:
    """Run the real command and give its exit code and what it says to programs."""
    where = ["-t", str(templates), "-o", str(case.parent / "output"), "--date", "2027-01-15", "--json"]
    code = run([command, str(case), *where, *more])
    return code, json.loads(capsys.readouterr().out)


def written(case: Path, document: str) -> list[str]:
    """The words of a document that was made, paragraph by paragraph."""
    content = (case.parent / "output" / "bydel-x" / f"{document}.docx").read_bytes()
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def test_another_document_is_two_files(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is made with the others, last, filled and checked, and can be asked for by its name."""
    (templates / "velkomstbrev.docx").write_bytes(docx_of(*LETTER))
    (templates / "velkomstbrev.yaml").write_text(SPEC, encoding="utf-8")
    code, said = make(case, templates, capsys)
    assert code == 0
    assert [(one["document"], one["action"]) for one in said["cases"][0]["documents"]] == [
        *((name, "created") for name in NAMES),
        ("velkomstbrev", "created"),
    ]
    assert written(case, "velkomstbrev") == [
        "Velkommen til Oppfølgingstjenesten rus og psykisk helse",
        "Første dag",
        "Vi møter deg 1. april 2027 i Eksempelveien 12.",
        "Mentor: erfaringskonsulent i en annen bydel",
    ]
    code, said = make(case, templates, capsys, "--only", "velkomstbrev")
    assert [(one["document"], one["action"]) for one in said["cases"][0]["documents"]] == [
        ("velkomstbrev", "unchanged")
    ]


def test_another_document_is_checked(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What its spec asks for is looked for in what people made of it."""
    (templates / "velkomstbrev.docx").write_bytes(docx_of(*LETTER))
    (templates / "velkomstbrev.yaml").write_text(SPEC, encoding="utf-8")
    make(case, templates, capsys)
    edited = case.parent / "output" / "bydel-x" / "velkomstbrev.docx"
    document = docx.Document(str(edited))
    for paragraph in document.paragraphs[2:]:
        paragraph.text = ""
    document.save(str(edited))
    _, said = make(edited, templates, capsys, "--case", str(case), command="check")
    (letter,) = (one for one in said["cases"][0]["documents"] if one["document"] == "velkomstbrev")
    assert [finding["message"] for finding in letter["findings"]] == [
        "Delen «Første dag» er tom. Den nye kollegaen skal vite hvor hun skal møte."
    ]


def test_the_order_of_documents_is_the_specs(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`rekkefølge` puts a document before the others."""
    (templates / "aller-sist.docx").write_bytes(docx_of("x"))
    (templates / "aller-sist.yaml").write_text("tittel: Sist\nrekkefølge: 999\n", encoding="utf-8")
    (templates / "velkomstbrev.docx").write_bytes(docx_of(*LETTER))
    (templates / "velkomstbrev.yaml").write_text("rekkefølge: 0\n" + SPEC, encoding="utf-8")
    _, said = make(case, templates, capsys, "--dry-run")
    names = [one["document"] for one in said["cases"][0]["documents"]]
    assert (names[0], names[-1]) == ("velkomstbrev", "aller-sist")


FIELD = """\
  parkering:
    type: gruppe
    tittel: parkering
    valgfri: ja
    felter:
      plass:
        type: tekst
        tittel: hvor søkeren kan parkere
        påkrevd: ja
        brukes_i: [velkomstbrev]
"""


def test_a_new_field_is_one_entry(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The case may have it at once, templates and rules may use it, and without the entry it is unknown."""
    (templates / "velkomstbrev.docx").write_bytes(
        docx_of("{%p if parkering is oppgitt %}", "Parkering: {{ parkering.plass }}", "{%p endif %}")
    )
    (templates / "velkomstbrev.yaml").write_text("tittel: Velkomstbrev\n", encoding="utf-8")
    with case.open("a", encoding="utf-8") as file:
        file.write("\nparkering:\n  plass: bak huset\n")
    code, said = make(case, templates, capsys)
    assert code == 3
    assert [(one["key"], one["code"]) for one in said["cases"][0]["errors"]] == [("parkering", "unknown-field")]
    with (templates / "felter.yaml").open("a", encoding="utf-8") as file:
        file.write(FIELD)
    code, said = make(case, templates, capsys)
    assert code == 0
    assert written(case, "velkomstbrev") == ["Parkering: bak huset"]


def test_a_new_field_has_gaps_like_the_others(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`uavklart` shows a placeholder with the field's title, and is one finding."""
    (templates / "velkomstbrev.docx").write_bytes(
        docx_of("{%p if parkering is oppgitt %}", "Parkering: {{ parkering.plass }}", "{%p endif %}")
    )
    (templates / "velkomstbrev.yaml").write_text("tittel: Velkomstbrev\n", encoding="utf-8")
    with (templates / "felter.yaml").open("a", encoding="utf-8") as file:
        file.write(FIELD)
    with case.open("a", encoding="utf-8") as file:
        file.write("\nparkering: uavklart\n")
    code, said = make(case, templates, capsys)
    assert code == 1
    assert written(case, "velkomstbrev") == ["Parkering: [Fyll ut: hvor søkeren kan parkere]"]
    (finding,) = (one for one in said["cases"][0]["findings"] if one["field"] == "parkering.plass")
    assert [place["document"] for place in finding["places"]] == ["velkomstbrev"]


def test_a_new_field_is_in_the_empty_form(templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`make-docs new` asks for it, with its title."""
    with (templates / "felter.yaml").open("a", encoding="utf-8") as file:
        file.write(FIELD)
    assert run(["new", str(tmp_path / "ny.yaml"), "-t", str(templates)]) == 0
    capsys.readouterr()
    form = (tmp_path / "ny.yaml").read_text(encoding="utf-8")
    assert "parkering:" in form
    assert "plass:" in form


def test_a_new_rule_is_one_entry(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is asked of every case at once."""
    rule = (
        "  - id: ENSOM\n    alvorlighet: feil\n    krav: stilling.antall > 1\n    felt: stilling.antall\n"
        '    melding: "Bare {{ stilling.antall }} stilling."\n'
    )
    rules = templates / "regler.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("\nregler:\n", f"\nregler:\n{rule}"), encoding="utf-8")
    code, said = make(case, templates, capsys)
    assert code == 1
    (finding,) = (one for one in said["cases"][0]["findings"] if one["rule"] == "ENSOM")
    assert (finding["message"], finding["severity"], finding["field"]) == (
        "Bare 1 stilling.",
        "error",
        "stilling.antall",
    )


def test_half_a_document_stops_everything(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pair that is not whole is a slip, and nothing is made before it is mended."""
    (templates / "velkomstbrev.docx").write_bytes(docx_of(*LETTER))
    code, said = make(case, templates, capsys)
    assert code == 4
    assert [one["code"] for one in said["errors"]] == ["half-a-pair"]
    assert not (case.parent / "output").exists() or not list((case.parent / "output").rglob("*.docx"))


def test_a_broken_document_stops_only_itself(templates: Path, case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others are made as before; the code says that a template is wrong."""
    (templates / "velkomstbrev.docx").write_bytes(docx_of("{{ stilling.titel }}"))
    (templates / "velkomstbrev.yaml").write_text(SPEC, encoding="utf-8")
    code, said = make(case, templates, capsys)
    assert code == 4
    actions = {one["document"]: one["action"] for one in said["cases"][0]["documents"]}
    assert actions == {**dict.fromkeys(NAMES, "created"), "velkomstbrev": "failed"}
    (failed,) = (one for one in said["cases"][0]["documents"] if one["action"] == "failed")
    assert {error["code"] for error in failed["errors"]} == {"section-without-heading", "unknown-field"}
