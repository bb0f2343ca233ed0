"""The words of our comments: what changed, why, and what accepting or rejecting does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline.merging import reasons as say
from pipeline.merging.reasons import Reasons
from pipeline.model import FieldSpan
from pipeline.word.blocks import TextBlock
from pipeline.word.edits import Note
from tests.blocks_by_hand import PART, text

WORDS = "Alle møter opp klokka ti."
BLOCK = text(WORDS)
TIME = FieldSpan(PART, 0, WORDS.index("ti."), WORDS.index("ti.") + 2, "oppmøte.tid")

COMMENTS = {
    "both changed it": say.both_changed("malen", before="ni", ours="åtte", theirs="ti"),
    "both, and the template took it away": say.both_changed("saken", before="ni", ours="åtte", theirs=" "),
    "both, and the person took it away": say.both_changed("malen", before="ni", ours="", theirs="ti"),
    "both put it in": say.both_changed("malen", before="", ours="åtte", theirs="ti"),
    "went, and was edited": say.removed_but_edited("malen", what="dette avsnittet", commented=False),
    "went, and was commented on": say.removed_but_edited("saken", what="denne tabellen", commented=True),
    "deleted, and changed since": say.deleted_but_changed("saken", what="dette avsnittet", before="ni", theirs="ti"),
    "beside": say.offered_beside("malen", what="tabellen"),
    "tracked by somebody": say.kept_for_tracked_changes("malen"),
}
DECISIONS = [note for name, note in COMMENTS.items() if name != "tracked by somebody"]


# --- why ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "case", "source", "whole"),
    [(True, False, "malen", "malen"), (False, True, "saken", "saken"), (True, True, "malen", "malen og saken")],
)
def test_why_a_document_differs(template: bool, case: bool, source: str, whole: str) -> None:
    """The one that changed is the reason; when both did, the template is for words from no field."""
    reasons = Reasons(template_changed=template, case_changed=case)
    assert reasons.source((BLOCK, 0, len(BLOCK.keys), True)) == source
    assert reasons.any_source == whole


def stretch(words: str, block: TextBlock = BLOCK, *, fresh: bool = True) -> tuple[TextBlock, int, int, bool]:
    """The tokens of the block that say this."""
    start = "".join(block.keys).index(words)
    first, last = block.shown.index(start), block.shown.index(start + len(words))
    return block, first, last, fresh


@pytest.mark.parametrize(
    ("words", "source"), [("ti", "saken"), ("klokka ti.", "saken"), ("klokka ", "malen"), (".", "malen")]
)
def test_words_from_a_field_are_the_cases(words: str, source: str) -> None:
    """When both changed, the map of fields tells; what only touches a field is not of it."""
    assert Reasons(template_changed=True, case_changed=True, spans=[TIME]).source(stretch(words)) == source


def test_words_that_went_from_a_field_are_the_cases() -> None:
    """What stood there before came from the case, though nothing stands there now."""
    reasons = Reasons(template_changed=True, case_changed=True, base_spans=[TIME])
    assert reasons.source((BLOCK, 0, 0, True), stretch("ti", fresh=False)) == "saken"
    assert reasons.source(stretch("ti")) == "malen"


def test_fields_of_other_places_say_nothing() -> None:
    """A field counts in its own paragraph of its own part."""
    for other in (replace(TIME, paragraph=1), replace(TIME, part="word/header1.xml")):
        reasons = Reasons(template_changed=True, case_changed=True, spans=[other])
        assert reasons.source(stretch("ti")) == "malen"


def test_a_field_says_nothing_when_the_case_is_as_it_was() -> None:
    """A field whose case did not change has other words because the template has."""
    assert Reasons(template_changed=True, case_changed=False, spans=[TIME]).source(stretch("ti")) == "malen"


# --- what is said ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("note", COMMENTS.values(), ids=COMMENTS)
def test_a_comment_is_whole_sentences_in_norwegian(note: Note) -> None:
    """It begins with «Konflikt:», says what happened, and every paragraph of it is a sentence."""
    assert note[0].startswith("Konflikt: ")
    assert note[0].removeprefix("Konflikt: ")[0].isupper()
    for sentence in note:
        assert sentence.endswith((".", "»"))
        assert "  " not in sentence


@pytest.mark.parametrize("note", DECISIONS)
def test_a_comment_says_what_accepting_and_rejecting_do(note: Note) -> None:
    """Both ways are told with the words that stand on the buttons in Word, in the last paragraph."""
    assert "Velg Godta hvis" in note[-1]
    assert "Velg Avvis hvis" in note[-1]


def test_both_changed() -> None:
    """All three versions stand in the comment, so that it can be decided from it alone."""
    assert say.both_changed("saken", before="klokka ni", ours="klokka  åtte", theirs="klokka ti") == (
        "Konflikt: Både dere og saken har endret dette.",
        "Før sto det: «klokka ni»",
        "Hos dere nå: «klokka åtte»",
        "Saken nå: «klokka ti»",
        "Velg Godta hvis det som står i saken, skal gjelde. Velg Avvis hvis det skal stå som dere har skrevet det.",
    )


def test_what_was_taken_away_is_said_so() -> None:
    """There is no quote of nothing, nor of what was not there before."""
    assert COMMENTS["both, and the template took it away"][3] == "Saken nå: Det er tatt bort."
    assert COMMENTS["both, and the person took it away"][2] == "Hos dere nå: Det er tatt bort."
    assert not any("Før sto det" in each for each in COMMENTS["both put it in"])


def test_a_long_quote_is_cut() -> None:
    """A comment is no place for a whole page."""
    quote = say.both_changed("malen", before="", ours="ord " * 100, theirs="ti")[1]
    assert len(quote) < 200
    assert quote.endswith("ord…»")


def test_removed_but_edited() -> None:
    """Accepting takes the person's own words away too, and the comment says so."""
    assert COMMENTS["went, and was edited"] == (
        "Konflikt: Malen har ikke lenger dette avsnittet, men der har dere gjort endringer.",
        "Velg Avvis hvis det skal bli stående. Velg Godta hvis det skal bort, også det dere har skrevet her.",
    )
    assert COMMENTS["went, and was commented on"][0] == (
        "Konflikt: Saken har ikke lenger denne tabellen, men der er det skrevet en merknad."
    )


