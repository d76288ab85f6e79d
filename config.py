"""Reads the settings of this installation from the environment, once, and checks them."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from vpt.core.settings import SEAL_LEVELS, Settings

ROOT = Path(__file__).resolve().parent
TRUE = {"1", "true", "yes", "ja"}


class SettingError(ValueError):
    """A setting is missing or makes no sense; the message names it."""


def from_env(environment: dict[str, str] | None = None) -> Settings:
    """Return the settings, or raise SettingError naming the variable at fault.

    The secret key lies in a file outside the database (VPT_SECRET_KEY_FILE, default
    instance/keys/session.key), made by `flask vpt keys create`.
    """
    env = dict(os.environ) if environment is None else environment
    instance = Path(env.get("VPT_INSTANCE", str(ROOT / "instance"))).resolve()
    keys = Path(env.get("VPT_KEYS_FOLDER", str(instance / "keys"))).resolve()
    return Settings(
        instance=instance,
        keys_folder=keys,
        storage_folder=Path(env.get("VPT_STORAGE_FOLDER", str(instance / "files"))).resolve(),
        database_url=env.get("VPT_DATABASE_URL", f"sqlite:///{instance / 'vpt.sqlite3'}"),
        secret_key=_secret(env, keys),
        public_url=env.get("VPT_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/"),
        production=env.get("VPT_PRODUCTION", "").lower() in TRUE,
        mail_url=env.get("VPT_MAIL_URL", ""),
        mail_from=env.get("VPT_MAIL_FROM", "vpt@localhost"),
        queue_url=env.get("VPT_QUEUE_URL", f"sqlite:///{instance / 'queue.sqlite3'}"),
        upload_limit=_number(env, "VPT_UPLOAD_MB", 50) * 1024 * 1024,
        upload_count=_number(env, "VPT_UPLOAD_COUNT", 20),
        session_idle=timedelta(minutes=_number(env, "VPT_SESSION_IDLE_MINUTES", 60)),
        session_absolute=timedelta(hours=_number(env, "VPT_SESSION_HOURS", 12)),
        proxies=_number(env, "VPT_PROXIES", 0, least=0),
        **_sealing(env),
    )


def _sealing(env: dict[str, str]) -> dict[str, Any]:
    """Return how documents are sealed; a level that cannot be reached is an error at start."""
    level, url = env.get("VPT_SEAL_LEVEL", "bb").lower(), env.get("VPT_TSA_URL", "")
    user, roots = env.get("VPT_TSA_USER", ""), env.get("VPT_TSA_CA", "")
    problems = {
        f"VPT_SEAL_LEVEL must be one of {', '.join(SEAL_LEVELS)}": level not in SEAL_LEVELS,
        "VPT_TSA_URL must start with http:// or https://": bool(url)
        and not url.startswith(("http://", "https://")),
        f"VPT_SEAL_LEVEL={level} needs VPT_TSA_URL": level != "bb" and not url,
        "VPT_SEAL_LEVEL=blta needs VPT_TSA_CA": level == "blta" and not roots,
        "VPT_TSA_CA is not a file": bool(roots) and not Path(roots).is_file(),
        "VPT_TSA_USER needs a VPT_TSA_URL with https": bool(user) and not url.startswith("https:"),
    }
    for problem, occurs in problems.items():
        if occurs:
            raise SettingError(problem)
    return {
        "seal_level": level,
        "tsa_url": url,
        "tsa_user": user,
        "tsa_password": _password(env.get("VPT_TSA_PASSWORD_FILE", "")),
        "tsa_ca": Path(roots).resolve() if roots else None,
    }


def _password(path: str) -> str:
    if path and not Path(path).is_file():
        raise SettingError("VPT_TSA_PASSWORD_FILE is not a file")
    return Path(path).read_text(encoding="utf-8").strip() if path else ""


def _secret(env: dict[str, str], keys: Path) -> str:
    path = Path(env.get("VPT_SECRET_KEY_FILE", str(keys / "session.key")))
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""


def _number(env: dict[str, str], name: str, default: int, *, least: int = 1) -> int:
    raw = env.get(name, str(default))
    if not raw.isdigit() or int(raw) < least:
        message = f"{name} must be a whole number of {least} or more, not {raw!r}"
        raise SettingError(message)
    return int(raw)
