"""Look at the kinds of documents from the command line."""

import pytest
from click.testing import CliRunner

from tests.pdf_conformance import violations
from vpt.cli.documents import group
from vpt.documents.kinds.registry import KINDS


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(group, arguments)


def test_the_kinds_are_listed_with_their_profiles(run):
    result = run("kinds")

    assert result.exit_code == 0
    assert "incident_report" in result.output
    assert "internal, police, prosecution, municipality" in result.output


def test_the_columns_of_the_list_stand_apart_also_for_long_keys(run):
    listed = run("kinds").output.splitlines()

    assert len({line.index(f"  {KINDS[line.split()[0]].title}  ") for line in listed}) == 1
    assert [line.split()[0] for line in listed] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_is_drawn_for_every_profile_from_a_rich_and_an_empty_example(
    run, tmp_path, kind
):
    file = tmp_path / "voorbeeld.pdf"
    profiles = [["--profile", one] for one in kind.profiles]

    for options in (*profiles, ["--empty"]):
        result = run("preview", kind.key, *options, "-o", str(file))

        assert result.exit_code == 0, result.output
        assert file.read_bytes().startswith(b"%PDF-1.7")
        file.unlink()


@pytest.mark.parametrize("options", [[], ["--profile", "police"], ["--empty"]])
def test_a_preview_is_drawn(run, tmp_path, options):
    file = tmp_path / "voorbeeld.pdf"

    result = run("preview", "case_file", *options, "-o", str(file))

    assert result.exit_code == 0
    assert violations(file.read_bytes()) == []


@pytest.mark.parametrize("wrong", [["letter"], ["case_file", "--profile", "press"]])
def test_an_unknown_kind_or_profile_is_refused(run, tmp_path, wrong):
    file = tmp_path / "voorbeeld.pdf"

    result = run("preview", *wrong, "-o", str(file))

    assert result.exit_code == 2
    assert not file.exists()
