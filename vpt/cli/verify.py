"""Checking one file: what became of the document, and what its seal proves."""

from pathlib import Path

import click
from cryptography import x509
from cryptography.x509.oid import NameOID
from flask.cli import with_appcontext

from vpt.documents import seals, verifying
from vpt.documents.verifying import State, Verdict
from vpt.infra import sealing
from vpt.infra.sealing import NoSeal, SealReport

SAID = {
    State.GENUINE: "genuine: exactly what was issued here",
    State.SUPERSEDED: "genuine, but there is a newer version",
    State.WITHDRAWN: "withdrawn: issued here, and taken back",
    State.CHANGED: "changed: carries our code or seal, but is not what was issued here",
    State.NOT_OURS: "not ours: not issued by this installation",
}
LEVELS = {sealing.BB: "B-B", sealing.BT: "B-T", sealing.BLTA: "B-LTA"}


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--ca",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Judge by the seal alone, with these certificates (PEM); the database is not asked.",
)
@with_appcontext
def command(file: Path, ca: Path | None) -> None:
    """Say whether FILE is a genuine document; exit status 0 when it is, 1 otherwise."""
    is_genuine = _by_seal(file, ca.read_bytes()) if ca else _by_record(file)
    raise SystemExit(0 if is_genuine else 1)


def _by_record(file: Path) -> bool:
    with file.open("rb") as source:
        verdict = verifying.judge(source)
    for line in _told(verdict):
        click.echo(line)
    report = _report(file, b"")
    if report is not None:
        seal = seals.ours(report.fingerprint)
        roots = seals.roots_of([seal]) if seal else b""
        _show(_report(file, roots) or report, roots)
    return verdict.state is State.GENUINE


def _by_seal(file: Path, roots: bytes) -> bool:
    try:
        x509.load_pem_x509_certificates(roots)
    except ValueError as error:
        raise click.ClickException("the file with certificates is no PEM file") from error
    report = _report(file, roots)
    if report is None:
        return False
    _show(report, roots)
    return report.intact and report.unchanged and report.trusted


def _told(verdict: Verdict) -> list[str]:
    about = {
        "kind": verdict.title,
        "issued on": verdict.issued_on.isoformat() if verdict.issued_on else "",
        "issued by": verdict.organisation,
        "demo": "yes: invented and valid nowhere" if verdict.is_demo else "",
    }
    return [SAID[verdict.state], *(_line(name, value) for name, value in about.items() if value)]


def _report(file: Path, roots: bytes) -> SealReport | None:
    try:
        with file.open("rb") as source:
            return sealing.verify(source, roots)
    except NoSeal:
        click.echo(_line("seal", "none that can be read"))
        return None


def _show(report: SealReport, roots: bytes) -> None:
    seal = {
        "sealed by": report.signer,
        "seal intact": _yes(is_so=report.intact),
        "file unchanged": _yes(is_so=report.unchanged),
        "level": f"PAdES {LEVELS[report.level]}",
        "sealed at": f"{report.sealed_at:%Y-%m-%d %H:%M:%S %Z}, as stated by the signer",
        "timestamp": _stamp(report),
        "trusted by": ", ".join(_names(roots)) if report.trusted else "none of the given issuers",
    }
    for name, value in seal.items():
        click.echo(_line(name, value))


def _stamp(report: SealReport) -> str:
    if report.stamped_at is None:
        return "none"
    return f"{report.stamped_at:%Y-%m-%d %H:%M:%S %Z} by {report.stamped_by}"


def _names(roots: bytes) -> list[str]:
    found = []
    for one in x509.load_pem_x509_certificates(roots):
        named = one.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        found.append(str(named[0].value) if named else one.subject.rfc4514_string())
    return found


def _line(name: str, value: str) -> str:
    return f"{name + ':':<16}{value}"


def _yes(*, is_so: bool) -> str:
    return "yes" if is_so else "NO"
