"""`make-docs check templates/`: one folder in tests/templates/ for each fault, told with place, words and remedy."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from docx.document import Document
from docx.table import Table

from pipeline.cli import run
from pipeline.errors import Fault, TemplateError
from pipeline.library import load_library, load_vocabulary
from pipeline.schema import schema_text
from pipeline.templatecheck import CheckedTemplates, check_templates
from tests.template_kit import FIELDS, docx_of, folder_of

FOLDERS = Path(__file__).parent / "templates"
FAULT, NOTE = 4, 0
IN_PARAGRAPH = "I avsnittet: «{}»"


class Told(NamedTuple):
    """One thing that is told: code, file, line, and words from the message and from the remedy."""

    code: str
    file: str
    message: str
    hint: str | None
    line: int | None = None


def paragraph(code: str, message: str, quote: str, hint: str | None) -> Told:
    """A fault in a paragraph of the Word template."""
    return Told(code, "brev.docx", f"{message}. {IN_PARAGRAPH.format(quote)}", hint)


FAST = '{% if stilling.form == "fast" %}'

EXPECTED: dict[str, tuple[int, list[Told]]] = {
    "i-orden": (NOTE, []),
    "lenke-er-lov": (NOTE, []),
    "seksjon-uten-bokmerke": (NOTE, []),
    # names and values
    "ukjent-variabel": (
        FAULT,
        [
            paragraph(
                "unknown-field",
                "ukjent felt «titel» i stilling",
                "Vi søker {{ stilling.titel }}.",
                "Mente du «tittel»?",
            )
        ],
    ),
    "filter-som-ikke-finnes": (
        FAULT,
        [paragraph("unknown-filter", "ukjent filter «storr»", "{{ stilling.tittel | storr }}", "Mente du «stor»?")],
    ),
    "dato-uten-filter": (
        FAULT,
        [
            paragraph(
                "not-words",
                "stilling.oppstart er en dato; sett på filteret dato eller kortdato",
                "{{ stilling.oppstart }}",
                None,
            )
        ],
    ),
    "valg-som-ikke-finnes": (
        FAULT,
        [
            paragraph(
                "unknown-choice",
                "«fst» er ikke et valg i stilling.form",
                FAST.replace("fast", "fst") + "x{% endif %}",
                "Mente du «fast»?",
            )
        ],
    ),
    "valgfritt-uten-vern": (
        FAULT,
        [
            paragraph(
                "unguarded",
                "stilling.kode kan mangle, men står uten vern",
                "Kode {{ stilling.kode }}",
                "Sett {% if stilling.kode is oppgitt %} … {% endif %} rundt.",
            )
        ],
    ),
    "else-naas-av-hull": (
        NOTE,
        [
            paragraph(
                "gap-else",
                "et hull i stilling.form ville havne i else",
                FAST + "a{% else %}b{% endif %}",
                "Ta med en gren med «is uavklart», så et hull i saken blir synlig.",
            )
        ],
    ),
    # tags
    "brutt-tagg": (
        FAULT,
        [
            paragraph(
                "tag-open", "taggen med «{{» er ikke hel", "Halv {{ stilling.tittel", "En tagg skal begynne og slutte"
            ),
            paragraph(
                "tag-broken", "taggen kan ikke leses: et navn mangler", "Feil {{ stilling.tittel | }}", "Se etter"
            ),
            paragraph(
                "tag-unknown",
                "«hvis» er ikke en tagg som malene kan bruke",
                "Ukjent {% hvis stilling.kode %}",
                "Malene kan bruke if, elif, else",
            ),
        ],
    ),
    "ulukket-if": (
        FAULT,
        [paragraph("tag-unclosed", "if blir aldri lukket", FAST.replace("{%", "{%p"), "Sett inn endif.")],
    ),
    "else-if": (
        FAULT,
        [
            paragraph(
                "tag-broken",
                "else skal stå alene i taggen",
                FAST + "a{% else if stilling.form is uavklart %}b{% endif %}",
                "Skriv elif.",
            )
        ],
    ),
    "tagg-ikke-alene": (
        FAULT,
        [
            paragraph(
                "tag-not-alone",
                "{%p … %} må stå alene i avsnittet",
                "Dette blir borte " + FAST.replace("{%", "{%p"),
                "Resten av avsnittet ville blitt borte.",
            )
        ],
    ),
    "tagg-over-to-avsnitt": (
        FAULT,
        [
            paragraph(
                "tag-apart", f"endif står i et annet avsnitt enn «{FAST}»", "b {% endif %}", "Sett dem i samme avsnitt"
            )
        ],
    ),
    # headings and sections
    "seksjon-uten-overskrift": (
        FAULT,
        [
            Told(
                "section-without-heading",
                "brev.docx",
                "delen «Lønn» har ingen overskrift i malen",
                "Skriv overskriften i malen, med en overskriftsstil, eller ta delen ut av brev.yaml.",
            )
        ],
    ),
    "overskrift-uten-seksjon": (
        NOTE,
        [
            Told(
                "heading-without-section",
                "brev.docx",
                "overskriften «Noe helt annet» hører ikke til noen del i brev.yaml",
                "Legg delen til i brev.yaml",
            )
        ],
    ),
    # what Word leaves in a file
    "makro": (FAULT, [Told("template-macros", "brev.docx", "Malen har makroer.", "Lagre den som Word-dokument")]),
    "makrodokument": (FAULT, [Told("macros", "brev.docx", "Dokumentet er lagret med makroer", "Lagre som")]),
    "ekstern-kobling": (
        FAULT,
        [Told("template-external", "brev.docx", "file:///S:/maler/Normal.dotm", "bytt til Normal")],
    ),
    "sporede-endringer": (
        NOTE,
        [Told("template-tracked", "brev.docx", "malen har sporede endringer", "Godta eller avvis")],
    ),
    "merknader": (NOTE, [Told("template-comments", "brev.docx", "malen har merknader", "Slett dem i Word")]),
    "tom-mal": (FAULT, [Told("empty", "brev.docx", "Filen er tom", "synkroniseringen")]),
    "odelagt-mal": (FAULT, [Told("not-word", "brev.docx", "ikke et Word-dokument", "Velg et Word-dokument")]),
    # specs, rules, fields
    "feil-i-spec": (
        FAULT,
        [
            Told("bad-id", "brev.yaml", "«Om oss» kan ikke være en id", "små bokstaver a–z", 3),
            Told("wrong-type", "brev.yaml", "«påkrevd» skal være ja eller nei", "Skriv ja eller nei.", 5),
            Told("unknown-field", "brev.yaml", "ukjent felt «frm» i stilling", "Mente du «form»?", 6),
            Told("unknown-key", "brev.yaml", "ukjent nøkkel «rd»", "Mente du «ord»?", 7),
            Told("unknown-key", "brev.yaml", "ukjent nøkkel «vekt»", "Nøklene her er «alias»", 8),
            Told("missing-key", "brev.yaml", "nøkkelen «overskrift» mangler", "Skriv «overskrift: …».", 11),
            Told("duplicate-id", "brev.yaml", "id-en «a» er brukt før", "Gi delen en egen id.", 11),
        ],
    ),
    "feil-i-spec-og-mal": (
        FAULT,
        [
            Told("unknown-key", "brev.yaml", "ukjent nøkkel «seksjon»", "Mente du «seksjoner»?", 2),
            paragraph("unknown-field", "ukjent felt «titel» i stilling", "{{ stilling.titel }}", "Mente du «tittel»?"),
        ],
    ),
    "feil-i-regel": (
        FAULT,
        [Told("unknown-field", "regler.yaml", "ukjent felt «titel» i stilling", "Mente du «tittel»?", 4)],
    ),
    "feil-i-felter": (FAULT, [Told("wrong-type", "felter.yaml", "«type» skal være «tekst»", "Velg ett av ordene.", 8)]),
    # files
    "uten-felter": (FAULT, [Told("no-fields", "uten-felter", "mappen har ingen felter.yaml", "--templates")]),
    "uten-regler": (FAULT, [Told("no-rules", "uten-regler", "mappen har ingen regler.yaml", "«regler: []»")]),
    "mal-uten-spec": (
        FAULT,
        [Told("half-a-pair", "brev.docx", "brev.docx har ingen brev.yaml", "trenger begge filene")],
    ),
    "spec-uten-mal": (
        FAULT,
        [Told("half-a-pair", "brev.yaml", "brev.yaml har ingen brev.docx", "trenger begge filene")],
    ),
    # between the files
    "ubrukt-felt": (
        NOTE,
        [
            Told("unused-field", "felter.yaml", "ingen maler eller regler bruker feltet stilling.team", "ta det ut"),
        ],
    ),
    "lofte-om-ukjent-dokument": (
        NOTE,
        [
            Told(
                "promise",
                "felter.yaml",
                "stilling.tittel skal brukes i notat, men det dokumentet finnes ikke",
                "brukes_i",
            )
        ],
    ),
    "gammelt-skjema": (
        NOTE,
        [Told("old-schema", "sak.schema.json", "sak.schema.json passer ikke med felter.yaml", "Kjør make-docs schema")],
    ),
    "to-maler-en-feil": (
        FAULT,
        [paragraph("unknown-field", "ukjent felt «titel» i stilling", "{{ stilling.titel }}", "Mente du «tittel»?")],
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str], Path]:
    """Give a function that copies a folder, with a schema that fits unless it has its own."""

    def copied(name: str) -> Path:
        copy = Path(shutil.copytree(FOLDERS / name, tmp_path / name))
        if not (copy / "sak.schema.json").exists():
            with suppress(TemplateError):
                (copy / "sak.schema.json").write_text(schema_text(load_vocabulary(copy)), encoding="utf-8")
        return copy

    return copied


def told(checked: CheckedTemplates) -> list[Fault]:
    """Everything that is told about a folder."""
    inside = [fault for template in checked.templates for fault in (*template.faults, *template.notes)]
    return [*checked.faults, *inside, *checked.notes]


def test_every_folder_is_tried() -> None:
    """No folder lies there without an expectation, and none is missing."""
    assert {folder.name for folder in FOLDERS.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_fault_is_told_with_place_words_and_remedy(name: str, folder: Callable[[str], Path]) -> None:
    """Exactly what is wrong in the folder, each with its file and line or paragraph, and what to do."""
    code, expected = EXPECTED[name]
    checked = check_templates(folder(name))
    found = told(checked)
    assert [fault.code for fault in found] == [one.code for one in expected]
    for fault, one in zip(found, expected, strict=True):
        assert one.message in fault.message
        assert (one.hint or "") in (fault.hint or "")
        assert (fault.hint is None) is (one.hint is None)
        assert (Path(fault.path or "").name, fault.line) == (one.file, one.line)
    assert checked.exit_code == code


@pytest.mark.parametrize(
    "name", sorted(EXPECTED.keys() - {"uten-felter"})
)  # without a vocabulary it is no template folder
def test_the_command_says_it_and_ends_with_its_code(
    name: str, folder: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """On the terminal: the words and the remedies, and never a traceback."""
    code, expected = EXPECTED[name]
    assert run(["check", str(folder(name))]) == code
    printed = "".join(capsys.readouterr().out.split())
    for one in expected:
        assert "".join(one.message.split()) in printed
        assert "".join((one.hint or "").split()) in printed
    assert "Traceback" not in printed


def test_the_command_tells_programs_too(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` has one object with each template's errors and notes, and the exit code."""
    assert run(["check", str(FOLDERS / "to-maler-en-feil"), "--json"]) == 4
    said = json.loads(capsys.readouterr().out)
    assert (said["exit_code"], said["errors"]) == (4, [])
    assert [(one["document"], [error["code"] for error in one["errors"]]) for one in said["templates"]] == [
        ("brev", ["unknown-field"]),
        ("notat", []),
    ]


