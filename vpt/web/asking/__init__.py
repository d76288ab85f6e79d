"""What partners still owe an answer, and asking them now."""
