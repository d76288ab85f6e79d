"""The one blueprint that the modules of this page set put their views on, and who may enter."""

from uuid import UUID

from flask import Blueprint

from vpt.cases.rules import Hat, Part
from vpt.cases.views import CasePage
from vpt.core.errors import NotAllowed
from vpt.web.cases import pages

bp = Blueprint("sharing", __name__)
TAB = "sharing"
CASE = "/dossiers/<uuid:case_id>"
ONE = f"{CASE}/delingen/<uuid:share_id>"


def open_page(case_id: UUID) -> CasePage:
    """Return the page of a case for its coordinator, with its evidence."""
    page = pages.fetch(case_id, Part.EVIDENCE)
    if Hat.COORDINATOR not in page.hats:
        raise NotAllowed("not_your_part")
    return page
