"""`flask vpt serve` runs web and worker, says what is in the way, and stops both together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("an installation")
    for command in (["vpt", "keys", "create"], ["db", "upgrade"]):
        subprocess.run([*flask(), *command], check=True, capture_output=True, **where(folder))
    return folder


def flask() -> list[str]:
    return [sys.executable, "-m", "flask", "--app", "wsgi.py"]


def where(instance: Path) -> dict[str, object]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VPT_")}
    return {"cwd": ROOT, "env": {**kept, "VPT_INSTANCE": str(instance)}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(instance: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run the command until its greeting; whatever happens, nothing is left behind."""
    process = subprocess.Popen(
        [*flask(), "vpt", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **where(instance),
    )
    watchdog = threading.Timer(PATIENCE, process.terminate)
    watchdog.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("VPT is running at"):
                break
        yield process
    finally:
        watchdog.cancel()
        process.terminate()
        process.communicate(timeout=PATIENCE)


def children(process: subprocess.Popen[str]) -> dict[str, int]:
    """Return the process ids of web server and worker."""
    listing = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in listing}
    return {
        name: int(pid)
        for pid, command in commands.items()
        for name in ("gunicorn", "huey_consumer")
        if name in command
    }


def serve_once(instance: Path, bind: str) -> str:
    answer = subprocess.run(
        [*flask(), "vpt", "serve", "--bind", bind],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        **where(instance),
    )
    assert answer.returncode == 1
    return answer.stderr


def test_a_busy_port_is_named_with_what_to_try(instance: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = serve_once(instance, f"127.0.0.1:{port}")
    assert f"Port {port} is in use; try: make run PORT={port + 1}" in said


def test_a_free_port_can_be_asked_for_before_there_is_anything(tmp_path: Path) -> None:
    asked = [*flask(), "vpt", "serve", "--check", "--bind", f"127.0.0.1:{free_port()}"]
    answer = subprocess.run(asked, check=False, capture_output=True, text=True, **where(tmp_path))
    assert (answer.returncode, answer.stdout) == (0, "")


def test_an_address_that_is_none_is_refused(instance: Path) -> None:
    assert "--bind must be HOST:PORT" in serve_once(instance, "8000")


def test_a_database_without_tables_is_told_to_upgrade(tmp_path: Path) -> None:
    assert "flask db upgrade" in serve_once(tmp_path, f"127.0.0.1:{free_port()}")


def test_web_and_worker_run_and_stop_together_on_ctrl_c(instance: Path) -> None:
    port = free_port()
    with serving(instance, port) as process:
        with urlopen(f"http://127.0.0.1:{port}/gezond", timeout=10) as answer:
            assert answer.status == 200
        running = children(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    assert set(running) == {"gunicorn", "huey_consumer"}
    assert not any(Path(f"/proc/{pid}").exists() for pid in running.values())


def test_when_the_worker_dies_the_web_server_stops_and_the_command_fails(instance: Path) -> None:
    with serving(instance, free_port()) as process:
        running = children(process)
        os.kill(running["huey_consumer"], signal.SIGKILL)
        assert process.wait(PATIENCE) == 1
        time.sleep(0.1)
    assert not Path(f"/proc/{running['gunicorn']}").exists()
