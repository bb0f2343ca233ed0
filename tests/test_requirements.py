"""What is asked for, as data: nothing is forgotten, nothing is said to be checked that is not, no law grows stale."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.citations import cited_sections
from pipeline.errors import Fault, TemplateError
from pipeline.library import FIELDS, Library, load_library
from pipeline.model import Severity
from pipeline.register import Entry, Spot, chosen, register
from pipeline.requirements import LAWS, REQUIREMENTS
from pipeline.templatecheck import check_templates
from tests.command import TEMPLATES, Workplace, workplace
from tests.template_kit import FIELDS as SMALL_FIELDS
from tests.template_kit import folder_of

__all__ = ["workplace"]

GUIDE = """\
krav:
  - {id: K1.1, styrke: må, krav: Det er skrevet et brev, kilde: Veiledningen kap. 1}
  - {id: K1.2, styrke: bør, krav: Brevet er vennlig, kilde: Veiledningen kap. 1}
  - {id: K1.3, styrke: kan, krav: Brevet er kort, kilde: Veiledningen kap. 1, kommer: Vi skal telle ordene.}
  - {id: K1.4, styrke: bør ikke, krav: Skrive skrått, kilde: Her, kan_ikke_kontrolleres: Det synes ikke.}
"""
LAW = """\
lover:
  - id: L1
    navn: Brevloven § 2-1
    innhold: Brev skal ha en avsender.
    sist_kontrollert: 2026-11-22
    sikkerhet: funnet
    paragrafer: ["2-1", "2-2 b"]
