"""A protocol running on an incident: steps, terms, facts, messages and the file that goes out."""
