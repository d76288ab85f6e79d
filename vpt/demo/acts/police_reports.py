"""How the people of the demo decide on, file and follow police reports."""

from random import Random

from sqlalchemy import select

from vpt.cases.models import Case
from vpt.demo.acts.doing import Doing
from vpt.infra.db import db
from vpt.police_reports import complaining, filing, releasing, service
from vpt.police_reports.complaining import Complained
from vpt.police_reports.filing import CodeAsked, Filed
from vpt.police_reports.models import PoliceReport
from vpt.police_reports.releasing import Asked
from vpt.police_reports.rules import (
    FILED_BY,
    Decision,
    Filing,
    Manner,
    NameKnown,
    Wanted,
    Wish,
)
from vpt.police_reports.service import Decided, Shielded

SAID = (
    "Ik vind het goed als mijn werkgever het doet. Ik wil er niet alleen voor staan.",
    "Ik wil wel aangifte, maar niet met mijn adres erbij.",
    "Doe maar wat jullie denken dat goed is.",
    "Ik wil eerst dat het ophoudt.",
)
FUNCTIONS = ("Medewerker publieksbalie", "Toezichthouder", "Consulent", "Teammedewerker")
TASKS = (
    "Een besluit uitleggen aan een bezoeker",
    "De huisregels handhaven",
    "Een gesprek voeren over een aanvraag",
    "Iemand helpen in de wachtruimte",
)
IMPACTS = (
    "Het loket ging een uur dicht en drie afspraken zijn verzet.",
    "Twee collega’s hebben de rest van de dag ander werk gedaan.",
    "De dienst is met een uur uitgesteld.",
)
REPRESENTATIVES = (
    ("Henk Jansen (demo)", "Hoofd bedrijfsvoering"),
    ("Fatma Aydin (demo)", "Gemandateerd leidinggevende"),
)
STATIONS = ("Politiebureau Esrande", "Politiebureau Borgbeek", "Wijkbureau Markveen")
OFFICERS = ("Brigadier D. de Boer (demo)", "Agent S. Kaya (demo)", "Intake en service")
CALLED = ("Bureau, afdeling intake (demo)", "Contactpersoon VPT (demo)")
CONTACT = "Rik Temmink (demo)"


def decide(doing: Doing) -> Case:
    """Decide with the victim, and prepare what goes on the papers when a report follows."""
    choice, rng = doing.answer.outcome, doing.rng
    wish = Wish.AGREES if choice != Decision.NO_REPORT else Wish.NO_VIEW
    case = service.decide(
        doing.actor, doing.case_id, doing.ref,
        Decided(choice=choice, wish=wish, said=rng.choice(SAID), reason=_words(doing)),
        version=doing.version, now=doing.now,
    )  # fmt: skip
    report = _newest(doing)
    if choice not in FILED_BY or report is None:
        return case
    return filing.prepare(
        doing.coordinator, doing.case_id, report.id, _details(rng, by=report.filed_by),
        version=case.version, now=doing.now,
    )  # fmt: skip


def shield(doing: Doing) -> Case:
    """Choose how the victim is shielded."""
    shielded = Shielded(
        outcome=doing.answer.outcome,
        name_known=doing.rng.choice([NameKnown.NO, NameKnown.UNKNOWN]),
        reason=_words(doing),
    )
    return service.shield(
        doing.actor, doing.case_id, doing.ref, shielded, version=doing.version, now=doing.now
    )


def file(doing: Doing) -> Case:
    """Go to the police; after a refusal write to the contact officer."""
    answer, rng = doing.answer, doing.rng
    given = {"station": rng.choice(STATIONS), "officer": rng.choice(OFFICERS)}
    if answer.number:
        given["number"] = answer.number
    filed = Filed(outcome=answer.outcome, on=answer.on, reason=_words(doing), given=given)
    case = filing.file(
        doing.actor, doing.case_id, doing.ref, filed, version=doing.version, now=doing.now
    )
    return _escalated(doing, case) if answer.outcome == Filing.REFUSED else case


def check_code(doing: Doing) -> Case:
    """Ask whether the VPT code is there; when it is missing write to the contact officer."""
    whom = doing.rng.choice(CALLED)
    asked = CodeAsked(outcome=doing.answer.outcome, whom=whom, reason=_words(doing))
    case = filing.check_code(
        doing.actor, doing.case_id, doing.ref, asked, version=doing.version, now=doing.now
    )
    return _escalated(doing, case) if asked.outcome == "missing" else case


def complain(doing: Doing) -> Case:
    """Record the victim's complaint, or why there is none."""
    answer = doing.answer
    said = Complained(
        outcome=answer.outcome,
        manner=Manner.IN_PERSON if answer.outcome == complaining.FILED else "",
        on=answer.on,
        place=doing.rng.choice(STATIONS),
        reason=_words(doing),
    )
    return complaining.complain(
        doing.actor, doing.case_id, doing.ref, said, version=doing.version, now=doing.now
    )


def release(doing: Doing) -> Case:
    """Record whether the prosecution was consulted."""
    asked = Asked(outcome=doing.answer.outcome, whom=doing.rng.choice(CALLED), text=_words(doing))
    return releasing.record(
        doing.coordinator, doing.case_id, doing.ref, asked, version=doing.version, now=doing.now
    )


def _words(doing: Doing) -> str:
    return doing.answer.reason or doing.answer.note or ""


def _details(rng: Random, *, by: str) -> dict[str, str]:
    name, function = rng.choice(REPRESENTATIVES)
    details = {
        "function": rng.choice(FUNCTIONS),
        "task": rng.choice(TASKS),
        "impact": rng.choice(IMPACTS),
        "contact": "VPT-coördinator",
        "contact_phone": "074 000 00 10",
        "wanted": rng.choice([Wanted.BOTH, Wanted.INFORMED]).value,
        "complaint_wish": "later",
    }
    if by == FILED_BY[Decision.EMPLOYER_FILES]:
        details |= {"representative": name, "representative_function": function}
    return details


def _escalated(doing: Doing, case: Case) -> Case:
    return filing.escalate(
        doing.coordinator, doing.case_id, doing.subject_id, CONTACT,
        version=case.version, now=doing.now,
    )  # fmt: skip


def _newest(doing: Doing) -> PoliceReport | None:
    return db.session.scalar(
        select(PoliceReport)
        .where(
            PoliceReport.organisation_id == doing.actor.organisation_id,
            PoliceReport.case_id == doing.case_id,
            PoliceReport.victim_id == doing.subject_id,
        )
        .order_by(PoliceReport.opened_at.desc())
        .limit(1)
    )
