"""The letters to a perpetrator: which exist, and examples; measures fill the real ones."""

from collections.abc import Callable, Mapping

from vpt.documents.kinds.example_letter import empty, letter
from vpt.documents.kinds.letter import Clause, LetterView

TITLES: Mapping[str, str] = {
    "conduct_talk_invitation": "Uitnodiging voor een gesprek",
    "warning_letter": "Waarschuwing",
    "restriction_letter": "Beperking van contact of dienstverlening",
    "ban_letter": "Gebouwontzegging",
    "review_letter": "Opnieuw bekeken: uw maatregel",
    "lifting_letter": "Uw maatregel is voorbij",
}
PROFILES = ("accused",)
HAPPENED = Clause(
    heading="Wat er gebeurde",
    text="Onze medewerker heeft het volgende gemeld.",
    points=(
        "10 maart 2026: u sloeg met uw vuist op de balie en riep: “Ik weet je te vinden.”",
        "11 maart 2026: u belde elf keer en schold onze medewerker uit.",
    ),
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
    text="Wij leggen vast wie u bent, wat er is gebeurd en welke maatregel geldt.",
)
ASK = Clause(text="Wij willen graag van u horen hoe u het voorval heeft beleefd.")
TALK = Clause(
    heading="Het gesprek",
    text="Wij nodigen u uit op 16 maart 2026, 14:00 uur, in het Stadhuis, spreekkamer 2.",
)
OPENING = Clause(text="In deze brief leest u wat wij hebben besloten en waarom.")


def example_of(key: str) -> Callable[[str], LetterView]:
    """Return what makes the full example of a kind of letter."""

    def example(_profile: str) -> LetterView:
        if key == "conduct_talk_invitation":
            return letter(TITLES[key], ASK, TALK, notices=(NOTICE,))
        return letter(TITLES[key], OPENING, HAPPENED, STAYS, notices=(REMEDY, NOTICE))

    return example


def empty_of(key: str) -> Callable[[], LetterView]:
    """Return what makes a letter of which nothing may be shown."""
    return lambda: empty(TITLES[key])
