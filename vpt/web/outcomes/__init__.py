"""Pages of what police, prosecution, court and mayor did, for the case and for the victim."""