def test_faults_in_the_whole_folder_come_for_all_halves(tmp_path: Path) -> None:
    """Every lone half is named at once."""
    source = FOLDERS / "i-orden"
    for file in ("felter.yaml", "regler.yaml"):
        (tmp_path / file).write_bytes((source / file).read_bytes())
    for name in ("a.docx", "b.yaml", "c.docx"):
        (tmp_path / name).write_bytes((source / f"brev{Path(name).suffix}").read_bytes())
    faults = check_templates(tmp_path).faults
    assert [Path(fault.path or "").name for fault in faults] == ["a.docx", "c.docx", "b.yaml"]


@pytest.mark.parametrize("name", ["~$brev.docx", ".brev.docx", "_utkast.docx", "_notater.yaml", "les.txt"])
def test_files_that_are_no_templates_are_left_alone(folder: Callable[[str], Path], name: str) -> None:
    """Word's owner files, hidden files, drafts with «_» in front, and other kinds of files."""
    copy = folder("i-orden")
    (copy / name).write_bytes(b"noe")
    assert told(check_templates(copy)) == []


def test_the_real_templates_have_nothing_to_tell() -> None:
    """The folder that comes with the tool is in order, notes included."""
    assert told(check_templates(Path(__file__).parent.parent / "templates")) == []


