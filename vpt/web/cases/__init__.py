"""The worklist, the cases and everything people do to one case."""
