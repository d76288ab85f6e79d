"""Figures about a whole organisation: counted from what is registered, never about a person."""
