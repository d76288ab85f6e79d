"""Fair measures: hearing, imposing, mandates, letters, reviews; they end by themselves."""
