"""Which addresses somebody has to visit to have seen every page that is for their role."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from tests.browser import letters_tour, people_tour, places_tour, protocol_tour, settings_tour
from tests.browser.regions import Region
from vpt.accounts import credentials, links
from vpt.accounts.rules import CredentialKind, Step, TokenPurpose
from vpt.answers import queries as answers
from vpt.attention import queries as attention
from vpt.cases import queries as cases
from vpt.cases import reach
from vpt.cases.chain import StepView
from vpt.cases.models import Case
from vpt.cases.rules import CaseSearch, WorkFilters
from vpt.cases.steps import CaseStep
from vpt.claims import queries as claims
from vpt.claims.rules import HEALTH
from vpt.core import clock
from vpt.core.actor import Actor, Permission, Role
from vpt.documents.models import IssuedDocument
from vpt.incidents import attachments, releasing
from vpt.infra import links as signed
from vpt.infra.db import db, unit_of_work
from vpt.measures import board, unlock, writing
from vpt.measures import queries as measures
from vpt.meetings import queries as meetings
from vpt.outcomes.models import ChainOutcome
from vpt.partners import queries as partners
from vpt.patterns import queries as patterns
from vpt.police_reports import desk
from vpt.police_reports import queries as police_reports
from vpt.police_reports.models import PoliceReport
from vpt.post import queries as post
from vpt.preservation import queries as preservation
from vpt.protocol import loader
from vpt.protocol.catalogue import reference_text
from vpt.protocol.works import Work
from vpt.sharing import reading, receiving
from vpt.sharing.models import SecureLink, Share

NO_PAGE = {
    **places_tour.NO_PAGE,
    **settings_tour.NO_PAGE,
    **letters_tour.NO_PAGE,
    **protocol_tour.NO_PAGE,
    "static": "files",
    "start.brand": "a style sheet",
    "health.show": "an answer for machines",
    "schema.dossier": "an answer for machines",
    "incidents.original": "a download",
    "incidents.picture": "an image",
    "assessment.download_notice": "a download",
    "cases.begin": "leads on to the page of a step",
    "claims.download": "a download",
    "claims.download_own": "a download",
    "patterns.download": "a download",
    "prosecution.dossier": "a download",
    "prosecution.identity": "a download",
    "prosecution.take_package": "a download",
    "documents.download": "a download",
    "documents.download_own": "a download",
    "portal.copy": "a download",
    "portal.copy_link": "a download",
    "portal.evidence": "a download",
    "portal.evidence_link": "a download",
    "measures.invitation_pdf": "a download",
    "measures.preview_pdf": "a download",
    "meetings.download": "a download",
    "importing.template": "a download",
    "paperwork.blank": "a download",
    "setup.enter": "only in an empty installation; looked at in its own journey",
    "setup.found": "only in an empty installation; looked at in its own journey",
    "paperwork.find": "leads on to the own page of a case",
    "statistics.download": "a download",
    "notifications.open_message": "goes on to what the message is about",
}
"""What has an address but is no page, and why."""
TEXT_STAYS_AWAY = {
    Role.SUPPORT_TEAM: {"cases.report", "cases.evidence", "assessment.add_check"},
    Role.HR: {"paperwork.take_over", "patterns.link", "patterns.unlink"},
}
"""Pages that are not for somebody who sees a part of a case, or who follows it only."""
VISITED_BY_ANOTHER = {Role.COORDINATOR: {"protocols", "matrix", "letters"}}
"""Page sets that look the same to whom they are for first: protocol owner and administrator."""

Values = dict[str, object]


@dataclass(frozen=True)
class Stop:
    """One address of one endpoint."""

    endpoint: str
    address: str


def stops(region: Region, role: Role) -> list[Stop]:
    """Return every page that is for this role, with something of theirs on it."""
    app = region.site.app
    with app.app_context():
        actor = region.somebody(role).actor(clock.now())
        found = []
        for endpoint in pages(app):
            guard = app.view_functions[endpoint].guard
            away = endpoint in TEXT_STAYS_AWAY.get(role, ())
            away |= endpoint.partition(".")[0] in VISITED_BY_ANOTHER.get(role, ())
            if guard[0] != "open" and not away and _may(actor, guard):
                found += [Stop(endpoint, one) for one in _addresses(app, endpoint, actor)]
        return found


def pages(app: Flask) -> list[str]:
    """Return every endpoint that answers a GET with a page."""
    found = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    return sorted(found - set(NO_PAGE))


def open_stops(region: Region) -> list[tuple[Stop, Values]]:
    """Return every page for who is not signed in, each with what the cookie holds there."""
    app, person = region.site.app, region.somebody(Role.AUDITOR)
    with app.app_context():
        now = clock.now()
        with unit_of_work():
            credentials.store(person.id, CredentialKind.TOTP, "JBSWY3DPEHPK3PXP" * 2, now=now)
            link = links.issue(person.id, TokenPurpose.INVITE, now=now)
        half = {"user": str(person.id), "epoch": 0, "target": "", "since": int(now.timestamp())}
        at = {step: {"half_way": {**half, "step": str(step), "strong": True}} for step in Step}
        word = signed.sign(signed.PASSWORD, link.id)
        return [
            (Stop("accounts.sign_in", "/inloggen"), {}),
            (Stop("verify.index", "/verifieer"), {}),
            (Stop("verify.by_code", "/verifieer/7K3M-9QXT-2B4D"), {}),
            (Stop("verify.by_code", f"/verifieer/{_a_code()}"), {}),
            (Stop("accounts.forgotten", "/wachtwoord-vergeten"), {}),
            (Stop("accounts.link_sent", "/wachtwoord-vergeten/verstuurd"), {}),
            (Stop("accounts.choose_password", f"/wachtwoord/{word}"), {}),
            (Stop("accounts.code", "/inloggen/code"), at[Step.CODE]),
            (Stop("accounts.recovery", "/inloggen/herstelcode"), at[Step.CODE]),
            (Stop("accounts.enrol", "/inloggen/instellen"), at[Step.ENROL]),
            (Stop("accounts.choose_organisation", "/inloggen/organisatie"), at[Step.DONE]),
            (Stop("desk.answer", f"/antwoord/{_a_sheet()}"), {}),
            (Stop("desk.thanks", "/antwoord/bedankt?let-op=number"), {}),
            *_by_link(now),
            (Stop("start.accessibility", "/toegankelijkheid"), {}),
            (Stop("start.privacy", "/privacy"), {}),
        ]


def _a_sheet() -> str:
    """Return the code of a cover sheet."""
    with unit_of_work():
        report = db.session.scalars(select(PoliceReport).limit(1)).one()
        report.desk_code = report.desk_code or desk.new_code()
    return str(report.desk_code)


def _may(actor: Actor, guard: tuple[str, ...]) -> bool:
    return guard == ("signed in",) or any(actor.may(Permission(one)) for one in guard)


def _addresses(app: Flask, endpoint: str, actor: Actor) -> Iterator[str]:
    [rule] = [
        one for one in app.url_map.iter_rules() if one.endpoint == endpoint and "GET" in one.methods
    ]
    adapter = app.url_map.bind("localhost")
    for values in SUBJECTS[endpoint](actor) if rule.arguments else [{}]:
        yield adapter.build(endpoint, values)


def _cases(actor: Actor) -> list[Values]:
    """Return a case of every status this person can see."""
    now, found = clock.now(), {}
    for status in (None, "open", "late", "closed"):
        search = CaseSearch() if status is None else CaseSearch(status=status)
        for row in cases.case_list(actor, search, limit=1, now=now).rows:
            found[row.id] = {"case_id": row.id}
    return list(found.values())


def _talks(actor: Actor) -> list[Values]:
    """Return the cases of which this person may read and write the messages: not all have a tab."""
    return [
        values
        for values in _cases(actor)
        if cases.case_page(actor, values["case_id"], now=clock.now()).may_message
    ]


def _closed(actor: Actor) -> list[Values]:
    return [{"case_id": one} for one in _own_choice(actor, closed=True)][:1]


def _open(actor: Actor) -> list[Values]:
    return [{"case_id": one} for one in _own_choice(actor, closed=False)][:1]


def _unnamed(actor: Actor) -> list[Values]:
    """Return somebody without an account in a case that is open."""
    for values in _open(actor):
        people = cases.case_page(
            actor, UUID(str(values["case_id"])), now=clock.now(), parts=()
        ).people
        return [values | {"involved_id": one.id} for one in people if not one.has_account][:1]
    return []


def _own_choice(actor: Actor, *, closed: bool) -> list[UUID]:
    over = Case.closed_at.is_not(None) if closed else Case.closed_at.is_(None)
    return list(db.session.scalars(select(Case.id).where(Case.id.in_(_visible(actor)), over)))


def _visible(actor: Actor) -> list[UUID]:
    return [row.id for row in db.session.scalars(cases.visible(actor))]


def _steps(actor: Actor) -> list[Values]:
    """Return a late step, one that waits for a partner, a paused one and an ordinary one."""
    rows = cases.worklist(actor, WorkFilters(), limit=200, now=clock.now()).rows
    kinds = {(row.group == "late", row.is_external, row.is_paused): row for row in rows}
    return [{"case_id": row.case_id, "step_id": row.id} for row in kinds.values()]


def _sources(actor: Actor) -> list[Values]:
    """Return a source of evidence in an open case."""
    for case_id in _own_choice(actor, closed=False):
        for one in preservation.list_sources(actor, case_id):
            return [{"case_id": case_id, "source_id": one.id}]
    return []


def _answers(actor: Actor) -> list[Values]:
    """Return an answer of a partner that waits, for whoever judges it."""
    if not actor.may(Permission.CASE_SHARE):
        return []
    return [{"case_id": one.case_id, "answer_id": one.id} for one in answers.waiting(actor)[:1]]


def _meetings(actor: Actor) -> list[Values]:
    """Return a meeting that comes and one that was."""
    rows = [*meetings.coming(actor)[:1], *meetings.past(actor)[:1]]
    return [{"meeting_id": row.id} for row in rows]


def _topics(actor: Actor) -> list[Values]:
    """Return a case on the agenda of a meeting that comes, and of one that was."""
    found = []
    for values in _meetings(actor):
        sheet = meetings.sheet(actor, UUID(str(values["meeting_id"])), now=clock.now())
        found += [{**values, "topic_id": one.id} for one in sheet.items[:1]]
    return found


def _partners(actor: Actor) -> list[Values]:
    """Return a partner organisation of this employer."""
    return [{"partner_id": row.id} for row in partners.partners(actor)[:1]]


def _contacts(actor: Actor) -> list[Values]:
    """Return a contact with an account, and one without."""
    kinds = {row.user_id is not None: row for row in partners.officers(actor)}
    return [{"officer_id": row.id} for row in kinds.values()]


def _links(actor: Actor) -> list[Values]:
    for case_id in _visible(actor):
        for one in patterns.bundle(actor, case_id).links:
            if case_id in {one.from_id, one.to_id}:
                return [{"case_id": case_id, "link_id": one.id}]
    return []


def _letters(actor: Actor) -> list[Values]:
    rows = post.register(actor, now=clock.now()).rows
    return [{"item_id": row.id} for row in rows if row.is_open][:1]


def _own(actor: Actor) -> list[Values]:
    return [{"case_id": row.id} for row in cases.own_cases(actor)]


def _own_open(actor: Actor) -> list[Values]:
    return [{"case_id": row.id} for row in cases.own_cases(actor) if row.closed_at is None][:1]


def _own_incident(actor: Actor) -> list[Values]:
    return [{"incident_id": row["case_id"]} for row in _own(actor)[:1]]


def _file(actor: Actor) -> list[Values]:
    """Return a file of a case whose original this person may let go."""
    if not releasing.may_release(actor):
        return []
    for case_id in _own_choice(actor, closed=False):
        for row in attachments.list_of(actor.organisation_id, case_id)[:1]:
            return [{"case_id": case_id, "evidence_id": row.id}]
    return []


def _work(work: Work) -> Callable[[Actor], list[Values]]:
    """Return what finds an open step of this work that somebody may do."""
    keys = [step.key for step in loader.load(reference_text()).steps if step.work is work]

    def found(actor: Actor) -> list[Values]:
        now = clock.now()
        for key in keys:
            rows = cases.worklist(actor, WorkFilters(step=key), limit=20, now=now).rows
            for row in rows:
                steps = cases.case_page(actor, row.case_id, now=now, parts=()).steps
                if any(one.id == row.id and _may_work(one) for one in steps):
                    return [{"case_id": row.case_id, "step_id": row.id}]
        return []

    return found


def _may_work(step: StepView) -> bool:
    """Tell whether this person has a page for a step: their own, or a partner's to record."""
    return (step.may_do or step.may_record) and not step.pause_reason


