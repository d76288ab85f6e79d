"""Pages about damage: the list, the statement, the claim form, and the money that came."""
