"""The exhibits of a dossier: numbered as in the case file, each in the form somebody chose."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from vpt.core.actor import Actor
from vpt.documents.issue import Enclosure
from vpt.incidents import filetypes, releasing
from vpt.incidents.evidence import Evidence
from vpt.incidents.filetypes import FileType
from vpt.incidents.metadata import PLAIN_TEXT
from vpt.infra.db import db
from vpt.infra.storage import StoredFile
from vpt.prosecution import rules
from vpt.prosecution.rules import Form

UNKNOWN_SUFFIX = "bin"
SUFFIXES: Mapping[str, str] = {
    one.media_type: one.suffix for one in vars(filetypes).values() if isinstance(one, FileType)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One exhibit with the form it has now."""

    number: str
    """As in the case file: B1, B2, … A left-out exhibit keeps its number."""
    evidence: Evidence
    original: StoredFile
    preview: StoredFile | None
    offered: tuple[Form, ...]
    form: Form

    @property
    def is_plain(self) -> bool:
        """Tell whether it can hold nothing beside what one reads, and goes as it is."""
        return self.original.media_type == PLAIN_TEXT

    @property
    def has_copy(self) -> bool:
        """Tell whether it can go along without hidden data."""
        return Form.COPY in self.offered

    @property
    def travels(self) -> StoredFile | None:
        """Return the file that goes along, if one does."""
        if self.form is Form.ORIGINAL:
            return self.original
        if self.form is Form.COPY:
            return self.preview or self.original
        return None

    @property
    def file_name(self) -> str:
        """Return what its file is called: number and kind, never a name somebody gave."""
        file = self.travels or self.original
        return f"{self.number}.{SUFFIXES.get(file.media_type, UNKNOWN_SUFFIX)}"

    def frozen(self) -> dict[str, str]:
        """Return what is kept of it with the dossier that left."""
        file = self.travels
        return {
            "number": self.number,
            "evidence": str(self.evidence.id),
            "form": self.form.value,
            "file": str(file.id) if file else "",
            "name": self.file_name if file else "",
            "sha256": file.sha256 if file else self.original.sha256,
        }


def of_case(
    actor: Actor, evidence: Sequence[tuple[Evidence, StoredFile]], chosen: Mapping[UUID, Form]
) -> tuple[Exhibit, ...]:
    """Return every exhibit of a case the caller gathered, in two statements."""
    previews = _previews(actor, [row.preview_id for row, _ in evidence if row.preview_id])
    released = releasing.released(actor.organisation_id, [row.id for row, _ in evidence])
    return tuple(
        _exhibit(number, row, file, previews, released, chosen)
        for number, (row, file) in enumerate(evidence, 1)
    )


def shown(exhibits: Iterable[Exhibit]) -> tuple[Exhibit, ...]:
    """Return those the dossier lists."""
    return tuple(one for one in exhibits if one.form is not Form.LEFT_OUT)


def enclosed(exhibits: Sequence[Exhibit]) -> tuple[Enclosure, ...]:
    """Return the files that are small enough to travel inside the document itself."""
    going = [(one, file) for one in exhibits if (file := one.travels) is not None]
    fits = rules.inside([file.size for _, file in going])
    return tuple(
        Enclosure(
            file_id=file.id,
            name=one.file_name,
            media_type=file.media_type,
            description=f"Bewijsstuk {one.number}",
            sha256=file.sha256,
        )
        for (one, file), is_inside in zip(going, fits, strict=True)
        if is_inside
    )


def _exhibit(
    number: int,
    row: Evidence,
    file: StoredFile,
    previews: Mapping[UUID, StoredFile],
    released: Collection[UUID],
    chosen: Mapping[UUID, Form],
) -> Exhibit:
    preview = previews.get(row.preview_id) if row.preview_id else None
    has_copy = preview is not None or file.media_type == PLAIN_TEXT
    forms = rules.offered(has_copy=has_copy, is_released=row.id in released)
    return Exhibit(
        number=f"B{number}",
        evidence=row,
        original=file,
        preview=preview,
        offered=forms,
        form=rules.form_of(chosen.get(row.id), forms),
    )


def _previews(actor: Actor, ids: Collection[UUID]) -> dict[UUID, StoredFile]:
    rows = db.session.scalars(
        select(StoredFile).where(
            StoredFile.organisation_id == actor.organisation_id, StoredFile.id.in_(ids)
        )
    )
    return {row.id: row for row in rows}
