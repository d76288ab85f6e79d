"""Fills in the report form the way a browser does: open the page, take its hidden fields, post."""

import io
import re
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
ANSWERS = {"categories": ["THREAT"], "subtypes": ["death_threat"], "place": "Aan de balie"}


@dataclass
class Page:
    """An opened report page in one browser tab."""

    client: FlaskClient
    url: str = "/melden"
    hidden: dict[str, str] = field(default_factory=dict)
    html: str = ""

    def open(self) -> "Page":
        """Load the page and remember its hidden fields."""
        self.html = self.client.get(self.url).text
        self.hidden = dict(HIDDEN.findall(self.html))
        return self

    def fields(self, **answers: object) -> dict[str, object]:
        """Return what the browser posts; date and time as the page proposed them."""
        proposed = {
            name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', self.html)[1]
            for name in ("day", "time")
        }
        return {**self.hidden, **proposed, **ANSWERS, **answers}

    def send(self, **answers: object) -> TestResponse:
        """Press "Melding versturen"."""
        return self.post("/melden", **answers)

    def post(self, url: str, *, accept: str = "text/html", **answers: object) -> TestResponse:
        """Post the form as a browser encodes it."""
        fields = MultiDict(self.fields(**answers))
        uploads = [FileStorage(io.BytesIO(data), name) for data, name in fields.poplist("files")]
        fields.setlist("files", uploads)
        boundary, body = encode_multipart(fields)
        kind = f"multipart/form-data; boundary={boundary}"
        return self.client.post(url, data=body, content_type=kind, headers={"Accept": accept})

    def autosave(self, **answers: object) -> TestResponse:
        """Do what the script does when the typing pauses."""
        return self.post("/melden/concept", accept="application/json", **answers)


def a_page(client: FlaskClient, url: str = "/melden") -> Page:
    """Return an opened report page."""
    return Page(client, url).open()
