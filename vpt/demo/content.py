"""Reads the invented demo region from its TOML files: `load()` gives typed, checked values."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from vpt.demo.references import check
from vpt.demo.shapes import (
    ContentError,
    DemoContent,
    EvidenceTitle,
    HandlingText,
    IncidentTemplate,
    Location,
    Organisation,
    Perpetrator,
    Person,
    Unit,
)
from vpt.demo.tables import build, read_toml

__all__ = ["ContentError", "DemoContent", "load"]

FOLDER = Path(__file__).with_name("content")
T = TypeVar("T")


def load(folder: Path = FOLDER) -> DemoContent:
    """Read the whole region; raises ContentError naming file, entry and reason."""
    organisations = _entries(folder / "organisations.toml", "organisation", Organisation)
    domains = {item.short_code: item.mail_domain for item in organisations}
    staff = sorted((folder / "staff").glob("*.toml"))
    content = DemoContent(
        organisations=organisations,
        units=_of_staff(staff, "unit", Unit, domains),
        locations=_of_staff(staff, "location", Location, domains),
        people=_of_staff(staff, "person", Person, domains),
        perpetrators=_entries(folder / "perpetrators.toml", "perpetrator", Perpetrator),
        incidents=_of_folder(folder / "incidents", "incident", IncidentTemplate),
        texts=_of_folder(folder / "handling", "text", HandlingText),
        evidence=_entries(folder / "evidence.toml", "evidence", EvidenceTitle),
    )
    check(content)
    return content


def _entries(path: Path, noun: str, shape: type[T]) -> tuple[T, ...]:
    return tuple(build(shape, entry, f"{path.name}: {noun}") for entry in _tables(path, noun))


def _tables(path: Path, noun: str) -> list[dict[str, Any]]:
    entries = read_toml(path).get(noun, [])
    if not isinstance(entries, list):
        raise ContentError(f"{path.name}: [[{noun}]] must be a list of tables")
    return entries


def _of_folder(folder: Path, noun: str, shape: type[T]) -> tuple[T, ...]:
    files = sorted(folder.glob("*.toml"))
    return tuple(entry for path in files for entry in _entries(path, noun, shape))


def _of_staff(
    files: list[Path], noun: str, shape: type[T], domains: dict[str, str]
) -> tuple[T, ...]:
    return tuple(entry for path in files for entry in _staff_entries(path, noun, shape, domains))


def _staff_entries(path: Path, noun: str, shape: type[T], domains: dict[str, str]) -> list[T]:
    code = read_toml(path).get("organisation", "")
    if code not in domains:
        raise ContentError(f"{path.name}: organisation '{code}' does not exist")
    where = f"{path.name}: {noun}"
    return [
        build(shape, {**_complete(entry, noun, domains[code]), "organisation": code}, where)
        for entry in _tables(path, noun)
    ]


def _complete(entry: dict[str, Any], noun: str, domain: str) -> dict[str, Any]:
    """Give a person the mail address that follows from the key and the demo domain."""
    if noun != "person":
        return entry
    return {**entry, "email": f"{entry.get('key', '')}@{domain}"}
