"""The pages of the steps that wait for police, prosecution, court or mayor."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash
from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.outcomes import service
from vpt.outcomes.rules import looks_like_ecli, looks_like_prosecution_number
from vpt.police_reports import filing
from vpt.protocol.works import Work
from vpt.web.cases import acting, own_step
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.outcomes import judgment_forms
from vpt.web.outcomes.blueprint import STEP, bp
from vpt.web.outcomes.forms import DecisionForm, MayorForm, PoliceForm
from vpt.web.session import current_actor

TAB = "outcomes"


@bp.route(f"{STEP}/nieuws-politie", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def police(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record what the police said about a report."""
    page, step = own_step.find(case_id, step_id, Work.POLICE_NEWS)
    form = PoliceForm(data=acting.seen(page))
    form.offer(step.choices)
    form.beside = _beside(step)

    def act() -> None:
        news = form.to_news()
        service.hear_police(
            current_actor(), case_id, step.ref, news, version=form.seen(), now=clock.now()
        )
        given = {"number": news.number, "record_number": news.record_number}
        _warn(filing.odd_numbers(given))

    return acting.change("outcomes/police.html", page, form, act, _done(step), TAB)


@bp.route(f"{STEP}/beslissing-om", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def decision(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record what the prosecution decided."""
    page, step = own_step.find(case_id, step_id, Work.DECISION)
    form = DecisionForm(data=acting.seen(page))
    form.offer(step.choices)
    form.beside = _beside(step)

    def act() -> None:
        decided = form.to_decision()
        service.decide(
            current_actor(), case_id, step.ref, decided, version=form.seen(), now=clock.now()
        )
        _warn([decided.number] if _is_odd(decided.number) else [])

    return acting.change("outcomes/decision.html", page, form, act, _done(step), TAB)


@bp.route(f"{STEP}/zitting", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def judgment(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record a judgment or an adjournment."""
    page, step = own_step.find(case_id, step_id, Work.JUDGMENT)
    victims = [(one.id, one.label) for one in page.people if one.role == "victim"]
    form = judgment_forms.for_parties(victims)(data=acting.seen(page))
    form.offer(step.choices, _places())
    form.beside = _beside(step)

    def act() -> None:
        judged = form.to_judgment()
        service.judge(
            current_actor(), case_id, step.ref, judged, version=form.seen(), now=clock.now()
        )
        _warn([judged.ecli] if judged.ecli and not looks_like_ecli(judged.ecli) else [])

    return acting.change("outcomes/judgment.html", page, form, act, _done(step), TAB)


@bp.route(f"{STEP}/burgemeester", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def mayor(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Record what the mayor did."""
    page, step = own_step.find(case_id, step_id, Work.MAYOR)
    form = MayorForm(data=acting.seen(page))
    form.offer(step.choices, _known(page), _places())
    form.beside = _beside(step)
    return acting.change(
        "outcomes/mayor.html", page, form,
        lambda: service.order(
            current_actor(), case_id, step.ref, form.to_mayor(),
            version=form.seen(), now=clock.now(),
        ),
        _done(step),
        TAB,
    )  # fmt: skip


def _known(page: CasePage) -> list[tuple[UUID, str]]:
    people = [one for one in page.people if one.role == "perpetrator" and one.is_known]
    return [(one.id, one.label) for one in people]


def _places() -> list[tuple[UUID, str]]:
    return [(one.id, one.name) for one in accounts.list_locations(current_actor())]


def _beside(step: StepView) -> Any:
    def shown(page: CasePage) -> Mapping[str, Any]:
        return {"step": own_step.again(page, step)}

    return shown


def _done(step: StepView) -> str:
    return _(
        "Vastgelegd: %(title)s. Het slachtoffer en de melder krijgen bericht.", title=step.title
    )


def _is_odd(number: str) -> bool:
    return bool(number.strip()) and not looks_like_prosecution_number(number)


def _warn(odd: Any) -> None:
    """Say that a number looks strange; it is kept as typed."""
    for one in odd:
        flash(_("Het nummer %(number)s ziet er anders uit dan gewoonlijk. Het is wel bewaard; kijk "
                "het nog eens na.", number=one), "warning")  # fmt: skip
