"""Look at the kinds of documents from the command line."""

import pytest
from click.testing import CliRunner

from tests.pdf_conformance import violations
from vpt.cli.documents import group


@pytest.fixture
def run():
    return lambda *arguments: CliRunner().invoke(group, arguments)


def test_the_kinds_are_listed_with_their_profiles(run):
    result = run("kinds")

    assert result.exit_code == 0
    assert "incident_report" in result.output
    assert "internal, police, prosecution, municipality" in result.output


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
