"""Anybody checks a document of ours without signing in, and learns nothing else."""

import hashlib
import logging
import re
import zlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from types import MappingProxyType

import pikepdf
import pytest
from sqlalchemy import update

from tests.builders import stored
from tests.web.verify.conftest import code_of, upload
from tests.web.watching import statements
from vpt.accounts.models import Installation
from vpt.accounts.people import SignInTry
from vpt.accounts.rules import TRIES_PER_CLIENT
from vpt.audit.models import AuditEntry
from vpt.cases.models import Case
from vpt.core import clock
from vpt.core.worktime import local_date
from vpt.documents import checking, issue, verifying
from vpt.documents.models import DocumentStamp, IssuedDocument
from vpt.infra.db import db, unit_of_work
from vpt.infra.ids import new_id
from vpt.partners.disclosure import Profile
from vpt.web import moments

GENUINE, SUPERSEDED = "Dit document is echt", "Dit document is echt, maar vervangen"
WITHDRAWN, CHANGED = "Dit document is ingetrokken", "Dit is niet wat wij maakten"
NOT_OURS = "Dit document kennen wij niet"
UNKNOWN = "7K3M-9QXT-2B4D"


def outcome(page):
    return re.search(r'vpt-alert__title">([^<]*)<', page.text)[1]


def saved_again(pdf, **changes):
    """Return the file as another program would save it: the seal is gone or broken."""
    with pikepdf.open(BytesIO(pdf)) as document:
        if "without_seal" in changes:
            del document.Root.AcroForm
            for page in document.pages:
                if "/Annots" in page.obj:
                    del page.obj["/Annots"]
        made = BytesIO()
        document.save(made, **changes.get("options", {}))
        return made.getvalue()


def test_a_document_as_issued_is_genuine_of_this_kind_and_day(papers, paper, client_for):
    page = upload(client_for(None), paper[1])

    assert (page.status_code, outcome(page)) == (200, GENUINE)
    with papers.app.test_request_context():
        day = moments.day(local_date(paper[0].issued_at))
    for shown in ("Dossier", day, papers.town.organisation.name):
        assert shown in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers


def test_no_page_says_whose_case_it_is_or_for_whom_it_was_made(papers, paper, client_for):
    client = client_for(None)
    with papers.app.app_context():
        [case] = stored(Case)
        told = paper[0].told["recipient"]
    pages = [upload(client, paper[1]), client.get(f"/verifieer/{code_of(paper[0])}")]

    for page in pages:
        for secret in (case.reference, str(case.id), str(paper[0].id), told, "Politie", "versie"):
            assert secret not in page.text


def test_the_code_alone_says_what_it_should_look_like_and_asks_for_the_file(paper, client_for):
    page = client_for(None).get(f"/verifieer/{code_of(paper[0])}")

    assert (page.status_code, outcome(page)) == (200, "Deze code is van ons")
    assert "Dossier" in page.text
    assert "Alleen met het bestand ziet u of er niets aan de inhoud is veranderd" in page.text
    assert 'type="file"' in page.text


def test_a_code_may_be_typed_with_small_letters_and_without_dashes(paper, client_for):
    client, code = client_for(None), code_of(paper[0])

    went = client.get("/verifieer", query_string={"code": code.replace("-", " ").lower()})

    assert went.location == f"/verifieer/{code}"
    assert outcome(client.get(went.location)) == "Deze code is van ons"


def test_what_is_no_code_is_refused_at_the_field(papers, client_for):
    page = client_for(None).get("/verifieer?code=ABC")

    assert page.status_code == 422
    assert "Een code heeft 12 letters en cijfers" in page.text


@pytest.mark.parametrize("code", [UNKNOWN, "x", "é" * 12, "%00"])
def test_a_code_of_nobody_gets_the_same_page_at_the_same_cost(papers, paper, client_for, code):
    client = client_for(None)
    with statements(papers.app) as known:
        ours = client.get(f"/verifieer/{code_of(paper[0])}")
    with statements(papers.app) as unknown:
        page = client.get(f"/verifieer/{code}")

    assert (page.status_code, outcome(page)) == (200, "Deze code kennen wij niet")
    assert set(page.headers.keys()) == set(ours.headers.keys())
    assert [one for one in unknown if "DELETE" not in one] == [
        one for one in known if "DELETE" not in one
    ]


