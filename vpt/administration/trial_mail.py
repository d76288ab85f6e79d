"""A mail that somebody sends to themselves to see whether mail leaves and arrives."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from vpt.core.language import mark as _
from vpt.core.language import translate
from vpt.infra import links
from vpt.infra.ids import new_id
from vpt.infra.mailer import Letter

LASTS = timedelta(minutes=30)
DIGITS = 6
SUBJECT = _("Proefmail van Veilige Publieke Taak")
TEXT = _("De mail werkt. Typ deze code over op de pagina waar je de proefmail verstuurde: %(code)s")
NOT_YOU = _("Heb je hier niet om gevraagd? Dan hoef je niets te doen.")


def new_code() -> str:
    """Return a fresh code of six digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def write(code: str, sender: str, recipient: tuple[str, str], *, now: datetime) -> Letter:
    """Return the letter with the code; `recipient` is an address and a language."""
    address, locale = recipient
    words = translate(locale, TEXT) % {"code": code}
    return Letter(
        sender=sender,
        recipient=address,
        subject=translate(locale, SUBJECT),
        text=f"{words}\n\n{translate(locale, NOT_YOU)}\n",
        language=locale,
        reference=new_id().hex,
        written_at=now,
    )


def digest(user_id: UUID, code: str) -> str:
    """Return what may be kept of a code: a keyed hash for this person."""
    plain = "".join(code.split())
    text = f"trial mail|{user_id}|{plain}".encode()
    return hmac.new(links.signing_key().encode(), text, hashlib.sha256).hexdigest()
