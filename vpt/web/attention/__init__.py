"""Attention notices: warning colleagues at a location, reading, and who has read."""
