"""Own reports in plain words: what happens with them, and what the reporter can do."""