"""
SECTION = "tittel: Et brev\nseksjoner:\n  - {id: om, overskrift: Om oss, krav: %s}\n"
CONTENT = 'tittel: Et brev\ninnhold:\n  - {id: %s, alvorlighet: råd, skal_ha: [hei], melding: "Brevet hilser ikke."}\n'
VALUE = 'regler:\n  - {id: %s, alvorlighet: råd, krav: stilling.antall > 0, melding: "Ingen stillinger."}\n'
FIELD = SMALL_FIELDS.replace("tittel: enhetens navn,", "tittel: enhetens navn, krav: %s,")


def known(folder: Path, *paragraphs: str, guide: str | None = GUIDE, law: str | None = LAW, **files: str) -> Path:
    """Write a small template folder with what is asked for in it, and return it."""
    templates = folder_of(folder, *(paragraphs or ("# Brev", "## Om oss", "Hei.")), **files)  # type: ignore[arg-type]
    for name, text in ((REQUIREMENTS, guide), (LAWS, law)):
        if text is not None:
            (templates / name).write_text(text, encoding="utf-8")
    return templates


def faults_of(templates: Path) -> tuple[Fault, ...]:
    """Give all that is wrong with a template folder."""
    try:
        library = load_library(templates)
    except TemplateError as error:
        return error.faults
    return tuple(fault for template in library.templates for fault in template.faults)


@pytest.fixture(scope="module")
def library() -> Library:
    """Give the real templates."""
    return load_library(TEMPLATES)


@pytest.fixture(scope="module")
def entries(library: Library) -> dict[str, Entry]:
    """Give the register of the real templates."""
    return {entry.id: entry for entry in register(library)}


# --- nothing is forgotten -------------------------------------------------------------------------------------------


def _spelled_out(first: str, last: str) -> list[str]:
    """Give the ids of a range: «K7.4–7.8», «K8.12–13»."""
    chapter, _, number = first.rpartition(".")
    return [f"{chapter}.{each}" for each in range(int(number), int(last.rpartition(".")[2]) + 1)]


def test_every_requirement_of_the_catalogue_is_there(corpus: Path, entries: dict[str, Entry]) -> None:
    """The rows of the report that the guide and the law were read into, ranges spelled out, are the ids we know."""
    report = corpus.parent / "domain" / "fagrapport.md"
    if not report.is_file():
        pytest.skip("the report on the guide does not lie beside the corpus")
    ids: list[str] = []
    for first, last in re.findall(
        r"^\| ([KL]\d+(?:\.\d+[a-d]?)?)(?:–([\d.]+))? \|", report.read_text("utf-8"), re.MULTILINE
    ):
        ids += _spelled_out(first, last) if last else [first]
    assert len(ids) > 120
    assert sorted(ids) == sorted(entries)


def test_no_requirement_is_without_a_fate(entries: dict[str, Entry]) -> None:
    """Each is looked after by something, is said to come, or is said to be impossible to check."""
    nobody = [entry.id for entry in entries.values() if not entry.has_a_fate]
    assert not nobody, f"nothing looks after {', '.join(nobody)}"


def test_what_cannot_be_checked_is_not_checked(entries: dict[str, Entry]) -> None:
    """An entry that says so has no rule that claims otherwise; a point in the checklist only reminds."""
    for entry in entries.values():
        kinds = {place.kind for place in entry.places}
        assert "uncheckable" not in kinds or kinds <= {"uncheckable", "checklist"}, entry.id


_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "advice": 2}
_OF_STRENGTH: dict[str, Severity] = {"må": "error", "bør": "warning", "bør ikke": "warning", "kan": "advice"}
GRAVER = {"K4.14": "kroner that do not fit the step, or a span that goes backwards, are plain mistakes"}
MILDER = {
    "K3.12": "it happens outside the documents; only the date can be seen, and its gap is a warning",
    "K4.3": "a posting may be longer than usual, and the report asks for advice",
    "K4.1": "measures of language only point, so they are never errors",
    "K6.10": "only that there is a reason can be seen, and the report asks for advice",
}


def test_rules_are_as_grave_as_what_they_look_after(entries: dict[str, Entry]) -> None:
    """Must is an error, should a warning, may advice; a gap follows its field, and a checklist only reminds.

    What is covered by another requirement is as grave as that one.
    """
    graver, milder = set(), set()
    for entry in entries.values():
        severities = [_ORDER[one.severity] for one in entry.places if one.severity and one.kind not in _OWN_SEVERITY]
        wanted = _OF_STRENGTH.get(entry.strength)
        if wanted is None or entry.covered_by or not severities:
            continue
        if min(severities) < _ORDER[wanted]:
            graver.add(entry.id)
        if min(severities) > _ORDER[wanted]:
            milder.add(entry.id)
    assert graver == set(GRAVER)
    assert milder == set(MILDER)


_OWN_SEVERITY = {"gap", "checklist"}


# --- the law --------------------------------------------------------------------------------------------------------


def test_what_is_uncertain_is_a_question_to_hr(library: Library) -> None:
    """Whatever looks after a law that nobody could confirm sends its reader to HR, with a question."""
    laws = library.catalogue.laws
    uncertain = {law.id for law in laws.values() if law.certainty == "usikkert"}
    assert uncertain
    hints: list[tuple[str, str | None]] = []
    for template in library.templates:
        hints += [(one.rule or "", one.hint) for one in template.sections]
        hints += [(one.id, one.hint) for one in template.content_rules]
    hints += [(one.id, one.hint) for one in library.content_rules]
    hints += [(one.id, one.hint) for one in library.rules]
    hints += [(one.rule or "", one.why) for one in library.vocabulary.fields.values()]
    for id_, hint in hints:
        if id_ in uncertain:
            assert "HR" in (hint or ""), (id_, hint)
            assert "?" in (hint or "") or "Spør HR" in (hint or ""), (id_, hint)
    for law in laws.values():
        assert bool(law.uncertain or law.certainty == "usikkert") == bool(law.question), law.id
        assert law.question is None or law.question.endswith("?")


def test_whether_addiction_is_protected_is_asked() -> None:
    """Nobody could confirm when it is, so what says it is a question to HR."""
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.yaml") if path.name != LAWS]
    found = [
        line
        for text in texts
        for line in text.splitlines()
        if re.search(r"rusavhengighet.*vern|vern.*rusavhengighet", line)
    ]
    assert all("Spør HR" in line and "?" in line for line in found), found


def test_no_letter_of_the_contract_paragraph_is_cited() -> None:
    """The letters of the points that came in 2024 are not confirmed, so none stands in a rule, a section or a field."""
    for path in TEMPLATES.glob("*.yaml"):
        if path.name != LAWS:
            assert not re.search(r"bokstav\W+[a-zæøå]\b", path.read_text(encoding="utf-8")), path.name


def test_law_references_stand_in_one_file() -> None:
    """No other file has a source that is not the guide's."""
    for path in TEMPLATES.glob("*.yaml"):
        sources = re.findall(r"kilde: (.+)", path.read_text(encoding="utf-8"))
        assert path.name == LAWS or all(source.startswith("Veiledningen") for source in sources), path.name


