"""The active measures of today for reception, and noting that somebody turned up."""
