"""The one blueprint that the modules of this page set put their views on, and who may enter."""

from uuid import UUID

from flask import Blueprint

from vpt.cases.rules import Hat, Part
from vpt.cases.views import CasePage
from vpt.core.errors import NotAllowed
from vpt.prosecution.planning import RIGHTS
from vpt.web.cases import pages
from vpt.web.session import current_actor

bp = Blueprint("prosecution", __name__)
TAB = "prosecution"
CASE = "/dossiers/<uuid:case_id>/om"
ONE = f"{CASE}/<uuid:hand_in_id>"


def may_hand_in(page: CasePage) -> bool:
    """Tell whether this reader makes the dossier of this case."""
    return Hat.COORDINATOR in page.hats and all(current_actor().may(one) for one in RIGHTS)


def open_page(case_id: UUID) -> CasePage:
    """Return the page of a case for its coordinator, with its story and evidence."""
    page = pages.fetch(case_id, Part.STORY, Part.EVIDENCE)
    if not may_hand_in(page):
        raise NotAllowed("not_your_part")
    return page
