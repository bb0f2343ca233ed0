"""Which questions the interview guide may ask: red is an error, yellow a warning, green is nobody's business.

The colours are those of the subject report's § 2.2, for every question and theme of the guide's annexes 11.3 and 11.4
(shortened), and for what people might type. Yellow says what to ask instead.
"""

from __future__ import annotations

import pytest

from tests.content_kit import added, generated, typed

GUIDE = "intervjuguide"
STRICT, LATER = "Spørsmål om rollen og oppgavene", "Oppfølging fra sist"
"""A section of questions, where a single word may ask; and one where only what is clearly a question does."""

RED, YELLOW, GREEN = "error", "warning", None

ANNEX = [
    # --- 11.4, first interview
    ("Hva tenker du om å være ekspert på deg selv og ha en problematisk fortid?", YELLOW),
    ("Hvordan blir det å fortelle kolleger at du har en problematisk fortid?", YELLOW),
    ("Beskriv din personlige prosess fra der du hadde det som verst.", YELLOW),
    ("Hva gjorde du selv, og hva gjorde andre?", GREEN),
    ("Hva har du lært om deg selv i din recovery-prosess?", GREEN),
    ("Hvilke styrker har du utviklet i din recovery-prosess?", GREEN),
    ("Hva gjør du i hverdagen for å ha det bra?", RED),
    ("Hvordan har et rusproblem eller psykiske plager påvirket livet ditt?", RED),
    ("Når du snakker med andre om rus og medisin, farges det av dine egne holdninger?", YELLOW),
    ("Hvilke verdier og overbevisninger har hjulpet deg?", YELLOW),
    ("Hender det at du har negative tanker om deg selv?", RED),
    ("Hva gjør du som holder de negative tankene dine i sjakk?", RED),
    ("Hvilken rolle spiller håp i din hverdag?", YELLOW),
    ("Hvordan håndterer du vanskelige situasjoner og tilbakeslag?", GREEN),
    ("Har du ledet en gruppe før?", GREEN),
    ("Vil du være med og lede en større gruppe?", GREEN),
    ("Hvordan vil vi se engasjementet ditt i det daglige?", GREEN),
    ("Hvordan tar du vare på dine egne interesser når andre er uenige?", GREEN),
    ("Er du klar for personalmøter, fagmøter og veiledning?", GREEN),
    ("Hvilken betegnelse liker du best for rollen?", GREEN),
    # --- 11.4, second interview
    ("Hva har du tenkt siden sist?", GREEN),
    ("Hvordan ser du for deg å bruke erfaringen din i jobben?", GREEN),
    ("Er det en målgruppe, alder eller etnisitet du er særlig opptatt av?", YELLOW),
    ("Ser du noen grenser for å bruke erfaringene dine?", GREEN),
    ("Er det noen du ikke kommuniserer så godt med?", GREEN),
    ("Hva er styrkene dine?", GREEN),
    ("Hva kan du bli bedre på?", GREEN),
    ("Har du hatt tilbakefall?", RED),
    ("Hva må du passe på for ikke å få tilbakefall?", RED),
    ("Er det sider ved deg vi må være oppmerksomme på, eller signaler du sender?", YELLOW),
    ("Hva slags støtte kan du trenge i arbeidet?", GREEN),
    ("Trenger du støtte til å få kontakt med brukere?", GREEN),
    ("Trenger du støtte til å forstå egne reaksjoner?", GREEN),
    ("Trenger du støtte til å mestre stress?", GREEN),
    ("Trenger du støtte til å skrive og legge fram ting?", GREEN),
    ("Trenger du støtte til å forstå hjelpeapparatet og lovene?", GREEN),
    ("Liker du best å jobbe i team eller alene?", GREEN),
    ("Har du vært i en konflikt, og hva gjorde du?", GREEN),
    ("Hva forbinder du med respekt?", GREEN),
    ("Hva er en god leder for deg?", GREEN),
    ("Hvordan skal en god kollega være?", GREEN),
    ("Hva vil en leder eller kollega si om deg?", GREEN),
    ("Kan du oppgi tre referanser?", GREEN),
    # --- 11.3
    ("Antall ansatte, arbeidsområder og kultur", GREEN),
    ("Slik forstår vi rollen, og derfor vil vi ha erfaringskompetanse", GREEN),
    ("Veiledning, mentor, nettverk og kurs", GREEN),
    ("Mulighet for å legge til rette for helseoppfølging, for eksempel LAR-medisin og psykologtimer", GREEN),
    ("Fast eller prosjekt, prosent, prøvetid og lønn", GREEN),
    ("Hvilke erfaringer er relevante, og hvordan kan du bruke dem?", GREEN),
    ("Hvordan er ditt forhold til rus?", RED),
    ("Be søkeren fortelle om forholdet til egen avhengighet eller psykiske problemer.", RED),
    ("Hvilke faktorer var viktige på veien til et rusfritt liv for deg?", RED),
    ("Hvordan kan du bruke det du har vært gjennom, i møte med personer i aktiv rus?", GREEN),
    ("Hvordan kan du bruke det du har vært gjennom, til å utvikle tjenestene?", GREEN),
    ("Hvordan vil det være å dele erfaringer med kolleger og brukere?", GREEN),
    ("Hvordan vil det være å jobbe tett på mennesker i aktiv rus?", GREEN),
    ("Hvordan vil det være å møte noen du kjenner fra rusmiljøet?", GREEN),
    ("Hvilken rolle tenker du at erfaringskonsulenten skal ha?", GREEN),
]

