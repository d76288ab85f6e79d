"""Doing on the pages what leads a case to the police desk."""

import io

from tests.builders import stored
from vpt.police_reports.models import PoliceReport

PAGE = {
    "S10": "/aangiftebesluit", "S11": "/afscherming", "S12": "/aangifte", "S13": "/vpt-code",
    "S14": "/klacht", "S15": "/heenzenden",
}  # fmt: skip
ANSWER = {
    "S10": {"outcome": "employer_files", "wish": "agrees", "said": "Graag samen."},
    "S11": {"outcome": "domicile", "name_known": "no"},
    "S12": {"outcome": "taken", "number": "2026123456", "station": "Bureau Noord"},
    "S13": {"outcome": "present", "whom": "Balie van het bureau"},
    "S14": {"outcome": "complaint_filed", "manner": "in_person", "place": "Bureau Noord"},
    "S15": {"outcome": "consulted", "whom": "Officier van dienst"},
}


def url(scene, key):
    """Return the address of the page of a step."""
    return scene.step_url(key, PAGE[key])


def post(scene, client, key, **changed):
    """Send the form of a step."""
    data = {"version": scene.version(), **ANSWER[key], **changed}
    return client.post(url(scene, key), data=data)


def to(scene, client, *keys):
    """Do these steps one after the other."""
    for key in keys:
        done = post(scene, client, key)
        assert done.status_code == 302, done.text


def report_url(scene, rest):
    """Return an address of the only report."""
    with scene.app.app_context():
        [report] = stored(PoliceReport)
        return scene.url(f"/aangiften/{report.id}{rest}")


def a_pdf():
    """Return a small file that is one."""
    return io.BytesIO(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
