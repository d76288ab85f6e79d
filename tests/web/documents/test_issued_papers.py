"""The list of issued papers says how each stands, and a coordinator withdraws one."""

import re
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.builders import stored
from tests.cases.builders import a_town
from tests.sharing.received import a_contact
from tests.web.verify.conftest import papers
from tests.web.watching import statements
from vpt.audit.models import AuditEntry
from vpt.cases import labels
from vpt.core import clock
from vpt.documents import issue, issued
from vpt.documents.kinds.registry import KINDS
from vpt.documents.models import IssuedDocument
from vpt.infra import storage
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners.disclosure import Profile
from vpt.sharing.models import Share, SharedCopy, ShareReceipt
from vpt.web.documents.part_words import PARTS

__all__ = ["papers"]


@pytest.fixture
def page(papers, client_for):
    """The list as the coordinator sees it."""
    client = client_for(papers.town.coordinator)
    return lambda: client.get(f"/dossiers/{papers.case_id}/documenten")


def issue_some(papers, *profiles):
    with papers.app.app_context():
        return [papers.issue(profile)[0] for profile in profiles]


def address(papers, row, rest=""):
    return f"/dossiers/{papers.case_id}/documenten/{row.id}{rest}"


def badges(page):
    return re.findall(r"vpt-badge\">([^<]*)<", page.text.partition("Maak het dossier")[2])


def test_every_part_of_every_kind_has_a_word():
    parts = {one.name for kind in KINDS.values() for one in fields(kind.view)} - {"meta"}

    assert (parts | {issue.ENCLOSED}) - PARTS.keys() == set()


def test_the_newest_of_each_reader_stands_above_and_the_others_below(papers, page):
    issue_some(papers, Profile.POLICE, Profile.PROSECUTION, Profile.POLICE)

    shown = page()

    above, below = shown.text.split("Eerder gemaakt: Dossier", 1)
    assert "Voor Politie, versie 2" in above
    assert "Voor Openbaar Ministerie, versie 1" in above
    assert "Voor Politie, versie 1" in below
    assert badges(shown) == ["Geldig", "Geldig", "Vervangen"]


def test_a_row_says_who_made_it_with_what_seal_and_hash(papers, page):
    [row] = issue_some(papers, Profile.POLICE)

    shown = page().text

    for said in ("Mehmet Leider (demo)", "PAdES B‑B", row.sha256, "Nog niet", "/verifieer"):
        assert said in shown


