"""Reading in lists of units, locations and people."""
