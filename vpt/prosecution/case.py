"""One case on its way to the prosecutor: read once, and what all parts of the dossier ask of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from vpt.cases import chain, coursing, dossier
from vpt.cases.chain import Reader, StepView
from vpt.cases.reach import Reached
from vpt.cases.telling import Telling
from vpt.core.actor import Actor
from vpt.core.worktime import local_date
from vpt.incidents import labels as incident_labels
from vpt.measures import queries as measures
from vpt.measures.queries import Standing
from vpt.outcomes import queries as outcomes
from vpt.outcomes.queries import News
from vpt.partners import queries as partners
from vpt.partners.disclosure import Disclosure, Identities, Profile, disclose
from vpt.partners.queries import Officer
from vpt.police_reports import queries as police_reports
from vpt.police_reports.queries import Kept
from vpt.prosecution import exhibits, planning
from vpt.prosecution.exhibits import Exhibit
from vpt.prosecution.planning import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A case as the prosecutor may hear it.

    In the dossier everybody is called by role number, because the suspect reads along; `named`
    tells the same for the identity sheet.
    """

    actor: Actor
    plan: Plan
    reader: Reader
    named: Telling
    telling: Telling
    steps: tuple[StepView, ...]
    offered: tuple[Exhibit, ...]
    """Every exhibit of the case, with the forms it can have."""
    exhibits: tuple[Exhibit, ...]
    """Those the dossier lists."""
    kept: Kept
    news: tuple[News, ...]
    measures: tuple[Standing, ...]
    officers: tuple[Officer, ...]

    @property
    def case_id(self) -> UUID:
        """Return the case."""
        return self.telling.got.running.case.id

    @property
    def now(self) -> datetime:
        """Return the moment the dossier is made for."""
        return self.reader.now

    @property
    def today(self) -> date:
        """Return that day in the Netherlands."""
        return local_date(self.now)

    def detail(self, name: str) -> str:
        """Return the first answer to a question of the police reports."""
        found = ((report.details or {}).get(name) for report in self.kept.reports)
        return self.telling.text(next((str(one) for one in found if one), ""))

    def task(self) -> str:
        """Return what the victim was doing, as filled in for the police or as reported."""
        activity = self.telling.got.incident.activity
        return self.detail("task") or incident_labels.ACTIVITY.get(activity, "")


def open_case(actor: Actor, case_id: UUID, *, plan: Plan | None = None, now: datetime) -> Told:
    """Return a case whose dossier the actor may make, with the kept plan unless one is given.

    Raises NotVisible, NotAllowed("not_your_part", "permission_missing").
    """
    reached = planning.reach_to_hand_in(actor, case_id)
    return read(actor, reached, plan or planning.plan_of(actor, case_id), now=now)


def read(
    actor: Actor,
    reached: Reached,
    plan: Plan,
    *,
    now: datetime,
    profile: Profile = Profile.PROSECUTION,
) -> Told:
    """Return a case the actor may hand in, with everything its dossier is made from."""
    named, reader = dossier.told(actor, reached, disclose(profile), now=now)
    offered = exhibits.of_case(actor, named.got.evidence, plan.exhibits)
    shown = exhibits.shown(offered)
    chosen = frozenset(one.evidence.id for one in shown)
    telling = replace(named, disclosure=by_number(replace(named.disclosure, evidence=chosen)))
    case_id, today = reached.case.id, local_date(now)
    officers = (partners.officer_on(actor, party, today) for party in ("police", "prosecution"))
    return Told(
        actor=actor,
        plan=plan,
        reader=reader,
        named=named,
        telling=telling,
        steps=coursing.shown_steps(telling, chain.steps(named.got.running, reader)),
        offered=offered,
        exhibits=shown,
        kept=police_reports.of_case(actor, case_id),
        news=outcomes.of_case(actor, case_id),
        measures=tuple(measures.list_of_case(actor, case_id)),
        officers=tuple(one for one in officers if one is not None),
    )


def by_number(disclosure: Disclosure) -> Disclosure:
    """Return a disclosure in which nobody of the incident is named."""
    nobody = Identities.NUMBER
    return replace(disclosure, victims=nobody, witnesses=nobody, perpetrators=nobody)
