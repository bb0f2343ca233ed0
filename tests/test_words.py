"""Three versions of one paragraph's words: what changes, what combines and what is a conflict."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.merging.words import differences, exchanges
from tests.blocks_by_hand import tokens

BASE = "Vi møtes hver mandag klokka ni."
TWO = "Vi møtes. Vi er ute."


def merged(ours: str, theirs: str, base: str = BASE) -> str:
    """Ours with every exchange written out: [old|new], and with a «!» before it where it is a conflict."""
    mine, news = tokens(ours), tokens(theirs)
    out, at = "", 0
    for each in exchanges(tokens(base), mine, news):
        old, new = "".join(mine[each.start : each.end]), "".join(news[each.source_start : each.source_end])
        out += "".join(mine[at : each.start]) + f"{'!' if each.conflict else ''}[{old}|{new}]"
        at = each.end
    return out + "".join(mine[at:])


# --- one side -------------------------------------------------------------------------------------------------------


def test_what_only_the_fresh_one_changed_is_exchanged() -> None:
    """A word is exchanged for a word, and all else stays."""
    assert merged(BASE, BASE.replace("mandag", "tirsdag")) == "Vi møtes hver [mandag|tirsdag] klokka ni."


def test_what_came_in_the_fresh_one_comes_in() -> None:
    """New words take no other words away."""
    assert merged(BASE, BASE.replace("klokka", "presis klokka")) == "Vi møtes hver mandag [|presis ]klokka ni."


def test_what_went_in_the_fresh_one_goes() -> None:
    """Words that are gone are exchanged for nothing."""
    assert merged(BASE, BASE.replace(" klokka ni", "")) == "Vi møtes hver mandag[ klokka ni|]."


def test_what_only_the_person_changed_stays() -> None:
    """Nothing is to be done when the fresh one says what the last one said."""
    assert merged("Vi møtes aldri.", BASE) == "Vi møtes aldri."


def test_what_the_person_says_already_is_not_said_again() -> None:
    """The same change on both sides needs no exchange."""
    new = BASE.replace("mandag", "tirsdag")
    assert merged(new, new) == new


def test_changes_with_only_a_space_between_them_are_one() -> None:
    """Two words next to each other are exchanged together, so that the suggestion can be read."""
    assert merged(BASE, BASE.replace("hver mandag", "annenhver tirsdag")) == (
        "Vi møtes [hver mandag|annenhver tirsdag] klokka ni."
    )


def test_a_rewritten_paragraph_is_exchanged_in_one_piece() -> None:
    """Where little is left of a paragraph, word by word would be unreadable."""
    theirs = "Alle kommer hver fredag etter lunsj."
    assert merged(BASE, theirs) == "[Vi møtes hver mandag klokka ni|Alle kommer hver fredag etter lunsj]."


def test_a_paragraph_with_enough_left_is_exchanged_word_by_word() -> None:
    """Three words out of six and the sign at the end are four suggestions."""
    theirs = BASE.replace("Vi", "Alle").replace("hver", "annenhver").replace("klokka", "kl").replace(".", "!")
    assert merged(BASE, theirs) == "[Vi|Alle] møtes [hver|annenhver] mandag [klokka|kl] ni[.|!]"


# --- both sides -----------------------------------------------------------------------------------------------------


def test_changes_of_different_sentences_combine() -> None:
    """The person changed the first, the template the second: both are there."""
    assert merged(TWO.replace("Vi m", "Alle m"), TWO.replace("ute", "inne"), TWO) == "Alle møtes. Vi er [ute|inne]."
    assert merged(TWO.replace("ute", "inne"), TWO.replace("Vi m", "Alle m"), TWO) == "[Vi|Alle] møtes. Vi er inne."


def test_changes_of_different_words_in_one_sentence_are_a_conflict() -> None:
    """Half of each would say what nobody meant; a new line begins a new sentence, an abbreviation does not."""
    ours, theirs = BASE.replace("Vi", "Alle"), BASE.replace("ni", "ti")
    assert merged(ours, theirs) == "![Alle møtes hver mandag klokka ni|Vi møtes hver mandag klokka ti]."
    assert "!" in merged("nå kl. ti", "Møt kl. ni", "Møt nå kl. ni")
    assert merged("Vi er\nute", "Vi var\ninne", "Vi var\nute") == "Vi er\n[ute|inne]"


def test_changes_of_the_same_words_are_a_conflict() -> None:
    """What the person wrote stands until the new is accepted."""
    ours, theirs = BASE.replace("mandag", "fredag"), BASE.replace("mandag", "tirsdag")
    assert merged(ours, theirs) == "Vi møtes hver ![fredag|tirsdag] klokka ni."


def test_a_conflict_is_no_larger_than_what_differs() -> None:
    """What both changed alike is no part of it."""
    ours, theirs = BASE.replace("hver mandag", "annenhver fredag"), BASE.replace("hver mandag", "annenhver tirsdag")
    assert merged(ours, theirs) == "Vi møtes annenhver ![fredag|tirsdag] klokka ni."
    ours, theirs = BASE.replace("hver mandag", "en fredag"), BASE.replace("hver mandag", "en tirsdag etter fredag")
    assert merged(ours, theirs) == "Vi møtes en ![|tirsdag etter ]fredag klokka ni."


def test_a_word_that_the_person_took_away_and_the_template_changed_is_a_conflict() -> None:
    """The new word is offered where the old one was."""
    ours, theirs = BASE.replace(" klokka ni", ""), BASE.replace("ni", "ti")
    assert merged(ours, theirs) == "Vi møtes hver mandag![| klokka ti]."


def test_a_word_that_the_person_changed_and_the_template_took_away_is_a_conflict() -> None:
    """The person's word is only suggested away."""
    ours, theirs = BASE.replace("ni", "halv ni"), BASE.replace(" klokka ni", "")
    assert merged(ours, theirs) == "Vi møtes hver mandag![ klokka halv ni|]."


