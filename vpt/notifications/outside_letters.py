"""Writes the mail to people without an account: who writes, that there is something, the link.

These letters are Dutch only, as the pages they lead to, and say "u" to people we never met. They
hold no name but the sender's, no reference and nothing about a case.
"""

from dataclasses import dataclass

from vpt.infra.mailer import Letter
from vpt.notifications.letters import House
from vpt.notifications.outside import OutsideParcel
from vpt.notifications.rules import OutsideKind

LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Words:
    """A subject and what comes before and after the link or the code; %s is the sender."""

    subject: str
    before: str
    after: str = ""


WORDS: dict[OutsideKind, Words] = {
    OutsideKind.LINK: Words(
        "%s deelt een dossier met u",
        "%s deelt een dossier met u via Veilige Publieke Taak. U leest het hier:",
        "U hebt een code nodig. Die krijgt u apart: per telefoon of op een ander e-mailadres.",
    ),
    OutsideKind.CODE: Words(
        "Uw code van %s",
        "%s deelt een dossier met u. De link staat in een andere mail. Dit is uw code:",
        "De code werkt één keer. Geef de code niet door aan een ander.",
    ),
    OutsideKind.SUPPLEMENT: Words(
        "Er is een aanvulling van %s",
        "%s heeft iets toegevoegd aan een dossier dat met u is gedeeld. U leest het hier:",
        "Vraagt de pagina om een code? Dan kunt u daar een nieuwe aanvragen.",
    ),
    OutsideKind.ASKED_AGAIN: Words(
        "%s wacht op uw antwoord",
        "%s vroeg u iets over een dossier en heeft nog geen antwoord. Antwoorden kan hier:",
        "Het kost u een paar minuten. Is er nog niets bekend? Ook dat kunt u daar melden.",
    ),
    OutsideKind.RECALLED: Words(
        "%s deelt een dossier niet meer met u",
        "%s deelt een dossier niet langer met u. De link die u kreeg, werkt niet meer.",
        "Hebt u het dossier bewaard? Overleg dan met %s wat u ermee moet doen.",
    ),
}
GREETING = "Goedendag,"
CLOSING = (
    "In deze mail staat niets over wat er is gebeurd. "
    "Twijfelt u of de mail echt is? Bel %s op een nummer dat u al had."
)


def write(parcel: OutsideParcel, house: House) -> Letter:
    """Return the letter of a claimed parcel; its reference is the same at every try."""
    words = WORDS[parcel.kind]
    shown = parcel.code or (house.public_url + parcel.path if parcel.path else "")
    parts = (GREETING, words.before, shown, words.after, CLOSING)
    return Letter(
        sender=house.sender,
        recipient=parcel.address,
        subject=_filled(words.subject, parcel.sender),
        text="\n\n".join(_filled(part, parcel.sender) for part in parts if part) + "\n",
        language=LANGUAGE,
        reference=parcel.id.hex,
        written_at=parcel.claimed_at,
    )


def _filled(text: str, sender: str) -> str:
    return text.replace("%s", sender)
