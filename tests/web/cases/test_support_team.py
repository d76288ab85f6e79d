import pytest

from tests.web.cases.test_show import MOST
from tests.web.watching import statements

HIDDEN = ("Hij riep dat hij mij wist te vinden", "Veroorzaker 1", "Naam perpetrator 1", "S05")


@pytest.fixture
def given(scene, client_for):
    """The case, after support was given and the support team got the aftercare."""
    manager = client_for(scene.town.manager)
    answer = {"outcome": "declined", "version": scene.version()}
    assert manager.post(scene.step_url("S02", "/opvang"), data=answer).status_code == 302
    answer = {"assign-user": str(scene.town.support.id), "assign-version": scene.version()}
    done = manager.post(scene.step_url("S18", "/geef-door"), data=answer)
    assert done.status_code == 302
    return scene


def test_aftercare_comes_to_the_support_team_once_it_was_given(scene, client_for, request):
    step = f"/dossiers/{scene.case_id}/stappen/"
    before = client_for(scene.town.support).get("/werkvoorraad").text
    given = request.getfixturevalue("given")

    page = client_for(given.town.support).get("/werkvoorraad").text

    assert step not in before
    assert page.count(step) == page.count(given.step_url("S18")) > 0


def test_the_support_team_sees_the_aftercare_part_of_its_case(given, client_for, app):
    client = client_for(given.town.support)
    for path in ("", "/betrokkenen", "/nazorg", "/inzage"):
        with statements(app) as asked:
            page = client.get(given.url(path))
        assert page.status_code == 200
        assert not any(hidden in page.text for hidden in HIDDEN), path
        assert len(asked) <= MOST
    for path in ("/melding", "/bewijs", "/berichten", "/documenten", "/indeling", "/feiten"):
        assert client.get(given.url(path)).status_code == 403, path
    assert client.get(given.step_url("S05")).status_code == 404
    assert client.post(given.step_url("S05"), data={"outcome": "criminal"}).status_code == 404


def test_the_support_team_opens_whom_it_helps(given, client_for):
    page = client_for(given.town.support).post(given.url("/betrokkenen")).text

    assert "Sanne Melder (demo)" in page
    assert not any(hidden in page for hidden in HIDDEN)
    [entry] = given.trail("case.identity_opened")
    assert entry.actor_id == given.town.support.id


def test_the_support_team_finishes_its_talks_and_keeps_its_notes(given, client_for):
    client = client_for(given.town.support)
    page = client.get(given.step_url("S18")).text
    answer = {
        "outcome": "finished", "feeling": "4", "note": "Slaapt weer goed",
        "version": given.version(),
    }  # fmt: skip

    done = client.post(given.step_url("S18", "/nazorg"), data=answer)

    assert "Begin met deze stap" in page
    assert done.status_code == 302
    assert given.step("S18").state == "done"
    after = client.get(given.url("/nazorg"))
    assert "Slaapt weer goed" in after.text
    assert "Slaapt weer goed" not in client_for(given.town.manager).get(given.url("/nazorg")).text


def test_the_support_team_sees_no_case_it_was_not_given(scene, client_for):
    client = client_for(scene.town.support)

    for path in ("", "/betrokkenen", "/inzage"):
        assert client.get(scene.url(path)).status_code == 404
    assert client.post(scene.url("/betrokkenen")).status_code == 404
