"""Warning colleagues at a location about an acute threat, for a short time."""
