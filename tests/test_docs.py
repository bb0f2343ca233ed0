"""The pages that users read cannot drift: what they show is tried, and what they list is what the program knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import docx
import pytest
from docx.document import Document

from pipeline import cli, errors, personal
from pipeline.backup import MOST
from pipeline.case import load_case
from pipeline.check.content import check_content
from pipeline.errors import CaseError
from pipeline.expressions.environment import TESTS
from pipeline.expressions.filters import FILTERS
from pipeline.expressions.kinds import RULE_NAMES
from pipeline.language.phrases import any_of, plain
from pipeline.library import load_library, load_vocabulary
from pipeline.model import Form, Kind
from pipeline.records import Record
from pipeline.report.status import WORDS
from tests.command import DOCUMENTS, ROOT, TEMPLATES, Workplace, workplace
from tests.template_kit import bookmark, described, docx_of, folder_of
from tests.word_xml import paragraph, read

__all__ = ["workplace"]

GUIDE, TEMPLATE_PAGE = ROOT / "docs" / "brukerveiledning.md", ROOT / "docs" / "maler.md"
PAGES = (GUIDE, TEMPLATE_PAGE, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")))
TODAY = "--date=2027-01-15"
LETTER = "velkomstbrev"


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _blocks(page: Path, kind: str) -> list[str]:
    """Give the fenced blocks of a kind, in order."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", _text(page), re.DOTALL | re.MULTILINE)


def _lines(page: Path, kind: str) -> list[str]:
    return [line for block in _blocks(page, kind) for line in block.splitlines()]


def _table(page: Path, heading: str) -> list[list[str]]:
    """Give the cells of each row in the table whose first column has this heading, without the header row."""
    rows = _text(page).partition(f"\n| {heading} |")[2].partition("\n\n")[0].splitlines()[2:]
    assert rows, f"no table with «{heading}» in {page.name}"
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def _codes(rows: list[list[str]]) -> set[str]:
    """Give what stands as code in the first column."""
    return {code for row in rows for code in re.findall(r"`([^`]+)`", row[0])}


def _commands(page: Path) -> list[list[str]]:
    """Give the arguments of every command that a reader is told to type."""
    return [line.split()[1:] for line in _lines(page, "powershell") if line.startswith("make-docs ")]


def _yaml(page: Path, file: str) -> str:
    """Give the YAML block that begins with the name of this file."""
    (block,) = (block for block in _blocks(page, "yaml") if block.startswith(f"# {file}\n"))
    return block


@pytest.fixture
def shown(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Give ``shown(page, said)``, which holds the example of an answer in a page against what the command said.

    With --update-goldens the page is rewritten.
    """
    update = bool(request.config.getoption("--update-goldens"))

    def hold(page: Path, said: str) -> None:
        plain = said.replace("\\", "/").replace("\N{NO-BREAK SPACE}", " ")
        said = "\n".join(line.rstrip() for line in plain.strip().splitlines()) + "\n"
        (example,) = _blocks(page, "text")
        if update:
            page.write_text(_text(page).replace(f"```text\n{example}```", f"```text\n{said}```"), encoding="utf-8")
        else:
            assert example == said, f"{page.name} shows another answer; --update-goldens rewrites it"

    return hold


# --- both pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file or a heading in the repository has something at its other end."""
    for target in re.findall(r"\]\(([^)]+)\)", _text(page)):
        if target.startswith("https://"):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        assert file.is_file(), target
        headings = re.findall(r"^#+ (.+)$", _text(file), re.MULTILINE) if anchor else []
        slugs = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
        assert not anchor or anchor in slugs, target


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "bilder").iterdir()), ids=lambda path: path.name)
def test_pictures_are_shown_described_and_small(picture: Path) -> None:
    """Each picture stands in a page, says in words what is to be seen, and does not make the repository heavy."""
    shown = [
        found
        for page in PAGES
        for found in re.findall(rf"!\[([^\]]*(?:\[[^\]]*\][^\]]*)*)\]\(bilder/{picture.name}\)", _text(page))
    ]
    assert shown
    assert all(len(described.split()) > 8 for described in shown)
    assert picture.stat().st_size < 150_000


def test_readme_leads_to_both_pages() -> None:
    """Those who begin with the README find the pages."""
    for page in (GUIDE, TEMPLATE_PAGE):
        assert f"(docs/{page.name})" in _text(ROOT / "README.md")


