"""The identity sheet: who hides behind the role numbers of a dossier, on a paper of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import layout
from vpt.documents.flowables import Cell, stack, title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "1"
PROFILES = ("prosecution", "police")
HANDLING = "Hoe u met dit blad omgaat"


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityRow:
    """One person behind a role number."""

    number: str
    """Role number as in the dossier, e.g. "S1"."""
    role: str
    name: str
    born: str = ""
    reachable: str = ""
    """The domicile address or another allowed route; never a private address."""
    details: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitySheetView:
    """Exactly what is printed; None leaves no trace, empty says that nothing was recorded."""

    meta: DocumentMeta
    handling: str | None = None
    """Why this is a separate paper, and that it stays outside the criminal file."""
    people: tuple[IdentityRow, ...] | None = None
    not_included: tuple[str, ...] | None = None
    """Who has no name here, and why."""


def render(view: IdentitySheetView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the sheet."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: IdentitySheetView) -> list[Flowable]:
    heads, widths = ("Nr.", "Naam en rol", "Geboren", "Bereikbaar via"), (12, 60, 32, 61)
    return [
        *title_block(view.meta),
        *sections.prose(HANDLING, view.handling),
        *sections.table("Personen bij het dossier", (heads, widths), view.people, _person),
        *sections.not_included(view.not_included),
    ]


def _person(row: IdentityRow) -> Sequence[Cell]:
    name = stack(
        (row.name, layout.CELL_BOLD), (row.role, layout.CELL), (row.details, layout.CELL_MUTED)
    )
    return (row.number, name, row.born, row.reachable)


KIND = Kind(
    key="identity_sheet",
    title="Identiteitsblad",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=IdentitySheetView,
    render=render,
    is_case_paper=False,  # leaves only together with the dossier it belongs to
)
