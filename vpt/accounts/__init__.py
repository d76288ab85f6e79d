"""Organisations, units, locations, people and how they prove who they are."""
