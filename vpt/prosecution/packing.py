"""What is in the package of a dossier that left, and the custody of every file taken along."""

from datetime import datetime
from functools import partial
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select

from vpt.accounts.models import Organisation
from vpt.audit import service as audit
from vpt.cases.models import Case
from vpt.core.actor import Actor
from vpt.core.errors import NotVisible
from vpt.core.worktime import local_date
from vpt.documents import issued
from vpt.documents.models import IssuedDocument
from vpt.incidents import attachments
from vpt.incidents.evidence import Evidence
from vpt.infra import storage
from vpt.infra.db import db
from vpt.infra.storage import StoredFile
from vpt.prosecution.models import HandIn
from vpt.prosecution.package import Bag, Entry

READ_ME = """\
{title}

In deze map:
- data/dossier    het dossier als verzegelde PDF
- data/personen   het identiteitsblad, ook verzegeld. Voeg dit niet bij het strafdossier.
- data/bewijs     de bewijsstukken, met het nummer uit het dossier

Zo kijkt u na of alles compleet en onveranderd is: van elk bestand staat de SHA-256 in
manifest-sha256.txt. Op een computer met Linux of macOS kan dat met
  sha256sum --check manifest-sha256.txt
De indeling volgt BagIt (RFC 8493).
"""
Row = TypeVar("Row", StoredFile, Evidence)


def pack(actor: Actor, row: HandIn, *, now: datetime) -> Bag:
    """Return the package of a dossier the caller may have, and write down what is taken along.

    Everything is opened here, so that nothing is asked of the database while it is sent. Raises
    NotVisible("document_destroyed") when a file of it is gone.
    """
    case = db.session.get_one(Case, (row.organisation_id, row.case_id))
    employer = db.session.get_one(Organisation, row.organisation_id)
    name = f"{case.reference}-om-dossier-{row.number}".lower()
    entries = [_document(actor, row.document_id, f"dossier/{name}.pdf", now)]
    if row.identity_id is not None:
        path = f"personen/{case.reference}-identiteitsblad-{row.number}.pdf".lower()
        entries.append(_document(actor, row.identity_id, path, now))
    entries += _exhibits(actor, row, now)
    codes = {"number": str(row.number)}
    audit.record(actor, "prosecution.package_taken", ("case", row.case_id), at=now, codes=codes)
    title = f"Dossier {row.number} voor het Openbaar Ministerie, {case.reference}"
    return Bag(
        name=name,
        info=(
            ("Source-Organization", employer.name),
            ("External-Identifier", case.reference),
            ("External-Description", title),
            ("Bagging-Date", local_date(now).isoformat()),
        ),
        read_me=READ_ME.format(title=title),
        made_at=row.made_at,
        entries=entries,
    )


def _document(actor: Actor, document_id: UUID, path: str, now: datetime) -> Entry:
    document = db.session.get_one(IssuedDocument, (actor.organisation_id, document_id))
    file, pieces = issued.file_of(document), issued.download(actor, document, now=now)
    return Entry(path=path, size=file.size, sha256=file.sha256, open=lambda: pieces)


def _exhibits(actor: Actor, row: HandIn, now: datetime) -> list[Entry]:
    """Return the files of the exhibits; each taken one gets its line of custody."""
    going = [one for one in row.exhibits if one["file"]]
    files = _rows(actor, StoredFile, [UUID(one["file"]) for one in going])
    evidence = _rows(actor, Evidence, [UUID(one["evidence"]) for one in going])
    entries = []
    for one in going:
        file, exhibit = files.get(UUID(one["file"])), evidence.get(UUID(one["evidence"]))
        if file is None or exhibit is None:
            raise NotVisible("document_destroyed")
        attachments.note(actor, exhibit, "handed_over", now=now)
        entries.append(
            Entry(
                path=f"bewijs/{one['name']}",
                size=file.size,
                sha256=one["sha256"],
                open=partial(iter, storage.read(file)),
            )
        )
    return entries


def _rows(actor: Actor, model: type[Row], ids: list[UUID]) -> dict[UUID, Row]:
    rows = db.session.scalars(
        select(model).where(model.organisation_id == actor.organisation_id, model.id.in_(ids))
    )
    return {row.id: row for row in rows}
