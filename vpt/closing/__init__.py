"""Telling the team, closing a case with its lessons, and the entries for the risk inventory."""