def _own_victim(actor: Actor) -> list[Values]:
    """Return the cases in which this person is a victim, whoever reported."""
    return [
        {"case_id": row.id}
        for row in cases.own_cases(actor)
        if any(one.is_me for one in cases.own_case(actor, row.id, now=clock.now()).people)
    ][:2]


def _desk(actor: Actor) -> list[Values]:
    """Return an open case of which this person sees the items of damage."""
    return _open(actor) if actor.may(Permission.CASE_READ_ALL) else []


def _damage(actor: Actor) -> list[Values]:
    """Return an item of damage of an open case, that this person may read."""
    if not actor.may(Permission.CASE_READ_ALL):
        return []
    for case_id in _own_choice(actor, closed=False):
        for row in claims.rows(actor, case_id):
            if row.kind not in HEALTH:
                return [{"case_id": case_id, "damage_id": row.id}]
    return []


def _entry(actor: Actor) -> list[Values]:
    """Return a line of the ledger that may still be corrected."""
    if not actor.may(Permission.CASE_READ_ALL):
        return []
    for case_id in _visible(actor):
        for one in claims.ledger(actor, case_id).entries:
            return [{"case_id": case_id, "entry_id": one.id}]
    return []


def _warnings(actor: Actor) -> list[Values]:
    """Return the notices this person sends or reads."""
    sends, now = actor.may(Permission.ATTENTION_SEND), clock.now()
    rows = (attention.list_for_sender if sends else attention.list_for_reader)(actor, now=now)
    return [{"notice_id": row.id} for row in rows[:2]]


