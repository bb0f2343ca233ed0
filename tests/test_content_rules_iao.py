"""Each content rule of the interview guide, the annex and the training plan: what it finds and what it leaves.

The questions that nobody may ask have a test of their own (test_interview_questions.py).
"""

from __future__ import annotations

import pytest

from pipeline.model import ContentRule
from tests.content_kit import (
    Changes,
    Edit,
    Unwanted,
    added,
    as_generated,
    emptied,
    exchanged,
    findings,
    generated,
    gone,
    library,
    rule_of,
    typed,
    without_what_it_wants,
)

I, A, O = MINE = ("intervjuguide", "vedlegg-arbeidsavtale", "opplaeringsplan")  # noqa: E741

TEMPORARY: Changes = (
    (
        "  ansettelsesform: fast ",
        "  ansettelsesform: midlertidig\n  midlertidig: {grunnlag: vikariat, varighet_måneder: 12} ",
    ),
)
UNDER_18: Changes = (("arbeider_med_under_18: nei", "arbeider_med_under_18: ja"),)
DISABILITY: Changes = (("arbeider_med_utviklingshemming: nei", "arbeider_med_utviklingshemming: ja"),)
CHILD_WELFARE: Changes = (
    ("tjenestelov: helse_og_omsorgstjenesteloven", "tjenestelov: barnevernsloven"),
    ("politiattest:\n", "politiattest:\n  hjemmel: barnevernsloven\n"),
)
OPERATIVE: Changes = (("nivå: [operativt, strategisk]", "nivå: [operativt]"),)
STRATEGIC: Changes = (
    ("nivå: [operativt, strategisk]", "nivå: [strategisk]"),
    ("nivå: operativt", "nivå: strategisk"),
    ("brukernært: ja", "brukernært: nei"),
)
RELATIVE: Changes = (("erfaringsbakgrunn: [egenerfaring]", "erfaringsbakgrunn: [pårørende]"),)
LITTLE: Changes = (
    ("kreves: ja", "kreves: nei"),
    ("tilbys: ja", "tilbys: nei"),
    ("helseoppfølging_i_arbeidstid: ja", "helseoppfølging_i_arbeidstid: nei"),
    ("referanser: 3", "referanser: 0"),
    ("forventes: ja", "forventes: nei"),
    ("runder: 2", "runder: 1"),
    ("uker: 2", "uker: 1"),
)
PART_TIME: Changes = (
    ("prosent: 100", "prosent: 50\n  deltid_begrunnelse: Midlene rekker til det\n  deltid_drøftet: 2026-11-25"),
)
NO_NETWORK: Changes = (
    ("  nettverk:\n    - Nettverk for erfaringskonsulenter i Oslo\n    - Erfaringssentrum\n", ""),
    ("  ordinær_veiledning: Gruppeveiledning hver tredje uke\n", ""),
    ("  hospitering: to dager hos en erfaren erfaringskonsulent i en annen bydel\n", ""),
)


FOR_SOME: dict[tuple[str, str], Changes] = {
    (A, "L3"): TEMPORARY,
    (A, "L4"): TEMPORARY,
    (A, "K6.16"): (*UNDER_18, *DISABILITY),
    (A, "L13"): CHILD_WELFARE,
}
"""The case for which a rule is, when it is not for bydel-x."""

WANTED = [(name, rule) for name in MINE for rule in library().by_name[name].content_rules if rule.wanted or rule.values]

ASK, BEFORE, LATER = "Spørsmål om rollen og oppgavene", "Dette spør vi ikke om", "Oppfølging fra sist"

