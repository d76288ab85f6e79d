"""The exhibits as rows and pictures of the dossier, with when and by whom they were secured."""

from vpt.cases import wording
from vpt.cases.coursing import EVIDENCE_KIND
from vpt.documents.kinds.prosecution_dossier import ExhibitRow, Picture
from vpt.infra import storage
from vpt.infra.storage import StoredFile
from vpt.prosecution import exhibits, labels
from vpt.prosecution.case import Told
from vpt.prosecution.exhibits import Exhibit
from vpt.prosecution.rules import TRAVELLING, Form

IN_PACKAGE = "in het pakket bij dit dossier"
IS_ITSELF = "Zoals ontvangen: een tekst zonder verborgen gegevens"


def rows(told: Told) -> tuple[ExhibitRow, ...]:
    """Return the list of exhibits."""
    inside = {one.name for one in exhibits.enclosed(told.exhibits)}
    return tuple(_row(told, one, is_inside=one.file_name in inside) for one in told.exhibits)


def pictures(told: Told, *, drawn: bool) -> tuple[Picture, ...]:
    """Return what can be looked at on paper: the images drawn anew, never an original.

    Without `drawn` their bytes stay closed: the hash says which they are.
    """
    return tuple(
        _picture(told, one, one.preview, drawn=drawn)
        for one in told.exhibits
        if one.form in TRAVELLING and one.preview is not None
    )


def _row(told: Told, one: Exhibit, *, is_inside: bool) -> ExhibitRow:
    by = told.telling.staff(one.evidence.added_by)
    return ExhibitRow(
        number=one.number,
        title=told.telling.text(one.evidence.title),
        kind=_kind(one),
        size=wording.size(one.original.size),
        source=by,
        secured=f"{wording.moment(one.evidence.added_at)}, {by}",
        sha256=one.original.sha256,
        form=_form(one, is_inside=is_inside),
        inside=one.file_name if is_inside else "",
        note=_note(one),
    )


def _kind(one: Exhibit) -> str:
    return EVIDENCE_KIND.get(one.evidence.kind, one.evidence.kind)


def _form(one: Exhibit, *, is_inside: bool) -> str:
    is_itself = one.form is Form.COPY and one.travels is one.original
    told = IS_ITSELF if is_itself else labels.TOLD[one.form]
    goes_apart = one.travels is not None and not is_inside
    return f"{told}, {IN_PACKAGE} ({one.file_name})" if goes_apart else told


def _note(one: Exhibit) -> str:
    file = one.travels
    if file is None or file.sha256 == one.original.sha256:
        return ""
    return f"SHA-256 van de kopie: {file.sha256}"


def _picture(told: Told, one: Exhibit, preview: StoredFile, *, drawn: bool) -> Picture:
    title = told.telling.text(one.evidence.title)
    return Picture(
        number=one.number,
        caption=title,
        described=f"{_kind(one)} {one.number}: {title}",
        jpeg=b"".join(storage.read(preview)) if drawn else b"",
        sha256=preview.sha256,
    )
