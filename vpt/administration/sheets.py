"""Fills the sheets that hang on walls: stickers and posters with the QR codes of places."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vpt.accounts import queries as accounts
from vpt.accounts.models import Location
from vpt.cases import wording
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.documents.kinds.qr_poster import Poster, PosterView
from vpt.documents.kinds.qr_stickers import Sticker, StickersView
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import DocumentMeta
from vpt.infra import links

STICKERS, POSTER = "qr_stickers", "qr_poster"
REPORT, SHORT = "/melden?plek=", "/plek/"
GUIDE = (
    "Druk af op ware grootte (100%) en knip langs de kruisjes. Hang een sticker waar het gebeurt."
)
HEADLINE = "Agressie of geweld? Meld het."
READER = "wie de plek beheert"
CLASS = "Openbaar"
MOST_COPIES = 8
"""As many as there are on one page."""


def stickers(
    actor: Actor, location_ids: Iterable[UUID], copies: int, *, now: datetime
) -> StickersView:
    """Return a sheet with so many stickers of each place, by name.

    NotAllowed; RuleBroken("no_place_chosen") when none of these is an open place of the actor's
    organisation.
    """
    many = min(max(copies, 1), MOST_COPIES)
    made = [_sticker(one) for one in _chosen(actor, location_ids) for _ in range(many)]
    meta = _meta(actor, STICKERS, KINDS[STICKERS].title, now)
    return StickersView(meta=meta, guide=GUIDE, places=tuple(made))


def posters(actor: Actor, location_ids: Iterable[UUID], *, now: datetime) -> PosterView:
    """Return a poster for each place, by name. Raises what `stickers` raises."""
    made = tuple(_poster(one) for one in _chosen(actor, location_ids))
    return PosterView(meta=_meta(actor, POSTER, HEADLINE, now), posters=made)


def _chosen(actor: Actor, location_ids: Iterable[UUID]) -> list[Location]:
    policy.ensure(actor, Permission.CONFIGURE)
    wanted = set(location_ids)
    found = [one for one in accounts.list_locations(actor) if one.id in wanted]
    if not found:
        raise RuleBroken("no_place_chosen", field="plek")
    return found


def _sticker(place: Location) -> Sticker:
    return Sticker(name=place.name, answer_address=_scanned(place), typed_address=_typed(place))


def _poster(place: Location) -> Poster:
    desk = f"Balie of beveiliging: {place.desk_phone}" if place.desk_phone else ""
    police = f"Politie in de buurt: {place.police_station}" if place.police_station else ""
    return Poster(
        name=place.name,
        answer_address=_scanned(place),
        typed_address=_typed(place),
        contacts=tuple(line for line in (desk, police) if line),
        rules=tuple(line for line in place.house_rules.splitlines() if line.strip()),
    )


def _scanned(place: Location) -> str:
    return links.public_address(f"{REPORT}{place.code}")


def _typed(place: Location) -> str:
    address = links.public_address(f"{SHORT}{place.code}")
    return address.partition("://")[2] or address


def _meta(actor: Actor, kind: str, title: str, now: datetime) -> DocumentMeta:
    house = accounts.get_organisation(actor)
    return DocumentMeta(
        title=title,
        reference=house.short_code,
        version=KINDS[kind].layout_version,
        recipient=READER,
        issued_at=wording.day(local_date(now)),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=house.name,
        classification=CLASS,
        demo=accounts.is_demo(),
    )
