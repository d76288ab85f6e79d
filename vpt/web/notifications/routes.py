"""/berichten and /beheer/bezorging."""

from datetime import UTC, datetime
from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.infra.db import unit_of_work
from vpt.notifications import labels, outbox, outside, queries, service
from vpt.notifications.models import Message
from vpt.web import moments
from vpt.web.guards import requires, signed_in
from vpt.web.notifications import leads
from vpt.web.session import current_actor

bp = Blueprint("notifications", __name__)
PAGE = 30


@bp.get("/berichten")
@signed_in
def inbox() -> ResponseReturnValue:
    """Show what this person was told, newest first."""
    actor = current_actor()
    after = _place(request.args.get("na", ""))
    messages = queries.inbox(actor, after, PAGE + 1)
    shown = messages[:PAGE]
    return render_template(
        "notifications/inbox.html",
        messages=shown,
        words=labels.WORDS,
        leads=leads.of(actor, shown),
        short=partial(moments.short, now=clock.now()),
        next_url=_next_url(shown) if len(messages) > PAGE else "",
        first_url=url_for("notifications.inbox") if after else "",
    )


@bp.get("/berichten/<uuid:message_id>")
@signed_in
def open_message(message_id: UUID) -> ResponseReturnValue:
    """Mark a message as read and go to what it is about."""
    actor = current_actor()
    with unit_of_work():
        message = service.mark_read(actor, message_id, now=clock.now())
    target = leads.of(actor, [message]).url(message)
    if not target:
        flash(_("Dit bericht gaat over iets dat je niet (meer) kunt openen."), "info")
    return redirect(target or url_for("notifications.inbox"))


@bp.post("/berichten/gelezen")
@signed_in
def mark_all_read() -> ResponseReturnValue:
    """Mark everything as read."""
    with unit_of_work():
        service.mark_all_read(current_actor(), now=clock.now())
    return redirect(url_for("notifications.inbox"))


@bp.get("/beheer/bezorging")
@requires(Permission.CONFIGURE)
def deliveries() -> ResponseReturnValue:
    """Show the administrator which mail could not be delivered, and why."""
    return render_template(
        "notifications/deliveries.html",
        failed=queries.list_failed(current_actor()),
        outside=outside.list_failed(current_actor()),
        outside_kinds=labels.OUTSIDE,
        family_of=labels.family_of,
        trouble_of=labels.trouble_of,
        short=partial(moments.short, now=clock.now()),
    )


@bp.post("/beheer/bezorging/<uuid:delivery_id>/opnieuw")
@requires(Permission.CONFIGURE)
def retry(delivery_id: UUID) -> ResponseReturnValue:
    """Try a mail again that was given up."""
    with unit_of_work():
        outbox.retry(current_actor(), delivery_id, now=clock.now())
    flash(_("We proberen deze mail binnen een minuut opnieuw te versturen."), "success")
    return redirect(url_for("notifications.deliveries"))


def _next_url(shown: list[Message]) -> str:
    last = shown[-1]
    return url_for("notifications.inbox", na=f"{last.created_at.isoformat()}~{last.id}")


def _place(text: str) -> tuple[datetime, UUID] | None:
    """Read the place to go on from; anything that is no such place is the beginning."""
    moment, _separator, identifier = text.partition("~")
    try:
        created = datetime.fromisoformat(moment)
        return (created.astimezone(UTC), UUID(identifier)) if created.tzinfo else None
    except (ValueError, OverflowError):
        return None
