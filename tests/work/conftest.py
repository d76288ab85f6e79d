"""What tests of the worker's mail share: a mail server, and who mails to it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.mailserver import Postbox, postbox
from vpt.core.settings import Settings


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as running:
        yield running


@pytest.fixture
def house(settings: Settings, box: Postbox) -> Settings:
    """The settings of an installation that mails to the box."""
    return replace(settings, mail_url=box.url, public_url="https://vpt.example")
