"""Proof of service, and measures that others imposed."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.measures import queries, serving
from vpt.web.cases import acting
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.measures import steps, telling
from vpt.web.measures.blueprint import MEASURE, ONE, TAB, bp
from vpt.web.measures.serving_forms import ExternalForm, ServeForm
from vpt.web.session import current_actor


@bp.route(f"{MEASURE}/uitreiking", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def serve(case_id: UUID, measure_id: UUID) -> ResponseReturnValue:
    """Record how a letter reached somebody."""
    page = steps.open_page(case_id)
    row = queries.get(current_actor(), case_id, measure_id)
    form = ServeForm(data=acting.seen(page))
    form.beside = lambda _page: {"measure": row, "told": telling}
    return acting.change(
        "measures/serve.html", page, form,
        lambda: serving.serve(
            current_actor(), case_id, measure_id, form.to_proof(),
            version=form.seen(), now=clock.now(),
        ),
        _("Het bewijs van uitreiking is vastgelegd."),
        TAB,
    )  # fmt: skip


@bp.route(f"{ONE}/maatregelen/van-een-ander", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def record_external(case_id: UUID) -> ResponseReturnValue:
    """Record a measure of mayor, prosecutor or court."""
    page, actor = steps.open_page(case_id), current_actor()
    form = ExternalForm(data=acting.seen(page))
    people = [(one.id, one.label) for one in page.people if one.role == "perpetrator"]
    form.offer(people, [(one.id, one.name) for one in accounts.list_locations(actor)])
    return acting.change(
        "measures/external.html", page, form,
        lambda: serving.record_external(
            actor, case_id, form.to_external(), version=form.seen(), now=clock.now()
        ),
        _("De maatregel van een ander staat in het dossier."),
        TAB,
    )  # fmt: skip
