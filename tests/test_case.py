"""A case file becomes typed values: wrong is refused, missing is a gap, and every letter stays."""

from __future__ import annotations

import contextlib
import json
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.case import load_case
from pipeline.errors import CaseError
from pipeline.fields import load_fields
from pipeline.model import Case, Place
from pipeline.values import Absent, Choice, Gap, Group, Items, Text, Value, walk
from tests.test_yaml import WORDS
from tests.vocabulary import case_of, vocabulary_of

ROOT = Path(__file__).parent.parent
REAL_CASES = sorted((ROOT / "cases").glob("[!_.]*.yaml"))


def at(case: Case, path: str) -> Value:
    """Return the value at a path, counting items from 1."""
    value: Value = case.values
    for step in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(value, Items):
            value = value[int(step) - 1]
        else:
            assert isinstance(value, Group), path
            value = value[step]
    return value


def gaps(case: Case) -> list[str]:
    """Return the paths of a case's gaps."""
    return [gap.path for gap in case.gaps]


# --- values ---------------------------------------------------------------------------------------------------------

FULL = """\
sak: {id: prøve-1}
virksomhet:
  type: bydel
  kommune: Oslo kommune
  postnummer: 0150
  beskrivelse: |
    Vi er 24.

    Vi er to team.
kontaktpersoner_utlysning:
  - {navn: Kari Eksempel}
  -
  - navn: Ola Eksempel
    epost: ""
stilling:
  tittel: NO
  antall: 2
  prosent: 37,5
  ansettelsesform: fast
  nivå: [strategisk, operativt]
  brukernært: ja
  fora: [teammøte, ~, "", fagmøte]
  oppstart: 1. april 2027
  deltid_begrunnelse: uavklart
"""


def test_values_are_typed_by_the_vocabulary(tmp_path: Path) -> None:
    """Each field has the type that felter.yaml says, whatever YAML would make of it."""
    case = case_of(tmp_path, FULL.replace("prøve-1", "prove-1"))
    assert at(case, "virksomhet.postnummer") == "0150"
    assert at(case, "stilling.tittel") == "NO"
    assert at(case, "stilling.antall") == 2
    assert at(case, "stilling.prosent") == Decimal("37.5")
    assert at(case, "stilling.brukernært") is True
    assert at(case, "stilling.oppstart") == date(2027, 4, 1)
    assert at(case, "virksomhet.beskrivelse") == "Vi er 24.\n\nVi er to team."
    assert isinstance(at(case, "stilling.ansettelsesform"), Choice)


def test_every_key_of_the_vocabulary_is_there(tmp_path: Path) -> None:
    """Templates can ask for any field: those that nobody wrote are gaps or absent."""
    vocabulary = vocabulary_of(tmp_path)
    case = case_of(tmp_path, "stilling: {antall: 1}\n", vocabulary)
    for path in vocabulary.fields:
        if path and "[]" not in path:
            assert at(case, path) is not None
    assert isinstance(at(case, "stilling.prosent"), Absent)
    assert isinstance(at(case, "stilling.tittel"), Gap)
    assert isinstance(at(case, "kontaktpersoner_utlysning"), Gap)


def test_values_know_where_they_are(tmp_path: Path) -> None:
    """A value has its path, and the case the place of each key that somebody wrote."""
    case = case_of(tmp_path, FULL.replace("prøve-1", "prove-1"))
    title = at(case, "kontaktpersoner_utlysning[2].navn")
    assert isinstance(title, Text)
    assert title.path == "kontaktpersoner_utlysning[2].navn"
    assert case.places["kontaktpersoner_utlysning[2].navn"] == Place(13, 5)
    assert case.places["kontaktpersoner_utlysning[2]"] == Place(13, 5)
    assert case.places["stilling.tittel"] == Place(16, 3)
    for value in walk(case.values):
        if isinstance(value, Text):
            assert value.path in case.places


