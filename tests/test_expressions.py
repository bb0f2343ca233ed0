"""The language of templates and rules: what gaps and absent values do in it, and how names are looked up."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from pipeline.case import load_case
from pipeline.expressions import Facts, MeetsGap, WrongValue, compile_part, find_tags
from pipeline.expressions.environment import environment
from pipeline.fields import load_fields
from pipeline.model import Case, Field
from pipeline.values import Absent, Gap, Group, Items, Text, Value
from pipeline.word.marks import END, MIDDLE, START
from tests.template_kit import CASE, FIELDS

TODAY = date(2027, 1, 15)
UNDECIDED = CASE.replace("prosent: 100", "prosent: uavklart").replace("form: fast", "form: uavklart")
ALL_GAPS = "sak: {sist_endret: 2027-01-11}\n"


def loaded(folder: Path, text: str) -> Case:
    """Read a case with the small vocabulary."""
    (folder / "felter.yaml").write_text(FIELDS, encoding="utf-8")
    (folder / "sak.yaml").write_text(text, encoding="utf-8")
    return load_case(folder / "sak.yaml", load_fields(folder / "felter.yaml"))


def shown(template: str, case: Case | Group) -> str:
    """What a template shows, without the marks for the field map."""
    values = case.values if isinstance(case, Case) else case
    rendered = environment(documents=True).from_string(template).render(values)
    return re.sub(f"{START}[^{MIDDLE}]*{MIDDLE}|{END}", "", rendered)


def holds(expression: str, case: Case) -> bool | str:
    """The truth of a rule's expression, or «gap» when it depends on one."""
    try:
        return Facts(case.values, case.name, TODAY).holds(expression)
    except MeetsGap:
        return "gap"


# --- gaps and absent values in documents ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "test",
    [
        "stilling.prosent",
        "stilling.prosent == 100",
        "stilling.prosent != 100",
        "stilling.prosent < 100",
        "stilling.prosent >= 0",
        "100 > stilling.prosent",
        "100 == stilling.prosent",
        "100 != stilling.prosent",
        'stilling.form == "fast"',
        'stilling.form != "fast"',
        'stilling.form in ["fast", "midlertidig"]',
        "stilling.form == stilling.form",
        "stilling.prosent != stilling.form",
        "stilling.prosent is not uavklart",
        "stilling.prosent | tall == 100",
    ],
)
def test_a_gap_is_false_in_every_comparison(tmp_path: Path, test: str) -> None:
    """Nothing that a template asks about a gap is true, `!=` and «is this itself» included."""
    assert shown(f"{{% if {test} %}}ja{{% endif %}}", loaded(tmp_path, UNDECIDED)) == ""


@pytest.mark.parametrize("known", ["stilling.prosent", "stilling.tittel", "stilling.antall", "stilling.oppstart"])
@pytest.mark.parametrize("operator", ["==", "!=", "<", ">", "<=", ">="])
def test_a_known_value_compares_with_a_gap_as_a_gap(tmp_path: Path, known: str, operator: str) -> None:
    """Whichever side the gap is on, and whatever kind the other one is."""
    case = loaded(tmp_path, CASE.replace("form: fast", "form: uavklart"))
    assert shown(f"{{% if {known} {operator} stilling.form %}}ja{{% endif %}}", case) == ""
    assert holds(f"{known} {operator} stilling.form", case) == "gap"


@pytest.mark.parametrize("path", ["stilling.kode", "stilling.slutt", "mentor.navn", "mentor.hvor", "stilling.fora"])
def test_an_absent_value_is_false_in_every_comparison(tmp_path: Path, path: str) -> None:
    """An optional value that is not there is false, unequal to nothing and greater than nothing."""
    case = loaded(tmp_path, CASE)
    tests = [path, f'{path} == ""', f'{path} != ""', f"{path} < 5", f"{path} is oppgitt", f"{path} is uavklart"]
    assert [shown(f"{{% if {test} %}}ja{{% endif %}}", case) for test in tests] == [""] * 6


def test_a_gap_is_told_from_an_absent_value_and_from_a_value(tmp_path: Path) -> None:
    """`is uavklart` asks for a gap, `is oppgitt` for anything but an absent value."""
    case = loaded(tmp_path, CASE.replace("prosent: 100", "prosent: uavklart"))
    ask = "{{% if {0} is oppgitt %}}oppgitt{{% endif %}} {{% if {0} is uavklart %}}uavklart{{% endif %}}"
    assert shown(ask.format("stilling.prosent"), case) == "oppgitt uavklart"
    assert shown(ask.format("stilling.tittel"), case) == "oppgitt "
    assert shown(ask.format("stilling.kode"), case) == " "


