"""What becomes known later: people, kind and severity, the same event, facts."""

from uuid import UUID

from flask.typing import ResponseReturnValue

from vpt.accounts import queries as accounts
from vpt.cases import ending, findings, reach
from vpt.cases.people import PersonView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, NotVisible, RuleBroken
from vpt.incidents.taxonomy import Role
from vpt.web.cases import acting, pages
from vpt.web.cases.blueprint import bp
from vpt.web.cases.finding_forms import (
    AddPersonForm,
    ClassifyForm,
    FactForm,
    IdentityForm,
    SameEventForm,
    TakeBackForm,
)
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

ONE = "/dossiers/<uuid:case_id>"


@bp.route(f"{ONE}/betrokkenen/toevoegen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def add_person(case_id: UUID) -> ResponseReturnValue:
    """Add a victim, perpetrator or witness who became known later."""
    page, now = _open_page(case_id), clock.now()
    colleagues = accounts.list_colleagues(current_actor(), now=now)
    form = AddPersonForm([(one.id, one.name) for one in colleagues], data=acting.seen(page))
    return acting.change(
        "cases/add_person.html", page, form,
        lambda: findings.add_subject(
            current_actor(), case_id, form.to_role(), form.to_person(),
            version=form.seen(), now=now,
        ),
        _("De persoon staat erbij. De stappen voor deze persoon zijn geopend."),
        "people",
    )  # fmt: skip


@bp.route(f"{ONE}/betrokkenen/<uuid:involved_id>/gegevens", methods=["GET", "POST"])
@requires(Permission.IDENTITY_SEE)
def identify(case_id: UUID, involved_id: UUID) -> ResponseReturnValue:
    """Write down who somebody is."""
    page = _open_page(case_id)
    person = _person(page, involved_id)
    form = IdentityForm(data=acting.seen(page))
    template = "cases/identify_perpetrator.html"
    if person.role != Role.PERPETRATOR:
        template = "cases/identify.html"
    return acting.change(
        template, page, form,
        lambda: findings.identify(
            current_actor(), case_id, involved_id, form.to_person(),
            version=form.seen(), now=clock.now(),
        ),
        _("De gegevens van %(who)s zijn vastgelegd.", who=person.label),
        "people",
    )  # fmt: skip


@bp.route(f"{ONE}/indeling", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def classify(case_id: UUID) -> ResponseReturnValue:
    """Correct kind and severity, with the reason."""
    page = _open_page(case_id)
    proposed = {"category": page.head.category, "severity": str(page.head.severity or "")}
    form = ClassifyForm(data=acting.seen(page) | proposed)
    return acting.change(
        "cases/classify.html", page, form,
        lambda: findings.classify(
            current_actor(), case_id, form.to_class(), str(form.reason.data),
            version=form.seen(), now=clock.now(),
        ),
        _("De indeling is aangepast. De reden staat bij Melding."),
    )  # fmt: skip


@bp.route(f"{ONE}/zelfde-voorval", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def same_event(case_id: UUID) -> ResponseReturnValue:
    """Let another case of the same event go on for both."""
    page = _open_page(case_id)
    form = SameEventForm(data=acting.seen(page))
    return acting.change(
        "cases/same_event.html", page, form,
        lambda: ending.mark_same_event(
            current_actor(), case_id, _leading(str(form.reference.data)),
            version=form.seen(), now=clock.now(),
        ),
        _("Dit dossier gaat verder in het andere dossier. De melder krijgt bericht."),
    )  # fmt: skip


@bp.route(f"{ONE}/feiten", methods=["GET", "POST"])
@requires(Permission.CASE_RECORD_PARTNER)
def facts(case_id: UUID) -> ResponseReturnValue:
    """Record a fact by hand."""
    page = _open_page(case_id)
    form = FactForm(page.hand_facts, data=acting.seen(page))
    return acting.change(
        "cases/facts.html", page, form,
        lambda: findings.record_fact(
            current_actor(), case_id, *form.to_fact(), version=form.seen(), now=clock.now()
        ),
        _("Het feit is vastgelegd. De stappen zijn bijgewerkt."),
    )  # fmt: skip


@bp.post(f"{ONE}/feiten/intrekken")
@requires(Permission.CASE_RECORD_PARTNER)
def take_back_fact(case_id: UUID) -> ResponseReturnValue:
    """Take back a fact that was not so."""
    page = _open_page(case_id)
    form = TakeBackForm(page.hand_facts)
    return acting.change(
        "cases/facts.html", page, form,
        lambda: findings.withdraw_fact(
            current_actor(), case_id, form.to_fact(), version=form.seen(), now=clock.now()
        ),
        _("Het feit is ingetrokken. De stappen zijn bijgewerkt."),
    )  # fmt: skip


def _open_page(case_id: UUID) -> CasePage:
    """Return the page of a case this person may add to; 403 when others do."""
    page = pages.fetch(case_id)
    if page.head.closed_at is not None:
        raise RuleBroken("already_closed")
    if not page.may_find:
        raise NotAllowed("not_your_part")
    return page


def _person(page: CasePage, involved_id: UUID) -> PersonView:
    found = next((one for one in page.people if one.id == involved_id), None)
    if found is None or found.has_account:
        raise NotVisible("not_found")
    return found


def _leading(reference: str) -> UUID:
    found = reach.find_by_reference(current_actor(), reference)
    if found is None:
        raise RuleBroken("leading_unknown", field="reference")
    return found.id
