"""The words of every notice: a title and a sentence; the page adds the reference of the case."""

from dataclasses import dataclass

from vpt.core.language import mark as _
from vpt.notifications import rules
from vpt.notifications.rules import Kind, OutsideKind


@dataclass(frozen=True, slots=True)
class Words:
    """What the in-app centre shows; Dutch, to be translated when shown."""

    title: str
    sentence: str


WORDS: dict[str, Words] = {
    Kind.REPORT_RECEIVED: Words(
        _("Je melding is binnen"),
        _("Dank je wel voor je melding. Je ziet hier wie ermee bezig is en wat er gebeurt."),
    ),
    Kind.REPORT_WITHDRAWN: Words(
        _("Een melding is ingetrokken"), _("De melder heeft de melding ingetrokken.")
    ),
    Kind.REPORT_MERGED: Words(
        _("Je melding hoort bij een andere melding"),
        _("Het gaat om dezelfde gebeurtenis. Je kunt de afhandeling gewoon blijven volgen."),
    ),
    Kind.DRAFT_EXPIRES: Words(
        _("Je concept verloopt bijna"),
        _("Je begon aan een melding. Verstuur die, anders wissen we het concept."),
    ),
    Kind.ADDENDUM_ADDED: Words(
        _("Er is een aanvulling op een melding"), _("Lees wat erbij is gekomen.")
    ),
    Kind.CASE_OPENED: Words(
        _("Er is een nieuwe melding"), _("Kijk wat er nodig is en begin met de eerste opvang.")
    ),
    Kind.CASE_ASSIGNED: Words(
        _("Je behandelt een dossier"), _("Dit dossier is aan jou toegewezen.")
    ),
    Kind.CASE_MESSAGE: Words(
        _("De melder stuurde een bericht"), _("Lees het bericht en geef antwoord.")
    ),
    Kind.CASE_ANSWERED: Words(
        _("Je behandelaar stuurde een bericht"), _("Lees het bericht bij je melding.")
    ),
    Kind.CASE_PROGRESS: Words(
        _("Er is nieuws over je melding"), _("Er is een stap gezet in de afhandeling.")
    ),
    Kind.CASE_CLOSED: Words(
        _("De afhandeling is klaar"),
        _("Lees wat er is gedaan en laat weten of je tevreden bent."),
    ),
    Kind.CASE_REOPENED: Words(_("Een dossier is heropend"), _("De afhandeling gaat weer verder.")),
    Kind.STEP_ASSIGNED: Words(_("Er is een stap voor jou"), _("Deze stap is aan jou toegewezen.")),
    Kind.STEP_REMINDER: Words(
        _("Een termijn loopt bijna af"), _("Rond de stap af, of leg uit waarom het later wordt.")
    ),
    Kind.STEP_OVERDUE: Words(
        _("Een termijn is verlopen"), _("De stap is te laat. Pak hem vandaag op.")
    ),
    Kind.STEP_URGENT: Words(_("Er is meteen iets nodig"), _("Deze stap kan niet wachten.")),
    Kind.SUPPORT_ASKED: Words(
        _("Een collega liet iets weten over de nazorg"),
        _("Kijk vandaag bij Nazorg en neem contact op als dat nodig is."),
    ),
    Kind.SUPPORT_DAY: Words(
        _("We denken aan je"),
        _("Je vroeg om vandaag een bericht. Wil je iemand spreken? Laat het hier weten."),
    ),
    Kind.HEARING_NEAR: Words(
        _("Er komt een datum aan"),
        _("Kijk welke dag het is, en wie er meegaat als dat fijn is."),
    ),
    Kind.EVIDENCE_AT_RISK: Words(
        _("Bewijs kan straks weg zijn"),
        _("Een bron met bewijs is nog niet veiliggesteld. Doe dat voordat die wordt gewist."),
    ),
    Kind.MEASURE_REVIEW_SOON: Words(
        _("Bekijk binnenkort een maatregel opnieuw"),
        _("Binnen twee weken moet blijken of de maatregel nog nodig is."),
    ),
    Kind.MEASURE_ENDS_SOON: Words(
        _("Een maatregel loopt bijna af"),
        _("De maatregel stopt vanzelf op de einddatum. Verleng alleen als dat nu nodig is."),
    ),
    Kind.MEASURE_ENDED: Words(
        _("Een maatregel is afgelopen"),
        _("De einddatum is voorbij. De maatregel geldt niet meer."),
    ),
    Kind.MEASURE_GROUNDS_LOST: Words(
        _("Een maatregel mist zijn grond"),
        _("Wie de veroorzaker is, is ingetrokken. Kijk of de maatregel weg moet."),
    ),
    Kind.COMPLAINT_TERM: Words(
        _("Een klachttermijn loopt af"),
        _("Bespreek met het slachtoffer of er een klacht komt. Kijk wat de laatste dag is."),
    ),
    Kind.COMPLAINT_OWN: Words(
        _("Je kunt nog een klacht indienen"),
        _("Wil je dat de veroorzaker wordt vervolgd? Dan is jouw klacht nodig, en de tijd loopt."),
    ),
    Kind.POLICE_WISH: Words(
        _("Een slachtoffer gaf een wens door"),
        _("Het gaat over aangifte. De keuze staat al ingevuld op de pagina van de stap."),
    ),
    Kind.DOCUMENT_ISSUED: Words(
        _("Er is een document voor je"), _("Het document staat klaar in het dossier.")
    ),
    Kind.CHAIN_NEWS: Words(
        _("Er is nieuws van politie, OM of gemeente"),
        _("Lees wat er is beslist, wat het voor jou betekent en wat er nu gebeurt."),
    ),
    Kind.SHARE_RECEIVED: Words(
        _("Er staat een dossier voor u klaar"),
        _("Een werkgever deelt een dossier met u. U ziet wat er van u wordt gevraagd."),
    ),
    Kind.SHARE_SUPPLEMENTED: Words(
        _("Er is een aanvulling op een dossier"),
        _("U ziet wat er nieuw is sinds u voor het laatst keek."),
    ),
    Kind.SHARE_RECALLED: Words(
        _("Een dossier wordt niet meer met u gedeeld"),
        _("De werkgever nam het terug. Had u het bewaard? Overleg wat u ermee moet doen."),
    ),
    Kind.SHARE_ASKED_AGAIN: Words(
        _("Er wacht een vraag op uw antwoord"), _("Antwoorden kost ongeveer een minuut.")
    ),
    Kind.SHARE_ACCEPTED: Words(
        _("Een partner nam een dossier in behandeling"),
        _("Je ziet bij het dossier wie en wanneer."),
    ),
    Kind.SHARE_REJECTED: Words(
        _("Een partner neemt een dossier niet aan"),
        _("Lees waarom, en kijk of het dossier naar iemand anders moet."),
    ),
    Kind.SHARE_CODE_WANTED: Words(
        _("Een partner vraagt een code om een dossier te openen"),
        _("Bel de ontvanger op het nummer dat je kent en geef de nieuwe code door."),
    ),
    Kind.SHARE_BLOCKED: Words(
        _("Een link naar een dossier is geblokkeerd"),
        _("Er is te vaak een verkeerde code ingevuld. Kijk wie dat was voordat je opnieuw deelt."),
    ),
    Kind.ANSWER_WAITS: Words(
        _("Een antwoord van een partner wacht op jou"),
        _("Kijk of het klopt. Pas daarna telt het mee in het dossier."),
    ),
    Kind.ANSWER_GIVEN: Words(
        _("Een partner gaf antwoord"), _("Het staat in het dossier en het slachtoffer weet het.")
    ),
    Kind.AGREEMENT_MADE: Words(
        _("Er is een afspraak voor je uit een casusoverleg"),
        _("Lees wat er is afgesproken en wanneer het klaar moet zijn."),
    ),
    Kind.POST_ARRIVED: Words(_("Er ligt post voor je"), _("Kijk hier hoe je de envelop krijgt.")),
    Kind.POST_WAITS: Words(
        _("Er ligt nog post voor je"), _("Haal de envelop op. Er kan een termijn in staan.")
    ),
    Kind.POST_UNCLAIMED: Words(
        _("Een brief is nog niet opgehaald"),
        _("Vraag je collega of het lukt, of zorg dat de brief anders aankomt."),
    ),
    Kind.CASES_HANDED_OVER: Words(
        _("Je neemt het werk van een collega over"),
        _("De dossiers en stappen staan in je werkvoorraad."),
    ),
    Kind.ATTENTION_SENT: Words(
        _("Let op: een attentiebericht voor jouw locatie"),
        _("Lees nu waar je op moet letten en wat je dan doet. Druk daarna op “Gelezen”."),
    ),
    Kind.ENCOUNTER_NOTED: Words(
        _("Iemand met een maatregel is gezien"),
        _("De receptie schreef op wat er gebeurde. Lees het bij het dossier."),
    ),
    Kind.REGISTER_ASKED: Words(
        _("Een collega vraagt om in het register te kijken"),
        _("Beoordeel de reden. Zonder jouw antwoord vervalt de vraag vanzelf."),
    ),
    Kind.REGISTER_DECIDED: Words(
        _("Er is antwoord op je vraag over het register"),
        _("Kijk of je mag kijken. Dat kan één keer en niet lang."),
    ),
    Kind.REGISTER_OPENED: Words(
        _("Er is in het register gekeken"),
        _("Twee mensen hebben dit samen geopend. Je ziet wie, wanneer en waarom."),
    ),
    Kind.SEAL_ENDS: Words(
        _("Het zegel van je organisatie verloopt binnenkort"),
        _("Zonder geldig zegel kan er geen document meer worden gemaakt. Regel een nieuw zegel."),
    ),
    Kind.ROLE_ASKED: Words(
        _("Een rol wacht op jouw akkoord"),
        _("Met deze rol kan iemand dossiers openen. Kijk of dat klopt."),
    ),
    Kind.ROLE_DECIDED: Words(
        _("Er is beslist over een rol"), _("Kijk of de rol is gegeven of geweigerd.")
    ),
    Kind.ROLE_OPENED: Words(
        _("Iemand kreeg een rol waarmee dossiers open gaan"),
        _("Je krijgt dit bericht als functionaris gegevensbescherming."),
    ),
    Kind.ROLE_WATCHED: Words(
        _("De beveiliging van een account is veranderd"),
        _("Met dit account kan iemand dossiers openen. Kijk of het klopt, en bel bij twijfel."),
    ),
    Kind.UNIT_MOVED: Words(
        _("Een afdeling is verplaatst"),
        _("Daardoor zien andere leidinggevenden de dossiers van die afdeling. Kijk of dat klopt."),
    ),
    Kind.PROTOCOL_REVIEW: Words(
        _("Het ketenprotocol wacht op de jaarlijkse controle"),
        _("Kijk of de stappen en termijnen nog kloppen."),
    ),
    Kind.PROTOCOL_RELEASED: Words(
        _("Er is een nieuwe versie van het ketenprotocol"),
        _("Kijk wat er verandert en vanaf wanneer."),
    ),
    Kind.ACCOUNT_INVITED: Words(
        _("Welkom bij Veilige Publieke Taak"), _("Kies een wachtwoord om te beginnen.")
    ),
    Kind.ACCOUNT_RESET: Words(
        _("Kies een nieuw wachtwoord"), _("Iemand vroeg een nieuw wachtwoord voor je account aan.")
    ),
    Kind.ACCOUNT_CHANGED: Words(
        _("Je account is gewijzigd"),
        _("Je wachtwoord of je inlogcode is veranderd. Was jij dat niet? Bel dan je beheerder."),
    ),
    Kind.ACCOUNT_ROLE: Words(_("Er is een rol gegeven of ingetrokken"), _("Kijk of dat klopt.")),
}

