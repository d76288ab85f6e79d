"""The examples as files, drawn once for all tests that look at them."""

from functools import cache

from vpt.documents.kinds.registry import KINDS
from vpt.documents.meta import Attachment

JSON = Attachment(
    name="gegevens.json",
    content=b'{"reference": "GTV-2026-000123-K"}',
    media_type="application/json",
    relationship="Data",
    description="Gegevens van het dossier",
)
EVERY_PROFILE = [(kind.key, profile) for kind in KINDS.values() for profile in kind.profiles]


@cache
def rich(kind: str, profile: str) -> bytes:
    """Return the full example as this reader gets it, with one file inside."""
    return KINDS[kind].render(KINDS[kind].example(profile), [JSON])


@cache
def bare(kind: str) -> bytes:
    """Return the example of which nothing is recorded."""
    return KINDS[kind].render(KINDS[kind].empty_example(), ())
