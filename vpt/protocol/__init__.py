"""The chain protocol as data, and the pure engine that runs a case along it."""
