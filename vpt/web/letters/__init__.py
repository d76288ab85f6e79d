"""Pages on which an organisation writes its own letters."""
