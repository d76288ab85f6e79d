"""The identity sheet: who is behind which number, on a paper that stays out of the file."""

from vpt.cases import wording
from vpt.cases.telling import BY_NUMBER, Telling
from vpt.documents.kinds.identity_sheet import IdentityRow
from vpt.documents.kinds.parts import PersonRow
from vpt.incidents.people import Involved

CALLED = "Vraag de gegevens op bij de werkgever"
DETAILS = {"phone": "Telefoon", "email": "E-mail", "customer_number": "Klantnummer"}


def people(named: Telling) -> tuple[IdentityRow, ...]:
    """Return the people the prosecutor may know by name; one under number is not on it by name.

    Nobody's private address is on it: victims and witnesses are reached through the employer.
    """
    rows = {named.number(row): row for row in named.got.running.involved}
    return tuple(_row(named, one, rows[one.number]) for one in named.people())


def _row(named: Telling, told: PersonRow, row: Involved) -> IdentityRow:
    is_suspect = row.role == "perpetrator"
    identity = (row.identity or {}) if is_suspect and named.may_name(row) else {}
    lines = [f"{label}: {identity[key]}" for key, label in DETAILS.items() if identity.get(key)]
    if is_suspect and row.description:
        lines.append(named.text(row.description))
    if told.name == BY_NUMBER:
        lines.append(CALLED)
    return IdentityRow(
        number=told.number,
        role=told.role,
        name=told.name,
        born=wording.day_of(born) if (born := str(identity.get("birth_date", ""))) else "",
        reachable=told.reachable,
        details="\n".join(lines),
    )