def test_a_change_of_ours_over_two_of_theirs_is_one_conflict() -> None:
    """Two news in a stretch that the person rewrote come together."""
    ours = "Vi sees på fredager klokka ni."
    theirs = BASE.replace("møtes", "ses").replace("mandag", "tirsdag")
    assert merged(ours, theirs) == "Vi ![sees på fredager|ses hver tirsdag] klokka ni."


def test_news_after_a_conflict_are_no_part_of_it() -> None:
    """A change in the next sentence is a suggestion of its own."""
    ours, theirs = TWO.replace("møtes", "sees"), TWO.replace("møtes", "ses").replace("ute", "inne")
    assert merged(ours, theirs, TWO) == "Vi ![sees|ses]. Vi er [ute|inne]."


def test_two_sentences_that_both_changed_are_two_conflicts() -> None:
    """Each can be decided on by itself."""
    ours = TWO.replace("møtes", "sees").replace("ute", "borte")
    theirs = TWO.replace("møtes", "ses").replace("ute", "inne")
    assert merged(ours, theirs, TWO) == "Vi ![sees|ses]. Vi er ![borte|inne]."


def test_a_conflict_ends_where_both_changes_end() -> None:
    """What the person changed beyond the change of the template is offered back as it was."""
    ours, theirs = BASE.replace("hver mandag klokka ni", "iblant"), BASE.replace("hver", "annenhver")
    assert merged(ours, theirs) == "Vi møtes ![iblant|annenhver mandag klokka ni]."


def test_a_change_of_theirs_over_two_of_ours_is_one_conflict() -> None:
    """Both of the person's changes stand in the stretch that is offered anew."""
    ours = BASE.replace("møtes", "sees").replace("mandag", "fredag")
    theirs = "Vi kommer annenhver tirsdag klokka ni."
    assert merged(ours, theirs) == "Vi ![sees hver fredag|kommer annenhver tirsdag] klokka ni."


# --- put in at the same place ---------------------------------------------------------------------------------------


