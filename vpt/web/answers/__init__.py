"""Structured answers of partners: the form they fill in, and what waits for the coordinator."""
