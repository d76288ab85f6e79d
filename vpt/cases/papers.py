"""What papers about a case share: how they call themselves, and parts only a reader may see."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from vpt.accounts import queries as accounts
from vpt.cases import wording
from vpt.cases.gathering import Gathered
from vpt.cases.telling import Telling
from vpt.documents.meta import DocumentMeta
from vpt.partners.disclosure import Section

Made = TypeVar("Made")
CLASSIFICATION = "Vertrouwelijk"


def meta_of(got: Gathered, title: str, recipient: str, *, now: datetime) -> DocumentMeta:
    """Return what a paper of one case says about itself before it has a version."""
    return DocumentMeta(
        title=title,
        reference=got.running.case.reference,
        version="",
        recipient=recipient,
        issued_at=wording.moment(now),
        issued_at_iso=now.isoformat(timespec="seconds"),
        organisation=got.organisation.name,
        classification=CLASSIFICATION,
        demo=accounts.is_demo(),
    )


class Parts:
    """Makes a part only when the disclosure shows its section; None leaves no trace."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling

    def __call__(self, section: Section, make: Callable[[], Made]) -> Made | None:
        """Return the part, or None when this reader may not see it."""
        return make() if self._telling.shows(section) else None


def quoted(*texts: str) -> str:
    """Return literal words line by line in quotation marks."""
    lines = [line.strip(' "“”„') for text in texts for line in text.splitlines()]
    return "\n".join(f"“{line}”" for line in lines if line)
