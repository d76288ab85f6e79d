"""The hand-picked cases of the demo: what Sanne reported and what lies on her manager's desk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from types import MappingProxyType

from vpt.core.worktime import DAY, WorkCalendar
from vpt.demo import rhythm
from vpt.demo.shapes import IncidentTemplate

LEAD = "sanne.kuipers"
"""Reports in scenes only, so that her list stays short."""
QUIET_UNIT = "ges-balie"
QUIET_DAYS = 60
"""The desk's own last weeks are told by the scenes alone, so that the worklist is as intended."""
TODAY_FROM, TODAY_UNTIL = time(0, 1), time(19, 30)
"""Reported before half past seven in the evening, first support is due the same day."""
MINUTES_AGO = timedelta(minutes=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """How one hand-picked case goes: reported so many days ago, with chosen outcomes.

    `hold` are steps nobody gets to; `outcomes` and `after` (hours) overrule chance per step;
    `known` says whether the perpetrator is known.
    """

    name: str = ""
    template: str = ""
    reporter: str = ""
    days_ago: int = 0
    working: bool = False
    """Reported on the last working day before, so that the office has had time to begin."""
    hold: frozenset[str] = frozenset()
    outcomes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    after: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    pause: frozenset[str] = frozenset()
    """Steps whose clock was stopped and stands still now."""
    messages: tuple[tuple[str, float], ...] = ()
    known: bool | None = None


SCENES = (
    Scene(
        name="sanne today",
        template="balie-nummertje-voordringen",
        reporter="sanne.kuipers",
        hold=frozenset({"S02", "S05", "S08", "S19"}),
        messages=(("m-handler-received", 0.2),),
        known=False,
    ),
    Scene(
        name="sanne this week",
        template="balie-briefadres-afgewezen",
        reporter="sanne.kuipers",
        days_ago=4,
        hold=frozenset({"S08", "S12", "S13", "S18", "S19"}),
        outcomes={"S05": "criminal", "S06": "vpt", "S10": "employer_files", "S11": "domicile"},
        after={"S02": 0.7, "S05": 1, "S06": 1, "S10": 3, "S11": 1, "S04": 20},
        messages=(
            ("m-reporter-no-contact", 4),
            ("m-reporter-question-name", 28),
            ("m-handler-answer-name", 30),
        ),
    ),
    Scene(
        name="sanne with the police",
        template="balie-beeldscherm-omgegooid",
        reporter="sanne.kuipers",
        days_ago=41,
        hold=frozenset({"S25"}),
        outcomes={
            "S05": "criminal",
            "S06": "vpt",
            "S08": "heard_measure",
            "S09": "imposed",
            "S10": "employer_files",
            "S11": "domicile",
            "S12": "taken",
            "S13": "present",
            "S16": "listed",
            "S17": "in_progress",
            "S18": "finished",
            "S19": "reporter_and_team",
        },
        after={"S08": 26, "S09": 72, "S10": 20, "S12": 30, "S18": 50, "S19": 500},
        messages=(("m-reporter-waiting", 36 * 24), ("m-handler-waiting", 36 * 24 + 20)),
    ),
    Scene(
        name="sanne long ago",
        template="balie-kapvergunning-treiteren",
        reporter="sanne.kuipers",
        days_ago=150,
        outcomes={"S05": "not_criminal", "S08": "talked", "S18": "finished", "S26": "closed"},
        after={"S19": 300, "S26": 200},
        messages=(("m-reporter-thanks", 530),),
    ),
    Scene(
        name="due today",
        template="balie-geboorteaangifte-naam",
        reporter="nazli.aydin",
        days_ago=28,
        hold=frozenset({"S14", "S19"}),
        outcomes={"S05": "criminal", "S06": "vpt", "S10": "no_report", "S18": "finished"},
        known=False,
    ),
    Scene(
        name="too late",
        template="balie-rijbewijs-kosten",
        reporter="gerda.olde-scholtenhuis",
        days_ago=31,
        hold=frozenset({"S19"}),
        outcomes={"S05": "not_criminal", "S08": "talked", "S18": "finished"},
        known=True,
    ),
    Scene(
        name="measure to impose",
        template="balie-arm-vastgepakt",
        reporter="ismail.bouzidi",
        days_ago=6,
        hold=frozenset({"S09", "S13", "S18", "S19"}),
        outcomes={"S05": "criminal", "S06": "vpt", "S08": "heard_measure",
                  "S10": "victim_files", "S11": "numbered", "S12": "taken"},
        after={"S05": 2, "S06": 2, "S08": 26, "S10": 6, "S11": 2, "S12": 20, "S04": 30, "S07": 2},
        known=True,
    ),
    Scene(
        name="damage to list",
        template="milieu-aanrijding-slagboom",
        reporter="bennie.kamphuis",
        days_ago=9,
        hold=frozenset({"S16", "S19"}),
        pause=frozenset({"S08"}),
        outcomes={"S05": "criminal", "S06": "vpt",
                  "S10": "employer_files", "S11": "domicile", "S12": "taken"},
    ),
    Scene(
        name="bitten at night",
        template="seh-spuug-triage",
        reporter="gul.arslan",
        days_ago=5,
        hold=frozenset({"S19"}),
        pause=frozenset({"S18"}),
        outcomes={"S05": "criminal", "S06": "vpt", "S10": "victim_files", "S11": "numbered",
                  "S12": "appointment"},
    ),
    Scene(
        name="hearing ahead",
        template="sociaal-stoel-door-ruit",
        reporter="ellen.vossebeld",
        days_ago=120,
        outcomes={"S05": "criminal", "S06": "vpt", "S08": "heard_measure", "S09": "imposed",
                  "S10": "employer_files", "S11": "domicile", "S12": "taken", "S13": "present",
                  "S16": "listed", "S17": "sent_to_om", "S18": "finished", "S20": "summons",
                  "S25": "kept"},
        hold=frozenset({"S21"}),
        after={"S12": 26, "S17": 400, "S20": 2050, "S19": 300},
    ),
    Scene(
        name="hurt today",
        template="sociaal-duw-bij-deur",
        reporter="soraya.kartodikromo",
        hold=frozenset({"S04", "S05", "S07", "S08", "S18", "S19"}),
        after={"S02": 0.6},
    ),
    Scene(
        name="arrested",
        template="sociaal-huisbezoek-handhaver",
        reporter="mehmet.demirci",
        days_ago=1,
        working=True,
        hold=frozenset({"S04", "S06", "S10", "S15", "S18", "S19"}),
        outcomes={"S01": "police_called", "S05": "criminal"},
        after={"S05": 3},
    ),
    Scene(
        name="protection to choose",
        template="sociaal-weekgeld-te-laat",
        reporter="ellen.vossebeld",
        days_ago=1,
        working=True,
        hold=frozenset({"S04", "S08", "S11", "S18", "S19"}),
        outcomes={"S05": "criminal", "S06": "vpt", "S10": "employer_files"},
        after={"S05": 1.5, "S06": 1.5, "S10": 3},
    ),
    Scene(
        name="ready to close",
        template="milieu-bedrijfsafval-geweigerd",
        reporter="ali.gunes",
        days_ago=40,
        working=True,
        hold=frozenset({"S26"}),
        outcomes={"S05": "not_criminal", "S08": "talked", "S18": "finished"},
        after={"S19": 300},
        known=True,
    ),
    Scene(
        name="money to collect",
        template="milieu-accubak-geschopt",
        reporter="bennie.kamphuis",
        days_ago=290,
        working=True,
        hold=frozenset({"S24"}),
        outcomes={"S05": "criminal", "S06": "vpt", "S07": "not_required", "S08": "talked",
                  "S10": "victim_files", "S11": "domicile", "S12": "taken", "S13": "present",
                  "S16": "listed", "S17": "sent_to_om", "S18": "finished", "S20": "summons",
                  "S21": "joined", "S23": "convicted_compensation"},
        after={"S10": 20, "S12": 26, "S17": 400, "S20": 900, "S19": 300},
        known=True,
    ),
)  # fmt: skip


def moments(
    scene: Scene, template: IncidentTemplate, calendar: WorkCalendar, now: datetime
) -> tuple[datetime, datetime]:
    """Return when the incident of a scene occurred and when it was reported."""
    today = calendar.local_date(now)
    told_on = today - DAY * scene.days_ago
    if scene.working:
        told_on = rhythm.last_working_day(told_on, calendar)
    at = time.fromisoformat(template.at)
    occurred = calendar.at(rhythm.last_working_day(told_on, calendar), at)
    submitted = calendar.at(told_on, at) + timedelta(minutes=45)
    if scene.days_ago == 0:
        submitted = _today(calendar, now)
        occurred = min(occurred, submitted - timedelta(minutes=40))
    return min(occurred, submitted), submitted


def _today(calendar: WorkCalendar, now: datetime) -> datetime:
    """Return a moment of today in which something reported is due before midnight."""
    today = calendar.local_date(now)
    latest = min(now - MINUTES_AGO, calendar.at(today, TODAY_UNTIL))
    return min(max(latest, calendar.at(today, TODAY_FROM)), now)
