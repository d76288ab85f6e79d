"""Sharing a case with partners: choosing, looking as the recipient, sending, and following it."""
