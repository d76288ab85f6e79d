"""The victim's own copy of the case: made on the own page, by nobody else, in no other list."""

import shutil

import pytest

from tests.builders import give_seal, stored
from tests.documents.reading import text_of
from vpt.core import clock
from vpt.documents.models import IssuedDocument


@pytest.fixture
def sealed(scene):
    """The scene in an organisation that can seal."""
    house = scene.town.organisation
    with scene.app.app_context():
        give_seal(house, now=clock.now())
    return scene


def own(scene):
    return f"/mijn-meldingen/{scene.case_id}"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_a_victim_takes_the_own_copy_along_and_it_is_made_once(sealed, client_for):
    client = client_for(sealed.town.employee)

    shown, first = client.get(own(sealed)).text, client.post(f"{own(sealed)}/dossier")
    again = client.post(f"{own(sealed)}/dossier")

    printed = text_of(first.data)
    assert "Download jouw dossier" in shown
    assert "Bij wie je terechtkunt" in printed
    assert "Hij riep" not in printed
    assert first.data == again.data
    assert first.headers["Content-Disposition"].endswith('-dossier-slachtoffer-v1.pdf"')


@pytest.mark.parametrize("who", ["manager", "coordinator", "hr", "colleague"])
def test_nobody_else_makes_it(sealed, client_for, who):
    client = client_for(getattr(sealed.town, who))

    assert client.post(f"{own(sealed)}/dossier").status_code == 404


def test_nobody_else_finds_or_opens_it(sealed, client_for):
    client_for(sealed.town.employee).post(f"{own(sealed)}/dossier")
    with sealed.app.app_context():
        (row,) = stored(IssuedDocument)
    manager = client_for(sealed.town.manager)

    assert "Nog geen documenten" in manager.get(sealed.url("/documenten")).text
    assert manager.get(sealed.url(f"/documenten/{row.id}")).status_code == 404


def test_staff_are_not_offered_to_make_it(sealed, client_for):
    manager = client_for(sealed.town.manager)
    data = {"profile": "victim", "purpose": "handling"}

    offered = manager.get(sealed.url("/documenten")).text

    assert 'value="victim"' not in offered
    assert 'value="board"' in offered
    assert manager.post(sealed.url("/documenten"), data=data).status_code == 422
