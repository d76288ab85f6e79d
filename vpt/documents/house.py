"""The house style of an organisation: set with its history kept, and put on what is drawn."""

from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from vpt.accounts.models import Organisation
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.documents import logo, rules
from vpt.documents.meta import House
from vpt.documents.models import HouseStyle
from vpt.infra import storage
from vpt.infra.db import db
from vpt.infra.ids import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStyle:
    """What changes: None leaves a part as it is, empty takes it away."""

    logo: bytes | None = None
    """A PNG or JPEG file."""
    colour: str | None = None
    return_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A change that may be stored; `logo` waits in staging for its row."""

    new: NewStyle
    logo: storage.Staged | None


def check(new: NewStyle) -> Checked:
    """Return the change ready to be stored; outside a unit of work.

    Raises what `rules.house_colour`, `rules.return_line` and `logo.fit_for_print` refuse.
    """
    colour = rules.house_colour(new.colour) if new.colour else new.colour
    line = rules.return_line(new.return_address) if new.return_address else new.return_address
    fit = logo.fit_for_print(new.logo) if new.logo else new.logo
    staged = storage.stage(BytesIO(fit), limit=logo.LIMIT * 8) if fit else None
    return Checked(new=NewStyle(logo=fit, colour=colour, return_address=line), logo=staged)


def set_style(
    owner: Actor | Author, keyset_id: UUID, checked: Checked, *, now: datetime
) -> HouseStyle:
    """Store the style from now on beside the ones before; settle `checked.logo` after the commit.

    `keyset_id` is the organisation's own keyset. What is on paper already stays as it is.
    """
    before, new = _newest(owner.organisation_id), checked.new
    row = HouseStyle(
        organisation_id=owner.organisation_id,
        id=new_id(),
        keyset_id=keyset_id,
        colour=before.colour if before else "",
        return_address=before.return_address if before else "",
        logo_id=before.logo_id if before else None,
        set_at=now,
        set_by=owner.id,
    )
    if new.colour is not None:
        row.colour = new.colour
    if new.return_address is not None:
        row.return_address = new.return_address
    if new.logo is not None:
        row.logo_id = checked.logo.id if checked.logo else None
    if checked.logo:
        storage.keep(owner.organisation_id, keyset_id, checked.logo, logo.MEDIA_TYPE)
        db.session.flush()
    db.session.add(row)
    names = ("logo", "colour", "return_address")
    fields = [name for name in names if getattr(new, name) is not None]
    audit.record(owner, "organisation.style_set", ("house_style", row.id), at=now, fields=fields)
    return row


def current(organisation_id: UUID) -> House:
    """Return how the organisation's papers look now: in the plain look where it chose nothing.

    Without a return address the organisation's name and domicile stand in for it.
    """
    row = _newest(organisation_id)
    return House(
        logo=_logo(row) if row else None,
        colour=row.colour if row else "",
        return_address=(row.return_address if row else "") or _domicile(organisation_id),
    )


def list_styles(organisation_id: UUID) -> list[HouseStyle]:
    """Return every style the organisation ever set, newest first."""
    return list(db.session.scalars(_styles(organisation_id)))


def dressed(view: Any, organisation_id: UUID) -> Any:
    """Return a view-model as the organisation's papers look now, for a preview.

    A document that is issued gets its style from `issue.draw`.
    """
    return replace(view, meta=replace(view.meta, house=current(organisation_id)))


def _newest(organisation_id: UUID) -> HouseStyle | None:
    return db.session.scalar(_styles(organisation_id).limit(1))


def _styles(organisation_id: UUID) -> Select[HouseStyle]:
    return (
        select(HouseStyle)
        .where(HouseStyle.organisation_id == organisation_id)
        .order_by(HouseStyle.set_at.desc(), HouseStyle.id.desc())
    )


def _logo(row: HouseStyle) -> bytes | None:
    if row.logo_id is None:
        return None
    file = db.session.get_one(storage.StoredFile, (row.organisation_id, row.logo_id))
    return b"".join(storage.read(file))


def _domicile(organisation_id: UUID) -> str:
    organisation = db.session.get(Organisation, organisation_id)
    parts = (organisation.name, organisation.domicile) if organisation else ()
    return ", ".join(part for part in parts if part)
