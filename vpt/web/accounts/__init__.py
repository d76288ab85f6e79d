"""Signing in, choosing a password, and the pages about one's own account."""
