"""/beheer/protocol: the version in force, what comes, what was, and the draft of a next one."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.revision import queries, reviewing
from vpt.revision.rules import Standing
from vpt.web import moments
from vpt.web.guards import requires
from vpt.web.protocols import (
    draft_routes,
    own_routes,
    release_routes,
    replay_routes,
    step_routes,
    text_routes,
    version_routes,
    words,
)
from vpt.web.protocols.blueprint import ALL, bp
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

SETTINGS = (
    Setting(
        title=lazy_gettext("Ketenprotocol"),
        text=lazy_gettext(
            "Wie doet wat, binnen welke termijn. Verander het in een concept en geef een nieuwe "
            "versie uit."
        ),
        endpoint="protocols.index",
        group=Group.CHAIN,
        place=300,
        permissions=(Permission.PROTOCOL_EDIT,),
        todo=reviewing.count_todo,
    ),
)
__all__ = [
    "SETTINGS",
    "bp",
    "draft_routes",
    "own_routes",
    "release_routes",
    "replay_routes",
    "step_routes",
    "text_routes",
    "version_routes",
]


@bp.get(ALL)
@requires(Permission.PROTOCOL_EDIT)
def index() -> ResponseReturnValue:
    """Show the versions, how many cases follow each, and the draft."""
    actor, now = current_actor(), clock.now()
    listed = queries.versions(actor.organisation_id, now=now)
    draft = queries.draft_of(actor)
    held = reviewing.in_force(listed)
    people = {one.owner_id for one in listed} | ({draft.changed_by} if draft else set())
    return render_template(
        "protocols/index.html",
        held=held,
        coming=next((one for one in listed if one.standing is Standing.COMING), None),
        listed=listed,
        draft=draft,
        reviews=reviewing.list_reviews(actor, held.id) if held else [],
        review_near=held is not None and reviewing.is_near(held, now),
        review_late=held is not None and now >= held.review_at,
        counts=queries.count_open(actor.organisation_id),
        names=accounts.names(one for one in people if one),
        standings=words.STANDING,
        moments=moments,
        now=now,
    )
