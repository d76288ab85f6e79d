"""Seals with timestamps of a real server: what they prove, and what a bad server cannot break."""

import asyncio
import subprocess
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

from tests.certificates import a_ca, a_key, a_pkcs12, certificate, revoked_list
from tests.pdf_conformance import violations
from tests.timeserver import TimeServer, timeserver
from vpt.core.errors import Unavailable
from vpt.documents.kinds.registry import KINDS
from vpt.infra import pdf_report, seal_sources
from vpt.infra.db import unit_of_work
from vpt.infra.seal_sources import VALID_FOR, create_seal
from vpt.infra.sealing import BB, BLTA, BT, NoSeal, restamp, seal, try_stamping, verify
from vpt.infra.time_server import TimeServer as TimeStamper

NOW = datetime.now(UTC).replace(microsecond=0)
"""The server's clock cannot be set, so these tests live today."""
REASON = "Vaststelling van het dossier"


class Forger(PdfSigner):
    """Signs what its maker forbade to change."""

    def _enforce_certification_constraints(self, reader):
        pass


@pytest.fixture(scope="module")
def material():
    return create_seal("Dossierzegel Twentervoorde", "Gemeente Twentervoorde", NOW, demo=True)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with timeserver(tmp_path_factory.mktemp("tsa")) as running:
        yield running


@pytest.fixture
def moody(server: TimeServer):
    yield server
    server.mood = "well"


@pytest.fixture(scope="module")
def unsealed():
    kind = KINDS["case_file"]
    return kind.render(kind.example("prosecution"), ())


@pytest.fixture(scope="module")
def sealed(material, unsealed, server):
    return {
        level: seal(unsealed, material, REASON, NOW, server.stamping(level))
        for level in (BB, BT, BLTA)
    }


@pytest.fixture(scope="module")
def stamped(sealed, server):
    return restamp(sealed[BLTA], server.stamping(BLTA), NOW)


def roots(material, server):
    return material.ca_certificate_pem + server.roots.read_bytes()


@pytest.mark.parametrize("level", [BB, BT, BLTA])
def test_a_file_reaches_the_level_that_was_asked(level, sealed, material, server):
    report = verify(sealed[level], roots(material, server))

    assert report.level == level
    assert (report.intact, report.unchanged, report.trusted) == (True, True, True)
    assert report.fingerprint == material.fingerprint


def test_a_timestamp_says_when_and_by_whom(sealed, material, server):
    report = verify(sealed[BT], roots(material, server))

    assert abs(report.stamped_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert report.stamped_by == "Tijdstempel (demo)"
    assert report.stamp_trusted
    assert report.stamped_until == server.until


def test_without_a_timestamp_no_moment_is_proven(sealed, material):
    report = verify(sealed[BB], material.ca_certificate_pem)

    assert (report.stamped_at, report.stamped_by, report.stamped_until) == (None, "", None)
    assert not report.stamp_trusted


def test_a_timestamp_of_somebody_unknown_is_told_apart(sealed, material):
    report = verify(sealed[BT], material.ca_certificate_pem)

    assert report.trusted
    assert not report.stamp_trusted


@pytest.mark.parametrize("level", [BB, BT, BLTA])
def test_a_sealed_document_still_conforms(level, sealed):
    assert violations(sealed[level]) == []


def test_a_newer_timestamp_keeps_seal_level_and_conformance(sealed, stamped, material, server):
    report = verify(stamped, roots(material, server))

    assert (report.intact, report.unchanged, report.level) == (True, True, BLTA)
    assert report.fingerprint == material.fingerprint
    assert len(PdfFileReader(BytesIO(stamped)).embedded_timestamp_signatures) == 2
    assert stamped.startswith(sealed[BLTA])
    assert violations(stamped) == []


def test_pyhanko_validates_every_signature_of_a_stamped_document(stamped, material, server):
    reader = PdfFileReader(BytesIO(stamped))
    known = pdf_report.load_all(roots(material, server))
    first = reader.embedded_regular_signatures[0]

    status = validate_pdf_signature(first, ValidationContext(trust_roots=known))
    stamps = [
        validate_pdf_timestamp(one, ValidationContext(trust_roots=known))
        for one in reader.embedded_timestamp_signatures
    ]

    assert status.bottom_line
    assert [(one.intact, one.trusted) for one in stamps] == [(True, True)] * 2


@pytest.mark.parametrize("level", [BB, BT, BLTA])
def test_pdfsig_agrees(level, sealed, tmp_path):
    file = tmp_path / "dossier.pdf"
    file.write_bytes(sealed[level])

    done = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False)

    assert "Signature is Valid" in done.stdout


def test_a_changed_byte_breaks_a_document_with_timestamps(stamped, material, server):
    place = stamped.index(b"stream", 2000) + 20
    changed = stamped[:place] + bytes([stamped[place] ^ 1]) + stamped[place + 1 :]

    report = verify(changed, roots(material, server))

    assert not report.intact
    assert not report.unchanged


def test_something_added_after_the_last_timestamp_is_noticed(stamped, material, server):
    report = verify(stamped + b"\n% later\n", roots(material, server))

    assert report.intact
    assert not report.unchanged


def test_a_page_changed_under_a_later_timestamp_is_noticed(sealed, material, server):
    """Somebody who can get timestamps of the same server changes a page and stamps the result."""
    writer = IncrementalPdfFileWriter(BytesIO(sealed[BLTA]))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(180)
    writer.update_container(page)
    forged = PdfTimeStamper(TimeStamper(server.stamping(BLTA))).timestamp_pdf(writer, "sha256")

    report = verify(forged.getvalue(), roots(material, server))

    assert report.intact
    assert not report.unchanged


