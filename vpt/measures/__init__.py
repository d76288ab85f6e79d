"""Measures against perpetrators: grounds, hearing, mandate, letters, review and end."""
