"""What the pages of support show: a step with its frame, the course of a victim, the log."""

from datetime import date
from typing import Any

from vpt.cases.chain import StepView
from vpt.cases.views import CasePage
from vpt.core import clock
from vpt.protocol.works import Work
from vpt.support import labels, queries
from vpt.support.queries import Course, Line, Logged
from vpt.support.rules import Agreed, Back, Entry, Helper, SafetyAct
from vpt.web import moments
from vpt.web.cases import acting
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor


def opened(page: CasePage) -> dict[str, Any]:
    """Return what a fresh line of the safety log starts with: the moment it is."""
    local = clock.now().astimezone(moments.LOCAL)
    return acting.seen(page) | {"day": local.date(), "time": local.time()}


def safety(page: CasePage, step: StepView | None) -> dict[str, Any]:
    """Return the safety log in words beside its form."""
    log = queries.safety_log(current_actor(), page)
    return {"step": step, "log": [logged(one) for one in log]}


def logged(line: Logged) -> dict[str, str]:
    """Return one line of the safety log in words."""
    acts = [_(labels.SAFETY[SafetyAct(act)]) for act in line.acts]
    return {
        "at": moments.moment(line.at),
        "author": line.author,
        "acts": ", ".join(acts),
        "note": line.note,
    }


def talk(page: CasePage, step: StepView) -> dict[str, Any]:
    """Return what stands beside the form of a talk: what was said and agreed before."""
    found = queries.courses(current_actor(), page)
    mine = next((one for one in found if one.involved_id == step.ref.subject), None)
    number = step.ref.occurrence + (1 if step.work is Work.AFTERCARE else 0)
    return {
        "step": step,
        "number": number,
        "declined_at": mine.declined_at if mine else None,
        "told": course(mine) if mine else None,
    }


def course(of: Course) -> dict[str, Any]:
    """Return the course of a victim in words."""
    returns = of.of(Entry.RETURN)
    return {
        "talks": [talked(line) for line in of.of(Entry.TALK)],
        "levels": [level(line) for line in of.levels],
        "referrals": [referred(line) for line in of.of(Entry.REFERRAL)],
        "back": returned(returns[-1]) if returns else [],
        "notes": [
            {"author": one.author, "at": moments.moment(one.at), "text": one.text,
             "own": one.is_mine}
            for one in of.notes
        ],
    }  # fmt: skip


def talked(line: Line) -> dict[str, Any]:
    """Return one talk in words: number, moment, and what there is to tell."""
    agreed = [_(labels.AGREED[Agreed(one)]) for one in line.details.get("agreed", ())]
    facts = [
        (_("Met"), line.author),
        (_("Afloop"), _outcome(line)),
        (_("Hoe het ging"), _feeling(line)),
        (_("Afgesproken"), ", ".join(agreed)),
        (_("Volgende keer"), day(line.day("next_on"))),
        (_("Notitie"), line.details.get("note", "")),
    ]
    return {
        "title": _("Gesprek %(number)s", number=line.number),
        "at": moments.moment(line.at),
        "facts": [(term, value) for term, value in facts if value],
    }


def level(line: Line) -> dict[str, Any]:
    """Return one answer to how it goes, for the line of levels and its table."""
    asked = _("Wil contact") if line.details.get("contact") else ""
    return {
        "at": moments.moment(line.at),
        "value": line.details["feeling"],
        "words": _feeling(line),
        "note": asked,
    }


def referred(line: Line) -> dict[str, str]:
    """Return one referral in words."""
    answers = {True: _("Ja"), False: _("Nee"), None: _("Nog niet bekend")}
    return {
        "helper": _(labels.HELPER[Helper(line.details["helper"])]),
        "on": day(line.day("on")),
        "accepted": answers[line.details.get("accepted")],
    }


def returned(line: Line) -> list[tuple[str, str]]:
    """Return how far somebody is back at work, in words."""
    facts = [
        (_("Stand"), _(labels.BACK[Back(line.details["back"])])),
        (_("Sinds"), day(line.day("since"))),
        (_("Wat er nodig is"), line.details.get("needed", "")),
        (_("Gevraagd op"), moments.moment(line.at)),
    ]
    return [(term, value) for term, value in facts if value]


def day(on: date | None) -> str:
    """Return a date, or nothing."""
    return moments.day(on) if on else ""


def _outcome(line: Line) -> str:
    code = line.details.get("outcome", "")
    return _(labels.OUTCOME.get(code, code)) if code else ""


def _feeling(line: Line) -> str:
    found = line.details.get("feeling")
    return _(labels.FEELING[found]) if found else ""