def _at_the_desk(actor: Actor) -> list[Values]:
    """Return a measure on today's list of this person."""
    with unit_of_work():
        return [{"measure_id": row.id} for row in board.view(actor, now=clock.now()).rows[:1]]


def _questions(actor: Actor) -> list[Values]:
    """Return a question to the register that this person asked or may decide on."""
    rows = unlock.list_requests(actor, now=clock.now())
    return [{"request_id": row.id} for row in rows[:1]]


def _reports(actor: Actor) -> list[Values]:
    """Return a police report of an open case."""
    for case_id in _own_choice(actor, closed=False):
        for row in police_reports.of_case(actor, case_id).reports:
            return [{"case_id": case_id, "report_id": row.id}]
    return []


def _news(actor: Actor) -> list[Values]:
    """Return news of a partner that may still be corrected, for the coordinator alone."""
    if Role.COORDINATOR not in actor.roles:
        return []
    rows = db.session.scalars(
        select(ChainOutcome).where(
            ChainOutcome.organisation_id == actor.organisation_id,
            ChainOutcome.corrects_id.is_(None),
            ChainOutcome.case_id.in_(reach.visible(actor).with_only_columns(Case.id)),
        )
    )
    return [{"case_id": row.case_id, "outcome_id": row.id} for row in rows][:1]


