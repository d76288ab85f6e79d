"""Every answer carries the security headers, and the cookie tells no script and no other site."""

from dataclasses import replace

import pytest

from tests import databases
from tests.builders import an_organisation
from tests.web.scenes import scene
from vpt.app import create_app
from vpt.infra.db import unit_of_work
from vpt.web.headers import ALWAYS, POLICY

__all__ = ["scene"]

KINDS = {
    "a page": "/toegankelijkheid",
    "a page behind the door": "/",
    "a page that does not exist": "/bestaat-niet",
    "a page that is not for this role": "/beheer/bezorging",
    "an answer for machines": "/gezond",
    "a file": "/static/app.css",
}


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("who", ["stranger", "employee"])
def test_every_answer_carries_them(scene, client_for, address, who):
    client = client_for(scene.town.employee if who == "employee" else None)

    answer = client.get(address, buffered=True)

    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_a_refused_form_and_a_redirect_carry_them_too(scene, client_for):
    client = client_for(scene.town.employee)

    for answer in (
        client.post("/melden", data={}),
        client.post("/uitloggen"),
        client_for(None).post("/inloggen", data={"email": "niemand"}),
    ):
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["Cache-Control"] == "no-store"


def test_no_script_style_or_frame_from_elsewhere_is_allowed():
    rules = dict(one.strip().split(" ", 1) for one in POLICY.split(";"))

    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert set(rules.values()) == {"'none'", "'self'"}


def test_no_page_has_a_script_or_style_of_its_own(scene, client_for):
    for address in ("/", "/melden", "/werkvoorraad", scene.url(), scene.step_url("S02")):
        page = client_for(scene.town.manager).get(address).text

        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert page.count("<script") == page.count("<script src=")


def test_pages_are_not_kept_and_files_are_kept_for_ever(scene, client_for):
    client = client_for(scene.town.manager)

    pages = {client.get(one).headers["Cache-Control"] for one in ("/", scene.url(), "/melden")}
    file = client.get("/static/kit.css", buffered=True).headers["Cache-Control"]

    assert pages == {"no-store"}
    assert file == "public, max-age=31536000, immutable"


def test_a_missing_file_is_not_kept(client_for):
    answer = client_for(None).get("/static/bestaat-niet.css")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture(params=["https://vpt.voorbeeld.example", "http://127.0.0.1:8000"])
def door(settings, request):
    """The sign-in page of a site at this address, with the cookie it sets."""
    app = create_app(replace(settings, public_url=request.param))
    with app.app_context(), unit_of_work():
        an_organisation()  # without one there is only the set-up
    answer = app.test_client().get("/inloggen", base_url=request.param)
    yield request.param, answer
    with app.app_context():
        databases.close(app)


def test_the_cookie_is_for_this_site_and_no_script(door):
    address, answer = door

    [cookie] = answer.headers.getlist("Set-Cookie")

    assert cookie.startswith("vpt=")
    assert "; HttpOnly" in cookie
    assert "; SameSite=Lax" in cookie
    assert "Domain" not in cookie
    assert ("; Secure" in cookie) == address.startswith("https")


def test_only_https_promises_to_stay_https(door):
    address, answer = door

    promised = answer.headers.get("Strict-Transport-Security", "")

    assert promised.startswith("max-age=31536000") == address.startswith("https")


def test_a_case_file_is_shut_in(scene, client_for):
    client = client_for(scene.town.employee)

    answer = client.post(f"/mijn-meldingen/{scene.case_id}/afschrift", follow_redirects=True)

    if answer.mimetype == "application/pdf":
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
