"""Reporting an incident: the form, its draft, its files and what comes after sending."""
