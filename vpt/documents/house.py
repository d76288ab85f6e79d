"""The house style of an organisation: set with its history kept, and put on what is drawn."""

from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.audit import service as audit
from vpt.core.actor import Actor, Author
from vpt.core.errors import NotVisible, StaleData
from vpt.documents import logo, rules
from vpt.documents.meta import House
from vpt.documents.models import HouseStyle
from vpt.history.queries import Version
from vpt.history.rules import Content, changed_fields
from vpt.infra import storage
from vpt.infra.db import db
from vpt.infra.ids import new_id

FIELDS = ("logo", "colour", "return_address")


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


def preview(new: NewStyle, present: House, organisation_id: UUID) -> House:
    """Return how papers would look; nothing is stored. Raises what `check` refuses."""
    looked = present
    if new.logo is not None:
        looked = replace(looked, logo=logo.fit_for_print(new.logo) if new.logo else None)
    if new.colour is not None:
        looked = replace(looked, colour=rules.house_colour(new.colour) if new.colour else "")
    if new.return_address is not None:
        line = rules.return_line(new.return_address)
        looked = replace(looked, return_address=line or _domicile(organisation_id))
    return looked


def set_style(
    owner: Actor | Author,
    keyset_id: UUID,
    checked: Checked,
    *,
    now: datetime,
    seen: int | None = None,
) -> HouseStyle:
    """Store the style from now on beside the ones before; settle `checked.logo` after the commit.

    `keyset_id` is the organisation's own keyset; `seen` the number of the style somebody changed,
    None when nobody looked. What is on paper already stays as it is. Raises
    StaleData("setting_changed").
    """
    _ensure_newest(owner, seen)
    before, new = newest(owner.organisation_id), checked.new
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
    fields = [name for name in FIELDS if getattr(new, name) is not None]
    audit.record(owner, "organisation.style_set", ("house_style", row.id), at=now, fields=fields)
    return row


def put_back(owner: Actor | Author, number: int, *, seen: int, now: datetime) -> HouseStyle:
    """Let an earlier style hold again; raises NotVisible, StaleData("setting_changed")."""
    _ensure_newest(owner, seen)
    old = get(owner.organisation_id, number)
    row = HouseStyle(
        organisation_id=owner.organisation_id,
        id=new_id(),
        keyset_id=old.keyset_id,
        colour=old.colour,
        return_address=old.return_address,
        logo_id=old.logo_id,
        set_at=now,
        set_by=owner.id,
    )
    db.session.add(row)
    subject, codes = ("house_style", row.id), {"back_to": str(number)}
    audit.record(owner, "organisation.style_set", subject, at=now, fields=FIELDS, codes=codes)
    db.session.flush()
    return row


def get(organisation_id: UUID, number: int) -> HouseStyle:
    """Return a style by its number, the first is 1; NotVisible when there is none."""
    rows = list_styles(organisation_id)
    if not 0 < number <= len(rows):
        raise NotVisible("not_found")
    return rows[-number]


def newest_number(organisation_id: UUID) -> int:
    """Return the number of the style in use; 0 when nothing was ever chosen."""
    return len(list_styles(organisation_id))


def list_versions(organisation_id: UUID) -> list[Version]:
    """Return the styles as versions of a setting, newest first."""
    rows = list_styles(organisation_id)
    contents = [content_of(row) for row in rows]
    return [
        Version(
            id=row.id,
            number=len(rows) - place,
            content=content,
            set_at=row.set_at,
            set_by=row.set_by,
            back_to=None,
            changed=changed_fields(before, content),
        )
        for place, (row, content, before) in enumerate(
            zip(rows, contents, [*contents[1:], content_of(None)], strict=False)
        )
    ]


def content_of(row: HouseStyle | None) -> Content:
    """Return what a style chose; empty is what was not chosen."""
    if row is None:
        return dict.fromkeys(FIELDS, "")
    logo_id = str(row.logo_id) if row.logo_id else ""
    return {"logo": logo_id, "colour": row.colour, "return_address": row.return_address}


def drawn_in(row: HouseStyle | None, organisation_id: UUID) -> House:
    """Return how papers look in a style; None is the plain look."""
    return House(
        logo=_logo(row) if row else None,
        colour=row.colour if row else "",
        return_address=(row.return_address if row else "") or _domicile(organisation_id),
    )


def current(organisation_id: UUID) -> House:
    """Return how the organisation's papers look now: in the plain look where it chose nothing.

    Without a return address the organisation's name and domicile stand in for it.
    """
    return drawn_in(newest(organisation_id), organisation_id)


def list_styles(organisation_id: UUID) -> list[HouseStyle]:
    """Return every style the organisation ever set, newest first."""
    return list(db.session.scalars(_styles(organisation_id)))


def dressed(view: Any, organisation_id: UUID) -> Any:
    """Return a view-model as the organisation's papers look now, for a preview.

    A document that is issued gets its style from `issue.draw`.
    """
    return replace(view, meta=replace(view.meta, house=current(organisation_id)))


def _ensure_newest(owner: Actor | Author, seen: int | None) -> None:
    accounts.queue_up(owner.organisation_id)
    if seen is not None and newest_number(owner.organisation_id) != seen:
        raise StaleData("setting_changed")


def newest(organisation_id: UUID) -> HouseStyle | None:
    """Return the style in use, or None when nothing was ever chosen."""
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
