"""The Dutch sentences for refusals about changing the chain protocol."""

from collections.abc import Mapping

PROTOCOLS: Mapping[str, str] = {}
