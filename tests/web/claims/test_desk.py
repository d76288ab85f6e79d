import pytest

from tests.builders import stored
from tests.cases.builders import a_case
from tests.claims.builders import victim_of
from tests.web.cases.test_show import MOST
from tests.web.watching import statements
from vpt.cases import founding
from vpt.cases.models import Case
from vpt.claims.models import DamageItem, LedgerEntry
from vpt.core import clock
from vpt.core.actor import Author
from vpt.documents import seals
from vpt.documents.models import IssuedDocument
from vpt.infra.db import db, unit_of_work

ITEM = {
    "party": "employer", "kind": "employer_goods", "what": "Beeldscherm balie 3",
    "incurred_on": "2026-03-05", "amount": "1.312,50", "proof": "to_follow",
}  # fmt: skip
ENTRY = {"kind": "awarded", "party": "employer", "amount": "100,00", "booked_on": "2026-03-05"}


def post(scene, client, path, **data):
    return client.post(scene.url(path), data={"version": scene.version(), **data})


def rows(scene, model):
    with scene.app.app_context():
        return stored(model)


def test_hr_sees_items_routes_and_sources(damaged, client_for):
    page = client_for(damaged.town.hr).get(damaged.url("/schade")).text

    for said in ("Beeldscherm balie 3", "€ 312,00", "Voegen in de strafzaak", "AVW-VOEG"):
        assert said in page
    assert "Fysiotherapie" in page
    assert "Slachtoffer 1" in page
    assert "Sanne" not in page.split("Totaal per partij")[0].split("Wat er is beschadigd")[1]


def test_the_coordinator_sees_the_amount_but_not_the_words_about_health(damaged, client_for):
    page = client_for(damaged.town.coordinator).get(damaged.url("/schade")).text

    assert "Fysiotherapie" not in page
    assert "Alleen voor HR en het slachtoffer" in page
    assert "€ 42,00" in page


def test_the_manager_sees_totals_per_claimant_only(damaged, client_for):
    page = client_for(damaged.town.manager).get(damaged.url("/schade"))

    assert page.status_code == 200
    assert "€ 127,00" in page.text  # the victim's glasses and treatment together
    assert "€ 439,00" in page.text
    for hidden in ("Bril", "Fysiotherapie", "€ 42,00", "Medische kosten", "Schadestaat"):
        assert hidden not in page.text


@pytest.mark.parametrize("path", ["/schade/toevoegen", "/schade/boeken"])
def test_the_desk_alone_works_on_damage(damaged, client_for, path):
    town, address = damaged.town, damaged.url(path)

    assert client_for(town.hr).get(address).status_code == 200
    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.manager).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302


