"""Which job runs when. A job that fails is logged by name and runs again at its next turn."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from huey import Huey, crontab

from vpt.core.settings import Settings
from vpt.infra.db import db
from vpt.work import (
    answers,
    delivery,
    measures,
    police_reports,
    post,
    preservation,
    protocols,
    seals,
    stranded,
    support,
    upkeep,
    waking,
)

log = logging.getLogger("vpt.work")
Job = Callable[[Settings], None]


@dataclass(frozen=True, slots=True)
class Planned:
    """A job and its minutes of the hour in crontab notation."""

    name: str
    job: Job
    minute: str


PLAN = (
    Planned("deliver", delivery.deliver, "*"),
    Planned("escalate", upkeep.escalate, "*"),
    Planned("guard_evidence", preservation.warn, "11,41"),
    Planned("seal_audit", upkeep.seal_audit, "*"),
    Planned("expire_drafts", upkeep.expire_drafts, "7"),
    Planned("give_work_on", stranded.give_on, "4,14,24,34,44,54"),
    Planned("end_measures", measures.end_measures, "1,31"),
    Planned("remind_of_complaints", police_reports.remind_of_complaints, "17"),
    Planned("remind_victims", support.remind, "13"),
    Planned("ask_partners", answers.ask_again, "9,39"),
    Planned("sweep_files", upkeep.sweep_files, "23"),
    Planned("sweep_tries", upkeep.sweep_tries, "41"),
    Planned("remind_of_post", post.remind, "3,33"),
    Planned("remind_of_protocols", protocols.remind, "51"),
    Planned("warn_of_seals", seals.warn, "27"),
    Planned("restamp_documents", seals.restamp, "19"),
    Planned("sweep_forms", upkeep.sweep_forms, "43"),
)


def register(app: Flask, queue: Huey) -> None:
    """Give the queue every planned job; the first one can also be woken out of turn."""
    tasks = [_register(app, queue, planned) for planned in PLAN]
    app.extensions[waking.WAKE] = tasks[0]


def run(app: Flask, planned: Planned) -> bool:
    """Run one job in its own application context; return whether it ended well.

    Only this loop catches everything: one broken job may not stop the others. The log names the
    job and the class of the error; texts and values could hold what people said.
    """
    with app.app_context():
        try:
            planned.job(app.extensions["vpt_settings"])
        except Exception as error:  # noqa: BLE001  see above
            log.error("job %s failed: %s", planned.name, type(error).__name__)  # noqa: TRY400  no traceback: it shows values
            return False
        finally:
            db.session.remove()
    return True


def _register(app: Flask, queue: Huey, planned: Planned) -> Callable[[], object]:
    def task() -> None:
        run(app, planned)

    wrapped: Callable[[], object] = queue.periodic_task(
        crontab(minute=planned.minute), name=planned.name
    )(task)
    return wrapped
