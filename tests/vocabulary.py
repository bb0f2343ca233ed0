"""A small felter.yaml for the tests: every type of field, under keys that the real one has as well."""

from __future__ import annotations

from pathlib import Path

from pipeline.case import load_case
from pipeline.fields import Vocabulary, load_fields
from pipeline.model import Case

SMALL = """\
felter:
  sak:
    type: gruppe
    tittel: saken
    felter:
      id: {type: tekst, tittel: sakens id, mønster: "[a-z0-9-]+", mønster_hjelp: "små bokstaver, tall og bindestrek"}
      sist_endret: {type: dato, tittel: datoen saken sist ble endret, påkrevd: ja, alvorlighet: advarsel}
  virksomhet:
    type: gruppe
    tittel: virksomheten
    felter:
      type:
        type: valg
        tittel: hva slags virksomhet dere er
        valg: {bydel: bydel, etat: etat, helseforetak: helseforetak}
      kommune:
        type: tekst
        tittel: kommunens navn
        påkrevd_når: [{felt: virksomhet.type, er_ikke: [helseforetak]}]
      postnummer: {type: tekst, tittel: postnummer, mønster: "[0-9]{4}", mønster_hjelp: fire siffer}
      beskrivelse: {type: tekst, tittel: kort beskrivelse av arbeidsplassen, form: setning}
  kontaktpersoner_utlysning:
    type: liste
    tittel: kontaktperson for søkerne
    hjelp: En eller to som kjenner stillingen godt.
    eksempel: "[{navn: Kari Eksempel, epost: kari.eksempel@example.no}]"
    påkrevd: ja
    element:
      type: gruppe
      tittel: en kontaktperson
      felter:
        navn: {type: tekst, tittel: kontaktpersonens navn, påkrevd: ja}
        epost: {type: tekst, tittel: kontaktpersonens e-postadresse}
  stilling:
    type: gruppe
    tittel: stillingen
    felter:
      tittel:
        type: tekst
        tittel: stillingstittel
        hjelp: Tittelen søkeren ser.
        eksempel: Erfaringskonsulent
        påkrevd: ja
        krav: K4.7
      antall: {type: heltall, tittel: antall stillinger, minst: 1}
      prosent: {type: tall, tittel: stillingsprosent, over: 0, høyst: 100, eksempel: "37,5"}
      ansettelsesform:
        type: valg
        tittel: fast eller midlertidig
        valg: {fast: fast, midlertidig: midlertidig}
        påkrevd: ja
      midlertidig:
        type: gruppe
        tittel: midlertidig ansettelse
        felter:
          grunnlag:
            type: tekst
            tittel: lovlig grunnlag
            påkrevd_når: [{felt: stilling.ansettelsesform, er: [midlertidig]}]
          til: {type: dato, tittel: siste dag}
          varighet_måneder:
            type: heltall
            tittel: varighet i måneder
            påkrevd_når:
              - {felt: stilling.ansettelsesform, er: [midlertidig]}
              - {felt: stilling.midlertidig.til, fylt: nei}
      deltid_begrunnelse:
        type: tekst
        tittel: begrunnelse for deltid
        alvorlighet: advarsel
        påkrevd_når: [{felt: stilling.prosent, under: 100}]
      nivå:
        type: liste
        tittel: operativt eller strategisk nivå
        eksempel: "[operativt]"
        element: {type: valg, tittel: et nivå, valg: {operativt: operativt, strategisk: strategisk}}
      brukernært: {type: ja_nei, tittel: om stillingen er brukernær}
      fora: {type: liste, tittel: møter og fora, element: {type: tekst, form: ledd}}
      oppstart: {type: dato, tittel: dato for oppstart}
      oppgaver:
        type: liste
        tittel: oppgaver
        element:
          type: gruppe
          felter:
            tekst: {type: tekst, tittel: hva oppgaven går ut på, form: infinitiv, påkrevd: ja}
            nivå: {type: valg, tittel: nivået, valg: {operativt: operativt, strategisk: strategisk}}
            begrunnelse:
              type: tekst
              tittel: hvorfor oppgaven er strategisk
              påkrevd_når: [{felt: "stilling.oppgaver[].nivå", er: [strategisk]}]
  oppfølging:
    type: gruppe
    tittel: oppfølgingen
    felter:
      veileder:
        type: gruppe
        tittel: veilederen
        felter:
          navn: {type: tekst, tittel: veilederens navn, påkrevd: ja}
          hyppighet: {type: tekst, tittel: hvor ofte det er veiledning, påkrevd: ja}
      mentor:
        type: gruppe
        tittel: mentor
        valgfri: ja
        felter:
          navn: {type: tekst, tittel: mentorens navn, påkrevd: ja}
          hvor: {type: tekst, tittel: hvor mentoren arbeider}
      nettverk:
        type: gruppe
        tittel: nettverk
        valgfri: ja
        felter:
          navn: {type: tekst, tittel: navnet på nettverket}
"""


def vocabulary_of(folder: Path, text: str = SMALL) -> Vocabulary:
    """The vocabulary that `text` says, by way of a felter.yaml in `folder`."""
    path = folder / "felter.yaml"
    path.write_text(text, encoding="utf-8")
    return load_fields(path)


def case_of(folder: Path, text: str, vocabulary: Vocabulary | None = None, name: str = "prøve.yaml") -> Case:
    """The case that `text` says, by way of a file in `folder`; the vocabulary is the small one unless given."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return load_case(path, vocabulary or vocabulary_of(folder))
