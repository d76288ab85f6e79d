"""Examples of the letters to a perpetrator; everybody in them is invented."""

from collections.abc import Callable

from vpt.documents.kinds.accused_letters import TITLES
from vpt.documents.kinds.example_letter import empty, letter
from vpt.documents.kinds.letter import Clause, LetterView

HAPPENED = Clause(
    heading="Wat er gebeurde",
    text="Onze medewerker heeft het volgende gemeld.",
    points=(
        "10 maart 2026: u sloeg met uw vuist op de balie en riep: “Ik weet je te vinden.”",
        "11 maart 2026: u belde elf keer en schold onze medewerker uit.",
    ),
)
HEARD = Clause(
    text="Op 11 maart 2026 hebben wij hierover met u gesproken. Wat u toen vertelde, hebben wij "
    "vastgelegd en meegewogen."
)
STAYS = Clause(
    heading="Wat u van ons kunt blijven gebruiken",
    points=(
        "Paspoort en rijbewijs: op afspraak, met begeleiding",
        "Vragen over uw uitkering: per brief, antwoord binnen vijf werkdagen",
    ),
)
REMEDY = Clause(
    heading="Niet mee eens?",
    text="U kunt een klacht indienen bij Gemeente Twenteveen (demo).",
)
NOTICE = Clause(
    heading="Wat wij over u vastleggen",
    text="Wij leggen vast wie u bent, wat er is gebeurd en welke maatregel geldt. Alleen "
    "medewerkers die het nodig hebben, zien deze gegevens.\n"
    "U mag de gegevens inzien, laten verbeteren en uw eigen verklaring laten toevoegen.",
)
UNTIL = Clause(
    heading="Hoe lang dit geldt",
    text="De maatregel geldt van 16 maart 2026 tot en met 15 september 2026. Daarna stopt hij "
    "vanzelf. Uiterlijk op 16 juni 2026 kijken wij of hij nog nodig is.",
)
INVITATION = (
    Clause(
        text="Op 10 maart 2026 is er iets gebeurd in het contact tussen u en onze medewerker. Wij "
        "willen graag van u horen hoe u het voorval heeft beleefd."
    ),
    Clause(
        heading="Het gesprek",
        text="Wij nodigen u uit op 16 maart 2026, 14:00 uur, in het Stadhuis, spreekkamer 2. U mag "
        "iemand meenemen.",
    ),
    Clause(
        heading="Kunt u niet?",
        text="Laat het ons weten. Dan zoeken wij samen een ander moment, of u vertelt uw kant aan "
        "de telefoon of op papier.",
    ),
)
WARNING = (
    Clause(text="Met deze brief geven wij u een waarschuwing. Dit is waarom."),
    HAPPENED,
    HEARD,
    Clause(
        heading="Wat wij van u vragen",
        text="Boos of kritisch zijn mag. Dreigen, schelden en geweld mag niet: onze medewerkers "
        "moeten veilig kunnen werken.",
    ),
    UNTIL,
    STAYS,
)
RESTRICTION = (
    Clause(
        text="Vanaf 16 maart 2026 beperken wij het contact met u. In deze brief leest u waarom, "
        "wat er verandert en wat u kunt blijven doen."
    ),
    HAPPENED,
    HEARD,
    Clause(
        heading="Wat er verandert",
        text="U krijgt één vaste contactpersoon. Andere medewerkers staan u niet te woord.",
    ),
    UNTIL,
    STAYS,
)
BAN = (
    Clause(text="In deze brief leest u wat wij hebben besloten en waarom."),
    HAPPENED,
    HEARD,
    Clause(
        heading="Waar dit geldt",
        text="Het hele Stadhuis, met de publiekshal en het plein voor de ingang.\n"
        "Komt u in deze periode toch binnen, dan vragen wij u te vertrekken. Gaat u dan niet weg, "
        "dan bellen wij de politie en kunnen wij aangifte doen.",
    ),
    UNTIL,
    STAYS,
)
REVIEW = (
    Clause(
        text="Op 16 juni 2026 hebben wij opnieuw gekeken naar de maatregel voor u: "
        "Gebouwontzegging."
    ),
    Clause(
        heading="Wat wij zagen", text="U hebt zich sinds het besluit aan de afspraken gehouden."
    ),
    Clause(
        heading="Wat wij besluiten",
        text="De maatregel blijft gelden tot en met 15 september 2026. Daarna stopt hij vanzelf.",
    ),
    STAYS,
)
LIFTING = (
    Clause(text="De maatregel voor u geldt niet meer. De laatste dag was 15 september 2026."),
    Clause(
        heading="Wat wij van u vragen",
        text="Wij hopen op een goed contact. Onze huisregels gelden voor iedereen: wij gaan met "
        "respect met elkaar om.",
    ),
)
REMEDIES = (REMEDY, NOTICE)


def _both(
    key: str, clauses: tuple[Clause, ...], notices: tuple[Clause, ...]
) -> tuple[Callable[[str], LetterView], Callable[[], LetterView]]:
    """Return what makes the full and the empty example of one letter."""

    def example(_profile: str) -> LetterView:
        return letter(TITLES[key], *clauses, notices=notices)

    return example, lambda: empty(TITLES[key])


conduct_talk_invitation, empty_conduct_talk_invitation = _both(
    "conduct_talk_invitation", INVITATION, (NOTICE,)
)
warning_letter, empty_warning_letter = _both("warning_letter", WARNING, REMEDIES)
restriction_letter, empty_restriction_letter = _both("restriction_letter", RESTRICTION, REMEDIES)
ban_letter, empty_ban_letter = _both("ban_letter", BAN, REMEDIES)
review_letter, empty_review_letter = _both("review_letter", REVIEW, REMEDIES)
lifting_letter, empty_lifting_letter = _both("lifting_letter", LIFTING, (NOTICE,))
