"""Measures speed as ratios within one run; see `python -m bench`."""

from bench.suite import run

__all__ = ["run"]
