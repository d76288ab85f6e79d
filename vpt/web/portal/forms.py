"""What a recipient fills in beside the answer itself: the code of a link, and why not."""

import json
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from vpt.sharing import link
from vpt.sharing.receiving import MOST_REASON
from vpt.web.cases.forms import TOO_LONG, SpokenForm

MOST_KEPT = 100_000
"""Signs of a late form that the page of the code carries along."""
NO_CODE = _("Vul de code van 8 tekens in, zoals FHJK-2345.")


class CodeForm(SpokenForm):
    """The code of a link; carries along what was typed before the link had to open again."""

    keeps = False
    code = StringField(
        _("Uw code"), validators=[InputRequired(NO_CODE), Length(max=40, message=NO_CODE)]
    )
    kept = HiddenField()

    def validate_code(self, field: Any) -> None:
        """Refuse what cannot be a code; it is no guess and does not count as one."""
        if not link.is_code(link.clean(str(field.data))):
            raise ValidationError(NO_CODE)

    def keep(self) -> None:
        """Take along what was posted to another page of the share."""
        pairs = [
            (name, text)
            for name, text in request.form.items(multi=True)
            if name not in {"csrf_token", "code", "kept"}
        ]
        text = json.dumps(pairs)
        self.kept.data = text if pairs and len(text) <= MOST_KEPT else ""

    def typed_before(self) -> MultiDict[str, str] | None:
        """Return what was taken along, or None; anything else than that counts as nothing."""
        text = str(self.kept.data or "")
        if not text or len(text) > MOST_KEPT:
            return None
        try:
            pairs = [(name, value) for name, value in json.loads(text)]
        except (ValueError, TypeError, RecursionError):
            return None
        if not all(isinstance(one, str) for pair in pairs for one in pair):
            return None
        return MultiDict(pairs)


class RejectForm(SpokenForm):
    """Why a file is not taken; its fields are named apart from those of the answer beside it."""

    reason = TextAreaField(
        _("Waarom neemt u dit dossier niet aan?"),
        description=_("Bijvoorbeeld: dit is niet ons gebied, of het hoort bij een collega."),
        validators=[
            InputRequired(_("Leg uit waarom. Eén of twee zinnen is genoeg.")),
            Length(max=MOST_REASON, message=TOO_LONG),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="reject", **kwargs)


class NoForm(FlaskForm):
    """Nothing but the token."""
