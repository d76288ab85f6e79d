"""/beheer/matrix: which measure fits which aggression, with versions and a file out and in."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from vpt.assessment import adjusting, matrices
from vpt.assessment.matrices import InForce
from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.history.rules import Seen
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.cases.forms import as_version
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.i18n import translated as _
from vpt.web.matrix import words
from vpt.web.matrix.blueprint import ALL, bp
from vpt.web.matrix.forms import MatrixForm, TomlForm, form_of
from vpt.web.rooms import Group, Setting
from vpt.web.session import current_actor

SETTINGS = (
    Setting(
        title=lazy_gettext("Matrix"),
        text=lazy_gettext(
            "Welke maatregel past bij welke agressie. Dit staat aangevinkt bij het beoordelen."
        ),
        endpoint="matrix.edit",
        group=Group.CHAIN,
        place=45,
        permissions=(Permission.PROTOCOL_EDIT,),
    ),
)
PRODUCT = "vpt"
SEEN = "seen"
TOML = "text/plain; charset=utf-8"


@bp.route(ALL, methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def edit() -> ResponseReturnValue:
    """Show the matrix, change it, and look at what that does before keeping it."""
    now = _now()
    form = form_of(now, now.number)
    if request.method == "GET":
        return _page(form, now)
    if SEEN not in request.form or not form.validate():
        return _page(form, now), 422
    try:
        after = InForce(text=form.to_text(now.matrix), number=now.number)
        adjusting.check(after.text)
    except RuleBroken as refusal:
        if not form.refuse(refusal):
            form.form_errors.append(sentences.of(refusal))
        return _page(form, now), 422
    return _page(form, now, after) if "kijk" in request.form else _stored(form, now, after)


def _stored(form: MatrixForm, now: InForce, after: InForce) -> ResponseReturnValue:
    try:
        return _kept(after.text, Seen(number=form.saw()))
    except StaleData:
        form.seen.data = str(now.number)
        return _page(form, now, after, is_stale=True), 409


@bp.get(f"{ALL}/toml")
@requires(Permission.PROTOCOL_EDIT)
def download() -> ResponseReturnValue:
    """Return the matrix in force as a file that can be read in again."""
    return as_file(Response(_now().text, content_type=TOML), "matrix.toml")


@bp.post(f"{ALL}/inlezen")
@requires(Permission.PROTOCOL_EDIT)
def upload() -> ResponseReturnValue:
    """Show what a file says in the form; nothing is stored before somebody keeps it."""
    now = _now()
    try:
        start = InForce(text=_text(TomlForm()), number=now.number)
        adjusting.check(start.text)
    except RuleBroken as refusal:
        form = form_of(now, now.number, posted=False)
        form.form_errors.append(sentences.of(refusal))
        return _page(form, now), 422
    return _page(form_of(start, now.number, posted=False), now, start)


@bp.route(f"{ALL}/versies/<version>", methods=["GET", "POST"])
@requires(Permission.PROTOCOL_EDIT)
def version(version: str) -> ResponseReturnValue:
    """Show what putting a version back would change, and put it back."""
    old, now, is_stale = _old(version), _now(), False
    if request.method == "POST":
        if SEEN not in request.form:
            raise StaleData("setting_changed")
        number = None if version == PRODUCT else as_version(version)
        seen = Seen(number=as_version(request.form[SEEN]), back_to=number)
        try:
            return _kept(old.text, seen)
        except StaleData:
            is_stale = True
    page = render_template(
        "matrix/version.html",
        version=version,
        name=words.version(old),
        seen=now.number,
        is_stale=is_stale,
        **_told(now, old),
    )
    return page, 409 if is_stale else 200


def _now() -> InForce:
    return matrices.in_force(current_actor().organisation_id)


def _old(version: str) -> InForce:
    if version == PRODUCT:
        return matrices.of_product()
    if not version.isdecimal():
        raise NotVisible("not_found")
    return matrices.of_number(current_actor().organisation_id, as_version(version))


def _kept(text: str, seen: Seen) -> ResponseReturnValue:
    with unit_of_work():
        row = matrices.change(current_actor(), text, seen, now=clock.now())
    if row is not None:
        flash(_("De matrix is bewaard. Hij geldt voor beoordelingen vanaf nu."), "success")
    else:
        flash(_("Er is niets veranderd."), "info")
    return redirect(url_for("matrix.edit"))


def _page(
    form: MatrixForm, now: InForce, after: InForce | None = None, *, is_stale: bool = False
) -> str:
    actor = current_actor()
    product = matrices.of_product().matrix
    return render_template(
        "matrix/edit.html",
        form=form,
        table=now.matrix,
        name=words.version(now),
        looks=after is not None,
        is_stale=is_stale,
        is_product=adjusting.differences(product, now.matrix) == (),
        history=words.told(actor, now=clock.now()),
        upload=TomlForm(formdata=None),
        **(_told(now, after) if after else {}),
    )


def _told(now: InForce, after: InForce) -> dict[str, object]:
    shown, more = words.ticks(now.matrix, after.matrix)
    return {
        "differences": words.differences(now.matrix, after.matrix),
        "ticks": shown,
        "more": more,
        "count": matrices.count_assessments(current_actor().organisation_id),
    }


def _text(form: TomlForm) -> str:
    sent = form.file.data
    read = sent.stream.read(adjusting.MOST_TEXT * 4) if sent else b""
    if not read:
        raise RuleBroken("matrix_file_missing")
    try:
        return str(read.decode("utf-8")).replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RuleBroken("matrix_file_no_text") from None
