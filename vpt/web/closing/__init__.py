"""Pages about telling back, closing and learning, and the list for the risk inventory."""
