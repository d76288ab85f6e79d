"""What somebody brings to have a document checked: the file itself, or the code on it."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Length

from vpt.core.errors import DomainError
from vpt.documents import checking
from vpt.web.open_forms import OpenForm

LONGEST = 80
TYPED = _("Een code heeft 12 letters en cijfers. Kijk of u alles hebt overgenomen.")
NO_FILE = _("Kies eerst het bestand dat u wilt controleren.")
TOO_LARGE = _("Dit bestand is te groot. Onze documenten zijn nooit groter dan %(most)s MB.")
NO_PDF = _(
    "Dit is geen PDF. Onze documenten zijn altijd een PDF. Kies het bestand zoals u het kreeg."
)
TOO_MANY = _("Er is hier te vaak iets gecontroleerd. Wacht %(minutes)s minuten en probeer het dan.")


class FileForm(OpenForm):
    """The file of which somebody wants to know whether it is ours."""

    loses_file = True
    """Read by the form macros: a browser does not keep a chosen file for a second try."""
    file = FileField(_("Het bestand (PDF)"))
    """Holds a file or nothing: text that was sent in its place is no file."""

    def refuse(self, sentence: str) -> None:
        """Say at the field why there is no answer."""
        self.file.errors = [sentence]

    def wait(self, error: DomainError) -> None:
        """Say how long to wait."""
        self.refuse(str(TOO_MANY) % error.details)


class CodeForm(OpenForm):
    """The code that stands on a paper."""

    code = StringField(
        _("De code op het document"),
        description=_("Bijvoorbeeld 7K3M-9QXT-2B4D. De code staat bij “Controleer dit document”."),
        validators=[Length(max=LONGEST, message=TYPED)],
    )

    def to_code(self) -> str | None:
        """Return the code as it stands in an address; None, said at the field, when it is none."""
        code = checking.read(str(self.code.data or "")[:LONGEST])
        if code is None:
            self.code.errors = [str(TYPED)]
            return None
        return checking.shown(code)
