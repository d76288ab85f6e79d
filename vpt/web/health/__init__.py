"""The state of this installation, for monitors."""