@pytest.mark.parametrize("page", [GUIDE, TEMPLATE_PAGE], ids=lambda page: page.name)
def test_every_command_that_is_named_can_be_typed(
    workplace: Workplace, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands and options, also those in the middle of a sentence, are those of the command line."""
    for command in cli.commands.commands.values():
        monkeypatch.setattr(command, "callback", lambda **_options: 0)
    named = [code.split()[1:] for code in re.findall(r"`(make-docs [^`\n]+)`", _text(page))]
    assert _commands(page)
    for arguments in [*_commands(page), *named]:
        assert workplace.make_docs(*arguments).code == 0, arguments
    options = set(re.findall(r"`(--[a-z-]+)", _text(page)))
    known = {name for command in cli.commands.commands.values() for one in command.params for name in one.opts}
    assert options <= known | {"--version", "--help"}


# --- the user guide -------------------------------------------------------------------------------------------------


def test_the_guide_s_commands_lead_all_the_way(workplace: Workplace) -> None:
    """Typed one after the other in an ordinary folder, none of them is refused."""
    for arguments in _commands(GUIDE):
        if arguments[:1] == ["restore"] and not _backups(workplace):
            _write_in(workplace.document("stillingsutlysning", "min-enhet"))
            workplace.edit_case("\n  tittel:\n", "\n  tittel: Erfaringskonsulent\n", "min-enhet")
            workplace.make_docs("cases/min-enhet.yaml")
        said = workplace.make_docs(*arguments)
        assert said.code in (0, 1), (arguments, said.words)
    assert all(workplace.document(name, "min-enhet").is_file() for name in DOCUMENTS)


def test_the_guide_shows_what_the_command_says(workplace: Workplace, shown: Callable[[Path, str], None]) -> None:
    """The answer in the guide is the real one, for a case where one thing is undecided."""
    workplace.edit_case("arbeidssted: ", "arbeidssted: uavklart # ")
    workplace.case().rename(workplace.case("min-enhet"))
    shown(GUIDE, workplace.make_docs("cases/min-enhet.yaml", TODAY).out)


def test_the_guide_s_cases_can_be_used(tmp_path: Path) -> None:
    """What the guide shows of a case is accepted as it stands, and what it calls a gap is one."""
    vocabulary = load_vocabulary(TEMPLATES)
    gaps: set[str] = set()
    for number, block in enumerate(_blocks(GUIDE, "yaml")):
        path = tmp_path / f"{number}.yaml"
        path.write_text(block, encoding="utf-8")
        gaps |= {gap.shown for gap in load_case(path, vocabulary).gaps}
    assert set(re.findall(r"# .*(\[Fyll ut: [^]]+\])", "".join(_blocks(GUIDE, "yaml")))) <= gaps


@pytest.mark.parametrize("row", _table(GUIDE, "Feil"), ids=lambda row: row[0].strip("`"))
def test_slips_are_refused_and_their_remedies_are_not(tmp_path: Path, row: list[str]) -> None:
    """Each slip in the guide's table stops the case, and the line beside it is fine."""
    vocabulary = load_vocabulary(TEMPLATES)
    wrong, right = tmp_path / "feil.yaml", tmp_path / "riktig.yaml"
    wrong.write_text(f"stilling:\n  {row[0].strip('`')}\n", encoding="utf-8")
    right.write_text(f"stilling:\n  {row[1].strip('`')}\n", encoding="utf-8")
    with pytest.raises(CaseError):
        load_case(wrong, vocabulary)
    assert load_case(right, vocabulary).name == "riktig"


def test_what_happens_to_documents_is_as_the_guide_tells(workplace: Workplace) -> None:
    """A case's life from the first document to the locked one has every word in the guide's table, in that order."""

    def happened(name: str, *options: str) -> str:
        out = workplace.make_docs("cases/bydel-x.yaml", TODAY, *options).out
        words = re.sub(rf".*\n {name} +(.*?)(:| {{2}}).*", r"\1", out, flags=re.DOTALL)
        return re.sub(r"\d+ forslag", "3 forslag", words)

    posting, plan, guide = "stillingsutlysning", "opplaeringsplan", "intervjuguide"
    words = [happened(posting)]
    workplace.edit_case("prosent: 100", "prosent: 90\n  deltid_begrunnelse: Behov\n  deltid_drøftet: 2026-11-25")
    words += [happened(posting), happened(posting)]
    _write_in(workplace.document(posting))
    words.append(happened(posting))
    workplace.edit_case("prosent: 90", "prosent: 80")
    words += [happened(posting), happened(posting)]
    workplace.edit_case("sist_endret: 2027-01-11", f"sist_endret: 2027-01-12\n  låst: [{posting}]")
    words += [happened(posting), happened(posting, "--new-version")]
    assert workplace.document(posting).with_name(f"{posting}.ny.docx").is_file()
    workplace.document(guide).unlink()
    words.append(happened(guide))
    workplace.document(plan).with_name(f"~${plan[2:]}.docx").write_bytes(b"")
    workplace.edit_case("prosent: 80", "prosent: 70")
    words.append(happened(plan))
    workplace.document(plan).with_name(f"~${plan[2:]}.docx").unlink()
    workplace.document(plan).write_bytes(workplace.document(plan).read_bytes()[:-200])
    words.append(happened(plan))
    workplace.document(plan).unlink()
    workplace.document(plan).mkdir()
    words.append(happened(plan))
    assert words == [row[0] for row in _table(GUIDE, "Det står")]


def test_the_guide_explains_every_status() -> None:
    """The table has the words of `make-docs status`, in its order, and no others."""
    assert [row[0] for row in _table(GUIDE, "Status")] == [words.format("3 forslag venter") for words in WORDS.values()]


@pytest.mark.parametrize("taken", [True, False])
def test_a_new_version_can_be_taken_or_left_as_the_guide_says(workplace: Workplace, *, taken: bool) -> None:
    """Renamed over the old document it is taken as ours; left after adopt, it does not come again."""
    workplace.make_docs("cases/bydel-x.yaml", TODAY)
    path = workplace.document("intervjuguide")
    beside = path.with_name("intervjuguide.ny.docx")
    _write_in(path)
    workplace.edit_case("prosent: 100", "prosent: 90")
    workplace.edit_case("sist_endret: 2027-01-11", "sist_endret: 2027-01-11\n  låst: [intervjuguide]")
    workplace.make_docs("cases/bydel-x.yaml", "--new-version", TODAY)
    workplace.edit_case("\n  låst: [intervjuguide]", "")
    if taken:
        path.unlink()
        beside.rename(path)
    else:
        workplace.make_docs("adopt", "output/bydel-x/intervjuguide.docx")
    assert not beside.exists()
    said = workplace.make_docs("cases/bydel-x.yaml", "--json", TODAY)
    assert {document["action"] for document in said.json["cases"][0]["documents"]} == {"unchanged"}


def test_backups_are_as_many_as_the_guide_says() -> None:
    """Ten, in the guide and in the README."""
    assert MOST == 10
    assert "De ti nyeste" in _text(GUIDE)
    assert "newest ten" in _text(ROOT / "README.md")


def _write_in(path: Path) -> None:
    """Let a person write a paragraph in the document."""
    edited = docx.Document(str(path))
    edited.paragraphs[3].insert_paragraph_before("Dette har en leder skrevet.")
    edited.save(str(path))


def _backups(workplace: Workplace) -> list[Path]:
    return list((workplace.folder / "output" / ".make-docs" / "backup").rglob("*.docx"))


def test_the_guide_names_what_the_case_may_not_hold() -> None:
    """Every kind of personal information that stops a case is in the guide's list."""
    for kind, _ in (personal.BIRTH_NUMBER, personal.ACCOUNT, personal.DIAGNOSIS, personal.SOBER_SINCE):
        assert f"- {kind}" in _text(GUIDE)


def test_the_guide_names_every_exit_code() -> None:
    """The guide's table has one row for each way to end."""
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "exit_code")]
    ends = {0, 1, errors.BUG, errors.INTERRUPTED} | {kind.exit_code for kind in kinds}
    assert [int(row[0]) for row in _table(GUIDE, "Kode")] == sorted(ends)


