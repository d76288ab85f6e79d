"""What every setting shows: what changes from what to what, how it was, and how to go back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from vpt.history.rules import Content
from vpt.web import moments
from vpt.web.administration import saving
from vpt.web.administration.forms import BackForm
from vpt.web.administration.saving import Result

NOTHING = "–"
Word = Callable[[str, object], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Going back to an older version: what would change, and the page that it belongs to."""

    set_at: datetime | None
    """None for how it was in the beginning."""
    rows: Sequence["Row"]
    consequences: Sequence[str]
    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field before and after; every word is ready to be shown."""

    label: str
    before: str
    after: str


def differences(
    fields: Mapping[str, str], before: Content, after: Content, word: Word | None = None
) -> list[Row]:
    """Return the fields that differ; `word` turns a field's value into words."""
    say = word or _plain
    rows = [
        Row(
            label=str(label),
            before=say(name, before.get(name)) or NOTHING,
            after=say(name, after.get(name)) or NOTHING,
        )
        for name, label in fields.items()
        if before.get(name) != after.get(name)
    ]
    return [row for row in rows if row.before != row.after]


def lines(
    fields: Mapping[str, str], content: Content, word: Word | None = None
) -> list[tuple[str, str]]:
    """Return every field with its value in words."""
    say = word or _plain
    return [(str(label), say(name, content.get(name)) or NOTHING) for name, label in fields.items()]


def version_page(form: BackForm, result: Result, back: Back) -> ResponseReturnValue:
    """Show an older version beside what holds now, and the button that puts it back."""
    page = render_template(
        "administration/version.html",
        form=form,
        is_stale=result is Result.STALE,
        when=moments.moment(back.set_at) if back.set_at else "",
        back=back,
    )
    return page, saving.status(result)


def _plain(_name: str, value: object) -> str:
    return str(value or "")
