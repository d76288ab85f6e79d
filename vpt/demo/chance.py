"""The dice of the demo: the same names give the same throws, on every machine."""

from random import Random


def dice(*names: object) -> Random:
    """Return chance that depends on these names alone."""
    return Random(" ".join(str(name) for name in names))  # noqa: S311  invents stories, no secrets
