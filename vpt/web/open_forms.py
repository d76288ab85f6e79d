"""Forms of pages that are open to people without an account, who are addressed with u."""

from flask_wtf import FlaskForm

from vpt.web.incidents.parts import Sentences


class OpenForm(FlaskForm):
    """A form without cookies, for readers who are addressed with u."""

    polite = True
    """Read by the form macros."""
    without_token = True
    """Read there too: the page sets no cookie."""

    class Meta(FlaskForm.Meta):
        """Settings WTForms reads."""

        csrf = False
        """There is no session that another site could abuse."""

        def get_translations(self, form: object) -> Sentences:
            """Return our sentences."""
            return Sentences()
