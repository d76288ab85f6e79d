"""Pictures of every make through the real upload: what is kept is whole, or nothing is."""

import io

import pytest
from PIL import Image

from tests.builders import stored
from tests.cases.builders import a_town
from tests.incidents import made_files as made
from tests.web.incidents.filling import a_page
from vpt.incidents.evidence import Evidence
from vpt.incidents.models import Incident
from vpt.infra.storage import StoredFile


@pytest.fixture
def town(app):
    with app.app_context():
        return a_town()


def saved(image, kind, **how):
    target = io.BytesIO()
    image.save(target, kind, **how)
    return target.getvalue()


GOOD = {
    "telephone": made.TELEPHONE.read_bytes,
    "inks": lambda: saved(Image.new("CMYK", (50, 40), (0, 255, 255, 0)), "JPEG"),
    "sixteen bits": lambda: saved(Image.new("I;16", (50, 40), 40_000), "PNG"),
    "palette": lambda: saved(Image.new("P", (50, 40), 0), "PNG", transparency=0),
    "moving gif": lambda: made.moving("GIF"),
    "moving webp": lambda: made.moving("WEBP"),
    "hundred megapixels": lambda: saved(Image.new("L", (10_000, 10_000)), "JPEG"),
    "telling": made.a_photo,
}
BAD = {
    "png of a hundred megapixels": (
        lambda: made.a_png(size=(10_000, 10_000)),
        "heeft te veel beeldpunten",
    ),
    "bomb": (lambda: made.a_png(size=(60_000, 60_000)), "heeft te veel beeldpunten"),
    "telephone, too big": (made.TOO_BIG.read_bytes, "heeft te veel beeldpunten"),
    "telephone, cut off": (lambda: made.TELEPHONE.read_bytes()[:-200], "is beschadigd"),
    "cut off": (lambda: made.a_photo()[:-300], "is beschadigd"),
    "rubbish": (lambda: b"\xff\xd8\xff" + bytes(range(256)) * 4, "is beschadigd"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_is_kept_whole_with_a_clean_copy(app, client_for, town, name):
    content, client = GOOD[name](), client_for(town.employee)

    assert a_page(client).send(files=[(content, "foto")]).status_code == 302

    with app.app_context():
        [row] = stored(Evidence)
    assert client.get(f"/bewijs/{row.id}/bestand").data == content
    copy = client.get(f"/bewijs/{row.id}/beeld").data
    assert all(needle not in copy for needle in (*made.NEEDLES, b"Exif", b"iPhone"))
    with Image.open(io.BytesIO(copy)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) <= 2000


@pytest.mark.parametrize("name", BAD)
def test_a_picture_that_cannot_be_kept_is_named_and_nothing_of_it_stays(
    app, client_for, town, name
):
    make, sentence = BAD[name]

    answer = a_page(client_for(town.employee)).send(files=[(make(), "foto van mij.jpg")])

    assert answer.status_code == 422
    assert f"“foto van mij.jpg” {sentence}" in answer.text
    with app.app_context():
        assert stored(Evidence) == stored(StoredFile) == stored(Incident) == []
    folder = app.extensions["vpt_settings"].storage_folder
    assert [path for path in folder.rglob("*") if path.is_file()] == []
