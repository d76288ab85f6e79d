"""The mail of a browser journey: brought to a folder by the worker, read as its reader would."""

import re
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from pathlib import Path

from flask import Flask

from vpt.core.settings import Settings
from vpt.work.delivery import deliver

CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")


@dataclass(frozen=True)
class Mail:
    """One mail as somebody reads it."""

    recipient: str
    subject: str
    text: str

    def link(self, path: str) -> str:
        """Return the address of this site in the mail, which holds one."""
        [found] = re.findall(rf"http\S+{path}\S+", self.text)
        return str(found)

    def code(self) -> str:
        """Return the code in the mail, which holds one."""
        [found] = CODE.findall(self.text)
        return str(found)


@dataclass
class Postbox:
    """A folder into which the worker drops mail, and what was read of it."""

    app: Flask
    folder: Path
    read: set[str] = field(default_factory=set)

    def take(self, *addresses: str) -> tuple[Mail, ...]:
        """Let the worker send what is due; return the one new mail to each address."""
        with self.app.app_context():
            deliver(self._settings())
        new = [self._open(one) for one in self._unread()]
        return tuple(_only(new, address) for address in addresses)

    def _settings(self) -> Settings:
        settings: Settings = self.app.extensions["vpt_settings"]
        return replace(settings, mail_url=f"file:{self.folder}")

    def _unread(self) -> list[Path]:
        return [one for one in sorted(self.folder.glob("*.eml")) if one.name not in self.read]

    def _open(self, file: Path) -> Mail:
        self.read.add(file.name)
        message = message_from_bytes(file.read_bytes(), policy=policy.default)
        return Mail(str(message["To"]), str(message["Subject"]), message.get_content())


def _only(mails: list[Mail], address: str) -> Mail:
    [found] = [mail for mail in mails if mail.recipient == address]
    return found
