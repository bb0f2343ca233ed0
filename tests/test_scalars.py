"""A field's type decides what a text means; Norwegian forms are understood, and what can be misread is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Field, Kind
from pipeline.scalars import MONTHS, Wrong, is_blank, is_undecided, scalar_value
from pipeline.values import Choice, Day, Number, Text, Whole

CHOICES = {"fast": "fast stilling", "psykisk helse": "psykisk helse"}


def field(kind: Kind, *, pattern: str | None = None, over: int | None = None, maximum: int | None = None) -> Field:
    """Return a field of a type, with its limits."""
    return Field(
        key="felt",
        path="felt",
        kind=kind,
        title="feltet",
        choices=CHOICES if kind == "valg" else {},
        pattern=pattern,
        pattern_help="fire siffer" if pattern else "",
        over=over,
        maximum=maximum,
    )


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("tekst", "1.10", "1.10"),
        ("tekst", "  Oslo \n", "Oslo"),
        ("tekst", "\u00a0Oslo", "\u00a0Oslo"),
        ("tekst", "én\nto", "én\nto"),
        ("heltall", "24", 24),
        ("heltall", "427 350", 427350),
        ("heltall", "427\u00a0350", 427350),
        ("heltall", "1\u202f234\u202f567", 1234567),
        ("heltall", "24,0", 24),
        ("heltall", "007", 7),
        ("heltall", "-3", -3),
        ("heltall", "\u22123", -3),
        ("tall", "37,5", Decimal("37.5")),
        ("tall", "37.5", Decimal("37.5")),
        ("tall", "100", Decimal(100)),
        ("tall", "0.500", Decimal("0.5")),
        ("tall", "1 234,50", Decimal("1234.50")),
        ("dato", "2021-01-26", date(2021, 1, 26)),
        ("dato", "2021-1-6", date(2021, 1, 6)),
        ("dato", "26.01.2021", date(2021, 1, 26)),
        ("dato", "6.1.2021", date(2021, 1, 6)),
        ("dato", "26. 01. 2021", date(2021, 1, 26)),
        ("dato", "26. januar 2021", date(2021, 1, 26)),
        ("dato", "1. mai 2027", date(2027, 5, 1)),
        ("dato", "2. Sept. 2027", date(2027, 9, 2)),
        ("dato", "29.02.2028", date(2028, 2, 29)),
        ("ja_nei", "ja", True),
        ("ja_nei", "Nei", False),
        ("valg", "fast", "fast"),
        ("valg", " psykisk helse ", "psykisk helse"),
        ("valg", "Fast", "fast"),
        ("valg", "fast stilling", "fast"),
        ("valg", "Fast stilling", "fast"),
        ("valg", "Psykisk helse", "psykisk helse"),
    ],
)
def test_a_text_becomes_the_value_it_means(kind: Kind, text: str, value: object) -> None:
    """Each type understands the forms that people write."""
    assert scalar_value(text, field(kind), "felt") == value


@pytest.mark.parametrize(
    ("kind", "text", "message", "hint"),
    [
        ("heltall", "to", "ikke et helt tall", "24"),
        ("heltall", "2,5", "ikke et helt tall", "uten desimaler"),
        ("heltall", "1.000", "to måter", "«1 000»"),
        ("heltall", "50 %", "ikke bare et tall", "50"),
        ("heltall", "kr 427 350", "ikke bare et tall", "427 350"),
        ("heltall", "427 350 kroner", "ikke bare et tall", "427 350"),
        ("heltall", "427 350,-", "ikke bare et tall", "427 350"),
        ("heltall", "3 måneder", "ikke bare et tall", "3"),
        ("heltall", "27–34", "ikke et helt tall", "siffer"),
        ("heltall", "1_000", "ikke et helt tall", "siffer"),
        ("heltall", "0x10", "ikke", ""),
        ("heltall", "1" * 5000, "for mange sifre", "Kontroller"),
        ("heltall", "٣", "ikke et helt tall", "siffer"),
        ("tall", "427.350", "to måter", "«427 350» eller «427,35»"),
        ("tall", ".nan", "ikke et tall", "37,5"),
        ("tall", "1e3", "ikke", ""),
        ("tall", "37,5,5", "ikke", ""),
        ("dato", "31.02.2027", "31.02.2027 finnes ikke", "Februar 2027 har 28 dager"),
        ("dato", "2027-02-30", "30.02.2027 finnes ikke", "Februar 2027 har 28 dager"),
        ("dato", "31. april 2027", "31.04.2027 finnes ikke", "April 2027 har 30 dager"),
        ("dato", "2027-13-01", "finnes ikke", "1 til 12"),
        ("dato", "00.01.2027", "finnes ikke", "Januar 2027 har 31 dager"),
        ("dato", "26.01.27", "mangler århundre", "fire siffer"),
        ("dato", "26/01/2027", "ikke en dato", "26.01.2027"),
        ("dato", "26. jamuar 2027", "«jamuar» er ikke en måned", "26.01.2027"),
        ("dato", "1. ma 2027", "ikke en måned", ""),
        ("dato", "26.01.0207", "året", "Kontroller"),
        ("dato", "2027-01-26T10:00", "ikke en dato", ""),
        ("dato", "i vår", "ikke en dato", ""),
        ("ja_nei", "true", "ikke ja eller nei", "Skriv ja."),
        ("ja_nei", "no", "ikke ja eller nei", "Skriv nei."),
        ("ja_nei", "kanskje", "ikke ja eller nei", "uavklart"),
        ("valg", "fasst", "ikke et av valgene", "Mente du «fast»?"),
        ("valg", "FAST STILLING", "ikke et av valgene", "Mente du «fast»?"),
        ("valg", "psykisk_helse", "ikke et av valgene", "Mente du «psykisk helse»?"),
        ("valg", "xyz", "ikke et av valgene", "«fast» eller «psykisk helse»"),
    ],
)
def test_a_text_that_is_no_value_is_told_with_a_remedy(kind: Kind, text: str, message: str, hint: str) -> None:
    """The message says what is wrong, the hint what to write."""
    wrong = scalar_value(text, field(kind), "felt")
    assert isinstance(wrong, Wrong)
    assert message in wrong.message
    assert hint in wrong.hint
    assert len(wrong.message) < 120


PERSONAL = (
    "13097248022",
    "130972 48022",
    "13.097.248.022",
    "13 09 72 480 22",
    "13097248021 kr",
    "130972-48021",
    "130972",
)


@pytest.mark.parametrize("text", [*PERSONAL, *(f"født {number} og syk" for number in PERSONAL)])
@pytest.mark.parametrize("kind", ["heltall", "tall", "dato", "ja_nei", "valg", "tekst"])
def test_a_long_number_in_a_wrong_value_is_not_repeated(kind: Kind, text: str) -> None:
    """A number that is somebody's, or nearly, may stand in the wrong field: neither message nor hint has it."""
    wrong = scalar_value(text, field(kind, pattern="x", maximum=100), "felt")
    if not isinstance(wrong, Wrong):
        return
    told = re.sub(r"26[.]01[.]2027|2027-01-26", "", f"{wrong.message} {wrong.hint}")
    assert "130972" not in re.sub(r"[^0-9]", "", told)
    assert "…" in wrong.message


