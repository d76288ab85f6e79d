"""Does what a form of these pages asks for; whatever stops it keeps what was typed."""

from collections.abc import Callable, Sequence

from flask import request
from flask_babel import get_locale

from vpt.core import clock
from vpt.core.errors import RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.protocol.edits import Edit
from vpt.protocol.source import ProtocolFault
from vpt.revision import drafting, queries
from vpt.revision.models import ProtocolDraft
from vpt.web import sentences
from vpt.web.protocols import faults
from vpt.web.protocols.forms import DraftForm
from vpt.web.session import current_actor


def locale() -> str:
    """Return the language of the reader."""
    return str(get_locale())


def draft() -> ProtocolDraft:
    """Return the draft; what was posted for one that is gone is told so, anything else is 404."""
    found = queries.draft_of(current_actor())
    if found is None and request.method == "POST":
        raise StaleData("draft_gone")
    return found or queries.get_draft(current_actor())


def done(form: DraftForm, act: Callable[[], object]) -> bool:
    """Do what was posted; False when there is nothing to do or a refusal stands in the form."""
    if not form.validate_on_submit():
        return False
    try:
        with unit_of_work():
            act()
    except ProtocolFault as fault:
        form.say(faults.told(fault, _text(), locale()))
        return False
    except StaleData:
        _renew(form)
        return False
    except RuleBroken as refusal:
        _refuse(form, refusal, _text())
        return False
    return True


def edited(form: DraftForm, found: ProtocolDraft, edits: Callable[[], Sequence[Edit]]) -> bool:
    """Carry out what a form of the draft asks for; False when there is nothing to do, or refused.

    What a colleague changed meanwhile comes first: nothing is done on a draft nobody saw.
    """
    if not form.validate_on_submit():
        return False
    asked, text = edits(), found.text
    if form.seen() == found.revision:
        try:
            text = drafting.carry_out(text, asked)
        except ProtocolFault as fault:
            form.say(faults.told(fault, found.text, locale()))
            return False
        except RuleBroken as refusal:
            _refuse(form, refusal, found.text)
            return False
    what, now = drafting.told(asked), clock.now()
    return done(
        form,
        lambda: drafting.rewrite(current_actor(), text, what, revision=form.seen(), now=now),
    )


def _refuse(form: DraftForm, refusal: RuleBroken, text: str) -> None:
    """Put a refusal at its field or above the form, with steps by their titles."""
    steps = refusal.details.get("steps")
    if isinstance(steps, tuple):
        titles = faults.step_titles(text, locale())
        named = ", ".join(f"“{titles.get(key, key)}”" for key in steps)
        refusal = RuleBroken(refusal.code, **{**refusal.details, "steps": named})
    if not form.refuse(refusal):
        form.say(sentences.of(refusal))


def status(form: DraftForm) -> int:
    """Return what to answer with a form that is shown (again)."""
    if form.is_stale:
        return 409
    return 422 if request.method == "POST" or form.errors else 200


def _renew(form: DraftForm) -> None:
    """Let what was typed be sent again, now that its writer sees what a colleague did."""
    form.is_stale = True
    form.revision.data = str(draft().revision)


def _text() -> str:
    found = queries.draft_of(current_actor())
    return found.text if found else ""
