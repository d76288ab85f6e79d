"""Pages on which an organisation says which measures fit which aggression."""
