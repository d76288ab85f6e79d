"""The tab about damage, its items, the ledger, and the statement that goes along."""

from typing import Any
from uuid import UUID

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from vpt.cases import queries as cases
from vpt.cases.rules import Part
from vpt.cases.views import CasePage
from vpt.claims import ledger, queries, service, statement
from vpt.claims.views import EntryView, ItemView
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible
from vpt.documents import issued
from vpt.documents.models import IssuedDocument
from vpt.partners.disclosure import Profile
from vpt.web.cases import acting, pages
from vpt.web.claims import showing
from vpt.web.claims.blueprint import bp
from vpt.web.claims.forms import (
    CorrectForm,
    EntryForm,
    ItemForm,
    RemoveForm,
    StatementForm,
    filled,
)
from vpt.web.claims.showing import Parties
from vpt.web.documents import issuing, words
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

TAB = "claims"
ONE = "/dossiers/<uuid:case_id>/schade"


@bp.get(ONE)
@requires(Permission.CASE_READ)
def index(case_id: UUID) -> ResponseReturnValue:
    """Show the damage of a case: to the manager what it adds up to, to HR and coordinator all."""
    return _index(case_id, StatementForm())


@bp.route(f"{ONE}/toevoegen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def add(case_id: UUID) -> ResponseReturnValue:
    """Put an item on the list."""
    page = _desk(case_id, Part.EVIDENCE)
    form = _item_form(page, acting.seen(page))
    return acting.change(
        "claims/item.html", page, form,
        lambda: service.add_item(
            current_actor(), case_id, form.to_item(), version=form.seen(), now=clock.now()
        ),
        _("De schadepost staat op de lijst."),
        TAB,
    )  # fmt: skip


@bp.route(f"{ONE}/<uuid:damage_id>", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def change(case_id: UUID, damage_id: UUID) -> ResponseReturnValue:
    """Correct an item."""
    page = _desk(case_id, Part.EVIDENCE)
    item = _item(case_id, damage_id)
    form = _item_form(page, filled(item) | acting.seen(page))
    return acting.change(
        "claims/item.html", page, form,
        lambda: service.change_item(
            current_actor(), case_id, damage_id, form.to_item(),
            version=form.seen(), now=clock.now(),
        ),
        _("De schadepost is aangepast."),
        TAB,
    )  # fmt: skip


@bp.route(f"{ONE}/<uuid:damage_id>/verwijder", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def remove(case_id: UUID, damage_id: UUID) -> ResponseReturnValue:
    """Take an item off the list, after asking."""
    page = _desk(case_id)
    item, form = _item(case_id, damage_id), RemoveForm(data=acting.seen(page))
    form.beside = lambda page: {"item": showing.item(item, Parties(page))}
    return acting.change(
        "claims/remove.html", page, form,
        lambda: service.remove_item(
            current_actor(), case_id, damage_id, version=form.seen(), now=clock.now()
        ),
        _("De schadepost staat niet meer op de lijst."),
        TAB,
    )  # fmt: skip


@bp.route(f"{ONE}/boeken", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def book(case_id: UUID) -> ResponseReturnValue:
    """Book what was awarded or received."""
    page, actor = _desk(case_id), current_actor()
    parties = Parties(page)
    items = queries.list_items(actor, case_id, queries.around(actor, case_id))
    offered = (parties.choices(), showing.choices(items, parties))
    form = EntryForm(*offered, data=acting.seen(page))
    return acting.change(
        "claims/book.html", page, form,
        lambda: ledger.book(
            actor, case_id, form.to_entry(), version=form.seen(), now=clock.now()
        ),
        _("Geboekt."),
        TAB,
    )  # fmt: skip


@bp.route(f"{ONE}/boeken/<uuid:entry_id>", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def correct(case_id: UUID, entry_id: UUID) -> ResponseReturnValue:
    """Meet a mistaken line of the ledger by its opposite."""
    page = _desk(case_id)
    form = CorrectForm(data=acting.seen(page))
    line = _entry(case_id, entry_id)
    form.beside = lambda page: {"line": showing.entry(line, Parties(page), "")}
    return acting.change(
        "claims/correct.html", page, form,
        lambda: ledger.correct(
            current_actor(), case_id, entry_id, str(form.reason.data),
            version=form.seen(), now=clock.now(),
        ),
        _("De regel is tegengeboekt. De oude regel blijft staan."),
        TAB,
    )  # fmt: skip


@bp.post(f"{ONE}/schadestaat")
@requires(Permission.DOCUMENT_ISSUE)
def issue_statement(case_id: UUID) -> ResponseReturnValue:
    """Make the damage statement for a reader, unless nothing changed."""
    form = StatementForm()
    if not form.validate_on_submit():
        return _index(case_id, form), 422
    now = clock.now()
    request = statement.prepare(current_actor(), case_id, form.to_profile(), now=now)
    row, is_new = issuing.issue_request(request, now=now)
    made = _("De schadestaat is gemaakt: versie %(number)s.", number=row.version)
    issuing.tell(row, made, is_new=is_new)
    return redirect(url_for("claims.index", case_id=case_id, _anchor="schadestaat"))


@bp.get(f"{ONE}/schadestaat/<uuid:document_id>")
@requires(Permission.DOCUMENT_ISSUE)
def download(case_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """Return a damage statement exactly as it was issued."""
    actor = current_actor()
    case = cases.get(actor, case_id)

    def find() -> IssuedDocument:
        statement.ensure_reader(actor, case_id)
        row = issued.get(actor, case_id, document_id)
        if row.kind != statement.KIND or row.profile == Profile.VICTIM:
            raise NotVisible("not_found")
        return row

    return issuing.send(case.reference, find)


def _index(case_id: UUID, form: StatementForm) -> str:
    page = pages.fetch(case_id)
    papers = [
        row
        for row in issued.list_of_case(current_actor(), case_id)
        if row.kind == statement.KIND and row.profile != Profile.VICTIM
    ]
    return pages.render(
        "claims/index.html", page, TAB, form=form, papers=papers, paper=words,
        **showing.overview(page),
    )  # fmt: skip


def _desk(case_id: UUID, *parts: Part) -> CasePage:
    page = pages.fetch(case_id, *parts)
    showing.ensure_desk(page)
    return page


def _item_form(page: CasePage, data: dict[str, Any]) -> ItemForm:
    files = [(str(one.id), f"{one.number} {one.title}".strip()) for one in page.evidence]
    return ItemForm(Parties(page).choices(), files, data=data)


def _item(case_id: UUID, damage_id: UUID) -> ItemView:
    actor = current_actor()
    items = queries.list_items(actor, case_id, queries.around(actor, case_id))
    found = next((one for one in items if one.id == damage_id), None)
    if found is None:
        raise NotVisible("not_found")
    return found


def _entry(case_id: UUID, entry_id: UUID) -> EntryView:
    lines = queries.ledger(current_actor(), case_id).entries
    found = next((one for one in lines if one.id == entry_id), None)
    if found is None:
        raise NotVisible("not_found")
    return found
