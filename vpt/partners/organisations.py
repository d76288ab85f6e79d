"""The partner organisations an employer works with: begun on a day, and ended on one."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from vpt.accounts import queries as accounts
from vpt.accounts import service
from vpt.accounts.models import Organisation
from vpt.accounts.rules import OrganisationKind
from vpt.accounts.service import NewOrganisation
from vpt.audit import service as audit
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import words
from vpt.incidents.rules import ensure_length, ensure_no_bsn
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.partners import officers
from vpt.partners.models import Partnership
from vpt.partners.rules import PARTY_OF, codes_of

MOST = 200
DAY = timedelta(days=1)


def begin(actor: Actor, partner_id: UUID, on: date, *, now: datetime) -> None:
    """Work with a partner organisation from a day on, for the first time or again.

    Raises NotAllowed, RuleBroken("partner_unknown", "partner_held").
    """
    policy.ensure(actor, Permission.PARTNERS_KEEP)
    service.queue_up(actor.organisation_id)
    partner = db.session.get(Organisation, partner_id)
    if partner is None or partner.kind not in PARTY_OF:
        raise RuleBroken("partner_unknown", field="partner")
    row = _find(actor, partner_id)
    if row is None:
        row = Partnership(
            organisation_id=actor.organisation_id,
            id=new_id(),
            partner_id=partner_id,
            added_by=actor.id,
        )
        db.session.add(row)
    elif row.valid_until is None or row.valid_until >= on:
        raise RuleBroken("partner_held", field="partner")
    row.valid_from, row.valid_until, row.added_at = on, None, now
    db.session.flush()
    _note(actor, "partnership.begun", partner_id, now)


def found(actor: Actor, name: str, kind: str, on: date, *, now: datetime) -> UUID:
    """Put a public body on the list that all employers share, and work with it from a day on.

    Raises NotAllowed, RuleBroken("name_empty", "text_too_long", "bsn_refused",
    "partner_kind_unknown", "partner_exists").
    """
    policy.ensure(actor, Permission.PARTNERS_KEEP)
    clean = " ".join(words.clean(name).split())
    _ensure_named(clean)
    if kind not in PARTY_OF:
        raise RuleBroken("partner_kind_unknown", field="kind")
    if db.session.scalar(
        select(Organisation.id)
        .where(Organisation.kind == kind, func.lower(Organisation.name) == clean.lower())
        .limit(1)
    ):
        raise RuleBroken("partner_exists", field="name")
    new = NewOrganisation(name=clean, code=_code_for(clean), kind=OrganisationKind(kind))
    partner = service.create_organisation(new, now=now)
    begin(actor, partner.id, on, now=now)
    return partner.id


def end(actor: Actor, partner_id: UUID, on: date, *, now: datetime) -> None:
    """Work with a partner until this day; every contact there ends with it.

    From the day after, no account of the partner opens anything of this employer, nor does a
    link. The day before the first one ends it as if it never began.
    Raises NotAllowed, NotVisible, RuleBroken("ends_before_start").
    """
    policy.ensure(actor, Permission.PARTNERS_KEEP)
    row = _find(actor, partner_id)
    if row is None:
        raise NotVisible("not_found")
    if on < row.valid_from - DAY:
        raise RuleBroken("ends_before_start", field="valid_until")
    row.valid_until = on
    officers.end_all(actor, partner_id, on, now=now)
    _note(actor, "partnership.ended", partner_id, now)
    db.session.flush()


def _find(actor: Actor, partner_id: UUID) -> Partnership | None:
    return db.session.scalar(
        select(Partnership).where(
            Partnership.organisation_id == actor.organisation_id,
            Partnership.partner_id == partner_id,
        )
    )


def _ensure_named(name: str) -> None:
    if not name:
        raise RuleBroken("name_empty", field="name")
    ensure_length("name", name, MOST)
    ensure_no_bsn({"name": name})


def _code_for(name: str) -> str:
    free = (one for one in codes_of(name) if accounts.find_organisation_by_code(one) is None)
    code = next(free, None)
    if code is None:
        raise RuleBroken("code_taken", field="name")
    return code


def _note(actor: Actor, action: str, partner_id: UUID, now: datetime) -> None:
    audit.record(actor, action, ("organisation", partner_id), at=now)
