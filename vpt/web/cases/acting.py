"""Does one thing to a case from a form of its own page; whatever stops it keeps the input."""

from collections.abc import Callable

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from vpt.cases import labels
from vpt.cases.views import CasePage
from vpt.core.errors import RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.web.cases import pages
from vpt.web.cases.forms import ChangeForm


def change(
    template: str,
    page: CasePage,
    form: ChangeForm,
    act: Callable[[], object],
    done: str,
    tab: str = "show",
) -> ResponseReturnValue:
    """Show the form, or do the act and go back to the tab it belongs to.

    422 for what is wrong with the input, 409 with what a colleague did when the case changed.
    """
    stale, status = None, 200
    if form.validate_on_submit():
        try:
            with unit_of_work():
                act()
        except StaleData as error:
            stale, status = error, 409
            page = pages.fetch(page.head.id)
            form.version.data = str(page.head.version)
        except RuleBroken as refusal:
            status = 422
            if not form.refuse(refusal):
                raise
        else:
            flash(done, "success")
            return redirect(pages.tab_url(tab, page.head.id))
    elif request.method == "POST":
        status = 422
    return render(template, page, form, tab, stale), status


def render(
    template: str, page: CasePage, form: ChangeForm, tab: str, stale: StaleData | None
) -> str:
    """Return the page of a form, with what came between when somebody was first."""
    changes = stale.details.get("changes", ()) if stale else ()
    beside = form.beside(page) if form.beside else {}
    return pages.render(
        template,
        page,
        tab,
        form=form,
        stale=stale,
        changes=changes,
        actions=labels.ACTION,
        **beside,
    )


def seen(page: CasePage) -> dict[str, str]:
    """Return what a fresh form carries: the version the person sees."""
    return {"version": str(page.head.version)}
