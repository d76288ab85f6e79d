"""Letters on house paper: readable through the window of an envelope, and nothing else is."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.documents.reading import pages_of, spoken_in, structure_of, text_of
from tests.pdf_conformance import violations
from vpt.documents import envelope, layout
from vpt.documents.kinds.letter import Clause
from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import House

MM = 72 / 25.4
LETTERS = [kind for kind in KINDS.values() if kind.view.__name__ == "LetterView"]
WINDOW_IN_ENVELOPE = (20 * MM, 55 * MM, 110 * MM, 90 * MM)
"""Left, top, right and bottom of the window, from the upper left of a DL envelope."""
SHIFTS = [(x * MM, y * MM) for x in (0, 5, 10) for y in (0, 5.5, 11)]
"""How far a folded A4 (210 by 99 mm) can lie from that corner in 220 by 110 mm."""
CHECK = "https://vpt.example/verifieer/4T7K-9XQ2-M3WD"
RETURN = "Gemeente Twenteveen (demo), Postbus 1, 7500 AA Twenteveen"
GREEN = "#1b5e3f"
ADDRESSES = {
    "one line": ("De heer J. Voorbeeld (demo)",),
    "three lines": ("De heer J. Voorbeeld (demo)", "Voorbeeldstraat 1", "7500 AA Twenteveen"),
    "six lines": tuple(f"Regel {number} van dit adres" for number in range(1, 7)),
    "six lines of sixty": tuple(
        f"{number} Aan mevrouw Wilhelmina van den Oudenhoven-Schimmelpenninck"[:60]
        for number in range(1, 7)
    ),
    "one very long word": ("X" * 60, "M" * 60, "Voorbeeldstraat 1", "7500 AA Twenteveen"),
    "ten lines": tuple(f"Regel {number} van dit adres" for number in range(1, 11)),
    "six lines of wide capitals": ("W" * 60,) * 6,
}


def a_logo():
    target = BytesIO()
    Image.new("RGB", (600, 200), GREEN).save(target, "PNG")
    return target.getvalue()


HOUSE = House(logo=a_logo(), colour=GREEN, return_address=RETURN)


def a_letter(key="ban_letter", house=HOUSE, check=CHECK, **parts):
    kind = KINDS[key]
    view = replace(kind.example(kind.profiles[0]), **parts)
    return replace(view, meta=replace(view.meta, house=house, check_address=check))


def drawn(view):
    return KINDS["ban_letter"].render(view, ())


def words_of(pdf, page=1):
    """Return (word, left, top, right, bottom) of a page, in points from its upper left."""
    done = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"],
        input=pdf, capture_output=True, check=True,
    )  # fmt: skip
    pattern = r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>'
    return [(word, *map(float, box)) for *box, word in re.findall(pattern, done.stdout.decode())]


def seen_through(words, shift):
    """Return the words of which any part shows, with whether they show whole."""
    left, top, right, bottom = WINDOW_IN_ENVELOPE
    dx, dy = shift
    for word, *box in words:
        x0, y0, x1, y1 = box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy
        if x1 > left and x0 < right and y1 > top and y0 < bottom:
            yield word, x0 >= left and x1 <= right and y0 >= top and y1 <= bottom


def address_on(pdf):
    """Return the words below the return line and above the letter, in the left half."""
    words = words_of(pdf)
    [foot] = [box[3] for word, *box in words if word == "Retour:"]
    [start] = [box[1] for word, *box in words if word == "Geachte"]
    return [
        (word, left, top, *rest)
        for word, left, top, *rest in words
        if left < layout.PAGE_WIDTH / 2 and foot - 1 < top < start - 40
    ]


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_the_whole_address_shows_wherever_the_paper_lies(address):
    found = address_on(drawn(a_letter(address=address)))

    told = "".join(word.rstrip(",") for word, *_ in found)
    assert told == "".join("".join(address).split()) or told.count("…") == len(address)
    for shift in SHIFTS:
        assert [word for word, whole in seen_through(found, shift) if whole] == [
            word for word, *_ in found
        ]


@pytest.mark.parametrize("shift", SHIFTS)
def test_nothing_but_return_line_and_address_shows(shift):
    view = a_letter(address=ADDRESSES["six lines"])
    allowed = {*" ".join(ADDRESSES["six lines"]).split(), *RETURN.split(), "Retour:"}

    through = [word for word, _ in seen_through(words_of(drawn(view)), shift)]

    assert "adres" in through
    assert set(through) - allowed == set()


def test_the_address_is_large_when_there_is_room_and_smaller_when_there_is_not():
    def height(address):
        found = [box for word, *box in words_of(drawn(a_letter(address=address))) if word == "Xyz"]
        return found[0][3] - found[0][1]

    few, many = height(("Xyz", "Straat 1")), height(("Xyz",) + ("Een regel die lang is " * 3,) * 5)

    assert few == pytest.approx(layout.LETTER_ADDRESS.fontSize * 1.362, abs=0.2)
    assert many < few


def test_what_never_fits_is_cut_off_where_everybody_sees_it():
    pdf = drawn(a_letter(address=("W" * 60,) * 6))

    cut = [word for word, *_ in words_of(pdf) if word.startswith("WWW")]

    assert len(cut) == 6
    assert all(word.endswith("…") for word in cut)


def test_the_return_line_stands_right_above_the_address():
    words = words_of(drawn(a_letter()))

    [line] = [box for word, *box in words if word == "Retour:"]

    assert line[0] == pytest.approx(layout.LEFT, abs=0.5)
    assert envelope.SHOWN_TOP - 18 < line[3] <= envelope.SHOWN_TOP


def test_a_long_return_address_takes_a_second_line_and_stays_whole():
    long = "Streekziekenhuis met een lange naam (demo), Zandkampweg 200, 7598 SS Esrande"
    words = words_of(drawn(a_letter(house=House(return_address=long))))

    found = [one for one in words if one[0] in long.split() and one[2] < envelope.SHOWN_TOP]

    assert [word for word, *_ in found] == long.split()
    assert len({round(top) for _, _, top, *_ in found}) == 2
    assert max(right for *_, right, _ in found) <= envelope.SHOWN_RIGHT


def test_paper_is_folded_at_its_thirds_and_only_the_first_page_says_where():
    view = a_letter(clauses=(Clause(text="Een regel van deze brief.\n" * 90),))

    first, second, *_ = [rules_at_the_edge(drawn(view), page) for page in range(2)]

    assert first == pytest.approx([99 * MM, 198 * MM], abs=0.5)
    assert second == []


def rules_at_the_edge(pdf, page):
    """Return where lines are drawn in the left margin, in points from the top of the page."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as file:
        start = None
        for operands, operator in pikepdf.parse_content_stream(file.pages[page]):
            if str(operator) == "m":
                start = [float(one) for one in operands]
            elif str(operator) == "l" and start and float(operands[0]) < layout.LEFT - 10:
                found.append(layout.PAGE_HEIGHT - start[1])
    return sorted(found)


