"""Sealed copies of a case for partners: chosen, sent, read, answered for, and taken back."""
