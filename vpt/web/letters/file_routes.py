"""Drawing a letter as an example, and its text as a file, out and in."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from vpt.core import clock
from vpt.core.actor import Permission
from vpt.core.errors import NotVisible, RuleBroken, StaleData
from vpt.infra.db import unit_of_work
from vpt.measures import templates, trying, wording, writing
from vpt.measures.trying import Example
from vpt.measures.wording import InForce
from vpt.web import sentences
from vpt.web.documents import previewing
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.letters import editing, showing
from vpt.web.letters.blueprint import ONE, bp
from vpt.web.letters.editing import Desk
from vpt.web.letters.forms import TomlForm
from vpt.web.session import current_actor

MOST_BYTES = 100_000
TOML = "text/plain; charset=utf-8"


def page(desk: Desk, *, looks: bool = False, stale: StaleData | None = None) -> str:
    """Return the page of a letter; when somebody `looks`, with what their words do."""
    actor, now = current_actor(), clock.now()
    key = desk.worded.key
    return render_template(
        "letters/edit.html",
        desk=desk,
        form=desk.form,
        title=desk.worded.template.title,
        version=showing.version(desk.worded),
        places=showing.places(key),
        needs=showing.needs(key),
        looks=looks,
        stale=stale,
        differences=showing.differences(desk.worded, desk.tried) if looks else [],
        advice=showing.advice(desk.tried) if looks else [],
        pages=trying.pages(actor, desk.tried, now=now) if looks else 0,
        history=showing.history(actor, key, now=now),
        is_product=showing.is_product(desk.worded),
        may_see_real=showing.may_see_real(actor),
        upload=TomlForm(formdata=None),
    )


@bp.route(f"{ONE}/voorbeeld/<example>", methods=["GET", "POST"])
@requires(Permission.TEXTS_EDIT)
def preview(key: str, example: str) -> ResponseReturnValue:
    """Draw the words in force, or those in the form, with an example."""
    desk = editing.opened(key)
    if example not in set(Example):
        raise NotVisible("not_found")
    if request.method == "GET":
        return _drawn(desk.worded, Example(example))
    faults = showing.faults(desk.tried)
    if faults or not editing.is_form():
        editing.mark(desk.form, faults)
        return page(desk), 422
    return _drawn(desk.tried, Example(example))


@bp.get(f"{ONE}/toml")
@requires(Permission.TEXTS_EDIT)
def download(key: str) -> ResponseReturnValue:
    """Return the words in force as a file that can be read in again."""
    worded = wording.in_force(current_actor().organisation_id, key)
    text = templates.dump(worded.template)
    return as_file(Response(text, content_type=TOML), f"{key}.toml")


@bp.post(f"{ONE}/inlezen")
@requires(Permission.TEXTS_EDIT)
def upload(key: str) -> ResponseReturnValue:
    """Show what a file says in the form; nothing is stored before somebody keeps it."""
    desk = editing.opened(key)
    form = TomlForm()
    try:
        start = InForce(key=key, template=wording.read(key, _text(form)), number=0)
    except RuleBroken as refusal:
        fresh = editing.opened(key, desk.worded)
        fresh.form.form_errors.append(sentences.of(refusal))
        return page(fresh), 422
    fresh = editing.opened(key, start)
    faults = showing.faults(fresh.tried)
    editing.mark(fresh.form, faults)
    return page(fresh, looks=not faults), 422 if faults else 200


def _text(form: TomlForm) -> str:
    sent = form.file.data
    read = sent.stream.read(MOST_BYTES + 1) if sent else b""
    if not read:
        raise RuleBroken("letter_file_missing")
    if len(read) > MOST_BYTES:
        raise RuleBroken("letter_file_large")
    try:
        return str(read.decode("utf-8"))
    except UnicodeDecodeError:
        raise RuleBroken("letter_file_no_text") from None


def _drawn(worded: InForce, example: Example) -> Response:
    actor, now = current_actor(), clock.now()
    with unit_of_work():
        letter = trying.request_of(actor, worded, example, now=now)
        if example is Example.REAL:
            writing.look(actor, letter, now=now)
    return previewing.answer(previewing.draw(letter, now=now))