def test_deleted_but_changed() -> None:
    """The person learns why something that was deleted is there again, and what is new in it."""
    note = COMMENTS["deleted, and changed since"]
    assert note[0].startswith("Konflikt: Dere har slettet dette avsnittet, og saken ")
    assert note[1:] == (
        "Før sto det: «ni»",
        "Saken nå: «ti»",
        "Velg Godta hvis den nye teksten skal inn igjen. Velg Avvis hvis det fortsatt skal være borte.",
    )


def test_offered_beside() -> None:
    """Both versions stand there, and the person learns which to delete."""
    assert COMMENTS["beside"] == (
        "Konflikt: Malen har ny tekst her, men den kan ikke settes inn i tabellen.",
        "Tabellen over er ikke rørt.",
        "Velg Godta hvis dere vil ha den nye teksten, og slett den gamle. Velg Avvis hvis den gamle skal gjelde.",
    )


def test_tracked_by_somebody() -> None:
    """Nothing of ours is there to accept, so the comment says what to do instead."""
    assert COMMENTS["tracked by somebody"] == (
        "Konflikt: Malen har ikke lenger dette avsnittet, men noen har sporede endringer i det.",
        "make-docs har ikke rørt det. Avgjør endringene, og slett avsnittet hvis det skal bort.",
    )


@pytest.mark.parametrize(
    ("suggestions", "conflicts", "many"),
    [
        (1, 0, "Her er ett forslag."),
        (1, 1, "Her er ett forslag, og det er en konflikt."),
        (3, 0, "Her er 3 forslag."),
        (3, 1, "Her er 3 forslag, og én av dem er en konflikt."),
        (5, 2, "Her er 5 forslag, og 2 av dem er konflikter."),
    ],
)
def test_how_much_the_summary_tells_of(suggestions: int, conflicts: int, many: str) -> None:
    """The first thing that is said is what changed, and how much there is to decide."""
    both = Reasons(template_changed=True, case_changed=True)
    note = say.summary(both, date(2026, 11, 22), say.Summary(suggestions, conflicts))
    assert note[0] == f"Malen og saken er endret siden dokumentet sist ble laget. {many}"
    assert any("konfliktene først" in each for each in note) == (conflicts > 0)
    assert note[-1].endswith("22. november 2026")


def test_the_summary() -> None:
    """It says where to look, what happens when nothing is done, what to do, and what cannot be undone in Word."""
    told = say.Summary(3, 0, ("Mål", "Om  oss"), ("marger", "bunntekst"), ("I bunnteksten: noe.",))
    note = say.summary(Reasons(template_changed=True, case_changed=False), date(2026, 11, 22), told)
    assert note == (
        "Malen er endret siden dokumentet sist ble laget. Her er 3 forslag.",
        "Se under «Mål» og «Om oss».",
        "Gjør dere ingenting, gjelder det dere har skrevet. Velg Se gjennom > Neste, og Godta eller Avvis for hvert "
        "forslag. Et bytte er to endringer: det overstrøkne og det nye.",
        "Utseendet er endret slik malen er nå: marger, bunntekst. Det kan ikke avvises i Word, men make-docs restore "
        "henter tilbake dokumentet slik det var.",
        "I bunnteksten: noe.",
        "Slett merknadene fra make-docs når dere er ferdige. 22. november 2026",
    )


@pytest.mark.parametrize(
    ("many", "said"),
    [
        (1, "Se under «1»."),
        (3, "Se under «1», «2» og «3»."),
        (6, "Se under «1», «2», «3», «4», «5» og «6»."),
        (8, "Se under «1», «2», «3», «4», «5» og 3 andre steder."),
    ],
)
def test_the_sections_of_a_summary(many: int, said: str) -> None:
    """Some are named, and the rest counted."""
    told = say.Summary(9, 0, tuple(str(number + 1) for number in range(many)))
    assert say.summary(Reasons(template_changed=True, case_changed=False), date(2026, 11, 22), told)[1] == said
