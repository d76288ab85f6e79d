"""The dossier for the prosecutor: putting it together, handing it in, and its package."""
