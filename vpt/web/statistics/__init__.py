"""Pages with figures about the whole organisation."""
