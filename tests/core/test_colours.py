from hypothesis import given
from hypothesis import strategies as st

from vpt.core import colours

ANY = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_the_most_there_is():
    assert colours.contrast("#000000") == 21


def test_the_colour_of_vpt_can_be_read_everywhere():
    assert colours.least_contrast("#1b4f80") >= colours.LEAST_CONTRAST


def test_a_colour_that_can_be_read_stays_what_it_is():
    assert colours.dark_enough("#154273") == "#154273"


def test_yellow_becomes_a_darker_one():
    assert colours.least_contrast("#ffd500") < colours.LEAST_CONTRAST
    assert colours.dark_enough("#ffd500") != "#ffd500"


@given(ANY)
def test_every_colour_has_eight_shades_that_darken(base):
    made = colours.shades(colours.dark_enough(base))

    assert tuple(made) == colours.SHADES
    whites = [colours.contrast(one) for one in made.values()]
    assert whites == sorted(whites)
    assert all(colours.COLOUR.fullmatch(one) for one in made.values())


@given(ANY)
def test_a_colour_that_is_dark_enough_can_be_read_everywhere(base):
    assert colours.least_contrast(colours.dark_enough(base)) >= colours.LEAST_CONTRAST