def test_an_address_stands_in_the_window_and_nowhere_else():
    view = a_letter(address=("De heer J. Voorbeeld (demo)", "Geheimstraat 7", "7599 ZZ Verweg"))

    pdf = drawn(view)

    assert text_of(pdf).count("Geheimstraat") == 1
    with pikepdf.open(BytesIO(pdf)) as file:
        assert "Geheimstraat" not in str(file.docinfo)
        assert b"Geheimstraat" not in file.Root.Metadata.read_bytes()


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.key)
@pytest.mark.parametrize("is_empty", [False, True], ids=["full", "empty"])
def test_a_letter_in_house_style_is_archivable_and_accessible(kind, is_empty):
    view = kind.empty_example() if is_empty else kind.example(kind.profiles[0])
    meta = replace(view.meta, house=HOUSE, check_address=CHECK, preview=True, watermark="Kopie")

    assert violations(kind.render(replace(view, meta=meta), ())) == []


OTHERS = [kind for kind in KINDS.values() if kind not in LETTERS]


@pytest.mark.parametrize("kind", OTHERS, ids=lambda kind: kind.key)
def test_every_other_paper_in_house_style_is_archivable_and_accessible(kind):
    view = kind.example(kind.profiles[0])
    meta = replace(view.meta, house=HOUSE, check_address=CHECK)

    pdf = kind.render(replace(view, meta=meta), ())

    assert violations(pdf) == []
    assert GREEN_ON_PAGE in colours_of(pdf)


GREEN_ON_PAGE = ".105882 .368627 .247059"
DEEP_ON_PAGE = ".070588 .188235 .309804"