def test_the_source_is_taken_from_the_file_of_laws(tmp_path: Path) -> None:
    """Sections, content rules, value rules and fields get it where their id is a law's."""
    spec = SECTION % "L1" + (CONTENT % "L1").partition("\n")[2]
    library = load_library(known(tmp_path, spec=spec, rules=VALUE % "L1", fields=FIELD % "L1"))
    (letter,) = library.templates
    sources = [letter.sections[0].source, letter.content_rules[0].source, library.rules[0].source]
    sources.append(library.vocabulary.fields["virksomhet.enhet"].source)
    assert sources == ["Brevloven § 2-1"] * 4
    assert library.catalogue.source_of("L1") == "Brevloven § 2-1"
    assert library.catalogue.source_of("K1.2") == "Veiledningen kap. 1"
    assert library.catalogue.source_of("DATOER") is None


@pytest.mark.parametrize(
    ("words", "sections"),
    [
        ("Se arbeidsmiljøloven §\u00a014-5.", ["14-5"]),
        ("§§ 14-2 og 14-3", ["14-2", "14-3"]),
        ("§§ 9-1, 9-3 og 13-4 og i likestillings- og diskrimineringsloven § 30. Tre år", ["9-1", "9-3", "13-4", "30"]),
        ("§§ 36–38", ["36", "37", "38"]),
        ("(§ 14‑1 b)?", ["14-1 b"]),
        ("§ 25 i offentleglova, etter 3 dager", ["25"]),
        ("§ 25, 3 eksemplarer og 2 vedlegg", ["25"]),
        ("uten noen paragraf 14-5", []),
    ],
)
def test_cited_paragraphs_are_found(words: str, sections: list[str]) -> None:
    """One or several, ranges, letters, hard spaces and hyphens; numbers that are no paragraph are left alone."""
    assert list(cited_sections(words)) == sections


@pytest.mark.parametrize(
    ("files", "file"),
    [
        ({}, "brev.docx"),
        ({"spec": SECTION.replace("krav: %s", "råd: Se § 2-9.")}, "brev.yaml"),
        ({"spec": (CONTENT % "K1.2").replace("ikke.", "ikke, se § 2-9.")}, "brev.yaml"),
        ({"rules": (VALUE % "K1.2").replace("Ingen", "§ 2-9: Ingen")}, "regler.yaml"),
        (
            {"fields": SMALL_FIELDS.replace("tittel: enhetens navn,", "tittel: enhetens navn, hjelp: Se § 2-9.,")},
            FIELDS,
        ),
    ],
)
def test_a_paragraph_that_nobody_keeps_fresh_is_a_fault(tmp_path: Path, files: dict[str, str], file: str) -> None:
    """In the Word file, its spec, the rules and the help of a field; documents are made all the same."""
    cited = "Se brevloven §\u00a02-9." if file == "brev.docx" else "Se brevloven §§ 2-1 og 2-2 b."
    templates = known(tmp_path, "# Brev", "## Om oss", cited, **files)
    checked = check_templates(templates)
    faults = [*checked.faults, *(one for template in checked.templates for one in template.faults)]
    (fault,) = (fault for fault in faults if fault.code == "unknown-law")
    assert fault.message.startswith("§ 2-9 står ikke i lover.yaml")
    assert Path(fault.path or "").name == file
    assert "lover.yaml" in (fault.hint or "")
    assert checked.exit_code == TemplateError.exit_code
    assert faults_of(templates) == ()


def test_known_paragraphs_are_fine(tmp_path: Path) -> None:
    """Those of lover.yaml may be cited; without the file there is nothing to hold them against."""
    for law, cited in ((LAW, "§§ 2-1 og 2-2 b"), (None, "§ 99-9")):
        checked = check_templates(known(tmp_path, "# Brev", "## Om oss", f"Se {cited}.", law=law))
        codes = [fault.code for template in checked.templates for fault in (*template.faults, *checked.faults)]
        assert "unknown-law" not in codes
        if law is not None:
            (tmp_path / "maler" / LAWS).unlink()


# --- faults ---------------------------------------------------------------------------------------------------------

