"""The coordinator puts the dossier for the prosecutor together and hands it in."""

import hashlib
import io
import zipfile

from tests.web.prosecution.conftest import TEXT, words_of


def test_the_coordinator_finds_the_dossier_behind_the_tab_of_the_police_report(office, client_for):
    client = client_for(office.scene.town.coordinator)
    tab = client.get(office.scene.url("/aangifte")).text
    assert office.url() in tab
    page = client.get(office.url())
    assert page.status_code == 200
    assert "Wat nog ontbreekt" in page.text
    assert "Registratienummer van de politie" in words_of(page.text)


def test_the_statement_starts_from_what_is_known_and_is_kept(office, client_for):
    client = client_for(office.scene.town.coordinator)
    first = client.get(office.url("/samenstellen")).text
    assert "een publieke taak uitvoerde" in first
    assert office.compose(client).status_code == 302
    assert TEXT in client.get(office.url("/samenstellen")).text
    assert office.revision() == 1


def test_handing_in_makes_a_dossier_an_identity_sheet_and_a_package(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    assert office.hand_in(client).status_code == 302
    (made,) = office.made()
    assert (made.number, made.identity_id is not None) == (1, True)
    assert [one["number"] for one in made.exhibits] == ["B1", "B2"]
    for rest in ("/dossier.pdf", "/identiteitsblad.pdf"):
        answer = client.get(office.one(rest))
        assert answer.status_code == 200
        assert answer.data.startswith(b"%PDF-")
    package = client.get(office.one("/pakket.zip"))
    archive = zipfile.ZipFile(io.BytesIO(package.data))
    assert archive.testzip() is None
    folder = archive.namelist()[0].partition("/")[0]
    manifest = archive.read(f"{folder}/manifest-sha256.txt").decode().splitlines()
    sums = dict(reversed(line.split("  ", 1)) for line in manifest)
    assert {
        name.removeprefix(f"{folder}/") for name in archive.namelist() if "/data/" in name
    } == set(sums)
    assert all(
        hashlib.sha256(archive.read(f"{folder}/{path}")).hexdigest() == digest
        for path, digest in sums.items()
    )
