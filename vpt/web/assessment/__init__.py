"""Judging an incident: the matrix, the VPT test, and injury at work."""
