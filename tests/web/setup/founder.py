"""Somebody in front of an empty installation, step by step."""

import re

import pyotp

from vpt.core import clock
from vpt.infra.setup_code import SetupCode

ADDRESS = "ada@voorbeeld.example"
PASSWORD = "kruk lamp dijk fietsbel"
ORGANISATION = {
    "organisation": "Gemeente Voorbeeld (demo)",
    "short_code": "gvb",
    "domicile": "Marktplein 1, 7600 AA Voorbeeld",
    "name": "Ada (demo)",
    "email": ADDRESS,
    "password": PASSWORD,
    "again": PASSWORD,
}


def code_of(app) -> str:
    """Return what the server shows."""
    return SetupCode(app.extensions["vpt_settings"].keys_folder).show()


def give_code(app, client):
    return client.post("/inrichten", data={"code": code_of(app)})


def found(client, **changes):
    return client.post("/inrichten/organisatie", data={**ORGANISATION, **changes})


def enrol(client):
    """Scan the key and give the first code; return the page with recovery codes."""
    page = client.get("/inloggen/instellen")
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)[1].replace(" ", "")
    return client.post("/inloggen/instellen", data={"code": pyotp.TOTP(secret).at(clock.now())})


def an_administrator(app):
    """Return the browser of somebody who has just founded the organisation."""
    client = app.test_client()
    give_code(app, client)
    found(client)
    enrol(client)
    return client