# --- the page for the template owner --------------------------------------------------------------------------------


def _letter(lines: list[str]) -> bytes:
    """Give a Word file as the page says that one is written: its paragraphs, its table, and headings with bookmarks."""
    headings = re.findall(r"- id: (\w+)\n +overskrift: (.+)", _yaml(TEMPLATE_PAGE, f"templates/{LETTER}.yaml"))
    copied = {section.id for section in load_library(TEMPLATES).by_name["opplaeringsplan"].sections}
    assert {name for name, _ in headings} <= copied, "the page says that the ids, and so the bookmarks, came along"
    paragraphs = [line.partition(" → ")[0] for line in lines]

    def build(document: Document) -> None:
        for number, (name, heading) in enumerate(headings):
            (paragraph,) = (one for one in document.paragraphs if one.text == heading)
            bookmark(paragraph, f"_seksjon_{name}", number)
        rows = [["Oppgave", "Nivå"], *_table(TEMPLATE_PAGE, "Oppgave")]
        table = document.add_table(len(rows), 2)
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text.strip("`")
        described(table)

    first, *others = (f"## {heading}" for _, heading in headings)
    return docx_of("# Velkommen", first, *paragraphs, *others, build=build)


@pytest.fixture
def owner(workplace: Workplace) -> Workplace:
    """Give a workplace where the template owner has done what the page tells: a document, a field and two rules."""
    templates = workplace.folder / "templates"
    fields, rules = templates / "felter.yaml", templates / "regler.yaml"
    entry = _yaml(TEMPLATE_PAGE, "templates/felter.yaml").partition("    felter:\n")[2]
    rule = _yaml(TEMPLATE_PAGE, "templates/regler.yaml").partition("regler:\n")[2]
    before = "      poststed:\n"
    fields.write_text(_text(fields).replace(before, entry + before, 1), encoding="utf-8")
    rules.write_text(_text(rules).replace("\nregler:\n", f"\nregler:\n{rule}", 1), encoding="utf-8")
    posting = templates / "stillingsutlysning.yaml"
    content = _yaml(TEMPLATE_PAGE, "templates/stillingsutlysning.yaml – innhold").partition("innhold:\n")[2]
    posting.write_text(f"{_text(posting).rstrip()}\n\n{content}", encoding="utf-8")
    (templates / f"{LETTER}.yaml").write_text(_yaml(TEMPLATE_PAGE, f"templates/{LETTER}.yaml"), encoding="utf-8")
    (templates / f"{LETTER}.docx").write_bytes(_letter(_lines(TEMPLATE_PAGE, "mal")))
    return workplace


