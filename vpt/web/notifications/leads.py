"""Where a message leads, as far as its reader may go."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for
from sqlalchemy import Select

from vpt.cases import reach
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.infra.db import db
from vpt.notifications import rules
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind

FOR_REPORTER = {
    Kind.REPORT_RECEIVED,
    Kind.REPORT_MERGED,
    Kind.CASE_ANSWERED,
    Kind.CASE_PROGRESS,
    Kind.CASE_CLOSED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """References of the cases that messages are about, by way of entering them."""

    own: dict[UUID, str]
    handled: dict[UUID, str]

    def reference(self, message: Message) -> str:
        """Return the reference of the case when the reader may see it, else nothing."""
        if message.case_id is None:
            return ""
        return self.own.get(message.case_id) or self.handled.get(message.case_id, "")

    def url(self, message: Message) -> str:
        """Return the page a message is about, or nothing when there is none to show."""
        if message.kind == Kind.DRAFT_EXPIRES:
            return url_for("incidents.report")
        if rules.is_about_account(message.kind):
            return url_for("accounts.account")
        as_reporter = message.kind in FOR_REPORTER or message.case_id not in self.handled
        if as_reporter and message.case_id in self.own:
            return url_for("reports.show", case_id=message.case_id)
        if message.case_id in self.handled:
            return url_for("cases.show", case_id=message.case_id)
        return ""


def of(actor: Actor, messages: Iterable[Message]) -> Leads:
    """Look up all cases of a page of messages in two statements."""
    wanted = {message.case_id for message in messages if message.case_id}
    return Leads(
        own=_references(reach.own(actor), wanted),
        handled=_references(reach.visible(actor), wanted),
    )


def _references(scope: Select[Case], wanted: set[UUID]) -> dict[UUID, str]:
    if not wanted:
        return {}
    rows = db.session.execute(
        scope.where(Case.id.in_(wanted)).with_only_columns(Case.id, Case.reference)
    )
    return {row.id: row.reference for row in rows}
