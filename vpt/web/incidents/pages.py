"""The key a form carries, so that what is typed in it always finds its own draft.

It is signed, says whose page this is, and is all that a form needs to be stored unread after its
session ended. It also takes the place of the CSRF token, which dies with the session.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from itsdangerous import BadSignature, URLSafeTimedSerializer

from vpt.core.actor import Actor, Author
from vpt.incidents import drafts
from vpt.infra import links

FIELD = "page"
TAB = "_tab"
SEEN = "_seen"
LASTS = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKey:
    """Whose page it is, and the write key of its draft."""

    organisation_id: UUID
    user_id: UUID
    write_key: str

    def is_of(self, actor: Actor) -> bool:
        """Return whether the signed-in person opened this page."""
        return (self.organisation_id, self.user_id) == (actor.organisation_id, actor.id)

    def author(self) -> Author:
        """Return the writer, whose session may have ended."""
        return Author(organisation_id=self.organisation_id, id=self.user_id)

    def seal(self) -> str:
        """Return the signed text for the form's hidden field."""
        content = [str(self.organisation_id), str(self.user_id), self.write_key]
        return str(_signer().dumps(content))


def new(actor: Actor, write_key: str = "") -> PageKey:
    """Return the key of a page that is being opened."""
    return PageKey(
        organisation_id=actor.organisation_id,
        user_id=actor.id,
        write_key=write_key or secrets.token_urlsafe(32),
    )


def read(text: str | None) -> PageKey | None:
    """Return the key a form was posted with, or None when it is forged or too old."""
    try:
        organisation, user, key = _signer().loads(text or "", max_age=int(LASTS.total_seconds()))
    except (BadSignature, ValueError, TypeError):
        return None
    return PageKey(organisation_id=UUID(organisation), user_id=UUID(user), write_key=key)


def hidden(values: drafts.Values) -> dict[str, str]:
    """Return the hidden fields that tell two tabs on one draft apart."""
    tab = values.get(TAB) or [secrets.token_urlsafe(9)]
    return {TAB: tab[0], SEEN: (values.get(SEEN) or ["0"])[0]}


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(links.signing_key(), salt="report page")
