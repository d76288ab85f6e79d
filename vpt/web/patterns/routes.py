"""The tab that shows what a case hangs together with, and what people do there."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.cases import queries as cases
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotAllowed, RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.infra.db import unit_of_work
from vpt.patterns import dossier, labels, queries, service
from vpt.patterns.queries import Bundle
from vpt.patterns.rules import LINKERS
from vpt.web import moments, sentences
from vpt.web.cases import acting, pages, words
from vpt.web.documents import issuing
from vpt.web.documents import words as papers
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.patterns.forms import DossierForm, LinkForm, UnlinkForm
from vpt.web.rooms import CaseTab
from vpt.web.session import current_actor

bp = Blueprint("patterns", __name__)

TAB = "/dossiers/<uuid:case_id>/samenhang"


def _is_shown(page: CasePage) -> bool:
    """Show the tab to who may make a link, and to others when there is one."""
    if not page.sees_file:
        return False
    return bool(page.hats & LINKERS) or queries.has_links(current_actor(), page.head.id)


TABS = (
    CaseTab(
        key="patterns",
        title=lazy_gettext("Samenhang"),
        endpoint="patterns.index",
        place=35,
        is_shown=_is_shown,
    ),
)


@bp.get(TAB)
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show the cases that hang together with this one, as far as the reader may know of them."""
    return _page(case_id, DossierForm())


@bp.route(f"{TAB}/koppel", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def link(case_id: UUID) -> ResponseReturnValue:
    """Link the case to another one."""
    page = _fetch(case_id)
    form = LinkForm(data=acting.seen(page))
    return acting.change(
        "patterns/link.html", page, form,
        lambda: service.link(
            current_actor(), case_id, form.to_link(), version=form.seen(), now=clock.now()
        ),
        _("Gekoppeld. Bij beide dossiers staat wie dit deed en waarom."),
        "patterns",
    )  # fmt: skip


@bp.route(f"{TAB}/<uuid:link_id>/weg", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def unlink(case_id: UUID, link_id: UUID) -> ResponseReturnValue:
    """Take a link away, with a reason."""
    page = _fetch(case_id)
    row = queries.get_link(current_actor(), case_id, link_id)
    form = UnlinkForm(data=acting.seen(page))
    return acting.change(
        "patterns/unlink.html", page, form,
        lambda: service.unlink(
            current_actor(), case_id, row.id, str(form.reason.data),
            version=form.seen(), now=clock.now(),
        ),
        _("De koppeling is weg. Dat die er was, blijft in beide dossiers staan."),
        "patterns",
    )  # fmt: skip


@bp.post(f"{TAB}/patroondossier")
@requires(Permission.DOCUMENT_ISSUE)
def issue(case_id: UUID) -> ResponseReturnValue:
    """Issue the pattern dossier of what the reader may know of the bundle."""
    form = DossierForm()
    if not form.validate_on_submit():
        return _page(case_id, form), 422
    actor, now, profile = current_actor(), clock.now(), form.to_profile()
    try:
        prepared = dossier.prepare(actor, case_id, profile, now=now)
    except RuleBroken as refusal:
        form.profile.errors = [sentences.of(refusal)]
        return _page(case_id, form), 422
    row, is_new = issuing.issue_request(prepared.request, now=now)
    with unit_of_work():
        service.tell_others(actor, case_id, prepared.cases, profile, now=now)
        service.keep_contents(actor, row.id, prepared.cases)
    made = _("Het patroondossier is gemaakt: versie %(number)s.", number=row.version)
    issuing.tell(row, made, is_new=is_new)
    return redirect(url_for("patterns.index", case_id=case_id))


@bp.get(f"{TAB}/patroondossier/<uuid:document_id>")
@requires(Permission.DOCUMENT_ISSUE)
def download(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return a pattern dossier to who may follow every case in it."""
    actor = current_actor()
    case = cases.get(actor, case_id)
    return issuing.send(
        case.reference, lambda: queries.get_dossier(actor, case_id, document_id)
    )  # fmt: skip


def _fetch(case_id: UUID) -> CasePage:
    """Return the page of a case for who may link it; whoever only follows it gets no form."""
    page = pages.fetch(case_id)
    if not page.hats & LINKERS:
        raise NotAllowed("not_your_part")
    return page


def _page(case_id: UUID, form: DossierForm) -> str:
    page, actor = pages.fetch(case_id), current_actor()
    bundle = queries.bundle(actor, case_id)
    return pages.render(
        "patterns/index.html",
        page,
        "patterns",
        form=form,
        bundle=bundle,
        line=_line(bundle),
        may_link=bool(page.hats & LINKERS),
        may_issue=actor.may(Permission.DOCUMENT_ISSUE) and actor.may(Permission.IDENTITY_SEE),
        labels=labels,
        rows=queries.list_dossiers(actor, case_id),
        kinds=KINDS,
        papers=papers,
    )


def _line(bundle: Bundle) -> list[dict[str, object]]:
    """Return the cases of the bundle as the kit's process steps take them."""
    return [
        {
            "state": "current" if one.is_this else "done" if one.is_closed else "todo",
            "title": one.reference,
            "date": moments.moment(one.occurred_at),
            "text": " · ".join(part for part in (one.summary, one.location) if part),
            "badge": _("Dit dossier") if one.is_this else words.category(one.category),
            "badge_kind": "info" if one.is_this else "neutral",
            "url": "" if one.is_this else url_for("patterns.index", case_id=one.id),
        }
        for one in bundle.cases
    ]
