"""Prepares a copy for one recipient: chosen, narrowed and told, before anything is drawn."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from vpt.cases import dossier, reach, wording
from vpt.cases.dossier import Addressed
from vpt.cases.reach import Reached
from vpt.cases.rules import Hat
from vpt.cases.telling import Telling
from vpt.core import policy
from vpt.core.actor import Actor, Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.core.worktime import local_date
from vpt.documents.issue import Request
from vpt.infra.db import db
from vpt.partners import queries as partners
from vpt.partners.disclosure import Disclosure, Section
from vpt.partners.labels import PARTY
from vpt.partners.queries import Officer
from vpt.sharing import choosing, news, receipts
from vpt.sharing.choosing import Chosen
from vpt.sharing.models import Share, SharedCopy
from vpt.sharing.news import Had
from vpt.sharing.receiving import standing_of
from vpt.sharing.rules import READABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A share that is ready to be drawn and sent."""

    share_id: UUID
    number: int
    chosen: Chosen
    officer: Officer
    request: Request

    @property
    def parts(self) -> tuple[Section, ...]:
        """Return the chosen parts in the order they are printed."""
        return tuple(one for one in choosing.PARTS if one in self.chosen.sections)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement:
    """A further copy of a share, ready to be drawn and sent."""

    share: Share
    number: int
    evidence: frozenset[UUID]
    """Everything that is chosen now: what was, and what the sender adds."""
    news: tuple[str, ...]
    request: Request


def reach_to_share(actor: Actor, case_id: UUID) -> Reached:
    """Return a case the actor may share from: its coordinator, and nobody who is in it.

    Raises NotVisible, NotAllowed("not_your_part", "permission_missing").
    """
    reached = reach.reach(actor, case_id)
    if reached.is_own_only:
        raise NotVisible("not_found")
    policy.ensure(actor, Permission.CASE_SHARE)
    if Hat.COORDINATOR not in reached.hats:
        raise NotAllowed("not_your_part")
    return reached


def check_to_whom(actor: Actor, chosen: Chosen, *, now: datetime) -> Officer:
    """Return the contact of a choice; refuse what does not fit them. Raises RuleBroken."""
    today = local_date(now)
    officer = partners.officer(actor, chosen.officer_id)
    found = choosing.ensure_to_whom(chosen, officer, today)
    if not partners.is_open(actor.organisation_id, found.id, today):
        raise RuleBroken("contact_unknown", field="officer")
    return found


def plan(actor: Actor, case_id: UUID, chosen: Chosen, *, share_id: UUID, now: datetime) -> Planned:
    """Return the share as it would be sent now; nothing is stored.

    Raises what `reach_to_share` raises, and RuleBroken with the field it is about.
    """
    reached = reach_to_share(actor, case_id)
    officer = check_to_whom(actor, chosen, now=now)
    fitting = choosing.ensure_what(chosen, officer, local_date(now))
    disclosure = choosing.disclosure_for(officer.party, fitting)
    telling, reader = dossier.told(actor, reached, disclosure, now=now)
    _ensure_evidence(telling, fitting.evidence)
    number = next_number(actor, case_id)
    addressed = _addressed(share_id, number, fitting.purpose, officer, now)
    return Planned(
        share_id=share_id,
        number=number,
        chosen=fitting,
        officer=officer,
        request=dossier.copy_for(telling, reader, addressed),
    )


def plan_supplement(
    actor: Actor, share: Share, said: str, evidence: frozenset[UUID], *, now: datetime
) -> Supplement:
    """Return the next copy of a share with what is new since the one before.

    `said` are the sender's own words, `evidence` what is chosen on top of what was. Raises
    RuleBroken("share_over", "nothing_new", "evidence_unknown", "text_too_long", "bsn_refused").
    """
    reached = reach_to_share(actor, share.case_id)
    if standing_of(share, now) not in READABLE:
        raise RuleBroken("share_over")
    told = choosing.clean("words", said)
    officer = _officer_of(actor, share)
    before = choosing.disclosure_of(share)
    chosen = evidence | (before.evidence or frozenset())
    disclosure = choosing.widened(share, chosen)
    telling, reader = dossier.told(actor, reached, disclosure, now=now)
    _ensure_evidence(telling, chosen)
    last = last_copy(share)
    lines = news.since(telling, reader, _had(share, last, before))
    if not lines and not told:
        raise RuleBroken("nothing_new", field="words")
    words = tuple(one for one in (telling.text(told), *lines) if one)
    addressed = _addressed(share.id, share.number, share.purpose, officer, now, words)
    return Supplement(
        share=share,
        number=last.number + 1,
        evidence=disclosure.evidence or frozenset(),
        news=words,
        request=dossier.copy_for(telling, reader, addressed),
    )


def changed_since_copy(actor: Actor, share: Share, *, now: datetime) -> tuple[str, ...]:
    """Return what the recipient has not got yet, in the words a supplement would have."""
    reached = reach_to_share(actor, share.case_id)
    disclosure = choosing.disclosure_of(share)
    telling, reader = dossier.told(actor, reached, disclosure, now=now)
    return news.since(telling, reader, _had(share, last_copy(share), disclosure))


def last_copy(share: Share) -> SharedCopy:
    """Return the newest copy of a share."""
    return db.session.scalars(
        select(SharedCopy)
        .where(SharedCopy.organisation_id == share.organisation_id, SharedCopy.share_id == share.id)
        .order_by(SharedCopy.number.desc())
        .limit(1)
    ).one()


def holds(share: Share, document_id: UUID) -> bool:
    """Tell whether a document is a copy in a share."""
    found = db.session.scalar(
        select(SharedCopy.id).where(
            SharedCopy.organisation_id == share.organisation_id,
            SharedCopy.share_id == share.id,
            SharedCopy.document_id == document_id,
        )
    )
    return found is not None


def _had(share: Share, last: SharedCopy, disclosure: Disclosure) -> Had:
    return Had(until=last.made_at, disclosure=disclosure, said=receipts.answered_at(share))


def next_number(actor: Actor, case_id: UUID) -> int:
    """Return the number the next share of a case gets."""
    highest = db.session.scalar(
        select(func.max(Share.number)).where(
            Share.organisation_id == actor.organisation_id, Share.case_id == case_id
        )
    )
    return (highest or 0) + 1


def recipient(officer: Officer) -> str:
    """Return for whom a copy is, as papers say it: name, party, office."""
    parts = (officer.name, PARTY[officer.party], officer.place)
    return ", ".join(part for part in parts if part)


def _officer_of(actor: Actor, share: Share) -> Officer:
    officer = partners.officer(actor, share.officer_id)
    if officer is None:
        raise RuleBroken("contact_unknown", field="words")
    return officer


def _addressed(
    share_id: UUID,
    number: int,
    purpose: str,
    officer: Officer,
    now: datetime,
    words: tuple[str, ...] | None = None,
) -> Addressed:
    share = f"deling {number}"
    day = wording.day(local_date(now))
    return Addressed(
        share_id=share_id,
        recipient=recipient(officer),
        purpose=str(purpose),
        share=share,
        watermark=f"{officer.name} · {share} · {day}",
        news=words,
    )


def _ensure_evidence(telling: Telling, chosen: frozenset[UUID]) -> None:
    if not chosen <= {row.id for row, _ in telling.got.evidence}:
        raise RuleBroken("evidence_unknown", field="evidence")
