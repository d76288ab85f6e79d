"""Saves a setting in two steps: first what it does, then the setting itself."""

import hashlib
import json
from collections.abc import Callable
from enum import StrEnum

from flask import request

from vpt.core.errors import RuleBroken, StaleData
from vpt.history.rules import Content
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.administration.forms import BackForm, SettingForm

PRINT = 16


class Result(StrEnum):
    """How far a setting got."""

    ASKED = "asked"
    """Nothing was posted: the page as it is."""
    REFUSED = "refused"
    """Something stands at a field."""
    LOOKED = "looked"
    """It may be stored; what it does is shown first."""
    STALE = "stale"
    """A colleague stored something in the meantime."""
    SAVED = "saved"


STATUS = {Result.REFUSED: 422, Result.STALE: 409}
"""What to answer with a page that is shown again; 200 otherwise."""


def attempt(form: SettingForm, check: Callable[[], Content], store: Callable[[], object]) -> Result:
    """Store what was posted when its consequences were seen, else say how far it got.

    `check` returns what would be stored; it and `store` may raise what stands at a field.
    """
    if request.method != "POST":
        return Result.ASKED
    try:
        result = _attempt(form, check, store)
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        result = Result.REFUSED
    except StaleData:
        result = Result.STALE
    if result is not Result.LOOKED:
        form.shown.data = ""
    return result


def _attempt(
    form: SettingForm, check: Callable[[], Content], store: Callable[[], object]
) -> Result:
    if not form.validate_on_submit():
        return Result.REFUSED
    shown = fingerprint(check())
    if form.shown_before() != shown:
        form.shown.data = shown
        return Result.LOOKED
    with unit_of_work():
        store()
    return Result.SAVED


def directly(form: SettingForm, store: Callable[[], object]) -> Result:
    """Store what was posted at once: for what reaches nobody who must be told of it first."""
    if request.method != "POST":
        return Result.ASKED
    if not form.validate_on_submit():
        return Result.REFUSED
    try:
        with unit_of_work():
            store()
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            raise
        return Result.REFUSED
    except StaleData:
        return Result.STALE
    return Result.SAVED


def put_back(form: BackForm, store: Callable[[], object]) -> Result:
    """Put an older version back when that was posted; a refusal stands above the button."""
    if request.method != "POST":
        return Result.ASKED
    if not form.validate_on_submit():
        return Result.STALE
    try:
        with unit_of_work():
            store()
    except RuleBroken as refusal:
        form.problem = sentences.of(refusal)
        return Result.REFUSED
    except StaleData:
        return Result.STALE
    return Result.SAVED


def status(result: Result) -> int:
    """Return what to answer with a page that is shown (again)."""
    return STATUS.get(result, 200)


def fingerprint(content: Content) -> str:
    """Return what tells one setting from another: consequences seen for it hold for no other."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()[:PRINT]