def _about_the_letter(said: str) -> str:
    """Give what was said about the letter only."""
    return re.sub(rf".*?^(?={LETTER}:)", "", said, flags=re.DOTALL | re.MULTILINE)


def test_the_page_s_examples_give_what_it_says(owner: Workplace) -> None:
    """All the tags and filters of the page in one letter: nothing to remark, and what stands behind each arrow."""
    owner.edit_case("  poststed: Oslo", "  poststed: Oslo\n  etasje: andre")
    assert owner.make_docs("schema").code == 0
    assert re.match(rf"{LETTER}: i orden .*\s*$", _about_the_letter(owner.make_docs("check", "templates/").out))
    said = owner.make_docs("cases/bydel-x.yaml", "--only", LETTER, TODAY)
    assert "Etasjen er skrevet «andre»." in said.words
    letter = docx.Document(str(owner.document(LETTER)))
    words = {one.text.replace("\N{NO-BREAK SPACE}", " ").strip() for one in letter.paragraphs}
    expected = [line.partition(" → ")[2] for line in _lines(TEMPLATE_PAGE, "mal") if " → " in line]
    assert [result for result in expected if result not in words] == []
    assert "Vi holder til i andre." in words
    assert "Fagmøte hver 14. dag" in words
    assert len(letter.tables[0].rows) == 6
    assert "[Fyll ut" not in "".join(words)


def test_the_page_s_commands_lead_all_the_way(owner: Workplace) -> None:
    """Typed one after the other when the files are there, all of them end well."""
    for arguments in _commands(TEMPLATE_PAGE):
        said = owner.make_docs(*arguments)
        assert said.code == 0, (arguments, said.words)
    assert owner.document(LETTER).is_file()


def _how_to(heading: str) -> str:
    """Give one of the page's how-tos."""
    return _text(TEMPLATE_PAGE).partition(f"\n### {heading}\n")[2].partition("\n### ")[0]


def test_the_page_s_content_rule_finds_what_it_is_for(owner: Workplace) -> None:
    """Silent on the posting as it is made; with the words changed in Word as the page says, its message comes."""
    how_to = _how_to("Legg til en innholdsregel")
    (said,) = re.findall(r"^ +melding: (.+)$", how_to, re.MULTILINE)
    (advice,) = re.findall(r"^ +råd: (.+)$", how_to, re.MULTILINE)
    ((old, new),) = re.findall(r"Bytt «(.+?)» med «(.+?)» i Word", how_to)
    make, check = (line.split()[1:] for line in re.findall(r"^make-docs .*stillingsutlysning.*$", how_to, re.MULTILINE))
    assert said not in owner.make_docs(*make, TODAY).words
    assert said not in owner.make_docs(*check, TODAY).words
    posting = docx.Document(str(owner.document("stillingsutlysning")))
    (run,) = (run for one in posting.paragraphs for run in one.runs if old in run.text)
    run.text = run.text.replace(old, new)
    posting.save(str(owner.document("stillingsutlysning")))
    assert f"ADVARSEL {said} {advice}" in owner.make_docs(*check, TODAY).words