def _by_link(now: datetime) -> list[tuple[Stop, Values]]:
    """Return the pages of a share by link, closed and with the link open in the browser."""
    share, secure = next(
        (one, two)
        for one, two in db.session.execute(
            select(Share, SecureLink).join(SecureLink, SecureLink.share_id == Share.id)
        )
        if receiving.find_by_link(_text_of(one), now=now)
    )
    address, opened = (
        f"/deling/{_text_of(share)}",
        {"shares": {share.id.hex: [secure.epoch, int(now.timestamp())]}},
    )
    return [
        (Stop("portal.show_link", address), {}),
        (Stop("portal.show_link", address), opened),
        (Stop("portal.done_link", f"{address}/klaar"), opened),
        (Stop("portal.refused_link", "/deling/teruggegeven"), {}),
    ]


def _text_of(share: Share) -> str:
    return signed.sign_row(signed.SHARE, share.organisation_id, share.id)


def _received(actor: Actor) -> list[Values]:
    """Return the shares that a partner's account may open."""
    return [{"share_id": row.id} for row in reading.list_for(actor, now=clock.now())[:3]]


def _by_mail(actor: Actor) -> list[Values]:
    """Return a share whose recipient has a link and needs a code."""
    rows = db.session.scalars(
        select(Share).where(Share.organisation_id == actor.organisation_id, Share.door == "link")
    )
    return [{"case_id": row.case_id, "share_id": row.id} for row in rows][:1]


