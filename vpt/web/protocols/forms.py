"""The forms of a protocol: how a draft begins, its release, and the yearly review."""

from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO, cast
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import FileField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from vpt.core.errors import RuleBroken
from vpt.revision import rules
from vpt.revision.rules import Release, Version
from vpt.web import sentences
from vpt.web.cases.forms import CHOOSE, TOO_LONG, SpokenForm, as_version
from vpt.web.i18n import translated as gettext
from vpt.web.police_reports.forms import a_day

IN_FORCE, REFERENCE, EARLIER, FILE = "newest", "reference", "version", "file"
MOST_BYTES = 4 * rules.MOST
LONGEST = 1500
"""Characters of one text of a protocol."""


class DraftForm(SpokenForm):
    """A form about the draft: it carries the revision the person saw."""

    revision = HiddenField()
    is_stale = False
    """A colleague was first; what was typed still stands in the form."""

    def seen(self) -> int:
        """Return the revision the person saw; 0 when none came along."""
        sent = self.revision.raw_data
        return as_version(sent[0]) if sent else 0

    def say(self, sentence: str) -> None:
        """Put a refusal above the form, when it is about no field."""
        self.form_errors = [sentence]


class FileForm(DraftForm):
    """A protocol as a file."""

    file = FileField(
        _("Het bestand (TOML)"),
        description=_("Het bestand dat je hier eerder downloadde, met jouw wijzigingen."),
    )
    loses_file = True

    def to_text(self) -> str | None:
        """Return the text of the chosen file; None, said at the field, when it is none."""
        chosen = self.file.data
        stream = getattr(chosen, "stream", None)  # what is posted as text is no file
        data = cast("BinaryIO", stream).read(MOST_BYTES) if stream else b""
        try:
            return rules.clean(data.decode())
        except UnicodeDecodeError:
            self.file.errors = [gettext(_("Dit is geen tekstbestand. Kies een bestand met TOML."))]
        except RuleBroken as refusal:
            self.file.errors = [sentences.of(refusal)]
        return None


class StartForm(FileForm):
    """What a draft begins with."""

    source = RadioField(_("Waarmee begin je?"), validators=[InputRequired(CHOOSE)])
    number = SelectField(_("Welke eerdere versie?"), validators=[Optional()])

    def __init__(self, versions: Iterable[Version], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = list(versions)
        self.number.choices = [
            (str(one.number), gettext(_("Versie %(number)s"), number=one.number)) for one in listed
        ]
        self.source.choices = [
            (IN_FORCE, gettext(_("Met de nieuwste versie"))),
            *([(EARLIER, gettext(_("Met een andere versie")))] if listed else []),
            (REFERENCE, gettext(_("Met het referentieprotocol van Twente"))),
            (FILE, gettext(_("Met een bestand (TOML)"))),
        ]


class PlaceForm(DraftForm):
    """Behind which step another one stands."""

    behind = SelectField(_("Na welke stap?"), validators=[Optional()])

    def __init__(self, steps: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.behind.choices = [("", gettext(_("Helemaal vooraan"))), *steps]


class WordsForm(DraftForm):
    """A text in Dutch and in English."""

    nl = TextAreaField(
        _("In het Nederlands"),
        validators=[
            InputRequired(_("Vul dit in: deze tekst is nodig.")),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
    en = TextAreaField(
        _("In het Engels"),
        description=_("Leeg? Dan staat er ook in het Engels de Nederlandse tekst."),
        validators=[Length(max=LONGEST, message=TOO_LONG)],
    )


class ReleaseForm(DraftForm):
    """From when the draft holds, who keeps it right, and why it changed."""

    on = a_day(_("Vanaf welke dag geldt het?"), is_asked=True)
    owner = SelectField(_("Wie is de eigenaar?"), validators=[InputRequired(CHOOSE)])
    note = TextAreaField(
        _("Waarom deze wijziging?"),
        description=_("Eén of twee zinnen. Geen namen van mensen."),
        validators=[
            InputRequired(_("Leg uit waarom. Eén of twee zinnen is genoeg.")),
            Length(max=rules.NOTE, message=TOO_LONG),
        ],
    )

    def __init__(self, people: Iterable[tuple[UUID, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner.choices = [("", gettext(_("Kies een collega")))] + [
            (str(user_id), name) for user_id, name in people
        ]

    def to_release(self) -> Release:
        """Hand over what was said."""
        owner, on = UUID(str(self.owner.data)), cast("date", self.on.data)
        return Release(on=on, owner_id=owner, note=(self.note.data or "").strip())


class ReviewForm(DraftForm):
    """Whether the version in force is still right."""

    is_right = RadioField(_("Klopt het protocol nog?"), validators=[InputRequired(CHOOSE)])
    note = TextAreaField(
        _("Wat moet er anders, of wat viel je op?"),
        description=_("Nodig als er iets moet veranderen."),
        validators=[Length(max=rules.NOTE, message=TOO_LONG)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_right.choices = [
            ("yes", gettext(_("Ja, alles klopt nog"))),
            ("no", gettext(_("Nee, er moet iets veranderen"))),
        ]
