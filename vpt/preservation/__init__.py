"""Guarding evidence that will be overwritten: sources, deadlines, alarms and requests."""