def test_the_page_s_new_table_is_all_that_is_needed(owner: Workplace) -> None:
    """A case with a date that has no table is told so, in the words of the page, until the file lies there."""
    how_to = " ".join(_how_to("En ny lønnstabell").split())
    ((name, day),) = re.findall(r"`([a-z-]+-(20[0-9-]+)[.]csv)`", how_to)
    (missing,) = re.findall("«(.+?)»", how_to)
    owner.edit_case("tabell_dato: 2024-05-01", f"tabell_dato: {day}")
    assert missing in owner.make_docs("check", "cases/bydel-x.yaml", TODAY).words
    tables = owner.folder / "templates" / "tabeller"
    (tables / name).write_bytes(max(tables.glob("oslo-lonnstrinn-*.csv")).read_bytes())
    assert missing not in owner.make_docs("check", "cases/bydel-x.yaml", TODAY).words


def test_the_page_shows_what_the_check_says(owner: Workplace, shown: Callable[[Path, str], None]) -> None:
    """The answer about a template with faults is the real one."""
    owner.make_docs("schema")
    fields = owner.folder / "templates" / "felter.yaml"
    fields.write_text(_text(fields).replace(f"brukes_i: [{LETTER}]", "brukes_i: []"), encoding="utf-8")
    (owner.folder / "templates" / f"{LETTER}.docx").write_bytes(_letter(_lines(TEMPLATE_PAGE, "feil")))
    said = owner.make_docs("check", "templates/")
    assert said.code == 4
    shown(TEMPLATE_PAGE, _about_the_letter(said.out))


