"""/beheer/zegel: which seal is under documents, until when, and what recipients trust it by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.exceptions import NotFound

from vpt.accounts import queries
from vpt.core import clock
from vpt.core.actor import Actor, Permission
from vpt.documents import seals
from vpt.documents.models import SealKey
from vpt.infra import sealing
from vpt.web import moments
from vpt.web.administration.blueprint import ALL, bp
from vpt.web.guards import requires
from vpt.web.headers import as_file
from vpt.web.i18n import counted as ngettext
from vpt.web.i18n import translated as _
from vpt.web.session import current_actor

PAGE = f"{ALL}/zegel"
PEM = "application/x-pem-file"
GROUP = 4
"""Signs of a fingerprint between two spaces, as people read them out."""
SOURCE: Mapping[str, str] = {
    sealing.MADE: lazy_gettext("Gemaakt door deze installatie zelf, met een eigen uitgever"),
    sealing.PKCS12: lazy_gettext("Gekocht of gekregen, als bestand ingelezen"),
    sealing.PKCS11: lazy_gettext("Op een token: de sleutel verlaat het token nooit"),
}
LEVEL: Mapping[str, str] = {
    sealing.BB: lazy_gettext("PAdES B-B: zegel, zonder tijdstempel"),
    sealing.BT: lazy_gettext("PAdES B-T: zegel met een tijdstempel van een dienst"),
    sealing.BLTA: lazy_gettext(
        "PAdES B-LTA: zegel met tijdstempel, ook over tientallen jaren na te gaan"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A seal that is no longer used; what it sealed can still be checked."""

    signer: str
    since: str
    until: str
    fingerprint: str


@bp.get(PAGE)
@requires(Permission.CONFIGURE)
def seal() -> ResponseReturnValue:
    """Show the seal in use and those before it."""
    organisation, now = queries.get_organisation(current_actor()), clock.now()
    rows = seals.list_all(organisation.id)
    used = next((row for row in rows if row.retired_at is None), None)
    return render_template(
        "administration/seal.html",
        used=used,
        facts=_facts(used) if used else [],
        left=_left(used, now) if used else "",
        is_over=used is not None and used.valid_until <= now,
        is_near=used is not None and used.valid_until <= now + seals.WARNINGS[0],
        is_own=used is not None and used.source == sealing.MADE,
        past=[_past(row) for row in rows if row is not used],
        code=organisation.short_code,
    )


@bp.get(f"{PAGE}/uitgever.pem")
@requires(Permission.CONFIGURE)
def seal_issuer() -> ResponseReturnValue:
    """Download the certificate that a recipient adds to trust the seal; it is public."""
    rows = seals.list_all(current_actor().organisation_id)
    used = next((row for row in rows if row.retired_at is None), None)
    if used is None:
        raise NotFound
    return as_file(Response(used.certificate_pem, mimetype=PEM), "uitgever-zegel.pem")


def todo(actor: Actor, now: datetime) -> int:
    """Return 1 when there is no seal, or it ends soon."""
    rows = seals.list_all(actor.organisation_id)
    used = next((row for row in rows if row.retired_at is None), None)
    return int(used is None or used.valid_until <= now + seals.WARNINGS[0])


def _facts(row: SealKey) -> list[tuple[str, str]]:
    configured = sealing.configured()
    facts = [
        (_("Op naam van"), row.signer),
        (_("In gebruik sinds"), moments.moment(row.created_at)),
        (_("Geldig tot"), moments.moment(row.valid_until)),
        (_("Herkomst"), str(SOURCE.get(row.source, row.source))),
        (_("Niveau"), str(LEVEL.get(configured.level, configured.level))),
    ]
    if configured.url:
        facts.append((_("Tijdstempeldienst"), configured.url))
    if row.fingerprint:
        facts.append((_("Vingerafdruk (SHA-256)"), _spaced(row.fingerprint)))
    return facts


def _left(row: SealKey, now: datetime) -> str:
    days = max(0, (row.valid_until - now).days)
    return ngettext("Nog %(num)s dag geldig", "Nog %(num)s dagen geldig", days)


def _past(row: SealKey) -> Past:
    return Past(
        signer=row.signer,
        since=moments.moment(row.created_at),
        until=moments.moment(row.retired_at),
        fingerprint=_spaced(row.fingerprint or "")[:24],
    )


def _spaced(fingerprint: str) -> str:
    return " ".join(fingerprint[at : at + GROUP] for at in range(0, len(fingerprint), GROUP))