@pytest.mark.parametrize(
    ("mentor", "answer"),
    [
        ("", "  "),
        ("mentor: uavklart\n", "oppgitt  skrevet"),
        ("mentor: {hvor: Nav}\n", "oppgitt  skrevet"),
        ("mentor: {navn: Siri}\n", "oppgitt  skrevet"),
    ],
)
def test_groups_can_be_asked_about(tmp_path: Path, mentor: str, answer: str) -> None:
    """A group that nobody wrote is not there. In one that is undecided as a whole, the members are the gaps."""
    ask = "{% if mentor is oppgitt %}oppgitt{% endif %} {% if mentor is uavklart %}uavklart{% endif %}"
    assert shown(ask + "{% if mentor %} skrevet{% else %} {% endif %}", loaded(tmp_path, CASE + mentor)) == answer


def test_a_required_group_that_nobody_wrote_is_wanted(tmp_path: Path) -> None:
    """What is wanted in it are gaps, so it counts as there, although nobody wrote it."""
    case = loaded(tmp_path, ALL_GAPS)
    assert shown("{% if stilling is oppgitt %}a{% endif %}", case) == "a"
    assert shown("{% if stilling %}skrevet{% endif %}", case) == ""


def test_a_gap_shows_as_its_placeholder_through_everything(tmp_path: Path) -> None:
    """Filters, attributes and items of a gap are the gap itself."""
    case = loaded(tmp_path, ALL_GAPS)
    for expression in (
        "stilling.prosent",
        "stilling.prosent | prosent",
        'stilling.prosent | prosent("ord") | stor | setning',
        "stilling.prosent.noe.mer",
        'stilling.prosent["noe"]',
        "stilling.prosent[0]",
    ):
        assert shown(f"{{{{ {expression} }}}}", case) == "[Fyll ut: stillingsprosent]", expression


def test_a_loop_over_a_gap_goes_once_round(tmp_path: Path) -> None:
    """A list that nobody knows yet gives one item, whose members are the list's placeholder."""
    loop = "{% for o in stilling.oppgaver %}{{ loop.index }}/{{ loop.length }} {{ o.tekst }} {{ o.nivå }};{% endfor %}"
    assert shown(loop, loaded(tmp_path, ALL_GAPS)) == "1/1 [Fyll ut: oppgaver] [Fyll ut: oppgaver];"
    picked = '{% for o in stilling.oppgaver | med("nivå", "operativt") %}{{ o.tekst }}{% else %}ingen{% endfor %}'
    assert shown(picked, loaded(tmp_path, ALL_GAPS)) == "[Fyll ut: oppgaver]"


def test_a_loop_over_an_absent_list_goes_no_round(tmp_path: Path) -> None:
    """An optional list that is not there has no items."""
    assert shown("{% for f in stilling.fora %}{{ f }}{% else %}ingen{% endfor %}", loaded(tmp_path, CASE)) == "ingen"


def test_a_gap_in_a_list_is_one_item(tmp_path: Path) -> None:
    """An undecided item keeps its place, and its members are gaps."""
    case = loaded(tmp_path, CASE.replace("    - {tekst: Utvikle tjenesten, nivå: strategisk}", "    - uavklart"))
    loop = "{% for o in stilling.oppgaver %}{{ o.tekst }} ({{ o.nivå }}). {% endfor %}"
    second = "[Fyll ut: hva oppgaven er] ([Fyll ut: oppgavens nivå]). "
    assert shown(loop, case) == f"Følge opp brukere (operativt). {second}"


def test_what_is_in_a_list_is_asked_with_in(tmp_path: Path) -> None:
    """A choice is found by its key, and nothing is found in a gap."""
    ask = '{% if "operativt" in stilling.nivå %}ja{% endif %}{% if "strategisk" in stilling.nivå %}nei{% endif %}'
    assert shown(ask, loaded(tmp_path, CASE)) == "ja"
    assert shown(ask, loaded(tmp_path, ALL_GAPS)) == ""


def test_an_absent_value_cannot_be_shown(tmp_path: Path) -> None:
    """Showing what is optional and missing is refused with the field's path, also through a filter."""
    for template in ("{{ stilling.kode }}", "{{ stilling.slutt | dato }}", "{{ mentor.hvor }}"):
        with pytest.raises(WrongValue, match="valgfritt og mangler") as refusal:
            shown(template, loaded(tmp_path, CASE))
        assert refusal.value.path in ("stilling.kode", "stilling.slutt", "mentor.hvor")


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("{{ stilling.brukernært }}", None),
        ("{{ stilling.prosent }}", "stilling.prosent"),
        ("{{ stilling.oppstart }}", "stilling.oppstart"),
        ("{{ stilling.nivå }}", "stilling.nivå"),
        ("{{ stilling }}", "stilling"),
        ("{{ stilling.prosent == 100 }}", None),
    ],
)
def test_what_has_no_words_is_refused(tmp_path: Path, template: str, path: str | None) -> None:
    """Yes/no, unformatted dates and numbers, lists and groups never show as Python shows them."""
    with pytest.raises(WrongValue) as refusal:
        shown(template, loaded(tmp_path, CASE))
    assert refusal.value.path == path


