"""The typed settings of one installation; `config.py` reads them from the environment."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

SEAL_LEVELS = ("bb", "bt", "blta")
"""PAdES baseline profiles (ETSI EN 319 142-1): B-B, B-T, B-LTA."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an installation may set. Secrets come from files and have no default.

    Sizes are bytes. `proxies` is how many reverse proxies stand in front (nginx: 1): that many
    are believed about who the client is and whether it uses https. `seal_level` is a member of
    `SEAL_LEVELS`; `tsa_ca` is a PEM file of roots. Each field is documented in the README, which a
    test compares.
    """

    instance: Path
    database_url: str
    secret_key: str
    keys_folder: Path
    storage_folder: Path
    public_url: str = "http://127.0.0.1:8000"
    production: bool = False
    mail_url: str = ""
    mail_from: str = "vpt@localhost"
    queue_url: str = ""
    upload_limit: int = 50 * 1024 * 1024
    upload_count: int = 20
    request_limit: int = 220 * 1024 * 1024
    session_idle: timedelta = timedelta(minutes=60)
    session_absolute: timedelta = timedelta(hours=12)
    proxies: int = 0
    seal_level: str = "bb"
    tsa_url: str = ""
    tsa_user: str = ""
    tsa_password: str = field(default="", repr=False)
    tsa_ca: Path | None = None
    testing: bool = False

    @property
    def https(self) -> bool:
        """Return whether people reach the site over https, which makes cookies Secure."""
        return self.public_url.startswith("https://")