ASKED_RED = [
    "Fortell om diagnosen din.",
    "Hvilke diagnoser har du?",
    "Spør om diagnoser og medisiner.",
    "Har du noen sykdommer vi bør vite om?",
    "Hvor mye har du vært sykmeldt de siste årene?",
    "Hvor mange sykedager hadde du i fjor?",
    "Går du til psykolog?",
    "Går du på noe medisin?",
    "Bruker du medisiner?",
    "Er du i LAR?",
    "Får du LAR-medisin?",
    "Når ruset du deg sist?",
    "Hvor lenge har du vært rusfri?",
    "Er du edru nå?",
    "Bruker du fortsatt rusmidler?",
    "Drikker du alkohol?",
    "Hvordan er forholdet ditt til rus nå?",
    "Hva gjør du for å unngå tilbakefall?",
    "Beskriv planen din mot tilbakefall.",
    "Har du vært innlagt?",
    "Hvordan er helsen din?",
    "Hvordan står det til med den psykiske helsen din?",
    "Hender det at du er deprimert eller har angst?",
    "Har du tunge tanker om deg selv?",
    "Hva gjør du i hverdagen for å ha det bra?",
    "Hvordan har rusen påvirket livet ditt?",
    "Kan du ta en urinprøve før vi bestemmer oss?",
    "Søkeren må levere rustest.",
    "Er du gravid?",
    "Planlegger du å få barn?",
    "Tror du på Gud?",
    "Hvilken religion har du?",
    "Hvor kommer du opprinnelig fra?",
    "Har du en funksjonsnedsettelse?",
    "Er du homofil?",
    "Hva er din seksuelle orientering?",
    "Hvem stemte du på ved forrige valg?",
    "Er du medlem av en fagforening?",
    "Er du fagorganisert?",
    "Har du vært straffet?",
    "Har du sittet i fengsel?",
    "Har du rulleblad?",
    "Ta med politiattest til intervjuet.",
    "Har du merknader på politiattesten?",
    "Fortell om forholdet ditt til alkohol.",
    "Spør om søkeren har hatt tilbakefall.",
    "Spør om psykiske plager.",
    "Avklar om søkeren bruker rusmidler i dag.",
    "Be søkeren fortelle om egen avhengighet.",
    "Kartlegg helsen til søkeren.",
    "Har du noen psykisk lidelse?",
    "Har du fått behandling for rus?",
    "Er du frisk nok til å jobbe?",
    "Har du ADHD?",
    "Hvordan vil familieplanene dine påvirke jobben?",
    "Hvilket livssyn har du?",
    "Har du noe på rullebladet?",
    "Har du noen gang blitt dømt?",
    "Er det noe i helsen din som kan bli et problem?",
    "Hvordan har du det psykisk?",
    "Får du medisiner?",
    "Hva slags behandling får du?",
    "Hvilken behandling har du fått?",
    "Er du stabil nå?",
    "Når sprakk du sist?",
    "Har du sluttet med dop?",
    "Hvor mange år har du vært rusfri?",
    "Hvor lenge er det siden du ruset deg?",
    "Har du kontroll på rusen?",
    "Ruser du deg fortsatt?",
    "Hvordan klarer du å holde deg rusfri?",
    "Hvilke rusmidler har du brukt?",
    "Hva slags stoff brukte du?",
    "Hva gjør vi hvis du sprekker?",
    "Er du gravid, eller planlegger du barn?",
    "Ønsker du deg barn?",
    "Skal du ha flere barn?",
    "Er du religiøs?",
    "Går du i moskeen?",
    "Hvor er foreldrene dine fra?",
    "Har du nedsatt funksjonsevne?",
    "Hva stemmer du?",
    "Er du med i fagforeningen?",
    "Har du en dom?",
    "Hva er du dømt for?",
    "Hvorfor satt du inne?",
    "Vil politiattesten din være ren?",
    "Godtar du å ta rustest?",
    "Spør om tilbakefall.",
    "Be om rustest.",
    "Søkeren går på LAR.",
    "Hva gjør du for at du skal ha det bra?",
    "Hvordan tar du vare på den psykiske helsen?",
    "Fortell litt om rushistorien din.",
    "Hva var rusmiddelet du brukte mest?",
    "Har du hatt psykiske lidelser?",
    "Har du hatt psykiske problemer?",
    "Hvor syk har du vært?",
    "Bruker du medisiner fast?",
    "Kan du fortelle om tiden på behandlingsinstitusjonen?",
    "Hvilke diagnoser har du fått, og hva gjør du for å mestre dem?",
    "Hva er din diagnose?",
    "Hva er planen din hvis du får tilbakefall?",
    "Hva får deg til å ruse deg?",
    "Hva skal til for at du ikke ruser deg igjen?",
    "Hvor ofte drikker du?",
    "Har du vært i fengsel?",
    "Fortell om lovbruddene dine.",
    "Hvilken legning har du?",
    "Hvilken etnisk bakgrunn har du?",
    "Hvilken kultur kommer du fra?",
    "Har du planer om familie?",
    "Er du troende?",
    "Hvilket parti stemmer du på?",
    "Har du verv i en fagforening?",
    "Er du uføretrygdet?",
    "Hvor mye sykefravær hadde du i forrige jobb?",
    "Hvor ofte var søkeren syk?",
    "Hvor mye var søkeren borte på grunn av sykdom?",
    "Har du noen gang hatt kontakt med politiet?",
    "Hvordan går det med den du er pårørende til?",
    "Hvordan går det med broren din nå?",
    "Hva feiler det barnet ditt?",
    "Hva feiler det deg?",
    "Er du kjent av politiet?",
    "Hvilken diagnose har den du er pårørende til?",
    "Har hun planer om barn?",
    "Er han frisk?",
    "Har hun hatt tilbakefall?",
    "Har han vært straffet?",
    "Har du barn, eller planlegger du å få barn?",
    "Hvem har du ruset deg sammen med?",
    "Hvem sonet du sammen med?",
]

