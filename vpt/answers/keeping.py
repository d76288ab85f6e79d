"""Keeping answers as they were given: held, recognised when said twice, stored, and told about."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select

from vpt.accounts import queries as accounts
from vpt.answers.models import PartnerAnswer
from vpt.answers.rules import ASKED_OFTEN, Given, State, Wait
from vpt.audit import service as audit
from vpt.cases.models import Case
from vpt.cases.working import Partner
from vpt.core.actor import Author, Role
from vpt.core.worktime import local_date
from vpt.incidents.people import Involved
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, Notice
from vpt.outcomes.rules import Via
from vpt.sharing.models import Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form that was sent: for which case, through which share, by whom, when."""

    case: Case
    keyset_id: UUID
    share: Share | None
    partner: Partner
    via: Via
    key: UUID
    now: datetime


def hold(organisation_id: UUID, case_id: UUID) -> Case:
    """Return the case, held: two answers at the same moment come one after the other."""
    return db.session.execute(
        select(Case)
        .where(Case.organisation_id == organisation_id, Case.id == case_id)
        .execution_options(populate_existing=True)
        .with_for_update()
    ).scalar_one()


def said_before(form: Form, given: Given, known: Sequence[PartnerAnswer]) -> PartnerAnswer | None:
    """Return the answer this repeats: the same form, or the same words about the same thing."""
    key = key_of(form, given)
    about = [one for one in known if (one.ask, one.subject_id) == (given.ask, given.subject_id)]
    for one in about:
        if one.key == key:
            return one
    last = about[-1] if about else None
    if last is None or last.state == State.REFUSED or values_of(last) != given.values:
        return None
    is_today = local_date(last.given_at) == local_date(form.now)
    still_waits = last.state == State.UNCONFIRMED
    return last if is_today or still_waits or given.ask not in ASKED_OFTEN else None


def values_of(row: PartnerAnswer) -> dict[str, str]:
    """Return what an answer says, by field."""
    return dict((row.content or {}).get("given", {}))


def key_of(form: Form, given: Given) -> UUID:
    """Return what is the same for the same answer in the same form, and tells nothing of it."""
    said = json.dumps(dict(given.values), sort_keys=True)
    return uuid5(form.key, f"{given.ask}|{given.subject_id}|{said}")


def rows_of(share: Share) -> list[PartnerAnswer]:
    """Return what was answered through a share, oldest first."""
    return list(
        db.session.scalars(
            select(PartnerAnswer)
            .where(
                PartnerAnswer.organisation_id == share.organisation_id,
                PartnerAnswer.share_id == share.id,
            )
            .order_by(PartnerAnswer.given_at, PartnerAnswer.id)
        )
    )


def rows_with(case: Case, keys: Sequence[UUID]) -> list[PartnerAnswer]:
    """Return the answers in a case that have one of these keys."""
    return list(
        db.session.scalars(
            select(PartnerAnswer).where(
                PartnerAnswer.organisation_id == case.organisation_id,
                PartnerAnswer.case_id == case.id,
                PartnerAnswer.key.in_(keys),
            )
        )
    )


def store(form: Form, given: Given, state: State, wait: Wait | None) -> PartnerAnswer:
    """Keep one answer as it was given, and write down that it came: codes, never what it says."""
    row = PartnerAnswer(
        organisation_id=form.case.organisation_id,
        id=new_id(),
        case_id=form.case.id,
        keyset_id=form.keyset_id,
        share_id=form.share.id if form.share else None,
        subject_id=given.subject_id,
        key=key_of(form, given),
        party=form.partner.party,
        ask=given.ask.value,
        via=form.via.value,
        state=state.value,
        wait=wait.value if wait else "",
        given_at=form.now,
        given_by=form.partner.user_id,
    )
    row.content = {"given": dict(given.values)}
    db.session.add(row)
    db.session.flush()
    author = Author(organisation_id=row.organisation_id, id=form.partner.user_id)
    codes = {"party": row.party, "via": row.via, "ask": row.ask, "state": row.state}
    if row.wait:
        codes["wait"] = row.wait
    audit.record(
        author, "answer.given", ("case", form.case.id), at=form.now,
        fields=sorted(given.values), codes=codes,
    )  # fmt: skip
    return row


def tell(form: Form, rows: Sequence[PartnerAnswer]) -> None:
    """Tell the sender that an answer counts, and the coordinators that one waits for them."""
    parties = set(
        db.session.scalars(
            select(Involved.user_id).where(
                Involved.organisation_id == form.case.organisation_id,
                Involved.incident_id == form.case.id,
                Involved.user_id.is_not(None),
            )
        )
    )
    applied = [row for row in rows if row.state == State.APPLIED]
    waiting = [row for row in rows if row.state == State.UNCONFIRMED]
    notices = []
    if applied and form.share is not None:
        notices.append((form.share.created_by, Kind.ANSWER_GIVEN, applied[0]))
    if waiting:
        who = accounts.list_with_role(form.case.organisation_id, [Role.COORDINATOR], now=form.now)
        notices += [(one.id, Kind.ANSWER_WAITS, waiting[0]) for one in who]
    notifications.queue_all(
        [
            Notice(
                organisation_id=row.organisation_id,
                recipient_id=user_id,
                kind=kind,
                case_id=row.case_id,
                subject_id=row.id,
            )
            for user_id, kind, row in notices
            if user_id not in parties
        ],
        at=form.now,
    )
