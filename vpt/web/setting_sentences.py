"""The Dutch sentences for refusals about the organisation, its units and places."""

from collections.abc import Mapping

SETTINGS: Mapping[str, str] = {}
