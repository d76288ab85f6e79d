"""The answer form on the page of a share: drawn and applied by the room of answers."""

from datetime import datetime

from werkzeug.datastructures import MultiDict

from vpt.answers import giving
from vpt.outcomes.rules import Via
from vpt.sharing import receiving
from vpt.sharing.models import Share
from vpt.sharing.rules import Door, Reader
from vpt.web.answers.forms import AnswerForm, answers_form

VIA = {Door.LINK: Via.LINK, Door.ACCOUNT: Via.ACCOUNT}


def form_for(share: Share, typed: MultiDict[str, str] | None) -> AnswerForm | None:
    """Return the form with one part per question, filled with what was typed; None asks nothing."""
    return answers_form(share, typed) if share.asks else None


def give(share: Share, form: AnswerForm, reader: Reader, *, now: datetime) -> None:
    """Pass the answers on.

    Who answers takes the file into treatment. Raises RuleBroken for what cannot be an answer.
    """
    receiving.accept(share, reader, now=now, quietly=True)
    giving.give(
        share,
        form.given(),
        via=VIA[reader.door],
        user_id=reader.user_id,
        key=form.to_key(),
        now=now,
    )
