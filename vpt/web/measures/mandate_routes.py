"""Who may impose which measure: giving and taking back mandates."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, lazy_gettext
from wtforms import Field, SelectField
from wtforms.validators import InputRequired, Optional

from vpt.accounts import queries as accounts
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import RuleBroken
from vpt.infra.db import unit_of_work
from vpt.measures import labels, ladder, mandating, queries
from vpt.measures.mandating import Grant
from vpt.web import moments, sentences
from vpt.web.cases.forms import CHOOSE, SpokenForm
from vpt.web.guards import requires
from vpt.web.i18n import translated as _
from vpt.web.incidents.parts import choices_of
from vpt.web.measures.blueprint import bp
from vpt.web.measures.reaction_forms import day, ensure_sane
from vpt.web.session import current_actor


class MandateForm(SpokenForm):
    """A mandate for a role."""

    role = SelectField(lazy_gettext("Welke rol?"), validators=[InputRequired(CHOOSE)])
    level_to = SelectField(
        lazy_gettext("Tot en met welke maatregel?"), validators=[InputRequired(CHOOSE)]
    )
    unit = SelectField(lazy_gettext("Waar?"), validators=[Optional()])
    valid_from = day(lazy_gettext("Vanaf"), required=True)
    valid_until = day(lazy_gettext("Tot en met"), required=True)

    def __init__(self, units: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        locale = str(get_locale())
        self.role.choices = choices_of(labels.MANDATE_ROLE)
        self.level_to.choices = [
            (str(one.level), f"{one.level} · {one.named(locale)}")
            for one in ladder.own_rungs()
            if not one.by_handler
        ]
        listed = [(str(one), name) for one, name in units]
        self.unit.choices = [("", _("In de hele organisatie")), *listed]

    def validate_valid_from(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def validate_valid_until(self, field: Field) -> None:
        """Refuse a date nobody can mean."""
        ensure_sane(field)

    def to_grant(self) -> Grant:
        """Hand over the mandate."""
        return Grant(
            role=str(self.role.data),
            level_to=int(self.level_to.data),
            unit_id=UUID(self.unit.data) if self.unit.data else None,
            valid_from=cast("date", self.valid_from.data),
            valid_until=cast("date", self.valid_until.data),
        )


@bp.route("/mandaten", methods=["GET", "POST"])
@requires(Permission.MANDATE_GIVE)
def mandates() -> ResponseReturnValue:
    """Show the mandates, and give one."""
    actor, status = current_actor(), 200
    form = MandateForm([(one.id, one.name) for one in accounts.list_units(actor)])
    if form.validate_on_submit():
        try:
            with unit_of_work():
                mandating.give(actor, form.to_grant(), now=clock.now())
        except RuleBroken as refusal:
            name = str(refusal.details.get("field", "role"))
            form[name].errors = [sentences.of(refusal)]
        else:
            flash(_("Het mandaat is gegeven."), "success")
            return redirect(url_for("measures.mandates"))
    if form.is_submitted():
        status = 422
    return _page(form), status


@bp.post("/mandaten/<uuid:mandate_id>/intrekken")
@requires(Permission.MANDATE_GIVE)
def withdraw_mandate(mandate_id: UUID) -> ResponseReturnValue:
    """Take a mandate back from now on."""
    with unit_of_work():
        mandating.withdraw(current_actor(), mandate_id, now=clock.now())
    flash(_("Het mandaat is ingetrokken. Maatregelen die er al zijn, blijven."), "success")
    return redirect(url_for("measures.mandates"))


def _page(form: MandateForm) -> str:
    found = queries.list_mandates(current_actor().organisation_id)
    return render_template(
        "measures/mandates.html",
        form=form,
        mandates=found,
        who=accounts.names({row.given_by for row, _path, _name in found}),
        rungs={one.level: one.named(str(get_locale())) for one in ladder.own_rungs()},
        roles=labels.MANDATE_ROLE,
        today=clock.now().astimezone(moments.LOCAL).date(),
        moments=moments,
    )