ONE = GUIDE.splitlines()[1] + "\n"
COVERED = GUIDE.replace("kilde: Veiledningen kap. 1}", "kilde: Her, dekkes_av: [%s]}").replace("[%s]", "[L1]", 1)
WRONG: dict[str, tuple[str, str, str, str, int]] = {
    "unknown-strength": (REQUIREMENTS, GUIDE.replace("bør,", "bor,"), "wrong-type", "Mente du «bør»?", 3),
    "no-text": (REQUIREMENTS, GUIDE.replace("krav: Brevet er vennlig, ", ""), "missing-key", "Skriv «krav: …».", 3),
    "no-source": (REQUIREMENTS, "krav:\n" + ONE.replace(", kilde: Veiledningen kap. 1", ""), "missing-key", "kilde", 2),
    "twice": (REQUIREMENTS, GUIDE + ONE, "duplicate-id", "Behold den ene.", 6),
    "bad-id": (REQUIREMENTS, GUIDE.replace("id: K1.2", "id: 1.2"), "bad-id", "Skriv for eksempel K4.8.", 3),
    "two-fates": (
        REQUIREMENTS,
        GUIDE.replace("kommer: Vi", "kan_ikke_kontrolleres: Nei., kommer: Vi"),
        "contradiction",
        "Behold «kommer»",
        4,
    ),
    "covered-by-nothing": (REQUIREMENTS, COVERED % "K1.22", "unknown-requirement", "Mente du «K1.2»?", 3),
    "covered-by-itself": (REQUIREMENTS, COVERED % "K1.2", "contradiction", "Pek på kravet", 3),
    "unknown-key": (REQUIREMENTS, GUIDE.replace("styrke: må", "styrk: x, styrke: må"), "unknown-key", "«styrke»", 2),
    "no-list": (REQUIREMENTS, "kravene: []\n", "missing-key", "Skriv «krav:»", 1),
    "no-date": (LAWS, LAW.replace("2026-11-22", "i fjor"), "wrong-type", "2026-11-22", 5),
    "no-question": (LAWS, LAW.replace("funnet", "usikkert"), "missing-question", "Skriv «spør: …»", 2),
    "uncertain-part": (LAWS, LAW + "    usikkert: Hva et brev er.\n", "missing-question", "spørsmålet til HR", 8),
    "bad-section": (LAWS, LAW.replace('"2-2 b"', '"§ 2-2"'), "bad-section", "14-1 b", 7),
    "guide-id-among-laws": (LAWS, LAW.replace("id: L1", "id: K1"), "bad-id", "Skriv for eksempel L3.", 2),
}


@pytest.mark.parametrize("name", WRONG)
def test_faults_have_line_and_remedy(tmp_path: Path, name: str) -> None:
    """What is wrong in krav.yaml or lover.yaml is told with its file, line and remedy."""
    file, text, code, hint, line = WRONG[name]
    faults = faults_of(known(tmp_path, **{"guide" if file == REQUIREMENTS else "law": text}))
    assert [(fault.code, fault.line, Path(fault.path or "").name) for fault in faults[:1]] == [(code, line, file)]
    assert any(hint in (fault.hint or "") for fault in faults)


@pytest.mark.parametrize(
    "files",
    [{"spec": SECTION % "{}"}, {"spec": CONTENT % "{}"}, {"rules": VALUE % "{}"}, {"fields": FIELD % "{}"}],
    ids=["section", "content", "value", "field"],
)
def test_an_unknown_requirement_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    """A slip in an id is told with the one that was meant; a word that is no id is somebody's own."""
    for id_, hint in (("K1.22", "Mente du «K1.2»?"), ("L11", "Mente du «L1»?")):
        faults = faults_of(known(tmp_path, **{name: text.replace("{}", id_) for name, text in files.items()}))
        assert [(fault.code, fault.hint) for fault in faults] == [("unknown-requirement", hint)], faults
        assert f"«{id_}»" in faults[0].message
    for id_ in ("K1.2", "VENNLIGHET"):
        assert faults_of(known(tmp_path, **{name: text.replace("{}", id_) for name, text in files.items()})) == ()


