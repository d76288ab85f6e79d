"""The coordinator puts the dossier for the prosecutor together and hands it in."""

import hashlib
import io
import zipfile

import pytest

from tests.incidents.made_files import a_pdf
from tests.web.prosecution.conftest import TEXT, words_of
from tests.web.watching import statements
from vpt.prosecution import planning

MOST_STATEMENTS = 60


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


def test_nothing_is_made_twice(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    again = client.post(
        office.url(), data={"revision": str(office.revision())}, follow_redirects=True
    )
    assert "Er is niets veranderd" in again.text
    assert len(office.made()) == 1


def test_after_a_dossier_was_withdrawn_a_new_one_takes_its_place(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    office.withdraw()
    assert "in de plaats van het vorige" in client.get(office.url()).text
    office.hand_in(client)
    assert [one.number for one in office.made()] == [1, 2]


def test_taking_the_package_along_is_custody_and_no_news_for_the_prosecutor(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    assert client.get(office.one("/pakket.zip")).status_code == 200
    evidence = client.get(office.scene.url("/bewijs")).text
    assert evidence.count("meegegeven voor een partner") == 2
    assert len(office.scene.trail("prosecution.package_taken")) == 1
    office.hand_in(client)
    assert len(office.made()) == 1


def test_what_travels_inside_the_dossier_has_its_line_of_custody(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client, **{planning.field_of(office.exhibits[1]): "listed"})
    office.hand_in(client)
    evidence = client.get(office.scene.url("/bewijs")).text
    assert evidence.count("bijgevoegd bij het dossier voor het OM") == 1


def test_a_supplement_says_what_is_new_and_keeps_the_numbers_of_exhibits(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    office.add_exhibit("camera.png")
    office.compose(client, impact_victim="Het slachtoffer is weer aan het werk.")
    assert "Nieuw sinds het laatste dossier" in client.get(office.url()).text
    office.hand_in(client)
    first, second = office.made()
    assert [one["number"] for one in second.exhibits] == ["B1", "B2", "B3"]
    assert second.exhibits[:2] == first.exhibits
    page = words_of(client.get(office.url()).text)
    assert "Aanvulling 2" in page
    assert "Nieuw bewijs: B3" in page
    assert "Het gevolg voor het slachtoffer is bijgewerkt." in page
    assert second.identity_id == first.identity_id


def test_an_exhibit_that_is_left_out_keeps_its_number_free_and_its_file_at_home(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client, **{planning.field_of(office.exhibits[0]): "left_out"})
    office.hand_in(client)
    (made,) = office.made()
    assert [one["number"] for one in made.exhibits] == ["B2"]
    archive = zipfile.ZipFile(io.BytesIO(client.get(office.one("/pakket.zip")).data))
    names = [name.partition("/")[2] for name in archive.namelist()]
    assert [name for name in names if name.startswith("data/bewijs/")] == ["data/bewijs/B2.txt"]


def test_an_original_goes_along_only_after_somebody_let_it_go(office, client_for):
    client, one = client_for(office.scene.town.coordinator), office.exhibits[0]
    refused = office.compose(client, **{planning.field_of(one): "original"})
    assert refused.status_code == 422
    office.release(one)
    assert office.compose(client, **{planning.field_of(one): "original"}).status_code == 302
    office.hand_in(client)
    assert office.made()[0].exhibits[0]["form"] == "original"
    assert office.made()[0].exhibits[0]["name"] == "B1.png"


def test_the_preview_shows_what_is_in_the_form_and_keeps_nothing(office, client_for):
    client = client_for(office.scene.town.coordinator)
    shown = client.post(office.url("/voorbeeld.pdf"), data=office.filled())
    assert shown.status_code == 200
    assert shown.data.startswith(b"%PDF-")
    assert "sandbox" in shown.headers["Content-Security-Policy"]
    assert (office.revision(), office.made()) == (0, [])
    assert len(office.scene.trail("prosecution.previewed")) == 1


def test_what_a_colleague_kept_meanwhile_is_shown_and_nothing_typed_is_lost(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client, text="Eerst bewaard door de collega.")
    late = office.compose(client, revision="0", text="Later getypt door mij.")
    assert late.status_code == 409
    assert "Later getypt door mij." in late.text
    assert "Eerst bewaard door de collega." in late.text
    assert 'name="revision" type="hidden" value="1"' in late.text


def test_nobody_hands_in_what_a_colleague_changed_since(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    late = office.hand_in(client, revision="0")
    assert late.status_code == 409
    assert "Een collega was je voor" in late.text
    assert office.made() == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("text", "Zijn nummer is 111222333.", "burgerservicenummer"),
        ("day", "31-02-2026", "Vul een datum in die bestaat"),
        ("name", "x" * 201, "te lang"),
        ("day", "0001-01-01", "Vul een datum in die bestaat"),
    ],
)
def test_bad_input_is_refused_at_its_field(office, client_for, field, value, says):
    client = client_for(office.scene.town.coordinator)
    for rest in ("/samenstellen", "/voorbeeld.pdf"):
        answer = client.post(office.url(rest), data=office.filled(**{field: value}))
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
        assert says in answer.text
    assert office.revision() == 0


def test_an_unknown_form_of_an_exhibit_is_refused(office, client_for):
    client = client_for(office.scene.town.coordinator)
    field = planning.field_of(office.exhibits[0])
    assert office.compose(client, **{field: "everything"}).status_code == 422
    assert office.compose(client, **{field: ""}).status_code == 422


def test_the_pages_say_why_an_exhibit_goes_along_as_it_is_or_not_as_a_copy(office, client_for):
    office.add_exhibit("brief.pdf", a_pdf())
    client = client_for(office.scene.town.coordinator)

    overview = words_of(client.get(office.url()).text)
    choices = words_of(client.get(office.url("/samenstellen")).text)

    assert "Gaat mee zoals het is: B2." in overview
    assert "Gaat niet als kopie mee: B3." in overview
    assert choices.count("Gaat mee zoals het is") == 1
    assert choices.count("Als kopie, zonder verborgen gegevens") == 1
    assert choices.count("Van dit bestand is geen kopie zonder verborgen gegevens") == 1


def test_the_page_asks_as_much_of_the_database_for_ten_exhibits_as_for_two(office, client_for):
    client = client_for(office.scene.town.coordinator)
    office.compose(client)
    office.hand_in(client)
    client.get(office.url())
    with statements(office.scene.app) as few:
        client.get(office.url())
    for number in range(8):
        office.add_exhibit(f"foto {number}.png")
    with statements(office.scene.app) as many:
        client.get(office.url())
    assert len(many) == len(few)
    assert len(many) <= MOST_STATEMENTS
