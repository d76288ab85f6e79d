"""Issuing documents of a case and of an own report, and fetching the frozen copies."""
