"""The colours of an organisation's pages: eight shades of one colour that can be read."""

from datetime import datetime

from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.core import colours
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.history import service as history
from vpt.history.rules import Content, Kind, Seen
from vpt.history.service import Change
from vpt.infra.db import db

SUBJECT = "brand"
"""Tells these versions from those of the organisation's details."""
BASE = "500"


def base_of(row: Organisation) -> str:
    """Return the colour of now as "#rrggbb"; empty for the colours of VPT."""
    return row.brand.get(BASE, "")


def content_of(base: str) -> Content:
    """Return what is kept of a colour."""
    return {"base": base}


def checked(base: str) -> str:
    """Return a colour in small letters; empty for the colours of VPT.

    Raises RuleBroken("brand_invalid", "brand_faint" with the contrast and a colour that fits).
    """
    lowered = base.strip().lower()
    if not lowered:
        return ""
    lowered = lowered if lowered.startswith("#") else f"#{lowered}"
    if not colours.COLOUR.fullmatch(lowered):
        raise RuleBroken("brand_invalid", field="base")
    ratio = colours.least_contrast(lowered)
    if ratio < colours.LEAST_CONTRAST:
        raise RuleBroken(
            "brand_faint",
            field="base",
            ratio=f"{int(ratio * 10) / 10:.1f}".replace(".", ","),
            fitting=colours.dark_enough(lowered),
        )
    return lowered


def change(author: Actor | Author, base: str, seen: Seen, *, now: datetime) -> None:
    """Colour every page of the organisation from now on.

    Raises what `checked` refuses, StaleData("setting_changed").
    """
    new = checked(base)
    accounts.queue_up(author.organisation_id)
    history.ensure_newest(author, Kind.ORGANISATION, seen, subject=SUBJECT)
    row = db.session.get_one(Organisation, author.organisation_id, populate_existing=True)
    before = base_of(row)
    row.brand = colours.shades(new) if new else {}
    kept = Change(
        kind=Kind.ORGANISATION,
        subject=SUBJECT,
        before=content_of(before),
        after=content_of(new),
        back_to=seen.back_to,
    )
    history.keep(author, kept, now=now)
    db.session.flush()