UNWANTED = [
    # --- the interview guide: what nobody may ask
    Unwanted(
        I,
        "L5",
        "Guiden tar opp helsen",
        ASK,
        ("Fortell om diagnosen din.", "Spør om diagnoser og medisiner.", "Er du rusfri?", "Sykefravær siste år"),
        ("Ikke spør om diagnoser.", "Hvordan støtter du en bruker som har hatt tilbakefall?"),
    ),
    Unwanted(
        I,
        "L6",
        "Guiden tar opp familieplaner",
        ASK,
        ("Planlegger du å få barn?", "Spør om religion.", "Har du en funksjonsnedsettelse?", "Hvor kommer du fra?"),
        ("Hvordan møter du brukere med en annen religion enn deg?", "Har du jobbet med barn?"),
    ),
    Unwanted(
        I,
        "L7",
        "Guiden tar opp politikk",
        LATER,
        ("Er du medlem av en fagforening?", "Hva stemmer du?", "Spør om politisk syn."),
        ("Du jobber i en politisk styrt organisasjon. Hva tenker du om det?", "Ikke spør om fagforening."),
    ),
    Unwanted(
        I,
        "L7",
        "Guiden nevner rustest",
        LATER,
        ("Be om en urinprøve.", "Søkeren tar rustest etter intervjuet.", "Kan du ikke ta en rustest?"),
        ("Vi ber ikke om rustest.",),
    ),
    Unwanted(
        I,
        "L12",
        "Guiden tar opp straff",
        LATER,
        ("Har du vært straffet?", "Fortell om dommer mot deg.", "Ta med politiattest til intervjuet."),
        ("Spør ikke om dommer.", "Hvordan bygger du tillit til en som har sittet i fengsel?"),
    ),
    Unwanted(
        I,
        "L5",
        "Guiden spør noen andre",
        "Spørsmål til referansen",
        ("Har hun hatt tilbakefall?", "Er han frisk?"),
        ("Hvordan støtter han en bruker som har hatt tilbakefall?", "Hva er hun god til?"),
    ),
    Unwanted(
        I,
        "L6",
        "Guiden spør noen andre",
        "Spørsmål til referansen",
        ("Har hun planer om barn?", "Er han religiøs?"),
        ("Hvordan møter hun brukere med en annen religion?",),
    ),
    Unwanted(
        I,
        "L12",
        "Guiden spør noen andre",
        "Spørsmål til referansen",
        ("Har han vært straffet?",),
        ("Hvordan møter han en som har vært straffet?",),
    ),
    Unwanted(
        I,
        "L15",
        "Guiden spør om helsen til noen",
        LATER,
        ("Hvordan går det med den du er pårørende til?", "Hvem er du pårørende til?"),
        ("Hva har du lært av å være pårørende?", "Hvordan vil du møte andre pårørende?"),
    ),
    # --- the interview guide: what should be asked in another way
    Unwanted(
        I,
        "DISKRIMINERING",
        "Guiden spør hvor gammel",
        LATER,
        ("Hvor gammel er du?", "Hva er søkerens alder?"),
        ("Hvor gamle er de du har jobbet med?", "Er det en alder du liker best å jobbe med?"),
    ),
    Unwanted(
        I,
        "K11.4",
        "Guiden spør om fortiden",
        LATER,
        ("Hva tenker du om fortiden din?", "Hvordan er det å ha en problematisk fortid?"),
        ("Hvordan tenker du om å være åpen om erfaringene dine?",),
    ),
    Unwanted(
        I,
        "L5",
        "Guiden ber søkeren fortelle",
        LATER,
        ("Beskriv din personlige prosess.", "Fortell livshistorien din.", "Fortell om oppveksten din."),
        ("Hva har du lært i din recovery-prosess?", "Vi spør ikke om livshistorien din."),
    ),
    Unwanted(
        I,
        "L5",
        "Guiden spør etter sider",
        LATER,
        ("Er det sider ved deg vi bør vite om?", "Hvilke signaler sender du når du er stresset?"),
        ("Hva trenger du fra oss?", "Hva er dine sterke sider?"),
    ),
    Unwanted(
        I,
        "L5",
        "Guiden spør hvordan søkeren har det",
        LATER,
        ("Hvilken rolle spiller håp i din hverdag?",),
        ("Hvordan kan du formidle håp til dem vi hjelper?",),
    ),
    Unwanted(
        I,
        "L6",
        "Guiden spør om holdninger",
        LATER,
        ("Hvilke verdier og overbevisninger har hjulpet deg?", "Farges samtalene av dine egne holdninger?"),
        ("Hvilke verdier er viktige for deg i arbeidet?",),
    ),
    Unwanted(
        I,
        "L6",
        "Guiden spør om etnisitet",
        LATER,
        ("Er det en etnisitet du er spesielt opptatt av?",),
        ("Er det grupper du vil jobbe ekstra mye med?",),
    ),
    Unwanted(
        I,
        "L6",
        "Guiden spør om familien",
        LATER,
        ("Har du barn?", "Er du gift?"),
        ("Hvordan passer arbeidstiden for deg?", "Ikke spør: Har søkeren barn."),
    ),
    # --- the interview guide: names and notes
    Unwanted(
        I,
        "L15",
        "Skjemaet har plass",
        "Vurdering etter første intervju",
        ("Søkerens navn:", "Navn på kandidaten", "Fødselsnummer"),
        ("Kandidatnummer (ikke navn på søkeren)", "Rolle og navn"),
    ),
    # --- the annex
    Unwanted(
        A,
        "L1",
        "Vedlegget sier at det oppfyller",
        "Om vedlegget",
        ("Vedlegget oppfyller kravene i arbeidsmiljøloven § 14-6.", "Det er i samsvar med arbeidsmiljøloven § 14-6."),
        (
            "Vedlegget oppfyller ikke kravene i arbeidsmiljøloven § 14-6.",
            "Arbeidsavtalen oppfyller kravene i arbeidsmiljøloven § 14-6.",
        ),
    ),
    Unwanted(
        A,
        "K6.1",
        "Vedlegget sier at det erstatter",
        "Om vedlegget",
        ("Vedlegget erstatter arbeidsavtalen.", "Sier de to noe ulikt, gjelder dette vedlegget."),
        ("Vedlegget erstatter ikke arbeidsavtalen.",),
    ),
    Unwanted(
        A,
        "K6.1",
        "Vedlegget gjentar",
        "Lønn og uttelling for erfaringen din",
        ("Oppsigelsestiden er tre måneder.", "Du har fem uker ferie."),
        ("Hvor lang oppsigelsestiden er, står i arbeidsavtalen.", "Dere møtes hver uke, unntatt i ferien."),
    ),
    Unwanted(
        A,
        "L3",
        "Vedlegget begrunner",
        "Midlertidig ansettelse",
        ("Grunnlaget er prosjektmidler.", "Stillingen er midlertidig fordi den er betalt med tilskudd."),
        ("Grunnlaget er vikariat.",),
        changes=TEMPORARY,
    ),
    Unwanted(
        A,
        "K8.3",
        "Vedlegget sier at veiledningen",
        "Veiledning og støtte",
        ("Du får veiledning ved behov.", "Ved behov"),
        (
            "Du kan få ekstra samtaler ved behov.",
            "Du får veiledning hver uke, og mer ved behov.",
            "Ta kontakt med fadderen når du trenger det.",
        ),
    ),
    Unwanted(
        A,
        "K3.10",
        "Vedlegget gjør det",
        "Slik bruker du erfaringen din",
        (
            "Du må dele erfaringen din i fagmøter.",
            "Du plikter å fortelle om livet ditt.",
            "Du skal alltid fortelle om deg selv når brukere spør.",
        ),
        (
            "Du må fortelle lederen hvis du kjenner en bruker.",
            "Du må ikke dele noe du ikke vil.",
            "Du må alltid følge taushetsplikten når du deler noe.",
        ),
    ),
    Unwanted(
        A,
        "L15",
        "Vedlegget sier noe om helsen",
        "Tilrettelegging",
        ("Du har diagnosen ADHD.", "Du henter LAR-medisin hver morgen.", "Den ansatte har vært rusfri siden 2019."),
        ("Vi skriver ingenting om diagnosen din.", "Du kan legge timer hos lege i arbeidstiden."),
    ),
    Unwanted(
        A,
        "K6.15",
        "Vedlegget krever",
        "Politiattest",
        ("Vi krever plettfri vandel.", "Du må ha politiattest uten merknader."),
        ("Vi krever ikke plettfri vandel.",),
    ),
    Unwanted(
        A,
        "L15",
        "Her står det noe",
        "Politiattest",
        ("Attesten viser to bøter.", "Du er dømt for tyveri.", "Attesten var ren."),
        ("Attesten er vist 15. mars.", "En politiattest viser om noen er dømt.", "Tilbudet er betinget av attesten."),
    ),
    Unwanted(
        A,
        "L14",
        "Vedlegget viser til",
        "Taushetsplikt",
        ("Du har taushetsplikt etter forvaltningsloven § 13.", "Se forvaltningslovens §§ 13 til 13 e."),
        ("Du har taushetsplikt etter forvaltningsloven.",),
    ),
    Unwanted(
        A,
        "L7",
        "Vedlegget sier noe om medlemskapet",
        "Fagorganisering og medvirkning",
        ("Du er medlem av Fagforbundet.", "Si fra hvilken fagforening du er med i."),
        ("Du trenger ikke si fra hvilken fagforening du er med i.",),
    ),
    # --- the training plan
    Unwanted(
        O,
        "K2.5",
        "Den nye skal gjøre noe alene",
        "Uke 1",
        ("Du går på hjemmebesøk alene.", "Du har vakt på egen hånd på fredag."),
        ("Du går aldri på hjemmebesøk alene.", "Du er ikke alene ute.", "Les planen alene eller sammen med fadderen."),
    ),
    Unwanted(
        O,
        "K8.3",
        "Planen sier at veiledningen",
        "Veiledning og støtte",
        ("Faglig veiledning får du ved behov.", "Veiledning etter behov"),
        ("Mentor kan du få ved behov.", "Du får veiledning hver uke, og mer ved behov."),
    ),
    Unwanted(
        O,
        "L15",
        "Planen sier noe om helsen",
        "Oppfølgingssamtaler",
        ("Du har vært rusfri siden 2019.", "Snakke om diagnosen din.", "Du går på LAR."),
        (
            "Vi spør ikke om diagnosen din.",
            "Kurs om ADHD kan du få i mai.",
            "Du kan få hjelp hvis du er avhengig av rusmidler eller spill.",
        ),
    ),
    Unwanted(
        O,
        "L14",
        "Planen viser til",
        "Første dag",
        ("Gå gjennom forvaltningsloven § 13.",),
        ("Gå gjennom taushetsplikten etter lov.",),
    ),
]


