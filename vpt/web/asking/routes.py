"""/ketenpartners/openstaand: what partners owe an answer, and the button to ask them now."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts.rules import is_local_path
from vpt.answers import ageing, asking, asking_labels, totals
from vpt.answers.ageing import Wanted
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.partners import labels as partner_labels
from vpt.partners import queries as partners
from vpt.partners.rules import Party
from vpt.web import moments, sentences
from vpt.web.cases import pages
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.navigation import Item
from vpt.web.session import current_actor

bp = Blueprint("asking", __name__)
ALL = "/ketenpartners/openstaand"
PRINTED = 500
"""Questions on one printed list."""
ASKED = (Party.POLICE, Party.PROSECUTION, Party.MUNICIPALITY)
ITEMS = (
    Item(
        title=lazy_gettext("Wacht op partners"), endpoint="asking.index", icon="clock", place=69,
        permissions=(Permission.CASE_RECORD_PARTNER,), covers=("asking.printed",),
    ),
)  # fmt: skip


@bp.get(ALL)
@requires(Permission.CASE_RECORD_PARTNER)
def index() -> ResponseReturnValue:
    """Show what is open, oldest first, and how each partner answers as a rule."""
    wanted, actor, now = _wanted(), current_actor(), clock.now()
    officers = ageing.officers_of(actor)
    listed = ageing.open_list(actor, wanted, officers, after=request.args.get("na"), now=now)
    known = partners.partners(actor)
    return render_template(
        "asking/index.html",
        listed=listed,
        totals=totals.by_partner(actor, officers, known, now=now),
        tabs=_tabs(wanted),
        chosen=officers.get(wanted.officer_id) if wanted.officer_id else None,
        here=request.full_path.rstrip("?"),
        next_url=pages.further(listed.after),
        first_url=pages.back_to_first(),
        may_ask=actor.may(Permission.CASE_SHARE),
        **_words(),
    )


@bp.get(f"{ALL}/afdrukken")
@requires(Permission.CASE_RECORD_PARTNER)
def printed() -> ResponseReturnValue:
    """Show the same on paper, to take along to a talk with a partner."""
    wanted, actor, now = _wanted(), current_actor(), clock.now()
    officers = ageing.officers_of(actor)
    listed = ageing.open_list(actor, wanted, officers, limit=PRINTED, now=now)
    return render_template(
        "asking/printed.html",
        listed=listed,
        chosen=officers.get(wanted.officer_id) if wanted.officer_id else None,
        party=wanted.party,
        now=now,
        **_words(),
    )


@bp.post("/dossiers/<uuid:case_id>/stappen/<uuid:step_id>/vraag-nu")
@requires(Permission.CASE_SHARE)
def ask_now(case_id: UUID, step_id: UUID) -> ResponseReturnValue:
    """Ask the partner of a waiting step at once, and go back to where the button was."""
    try:
        with unit_of_work():
            asking.ask_now(current_actor(), case_id, step_id, now=clock.now())
    except RuleBroken as refusal:
        flash(sentences.of(refusal), "warning")
    else:
        flash(
            _("De vraag is gesteld. Zonder antwoord vragen we het over 28 dagen weer."), "success"
        )
    target = request.form.get("naar", "")
    return redirect(target if is_local_path(target) else url_for("asking.index"))


def _wanted() -> Wanted:
    """Return what the address asks for; what makes no sense counts as nothing."""
    party = request.args.get("partij", "")
    try:
        officer_id = UUID(request.args.get("bij", ""))
    except ValueError:
        officer_id = None
    return Wanted(party=party if party in set(ASKED) else "", officer_id=officer_id)


def _tabs(wanted: Wanted) -> list[dict[str, object]]:
    named = [("", _("Alle partners")), *((one, _(partner_labels.PARTY[one])) for one in ASKED)]
    return [
        {
            "title": title,
            "url": url_for("asking.index", partij=party or None),
            "current": party == wanted.party and wanted.officer_id is None,
        }
        for party, title in named
    ]


def _words() -> dict[str, Any]:
    return {
        "questions": asking_labels.QUESTION,
        "hindrances": asking_labels.HINDRANCE,
        "parties": partner_labels.PARTY,
        "moments": moments,
        "local": moments.LOCAL,
    }
