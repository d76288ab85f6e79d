"""The order of time in the dossier for the prosecutor, in words that somebody outside knows."""

from flask import Flask

from tests.cases.builders import LATER, a_case, a_town
from tests.measures.builders import imposed
from vpt.cases import chain, gathering, reach
from vpt.cases.telling import Telling
from vpt.claims.statement import READ
from vpt.partners.disclosure import Profile, disclose
from vpt.prosecution import chronology
from vpt.prosecution.chronology import Course


def test_a_step_has_the_protocol_as_its_source_and_no_code_of_ours(app: Flask) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        imposed(town, case)
        actor = town.coordinator.actor()
        reached = reach.reach(actor, case.id)
        got = gathering.gather(actor, reached, READ)
        telling = Telling(got=got, disclosure=disclose(Profile.PROSECUTION), reader_id=None)
        reader = chain.Reader(actor=actor, reached=reached, names=got.names, locale="nl", now=LATER)
        steps = chain.steps(got.running, reader)

        rows = chronology.rows(Course(telling=telling, steps=steps, reports=(), news=()))

        assert {row.source for row in rows} == {"Melding", "Ketenprotocol"}
