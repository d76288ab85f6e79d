"""Where a message leads, as far as its reader may go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy import Select

from vpt.attention import queries as attention
from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.actor import Actor
from vpt.infra.db import db
from vpt.notifications import rules
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.sharing import receiving

FOR_REPORTER = {
    Kind.REPORT_RECEIVED,
    Kind.REPORT_MERGED,
    Kind.CASE_ANSWERED,
    Kind.CASE_PROGRESS,
    Kind.CASE_CLOSED,
    Kind.COMPLAINT_OWN,
}
PLACES: Mapping[str, str] = {
    Kind.DRAFT_EXPIRES: "incidents.report",
    Kind.REGISTER_ASKED: "register.index",
    Kind.REGISTER_DECIDED: "register.index",
    Kind.REGISTER_OPENED: "register.index",
    Kind.POST_ARRIVED: "post.mine",
    Kind.POST_WAITS: "post.mine",
    Kind.POST_UNCLAIMED: "post.index",
    Kind.CASES_HANDED_OVER: "cases.worklist",
    Kind.PROTOCOL_REVIEW: "protocols.review",
    Kind.PROTOCOL_RELEASED: "protocols.index",
    Kind.ROLE_ASKED: "people.roles",
    Kind.UNIT_MOVED: "administration.index",
    Kind.ROLE_OPENED: "people.roles",
    Kind.ROLE_WATCHED: "people.roles",
    Kind.ROLE_DECIDED: "people.index",
}
"""Pages of their own for what is about no case."""

OWN: Mapping[str, str] = {
    Kind.SUPPORT_DAY: "support.own",
    Kind.HEARING_NEAR: "outcomes.own",
    Kind.CHAIN_NEWS: "outcomes.own",
}
"""To a victim or reporter these lead to a page of their own about just that."""


HANDLED = {
    Kind.SUPPORT_ASKED: "support.index",
    Kind.EVIDENCE_AT_RISK: "preservation.guard",
    Kind.POLICE_WISH: "police_reports.index",
    Kind.HEARING_NEAR: "outcomes.index",
    Kind.CHAIN_NEWS: "outcomes.index",
    Kind.AGREEMENT_MADE: "meetings.of_case",
    Kind.ANSWER_WAITS: "answers.of_case",
    Kind.ANSWER_GIVEN: "answers.of_case",
}
"""Pages of a case that a message is about; others lead to its first tab."""
FOR_RECIPIENT = {
    Kind.SHARE_RECEIVED,
    Kind.SHARE_SUPPLEMENTED,
    Kind.SHARE_ASKED_AGAIN,
    Kind.SHARE_RECALLED,
}
"""Told to a partner; these lead to the share, or to the list once it cannot be opened."""
AT_SHARES: Mapping[str, str] = {
    Kind.SHARE_ACCEPTED: "sharing.show",
    Kind.SHARE_REJECTED: "sharing.show",
    Kind.SHARE_BLOCKED: "sharing.show",
    Kind.SHARE_CODE_WANTED: "portal.code",
}
"""Pages of one share of a case, for its sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """References of the cases that messages are about, by way of entering them."""

    own: dict[UUID, str]
    handled: dict[UUID, str]
    notices: frozenset[UUID] = frozenset()
    """Attention notices that can still be opened."""
    shares: frozenset[UUID] = frozenset()
    """Shares that this reader can open as a recipient."""

    def reference(self, message: Message) -> str:
        """Return the reference of the case when the reader may see it, else nothing."""
        if message.case_id is None:
            return ""
        return self.own.get(message.case_id) or self.handled.get(message.case_id, "")

    def url(self, message: Message) -> str:
        """Return the page a message is about, or nothing when there is none to show."""
        if rules.is_about_account(message.kind):
            return url_for("accounts.account")
        if message.kind == Kind.ATTENTION_SENT:
            return self._notice_url(message.subject_id)
        if message.kind in FOR_RECIPIENT:
            return self._share_url(message.subject_id)
        if message.kind in PLACES:
            return url_for(PLACES[message.kind])
        return self._case_url(message)

    def _case_url(self, message: Message) -> str:
        as_reporter = message.kind in FOR_REPORTER or message.kind in OWN
        if (as_reporter or message.case_id not in self.handled) and message.case_id in self.own:
            return url_for(OWN.get(message.kind, "reports.show"), case_id=message.case_id)
        if message.case_id in self.handled:
            if message.kind in AT_SHARES:
                page, share_id = AT_SHARES[message.kind], message.subject_id
                return url_for(page, case_id=message.case_id, share_id=share_id)
            return url_for(HANDLED.get(Kind(message.kind), "cases.show"), case_id=message.case_id)
        return ""

    def _share_url(self, share_id: UUID) -> str:
        if share_id not in self.shares:
            return url_for("portal.index")
        return url_for("portal.show", share_id=share_id)

    def _notice_url(self, notice_id: UUID) -> str:
        if notice_id not in self.notices:
            return ""
        return url_for("attention.show", notice_id=notice_id)


def of(actor: Actor, messages: Iterable[Message]) -> Leads:
    """Look up all cases of a page of messages in two statements.

    Notices take three more, shares one.
    """
    told = list(messages)
    wanted = {message.case_id for message in told if message.case_id}
    warned = {one.subject_id for one in told if one.kind == Kind.ATTENTION_SENT}
    shared = {one.subject_id for one in told if one.kind in FOR_RECIPIENT}
    return Leads(
        own=_references(reach.own(actor), wanted),
        handled=_references(reach.visible(actor), wanted),
        notices=attention.still_open(actor, warned, now=clock.now()) if warned else frozenset(),
        shares=receiving.among(actor, shared, now=clock.now()) if shared else frozenset(),
    )


def _references(scope: Select[Case], wanted: set[UUID]) -> dict[UUID, str]:
    if not wanted:
        return {}
    rows = db.session.execute(
        scope.where(Case.id.in_(wanted)).with_only_columns(Case.id, Case.reference)
    )
    return {row.id: row.reference for row in rows}
