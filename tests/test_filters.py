"""Filters: what each makes of each kind of value, which field the words came from, and what they refuse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.expressions.filters import FILTERS, Span, Words, WrongValue, plain, words_of
from pipeline.expressions.unknown import Unknown
from pipeline.model import Field
from pipeline.values import Absent, Choice, Day, Gap, Group, Items, Number, Text, Value, Whole

HARD = "\N{NO-BREAK SPACE}"
GAP = Gap("stilling.prosent", Field("prosent", "stilling.prosent", "tall", "stillingsprosent"))
VALUES = {
    "tekst": Text("fire", "a"),
    "valg": Choice("fast", "b", "fast stilling"),
    "heltall": Whole(4, "c"),
    "tall": Number(Decimal("37.5"), "d"),
    "dato": Day.of(date(2027, 2, 5), "e"),
    "ja": True,
    "liste": Items.of((Text("rus", "f[1]"), Text("bolig", "f[2]")), "f"),
    "gruppe": Group({}, "g", given=True),
}
# What each filter accepts; everything else is refused, with the path of the field.
ACCEPTS = {
    "dato": {"dato"},
    "kortdato": {"dato"},
    "kroner": {"heltall", "tall"},
    "kr": {"heltall", "tall"},
    "prosent": {"heltall", "tall"},
    "tall": {"heltall", "tall"},
    "tallord": {"heltall", "tall"},
    "telefon": {"tekst", "valg", "heltall"},
    "liste": {"tekst", "valg", "heltall", "liste"},
    "stor": {"tekst", "valg", "heltall"},
    "liten": {"tekst", "valg", "heltall"},
    "setning": {"tekst", "valg", "heltall"},
    "antall": {"liste"},
    "med": set(),
    "uten": set(),
}
ARGUMENTS = {"med": ("nivå", "operativt"), "uten": ("nivå",)}


def words(name: str, value: object, *arguments: object) -> str:
    """What a filter makes of a value."""
    return str(FILTERS[name](value, *arguments))


def spans(name: str, value: object, *arguments: object) -> list[tuple[str, str]]:
    """The words that a filter's result has from each field, with the field's path."""
    made = FILTERS[name](value, *arguments)
    assert isinstance(made, Words)
    return [(str(made)[span.start : span.end], span.path) for span in made.spans]


def number(text: str) -> Number:
    """A decimal number of a case."""
    return Number(Decimal(text), "tall")


def items(*texts: str) -> Items:
    """A list of texts of a case."""
    return Items.of(tuple(Text(text, f"l[{at}]") for at, text in enumerate(texts, 1)), "l")


def test_every_filter_is_tried() -> None:
    """No filter is missing from the table of what filters accept."""
    assert FILTERS.keys() == ACCEPTS.keys()


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("kind", VALUES)
def test_a_filter_takes_its_kinds_and_refuses_the_others(name: str, kind: str) -> None:
    """A value of the wrong kind is refused with its path; no other error ever comes out of a filter."""
    value = VALUES[kind]
    if kind in ACCEPTS[name]:
        assert isinstance(FILTERS[name](value, *ARGUMENTS.get(name, ())), Words | int)
        return
    with pytest.raises(WrongValue) as refusal:
        FILTERS[name](value, *ARGUMENTS.get(name, ()))
    assert refusal.value.path in (getattr(value, "path", None), "f[1]")


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("value", [GAP, Absent("stilling.kode"), Unknown(GAP)], ids=["gap", "absent", "unknown"])
def test_what_is_missing_passes_through_every_filter(name: str, value: object) -> None:
    """A gap and an absent value come out of every filter as the same thing that went in."""
    assert FILTERS[name](value, *ARGUMENTS.get(name, ())) is value


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        (date(2027, 2, 15), "15. februar 2027", "15.02.2027"),
        (date(2027, 5, 1), "1. mai 2027", "01.05.2027"),
        (date(1999, 12, 31), "31. desember 1999", "31.12.1999"),
    ],
)
def test_dates(value: date, long: str, short: str) -> None:
    """A full stop after the day and a small letter in the month; the short form has two digits for day and month."""
    day = Day.of(value, "søknad.frist")
    assert (words("dato", day), words("kortdato", day)) == (long, short)
    assert spans("dato", day) == [(long, "søknad.frist")]
    assert spans("kortdato", day) == [(short, "søknad.frist")]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("kroner", number("537100"), f"537{HARD}100{HARD}kroner"),
        ("kroner", number("1234567.5"), f"1{HARD}234{HARD}567,5{HARD}kroner"),
        ("kroner", Whole(0, "k"), f"0{HARD}kroner"),
        ("kr", Whole(537100, "k"), f"kr{HARD}537{HARD}100"),
        ("prosent", number("50"), f"50{HARD}%"),
        ("prosent", number("37.50"), f"37,5{HARD}%"),
        ("tall", number("37.50"), "37,5"),
        ("tall", number("0.05"), "0,05"),
        ("tall", Whole(10000, "k"), f"10{HARD}000"),
        ("tall", number("33.333"), "33,333"),
        ("tall", number("0.1234567890123"), "0,1234567890123"),
    ],
)
def test_numbers(name: str, value: Whole | Number, shown: str) -> None:
    """Amounts have a decimal comma and hard spaces, so that no line breaks inside them."""
    assert words(name, value) == shown
    assert spans(name, value) == [(shown, value.path)]


def test_percent_in_words() -> None:
    """`prosent("ord")` is for running text; another word is refused, so that a slip does not pass."""
    assert words("prosent", number("50"), "ord") == "50 prosent"
    assert words("prosent", number("50"), "tegn") == f"50{HARD}%"
    with pytest.raises(WrongValue, match="tegn eller ord"):
        FILTERS["prosent"](number("50"), "ordd")


@pytest.mark.parametrize(
    ("value", "gender", "shown"),
    [
        (Whole(0, "n"), (), "null"),
        (Whole(1, "n"), (), "én"),
        (Whole(1, "n"), ("hankjønn",), "én"),
        (Whole(1, "n"), ("hunkjønn",), "ei"),
        (Whole(1, "n"), ("intetkjønn",), "ett"),
        (Whole(2, "n"), ("intetkjønn",), "to"),
        (Whole(12, "n"), (), "tolv"),
        (Whole(13, "n"), (), "13"),
        (number("3.00"), (), "tre"),
        (number("2.5"), (), "2,5"),
    ],
)
def test_number_words(value: Whole | Number, gender: tuple[str, ...], shown: str) -> None:
    """Up to twelve in words, larger numbers and fractions in digits; one follows the gender of the noun."""
    assert words("tallord", value, *gender) == shown
    assert spans("tallord", value, *gender) == [(shown, value.path)]


def test_a_mistyped_gender_is_refused() -> None:
    """A gender that does not exist is the template's fault, not a crash, also where the number is not one."""
    with pytest.raises(WrongValue, match="felleskjønn eller hankjønn eller hunkjønn eller intetkjønn") as refusal:
        FILTERS["tallord"](Whole(1, "stilling.antall"), "nøytrum")
    assert "nøytrum" in str(refusal.value)


