"""Writes the mail about messages: a link, not a story."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.core.language import mark as _
from vpt.core.language import translate
from vpt.infra import links
from vpt.infra.mailer import Letter
from vpt.notifications import rules
from vpt.notifications.rules import Kind

PLAIN = (
    _("Er staat een bericht voor je klaar"),
    _("Er staat een bericht voor je klaar in Veilige Publieke Taak. Lees het hier:"),
)
URGENT = (
    _("Er wacht iets op jou"),
    _("In Veilige Publieke Taak wacht iets dat niet langer kan blijven liggen. Kijk hier:"),
)
DIGEST = (
    _("Je berichten van vandaag"),
    _("Er staan berichten voor je klaar in Veilige Publieke Taak. Lees ze hier:"),
)
ACCOUNT = (
    _("Bericht over je account"),
    _("Er is iets veranderd aan je account bij Veilige Publieke Taak. Kijk hier:"),
)
INVITED = (
    _("Je account voor Veilige Publieke Taak"),
    _("Er is een account voor je gemaakt. Kies hier een wachtwoord. De link werkt één keer:"),
)
RESET = (
    _("Kies een nieuw wachtwoord"),
    _("Kies hier een nieuw wachtwoord. De link werkt één keer en een uur lang:"),
)
NOT_YOU = _("Heb je hier niet om gevraagd? Dan hoef je niets te doen.")
CLOSING = _("In deze mail staat niets over wat er is gebeurd. Dat lees je alleen na het inloggen.")
TOKEN_KINDS = {Kind.ACCOUNT_INVITED: INVITED, Kind.ACCOUNT_RESET: RESET}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What one message in a mail is about."""

    message_id: UUID
    kind: str
    subject_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who gets a mail, about which messages, under which stable reference."""

    reference: str
    recipient: str
    locale: str
    about: tuple[About, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What a mail needs to know of this installation."""

    public_url: str
    sender: str


def write(envelope: Envelope, house: House, *, now: datetime) -> Letter:
    """Return the letter in the recipient's language. Needs the application's secret for links."""
    (subject, sentence), path, ending = _content(envelope)

    def say(text: str) -> str:
        return translate(envelope.locale, text)

    return Letter(
        sender=house.sender,
        recipient=envelope.recipient,
        subject=say(subject),
        text=_text(say, sentence, house.public_url + path, ending),
        language=envelope.locale,
        reference=envelope.reference,
        written_at=now,
    )


def _text(say: Callable[[str], str], sentence: str, address: str, ending: str) -> str:
    return f"{say(sentence)}\n\n{address}\n\n{say(ending)}\n"


def _content(envelope: Envelope) -> tuple[tuple[str, str], str, str]:
    first = envelope.about[0]
    if len(envelope.about) > 1:
        return DIGEST, "/berichten", CLOSING
    if first.kind in TOKEN_KINDS:
        path = f"/wachtwoord/{links.sign(links.PASSWORD, first.subject_id)}"
        return TOKEN_KINDS[Kind(first.kind)], path, NOT_YOU
    path = f"/berichten/{first.message_id}"
    if rules.is_about_account(first.kind):
        return ACCOUNT, path, CLOSING
    return (URGENT if rules.is_urgent(first.kind) else PLAIN), path, CLOSING
