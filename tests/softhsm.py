"""A real PKCS#11 token for tests: SoftHSM2, in a folder of its own."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tests.certificates import a_ca, a_key, certificate, key_pem
from vpt.infra.sealing import Token

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")
PIN = "271828"
LABEL = "vpt-test"
KEYS = {"seal-ec": "ec", "seal-rsa": "rsa2048", "weak": "rsa1024"}
HOW = (
    "SoftHSM2 not found: sealing with a token was not tested. "
    "Install it (Debian: apt-get install softhsm2)."
)


@dataclass(frozen=True)
class TestToken:
    """A token with seals on it, and the CA that issued their certificates."""

    __test__ = False
    module: str
    ca_pem: bytes

    def place(self, key: str, *, pin: str = PIN, label: str = LABEL) -> Token:
        return Token(module=self.module, label=label, key=key, certificate=key, pin=pin)


_made: list[TestToken] = []


def module() -> str:
    """Return the library; without it the test is skipped, or fails with REQUIRE_SOFTHSM=1."""
    found = next((str(Path(one).resolve()) for one in MODULES if Path(one).is_file()), "")
    if found and shutil.which("softhsm2-util"):
        return found
    if os.environ.get("REQUIRE_SOFTHSM") == "1":
        pytest.fail(HOW)
    pytest.skip(HOW)


def token(factory: pytest.TempPathFactory) -> TestToken:
    """Return a token with a key and certificate per name in KEYS.

    The library reads its settings when it is loaded, so one token serves a whole test run.
    """
    if not _made:
        _made.append(_make(module(), factory.mktemp("softhsm")))
    return _made[0]


def _make(library: str, folder: Path) -> TestToken:
    (folder / "tokens").mkdir()
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(config)
    _run("--init-token", "--free", "--label", LABEL, "--so-pin", "314159", "--pin", PIN)
    ca, ca_key = a_ca("CA Token (demo)")
    for number, (name, sort) in enumerate(KEYS.items(), 1):
        key = a_key(sort)
        issued = certificate(f"Zegel {name} (demo)", key, ca, ca_key)
        _import_key(folder, key, name, number)
        _import_certificate(library, issued, name, number)
    return TestToken(library, ca.public_bytes(serialization.Encoding.PEM))


def _import_key(folder: Path, key: object, name: str, number: int) -> None:
    file = folder / f"{name}.pem"
    file.write_bytes(key_pem(key))
    _run("--import", str(file), "--token", LABEL, "--label", name, "--id", f"{number:02}",
         "--pin", PIN)  # fmt: skip
    file.unlink()


def _import_certificate(library: str, issued: x509.Certificate, name: str, number: int) -> None:
    import pkcs11  # noqa: PLC0415  only with SoftHSM2 installed
    from pkcs11.util.x509 import decode_x509_certificate  # noqa: PLC0415  see above

    token = pkcs11.lib(library).get_token(token_label=LABEL)
    der = issued.public_bytes(serialization.Encoding.DER)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            decode_x509_certificate(der)
            | {
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: name,
                pkcs11.Attribute.ID: bytes([number]),
            }
        )


def _run(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", *arguments], check=True, capture_output=True)
