"""The page on which an organisation says which measures fit which aggression."""

import io
from dataclasses import dataclass

import pytest
from flask import Flask

from tests.builders import Person, a_person, an_organisation, stored
from tests.cases.builders import a_town
from vpt.assessment import matrices
from vpt.assessment.matrix import matrix, product_text
from vpt.core.actor import Role
from vpt.history.models import SettingVersion
from vpt.infra.db import unit_of_work

PAGE = "/beheer/matrix"
WHO = ("coordinator", "owner", "administrator", "manager", "employee")


@dataclass
class Desk:
    """People of one organisation, and a protocol owner of another."""

    app: Flask
    people: dict[str, Person]

    def __getattr__(self, name: str) -> Person:
        return self.people[name]

    def now(self) -> matrices.InForce:
        """Return the matrix in force."""
        with self.app.app_context():
            return matrices.in_force(self.coordinator.organisation_id)

    def advice(self, row: str, measure: str) -> str:
        """Return what a cell says now."""
        rows = {one.key: one for one in self.now().matrix.rows}
        return str(rows[row].cells[measure])


@pytest.fixture
def desk(app: Flask) -> Desk:
    with app.app_context():
        town = a_town()
        with unit_of_work():
            owner = a_person(town.organisation, Role.PROTOCOL_OWNER)
            administrator = a_person(town.organisation, Role.ADMINISTRATOR)
            elsewhere = a_person(an_organisation(), Role.PROTOCOL_OWNER)
        people = {name: getattr(town, name) for name in ("coordinator", "manager", "employee")}
        others = {"owner": owner, "administrator": administrator, "elsewhere": elsewhere}
        return Desk(app, people | others)


def filled(**changes: str) -> dict[str, str]:
    """Return what a browser posts when somebody changes some cells."""
    data = {"seen": "0", "text": product_text()}
    for row in matrix().rows:
        data |= {f"cell-{row.key}-{key}": str(one) for key, one in row.cells.items()}
    data |= {f"highest-{one.level}": str(one.highest) for one in matrix().severities}
    return data | {name.replace("__", "-"): value for name, value in changes.items()}


BAN = {"cell-B-building_ban": "yes"}


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}/toml", f"{PAGE}/versies/vpt"])
def test_the_matrix_is_for_who_keeps_the_protocol(desk: Desk, client_for, path: str) -> None:
    status = {name: client_for(desk.people[name]).get(path).status_code for name in WHO}

    assert status == {
        "coordinator": 200, "owner": 200, "administrator": 403, "manager": 403, "employee": 403,
    }  # fmt: skip


def test_who_looks_sees_what_will_be_ticked_and_stores_nothing(desk: Desk, client_for) -> None:
    page = client_for(desk.owner).post(PAGE, data=filled() | BAN | {"kijk": "1"})

    assert page.status_code == 200
    assert "Rij B, Pandverbod" in page.text
    assert "Rij B, ernst 3: Pandverbod staat voortaan aangevinkt." in page.text
    assert "Rij B, ernst 2: Pandverbod" not in page.text
    assert desk.now().number == 0


def test_an_own_matrix_is_kept_with_its_comments_and_put_back(desk: Desk, client_for) -> None:
    client = client_for(desk.owner)

    kept = client.post(PAGE, data=filled() | BAN)
    own = desk.now()
    page = client.get(PAGE).text
    back = client.post(f"{PAGE}/versies/0", data={"seen": "1"})

    assert (kept.status_code, back.status_code) == (302, 302)
    assert (own.number, own.matrix.version) == (1, "own1")
    assert "no official norm" in own.text
    assert "Eigen matrix, versie 1" in page
    assert "Wat past bij wat" in page
    assert (desk.now().number, desk.advice("B", "building_ban")) == (2, "repeat")
    with desk.app.app_context():
        assert [row.back_to for row in stored(SettingVersion)].count(0) == 1


def test_another_organisation_keeps_its_own(desk: Desk, client_for) -> None:
    client_for(desk.owner).post(PAGE, data=filled() | BAN)
    client = client_for(desk.elsewhere)

    assert "Matrix van VPT, versie 2026-1" in client.get(PAGE).text
    assert client.get(f"{PAGE}/versies/1").status_code == 404


def test_who_comes_second_loses_nothing(desk: Desk, client_for) -> None:
    client_for(desk.coordinator).post(PAGE, data=filled() | BAN)
    client, mine = client_for(desk.owner), filled() | {"cell-A-conduct_talk": "repeat"}

    late = client.post(PAGE, data=mine)
    again = client.post(PAGE, data=mine | {"seen": "1"})

    assert late.status_code == 409
    assert "Rij A, Ordegesprek" in late.text
    assert "Een collega heeft de matrix intussen veranderd" in late.text
    assert again.status_code == 302
    assert client.post(f"{PAGE}/versies/0", data={"seen": "1"}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cell-A-conduct_talk": "always"}, "Deze keuze bestaat niet meer"),
        ({"cell-A-aftercare": "no"}, "Deze keuze bestaat niet meer"),
        ({"highest-5": "2"}, "Bij een hogere ernst hoort geen lagere trede"),
        ({"highest-5": "9"}, "Deze keuze bestaat niet meer"),
        ({"text": ""}, "Regel 1 van het bestand klopt niet"),
        ({"text": "x" * 30_001}, "te lang voor een matrix"),
        ({"text": product_text().replace("level = 5\ntitle", "level = 6\ntitle")}, "klopt niet"),
    ],
)
def test_a_matrix_that_cannot_be_used_is_refused(
    desk: Desk, client_for, changes: dict[str, str], words: str
) -> None:
    answer = client_for(desk.owner).post(PAGE, data=filled() | changes)

    assert answer.status_code == 422
    assert words in answer.text
    assert desk.now().number == 0


def test_a_matrix_goes_out_as_toml_and_comes_in_to_be_looked_at_first(desk, client_for) -> None:
    client = client_for(desk.owner)
    client.post(PAGE, data=filled() | BAN)
    text = client.get(f"{PAGE}/toml").data

    def sent(content: bytes):
        return client.post(f"{PAGE}/inlezen", data={"file": (io.BytesIO(content), "m.toml")})

    same = sent(text)
    moved = sent(text.replace(b'"VERB.shouting" = "A"', b'"VERB.shouting" = "B"'))

    assert same.status_code == moved.status_code == 200
    assert "Er verandert niets." in same.text
    assert "Schelden" in moved.text
    assert desk.now().number == 1
    ladder = text.replace(b"level = 1\n\n[measures.w", b"level = 2\n\n[measures.w")
    for nonsense in (b"", b"\xff\xfe\x00", b"x" * 200_000, b"rows = 3", b"[measures]\nx=1", ladder):
        assert sent(nonsense).status_code == 422


def test_there_is_no_other_version(desk: Desk, client_for) -> None:
    client = client_for(desk.owner)

    for version in ("1", "nope", "9" * 400):
        assert client.get(f"{PAGE}/versies/{version}").status_code == 404