# --- looking things up ----------------------------------------------------------------------------------------------


def test_members_come_before_attributes() -> None:
    """A field may be called `items`, `path` or `given`; what is no member is unknown, whatever Python has there."""
    group: dict[str, Value] = {"items": Text("felt", "g.items"), "given": Text("gitt", "g.given")}
    values = Group({"g": Group(group, "g", given=True)}, "", given=True)
    assert shown("{{ g.items }} {{ g['items'] }} {{ g.given }}", values) == "felt felt gitt"
    for name in ("keys", "path", "_entries", "__class__"):
        fill = compile_part(f"<w:t>{{{{ g.{name} }}}}</w:t>")
        assert fill is not None
        with pytest.raises(WrongValue, match="noe ukjent"):
            fill(values)


def test_lists_can_be_counted_from_zero() -> None:
    """An item may be taken by its number; a number that is not there is the template's fault."""
    values = Group({"l": Items.of((Text("a", "l[1]"), Text("b", "l[2]")), "l")}, "", given=True)
    assert shown("{{ l[1] }}", values) == "b"
    with pytest.raises(UndefinedError):
        shown("{{ l[2] }}", values)


def test_values_are_never_read_as_templates(tmp_path: Path) -> None:
    """Tags in a value stay text, and its letters are escaped."""
    case = loaded(tmp_path, CASE.replace("Erfaringskonsulent", '"{{ 7*7 }} {% if %} <b>R&D</b> ]]> &amp;"'))
    assert shown("{{ stilling.tittel }}", case) == ("{{ 7*7 }} {% if %} &lt;b&gt;R&amp;D&lt;/b&gt; ]]&gt; &amp;amp;")


@pytest.mark.parametrize("tag", ["{{ v | liste(«eller») }}", "{{ v | liste(“eller”) }}", "{{ v | liste(‘eller’) }}"])
def test_quotes_that_word_puts_are_straight_inside_tags(tag: str) -> None:
    """Word turns straight quotes into other ones while somebody types; they mean the same in a tag."""
    tags, remarks = find_tags([tag])
    assert tags[0].body.replace("'", '"') == 'v | liste("eller")'
    assert remarks == ()
    fill = compile_part(f'<w:t xml:space="preserve">«Ja» {tag}</w:t>')
    assert fill is not None
    words = fill({"v": Items.of((Text("a", "v[1]"), Text("b", "v[2]")), "v")})
    assert re.sub(f"{START}[^{MIDDLE}]*{MIDDLE}|{END}", "", words) == '<w:t xml:space="preserve">«Ja» a eller b</w:t>'


def test_letters_that_xml_writes_otherwise_are_themselves_in_tags() -> None:
    """`&`, `<` and `>` in a tag are compared as what they are, not as XML writes them."""
    fill = compile_part(
        '<w:t xml:space="x">{% if v == "R&amp;D &lt;b&gt;" and 2 &gt; 1 and 1 &lt; 2 %}ja{% endif %}</w:t>'
    )
    assert fill is not None
    assert fill({"v": Text("R&D <b>", "v")}) == '<w:t xml:space="x">ja</w:t>'


def test_a_part_without_tags_is_not_filled() -> None:
    """Only parts with tags are compiled; braces alone are no tags."""
    assert compile_part("<w:p><w:t>{ } {{ % } {</w:t></w:p>") is None


# --- rules ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        "stilling.prosent",
        "not stilling.prosent",
        "stilling.prosent == 100",
        "stilling.prosent != 100",
        "100 <= stilling.prosent",
        "stilling.prosent * 2 > 100",
        "-stilling.prosent < 0",
        "2 - stilling.prosent < 0",
        "stilling.prosent | tall == 1",
        'stilling.form in ["fast"]',
        'stilling.form not in ["fast"]',
        '"a" in stilling.form',
        "stilling.prosent or stilling.antall == 2",
        "stilling.antall == 2 and stilling.prosent",
        "(stilling.prosent or 3) == 3",
        "dager(stilling.oppstart, i_dag) < 0 and stilling.prosent",
        'nevner(stilling.form, ["fast"])',
        "ord(stilling.form) < 5",
        "1 if stilling.prosent else 2",
    ],
)
def test_a_rule_that_depends_on_a_gap_meets_it(tmp_path: Path, expression: str) -> None:
    """In filters, functions, arithmetic, `in` and logic: nothing is known as long as the gap decides the answer."""
    assert holds(expression, loaded(tmp_path, UNDECIDED)) == "gap"


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("stilling.prosent is uavklart", True),
        ("stilling.prosent is oppgitt", True),
        ("stilling.antall == 2 or stilling.prosent", True),
        ("stilling.antall == 3 and stilling.prosent", False),
        ("stilling.prosent is uavklart or stilling.prosent == 100", True),
        ("stilling.kode is oppgitt", False),
        ("mentor is oppgitt", False),
    ],
)
def test_a_gap_that_decides_nothing_is_not_met(tmp_path: Path, expression: str, answer: bool) -> None:
    """What the rule does not need to know, it does not ask."""
    assert holds(expression, loaded(tmp_path, UNDECIDED)) is answer