@pytest.mark.parametrize("kind", ["heltall", "tall", "dato", "ja_nei", "valg"])
def test_a_sentence_in_a_wrong_place_is_cut_short(kind: Kind) -> None:
    """What somebody wrote about a person in a field for something else is not read aloud."""
    wrong = scalar_value("Ola Hansen er rusavhengig og bor i gata", field(kind), "felt")
    assert isinstance(wrong, Wrong)
    assert wrong.message.startswith("«Ola Hansen er …»")
    assert "rusavhengig" not in wrong.hint


@pytest.mark.parametrize(("text", "ok"), [("0", False), ("0,1", True), ("100", True), ("100,01", False), ("-1", False)])
def test_limits_hold(text: str, ok: bool) -> None:
    """What is physically impossible is wrong; the limits themselves count as the field says."""
    value = scalar_value(text, field("tall", over=0, maximum=100), "felt")
    assert isinstance(value, Wrong) != ok


@pytest.mark.parametrize(
    ("text", "ok"), [("0150", True), (" 0150 ", True), ("150", False), ("01500", False), ("015o", False)]
)
def test_a_pattern_must_match_the_whole_text(text: str, ok: bool) -> None:
    """A text with a form of its own is told what the form is."""
    value = scalar_value(text, field("tekst", pattern="[0-9]{4}"), "felt")
    assert (value == text.strip()) if ok else isinstance(value, Wrong) and value.hint == "Skriv fire siffer."


