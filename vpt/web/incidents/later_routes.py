"""After sending: what happens now, what is added later, and looking at evidence."""

from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _

from vpt.accounts import locations
from vpt.accounts import queries as accounts
from vpt.accounts.places import Place, place_of
from vpt.cases import queries as cases
from vpt.cases import reach
from vpt.core import clock
from vpt.core.actor import Actor, Permission, Role
from vpt.core.errors import NotVisible, RuleBroken
from vpt.incidents import attachments, drafts, filetypes, queries, service, words
from vpt.incidents.evidence import Evidence
from vpt.incidents.models import Incident
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.incidents import keeping, showing
from vpt.web.incidents.blueprint import bp
from vpt.web.incidents.forms import AdditionForm
from vpt.web.session import current_actor

UNPROCESSABLE = 422
SUFFIX = {
    kind.media_type: kind.suffix
    for kind in vars(filetypes).values()
    if isinstance(kind, filetypes.FileType)
}


@bp.get("/melden/klaar/<uuid:incident_id>")
@requires(Permission.INCIDENT_REPORT)
def sent(incident_id: UUID) -> ResponseReturnValue:
    """Say what happens now, with whom, by when, and where help is."""
    actor, now = current_actor(), clock.now()
    incident = queries.get(actor, incident_id)
    handler = reach.get_own(actor, incident_id).assignee_id
    return render_template(
        "incidents/sent.html",
        incident=incident,
        handler=accounts.names([handler]).get(handler, "") if handler else "",
        steps=cases.next_steps_for_reporter(actor, incident_id, now=now, locale=str(get_locale())),
        help_lines=_help(actor),
        place=_place(actor, incident.location_id),
        addition=AdditionForm(),
    )


@bp.post("/meldingen/<uuid:incident_id>/aanvulling")
@requires(Permission.INCIDENT_OWN)
def add(incident_id: UUID) -> ResponseReturnValue:
    """Add text and files to an own incident; a bad file does not stop the rest."""
    actor, form = current_actor(), AdditionForm(request.form)
    incident = queries.get(actor, incident_id)
    form.files.errors = _add_files(actor, incident)
    text = words.clean(request.form.get("text"))
    try:
        if text or not keeping.has_files():
            with unit_of_work():
                service.add_addendum(actor, incident, text, now=clock.now())
    except RuleBroken as refusal:
        form.text.errors = [sentences.of(refusal)]
    else:
        form.text.data = ""
    if form.errors:
        page = render_template("incidents/addition.html", incident=incident, addition=form)
        return page, UNPROCESSABLE
    flash(_("Je aanvulling is toegevoegd."), "success")
    return redirect(url_for("reports.show", case_id=incident.id))


add.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


@bp.get("/bewijs/<uuid:evidence_id>/beeld")
@requires(Permission.INCIDENT_OWN, Permission.EVIDENCE_SEE)
def picture(evidence_id: UUID) -> ResponseReturnValue:
    """Show the re-encoded image; seeing it is written in its chain of custody."""
    actor = current_actor()
    row = _within_reach(actor, evidence_id)
    file = attachments.stored(row, preview=True)
    with unit_of_work():
        attachments.note(actor, row, "viewed", now=clock.now())
    response = Response(attachments.content(file), mimetype="image/jpeg")
    return as_file(response, disposition="inline")


@bp.get("/bewijs/<uuid:evidence_id>/bestand")
@requires(Permission.INCIDENT_OWN, Permission.EVIDENCE_SEE)
def original(evidence_id: UUID) -> ResponseReturnValue:
    """Download the original under a neutral name; written in its chain of custody."""
    actor = current_actor()
    row = _within_reach(actor, evidence_id)
    file = attachments.stored(row)
    with unit_of_work():
        attachments.note(actor, row, "downloaded", now=clock.now())
    response = Response(attachments.content(file), mimetype=file.media_type)
    name = f"bewijs-{row.id.hex[-8:]}.{SUFFIX.get(file.media_type, 'bin')}"
    response.content_length = file.size
    return as_file(response, name)


def _within_reach(actor: Actor, evidence_id: UUID) -> Evidence:
    """Return evidence of an own draft, an own incident, or a case one handles."""
    row = attachments.find(actor.organisation_id, evidence_id)
    for find in (queries.get, drafts.get):
        try:
            find(actor, row.subject_id)
        except NotVisible:
            continue
        return row
    if not actor.may(Permission.EVIDENCE_SEE):
        raise NotVisible("not_found")
    reach.get(actor, row.subject_id)
    return row


def _place(actor: Actor, location_id: UUID | None) -> Place | None:
    """Return where it happened with the help that is there, when it is a place of ours."""
    return place_of(locations.get(actor, location_id)) if location_id else None


def _help(actor: Actor) -> list[tuple[str, str]]:
    """Return where help is: the employer's own text, and people by role."""
    own = accounts.get_organisation(actor).help_text
    lines = [(_("Van je werkgever"), own)] if own else []
    for role, label in (
        (Role.SUPPORT_TEAM, _("Opvangteam")),
        (Role.COUNSELLOR, _("Vertrouwenspersoon")),
    ):
        people = accounts.list_with_role(actor.organisation_id, [role], now=clock.now())
        if people:
            lines.append((label, ", ".join(person.name for person in people)))
    return lines


def _add_files(actor: Actor, incident: Incident) -> list[str]:
    most = showing.settings().upload_count
    room = most - attachments.count(actor.organisation_id, incident.id)
    taken, problems = keeping.take_files(request.files.getlist("files"), room)
    for received in taken:
        try:
            with unit_of_work():
                service.add_evidence(actor, incident, received, most=most, now=clock.now())
        except RuleBroken as refusal:  # somebody else added files at the same moment
            received.discard()
            problems.append(sentences.of(refusal))
        else:
            received.settle()
    return problems
