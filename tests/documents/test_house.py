"""The house style of an organisation is kept with its history and put on what is drawn."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from tests.builders import NOW, an_organisation, stored
from vpt.audit.models import AuditEntry
from vpt.core.actor import Author
from vpt.core.errors import RuleBroken
from vpt.documents import house, rules
from vpt.documents.house import NewStyle
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import HouseStyle
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work

BLUE, GREEN = "#154273", "#1b5e3f"
RETURN = "Gemeente Voorbeeld (demo), Postbus 1, 7600 AA Voorbeeld"


def a_logo(colour="black"):
    target = BytesIO()
    Image.new("RGB", (240, 80), colour).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def organisation(app):
    with app.app_context():
        with unit_of_work():
            made = an_organisation()
        yield made


def set_style(organisation, at=NOW, **parts):
    checked = house.check(NewStyle(**parts))
    owner = Author(organisation_id=organisation.id)
    with unit_of_work():
        row = house.set_style(owner, organisation.keyset_id, checked, now=at)
    if checked.logo:
        storage.settle(checked.logo)
    return row


def test_papers_are_plain_until_an_organisation_chooses(organisation):
    now = house.current(organisation.id)

    assert (now.logo, now.colour) == (None, "")
    assert now.return_address == f"{organisation.name}, {organisation.domicile}"


def test_what_is_set_is_in_use(organisation):
    set_style(organisation, logo=a_logo(), colour="#154273", return_address=f"  {RETURN}\n")

    now = house.current(organisation.id)

    assert Image.open(BytesIO(now.logo)).size == (240, 80)
    assert (now.colour, now.return_address) == (BLUE, RETURN)


def test_one_part_changes_and_the_rest_stays(organisation):
    set_style(organisation, logo=a_logo(), colour=BLUE, return_address=RETURN)
    set_style(organisation, at=NOW + timedelta(days=1), colour=GREEN)

    now = house.current(organisation.id)

    assert now.logo is not None
    assert (now.colour, now.return_address) == (GREEN, RETURN)


def test_an_empty_part_is_taken_away(organisation):
    set_style(organisation, logo=a_logo(), colour=BLUE, return_address=RETURN)
    set_style(organisation, at=NOW + timedelta(days=1), logo=b"", colour="", return_address="")

    assert house.current(organisation.id) == house.House(
        return_address=f"{organisation.name}, {organisation.domicile}"
    )


def test_every_style_is_kept_with_its_moment(organisation):
    set_style(organisation, colour=BLUE)
    set_style(organisation, at=NOW + timedelta(days=1), colour=GREEN)

    assert [row.colour for row in house.list_styles(organisation.id)] == [GREEN, BLUE]


def test_the_trail_says_which_parts_changed_and_nothing_more(organisation):
    row = set_style(organisation, logo=a_logo(), return_address=RETURN)

    [entry] = db.session.scalars(select(AuditEntry)).all()
    assert (entry.action, entry.subject_id) == ("organisation.style_set", row.id)
    assert entry.fields == ["logo", "return_address"]
    assert entry.codes == {}


def test_a_colleague_elsewhere_has_the_style_of_their_own_organisation(organisation):
    with unit_of_work():
        other = an_organisation("Gemeente Elders (demo)")
    set_style(organisation, logo=a_logo(), colour=BLUE)

    assert house.current(other.id).colour == ""
    assert house.current(other.id).logo is None


def test_the_logo_lies_encrypted(organisation, app):
    set_style(organisation, logo=a_logo())

    folder = app.extensions["vpt_settings"].storage_folder
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert b"PNG" not in files[0]


def test_a_preview_looks_like_what_will_be_issued(organisation):
    set_style(organisation, colour=BLUE, return_address=RETURN)
    view = KINDS["ban_letter"].example("accused")

    dressed = house.dressed(view, organisation.id)

    assert dressed.meta.house == house.current(organisation.id)
    assert dressed.clauses == view.clauses


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"colour": "#ffcc00"}, "house_colour_faint"),
        ({"colour": "blauw"}, "house_colour_invalid"),
        ({"colour": "#12345"}, "house_colour_invalid"),
        ({"return_address": "x" * 91}, "return_address_long"),
        ({"logo": b"<svg></svg>"}, "logo_svg"),
    ],
)
def test_what_would_not_be_readable_is_refused_and_not_stored(organisation, parts, code):
    with pytest.raises(RuleBroken) as refusal:
        set_style(organisation, **parts)

    assert refusal.value.code == code
    assert stored(HouseStyle) == []
    assert storage.list_staged() == []


@pytest.mark.parametrize(
    ("colour", "ratio"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#0000ff", 8.59), ("#ff0000", 4.0)],
)
def test_contrast_is_measured_as_wcag_does(colour, ratio):
    assert rules.contrast_on_white(colour) == pytest.approx(ratio, abs=0.1)


def test_a_refusal_names_the_measured_contrast_and_never_rounds_it_up():
    with pytest.raises(RuleBroken) as refusal:
        rules.house_colour("#777777")  # 4.478 : 1

    assert refusal.value.details == {"ratio": "4.47"}
