"""What the police desk fills in: numbers, whether the code is set, and who has the case."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, StringField
from wtforms.validators import Length

from vpt.answers.rules import CodeSet
from vpt.core.errors import DomainError
from vpt.police_reports.rules import looks_like_number
from vpt.web.open_forms import OpenForm

LINE = 80
TOO_LONG = _("Dit is te lang. Gebruik hoogstens %(max)d tekens.")
REFUSED = {
    "bsn_refused": _("Hier staat een burgerservicenummer. Haal het weg: dat mag hier niet staan."),
    "text_too_long": _("Dit is te lang. Maak het korter."),
    "answer_empty": _("Vul een nummer in, of kies of de VPT-code is gezet."),
    "too_many_tries": _("Dit is te vaak geprobeerd. Wacht %(minutes)s minuten en verstuur dan."),
}
CODES = {
    CodeSet.PRESENT.value: _("Ja"),
    CodeSet.MISSING.value: _("Nee, nog niet"),
    "": _("Dat weet ik niet"),
}
NUMBERS = ("number", "record_number")


class DeskForm(OpenForm):
    """One answer; without cookies, because whoever holds the sheet is nobody to us."""

    key = HiddenField()
    number = StringField(
        _("Registratienummer"),
        description=_("Van de registratie of melding, meestal 10 cijfers."),
        validators=[Length(max=LINE, message=TOO_LONG)],
    )
    record_number = StringField(
        _("PV-nummer"),
        description=_("Als er al een proces-verbaal is."),
        validators=[Length(max=LINE, message=TOO_LONG)],
    )
    code = RadioField(
        _("Is de VPT-code gezet?"),
        description=_("Met die code herkent het OM de zaak."),
        choices=list(CODES.items()),
        default="",
    )
    officer = StringField(
        _("Behandelaar bij de politie"),
        description=_("Naam of dienstnummer, zodat de werkgever u kan vinden."),
        validators=[Length(max=LINE, message=TOO_LONG)],
    )
    station = StringField(_("Bureau"), validators=[Length(max=LINE, message=TOO_LONG)])

    def to_values(self) -> dict[str, str]:
        """Hand over what was filled in."""
        names = ("number", "record_number", "code", "officer", "station")
        return {name: str(self[name].data or "").strip() for name in names}

    def to_key(self) -> UUID:
        """Return what makes the same form sent twice one answer; a fresh one for an odd text."""
        try:
            return UUID(str(self.key.data))
        except ValueError:
            return uuid4()

    def refuse(self, error: DomainError) -> None:
        """Put a refusal at its field, or at the first; what was typed stays."""
        name = str(error.details.get("field") or "number")
        field = self[name] if name in self._fields else self.number
        field.errors = [str(REFUSED[error.code]) % error.details]

    def typed(self) -> list[tuple[str, str]]:
        """Return what was filled in, to take over by hand."""
        values = self.to_values()
        values["code"] = str(CODES.get(values["code"], "")) if values["code"] else ""
        return [(str(self[name].label.text), text) for name, text in values.items() if text]


def odd(values: Mapping[str, str]) -> list[str]:
    """Return which numbers look unusual: said afterwards, never refused."""
    return [name for name in NUMBERS if values.get(name) and not looks_like_number(values[name])]