@pytest.mark.parametrize(
    "files",
    [
        {"spec": SECTION.replace("%s", "L1, kilde: Et sted")},
        {"spec": CONTENT.replace("%s", "L1, kilde: Et sted")},
        {"rules": VALUE.replace("%s", "L1, kilde: Et sted")},
        {"fields": FIELD.replace("%s", "L1, kilde: Et sted")},
    ],
    ids=["section", "content", "value", "field"],
)
def test_the_source_of_a_law_stands_once(tmp_path: Path, files: dict[str, str]) -> None:
    """Beside the id of a law it is refused, with what it will be; without lover.yaml it is needed."""
    (fault,) = faults_of(known(tmp_path, **files))
    assert fault.code == "source-in-laws"
    assert fault.message == "kilden til L1 står i lover.yaml"
    assert fault.hint == "Slett «kilde». Den blir «Brevloven § 2-1»."
    (tmp_path / "maler" / LAWS).unlink()
    assert faults_of(tmp_path / "maler") == ()


# --- the register ---------------------------------------------------------------------------------------------------


def test_places_are_worked_out_from_the_rules(tmp_path: Path) -> None:
    """Each section, rule and field with the id is a place, with document, where, and how grave it is."""
    spec = SECTION % "K1.1" + (CONTENT % "K1.1").partition("\n")[2]
    rules = (VALUE % "K1.1").replace("krav: st", "felt: stilling.antall, krav: st")
    library = load_library(known(tmp_path, spec=spec, rules=rules, fields=FIELD % "K1.1"))
    found = {entry.id: entry for entry in register(library)}
    assert list(found) == ["K1.1", "K1.2", "K1.3", "K1.4", "L1"]
    assert set(found["K1.1"].places) == {
        Spot("section", "brev", "Om oss", "warning", "Om oss"),
        Spot("content", "brev", None, "advice", "Brevet hilser ikke."),
        Spot("value", None, "stilling.antall", "advice", "Ingen stillinger."),
        Spot("gap", None, "virksomhet.enhet", "error", "enhetens navn"),
    }
    assert not found["K1.2"].has_a_fate
    assert found["K1.3"].places == (Spot("across", None, None, None, "Vi skal telle ordene."),)
    assert found["K1.4"].places == (Spot("uncheckable", None, None, None, "Det synes ikke."),)
    assert found["K1.4"].reason == "Det synes ikke."
    assert not found["K1.4"].is_checked
    assert (found["L1"].strength, found["L1"].certainty, found["L1"].checked) == ("lov", "funnet", date(2026, 11, 22))


def test_what_looks_after_the_same_looks_after_both(tmp_path: Path) -> None:
    """A requirement that others cover has their places too; the guide says some things in two chapters."""
    guide = GUIDE.replace("kap. 1}", "kap. 1, dekkes_av: [K1.1, L1]}").replace(", dekkes_av: [K1.1, L1]", "", 1)
    library = load_library(known(tmp_path, guide=guide, spec=SECTION % "K1.1", rules=VALUE % "L1"))
    found = {entry.id: entry for entry in register(library)}
    assert found["K1.2"].places == (*found["K1.1"].places, *found["L1"].places)
    assert len(found["K1.2"].places) == 2
    assert found["K1.2"].covered_by == ("K1.1", "L1")


def test_a_shared_rule_counts_for_each_of_its_documents(tmp_path: Path) -> None:
    """For all of them when it names none; the checklist's are points to tick."""
    shared = 'innhold:\n  - {id: K1.2, alvorlighet: advarsel, skal_ikke_ha: [hei], melding: "Hei.", %s}\n'
    folder = known(tmp_path, rules="regler: []\n" + shared.replace(", %s", ""))
    for half in (".docx", ".yaml"):
        (folder / f"sjekkliste{half}").write_bytes((folder / f"brev{half}").read_bytes())
    found = {entry.id: entry for entry in register(load_library(folder))}
    assert {(one.kind, one.document) for one in found["K1.2"].places} == {
        ("content", "brev"),
        ("checklist", "sjekkliste"),
    }
    (folder / "regler.yaml").write_text("regler: []\n" + shared.replace("%s", "dokumenter: [brev]"), encoding="utf-8")
    found = {entry.id: entry for entry in register(load_library(folder))}
    assert [(one.kind, one.document) for one in found["K1.2"].places] == [("content", "brev")]


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_lists_everything(workplace: Workplace, entries: dict[str, Entry]) -> None:
    """Every id with its strength, by chapter; then what cannot be checked, with the reason, and the total."""
    said = workplace.make_docs("rules")
    assert (said.code, said.err) == (0, "")
    assert re.findall(r"^ ([KL]\d[\d.a-d]*) ", said.out, re.MULTILINE) == list(entries)
    assert max(len(line) for line in said.out.splitlines()) <= 100
    assert "Veiledningen, kapittel 4" in said.out
    assert "Veiledningen, vedlegg 11" in said.out
    never = said.out.partition("Dette kan ikke et program kontrollere")[2]
    for entry in entries.values():
        if any(place.kind == "uncheckable" for place in entry.places):
            assert entry.id in never
            assert " ".join((entry.reason or "").split()) in " ".join(never.split())
    assert f"Til sammen {len(entries)} krav: " in said.words


