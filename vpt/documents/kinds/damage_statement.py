"""The damage statement: per claimant what was lost, with proof, amount and the way to claim it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from vpt.documents import flowables, layout
from vpt.documents.flowables import Cell, stack, title_block
from vpt.documents.kinds import sections
from vpt.documents.kinds.kind import Kind
from vpt.documents.kinds.parts import Fact
from vpt.documents.meta import Attachment, DocumentMeta
from vpt.documents.render import to_pdf

LAYOUT_VERSION = "2"
PROFILES = ("internal", "police", "prosecution", "insurer", "victim")
HEADS, WIDTHS = ("Nr.", "Wat", "Datum", "Bewijs", "Route", "Bedrag"), (10, 53, 32, 22, 26, 22)
AMOUNTS = frozenset({HEADS.index("Bedrag")})
ITEMS = "Schadeposten"


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageRow:
    """One item of damage, ready to be read."""

    number: str
    kind: str
    what: str = ""
    on: str = ""
    proof: str = ""
    insured: str = ""
    """With whom it is insured and who paid already; empty when neither."""
    route: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimantPart:
    """One claimant with everything this claimant lost."""

    title: str
    reachable: str = ""
    """The domicile address or another allowed route; never a private address."""
    rows: tuple[DamageRow, ...] = ()
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageStatementView:
    """Exactly what is printed; None leaves no trace, empty says that nothing was recorded."""

    meta: DocumentMeta
    summary: str | None = None
    facts: tuple[Fact, ...] | None = None
    """When, where and what kind: a short sketch of the situation."""
    claimants: tuple[ClaimantPart, ...] | None = None
    totals: tuple[Fact, ...] | None = None
    """Per claimant, and the whole."""
    routes: tuple[Fact, ...] | None = None
    """Per way of claiming."""
    reasons: str | None = None
    """Why each way is proposed, with the source and whether it was checked."""
    interest: str | None = None
    not_included: tuple[str, ...] | None = None


def render(view: DamageStatementView, attachments: Sequence[Attachment] = ()) -> bytes:
    """Return the unsealed PDF of the damage statement."""
    return to_pdf(view.meta, _story(view), attachments)


def _story(view: DamageStatementView) -> list[Flowable]:
    return [
        *title_block(view.meta),
        *sections.prose("Samenvatting", view.summary),
        *sections.facts("Wat, waar en wanneer", view.facts),
        *claimants(view.claimants),
        *sums("Totaal per partij", view.totals),
        *sums("Totaal per route", view.routes),
        *sections.prose("Waarom deze routes", view.reasons),
        *sections.prose("Wettelijke rente", view.interest),
        *sections.not_included(view.not_included),
    ]


def claimants(parts: tuple[ClaimantPart, ...] | None) -> list[Flowable]:
    """Return a section with what each claimant lost."""
    if parts is None:
        return []
    if not parts:
        return flowables.empty_section(ITEMS, sections.NOTHING)
    blocks = [block for part in parts for block in flowables.subsection(part.title, _part(part))]
    return flowables.section(ITEMS, blocks)


def _part(part: ClaimantPart) -> list[Flowable]:
    rows = [_row(row) for row in part.rows]
    if part.total:
        rows.append(_total(part.total))
    listing = flowables.table(HEADS, rows, WIDTHS, AMOUNTS)
    if not part.reachable:
        return [listing]
    reachable = flowables.text(f"Bereikbaar via: {part.reachable}", layout.CELL_MUTED)
    return [flowables.kept([reachable, listing])]


def _row(row: DamageRow) -> Sequence[Cell]:
    what = stack(
        (row.kind, layout.CELL_BOLD), (row.what, layout.CELL), (row.insured, layout.CELL_MUTED)
    )
    amount = stack((row.amount, layout.CELL_AMOUNT))
    return (row.number, what, row.on, row.proof, row.route, amount)


def _total(amount: str) -> Sequence[Cell]:
    name, total = stack(("Samen", layout.CELL_BOLD)), stack((amount, layout.CELL_TOTAL))
    return ("", name, "", "", "", total)


def sums(title: str, rows: tuple[Fact, ...] | None) -> list[Flowable]:
    """Return a section of sums; they stand under the amounts of the items."""
    if not rows:
        return sections.facts(title, rows)
    pairs = [(row.label, row.value) for row in rows]
    return flowables.section(title, [flowables.definitions(pairs, layout.AMOUNT)])


KIND = Kind(
    key="damage_statement",
    title="Schadestaat",
    layout_version=LAYOUT_VERSION,
    profiles=PROFILES,
    view=DamageStatementView,
    render=render,
    is_case_paper=False,  # names amounts of victims: its own page says who may take it
)
