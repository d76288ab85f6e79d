"""The sender's page of a new code: made when the recipient asks, shown once, told by telephone."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken
from vpt.infra.db import unit_of_work
from vpt.partners import queries as partners
from vpt.sharing import link, queries, receiving
from vpt.sharing.models import Share
from vpt.sharing.rules import CODE_LASTS, READABLE, Door
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.portal.blueprint import bp
from vpt.web.session import current_actor


@bp.get("/dossiers/<uuid:case_id>/delingen/<uuid:share_id>/code")
@requires(Permission.CASE_SHARE)
def code(case_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Ask whether to make a new code."""
    return _page(case_id, _share(case_id, share_id))


@bp.post("/dossiers/<uuid:case_id>/delingen/<uuid:share_id>/code")
@requires(Permission.CASE_SHARE)
def make_code(case_id: UUID, share_id: UUID) -> ResponseReturnValue:
    """Make a new code and show it this once."""
    now = clock.now()
    with unit_of_work():
        share = _share(case_id, share_id)
        if receiving.standing_of(share, now) not in READABLE:
            raise RuleBroken("share_over")
        fresh = link.make(share, now=now, by=current_actor().id)
    return _page(case_id, share, fresh)


def _share(case_id: UUID, share_id: UUID) -> Share:
    """Return a share by link of this very case, else NotVisible."""
    share = queries.get(current_actor(), share_id, case_id)
    if share.door != Door.LINK:
        raise NotVisible("not_found")
    return share


def _page(case_id: UUID, share: Share, fresh: str = "") -> str:
    page, now = pages.fetch(case_id), clock.now()
    return pages.render(
        "portal/new_code.html",
        page,
        "sharing",
        share=share,
        fresh=fresh,
        officer=partners.officer(current_actor(), share.officer_id),
        is_open=receiving.standing_of(share, now) in READABLE,
        lasts=CODE_LASTS.days,
    )