ASKED_YELLOW = [
    "Hva tenker du om fortiden din?",
    "Beskriv din personlige prosess fra du hadde det som verst.",
    "Hvilke verdier og overbevisninger hjelper deg?",
    "Er det en etnisitet du er spesielt opptatt av?",
    "Hvilke signaler sender du ut når du er stresset?",
    "Er det sider ved deg vi må passe på?",
    "Farges samtalene dine av dine egne holdninger til medisin?",
    "Hva betyr håp for deg i hverdagen din?",
    "Fortell livshistorien din.",
    "Har du barn?",
    "Hvordan er det å være ekspert på deg selv med en problematisk fortid?",
    "Fortell om barndommen din.",
    "Hvor gammel er du?",
    "Når er du født?",
]

ASKED_GREEN = [
    "Hva gjør du hvis du blir utsatt for trusler?",
    "Hva er dine svake sider?",
    "Hvordan kan du støtte noen på veien ut av rus?",
    "Hvordan vil du bruke historien din i jobben?",
    "Forklar i detalj hvordan du ville løst oppgaven.",
    "Hva er din holdning til skriftlig arbeid?",
    "Hvordan møter du et barn som forteller om overgrep?",
    "Har du jobbet med innvandrere?",
    "Hvordan støtter du en bruker som har hatt tilbakefall?",
    "Hva vet du om LAR og hvordan behandlingen er organisert?",
    "Har du erfaring med å følge folk til henting av medisiner?",
    "Hva gjør du når en bruker sprekker?",
    "Hvordan vil det være å jobbe tett på folk i aktiv rus?",
    "Hvordan vil du møte noen med angst?",
    "Hvilken egenerfaring har du med rus eller psykiske helseutfordringer?",
    "Kan du lede rusfrie aktiviteter på møtestedet?",
    "Har du jobbet med barn og unge før?",
    "Har du jobbet i Kirkens Bymisjon?",
    "Hvilke språk snakker du?",
    "Hvilke verdier er viktige for deg i arbeidet?",
    "Hva gir deg håp i arbeidet med andre?",
    "Kan du jobbe kveld og helg?",
    "Er det oppgaver i jobben du ikke kan gjøre?",
    "Trenger du tilrettelegging for å gjennomføre intervjuet?",
    "Hvordan vil du samarbeide med Nav, DPS og fastleger?",
    "Hvordan håndterer du stress i en travel arbeidsdag?",
    "Hva legger du i ordet recovery?",
    "Hvordan bygger du tillit til en som har sittet i fengsel?",
    "Hva gjør du hvis en bruker forteller at hun er gravid?",
    "Du jobber i en politisk styrt organisasjon. Hva tenker du om det?",
    "Hvordan sørger du for at brukerne har det bra på møtestedet?",
    "Ikke spør om diagnoser.",
    "Spør ikke om søkeren har barn.",
    "Vi stiller ikke spørsmål om helse.",
    "Hvordan kan du formidle håp til dem vi hjelper?",
    "Hvordan tar du imot kritikk?",
    "Hvordan møter du brukere med en annen religion enn deg?",
    "Har du førerkort?",
    "Hvordan vil du fortelle brukere om Erfaringsskolen?",
    "Har du deltatt på kurs i selvmordsforebygging?",
    "Hva har du lært om samarbeid mellom fengsel og kommune?",
    "Hva lar du være å dele?",
    "Hvem kan du få hjelp av når noe er vanskelig på jobben?",
    "Kjenner du til bedriftshelsetjenesten?",
    "Hvordan vil du støtte en pårørende?",
    "Hva tenker du er viktig for å få til et godt samarbeid med pårørende?",
    "Si gjerne at dere har tillitsvalgte fra flere fagforeninger, og at søkeren kan hilse på dem.",
    "Fortell at jobben er frivillig å søke på, og at alle får svar.",
    "Hvordan kan du bruke det du har vært gjennom i utvikling av tjenestene?",
    "Hva har vært viktigst for deg i møtet med hjelpeapparatet?",
    "Hvordan forklarer du en kollega hva avhengighet er?",
    "Hvilke tanker har du om arbeidstiden?",
    "Hvordan håndterer du motgang og tilbakeslag i jobben?",
    "Hvordan kan du støtte brukere som får tilbakefall?",
    "Hvordan vil du snakke med brukere om medisiner?",
    "Har du erfaring fra brukerorganisasjoner eller selvhjelpsgrupper?",
    "Hvilke erfaringer har du med hjelpeapparatet som du vil ta med deg?",
    "Hvordan kan du bidra til at ansatte forstår avhengighet bedre?",
    "Hva tenker du om skadereduksjon?",
    "Hvordan vil du jobbe med brukere som er i LAR?",
    "Hvordan ville du hjulpet en bruker som ikke får time hos psykolog?",
    "Hva gjør du hvis en kollega virker ruset?",
    "Hvordan møter du mennesker i sorg?",
    "Hva kan vi gjøre for at du skal trives på jobb?",
    "Hvordan liker du å få tilbakemeldinger?",
    "Hva er viktig for deg i et arbeidsmiljø?",
    "Hva vet du om taushetsplikt?",
    "Hvordan vil du bruke erfaringen din i arbeidet med voksne i aktiv rus?",
    "Hvilket ansvar har du hatt i tidligere jobber?",
    "Hva er du stolt av å ha fått til?",
    "Hvilke situasjoner i jobben tror du blir vanskelige for deg?",
    "Hvordan vil du sette grenser i møte med brukere du kjenner fra før?",
    "Hvordan stiller du deg til å jobbe alene på kveldstid?",
    "Har du kjennskap til rusreformen?",
    "Hvordan ser du på samarbeidet mellom rus og psykisk helse i kommunen?",
    "Hva bør tjenestene gjøre annerledes for folk med rusproblemer?",
    "Hva betyr brukermedvirkning for deg?",
    "Har du ledet grupper eller vært med i en frivillig organisasjon?",
    "Kan du gi et eksempel på et godt møte med en hjelper?",
    "Hvordan holder du deg faglig oppdatert?",
    "Hva slags veiledning ønsker du deg?",
    "Er det noe i arbeidstiden som ikke passer for deg?",
    "Hva trenger du for å gjøre en god jobb?",
    "Hvordan vil du møte en ungdom som sier at han har ruset seg?",
    "Hvilke erfaringer har du fra rusfeltet?",
    "Hva tenker du er viktig i møte med mennesker i psykisk krise?",
    "Hvordan kan du gi håp til andre?",
    "Kan du stille på vakt i høytider?",
    "Hvordan forbereder du deg til et foredrag om egne erfaringer?",
    "Hvordan snakker du om rus på en måte som ikke stigmatiserer?",
    "Hva gjør du når du er uenig med lederen din?",
    "Hvordan vil du møte pårørende som er slitne?",
    "Fortell søkeren at vi kan legge til rette for timer hos lege eller psykolog.",
    "Fortell at stillingen krever politiattest, og at den først blir bedt om ved tilbud.",
    "Fortell at bedriftshelsetjenesten kan hjelpe ved sykdom.",
    "Hva gjør du ved en overdose?",
    "Hvordan jobber du med traumer i gruppe?",
    "Hva gjør du ved fare for selvmord?",
    "Kan du noe om politiske prosesser i en kommune?",
    "Hva kan du gjøre for å forebygge kriminell atferd?",
    "Hva gjør du når noen blir innlagt?",
    "Hvordan kan du hjelpe til ved LAR-henting?",
    "Hva gjør du når ungdommer ruser seg?",
    "Hva vet du om bruk av rusmidler blant unge?",
    "Hva er viktig for folk i LAR, tenker du?",
    "Hvordan samarbeider du med behandlingsinstitusjoner?",
    "Hva er viktig for deg når du støtter familier med rusproblemer?",
    "Hvordan snakker du med brukere om helse?",
    "Hva kan du gjøre for gravide som bruker tjenesten?",
    "Hva gjør du hvis du blir vitne til et lovbrudd på jobb?",
    "Hva er målet ditt med jobben?",
    "Hva gjør du når du møter brukere du har ruset deg sammen med før?",
    "Hva gjør du om du kjenner igjen brukere du har ruset deg sammen med før?",
    "Hva gjør du hvis du møter en mann du sonet sammen med?",
    "Hvordan blir det å møte en du sonet sammen med?",
    "Hva gjør du hvis du må ta kontakt med politiet?",
    "Har du samarbeidet med politiet?",
    "Hva har du lært av å være pårørende?",
    "Hva har du lært av den du er pårørende til?",
    "Hvor gamle er de du har jobbet med?",
    "Er det en alder du liker best å jobbe med?",
    "Hvordan samarbeider hun med andre?",
    "Hvordan støtter han en bruker som har hatt tilbakefall?",
]