def test_a_counted_number_has_words_too() -> None:
    """The length of a list can be written in words; it came from no field."""
    counted = FILTERS["antall"](items("a", "b"))
    assert counted == 2
    assert words("tallord", counted) == "to"
    assert spans("tallord", counted) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("22 22 22 22", f"22{HARD}22{HARD}22{HARD}22"),
        ("99887766", f"99{HARD}88{HARD}77{HARD}66"),
        ("998 87 766", f"99{HARD}88{HARD}77{HARD}66"),
        ("00000000", f"00{HARD}00{HARD}00{HARD}00"),
        ("+47 22 22 22 22", "+47 22 22 22 22"),
        ("02180", "02180"),
        ("22 22 22 22 eller 33 33 33 33", "22 22 22 22 eller 33 33 33 33"),
        ("²²²²²²²²", "²²²²²²²²"),
    ],
)
def test_telephone_numbers(written: str, shown: str) -> None:
    """Eight digits stand in pairs held together by hard spaces; anything else stays as it was written."""
    value = Text(written, "kontakt.telefon")
    assert words("telefon", value) == shown
    assert spans("telefon", value) == [(shown, "kontakt.telefon")]


@pytest.mark.parametrize(
    ("value", "word", "shown"),
    [
        (("rus",), (), "rus"),
        (("rus", "bolig"), (), "rus og bolig"),
        (("rus", "bolig", "vold"), (), "rus, bolig og vold"),
        (("rus", "bolig", "vold"), ("eller",), "rus, bolig eller vold"),
        (("rus", "bolig"), ("eller",), "rus eller bolig"),
        (("rus",), ("eller",), "rus"),
        (("a, b", "c og d"), (), "a, b og c og d"),
        (("{0}", "%s", "\\1"), (), "{0}, %s og \\1"),
    ],
)
def test_lists(value: tuple[str, ...], word: tuple[str, ...], shown: str) -> None:
    """«a, b og c»; what stands in an item is not read as a pattern."""
    assert words("liste", items(*value), *word) == shown
    assert spans("liste", items(*value), *word) == [(text, f"l[{at}]") for at, text in enumerate(value, 1)]


