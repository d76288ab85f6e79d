"""The prosecutor's dossier holds what a secretary needs, also as data, however much there is."""

import json
import resource
import shutil
import time
from dataclasses import replace
from io import BytesIO

import jsonschema
import pikepdf
import pytest

from tests.documents.filling import Filling, marked
from tests.documents.reading import pages_of, text_of
from tests.pdf_conformance import violations
from vpt.documents import dossier_json
from vpt.documents.kinds import example_prosecution_dossier as example
from vpt.documents.kinds.prosecution_dossier import EmployerStatement, ExhibitRow
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import Attachment

pytestmark = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="poppler-utils is not installed"
)

KIND = KINDS["prosecution_dossier"]
NOTHING = KIND.view(meta=KIND.empty_example().meta)
SCHEMA = json.loads(dossier_json.schema())
FULL = Filling(marked("tekst")).view(KIND)


def drawn(**sections):
    return KIND.render(replace(NOTHING, **sections), ())


def data_in(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        file = document.attachments["dossier.json"]
        return file.obj.AFRelationship, json.loads(file.get_file().read_bytes())


@pytest.fixture(scope="module")
def dossier():
    return KIND.render(KIND.example("prosecution"), ())


def test_the_cover_says_what_this_is_and_for_whom(dossier):
    first = pages_of(dossier)[0]

    for words in ("Deel 2: aanvulling", "VPT-verklaring", "Eenduidige", "GTV-2026-000123-K"):
        assert words in first


def test_a_first_dossier_is_part_one_without_news():
    pdf = KIND.render(KIND.empty_example(), ())

    assert "Deel 1: dossier" in text_of(pdf)
    assert "Nieuw in deze aanvulling" not in text_of(pdf)


def test_a_supplement_says_first_what_is_new(dossier):
    page = pages_of(dossier)[2]
    assert page.index("Nieuw in deze aanvulling") < page.index("Samenvatting")


def test_literal_words_stand_in_quotation_marks_once():
    printed = text_of(drawn(literal_words="Ik weet je te vinden.\n“Wacht maar.”"))

    assert "“Ik weet je te vinden.”" in printed
    assert "“Wacht maar.”" in printed
    assert "““" not in printed


def test_an_exhibit_says_source_who_secured_it_print_form_and_file():
    row = ExhibitRow(
        number="B3", title="Beelden", kind="Video", size="184 MB", source="Camera 4",
        secured="10 maart 2026, 15:02 uur, door de beveiliging", sha256="ab" * 32,
        form="Alleen vermeld", inside="B3.mp4",
    )  # fmt: skip

    printed = text_of(drawn(exhibits=(row,)))

    for words in ("Camera 4", "door de beveiliging", "ab" * 32, "Alleen vermeld", "B3.mp4"):
        assert words in printed


def test_a_statement_stands_on_one_page_with_its_signature():
    for lines in range(20, 48, 3):
        said = EmployerStatement(text="Wij verklaren dit.\n" * 4, name="M. Yıldız (demo)")

        pages = pages_of(drawn(narrative="Regel\n" * lines, statement=said))

        page = next(page for page in pages[2:] if "Verklaring van de werkgever" in page)
        assert page.index("Wij verklaren") < page.index("Handtekening")


def test_a_statement_longer_than_a_page_is_printed_whole():
    said = EmployerStatement(text="Wij verklaren dit. " * 420, name="M. Yıldız (demo)")

    printed = text_of(drawn(statement=said))

    assert printed.count("verklaren") == 420
    assert "Handtekening" in printed


@pytest.mark.parametrize(
    "view",
    [
        *(pytest.param(KIND.example(profile), id=profile) for profile in KIND.profiles),
        pytest.param(KIND.empty_example(), id="empty"),
        pytest.param(NOTHING, id="nothing allowed"),
    ],
)
def test_the_data_inside_follow_the_published_schema(view):
    relationship, data = data_in(KIND.render(view, ()))

    jsonschema.validate(data, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert relationship == pikepdf.Name.Data
    assert data["meta"]["reference"] == view.meta.reference


def test_the_schema_is_sound_and_knows_every_field():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *SCHEMA["$defs"].values()]

    assert [one for one in objects if one["additionalProperties"] is not False] == []
    said = json.loads(dossier_json.machine_readable(FULL))
    assert set(said) == set(SCHEMA["properties"])
    for name in ("exhibits", "people", "pictures", "chronology", "custody", "measures"):
        model = SCHEMA["properties"][name]["items"]["$ref"].rpartition("/")[2]
        assert set(said[name][0]) == set(SCHEMA["$defs"][model]["properties"])


def test_data_the_schema_does_not_name_are_refused():
    said = json.loads(dossier_json.machine_readable(NOTHING))

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**said, "support_notes": "x"}, SCHEMA)


def test_a_section_that_may_not_be_seen_is_not_in_the_data_either():
    said = json.loads(dossier_json.machine_readable(replace(FULL, damage=None, people=None)))

    assert "damage" not in said
    assert "qpeopleq" not in json.dumps(said)


def test_the_data_hold_no_pictures_and_no_look():
    said = json.loads(dossier_json.machine_readable(KIND.example("prosecution")))

    assert "jpeg" not in said["pictures"][0]
    assert set(said["meta"]) & {"house", "watermark", "preview"} == set()


def test_enclosed_files_come_after_the_data():
    photo = Attachment(
        name="B1.jpg", content=b"\xff\xd8", media_type="image/jpeg",
        relationship="Supplement", description="Bewijsstuk B1",
    )  # fmt: skip

    pdf = KIND.render(KIND.empty_example(), [photo])

    with pikepdf.open(BytesIO(pdf)) as document:
        assert [str(one.UF) for one in document.Root.AF] == ["dossier.json", "B1.jpg"]


def test_two_hundred_exhibits_and_forty_pictures_are_no_trouble():
    view = replace(
        KIND.example("prosecution"), exhibits=example.exhibits(200), pictures=example.placed(40)
    )
    before, started = _peak(), time.process_time()

    pdf = KIND.render(view, ())

    assert time.process_time() - started < 8
    assert _peak() - before < 200
    assert "B200" in text_of(pdf)
    assert violations(pdf) == []


def test_the_same_view_gives_the_same_bytes_with_contents_and_pictures(dossier):
    assert KIND.render(KIND.example("prosecution"), ()) == dossier


def _peak():
    """Return the most memory this process ever took, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
