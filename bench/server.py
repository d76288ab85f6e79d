"""Starts gunicorn as `flask vpt serve` does, and reads the memory of its workers."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEMORY = Path("/dev/shm")  # noqa: S108  gunicorn's heartbeat belongs in memory, not on a disk
SITE, SITE_AND_PLAIN = "wsgi:app", "bench.served:app"
START_SECONDS = 60
STOP_SECONDS = 20
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running web server; `started_in` are the seconds until its first answer."""

    port: int
    process: subprocess.Popen[bytes]
    started_in: float

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        own = self.process.pid
        return [int(one) for one in Path(f"/proc/{own}/task/{own}/children").read_text().split()]

    def resident(self) -> int:
        """Return the bytes of memory the largest worker holds."""
        return max(_status(one, "VmRSS") for one in self.workers())

    def busy(self) -> float:
        """Return the seconds of processor time the workers have used. Source: proc(5), stat."""
        ticks = 0
        for one in self.workers():
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def peak(self) -> int:
        """Return the bytes the largest worker held at most since `forget_peak`."""
        return max(_status(one, "VmHWM") for one in self.workers())

    def forget_peak(self) -> None:
        """Let the peak start from what is held now. Source: proc(5), clear_refs."""
        for one in self.workers():
            Path(f"/proc/{one}/clear_refs").write_text("5")


@contextmanager
def serving(
    target: str, environment: Mapping[str, str], *, workers: int = 2, threads: int = 4
) -> Iterator[Server]:
    """Serve an application until the block ends."""
    port = _free_port()
    folder = Path(environment["VPT_INSTANCE"])
    memory = ["--worker-tmp-dir", str(MEMORY)] if os.access(MEMORY, os.W_OK) else []
    command = [sys.executable, "-m", "gunicorn", target, "--bind", f"{HOST}:{port}",
               "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads),
               "--log-level", "warning", "--no-control-socket", *memory]  # fmt: skip
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("VPT_")}
    begin = time.perf_counter()
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**inherited, **environment, "TMPDIR": str(folder)},
            stderr=log, stdout=log, start_new_session=True,
        )  # fmt: skip
    try:
        _wait(process, port, folder / "server.log")
        yield Server(port=port, process=process, started_in=time.perf_counter() - begin)
    finally:
        _stop(process)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/gezond")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.01)
        finally:
            connection.close()
    message = f"the web server did not start:\n{log.read_text(errors='replace')[-2000:]}"
    raise RuntimeError(message)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _status(process_id: int, name: str) -> int:
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(name)