def test_a_list_of_one_value_is_the_value() -> None:
    """A single text, choice or whole number goes through `liste` as itself."""
    assert words("liste", Text("rus", "t")) == "rus"
    assert words("liste", Choice("fast", "v", "fast stilling")) == "fast stilling"
    assert words("liste", Items.of((Whole(3, "n[1]"), Whole(4, "n[2]")), "n")) == "3 og 4"


def test_a_gap_in_a_list_shows_its_placeholder() -> None:
    """An undecided item stands in its place among the others, and its span says that it is a placeholder."""
    made = FILTERS["liste"](Items.of((Text("rus", "l[1]"), GAP), "l"))
    assert str(made) == "rus og [Fyll ut: stillingsprosent]"
    assert isinstance(made, Words)
    assert made.spans == (Span(0, 3, "l[1]"), Span(7, 34, "stilling.prosent", True))


@pytest.mark.parametrize(
    ("written", "small", "large"),
    [
        ("Følge opp", "følge opp", "Følge opp"),
        ("åpent møtested", "åpent møtested", "Åpent møtested"),
        ("DPS i bydelen", "DPS i bydelen", "DPS i bydelen"),
        ("I fagmøter", "i fagmøter", "I fagmøter"),
        ("ßtraße", "ßtraße", "ßtraße"),
        ("12 timer", "12 timer", "12 timer"),
        ("«Sitat»", "«Sitat»", "«Sitat»"),
        ("Å", "å", "Å"),
    ],
)
def test_first_letters(written: str, small: str, large: str) -> None:
    """Only the first letter changes; abbreviations keep theirs, and no letter becomes two."""
    assert words("liten", Text(written, "t")) == small
    assert words("stor", Text(written, "t")) == large
    assert spans("stor", Text(written, "t")) == [(large, "t")]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Vi jobber to og to", "Vi jobber to og to."),
        ("Vi jobber to og to.", "Vi jobber to og to."),
        ("Er det mulig?", "Er det mulig?"),
        ("Ja!", "Ja!"),
        ("Dette:", "Dette:"),
        ("Og så …", "Og så …"),
        ("Han sa «nei»", "Han sa «nei»."),
        ("Han sa «nei.»", "Han sa «nei.»"),
        ("Vi hjelper (også om natta)", "Vi hjelper (også om natta)."),
        ("Først\nså", "Først\nså."),
        ("kl. 08.00–15.30", "kl. 08.00–15.30."),
    ],
)
def test_full_stops(written: str, shown: str) -> None:
    """A full stop is added only where the text does not end as a sentence; the stop itself is not the field's."""
    value = Text(written, "t")
    assert words("setning", value) == shown
    assert spans("setning", value) == [(written, "t")]


