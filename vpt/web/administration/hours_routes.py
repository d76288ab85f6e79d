"""/beheer/werktijden: office hours and closing days, with what they do to terms."""

from collections.abc import Mapping
from datetime import date, datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.accounts import hours, queries
from vpt.cases import protocols
from vpt.core import clock, officehours
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.core.worktime import WorkCalendar
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.web import moments
from vpt.web.administration import closingdays, saving, showing, terms
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.administration.forms import BackForm, HoursForm
from vpt.web.administration.saving import Result
from vpt.web.administration.showing import Back, Row
from vpt.web.administration.words import DAY
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor
from vpt.web.telling_history import told

PAGE = f"{ALL}/werktijden"
FIELDS: Mapping[str, str] = {
    "office_hours": lazy_gettext("Openingstijden"),
    "closing_days": lazy_gettext("Dagen waarop jullie dicht zijn"),
    "liberation_day_free": lazy_gettext("5 mei"),
    "good_friday_free": lazy_gettext("Goede Vrijdag"),
}
LINES: Mapping[str, str] = {**DAY, **{name: FIELDS[name] for name in list(FIELDS)[1:]}}
"""What is shown line by line: every weekday, and the rest."""


@bp.route(PAGE, methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def working_hours() -> ResponseReturnValue:
    """Show when the organisation works, and change it after seeing what it does to terms."""
    number, kept = _number(), _kept()
    form = HoursForm.of(kept, number)
    result = saving.attempt(
        form,
        lambda: officehours.write(hours.checked(form.to_hours())),
        lambda: _store(hours.checked(form.to_hours()), Seen(number=form.seen())),
    )
    if result is Result.SAVED:
        flash(_("De werktijden zijn bewaard. Ze gelden voor termijnen die nu beginnen."), "success")
        return redirect(url_for("administration.working_hours"))
    if result is Result.STALE:
        number, kept = _number(), _kept()
        form.version.data = str(number)
    return _page(form, kept, result), saving.status(result)


@bp.route(f"{PAGE}/versies/<int:number>", methods=["GET", "POST"])
@requires(Permission.CONFIGURE)
def working_hours_version(number: int) -> ResponseReturnValue:
    """Show how the hours were, and put them back."""
    row = history.get(current_actor().organisation_id, Kind.HOURS, number)
    old, form = hours.from_content(row.content), BackForm()
    result = saving.put_back(form, lambda: _store(old, Seen(number=form.seen(), back_to=number)))
    if result is Result.SAVED:
        flash(_("Dit is teruggezet: zo is het vanaf nu weer."), "success")
        return redirect(url_for("administration.working_hours"))
    form.version.data = str(_number())
    back = Back(
        set_at=row.set_at if row.number else None,
        rows=_differences(_kept(), old),
        consequences=_consequences(_kept(), old),
        url=url_for("administration.working_hours"),
        title=_("Werktijden"),
    )
    return showing.version_page(form, result, back)


def _store(new: WorkCalendar, seen: Seen) -> None:
    hours.change(current_actor(), new, seen, now=clock.now())


def _page(form: HoursForm, kept: WorkCalendar, result: Result) -> str:
    now, organisation_id = clock.now(), current_actor().organisation_id
    new = hours.checked(form.to_hours()) if result is Result.LOOKED else kept
    return render_template(
        "administration/working_hours.html",
        form=form,
        result=result,
        days=DAY,
        present=showing.lines(LINES, _flat(kept)),
        rows=_differences(kept, new),
        consequences=_consequences(kept, new),
        samples=_samples(kept, new, now),
        history=told(
            history.list_versions(organisation_id, Kind.HOURS),
            FIELDS,
            lambda number: url_for("administration.working_hours_version", number=number),
            now=now,
        ),
    )


def _samples(old: WorkCalendar, new: WorkCalendar, now: datetime) -> list[terms.Sample]:
    if old == new:
        return []
    try:
        protocol = protocols.current(current_actor().organisation_id, now=now).protocol
    except RuleBroken:
        return []  # nothing is adopted yet, so there are no terms
    return terms.samples(protocol, old, new, now=now)


def _differences(old: WorkCalendar, new: WorkCalendar) -> list[Row]:
    return showing.differences(LINES, _flat(old), _flat(new))


def _flat(calendar: WorkCalendar) -> dict[str, str]:
    """Return a calendar as words per line."""
    said = {
        name: _("%(start)s tot %(end)s", start=f"{day[0]:%H:%M}", end=f"{day[1]:%H:%M}")
        if day
        else _("Dicht")
        for name, day in zip(officehours.WEEK, calendar.office_hours, strict=True)
    }
    return {
        **said,
        "closing_days": _stretches(calendar.closing_days),
        "liberation_day_free": _("Dicht") if calendar.liberation_day_free else _("Open"),
        "good_friday_free": _("Dicht") if calendar.good_friday_free else _("Open"),
    }


def _stretches(days: frozenset[date]) -> str:
    return ", ".join(
        moments.day(first)
        if first == last
        else _("%(first)s t/m %(last)s", first=moments.day(first), last=moments.day(last))
        for first, last in closingdays.stretches(days)
    )


def _consequences(old: WorkCalendar, new: WorkCalendar) -> list[str]:
    """Return in words what changes for others."""
    if officehours.write(old) == officehours.write(new):
        return []
    added = _stretches(new.closing_days - old.closing_days)
    gone = _stretches(old.closing_days - new.closing_days)
    return [
        *([_("Erbij: dicht op %(days)s.", days=added)] if added else []),
        *([_("Eraf: weer open op %(days)s.", days=gone)] if gone else []),
        _("Dit geldt voor stappen die vanaf nu opengaan, ook in dossiers die al lopen."),
        _("Stappen die al open staan, houden de termijn die ze hebben."),
        _("Wettelijke termijnen en termijnen in gewone dagen, weken of maanden veranderen niet."),
    ]


def _kept() -> WorkCalendar:
    return hours.current(queries.get_organisation(current_actor()))


def _number() -> int:
    return history.newest_number(current_actor().organisation_id, Kind.HOURS)
