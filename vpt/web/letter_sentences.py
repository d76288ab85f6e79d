"""The Dutch sentences for refusals about letters, texts and the matrix."""

from collections.abc import Mapping

LETTERS: Mapping[str, str] = {}
