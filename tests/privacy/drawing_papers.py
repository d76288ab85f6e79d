"""Every paper of a worked case, filled by the room that owns its kind and issued for real."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from tests import databases
from tests.cases.builders import LATER
from tests.documents.unpacking import everything_in
from tests.measures.builders import the_measure
from tests.privacy.meeting_rows import meeting_with
from tests.privacy.needles import BORN, CUSTOMER, NAMES, REACHES, used, word
from tests.privacy.worked_case import Worked, level
from vpt.administration import sheets
from vpt.app import create_app
from vpt.assessment import notice
from vpt.cases import dossier, paper_form
from vpt.claims import statement
from vpt.core.actor import Actor, Permission
from vpt.documents import issue
from vpt.documents.issue import Request
from vpt.documents.kinds.registry import KINDS
from vpt.infra import storage
from vpt.measures import writing
from vpt.meetings import paper as meetings
from vpt.partners.disclosure import Profile
from vpt.patterns import dossier as patterns
from vpt.police_reports import papers
from vpt.preservation import letter
from vpt.prosecution import dossier as hand_in
from vpt.statistics import register
from vpt.statistics.rules import Period
from vpt.support import overview
from vpt.web.documents.words import file_name

Fill = Callable[[Worked, Profile], Request]
REFERENCE = "TWV-2026-000001-A"
SITE = "https://vpt.example"


def _of_case(kind: str, at: Worked, profile: Profile) -> Request:
    own = {Profile.REPORTER, Profile.VICTIM}
    person = at.town.employee if profile in own else at.town.coordinator
    return dossier.prepare(person.actor(), at.case.id, kind, profile, now=LATER)


def _damage(at: Worked, profile: Profile) -> Request:
    if profile is Profile.VICTIM:
        return statement.prepare_own(at.town.employee.actor(), at.case.id, now=LATER)
    return statement.prepare(at.town.hr.actor(), at.case.id, profile, now=LATER)


def _preserving(at: Worked, _: Profile) -> Request:
    return letter.prepare(at.town.manager.actor(), at.case.id, at.source_id, now=LATER)


def _inspectorate(at: Worked, _: Profile) -> Request:
    return notice.prepare(at.town.hr.actor(), at.case.id, now=LATER)


def _aftercare(at: Worked, _: Profile) -> Request:
    return overview.prepare(at.town.employee.actor(), at.case.id, now=LATER)


def _hand_in(at: Worked, _: Profile) -> Request:
    actor = at.town.coordinator.actor()
    return hand_in.prepare(actor, at.case.id, now=LATER).dossier


def _identity(at: Worked, profile: Profile) -> Request:
    actor = at.town.coordinator.actor()
    return hand_in.prepare_sheet(actor, at.case.id, profile, now=LATER)


def _pattern(at: Worked, profile: Profile) -> Request:
    return patterns.prepare(at.town.manager.actor(), at.case.id, profile, now=LATER).request


def _meeting(at: Worked, profile: Profile) -> Request:
    meeting = meeting_with(profile.value)
    return meetings.prepare(at.town.coordinator.actor(), meeting.id, now=LATER)


def _register(at: Worked, profile: Profile) -> Request:
    period = Period(LATER.year)
    return register.prepare(at.town.coordinator.actor(), period, profile, now=LATER)


def _form(at: Worked, profile: Profile) -> Request:
    """Return the form of the case; the empty one is not issued, and drawn by the same kind."""
    actor = at.town.coordinator.actor()
    request = paper_form.prepare(actor, at.case.id, now=LATER)
    if profile is Profile.REPORTER:
        return request
    return replace(request, profile=profile.value, view=paper_form.blank(actor, now=LATER))


def _sheet(fill: Callable[..., Any], kind: str, at: Worked, profile: Profile) -> Request:
    """Return the sheets of the place it happened at; they are not issued, only drawn."""
    keeper = replace(at.town.coordinator.actor(), permissions=frozenset({Permission.CONFIGURE}))
    view = fill(keeper, [at.town.location.id])
    return replace(_form(at, Profile.REPORTER), kind=kind, profile=profile.value, view=view)


def _police(kind: str, at: Worked, _: Profile) -> Request:
    actor = at.town.coordinator.actor()
    return papers.prepare(actor, at.case.id, at.report_id, kind, site=SITE, now=LATER)


def _invitation(at: Worked, _: Profile) -> Request:
    actor = at.town.manager.actor()
    return writing.invitation(actor, at.case.id, at.perpetrator_id, now=LATER)


def _measure(kind: str, rung: str, at: Worked, _: Profile) -> Request:
    level(rung, lifted=kind == "lifting_letter")
    measure, actor = the_measure(), at.town.coordinator.actor()
    return writing.measure_letter(actor, at.case.id, measure.id, kind, now=LATER)


RUNGS = {
    "warning_letter": "warning_letter",
    "restriction_letter": "contact_restriction",
    "ban_letter": "building_ban",
    "review_letter": "building_ban",
    "lifting_letter": "building_ban",
}
FILLED_BY: Mapping[str, Fill] = {
    **{kind: partial(_of_case, kind) for kind in dossier.FILLED_HERE},
    "damage_statement": _damage,
    "preservation_request": _preserving,
    "labour_inspectorate_notice": _inspectorate,
    "aftercare_overview": _aftercare,
    "pattern_dossier": _pattern,
    "prosecution_dossier": _hand_in,
    "identity_sheet": _identity,
    "meeting_agenda": _meeting,
    "statutory_log": _register,
    "paper_form": _form,
    "qr_stickers": partial(_sheet, partial(sheets.stickers, copies=1, now=LATER), "qr_stickers"),
    "qr_poster": partial(_sheet, partial(sheets.posters, now=LATER), "qr_poster"),
    **{kind: partial(_police, kind) for kind in papers.MAKERS},
    "conduct_talk_invitation": _invitation,
    **{kind: partial(_measure, kind, rung) for kind, rung in RUNGS.items()},
}
"""The function of the room that owns each kind."""


@contextmanager
def installation(database: databases.Database, folder: Path) -> Iterator[None]:
    """Work in an empty installation of its own, which several tests look at."""
    settings = replace(
        database.settings,
        instance=folder,
        database_url=database.fresh(folder),
        storage_folder=folder / "files",
        queue_url=f"sqlite:///{folder / 'queue.sqlite3'}",
    )
    app = create_app(settings)
    with app.app_context():
        yield
        databases.close(app)


def paper(worked: Worked, kind: str, profile: str, *, is_sealed: bool = True) -> str:
    """Return everything a paper holds: text, bytes, metadata, and the name it is sent under."""
    request = FILLED_BY[kind](worked, Profile(profile))
    assert (request.kind, request.profile) == (kind, profile)
    return issued(worked.town.coordinator.actor(), request) if is_sealed else printed(request)


def issued(actor: Actor, request: Request) -> str:
    """Draw, enclose and seal a paper as it is issued; return everything it holds."""
    drawn = issue.draw(actor, request, issued_at="vandaag", now=LATER)
    staged = drawn.staged
    pieces = storage._decrypt(staged.handle, staged.path, staged.id)
    pdf = b"".join(pieces)
    storage.discard(staged)
    return held(request, pdf)


def printed(request: Request) -> str:
    """Draw a paper without enclosing or sealing anything, and return everything it holds."""
    return held(request, KINDS[request.kind].render(request.view, ()))


def held(request: Request, pdf: bytes) -> str:
    """Return what a file holds, its name, and what is stored beside it."""
    name = file_name(REFERENCE, KINDS[request.kind].title, request.profile, 1)
    return f"{name}\n{everything_in(pdf)}\n{vars_of(request)}"


def vars_of(request: Request) -> str:
    """Return what is stored beside the document."""
    return f"{request.kind} {request.profile} {request.purpose}"


def unhexed(paper: str) -> str:
    """Return the strings that a PDF writes as hexadecimal, such as titles with accents."""
    found = re.findall(r"<((?:[0-9A-Fa-f]{2}){4,})>", paper)
    return "".join(bytes.fromhex(one).decode("latin-1") for one in found)


@lru_cache(maxsize=1)
def plain(paper: str) -> str:
    """Return a text in small letters without space, so that no narrow column hides a word."""
    return "".join(paper.lower().split()).replace("\0", "").replace("\u00ad", "")


def ids_in(paper: str) -> frozenset[str]:
    """Return everything in a paper that has the form of the id of a row, without its dashes."""
    runs = re.findall(r"[0-9a-f]{32,}", plain(paper).replace("-", ""))
    return frozenset(run[at : at + 32] for run in runs for at in range(len(run) - 31))


def needles_in(paper: str) -> frozenset[str]:
    """Return which needles a paper holds, also when a narrow column broke one in two."""
    words = plain(paper)
    found = {one for one in used if word(one) in words}
    for who, (given, surname) in NAMES.items():
        # Looked for in small letters first: the longer way is slow, and rarely needed.
        called = given.lower() in words and re.search(rf"\b{given}\b", paper, re.IGNORECASE)
        if surname.lower() in words or called:
            found.add(who)
        phone, mail, home = REACHES[who]
        if any(one.lower() in words for one in (phone, mail, home.replace(" ", ""))):
            found.add(f"reach of {who}")
    born = any(one in words for one in (BORN, "13april1987"))
    if born or CUSTOMER.lower() in words:
        found.add("identity of perpetrator")
    return frozenset(found)
