"""Changing the chain protocol: a draft, its differences, a replay, a release, a yearly review."""
