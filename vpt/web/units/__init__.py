"""The tree of units: who leads them, and what hangs where."""
