"""Incidents that belong together: typed links, the bundle they make, and its dossier."""
