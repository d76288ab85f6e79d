"""Damage: what was lost by whom, which way it is claimed, and what came back."""