OUTSIDE: dict[str, str] = {
    OutsideKind.LINK: _("Link naar een dossier"),
    OutsideKind.CODE: _("Code bij een link"),
    OutsideKind.SUPPLEMENT: _("Bericht over een aanvulling"),
    OutsideKind.ASKED_AGAIN: _("Herinnering aan een vraag"),
    OutsideKind.RECALLED: _("Bericht dat een dossier niet meer wordt gedeeld"),
}
"""What a letter to somebody without an account was; Dutch, to be translated when shown."""

TROUBLE: dict[str, str] = {
    "not_configured": _("Er is geen mailserver ingesteld."),
    "unreachable": _("De mailserver is niet bereikbaar."),
    "sign_in": _("De mailserver weigert de inloggegevens."),
    "no_encryption": _("De mailserver biedt geen versleuteling aan."),
    "folder": _("De map voor mail is niet te beschrijven."),
    "malformed": _("Het mailadres klopt niet."),
    "claim_expired": _("Het versturen is halverwege gestopt."),
    "recipient": _("De mailserver weigert dit mailadres."),
    "server": _("De mailserver weigert de mail."),
}


def trouble_of(code: str) -> str:
    """Return the sentence for an error code such as `recipient_550`; Dutch."""
    return TROUBLE.get(code) or TROUBLE.get(code.partition("_")[0]) or TROUBLE["unreachable"]


def family_of(kind: str) -> str:
    """Return what an administrator may know of a notice; more would tell who reported. Dutch."""
    return _("Over het account") if rules.is_about_account(kind) else _("Over het werk")