LISTS = CASE.replace("nivå: [operativt]", "nivå: [uavklart, operativt]\n  fora: [teammøte, uavklart]").replace(
    "{tekst: Utvikle tjenesten, nivå: strategisk}", "{tekst: Utvikle tjenesten, nivå: uavklart}"
)


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ('"operativt" in stilling.nivå', True),
        ('"strategisk" in stilling.nivå', "gap"),
        ('"strategisk" not in stilling.nivå', "gap"),
        ('nevner(stilling.fora, ["teammøte"])', True),
        ('nevner(stilling.fora, ["fagmøte"])', "gap"),
        ("(stilling.fora | antall) == 2", True),
        ('(stilling.oppgaver | med("nivå", "strategisk") | antall) > 0', "gap"),
        ('(stilling.oppgaver | uten("nivå") | antall) == 1', True),
        ("(stilling.fora | uten | antall) == 1", True),
        ("(stilling.oppgaver | uten | antall) == 0", True),
    ],
)
def test_gaps_inside_lists_are_met_too(tmp_path: Path, expression: str, answer: bool | str) -> None:
    """A list with an undecided item holds what it holds; what seems to be missing from it may be the undecided one."""
    assert holds(expression, loaded(tmp_path, LISTS)) == answer


@pytest.mark.parametrize(
    "expression", ["stilling.oppstart > 5", "stilling.antall / 0 == 1", 'stilling.tittel * 2 == ""']
)
def test_a_rule_that_makes_no_sense_says_so(tmp_path: Path, expression: str) -> None:
    """What cannot be compared or counted is the rule's fault, told with the expression, and never a crash."""
    with pytest.raises(WrongValue):
        holds(expression, loaded(tmp_path, CASE))


def test_arithmetic_is_exact(tmp_path: Path) -> None:
    """Numbers with decimals are not approximations."""
    case = loaded(tmp_path, CASE.replace("prosent: 100", "prosent: 37,1"))
    assert holds("stilling.prosent * 3 == 111.3 * 1", case) is True
    assert holds("stilling.prosent == 37.1 and stilling.prosent >= 37.1 and 37.1 <= stilling.prosent", case) is True
    assert holds("stilling.prosent != 37.1 or stilling.prosent > 37.1 or stilling.prosent < 37.1", case) is False
    assert holds("stilling.antall / 4 == 0.5", case) is True


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ stilling.prosent }} av {{ stilling.antall }}", "[Fyll ut: stillingsprosent] av 2"),
        ("{{ stilling.prosent | prosent }}", "[Fyll ut: stillingsprosent]"),
        ("{{ dager(stilling.oppstart, i_dag) }} dager", "-76 dager"),
        ("{{ stilling.kode }}, {{ stilling.slutt }}", "ikke oppgitt, ikke oppgitt"),
        ("{{ stilling.oppstart }} & <{{ stilling.nivå }}>", "1. april 2027 & <operativt>"),
        ("{{ stilling.oppgaver | antall }}", "2"),
    ],
)
def test_messages_show_whatever_the_case_has(tmp_path: Path, template: str, words: str) -> None:
    """In a rule's message a gap is its placeholder, and nothing that is missing stops the message."""
    case = loaded(tmp_path, UNDECIDED)
    assert Facts(case.values, case.name, TODAY).text(template) == words


def test_gaps_and_absent_values_give_nothing_away() -> None:
    """Attributes of what is missing are the missing thing itself, also those of Python."""
    missing: dict[str, Value] = {"a": Absent("a"), "g": Gap("g", Field("g", "g", "tekst", "gapet"))}
    values = Group(missing, "", given=True)
    assert shown("{{ g.__class__.__init__ }}", values) == "[Fyll ut: gapet]"
    assert shown("{% if a.__class__ is oppgitt %}ja{% endif %}", values) == ""