def test_downloads_are_counted_with_who_was_last(papers, page, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    for person in (papers.town.manager, papers.town.manager, papers.town.coordinator):
        client_for(person).get(address(papers, row))

    assert re.search(r"3 keer, het laatst door [^<]*op", page().text)
    with papers.app.app_context():
        actor = papers.town.manager.actor(clock.now())
        taken = issued.downloads(actor, papers.case_id)[row.id]
    assert (taken.times, taken.last_by) == (3, "Ineke Coördinator (demo)")


def test_a_change_is_told_in_the_message_and_in_the_list(papers, page, client_for):
    issue_some(papers, Profile.POLICE)
    with papers.app.app_context(), unit_of_work():
        [before] = stored(IssuedDocument)
        told = before.told
        before.told = {**told, "sections": {**told["sections"], "narrative": "other"}}
        before.content_sha256 = "other"
    client = client_for(papers.town.manager)

    client.post(
        f"/dossiers/{papers.case_id}/documenten",
        data={"profile": "police", "purpose": "police_report"},
    )
    shown = client.get(f"/dossiers/{papers.case_id}/documenten").text

    assert shown.count("Gewijzigd sinds versie 1: Verhaal.") == 2
    assert "Het dossier is gemaakt: versie 2. Gewijzigd" in shown


def test_a_destroyed_document_stays_in_the_list_and_cannot_be_opened(papers, page):
    [row] = issue_some(papers, Profile.POLICE)
    with papers.app.app_context(), unit_of_work():
        db.session.execute(
            update(IssuedDocument).values(file_id=None, keyset_id=None, told_sealed=None)
        )

    shown = page()

    assert badges(shown) == ["Vernietigd"]
    assert address(papers, row) not in shown.text


def as_shared(papers, row):
    """Make a document the copy of a share that its recipient downloaded twice."""
    officer = a_contact(papers.town, at=clock.now())
    with unit_of_work():
        share = Share(
            organisation_id=row.organisation_id, id=new_id(), case_id=row.case_id,
            keyset_id=row.keyset_id, officer_id=officer.id, number=4, party="police",
            profile="police", door="link", purpose="report", basis="x", sections=[], evidence=[],
            asks=[], created_at=clock.now(), created_by=row.issued_by,
            expires_at=clock.now() + timedelta(days=1),
        )  # fmt: skip
        db.session.add(share)
        db.session.flush()
        db.session.add(SharedCopy(
            organisation_id=row.organisation_id, id=new_id(), share_id=share.id,
            keyset_id=row.keyset_id, document_id=row.id, number=1, made_at=clock.now(),
            made_by=row.issued_by,
        ))  # fmt: skip
        for _ in range(2):
            db.session.add(ShareReceipt(
                organisation_id=row.organisation_id, id=new_id(), share_id=share.id,
                kind="downloaded", at=clock.now(), door="link", copy_number=1,
            ))  # fmt: skip
        return share.id


def test_a_shared_copy_tells_how_often_its_recipient_took_it(papers, page, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    with papers.app.app_context():
        share_id = as_shared(papers, row)

    shown = page().text
    asked = client_for(papers.town.coordinator).get(address(papers, row, "/intrekken")).text

    assert "2 keer door de ontvanger" in shown
    assert f"/delingen/{share_id}" in shown
    assert "Trek deling 4 in" in asked


def test_the_list_asks_the_database_the_same_for_one_paper_as_for_many(papers, page):
    issue_some(papers, Profile.POLICE)
    page()
    with statements(papers.app) as few:
        page()
    issue_some(papers, *[Profile.POLICE, Profile.PROSECUTION, Profile.INTERNAL] * 2)
    with statements(papers.app) as many:
        shown = page()

    assert len(badges(shown)) == 7
    assert len(few) == len(many)


def test_the_coordinator_withdraws_a_document_with_a_reason(papers, page, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    client = client_for(papers.town.coordinator)

    asked = client.get(address(papers, row, "/intrekken"))
    done = client.post(address(papers, row, "/intrekken"), data={"why": "wrong_recipient"})

    assert "Waarom trek je dit document in?" in asked.text
    assert done.location == f"/dossiers/{papers.case_id}/documenten"
    shown = page()
    assert badges(shown) == ["Ingetrokken"]
    assert "Reden: verkeerde ontvanger" in shown.text
    with papers.app.app_context():
        [entry] = [one for one in stored(AuditEntry) if one.action == "document.withdrawn"]
        assert entry.codes == {
            "kind": "case_file", "document": str(row.id), "reason": "wrong_recipient",
        }  # fmt: skip
    assert "document.withdrawn" in labels.ACTION


def test_what_was_withdrawn_is_not_withdrawn_again(papers, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    client, at = client_for(papers.town.coordinator), address(papers, row, "/intrekken")
    client.post(at, data={"why": "error"})

    assert [client.get(at).status_code, client.post(at, data={"why": "other"}).status_code] == [
        409, 409,
    ]  # fmt: skip
    with papers.app.app_context():
        [kept] = stored(IssuedDocument)
        assert kept.withdrawn_why == "error"


@pytest.mark.parametrize("why", ["", "because"])
def test_a_reason_from_the_list_is_needed(papers, client_for, why):
    [row] = issue_some(papers, Profile.POLICE)

    done = client_for(papers.town.coordinator).post(
        address(papers, row, "/intrekken"), data={"why": why}
    )

    assert done.status_code == 422
    with papers.app.app_context():
        assert stored(IssuedDocument)[0].withdrawn_at is None


def test_only_the_coordinator_of_the_case_withdraws(papers, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    with papers.app.app_context():
        stranger = a_town().coordinator
    at, town = address(papers, row, "/intrekken"), papers.town

    for method in ("get", "post"):
        refused = {
            person: getattr(client_for(person), method)(at, data={"why": "error"}).status_code
            for person in (town.manager, town.colleague, town.employee, stranger)
        }
        assert refused == {
            town.manager: 403, town.colleague: 403, town.employee: 403, stranger: 404,
        }  # fmt: skip
        assert client_for(None).open(at, method=method).status_code == 302
    with papers.app.app_context():
        assert stored(IssuedDocument)[0].withdrawn_at is None


def test_a_document_of_another_case_cannot_be_withdrawn_through_this_one(papers, client_for):
    at = f"/dossiers/{papers.case_id}/documenten/{new_id()}/intrekken"

    assert client_for(papers.town.coordinator).post(at, data={"why": "error"}).status_code == 404


def test_the_form_carries_the_token_of_the_session(papers, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    papers.app.config["WTF_CSRF_ENABLED"] = True

    done = client_for(papers.town.coordinator).post(
        address(papers, row, "/intrekken"), data={"why": "error"}
    )

    assert done.status_code in {302, 400}
    with papers.app.app_context():
        assert stored(IssuedDocument)[0].withdrawn_at is None


def test_after_withdrawing_the_same_content_is_made_anew(papers, client_for):
    [row] = issue_some(papers, Profile.POLICE)
    client = client_for(papers.town.coordinator)
    client.post(address(papers, row, "/intrekken"), data={"why": "error"})

    client.post(
        f"/dossiers/{papers.case_id}/documenten",
        data={"profile": "police", "purpose": "police_report"},
    )

    with papers.app.app_context():
        assert sorted(one.version for one in stored(IssuedDocument)) == [1, 2]


def enclosed(sha256="a" * 64):
    return issue.Enclosure(
        file_id=new_id(), name="B1.jpg", media_type="image/jpeg", description="Foto", sha256=sha256
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_same_content_of_any_kind_is_issued_once(papers, kind):
    with papers.app.app_context():
        actor, now = papers.town.coordinator.actor(clock.now()), clock.now()
        keyset_id = papers.town.organisation.keyset_id
        view = kind.example(kind.profiles[0])
        request = issue.Request(
            case_id=papers.case_id, keyset_id=keyset_id, kind=kind.key,
            profile=kind.profiles[0], purpose="handling", view=view,
        )  # fmt: skip
        drawn = issue.draw(actor, request, issued_at="vandaag", now=now)
        with unit_of_work():
            row = issue.store(actor, drawn, now=now)
        storage.settle(drawn.staged)
        later = replace(view, meta=replace(view.meta, issued_at="morgen", version="7"))
        other = replace(view, meta=replace(view.meta, recipient="Iemand anders"))

        assert issue.unchanged(actor, replace(request, view=later)) == row
        assert issue.unchanged(actor, replace(request, view=other)) is None
        assert issue.unchanged(actor, replace(request, enclosures=(enclosed(),))) is None
        assert issue.unchanged(actor, replace(request, subject_id=new_id())) is None
