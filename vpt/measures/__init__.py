"""Fair measures: hearing, imposing, mandates, letters, reviews, and how a measure ends by itself."""