def test_an_item_comes_on_the_list_in_cents(scene, client_for):
    done = post(scene, client_for(scene.town.hr), "/schade/toevoegen", **ITEM)

    assert (done.status_code, done.location) == (302, scene.url("/schade"))
    assert [row.amount_cents for row in rows(scene, DamageItem)] == [131250]
    assert scene.step("S16").state == "open"
    assert "Beeldscherm" not in str(scene.trail("claims.item_added")[0].codes)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": "12,5"}, "Schrijf het bedrag als 85,00"),
        ({"amount": "gratis"}, "Schrijf het bedrag als 85,00"),
        ({"amount": "0"}, "meer is dan nul"),
        ({"kind": "pain_and_suffering"}, "past niet bij wie de schade heeft"),
        ({"kind": "castle"}, "Kies opnieuw"),
        ({"incurred_on": "2099-01-01"}, "moet nog komen"),
        ({"proof": "evidence"}, "Kies het bewijsstuk"),
        ({"route": "civil"}, "Leg uit waarom je een andere route kiest"),
        ({"what": ""}, "Omschrijf kort"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_the_rest_stays(scene, client_for, wrong, said):
    page = post(scene, client_for(scene.town.hr), "/schade/toevoegen", **(ITEM | wrong))

    assert page.status_code == 422
    assert said in page.text
    assert (ITEM | wrong)["amount"] in page.text
    assert rows(scene, DamageItem) == []


def test_whoever_comes_second_sees_what_changed_and_keeps_the_input(scene, client_for):
    version = scene.version()
    post(scene, client_for(scene.town.hr), "/schade/toevoegen", **ITEM)

    page = client_for(scene.town.coordinator).post(
        scene.url("/schade/toevoegen"), data=ITEM | {"what": "Bewaard", "version": version}
    )

    assert page.status_code == 409
    assert "Een collega was je voor" in page.text
    assert "Schadepost toegevoegd" in page.text
    assert "Bewaard" in page.text
    assert len(rows(scene, DamageItem)) == 1


def test_an_item_is_shown_for_correction_as_it_was_typed(damaged, client_for):
    item = next(row for row in rows(damaged, DamageItem) if row.claimant == "employer")
    client, path = client_for(damaged.town.hr), f"/schade/{item.id}"
    assert 'value="312,00"' in client.get(damaged.url(path)).text

    done = post(damaged, client, path, **ITEM)

    assert done.status_code == 302
    assert 131250 in [row.amount_cents for row in rows(damaged, DamageItem)]


def test_an_item_is_taken_off_after_asking(damaged, client_for):
    item = rows(damaged, DamageItem)[0]
    client, path = client_for(damaged.town.coordinator), f"/schade/{item.id}/verwijder"
    assert "van de lijst halen?" in client.get(damaged.url(path)).text

    assert post(damaged, client, path).status_code == 302
    assert client.get(damaged.url(path)).status_code == 404


def test_items_of_another_case_are_not_found(damaged, client_for):
    item = rows(damaged, DamageItem)[0]
    with damaged.app.app_context():
        other = a_case(damaged.town, at=clock.now()).id

    page = client_for(damaged.town.hr).get(f"/dossiers/{other}/schade/{item.id}")

    assert page.status_code == 404


def test_the_step_is_concluded_on_its_own_page(damaged, client_for):
    hr, url = client_for(damaged.town.hr), damaged.step_url("S16", "/schade")
    assert url in hr.get(damaged.step_url("S16")).text
    assert "Beeldscherm balie 3" in hr.get(url).text
    assert client_for(damaged.town.manager).get(url).status_code == 403

    done = hr.post(url, data={"outcome": "listed", "version": damaged.version()})

    assert done.status_code == 302
    assert damaged.step("S16").outcome == "listed"
    assert hr.get(url).status_code == 409


def test_no_damage_asks_why(damaged, client_for):
    url = damaged.step_url("S16", "/schade")

    page = client_for(damaged.town.hr).post(
        url, data={"outcome": "no_damage", "version": damaged.version()}
    )

    assert page.status_code == 422
    assert "Leg uit waarom" in page.text


def test_a_line_is_booked_and_met_by_its_opposite(scene, client_for):
    hr = client_for(scene.town.hr)
    assert post(scene, hr, "/schade/boeken", **ENTRY).status_code == 302
    [line] = rows(scene, LedgerEntry)
    path = f"/schade/boeken/{line.id}"
    assert "€ 100,00" in hr.get(scene.url(path)).text

    assert "Leg uit waarom" in post(scene, hr, path).text
    assert post(scene, hr, path, reason="Dubbel geboekt").status_code == 302

    page = hr.get(scene.url("/schade")).text
    assert "Tegengeboekt" in page
    assert "-€ 100,00" in page
    assert "Samen nog open: € 0,00" in page


def test_a_booking_that_cannot_be_keeps_what_was_typed(scene, client_for):
    wrong = ENTRY | {"kind": "advance", "note": "Bewaard"}

    page = post(scene, client_for(scene.town.hr), "/schade/boeken", **wrong)

    assert page.status_code == 422
    assert "alleen voor mensen" in page.text
    assert "Bewaard" in page.text


@pytest.fixture
def sealed(damaged):
    """The damaged scene in an organisation that can seal documents."""
    organisation = damaged.town.organisation
    material = founding.make_seal(organisation.name, demo=True, now=clock.now())
    with damaged.app.app_context(), unit_of_work():
        owner = Author(organisation_id=organisation.id)
        seals.store(owner, organisation.keyset_id, material, now=clock.now())
    return damaged


def test_the_statement_is_issued_once_and_taken_by_the_desk_only(sealed, client_for):
    town, hr = sealed.town, client_for(sealed.town.hr)
    for _ in range(2):
        assert post(sealed, hr, "/schade/schadestaat", profile="police").status_code == 302
    [paper] = rows(sealed, IssuedDocument)
    address = sealed.url(f"/schade/schadestaat/{paper.id}")

    taken = hr.get(address)

    assert taken.data[:5] == b"%PDF-"
    assert client_for(town.coordinator).get(address).status_code == 200
    assert client_for(town.manager).get(address).status_code == 403
    assert client_for(town.colleague).get(address).status_code == 403
    assert client_for(town.other_manager).get(address).status_code == 404
    assert client_for(town.hr).get(sealed.url(f"/documenten/{paper.id}")).status_code == 404
    assert address in hr.get(sealed.url("/schade")).text


def test_a_victims_own_statement_is_for_that_victim_alone(sealed, client_for):
    employee, own = client_for(sealed.town.employee), f"/mijn-meldingen/{sealed.case_id}/schade"

    made = employee.post(f"{own}/schadestaat")

    assert employee.get(made.location).data[:5] == b"%PDF-"
    [paper] = rows(sealed, IssuedDocument)
    assert paper.profile == "victim"
    desk = sealed.url(f"/schade/schadestaat/{paper.id}")
    for person in (sealed.town.hr, sealed.town.coordinator):
        assert client_for(person).get(desk).status_code == 404
        assert client_for(person).get(made.location).status_code == 404


def test_the_pages_cost_no_more_than_a_tab_and_a_bit(damaged, app, client_for):
    client = client_for(damaged.town.hr)
    item = next(row for row in rows(damaged, DamageItem) if row.claimant == "employer")
    for path in ("/schade", "/schade/toevoegen", f"/schade/{item.id}", "/schade/boeken"):
        with statements(app) as asked:
            assert client.get(damaged.url(path)).status_code == 200
        assert len(asked) <= MOST + 3, path


def test_the_victim_is_named_by_number_on_every_page(damaged, client_for):
    with damaged.app.app_context():
        case = db.session.get_one(Case, (damaged.town.organisation.id, damaged.case_id))
        assert victim_of(case).victim_id is not None

    page = client_for(damaged.town.hr).get(damaged.url("/schade/toevoegen")).text

    assert "Slachtoffer 1" in page
    assert "Naam victim 1" not in page
