"""`flask vpt seal …`: every way to get a seal, and one clear line for every refusal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from tests import softhsm
from tests.certificates import PEM, a_ca, a_key, a_pkcs12, certificate
from tests.timeserver import timeserver
from vpt.documents.models import SealKey
from vpt.infra import sealing
from vpt.infra.db import db, unit_of_work

FIRST = [
    "organisation", "create", "--name", "Gemeente Voorbeeld (demo)", "--code", "GVB",
    "--kind", "employer", "--admin-email", "beheer@voorbeeld.example", "--admin-name", "Ada (demo)",
]  # fmt: skip
NOW = datetime.now(UTC)


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()

    def invoke(*words, typed=""):
        return runner.invoke(args=["vpt", *(str(word) for word in words)], input=typed)

    assert invoke(*FIRST).exit_code == 0
    return invoke


@pytest.fixture
def kept(app):
    def rows():
        with app.app_context():
            found = select(SealKey).order_by(SealKey.created_at)
            return list(db.session.scalars(found))

    return rows


@pytest.fixture(scope="module")
def authority():
    return a_ca("CA Twente (demo)")


@pytest.fixture
def file(tmp_path, authority):
    """Write a file as a certificate authority would send it."""

    def write(sort="ec", *, chain=True, **wish):
        ca, ca_key = authority
        key = a_key(sort)
        own = certificate(wish.pop("name", "Zegel (demo)"), key, ca, ca_key, **wish)
        path = tmp_path / "zegel.p12"
        path.write_bytes(a_pkcs12(key, own, (ca,) if chain else ()))
        return path

    return write


def test_the_seals_are_listed_with_source_end_and_fingerprint(run, kept):
    said = run("seal", "show").output

    row = kept()[0]
    assert "in use" in said
    assert "made" in said
    assert row.fingerprint in said
    assert f"{row.valid_until:%Y-%m-%d}" in said


def test_what_a_recipient_adds_is_printed(run, kept):
    assert run("seal", "show", "--pem").output.strip() == kept()[0].certificate_pem.strip()


def test_a_new_seal_retires_the_one_before_and_keeps_it(run, kept):
    done = run("seal", "create", "--organisation", "gvb")

    assert done.exit_code == 0
    assert [row.retired_at is None for row in kept()] == [False, True]
    assert "retired" in run("seal", "show").output


def test_a_seal_is_brought_in_with_its_passphrase_asked_for(run, kept, file):
    done = run("seal", "import", file(), typed="geheim\n")

    assert done.exit_code == 0, done.output
    assert "geheim" not in done.output
    assert "Destroy the file" in done.output
    assert (kept()[-1].source, kept()[-1].signer) == ("pkcs12", "Zegel (demo)")


def test_an_issuer_that_the_file_lacks_is_given_apart(run, kept, file, authority, tmp_path):
    alone = file(chain=False)
    chain = tmp_path / "chain.pem"
    chain.write_bytes(authority[0].public_bytes(PEM))

    refused = run("seal", "import", alone, typed="geheim\n")
    done = run("seal", "import", alone, "--chain", chain, typed="geheim\n")

    assert "give it with --chain" in refused.output
    assert done.exit_code == 0
    assert len(kept()) == 2


@pytest.mark.parametrize(
    ("wish", "advice"),
    [
        ({"until": NOW - timedelta(days=1)}, "expired on"),
        ({"since": NOW + timedelta(days=1)}, "valid only from"),
        ({"usage": ("key_encipherment",)}, "not for signatures"),
        ({"sort": "rsa1024"}, "too weak"),
        ({"name": ""}, "carries no name"),
    ],
)
def test_a_seal_that_cannot_serve_is_refused_and_the_old_one_stays(run, kept, file, wish, advice):
    refused = run("seal", "import", file(**wish), typed="geheim\n")

    assert refused.exit_code == 1
    assert advice in refused.output
    assert "Traceback" not in refused.output
    assert [row.retired_at for row in kept()] == [None]


def test_a_wrong_passphrase_is_refused(run, kept, file):
    refused = run("seal", "import", file(), typed="anders\n")

    assert refused.exit_code == 1
    assert "passphrase is wrong" in refused.output
    assert len(kept()) == 1


def test_a_token_is_used_with_its_pin_asked_for(run, kept, tmp_path, tmp_path_factory):
    token = softhsm.token(tmp_path_factory)
    chain = tmp_path / "ca.pem"
    chain.write_bytes(token.ca_pem)
    words = ["seal", "token", "--module", token.module, "--token", softhsm.LABEL, "--chain", chain]

    refused = run(*words, "--key", "seal-rsa", typed="000000\n")
    absent = run(*words, "--key", "other", typed=f"{softhsm.PIN}\n")
    done = run(*words, "--key", "seal-rsa", typed=f"{softhsm.PIN}\n")

    assert "refuses the pin" in refused.output
    assert "no single certificate" in absent.output
    assert done.exit_code == 0, done.output
    assert (kept()[-1].source, kept()[-1].pkcs12_sealed) == ("pkcs11", None)
    assert softhsm.PIN not in done.output
    assert run("seal", "check").exit_code == 0


def test_a_check_says_how_long_the_seal_lasts_and_fills_in_what_older_seals_lack(app, run, kept):
    fingerprint = kept()[0].fingerprint
    with app.app_context(), unit_of_work():
        db.session.execute(update(SealKey).values(fingerprint=None, chain_pem=""))

    done = run("seal", "check")

    assert done.exit_code == 0, done.output
    assert "days left" in done.output
    assert kept()[0].fingerprint == fingerprint


def test_a_check_tries_the_timestamp_server(app, run, tmp_path):
    with timeserver(tmp_path / "tsa") as server:
        app.extensions["vpt_settings"] = replace(
            app.extensions["vpt_settings"], seal_level=sealing.BT, tsa_url=server.url
        )
        fine = run("seal", "check")
        server.mood = "down"
        refused = run("seal", "check")

    assert (fine.exit_code, "level bt" in fine.output) == (0, True)
    assert (refused.exit_code, "does not answer" in refused.output) == (1, True)


def test_a_retired_seal_is_out_of_use_after_a_yes(run, kept):
    assert run("seal", "retire", typed="n\n").exit_code == 1
    assert kept()[0].retired_at is None

    assert run("seal", "retire", typed="y\n").exit_code == 0

    assert kept()[0].retired_at is not None
    assert "there is no seal yet" in run("seal", "check").output


def test_an_organisation_must_be_chosen_when_there_are_several(run):
    other = [word.replace("GVB", "GVC").replace("beheer@", "b@") for word in FIRST]
    assert run(*other).exit_code == 0

    refused = run("seal", "show")

    assert refused.exit_code == 1
    assert "GVB, GVC" in refused.output
    assert run("seal", "show", "--organisation", "GVC").exit_code == 0
