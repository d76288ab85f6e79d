"""`flask vpt organisation style` sets how papers look, shows it, and refuses clearly."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from vpt.accounts import queries as accounts
from vpt.documents import house

FIRST = [
    "organisation", "create", "--name", "Gemeente Voorbeeld (demo)", "--code", "GVB",
    "--admin-email", "beheer@voorbeeld.example", "--admin-name", "Ada (demo)",
]  # fmt: skip
STYLE = ["organisation", "style", "GVB"]
RETURN = "Gemeente Voorbeeld (demo), Postbus 1, 7600 AA Voorbeeld"


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    assert runner.invoke(args=["vpt", *FIRST]).exit_code == 0
    return lambda *words: runner.invoke(args=["vpt", *words])


@pytest.fixture
def logo(tmp_path):
    path = tmp_path / "logo.png"
    target = BytesIO()
    Image.new("RGBA", (240, 80), (20, 60, 110, 255)).save(target, "PNG")
    path.write_bytes(target.getvalue())
    return str(path)


def in_use(app):
    with app.app_context():
        return house.current(accounts.find_organisation_by_code("GVB").id)


def test_everything_is_set_at_once(app, run, logo):
    result = run(*STYLE, "--logo", logo, "--colour", "#1B5E3F", "--return-address", RETURN)

    assert result.exit_code == 0, result.output
    now = in_use(app)
    assert now.logo is not None
    assert (now.colour, now.return_address) == ("#1b5e3f", RETURN)


def test_the_code_may_be_typed_in_small_letters(app, run):
    assert run("organisation", "style", "gvb", "--colour", "#1b5e3f").exit_code == 0
    assert in_use(app).colour == "#1b5e3f"


def test_a_logo_is_taken_away_and_the_colour_stays(app, run, logo):
    run(*STYLE, "--logo", logo, "--colour", "#1b5e3f")

    result = run(*STYLE, "--no-logo")

    assert result.exit_code == 0
    assert (in_use(app).logo, in_use(app).colour) == (None, "#1b5e3f")


def test_show_lists_every_style_newest_first(run, logo):
    run(*STYLE, "--colour", "#154273")
    run(*STYLE, "--logo", logo, "--colour", "#1b5e3f")

    lines = run(*STYLE, "--show").output.splitlines()

    assert [line.split("\t")[1:3] for line in lines] == [
        ["logo", "#1b5e3f (7.7 : 1)"],
        ["no logo", "#154273 (10.2 : 1)"],
    ]


def test_a_faint_colour_is_refused_with_its_contrast_and_changes_nothing(app, run):
    result = run(*STYLE, "--colour", "#ffcc00")

    assert result.exit_code == 1
    assert "contrast 1.5" in result.output
    assert "Traceback" not in result.output
    assert in_use(app).colour == ""


def test_an_svg_is_refused_with_what_to_do(run, tmp_path):
    path = tmp_path / "logo.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')

    result = run(*STYLE, "--logo", str(path))

    assert result.exit_code == 1
    assert "save the logo as PNG or JPEG" in result.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "choose what to set, or --show"),
        (("--logo", "LOGO", "--no-logo"), "choose --logo or --no-logo"),
    ],
)
def test_a_command_that_asks_nothing_or_both_says_so(run, logo, words, said):
    result = run(*STYLE, *[logo if word == "LOGO" else word for word in words])

    assert result.exit_code == 2
    assert said in result.output


def test_an_unknown_organisation_has_no_papers(run):
    result = run("organisation", "style", "XXX", "--show")

    assert result.exit_code == 1
    assert "does not exist" in result.output


def test_an_example_is_drawn_in_the_style_of_an_organisation(run, logo, tmp_path):
    run(*STYLE, "--logo", logo, "--colour", "#1b5e3f")
    plain, dressed = tmp_path / "plain.pdf", tmp_path / "dressed.pdf"

    run("documents", "preview", "ban_letter", "-o", str(plain))
    result = run("documents", "preview", "ban_letter", "--organisation", "gvb", "-o", str(dressed))

    assert result.exit_code == 0, result.output
    with pikepdf.open(plain) as before, pikepdf.open(dressed) as after:
        assert (len(before.pages[0].get_images()), len(after.pages[0].get_images())) == (0, 1)


def test_an_example_in_the_style_of_nobody_is_refused(run, tmp_path):
    file = tmp_path / "voorbeeld.pdf"

    result = run("documents", "preview", "ban_letter", "--organisation", "XXX", "-o", str(file))

    assert result.exit_code == 2
    assert "no organisation has this code" in result.output
    assert not file.exists()
