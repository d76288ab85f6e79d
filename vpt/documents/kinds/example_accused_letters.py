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


def _both(key: str) -> tuple[Callable[[str], LetterView], Callable[[], LetterView]]:
    """Return what makes the full and the empty example of one letter."""

    def example(_profile: str) -> LetterView:
        if key == "conduct_talk_invitation":
            return letter(TITLES[key], ASK, TALK, notices=(NOTICE,))
        return letter(TITLES[key], OPENING, HAPPENED, STAYS, notices=(REMEDY, NOTICE))

    return example, lambda: empty(TITLES[key])


conduct_talk_invitation, empty_conduct_talk_invitation = _both("conduct_talk_invitation")
warning_letter, empty_warning_letter = _both("warning_letter")
restriction_letter, empty_restriction_letter = _both("restriction_letter")
ban_letter, empty_ban_letter = _both("ban_letter")
review_letter, empty_review_letter = _both("review_letter")
lifting_letter, empty_lifting_letter = _both("lifting_letter")
