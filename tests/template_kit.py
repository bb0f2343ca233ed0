"""A small vocabulary with a case, and templates made with python-docx, for tests of what becomes of a template."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as DocxParagraph

from pipeline.case import load_case
from pipeline.fields import load_fields
from pipeline.fill import fill
from pipeline.library import Library, load_library
from pipeline.model import Case, Draft, Field
from pipeline.word.reading import Reading, read_document

FIELDS = """\
felter:
  sak:
    type: gruppe
    tittel: saken
    valgfri: ja
    felter:
      sist_endret: {type: dato, tittel: datoen saken sist ble endret}
      låst: {type: liste, tittel: låste dokumenter, element: {type: tekst, tittel: et låst dokument}}
  virksomhet:
    type: gruppe
    tittel: virksomheten
    felter:
      enhet: {type: tekst, tittel: enhetens navn, påkrevd: ja}
  stilling:
    type: gruppe
    tittel: stillingen
    felter:
      tittel: {type: tekst, tittel: stillingstittel, påkrevd: ja}
      kode: {type: tekst, tittel: stillingskode}
      antall: {type: heltall, tittel: antall stillinger, påkrevd: ja}
      prosent: {type: tall, tittel: stillingsprosent, påkrevd: ja}
      begrunnelse:
        type: tekst
        tittel: begrunnelse for deltid
        påkrevd_når: [{felt: stilling.prosent, under: 100}]
      form:
        type: valg
        tittel: fast eller midlertidig
        valg: {fast: fast stilling, midlertidig: midlertidig stilling}
        påkrevd: ja
      varighet:
        type: heltall
        tittel: varighet i måneder
        påkrevd_når: [{felt: stilling.form, er: [midlertidig]}]
      oppstart: {type: dato, tittel: dato for oppstart, påkrevd: ja}
      slutt: {type: dato, tittel: siste dag}
      brukernært: {type: ja_nei, tittel: om stillingen er brukernær, påkrevd: ja}
      turnus: {type: ja_nei, tittel: om stillingen går i turnus}
      nivå:
        type: liste
        tittel: arbeidets nivå
        påkrevd: ja
        element: {type: valg, tittel: et nivå, valg: {operativt: operativt, strategisk: strategisk}}
      fora: {type: liste, tittel: møter og fora, element: {type: tekst, tittel: et forum}}
      datoer: {type: liste, tittel: viktige datoer, element: {type: dato, tittel: en viktig dato}}
      oppgaver:
        type: liste
        tittel: oppgaver
        påkrevd: ja
        element:
          type: gruppe
          tittel: en oppgave
          felter:
            tekst: {type: tekst, tittel: hva oppgaven er, påkrevd: ja}
            nivå:
              type: valg
              tittel: oppgavens nivå
              valg: {operativt: operativt, strategisk: strategisk}
              påkrevd: ja
            kommentar: {type: tekst, tittel: en kommentar}
            steg: {type: liste, tittel: stegene, element: {type: tekst, tittel: et steg}}
  mentor:
    type: gruppe
    tittel: mentoren
    valgfri: ja
    felter:
      navn: {type: tekst, tittel: mentorens navn, påkrevd: ja}
      hvor: {type: tekst, tittel: hvor mentoren arbeider}
"""

CASE = """\
virksomhet: {enhet: Team Øst}
stilling:
  tittel: Erfaringskonsulent
  antall: 2
  prosent: 100
  form: fast
  oppstart: 2027-04-01
  brukernært: ja
  nivå: [operativt]
  oppgaver:
    - {tekst: Følge opp brukere, nivå: operativt}
    - {tekst: Utvikle tjenesten, nivå: strategisk}
"""
"""Everything that is required, and nothing else."""

RULES = "regler: []\n"
SPEC = "tittel: Et brev\n"


def root_of(folder: Path, fields: str = FIELDS) -> Field:
    """Return the outermost field of a vocabulary, by way of a felter.yaml in `folder`."""
    path = folder / "felter.yaml"
    path.write_text(fields, encoding="utf-8")
    return load_fields(path).root


def docx_of(*paragraphs: str, build: Callable[[Document], object] | None = None) -> bytes:
    """Return a Word file of these paragraphs; `build` may do more to the document before it is saved.

    «# » in front makes a title and «## » a heading; «##om » one with the bookmark of the section «om».
    """
    document = docx.Document()
    document.core_properties.title = "Et brev"
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nb-NO")
    for level in (1, 2, 3):
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0x2A, 0x28, 0x59)
    document.styles.add_style("Plassholder", WD_STYLE_TYPE.CHARACTER)
    for number, text in enumerate(paragraphs):
        heading = re.match(r"(#+)(\w*) (.*)", text)
        if heading is None:
            document.add_paragraph(text)
            continue
        paragraph = document.add_paragraph(heading[3], f"Heading {len(heading[1])}")
        if heading[2]:
            bookmark(paragraph, f"_seksjon_{heading[2]}", number)
    if build is not None:
        build(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def described(table: Table) -> None:
    """Give a table what a screen reader needs: a repeated header row, whole rows, and a description."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        for tag in ("w:cantSplit", *(["w:tblHeader"] if number == 0 else [])):
            properties.append(properties.makeelement(qn(tag)))
    caption = table._tbl.tblPr.makeelement(qn("w:tblCaption"), {qn("w:val"): "En tabell"})
    table._tbl.tblPr.append(caption)


def bookmark(paragraph: DocxParagraph, name: str, number: int = 0) -> None:
    """Put a bookmark on a whole paragraph, as Word does for a heading."""
    for tag, place in (("w:bookmarkStart", 0), ("w:bookmarkEnd", len(paragraph._p))):
        mark = paragraph._p.makeelement(qn(tag), {qn("w:id"): str(number)})
        if place == 0:
            mark.set(qn("w:name"), name)
        paragraph._p.insert(place + (paragraph._p.pPr is not None and place == 0), mark)


def folder_of(
    folder: Path,
    *paragraphs: str,
    content: bytes | None = None,
    spec: str = SPEC,
    rules: str = RULES,
    fields: str = FIELDS,
) -> Path:
    """Write a template folder with one pair, «brev», and return it."""
    templates = folder / "maler"
    templates.mkdir(exist_ok=True)
    for name, text in (("felter.yaml", fields), ("regler.yaml", rules), ("brev.yaml", spec)):
        (templates / name).write_text(text, encoding="utf-8")
    (templates / "brev.docx").write_bytes(content or docx_of(*paragraphs))
    return templates


def case_of(folder: Path, library: Library, text: str = CASE, name: str = "prøve.yaml") -> Case:
    """Return the case that `text` says."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return load_case(path, library.vocabulary)


def filled(folder: Path, *paragraphs: str, case: str = CASE, content: bytes | None = None) -> Draft:
    """Fill a template of these paragraphs with a case; it must go well."""
    library = load_library(folder_of(folder, *paragraphs, content=content))
    (template,) = library.templates
    draft = fill(template, case_of(folder, library, case))
    assert isinstance(draft, Draft), draft
    return draft


def read(draft: Draft) -> Reading:
    """Read a draft back."""
    return read_document(draft.content, f"{draft.document}.docx")


def texts(folder: Path, *paragraphs: str, case: str = CASE) -> list[str]:
    """Return the words of each paragraph of the body after filling."""
    return [paragraph.text for paragraph in read(filled(folder, *paragraphs, case=case)).body]
