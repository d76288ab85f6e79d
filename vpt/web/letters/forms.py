"""The form of a letter: its parts as rows, each with its heading, its words and its condition."""

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)

from vpt.core.plaintext import clean, clean_line
from vpt.measures.placeholders import CONDITION, LISTS, SCOPES
from vpt.measures.proofing import MOST_PARTS
from vpt.measures.templates import Part, Template
from vpt.measures.wording import InForce, Written
from vpt.web.cases.forms import SpokenForm, as_version
from vpt.web.i18n import translated as gettext
from vpt.web.incidents.parts import PartForm

SECTIONS = ("clauses", "notices")
ROW = re.compile(r"([0-9]{1,3})-")


class LetterPartForm(PartForm):
    """One part of a letter."""

    heading = StringField(_("Kopje"))
    text = TextAreaField(_("Tekst"))
    points = SelectField(_("Lijst onder de tekst"))
    when = SelectField(_("Wanneer staat dit deel in de brief?"))


class Rows(FieldList):  # type: ignore[type-arg]  # generic in its stubs only
    """Parts under each other: their numbers are read as browsers write them, and no more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(FormField(LetterPartForm), max_entries=MOST_PARTS, **kwargs)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        for name in formdata:
            found = ROW.match(name.removeprefix(f"{prefix}-"))
            if found is not None and name.startswith(prefix):
                yield int(found[1])


class LetterForm(SpokenForm):
    """The words of a letter."""

    seen = HiddenField()
    subject = StringField(_("Onderwerp"))
    clauses = Rows()
    notices = Rows()
    contact_is_ours = BooleanField(
        _("Het telefoonnummer of mailadres in de tekst is van de organisatie"),
        description=_("Nooit van een mens: een brief wordt bewaard en gekopieerd."),
    )
    verified = BooleanField(
        _("Een jurist van onze organisatie heeft precies deze tekst nagekeken"),
        description=_("Zonder vinkje staat bij de brief: nog niet door een jurist nagekeken."),
    )

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = SCOPES[key]
        when = [("", gettext(_("Altijd")))]
        when += [(one, gettext(CONDITION[one])) for one in scope.conditions]
        points = [("", gettext(_("Geen lijst")))]
        points += [(one, gettext(LISTS[one].means)) for one in LISTS if one in scope.lists]
        for section in SECTIONS:
            for row in self[section]:
                row.form.when.choices, row.form.points.choices = when, points

    def saw(self) -> int:
        """Return the number of the version the person saw; 0 when none came along."""
        return as_version(self.seen.data)

    def to_written(self, now: Template) -> Written:
        """Hand over the words; unticked, they count as checked only when nothing changed."""
        written = Template(
            key=now.key,
            version=now.version,
            title=now.title,
            subject=clean_line(self.subject.data),
            verified=now.verified,
            clauses=tuple(_part(row.data) for row in self.clauses),
            notices=tuple(_part(row.data) for row in self.notices),
        )
        if written != now or self.verified.data:
            written = replace(written, verified=bool(self.verified.data))
        return Written(template=written, contact_is_ours=bool(self.contact_is_ours.data))


class TomlForm(SpokenForm):
    """A letter as a file."""

    file = FileField(_("Tekst van een brief (TOML)"))
    loses_file = True


def filled(worded: InForce, number: int) -> dict[str, Any]:
    """Return what a form starts with: these words, and the version that holds now."""
    template = worded.template
    return {
        "seen": str(number),
        "subject": template.subject,
        "clauses": [asdict(one) for one in template.clauses],
        "notices": [asdict(one) for one in template.notices],
        "verified": False,
    }


def _part(row: dict[str, Any]) -> Part:
    return Part(
        heading=clean_line(row["heading"]),
        text=clean(row["text"]),
        points=row["points"] or "",
        when=row["when"] or "",
    )
