"""What follows from answers: the VPT test, and what the labour inspectorate must be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vpt.core.errors import RuleBroken

MOST_TEXT = 2000
MOST_LINE = 120


class Reply(StrEnum):
    """An answer to a question that somebody may not be able to answer yet."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Vpt(StrEnum):
    """Outcomes of the VPT test, as the protocol names them."""

    VPT = "vpt"
    NOT_VPT = "not_vpt"
    DOUBT = "doubt"


class Inspection(StrEnum):
    """Outcomes of the check for the labour inspectorate, as the protocol names them."""

    REPORTED = "reported"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAnswers:
    """The three questions of the VPT test (domain dossier §1.3)."""

    public_task: Reply
    aimed_at_task: Reply
    by_colleague: Reply

    def proposed(self) -> Vpt:
        """Return what follows: VPT when it hit a public task, and no colleague did it."""
        if self.by_colleague is Reply.YES or Reply.NO in (self.public_task, self.aimed_at_task):
            return Vpt.NOT_VPT
        is_sure = self.public_task is self.aimed_at_task is Reply.YES
        return Vpt.VPT if is_sure and self.by_colleague is Reply.NO else Vpt.DOUBT


@dataclass(frozen=True, slots=True, kw_only=True)
class Injury:
    """What HR knows of one victim's injury; the texts are for the notice, without names."""

    death: Reply
    admission: Reply
    """In a hospital, also for one day; treatment without a bed does not count."""
    lasting: Reply
    """Permanent injury, also lasting psychological complaints."""
    long_absence: Reply
    """More than three working days."""
    texts: Mapping[str, str]
    """function, nature, account, measures, explanation: what was given."""

    @property
    def must_be_reported(self) -> bool:
        """Tell whether it must be reported at once (Arbowet 9(1), IKAS)."""
        return Reply.YES in (self.death, self.admission, self.lasting)

    @property
    def is_unsure(self) -> bool:
        """Tell whether it has to be asked again later."""
        return Reply.UNSURE in (self.death, self.admission, self.lasting, self.long_absence)

    def proposed(self) -> Inspection:
        """Return what follows from the answers."""
        return Inspection.REPORTED if self.must_be_reported else Inspection.NOT_REQUIRED

    def is_listed(self, outcome: Inspection) -> bool:
        """Tell whether it goes on the employer's list (Arbowet 9(2), to be checked)."""
        return outcome is Inspection.REPORTED or self.long_absence is Reply.YES


TEXTS = ("function", "nature", "account", "measures", "explanation")


def ensure_reasoned(outcome: str, proposed: str, reason: str) -> None:
    """Ask why somebody chooses something else than what follows from the answers."""
    if outcome != proposed and not reason.strip():
        raise RuleBroken("proposal_overruled", field="reason")


def ensure_reportable(
    injury: Injury, outcome: Inspection, on: date | None, *, incident_on: date, today: date
) -> None:
    """Refuse to leave out what the law asks, and a day of reporting that cannot be.

    RuleBroken("must_be_reported", "date_required", "reported_in_future",
    "reported_before_incident").
    """
    if outcome is Inspection.NOT_REQUIRED:
        if injury.must_be_reported:
            raise RuleBroken("must_be_reported", field="outcome")
        return
    if on is None:
        raise RuleBroken("date_required", field="on")
    if on > today:
        raise RuleBroken("reported_in_future", field="on")
    if on < incident_on:
        raise RuleBroken("reported_before_incident", field="on")
