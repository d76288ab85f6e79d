"""Which draft a report page opens with."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _

from vpt.accounts import queries as accounts
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import AMSTERDAM
from vpt.incidents import drafts, words
from vpt.incidents.drafts import Values
from vpt.incidents.evidence import Draft
from vpt.infra.db import unit_of_work
from vpt.web.incidents import pages
from vpt.web.incidents.showing import Filled, saved_at


def opened(actor: Actor, asked: Mapping[str, str], *, now: datetime) -> Filled:
    """Return the page for a draft that was asked for, the last open one, or an empty one.

    `nieuw` asks for an empty one, `concept` names a draft, `plek` is the code of a location's QR.
    """
    found = _found(actor, asked, now)
    if found is None or found.content is None:
        values = _fresh(actor, words.clean(asked.get("plek")), now)
        return Filled(values=values, page=pages.new(actor))
    values = {name: texts for name, texts in found.content.items() if name != "_key"}
    values[pages.SEEN] = [str(found.revision)]
    values.pop(pages.TAB, None)
    return Filled(
        values=values,
        page=pages.new(actor, drafts.write_key_of(found)),
        draft=found,
        notice=_(
            "Je gaat verder met je concept van %(moment)s.",
            moment=saved_at(found),
        ),
    )


def _found(actor: Actor, asked: Mapping[str, str], now: datetime) -> Draft | None:
    if "concept" in asked:
        try:
            key = UUID(asked["concept"])
        except ValueError:
            raise NotVisible("not_found") from None
        draft = drafts.get(actor, key)
        if draft.parked_sealed is not None:
            with unit_of_work():
                draft = drafts.unpark(actor, key, now=now)
        return draft
    if "nieuw" in asked or "plek" in asked:
        return None
    return drafts.find_open(actor, now=now)


def _fresh(actor: Actor, code: str, now: datetime) -> Values:
    local = now.astimezone(AMSTERDAM)
    values = {"day": [local.strftime("%Y-%m-%d")], "time": [local.strftime("%H:%M")]}
    location = accounts.find_location_by_code(actor, code) if code else None
    if location is not None:
        values["location"] = [str(location.id)]
        values["location_kind"] = [location.kind]
    return values
