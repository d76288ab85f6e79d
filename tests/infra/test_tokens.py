"""A seal whose key lives on a token: it signs there, and every way it can fail has a name."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests import softhsm
from tests.timeserver import timeserver
from vpt.core.errors import RuleBroken, Unavailable
from vpt.documents.kinds.registry import KINDS
from vpt.infra import seal_sources
from vpt.infra.sealing import BLTA, seal, verify

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def token(tmp_path_factory):
    return softhsm.token(tmp_path_factory)


@pytest.fixture(scope="module")
def unsealed():
    kind = KINDS["incident_report"]
    return kind.render(kind.example("reporter"), ())


@pytest.mark.parametrize("key", ["seal-ec", "seal-rsa"])
def test_a_key_on_a_token_seals_a_document(key, token, unsealed):
    material = seal_sources.from_token(token.place(key), token.ca_pem, now=NOW)

    sealed = seal(unsealed, material, "Dossier", NOW)

    report = verify(sealed, token.ca_pem)
    assert (report.intact, report.unchanged, report.trusted) == (True, True, True)
    assert report.signer == f"Zegel {key} (demo)"
    assert report.fingerprint == material.fingerprint


def test_a_key_on_a_token_reaches_the_highest_level(token, unsealed, tmp_path):
    material = seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=NOW)
    with timeserver(tmp_path) as server:
        sealed = seal(unsealed, material, "Dossier", NOW, server.stamping(BLTA))

    assert verify(sealed, token.ca_pem).level == BLTA


def test_threads_take_turns_at_the_token(token, unsealed):
    material = seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=NOW)
    sealed: list[bytes] = []

    def work() -> None:
        sealed.append(seal(unsealed, material, "Dossier", NOW))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [verify(one).intact for one in sealed] == [True] * 4


def test_the_material_holds_no_key_and_shows_no_pin(token):
    material = seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=NOW)

    assert softhsm.PIN not in repr(material)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"module": "/usr/lib/nothing.so"}, "token_module"),
        ({"label": "another"}, "token_unreachable"),
        ({"certificate": "another"}, "token_certificate"),
        ({"key": "another"}, "token_key"),
        ({"pin": "000000"}, "token_pin"),
    ],
)
def test_every_way_a_token_fails_has_a_name(change, code, token):
    place = replace(token.place("seal-rsa"), **change)

    with pytest.raises(Unavailable) as refused:
        seal_sources.from_token(place, token.ca_pem, now=NOW)

    assert refused.value.code == code


def test_a_wrong_pin_is_tried_once_so_that_it_does_not_lock_the_token(token):
    wrong = token.place("seal-ec", pin="999999")
    for _ in range(12):
        with pytest.raises(Unavailable, match="token_pin"):
            seal_sources.from_token(wrong, token.ca_pem, now=NOW)

    assert seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=NOW)


def test_a_key_of_another_certificate_is_refused(token):
    mixed = replace(token.place("seal-ec"), key="seal-rsa")

    with pytest.raises((RuleBroken, Unavailable)) as refused:
        seal_sources.from_token(mixed, token.ca_pem, now=NOW)

    assert refused.value.code in {"seal_key_differs", "token_unreachable"}


def test_a_weak_key_on_a_token_is_refused(token):
    with pytest.raises(RuleBroken, match="seal_key_weak"):
        seal_sources.from_token(token.place("weak"), token.ca_pem, now=NOW)


def test_a_certificate_whose_issuer_is_unknown_is_refused(token):
    with pytest.raises(RuleBroken, match="seal_chain_missing"):
        seal_sources.from_token(token.place("seal-ec"), now=NOW)


def test_a_token_that_is_taken_out_later_gives_no_document(token, unsealed):
    material = seal_sources.from_token(token.place("seal-ec"), token.ca_pem, now=NOW)
    gone = replace(material, key=replace(material.key, label="taken out"))

    with pytest.raises(Unavailable, match="token_unreachable"):
        seal(unsealed, gone, "Dossier", NOW)
