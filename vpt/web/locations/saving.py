"""Stores what a form of a place or a unit asks for; whatever stops it keeps the input."""

from collections.abc import Callable

from flask import request

from vpt.core.errors import RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.web.administration.forms import SettingForm
from vpt.web.administration.saving import Result


def kept(form: SettingForm, act: Callable[[], object]) -> Result:
    """Do what was posted, and say how far it got."""
    if request.method != "POST":
        return Result.ASKED
    if not form.validate():
        return Result.REFUSED
    try:
        with unit_of_work():
            act()
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return Result.REFUSED
    except StaleData:
        return Result.STALE
    return Result.SAVED
