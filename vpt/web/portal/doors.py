"""The two doors to a share: an account that is admitted, or a link opened with its code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.errors import NotVisible
from vpt.sharing import receiving
from vpt.sharing.models import Share
from vpt.sharing.rules import Door, Reader
from vpt.web.portal import browsing, coding
from vpt.web.session import current_actor

GONE = 410
NO_ENTRY, NO_TOKEN = 403, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Somebody at a share, by which door; `text` is that of the link, empty for an account."""

    reader: Reader
    share_id: UUID
    text: str = ""

    def share(self, now: datetime) -> Share:
        """Fetch the share as it may be read at this moment, else NotVisible."""
        if not self.text:
            return receiving.get_received(current_actor(), self.share_id, now=now)
        found = receiving.find_by_link(self.text, now=now)
        if found is None:
            raise NotVisible("not_found")
        return found[0]

    def url(self, page: str, **values: Any) -> str:
        """Return the address of a page of this share behind the same door."""
        if self.text:
            return url_for(f"portal.{page}_link", text=self.text, **values)
        return url_for(f"portal.{page}", share_id=self.share_id, **values)


Act = Callable[..., ResponseReturnValue]


def by_account(view: Act) -> Act:
    """Hand a view the entry of the signed-in account; whether it reaches is asked with the row."""

    @wraps(view)
    def entered(share_id: UUID, **values: Any) -> ResponseReturnValue:
        actor = current_actor()
        reader = Reader(door=Door.ACCOUNT, user_id=actor.id, name=actor.name)
        return view(Entry(reader=reader, share_id=share_id), **values)

    return entered


def by_link(view: Act) -> Act:
    """Hand a view the entry of an opened link; else ask for the code, keeping what was typed."""

    @wraps(view)
    def entered(text: str, **values: Any) -> ResponseReturnValue:
        now = clock.now()
        found = receiving.find_by_link(text, now=now)
        if found is None:
            return gone()
        if not browsing.is_open(found[1], now=now):
            return coding.ask(text, found[0], keep=True), NO_ENTRY
        return view(entry_of(text, found[0]), **values)

    entered.late = late  # type: ignore[attr-defined]  # read by the error page for a lost token
    return entered


def entry_of(text: str, share: Share) -> Entry:
    """Return the entry of a link."""
    return Entry(reader=Reader(door=Door.LINK), share_id=share.id, text=text)


def gone() -> ResponseReturnValue:
    """Say that a link does not work any more, in the same words whatever the reason."""
    return render_template("portal/gone.html"), GONE


def late(text: str, **_values: object) -> ResponseReturnValue | None:
    """Answer a form whose browser forgot everything: ask the code again and keep what was typed.

    None where the link is open: then the token is missing for another reason.
    """
    now = clock.now()
    found = receiving.find_by_link(text, now=now)
    if found is None or request.method != "POST" or browsing.is_open(found[1], now=now):
        return None
    return coding.ask(text, found[0], keep=True), NO_TOKEN