def colours_of(pdf):
    """Return the page operators of the whole file as text."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return " ".join(page.Contents.read_bytes().decode("latin-1") for page in file.pages)


def test_headings_and_rules_have_the_colour_of_the_house_and_no_other():
    pdf = drawn(a_letter())

    assert GREEN_ON_PAGE in colours_of(pdf)
    assert DEEP_ON_PAGE not in colours_of(pdf)


def test_two_organisations_are_drawn_at_the_same_time_each_in_its_own_colour():
    houses = [House(colour=GREEN), House(), House(colour="#6b1f4e")] * 6
    alone = [drawn(a_letter(house=house)) for house in houses[:3]]

    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda house: drawn(a_letter(house=house)), houses))

    assert together == alone * 6


def test_a_screen_reader_hears_whose_letter_it_is_before_anything_else():
    with_name = structure_of(drawn(a_letter(house=House(colour=GREEN))))

    assert spoken_in(drawn(a_letter(house=House()))).startswith("GemeenteTwenteveen(demo)")
    assert with_name.index("Gemeente Twenteveen (demo)") < with_name.index("Voorbeeldstraat")
    with pikepdf.open(BytesIO(drawn(a_letter()))) as file:
        figure = file.Root.StructTreeRoot.K[0].K[0]
        assert (figure.S, str(figure.Alt)) == ("/Figure", "Gemeente Twenteveen (demo)")


def test_a_screen_reader_hears_points_as_a_list_also_over_a_page_break():
    lines = tuple(f"Punt {number}: " + "en wat daarbij hoort " * 12 for number in range(1, 30))
    pdf = drawn(a_letter(clauses=(Clause(heading="Wat er gebeurde", points=lines),)))

    with pikepdf.open(BytesIO(pdf)) as file:
        roles = [node for node in file.Root.StructTreeRoot.K[0].K if node.S == "/L"]
        found = [item.K[0].S for item in roles[-1].K]
        pages = len(file.pages)

    assert pages > 1
    assert found == ["/LBody"] * len(lines)
    assert violations(pdf) == []


def test_the_logo_stays_inside_the_band_above_every_page():
    square = Image.new("RGB", (500, 500), GREEN)
    target = BytesIO()
    square.save(target, "PNG")
    view = a_letter(
        house=House(logo=target.getvalue()),
        clauses=(Clause(text="Een regel van deze brief.\n" * 90),),
    )

    for page, top in ((0, layout.LETTERHEAD_BOTTOM), (1, layout.TOP)):
        _, _, low, high = logo_on(drawn(view), page)
        assert high <= layout.PAGE_HEIGHT - 7 * MM
        assert low >= layout.PAGE_HEIGHT - top


def logo_on(pdf, page):
    """Return left, right, low and high of the picture on a page, in points."""
    with pikepdf.open(BytesIO(pdf)) as file:
        origin, kept = (0.0, 0.0), []
        for operands, operator in pikepdf.parse_content_stream(file.pages[page]):
            if str(operator) == "q":
                kept.append(origin)
            elif str(operator) == "Q":
                origin = kept.pop()
            elif str(operator) == "cm":
                wide, _, _, high, x, y = (float(one) for one in operands)
                origin, size = (origin[0] + x, origin[1] + y), (wide, high)
            elif str(operator) == "Do":
                return origin[0], origin[0] + size[0], origin[1], origin[1] + size[1]
    raise AssertionError("no picture on this page")


def test_a_long_letter_goes_on_under_a_short_header_with_the_signature_among_words():
    view = a_letter(clauses=(Clause(text="Een regel van deze brief.\n" * 60),))

    pages = pages_of(drawn(replace(view, meta=replace(view.meta, house=House()))))

    assert len(pages) > 1
    assert "Gemeente Twenteveen (demo)" in pages[1].splitlines()[0]
    signed = next(page for page in pages if "Met vriendelijke groet," in page)
    assert "Een regel van deze brief." in signed
    assert "Pagina 2 van" in pages[1]


def test_a_letter_says_where_it_can_be_checked_beside_its_date():
    words = words_of(drawn(a_letter()))

    [date] = [box for word, *box in words if word == "Datum"]
    [check] = [box for word, *box in words if word == "Controleer"]

    assert date[0] == pytest.approx(check[0], abs=0.5)
    assert "4T7K-9XQ2-M3WD" in {word for word, *_ in words}


@pytest.mark.parametrize("facts", [None, ()])
def test_a_letter_without_address_date_or_check_still_says_what_it_is(facts):
    view = a_letter(address=None, facts=facts, house=House(), check="")

    assert spoken_in(drawn(view)).startswith("GemeenteTwenteveen(demo)Gebouwontzegging")


def test_marks_of_demo_and_preview_stand_on_every_page():
    view = a_letter(clauses=(Clause(text="Een regel van deze brief.\n" * 90),))

    pages = pages_of(drawn(replace(view, meta=replace(view.meta, preview=True))))

    assert len(pages) > 1
    for page in pages:
        assert "DEMO – verzonnen gegevens" in page
        assert "VOORBEELD – niet uitgegeven" in page
