"""Keeps what was typed and uploaded, whatever happens to the rest of the request."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO, cast
from uuid import UUID

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage, MultiDict

from vpt.core import clock
from vpt.core.actor import Actor
from vpt.core.errors import DomainError, RuleBroken
from vpt.incidents import attachments, drafts, words
from vpt.incidents.attachments import Received
from vpt.incidents.drafts import Values
from vpt.incidents.evidence import Draft
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.web import sentences
from vpt.web.incidents import pages, showing
from vpt.web.incidents.pages import PageKey

NOT_KEPT = {pages.FIELD, "csrf_token", "add", "later", "remove_file", "files"}
REPEATED = {
    "perpetrators": "name", "witnesses": "name", "other_victims": "name", "damage": "item",
}  # fmt: skip
FIELD_NAME = re.compile(r"[a-z_]+(-[0-9]{1,2}-[a-z_]+)?")
"""What our own fields are called; a draft with any other name might not open again."""
PARKED_MOST = 2 * 1024 * 1024


def values_of(form: MultiDict[str, str]) -> Values:
    """Return the raw answers, cleaned of control characters and direction marks."""
    return {
        name: [words.clean(text) for text in form.getlist(name)]
        for name in form
        if name not in NOT_KEPT and FIELD_NAME.fullmatch(name)
    }


def save(actor: Actor, page: PageKey, values: Values, *, now: datetime) -> Draft:
    """Store the draft of a page in a unit of work of its own."""
    with unit_of_work():
        return drafts.save(actor, page.write_key, values, now=now)


def take_files(uploads: Iterable[FileStorage], room: int) -> tuple[list[Received], list[str]]:
    """Encrypt what may be kept; return it with a sentence for each file that may not."""
    taken: list[Received] = []
    problems: list[str] = []
    limit = showing.settings().upload_limit
    for upload in uploads:
        if not upload.filename:
            continue
        if len(taken) >= room:
            most = showing.settings().upload_count
            problems.append(sentences.of(RuleBroken("too_many_files", most=most)))
            break
        try:
            taken.append(
                attachments.receive(cast("BinaryIO", upload.stream), upload.filename, limit=limit)
            )
        except RuleBroken as refusal:
            problems.append(sentences.of(refusal))
    return taken, problems


def save_with_files(
    actor: Actor, page: PageKey, values: Values, *, now: datetime
) -> tuple[Draft, list[str]]:
    """Store the draft and the uploads of this request; one bad file spoils nothing else."""
    draft = save(actor, page, values, now=now)
    before = attachments.count(actor.organisation_id, draft.id)
    room = showing.settings().upload_count - before
    taken, problems = take_files(request.files.getlist("files"), room)
    try:
        with unit_of_work():
            for received in taken:
                attachments.attach(actor, (draft.id, draft.keyset_id), received, now=now)
    except BaseException:
        for received in taken:
            received.discard()
        raise
    for received in taken:
        received.settle()
    return draft, problems


def remove_file(actor: Actor, draft: Draft, evidence_id: str) -> None:
    """Delete a file from an own draft."""
    with unit_of_work():
        rows = attachments.list_of(actor.organisation_id, draft.id)
        gone = [
            key for row in rows if str(row.id) == evidence_id for key in attachments.remove(row)
        ]
    remove_stored(gone)


def remove_stored(file_ids: Iterable[UUID]) -> None:
    """Delete the bytes of files whose rows are gone, after the commit."""
    for file_id in file_ids:
        storage.remove(file_id)


def has_files() -> bool:
    """Return whether this request brings files."""
    return any(upload.filename for upload in request.files.getlist("files"))


def wants_to_stay() -> bool:
    """Return whether another button than "send" was pressed."""
    return any(name in request.form for name in ("add", "later", "remove_file"))


def with_one_more(values: Values, group: str) -> Values:
    """Return the answers with an empty entry added to a repeated group."""
    if group not in REPEATED:
        return values
    taken = {name.split("-")[1] for name in values if name.startswith(f"{group}-")}
    number = max(map(int, taken), default=0) + 1
    return {**values, f"{group}-{number}-{REPEATED[group]}": [""]}


def discard(actor: Actor, page: PageKey) -> None:
    """Throw away the draft of a page with its files, if there is one."""
    with unit_of_work():
        gone = drafts.discard_of(actor, page.write_key)
    remove_stored(gone)


def park() -> ResponseReturnValue:
    """Answer somebody whose session ended: store the form unread and ask to sign in."""
    page = pages.read(request.form.get(pages.FIELD))
    values = values_of(request.form)
    draft_id = park_for(page, values) if page is not None else None
    if request.accept_mimetypes.best == "application/json":
        return jsonify(state="signed_out", kept=draft_id is not None), 401
    back = url_for("incidents.report", concept=draft_id) if draft_id else "/melden"
    if draft_id:
        flash(_("Je was te lang weg. Wat je invulde is bewaard. Log in om verder te gaan."), "info")
    return redirect(url_for("accounts.sign_in", terug=back))


def park_for(page: PageKey, values: Values) -> str | None:
    """Store a form for the person who opened its page; returns the draft's id when it was kept."""
    size = sum(len(text) for texts in values.values() for text in texts)
    if size > PARKED_MOST or values.get("relation") == ["colleague"]:
        return None
    try:
        with unit_of_work():
            draft = drafts.park(page.author(), page.write_key, values, now=clock.now())
            return str(draft.id)
    except DomainError:
        return None  # sent already: there is nothing left to keep
