"""Works on a letter in its form: rows come, go and move, and what is wrong is put at its field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from vpt.core.errors import DomainError
from vpt.history import queries as history
from vpt.history.rules import Kind, Seen
from vpt.infra.db import unit_of_work
from vpt.measures import proofing, trying, wording
from vpt.measures.proofing import Remark
from vpt.measures.wording import InForce, Written
from vpt.web import sentences
from vpt.web.letters import words
from vpt.web.letters.forms import SECTIONS, LetterForm, filled
from vpt.web.session import current_actor

DO, LOOK, SAVE, SEEN = "do", "look", "save", "seen"
ASKED = re.compile(r"(add|remove|up|down)-(clauses|notices)(?:-([0-9]{1,3}))?")
"""What a button of a row asks: what, in which section, of which row."""
EMPTY_ROW = {"heading": "", "text": "", "points": "", "when": ""}


@dataclass(slots=True)
class Desk:
    """A letter being edited: the words in force, the form, and what is wrong with it."""

    worded: InForce
    number: int
    """Of the version that holds now."""
    form: LetterForm

    @property
    def written(self) -> Written:
        """Return what stands in the form."""
        return self.form.to_written(self.worded.template)

    @property
    def tried(self) -> InForce:
        """Return what stands in the form as words that could be drawn."""
        return InForce(key=self.worded.key, template=self.written.template, number=self.number)

    @property
    def seen(self) -> Seen:
        """Return from which version the form was made."""
        return Seen(number=self.form.saw())


def opened(key: str, start: InForce | None = None) -> Desk:
    """Return the desk of a letter: the form as posted, or filled with the words in force.

    `start` fills it with other words, whatever was posted. NotVisible for an unknown letter.
    """
    organisation_id = current_actor().organisation_id
    worded = wording.in_force(organisation_id, key)
    number = history.newest_number(organisation_id, Kind.LETTER, key)
    data = filled(start or worded, number)
    form = LetterForm(key, formdata=None, data=data) if start else LetterForm(key, data=data)
    return Desk(worded=worded, number=number, form=form)


def rearranged(desk: Desk) -> Desk | None:
    """Return the desk with a row added, moved or taken away; None when that was not asked."""
    asked = request.form.get(DO, SAVE)
    if asked in {LOOK, SAVE}:
        return None
    data = {name: value for name, value in desk.form.data.items() if name != "csrf_token"}
    found = ASKED.fullmatch(asked)
    if found is not None:
        verb, section, place = found.groups()
        rows = list(data[section])
        MOVES[verb](rows, int(place) if place else len(rows))
        data[section] = rows
    return Desk(desk.worded, desk.number, LetterForm(desk.worded.key, formdata=None, data=data))


def is_form() -> bool:
    """Return whether what was posted is the form of a letter, and not something else."""
    return SEEN in request.form


def only_looks() -> bool:
    """Return whether somebody asks to see what would change, before keeping it."""
    return request.form.get(DO) == LOOK or "kijk" in request.form


def _add(rows: list[Any], place: int) -> None:
    if len(rows) < proofing.MOST_PARTS:
        rows.insert(place + 1, EMPTY_ROW)


def _remove(rows: list[Any], place: int) -> None:
    del rows[place : place + 1]


def _up(rows: list[Any], place: int) -> None:
    if 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]


def _down(rows: list[Any], place: int) -> None:
    _up(rows, place + 1)


MOVES = {"add": _add, "remove": _remove, "up": _up, "down": _down}


def store(desk: Desk, now: Any) -> bool:
    """Store what stands in the form; False when nothing changed. Raises what `change` raises."""
    proofing.ensure(desk.written.template)
    trying.ensure_short(current_actor(), desk.tried, now=now)
    with unit_of_work():
        return wording.change(current_actor(), desk.written, desk.seen, now=now) is not None


def mark(form: LetterForm, remarks: Sequence[Remark]) -> None:
    """Put every fault at its field and in the summary on top."""
    for one in remarks:
        refuse(form, one.refusal())


def refuse(form: LetterForm, refusal: DomainError) -> None:
    """Put a refusal at its field, and in the summary when that is in a row."""
    sentence = sentences.of(refusal)
    section, _, rest = str(refusal.details.get("field") or "").partition("-")
    number, _, name = rest.partition("-")
    if section in SECTIONS and number:
        form[section][int(number)].form[name].errors = [sentence]
        sentence = f"{words.place(section, int(number))}: {sentence}"
    elif section in form and section not in SECTIONS:
        form[section].errors = [sentence]
        return
    form.form_errors.append(sentence)
