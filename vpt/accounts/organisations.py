"""What an organisation says about itself, set with its history kept."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from vpt.accounts import service as accounts
from vpt.accounts.models import Organisation
from vpt.accounts.rules import SHORT_CODE, OrganisationKind
from vpt.core.actor import Actor, Author
from vpt.core.errors import RuleBroken
from vpt.core.plaintext import clean_line
from vpt.history import service as history
from vpt.history.rules import Content, Kind, Seen
from vpt.history.service import Change
from vpt.infra.db import db

MOST = {"name": 200, "sector": 40, "region": 40, "domicile": 300, "help_text": 500}
"""Characters a field may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What papers and pages say about the organisation."""

    name: str
    code: str
    """2 to 6 capitals and digits; leads every reference."""
    sector: str = ""
    region: str = ""
    domicile: str = ""
    """The address that stands where a private address would."""
    help_text: str = ""

    def content(self) -> Content:
        """Return what is kept of it."""
        return asdict(self)


def details_of(row: Organisation) -> Details:
    """Return what holds now."""
    return Details(
        name=row.name,
        code=row.short_code,
        sector=row.sector,
        region=row.region,
        domicile=row.domicile,
        help_text=row.help_text,
    )


def from_content(content: Content) -> Details:
    """Return what was kept; what a later version of the program added is empty."""
    return Details(**{one.name: str(content.get(one.name, "")) for one in fields(Details)})


def checked(new: Details) -> Details:
    """Return it as it may be stored, without loose spaces.

    Raises RuleBroken, each with its field: setting_empty, setting_long, code_invalid.
    """
    tidy = {name: clean_line(str(value)) for name, value in asdict(new).items()}
    tidy["code"] = tidy["code"].upper()
    if not tidy["name"]:
        raise RuleBroken("setting_empty", field="name")
    for name, most in MOST.items():
        if len(tidy[name]) > most:
            raise RuleBroken("setting_long", field=name, most=str(most))
    if not SHORT_CODE.fullmatch(tidy["code"]):
        raise RuleBroken("code_invalid", field="code")
    return replace(new, **tidy)


def change(
    author: Actor | Author, new: Details, seen: Seen, *, is_code_fixed: bool, now: datetime
) -> None:
    """Store what holds from now on, with a version and a trail.

    `is_code_fixed` says that a reference was given out: papers carry the code by then. Raises
    what `checked` refuses, RuleBroken("code_fixed", "code_taken"), StaleData("setting_changed").
    """
    after = checked(new)
    accounts.queue_up(author.organisation_id)
    history.ensure_newest(author, Kind.ORGANISATION, seen)
    row = _fresh(author.organisation_id)
    before = details_of(row)
    _ensure_code(row.id, before.code, after.code, is_fixed=is_code_fixed)
    row.name, row.short_code, row.sector = after.name, after.code, after.sector
    row.region, row.domicile, row.help_text = after.region, after.domicile, after.help_text
    kept = Change(
        kind=Kind.ORGANISATION,
        before=before.content(),
        after=after.content(),
        back_to=seen.back_to,
    )
    history.keep(author, kept, now=now)
    db.session.flush()


def _ensure_code(organisation_id: UUID, old: str, new: str, *, is_fixed: bool) -> None:
    """Refuse another code when papers carry the old one, or somebody else has the new one."""
    if new == old:
        return
    if is_fixed:
        raise RuleBroken("code_fixed", field="code", kept=old)
    taken = select(Organisation.id).where(
        Organisation.short_code == new, Organisation.id != organisation_id
    )
    if db.session.scalar(taken) is not None:
        raise RuleBroken("code_taken", field="code")


def _fresh(organisation_id: UUID) -> Organisation:
    return db.session.get_one(Organisation, organisation_id, populate_existing=True)


def find_only_employer() -> Organisation | None:
    """Return the employer of an installation that has just one; None otherwise."""
    rows = db.session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.EMPLOYER).limit(2)
    ).all()
    return rows[0] if len(rows) == 1 else None