def _shown(value: object) -> str | None:
    match value:
        case Unwanted():
            return f"{value.document}-{value.rule}-{value.start}"
        case ContentRule():
            return f"{value.id}-{value.message[:50]}"
        case _:
            return None


@pytest.mark.parametrize(("document", "rule"), WANTED, ids=_shown)
def test_what_somebody_took_out_is_missed(document: str, rule: ContentRule) -> None:
    """By the one rule that is about it; the document as generated has it."""
    changes = FOR_SOME.get((document, rule.id), ())
    whole = generated(document, changes)
    (finding,) = added(document, without_what_it_wants(document, rule, whole, changes), changes)
    assert (finding.rule, finding.severity, finding.source) == (rule.id, rule.severity, rule.source)
    assert finding.message.startswith(rule.message)
    before = as_generated(document, changes)
    assert [one.message for one in before if one.message.startswith(rule.message)] == []


BAD = [(example, sentence) for example in UNWANTED for sentence in example.bad]
GOOD = [(example, sentence) for example in UNWANTED for sentence in example.good]


@pytest.mark.parametrize(("example", "sentence"), BAD, ids=_shown)
def test_a_sentence_that_should_not_stand_there_is_found(example: Unwanted, sentence: str) -> None:
    """Once, by the one rule that is about it, with the sentence as the place."""
    example.assert_told(sentence)


