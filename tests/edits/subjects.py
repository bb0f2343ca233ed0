"""Documents to edit: small ones that hold one thing or everything, and the real ones of the example cases."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.case import load_case
from pipeline.errors import DocumentUnreadable
from pipeline.fill import fill
from pipeline.library import load_library
from pipeline.model import Draft
from pipeline.word.package import main_part, read_package, write_package
from tests.edits.document import MAIN, R
from tests.edits.parts import drawing, picture
from tests.word_xml import package, paragraph, run, story_xml

ROOT = Path(__file__).parent.parent.parent
CASES = ("bydel-x", "uteseksjonen-2021")

_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>{rest}</w:style>'
    for key, name, default, rest in (
        ("Normal", "Normal", ' w:default="1"', ""),
        ("Overskrift1", "heading 1", "", '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("Overskrift2", "heading 2", "", '<w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("Punktliste", "List Bullet", "", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        ("Sitat", "Quote", "", '<w:basedOn w:val="Normal"/><w:rPr><w:i/></w:rPr>'),
    )
)
_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
_NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVEL.format("bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_LEVEL.format("decimal", "%1.")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1134" w:bottom="1020" w:left="1134" '
    'w:header="624" w:footer="567" w:gutter="0"/></w:sectPr>'
)


SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
"""The two notes that every document with footnotes has: the lines above them."""


def heading(words: str, number: int, level: int = 2) -> str:
    """A heading with the bookmark of its section."""
    mark = (
        f'<w:bookmarkStart w:id="{number}" w:name="_seksjon_del{number}"/>{run(words)}<w:bookmarkEnd w:id="{number}"/>'
    )
    return paragraph(mark, f'<w:pStyle w:val="Overskrift{level}"/>')


def sentence(number: int) -> str:
    """A sentence with one word that stands nowhere else."""
    return f"Her står det om grunn{number}, og om hvem som gjør hva i løpet av uka når det er mye å gjøre."


def bullet(words: str) -> str:
    """A list item by its style."""
    return paragraph(words, '<w:pStyle w:val="Punktliste"/>')


def numbered(words: str) -> str:
    """A list item by its own numbering."""
    return paragraph(words, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')


def cell(content: str, properties: str = "") -> str:
    """A cell; content without tags becomes one paragraph."""
    inside = content if content.startswith(("<w:p", "<w:tbl")) else paragraph(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="2400" w:type="dxa"/>{properties}</w:tcPr>{inside}</w:tc>'


def table(*rows: tuple[str, ...]) -> str:
    """A table of these cells; one that has tags already is taken as it is."""
    cells = ["".join(each if each.startswith("<w:tc>") else cell(each) for each in row) for row in rows]
    grid = '<w:gridCol w:w="2400"/>' * max(len(row) for row in rows)
    body = "".join(f"<w:tr>{each}</w:tr>" for each in cells)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'


def tick_box(words: str, number: int) -> str:
    """A paragraph with a check box that can be ticked."""
    states = '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612"/><w14:uncheckedState w14:val="2610"/>'
    properties = f'<w:sdtPr><w:id w:val="{number}"/><w14:checkbox>{states}</w14:checkbox></w:sdtPr>'
    box = f"<w:sdt>{properties}<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    return paragraph(f"{box}{run(f' {words}')}")


def word_file(body: str, *, footnotes: str = "", arrows: str = "", media: dict[str, bytes] | None = None) -> bytes:
    """A whole Word file with styles, lists, a header and a footer."""
    others = {
        "styles": story_xml("styles", _STYLES),
        "numbering": story_xml("numbering", _NUMBERING),
        "header1": story_xml("hdr", paragraph("Topptekst med grunn90")),
        "footer1": story_xml("ftr", paragraph("Bunntekst med grunn91")),
    }
    if footnotes:
        others["footnotes"] = story_xml("footnotes", footnotes)
    parts = package(body + _SECTION, others=others, arrows=arrows)
    return write_package(parts | {f"word/media/{name}": content for name, content in (media or {}).items()})


def _letter() -> bytes:
    blocks = [heading("Om stillingen", 1, 1)]
    blocks += [paragraph(sentence(number)) for number in range(4)]
    blocks += [heading("Oppgaver", 2), *(bullet(f"oppgave grunn{number}") for number in range(10, 14))]
    blocks += [heading("Vilkår", 3), paragraph(sentence(20)), paragraph(""), paragraph(sentence(21))]
    return word_file("".join(blocks))


def _form() -> bytes:
    rows = [("Hva", "Hvem", "Når"), *((f"grunn3{row}", f"ansvar {row}", f"uke {row}") for row in range(4))]
    blocks = [heading("Planen", 1, 1), paragraph(sentence(0)), table(*rows), paragraph(sentence(1))]
    span = cell("grunn40 over to", '<w:gridSpan w:val="2"/>')
    blocks += [heading("Mer", 2), table(("A", "B", "C"), (span, "grunn41"), ("1", "2", "3")), paragraph(sentence(2))]
    blocks += [tick_box("Utført grunn50", 7), tick_box("Kontrollert grunn51", 8)]
    return word_file("".join(blocks))


def _everything() -> bytes:
    link = f'<w:hyperlink r:id="side">{run("siden grunn60")}</w:hyperlink>'
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note_words = run(" Noten grunn61")
    notes = f'{SEPARATORS}<w:footnote w:id="1">{paragraph(f"<w:r><w:footnoteRef/></w:r>{note_words}")}</w:footnote>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inner = table(("grunn70", "grunn71"))
    blocks = [heading("Alt mulig", 1, 1), paragraph(run("Les mer på ") + link + run(" i dag."))]
    blocks += [paragraph(run(sentence(0)) + note), paragraph(run("Side ") + field + run(" av grunn62"))]
    blocks += [heading("Lister", 2), *(numbered(f"steg grunn{number}") for number in range(10, 13))]
    blocks += [bullet("punkt grunn14"), bullet("punkt grunn15"), paragraph(sentence(1), '<w:pStyle w:val="Sitat"/>')]
    blocks += [
        heading("Tabeller", 3),
        table(("Navn", "Tall"), (cell(inner + paragraph("")), "grunn72"), ("grunn73", "2")),
    ]
    blocks += [
        paragraph(drawing("bilde", 5, "bilde")),
        paragraph(sentence(2)),
        heading("Slutt", 4),
        paragraph(sentence(3)),
    ]
    blocks += [tick_box("Lest grunn63", 9), paragraph("likt"), paragraph("likt"), paragraph(sentence(4))]
    arrows = (
        f'<Relationship Id="side" Type="{R}/hyperlink" Target="https://example.no/" TargetMode="External"/>'
        f'<Relationship Id="bilde" Type="{R}/image" Target="media/bilde.png"/>'
    )
    return word_file("".join(blocks), footnotes=notes, arrows=arrows, media={"bilde.png": picture(1)})


SMALL = {"a letter": _letter(), "a form": _form(), "everything": _everything()}


@lru_cache(maxsize=1)
def made_by_word(corpus: Path) -> dict[str, bytes]:
    """The documents of a folder of Word files that can be read and are not very large, by name."""
    found = {}
    for path in sorted((corpus / "word").iterdir()):
        content = path.read_bytes()
        try:
            parts = read_package(content, path.name)
        except DocumentUnreadable:
            continue
        if main_part(parts) == MAIN and "word/_rels/document.xml.rels" in parts and len(parts[MAIN]) < 400_000:
            found[path.name] = content
    return found


@lru_cache(maxsize=1)
def real() -> dict[str, Draft]:
    """The documents that our templates and example cases give, by case and name."""
    library = load_library(ROOT / "templates")
    drafts = {}
    for name in CASES:
        case = load_case(ROOT / "cases" / f"{name}.yaml", library.vocabulary)
        for template in library.templates:
            draft = fill(template, case)
            assert isinstance(draft, Draft), draft
            drafts[f"{name}/{template.name}"] = draft
    return drafts
