"""Where the journey along the chain begins: one employer that decided to go to the police."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import Flask

from tests.browser.mailing import Postbox
from tests.browser.serving import Site
from tests.builders import an_organisation, give_seal
from tests.cases.builders import Town
from tests.police_reports.desk import a_criminal_case, decide, shield
from tests.sharing.received import an_exhibit
from vpt.accounts.rules import OrganisationKind
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.worktime import local_date
from vpt.incidents.models import Incident
from vpt.infra.db import db, unit_of_work

DAYS_AGO = 3
POLICE = "Politie-eenheid Oost (demo)"
NARRATIVE = "Hij riep dat hij mij wist te vinden"
LITERAL = "Ik weet je te vinden"
"""What the builders of incidents write in the two parts of a report."""


@dataclass
class ChainTown:
    """A site with one case at the police, of which nobody knows yet whether the police took it."""

    site: Site
    town: Town
    reference: str
    certificate: bytes
    post: Postbox
    happened: date


def open_town(app: Flask, site: Site, town: Town, folder: Path) -> ChainTown:
    """Return the town with its seal, its mail and its case."""
    app.extensions["vpt_settings"] = replace(app.extensions["vpt_settings"], public_url=site.url)
    with ThreadPoolExecutor(1) as aside:  # sealing has an event loop, and so has the browser
        certificate = aside.submit(_seal, app, town).result()
    with app.app_context():
        with unit_of_work():
            an_organisation(POLICE, OrganisationKind.POLICE)
        case = _at_the_police(town, clock.now() - timedelta(days=DAYS_AGO))
        an_exhibit(town, case)
        happened = db.session.get_one(Incident, (case.organisation_id, case.id)).occurred_from
        post = Postbox(app, folder)
        return ChainTown(site, town, case.reference, certificate, post, local_date(happened))


def _seal(app: Flask, town: Town) -> bytes:
    with app.app_context():
        return give_seal(town.organisation, now=clock.now()).ca_certificate_pem


def _at_the_police(town: Town, at: datetime) -> Case:
    """Return a case of which the police have to say that they took the report."""
    case = a_criminal_case(town, at=at)
    decide(town, case, at=at + timedelta(hours=2))
    shield(town, case, at=at + timedelta(hours=2))
    return case
