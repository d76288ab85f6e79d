"""Papers added to a share: how each is called, its file name, and which stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from vpt.prosecution import queries as prosecution
from vpt.sharing.exhibits import Handed
from vpt.sharing.reading import Copy
from vpt.web.i18n import translated as _

DOSSIER, SHEET = "prosecution_dossier", "identity_sheet"
FILE_NAME = {DOSSIER: "dossier-voor-het-om", SHEET: "identiteitsblad"}


class Added(Protocol):
    """A copy in a share, as either side reads it."""

    @property
    def kind(self) -> str:
        """Return its kind of document."""

    @property
    def version(self) -> int:
        """Return its number among its own kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A copy, with the identity sheet that belongs to it when it has one."""

    copy: Copy
    sheet: Copy | None = None

    @property
    def is_new(self) -> bool:
        """Tell whether something of it came since the reader looked."""
        return self.copy.is_new or (self.sheet is not None and self.sheet.is_new)


def called(copy: Added) -> str:
    """Return what an added paper is called; empty for a copy of the file itself."""
    if copy.kind == SHEET:
        return _("Identiteitsblad")
    if copy.kind != DOSSIER:
        return ""
    if copy.version == 1:
        return _("Dossier voor het OM")
    return _("Aanvulling %(number)s op het dossier voor het OM", number=copy.version)


def file_name(handed: Handed) -> str:
    """Return what a download is called, without its suffix: plain ASCII, and nobody's name."""
    kind = FILE_NAME.get(handed.kind)
    if kind is None:
        return f"{handed.reference}-deling-{handed.number}"
    return f"{handed.reference}-{kind}-{handed.version}"


def beside(organisation_id: UUID, copies: Sequence[Copy]) -> list[Paper]:
    """Return the copies in their order, each dossier with its sheet; one statement at most."""
    dossiers = [one.document_id for one in copies if one.kind == DOSSIER and one.document_id]
    if not dossiers:
        return [Paper(copy=one) for one in copies]
    belongs = prosecution.sheets(organisation_id, dossiers)
    by_id = {one.document_id: one for one in copies}
    placed = set(belongs.values())
    return [
        Paper(copy=one, sheet=by_id.get(belongs.get(one.document_id)) if one.document_id else None)
        for one in copies
        if one.document_id not in placed
    ]
