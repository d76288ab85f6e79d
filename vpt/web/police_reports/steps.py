"""What the pages of these steps share: finding the step, its frame, and a file that comes along."""

from collections.abc import Callable, Mapping
from typing import Any

from flask.typing import ResponseReturnValue

from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.police_reports import labels, queries, readiness
from vpt.police_reports.queries import PeopleTold
from vpt.police_reports.readiness import Check
from vpt.web.i18n import translated as _
from vpt.web.police_reports.chain_forms import FileForm
from vpt.web.police_reports.forms import OutcomeForm

TAB = "police_reports"


def show(form: OutcomeForm, step: StepView, **shown: Any) -> OutcomeForm:
    """Give a form what its page shows around it."""
    form.shown = {"step": step, **shown}
    return form


def checks(page: CasePage, people: PeopleTold, details: Mapping[str, str]) -> tuple[Check, ...]:
    """Return what a usable report of this case needs, and whether it is there."""
    told = queries.told(page, people, details)
    return readiness.check(queries.suggested(page), told)


def need(check: Check) -> tuple[str, str]:
    """Return the words of something a report needs, and why."""
    title, why = labels.NEED[check.need]
    return _(title), _(why)


def with_file(form: FileForm, run: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Run a change whose form may bring a file; the file stays only when the change was made."""
    try:
        answer = run()
    except BaseException:
        form.discard()
        raise
    if isinstance(answer, tuple):
        form.discard()
    elif form.received is not None:
        form.received.settle()
    return answer
