"""What people read about each kind of barrier: what it is, why it matters, and how to mend it in Word.

The kinds are those of `pipeline.word.accessibility`. What the regulation on universal design asks for (WCAG 2.1 A and
AA) is a warning in documents and a fault in templates; what is only good practice is advice, and a note in templates,
unless the template's owner can give it to all documents at once (`templates_must`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from pipeline.errors import DocumentUnreadable, Fault
from pipeline.model import Template
from pipeline.word.accessibility import Barrier, find_barriers
from pipeline.word.reading import read_document
from pipeline.wording import in_paragraph

ACCESSIBILITY: Final = "L19"
SOURCE: Final = "Forskriften om universell utforming av IKT"

_STYLES = "(Hjem > Stiler)"


@dataclass(frozen=True, slots=True)
class Wording:
    """`message` may hold {detail}: what the barrier itself tells, such as a contrast."""

    message: str
    hint: str
    severity: Literal["warning", "advice"] = "warning"
    templates_must: bool = True


BARRIERS: Final[Mapping[str, Wording]] = {
    # headings and title
    "no-main-heading": Wording(
        "Dokumentet har ingen tittel med stilen Overskrift 1.",
        f"Sett markøren i tittelen, og velg stilen Overskrift 1 {_STYLES}.",
    ),
    "title-style": Wording(
        "Tittelen har stilen Tittel. Skjermlesere ser ikke at den er en overskrift.",
        f"Sett markøren i tittelen, og velg stilen Overskrift 1 {_STYLES}.",
    ),
    "several-main-headings": Wording(
        "Mer enn én overskrift har stilen Overskrift 1. Bare tittelen øverst skal ha den.",
        f"Gi de andre stilen Overskrift 2 {_STYLES}.",
    ),
    "heading-jump": Wording(
        "En overskrift hopper over et nivå.",
        f"Bruk Overskrift 2 under Overskrift 1, og Overskrift 3 under Overskrift 2 {_STYLES}.",
    ),
    "empty-heading": Wording(
        "Et tomt avsnitt har overskriftsstil. Skjermlesere leser det opp som en overskrift uten navn.",
        "Velg Hjem > Vis alt (¶), finn det tomme avsnittet, og slett det.",
    ),
    "bold-heading": Wording(
        "Et avsnitt i fet skrift ser ut som en overskrift, men er det ikke for en skjermleser.",
        f"Sett markøren i avsnittet, og velg en overskriftsstil {_STYLES}.",
    ),
    "no-title": Wording(
        "Filen har ingen tittel. Skjermlesere leser den først, og en PDF får navn etter den.",
        "Velg Fil > Informasjon, og skriv tittelen i feltet Tittel.",
    ),
    "other-title": Wording(
        "Filens tittel er «{detail}», men det er ikke den som står øverst i dokumentet.",
        "Velg Fil > Informasjon, og skriv den samme tittelen i feltet Tittel.",
        "advice",
    ),
    # language
    "no-language": Wording(
        "Teksten er ikke merket med språk. En skjermleser kan velge feil uttale.",
        "Merk alt (Ctrl+A), velg Se gjennom > Språk > Angi språk for korrektur, og velg norsk.",
    ),
    "other-language": Wording(
        "Teksten er ikke merket som norsk, men som «{detail}». En skjermleser leser den med feil uttale.",
        "Merk alt (Ctrl+A), velg Se gjennom > Språk > Angi språk for korrektur, og velg norsk.",
    ),
    "words-in-other-language": Wording(
        "Norsk tekst er merket som et annet språk («{detail}»). En skjermleser leser den med feil uttale.",
        "Merk teksten, velg Se gjennom > Språk > Angi språk for korrektur, og velg norsk.",
    ),
    # tables
    "no-header-row": Wording(
        "En tabell har ingen overskriftsrad. En skjermleser kan ikke si hvilken kolonne en celle står i.",
        "Merk den øverste raden, og velg Tabelloppsett > Gjenta overskriftsrader.",
    ),
    "no-table-description": Wording(
        "En tabell mangler beskrivelse.",
        "Høyreklikk i tabellen, velg Tabellegenskaper > Alternativ tekst, og skriv kort hva tabellen viser.",
        "advice",
    ),
    "row-splits": Wording(
        "En rad i en tabell kan bli delt mellom to sider.",
        "Merk tabellen, velg Tabelloppsett > Egenskaper > Rad, og ta bort haken som lar raden fortsette på neste side.",
        "advice",
    ),
    "merged-cells": Wording(
        "En tabell har sammenslåtte celler. Da vet ikke en skjermleser hvilken kolonne eller rad de hører til.",
        "Sett markøren i cellen, velg Tabelloppsett > Del celler, og gi hver rad like mange celler.",
    ),
    "empty-header-cell": Wording(
        "En celle i overskriftsraden er tom.",
        "Skriv hva kolonnen viser, for eksempel «Tema».",
    ),
    "empty-cell": Wording(
        "En celle i en tabell er tom, og ingenting sier hva som skal stå der.",
        "Gi kolonnen en overskrift, eller slett raden eller kolonnen.",
    ),
    # pictures and what is not words
    "no-alternative-text": Wording(
        "Et bilde mangler alternativ tekst.",
        "Høyreklikk på bildet, velg Vis alternativ tekst, og skriv hva det viser. Er det pynt, så kryss av for det.",
    ),
    "text-box": Wording(
        "Noe av teksten står i en tekstboks. Skjermlesere leser den på feil sted eller ikke i det hele tatt.",
        "Flytt teksten til et vanlig avsnitt, og slett boksen.",
    ),
    "floating": Wording(
        "Et bilde eller en figur flyter fritt på siden. Da er det uklart når en skjermleser skal lese det.",
        "Høyreklikk på det, og velg Bryt tekst > På linje med teksten.",
    ),
    "form-field": Wording(
        "Teksten står i et skjemafelt (innholdskontroll) som ikke er en avkryssingsboks.",
        "Høyreklikk i feltet, og velg Fjern innholdskontroll. Teksten blir stående.",
    ),
    # paragraphs
    "typed-list": Wording(
        "En liste er laget med tegn foran linjene. En skjermleser hører ikke at det er en liste.",
        "Ta bort tegnene, merk linjene, og velg Hjem > Punktmerking eller Hjem > Nummerering.",
    ),
    "empty-paragraph": Wording(
        "Tomme avsnitt er brukt som luft. En skjermleser leser dem opp som «tom».",
        "Velg Hjem > Vis alt (¶), og slett de tomme avsnittene etter teksten vi viser. Stilene gir luft nok.",
    ),
    "page-break": Wording(
        "Et avsnitt er der bare for å skifte side.",
        "Slett sideskiftet. Høyreklikk i avsnittet etter, og velg Avsnitt > Linje- og sideskift > Sideskift foran.",
    ),
    "empty-link": Wording(
        "Lenken «{detail}» sier ikke hvor den fører.",
        "Høyreklikk på lenken, velg Rediger kobling, og skriv hva leseren finner der.",
    ),
    "bare-address": Wording(
        "En lenke er en lang nettadresse, og den blir lest opp tegn for tegn.",
        "Høyreklikk på lenken, velg Rediger kobling, og skriv hva leseren finner der.",
    ),
    # looks
    "contrast": Wording(
        "Det er for lite kontrast mellom tekst og bakgrunn: {detail} mot 1. Det skal være minst 4,5 mot 1 "
        "(3 mot 1 for stor tekst).",
        "Merk teksten, og velg Hjem > Skriftfarge > Automatisk. I en mal retter du fargen i stilen.",
    ),
    "small-text": Wording(
        "Noe av teksten er på bare {detail} punkt.",
        "Merk teksten, og velg 11 punkt, eller trykk Ctrl+mellomrom for å få størrelsen i stilen.",
        "advice",
        templates_must=False,
    ),
    "small-body": Wording(
        "Det meste av teksten er mindre enn 11 punkt.",
        "Høyreklikk på stilen Normal, velg Endre, og sett størrelsen til 11 punkt.",
        "advice",
        templates_must=False,
    ),
    "tight-lines": Wording(
        "Det er liten avstand mellom linjene i teksten.",
        "Høyreklikk på stilen Normal, velg Endre > Format > Avsnitt, og sett linjeavstanden til flere, 1,15.",
        "advice",
        templates_must=False,
    ),
    "justified": Wording(
        "Noe av teksten har rett høyremarg. Ujevne mellomrom gjør den tyngre å lese.",
        "Merk teksten, og velg Hjem > Venstrejuster.",
        "advice",
        templates_must=False,
    ),
}


def words(code: str, barrier: Barrier) -> str:
    """What a kind of barrier is, with what one of them tells."""
    return BARRIERS[code].message.replace("{detail}", barrier.detail)


def with_barriers(template: Template) -> Template:
    """The template with its barriers among its faults and notes.

    Such a template is still filled: a missing table description must not keep HR from its work. That is why templates
    are not read for barriers when documents are made, but when their owner asks.
    """
    try:
        barriers = find_barriers(read_document(template.content, str(template.path)), template=True)
    except DocumentUnreadable:  # already one of its faults
        return template
    told = dict.fromkeys((BARRIERS[each.code].templates_must, _fault(template, each)) for each in barriers)
    faults = tuple(fault for must, fault in told if must)
    notes = tuple(fault for must, fault in told if not must)
    return replace(template, faults=(*template.faults, *faults), notes=(*template.notes, *notes))


def _fault(template: Template, barrier: Barrier) -> Fault:
    message = words(barrier.code, barrier)
    message = f"{message[0].lower()}{message[1:]}{in_paragraph(barrier.text)}"
    return Fault(barrier.code, message, BARRIERS[barrier.code].hint, str(template.path))
