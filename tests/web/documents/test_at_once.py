"""Two people issue the same paper at the same moment."""

from dataclasses import replace

import pytest

from tests.web.verify.conftest import papers
from vpt.cases import dossier
from vpt.core import clock
from vpt.documents import issue, issued
from vpt.infra import storage
from vpt.infra.db import unit_of_work
from vpt.partners.disclosure import Profile

__all__ = ["papers"]


def drawn_by(papers, person, now):
    request = dossier.prepare(person, papers.case_id, "case_file", Profile.POLICE, now=now)
    return issue.draw(person, request, issued_at=f"om {now:%H:%M:%S.%f}", now=now)


def kept(actor, drawn):
    with unit_of_work():
        row = issue.store(actor, drawn, now=clock.now())
    storage.settle(drawn.staged)
    return row


def test_the_second_of_two_drawn_at_once_is_not_stored_over_the_first(papers):
    with papers.app.app_context():
        manager, now = papers.town.manager.actor(clock.now()), clock.now()
        first, second = (drawn_by(papers, manager, now) for _ in range(2))
        kept(manager, first)

        with pytest.raises(issue.MadeMeanwhile):
            kept(manager, second)

        assert [row.version for row in issued.list_of_case(manager, papers.case_id)] == [1]


def test_whoever_loses_gets_the_paper_drawn_anew_and_no_error(papers, client_for, monkeypatch):
    client = client_for(papers.town.manager)
    draw, rivals = issue.draw, []

    def draw_while_a_rival_issues(actor, request, *, issued_at, now):
        mine = draw(actor, request, issued_at=issued_at, now=now)
        if not rivals:
            coordinator = papers.town.coordinator.actor(clock.now())
            other = replace(request, view=replace(request.view, summary="Een andere stand."))
            rivals.append(kept(coordinator, draw(coordinator, other, issued_at="nu", now=now)))
        return mine

    monkeypatch.setattr(issue, "draw", draw_while_a_rival_issues)

    answer = client.post(
        f"/dossiers/{papers.case_id}/documenten",
        data={"profile": "police", "purpose": "police_report"},
    )

    assert answer.status_code == 302
    with papers.app.app_context():
        manager = papers.town.manager.actor(clock.now())
        rows = issued.list_of_case(manager, papers.case_id)
        assert sorted(row.version for row in rows) == [1, 2]