def test_after_a_newer_version_the_older_one_is_superseded(papers, paper, client_for):
    client = client_for(None)
    with papers.app.app_context():
        _, newer = papers.issue()

    assert outcome(upload(client, paper[1])) == SUPERSEDED
    assert outcome(upload(client, newer)) == GENUINE
    assert "vervangen" in outcome(client.get(f"/verifieer/{code_of(paper[0])}"))


def test_a_version_for_another_reader_supersedes_nothing(papers, paper, client_for):
    with papers.app.app_context():
        papers.issue(Profile.PROSECUTION)

    assert outcome(upload(client_for(None), paper[1])) == GENUINE


def test_supplements_leave_what_they_add_to_valid(papers, paper, client_for, monkeypatch):
    adding = {**verifying.KINDS, "case_file": replace(
        verifying.KINDS["case_file"], versions_add_up=True)}  # fmt: skip
    monkeypatch.setattr(verifying, "KINDS", MappingProxyType(adding))
    with papers.app.app_context():
        papers.issue()

    assert outcome(upload(client_for(None), paper[1])) == GENUINE


def withdraw(papers, row):
    with papers.app.app_context(), unit_of_work():
        actor = papers.town.coordinator.actor(clock.now())
        found = db.session.get_one(IssuedDocument, (row.organisation_id, row.id))
        issue.withdraw(actor, found, "error", now=clock.now())


def test_a_withdrawn_document_says_so_and_the_version_before_stands_again(
    papers, paper, client_for
):
    client = client_for(None)
    with papers.app.app_context():
        newer, content = papers.issue()
    withdraw(papers, newer)

    assert outcome(upload(client, content)) == WITHDRAWN
    assert outcome(upload(client, paper[1])) == GENUINE
    assert "ingetrokken" in outcome(client.get(f"/verifieer/{code_of(newer)}"))


def test_a_later_timestamp_leaves_the_document_genuine(papers, paper, client_for):
    row, later = paper[0], paper[1] + b"% a later timestamp stands here"
    with papers.app.app_context(), unit_of_work():
        db.session.add(
            DocumentStamp(
                organisation_id=row.organisation_id, id=new_id(), document_id=row.id, number=1,
                sha256=hashlib.sha256(later).hexdigest(), made_at=clock.now(),
                valid_until=clock.now() + timedelta(days=400),
            )
        )  # fmt: skip

    assert outcome(upload(client_for(None), later)) == GENUINE


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda pdf: pdf + b"\n% more", id="something added"),
        pytest.param(lambda pdf: pdf.replace(b"/Title", b"/Titel", 1), id="a byte changed"),
        pytest.param(saved_again, id="saved again"),
        pytest.param(lambda pdf: saved_again(pdf, without_seal=True), id="saved without its seal"),
    ],
)
def test_a_changed_copy_of_ours_is_recognised_as_changed(papers, paper, client_for, change):
    page = upload(client_for(None), change(paper[1]))

    assert outcome(page) == CHANGED
    assert "Dat zegt niets over het bestand dat u hebt" in page.text


def test_our_seal_is_recognised_without_a_code_also_after_it_was_retired(papers, paper, client_for):
    with papers.app.app_context():
        papers.seal()
        with unit_of_work():
            db.session.execute(update(IssuedDocument).values(sha256="0" * 64, check_code=None))
    page = upload(client_for(None), paper[1])

    assert outcome(page) == CHANGED
    assert papers.town.organisation.name in page.text


def test_an_old_document_is_genuine_after_the_keys_were_rotated(papers, paper, client_for):
    with papers.app.app_context():
        papers.seal()
        papers.app.extensions["vpt_keys"].rotate()

    assert outcome(upload(client_for(None), paper[1])) == GENUINE


def test_a_destroyed_document_is_known_by_hash_kind_and_day(papers, paper, client_for):
    with papers.app.app_context(), unit_of_work():
        db.session.execute(
            update(IssuedDocument).values(file_id=None, keyset_id=None, told_sealed=None)
        )
    page = upload(client_for(None), paper[1])

    assert outcome(page) == GENUINE
    assert "Dossier" in page.text


def foreign(text=b"", **options):
    """Return a small PDF of somebody else."""
    with pikepdf.new() as document:
        document.add_blank_page()
        document.pages[0].Contents = document.make_stream(b"BT (" + text + b") Tj ET")
        made = BytesIO()
        document.save(made, **options)
        return made.getvalue()


def test_a_foreign_file_is_not_ours(papers, client_for):
    page = upload(client_for(None), foreign(b"factuur"))

    assert (page.status_code, outcome(page)) == (200, NOT_OURS)
    assert papers.town.organisation.name not in page.text


