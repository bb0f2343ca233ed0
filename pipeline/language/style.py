"""What makes a Norwegian sentence heavy: passive verbs, verbs that became nouns, words that have a simpler one."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.language.phrases import any_of, plain

# «arkiveres», «gis». Only words in small letters are asked, since names end like this too.
_S_PASSIVE = re.compile(r"(?<![\w-])(?:[a-zæøå]{2,}es|gis|tas|sies|bes|fås|nås|slås)(?![\w-])")
# «blir vurdert», «ble ikke spurt». Neuter adjectives look like participles («blir lett»), so the endings are chosen.
_BECOME = re.compile(
    r"(?<![\w-])(?:bli|blir|ble|blitt) (?:(?:ikke|også|aldri|alltid|ofte|da|nå|så|bare|du|dere|den|det|de) ){0,2}"
    r"(\w*(?:[a-zæøå]{2}ert|[a-zæøå]{3}et|betalt|delt|valgt|ført|lagt|vist|fulgt|målt|løst|lyst|lest|ansatt|stilt|hørt|prøvd"
    r"|bygd|krevd|bestemt|styrt|tatt|gitt|satt|sagt|gjort|bedt|spurt|sendt|brukt|kalt|møtt|holdt|dømt|lønnet|trukket))"
    r"(?!\w)"
)
# What a verb such as «foreta» carries: up to two words, and the noun that should have been the verb.
_CARRIED = re.compile(r"(?: [\w-]+){0,2}? ([\w-]{3,}ing(?:en|er|ene|a)?)(?!\w)")


@lru_cache(maxsize=4096)
def passive(sentence: str, exceptions: tuple[str, ...]) -> str | None:
    """The first passive verb of a sentence, s-passive or with «bli»; `exceptions` only look like one."""
    fine = any_of(exceptions)
    for word in _S_PASSIVE.findall(sentence):
        if not fine.fullmatch(plain(word)):
            return str(word)
    for become in _BECOME.finditer(plain(sentence)):
        if not fine.fullmatch(become[1]) and not fine.fullmatch(become[0]):
            return become[0]
    return None


@lru_cache(maxsize=4096)
def carried_nouns(sentence: str, verbs: tuple[str, ...], exceptions: tuple[str, ...]) -> tuple[str, ...]:
    """Verbs such as «foreta» with the noun they carry: «foreta en vurdering»."""
    words = plain(sentence)
    found = ((verb, _CARRIED.match(words, verb.end())) for verb in any_of(verbs).finditer(words))
    return tuple(
        words[verb.start() : noun.end()]
        for verb, noun in found
        if noun is not None and not any_of(exceptions).fullmatch(noun[1])
    )


@lru_cache(maxsize=8192)
def hits(sentence: str, phrases: tuple[str, ...], exceptions: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
    """Where one of the phrases stands in a sentence: the phrase and the words; not where one of `exceptions` stands."""
    words = plain(sentence)
    places = list(any_of(phrases).finditer(words))
    if not places:
        return ()
    fine = [one.span() for one in any_of(exceptions).finditer(words)]
    return tuple(
        (next(phrase for phrase in phrases if any_of((phrase,)).fullmatch(place[0])), place[0])
        for place in places
        if not any(start < place.end() and place.start() < end for start, end in fine)
    )
