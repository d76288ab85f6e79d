"""The reference protocols that ship with the product, as text an organisation adopts."""

from pathlib import Path

REFERENCE = Path(__file__).with_name("twente-2026.toml")


def reference_text() -> str:
    """Return the TOML text of the reference chain protocol."""
    return REFERENCE.read_text(encoding="utf-8")
