"""What the report page shows besides the form: places, colleagues, files, the key of its draft."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import current_app, render_template, url_for
from flask_babel import format_datetime
from flask_babel import gettext as _
from wtforms import Field

from vpt.accounts import queries as accounts
from vpt.accounts.models import Location
from vpt.accounts.places import Place, place_of
from vpt.core import clock
from vpt.core.actor import Actor, Role
from vpt.core.settings import Settings
from vpt.incidents import attachments, drafts, labels, queries, taxonomy
from vpt.incidents.drafts import Values
from vpt.incidents.evidence import Draft, Evidence
from vpt.web.incidents import pages
from vpt.web.incidents.forms import ReportForm
from vpt.web.incidents.pages import PageKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled report page: what was typed, by which page, into which draft."""

    values: Values
    page: PageKey
    draft: Draft | None = None
    problems: Sequence[str] = field(default=())
    """Sentences about files that could not be taken in."""
    notice: str = ""


def form_of(values: Values) -> ReportForm:
    """Return the form with only the posted places and colleagues to choose from.

    Whether these exist is for the service to say; `page` offers the whole lists.
    """
    posted = {
        name: [(text, text) for text in ["", *values.get(name, [])]]
        for name in ("location", "colleague")
    }
    return ReportForm.of(values, posted)


def page(actor: Actor, form: ReportForm, filled: Filled) -> str:
    """Return the report page."""
    every = accounts.list_locations(actor)
    form.location.choices = _locations(actor, every)
    form.colleague.choices = _colleagues(actor)
    is_colleague = form.is_colleague
    return render_template(
        "incidents/report.html",
        form=form,
        problems=Problems(form, filled.problems),
        page_key=filled.page.seal(),
        hidden=pages.hidden(filled.values),
        draft=filled.draft,
        notice=filled.notice,
        files=files_of(actor, filled.draft),
        others=_others(actor, filled.draft),
        place=_chosen(every, filled.values),
        category_notes={str(code): _(words) for code, words in labels.CATEGORY_NOTE.items()},
        groups=[(category, taxonomy.SUBTYPES[category]) for category in labels.CATEGORY],
        labels=labels,
        counsellors=_counsellors(actor),
        is_colleague=is_colleague,
        upload_count=settings().upload_count,
        upload_mb=settings().upload_limit // 1024**2,
    )


def files_of(actor: Actor, draft: Draft | None) -> list[Evidence]:
    """Return the files of a draft."""
    return attachments.list_of(actor.organisation_id, draft.id) if draft else []


def saved_at(draft: Draft) -> str:
    """Return when a draft was kept, as people say it."""
    return str(format_datetime(draft.saved_at, "d MMMM HH:mm"))


def settings() -> Settings:
    """Return the settings of this installation."""
    found: Settings = current_app.extensions["vpt_settings"]
    return found


class Problems:
    """The fields with an error as the summary wants them: repeated groups laid flat."""

    def __init__(self, form: ReportForm, files: Sequence[str] = ()) -> None:
        if files:
            form.files.errors = [*form.files.errors, *files]
        self._fields = [field for field in form.leaves() if field.errors]
        self.form_errors = list(form.form_errors)
        self.errors = bool(self._fields or self.form_errors)

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields)


def _colleagues(actor: Actor) -> list[tuple[str, str]]:
    found = accounts.list_colleagues(actor, now=clock.now())
    others = [(str(user.id), user.name) for user in found if user.id != actor.id]
    return [("", _("Mijzelf")), *others]


def _locations(
    actor: Actor, found: Sequence[Location]
) -> list[tuple[str, str]] | dict[str, list[tuple[str, str]]]:
    every = {row.id: row.name for row in found}
    recent: list[UUID] = [key for key in queries.list_recent_locations(actor) if key in every]
    rest = [(str(key), name) for key, name in every.items() if key not in recent]
    first = [("", _("Kies een locatie"))]
    if not recent:
        return [*first, *rest]
    last = [(str(key), every[key]) for key in recent]
    return {_("Laatst gebruikt"): [*first, *last], _("Alle locaties"): rest}


def _chosen(every: Sequence[Location], values: Values) -> Place | None:
    """Return the place that was chosen before, e.g. by its QR code, with the help that is there."""
    chosen = next(iter(values.get("location", ())), "")
    return next((place_of(one) for one in every if str(one.id) == chosen), None)


def _others(actor: Actor, shown: Draft | None) -> list[dict[str, str]]:
    """Return the other own drafts, so that none is out of sight."""
    return [
        {"url": url_for("incidents.report", concept=draft.id), "title": saved_at(draft)}
        for draft in drafts.list_open(actor, now=clock.now())
        if shown is None or draft.id != shown.id
    ]


def _counsellors(actor: Actor) -> list[str]:
    found = accounts.list_with_role(actor.organisation_id, [Role.COUNSELLOR], now=clock.now())
    return [user.name for user in found]
