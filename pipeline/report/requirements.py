"""What `make-docs rules` tells: each requirement with its source and strength, and what looks after it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from rich.box import ASCII, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pipeline.amounts import number
from pipeline.register import Entry, Spot, SpotKind
from pipeline.report import Json
from pipeline.report.lines import SEVERITIES, clean, console, say_labelled, say_line
from pipeline.report.telling import say_json
from pipeline.wording import joined

_CODE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_IN_DOCUMENTS: Mapping[SpotKind, str] = {
    "section": "del i",
    "content": "teksten i",
    "checklist": "punkt i",
    "language": "språket i",
    "accessibility": "tilgjengelighet i",
}
_LEGEND = (
    "Del: at delen er med i dokumentet. Tekst: hva som står der. Saken: verdiene i saken, og felt som må fylles ut. "
    "Punkt: står i sjekklista, og dere krysser av selv."
)
_IN_SHORT: Mapping[SpotKind, str] = {
    "section": "del",
    "content": "tekst",
    "checklist": "punkt",
    "language": "språk",
    "accessibility": "tilgjengelighet",
}


def say_register(entries: Sequence[Entry], titles: Mapping[str, str], *, in_full: bool, wants_json: bool) -> int:
    """Tells the requirements as a table, or each with all about it; gives the exit code."""
    if wants_json:
        say_json(register_as_json(entries))
        return 0
    screen = console(sys.stdout)
    if in_full:
        for entry in entries:
            _say_entry(screen, entry, titles)
    else:
        say_line(screen, _LEGEND)
        screen.print()
        for chapter, listed in groupby(entries, _chapter):
            say_line(screen, chapter, style="bold")
            screen.print(_table(screen, listed, titles))
        _say_unchecked(screen, entries)
        say_line(screen, _total(entries))
        say_line(screen, f"Se alt om ett krav slik: make-docs rules {entries[0].id}")
    return 0


def _chapter(entry: Entry) -> str:
    """The heading that an entry stands under: «K11.3a» stands in annex 11 of the guide."""
    if entry.strength == "lov":
        return "Loven"
    chapter = re.sub(r"\D.*", "", entry.id[1:])
    return f"Veiledningen, {'vedlegg' if 'vedlegg' in entry.source else 'kapittel'} {chapter}"


def _table(screen: Console, entries: Iterable[Entry], titles: Mapping[str, str]) -> Table:
    box = ASCII if screen.encoding.lower() not in ("utf-8", "utf8") else SIMPLE_HEAD
    table = Table(box=box, pad_edge=False)
    table.add_column("Krav", no_wrap=True, min_width=6)
    table.add_column("Styrke", no_wrap=True, min_width=11)
    table.add_column("Hva det gjelder", ratio=5)
    table.add_column("Hva som kontrolleres", ratio=4)
    for entry in entries:
        about = entry.source if entry.strength == "lov" else entry.text
        how = "; ".join(_summed(entry.places, titles)) or "ingenting ennå"
        if entry.covered_by:
            how = f"samme som {joined(entry.covered_by)}"
        table.add_row(entry.id, entry.strength, clean(about), clean(how[:1].upper() + how[1:]))
    return table


def _summed(places: Sequence[Spot], titles: Mapping[str, str]) -> Iterator[str]:
    """«Intervjuguide og opplæringsplan (del)», «saken (2 regler)»: the documents with the same kinds together."""
    kinds: dict[str, dict[str, None]] = {}
    for place in places:
        if place.document is not None:
            kinds.setdefault(place.document, {})[_IN_SHORT[place.kind]] = None
    alike: dict[str, list[str]] = {}
    for document in sorted(kinds, key=list(titles).index):
        alike.setdefault(joined(sorted(kinds[document], key=list(_IN_SHORT.values()).index)), []).append(document)
    for words, documents in alike.items():
        yield f"{_documents(documents, titles)} ({words})"
    rules, fields = (sum(place.kind == kind for place in places) for kind in ("value", "gap"))
    counted = [number(rules, "regel", "regler")] * bool(rules) + [number(fields, "felt", "felt")] * bool(fields)
    if counted:
        yield f"saken ({joined(counted)})"
    if any(place.kind == "across" for place in places):
        yield "på tvers av dokumentene: kommer"
    if any(place.kind == "uncheckable" for place in places):
        yield "kan ikke kontrolleres"


def _say_unchecked(screen: Console, entries: Sequence[Entry]) -> None:
    """What no program looks after, and why: nobody should believe that it is in order because nothing is said."""
    for kind, heading in (("uncheckable", "Dette kan ikke et program kontrollere"), ("across", "Dette kommer")):
        told = [entry for entry in entries if any(place.kind == kind for place in entry.places)]
        if told:
            say_line(screen, heading, style="bold")
        for entry in told:
            say_labelled(screen, entry.id, "", entry.reason or "")
        if told:
            screen.print()


def _total(entries: Sequence[Entry]) -> str:
    """«Til sammen 126 krav: 118 kontrolleres, 6 kan ikke kontrolleres …», each counted once."""
    counted: dict[str, list[str]] = {}
    for entry in entries:
        kinds = {place.kind for place in entry.places}
        if entry.is_checked:
            words = "kontrolleres"
        elif "across" in kinds:
            words = "kommer"
        elif "uncheckable" in kinds:
            words = "kan ikke kontrolleres av et program"
        else:
            words = "står bare i sjekklista" if kinds else "har ingen kontroll ennå"
        counted.setdefault(words, []).append(entry.id)
    named = {words: "" if words == "kontrolleres" else f" ({', '.join(ids)})" for words, ids in counted.items()}
    parts = [f"{len(ids)} {words}{named[words]}" for words, ids in counted.items()]
    return f"Til sammen {len(entries)} krav: {joined(parts)}."


# --- one requirement ------------------------------------------------------------------------------------------------


def _say_entry(screen: Console, entry: Entry, titles: Mapping[str, str]) -> None:
    say_line(screen, f"{entry.id} ({entry.strength}): {entry.text}", style="bold")
    say_labelled(screen, "Kilde", "", f"{entry.source}{_checked(entry)}.")
    if entry.not_looked_up:
        say_labelled(screen, "Merk", "", f"Ikke slått opp: {entry.not_looked_up}")
    if entry.covered_by:
        say_labelled(
            screen, "Samme som", "", f"{joined(entry.covered_by)}. Det som kontrollerer dem, gjelder her også."
        )
    if entry.question:
        say_labelled(screen, "Spør HR", "", entry.question)
    for place, documents in _gathered(entry.places).items():
        if place.severity is not None:
            say_labelled(screen, *SEVERITIES[place.severity], _in_words(place, documents, titles))
        elif place.kind == "across":
            say_labelled(screen, "Kommer", "", place.message)
        else:
            say_labelled(screen, "Merk", "", f"Kan ikke kontrolleres. {place.message}")
    if not entry.has_a_fate:
        say_labelled(screen, "Merk", "", "Ingenting kontrollerer dette ennå.")
    screen.print()


def _checked(entry: Entry) -> str:
    if entry.checked is None:
        return ""
    return f". Sikkerhet: {entry.certainty}. Sist kontrollert {entry.checked:%d.%m.%Y}"


def _gathered(places: Iterable[Spot]) -> dict[Spot, list[str]]:
    """The places that differ in more than the document, each with the documents that it is in."""
    gathered: dict[Spot, list[str]] = {}
    for place in places:
        documents = gathered.setdefault(replace(place, document=None), [])
        documents += [place.document] if place.document else []
    return gathered


def _in_words(place: Spot, documents: Sequence[str], titles: Mapping[str, str]) -> str:
    """«Delen «Kvalifikasjoner» i stillingsutlysning: …»; what a message would fill in from the case is left open."""
    where = place.where or "saken"
    match place.kind:
        case "section":
            about = f"delen «{where}» i {_documents(documents, titles)}"
        case "value":
            about = f"regel om {where}"
        case "gap":
            about = f"hull i {where}"
        case kind:
            about = f"{_IN_DOCUMENTS[kind]} {_documents(documents, titles)}{f' ({where})' if place.where else ''}"
    return f"{about[:1].upper()}{about[1:]}: {_CODE.sub('…', place.message)}"


def _documents(names: Sequence[str], titles: Mapping[str, str]) -> str:
    if len(names) > 1 and len(names) == len(titles):
        return "alle dokumentene"
    found = [titles.get(name, name) for name in names]
    return joined([title[:1].lower() + title[1:] for title in found])


# --- for programs ---------------------------------------------------------------------------------------------------


def register_as_json(entries: Sequence[Entry]) -> Json:
    """The register as one object; what a requirement does not have, is null."""
    return {
        "version": 1,
        "command": "rules",
        "requirements": [
            {
                "id": entry.id,
                "strength": entry.strength,
                "text": entry.text,
                "source": entry.source,
                "certainty": entry.certainty,
                "checked": entry.checked.isoformat() if entry.checked else None,
                "not_looked_up": entry.not_looked_up,
                "question": entry.question,
                "places": [
                    {
                        "kind": place.kind,
                        "document": place.document,
                        "where": place.where,
                        "severity": place.severity,
                        "message": place.message,
                    }
                    for place in entry.places
                ],
                "covered_by": list(entry.covered_by),
                "reason": entry.reason,
            }
            for entry in entries
        ],
        "exit_code": 0,
    }
