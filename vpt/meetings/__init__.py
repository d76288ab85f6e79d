"""Talking open cases through with a partner: an agenda, and agreements that become steps."""
