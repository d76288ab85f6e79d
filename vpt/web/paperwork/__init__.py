"""Pages for who writes by hand: the form to print, and typing it over."""
