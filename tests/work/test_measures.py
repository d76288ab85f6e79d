"""The worker ends measures by itself, and a second round changes nothing."""

from datetime import timedelta

from flask import Flask

from tests.builders import stored
from tests.cases.builders import a_case, a_town
from tests.measures.desk import a_measure
from vpt.core import clock
from vpt.core.settings import Settings
from vpt.core.worktime import AMSTERDAM
from vpt.measures.models import Measure
from vpt.measures.rules import Issuer
from vpt.notifications.models import Message
from vpt.notifications.rules import Kind
from vpt.work import measures


def test_a_measure_whose_last_day_was_yesterday_ends_once(app: Flask, settings: Settings) -> None:
    with app.app_context():
        town = a_town()
        case = a_case(town)
        yesterday = clock.now().astimezone(AMSTERDAM).date() - timedelta(days=1)
        a_measure(
            town, case, issuer=Issuer.MAYOR.value,
            starts_on=yesterday - timedelta(days=30), ends_on=yesterday,
        )  # fmt: skip

        measures.end_measures(settings)
        measures.end_measures(settings)

        [row] = stored(Measure)
        told = [one for one in stored(Message) if one.kind == Kind.MEASURE_ENDED]
        assert (row.state, row.ended_on) == ("ended", yesterday)
        assert {one.recipient_id for one in told} == {town.manager.id, town.coordinator.id}
        assert len(told) == 2