def test_a_title_that_two_choices_share_is_none_of_them() -> None:
    """What could mean either is refused; a key always means itself."""
    two = replace(field("valg"), choices={"annen": "en annen", "a": "Ellers", "b": "ellers", "ellers": "noe annet"})
    for text in ("Ellers", "Annet"):
        assert isinstance(scalar_value(text, two, "felt"), Wrong)
    assert scalar_value("ellers", two, "felt") == "ellers"
    choice = scalar_value("En annen", two, "felt")
    assert isinstance(choice, Choice)
    assert (choice, choice.shown) == ("annen", "en annen")


def test_values_know_their_path_and_title() -> None:
    """A value carries the path of its field, and a choice its title."""
    choice = scalar_value("fast", field("valg"), "a.b")
    assert isinstance(choice, Choice)
    assert (choice.path, choice.shown) == ("a.b", "fast stilling")
    kinds = {"tekst": Text, "heltall": Whole, "tall": Number}
    for kind, type_ in kinds.items():
        value = scalar_value("12", field(kind), "a.b")  # type: ignore[arg-type]
        assert isinstance(value, type_)
        assert value.path == "a.b"  # type: ignore[union-attr]
    day = scalar_value("1.1.2027", field("dato"), "a.b")
    assert isinstance(day, Day)
    assert day.path == "a.b"


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0", "\u200b", " \u00ad\u2060 "])
def test_what_nobody_sees_is_blank(text: str) -> None:
    """A text of spaces and invisible characters is not filled in."""
    assert is_blank(text)


@pytest.mark.parametrize(
    ("text", "undecided"), [("uavklart", True), (" Uavklart\n", True), ("UAVKLART", True), ("uavklart nå", False)]
)
def test_undecided_is_the_word_alone(text: str, undecided: bool) -> None:
    """`uavklart` counts whatever its capitals, but not inside a sentence."""
    assert is_undecided(text) is undecided


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_reads_alike_in_every_form(day: date) -> None:
    """The forms of a date mean the same day."""
    forms = [f"{day:%Y-%m-%d}", f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}"]
    forms.append(f"{day.day}. {MONTHS[day.month - 1]} {day.year}")
    assert {scalar_value(form, field("dato"), "felt") for form in forms} == {day}


@given(st.dates(date(1900, 1, 1), date(2199, 11, 30)), st.integers(1, 12))
def test_the_day_after_a_months_last_does_not_exist(day: date, month: int) -> None:
    """One day more than a month has is told with the number of days it has."""
    first = day.replace(day=1, month=month)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    wrong = scalar_value(f"{last.day + 1}.{month}.{day.year}", field("dato"), "felt")
    assert isinstance(wrong, Wrong)
    assert f"{MONTHS[month - 1].capitalize()} {day.year} har {last.day} dager." == wrong.hint


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_reads_alike_with_spaces(number: int) -> None:
    """Spaces between thousands change nothing."""
    spaced = f"{number:,}".replace(",", "\u00a0")
    assert (
        scalar_value(spaced, field("heltall"), "felt") == scalar_value(str(number), field("heltall"), "felt") == number
    )


@given(st.sampled_from(["tekst", "heltall", "tall", "dato", "ja_nei", "valg"]), st.text())
def test_any_text_is_a_value_or_wrong(kind: Kind, text: str) -> None:
    """No text gives an exception, and a message is one short line."""
    value = scalar_value(text, field(kind), "felt")
    if isinstance(value, Wrong):
        assert value.hint
        assert "\n" not in value.message
        assert len(value.message) < 160