def _shares(actor: Actor) -> list[Values]:
    """Return a share this person can follow as its sender."""
    rows = db.session.execute(
        select(Share.case_id, Share.id)
        .where(Share.organisation_id == actor.organisation_id, Share.recalled_at.is_(None))
        .order_by(Share.created_at)
        .limit(2)
    )
    return [{"case_id": case_id, "share_id": share_id} for case_id, share_id in rows]


def _issued(actor: Actor) -> list[Values]:
    """Return a paper of a case that this person may withdraw."""
    rows = db.session.execute(
        select(IssuedDocument.case_id, IssuedDocument.id)
        .where(
            IssuedDocument.organisation_id == actor.organisation_id,
            IssuedDocument.kind == "case_file",
            IssuedDocument.withdrawn_at.is_(None),
            IssuedDocument.case_id.in_(_visible(actor)),
        )
        .order_by(IssuedDocument.issued_at)
        .limit(1)
    )
    return [{"case_id": case_id, "document_id": one} for case_id, one in rows]


def _a_code() -> str:
    """Return a code that stands on a paper."""
    [code] = db.session.scalars(select(IssuedDocument.check_code).limit(1))
    return str(code)


def _release(actor: Actor) -> list[Values]:
    """Return an open step about a release, for who records what partners say."""
    keys = [one.key for one in loader.load(reference_text()).steps if one.work is Work.RELEASE]
    rows = cases.worklist(actor, WorkFilters(step=keys[0]), limit=20, now=clock.now()).rows
    return [{"case_id": row.case_id, "step_id": row.id} for row in rows if not row.is_paused][:1]


def _about(work: Work, name: str) -> Callable[[Actor], list[Values]]:
    """Return what finds whom or what an open step of this work is about."""

    def found(actor: Actor) -> list[Values]:
        return [
            {
                "case_id": values["case_id"],
                name: db.session.scalar(
                    select(CaseStep.subject_id).where(CaseStep.id == values["step_id"])
                ),
            }
            for values in _work(work)(actor)
        ]

    return found


def _measures(actor: Actor) -> list[Values]:
    """Return an own measure in an open case this person may add to."""
    for case_id in _own_choice(actor, closed=False):
        if not cases.case_page(actor, case_id, now=clock.now(), parts=()).may_find:
            continue
        for one in measures.list_of_case(actor, case_id):
            if not one.measure.issuer and one.measure.decided_on:
                return [{"case_id": case_id, "measure_id": one.measure.id}]
    return []


def _letters_of_measures(actor: Actor) -> list[Values]:
    """Return the first letter of such a measure."""
    found = []
    for values in _measures(actor):
        row = measures.get(actor, UUID(str(values["case_id"])), UUID(str(values["measure_id"])))
        found += [{**values, "kind": kind} for kind in writing.letters_of(row)[:1]]
    return found


def _invited(actor: Actor) -> list[Values]:
    """Return somebody who was invited."""
    for case_id in _own_choice(actor, closed=False):
        for one in measures.hearings_of(actor, case_id):
            if one.planned_at:
                return [{"case_id": case_id, "involved_id": one.involved_id}]
    return []


def _lists(_actor: Actor) -> list[Values]:
    """Return every list that can be read in."""
    return [{"sheet": one} for one in ("afdelingen", "locaties", "mensen")]