def test_one_requirement_is_told_in_full(workplace: Workplace) -> None:
    """Its source, and all that looks after it with its severity; of a law also how certain it is, and what to ask."""
    said = workplace.make_docs("rules", "k4.4")
    assert said.code == 0
    assert said.out.startswith("K4.4 (bør ikke): Kreve utdanning i utlysningen\nKilde     Veiledningen kap. 4.\n")
    assert "Regel om stilling.fagkompetanse: Saken sier ett sted at fagutdanning kreves" in said.words
    assert "{{" not in said.out
    law = workplace.make_docs("rules", "L13").words
    assert "Politiregisterloven §" in law
    assert "Sikkerhet: usikkert. Sist kontrollert 22.11.2026." in law
    assert "Spør HR Hvilken lov" in law
    assert "Merk Ikke slått opp: " in workplace.make_docs("rules", "L3").words


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (["(k4.4)"], ["K4.4"]),
        (["K4.1"], ["K4.1"]),
        (["K11.3"], ["K11.3a", "K11.3b", "K11.3c", "K11.3d"]),
        (["L1", "k9"], ["K9", "L1"]),
    ],
)
def test_a_chapter_gives_all_that_is_in_it(entries: dict[str, Entry], asked: list[str], ids: list[str]) -> None:
    """By the id as it stands in a finding, in small letters or brackets too; K4.14 is not below K4.1."""
    assert [entry.id for entry in chosen(entries.values(), asked, "maler")] == ids


def test_a_slip_in_an_id_gets_a_suggestion(workplace: Workplace) -> None:
    """The command ends with 2, says what was meant, and tells programs the same."""
    said = workplace.make_docs("rules", "K44")
    assert (said.code, said.out) == (2, "")
    assert "«K44» er ikke et krav vi kjenner" in said.words
    assert "Mente du «K4.4»?" in said.words
    told = workplace.make_docs("rules", "K44", "--json").json
    assert [error["code"] for error in told["errors"]] == ["unknown-requirement"]


def test_a_folder_without_requirements_is_told(workplace: Workplace) -> None:
    """Then there is nothing to list, and the command says which file is missing."""
    for name in (REQUIREMENTS, LAWS):
        (workplace.folder / "templates" / name).unlink()
    said = workplace.make_docs("rules", "--templates", "templates")
    assert said.code == 4
    assert "mappen har ingen krav.yaml" in said.words


def test_programs_get_one_object(workplace: Workplace, entries: dict[str, Entry]) -> None:
    """With every place, and null for what a requirement does not have."""
    told = workplace.make_docs("rules", "--json").json
    assert (told["version"], told["command"], told["exit_code"]) == (1, "rules", 0)
    by_id = {one["id"]: one for one in told["requirements"]}
    assert list(by_id) == list(entries)
    for id_, entry in entries.items():
        assert len(by_id[id_]["places"]) == len(entry.places)
    one = by_id["K5.3"]
    assert (one["strength"], one["source"], one["certainty"], one["reason"]) == (
        "bør",
        "Veiledningen kap. 5",
        None,
        None,
    )
    rule = {
        "kind": "value",
        "document": None,
        "where": "intervju.runder",
        "severity": "warning",
        "message": "Saken har ikke to intervjurunder, men {{ intervju.runder }}.",
    }
    assert rule in one["places"]
    assert (by_id["L3"]["strength"], by_id["L3"]["checked"]) == ("lov", "2026-11-22")
    assert by_id["K5.7"]["reason"]
