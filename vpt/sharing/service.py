"""Sending a copy of a case to a partner, adding to it, and taking it back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vpt.audit import service as audit
from vpt.cases import changing, working
from vpt.cases.changing import Turn
from vpt.cases.rules import STALE, Hat
from vpt.core.actor import Actor, Permission
from vpt.core.errors import RuleBroken, StaleData
from vpt.documents import issue
from vpt.documents.issue import Drawn
from vpt.infra import links
from vpt.infra.db import db
from vpt.infra.ids import new_id
from vpt.notifications import outside
from vpt.notifications import service as notifications
from vpt.notifications.rules import Kind, OutsideKind
from vpt.partners import queries as partners
from vpt.partners.disclosure import Section
from vpt.partners.queries import Officer
from vpt.partners.rules import PROFILE_OF, Party
from vpt.sharing import choosing, link, planning, queries, receipts
from vpt.sharing.models import Share, SharedCopy
from vpt.sharing.planning import Planned, Supplement
from vpt.sharing.receiving import standing_of
from vpt.sharing.rules import READABLE, CodeWay, Door, ReceiptKind, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A share that left, and the code to read out on the telephone, if that is how it travels."""

    share: Share
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A document that left already by another page, and what the recipient reads about it."""

    document_id: UUID
    news: str


def share(actor: Actor, planned: Planned, drawn: Drawn, *, version: int, now: datetime) -> Sent:
    """Store a share with its sealed copy and tell the recipient that it is there.

    The code of a link is returned only when the sender calls; else it left by separate mail.
    Raises NotVisible, NotAllowed, StaleData("case_changed").
    """
    turn = _begin(actor, planned.request.case_id, version, now)
    if planning.next_number(actor, turn.case.id) != planned.number:
        raise StaleData(STALE, changes=())
    row = row_of(actor, planned, now)
    db.session.add(row)
    db.session.flush()
    _keep_copy(actor, row, drawn, 1, "", now)
    receipts.add(row, ReceiptKind.SENT, door=row.door, user_id=actor.id, copy_number=1, now=now)
    code = _deliver(actor, row, planned.officer, planned.chosen.code_way, now)
    working.keep(turn, "share.sent", codes=_codes(row))
    return Sent(share=row, code=code)


def supplement(
    actor: Actor, planned: Supplement, drawn: Drawn, *, version: int, now: datetime
) -> SharedCopy:
    """Add the next sealed copy to a share and tell the recipient.

    Raises NotVisible, NotAllowed, StaleData("case_changed"), RuleBroken("share_over").
    """
    turn = _begin(actor, planned.share.case_id, version, now)
    row = _held(planned.share)
    if standing_of(row, now) not in READABLE:
        raise RuleBroken("share_over")
    if planning.last_copy(row).number + 1 != planned.number:
        raise StaleData(STALE, changes=())
    row.evidence = sorted(str(one) for one in planned.evidence)
    copy = _keep_copy(actor, row, drawn, planned.number, "\n".join(planned.news), now)
    receipts.add(
        row, ReceiptKind.SUPPLEMENTED, door=row.door, user_id=actor.id,
        copy_number=copy.number, now=now,
    )  # fmt: skip
    _tell(actor, row, Kind.SHARE_SUPPLEMENTED, OutsideKind.SUPPLEMENT, copy.number, now)
    working.keep(turn, "share.supplemented", codes={**_codes(row), "copy": str(copy.number)})
    return copy


def add_issued(
    actor: Actor, share: Share, issued: Sequence[Issued], evidence: Collection[UUID], now: datetime
) -> list[SharedCopy]:
    """Add documents that were issued elsewhere as next copies of a share, and tell it once.

    `evidence` may be taken along from then on, as far as the share holds evidence at all. The
    caller checked that the documents are of this case and for this reader. Raises NotVisible,
    NotAllowed, RuleBroken("share_over", "already_shared").
    """
    turn = _begin(actor, share.case_id, None, now)
    row = _held(share)
    if standing_of(row, now) not in READABLE:
        raise RuleBroken("share_over")
    fresh = [one for one in issued if not planning.holds(row, one.document_id)]
    if not fresh:
        raise RuleBroken("already_shared")
    if Section.EVIDENCE.value in row.sections:
        row.evidence = sorted({*row.evidence, *(str(one) for one in evidence)})
    number = planning.last_copy(row).number
    copies = [
        _add_copy(actor, row, one.document_id, number + place, one.news, now)
        for place, one in enumerate(fresh, 1)
    ]
    for copy in copies:
        receipts.add(
            row, ReceiptKind.SUPPLEMENTED, door=row.door, user_id=actor.id,
            copy_number=copy.number, now=now,
        )  # fmt: skip
    last = copies[-1].number
    _tell(actor, row, Kind.SHARE_SUPPLEMENTED, OutsideKind.SUPPLEMENT, last, now)
    working.keep(turn, "share.supplemented", codes={**_codes(row), "copy": str(last)})
    return copies


def recall(actor: Actor, share_id: UUID, reason: str, *, version: int, now: datetime) -> Share:
    """Take a share back: it opens nowhere any more, and the recipient hears that.

    Raises NotVisible, NotAllowed, StaleData("case_changed"), RuleBroken("reason_required",
    "share_recalled", "text_too_long", "bsn_refused").
    """
    found = queries.get(actor, share_id)
    turn = _begin(actor, found.case_id, version, now)
    row = _held(found)
    told = choosing.clean("reason", reason)
    if not told:
        raise RuleBroken("reason_required", field="reason")
    was = standing_of(row, now)
    if was is Standing.RECALLED:
        raise RuleBroken("share_recalled")
    row.recalled_at, row.recalled_by, row.reason = now, actor.id, told
    if row.door == Door.LINK:
        link.end(row)
    outside.drop(row.organisation_id, row.id)
    receipts.add(row, ReceiptKind.RECALLED, door=row.door, user_id=actor.id, now=now)
    if was in READABLE:
        _tell(actor, row, Kind.SHARE_RECALLED, OutsideKind.RECALLED, 1, now)
    working.keep(turn, "share.recalled", codes=_codes(row), fields=["reason"])
    return row


def note_preview(actor: Actor, planned: Planned, *, now: datetime) -> None:
    """Write down that somebody looked at a share before sending it; people may be named in it."""
    subject = ("case", planned.request.case_id)
    audit.record(actor, "share.previewed", subject, at=now, fields=["name"])


def _begin(actor: Actor, case_id: UUID, version: int | None, now: datetime) -> Turn:
    turn = changing.begin(actor, case_id, version=version, now=now)
    changing.ensure(turn, Permission.CASE_SHARE, {Hat.COORDINATOR})
    return turn


def _held(share: Share) -> Share:
    """Read a share afresh and hold it, so that what a recipient does meanwhile is not lost."""
    db.session.refresh(share, with_for_update=True)
    return share


def row_of(actor: Actor, planned: Planned, now: datetime) -> Share:
    """Return the row a planned share becomes; it is not stored."""
    chosen, officer = planned.chosen, planned.officer
    row = Share(
        organisation_id=actor.organisation_id,
        id=planned.share_id,
        case_id=planned.request.case_id,
        keyset_id=planned.request.keyset_id,
        officer_id=officer.id,
        partner_id=officer.partner_id,
        number=planned.number,
        party=officer.party,
        profile=PROFILE_OF[Party(officer.party)].value,
        door=chosen.door.value,
        purpose=chosen.purpose.value,
        basis=chosen.basis,
        sections=[one.value for one in choosing.PARTS if one in chosen.sections],
        evidence=sorted(str(one) for one in chosen.evidence),
        asks=[one.value for one in chosen.asks],
        created_at=now,
        created_by=actor.id,
        expires_at=choosing.ends(chosen.until),
    )
    if chosen.question:
        row.question = chosen.question
    return row


def _keep_copy(
    actor: Actor, row: Share, drawn: Drawn, number: int, news: str, now: datetime
) -> SharedCopy:
    document = issue.store(actor, drawn, now=now)
    db.session.flush()
    return _add_copy(actor, row, document.id, number, news, now)


def _add_copy(
    actor: Actor, row: Share, document_id: UUID, number: int, news: str, now: datetime
) -> SharedCopy:
    copy = SharedCopy(
        organisation_id=row.organisation_id,
        id=new_id(),
        share_id=row.id,
        keyset_id=row.keyset_id,
        document_id=document_id,
        number=number,
        made_at=now,
        made_by=actor.id,
    )
    if news:
        copy.news = news
    db.session.add(copy)
    db.session.flush()
    return copy


def _deliver(actor: Actor, row: Share, officer: Officer, way: CodeWay | None, now: datetime) -> str:
    _tell(actor, row, Kind.SHARE_RECEIVED, OutsideKind.LINK, 1, now)
    if row.door != Door.LINK or way is None:
        return ""
    return _send_code(row, officer, way, actor.id, now)


def _send_code(row: Share, officer: Officer, way: CodeWay, by: UUID, now: datetime) -> str:
    code = link.make(row, way, now=now, by=by)
    if way is CodeWay.TELEPHONE:
        return code
    outside.queue(
        row.organisation_id, row.keyset_id, key=f"code {row.id} {new_id()}",
        kind=OutsideKind.CODE, subject_id=row.id, address=officer.second_email, code=code, at=now,
    )  # fmt: skip
    return ""


def _tell(
    actor: Actor, row: Share, kind: Kind, mail: OutsideKind, occurrence: int, now: datetime
) -> None:
    """Tell the recipient, where they come in, that there is something; never what."""
    officer = partners.officer(actor, row.officer_id)
    if officer is None:
        return
    if row.door == Door.ACCOUNT and officer.user_id is not None and row.partner_id is not None:
        notifications.queue(
            row.partner_id, officer.user_id, kind,
            subject_id=row.id, occurrence=occurrence, at=now,
        )  # fmt: skip
    elif row.door == Door.LINK and officer.email:
        outside.queue(
            row.organisation_id, row.keyset_id, key=f"{mail} {row.id} {occurrence}",
            kind=mail, subject_id=row.id, address=officer.email, path=path_of(row), at=now,
        )  # fmt: skip


def path_of(row: Share) -> str:
    """Return the address of the page of a share without account, below the public address."""
    return "/deling/" + links.sign_row(links.SHARE, row.organisation_id, row.id)


def _codes(row: Share) -> dict[str, str]:
    return {"share": str(row.number), "party": row.party, "door": row.door}
