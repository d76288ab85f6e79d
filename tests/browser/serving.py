"""A running site to look at with a browser, and the cookie of somebody who is signed in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import make_server

from tests.builders import Person

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 10_000
"""Milliseconds; a busy machine is slow, a missing button stays missing."""


@dataclass(frozen=True)
class Site:
    """An application that answers on a port of this machine."""

    app: Flask
    url: str

    def context(
        self, browser: Browser, person: Person | None = None, **options: object
    ) -> BrowserContext:
        """Return a browser of its own on this site, signed in when it is somebody's."""
        chosen = {"base_url": self.url, "locale": "nl-NL", "viewport": PHONE} | options
        context = browser.new_context(**chosen)
        context.set_default_timeout(PATIENCE)
        if person is not None:
            context.add_cookies([cookie(self, person.session())])
        return context


@contextmanager
def serving(app: Flask) -> Iterator[Site]:
    """Serve the application on a free port, with its forms guarded as in real life."""
    app.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Site(app, f"http://127.0.0.1:{server.port}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def cookie(site: Site, values: dict[str, object]) -> dict[str, str]:
    """Return the session cookie that holds these values."""
    client = site.app.test_client()
    with client.session_transaction() as session:
        session.update(values)
    made = client.get_cookie("vpt")
    assert made is not None
    return {"name": "vpt", "value": made.value, "url": site.url}
