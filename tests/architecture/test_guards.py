from uuid import UUID

import pytest
from werkzeug.routing import (
    IntegerConverter,
    PathConverter,
    UnicodeConverter,
    UUIDConverter,
)

from tests.builders import an_organisation
from vpt.infra.db import unit_of_work

OPEN = {
    "accounts.choose_organisation": "between the password and the session",
    "accounts.choose_password": "the signed link works once",
    "accounts.code": "between the password and the session",
    "accounts.demo": "a demo on this machine; a 404 anywhere else",
    "accounts.enrol": "between the password and the session",
    "accounts.forgotten": "who forgot the password cannot sign in",
    "accounts.link_sent": "who forgot the password cannot sign in",
    "accounts.recovery": "between the password and the session",
    "accounts.sign_in": "nobody is known before signing in",
    "desk.answer": "whoever has the cover sheet may write an answer, and reads nothing",
    "desk.thanks": "a word of thanks that tells nothing",
    "health.show": "monitors have no account",
    "portal.accept_link": "the code of the link was given in this browser",
    "portal.answer_link": "the code of the link was given in this browser",
    "portal.ask_code": "a new code goes to who was meant, never to who asks",
    "portal.copy_link": "the code of the link was given in this browser",
    "portal.done_link": "the code of the link was given in this browser",
    "portal.enter": "the signed link opens with a code that travels by another way",
    "portal.evidence_link": "the code of the link was given in this browser",
    "portal.refused_link": "a word of thanks that tells nothing",
    "portal.reject_link": "the code of the link was given in this browser",
    "portal.show_link": "the signed link opens with a code that travels by another way",
    "schema.dossier": "whoever gets a dossier must be able to read the data in it",
    "setup.enter": "only while there is no organisation; the code on the server's screen opens it",
    "setup.found": "only while there is no organisation; the code on the server's screen opens it",
    "start.accessibility": "a public statement",
    "start.brand": "colours only",
    "start.privacy": "a statement on privacy is for everybody",
    "verify.by_code": "whoever has a document may ask whether it is ours, and learns nothing else",
    "verify.by_file": "whoever has a document may ask whether it is ours, and learns nothing else",
    "verify.index": "whoever has a document may ask whether it is ours, and learns nothing else",
}
"""Every page that opens without signing in, and why. Adding one is a decision, not a slip."""

DUMMIES = {
    UUIDConverter: UUID(int=7),
    IntegerConverter: 7,
    PathConverter: "x",
    UnicodeConverter: "x",
}


def views(app):
    return {
        rule.endpoint: app.view_functions[rule.endpoint]
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    }


def guard(view):
    return getattr(view, "guard", None)


def requests(app):
    """Yield (endpoint, method, address) for every page, with ids that belong to nothing."""
    for rule in app.url_map.iter_rules():
        values = {name: DUMMIES[type(made)] for name, made in rule._converters.items()}
        with app.test_request_context():
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield rule.endpoint, method, address


def test_every_page_declares_who_may_enter(app):
    unguarded = {name for name, view in views(app).items() if not guard(view)}

    assert unguarded == set()


def test_the_open_pages_are_these_and_each_says_why(app):
    declared = {
        name: guard(view)[1] for name, view in views(app).items() if guard(view)[0] == "open"
    }

    assert set(declared) == set(OPEN)
    assert all(declared.values())


def test_a_stranger_is_asked_to_sign_in_on_every_other_page(app):
    with app.app_context(), unit_of_work():
        an_organisation()

    let_in = {
        f"{method} {address}": response.status_code
        for endpoint, method, address in requests(app)
        if endpoint not in OPEN and endpoint != "static"
        for response in [app.test_client().open(address, method=method)]
        if response.status_code != 302 or not response.location.startswith("/inloggen")
    }

    assert let_in == {}


def test_open_pages_break_for_nobody(app):
    broken = {
        f"{method} {address}": status
        for endpoint, method, address in requests(app)
        if endpoint in OPEN
        for status in [app.test_client().open(address, method=method).status_code]
        if status >= 500
    }

    assert broken == {}


@pytest.mark.parametrize("endpoint", ["start.home", "accounts.account"])
def test_the_walk_reaches_pages_that_are_not_open(app, endpoint):
    assert endpoint in {name for name, _, _ in requests(app)} - set(OPEN)