def test_a_foreign_file_with_our_code_copied_into_it_is_never_genuine(paper, client_for):
    page = upload(client_for(None), foreign(code_of(paper[0]).encode()))

    assert outcome(page) == CHANGED


def test_a_foreign_file_that_somebody_encrypted_is_not_ours(papers, paper, client_for):
    locked = foreign(code_of(paper[0]).encode(), encryption=pikepdf.Encryption(owner="a", user="b"))

    assert outcome(upload(client_for(None), locked)) == NOT_OURS


def test_a_bomb_is_looked_at_no_further_than_its_bound(papers, client_for):
    bomb = b"%PDF-1.7\n" + b"".join(
        b"stream\n" + zlib.compress(bytes(64 * 1024 * 1024), 9) + b"endstream\n" for _ in range(3)
    )

    assert outcome(upload(client_for(None), bomb)) == NOT_OURS


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no pdf", b"<html>", bytes(2000) + b"%PDF-1.7"]
)
def test_what_is_no_pdf_is_refused_at_the_field(papers, client_for, content):
    page = upload(client_for(None), content)

    assert page.status_code == 422
    assert "geen PDF" in page.text
    assert "Kies het bestand opnieuw." in page.text
    assert "Alles wat u invulde" not in page.text


def test_without_a_file_the_page_asks_for_one(papers, client_for):
    page = client_for(None).post("/verifieer", data={})

    assert page.status_code == 422
    assert "Kies eerst het bestand" in page.text


def test_a_file_above_the_limit_is_refused(papers, client_for, monkeypatch):
    monkeypatch.setattr(issue, "LIMIT", 100)

    page = upload(client_for(None), foreign())

    assert (page.status_code, "te groot" in page.text) == (422, True)


def test_a_request_above_the_limit_is_refused_before_it_is_read(papers, client_for):
    papers.app.config["MAX_CONTENT_LENGTH"] = 100

    page = upload(client_for(None), foreign())

    assert page.status_code == 413
    assert "nooit groter dan 200 MB" in page.text


def test_nothing_of_a_file_is_stored_or_logged(papers, paper, client_for, caplog):
    caplog.set_level(logging.DEBUG)
    with papers.app.app_context():
        before = len(stored(AuditEntry))
        folder = papers.app.extensions["vpt_settings"].storage_folder
    kept = sorted(folder.rglob("*"))

    upload(client_for(None), foreign(b"Needle in a file"), name="Needle.pdf")

    assert sorted(folder.rglob("*")) == kept
    assert "Needle" not in caplog.text
    with papers.app.app_context():
        assert len(stored(AuditEntry)) == before


def test_who_tries_too_often_waits_also_before_a_file_is_read(papers, paper, client_for):
    client = client_for(None)
    guesses = [client.get(f"/verifieer/{checking.shown(checking.new_code())}") for _ in
               range(TRIES_PER_CLIENT)]  # fmt: skip

    refused = [
        client.get(f"/verifieer/{code_of(paper[0])}"),
        upload(client, paper[1]),
    ]

    assert {page.status_code for page in guesses} == {200}
    assert [page.status_code for page in refused] == [429, 429]
    assert "Wacht 15 minuten" in refused[0].text
    assert "je" not in re.findall(r"\w+", refused[0].text)


def test_checking_documents_that_are_ours_never_makes_anybody_wait(papers, paper, client_for):
    client = client_for(None)
    for _ in range(3):
        client.get(f"/verifieer/{code_of(paper[0])}")
        upload(client, paper[1])

    with papers.app.app_context():
        assert stored(SignInTry) == []


def test_the_page_needs_no_token_of_a_session(papers, paper, client_for):
    papers.app.config["WTF_CSRF_ENABLED"] = True

    assert outcome(upload(client_for(None), paper[1])) == GENUINE


def test_the_page_speaks_english_to_who_reads_that(papers, client_for):
    page = client_for(None).get("/verifieer", headers={"Accept-Language": "en"})

    assert '<html class="voorbeeld-theme utrecht-root" lang="en">' in page.text


def test_in_a_demo_the_answer_says_that_it_is_one(papers, paper, client_for):
    with papers.app.app_context(), unit_of_work():
        db.session.add(Installation(id=1, is_demo=True, created_at=clock.now()))

    assert "nergens geldig" in upload(client_for(None), paper[1]).text
