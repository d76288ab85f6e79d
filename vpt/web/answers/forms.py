"""The form in which a partner answers: one part for every question of the share."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid4

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField

from vpt.answers import queries
from vpt.answers.answered import settled
from vpt.answers.rules import Given
from vpt.core.errors import DomainError
from vpt.sharing.models import Share
from vpt.sharing.rules import Ask
from vpt.web.answers import showing
from vpt.web.answers.parts import PARTS, Part
from vpt.web.cases.forms import SpokenForm

NOTHING = _("U hebt nog niets ingevuld. Vul één onderdeel in; de rest kan later.")


class AnswerForm(SpokenForm):
    """The parts that are asked; only what is filled in is an answer.

    `key` makes the same form sent twice one answer.
    """

    keeps = False
    key = HiddenField()
    parts: tuple[Part, ...] = ()

    def __init__(self, parts: tuple[Part, ...], formdata: Any) -> None:
        super().__init__(formdata=formdata)
        self.parts = parts
        if not _as_key(self.key.data):
            self.key.data = str(uuid4())

    def __iter__(self) -> Iterator[Field]:
        """Yield the fields of the form and of its parts, as the page draws them."""
        yield from super().__iter__()
        for part in self.parts:
            yield from part

    @property
    def errors(self) -> Mapping[str, Any]:
        """Return what is wrong, in the form and in its parts."""
        found = dict(super().errors)
        for part in self.parts:
            found |= {f"{part.ask}-{name}": errors for name, errors in part.errors.items()}
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Check what was filled in; a form with nothing in it is refused."""
        is_sound = super().validate(extra_validators)
        filled = self.filled()
        if not filled:
            self.form_errors = [NOTHING]
        wrong = [part for part in filled if not part.validate()]
        return is_sound and bool(filled) and not wrong

    def filled(self) -> tuple[Part, ...]:
        """Return the parts somebody filled in."""
        return tuple(part for part in self.parts if part.is_filled())

    def given(self) -> tuple[Given, ...]:
        """Hand over the answers."""
        return tuple(part.given() for part in self.filled())

    def to_key(self) -> UUID:
        """Return what makes the same form one answer."""
        return UUID(self.key.data)

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal at the field of the part it is about; False when it is about none."""
        part = next((one for one in self.parts if one.ask == error.details.get("ask")), None)
        return part.refuse(error) if part is not None else False


def answers_form(share: Share, formdata: Any) -> AnswerForm:
    """Return the form of a share, filled with what was posted; None is a fresh one."""
    things = queries.subjects(share)
    rows = queries.earlier(share)
    told, answered = showing.earlier(rows, things), settled(rows)
    parts = []
    for ask in (Ask(one) for one in Ask if one in share.asks):
        part = PARTS[ask](things[ask], formdata)
        part.told = told.get(ask, ())
        if answered.issuperset((ask.value, one.id) for one in things[ask]):
            part.fold()
        parts.append(part)
    return AnswerForm(tuple(parts), formdata)


def _as_key(text: object) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True
