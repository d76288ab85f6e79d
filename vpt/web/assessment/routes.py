"""Brings the views of this page set together for the application."""

from flask_babel import lazy_gettext

from vpt.core.actor import Permission
from vpt.protocol.works import Work
from vpt.web.assessment import injury_routes, judging_routes
from vpt.web.assessment.blueprint import bp
from vpt.web.navigation import Item
from vpt.web.rooms import CaseTab

WORKS = {
    Work.ASSESSMENT: "assessment.judge",
    Work.VPT_TEST: "assessment.test_task",
    Work.INSPECTORATE: "assessment.inspect",
}
TABS = (
    CaseTab(
        key=judging_routes.TAB,
        title=lazy_gettext("Beoordeling"),
        endpoint="assessment.index",
        place=25,
        is_shown=lambda page: page.sees_file,
    ),
    CaseTab(
        key=injury_routes.TAB,
        title=lazy_gettext("Letsel"),
        endpoint="assessment.injury",
        place=72,
        is_shown=lambda page: bool(page.hats & injury_routes.HEALTH),
    ),
)
ITEMS = (
    Item(
        title=lazy_gettext("Ongevallen"),
        endpoint="assessment.accidents",
        icon="list",
        permissions=(Permission.CASE_READ_ALL,),
        place=57,
    ),
)

__all__ = ["ITEMS", "TABS", "WORKS", "bp", "injury_routes", "judging_routes"]
