"""Pages about joint case meetings: the list, the agenda, talking a case through, agreements."""