def test_empty_items_are_left_out(tmp_path: Path) -> None:
    """A dash with nothing after it is not yet an item; the others are counted without it."""
    case = case_of(tmp_path, FULL.replace("prøve-1", "prove-1"))
    assert at(case, "stilling.fora") == ("teammøte", "fagmøte")
    people = at(case, "kontaktpersoner_utlysning")
    assert isinstance(people, Items)
    assert len(people) == 2


def test_the_choices_of_a_list_keep_their_order(tmp_path: Path) -> None:
    """A list of choices has each as its key, with its title."""
    case = case_of(tmp_path, FULL.replace("prøve-1", "prove-1"))
    assert at(case, "stilling.nivå") == ("strategisk", "operativt")


# --- gaps -----------------------------------------------------------------------------------------------------------

GIVEN = """\
sak: {sist_endret: 2027-01-11}
virksomhet: {type: helseforetak}
kontaktpersoner_utlysning: [{navn: Kari Eksempel}]
stilling: {tittel: Erfaringskonsulent, ansettelsesform: fast}
oppfølging: {veileder: {navn: Ola Eksempel, hyppighet: hver uke}}
"""


def test_a_case_with_all_that_is_required_has_no_gap(tmp_path: Path) -> None:
    """Optional fields and groups that nobody wrote are no gaps."""
    assert gaps(case_of(tmp_path, GIVEN)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # missing, null, empty, undecided: all the same
        ("tittel: Erfaringskonsulent, ", "", ["stilling.tittel"]),
        ("tittel: Erfaringskonsulent", "tittel: ", ["stilling.tittel"]),
        ("tittel: Erfaringskonsulent", "tittel: ~", ["stilling.tittel"]),
        ("tittel: Erfaringskonsulent", 'tittel: ""', ["stilling.tittel"]),
        ("tittel: Erfaringskonsulent", 'tittel: "\u00a0"', ["stilling.tittel"]),
        ("tittel: Erfaringskonsulent", "tittel: Uavklart", ["stilling.tittel"]),
        ("[{navn: Kari Eksempel}]", "[]", ["kontaktpersoner_utlysning"]),
        ("[{navn: Kari Eksempel}]", "[{}, ~]", ["kontaktpersoner_utlysning"]),
        ("[{navn: Kari Eksempel}]", "uavklart", ["kontaktpersoner_utlysning"]),
        ("[{navn: Kari Eksempel}]", "[{navn: uavklart}]", ["kontaktpersoner_utlysning[1].navn"]),
        ("[{navn: Kari Eksempel}]", "[{epost: a@b.no}]", ["kontaktpersoner_utlysning[1].navn"]),
        ("[{navn: Kari Eksempel}]", "[{navn: A}, uavklart]", ["kontaktpersoner_utlysning[2].navn"]),
        # an undecided optional field is a gap all the same, and so is an undecided item
        ("tittel: Erfaringskonsulent", "tittel: x, prosent: uavklart", ["stilling.prosent"]),
        ("tittel: Erfaringskonsulent", "tittel: x, fora: [teammøte, uavklart]", ["stilling.fora[2]"]),
        ("tittel: Erfaringskonsulent", "tittel: x, fora: uavklart", ["stilling.fora"]),
        # groups
        (
            "veileder: {navn: Ola Eksempel, hyppighet: hver uke}",
            "veileder: ",
            ["oppfølging.veileder.navn", "oppfølging.veileder.hyppighet"],
        ),
        (
            "oppfølging: {veileder: {navn: Ola Eksempel, hyppighet: hver uke}}",
            "",
            ["oppfølging.veileder.navn", "oppfølging.veileder.hyppighet"],
        ),
        (
            "veileder: {navn: Ola Eksempel, hyppighet: hver uke}",
            "veileder: uavklart",
            ["oppfølging.veileder.navn", "oppfølging.veileder.hyppighet"],
        ),
        ("hyppighet: hver uke}", "hyppighet: hver uke}, mentor: {navn: }", []),
        ("hyppighet: hver uke}", "hyppighet: hver uke}, mentor: {hvor: annen bydel}", ["oppfølging.mentor.navn"]),
        ("hyppighet: hver uke}", "hyppighet: hver uke}, mentor: uavklart", ["oppfølging.mentor.navn"]),
        ("hyppighet: hver uke}", "hyppighet: hver uke}, nettverk: uavklart", ["oppfølging.nettverk.navn"]),
        # conditions
        ("type: helseforetak", "type: bydel", ["virksomhet.kommune"]),
        ("type: helseforetak", "type: uavklart", ["virksomhet.type"]),
        ("type: helseforetak", "type: ", []),
        (
            "ansettelsesform: fast",
            "ansettelsesform: midlertidig",
            ["stilling.midlertidig.grunnlag", "stilling.midlertidig.varighet_måneder"],
        ),
        ("ansettelsesform: fast", "ansettelsesform: midlertidig, midlertidig: {grunnlag: vikariat, til: 1.1.2028}", []),
        (
            "ansettelsesform: fast",
            "ansettelsesform: midlertidig, midlertidig: {grunnlag: vikariat, til: uavklart}",
            ["stilling.midlertidig.til"],
        ),
        ("ansettelsesform: fast", "ansettelsesform: uavklart", ["stilling.ansettelsesform"]),
        ("ansettelsesform: fast", "ansettelsesform: fast, prosent: 100", []),
        ("ansettelsesform: fast", "ansettelsesform: fast, prosent: 99.9", ["stilling.deltid_begrunnelse"]),
        ("ansettelsesform: fast", "ansettelsesform: fast, prosent: uavklart", ["stilling.prosent"]),
        (
            "ansettelsesform: fast",
            "ansettelsesform: fast, oppgaver: [{tekst: a, nivå: operativt}, {tekst: b, nivå: strategisk}]",
            ["stilling.oppgaver[2].begrunnelse"],
        ),
    ],
)
def test_gaps_are_what_is_required_and_not_given(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """Required (also by condition) and missing, or undecided: that is a gap, and nothing else is."""
    assert old in GIVEN
    assert gaps(case_of(tmp_path, GIVEN.replace(old, new))) == expected


def test_a_gap_carries_its_field(tmp_path: Path) -> None:
    """The placeholder, the severity and the requirement follow from the gap."""
    (gap,) = case_of(tmp_path, GIVEN.replace("tittel: Erfaringskonsulent, ", "")).gaps
    assert gap.shown == "[Fyll ut: stillingstittel]"
    assert (gap.field.rule, gap.field.gap_severity) == ("K4.7", "error")


def test_an_undecided_item_is_named_after_its_list(tmp_path: Path) -> None:
    """The placeholder of an item without a title of its own can be understood."""
    (gap,) = case_of(tmp_path, GIVEN.replace("tittel: Erfaringskonsulent", "tittel: x, fora: [uavklart]")).gaps
    assert gap.shown == "[Fyll ut: møter og fora]"


@pytest.mark.parametrize(
    ("written", "given"), [("{navn: Ola}", True), ("uavklart", True), ("", False), ("{navn: ~}", False)]
)
def test_a_group_is_true_when_somebody_filled_it_in(tmp_path: Path, written: str, given: bool) -> None:
    """An empty form is not a given group; an undecided one is, so that its gaps show."""
    case = case_of(tmp_path, f"oppfølging:\n  mentor: {written}\n")
    assert bool(at(case, "oppfølging.mentor")) is given
    if not given:
        assert isinstance(at(case, "oppfølging.mentor.navn"), Absent)


# --- the digest and the name ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("same", "other"),
    [
        ("stilling: {tittel: x}", "# en kommentar\r\nstilling:\r\n  tittel: 'x'\r\n"),
        ("stilling: {prosent: '37,5'}", "stilling: {prosent: 37.50}"),
        ("stilling: {prosent: 100}", "stilling: {prosent: '100,0'}"),
        ("stilling: {oppstart: 2027-04-01}", "stilling: {oppstart: 1. april 2027}"),
        ("stilling: {brukernært: ja}", "stilling: {brukernært: JA}"),
        ("stilling: {tittel: x, antall: 1}", "stilling: {antall: 1, tittel: x}"),
        ("stilling: {tittel: å}", "stilling: {tittel: a\u030a}"),
        ("stilling: {tittel: x, fora: []}", "stilling: {tittel: x}"),
        ("stilling: {tittel: }", "stilling: {tittel: uavklart}"),
    ],
)
def test_the_digest_is_of_the_values_not_of_the_file(tmp_path: Path, same: str, other: str) -> None:
    """Files that fill documents alike have one digest, so that a comment makes no new version."""
    assert case_of(tmp_path, same).digest == case_of(tmp_path, other).digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("stilling: {tittel: x}", "stilling: {tittel: y}"),
        ("stilling: {prosent: 50}", "stilling: {prosent: uavklart}"),
        ("stilling: {prosent: 50}", "stilling: {}"),
        ("stilling: {prosent: uavklart}", "stilling: {}"),
        ("stilling: {fora: [a, b]}", "stilling: {fora: [b, a]}"),
        ("oppfølging: {mentor: uavklart}", "oppfølging: {}"),
    ],
)
def test_what_changes_a_document_changes_the_digest(tmp_path: Path, one: str, other: str) -> None:
    """Any change of a value is a new digest."""
    assert case_of(tmp_path, one).digest != case_of(tmp_path, other).digest