def test_other_sentences_put_in_at_the_same_place_are_both_there() -> None:
    """The person's comes first, the new one after, without a conflict."""
    assert merged(f"{BASE} Ute.", f"{BASE} Presis.") == f"{BASE} Ute.[| Presis.]"


def test_the_same_words_put_in_at_the_same_place_are_there_once() -> None:
    """What the person put in himself is not offered, though he changed other words too."""
    ours = BASE.replace("ni", "ni, presis").replace("Vi", "Alle")
    assert merged(ours, BASE.replace("ni", "ni, presis")) == ours


def test_a_sentence_put_in_beside_a_changed_one_is_no_conflict() -> None:
    """The person changed a sentence, the template put one in right after it."""
    ours, theirs = TWO.replace("møtes", "sees"), TWO.replace("møtes.", "møtes. Hele tida.")
    found = merged(ours, theirs, TWO)
    assert "!" not in found
    assert "Hele tida." in found


def test_an_empty_paragraph_is_filled() -> None:
    """Everything comes into a paragraph without words."""
    assert merged("", BASE, base="") == f"[|{BASE}]"
    assert merged(BASE, "", base=BASE) == f"[{BASE}|]"


# --- always ---------------------------------------------------------------------------------------------------------

_TOKENS = st.lists(st.sampled_from(["a", "b", "C", "d", " ", " ", ".", "\x1flink", "\x1fbox"]), max_size=12)


def applied(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Ours with all exchanges made."""
    out = list(ours)
    for each in reversed(exchanges(base, ours, theirs)):
        out[each.start : each.end] = theirs[each.source_start : each.source_end]
    return out


@given(_TOKENS, _TOKENS)
def test_differences_make_the_one_the_other(first: list[str], second: list[str]) -> None:
    """What is different, exchanged, gives the second list, and nothing equal is exchanged."""
    out = list(first)
    for each in reversed(list(differences(first, second))):
        out[each.start : each.end] = second[each.new_start : each.new_end]
        assert first[each.start : each.end] != second[each.new_start : each.new_end]
    assert out == second


@given(_TOKENS, _TOKENS)
def test_what_nobody_edited_becomes_the_fresh_one(base: list[str], theirs: list[str]) -> None:
    """Base and ours alike: the result is theirs, without a conflict."""
    assert applied(base, base, theirs) == theirs
    assert not any(each.conflict for each in exchanges(base, base, theirs))


@given(_TOKENS, _TOKENS)
def test_nothing_new_changes_nothing(base: list[str], ours: list[str]) -> None:
    """Base and theirs alike, or ours and theirs alike: there is nothing to do."""
    assert exchanges(base, ours, base) == ()
    assert exchanges(base, ours, ours) == ()


@given(_TOKENS, _TOKENS, _TOKENS)
@settings(max_examples=500)
def test_nothing_new_is_missing(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """Every token that the fresh one has more of than the last one is in the result."""
    missing = (Counter(theirs) - Counter(base)) - Counter(applied(base, ours, theirs))
    assert not missing


@given(_TOKENS, _TOKENS, _TOKENS)
@settings(max_examples=500)
def test_only_a_conflict_touches_what_the_person_wrote(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """Where there is no conflict, what gives way is what the last version had there."""
    for each in exchanges(base, ours, theirs):
        if not each.conflict:
            assert ours[each.start : each.end] == base[each.base_start : each.base_end]


@given(_TOKENS, _TOKENS, _TOKENS)
@settings(max_examples=500)
def test_exchanges_are_in_order_and_do_not_overlap(base: list[str], ours: list[str], theirs: list[str]) -> None:
    """They can be carried out one by one, in either text, and each one changes something."""
    found = exchanges(base, ours, theirs)
    for before, after in pairwise(found):
        assert before.end <= after.start
        assert before.source_end <= after.source_start
    for each in found:
        assert 0 <= each.start <= each.end <= len(ours)
        assert 0 <= each.source_start <= each.source_end <= len(theirs)
        assert ours[each.start : each.end] != theirs[each.source_start : each.source_end]
