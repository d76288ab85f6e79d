"""Sentences are translated with an explicit locale, and Dutch stands in for what is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from vpt.core import language


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An English catalogue with one sentence."""
    catalogue = Catalog(locale="en")
    catalogue.add("Berichten", "Messages")
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    language._catalogue.cache_clear()
    yield
    language._catalogue.cache_clear()


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("en", "Berichten", "Messages"),
        ("nl", "Berichten", "Berichten"),
        ("en", "Een zin die niemand vertaalde.", "Een zin die niemand vertaalde."),
        ("fy", "Berichten", "Berichten"),
        ("en", "", ""),
    ],
)
def test_a_sentence_is_shown_in_the_language_or_else_in_dutch(
    locale: str, text: str, shown: str
) -> None:
    assert language.translate(locale, text) == shown
