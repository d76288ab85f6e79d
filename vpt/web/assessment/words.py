"""What the pages of an assessment tell: an offence, and what was judged."""

from vpt.assessment import labels
from vpt.assessment.matrices import OWN
from vpt.assessment.queries import Judged
from vpt.assessment.rules import Reply
from vpt.incidents.offences import Offence
from vpt.web import moments
from vpt.web.i18n import in_dutch
from vpt.web.i18n import translated as _


def offence(one: Offence) -> list[tuple[str, str]]:
    """Return what is said of an offence, each with how sure it is."""
    found = [
        (_("Hoogste straf"), in_dutch(one.maximum)),
        (_("Klacht"), _(labels.COMPLAINT[one.complaint])),
        (_("Wat de aangifte bruikbaar maakt"), in_dutch(one.usable)),
        (_("Bron"), one.source),
        (_("Wat is nagelezen"), in_dutch(one.checked)),
    ]
    return [(term, value) for term, value in found if value]


def said(judged: Judged) -> list[tuple[str, str]]:
    """Return the last assessment and VPT test in words."""
    found: list[tuple[str, str]] = []
    if judged.assessment is not None:
        one, table = judged.assessment, judged.matrix
        chosen = [table.measure(key) for key in one.measures]
        found += [
            (_("Beoordeeld"), f"{moments.moment(one.made_at)}, {one.made_by}"),
            (_("Voorgesteld"), ", ".join(each.title for each in chosen if each)),
            (_("Matrix"), version(one.matrix_version)),
            (_("Toelichting"), one.grounds),
        ]
    if judged.test is not None:
        asked = ("public_task", "aimed_at_task", "by_colleague")
        found += [
            (_(labels.QUESTION[key]), _(labels.REPLY[Reply(getattr(judged.test, key))]))
            for key in asked
        ]
    return [(term, value) for term, value in found if value]


def version(code: str) -> str:
    """Return the version of a matrix in words: of the program by its name, an own one by number."""
    number = code.removeprefix(OWN)
    return _("eigen versie %(number)s", number=number) if number != code else code
