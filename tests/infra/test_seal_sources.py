"""Bringing in a seal: what a PKCS#12 file must hold, and every refusal by its name."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12

from tests.certificates import PEM, a_ca, a_key, a_pkcs12, certificate
from vpt.core.errors import RuleBroken
from vpt.documents.kinds.registry import KINDS
from vpt.infra import seal_sources
from vpt.infra.sealing import PKCS12, seal, verify

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def authority():
    return a_ca("CA Twente (demo)")


def brought(authority, sort="ec", name="Zegel Twentervoorde (demo)", **wish):
    """A file as a certificate authority would send it."""
    ca, ca_key = authority
    key = a_key(sort)
    return a_pkcs12(key, certificate(name, key, ca, ca_key, **wish), (ca,))


@pytest.mark.parametrize("sort", ["ec", "rsa2048"])
def test_a_seal_from_a_file_seals_a_document(sort, authority):
    material = seal_sources.from_pkcs12(brought(authority, sort), "geheim", now=NOW)
    kind = KINDS["incident_report"]

    sealed = seal(kind.render(kind.example("reporter"), ()), material, "Dossier", NOW)

    report = verify(sealed, authority[0].public_bytes(PEM))
    assert (report.intact, report.trusted) == (True, True)
    assert (report.signer, material.source) == ("Zegel Twentervoorde (demo)", PKCS12)
    assert report.fingerprint == material.fingerprint


@pytest.mark.parametrize("usage", ["digital_signature", "content_commitment"])
def test_either_usage_is_enough(usage, authority):
    material = seal_sources.from_pkcs12(brought(authority, usage=(usage,)), "geheim", now=NOW)
    kind = KINDS["incident_report"]

    sealed = seal(kind.render(kind.example("reporter"), ()), material, "Dossier", NOW)

    assert verify(sealed, authority[0].public_bytes(PEM)).trusted


def test_the_chain_is_kept_in_order_and_its_end_is_what_a_recipient_adds(authority):
    root, root_key = authority
    middle_key, key = a_key(), a_key()
    middle = certificate("Tussen-CA (demo)", middle_key, root, root_key, usage=("key_cert_sign",))
    own = certificate("Zegel (demo)", key, middle, middle_key)

    material = seal_sources.from_pkcs12(a_pkcs12(key, own, (root, middle)), "geheim", now=NOW)

    assert material.chain_pem == own.public_bytes(PEM) + middle.public_bytes(PEM)
    assert material.ca_certificate_pem == root.public_bytes(PEM)


def test_an_issuer_may_come_from_another_file(authority):
    ca, ca_key = authority
    key = a_key()
    alone = a_pkcs12(key, certificate("Zegel (demo)", key, ca, ca_key))

    with pytest.raises(RuleBroken, match="seal_chain_missing"):
        seal_sources.from_pkcs12(alone, "geheim", now=NOW)
    material = seal_sources.from_pkcs12(alone, "geheim", ca.public_bytes(PEM), now=NOW)

    assert material.ca_certificate_pem == ca.public_bytes(PEM)


def test_what_is_kept_needs_no_passphrase_any_more(authority):
    material = seal_sources.from_pkcs12(brought(authority), "geheim", now=NOW)

    again = seal_sources.of_key_file(material.key, PKCS12)

    assert again == material
    assert "geheim" not in repr(material)


@pytest.mark.parametrize("passphrase", ["", "anders"])
def test_a_wrong_passphrase_is_refused(passphrase, authority):
    with pytest.raises(RuleBroken, match="seal_file_closed"):
        seal_sources.from_pkcs12(brought(authority), passphrase, now=NOW)


def test_a_file_without_a_passphrase_is_opened_as_it_is(authority):
    ca, ca_key = authority
    key = a_key()
    own = certificate("Zegel (demo)", key, ca, ca_key)
    bare = pkcs12.serialize_key_and_certificates(b"zegel", key, own, [ca], NoEncryption())

    assert seal_sources.from_pkcs12(bare, "", now=NOW).signer == "Zegel (demo)"


def test_a_file_that_is_no_pkcs12_is_refused():
    with pytest.raises(RuleBroken, match="seal_file_closed"):
        seal_sources.from_pkcs12(b"no key at all", "geheim", now=NOW)


def test_a_file_without_a_key_is_refused(authority):
    with pytest.raises(RuleBroken, match="seal_file_empty"):
        seal_sources.from_pkcs12(a_pkcs12(None, None, (authority[0],)), "geheim", now=NOW)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"until": NOW - timedelta(days=1)}, "seal_expired"),
        ({"since": NOW + timedelta(days=1)}, "seal_not_yet"),
        ({"usage": ("key_encipherment",)}, "seal_usage"),
        ({"sort": "rsa1024"}, "seal_key_weak"),
        ({"sort": "ec192"}, "seal_key_weak"),
        ({"name": ""}, "seal_nameless"),
    ],
)
def test_a_certificate_that_cannot_seal_is_refused(wish, code, authority):
    with pytest.raises(RuleBroken) as refused:
        seal_sources.from_pkcs12(brought(authority, **wish), "geheim", now=NOW)

    assert refused.value.code == code


def test_a_key_that_is_not_that_of_the_certificate_is_refused(authority):
    own = seal_sources.from_pkcs12(brought(authority), "geheim", now=NOW)
    other = seal_sources.from_pkcs12(brought(authority), "geheim", now=NOW)
    mixed = seal_sources.SealMaterial(
        key=own.key,
        source=own.source,
        ca_certificate_pem=other.ca_certificate_pem,
        chain_pem=other.chain_pem,
        fingerprint=other.fingerprint,
        signer=other.signer,
        valid_until=other.valid_until,
    )

    with pytest.raises(RuleBroken, match="seal_key_differs"):
        seal_sources.try_out(mixed)


def test_a_seal_of_our_own_making_passes_its_own_test():
    material = seal_sources.create_seal("Zegel", "Gemeente", NOW)

    seal_sources.try_out(material)

    assert material.source == "made"
