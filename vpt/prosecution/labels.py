"""Dutch words for the codes of the dossier for the prosecutor."""

from collections.abc import Mapping

from vpt.core.language import mark
from vpt.prosecution.rules import Form, Need

FORM: Mapping[Form, str] = {
    Form.LEFT_OUT: mark("Weglaten"),
    Form.LISTED: mark("Alleen op de lijst, met vingerafdruk"),
    Form.COPY: mark("Als kopie, zonder verborgen gegevens"),
    Form.ORIGINAL: mark("Het origineel"),
}
"""What somebody chooses from."""
TOLD: Mapping[Form, str] = {
    Form.LISTED: "Niet bijgevoegd, op verzoek beschikbaar",
    Form.COPY: "Kopie, opnieuw opgeslagen zonder verborgen gegevens",
    Form.ORIGINAL: "Origineel",
}
"""What the paper says, so Dutch only."""
NEED: Mapping[Need, tuple[str, str]] = {
    Need.REGISTRATION: (
        mark("Registratienummer van de politie"),
        mark("Zonder nummer kan het OM het dossier niet bij de zaak leggen."),
    ),
    Need.VPT_CODE: (
        mark("VPT-code op de registratie"),
        mark("Zonder die code herkent het OM de zaak niet."),
    ),
    Need.FUNCTION_AND_TASK: (
        mark("Functie en taak op dat moment"),
        mark("Hieruit blijkt dat het om een publieke taak gaat. Vul dit aan bij de aangifte."),
    ),
    Need.STATEMENT: (
        mark("Verklaring van de werkgever"),
        mark("Met naam, functie, plaats en dag van wie ondertekent."),
    ),
    Need.SERVICE_IMPACT: (
        mark("Gevolg voor het werk"),
        mark("Wat de agressie deed met de dienstverlening."),
    ),
    Need.VICTIM_IMPACT: (
        mark("Gevolg voor het slachtoffer"),
        mark("Schrijf dit samen met het slachtoffer. Geen medische gegevens."),
    ),
    Need.SUSPECT: (
        mark("Wie het deed"),
        mark("Een naam, of een beschrijving waarmee de politie kan zoeken."),
    ),
    Need.LITERAL_WORDS: (
        mark("De letterlijke woorden"),
        mark("Nodig bij belediging en bedreiging."),
    ),
    Need.SEVEN_WS: (
        mark("De zeven W’s"),
        mark("Wie, wat, waar, waarmee, op welke wijze, wanneer en waarom."),
    ),
    Need.EXHIBITS: (mark("Bewijs"), mark("Beelden, berichten of foto’s.")),
    Need.DAMAGE: (mark("Schade"), mark("Er is schade gemeld, maar er staat nog geen bedrag.")),
}
