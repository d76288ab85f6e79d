"""How a police report stands, in plain words for the victim it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vpt.cases.chain import OPEN, StepView
from vpt.cases.own import OwnCase
from vpt.core.language import mark
from vpt.police_reports import labels
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.own import OwnReports, Wish
from vpt.police_reports.rules import (
    OUTCOME_OF,
    Decision,
    Filing,
    NameKnown,
    OwnWish,
    Shield,
    Term,
    is_pointless,
)
from vpt.protocol.works import Work
from vpt.web import moments
from vpt.web.i18n import translated as _
from vpt.web.police_reports.chain_routes import term_of

DECIDED: Mapping[str, str] = {
    Decision.EMPLOYER_FILES: mark(
        "Je organisatie doet aangifte. Jij hoeft dat niet zelf te doen. De politie kan je wel "
        "vragen om als getuige te vertellen wat er gebeurde."
    ),
    Decision.VICTIM_FILES: mark("Jij doet zelf aangifte. Wij helpen je met de voorbereiding."),
    Decision.NOTIFICATION_ONLY: mark(
        "We melden het bij de politie, maar doen geen aangifte. De politie weet het dan wel."
    ),
    Decision.NO_REPORT: mark("Er komt geen aangifte."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTold:
    """What the page says; empty texts and None for what does not apply."""

    decision: str
    reports: tuple[str, ...]
    shield: str
    shield_means: str
    is_pointless: bool
    """The perpetrator knows the name and a number was chosen anyway."""
    complaint: str
    term: Term | None
    """Only while it runs, or passed without a complaint."""
    days_left: int
    may_say: bool
    may_choose: bool
    is_direct: bool
    """A shield chosen now counts at once: there is no report yet."""
    may_ask: bool


def told(page: OwnCase, victim_id: UUID, kept: OwnReports, today: date) -> OwnTold:
    """Put the state of one victim's reports into words."""
    steps = [one.step for one in page.steps]
    deciding = _of(steps, Work.REPORT_DECISION, victim_id)
    term = _term(steps, victim_id)
    is_open = page.head.closed_at is None
    shield = kept.protection
    shielded = _is_done(_of(steps, Work.PROTECTION, victim_id))
    return OwnTold(
        decision=_decision(deciding, kept),
        reports=tuple(report(one) for one in kept.reports),
        shield=_(labels.SHIELD.get(shield, "")) if shield else "",
        shield_means=_(labels.SHIELD_MEANS[shield]) if shield in labels.SHIELD_MEANS else "",
        is_pointless=any(_hides_nothing(one) for one in kept.reports),
        complaint=_complaint(kept),
        term=term if not kept.complaints else None,
        days_left=term.days_left(today) if term else 0,
        may_say=is_open and not _is_done(deciding),
        may_choose=is_open and not (kept.reports and shielded),
        is_direct=not kept.reports,
        may_ask=is_open,
    )


def report(of: PoliceReport) -> str:
    """Return how one report stands; its number only once the police took it."""
    if of.state == Filing.TAKEN:
        day = moments.day(of.filed_on) if of.filed_on else _("een dag die we niet weten")
        number = str((of.details or {}).get("number", ""))
        taken = _("De politie nam de aangifte op. Dag: %(day)s.", day=day)
        return f"{taken} {_('Nummer: %(number)s.', number=number)}" if number else taken
    if of.state == Filing.APPOINTMENT and of.appointment_on:
        day = moments.day(of.appointment_on)
        return _("Er is een afspraak bij de politie op %(day)s.", day=day)
    if of.state == Filing.REFUSED:
        return _("De politie nam de aangifte nog niet op. De coördinator gaat daar achteraan.")
    if of.state == Filing.GIVEN_UP:
        return _("De aangifte gaat toch niet door.")
    return _("De aangifte is nog niet gedaan.")


def _decision(deciding: list[StepView], kept: OwnReports) -> str:
    if any(step.standing in OPEN for step in deciding):
        return _("We denken na over aangifte. Er is nog niets besloten.")
    if kept.decisions:
        choice = kept.decisions[-1].choice
        return _(DECIDED[choice]) if choice in DECIDED else ""
    if _is_done(deciding):
        return deciding[-1].outcome or _("Het besluit is genomen.")
    return _("Er is nog geen besluit over aangifte. Is het mogelijk strafbaar? Dan beslist de "
             "coördinator er samen met jou over.")  # fmt: skip


def _complaint(kept: OwnReports) -> str:
    if not kept.complaints:
        return ""
    day = moments.day(kept.complaints[-1].filed_on)
    return _("Je klacht is gedaan op %(day)s.", day=day)


def _hides_nothing(of: PoliceReport) -> bool:
    if of.protection not in set(Shield) or of.name_known not in set(NameKnown):
        return False
    return is_pointless(Shield(of.protection), NameKnown(of.name_known))


def _term(steps: list[StepView], victim_id: UUID) -> Term | None:
    """Return the term of the open step that guards the complaint of this victim."""
    guarding = [one for one in _of(steps, Work.COMPLAINT, victim_id) if one.standing in OPEN]
    return term_of(guarding[-1]) if guarding else None


def _is_done(steps: list[StepView]) -> bool:
    """Tell whether a step was opened and none of its rounds is open any more."""
    return any(one.done_at for one in steps) and not any(one.standing in OPEN for one in steps)


def _of(steps: list[StepView], work: Work, victim_id: UUID) -> list[StepView]:
    return [one for one in steps if one.work is work and one.ref.subject == victim_id]


def wish(of: Wish | None) -> str:
    """Return for whoever decides what the victim thinks of a police report, and since when."""
    if of is None or of.get("wish") not in labels.OWN_WISH:
        return ""
    return _dated(of, _(labels.OWN_WISH[of.get("wish")]))


def decided(of: Wish | None) -> dict[str, str]:
    """Return what to fill in on the decision; who wants to talk first has no view yet."""
    if of is None or not of.get("wish"):
        return {}
    view = {} if of.get("wish") == OwnWish.TALK else {"wish": of.get("wish")}
    return {**view, "said": of.get("words")}


def shield(of: Wish | None) -> str:
    """Return for the coordinator which shield the victim chose themselves."""
    if of is None or of.get("shield") not in labels.SHIELD_MEANS:
        return ""
    return _dated(of, _(labels.SHIELD[of.get("shield")]))


def shielded(of: Wish | None, protection: str) -> dict[str, str]:
    """Return what to fill in on the shield: the own wish, else what was chosen when reporting."""
    chosen = of.get("shield") if of else ""
    reason = of.get("shield_reason") if of else ""
    return {"outcome": OUTCOME_OF.get(chosen or protection, ""), "reason": reason}


def rights(of: Wish | None) -> str:
    """Return what the victim wants of the criminal case, in their own choice."""
    if of is None or of.get("wanted") not in labels.OWN_WANTED:
        return ""
    complaint = labels.OWN_COMPLAINT.get(of.get("complaint_wish"), "")
    both = (_(labels.OWN_WANTED[of.get("wanted")]), _(complaint) if complaint else "")
    return _dated(of, ". ".join(one for one in both if one))


def prepared(of: Wish | None, kept: Mapping[str, str]) -> dict[str, str]:
    """Return the details with the own wishes where nobody filled in anything yet."""
    said = {name: of.get(name) for name in ("wanted", "complaint_wish")} if of else {}
    return {**kept, **{name: kept.get(name) or text for name, text in said.items() if text}}


def _dated(of: Wish, text: str) -> str:
    day = moments.day(of.at.astimezone(moments.LOCAL).date())
    return f"{text} ({day})"