def test_the_name_is_the_files_stem_composed(tmp_path: Path) -> None:
    """A name that macOS wrote as two characters is the same name."""
    assert case_of(tmp_path, GIVEN, name="sa\u030ar.1.yaml").name == "sår.1"


@pytest.mark.parametrize(
    "name",
    [
        "a:b.yaml",
        "a<b.yaml",
        "a?b.yaml",
        "a\\b.yaml",
        "a\nb.yaml",
        "CON.yaml",
        "aux.yaml",
        "Com1.yaml",
        "lpt³.yaml",
        "nul.sak.yaml",
        "sak..yaml",
        "sak .yaml",
        " sak.yaml",
        ".sak.yaml",
        ".yaml",
        "~$sak.yaml",
        "desktop.ini.yaml",
        "sak.lock.yaml",
        "a" * 81 + ".yaml",
    ],
)
def test_a_name_that_cannot_be_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    """The stem names the output folder, on Windows and in OneDrive too."""
    with pytest.raises(CaseError, match="kan ikke bli navnet på en mappe") as caught:
        case_of(tmp_path, GIVEN, name=name)
    assert "bydel-x.yaml" in (caught.value.faults[0].hint or "")


@pytest.mark.parametrize(
    "name", ["bydel-x.yaml", "Økern 2027.yaml", "a.b.yml", "console.yaml", "uteseksjonen_2021.yaml"]
)
def test_ordinary_names_are_taken(tmp_path: Path, name: str) -> None:
    """Norwegian letters, spaces inside and dots inside are fine."""
    assert case_of(tmp_path, GIVEN, name=name).name == Path(name).stem


