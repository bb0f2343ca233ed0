"""Why a file cannot be read as a Word document: one sentence and one remedy for each cause."""

from __future__ import annotations

from dataclasses import replace

from pipeline.errors import DocumentUnreadable, Fault

_SAVE_AS_DOCX = "Åpne filen i Word, velg Fil > Lagre som, og velg filtypen Word-dokument (*.docx)."
_RESAVE = "Åpne filen i Word og lagre den på nytt. Går ikke det, så hent en tidligere versjon av filen."
_PICK_DOCX = "Velg et Word-dokument (.docx)."

_CAUSES: dict[str, tuple[str, str]] = {
    "empty": (
        "Filen er tom (0 byte).",
        "Vent til synkroniseringen er ferdig, eller hent en tidligere versjon av filen.",
    ),
    "only-zeros": (
        "Filen inneholder bare nullbyte, slik filer gjør når en nedlasting eller synkronisering er avbrutt.",
        "Vent til synkroniseringen er ferdig, eller hent en tidligere versjon av filen.",
    ),
    "owner-file": (
        "Dette er ikke et dokument, men hjelpefilen som Word lager mens noen har dokumentet åpent.",
        "Bruk dokumentet med samme navn uten «~$».",
    ),
    "old-word": ("Filen er i det gamle Word-formatet (.doc).", _SAVE_AS_DOCX),
    "password": (
        "Dokumentet er beskyttet med passord eller kryptert.",
        "Åpne det i Word, velg Fil > Informasjon > Beskytt dokument, fjern passordet, og lagre.",
    ),
    "rtf": ("Filen er i formatet RTF, ikke et Word-dokument.", _SAVE_AS_DOCX),
    "odt": ("Filen er et OpenDocument (.odt), ikke et Word-dokument.", _SAVE_AS_DOCX),
    "pdf": ("Filen er en PDF, ikke et Word-dokument.", _PICK_DOCX),
    "html": ("Filen er en nettside (HTML), ikke et Word-dokument.", _SAVE_AS_DOCX),
    "flat-xml": ("Filen er lagret som Word-XML i én fil, ikke som .docx.", _SAVE_AS_DOCX),
    "other-office": ("Filen er laget i et annet Office-program enn Word ({kind}).", _PICK_DOCX),
    "not-word": ("Filen er ikke et Word-dokument.", _PICK_DOCX),
    "macros": (
        "Dokumentet er lagret med makroer (.docm eller .dotm), og det leses ikke.",
        _SAVE_AS_DOCX,
    ),
    "strict": (
        "Dokumentet er lagret i varianten «Strict Open XML».",
        "Åpne filen i Word, velg Fil > Lagre som, og velg Word-dokument (*.docx), ikke Strict Open XML-dokument.",
    ),
    "encrypted-zip": (
        "Innholdet i filen er kryptert med et zip-passord.",
        "Pakk ut med passordet, eller be avsenderen om en fil uten passord.",
    ),
    "truncated": (
        "Slutten av filen mangler, som om nedlastingen eller synkroniseringen ble avbrutt.",
        "Vent til synkroniseringen er ferdig, eller hent en tidligere versjon av filen.",
    ),
    "damaged": ("Filen er skadet: {detail}.", _RESAVE),
    "duplicate-entries": ("Filen inneholder delen «{detail}» to ganger, og Word åpner den ikke.", _RESAVE),
    "no-document": ("Filen mangler selve dokumentet ({detail}).", _RESAVE),
    "too-large": (
        "Filen er for stor til å leses trygt: {detail}.",
        "Gjør bildene mindre (Bildeformat > Komprimer bilder), eller del dokumentet.",
    ),
    "suspicious": (
        "Filen utvider seg uvanlig mye når den pakkes ut ({detail}), og leses derfor ikke.",
        "Åpne filen i Word og lagre den på nytt, hvis du stoler på den som laget den.",
    ),
    "doctype": (
        "Delen «{part}» har en dokumenttypedeklarasjon (DOCTYPE). Den leses ikke, for den kan skjule skadelig innhold.",
        _RESAVE,
    ),
    "xml-depth": ("Delen «{part}» er nøstet for dypt.", _RESAVE),
    "crossed-tags": (
        "Noe begynner eller slutter på feil sted i malen, i avsnittet «{quote}» eller like før.",
        "Se etter {% if %} eller {% for %} som begynner i ett avsnitt og slutter midt i et annet. "
        "La dem stå alene i hvert sitt avsnitt: {%p if … %} og {%p endif %}.",
    ),
    "xml": ("Delen «{part}» er ikke gyldig XML (feilen er i linje {line}, tegn {column}).", _RESAVE),
}


def refuse(code: str, name: str | None, **details: str) -> DocumentUnreadable:
    """The error for cause `code` in the file `name`; `details` fill in its sentence."""
    message, hint = _CAUSES[code]
    return DocumentUnreadable([Fault(code, message.format(**details), hint, path=name)])


def placed(error: DocumentUnreadable, name: str) -> DocumentUnreadable:
    """The same error, with the file's name also on faults that were found further in."""
    return DocumentUnreadable(replace(fault, path=name) for fault in error.faults)
