"""The pages of the steps about damage: the list, the claim form, and collecting."""

from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.claims import amounts, joining, ledger, queries, rules, service
from vpt.claims.views import Around, ItemView
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.protocol.works import Work
from vpt.web import moments
from vpt.web.cases import acting, own_step
from vpt.web.claims import showing
from vpt.web.claims.blueprint import bp
from vpt.web.claims.showing import Parties
from vpt.web.claims.step_forms import ClaimForm, OutcomeForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

TAB = "claims"
STEP = "/dossiers/<uuid:case_id>/stappen/<uuid:step_id>"


@bp.route(f"{STEP}/schade", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def damage(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Look whether all damage is on the list, and conclude it."""
    page, step = own_step.find(case_id, step_id, Work.DAMAGE)
    form = OutcomeForm(step.choices, data=acting.seen(page))
    form.beside = lambda page: {"step": step, **showing.overview(page)}
    return acting.change(
        "claims/damage.html", page, form,
        lambda: service.conclude(
            current_actor(), case_id, step.ref, form.to_answer(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd. De lijst blijft staan bij Schade; je kunt hem nog aanvullen."),
        TAB,
    )  # fmt: skip


@bp.route(f"{STEP}/schadeformulier", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def claim_form(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Return the prosecution's claim form of one victim; what to fill in stands beside it."""
    page, step = own_step.find(case_id, step_id, Work.CLAIM_FORM)
    form = ClaimForm(step.choices, data=acting.seen(page))
    form.beside = lambda page: _sheet(page, step)

    def act() -> None:
        joining.return_form(
            current_actor(), case_id, step.ref, form.to_returned(),
            version=form.seen(), now=clock.now(),
        )  # fmt: skip
        if rules.doubts_barcode(str(form.barcode.data or "").strip()):
            flash(_("De streepjescode ziet er vreemd uit. Kijk de cijfers nog eens na."), "warning")

    done = _("Vastgelegd hoe het formulier terugging.")
    return acting.change("claims/claim_form.html", page, form, act, done, TAB)


@bp.route(f"{STEP}/innen", methods=["GET", "POST"])
@requires(Permission.CASE_READ)
def collection(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Follow what was awarded and what came, and say how collecting ended."""
    page, step = own_step.find(case_id, step_id, Work.COLLECTION)
    form = OutcomeForm(step.choices, data=acting.seen(page))
    form.beside = lambda page: {"step": step, **_money(page)}
    return acting.change(
        "claims/collection.html", page, form,
        lambda: ledger.conclude(
            current_actor(), case_id, step.ref, form.to_answer(),
            version=form.seen(), now=clock.now(),
        ),
        _("Vastgelegd hoe het innen is afgelopen."),
        TAB,
    )  # fmt: skip


def _sheet(page: CasePage, step: StepView) -> dict[str, Any]:
    """Return what belongs in the official form, for who sees the items."""
    shown: dict[str, Any] = {"step": step, "sees_items": queries.sees_items(page.hats)}
    if not shown["sees_items"]:
        return shown
    actor, parties = current_actor(), Parties(page)
    around = queries.around(actor, page.head.id)
    items = queries.list_items(actor, page.head.id, around)
    sheet = joining.sheet(items, UUID(str(step.ref.subject)))
    return shown | {
        "damage": _told(sheet.damage, parties),
        "costs": _told(sheet.costs, parties),
        "sums": [
            (_("Schade"), amounts.euros(sheet.damage_cents)),
            (_("Kosten"), amounts.euros(sheet.costs_cents)),
            (_("Samen"), amounts.euros(sheet.whole_cents)),
        ],
    }


def _told(items: tuple[ItemView, ...], parties: Parties) -> list[dict[str, Any]]:
    return [showing.item(one, parties) for one in items]


def _money(page: CasePage) -> dict[str, Any]:
    """Return the money with whether the state may advance what victims have not got yet."""
    shown = showing.overview(page)
    if not shown["sees_items"]:
        return shown
    around: Around = shown["around"]
    found = rules.advance(
        around.judgment_final_on,
        clock.now().astimezone(moments.LOCAL).date(),
        is_violent=around.circumstances.is_violent,
        open_cents=shown["ledger"].open_to_victims,
    )
    return shown | {"advance": found}