@pytest.mark.parametrize(("example", "sentence"), GOOD, ids=_shown)
def test_a_sentence_that_is_like_it_is_fine(example: Unwanted, sentence: str) -> None:
    """Denials, offers and ordinary words bring no finding at all."""
    example.assert_fine(sentence)


TYPED = [
    (I, "Spørsmål om rollen og oppgavene", "Hvordan er helsa?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Sliter du med angst?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Hvordan går det med deg psykisk?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Har du en ruslidelse?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Har du vært på avrusning?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Har du kontakt med DPS?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Hvilket rusmiddel brukte du?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Hvordan klarer du å holde deg unna rus?", "L5"),
    (I, "Spørsmål om rollen og oppgavene", "Hvordan vil du snakke om seksualitet med unge?", None),
    (I, "Spørsmål om rollen og oppgavene", "Hva kan du om LAR?", None),
    (I, "Spørsmål om rollen og oppgavene", "Hvor kommer du egentlig fra?", "L6"),
    (I, "Spørsmål om rollen og oppgavene", "Hvilket morsmål har du?", "L6"),
    (I, "Spørsmål om rollen og oppgavene", "Har du gjort noe kriminelt?", "L12"),
    (I, "Spørsmål om rollen og oppgavene", "Har du noen dommer?", "L12"),
    (I, "Spørsmål om rollen og oppgavene", "Kan du vise oss politiattesten?", "L12"),
    (I, "Spørsmål til referansen", "Vet du om søkeren ruser seg?", "L5"),
    (I, "Spørsmål til referansen", "Kjenner du til diagnoser?", "L5"),
    (O, "Veiledning og støtte", "Du kan ringe veilederen utenom de faste timene når du trenger det.", None),
    (O, "Veiledning og støtte", "Hvis jobben blir krevende, kan lederen gi deg andre oppgaver når det trengs.", None),
    (O, "Veiledning og støtte", "Du får veiledning når du har behov for det.", "K8.3"),
    (A, "Veiledning og støtte", "Lederen legger til rette for helsetimer ved behov.", None),
    (A, "Veiledning og støtte", "Du får veiledning når du har behov for det.", "K8.3"),
    (A, "Om vedlegget", "Vedlegget erstatter ikke arbeidsavtalen.", None),
    (A, "Om vedlegget", "Dette vedlegget tilfredsstiller aml. § 14-6.", "L1"),
    (A, "Om vedlegget", "Ved motstrid går vedlegget foran.", "K6.1"),
    (A, "Slik bruker du erfaringen din", "Du skal være åpen om feil du gjør.", None),
    (A, "Slik bruker du erfaringen din", "Du må dele erfaringene dine med brukerne.", "K3.10"),
    (A, "Politiattest", "Hva attesten inneholder, skriver vi aldri ned.", None),
    (A, "Politiattest", "Attesten inneholder to merknader.", "L15"),
    (A, "Tilrettelegging", "På grunn av angsten din får du eget kontor.", "L15"),
]


