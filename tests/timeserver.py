"""A real timestamp server for tests: HTTP in front of `openssl ts`, RFC 3161 behind it."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.certificates import PEM, a_ca, a_key, certificate, key_pem, revoked_list
from vpt.infra.sealing import BLTA, BT, Stamping

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
certs = {folder}/root.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
REPLY = "application/timestamp-reply"


@dataclass
class TimeServer:
    """A running server; `mood` decides how it answers: well, down, slow, junk, wrong, login."""

    url: str
    folder: Path
    until: datetime
    mood: str = "well"
    asked: list[bytes] = field(default_factory=list)

    @property
    def roots(self) -> Path:
        return self.folder / "root.pem"

    def stamping(self, level: str, *, patience: float = 5.0) -> Stamping:
        roots = self.roots.read_bytes() if level in {BT, BLTA} else b""
        return Stamping(level=level, url=self.url, roots_pem=roots, patience=patience)


@contextmanager
def timeserver(folder: Path, *, lasts: timedelta = timedelta(days=1000)) -> Iterator[TimeServer]:
    """Run a server whose certificate lasts so long; its root outlives it.

    It also publishes lists of revoked certificates: every .crl in its folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    until = datetime.now(UTC).replace(microsecond=0) + lasts
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.folder = folder  # type: ignore[attr-defined]  # what the handler needs
    server.lock = threading.Lock()  # type: ignore[attr-defined]  # openssl counts in a file
    url = f"http://127.0.0.1:{server.server_port}/"
    _make_certificates(folder, until, f"{url}tsa.crl")
    running = TimeServer(url=url, folder=folder, until=until)
    server.running = running  # type: ignore[attr-defined]  # what the handler needs
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        running: TimeServer = self.server.running  # type: ignore[attr-defined]  # set above
        query = self.rfile.read(int(self.headers["Content-Length"]))
        running.asked.append(query)
        answer = getattr(self, f"_{running.mood}")
        answer(query)

    def do_GET(self) -> None:
        file: Path = self.server.folder / Path(self.path).name  # type: ignore[attr-defined]  # above
        if file.suffix == ".crl" and file.is_file():
            self._send(200, "application/pkix-crl", file.read_bytes())
        else:
            self._send(404, "text/plain", b"nothing here")

    def log_message(self, *_: object) -> None:
        pass

    def _well(self, query: bytes) -> None:
        self._send(200, REPLY, self._reply(query))

    def _down(self, _query: bytes) -> None:
        self._send(503, "text/plain", b"later")

    def _slow(self, query: bytes) -> None:
        """Drip the answer: every piece comes in time, the whole does not."""
        reply = self._reply(query)
        self.send_response(200)
        self.send_header("Content-Type", REPLY)
        self.send_header("Content-Length", str(len(reply) + 1024 * 20))
        self.end_headers()
        for _ in range(20):
            try:
                self.wfile.write(b"\0" * 1024)
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.2)

    def _junk(self, _query: bytes) -> None:
        self._send(200, REPLY, b"this is no timestamp")

    def _page(self, _query: bytes) -> None:
        self._send(200, "text/html", b"<h1>Welcome</h1>")

    def _login(self, _query: bytes) -> None:
        self._send(401, "text/plain", b"who are you")

    def _wrong(self, _query: bytes) -> None:
        """Answer the first question again, whatever is asked now."""
        running: TimeServer = self.server.running  # type: ignore[attr-defined]  # set above
        self._send(200, REPLY, self._reply(running.asked[0]))

    def _reply(self, query: bytes) -> bytes:
        folder: Path = self.server.folder  # type: ignore[attr-defined]  # set above
        with self.server.lock:  # type: ignore[attr-defined]  # set above
            (folder / "query").write_bytes(query)
            subprocess.run(
                ["openssl", "ts", "-reply", "-config", str(folder / "tsa.cnf"),
                 "-queryfile", str(folder / "query"), "-out", str(folder / "reply")],
                check=True, capture_output=True,
            )  # fmt: skip
            return (folder / "reply").read_bytes()

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _make_certificates(folder: Path, until: datetime, list_url: str) -> None:
    root, root_key = a_ca("Tijdwortel (demo)", until=until + timedelta(days=3650))
    key = a_key("rsa2048")
    own = certificate(
        "Tijdstempel (demo)", key, root, root_key, until=until, stamps=True, listed_at=list_url
    )
    (folder / "tsa.crl").write_bytes(revoked_list(root, root_key))
    (folder / "root.pem").write_bytes(root.public_bytes(PEM))
    (folder / "tsa.pem").write_bytes(own.public_bytes(PEM))
    (folder / "tsa.key").write_bytes(key_pem(key))
