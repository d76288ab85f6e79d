"""The same code, recovery code or link twice at the same moment: it counts once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.accounts.builders import OTHER, PASSWORD, with_password, with_telephone
from tests.builders import a_person, an_organisation
from vpt.accounts import credentials, links
from vpt.core import clock
from vpt.core.actor import Role
from vpt.infra import links as signed
from vpt.infra.db import unit_of_work

CEM = "cem@voorbeeld.example"


@pytest.fixture
def cem(app):
    with app.app_context():
        with unit_of_work():
            person = a_person(an_organisation(), Role.COORDINATOR, email=CEM)
        return with_password(person)


def together(posts):
    """Let everybody press at the same moment; return what they got."""
    start = Barrier(len(posts))

    def press(post):
        start.wait(timeout=10)
        return post()

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(press, posts))


def half_way(app):
    client = app.test_client()
    client.post("/inloggen", data={"email": CEM, "password": PASSWORD})
    return client


def test_one_code_lets_one_of_two_in(app, cem):
    with app.app_context():
        telephone = with_telephone(cem)
    clients = [half_way(app), half_way(app)]
    code = telephone.at(clock.now())

    answers = together(
        [lambda one=one: one.post("/inloggen/code", data={"code": code}) for one in clients]
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    assert sorted(one.get("/account").status_code for one in clients) == [200, 302]


def test_one_recovery_code_lets_one_of_two_in(app, cem):
    with app.app_context():
        with_telephone(cem)
        with unit_of_work():
            [code, *_others] = credentials.renew_recovery(cem.id, now=clock.now())
    clients = [half_way(app), half_way(app)]

    answers = together(
        [lambda one=one: one.post("/inloggen/herstelcode", data={"code": code}) for one in clients]
    )

    assert sorted(answer.status_code for answer in answers) == [302, 422]
    with app.app_context():
        assert credentials.recovery_codes_left(cem.id) == 9


def test_one_link_sets_one_password(app, cem):
    with app.app_context(), unit_of_work():
        link = links.issue(cem.id, "reset", now=clock.now())
        address = f"/wachtwoord/{signed.sign(signed.PASSWORD, link.id)}"
    words = [OTHER, "houten fluitje in de mist"]

    answers = together(
        [
            lambda word=word: app.test_client().post(
                address, data={"password": word, "again": word}
            )
            for word in words
        ]
    )

    assert sorted(answer.status_code for answer in answers) in ([302, 409], [302, 410])
    let_in = [
        app.test_client().post("/inloggen", data={"email": CEM, "password": word}).status_code
        for word in words
    ]
    assert sorted(let_in) == [302, 422]
