"""The recipient's door: what partners see of a share, by account or by link, and its code."""
