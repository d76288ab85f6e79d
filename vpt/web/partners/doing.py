"""Does what a form of this page set asks for; whatever stops it keeps the input."""

from collections.abc import Callable
from datetime import date

from flask import flash, request

from vpt.core import clock
from vpt.core.errors import RuleBroken
from vpt.core.worktime import local_date
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.cases.forms import SpokenForm


def today() -> date:
    """Return the day it is in Amsterdam."""
    return local_date(clock.now())


def done(form: SpokenForm, act: Callable[[], object]) -> bool:
    """Do what was posted; False when there is nothing to do or a refusal stands at a field."""
    if not form.validate_on_submit():
        return False
    try:
        with unit_of_work():
            act()
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return False
    return True


def tried(act: Callable[[], object], success: str) -> None:
    """Do what a button asks for, and say how it went on the next page."""
    try:
        with unit_of_work():
            act()
    except RuleBroken as refusal:
        flash(sentences.of(refusal), "error")
    else:
        flash(success, "success")


def status(form: SpokenForm) -> int:
    """Return what to answer with a form that is shown (again)."""
    return 422 if request.method == "POST" or form.errors else 200
