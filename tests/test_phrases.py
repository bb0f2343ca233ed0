"""Phrases and denials in Norwegian: what is found whatever it looks like, and what a sentence really demands."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.negation import Line, Unwanted, stands
from pipeline.language.phrases import any_of, phrase_fault, plain

SCHOOL = ("erfaring(s)skole*",)
EDUCATION = ("bachelor*", "utdanning*", "fagbrev")
DEMANDS = ("kreves", "krever", "krav*", "må ha", "må du ha", "trenger", "nødvendig*", "må", "skal ha")


def found(phrase: str, text: str) -> bool:
    """Whether a phrase stands in a text."""
    assert phrase_fault(phrase) is None
    return any_of((phrase,)).search(plain(text)) is not None


# --- phrases --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("attest", "Legg ved attest.", True),
        ("attest", "Legg ved attester.", False),
        ("attest", "Legg ved politiattest.", False),
        ("attest*", "Legg ved attestene.", True),
        ("*attest", "Legg ved POLITIATTEST!", True),
        ("*attest*", "Politiattesten kreves.", True),
        ("rus", "Vi bruker rus- og psykiatrifaglig kunnskap", True),
        ("rus", "Rusk og rask", False),
        ("erfaring(s)skole*", "Erfaringskole", True),
        ("erfaring(s)skole*", "erfaringsskolen", True),
        ("erfaring(s)skole*", "Har du gått på Erfaringsskolen?", True),
        ("erfaring(s)skole*", "erfaringsskoler", True),
        ("erfaring(s)skole*", "erfaringssskolen", False),
        ("erfaring(s)skole*", "erfaringer fra skolen", False),
        ("erfaring(s)sentrum", "Erfaringsentrum", True),
        ("erfaring(s)sentrum", "Erfaringssentrum", True),
        ("psykisk helse", "psykisk\u00a0helse", True),
        ("psykisk helse", "psykisk \n\t helse", True),
        ("psykisk helse", "psy\u00adkisk hel\u00adse", True),
        ("psykisk helse", "Psykisk, helse", False),
        ("e-post", "e\u2011post", True),
        ("pårørende", "pa\u030arørende", True),
        ("attest … merknader", "attest uten merknader", True),
        ("attest … merknader", "attest merknader", True),
        ("attest … merknader", "attest, helt ren, uten «merknader»", True),
        ("attest … merknader", "attest en to tre fire merknader", True),
        ("attest … merknader", "attest en to tre fire fem merknader", False),
        ("attest...merknader", "attest uten merknader", True),
        ("§ 9-3", "etter § 9-3.", True),
        ("§ 9-3", "etter § 9-31.", False),
        ("c++", "c++ og c", True),
        ("Du Må", "du må", True),
    ],
)
def test_phrases_are_whole_words_in_any_spelling(phrase: str, text: str, expected: bool) -> None:
    """Case, spacing, soft hyphens and the form of letters do not count; stars, optional letters and gaps do."""
    assert found(phrase, text) is expected


def test_no_phrases_stand_nowhere() -> None:
    """A rule without phrases finds nothing."""
    assert any_of(()).search("noe") is None


WORD = st.text("abcdefghijklmnoprstuvyæøå", min_size=1, max_size=8)
SPACE = st.sampled_from([" ", "\u00a0", "  ", "\t", "\n", "\u2009"])


@given(st.lists(WORD, min_size=1, max_size=3), st.data())
def test_a_phrase_is_found_whatever_it_looks_like(words: list[str], data: st.DataObject) -> None:
    """In capitals, with other spaces, soft hyphens inside, and other words and marks around it."""
    dressed = ""
    for word in words:
        at = data.draw(st.integers(0, len(word)))
        word = word[:at] + data.draw(st.sampled_from(["", "\xad", "\u200b"])) + word[at:]
        dressed += (data.draw(SPACE) if dressed else "") + (word.upper() if data.draw(st.booleans()) else word)
    before, after = (
        data.draw(st.sampled_from(["", "Vi ", "«", "(9 "])),
        data.draw(st.sampled_from(["", ".", " er", "»"])),
    )
    assert found(" ".join(words), before + dressed + after)


@given(st.text(max_size=60))
def test_nothing_is_found_where_the_words_are_not(text: str) -> None:
    """A rule never says anything about a text that has none of its phrases."""
    for phrase in EDUCATION:
        text = re.sub(phrase.strip("*"), "", plain(text))
    assert not stands(Unwanted(EDUCATION), Line(text), demanding=True)


@given(st.text(max_size=40))
def test_plain_text_stays_as_it_is(text: str) -> None:
    """Made plain once more it is the same, so it may be kept."""
    assert plain(plain(text)) == plain(text)


# --- denials --------------------------------------------------------------------------------------------------------


def demanded(text: str, phrases: tuple[str, ...] = EDUCATION, lead: str = "") -> bool:
    """Whether a sentence demands one of the phrases, with a word that demands."""
    return stands(Unwanted(phrases, DEMANDS, ("fordel", "gjerne")), Line(plain(text), plain(lead)))


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor kreves.",
        "Du må ha fagbrev.",
        "Vi krever treårig høyskoleutdanning eller bachelor.",
        "Du må ikke bare ha bachelor, du må også ha fagbrev.",
        "Du må ikke bare ha bachelor.",
        "Det er ikke minst et krav at du har bachelor.",
        "Ikke glem at bachelor kreves.",
        "Bachelor kreves uten unntak.",
        "Bachelor kreves, men erfaringsskole er ikke et krav.",
        "Bachelor kreves; erfaringsskole er ikke et krav.",
        "Bachelor kreves, erfaringsskole kreves ikke.",
        "Bachelor kreves, mens erfaringsskole ikke er nødvendig.",
        "Bachelor kreves, og du trenger ikke erfaringsskole.",
        "Erfaringsskole er ikke et krav, men bachelor kreves.",
        "Har du ikke fullført Erfaringsskolen, må du ha bachelor.",
        "Selv om du ikke har jobbet før, kreves bachelor.",
        "Du trenger ikke å kunne alt: Du må ha bachelor.",
        "Ikke nøl med å søke: bachelor kreves.",
        "Har du ikke bachelor, som kreves?",
        "Må du ikke ha bachelor?",
        "Du må ha bachelor med karakterer som ikke er dårligere enn C.",
        "Hvis ikke må du ha bachelor.",
        "Krav: bachelor",
        "Vi forutsetter ikke mye, men vi krever bachelor.",
        "Bachelor er et krav som ikke kan fravikes.",
        "Bachelor er ikke frivillig, det er et krav.",
        "Vi kan ikke ansette deg uten bachelor, det er et krav.",
        "Uten bachelor er du ikke aktuell, det er et krav.",
        "Bachelor kreves, og søkere uten bachelor blir ikke vurdert.",
        "Dersom du ikke har fagbrev må du ha bachelor.",
        "Personer som ikke har egenerfaring, må ha bachelor.",
        "Vi krever bachelor, ikke master.",
        "Bachelor er nødvendig, ikke bare en fordel.",
        "Dette må du ha: bachelor, gode samarbeidsevner",
        "Du må ha bachelor, men erfaringsskole er en fordel.",
        "Formelle krav er bachelor",
    ],
)
def test_a_clear_demand_counts(text: str) -> None:
    """Also when a denial of something else stands in another clause, or the denial denies nothing."""
    assert demanded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Utdanning kan være en fordel, men er ikke et krav.",
        "Bachelor kreves ikke.",
        "Bachelor krever vi ikke.",
        "Du trenger ikke bachelor.",
        "Bachelor trenger du ikke.",
        "Bachelor er ikke nødvendig.",
        "Det er ikke nødvendig med bachelor.",
        "Vi ansetter uten krav om utdanning.",
        "Vi stiller ingen krav til utdanning.",
        "Vi krever verken bachelor eller fagbrev.",
        "Vi krever hverken bachelor, fagbrev eller annen utdanning.",
        "Du slipper å ha bachelor, som andre må.",
        "Bachelor er ikke et krav, men en fordel.",
        "Bachelor er en fordel, men kreves ikke.",
        "Bachelor, fagbrev og annen utdanning er fint, men det trenger du ikke.",
        "Du må ha egenerfaring, men trenger ikke utdanning.",
        "Du må ha egenerfaring, utdanning er ikke et krav.",
        "Egenerfaring kreves, men utdanning kreves ikke.",
        "Vi krever ikke: bachelor, fagbrev",
        "Utdanning: bachelor kreves ikke.",
        "Krav til utdanning: Ingen",
        "Krav til bachelor: nei",
        "Mange tror at de må ha bachelor, men det stemmer ikke.",
        "Andre krever bachelor, men ikke vi.",
        "Selv om mange stillinger krever utdanning, gjør ikke vi det.",
        "Det er egenerfaring som kreves, ikke bachelor.",
        "Alle må ha egenerfaring, ingen trenger utdanning.",
        "Du må ha egenerfaring – utdanning er ikke et krav.",
        "Du må ikke tro at du må ha bachelor.",
        "Du må ikke ha bachelor.",
        "Vi har aldri krevd bachelor, og det er ikke nødvendig.",
        "Krav om bachelor gjelder heller ikke her.",
        "Det kreves ingen formell utdanning.",
        "Det er ikke et krav at du har bachelor, eller et krav at du har fagbrev.",
        "Nei, bachelor er ikke nødvendig.",
        "Alt dette må du ha, unntatt bachelor.",
        "Vi krev ikkje bachelor; det er ikkje nødvendig.",
        "Du må gjerne ha bachelor.",
        "Mange hos oss har bachelor.",
    ],
)
def test_what_is_denied_or_not_demanded_does_not_count(text: str) -> None:
    """Whatever way Norwegian says it, and wherever the little word stands."""
    assert not demanded(text)


def test_each_clause_speaks_for_itself() -> None:
    """One sentence may demand the one and let the other go."""
    text = "Bachelor kreves, men erfaringsskole er ikke et krav."
    assert (demanded(text), demanded(text, SCHOOL)) == (True, False)
    text = "Erfaringsskole må du ha, men bachelor trenger du ikke."
    assert (demanded(text), demanded(text, SCHOOL)) == (False, True)


@pytest.mark.parametrize(
    ("text", "phrases", "expected"),
    [
        ("Plettfri vandelsattest kreves ikke", ("plettfri vandel*",), False),
        ("Plettfri vandelsattest kreves", ("plettfri vandel*",), True),
        ("Utdanning kan være en fordel, men er ikke et krav", EDUCATION, False),
        ("Utdanning er et krav", EDUCATION, True),
        ("Du trenger ikke ha gått på Erfaringsskolen", SCHOOL, False),
        ("bachelor kreves", EDUCATION, True),
        ("må ha fullført Erfaringsskolen", SCHOOL, True),
        ("må ha fullført erfaringskolen", SCHOOL, True),
        ("attest uten merknader", ("attest uten merknader",), True),
        ("attest uten merknader", ("attest … merknader",), True),
        ("Vi krever ikke attest uten merknader", ("attest uten merknader",), False),
        ("Attest uten merknader kreves ikke", ("attest uten merknader",), False),
    ],
)
def test_the_trap_of_denials(text: str, phrases: tuple[str, ...], expected: bool) -> None:
    """The examples of the domain report, in a section where every line is a demand, and both ways round."""
    assert stands(Unwanted(phrases, DEMANDS), Line(plain(text)), demanding=True) is expected
    assert stands(Unwanted(phrases), Line(plain(text))) is expected


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Vedlegget erstatter arbeidsavtalen.", "erstatter … arbeidsavtale*", True),
        ("Vedlegget erstatter ikke arbeidsavtalen.", "erstatter … arbeidsavtale*", False),
        ("Vedlegget erstatter aldri hele arbeidsavtalen.", "erstatter … arbeidsavtale*", False),
        ("Attesten må være uten merknader.", "attest* … merknader", True),
        ("Attesten skal ha ingen merknader.", "attest* … merknader", True),
        ("Attesten trenger ikke å være uten merknader.", "attest* … uten merknader", False),
        ("Vi krever ikke attest, men den må være uten merknader.", "attest … uten merknader", False),
    ],
)
def test_a_denial_between_the_words_of_a_phrase_denies_it(text: str, phrase: str, expected: bool) -> None:
    """«Erstatter ikke avtalen» says the opposite of «erstatter avtalen»; «uten merknader» is what is demanded."""
    assert stands(Unwanted((phrase,)), Line(plain(text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Har du hatt tilbakefall?", True),
        ("Har du ikke hatt tilbakefall?", True),
        ("«Har du ikke hatt tilbakefall?»", True),
        ("Vi spør ikke om tilbakefall.", False),
        ("Vi snakker om tilbakefall.", True),
    ],
)
def test_a_question_is_never_excused_by_its_denial(text: str, expected: bool) -> None:
    """«Har du ikke …?» asks for the same as «Har du …?»."""
    assert stands(Unwanted(("tilbakefall*",)), Line(plain(text))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bachelor i sosialt arbeid", True),
        ("Bachelor", True),
        ("Bachelor, men erfaringsskole er ikke et krav", True),
        ("Bachelor, men ikke erfaringsskole", True),
        ("Bachelor; du slipper vakter", True),
        ("Bachelor er fint, men er ikke et krav", False),
        ("Bachelor, men det er ikke nødvendig", False),
        ("Ikke bachelor", False),
        ("Ikke et krav: bachelor", False),
        ("Dette ser vi ikke etter: bachelor", False),
        ("Utdanning: ikke et krav", False),
        ("Gjerne bachelor", False),
        ("Bachelor er en fordel", False),
    ],
)
def test_where_every_line_is_a_demand_no_word_needs_to_demand(text: str, expected: bool) -> None:
    """A bare list item counts, unless it or a clause that points back to it lets go."""
    unwanted = Unwanted(EDUCATION, DEMANDS, ("fordel", "gjerne"))
    assert stands(unwanted, Line(plain(text)), demanding=True) is expected


@pytest.mark.parametrize(
    ("lead", "text", "expected"),
    [
        ("Du må ha:", "bachelor", True),
        ("Ikke nøl, dette må du ha:", "bachelor", True),
        ("Vi kan ikke gi alt, men dette krever vi:", "bachelor", True),
        ("Dette er ikke et krav:", "bachelor", False),
        ("Du trenger ikke:", "bachelor", False),
        ("Dette er en fordel, ikke et krav:", "bachelor", False),
        ("Det er en fordel, og ikke nødvendig, med:", "bachelor", False),
        ("Om oss", "bachelor", False),
        ("Dette er en fordel", "bachelor må du ha", True),
    ],
)
def test_a_list_item_is_read_with_what_introduces_it(lead: str, text: str, expected: bool) -> None:
    """«Du trenger ikke:» lets go of every item below it, and «Du må ha:» demands them."""
    assert demanded(text, lead=lead) is expected


def test_a_list_of_what_not_to_ask_is_no_question() -> None:
    """What stands before a list denies also the questions in it."""
    asks = Line(plain("Har du hatt tilbakefall?"), plain("Dette spør vi ikke om:"))
    assert not stands(Unwanted(("tilbakefall",)), asks)


def test_some_words_are_not_better_when_denied() -> None:
    """`også_nektet` is for words that should not stand at all."""
    line = Line(plain("Vi ansetter ikke narkomane."))
    assert not stands(Unwanted(("narkoman*",)), line)
    assert stands(Unwanted(("narkoman*",), even_denied=True), line)


@pytest.mark.parametrize(
    "text",
    ["bachelor, " * 3000, "hvis bachelor " * 3000, "bachelor men " * 3000, "bachelor men " + "krev" * 200 + " x ikke"],
)
def test_a_paragraph_without_end_takes_no_time(text: str) -> None:
    """A list of thousands of words without a stop, and what repeats itself, is looked at some times and no more."""
    start = time.perf_counter()
    for demanding in (False, True):
        stands(Unwanted(EDUCATION, DEMANDS, ("fordel",)), Line(plain(text)), demanding=demanding)
    assert time.perf_counter() - start < 3


def test_a_phrase_with_a_word_of_demanding_needs_its_company_all_the_same() -> None:
    """«Når det trengs» demands nothing by itself; it is about what is said beside it."""
    unwanted = Unwanted(("når det trengs", "når du trenger det"), ("*veiled*",))
    assert not stands(unwanted, Line(plain("Du kan få andre oppgaver når det trengs.")))
    assert not stands(unwanted, Line(plain("Ring oss når du trenger det."), plain("Dette kan du gjøre:")))
    assert stands(unwanted, Line(plain("Du får veiledning når det trengs.")))
    assert stands(unwanted, Line(plain("Når du trenger det."), plain("Du får veiledning:")))


@pytest.mark.parametrize("phrase", ["men ikke bachelor", "mens bachelor", "men bachelor"])
def test_a_phrase_may_begin_with_a_word_that_parts_clauses(phrase: str) -> None:
    """«Men …» belongs to no clause, so the sentence is what it stands in."""
    assert stands(Unwanted((phrase,)), Line(plain(f"Vi ser etter mye, {phrase} kreves"))) is True
    assert stands(Unwanted((phrase,), DEMANDS), Line(plain(f"Vi ser etter mye, {phrase} kreves"))) is True
