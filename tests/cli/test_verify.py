"""One command says of a file whether it is genuine, with and without the database."""

import pytest
from sqlalchemy import update

from tests.web.verify.conftest import paper, papers
from vpt.documents import seals
from vpt.documents.models import IssuedDocument
from vpt.infra.db import db, unit_of_work

__all__ = ["paper", "papers"]


@pytest.fixture
def verify(app):
    return lambda *arguments: app.test_cli_runner().invoke(
        args=["vpt", "verify", *map(str, arguments)]
    )


@pytest.fixture
def file(paper, tmp_path):
    made = tmp_path / "document.pdf"
    made.write_bytes(paper[1])
    return made


@pytest.fixture
def ca(papers, tmp_path):
    made = tmp_path / "ca.pem"
    with papers.app.app_context():
        made.write_bytes(seals.roots_of(seals.list_all(papers.town.organisation.id)))
    return made


def test_a_genuine_document_is_told_with_kind_day_and_who_sealed_it(verify, papers, file):
    done = verify(file)

    assert done.exit_code == 0, done.output
    name = papers.town.organisation.name
    for line in ("genuine: exactly", "kind:           Dossier", f"issued by:      {name}",
                 f"sealed by:      Zegel {name}", "level:          PAdES B-B",
                 "timestamp:      none", f"trusted by:     CA Zegel {name}"):  # fmt: skip
        assert line in done.output


def test_an_older_document_is_genuine_after_the_seal_was_replaced(verify, papers, file):
    with papers.app.app_context():
        papers.seal()

    done = verify(file)

    assert (done.exit_code, "file unchanged: yes" in done.output) == (0, True)


@pytest.mark.parametrize(
    ("column", "said"), [("withdrawn_at", "withdrawn: issued here"), ("sha256", "changed: carries")]
)
def test_what_is_not_valid_ends_with_one(verify, papers, file, paper, column, said):
    values = {"withdrawn_at": paper[0].issued_at, "sha256": "0" * 64}
    with papers.app.app_context(), unit_of_work():
        db.session.execute(update(IssuedDocument).values({column: values[column]}))

    done = verify(file)

    assert (done.exit_code, said in done.output) == (1, True)


def test_a_changed_file_is_told_as_such(verify, file):
    file.write_bytes(file.read_bytes() + b"\n% more")

    done = verify(file)

    assert done.exit_code == 1
    assert "changed: carries our code or seal" in done.output
    assert "file unchanged: NO" in done.output


def test_a_foreign_file_is_not_ours_and_has_no_seal(verify, tmp_path):
    other = tmp_path / "other.pdf"
    other.write_bytes(b"%PDF-1.7\nnothing")

    done = verify(other)

    assert done.exit_code == 1
    assert "not ours" in done.output
    assert "none that can be read" in done.output


def test_with_the_issuer_at_hand_the_database_is_not_asked(verify, papers, file, ca):
    with papers.app.app_context(), unit_of_work():
        db.session.execute(update(IssuedDocument).values(sha256="0" * 64, check_code=None))

    done = verify(file, "--ca", ca)

    assert done.exit_code == 0
    assert "trusted by:     CA Zegel" in done.output
    assert "issued by" not in done.output


def test_the_issuer_of_somebody_else_trusts_nothing(verify, papers, file, ca):
    with papers.app.app_context():
        papers.seal()
        newest = seals.list_all(papers.town.organisation.id)[0]
        ca.write_text(newest.certificate_pem)

    done = verify(file, "--ca", ca)

    assert done.exit_code == 1
    assert "trusted by:     none of the given issuers" in done.output


def test_a_file_that_holds_no_certificate_is_refused(verify, file, tmp_path):
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate")

    done = verify(file, "--ca", wrong)

    assert done.exit_code == 1
    assert "no PEM file" in done.output
