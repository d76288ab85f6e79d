"""Reporting an incident: what, when, where, who, and the proof of it."""
