"""The first page of the administration, and what is set about the organisation as a whole."""
