"""Checking a document without signing in: by the file, or by the code that stands on it."""

from typing import BinaryIO, cast
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from vpt.accounts import tries
from vpt.accounts.rules import TryKind
from vpt.core import clock
from vpt.core.errors import TooMany
from vpt.documents import issue, traces, verifying
from vpt.documents.verifying import State, Verdict
from vpt.infra.db import unit_of_work
from vpt.web import moments
from vpt.web.guards import open_page
from vpt.web.verify import forms
from vpt.web.verify.forms import CodeForm, FileForm

bp = Blueprint("verify", __name__)
WHO = "whoever has a document may ask whether it is ours, and learns nothing else"
KNOWN = {State.GENUINE, State.SUPERSEDED, State.WITHDRAWN}
MEGABYTE = 1024 * 1024


@bp.record_once
def _take_without_cookie(state: BlueprintSetupState) -> None:
    """Ask no token of these forms: there is no session that another site could abuse."""
    state.app.extensions["csrf"].exempt(bp)


@bp.get("/verifieer")
@open_page(WHO)
def index() -> ResponseReturnValue:
    """Ask for the file or the code; go on to the page of a code that was typed."""
    form = CodeForm(request.args)
    if "code" not in request.args:
        return _page(FileForm(), form)
    code = form.to_code()
    return redirect(url_for("verify.by_code", code=code)) if code else _page(FileForm(), form, 422)


@bp.post("/verifieer")
@open_page(WHO)
def by_file() -> ResponseReturnValue:
    """Judge a file by its content; it is read once and kept nowhere."""
    try:
        knocked = _knock()  # before the body is read
    except TooMany as refusal:
        return _too_many(refusal)
    try:
        form = FileForm()
    except RequestEntityTooLarge:
        return _too_large()
    if not form.file.data:
        form.refuse(str(forms.NO_FILE))
        return _page(form, CodeForm(request.args), 422)
    source = cast("BinaryIO", form.file.data.stream)
    if (reason := _unfit(source)) is not None:
        form.refuse(reason)
        return _page(form, CodeForm(request.args), 422)
    verdict = verifying.judge_traces(traces.of(source))
    _forgive(knocked, verdict)
    return render_template("verify/verdict.html", verdict=verdict, moments=moments)


@bp.get("/verifieer/<code>")
@open_page(WHO)
def by_code(code: str) -> ResponseReturnValue:
    """Say of which document a code is, and ask for the file: a code proves nothing by itself."""
    try:
        knocked = _knock()
    except TooMany as refusal:
        return _too_many(refusal)
    verdict = verifying.judge_code(code)
    _forgive(knocked, verdict)
    return render_template("verify/code.html", verdict=verdict, form=FileForm(), moments=moments)


by_file.takes_files = True  # type: ignore[attr-defined]  # read by SealedRequest


def _knock() -> UUID:
    with unit_of_work():
        return tries.knock(TryKind.VERIFY, request.remote_addr or "", now=clock.now())


def _forgive(knocked: UUID, verdict: Verdict) -> None:
    """Let an office check as many of our documents as it has; guesses and strange files count."""
    if verdict.state in KNOWN:
        with unit_of_work():
            tries.forgive_knock(knocked)


def _unfit(source: BinaryIO) -> str | None:
    """Return why a file is not judged; its bytes are at their start again."""
    size = source.seek(0, 2)
    source.seek(0)
    head = source.read(traces.HEAD)
    source.seek(0)
    if size > issue.LIMIT:
        return str(forms.TOO_LARGE) % {"most": issue.LIMIT // MEGABYTE}
    return None if traces.PDF in head else str(forms.NO_PDF)


def _too_large() -> ResponseReturnValue:
    form = FileForm(formdata=None)
    form.refuse(str(forms.TOO_LARGE) % {"most": issue.LIMIT // MEGABYTE})
    return _page(form, CodeForm(formdata=None), 413)


def _too_many(refusal: TooMany) -> ResponseReturnValue:
    form = FileForm(formdata=None)
    form.wait(refusal)
    return _page(form, CodeForm(formdata=None), 429)


def _page(file: FileForm, code: CodeForm, status: int = 200) -> ResponseReturnValue:
    return render_template("verify/index.html", form=file, code_form=code), status