SUBJECTS: Mapping[str, Callable[[Actor], list[Values]]] = {
    **settings_tour.SUBJECTS,
    **letters_tour.SUBJECTS,
    **protocol_tour.SUBJECTS,
    **people_tour.SUBJECTS,
    **places_tour.SUBJECTS,
    "importing.show": _lists,
    "answers.judge": _answers,
    "answers.of_case": _cases,
    "assessment.add_check": _open,
    "assessment.index": _cases,
    "assessment.injury": _cases,
    "assessment.inspect": _work(Work.INSPECTORATE),
    "assessment.judge": _work(Work.ASSESSMENT),
    "assessment.test_task": _work(Work.VPT_TEST),
    "attention.show": _warnings,
    "board.note": _at_the_desk,
    "cases.show": _cases,
    "cases.report": _open,
    "cases.people": _open,
    "cases.evidence": _cases,
    "cases.messages": _talks,
    "cases.original": _file,
    "cases.audience": _open,
    "cases.step": _steps,
    "cases.assign": _open,
    "cases.add_person": _open,
    "cases.classify": _open,
    "cases.facts": _open,
    "cases.identify": _unnamed,
    "cases.same_event": _open,
    "cases.reopen": _closed,
    "claims.add": _desk,
    "claims.book": _desk,
    "claims.change": _damage,
    "claims.claim_form": _work(Work.CLAIM_FORM),
    "claims.collection": _work(Work.COLLECTION),
    "claims.correct": _entry,
    "claims.damage": _work(Work.DAMAGE),
    "claims.index": _cases,
    "claims.own": _own_victim,
    "claims.remove": _damage,
    "closing.close": _work(Work.CLOSING),
    "closing.feedback": _work(Work.FEEDBACK),
    "closing.index": _cases,
    "documents.index": _cases,
    "documents.withdraw": _issued,
    "incidents.sent": _own_incident,
    "measures.drop": _about(Work.MEASURE, "measure_id"),
    "measures.hear_later": _measures,
    "measures.impose": _work(Work.MEASURE),
    "measures.index": _cases,
    "measures.invite": _about(Work.REACTION, "involved_id"),
    "measures.preview": _letters_of_measures,
    "measures.preview_invitation": _invited,
    "measures.react": _work(Work.REACTION),
    "measures.record_external": _open,
    "measures.review": _work(Work.REVIEW),
    "measures.serve": _measures,
    "meetings.follow_up": _work(Work.AGREEMENT),
    "meetings.of_case": _cases,
    "meetings.show": _meetings,
    "meetings.talk": _topics,
    "outcomes.correct": _news,
    "outcomes.decision": _work(Work.DECISION),
    "outcomes.index": _cases,
    "outcomes.judgment": _work(Work.JUDGMENT),
    "outcomes.mayor": _work(Work.MAYOR),
    "outcomes.own": _own,
    "outcomes.police": _work(Work.POLICE_NEWS),
    "partners.contact": _contacts,
    "partners.end_contact": _contacts,
    "partners.end_partner": _partners,
    "paperwork.take_over": _open,
    "patterns.index": _open,
    "patterns.link": _open,
    "patterns.unlink": _links,
    "police_reports.check_code": _work(Work.CODE_CHECK),
    "police_reports.complain": _work(Work.COMPLAINT),
    "police_reports.decide": _work(Work.REPORT_DECISION),
    "police_reports.file": _work(Work.FILING),
    "police_reports.index": _cases,
    "police_reports.own": _own_victim,
    "police_reports.prepare": _reports,
    "police_reports.release": _release,
    "police_reports.shield": _work(Work.PROTECTION),
    "portal.code": _by_mail,
    "portal.done": _received,
    "portal.show": _received,
    "post.give_back": _letters,
    "preservation.add": _open,
    "preservation.evidence": _work(Work.PRESERVATION),
    "preservation.guard": _cases,
    "preservation.source": _sources,
    "prosecution.compose": _cases,
    "prosecution.index": _cases,
    "register.ask": _open,
    "register.show": _questions,
    "reports.show": _own,
    "reports.withdraw": _own_open,
    "support.aftercare": _work(Work.AFTERCARE),
    "support.first_support": _work(Work.FIRST_SUPPORT),
    "support.index": _cases,
    "sharing.begin": _cases,
    "sharing.index": _cases,
    "sharing.own": _own,
    "sharing.recall": _shares,
    "sharing.show": _shares,
    "sharing.supplement": _shares,
    "support.own": _own_victim,
    "support.safety_log": _open,
    "support.safety_step": _work(Work.SAFETY),
}
"""What a page with something in its address is visited with."""