def test_very_many_faults_are_cut_short(tmp_path: Path) -> None:
    """A file of a thousand unknown keys is answered quickly, and the rest is counted."""
    with pytest.raises(CaseError) as caught:
        case_of(tmp_path, "".join(f"felt{number}: x\n" for number in range(1000)))
    assert len(caught.value.faults) == 101
    assert caught.value.faults[-1].message == "og 900 feil til"


# --- whatever is written --------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(words=WORDS)
def test_a_text_comes_out_letter_for_letter(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    """Every letter, in any script and with any sign, is in the value; only outer spaces and line breaks are not."""
    case = case_of(tmp_path_factory.getbasetemp(), f"stilling: {{tittel: {json.dumps(words, ensure_ascii=False)}}}\n")
    value = at(case, "stilling.tittel")
    if isinstance(value, Gap):
        assert (
            not words.strip(" \u00a0\u00ad\u200b\u200c\u200d\u2060").strip() or words.strip().casefold() == "uavklart"
        )
    else:
        assert value == normalize("NFC", words).strip(" \t\n")


KEYS = st.sampled_from(
    ["stilling", "tittel", "antall", "prosent", "nivå", "oppgaver", "sak", "x", "mentor", "oppfølging"]
)
SCALARS = st.sampled_from(
    ["", "~", "uavklart", "ja", "12", "37,5", "2027-02-30", "fast", "'x'", '"y"', "%", "a: b", "# c"]
)
NODES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda members: f"{{{', '.join(f'{k}: {v}' for k, v in members.items())}}}"
        )
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(
    text=st.text()
    | st.dictionaries(KEYS, NODES, max_size=5).map(lambda m: "\n".join(f"{k}: {v}" for k, v in m.items()))
)
def test_nothing_but_a_case_error_comes_of_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a file says, it is a case or a CaseError with messages; surrogates cannot be in a file at all."""
    content = text.encode("utf-8", "replace").decode("utf-8")
    try:
        case = case_of(tmp_path_factory.getbasetemp(), content)
    except CaseError as error:
        messages = [fault.message for fault in error.faults]
    else:
        messages = [case.digest]
    assert all(messages)


# --- the real ones --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", REAL_CASES, ids=lambda path: path.stem)
def test_the_cases_of_the_repository_load(path: Path) -> None:
    """Each case in cases/ loads; only those of real postings have gaps."""
    case = load_case(path, load_fields(ROOT / "templates" / "felter.yaml"))
    assert case.name == path.stem
    assert bool(case.gaps) == (case.name != "bydel-x")


MEGABYTE = 900_000
BIG = {
    "spaces": "a:" + " " * MEGABYTE + "x: y",
    "spaces before a comment": "stilling: {tittel: x" + " " * MEGABYTE + "}",
    "tabs": "a:\n" + "\t" * MEGABYTE + "x",
    "a comma and spaces": "a: [b," + " " * MEGABYTE + "c: d: e",
    "quotes": "a: " + '"x" ' * (MEGABYTE // 4),
    "brackets": "a: " + "[]" * (MEGABYTE // 2),
    "braces": "{a: " * (MEGABYTE // 4),
    "question marks": "? " * (MEGABYTE // 2),
    "dashes": "- " * (MEGABYTE // 2),
    "one key": "a" * MEGABYTE,
    "one word": "stilling: {tittel: " + "a" * MEGABYTE + "}",
    "digits": "stilling: {antall: " + "1" * MEGABYTE + "}",
    "digits and spaces": "stilling: {antall: '" + "1 " * (MEGABYTE // 2) + "'}",
    "accounts": "konto" * (MEGABYTE // 5),
    "birth numbers": "13097248022 " * (MEGABYTE // 12),
    "sobriety": "rusfri " * (MEGABYTE // 7),
    "diagnoses": "icd " * (MEGABYTE // 4),
    "control characters": "\x01" * MEGABYTE,
    "odd keys": "\u00a0a: 1\n" * (MEGABYTE // 7),
    "unknown keys": "".join(f"stillng{number}: x\n" for number in range(MEGABYTE // 16)),
    "items": "stilling:\n  fora:\n" + "    - x\n" * (MEGABYTE // 8),
    "slips": "a: b: c\n" * (MEGABYTE // 8),
    "comments": "a: x #y\n" * (MEGABYTE // 8),
}


@pytest.mark.parametrize("kind", BIG)
def test_no_big_file_takes_long(tmp_path: Path, kind: str) -> None:
    """A megabyte of anything is read or refused within seconds."""
    start = time.monotonic()
    with contextlib.suppress(CaseError):
        case_of(tmp_path, BIG[kind])
    assert time.monotonic() - start < 10