def test_a_second_signature_by_somebody_else_is_noticed(sealed, material, server):
    other = create_seal("Iemand anders", "Elders (demo)", NOW)
    forger = Forger(
        PdfSignatureMetadata(field_name="Ander"),
        SimpleSigner.load_pkcs12_data(other.key.pkcs12, other_certs=[]),
        new_field_spec=SigFieldSpec("Ander", box=None),
    )
    twice = forger.sign_pdf(IncrementalPdfFileWriter(BytesIO(sealed[BT])))

    report = verify(twice.getvalue(), roots(material, server))

    assert report.fingerprint == material.fingerprint
    assert report.intact
    assert not report.unchanged


def test_a_file_sealed_before_its_certificate_ended_still_verifies(unsealed):
    then = NOW - VALID_FOR - timedelta(days=100)
    ended = create_seal("Dossierzegel", "Gemeente (demo)", then)
    assert ended.valid_until < NOW

    report = verify(seal(unsealed, ended, REASON, then), ended.ca_certificate_pem)

    assert (report.intact, report.trusted, report.sealed_at) == (True, True, then)


def test_a_stream_is_checked_as_bytes_are(sealed, material, server):
    assert verify(BytesIO(sealed[BLTA]), roots(material, server)) == verify(
        sealed[BLTA], roots(material, server)
    )


def test_stamping_inside_a_unit_of_work_is_refused(sealed, server, app):
    with app.app_context(), unit_of_work():
        with pytest.raises(RuntimeError, match="unit of work"):
            restamp(sealed[BLTA], server.stamping(BLTA), NOW)
        with pytest.raises(RuntimeError, match="unit of work"):
            try_stamping(server.stamping(BT))


@pytest.fixture
def authority(server):
    """Make seals whose issuer publishes which certificates are revoked."""
    ca, ca_key = a_ca("CA Twente (demo)")

    def issue(*, revoked=False):
        key = a_key()
        own = certificate("Zegel (demo)", key, ca, ca_key, listed_at=f"{server.url}seal.crl")
        listed = revoked_list(ca, ca_key, *([own] if revoked else []))
        (server.folder / "seal.crl").write_bytes(listed)
        return seal_sources.from_pkcs12(a_pkcs12(key, own, (ca,)), "geheim", now=NOW)

    return issue


@pytest.mark.parametrize("is_stamped_again", [False, True])
def test_the_standard_for_lasting_seals_is_met_when_the_issuer_publishes_its_list(
    is_stamped_again, authority, server, unsealed
):
    material = authority()
    file = seal(unsealed, material, REASON, NOW, server.stamping(BLTA))
    if is_stamped_again:
        file = restamp(file, server.stamping(BLTA), NOW)
    first = PdfFileReader(BytesIO(file)).embedded_regular_signatures[0]

    judged = asyncio.run(ades_lta_validation(first, without_going_online(material, server)))

    assert judged.ades_subindic is AdESPassed.OK


def without_going_online(material, server):
    """What a reader trusts, who has nothing but the file (ETSI EN 319 102-1)."""
    trusted = SimpleTrustManager.build(trust_roots=pdf_report.load_all(roots(material, server)))
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(
                trust_manager=trusted, revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO)
            ),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                RevinfoOnlineFetchingRule.LOCAL_ONLY
            ),
        )
    )


def test_a_revoked_seal_gives_no_lasting_document(authority, server, unsealed):
    with pytest.raises(Unavailable, match="seal_unproven"):
        seal(unsealed, authority(revoked=True), REASON, NOW, server.stamping(BLTA))


def test_a_document_without_document_timestamp_gets_no_newer_one(sealed, server):
    with pytest.raises(NoSeal):
        restamp(sealed[BT], server.stamping(BLTA), NOW)


@pytest.mark.parametrize(
    ("mood", "code"),
    [
        ("down", "tsa_silent"),
        ("slow", "tsa_silent"),
        ("junk", "tsa_wrong"),
        ("page", "tsa_wrong"),
        ("wrong", "tsa_wrong"),
        ("login", "tsa_sign_in"),
    ],
)
def test_a_server_that_answers_badly_gives_no_document_at_all(
    mood, code, moody, unsealed, material
):
    try_stamping(moody.stamping(BT))
    moody.mood = mood

    with pytest.raises(Unavailable) as refused:
        seal(unsealed, material, REASON, NOW, moody.stamping(BT, patience=1))

    assert refused.value.code == code


def test_a_server_that_is_not_there_gives_no_document_at_all(server, unsealed, material):
    nobody = server.stamping(BLTA)
    nobody = type(nobody)(level=BLTA, url="http://127.0.0.1:9/", roots_pem=nobody.roots_pem)

    with pytest.raises(Unavailable) as refused:
        seal(unsealed, material, REASON, NOW, nobody)

    assert refused.value.code == "tsa_silent"


@pytest.mark.parametrize("level", [BT, BLTA])
def test_a_server_that_the_roots_do_not_vouch_for_is_refused(level, server, unsealed, material):
    stranger = server.stamping(level)
    stranger = type(stranger)(level=level, url=server.url, roots_pem=material.ca_certificate_pem)

    with pytest.raises(Unavailable) as refused:
        seal(unsealed, material, REASON, NOW, stranger)

    assert refused.value.code in {"tsa_untrusted", "seal_unproven"}


def test_a_timestamp_that_ended_already_is_still_followed(tmp_path, unsealed, material):
    with timeserver(tmp_path, lasts=timedelta(days=2)) as brief:
        short = seal(unsealed, material, REASON, NOW, brief.stamping(BLTA))
        much_later = NOW + timedelta(days=3)

        again = restamp(short, brief.stamping(BLTA), much_later)

    assert verify(again, material.ca_certificate_pem).unchanged
