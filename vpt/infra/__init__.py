"""The outside world: database, keys, files, mail, seals."""
