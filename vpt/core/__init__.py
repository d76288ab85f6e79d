"""Pure building blocks: time, identity, permissions, errors. Standard library only."""
