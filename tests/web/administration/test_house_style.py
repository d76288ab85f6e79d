"""/beheer/huisstijl: how papers look, seen on an example before it is stored."""

from io import BytesIO

import pytest
from PIL import Image

from tests.builders import stored
from tests.web.administration.settings_desk import House, a_house, hidden
from vpt.documents import house as styles
from vpt.documents.models import HouseStyle
from vpt.infra.storage import StoredFile

PAGE = "/beheer/huisstijl"
BLUE, GREEN = "#154273", "#1b5e3f"


@pytest.fixture
def house(app) -> House:
    return a_house(app)


def a_logo(colour: str = "black") -> tuple[BytesIO, str]:
    target = BytesIO()
    Image.new("RGB", (240, 80), colour).save(target, "PNG")
    target.seek(0)
    return target, "logo.png"


def post(client, data: dict[str, object], address: str = PAGE):
    return client.post(
        address, data={"colour": "", "return_address": "", "version": "0", **data},
        content_type="multipart/form-data",
    )  # fmt: skip


def current(house: House):
    with house.app.app_context():
        return styles.current(house.organisation.id)


def test_a_style_is_stored_and_shown(house, client_for):
    admin = client_for(house.admin)

    answer = post(admin, {"colour": BLUE, "logo": a_logo(), "version": "0"})

    assert answer.status_code == 302
    assert (current(house).colour, current(house).logo is None) == (BLUE, False)
    page = admin.get(PAGE).text
    assert "/beheer/huisstijl/logo.png" in page
    assert "Ada Beheer (demo)" in page
    picture = admin.get("/beheer/huisstijl/logo.png")
    assert picture.data.startswith(b"\x89PNG")
    [entry] = house.trail("organisation.style_set")
    assert entry.fields == ["logo", "colour", "return_address"]
    assert entry.codes == {}


def test_an_example_shows_what_was_typed_and_stores_nothing(house, client_for):
    admin = client_for(house.admin)

    looked = post(admin, {"colour": GREEN, "logo": a_logo("green")}, f"{PAGE}/voorbeeld.pdf")
    present = admin.get(f"{PAGE}/voorbeeld.pdf")

    assert looked.mimetype == present.mimetype == "application/pdf"
    assert looked.data.startswith(b"%PDF")
    assert looked.data != present.data
    with house.app.app_context():
        assert stored(HouseStyle) == stored(StoredFile) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"colour": "#ffff00"}, "te licht op wit papier"),
        ({"colour": "groen"}, "# met zes tekens"),
        ({"return_address": "x" * 91}, "te lang voor één regel"),
        ({"logo": (BytesIO(b"<svg xmlns='x'></svg>"), "l.svg")}, "SVG-bestand"),
        ({"logo": (BytesIO(b"no picture"), "l.png")}, "geen PNG of JPEG"),
    ],
)
@pytest.mark.parametrize("address", [PAGE, f"{PAGE}/voorbeeld.pdf"])
def test_nonsense_stands_at_its_field(house, client_for, data, said, address):
    files = {name: (BytesIO(one[0].getvalue()), one[1]) if name == "logo" else one
             for name, one in data.items()}  # fmt: skip

    answer = post(client_for(house.admin), files, address)

    assert answer.status_code == 422
    assert said in answer.text


def test_an_earlier_style_can_be_put_back_with_its_logo(house, client_for):
    admin = client_for(house.admin)
    post(admin, {"colour": BLUE, "logo": a_logo(), "version": "0"})
    first = current(house)
    post(admin, {"colour": GREEN, "logo": a_logo("green"), "version": "1"})
    page = admin.get(f"{PAGE}/versies/1")

    answer = admin.post(f"{PAGE}/versies/1", data=hidden(page.text))

    assert "Het logo van toen" in page.text
    assert GREEN in page.text
    assert answer.status_code == 302
    assert (current(house).colour, current(house).logo) == (BLUE, first.logo)
    assert house.trail("organisation.style_set")[-1].codes == {"back_to": "1"}


def test_two_people_at_once_keep_the_first_and_leave_no_file(house, client_for):
    admin = client_for(house.admin)
    post(admin, {"colour": BLUE, "version": "0"})

    answer = post(admin, {"colour": GREEN, "logo": a_logo(), "version": "0"})

    assert answer.status_code == 409
    assert "Een collega was je voor" in answer.text
    assert GREEN in answer.text
    assert current(house).colour == BLUE
    with house.app.app_context():
        assert stored(StoredFile) == []


def test_a_logo_can_be_taken_away(house, client_for):
    admin = client_for(house.admin)
    post(admin, {"logo": a_logo(), "version": "0"})

    post(admin, {"no_logo": "y", "version": "1"})

    assert current(house).logo is None
    assert admin.get("/beheer/huisstijl/logo.png").status_code == 404


def test_nobody_but_the_administrator_sets_it(house, client_for):
    post(client_for(house.admin), {"colour": BLUE, "version": "0"})

    for person in (house.coordinator, house.employee):
        client = client_for(person)
        for address in (PAGE, f"{PAGE}/versies/1", f"{PAGE}/voorbeeld.pdf", f"{PAGE}/logo.png"):
            assert client.get(address).status_code == 403
        assert post(client, {"colour": GREEN}).status_code == 403
    assert client_for(house.stranger).get(f"{PAGE}/versies/1").status_code == 404