@pytest.mark.parametrize(("document", "heading", "sentence", "rule"), TYPED)
def test_what_an_adviser_may_type_is_told_only_when_a_colleague_would(
    document: str, heading: str, sentence: str, rule: str | None
) -> None:
    """Ordinary sentences are left in peace, and the same words in a demand are one finding."""
    told = added(document, typed(generated(document), heading, sentence))
    assert [finding.rule for finding in told] == ([rule] if rule else [])


def test_a_long_welcome_is_advised_against() -> None:
    """The first interview is for the applicant; the workplace is presented in the second."""
    rule = rule_of(I, "K5.4", "Velkomsten")
    assert rule.length == (None, 120)
    edited = typed(generated(I), "Velkommen og kort om jobben", "Vi holder til i sentrum og har det fint her. " * 10)
    (finding,) = added(I, edited)
    assert (finding.rule, finding.severity) == ("K5.4", "advice")
    assert finding.message.startswith(rule.message)


def test_no_rule_is_without_an_example() -> None:
    """Each rule about what should not stand has sentences above; the others are all tried."""
    tried = {id(rule_of(one.document, one.rule, one.start)) for one in UNWANTED}
    rules = [rule for name in MINE for rule in library().by_name[name].content_rules if rule.unwanted]
    assert [(rule.id, rule.message) for rule in rules if id(rule) not in tried] == []


# --- what depends on the case ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "rule", "start", "heading", "words", "changes"),
    [
        (I, "K11.3b", "Andre intervju spør ikke hvordan søkeren", ASK, ("erfaringene dine",), STRATEGIC),
        (I, "K11.3a", "Saken sier at dere tilbyr", "Slik følger vi deg opp", ("Fast veileder",), LITTLE),
        (A, "K6.14", "Vedlegget sier ikke hvor gammel", "Politiattest", ("ikke politiattest",), LITTLE),
        (O, "K3.5", "Saken sier", "Veiledning og støtte", ("Teamet",), LITTLE),
    ],
)
def test_what_a_case_does_not_need_is_not_missed(
    document: str, rule: str, start: str, heading: str, words: tuple[str, ...], changes: Changes
) -> None:
    """A rule with `når` is silent for another case, also in a document that somebody edits."""
    message = rule_of(document, rule, start).message
    edited = exchanged(generated(document, changes), *words, by="så", below=heading)
    assert not any(one.message.startswith(message) for one in findings(document, edited, changes))