def test_filters_can_be_chained() -> None:
    """Words keep their field through one filter after another."""
    one = FILTERS["tallord"](Whole(1, "stilling.antall"), "intetkjønn")
    assert spans("setning", FILTERS["stor"](one)) == [("Ett", "stilling.antall")]
    assert words("setning", FILTERS["stor"](FILTERS["liste"](items("rus", "bolig")))) == "Rus og bolig."


LEVELS: dict[str, Value] = {"a": Choice("operativt", ""), "b": GAP, "c": Absent(""), "d": Choice("strategisk", "")}
TASKS = Items.of(
    tuple(Group({"tekst": Text(text, ""), "nivå": level}, "", given=True) for text, level in LEVELS.items()), "o"
)


def test_items_can_be_picked_by_a_member() -> None:
    """`med` takes the items whose member equals a value, `uten` those where nobody has said."""

    def tasks(picked: object) -> list[object]:
        assert isinstance(picked, Items)
        assert picked.path == "o"
        return [item["tekst"] for item in picked if isinstance(item, Group)]

    assert tasks(FILTERS["med"](TASKS, "nivå", "operativt")) == ["a"]
    assert tasks(FILTERS["med"](TASKS, "nivå", "annet")) == []
    assert tasks(FILTERS["uten"](TASKS, "nivå")) == ["b", "c"]
    assert FILTERS["antall"](FILTERS["med"](TASKS, "nivå", "strategisk")) == 1


def test_items_that_nobody_has_said_can_be_found() -> None:
    """`uten` alone takes the items that are gaps themselves: of a list of texts, and of a list of groups."""
    for known in (Text("teammøte", "l[1]"), TASKS[1]):
        assert FILTERS["uten"](Items.of((known, GAP), "l")) == (GAP,)
        assert FILTERS["uten"](Items.of((known,), "l")) == ()


@pytest.mark.parametrize("name", ["med", "uten"])
@pytest.mark.parametrize("value", [items("a"), TASKS], ids=["texts", "groups without the member"])
def test_picking_by_a_member_that_is_not_there_is_refused(name: str, value: Items) -> None:
    """A list of texts, or a member that does not exist, is the template's fault."""
    with pytest.raises(WrongValue, match="uten feltet «grad»"):
        FILTERS[name](value, "grad", *(["x"] if name == "med" else []))


@pytest.mark.parametrize("value", [None, 1.5, True, object()], ids=repr)
def test_what_is_no_value_of_a_case_has_no_words(value: object) -> None:
    """None, floats, booleans and anything else from Python are refused rather than printed as Python prints them."""
    with pytest.raises(WrongValue):
        words_of(value)


@pytest.mark.parametrize(
    ("kind", "remedy"),
    [("tall", "filteret tall"), ("dato", "filteret dato"), ("liste", "{% for %}"), ("gruppe", "velg ett av dem")],
)
def test_values_without_words_say_what_to_do(kind: str, remedy: str) -> None:
    """The message tells the template's owner which filter to use, and the error which field it was."""
    with pytest.raises(WrongValue) as refusal:
        words_of(VALUES[kind])
    assert remedy in str(refusal.value)
    assert refusal.value.path == getattr(VALUES[kind], "path", None)


def test_messages_format_by_themselves() -> None:
    """In a rule's message dates, numbers, lists and yes/no need no filter."""
    assert plain(VALUES["dato"]) == "5. februar 2027"
    assert plain(VALUES["tall"]) == "37,5"
    assert plain(VALUES["liste"]) == "rus, bolig"
    assert plain(VALUES["valg"]) == "fast stilling"
    assert (plain(True), plain(False)) == ("ja", "nei")
    assert plain(GAP) == plain(Unknown(GAP)) == "[Fyll ut: stillingsprosent]"


@given(st.text(min_size=1), st.sampled_from(["stor", "liten", "setning", "liste", "telefon"]))
def test_filters_for_words_keep_the_words(text: str, name: str) -> None:
    """Whatever the text, a filter for words changes at most the first letter, the spaces or the end."""
    value = Text(text, "t")
    made = FILTERS[name](value)
    assert isinstance(made, Words)
    assert "".join(str(made).split()).casefold().startswith("".join(text.split()).casefold())
    assert [span.path for span in made.spans] == ["t"]
