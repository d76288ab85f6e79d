"""The hand-in dossier for the public prosecutor: put together, signed for, issued, supplemented."""