def test_guidance_on_demand_in_the_case_is_the_cases_finding() -> None:
    """The value rule K8.3 tells it; the documents that say the same are not told of once more."""
    changes: Changes = (
        ("hyppighet: én time hver uke de tre første månedene, deretter hver 14. dag", "hyppighet: ved behov"),
    )
    for document in (A, O):
        found = as_generated(document, changes)
        assert [one.message for one in found if one.rule == "K8.3"] == [], document


def test_guidance_on_demand_typed_over_the_hours_is_one_finding() -> None:
    """In the cell of the annex, and in the sentence of the training plan."""
    hours = "n time hver uke de tre første månedene, deretter hver 14. dag"
    for document, by in ((A, "Ved behov"), (O, "ved behov")):
        start = "É" if document == A else "é"
        (finding,) = added(document, exchanged(generated(document), start + hours, by=by, below="Veiledning og støtte"))
        assert (finding.rule, finding.severity) == ("K8.3", "error")


def test_guidance_on_demand_for_the_whole_sentence_is_one_finding() -> None:
    """That it says nothing of how long the guidance lasts is not told once more; without «ved behov» it is."""
    lasting = {
        A: "Du har en fast veileder så lenge du er ansatt.",
        O: "Faglig veiledning får du av Ola Eksempel én time hver uke de tre første månedene, deretter hver 14. dag, "
        "så lenge du er ansatt.",
    }
    for document, sentence in lasting.items():
        for by, said in (
            ("Du får veiledning ved behov.", "sier at veiledningen er ved behov"),
            ("Du får veiledning hver uke, og mer ved behov.", "sier ikke at veiledningen varer"),
        ):
            edited = exchanged(generated(document), sentence, by=by, below="Veiledning og støtte")
            (finding,) = added(document, edited)
            assert finding.rule == "K8.3"
            assert said in finding.message


# --- what the rules must leave alone --------------------------------------------------------------------------------

VARIANTS: dict[str, Changes] = {
    "bydel-x": (),
    "temporary": TEMPORARY,
    "under-18": UNDER_18,
    "disability": DISABILITY,
    "child-welfare": CHILD_WELFARE,
    "operative": OPERATIVE,
    "strategic": STRATEGIC,
    "relative": RELATIVE,
    "little": LITTLE,
    "part-time": PART_TIME,
    "no-network": NO_NETWORK,
}


def _on_content(document: str, changes: Changes, name: str = "bydel-x") -> list[str]:
    rules = (*library().by_name[document].content_rules, *library().content_rules)
    found = as_generated(document, changes, name)
    return [one.message for one in found if any(one.message.startswith(rule.message) for rule in rules)]


@pytest.mark.parametrize("document", MINE)
@pytest.mark.parametrize("variant", VARIANTS)
def test_no_document_that_we_make_has_findings_on_its_content(document: str, variant: str) -> None:
    """Whatever the case chooses, the templates say what they should and nothing else."""
    assert _on_content(document, VARIANTS[variant]) == []


@pytest.mark.parametrize("name", ["uteseksjonen-2021", "unn-2022"])
@pytest.mark.parametrize("document", MINE)
def test_the_real_postings_have_no_findings_on_their_content(document: str, name: str) -> None:
    """What they lack are gaps in the case, and those have findings of their own (fagrapport § 3.4)."""
    assert _on_content(document, (), name) == []


@pytest.mark.parametrize("how", [emptied, gone], ids=["emptied", "deleted"])
@pytest.mark.parametrize(
    ("document", "section"),
    [(name, section.heading) for name in MINE for section in library().by_name[name].sections if section.when is None],
)
def test_a_section_that_is_gone_is_the_sections_finding(document: str, section: str, how: Edit) -> None:
    """What stood in it is not missed once more by rules about its words."""
    rules = library().by_name[document].content_rules
    told = added(document, how(generated(document), section))
    assert [one.message for one in told if any(one.message.startswith(rule.message) for rule in rules)] == []
