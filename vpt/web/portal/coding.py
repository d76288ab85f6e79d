"""The page of the code: what a link shows before it is opened, which is next to nothing."""

from flask import render_template

from vpt.accounts.models import Organisation
from vpt.infra.db import db
from vpt.sharing.models import Share
from vpt.web.portal.forms import CodeForm


def ask(
    text: str,
    share: Share,
    form: CodeForm | None = None,
    *,
    keep: bool = False,
    refusal: str = "",
) -> str:
    """Return the page that asks for the code; `keep` takes along what was posted elsewhere."""
    if form is None:
        form = CodeForm(formdata=None)
    if keep:
        form.keep()
    sender = db.session.get_one(Organisation, share.organisation_id)
    return render_template(
        "portal/code.html", form=form, text=text, employer=sender.name, refusal=refusal
    )
