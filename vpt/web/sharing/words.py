"""The words of the pages about sharing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from markupsafe import Markup

from vpt.partners.disclosure import Section
from vpt.partners.labels import PARTY
from vpt.partners.queries import Officer
from vpt.sharing import choosing, labels
from vpt.sharing.bases import bases
from vpt.sharing.queries import CopyView, ReceiptView, ShareView
from vpt.sharing.rules import ReceiptKind, Standing
from vpt.web.i18n import in_dutch
from vpt.web.i18n import translated as _
from vpt.web.portal import added

KINDS = {
    Standing.OPEN: "info",
    Standing.ACCEPTED: "ok",
    Standing.REJECTED: "warning",
    Standing.EXPIRED: "neutral",
    Standing.RECALLED: "neutral",
}


def party(code: str) -> str:
    """Return what a partner is."""
    return _(PARTY.get(code, code))


def officer(one: Officer | None) -> str:
    """Return who a contact is: name, party, office."""
    if one is None:
        return _("Contactpersoon onbekend")
    return ", ".join(part for part in (one.name, party(one.party), one.place) if part)


def purpose(code: str) -> str:
    """Return what a copy is shared for."""
    return _(labels.PURPOSE.get(code, code))


def door(code: str) -> str:
    """Return how a recipient comes in."""
    return _(labels.DOOR.get(code, code))


def standing(code: str) -> str:
    """Return how a share stands."""
    return _(labels.STANDING.get(code, code))


def basis(key: str) -> str:
    """Return a ground, in Dutch alone, with its source and whether it has still to be checked."""
    found = bases().get(key)
    if found is None:
        return key
    mark = "" if found.verified else " " + _("(nog te toetsen)")
    told = {"ground": in_dutch(found.text), "source": found.source, "mark": mark}
    sentence = Markup(_("%(ground)s Bron: %(source)s%(mark)s."))  # noqa: S704  our own sentence
    return sentence % told


def sections(codes: Iterable[str]) -> str:
    """Return the parts of a file in one line."""
    return ", ".join(_(labels.SECTION.get(one, one)) for one in codes)


def section(one: Section) -> str:
    """Return a part with what it holds."""
    name, holds = _(labels.SECTION[one]), labels.HOLDS.get(one, "")
    return f"{name}: {_(holds)}" if holds else name


def asks(codes: Iterable[str]) -> str:
    """Return what is asked in one line."""
    return ", ".join(_(labels.ASK.get(one, one)) for one in codes)


def paper(copy: CopyView) -> str:
    """Return how a copy is called: by its kind and own number, else by its number here."""
    return added.called(copy) or copy_called(copy.number)


def copy_called(number: int) -> str:
    """Return how a copy of the file itself is called."""
    return _("Het dossier") if number == 1 else _("Aanvulling %(number)s", number=number)


def receipt(line: ReceiptView, numbers: dict[object, str], copies: Sequence[CopyView] = ()) -> str:
    """Return what happened, with the copy or exhibit it happened to."""
    told = _(labels.RECEIPT.get(line.kind, line.kind))
    if line.evidence_id is not None:
        return f"{told}: {numbers.get(line.evidence_id, '')}".rstrip(": ")
    named = next((added.called(one) for one in copies if one.number == line.copy_number), "")
    if named:
        is_taken = line.kind == ReceiptKind.DOWNLOADED
        told = _("Gedownload: %(paper)s") if is_taken else _("Toegevoegd: %(paper)s")
        return told % {"paper": named}
    if line.copy_number is not None and line.copy_number > 1:
        return _("%(what)s, nummer %(number)s", what=told, number=line.copy_number)
    return told


def who(line: ReceiptView, share: ShareView) -> str:
    """Return who did it; by a link it is whoever holds link and code."""
    if line.who:
        return line.who
    if line.kind == "code_made":
        return _("Het systeem")
    name = share.officer.name if share.officer else _("de ontvanger")
    return _("%(name)s, via de link", name=name)


def last_day(at: datetime) -> date:
    """Return the last whole day a share is open."""
    return choosing.last_day(at)
