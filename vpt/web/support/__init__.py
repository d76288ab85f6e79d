"""The pages of support: safety log, first support, aftercare, and the victim's own page."""