@pytest.mark.parametrize(
    "where",
    ["krav: stilling.kode == 'x'", "krav: 'true', når: stilling.kode", "krav: 'true', råd: '{{ stilling.kode }}'"],
)
def test_a_field_that_a_rule_asks_for_is_used(tmp_path: Path, where: str) -> None:
    """In its demand, its condition, or what it says; but the document that promises it is told."""
    fields = FIELDS.replace("tittel: stillingskode}", "tittel: stillingskode, brukes_i: [brev]}")
    for rule, code in (("krav: 'true'", "unused-field"), (where, "promise")):
        rules = f"regler:\n  - {{id: K1, alvorlighet: feil, melding: x, {rule}}}\n"
        notes = check_templates(folder_of(tmp_path, "x", fields=fields, rules=rules)).notes
        assert [(note.code, note.key) for note in notes if note.code != "old-schema"] == [(code, "stilling.kode")]


# --- tables ---------------------------------------------------------------------------------------------------------


def rows(document: Document, *cells: str) -> Table:
    """Add a table of two columns with these texts, row by row; each line is a paragraph."""
    table: Table = document.add_table(len(cells) // 2, 2)
    for number, text in enumerate(cells):
        cell = table.cell(number // 2, number % 2)
        cell.text, *others = text.split("\n")
        for other in others:
            cell.add_paragraph(other)
    return table


LOOP, ITEM, END = "{%tr for o in stilling.oppgaver %}", "{{ o.tekst }}", "{%tr endfor %}"
OPEN, CLOSE = "{%p if stilling.turnus %}", "{%p endif %}"
IN_TABLES: dict[str, tuple[Callable[[Document], object], list[tuple[str, str, str]]]] = {
    # what is built, and the code, message and remedy of each fault
    "a loop over rows, as it should be": (lambda to: rows(to, LOOP, "", ITEM, "x", END, ""), []),
    "a condition inside one cell": (lambda to: rows(to, f"{OPEN}\nTurnus\n{CLOSE}", "x"), []),
    "words beside a row tag": (
        lambda to: rows(to, LOOP, "Borte", ITEM, "x", END, ""),
        [
            (
                "tag-not-alone",
                f"{{%tr … %}} må stå alene i raden. I avsnittet: «{LOOP} | Borte»",
                "Resten av raden ville blitt borte. La taggen stå alene i en egen rad.",
            )
        ],
    ),
    "two row tags in one row": (
        lambda to: rows(to, LOOP, END),
        [
            (
                "tag-not-alone",
                f"{{%tr … %}} må stå alene i raden. I avsnittet: «{LOOP} | {END}»",
                "Resten av raden ville blitt borte. La taggen stå alene i en egen rad.",
            )
        ]
        * 2,
    ),
    "row tags outside a table": (
        lambda to: [to.add_paragraph(text) for text in (LOOP, END)],
        [
            (
                "tag-misplaced",
                f"{{%tr … %}} står utenfor en tabell. I avsnittet: «{text}»",
                "Bruk {%p … %} i avsnitt, eller flytt taggen til en egen rad i tabellen.",
            )
            for text in (LOOP, END)
        ],
    ),
    "a condition from one cell to the next": (
        lambda to: rows(to, OPEN, CLOSE),
        [
            (
                "tag-apart",
                f"endif står i en annen celle eller ramme enn «{OPEN.replace('%p', '%')}». I avsnittet: «{CLOSE}»",
                "Sett dem i samme celle. Skal hele raden bort, bruk {%tr … %} i egne rader over og under.",
            )
        ],
    ),
    "a condition from the body into a cell": (
        lambda to: [to.add_paragraph(OPEN), rows(to, "x", CLOSE)],
        [
            (
                "tag-apart",
                f"endif står i en annen celle eller ramme enn «{OPEN.replace('%p', '%')}». I avsnittet: «{CLOSE}»",
                "Sett dem i samme celle. Skal hele raden bort, bruk {%tr … %} i egne rader over og under.",
            )
        ],
    ),
    "a loop from one table to the next": (
        lambda to: [rows(to, LOOP, "", ITEM, ""), to.add_paragraph("x"), rows(to, END, "")],
        [
            (
                "tag-apart",
                f"endfor står i en annen tabell enn «{LOOP.replace('%tr', '%')}». I avsnittet: «{END}»",
                "Sett dem i egne rader i samme tabell.",
            )
        ],
    ),
    "a comment that takes its row": (
        lambda to: rows(to, "{#tr husk #}", "Borte"),
        [
            (
                "tag-not-alone",
                "{#tr … #} tar med seg det som står rundt. I avsnittet: «{#tr husk #} | Borte»",
                "Skriv {# … #} uten bokstaver. Da blir bare kommentaren borte.",
            )
        ],
    ),
    "a comment that takes its paragraph": (
        lambda to: to.add_paragraph("Borte {#p husk #}"),
        [
            (
                "tag-not-alone",
                "{#p … #} tar med seg det som står rundt. I avsnittet: «Borte {#p husk #}»",
                "Skriv {# … #} uten bokstaver. Da blir bare kommentaren borte.",
            )
        ],
    ),
}


@pytest.mark.parametrize("what", IN_TABLES)
def test_tags_in_tables_stand_where_they_can(tmp_path: Path, what: str) -> None:
    """Otherwise words would vanish from every document without anybody noticing, or Word could not open it."""
    build, expected = IN_TABLES[what]
    (template,) = load_library(folder_of(tmp_path, content=docx_of(build=build))).templates
    assert [(fault.code, fault.message, fault.hint) for fault in template.faults] == expected
