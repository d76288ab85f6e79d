"""The append-only trail: who did or saw what, without any value."""