def _severities(question: str, section: str) -> list[str]:
    return [finding.severity for finding in added(GUIDE, typed(generated(GUIDE), section, question))]


def _expected(colour: str | None) -> list[str]:
    return [colour] if colour else []


@pytest.mark.parametrize("section", [STRICT, LATER])
@pytest.mark.parametrize(("question", "colour"), ANNEX)
def test_the_questions_of_the_annexes_have_their_colour(question: str, colour: str | None, section: str) -> None:
    """One finding for a red or a yellow question, wherever it is typed, and none for a green one."""
    assert _severities(question, section) == _expected(colour)


@pytest.mark.parametrize("question", ASKED_RED)
def test_what_nobody_may_ask_is_an_error(question: str) -> None:
    """One finding, however the question is put: as a question, as an order or as an instruction to the panel."""
    assert _severities(question, LATER) == ["error"]


@pytest.mark.parametrize("question", ASKED_YELLOW)
def test_what_should_be_asked_in_another_way_is_a_warning(question: str) -> None:
    """One finding; what may be asked instead is said in it."""
    (finding,) = added(GUIDE, typed(generated(GUIDE), LATER, question))
    assert finding.severity == "warning"
    assert finding.hint


@pytest.mark.parametrize("question", ASKED_GREEN)
def test_what_anyone_may_ask_is_left_alone(question: str) -> None:
    """Questions about the job and about the people it is for, and denials, also in a section of questions."""
    assert _severities(question, STRICT) == []


@pytest.mark.parametrize("section", ["Dette spør vi ikke om", "Gjør intervjuet til en god erfaring", "Før intervjuet"])
def test_what_is_not_asked_may_be_listed(section: str) -> None:
    """The sections before the interview say what nobody asks, and may name all of it."""
    for line in ("Diagnoser, medisiner og tilbakefall", "Om søkeren er gravid", "Rustest", "Dommer mot søkeren"):
        assert _severities(line, section) == []


@pytest.mark.parametrize("line", ["Sykefravær", "Diagnoser", "Søkerens helse", "Graviditet", "Politisk syn"])
def test_a_word_is_a_question_among_questions(line: str) -> None:
    """A single word in a section where all lines are questions, to the applicant or to a reference."""
    for section in (STRICT, "Spørsmål til referansen"):
        assert _severities(line, section) == ["error"]
