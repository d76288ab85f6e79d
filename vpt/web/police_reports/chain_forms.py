"""The forms of what police and prosecution did: the desk, the code, a complaint, a release."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import Field, FileField, RadioField
from wtforms.validators import ValidationError

from vpt.incidents.attachments import Received
from vpt.police_reports import labels, rules
from vpt.police_reports.complaining import Complained
from vpt.police_reports.filing import CodeAsked, Filed
from vpt.police_reports.releasing import Asked
from vpt.web.incidents import keeping
from vpt.web.police_reports.forms import OutcomeForm, a_day, choices_of, line, text


class FileForm(OutcomeForm):
    """A form that may bring one file; it is taken in encrypted while the form is checked."""

    received: Received | None = None

    def validate_files(self, field: Field) -> None:
        """Take the file in, or say why it cannot be kept."""
        self.discard()
        uploads = request.files.getlist(field.name)[:1]
        taken, problems = keeping.take_files(uploads, 1)
        if problems:
            raise ValidationError(problems[0])
        self.received = taken[0] if taken else None

    def discard(self) -> None:
        """Throw the file away when nothing was changed after all."""
        if self.received is not None:
            self.received.discard()
        self.received = None


class FilingForm(FileForm):
    """What came of going to the police."""

    on = a_day(_("Op welke dag?"))
    number = line(
        _("Registratienummer"),
        _("Staat op het bewijs van de politie. Verplicht als de aangifte is opgenomen."),
        80,
    )
    record_number = line(
        _("PV-nummer"), _("Begint vaak met PL. Heb je het nog niet? Later mag."), 80
    )
    station = line(_("Politiebureau"))
    officer = line(_("Wie sprak je bij de politie?"))
    reason = text(
        _("Wat zei de politie, of waarom gaat het niet door?"),
        _("Verplicht als de aangifte is geweigerd of niet doorgaat."),
    )
    files = FileField(
        _("Kopie van het proces-verbaal"),
        description=_("Komt bij het bewijs te staan, met een vingerafdruk."),
    )

    def to_filing(self) -> Filed:
        """Hand over what happened."""
        given = {name: (self[name].data or "").strip() for name in rules.GIVEN}
        return Filed(
            outcome=self.outcome.data,
            on=self.on.data,
            reason=self.reason.data or "",
            given={name: words for name, words in given.items() if words},
            record=self.received,
        )


class CodeForm(OutcomeForm):
    """Whether the police file carries the VPT code."""

    whom = line(_("Aan wie vroeg je het?"))
    on = a_day(_("Wanneer?"))
    reason = text(_("Wat was het antwoord?"), _("Verplicht als de code er niet komt."))

    def to_asked(self) -> CodeAsked:
        """Hand over the answer."""
        return CodeAsked(
            outcome=self.outcome.data,
            whom=self.whom.data or "",
            on=self.on.data,
            reason=self.reason.data or "",
        )


class ComplaintForm(FileForm):
    """Whether, how, when and where a complaint was made."""

    manner = RadioField(_("Hoe is de klacht gedaan?"), validate_choice=False)
    on = a_day(_("Op welke dag?"))
    place = line(_("Waar?"), _("Bijvoorbeeld: politiebureau, of per brief aan de officier."))
    files = FileField(
        _("De bijzondere schriftelijke volmacht"),
        description=_("Alleen nodig als een ander de klacht deed. Komt bij het bewijs te staan."),
    )
    reason = text(_("Waarom komt er geen klacht?"), _("Verplicht als er geen klacht komt."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.manner.choices = choices_of(labels.MANNER)

    def to_complaint(self) -> Complained:
        """Hand over what came of it."""
        return Complained(
            outcome=self.outcome.data,
            manner=str(self.manner.data or ""),
            on=self.on.data,
            place=self.place.data or "",
            reason=self.reason.data or "",
            proxy=self.received,
        )


class ReleaseForm(OutcomeForm):
    """Whether the prosecution was consulted before the suspect went home."""

    whom = line(_("Met wie sprak je?"))
    on = a_day(_("Wanneer?"))
    text = text(_("Wat is er gezegd?"), _("Bijvoorbeeld: wanneer de verdachte vrijkomt."))

    def to_asked(self) -> Asked:
        """Hand over what was heard."""
        return Asked(
            outcome=self.outcome.data,
            whom=self.whom.data or "",
            on=self.on.data,
            text=self.text.data or "",
        )