def test_the_page_s_contents_are_its_chapters_in_order() -> None:
    """Every chapter, and every how-to, is listed where it stands."""
    page = re.sub(r"^```.*?^```$", "", _text(TEMPLATE_PAGE), flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert re.findall(r"^\d+\. \[(.+?)\]\(#", page, re.MULTILINE) == headings
    tasks = page.partition("\n## Slik gjør du\n")[2].partition("\n## ")[0]
    assert re.findall(r"^ +- \[(.+?)\]\(#", page, re.MULTILINE) == re.findall(r"^### (.+)$", tasks, re.MULTILINE)


def test_the_page_shows_every_filter_and_test() -> None:
    """Each has an example with its result, and none is shown that there is not."""
    examples = "\n".join(_blocks(TEMPLATE_PAGE, "mal"))
    assert set(re.findall(r"\| (\w+)", examples)) == set(FILTERS)
    assert set(re.findall(r"\bis (?:not )?(\w+)", _text(TEMPLATE_PAGE))) == set(TESTS)


def test_the_page_names_every_function() -> None:
    """The table has what rules can ask about, and nothing else."""
    assert {code.partition("(")[0] for code in _codes(_table(TEMPLATE_PAGE, "Funksjon"))} == set(RULE_NAMES)


def test_the_page_names_every_type_and_form() -> None:
    """The table of types, and the forms of words, are those of felter.yaml."""
    assert _codes(_table(TEMPLATE_PAGE, "Type")) == set(get_args(Kind))
    (form,) = (row[1] for row in _table(TEMPLATE_PAGE, "Nøkkel for et felt") if row[0] == "`form`")
    assert set(re.findall(r"`(\w+)`", form)) == set(get_args(Form))


def test_the_page_names_every_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of keys have what the program asks for when it reads felter.yaml, regler.yaml and NAVN.yaml."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    entry = Record._entry

    def noted(record: Record, name: str) -> object:
        asked[_kind_of_record(record)].add(name)
        return entry(record, name)

    monkeypatch.setattr(Record, "_entry", noted)
    load_library(TEMPLATES)
    shared = "regler: []\ninnhold:\n  - {id: K1, alvorlighet: råd, skal_ha: [rus], melding: M}\n"
    load_library(folder_of(tmp_path, "x", rules=shared))
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel for en innholdsregel")) == asked["content"]
    (length,) = (row[1] for row in _table(TEMPLATE_PAGE, "Nøkkel for en innholdsregel") if row[0] == "`ord`")
    assert set(re.findall(r"\{(\w+):", length)) == asked["ord"]
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel for et felt")) == asked["field"]
    conditions = _table(TEMPLATE_PAGE, "Nøkkel i påkrevd_når")
    assert _codes(conditions) == asked["condition"]
    assert {key for row in conditions for key in re.findall(r"(\w+): ", row[1])} == asked["condition"]
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel i NAVN.yaml")) == asked["spec"]
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel for en del")) == asked["section"]
    (least,) = (row[1] for row in _table(TEMPLATE_PAGE, "Nøkkel for en del") if row[0] == "`minst`")
    assert set(re.findall(r"\{(\w+):", least)) == asked["minst"]
    (lix,) = (row[1] for row in _table(TEMPLATE_PAGE, "Nøkkel i NAVN.yaml") if row[0] == "`lix`")
    assert set(re.findall(r"(\w+): \d", lix)) == asked["lix"]
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel i klarsprak.yaml")) == asked["klarsprak.yaml"]
    (demand,) = (row[1] for row in _table(TEMPLATE_PAGE, "Nøkkel i klarsprak.yaml") if row[0] == "`krav`")
    assert set(re.findall(r"`(\w+)`", demand)) == asked["demand"]
    measures = _table(TEMPLATE_PAGE, "Mål")
    assert _codes(measures) == asked["measures"]
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel for et mål")) == asked["measure"]
    own = {key for row in measures for key in re.findall(r"`(\w+)`", row[2])}
    assert own | {"råd", "alvorlighet", "dokumenter"} == asked["measure"]
    assert _codes(_table(TEMPLATE_PAGE, "Nøkkel for en regel")) == asked["rule"]
    for file in ("krav.yaml", "lover.yaml"):
        assert _codes(_table(TEMPLATE_PAGE, f"Nøkkel i {file}")) == asked[file]


@pytest.mark.parametrize("row", _table(TEMPLATE_PAGE, "Du skriver"), ids=lambda row: row[0].strip("`"))
def test_phrases_find_what_the_page_says(row: list[str]) -> None:
    """What is quoted as found is found, and what comes after «ikke» is not."""
    phrase = row[0].strip("`")
    if phrase.startswith("<"):
        return
    found, _, not_found = row[1].partition("ikke «")
    for words in re.findall("«(.+?)»", found):
        assert any_of((phrase,)).search(plain(words)), words
    for words in re.findall("«(.+?)»", f"«{not_found}"):
        assert not any_of((phrase,)).search(plain(words)), words


def test_denials_are_read_as_the_page_says(tmp_path: Path) -> None:
    """The rule of the page, with its lists of words, on each sentence of its table."""
    spec = f"tittel: Brev\n{_yaml(TEMPLATE_PAGE, 'templates/velkomstbrev.yaml – innhold')}"
    rules = f"regler: []\n{_yaml(TEMPLATE_PAGE, 'templates/regler.yaml – ordlister')}"
    library = load_library(folder_of(tmp_path, "x", spec=spec, rules=rules))
    (template,) = library.templates
    assert template.faults == ()
    for sentence, demanded in _table(TEMPLATE_PAGE, "Setning"):
        found, _ = check_content(template, (), read(paragraph(sentence)), None, ())
        assert (sentence, bool(found)) == (sentence, demanded == "ja")


def _kind_of_record(record: Record) -> str:
    """Give what a mapping in the template files is, by its file and its breadcrumb."""
    last = record.key.rpartition(".")[2]
    if record.path.name == "felter.yaml":
        return "condition" if "påkrevd_når[" in last else "names" if last in ("", "felter", "valg") else "field"
    if last.startswith("innhold["):
        return "content"
    if record.path.name == "regler.yaml":
        return "rule" if last.startswith("regler[") else "file"
    if record.path.name in ("krav.yaml", "lover.yaml"):
        return record.path.name if last else "file"
    if record.path.name == "klarsprak.yaml":
        return {"": "klarsprak.yaml", "mål": "measures"}.get(record.key, _kind_in_measures(record.key))
    return last if last in ("minst", "lix", "ord") else "section" if last else "spec"


def _kind_in_measures(key: str) -> str:
    """Give what a mapping below the first level of klarsprak.yaml is."""
    return "demand" if key.startswith("krav[") else "measure" if key.count(".") == 1 else "words"
