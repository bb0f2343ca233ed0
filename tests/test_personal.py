"""A case describes a position: what looks personal is refused, and never repeated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import CaseError
from pipeline.personal import private_in
from tests.vocabulary import case_of

# Synthetic numbers: those of the national test population have 80 added to the month, others 40 or 65.
SYNTHETIC = "13097248022"


def with_control_digits(start: str) -> str | None:
    """Return nine digits with their two control digits; None when there are no such."""
    digits = [int(char) for char in start]
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        rest = -sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if rest == 10:
            return None
        digits.append(rest)
    return "".join(map(str, digits))


def first_good(day: int, month: int) -> str:
    """Return a number that passes the control for a day and a month, in a series for people born in 1899."""
    numbers = (with_control_digits(f"{day:02}{month:02}99{individual:03}") for individual in range(500, 750))
    return next(number for number in numbers if number)


@pytest.mark.parametrize(
    ("day", "month", "kind"),
    [
        (1, 1, "plain"),
        (41, 1, "D-number"),
        (71, 12, "D-number"),
        (1, 41, "H-number"),
        (29, 42, "leap day"),
        (31, 66, "+ 65"),
        (1, 77, "+ 65"),
        (1, 81, "+ 80"),
        (31, 92, "+ 80"),
        (41, 92, "D and + 80"),
    ],
)
def test_every_kind_of_birth_number_is_seen(day: int, month: int, kind: str) -> None:
    """Plain, D- and H-numbers and the synthetic ones are seen by day, month and both control digits."""
    number = first_good(day, month)
    assert [found.kind for found in private_in(f"kontakt {number}.")] == ["et fødselsnummer eller D-nummer"], kind
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not private_in(wrong)


@pytest.mark.parametrize("shape", ["{0}{1}{2}{3}{4}", "{0}{1}{2} {3}{4}", "{0}{1}{2}-{3}{4}", "{0} {1} {2} {3} {4}"])
@pytest.mark.parametrize("around", ["{}", "nr. {}, ring", "«{}»", "f{}x", "# {}", '"{}": ja', "12 {}"])
def test_a_birth_number_is_seen_however_it_is_written(shape: str, around: str) -> None:
    """Spaces, hard spaces and dashes between the parts hide nothing, nor do words around the number."""
    parts = SYNTHETIC[:2], SYNTHETIC[2:4], SYNTHETIC[4:6], SYNTHETIC[6:9], SYNTHETIC[9:]
    for number in (shape.format(*parts), shape.format(*parts).replace(" ", "\u00a0").replace("-", "–")):
        assert private_in(around.format(number)), number


@pytest.mark.parametrize(
    "shape",
    [
        "130972/48022",
        "130972  48022",
        "130972, 48022",
        "130972. 48022",
        "130972 – 48022",
        "130972_48022",
        "13/09/72-48022",
        "13.09.72.480.22",
        "13.09.1972-48022",
        "13. 09. 1972 48022",
        "13/09/1972 / 480 22",
        "13091972 48022",
        "1 3 0 9 7 2 4 8 0 2 2",
        "1309 7248 022",
        "13\u2003097248022",
        "130\u00ad97248022",
        "13\u200b09\u200b72\u200b48022",
        "1\u20603\u2060097248022",
        "\ufeff130972\u200e48022",
    ],
)
@pytest.mark.parametrize("around", ["{}", "fnr.: {}.", "({}, ring 99 88 77 66)", "å {} {{x}}"])
def test_a_birth_number_is_seen_however_it_is_hidden(shape: str, around: str) -> None:
    """Any usual separator, the whole year of birth, spaces anywhere and characters that nobody sees hide nothing."""
    (found,) = private_in(f"\u00ad\n{around.format(shape)}")
    assert found.kind == "et fødselsnummer eller D-nummer"
    assert (found.line, found.column) == (2, 1 + around.index("{}") + (1 if shape[0] == "\ufeff" else 0))


AMOUNTS = st.integers(1, 99_999_999).map(lambda whole: f"{whole:,}".replace(",", " "))
DAYS = st.dates(date(2016, 1, 1), date(2199, 12, 31)).flatmap(
    lambda day: st.sampled_from([f"{day:%d.%m.%Y}", f"{day:%Y-%m-%d}", f"{day.day}.{day.month}.{day.year}"])
)
TELEPHONES = st.tuples(
    st.integers(20_000_000, 99_999_999).map(str),
    st.sampled_from(["{0}{1}{2}{3} {4}{5} {6}{7}", "{0}{1} {2}{3} {4}{5} {6}{7}", "{0}{1}{2} {3}{4} {5}{6}{7}"])
    | st.sampled_from(["+47 {0}{1}{2}{3}{4}{5}{6}{7}", "0047 {0}{1} {2}{3} {4}{5} {6}{7}", "{0}{1}{2}{3}{4}{5}{6}{7}"]),
).map(lambda drawn: drawn[1].format(*drawn[0]))
TIMES = st.times().map(lambda time: f"{time:%H:%M}")
POSTCODES = st.integers(0, 9999).map(lambda number: f"{number:04} Oslo")


@settings(max_examples=500)
@given(
    st.lists(AMOUNTS | DAYS | TELEPHONES | TIMES | POSTCODES, max_size=4), st.sampled_from([", ", " og ", "–", "; "])
)
def test_what_a_case_is_full_of_is_never_taken_for_a_birth_number(values: list[str], between: str) -> None:
    """Amounts, dates, telephone numbers, times and postcodes, alone or one after the other."""
    assert not private_in(between.join(values))


@pytest.mark.parametrize(
    "text",
    [
        "+47 99 88 77 66",
        "0047 22 33 44 55",
        "15.02.2027 100 prosent",
        "537 100 586 600",
        f"1{SYNTHETIC}",
        f"{SYNTHETIC}0",
        "2027-01-15 08:30",
        "123456789",
        "00000000000",
        "12345678901",
        "https://example.no/stilling/20270115083",
        "K11.4, kap. 11.2 og F-bygget 2.10",
        "F11 (rom), F.11.2 og HF11.2",
        "Kontoret har 24 ansatte",
        "rusfri sone siden 2015",
        "Vi spør ikke hvor lenge du har vært rusfri.",
    ],
)
def test_ordinary_numbers_and_words_are_left_alone(text: str) -> None:
    """Telephone numbers, amounts, dates, references and rooms are none of these."""
    assert not private_in(text)


@pytest.mark.parametrize(
    "text", ["1234.56.78903", "konto 12345678903", "Kontonr.: 1234 56 78903", "kontonummer er 1234.56.78903"]
)
def test_an_account_number_is_seen_in_its_own_form_or_after_the_word(text: str) -> None:
    """Eleven digits that pass the control count as an account only where somebody says so."""
    assert [found.kind for found in private_in(text)][:1] == ["et kontonummer"]
    assert not private_in(text.replace("78903", "78904"))


def test_eleven_digits_alone_are_no_account() -> None:
    """A number that would pass as an account is left alone when nothing says that it is one."""
    assert not private_in("saksnummer 12345678903")


@pytest.mark.parametrize("text", ["diagnosen F11.2", "(f20.0)", "ICD-10: B18", "icd10 F11", "diagnose: Z50.2"])
def test_a_diagnosis_code_is_seen(text: str) -> None:
    """Codes of ICD-10 are seen by their form, or after a word that says what they are."""
    assert [found.kind for found in private_in(text)][:1] == ["en diagnosekode"]


@pytest.mark.parametrize("text", ["rusfri siden 2015", "Har vært RUSFRI  SIDEN i fjor"])
def test_somebodys_sobriety_is_seen(text: str) -> None:
    """«Rusfri siden» is about a person, whoever it is."""
    assert private_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "stilling:\n  tittel: {}\n",
        "stilling:\n  tittel: x # {}\n",
        "# {}\nstilling: {{tittel: x}}\n",
        "stilling:\n  {}: x\n",
        "stilling:\n  tittel: [{}\n",
        "stilling:\n  antall: {}\n",
        "stilling:\n  ansettelsesform: {}\n",
        "stilling:\n  tittel: x\n  tittel: {}\n",
        "virksomhet:\n  postnummer: {}\n",
        "sak: {}\n",
        "{}",
        "sak:\n  id: {} prosnt: 12\n\tb: 1\n",
    ],
)
def test_no_message_repeats_what_is_personal(tmp_path: Path, text: str) -> None:
    """Wherever the number stands, and whatever else is wrong, it is in no message, hint or key."""
    with pytest.raises(CaseError) as caught:
        case_of(tmp_path, text.format(SYNTHETIC))
    told = str(list(caught.value.faults))
    assert SYNTHETIC not in told
    assert SYNTHETIC[:6] not in told
    assert "fødselsnummer" in told
    assert SYNTHETIC not in str(caught.value)


@pytest.mark.parametrize(
    "value",
    [f'"{SYNTHETIC[:6]}\\u0020{SYNTHETIC[6:]}"', f"{SYNTHETIC[:6]}\n    {SYNTHETIC[6:]}", f'"\\x31{SYNTHETIC[1:]}"'],
    ids=["escaped space", "over two lines", "escaped digit"],
)
def test_a_number_that_only_yaml_puts_together_is_seen(tmp_path: Path, value: str) -> None:
    """Values are looked at as well as the text of the file."""
    with pytest.raises(CaseError) as caught:
        case_of(tmp_path, f"stilling:\n  tittel: {value}\n")
    assert [fault.code for fault in caught.value.faults] == ["personal-data"]
    assert caught.value.faults[0].line == 2


def test_a_number_in_the_file_name_is_refused_without_naming_the_file(tmp_path: Path) -> None:
    """The path in the message is the folder's."""
    with pytest.raises(CaseError) as caught:
        case_of(tmp_path, "stilling: {tittel: x}\n", name=f"{SYNTHETIC}.yaml")
    assert [fault.path for fault in caught.value.faults] == [str(tmp_path)]
    assert SYNTHETIC not in str(caught.value.faults)


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    """No text is too odd, and places are within it."""
    for found in private_in(text):
        assert 1 <= found.line <= text.count("\n") + 1
