"""Incidents that belong together: typed links, the bundle and its dossier."""
